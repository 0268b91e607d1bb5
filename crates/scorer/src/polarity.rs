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
}
