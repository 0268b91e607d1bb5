//! The whole pasted text as clean lines, and a cursor that walks over them. It knows lines, separators and signs, not what words mean.

use crate::{Flat, Span};

/// A line with more words than this is prose, not part of a text's head or foot.
const LONGEST_EDGE: usize = 12;
/// Words that end no line but a wrapped one.
#[rustfmt::skip]
const HANGING: [&str; 14] = [
    "a", "an", "and", "as", "at", "for", "from", "in", "is", "of", "or", "the", "to", "with",
];

/// Every non-empty line of a text as its [`Flat`] form, joined by one `\n`; offsets into [`Page::text`] lead back to the source.
pub(super) struct Page {
    text: String,
    lines: Vec<Line>,
    /// The first and last line that are too long for a head or foot.
    long: Option<(usize, usize)>,
}

/// One non-empty line.
pub(super) struct Line {
    /// First byte in [`Page::text`].
    pub(super) start: usize,
    /// One past the last, before the `\n`.
    pub(super) end: usize,
    /// Whether an empty line (or nothing) stands before it.
    pub(super) opens_paragraph: bool,
    /// How many of its words hold a letter.
    pub(super) words: usize,
    /// The line in the source, without surrounding white space.
    pub(super) source: Span,
    flat: Flat,
}

impl Page {
    pub(super) fn new(text: &str) -> Self {
        let mut page = Self { text: String::with_capacity(text.len()), lines: Vec::new(), long: None };
        let mut opens_paragraph = true;
        let mut start = 0;
        while start <= text.len() {
            let rest = text.get(start..).unwrap_or_default();
            let length = rest.find(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}']).unwrap_or(rest.len());
            let flat = Flat::new(text, Span::new(start, start + length));
            if flat.text().is_empty() {
                opens_paragraph = true;
            } else {
                page.push(flat, Span::new(start, start + length).trimmed(text), opens_paragraph);
                opens_paragraph = false;
            }
            let ending = rest.get(length..).unwrap_or_default();
            let ending = if ending.starts_with("\r\n") { 2 } else { ending.chars().next().map_or(1, char::len_utf8) };
            start += length + ending;
        }
        page
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn slice(&self, start: usize, end: usize) -> &str {
        self.text.get(start..end).unwrap_or_default()
    }

    /// Index of the line that the byte at `at` stands in; a `\n` counts to the line before it.
    pub(super) fn line_index(&self, at: usize) -> usize {
        self.lines.partition_point(|line| line.start <= at).saturating_sub(1)
    }

    pub(super) fn line(&self, index: usize) -> Option<&Line> {
        self.lines.get(index)
    }

    /// Whether only short lines stand before the line at `index`: it belongs to the text's head.
    pub(super) fn is_head(&self, index: usize) -> bool {
        self.long.is_none_or(|(first, _)| index <= first)
    }

    /// Whether only short lines stand behind the line at `index`: it belongs to the text's foot.
    pub(super) fn is_foot(&self, index: usize) -> bool {
        self.long.is_none_or(|(_, last)| index >= last)
    }

    /// How many lines stand behind the one at `index`.
    pub(super) fn lines_after(&self, index: usize) -> usize {
        self.lines.len().saturating_sub(index + 1)
    }

    /// Whether the line at `index` is no part of a hard-wrapped paragraph: the line before it is finished or short, and the next does not
    /// go on in small letters.
    pub(super) fn stands_alone(&self, index: usize) -> bool {
        let Some(line) = self.line(index) else { return false };
        let text = |line: &Line| self.slice(line.start, line.end);
        let is_small = |line: &Line| text(line).starts_with(char::is_lowercase);
        let runs_on = |before: &Line| {
            let text = text(before).trim_end_matches(['*', '_', ')', '"', '\'', ']']);
            let hangs = text.ends_with(',') || text.rsplit(' ').next().is_some_and(|last| HANGING.contains(&last));
            let longest = if is_small(line) { 3 } else { 6 };
            !text.ends_with(['.', '!', '?', ':', '|', '\u{2026}']) && (before.words > longest || hangs)
        };
        let runs_on = !line.opens_paragraph && index.checked_sub(1).and_then(|before| self.line(before)).is_some_and(runs_on);
        let goes_on = self
            .line(index + 1)
            .is_some_and(|next| !next.opens_paragraph && next.words >= 2 && is_small(next) && !text(next).contains(':'));
        !runs_on && !goes_on
    }

    /// The source of the bytes `start..end` of the clean text.
    pub(super) fn source(&self, start: usize, end: usize) -> Span {
        let at = |position: usize| {
            let line = self.line(self.line_index(position))?;
            let offset = position.saturating_sub(line.start).min((line.end - line.start).saturating_sub(1));
            Some(line.flat.source(offset, offset + 1))
        };
        match (at(start), end.checked_sub(1).filter(|last| *last >= start).and_then(at)) {
            (Some(first), Some(last)) => Span::new(first.start, last.end),
            (Some(first), None) => Span::new(first.start, first.start),
            _ => Span::new(0, 0),
        }
    }

    fn push(&mut self, flat: Flat, source: Span, opens_paragraph: bool) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        let start = self.text.len();
        self.text.push_str(flat.text());
        let words = count_words(flat.text());
        if words > LONGEST_EDGE {
            let index = self.lines.len();
            self.long = Some((self.long.map_or(index, |(first, _)| first), index));
        }
        self.lines.push(Line { start, end: self.text.len(), opens_paragraph, words, source, flat });
    }
}

