//! Predicts the next bit of a text from what stands before it: nine contexts, from the last letter to the last six, the word and the shape of the line, give their opinions, mixers weigh them.
//! All of it is whole numbers, so that every machine predicts the same. Before the first text the predictor reads one of its own, which is part of the format.
//!
//! # Source
//! The design is that of the PAQ family (Mahoney 2005; lpaq1, 2007); contexts, tables and numbers are our own, fitted to notes.

use crate::history::{History, Shares, hash};
use crate::logistic::Logistic;
use crate::mixer::{Correction, INPUTS, Mixer};
use crate::repeat::Repeat;

/// What every predictor reads first (`training/dictionary.py` chose it). Links of version 1 can be read with this text only.
/// A fuzzer writes its own links, many a second, and knows nothing of it.
const FIRST: &[u8] = if cfg!(fuzzing) { b"Orders rose.".as_slice() } else { include_bytes!("v1.txt").as_slice() };
/// How fast the mixers learn from it, and from what comes after.
const RATES: [i32; 2] = [20, 10];
/// How fast the last mixer learns.
const LAST_RATE: i32 = 3;
/// The history of every context has 2 to the power of so many slots.
const SIZES: [u32; CONTEXTS] = [14, 17, 17, 17, 17, 17, 17, 17, 17];
const CONTEXTS: usize = 9;
/// The shortest agreements that count as repeats.
const REPEATS: [usize; 2] = [5, 12];
/// The weight of every mixer at first, and of every opinion that a mixer hears, of 65536.
const EVEN: i32 = 21_845;
const WEIGHT: i32 = 10_000;
/// How many sets of weights each mixer has.
const SETS: [usize; 3] = [64, 256, 320];
const CORRECTED: usize = 1 << 16;

/// The state of a text up to its next bit.
#[derive(Clone, Debug)]
pub struct Predictor {
    logistic: Logistic,
    shares: Shares,
    histories: Vec<History>,
    repeats: [Repeat; 2],
    inputs: [i32; INPUTS],
    mixers: Vec<Mixer<INPUTS>>,
    opinions: [i32; 4],
    last: Mixer<4>,
    corrections: [Correction; 3],
    rate: i32,
    bytes: Vec<u8>,
    words: Words,
    /// The last eight bytes.
    recent: u64,
    /// The bits of the byte so far, behind a set one, and how many.
    so_far: u32,
    bit: u32,
    chance: u32,
}

impl Predictor {
    /// One that has read the text that all start with.
    pub fn new() -> Self {
        let logistic = Logistic::new();
        let mut predictor = Self {
            shares: Shares::new(),
            histories: SIZES.iter().map(|size| History::new(*size)).collect(),
            repeats: REPEATS.map(Repeat::new),
            inputs: [0; INPUTS],
            mixers: SETS.iter().map(|sets| Mixer::new(*sets, WEIGHT)).collect(),
            opinions: [0; 4],
            last: Mixer::new(256, EVEN),
            corrections: [256, CORRECTED, CORRECTED].map(|contexts| Correction::new(contexts, &logistic)),
            rate: RATES[0],
            bytes: Vec::new(),
            words: Words::default(),
            recent: 0,
            so_far: 1,
            bit: 0,
            chance: 1 << 15,
            logistic,
        };
        predictor.enter();
        predictor.predict();
        for byte in FIRST {
            (0..8).rev().for_each(|bit| predictor.learn((byte >> bit) & 1 == 1));
        }
        predictor.rate = RATES[1];
        predictor
    }

    /// The chance that the next bit is set, in 1..=65535 of 65536.
    #[inline]
    pub const fn chance(&self) -> u32 {
        self.chance
    }

    /// Goes on by a bit of the text, the highest of a byte first.
    pub fn learn(&mut self, bit: bool) {
        for history in &mut self.histories {
            history.learn(bit, &self.shares);
        }
        for repeat in &mut self.repeats {
            repeat.learn(bit, &self.shares);
        }
        for mixer in &mut self.mixers {
            mixer.learn(&self.inputs, bit, self.rate);
        }
        self.last.learn(&self.opinions, bit, LAST_RATE);
        for correction in &mut self.corrections {
            correction.learn(bit);
        }
        self.so_far = (self.so_far << 1) | u32::from(bit);
        self.bit += 1;
        if self.bit == 8 {
            let byte = self.so_far as u8;
            self.bytes.push(byte);
            self.recent = (self.recent << 8) | u64::from(byte);
            self.words.advance(byte);
            for repeat in &mut self.repeats {
                repeat.advance(&self.bytes);
            }
            (self.so_far, self.bit) = (1, 0);
            self.enter();
        } else if self.bit == 4 {
            for history in &mut self.histories {
                history.enter_half(u64::from(self.so_far) + 999);
            }
        }
        self.predict();
    }

