//! Roles: what a sentence does in the note's argument, decided from the model's logits. No words are read here.

/// What a sentence does in the argument; a sentence may hold several or none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// It names something that could hurt, delay or break the thesis.
    Risk,
    /// It names an event or driver that could move estimates, the multiple or the price.
    Catalyst,
    /// It sets the note's view against the consensus, the market or the obvious reading.
    Contrarian,
}

impl Role {
    /// All roles, in the order in which models and formats list them.
    pub const ALL: [Self; 3] = [Self::Risk, Self::Catalyst, Self::Contrarian];

    /// The field's word for it, lower case.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Risk => "risk",
            Self::Catalyst => "catalyst",
            Self::Contrarian => "contrarian",
        }
    }
}