/// How many of the words of `text` hold a letter.
pub(super) fn count_words(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.contains(char::is_alphabetic)).count()
}

/// How far a gap may reach.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    Line,
    Lines,
}

/// What stood between two words: no letters and no digits, but much that tells how firmly they belong together.
#[derive(Clone, Copy, Default)]
#[allow(clippy::struct_excessive_bools, reason = "which of the separators occurred is a set of independent facts")]
pub(super) struct Gap {
    /// A line break.
    pub(super) newline: bool,
    /// `:`, `=`, an arrow or `|`: what goes before names what comes after.
    pub(super) tie: bool,
    /// `|`, `;`, an arrow, a bullet: the end of a cell.
    pub(super) bar: bool,
    /// A dash with space before it.
    pub(super) dash: bool,
    /// A bracket or slash.
    pub(super) bracket: bool,
    /// A comma.
    pub(super) comma: bool,
    /// `.`, `!` or `?`.
    pub(super) stop: bool,
}

/// A place in a [`Page`], always on a character boundary. Copied freely, so that a reading can be tried and dropped.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'p> {
    page: &'p Page,
    at: usize,
}

impl<'p> Cursor<'p> {
    pub(super) fn new(page: &'p Page, at: usize) -> Self {
        Self { page, at }
    }

    pub(super) fn at(self) -> usize {
        self.at
    }

