//! The trained model behind one seam: the tokens of a note go in, logits and the contribution of every token come out.
//! Nothing outside this file knows what kind of model it is, and nothing in it decides anything.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

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
    /// What the first, the last but one and the last body sentence weigh besides: there a note says what it thinks.
    pub edge_weights: [f64; 3],
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

/// How a model file begins; the SHA-256 of everything behind it follows.
const MAGIC: &[u8; 8] = b"NAMODEL1";
/// Length of a SHA-256 in bytes.
const HASH: usize = 32;
/// Length of the shortest and the longest run of characters that is a feature.
const RUNS: [usize; 3] = [3, 4, 5];

/// Trained weights, ready to read notes: one weight a feature bucket and target.
#[derive(Clone, Debug)]
pub struct Model {
    calibration: Calibration,
    version: String,
    sha256: String,
    bits: u32,
    intercepts: [f64; 6],
    scales: [f64; 6],
    /// Six a bucket, in the order of [`Target::ALL`].
    weights: Vec<[i8; 6]>,
}

impl Model {
    /// Loads a model file.
    ///
    /// # Errors
    /// Says which expectation the bytes fail: begin, hash, length or a field's range.
    pub fn load(bytes: &[u8]) -> Result<Self, ModelError> {
        let rest = bytes.strip_prefix(MAGIC).ok_or(ModelError::NotAModel)?;
        let (hash, content) = rest.split_at_checked(HASH).ok_or(ModelError::Cut { field: "a SHA-256 of 32 bytes" })?;
        let found = Sha256::digest(content);
        if found.as_slice() != hash {
            return Err(ModelError::Hash);
        }
        let mut fields = Fields { rest: content };
        let length = usize::from(fields.byte("a version")?);
        let version = String::from_utf8(fields.bytes(length, "a version")?.to_vec())
            .map_err(|_| ModelError::Field { field: "the version", expected: "UTF-8" })?;
        let bits = u32::from(fields.byte("the number of hash bits")?);
        if !(8..=24).contains(&bits) {
            return Err(ModelError::Field { field: "the number of hash bits", expected: "8 to 24" });
        }
        let calibration = Calibration {
            thresholds: fields.numbers("three thresholds")?,
            slope: fields.number("the slope")?,
            role_weights: fields.numbers("three role weights")?,
            edge_weights: fields.numbers("three edge weights")?,
            interval: fields.numbers("two interval terms")?,
            mixed: fields.number("the threshold of mixed")?,
        };
        if !calibration.thresholds.iter().all(|threshold| (0.0..1.0).contains(threshold)) {
            return Err(ModelError::Field { field: "a role's threshold", expected: "in [0, 1)" });
        }
        let intercepts = fields.numbers("six intercepts")?;
        let scales = fields.numbers("six scales")?;
        let table = fields.bytes(6 << bits, "six weights a bucket")?;
        if !fields.rest.is_empty() {
            return Err(ModelError::Field { field: "the weights", expected: "the last field" });
        }
        let weights = table.as_chunks::<6>().0.iter().map(|bucket| bucket.map(u8::cast_signed)).collect();
        let sha256 = found.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"));
        Ok(Self { calibration, version, sha256, bits, intercepts, scales, weights })
    }

    /// Reads a whole note: one reading for each passage; those not to be read get [`Reading::default`].
    #[must_use]
    pub fn read(&self, passages: &[Passage]) -> Vec<Reading> {
        (0..passages.len()).map(|index| self.read_one(passages, index)).collect()
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

    fn read_one(&self, passages: &[Passage], index: usize) -> Reading {
        if !passages.get(index).is_some_and(|passage| passage.read) {
            return Reading::default();
        }
        // A word's features are added up first, in a fixed order, so that the sum is the same bits everywhere.
        let mut words: BTreeMap<(usize, usize), [f64; 6]> = BTreeMap::new();
        for feature in features(passages, index) {
            let Some(weights) = self.weights.get((feature.hash & ((1 << self.bits) - 1)) as usize) else { continue };
            let owners = [Some(feature.word), feature.second];
            let share = feature.value / owners.iter().flatten().count() as f64;
            for owner in owners.into_iter().flatten() {
                let sums = words.entry(owner).or_default();
                for (sum, weight) in sums.iter_mut().zip(weights) {
                    *sum += share * f64::from(*weight);
                }
            }
        }
        let mut reading = Reading::default();
        for (target, logit) in reading.logits.iter_mut().enumerate() {
            let at = |values: &[f64; 6]| values.get(target).copied().unwrap_or_default();
            logit.intercept = at(&self.intercepts);
            logit.contributions = words
                .iter()
                .map(|(&(passage, token), sums)| TokenContribution { passage, token, value: at(sums) * at(&self.scales) })
                .filter(|contribution| contribution.value != 0.0)
                .collect();
            logit.value = logit.intercept + logit.contributions.iter().map(|contribution| contribution.value).sum::<f64>();
        }
        reading
    }
}

/// One feature of a sentence: what it weighs, and which words it belongs to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Feature {
    /// Its name's hash; a model uses the lowest bits.
    pub hash: u64,
    /// How strongly it is there.
    pub value: f64,
    /// Passage and token that it belongs to.
    pub word: (usize, usize),
    /// The second word of a pair, which shares it equally.
    pub second: Option<(usize, usize)>,
}

