//! The whole: an [`Annotation`] of a note, and the [`Scorer`] that runs the stages in their order.

use crate::Span;
use crate::entity::{self, Asset};
use crate::evidence::{self, Evidence};
use crate::horizon::{self, Horizon};
use crate::model::{Calibration, Model, Passage, Reading, Target};
use crate::note::{Note, Part};
use crate::polarity::{self, Polarity};
use crate::quantity::{self, Quantity};
use crate::role::{self, RoleDecision};
use crate::score::{self, Computed, Divergence};
use crate::sentence::{self, Sentence};
use crate::stated::Stated;
use crate::token::tokenize;

/// A logit in its two halves: what no word makes and what all words make.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LogitSum {
    /// Of what.
    pub target: Target,
    /// The part that no word makes.
    pub intercept: f64,
    /// Intercept plus the contributions of all words.
    pub value: f64,
}

/// What the scorer reads in a body sentence.
#[derive(Clone, Debug, PartialEq)]
pub struct SentenceReading {
    /// Roles decided, the dominant one first.
    pub roles: Vec<RoleDecision>,
    /// Probabilities of all roles in the order of [`role::Role::ALL`].
    pub role_probabilities: [f64; 3],
    /// The most probable polarity.
    pub polarity: Polarity,
    /// Expected polarity in [-1, 1]: probability of positive minus probability of negative.
    pub polarity_score: f64,
    /// Probabilities in the order of [`Polarity::ALL`]; they sum to 1.
    pub polarity_probabilities: [f64; 3],
    /// What the sentence adds to the note's score.
    pub contribution: f64,
    /// Words behind the decided roles and polarity.
    pub evidence: Vec<Evidence>,
    /// The logits that this evidence sums to, one a decision.
    pub logits: Vec<LogitSum>,
}

/// One sentence (or line that is no prose) of the annotated note.
#[derive(Clone, Debug, PartialEq)]
pub struct AnnotatedSentence {
    /// Where it stands.
    pub span: Span,
    /// The part it belongs to.
    pub part: Part,
    /// The paragraph, bullet or line that it stands in, counted from 0 in the order of the text.
    pub block: usize,
    /// What was read in it; `None` for every part but body.
    pub reading: Option<SentenceReading>,
    /// Times named in it.
    pub horizons: Vec<Horizon>,
    /// Amounts named in it.
    pub quantities: Vec<Quantity>,
    /// Tickers of the assets named in it or, for the main asset's sentences, concerned by it.
    pub tickers: Vec<String>,
}

/// What the scorer has to say about a note.
#[derive(Clone, Debug, PartialEq)]
pub struct Annotation {
    /// What the note states of itself.
    pub stated: Option<Stated>,
    /// What its text says.
    pub computed: Computed,
    /// The one against the other.
    pub divergence: Divergence,
    /// All sentences and lines, in the order of the text; a sentence's index is its id.
    pub sentences: Vec<AnnotatedSentence>,
}

/// Reads notes with one model.
///
/// # Example
/// ```
/// use scorer::{Scorer, model::Model, note::Part};
/// let model = Model::load(include_bytes!("../../../model/note.model")).unwrap();
/// let annotation = Scorer::new(model).annotate("Key risks\n\nThe main risk is execution.");
/// assert_eq!(annotation.sentences[0].part, Part::Heading);
/// assert!(annotation.sentences[1].reading.is_some());
/// ```
#[derive(Clone, Debug)]
pub struct Scorer {
    model: Model,
}

impl Scorer {
    /// A scorer that reads with `model`.
    #[must_use]
    pub const fn new(model: Model) -> Self {
        Self { model }
    }

    /// The model it reads with.
    #[must_use]
    pub const fn model(&self) -> &Model {
        &self.model
    }

