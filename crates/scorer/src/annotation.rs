//! The whole: an [`Annotation`] of a note, and the [`Scorer`] that runs the stages in their order.

use crate::Span;
use crate::evidence::Evidence;
use crate::horizon::Horizon;
use crate::model::Target;
use crate::note::Part;
use crate::polarity::Polarity;
use crate::quantity::Quantity;
use crate::role::Role;
use crate::score::{Computed, Divergence};
use crate::stated::Stated;

/// A role that a sentence holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RoleDecision {
    /// Which.
    pub role: Role,
    /// How probable, in [0, 1].
    pub probability: f64,
}

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
    /// Probabilities of all roles in the order of [`Role::ALL`].
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
    model: crate::model::Model,
}

impl Scorer {
    /// A scorer that reads with `model`.
    #[must_use]
    pub const fn new(model: crate::model::Model) -> Self {
        Self { model }
    }

    /// The model it reads with.
    #[must_use]
    pub const fn model(&self) -> &crate::model::Model {
        &self.model
    }

    /// Annotates `text`. Never fails: any text has an annotation, if an empty one.
    #[must_use]
    pub fn annotate(&self, text: &str) -> Annotation {
        let _ = text;
        todo!()
    }
}
