//! The trained model behind one seam: the tokens of a note go in, logits and the contribution of every token come out.
//! Nothing outside this file knows what kind of model it is, and nothing in it decides anything.

use crate::token::Token;

/// What the model gives a logit for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// One of the roles, each decided on its own.
    Role(crate::role::Role),
    /// One of the polarities, of which exactly one holds.
    Polarity(crate::polarity::Polarity),
}

impl Target {
    /// All targets in the order of [`Reading::logits`]: risk, catalyst, contrarian, negative, neutral, positive.
    pub const ALL: [Self; 6] = [
        Self::Role(crate::role::Role::Risk),
        Self::Role(crate::role::Role::Catalyst),
        Self::Role(crate::role::Role::Contrarian),
        Self::Polarity(crate::polarity::Polarity::Negative),
        Self::Polarity(crate::polarity::Polarity::Neutral),
        Self::Polarity(crate::polarity::Polarity::Positive),
    ];

    /// The field's word for it, lower case.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Role(role) => role.name(),
            Self::Polarity(polarity) => polarity.name(),
        }
    }
}

/// One sentence of the note as the model reads it.
#[derive(Clone, Debug, Default)]
pub struct Passage {
    /// The words of the sentence.
    pub tokens: Vec<Token>,
    /// Whether it is to be read (a body sentence) or only stands around those that are (a heading).
    pub read: bool,
    /// Index of the passage that is the heading it stands under.
    pub heading: Option<usize>,
}

/// What one word adds to one sentence's logit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TokenContribution {
    /// Index of the passage that holds the word; another than the sentence's own where context speaks (its heading).
    pub passage: usize,
    /// Index of the word in that passage.
    pub token: usize,
    /// What it adds, in logits.
    pub value: f64,
}

/// A logit and what it is made of: `intercept` plus all contributions is `value`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Logit {
    /// The logit, calibrated: its logistic (roles) or softmax (polarity) is a probability.
    pub value: f64,
    /// The part that no word makes.
    pub intercept: f64,
    /// The part of each word that makes one, in the order of the text.
    pub contributions: Vec<TokenContribution>,
}

/// The model's reading of one sentence: a logit for each of [`Target::ALL`].
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// In the order of [`Target::ALL`].
    pub logits: [Logit; 6],
}

/// How logits become decisions and scores; fitted with the weights and stored beside them.
#[derive(Clone, Debug, PartialEq)]
pub struct Calibration {
    /// Probability from which a role is decided, in the order of [`crate::role::Role::ALL`].
    pub thresholds: [f64; 3],
    /// Note score is `tanh(slope * m)`, `m` the weighted mean of the sentences' expected polarities.
    pub slope: f64,
    /// Weight of a sentence in that mean: 1 plus the sum over roles of this times the role's probability.
    pub role_weights: [f64; 3],
    /// Half width of the 90 % interval is `interval[0] + interval[1] / sqrt(number of body sentences)`.
    pub interval: [f64; 2],
    /// A score inside the neutral band is "mixed" where the smaller of the weighted means of the positive and of the negative sentences' polarities reaches this.
    pub mixed: f64,
}

/// Why weights could not be loaded.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ModelError {
    /// The bytes do not begin as a model file does.
    #[error("not a model file: expected it to begin with \"NAMODEL1\"")]
    NotAModel,
    /// The file stops early or goes on too long.
    #[error("model file is damaged: expected {expected} bytes, found {found}")]
    Length {
        /// Bytes that its header announces.
        expected: usize,
        /// Bytes there are.
        found: usize,
    },
    /// The content does not match its own check.
    #[error("model file is damaged: its content does not match its SHA-256")]
    Hash,
}

/// Trained weights, ready to read notes.
#[derive(Clone, Debug)]
pub struct Model {
    calibration: Calibration,
    version: String,
    sha256: String,
}

impl Model {
    /// Loads a model file.
    ///
    /// # Errors
    /// Says which expectation the bytes fail: begin, length or content.
    pub fn load(bytes: &[u8]) -> Result<Self, ModelError> {
        let _ = bytes;
        todo!()
    }

    /// Reads a whole note: one reading for each passage; those not to be read get [`Reading::default`].
    #[must_use]
    pub fn read(&self, passages: &[Passage]) -> Vec<Reading> {
        let _ = passages;
        todo!()
    }

    /// How its logits become decisions and scores.
    #[must_use]
    pub const fn calibration(&self) -> &Calibration {
        &self.calibration
    }

    /// The version that its training gave it.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// SHA-256 of the file's content, 64 hexadecimal digits.
    #[must_use]
    pub fn sha256(&self) -> &str {
        &self.sha256
    }
}
