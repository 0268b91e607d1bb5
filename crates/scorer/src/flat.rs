//! A stretch of pasted text as one clean line: what every reader of words works on, so that line breaks, odd spaces and
//! typographic quotes are dealt with once. It changes characters and keeps the way back; it decides nothing.

use crate::Span;

/// One clean line made from a span of the pasted text, with the way back to it.
///
/// White space of any kind and length is one space (none at the ends), a hyphen at a line's end is joined with the word that
/// goes on, zero-width characters and soft hyphens are gone, quotes and apostrophes are `'` and `"`, hyphens and the minus sign are `-`,
/// en and em dashes stay as they are. Everything else is untouched, letters keep their case.
///
/// # Example
/// ```
/// use scorer::{Flat, Span};
/// let text = "It isn’t a profit-\nability  story";
/// let flat = Flat::new(text, Span::new(0, text.len()));
/// assert_eq!(flat.text(), "It isn't a profitability story");
/// let at = flat.text().find("profitability").unwrap();
/// assert_eq!(flat.source(at, at + 13).of(text), "profit-\nability");
/// ```
#[derive(Clone, Debug)]
pub struct Flat {
    text: String,
    /// For every byte of `text`: where its source character starts and ends.
    sources: Vec<(usize, usize)>,
    end: usize,
}

impl Flat {
    /// Flattens `span` of `text`.
    #[must_use]
    pub fn new(text: &str, span: Span) -> Self {
        let source = span.of(text);
        let mut flat = Self { text: String::with_capacity(source.len()), sources: Vec::with_capacity(source.len()), end: span.end };
        let mut characters = source.char_indices().peekable();
        while let Some((at, character)) = characters.next() {
            let (from, to) = (span.start + at, span.start + at + character.len_utf8());
            match character {
                _ if character.is_whitespace() => {
                    if !flat.text.is_empty() && !flat.text.ends_with(' ') {
                        flat.push(' ', from, to);
                    }
                }
                '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' => {}
                '-' | '\u{2010}' if broken_word(&flat.text, source, at + character.len_utf8()) => {
                    while characters.next_if(|(_, next)| next.is_whitespace()).is_some() {}
                }
                '\u{2010}' | '\u{2011}' | '\u{2212}' => flat.push('-', from, to),
                '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2bc}' | '\u{b4}' | '`' => flat.push('\'', from, to),
                '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{201f}' | '\u{ab}' | '\u{bb}' => flat.push('"', from, to),
                _ => flat.push(character, from, to),
            }
        }
        if flat.text.ends_with(' ') {
            flat.text.pop();
            flat.sources.pop();
        }
        flat
    }

    /// The clean line.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The span of the pasted text that the bytes `start..end` of the clean line came from.
    #[must_use]
    pub fn source(&self, start: usize, end: usize) -> Span {
        let first = self.sources.get(start).map_or(self.end, |source| source.0);
        let last = end.checked_sub(1).filter(|last| *last >= start).and_then(|last| self.sources.get(last));
        Span::new(first, last.map_or(first, |source| source.1))
    }

    fn push(&mut self, character: char, from: usize, to: usize) {
        self.text.push(character);
        self.sources.resize(self.text.len(), (from, to));
    }
}

/// Whether the hyphen just before byte `after` of `source` breaks a word at a line's end: letters before it, then a line break,
/// then a lower-case letter. A compound broken at its own hyphen ("long-\nterm") cannot be told from it and is joined too.
fn broken_word(before: &str, source: &str, after: usize) -> bool {
    let rest = source.get(after..).unwrap_or_default();
    let next = rest.trim_start();
    let gap = rest.get(..rest.len() - next.len()).unwrap_or_default();
    before.ends_with(|last: char| last.is_alphabetic())
        && gap.matches('\n').count() == 1
        && next.starts_with(|first: char| first.is_lowercase())
}
