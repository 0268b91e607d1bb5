//! One sentence as the words that names and tickers are read from. It cuts and describes; it recognises nothing.

use crate::note::Part;
use crate::sentence::Sentence;
use crate::{Flat, Span};

/// One sentence or line of the note, cut into words: runs of letters and digits, with inner `.`, `-`, `&`, `'`.
#[derive(Debug)]
pub(super) struct Line {
    /// Index of the sentence.
    pub sentence: usize,
    /// The part it belongs to.
    pub part: Part,
    /// Whether it stands where a note names its subject: before its first prose, or first of all.
    pub opening: bool,
    /// Whether it is the first prose.
    pub leading: bool,
    style: Style,
    whole: Span,
    flat: Flat,
    words: Vec<(usize, usize)>,
}

impl Line {
    /// Cuts the sentence with index `sentence`.
    pub fn new(text: &str, sentence: usize, of: &Sentence, opening: bool, leading: bool) -> Self {
        let flat = Flat::new(text, of.span);
        let words = cut(flat.text());
        let mut line = Self { sentence, part: of.part, opening, leading, style: Style::Plain, whole: of.span, flat, words };
        if line.most(4, |word| word.len() > 1 && capitals(word)) {
            line.style = Style::Shouted;
        } else if of.part != Part::Body && line.most(3, |word| word.starts_with(char::is_uppercase)) {
            line.style = Style::Titled;
        }
        line
    }

    /// Number of words.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// The clean line from byte `from` to its end.
    pub fn rest(&self, from: usize) -> &str {
        self.flat.text().get(from..).unwrap_or_default()
    }

    /// The clean line's bytes `from..to`.
    pub fn slice(&self, from: usize, to: usize) -> &str {
        self.flat.text().get(from..to).unwrap_or_default()
    }

    /// Where the sentence stands in the note.
    pub const fn whole(&self) -> Span {
        self.whole
    }

    /// Where the bytes `from..to` of the clean line stand in the note.
    pub fn source(&self, from: usize, to: usize) -> Span {
        self.flat.source(from, to)
    }

    /// The word at `at`; empty outside the line.
    pub fn word(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |(from, to)| self.slice(*from, *to))
    }

    /// The word before `at`; empty at the line's start.
    pub fn previous(&self, at: usize) -> &str {
        at.checked_sub(1).map_or("", |before| self.word(before))
    }

    /// The word at `at` without a possessive ending.
    pub fn stem(&self, at: usize) -> &str {
        let word = self.word(at);
        word.strip_suffix("'s").or_else(|| word.strip_suffix("'S")).unwrap_or(word)
    }

    /// Whether the word at `at` is possessive, or a plural that ends in an apostrophe.
    pub fn possessive(&self, at: usize) -> bool {
        self.stem(at).len() < self.word(at).len() || self.gap(at + 1).starts_with('\'')
    }

    /// First byte of the word at `at`; the line's end outside it.
    pub fn start(&self, at: usize) -> usize {
        self.words.get(at).map_or(self.flat.text().len(), |(from, _)| *from)
    }

    /// One past the last byte of the word at `at`.
    pub fn end(&self, at: usize) -> usize {
        self.words.get(at).map_or(self.flat.text().len(), |(_, to)| *to)
    }

    /// What stands between the word at `at` and the one before it.
    pub fn gap(&self, at: usize) -> &str {
        let from = at.checked_sub(1).map_or(0, |before| self.end(before));
        self.slice(from, self.start(at))
    }

    /// The first word that stands at byte `at` of the note or later.
    pub fn word_at_source(&self, at: usize) -> usize {
        self.words.partition_point(|(from, _)| self.source(*from, *from + 1).start < at)
    }

    /// The first word that starts at byte `from` or later.
    pub fn word_from(&self, from: usize) -> usize {
        self.words.partition_point(|(start, _)| *start < from)
    }

    /// Whether a capital at `at` may be there only because something begins: the line, a sentence, a quotation, what follows a colon.
    pub fn opens(&self, at: usize) -> bool {
        at == 0 || self.gap(at).contains(['.', '!', '?', ':', '"', '\'', '(', '•', '|', '/', '…'])
    }

    /// Whether words stand in capitals for no reason of their own: most of them do.
    pub fn shouted(&self) -> bool {
        self.style == Style::Shouted
    }

    /// Whether words begin with capitals for no reason of their own, as in a title: most of them do.
    pub fn titled(&self) -> bool {
        self.style == Style::Titled || self.shouted() && self.part != Part::Body
    }

    fn most(&self, at_least: usize, holds: impl Fn(&str) -> bool) -> bool {
        let words = || (0..self.len()).map(|at| self.word(at)).filter(|word| word.starts_with(char::is_alphabetic));
        let (holding, all) = (words().filter(|word| holds(word)).count(), words().count());
        all >= at_least && holding * 3 > all * 2
    }
}

/// How a line uses capitals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    Plain,
    Titled,
    Shouted,
}

/// Whether `word` has letters and all of them are capitals.
pub(super) fn capitals(word: &str) -> bool {
    word.contains(char::is_uppercase) && !word.contains(char::is_lowercase)
}

fn cut(line: &str) -> Vec<(usize, usize)> {
    let mut words = Vec::new();
    let mut characters = line.char_indices().peekable();
    while let Some((from, first)) = characters.next() {
        if !first.is_alphanumeric() {
            continue;
        }
        let mut to = from + first.len_utf8();
        while let Some(&(at, next)) = characters.peek() {
            let joins =
                matches!(next, '.' | '-' | '&' | '\'') && line.get(at + 1..).is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
            if !next.is_alphanumeric() && !joins {
                break;
            }
            to = at + next.len_utf8();
            characters.next();
        }
        words.push((from, to));
    }
    words
}
