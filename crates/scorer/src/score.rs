//! Sentiment of the note and of each ticker, as sums over sentences, and how far it lies from what is stated.

use crate::entity::Asset;
use crate::model::Calibration;
use crate::stated::{Stated, band};

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

/// From here on a score is an opinion; nearer to zero it is neutral or mixed. As in the labelling guide.
const NEUTRAL: f64 = 0.12;
/// From here on an opinion is moderate. As in the labelling guide.
const MODERATE: f64 = 0.35;
/// From here on an opinion is strong. As in the labelling guide.
const STRONG: f64 = 0.65;
/// The weight that a mean is taken over at least, so that one sentence alone never speaks with the voice of a whole note.
const LEAST_WEIGHT: f64 = 2.0;
/// How many sentences are named as driving a gap.
const DRIVERS: usize = 5;

impl Label {
    /// The guide's words, lower case.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::StronglyPositive => "strongly positive",
            Self::ModeratelyPositive => "moderately positive",
            Self::SlightlyPositive => "slightly positive",
            Self::Neutral => "neutral",
            Self::Mixed => "mixed",
            Self::SlightlyNegative => "slightly negative",
            Self::ModeratelyNegative => "moderately negative",
            Self::StronglyNegative => "strongly negative",
        }
    }

    fn new(score: f64, both_sides: bool) -> Self {
        match score {
            _ if score >= STRONG => Self::StronglyPositive,
            _ if score >= MODERATE => Self::ModeratelyPositive,
            _ if score >= NEUTRAL => Self::SlightlyPositive,
            _ if score <= -STRONG => Self::StronglyNegative,
            _ if score <= -MODERATE => Self::ModeratelyNegative,
            _ if score <= -NEUTRAL => Self::SlightlyNegative,
            _ if both_sides => Self::Mixed,
            _ => Self::Neutral,
        }
    }
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

impl Verdict {
    /// The verdict in words, lower case.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Agrees => "agrees",
            Self::TextLessPositive => "text less positive",
            Self::TextMorePositive => "text more positive",
            Self::OppositeSign => "opposite sign",
            Self::NothingStated => "nothing stated",
        }
    }
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

/// One body sentence as the score sees it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Voice {
    /// Id of the sentence.
    pub sentence: usize,
    /// Expected polarity in [-1, 1].
    pub polarity: f64,
    /// How much it is heard, above 0; about 1 for an ordinary sentence.
    pub weight: f64,
}

/// A score and what every voice adds to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Sum {
    /// In [-1, 1].
    pub score: f64,
    /// In words.
    pub label: Label,
    /// What each voice adds, in the order of the voices; they sum to the score.
    pub contributions: Vec<f64>,
    /// What each voice weighs in the mean; they sum to at most 1.
    pub shares: Vec<f64>,
}

/// Sums voices to a score: `tanh(slope * m)` of their weighted mean polarity `m`, shared out in proportion to what each adds to `m`,
/// so that the contributions sum to the score. `None` where nobody speaks.
#[must_use]
pub fn sum(voices: &[Voice], calibration: &Calibration) -> Option<Sum> {
    if voices.is_empty() {
        return None;
    }
    let total = voices.iter().map(|voice| voice.weight).sum::<f64>().max(LEAST_WEIGHT);
    let shares: Vec<f64> = voices.iter().map(|voice| voice.weight / total).collect();
    let parts: Vec<f64> = voices.iter().zip(&shares).map(|(voice, share)| voice.polarity * share).collect();
    let mean: f64 = parts.iter().sum();
    let score = libm::tanh(calibration.slope * mean);
    // tanh(slope * m) / m goes to the slope as m goes to zero, so the factor never grows beyond it.
    let factor = if mean.abs() < 1e-9 { calibration.slope } else { score / mean };
    let good: f64 = parts.iter().filter(|part| **part > 0.0).sum();
    let bad: f64 = parts.iter().filter(|part| **part < 0.0).sum();
    Some(Sum {
        score,
        label: Label::new(score, good.min(-bad) >= calibration.mixed),
        contributions: parts.iter().map(|part| part * factor).collect(),
        shares,
    })
}

/// The sentiment of the note, whose sum is [`sum`] of its `count` body sentences, and of its assets, each with the sentences that speak of it, as they
/// speak of it.
#[must_use]
pub fn compute(count: usize, sum_of_all: Option<&Sum>, assets: &[(&Asset, Vec<Voice>)], calibration: &Calibration) -> Computed {
    let [fixed, falling] = calibration.interval;
    let half = fixed + falling / (count.max(1) as f64).sqrt();
    Computed {
        score: sum_of_all.map(|sum| sum.score),
        label: sum_of_all.map(|sum| sum.label),
        interval: sum_of_all.map(|sum| ((sum.score - half).max(-1.0), (sum.score + half).min(1.0))),
        tickers: assets.iter().filter_map(|(asset, voices)| compute_ticker(voices, asset, calibration)).collect(),
    }
}

