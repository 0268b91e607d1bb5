//! The JSON document of an annotation, schema version 1 (`schema/annotation-1.schema.json`). Field names are fixed:
//! a change of meaning is a new schema version.

use serde::{Deserialize, Serialize};

use crate::offset::OffsetUnit;

/// An annotated note.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// Always 1.
    pub schema_version: u32,
    /// Where the note came from: a file's name, `-` for standard input; absent for pasted text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// The unit of every `start` and `end`.
    pub offset_unit: OffsetUnit,
    /// What the note states of itself; null where it states nothing.
    pub stated: Option<Stated>,
    /// What its text says.
    pub computed: Computed,
    /// The one against the other.
    pub divergence: Divergence,
    /// All sentences and lines in the order of the text.
    pub sentences: Vec<Sentence>,
    /// What computed it.
    pub scorer: Scorer,
}

/// A half-open range of the note's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Range {
    /// First position.
    pub start: usize,
    /// One past the last.
    pub end: usize,
}

/// The stated sentiment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Stated {
    /// The words that state it, as pasted.
    pub raw: String,
    /// Where they stand.
    #[serde(flatten)]
    pub range: Range,
    /// In [-1, 1], or null.
    pub score: Option<f64>,
    /// In lower case ("strongly positive"), or null.
    pub label: Option<String>,
    /// An analyst's rating as written, or null; it is no score.
    pub rating: Option<String>,
    /// For single tickers.
    pub tickers: Vec<StatedTicker>,
    /// What is odd about it.
    pub findings: Vec<StatedFinding>,
}

/// The stated sentiment of one ticker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StatedTicker {
    /// Where the entry stands.
    #[serde(flatten)]
    pub range: Range,
    /// As written, in capitals.
    pub ticker: String,
    /// In [-1, 1], or null.
    pub score: Option<f64>,
    /// In lower case, or null.
    pub label: Option<String>,
}

/// Something odd about the stated sentiment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StatedFinding {
    /// Where its cause stands.
    #[serde(flatten)]
    pub range: Range,
    /// `empty-ticker-table`, `outside-scale`, `label-contradicts-score`, `rating-only`.
    pub code: String,
    /// In words.
    pub message: String,
}

/// The computed sentiment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Computed {
    /// In [-1, 1]; the sum of the sentences' contributions; null where no sentence could be read.
    pub score: Option<f64>,
    /// On the guide's scale, or null.
    pub label: Option<String>,
    /// Lower and upper end of the 90 % interval, or null.
    pub interval: Option<[f64; 2]>,
    /// By asset, the main one first.
    pub tickers: Vec<ComputedTicker>,
}

/// The computed sentiment of one asset.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ComputedTicker {
    /// With its exchange suffix where written.
    pub ticker: String,
    /// The company's name, or null.
    pub name: Option<String>,
    /// In [-1, 1].
    pub score: f64,
    /// On the guide's scale.
    pub label: String,
    /// Ids of the sentences that concern it.
    pub sentences: Vec<usize>,
}

/// Computed against stated.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Divergence {
    /// Computed minus stated, or null.
    pub gap: Option<f64>,
    /// `agrees`, `text less positive`, `text more positive`, `opposite sign`, `nothing stated`.
    pub verdict: String,
    /// Ids of the sentences that drive the gap, strongest first.
    pub sentences: Vec<usize>,
    /// By stated ticker.
    pub tickers: Vec<TickerDivergence>,
}

/// Computed against stated for one ticker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TickerDivergence {
    /// As stated.
    pub ticker: String,
    /// Computed minus stated, or null.
    pub gap: Option<f64>,
    /// As in [`Divergence::verdict`].
    pub verdict: String,
}