    /// A new byte: tells every history its context.
    fn enter(&mut self) {
        let last = |bytes: u32| self.recent & ((1 << (8 * bytes)) - 1);
        let Words { word, length, shape } = self.words;
        // Between words the byte that parts them belongs to the context.
        let between = if length == 0 { last(1) } else { 0 };
        let repeated =
            self.repeats.iter().filter_map(|repeat| repeat.byte(&self.bytes)).map(|(byte, sure)| 256 * sure + u64::from(byte)).max();
        let contexts: [u64; CONTEXTS] = [
            last(1),
            last(2),
            last(3),
            last(4),
            last(6),
            hash(word, between),
            shape & 0xff_ffff,
            hash(repeated.unwrap_or_default(), last(1)),
            hash(word, shape >> 4 & 0xff),
        ];
        for ((history, context), number) in self.histories.iter_mut().zip(contexts).zip(1..) {
            history.enter(hash(context.wrapping_add(1), number));
        }
    }

    fn predict(&mut self) {
        let bits = if self.bit < 4 { self.so_far } else { self.so_far & ((1 << (self.bit - 4)) - 1) | 1 << (self.bit - 4) };
        let (pairs, _) = self.inputs.as_chunks_mut::<2>();
        let mut pairs = pairs.iter_mut();
        let mut order = 0;
        for ((number, history), pair) in self.histories.iter_mut().enumerate().zip(pairs.by_ref()) {
            let opinion = history.predict(bits, &self.logistic);
            // The first five are ever longer runs of letters.
            if opinion.is_some() && number < 5 {
                order = number + 1;
            }
            *pair = opinion.unwrap_or_default();
        }
        let mut sure = 0;
        if let Some(pair) = pairs.next() {
            for (repeat, input) in self.repeats.iter_mut().zip(pair) {
                let (logit, length) = repeat.predict(&self.bytes, self.so_far, self.bit, &self.logistic).unwrap_or_default();
                *input = logit;
                sure = sure.max(length);
            }
        }
        // One that always says the same, so that the mixers can lean to one side.
        if let Some(pair) = pairs.next() {
            *pair = [256, 0];
        }
        let (so_far, last) = (self.so_far as usize, (self.recent & 255) as usize);
        let sets = [sure * 8 + order, last, self.words.length.min(7) as usize * 8 + self.bit as usize + 64 * class(last as u8)];
        for ((mixer, set), opinion) in self.mixers.iter_mut().zip(sets).zip(&mut self.opinions) {
            *opinion = mixer.mix(&self.inputs, set, &self.logistic);
        }
        let logit = self.last.mix(&self.opinions, so_far, &self.logistic);
        let longer = |mask: u64, other: u64| hash(self.recent & mask, u64::from(self.so_far) + other) as usize & (CORRECTED - 1);
        let contexts = [so_far, longer(0xff, 0), longer(0xffff, 77)];
        let sum: i32 = self.corrections.iter_mut().zip(contexts).map(|(correction, context)| correction.chance(logit, context)).sum();
        self.chance = (sum / 3).clamp(16, 65_520) as u32;
    }
}

/// 0 letters, 1 a blank, 2 figures, 3 the end of a line, 4 others.
fn class(byte: u8) -> usize {
    match byte {
        b' ' => 1,
        b'0'..=b'9' => 2,
        b'\n' => 3,
        byte if byte.is_ascii_alphabetic() || byte >= 128 => 0,
        _ => 4,
    }
}

/// The words of a text as hashes, in lower case.
#[derive(Clone, Copy, Debug, Default)]
struct Words {
    /// The one that is being read, and its length in bytes; 0 between words.
    word: u64,
    length: u32,
    /// Kinds of the last bytes, four bits each; lower-case letters in a row count once.
    shape: u64,
}

impl Words {
    fn advance(&mut self, byte: u8) {
        let kind = if byte.is_ascii_alphabetic() || byte >= 128 || byte == b'\'' && self.length > 0 {
            self.word = hash(self.word, u64::from(byte.to_ascii_lowercase()));
            self.length = self.length.saturating_add(1);
            if byte.is_ascii_uppercase() { 2 } else { 1 }
        } else {
            if self.length > 0 {
                (self.word, self.length) = (0, 0);
            }
            match byte {
                b'0'..=b'9' => 3,
                b' ' => 4,
                b'\n' => 5,
                b'.' | b'!' | b'?' => 6,
                b',' | b';' | b':' => 7,
                b'$' => 8,
                b'%' => 9,
                b'-' => 10,
                b'(' => 11,
                b')' => 12,
                _ => 13,
            }
        };
        if kind != 1 || self.shape & 15 != 1 {
            self.shape = (self.shape << 4) | kind;
        }
    }
}
