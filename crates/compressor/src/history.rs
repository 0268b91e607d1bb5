//! What one context saw: for every bit position under it the last bits, how many there were, and the chance of a set bit. Nothing here knows what the context is.

use crate::logistic::Logistic;

/// What is held of one bit position of a context.
#[derive(Clone, Copy, Debug)]
struct Slot {
    /// Tells the context from others that share the place.
    check: u16,
    /// Of a set bit, of 65536.
    chance: u16,
    /// The last seven bits, behind a set one.
    bits: u8,
    /// How many bits it saw, at most [`MOST`].
    seen: u8,
}

impl Slot {
    const fn new(check: u16) -> Self {
        Self { check, chance: 1 << 15, bits: 1, seen: 0 }
    }

    /// A number below [`STATES`] for the last bits and about how many there were.
    fn state(self) -> usize {
        let bits = usize::from(self.bits);
        let longer = match self.seen {
            0..8 => return bits,
            8..12 => 0,
            12..24 => 1,
            24..60 => 2,
            _ => 3,
        };
        256 + 128 * longer + (bits & 127)
    }
}

const STATES: usize = 768;
/// From so many bits on a slot follows new ones no slower.
const MOST: u8 = 127;
/// The first bit moves the chance half way, of 65536.
const FIRST: i32 = 1 << 15;

/// Chances by a small number, each the mean of what it saw, the last 255 times most.
#[derive(Clone, Debug)]
pub struct Means {
    /// The chance with 22 bits, above how many times it was asked with 10.
    held: Vec<u32>,
}

impl Means {
    /// Even chances for so many states.
    pub fn new(states: usize) -> Self {
        Self { held: vec![1 << 31; states] }
    }

    /// Of 65536.
    #[inline]
    pub fn chance(&self, state: usize) -> i32 {
        self.held.get(state).map_or(1 << 15, |held| (held >> 16).cast_signed())
    }

    /// Learns which bit came.
    #[inline]
    pub fn learn(&mut self, state: usize, bit: bool, shares: &Shares) {
        if let Some(held) = self.held.get_mut(state) {
            let (chance, times) = (i64::from(*held >> 10), *held & 1023);
            let target = if bit { (1 << 22) - 1 } else { 0 };
            let moved = chance + (((target - chance) * i64::from(shares.after(times as u8))) >> 16);
            *held = ((moved as u32) << 10) | (times + 1).min(255);
        }
    }
}

/// What share of the way to the next value a mean moves after so many: 1 / (n + 1.5), of 65536.
#[derive(Clone, Debug)]
pub struct Shares([i32; 256]);

impl Shares {
    /// The table.
    pub fn new() -> Self {
        let mut shares = [0; 256];
        shares.iter_mut().zip(0..).for_each(|(share, times)| *share = 131_072 / (2 * times + 3));
        Self(shares)
    }

    #[inline]
    fn after(&self, times: u8) -> i32 {
        self.0.get(usize::from(times)).copied().unwrap_or_default()
    }
}

/// The slots of one context.
#[derive(Clone, Debug)]
pub struct History {
    slots: Vec<Slot>,
    means: Means,
    /// The context at the byte, and at its half.
    byte: u64,
    half: u64,
    at: usize,
    state: Option<usize>,
}

impl History {
    /// With 2 to the power of `size` slots, at least 32.
    pub fn new(size: u32) -> Self {
        Self { slots: vec![Slot::new(0); 1 << size], means: Means::new(STATES), byte: 0, half: 0, at: 0, state: None }
    }

    /// A new byte begins in a context, which is given as a hash.
    #[inline]
    pub fn enter(&mut self, context: u64) {
        self.byte = context;
        self.half = context;
    }

    /// The first half of the byte is known.
    #[inline]
    pub fn enter_half(&mut self, half: u64) {
        self.half = hash(self.byte, half);
    }

    /// The logits of two predictions, by the slot's own chance and by what followed on such bits elsewhere; 0 for a context that is new. `bits` are those
    /// of this half of the byte so far, behind a set one.
    #[inline]
    pub fn predict(&mut self, bits: u32, logistic: &Logistic) -> Option<[i32; 2]> {
        let check = ((self.half >> 40) as u16 ^ (bits as u16).wrapping_mul(0x1357)) | 1;
        // Slots of one half byte lie side by side, where the processor reads them at once.
        let place = |at: u64| at as usize & (self.slots.len() - 1);
        let (first, second) = (place(self.half ^ u64::from(bits)), place(self.half ^ u64::from(bits) ^ 16));
        let (one, other) = (self.slots.get(first)?, self.slots.get(second)?);
        self.at = if one.check == check || other.check != check && one.seen <= other.seen { first } else { second };
        let slot = self.slots.get_mut(self.at)?;
        if slot.check != check {
            *slot = Slot::new(check);
        }
        self.state = (slot.seen > 0).then(|| slot.state());
        let state = self.state?;
        Some([logistic.logit(i32::from(slot.chance)), logistic.logit(self.means.chance(state))])
    }

    /// Learns which bit came.
    #[inline]
    pub fn learn(&mut self, bit: bool, shares: &Shares) {
        if let Some(state) = self.state {
            self.means.learn(state, bit, shares);
        }
        let Some(slot) = self.slots.get_mut(self.at) else { return };
        let target = if bit { 65_535 } else { 0 };
        let share = if slot.seen == 0 { FIRST } else { shares.after(slot.seen) };
        // The products stay below 2^32, but not below 2^31.
        let moved = (i64::from(target - i32::from(slot.chance)) * i64::from(share)) >> 16;
        slot.chance = (i64::from(slot.chance) + moved) as u16;
        slot.bits = if slot.seen < 7 { 0 } else { 128 } | (slot.bits << 1) | u8::from(bit);
        slot.seen = (slot.seen + 1).min(MOST);
    }
}

/// Mixes two numbers into one that looks like chance.
#[inline]
pub const fn hash(one: u64, other: u64) -> u64 {
    let mixed = (one ^ other.wrapping_mul(0x9E37_79B9_7F4A_7C15)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    mixed ^ (mixed >> 29)
}
