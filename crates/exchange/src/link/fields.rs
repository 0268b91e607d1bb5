//! The fields of a content as bits: numbers, choices, texts. Each is coded by one function that writes with an [`Encoder`](compressor::coder::Encoder) and reads with a
//! [`Decoder`](compressor::coder::Decoder), so the two cannot differ. Where it reads, what it is given does not matter. Nothing here knows what the fields are.

use super::LinkError;
use compressor::coder::Coder;
use compressor::predictor::Predictor;

/// What one content may come to in memory, in bytes: its texts, and [`ITEM`] for every member of a list.
pub(super) const LARGEST: usize = 2 << 20;
/// What a member of a list counts, its texts aside.
const ITEM: usize = 64;

/// Kinds of numbers and choices; each learns for itself what its values are like.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    /// Of a text, in bytes.
    Length,
    /// Of a list.
    Count,
    /// Where something stands.
    Place,
    /// How long it is there.
    Extent,
    /// Of the scorer.
    Version,
    /// A score or a contribution.
    Score,
    /// What a content is, or whether there is a value.
    Shape,
    /// A role.
    Role,
    /// A polarity.
    Polarity,
}

const KINDS: usize = 9;
/// A number is told by how many bits it has, and by these.
const BITS: u32 = 7;
/// A choice is one of 8.
const CHOICE: u32 = 3;
const EVEN: u32 = 1 << 15;

/// Codes fields one after the other.
#[derive(Debug)]
pub(super) struct Fields<C> {
    pub(super) coder: C,
    predictor: Predictor,
    chances: [[u16; 1 << BITS]; KINDS],
    room: usize,
}

impl<C: Coder> Fields<C> {
    pub(super) fn new(coder: C) -> Self {
        let mut chances = [1 << 15; 1 << BITS];
        // Numbers of 64, of 32 and of 16 bits and more are rare.
        for (node, chance) in [(1, 512), (2, 1024), (4, 4096)] {
            if let Some(place) = chances.get_mut(node) {
                *place = chance;
            }
        }
        let mut all = [chances; KINDS];
        // Choices have no such order.
        all.iter_mut().skip(Kind::Shape as usize).for_each(|chances| *chances = [1 << 15; 1 << BITS]);
        Self { coder, predictor: Predictor::new(), chances: all, room: LARGEST }
    }

    /// One of 0..8.
    pub(super) fn choice(&mut self, kind: Kind, value: usize) -> usize {
        self.tree(kind, CHOICE, value as u64) as usize
    }

    pub(super) fn flag(&mut self, kind: Kind, value: bool) -> bool {
        self.choice(kind, usize::from(value)) == 1
    }

    pub(super) fn number(&mut self, kind: Kind, value: u64) -> u64 {
        let bits = self.tree(kind, BITS, u64::from(u64::BITS - value.leading_zeros())).min(64);
        self.plain((bits as u32).saturating_sub(1), value) | bits.checked_sub(1).map_or(0, |highest| 1 << highest)
    }

    pub(super) fn signed(&mut self, kind: Kind, value: i64) -> i64 {
        let folded = self.number(kind, ((value << 1) ^ (value >> 63)).cast_unsigned());
        (folded >> 1).cast_signed() ^ -(folded & 1).cast_signed()
    }

    /// A number of which nothing is known but how many bits it has.
    pub(super) fn plain(&mut self, bits: u32, value: u64) -> u64 {
        (0..bits).rev().fold(0, |read, bit| read << 1 | u64::from(self.coder.code(value >> bit & 1 == 1, EVEN)))
    }

    /// A number that fits this machine.
    pub(super) fn size(&mut self, kind: Kind, value: usize) -> Result<usize, LinkError> {
        usize::try_from(self.number(kind, value as u64))
            .map_err(|_| LinkError::Damaged { expected: "a place or a length that fits memory" })
    }

    pub(super) fn text(&mut self, value: &str) -> Result<String, LinkError> {
        let length = self.size(Kind::Length, value.len())?;
        self.take(length)?;
        let mut bytes = Vec::new();
        // Where it is read, `value` says nothing.
        for byte in value.bytes().chain(std::iter::repeat(0)).take(length) {
            bytes.push(self.byte(byte));
            self.check()?;
        }
        String::from_utf8(bytes).map_err(|_| LinkError::Damaged { expected: "texts in UTF-8" })
    }

    /// A byte of a text.
    pub(super) fn byte(&mut self, value: u8) -> u8 {
        (0..8).rev().fold(0, |read, bit| {
            let set = self.coder.code(value >> bit & 1 == 1, self.predictor.chance());
            self.predictor.learn(set);
            read << 1 | u8::from(set)
        })
    }

    /// A value that may be absent.
    pub(super) fn option<T: Clone + Default, R>(
        &mut self,
        value: Option<&T>,
        code: impl FnOnce(&mut Self, &T) -> Result<R, LinkError>,
    ) -> Result<Option<R>, LinkError> {
        if !self.flag(Kind::Shape, value.is_some()) {
            return Ok(None);
        }
        code(self, &value.cloned().unwrap_or_default()).map(Some)
    }

    /// A list; where it is read, the members that are given are `blank`.
    pub(super) fn list<T>(
        &mut self,
        value: &[T],
        blank: &T,
        mut code: impl FnMut(&mut Self, &T) -> Result<T, LinkError>,
    ) -> Result<Vec<T>, LinkError> {
        let count = self.size(Kind::Count, value.len())?;
        self.take(count.saturating_mul(ITEM))?;
        let mut list = Vec::new();
        for at in 0..count {
            list.push(code(self, value.get(at).unwrap_or(blank))?);
            self.check()?;
        }
        Ok(list)
    }

    /// Stops a content that is no longer one: what is read then has no end.
    fn check(&self) -> Result<(), LinkError> {
        if self.coder.spent() { Err(LinkError::Damaged { expected: "as much content as it says" }) } else { Ok(()) }
    }

    pub(super) fn take(&mut self, bytes: usize) -> Result<(), LinkError> {
        self.check()?;
        self.room = self.room.checked_sub(bytes).ok_or(LinkError::TooLong)?;
        Ok(())
    }

    /// A number of a few bits, the highest first, each with a chance of its own for what stands before it.
    fn tree(&mut self, kind: Kind, bits: u32, value: u64) -> u64 {
        let mut node = 1;
        for bit in (0..bits).rev() {
            let place = self.chances.get_mut(kind as usize).and_then(|chances| chances.get_mut(node));
            let one = place.as_ref().map_or(EVEN, |chance| u32::from(**chance));
            let set = self.coder.code(value >> bit & 1 == 1, one);
            if let Some(chance) = place {
                // An eighth of the way, and never to an end.
                *chance = if set { *chance + ((65_535 - *chance) >> 3) } else { *chance - (*chance >> 3) }.clamp(256, 65_280);
            }
            node = node << 1 | usize::from(set);
        }
        node as u64 & ((1 << bits) - 1)
    }
}
