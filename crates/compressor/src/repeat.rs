//! Finds where the last bytes stood before and predicts that what followed them then follows again.

use crate::history::{Means, Shares, hash};
use crate::logistic::Logistic;

/// Places are remembered by 2 to the power of so many hashes.
const SIZE: u32 = 16;
/// No longer agreement than this is told apart.
const LONGEST: usize = 400;
/// How far back a place that was found is compared.
const COMPARED: usize = 60;

/// The last place where the bytes so far stood before.
#[derive(Clone, Debug)]
pub struct Repeat {
    /// How many bytes have to agree.
    least: usize,
    places: Vec<u32>,
    /// Where the next byte stands there, and how many before it agree; none where this is 0.
    next: usize,
    length: usize,
    means: Means,
    /// The bit that is predicted, and its number among the means.
    expected: Option<(bool, usize)>,
}

impl Repeat {
    /// One that looks for repeats of at least so many bytes.
    pub fn new(least: usize) -> Self {
        Self { least, places: vec![0; 1 << SIZE], next: 0, length: 0, means: Means::new(32 * 8), expected: None }
    }

    /// The byte that is predicted, and the length's quarter as a number from 1 on.
    pub fn byte(&self, bytes: &[u8]) -> Option<(u8, u64)> {
        let byte = bytes.get(self.next).filter(|_| self.length > 0)?;
        Some((*byte, 1 + self.length.min(15) as u64 / 4))
    }

    /// The logit of the next bit, where one is predicted, and how sure the length makes it, from 1 to 7. `so_far` are the bits of the byte behind a set one.
    #[inline]
    pub fn predict(&mut self, bytes: &[u8], so_far: u32, bit: u32, logistic: &Logistic) -> Option<(i32, usize)> {
        self.expected = None;
        let expected = u32::from(*bytes.get(self.next).filter(|_| self.length > 0)?) | 256;
        if expected >> (8 - bit) != so_far {
            return None;
        }
        let step = match self.length {
            0..16 => self.length,
            16..32 => 12 + self.length / 4,
            _ => (18 + self.length / 16).min(31),
        };
        let (set, state) = ((expected >> (7 - bit)) & 1 == 1, step * 8 + bit as usize);
        self.expected = Some((set, state));
        let logit = logistic.logit(self.means.chance(state));
        let sure = match step {
            0..6 => 1,
            6..9 => 2,
            9..13 => 3,
            13..17 => 4,
            17..21 => 5,
            21..25 => 6,
            _ => 7,
        };
        Some((if set { logit } else { -logit }, sure))
    }

    /// Learns which bit came.
    #[inline]
    pub fn learn(&mut self, bit: bool, shares: &Shares) {
        if let Some((expected, state)) = self.expected {
            self.means.learn(state, expected == bit, shares);
            if expected != bit {
                self.length = 0;
            }
        }
    }

    /// Goes on behind the last of `bytes`.
    pub fn advance(&mut self, bytes: &[u8]) {
        if self.length > 0 {
            self.next += 1;
            self.length = (self.length + 1).min(LONGEST);
        }
        let Some(last) = bytes.len().checked_sub(self.least).and_then(|from| bytes.get(from..)) else { return };
        let key = last.iter().fold(0, |key, byte| hash(key, u64::from(*byte) + 1)) >> 20;
        let Some(place) = self.places.get_mut(key as usize & ((1 << SIZE) - 1)) else { return };
        let before = bytes.get(..*place as usize).unwrap_or_default();
        if self.length == 0 && !before.is_empty() {
            let alike = before.iter().rev().zip(bytes.iter().rev()).take(COMPARED).take_while(|(one, other)| one == other).count();
            if alike >= self.least {
                (self.next, self.length) = (before.len(), alike);
            }
        }
        *place = bytes.len() as u32;
    }
}