/// Sets the computed sentiment against the stated one.
#[must_use]
pub fn compare(voices: &[Voice], sum_of_all: Option<&Sum>, computed: &Computed, stated: Option<&Stated>) -> Divergence {
    let mut divergence = Divergence { gap: None, verdict: Verdict::NothingStated, sentences: Vec::new(), tickers: Vec::new() };
    let (Some(stated), Some(sum), Some(interval)) = (stated, sum_of_all, computed.interval) else {
        return divergence;
    };
    let margin = (interval.1 - sum.score).max(sum.score - interval.0);
    if let Some(claim) = Claim::new(stated.score, stated.label.as_deref()) {
        divergence.gap = stated.score.map(|score| sum.score - score);
        divergence.verdict = claim.verdict(sum.score, interval);
        divergence.sentences = drivers(voices, sum, claim.nearest(sum.score));
    }
    divergence.tickers = stated
        .tickers
        .iter()
        .map(|entry| {
            let own = computed.tickers.iter().find(|ticker| same_ticker(&ticker.ticker, &entry.ticker));
            let claim = Claim::new(entry.score, entry.label.as_deref());
            TickerDivergence {
                ticker: entry.ticker.clone(),
                gap: own.zip(entry.score).map(|(own, score)| own.score - score),
                verdict: own.zip(claim).map_or(Verdict::NothingStated, |(own, claim)| {
                    // Fewer sentences than the note has can only widen the interval.
                    claim.verdict(own.score, (own.score - margin, own.score + margin))
                }),
            }
        })
        .collect();
    divergence
}

/// Whether two ways of writing a ticker name the same listing: equal, or equal but for an exchange suffix that one of them leaves out.
fn same_ticker(one: &str, other: &str) -> bool {
    let root = |ticker: &'_ str| ticker.split_once('.').map_or(ticker.to_owned(), |(root, _)| root.to_owned());
    one == other || ((one.contains('.') != other.contains('.')) && root(one) == root(other))
}

/// What a stated sentiment claims: a number, or the band of its label.
#[derive(Clone, Copy)]
struct Claim {
    low: f64,
    high: f64,
}

impl Claim {
    fn new(score: Option<f64>, label: Option<&str>) -> Option<Self> {
        let (low, high) = score.map(|score| (score, score)).or_else(|| label.and_then(band))?;
        Some(Self { low, high })
    }

    /// The value that it allows which lies nearest to `score`.
    fn nearest(self, score: f64) -> f64 {
        score.clamp(self.low, self.high)
    }

    fn verdict(self, computed: f64, (low, high): (f64, f64)) -> Verdict {
        let nearest = self.nearest(computed);
        if low <= nearest && nearest <= high {
            Verdict::Agrees
        } else if (nearest >= NEUTRAL && computed <= -NEUTRAL) || (nearest <= -NEUTRAL && computed >= NEUTRAL) {
            Verdict::OppositeSign
        } else if computed < nearest {
            Verdict::TextLessPositive
        } else {
            Verdict::TextMorePositive
        }
    }
}

/// The sentences that pull the score away from `claimed`: each is measured against what it would have to add for the claim to hold,
/// and these differences sum to the gap.
fn drivers(voices: &[Voice], sum: &Sum, claimed: f64) -> Vec<usize> {
    let gap = sum.score - claimed;
    if gap.abs() < 1e-9 {
        return Vec::new();
    }
    let mut pulls: Vec<(f64, usize)> = voices
        .iter()
        .zip(&sum.contributions)
        .zip(&sum.shares)
        .map(|((voice, contribution), share)| ((contribution - claimed * share) * gap.signum(), voice.sentence))
        .filter(|(pull, _)| *pull > 0.0)
        .collect();
    pulls.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
    pulls.into_iter().take(DRIVERS).map(|(_, sentence)| sentence).collect()
}

fn compute_ticker(voices: &[Voice], asset: &Asset, calibration: &Calibration) -> Option<ComputedTicker> {
    let sum = sum(voices, calibration)?;
    Some(ComputedTicker {
        ticker: asset.ticker.clone(),
        name: asset.name.clone(),
        score: sum.score,
        label: sum.label,
        sentences: voices.iter().map(|voice| voice.sentence).collect(),
    })
}