/// The features of the sentence at `index`: its words, pairs of words and runs of characters, the words of its heading and of the sentences
/// before and after it. Each group has length 1 before its factor, so that a long sentence does not speak louder than a short one.
#[must_use]
pub fn features(passages: &[Passage], index: usize) -> Vec<Feature> {
    let mut features = Vec::new();
    let Some(passage) = passages.get(index) else { return features };
    let words = |group: u8, passage: usize| {
        let tokens = passages.get(passage).map_or(&[][..], |passage| &passage.tokens);
        tokens.iter().enumerate().map(move |(at, token)| Feature {
            hash: hash(group, token.norm.as_bytes(), &[]),
            value: 1.0,
            word: (passage, at),
            second: None,
        })
    };

    let mut own: Vec<Feature> = words(b'w', index).collect();
    for (at, pair) in passage.tokens.windows(2).enumerate() {
        if let [first, second] = pair {
            own.push(Feature {
                hash: hash(b'p', first.norm.as_bytes(), second.norm.as_bytes()),
                value: 1.0,
                word: (index, at),
                second: Some((index, at + 1)),
            });
        }
    }
    add(&mut features, own, OWN);

    let mut runs = Vec::new();
    for (at, token) in passage.tokens.iter().enumerate() {
        let bounded = format!(" {} ", token.norm);
        let ends: Vec<usize> = bounded.char_indices().map(|(end, _)| end).chain([bounded.len()]).collect();
        for length in RUNS {
            for window in ends.windows(length + 1) {
                if let (Some(&start), Some(&end)) = (window.first(), window.last()) {
                    let run = bounded.get(start..end).unwrap_or_default();
                    runs.push(Feature { hash: hash(b'c', run.as_bytes(), &[]), value: 1.0, word: (index, at), second: None });
                }
            }
        }
    }
    add(&mut features, runs, RUN);

    if let Some(heading) = passage.heading {
        add(&mut features, words(b'h', heading).collect(), HEADING);
    }
    let body = |passage: &usize| passages.get(*passage).is_some_and(|passage| passage.read);
    if let Some(before) = (0..index).rev().find(body) {
        add(&mut features, words(b'b', before).collect(), NEIGHBOUR);
    }
    if let Some(after) = (index + 1..passages.len()).find(body) {
        add(&mut features, words(b'a', after).collect(), NEIGHBOUR);
    }
    features
}

/// Lengths of the groups of features, chosen by cross-validation: the sentence's own words and pairs, its runs of characters,
/// its heading, its neighbours.
const OWN: f64 = 1.0;
const RUN: f64 = 1.0;
const HEADING: f64 = 0.5;
const NEIGHBOUR: f64 = 0.25;

fn add(features: &mut Vec<Feature>, group: Vec<Feature>, length: f64) {
    let value = length / (group.len().max(1) as f64).sqrt();
    features.extend(group.into_iter().map(|feature| Feature { value, ..feature }));
}

/// 64-bit FNV-1a of a group's letter and one or two words, then mixed so that the low bits depend on all of them.
///
/// # Source
/// Fowler, Noll, Vo (public domain); the finalizer is `SplitMix64`'s (public domain).
fn hash(group: u8, first: &[u8], second: &[u8]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in [group].iter().chain(first).chain(&[0]).chain(second) {
        hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    hash = (hash ^ (hash >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    hash = (hash ^ (hash >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    hash ^ (hash >> 31)
}

/// What is left of a model file's content.
struct Fields<'b> {
    rest: &'b [u8],
}

impl<'b> Fields<'b> {
    fn bytes(&mut self, count: usize, field: &'static str) -> Result<&'b [u8], ModelError> {
        let (bytes, rest) = self.rest.split_at_checked(count).ok_or(ModelError::Cut { field })?;
        self.rest = rest;
        Ok(bytes)
    }

    fn byte(&mut self, field: &'static str) -> Result<u8, ModelError> {
        self.bytes(1, field)?.first().copied().ok_or(ModelError::Cut { field })
    }

    fn number(&mut self, field: &'static str) -> Result<f64, ModelError> {
        let bytes = self.bytes(8, field)?.try_into().map_err(|_| ModelError::Cut { field })?;
        let number = f64::from_le_bytes(bytes);
        if number.is_finite() { Ok(number) } else { Err(ModelError::Field { field, expected: "finite" }) }
    }

    fn numbers<const N: usize>(&mut self, field: &'static str) -> Result<[f64; N], ModelError> {
        let mut numbers = [0.0; N];
        for number in &mut numbers {
            *number = self.number(field)?;
        }
        Ok(numbers)
    }
}
