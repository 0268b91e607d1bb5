//! The whole: an [`Annotation`] of a note, and the [`Scorer`] that runs the stages in their order.

use crate::Span;
use crate::entity::{self, Asset};
use crate::evidence::{self, Evidence};
use crate::horizon::{self, Horizon};
use crate::language::{self, Unread};
use crate::model::{Calibration, Dot, Model, Pass, Passage, Reading, Target};
use crate::note::{Note, Part};
use crate::polarity::{self, Polarity};
use crate::quantity::{self, Quantity};
use crate::role::{self, RoleDecision};
use crate::score::{self, Computed, Divergence, Voice};
use crate::sentence::{self, Sentence};
use crate::stated::Stated;

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
    /// What was read in it; `None` for every part but body, and for body that is not English as far as can be told.
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
    /// What of its prose was not read, and how that was judged; `None` where all was.
    pub unread: Option<Unread>,
    /// What its text says.
    pub computed: Computed,
    /// The one against the other.
    pub divergence: Divergence,
    /// All sentences and lines, in the order of the text; a sentence's index is its id.
    pub sentences: Vec<AnnotatedSentence>,
    /// What the score was summed from.
    voices: Voices,
}

/// What a score is summed from: the body sentences, and for each asset those that concern it.
#[derive(Clone, Debug, PartialEq)]
struct Voices {
    all: Vec<Voice>,
    by_asset: Vec<(Asset, Vec<OwnVoice>)>,
}

/// A sentence as it speaks of an asset.
#[derive(Clone, Copy, Debug, PartialEq)]
struct OwnVoice {
    voice: Voice,
    /// Whether it says of the asset something else than for the holder of the main one.
    apart: bool,
}

/// What of an annotation hangs on the sentences' polarities.
#[derive(Clone, Debug, PartialEq)]
pub struct Rescored {
    /// The sentiment that the text carries.
    pub computed: Computed,
    /// Set against the stated one.
    pub divergence: Divergence,
    /// What every sentence adds to the note's score, by its id; 0 for parts that are not scored.
    pub contributions: Vec<f64>,
}

impl Annotation {
    /// The scores as they would be if somebody who knows better had read some sentences: (id, polarity) each. For the holder of the main asset, that
    /// is; what a sentence says of another company's name stays as it was read. Ids of what is no body sentence change nothing.
    ///
    /// # Example
    /// ```
    /// use scorer::{Scorer, model::Model, polarity::Polarity};
    /// let scorer = Scorer::new(Model::load(include_bytes!("../../../model/note.model")).unwrap());
    /// let annotation = scorer.annotate("Margins widened in every region. The renewal of the largest contract is open.");
    /// let worse = annotation.rescored(&[(0, Polarity::Negative)], scorer.model().calibration());
    /// assert!(worse.computed.score < annotation.computed.score);
    /// ```
    #[must_use]
    pub fn rescored(&self, changes: &[(usize, Polarity)], calibration: &Calibration) -> Rescored {
        let revised = |voice: Voice| {
            let own = changes.iter().rev().find(|(sentence, _)| *sentence == voice.sentence);
            Voice { polarity: own.map_or(voice.polarity, |(_, polarity)| polarity.sign()), ..voice }
        };
        let voices = Voices {
            all: self.voices.all.iter().map(|voice| revised(*voice)).collect(),
            by_asset: self
                .voices
                .by_asset
                .iter()
                .map(|(asset, own)| {
                    let own = own.iter().map(|own| if own.apart { *own } else { OwnVoice { voice: revised(own.voice), ..*own } });
                    (asset.clone(), own.collect())
                })
                .collect(),
        };
        voices.score(self.stated.as_ref(), self.sentences.len(), calibration)
    }
}

