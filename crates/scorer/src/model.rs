//! The trained model behind one seam: the tokens of a note go in, logits and the contribution of every token come out.
//! Nothing outside this module knows what kind of model it is, and nothing in it decides anything.

mod character;
mod file;
pub mod piece;
mod window;

use crate::token::{self, Token};
use crate::{Flat, Span};
use network::encoder::Encoder;
pub use network::kernel::Dot;
use network::meaning::Meaning;
use network::readout::{self, Readout};
use piece::{Piece, Vocabulary};
use window::Window;

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
    /// The sentence as one clean line, as in [`crate::Flat`].
    pub line: String,
    /// The words of the sentence; they point into the line.
    pub tokens: Vec<Token>,
    /// Whether it is to be read (a body sentence) or only stands around those that are (a heading).
    pub read: bool,
}

impl Passage {
    /// The passage at `span` of `text`.
    #[must_use]
    pub fn new(text: &str, span: Span, read: bool) -> Self {
        let flat = Flat::new(text, span);
        Self { line: flat.text().to_owned(), tokens: token::words(&flat), read }
    }
}

/// What one word adds to one sentence's logit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TokenContribution {
    /// Index of the word in the sentence.
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
    /// The part of each word, in the order of the text.
    pub contributions: Vec<TokenContribution>,
}

/// What a word says of the company that it names, if it names one.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Towards {
    /// Sums over its pieces for negative, neutral, positive.
    pub sums: [f64; 3],
    /// How many pieces.
    pub pieces: usize,
}

/// The model's reading of one sentence: a logit for each of [`Target::ALL`], what it weighs, and what it says of each company.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// In the order of [`Target::ALL`].
    pub logits: [Logit; 6],
    /// How much the sentence counts for the note, above 0; about 1 for an ordinary one.
    pub weight: f64,
    /// For each word of the sentence.
    pub towards: Vec<Towards>,
}

impl Reading {
    /// Logits of negative, neutral and positive towards the company that the words of `passage` in `names` name: the mean over their pieces. `None` where the
    /// model read none of them.
    #[must_use]
    pub fn towards(&self, passage: &Passage, names: &[Span]) -> Option<[f64; 3]> {
        let mut all = Towards::default();
        for name in names {
            for (own, _) in self.towards.iter().zip(&passage.tokens).filter(|(_, token)| token.span.overlaps(*name)) {
                all.pieces += own.pieces;
                for (sum, more) in all.sums.iter_mut().zip(own.sums) {
                    *sum += more;
                }
            }
        }
        (all.pieces > 0).then(|| all.sums.map(|sum| sum / all.pieces as f64))
    }
}

/// How logits become decisions and scores; fitted with the weights and stored beside them.
#[derive(Clone, Debug, PartialEq)]
pub struct Calibration {
    /// Probability from which a role is decided, in the order of [`crate::role::Role::ALL`].
    pub thresholds: [f64; 3],
    /// Note score is `tanh(slope * m)`, `m` the weighted mean of the sentences' expected polarities.
    pub slope: f64,
    /// Half width of the 90 % interval is `interval[0] + interval[1] / sqrt(number of body sentences)`.
    pub interval: [f64; 2],
    /// A score inside the neutral band is "mixed" where the smaller of the weighted means of the positive and of the negative sentences' polarities reaches this.
    pub mixed: f64,
}

/// Why weights could not be loaded.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ModelError {
    /// The bytes do not begin as a model file does.
    #[error("not a model file: expected it to begin with \"NAMODEL3\"")]
    NotAModel,
    /// The content does not match its own check.
    #[error("model file is damaged: expected its content to match the SHA-256 in its header")]
    Hash,
    /// The file stops before a field that must be there.
    #[error("model file is cut: expected {field}")]
    Cut {
        /// The field that is missing.
        field: &'static str,
    },
    /// A field holds what it cannot.
    #[error("model file is not usable: {field} must be {expected}")]
    Field {
        /// The field.
        field: &'static str,
        /// What it may hold.
        expected: &'static str,
    },
}

/// Trained weights, ready to read notes.
#[derive(Clone, Debug)]
pub struct Model {
    calibration: Calibration,
    version: String,
    sha256: String,
    vocabulary: Vocabulary,
    encoder: Encoder,
    readout: Readout,
    meaning: Meaning,
}

impl Model {
    /// Loads a model file.
    ///
    /// # Errors
    /// Says which expectation the bytes fail: begin, hash, length or a field's range.
    pub fn load(bytes: &[u8]) -> Result<Self, ModelError> {
        file::load(bytes)
    }

    /// Reads a whole note: one reading for each passage; those not to be read get [`Reading::default`].
    #[must_use]
    pub fn read(&self, passages: &[Passage]) -> Vec<Reading> {
        let mut pass = self.pass(passages, Dot::default());
        while pass.step(self, passages) {}
        pass.readings
    }

    /// Begins to read a note part by part.
    #[must_use]
    pub fn pass(&self, passages: &[Passage], dot: Dot) -> Pass {
        let cut = |passage: &Passage| {
            let mut pieces = self.vocabulary.pieces(&passage.line);
            // What is longer than a window's core is read up to there.
            pieces.truncate(window::CORE - 2);
            pieces
        };
        // Lines that the model is not shown have no words.
        let held: Vec<usize> =
            (0..passages.len()).filter(|at| passages.get(*at).is_some_and(|passage| !passage.tokens.is_empty())).collect();
        let pieces: Vec<Vec<Piece>> = held.iter().filter_map(|at| passages.get(*at)).map(cut).collect();
        let lengths: Vec<usize> = pieces.iter().map(|pieces| pieces.len() + 1).collect();
        let mut windows = window::windows(&lengths);
        windows.reverse();
        Pass { held, pieces, windows, readings: vec![Reading::default(); passages.len()], dot }
    }

