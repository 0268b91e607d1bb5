//! Polarity: good or bad for somebody who holds the main asset, decided from the model's logits. No words are read here.

/// Good or bad for the holder of the main asset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Polarity {
    /// Bad for the holder.
    Negative,
    /// No clear sign.
    Neutral,
    /// Good for the holder.
    Positive,
}

impl Polarity {
    /// All three, in the order in which models and formats list them.
    pub const ALL: [Self; 3] = [Self::Negative, Self::Neutral, Self::Positive];

    /// The field's word for it, lower case.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Negative => "negative",
            Self::Neutral => "neutral",
            Self::Positive => "positive",
        }
    }

    /// The one of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|polarity| polarity.name() == name)
    }

    /// -1, 0 or 1: what a sentence that is surely of this polarity counts.
    #[must_use]
    pub const fn sign(self) -> f64 {
        match self {
            Self::Negative => -1.0,
            Self::Neutral => 0.0,
            Self::Positive => 1.0,
        }
    }
}

/// The probability of each polarity in the order of [`Polarity::ALL`], from the calibrated logits; they sum to 1.
///
/// # Example
/// ```
/// let [negative, _, positive] = scorer::polarity::probabilities([0.0, 0.0, 3.0]);
/// assert!(positive > 0.9 && negative < 0.05);
/// ```
#[must_use]
pub fn probabilities(logits: [f64; 3]) -> [f64; 3] {
    let highest = logits.into_iter().fold(f64::NEG_INFINITY, f64::max);
    let weights = logits.map(|logit| libm::exp(logit - highest));
    let sum: f64 = weights.iter().sum();
    weights.map(|weight| weight / sum)
}

/// The most probable polarity; neutral where it ties.
#[must_use]
pub fn decide([negative, neutral, positive]: [f64; 3]) -> Polarity {
    if negative > neutral && negative > positive {
        Polarity::Negative
    } else if positive > neutral && positive > negative {
        Polarity::Positive
    } else {
        Polarity::Neutral
    }
}