impl Voices {
    /// The scores of a note of `count` sentences.
    fn score(&self, stated: Option<&Stated>, count: usize, calibration: &Calibration) -> Rescored {
        let sum = score::sum(&self.all, calibration);
        let by_asset: Vec<(&Asset, Vec<Voice>)> =
            self.by_asset.iter().map(|(asset, own)| (asset, own.iter().map(|own| own.voice).collect())).collect();
        let computed = score::compute(self.all.len(), sum.as_ref(), &by_asset, calibration);
        let divergence = score::compare(&self.all, sum.as_ref(), &computed, stated);
        let mut contributions = vec![0.0; count];
        for (voice, contribution) in self.all.iter().zip(sum.iter().flat_map(|sum| &sum.contributions)) {
            if let Some(own) = contributions.get_mut(voice.sentence) {
                *own = *contribution;
            }
        }
        Rescored { computed, divergence, contributions }
    }
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
        self.begin(text).finish(self)
    }

    /// Begins to annotate `text` in steps.
    #[must_use]
    pub fn begin<'t>(&self, text: &'t str) -> Run<'t> {
        self.begin_with(text, Dot::default())
    }

    /// As [`Scorer::begin`], with the way to sum products that this processor is fastest with; what comes out is the same.
    #[must_use]
    pub fn begin_with<'t>(&self, text: &'t str, dot: Dot) -> Run<'t> {
        let note = Note::parse(text);
        let sentences = sentence::split(text, &note);
        let bodies: Vec<&str> =
            sentences.iter().filter(|sentence| sentence.part == Part::Body).map(|sentence| sentence.span.of(text)).collect();
        let (left, unread) = language::judge(&bodies);
        let mut left = left.into_iter();
        let passages: Vec<Passage> = sentences
            .iter()
            .map(|sentence| match sentence.part {
                Part::Body if left.next() == Some(true) => Passage::default(),
                _ => passage(text, sentence),
            })
            .collect();
        let pass = self.model.pass(&passages, dot);
        Run { text, note, unread, sentences, passages, pass }
    }
}

/// A note that is being annotated, a few sentences at a time: for long notes, so that whoever waits can be told how far it is and can stop.
///
/// # Example
/// ```
/// use scorer::{Scorer, model::Model};
/// let scorer = Scorer::new(Model::load(include_bytes!("../../../model/note.model")).unwrap());
/// let text = "Margins widened. The renewal is open.";
/// let mut run = scorer.begin(text);
/// while run.step(&scorer) {
///     assert!(run.progress() < 1.0);
/// }
/// assert_eq!(run.finish(&scorer), scorer.annotate(text));
/// ```
#[derive(Clone, Debug)]
pub struct Run<'t> {
    text: &'t str,
    note: Note,
    unread: Option<Unread>,
    sentences: Vec<Sentence>,
    passages: Vec<Passage>,
    pass: Pass,
}

impl<'t> Run<'t> {
    /// The text that is annotated.
    #[must_use]
    pub const fn text(&self) -> &'t str {
        self.text
    }

    /// Reads some more sentences; `false` when all are read.
    pub fn step(&mut self, scorer: &Scorer) -> bool {
        self.pass.step(&scorer.model, &self.passages)
    }

    /// The share of the note that is read, in [0, 1].
    #[must_use]
    pub fn progress(&self) -> f64 {
        self.pass.progress()
    }

    /// How many sentences the note has.
    #[must_use]
    pub fn count(&self) -> usize {
        self.sentences.len()
    }

    /// How many sentences, from the first on, are done.
    #[must_use]
    pub fn done(&self) -> usize {
        self.pass.done()
    }

    /// The sentences of a range that are done, as far as can be said before the whole note is read: what each adds to the score and which tickers it
    /// concerns is not known yet.
    #[must_use]
    pub fn so_far(&self, range: std::ops::Range<usize>, scorer: &Scorer) -> Vec<AnnotatedSentence> {
        let calibration = scorer.model.calibration();
        let held = range.start..range.end.min(self.done());
        let all = self.sentences.iter().zip(&self.passages).zip(self.pass.readings());
        all.skip(held.start)
            .take(held.len())
            .map(|((sentence, passage), reading)| {
                let reading = passage.read.then(|| read(reading, passage, calibration));
                annotated(self.text, sentence, reading, Vec::new())
            })
            .collect()
    }

    /// The annotation; steps that were left out are made up for.
    #[must_use]
    pub fn finish(mut self, scorer: &Scorer) -> Annotation {
        while self.step(scorer) {}
        let Self { text, note, unread, sentences, passages, pass } = self;
        let calibration = scorer.model.calibration();
        let readings = pass.readings();
        let mut bodies: Vec<Option<SentenceReading>> =
            readings.iter().zip(&passages).map(|(reading, passage)| passage.read.then(|| read(reading, passage, calibration))).collect();
        let voice = |(sentence, (own, reading)): (usize, (&Option<SentenceReading>, &Reading))| {
            own.as_ref().map(|own| Voice { sentence, polarity: own.polarity_score, weight: reading.weight })
        };
        let voices: Vec<Voice> = bodies.iter().zip(readings).enumerate().filter_map(voice).collect();
        let assets = entity::find(text, &note, &sentences);
        let tickers = tickers(&assets, sentences.len());
        let voices = Voices { by_asset: voices_by_asset(assets, &voices, readings, &passages), all: voices };
        let Rescored { computed, divergence, contributions } = voices.score(note.stated.as_ref(), sentences.len(), calibration);
        for (own, contribution) in bodies.iter_mut().zip(contributions) {
            if let Some(own) = own {
                own.contribution = contribution;
            }
        }

        let sentences = sentences
            .iter()
            .zip(bodies)
            .zip(tickers)
            .map(|((sentence, reading), tickers)| annotated(text, sentence, reading, tickers))
            .collect();
        Annotation { stated: note.stated, unread, computed, divergence, sentences, voices }
    }
}