    pub(super) fn page(self) -> &'p Page {
        self.page
    }

    pub(super) fn peek(self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(super) fn peek_second(self) -> Option<char> {
        self.rest().chars().nth(1)
    }

    pub(super) fn before(self) -> Option<char> {
        self.page.text.get(..self.at).and_then(|text| text.chars().next_back())
    }

    pub(super) fn bump(&mut self) -> Option<char> {
        let next = self.peek()?;
        self.at += next.len_utf8();
        Some(next)
    }

    pub(super) fn eat(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        if found {
            self.at += wanted.len_utf8();
        }
        found
    }

    pub(super) fn eat_spaces(&mut self) -> bool {
        let from = self.at;
        while self.eat(' ') {}
        self.at > from
    }

    pub(super) fn eat_digits(&mut self) -> &'p str {
        let from = self.at;
        while self.peek().is_some_and(|next| next.is_ascii_digit()) {
            self.bump();
        }
        self.page.slice(from, self.at)
    }

    pub(super) fn at_line_end(self) -> bool {
        matches!(self.peek(), None | Some('\n'))
    }

    /// Whether nothing but separators is left of the line.
    pub(super) fn closes_line(mut self) -> bool {
        self.gap(Reach::Line);
        self.at_line_end()
    }

    /// What is left of the line.
    pub(super) fn line_rest(self) -> &'p str {
        let rest = self.rest();
        rest.get(..rest.find('\n').unwrap_or(rest.len())).unwrap_or_default()
    }

    /// The letters from here on as one word; a capital after a small letter begins another, as where a page's cells were glued together.
    pub(super) fn word(&mut self) -> Option<&'p str> {
        let from = self.at;
        let mut last_small = false;
        while let Some(next) = self.peek() {
            if !next.is_alphabetic() || (last_small && next.is_uppercase()) {
                break;
            }
            last_small = next.is_lowercase();
            self.bump();
        }
        (self.at > from).then(|| self.page.slice(from, self.at))
    }

    /// Steps over what joins two words of one phrase: spaces, a hyphen, an underscore, one line break.
    pub(super) fn joint(&mut self) -> bool {
        let from = self.at;
        while self.eat(' ') {}
        if !self.eat('-') && !self.eat('_') {
            self.eat('\n');
        }
        while self.eat(' ') {}
        self.at > from
    }

    /// Whether the words of `phrase` (lower case, one space between) stand here; the cursor moves behind them if so.
    pub(super) fn eat_phrase(&mut self, phrase: &str) -> bool {
        let mut ahead = *self;
        let matched = phrase
            .split(' ')
            .enumerate()
            .all(|(index, wanted)| (index == 0 || ahead.joint()) && ahead.word().is_some_and(|word| word.eq_ignore_ascii_case(wanted)));
        if matched {
            *self = ahead;
        }
        matched
    }

    /// Steps over everything that is neither letter nor digit nor the sign, point or currency of a value, and says what it was.
    pub(super) fn gap(&mut self, reach: Reach) -> Gap {
        let mut gap = Gap::default();
        // Whether the last separator was one that a value must follow, so that a loose "- 0.4" after it is a minus, not a dash.
        let mut expects_value = false;
        while let Some(next) = self.peek() {
            match next {
                '\n' if reach == Reach::Line => break,
                '\n' => {
                    gap.newline = true;
                    expects_value = !self.page.slice(self.line_start(), self.at).starts_with('-');
                }
                ' ' => {}
                '-' | '\u{2013}' if self.is_sign(expects_value) => break,
                '-' | '\u{2013}' | '\u{2014}' => {
                    let loose = self.before().is_none_or(|before| before == ' ' || before == '\n') || next == '\u{2014}';
                    gap.dash |= loose && (next != '-' || matches!(self.peek_second(), Some(' ' | '\n') | None));
                    expects_value = false;
                }
                ':' | '=' | '\u{ff1a}' => {
                    gap.tie = true;
                    expects_value = true;
                }
                '\u{2192}' | '|' | '\u{21d2}' => {
                    gap.tie = true;
                    gap.bar = true;
                    expects_value = true;
                }
                ';' | '\u{b7}' | '\u{2022}' => gap.bar = true,
                '(' | '[' => {
                    gap.bracket = true;
                    expects_value = true;
                }
                ')' | ']' | '/' => gap.bracket = true,
                ',' => gap.comma = true,
                '.' if self.peek_second().is_some_and(|second| second.is_ascii_digit()) => break,
                '.' | '!' | '?' => gap.stop = true,
                '+' | '$' | '\u{2605}' | '\u{2606}' | '\u{20ac}' | '\u{a3}' | '\u{a5}' => break,
                _ if next.is_alphanumeric() => break,
                _ => {}
            }
            self.bump();
        }
        gap
    }

    fn rest(self) -> &'p str {
        self.page.text.get(self.at..).unwrap_or_default()
    }

    fn line_start(self) -> usize {
        self.page.line(self.page.line_index(self.at.saturating_sub(1))).map_or(0, |line| line.start)
    }

    /// Whether the hyphen or dash here is the sign of a number.
    fn is_sign(mut self, loosely: bool) -> bool {
        let hyphen = self.bump() == Some('-');
        let spaced = self.eat_spaces();
        let number = match self.peek() {
            Some('.') => self.peek_second().is_some_and(|second| second.is_ascii_digit()),
            next => next.is_some_and(|next| next.is_ascii_digit()),
        };
        number && (!spaced || (loosely && hyphen))
    }
}
