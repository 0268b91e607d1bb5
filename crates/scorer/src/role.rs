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

/// A role that a sentence holds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RoleDecision {
    /// Which.
    pub role: Role,
    /// How probable, in [0, 1].
    pub probability: f64,
}

/// The probability of each role in the order of [`Role::ALL`], from its calibrated logit.
///
/// # Example
/// ```
/// assert_eq!(scorer::role::probabilities([0.0, 0.0, 0.0]), [0.5, 0.5, 0.5]);
/// ```
#[must_use]
pub fn probabilities(logits: [f64; 3]) -> [f64; 3] {
    logits.map(|logit| 1.0 / (1.0 + libm::exp(-logit)))
}

/// The roles whose probability reaches their threshold. The dominant one comes first: the one farthest above its own threshold,
/// measured as a share of the way from there to certainty, since the thresholds differ.
///
/// # Example
/// ```
/// use scorer::role::{Role, decide};
/// let roles: Vec<Role> = decide([0.45, 0.30, 0.95], [0.4, 0.4, 0.5]).iter().map(|held| held.role).collect();
/// assert_eq!(roles, [Role::Contrarian, Role::Risk]);
/// ```
#[must_use]
pub fn decide(probabilities: [f64; 3], thresholds: [f64; 3]) -> Vec<RoleDecision> {
    let mut held: Vec<(f64, RoleDecision)> = Role::ALL
        .into_iter()
        .zip(probabilities)
        .zip(thresholds)
        .filter(|((_, probability), threshold)| probability >= threshold)
        .map(|((role, probability), threshold)| {
            ((probability - threshold) / (1.0 - threshold).max(f64::EPSILON), RoleDecision { role, probability })
        })
        .collect();
    held.sort_by(|one, other| other.0.total_cmp(&one.0));
    held.into_iter().map(|(_, decision)| decision).collect()
}
