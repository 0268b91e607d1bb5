//! What Unicode says of a character, as far as BERT's tokenizer asks: its class, and the letters that it is made of. The table holds just that in 12 kB,
//! a tenth of what general ones take; a test compares it with those, character by character.

/// Written by `examples/characters.rs` from the tables of `unicode-normalization` and `unicode-properties`: how many runs of characters of one class
/// there are, the classes, how far each run begins behind the one before; how many characters are made of others, of how many each, how far each is
/// behind the one before, and of which (each as its distance from the one before, folded to a positive number). Numbers are LEB128.
const TABLE: &[u8] = include_bytes!("characters.bin");

/// A character's class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// A letter, a digit, a space, a sign.
    Plain,
    /// It says nothing: a control, a format, what is not assigned.
    Dropped,
    /// A mark on the letter before it.
    Accent,
    /// Punctuation, and with it every ASCII character that is no letter, digit or space.
    Mark,
}

/// The table, unpacked.
#[derive(Clone, Debug)]
pub struct Characters {
    /// Where runs of a class begin.
    runs: Vec<(u32, Class)>,
    /// What is made of other characters, with the place of the first of them and their number.
    made: Vec<(u32, usize, usize)>,
    parts: Vec<char>,
}

impl Default for Characters {
    fn default() -> Self {
        let mut bytes = TABLE.iter().copied();
        let count = number(&mut bytes) as usize;
        let classes: Vec<u8> = bytes.by_ref().take(count).collect();
        let mut last = 0;
        let mut runs = Vec::with_capacity(count);
        for class in classes {
            last += number(&mut bytes);
            let class = match class {
                1 => Class::Dropped,
                2 => Class::Accent,
                3 => Class::Mark,
                _ => Class::Plain,
            };
            runs.push((last, class));
        }
        let count = number(&mut bytes) as usize;
        let lengths: Vec<u8> = bytes.by_ref().take(count).collect();
        let (mut last, mut first) = (0, 0);
        let mut made = Vec::with_capacity(count);
        for length in lengths {
            last += number(&mut bytes);
            made.push((last, first, usize::from(length)));
            first += usize::from(length);
        }
        let mut last = 0;
        let part = |_| {
            let folded = number(&mut bytes);
            last += (folded >> 1).cast_signed() ^ -(folded & 1).cast_signed();
            char::from_u32(last.cast_unsigned()).unwrap_or_default()
        };
        Self { runs, made, parts: (0..first).map(part).collect() }
    }
}

impl Characters {
    /// The class of a character.
    #[must_use]
    pub fn class(&self, character: char) -> Class {
        let after = self.runs.partition_point(|(start, _)| *start <= u32::from(character));
        after.checked_sub(1).and_then(|at| self.runs.get(at)).map_or(Class::Plain, |(_, class)| *class)
    }

    /// Gives the characters that this one is made of to `each`, without accents.
    pub fn plain(&self, character: char, mut each: impl FnMut(char)) {
        let code = u32::from(character);
        if let Some(syllable @ ..11_172) = code.checked_sub(0xac00) {
            // Korean syllables are made by rule.
            let (first, middle, last) = (syllable / 588, syllable % 588 / 28, syllable % 28);
            let parts = [Some(0x1100 + first), Some(0x1161 + middle), (last != 0).then_some(0x11a7 + last)];
            parts.into_iter().flatten().filter_map(char::from_u32).for_each(each);
        } else if let Ok(at) = self.made.binary_search_by_key(&code, |(code, ..)| *code) {
            let (_, first, length) = self.made.get(at).copied().unwrap_or_default();
            self.parts.get(first..first + length).unwrap_or_default().iter().copied().for_each(each);
        } else if self.class(character) != Class::Accent {
            each(character);
        }
    }
}

fn number(bytes: &mut impl Iterator<Item = u8>) -> u32 {
    let (mut number, mut shift) = (0, 0);
    for byte in bytes {
        number |= u32::from(byte & 0x7f) << shift;
        shift += 7;
        if byte & 0x80 == 0 {
            break;
        }
    }
    number
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;
    use unicode_normalization::char::is_combining_mark;
    use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

    use super::*;

    fn class(character: char) -> Class {
        let group = character.general_category_group();
        if !matches!(character, '\t' | '\n' | '\r') && (character == '\u{fffd}' || group == GeneralCategoryGroup::Other) {
            Class::Dropped
        } else if is_combining_mark(character) && character.general_category() == GeneralCategory::NonspacingMark {
            Class::Accent
        } else if character.is_ascii_punctuation() || group == GeneralCategoryGroup::Punctuation {
            Class::Mark
        } else {
            Class::Plain
        }
    }

    #[test]
    fn the_table_says_of_every_character_what_unicode_does() {
        let characters = Characters::default();
        for character in (0..=0x0010_ffff).filter_map(char::from_u32) {
            assert_eq!(characters.class(character), class(character), "{character:?}");
            if class(character) != Class::Dropped {
                let mut plain = Vec::new();
                characters.plain(character, |part| plain.push(part));
                let expected: Vec<char> = character.nfd().filter(|part| class(*part) != Class::Accent).collect();
                assert_eq!(plain, expected, "{character:?}");
            }
        }
    }
}