/// One sentence or line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sentence {
    /// Its place in the order of the text, from 0.
    pub id: usize,
    /// Where it stands.
    #[serde(flatten)]
    pub range: Range,
    /// `heading`, `body`, `boilerplate`, `meta`.
    pub part: String,
    /// Roles decided, the dominant one first; empty for parts that are not scored.
    pub roles: Vec<Role>,
    /// Of every role; null for parts that are not scored.
    pub probabilities: Option<RoleProbabilities>,
    /// Null for parts that are not scored.
    pub polarity: Option<Polarity>,
    /// What it adds to the note's score; 0 for parts that are not scored.
    pub contribution: f64,
    /// Words behind the decided roles and polarity, in the order of the text.
    pub evidence: Vec<Evidence>,
    /// What the evidence sums to, one a decision.
    pub logits: Vec<LogitSum>,
    /// Times named in it.
    pub horizons: Vec<Horizon>,
    /// Amounts named in it.
    pub quantities: Vec<Quantity>,
    /// Tickers it concerns.
    pub tickers: Vec<String>,
}

/// A role decided.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Role {
    /// `risk`, `catalyst`, `contrarian`.
    pub role: String,
    /// In [0, 1].
    pub probability: f64,
}

/// Probability of each role.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct RoleProbabilities {
    /// In [0, 1].
    pub risk: f64,
    /// In [0, 1].
    pub catalyst: f64,
    /// In [0, 1].
    pub contrarian: f64,
}

/// Polarity for the holder of the main asset.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Polarity {
    /// `negative`, `neutral`, `positive`.
    pub label: String,
    /// Expected polarity in [-1, 1].
    pub score: f64,
    /// They sum to 1.
    pub probabilities: PolarityProbabilities,
}

/// Probability of each polarity.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct PolarityProbabilities {
    /// In [0, 1].
    pub negative: f64,
    /// In [0, 1].
    pub neutral: f64,
    /// In [0, 1].
    pub positive: f64,
}

/// What one word adds to one decision.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// The word.
    #[serde(flatten)]
    pub range: Range,
    /// The decision: a role or a polarity.
    pub target: String,
    /// In logits.
    pub contribution: f64,
}

/// A decision's logit: `intercept` plus the contributions of its evidence is `value`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LogitSum {
    /// The decision: a role or a polarity.
    pub target: String,
    /// The part that no word makes.
    pub intercept: f64,
    /// The logit.
    pub value: f64,
}

/// A time named in a sentence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Horizon {
    /// The words.
    #[serde(flatten)]
    pub range: Range,
    /// `within`, `by`, `from`.
    pub bound: String,
    /// What they mean.
    #[serde(flatten)]
    pub period: Period,
}

/// What a time means.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Period {
    /// Counted in months from the note's own date.
    Months {
        /// Nearest end.
        from: f64,
        /// Farthest end.
        to: f64,
    },
    /// Calendar months, both included: `2028-01`, or `--07` where no year is named.
    Calendar {
        /// First month.
        from: String,
        /// Last month.
        to: String,
    },
}

/// An amount named in a sentence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quantity {
    /// The words.
    #[serde(flatten)]
    pub range: Range,
    /// The amount with its scale resolved; the lower end of a range.
    pub value: f64,
    /// The upper end of a range, or null.
    pub upper: Option<f64>,
    /// `money`, `percent`, `percentage points`, `basis points`, `multiple`, `count`.
    pub kind: String,
    /// Currency code of money, counted unit of a count; null for the others.
    pub unit: Option<String>,
    /// Whether the words hedge it.
    pub approximate: bool,
}

/// What computed the annotation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scorer {
    /// `note-annotator`.
    pub name: String,
    /// Version of the engine.
    pub version: String,
    /// SHA-256 of the weights.
    pub model_sha256: String,
}

impl Document {
    /// The wire form of `annotation`, made from `text` by the scorer that reads with `model`.
    #[must_use]
    pub fn new(text: &str, annotation: &scorer::Annotation, model: &scorer::model::Model, unit: OffsetUnit) -> Self {
        let _ = (text, annotation, model, unit);
        todo!()
    }
}
