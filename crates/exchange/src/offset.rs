//! The one place where positions change their unit: UTF-8 bytes inside, UTF-16 code units for JavaScript and the DOM,
//! code points for W3C selectors and Python.

use scorer::Span;

use crate::json::Range;

/// The unit in which positions are counted.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, borsh::BorshDeserialize, borsh::BorshSerialize, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum OffsetUnit {
    /// Bytes of UTF-8.
    #[default]
    Utf8,
    /// Code units of UTF-16.
    Utf16,
    /// Unicode code points.
    Codepoint,
}

/// Turns the scorer's byte positions in one text into another unit, and back.
///
/// # Example
/// ```
/// use exchange::offset::{OffsetUnit, Offsets};
/// use scorer::Span;
/// let offsets = Offsets::new("🙂 up", OffsetUnit::Utf16);
/// assert_eq!(offsets.range(Span::new(5, 7)).start, 3);
/// ```
#[derive(Clone, Debug)]
pub struct Offsets {
    /// For every byte its position in the unit, and one more for the text's end; empty where the unit is bytes.
    positions: Vec<usize>,
    /// How many bytes the text has.
    bytes: usize,
}

impl Offsets {
    /// Counts `text` in `unit`.
    #[must_use]
    pub fn new(text: &str, unit: OffsetUnit) -> Self {
        if unit == OffsetUnit::Utf8 || text.is_ascii() {
            return Self { positions: Vec::new(), bytes: text.len() };
        }
        let mut positions = Vec::with_capacity(text.len() + 1);
        let mut position = 0;
        for character in text.chars() {
            positions.resize(positions.len() + character.len_utf8(), position);
            position += if unit == OffsetUnit::Utf16 { character.len_utf16() } else { 1 };
        }
        positions.push(position);
        Self { positions, bytes: text.len() }
    }

    /// `span` counted in the unit.
    #[must_use]
    pub fn range(&self, span: Span) -> Range {
        Range { start: self.position(span.start), end: self.position(span.end) }
    }

    /// The byte at which a position of the unit lies, which in UTF-8 is the position itself; `None` beyond the text's end and between the two halves of
    /// a character in UTF-16.
    #[must_use]
    pub fn byte(&self, position: usize) -> Option<usize> {
        if self.positions.is_empty() {
            return (position <= self.bytes).then_some(position);
        }
        let byte = self.positions.partition_point(|own| *own < position);
        (self.positions.get(byte) == Some(&position)).then_some(byte)
    }

    fn position(&self, byte: usize) -> usize {
        self.positions.get(byte).or(self.positions.last()).copied().unwrap_or(byte)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where `needle` starts and ends in `text`, in each unit.
    fn check(text: &str, needle: &str, expected: [(usize, usize); 3]) {
        let start = text.find(needle).unwrap();
        let span = Span::new(start, start + needle.len());
        let found = [OffsetUnit::Utf8, OffsetUnit::Utf16, OffsetUnit::Codepoint].map(|unit| {
            let range = Offsets::new(text, unit).range(span);
            (range.start, range.end)
        });
        assert_eq!(found, expected, "{needle:?} in {text:?}");
        for (unit, (from, to)) in [OffsetUnit::Utf8, OffsetUnit::Utf16, OffsetUnit::Codepoint].into_iter().zip(expected) {
            let offsets = Offsets::new(text, unit);
            assert_eq!((offsets.byte(from), offsets.byte(to)), (Some(span.start), Some(span.end)), "{needle:?} in {text:?}, back");
        }
    }

    #[test]
    fn counts_every_unit() {
        check("plain words", "words", [(6, 11); 3]);
        check("é up", "up", [(3, 5), (2, 4), (2, 4)]);
        check("🚀 up", "up", [(5, 7), (3, 5), (2, 4)]);
        check("up 🚀", "🚀", [(3, 7), (3, 5), (3, 4)]);
        check("€5–6bn", "–", [(4, 7), (2, 3), (2, 3)]);
    }
    #[test]
    fn no_byte_lies_inside_a_character_or_beyond_the_end() {
        assert_eq!(Offsets::new("up 🚀", OffsetUnit::Utf16).byte(4), None);
        assert_eq!(Offsets::new("up 🚀", OffsetUnit::Utf16).byte(6), None);
        assert_eq!(Offsets::new("up", OffsetUnit::Codepoint).byte(3), None);
    }
}