/// A sentence with all that is said of it.
fn annotated(text: &str, sentence: &Sentence, reading: Option<SentenceReading>, tickers: Vec<String>) -> AnnotatedSentence {
    let is_read = reading.is_some();
    AnnotatedSentence {
        span: sentence.span,
        part: sentence.part,
        block: sentence.block,
        reading,
        horizons: if is_read { horizon::find(text, sentence.span) } else { Vec::new() },
        quantities: if is_read { quantity::find(text, sentence.span) } else { Vec::new() },
        tickers,
    }
}

/// What the model is shown of a sentence: body to be read, headings around it, nothing of the rest.
fn passage(text: &str, sentence: &Sentence) -> Passage {
    match sentence.part {
        Part::Body | Part::Heading => Passage::new(text, sentence.span, sentence.part == Part::Body),
        Part::Boilerplate | Part::Meta => Passage::default(),
    }
}

/// For each asset the sentences that concern it, as they speak of it.
fn voices_by_asset(assets: Vec<Asset>, voices: &[Voice], readings: &[Reading], passages: &[Passage]) -> Vec<(Asset, Vec<OwnVoice>)> {
    let led = assets.iter().any(|asset| asset.main);
    let named = named(&assets, passages.len());
    // A sentence is read for whoever holds the main asset; of another asset it says what its name says there. Where a note is about none, a
    // sentence that names one alone is read for that.
    let apart = |asset: &Asset, sentence: usize| !asset.main && (led || named.get(sentence).is_some_and(|count| *count > 1));
    let voice = |asset: &Asset, voice: &Voice| {
        let own = apart(asset, voice.sentence).then(|| towards(asset, voice.sentence, readings, passages)).flatten();
        OwnVoice { voice: Voice { polarity: own.unwrap_or(voice.polarity), ..*voice }, apart: own.is_some() }
    };
    assets
        .into_iter()
        .map(|asset| {
            let concerned = voices.iter().filter(|voice| asset.sentences.binary_search(&voice.sentence).is_ok());
            let own = concerned.map(|own| voice(&asset, own)).collect();
            (asset, own)
        })
        .collect()
}

/// How many assets each of `count` sentences names.
fn named(assets: &[Asset], count: usize) -> Vec<usize> {
    let mut named = vec![0; count];
    for asset in assets {
        let mut last = None;
        for mention in asset.mentions.iter().filter(|mention| last.replace(mention.sentence) != Some(mention.sentence)) {
            if let Some(count) = named.get_mut(mention.sentence) {
                *count += 1;
            }
        }
    }
    named
}

/// Expected polarity of a sentence towards an asset that it names; `None` where the model read none of the words that name it.
fn towards(asset: &Asset, sentence: usize, readings: &[Reading], passages: &[Passage]) -> Option<f64> {
    let names: Vec<Span> = asset.mentions.iter().filter(|mention| mention.sentence == sentence).map(|mention| mention.span).collect();
    let [bad, _, good] = polarity::probabilities(readings.get(sentence)?.towards(passages.get(sentence)?, &names)?);
    Some(good - bad)
}

fn read(reading: &Reading, passage: &Passage, calibration: &Calibration) -> SentenceReading {
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
        evidence.extend(evidence::gather(passage, target, logit));
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