    /// Annotates `text`. Never fails: any text has an annotation, if an empty one.
    #[must_use]
    pub fn annotate(&self, text: &str) -> Annotation {
        let note = Note::parse(text);
        let sentences = sentence::split(text, &note);
        let passages: Vec<Passage> = sentences.iter().map(|sentence| passage(text, sentence)).collect();
        let mut readings: Vec<Option<SentenceReading>> = self
            .model
            .read(&passages)
            .iter()
            .zip(&passages)
            .map(|(reading, passage)| passage.read.then(|| read(reading, &passages, self.model.calibration())))
            .collect();

        let read: Vec<(usize, f64, [f64; 3])> = readings
            .iter()
            .enumerate()
            .filter_map(|(id, reading)| reading.as_ref().map(|reading| (id, reading.polarity_score, reading.role_probabilities)))
            .collect();
        let voices = score::voices(&read, self.model.calibration());
        let assets = entity::find(text, &note, &sentences);
        let sum = score::sum(&voices, self.model.calibration());
        let computed = score::compute(&voices, sum.as_ref(), &assets, self.model.calibration());
        let divergence = score::compare(&voices, sum.as_ref(), &computed, note.stated.as_ref());
        for (voice, contribution) in voices.iter().zip(sum.iter().flat_map(|sum| &sum.contributions)) {
            if let Some(Some(reading)) = readings.get_mut(voice.sentence) {
                reading.contribution = *contribution;
            }
        }

        let tickers = tickers(&assets, sentences.len());
        let sentences = sentences
            .iter()
            .zip(readings)
            .zip(tickers)
            .map(|((sentence, reading), tickers)| {
                let scored = reading.is_some();
                AnnotatedSentence {
                    span: sentence.span,
                    part: sentence.part,
                    block: sentence.block,
                    reading,
                    horizons: if scored { horizon::find(text, sentence.span) } else { Vec::new() },
                    quantities: if scored { quantity::find(text, sentence.span) } else { Vec::new() },
                    tickers,
                }
            })
            .collect();
        Annotation { stated: note.stated, computed, divergence, sentences }
    }
}

fn passage(text: &str, sentence: &Sentence) -> Passage {
    let tokens = if matches!(sentence.part, Part::Body | Part::Heading) { tokenize(text, sentence.span) } else { Vec::new() };
    Passage { tokens, read: sentence.part == Part::Body, heading: sentence.heading }
}

fn read(reading: &Reading, passages: &[Passage], calibration: &Calibration) -> SentenceReading {
    let [risk, catalyst, contrarian, negative, neutral, positive] = &reading.logits;
    let role_probabilities = role::probabilities([risk.value, catalyst.value, contrarian.value]);
    let polarity_probabilities = polarity::probabilities([negative.value, neutral.value, positive.value]);
    let roles = role::decide(role_probabilities, calibration.thresholds);
    let polarity = polarity::decide(polarity_probabilities);

    let decided = |target: Target| match target {
        Target::Role(role) => roles.iter().any(|held| held.role == role),
        Target::Polarity(other) => other == polarity,
    };
    let mut evidence = Vec::new();
    let mut logits = Vec::new();
    for (target, logit) in Target::ALL.into_iter().zip(&reading.logits).filter(|(target, _)| decided(*target)) {
        evidence.extend(evidence::gather(passages, target, logit));
        logits.push(LogitSum { target, intercept: logit.intercept, value: logit.value });
    }
    let [bad, _, good] = polarity_probabilities;
    SentenceReading {
        roles,
        role_probabilities,
        polarity,
        polarity_score: good - bad,
        polarity_probabilities,
        contribution: 0.0,
        evidence,
        logits,
    }
}

/// For each of `count` sentences the tickers that it names or concerns, in the order of `assets`.
fn tickers(assets: &[Asset], count: usize) -> Vec<Vec<String>> {
    let mut tickers = vec![Vec::new(); count];
    for asset in assets {
        for sentence in asset.sentences.iter().copied().chain(asset.mentions.iter().map(|mention| mention.sentence)) {
            if let Some(list) = tickers.get_mut(sentence).filter(|list: &&mut Vec<String>| list.last() != Some(&asset.ticker)) {
                list.push(asset.ticker.clone());
            }
        }
    }
    tickers
}
