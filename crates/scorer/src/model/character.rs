//! What Unicode says of a character, as far as BERT's tokenizer asks: its class, and the letters that it is made of. The table holds just that in 12 kB,
//! a tenth of what general ones take; a test compares it with those, character by character.

/// Written from the tables of `unicode-normalization` and `unicode-properties`, by the test below where `WRITE_CHARACTERS` is set: how many runs of characters of one class
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

    /// The table, from the general ones.
    fn table() -> Vec<u8> {
        let all = || (0..=0x0010_ffff).filter_map(char::from_u32);
        let (mut classes, mut gaps, mut last, mut own) = (Vec::new(), Vec::new(), 0, Class::Plain);
        for character in all().filter(|character| std::mem::replace(&mut own, class(*character)) != class(*character)) {
            classes.push(class(character) as u8);
            put(&mut gaps, u32::from(character) - last);
            last = u32::from(character);
        }
        let (mut lengths, mut distances, mut parts, mut before, mut last) = (Vec::new(), Vec::new(), Vec::new(), 0, 0);
        for character in all().filter(|character| !('\u{ac00}'..='\u{d7a3}').contains(character) && class(*character) != Class::Dropped) {
            let made = letters(character);
            if made.iter().copied().ne(Some(character).filter(|character| class(*character) != Class::Accent)) {
                lengths.push(made.len() as u8);
                put(&mut distances, u32::from(character) - last);
                last = u32::from(character);
                for part in made.into_iter().map(u32::from) {
                    let distance = part.cast_signed() - before;
                    put(&mut parts, ((distance << 1) ^ (distance >> 31)).cast_unsigned());
                    before = part.cast_signed();
                }
            }
        }
        let mut table = Vec::new();
        put(&mut table, classes.len() as u32);
        table.extend([classes, gaps].concat());
        put(&mut table, lengths.len() as u32);
        table.extend([lengths, distances, parts].concat());
        table
    }

    fn put(bytes: &mut Vec<u8>, mut number: u32) {
        while number > 0x7f {
            bytes.push(number as u8 | 0x80);
            number >>= 7;
        }
        bytes.push(number as u8);
    }

    /// What a character is made of, without accents.
    fn letters(character: char) -> Vec<char> {
        character.nfd().filter(|part| class(*part) != Class::Accent).collect()
    }

    #[test]
    fn the_table_is_written_from_the_general_ones() {
        if std::env::var_os("WRITE_CHARACTERS").is_some() {
            std::fs::write("src/model/characters.bin", table()).unwrap();
        }
        assert!(TABLE == table(), "run this test once more with WRITE_CHARACTERS=1, which writes the table");
    }

    #[test]
    fn the_table_says_of_every_character_what_unicode_does() {
        let characters = Characters::default();
        for character in (0..=0x0010_ffff).filter_map(char::from_u32) {
            assert_eq!(characters.class(character), class(character), "{character:?}");
            if class(character) != Class::Dropped {
                let mut plain = Vec::new();
                characters.plain(character, |part| plain.push(part));
                assert_eq!(plain, letters(character), "{character:?}");
            }
        }
    }
}
