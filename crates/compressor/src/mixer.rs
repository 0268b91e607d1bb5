//! Weighs the predictions of many contexts against each other and learns which to trust, as the PAQ family of compressors does.
//!
//! # Source
//! Mahoney, "Adaptive weighing of context models for lossless data compression", 2005; the code and the numbers are our own.

use crate::logistic::{LIMIT, Logistic};

/// How many predictions go in, places left empty among them: a multiple of what a vector register holds.
pub const INPUTS: usize = 24;
/// Weights have 16 fractional bits and stay below 8, so that no product leaves 32 bits.
const HEAVIEST: i32 = 1 << 19;

/// Sets of weights for `N` inputs; one of them mixes and learns at a time.
#[derive(Clone, Debug)]
pub struct Mixer<const N: usize> {
    sets: Vec<[i32; N]>,
    set: usize,
    chance: i32,
}

impl<const N: usize> Mixer<N> {
    /// `weight` has 16 fractional bits.
    pub fn new(sets: usize, weight: i32) -> Self {
        Self { sets: vec![[weight; N]; sets], set: 0, chance: 1 << 15 }
    }

    /// The logit that the inputs come to with the weights of `set`.
    #[inline]
    pub fn mix(&mut self, inputs: &[i32; N], set: usize, logistic: &Logistic) -> i32 {
        self.set = set;
        let sum: i32 =
            self.sets.get(set).map_or(0, |weights| weights.iter().zip(inputs).map(|(weight, input)| (weight * input) >> 8).sum());
        let logit = (sum >> 8).clamp(-LIMIT, LIMIT);
        self.chance = logistic.chance(logit);
        logit
    }

    /// Shifts the weights that mixed last towards the inputs that were right.
    #[inline]
    pub fn learn(&mut self, inputs: &[i32; N], bit: bool, rate: i32) {
        let error = (((i32::from(bit) << 16) - self.chance) * rate) >> 6;
        if let Some(weights) = self.sets.get_mut(self.set) {
            for (weight, input) in weights.iter_mut().zip(inputs) {
                *weight = (*weight + ((input * error + (1 << 13)) >> 14)).clamp(-HEAVIEST, HEAVIEST);
            }
        }
    }
}

/// Corrects a mixed prediction by what became of such predictions in a small context before.
#[derive(Clone, Debug)]
pub struct Correction {
    /// Chances at 33 logits for each context.
    chances: Vec<[u16; 33]>,
    context: usize,
    nearest: usize,
}

impl Correction {
    /// One that corrects nothing yet, in so many contexts.
    pub fn new(contexts: usize, logistic: &Logistic) -> Self {
        let mut start = [0; 33];
        start.iter_mut().zip(-16..).for_each(|(chance, step)| *chance = logistic.chance(step * 128) as u16);
        Self { chances: vec![start; contexts], context: 0, nearest: 0 }
    }

    /// The corrected chance, in 0..65536.
    #[inline]
    pub fn chance(&mut self, logit: i32, context: usize) -> i32 {
        let above = (logit + 2048) & 127;
        let step = ((logit + 2048) >> 7) as usize;
        self.context = context;
        self.nearest = step + usize::from(above >= 64);
        let held =
            |step: usize| self.chances.get(context).and_then(|chances| chances.get(step)).map_or(32_768, |chance| i32::from(*chance));
        (held(step) * (128 - above) + held(step + 1) * above) >> 7
    }

    /// Learns which bit came.
    #[inline]
    pub fn learn(&mut self, bit: bool) {
        if let Some(chance) = self.chances.get_mut(self.context).and_then(|chances| chances.get_mut(self.nearest)) {
            let target = if bit { 65_535 } else { 0 };
            *chance = (i32::from(*chance) + ((target - i32::from(*chance)) >> 5)) as u16;
        }
    }
}
