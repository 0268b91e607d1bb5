//! Word pieces: the units that the network reads, as BERT's tokenizer cuts them. It knows no sentence and no weight.

use std::collections::HashMap;

use super::character::{Characters, Class};

/// One piece of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its number in the list of pieces.
    pub id: u16,
    /// Byte of the line at which the character begins that it begins with.
    pub start: usize,
}

/// The list of pieces that a network was trained with.
///
/// # Source
/// Lower-casing `BertTokenizer` with `WordPiece` (Devlin et al. 2019; Wu et al. 2016), as in the tokenizers library, which the tests compare with.
#[derive(Clone, Debug)]
pub struct Vocabulary {
    ids: HashMap<String, u16>,
    characters: Characters,
    /// In characters, without the mark of a continuation.
    longest: usize,
    unknown: u16,
    pub(super) start: u16,
    pub(super) stop: u16,
}

/// A word longer than this is not looked up.
const LONGEST_WORD: usize = 100;

impl Vocabulary {
    /// From the list with one piece a line; `None` where a special piece is missing or the list is too long.
    #[must_use]
    pub fn new(list: &str) -> Option<Self> {
        let mut ids = HashMap::new();
        let mut longest = 0;
        for (id, piece) in list.split('\n').enumerate() {
            longest = longest.max(piece.trim_start_matches("##").chars().count());
            ids.insert(piece.to_owned(), u16::try_from(id).ok()?);
        }
        let (unknown, start, stop) = (*ids.get("[UNK]")?, *ids.get("[CLS]")?, *ids.get("[SEP]")?);
        Some(Self { ids, characters: Characters::default(), longest, unknown, start, stop })
    }

    /// The pieces of a line, in their order.
    #[must_use]
    pub fn pieces(&self, line: &str) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut word: Vec<(usize, char)> = Vec::new();
        for (start, character) in line.char_indices() {
            if self.characters.class(character) == Class::Dropped {
                continue;
            }
            if character.is_whitespace() {
                self.cut(&mut word, &mut pieces);
                continue;
            }
            self.characters.plain(character, |part| {
                for plain in part.to_lowercase() {
                    if self.characters.class(plain) == Class::Mark || is_ideograph(plain) {
                        self.cut(&mut word, &mut pieces);
                        word.push((start, plain));
                        self.cut(&mut word, &mut pieces);
                    } else {
                        word.push((start, plain));
                    }
                }
            });
        }
        self.cut(&mut word, &mut pieces);
        pieces
    }

    /// Cuts a word into the longest pieces from its beginning, and empties it.
    fn cut(&self, word: &mut Vec<(usize, char)>, pieces: &mut Vec<Piece>) {
        let held = pieces.len();
        let mut rest = word.as_slice();
        let mut known = word.len() <= LONGEST_WORD;
        while known && !rest.is_empty() {
            let mark = if rest.len() < word.len() { "##" } else { "" };
            let mut name: String = mark.chars().chain(rest.iter().take(self.longest).map(|(_, character)| *character)).collect();
            let mut count = rest.len().min(self.longest);
            let found = loop {
                if let Some(id) = self.ids.get(&name) {
                    break Some(*id);
                }
                name.pop();
                count -= 1;
                if count == 0 {
                    break None;
                }
            };
            match (found, rest.first()) {
                (Some(id), Some((start, _))) => pieces.push(Piece { id, start: *start }),
                _ => known = false,
            }
            rest = rest.get(count..).unwrap_or_default();
        }
        if let (false, Some((start, _))) = (known, word.first()) {
            pieces.truncate(held);
            pieces.push(Piece { id: self.unknown, start: *start });
        }
        word.clear();
    }
}

/// Chinese characters, each of which is a word.
fn is_ideograph(character: char) -> bool {
    matches!(character, '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{20000}'..='\u{2a6df}' | '\u{2a700}'..='\u{2b73f}'
        | '\u{2b740}'..='\u{2b81f}' | '\u{2b920}'..='\u{2ceaf}' | '\u{f900}'..='\u{faff}' | '\u{2f800}'..='\u{2fa1f}')
}
