//! Sentiment of the note and of each ticker, as sums over sentences, and how far it lies from what is stated.

use crate::entity::Asset;
use crate::model::Calibration;
use crate::stated::Stated;

/// The guide's scale in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Label {
    /// 0.65 and more.
    StronglyPositive,
    /// 0.35 to 0.65.
    ModeratelyPositive,
    /// 0.12 to 0.35.
    SlightlyPositive,
    /// -0.12 to 0.12, little opinion.
    Neutral,
    /// -0.12 to 0.12, strong arguments on both sides.
    Mixed,
    /// -0.35 to -0.12.
    SlightlyNegative,
    /// -0.65 to -0.35.
    ModeratelyNegative,
    /// -0.65 and less.
    StronglyNegative,
}

/// The computed sentiment of one asset.
#[derive(Clone, Debug, PartialEq)]
pub struct ComputedTicker {
    /// Ticker as in [`Asset::ticker`].
    pub ticker: String,
    /// Name as in [`Asset::name`].
    pub name: Option<String>,
    /// In [-1, 1].
    pub score: f64,
    /// In words.
    pub label: Label,
    /// Body sentences it was computed from.
    pub sentences: Vec<usize>,
}

/// The sentiment that the text itself carries.
#[derive(Clone, Debug, PartialEq)]
pub struct Computed {
    /// In [-1, 1]; the sum of the sentences' contributions. `None` where no body sentence was read.
    pub score: Option<f64>,
    /// In words.
    pub label: Option<Label>,
    /// Where 90 of 100 careful readers' scores are expected, inside [-1, 1].
    pub interval: Option<(f64, f64)>,
    /// By asset, the main one first.
    pub tickers: Vec<ComputedTicker>,
}

/// What the distance between text and label amounts to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The stated score lies inside the computed interval (or the stated label's band touches it).
    Agrees,
    /// The text is less positive than its label.
    TextLessPositive,
    /// The text is more positive than its label.
    TextMorePositive,
    /// One says good, the other bad.
    OppositeSign,
    /// There is nothing to compare: no sentiment is stated, or none could be computed.
    NothingStated,
}

/// Stated against computed for one ticker.
#[derive(Clone, Debug, PartialEq)]
pub struct TickerDivergence {
    /// As stated.
    pub ticker: String,
    /// Computed minus stated; `None` where either number is missing.
    pub gap: Option<f64>,
    /// In a word.
    pub verdict: Verdict,
}

/// Computed against stated.
#[derive(Clone, Debug, PartialEq)]
pub struct Divergence {
    /// Computed minus stated; `None` where either number is missing.
    pub gap: Option<f64>,
    /// In a word.
    pub verdict: Verdict,
    /// Sentences that drive the gap, strongest first.
    pub sentences: Vec<usize>,
    /// By stated ticker, in the order of the note.
    pub tickers: Vec<TickerDivergence>,
}