    /// The pieces of a line, as numbers of the model's list.
    #[must_use]
    pub fn pieces(&self, line: &str) -> Vec<u16> {
        self.vocabulary.pieces(line).iter().map(|piece| piece.id).collect()
    }

    /// What a line means, as a direction: the more alike two lines' meanings, the nearer to 1 is the sum of their products, and the less they have to do
    /// with each other, the nearer to 0. All zeros where the line has no word.
    #[must_use]
    pub fn meaning(&self, line: &str) -> Vec<f32> {
        self.meaning.of(&self.encoder.alone(&self.pieces(line)))
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

    /// The reading of a sentence from the encoder's rows for its pieces.
    fn read_one(&self, passage: &Passage, pieces: &[Piece], rows: &[f32]) -> Reading {
        let words: Vec<usize> =
            pieces.iter().map(|piece| passage.tokens.partition_point(|token| token.start <= piece.start).saturating_sub(1)).collect();
        let mut reading = Reading { towards: vec![Towards::default(); passage.tokens.len()], ..Reading::default() };
        for (target, logit) in reading.logits.iter_mut().enumerate() {
            let mut sums = vec![None; passage.tokens.len()];
            for (word, part) in words.iter().zip(self.readout.parts(target, rows)) {
                if let Some(sum) = sums.get_mut(*word) {
                    *sum = Some(sum.unwrap_or(0.0) + part);
                }
            }
            logit.intercept = self.readout.intercept(target);
            logit.contributions =
                sums.iter().enumerate().filter_map(|(token, sum)| sum.map(|value| TokenContribution { token, value })).collect();
            logit.value = logit.intercept + logit.contributions.iter().map(|contribution| contribution.value).sum::<f64>();
        }
        let weight = readout::TARGETS - 1;
        let logit = self.readout.intercept(weight) + self.readout.parts(weight, rows).iter().sum::<f64>();
        // Softplus: above 0, and nearly the logit itself where that is large.
        reading.weight = if logit > 30.0 { logit } else { libm::log1p(libm::exp(logit)) };
        for (word, row) in words.iter().zip(rows.chunks_exact(self.encoder.width)) {
            if let Some(towards) = reading.towards.get_mut(*word) {
                for (sum, own) in towards.sums.iter_mut().zip(self.readout.mention(row)) {
                    *sum += own;
                }
                towards.pieces += 1;
            }
        }
        reading
    }
}

/// A note that is being read, a window of sentences at a time, so that whoever waits for a long one can be told and can stop.
#[derive(Clone, Debug)]
pub struct Pass {
    /// The passages that the model is shown.
    held: Vec<usize>,
    /// Their pieces.
    pieces: Vec<Vec<Piece>>,
    /// Windows still to be read, the next one last.
    windows: Vec<Window>,
    readings: Vec<Reading>,
    /// How products are summed.
    dot: Dot,
}

impl Pass {
    /// Reads the next window of `passages`, the same that the pass was begun with; `false` when all are read.
    pub fn step(&mut self, model: &Model, passages: &[Passage]) -> bool {
        let Some(window) = self.windows.pop() else { return false };
        let mut ids = vec![model.vocabulary.start];
        let mut places = Vec::new();
        for at in window.all.clone() {
            let pieces = self.pieces.get(at).map_or(&[][..], Vec::as_slice);
            if window.read.contains(&at) {
                places.push((at, ids.len()..ids.len() + pieces.len()));
            }
            ids.extend(pieces.iter().map(|piece| piece.id));
            ids.push(model.vocabulary.stop);
        }
        let asked = |at: usize| self.held.get(at).and_then(|at| passages.get(*at)).filter(|passage| passage.read);
        if places.iter().any(|(at, _)| asked(*at).is_some()) {
            let rows = model.encoder.encode(&ids, self.dot);
            for (at, place) in places {
                let width = model.encoder.width;
                let own = rows.get(place.start * width..place.end * width).unwrap_or_default();
                if let (Some(passage), Some(pieces), Some(held)) = (asked(at), self.pieces.get(at), self.held.get(at))
                    && let Some(reading) = self.readings.get_mut(*held)
                {
                    *reading = model.read_one(passage, pieces, own);
                }
            }
        }
        !self.windows.is_empty()
    }

    /// The share of the note that is read, in [0, 1].
    #[must_use]
    pub fn progress(&self) -> f64 {
        let next = self.windows.last().filter(|_| !self.held.is_empty());
        next.map_or(1.0, |next| next.read.start as f64 / self.held.len() as f64)
    }

    /// How many passages, from the first on, are read or need no reading.
    #[must_use]
    pub fn done(&self) -> usize {
        let next = self.windows.last().map(|next| next.read.start);
        next.map_or(self.readings.len(), |next| self.held.get(next).copied().unwrap_or(self.readings.len()))
    }

    /// What was read so far, one reading for each passage; those not (yet) read have [`Reading::default`].
    #[must_use]
    pub fn readings(&self) -> &[Reading] {
        &self.readings
    }
}
