//! What a block looks like: its words in plain form, how it begins and ends, whether it is marked as a title.
//! It describes and does not judge.

use super::boilerplate;
use super::layout::{self, Draft};
use crate::{Flat, Span};

/// Words at most that are looked at: what a block is shows in its beginning, and long blocks are prose.
const LOOKED_AT: usize = 90;

/// Words above which a block is prose unless it opens as a disclaimer does.
const LONG: usize = 60;

/// The look of one block.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is one thing that can be seen of a block, independent of the others")]
pub(super) struct Shape {
    /// The clean line without list marker, `#` and `**`.
    pub line: String,
    /// The first words in lower case, each between single spaces (one at either end): ` not an offer `.
    pub plain: String,
    /// How many words the block has.
    pub words: usize,
    /// How many sentences it seems to hold.
    pub sentences: usize,
    /// Whether it holds a letter or digit at all.
    pub has_words: bool,
    /// Ends as a sentence does (an abbreviation's or a closing bracket's full stop in a short line does not count).
    pub terminated: bool,
    /// Ends with a question mark and holds one sentence.
    pub question: bool,
    /// Its first letter is in lower case.
    pub lower_start: bool,
    /// Its first letter is a capital.
    pub upper_start: bool,
    /// A heading by its own mark: `#`, or bold from end to end.
    pub marked_heading: bool,
    /// The list marker.
    pub bullet: Option<Bullet>,
    /// How much it sounds like boilerplate: none for a long block that does not open as a disclaimer does.
    pub weight: i32,
    /// One line.
    pub one_line: bool,
    /// Stretches of white space that set the line's fields apart (tabs, several spaces), as ` | `.
    pub fields: String,
}

/// What stands before a list item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bullet {
    /// A number or letter: a section may have it too.
    Number,
    /// A sign or emoji outside ASCII's list markers: a title may have it too.
    Sign,
    /// `-`, `•`, `*` and their like.
    Point,
}

impl Bullet {
    /// Whether a title may carry it.
    pub fn numbers(self) -> bool {
        matches!(self, Self::Number | Self::Sign)
    }
}

impl Shape {
    /// Describes `draft`.
    pub fn new(text: &str, draft: &Draft) -> Self {
        let source = draft.span.of(text);
        let start = source.char_indices().nth(LOOKED_AT * 12).map_or(source.len(), |(at, _)| at);
        let flat = Flat::new(text, Span::new(draft.span.start, draft.span.start + start));
        let whole = flat.text();
        let signs = whole.len() - whole.trim_start_matches('#').len();
        let titled = (1..=6).contains(&signs) && whole.get(signs..).is_some_and(|rest| rest.starts_with(' '));
        let (marker, taken) = layout::marker(whole);
        let bullet = marker.filter(|_| !titled).map(|marker| match marker {
            '1' => Bullet::Number,
            '-' | '*' | '+' | '>' | '\u{2013}' | '\u{2014}' | '•' | '·' | '°' | '‣' | '▪' | '●' | '○' | '◦' | '→' | '►' | '▶' | '✓'
            | '✔' | '✅' | '❌' | '✗' => Bullet::Point,
            _ => Bullet::Sign,
        });
        let unmarked = if titled { whole.get(signs..) } else { bullet.and_then(|_| whole.get(taken..)) }.unwrap_or(whole).trim();
        let (line, bold) = unwrapped(unmarked);
        let plain = plain(line);
        let words = if start < source.len() {
            LOOKED_AT.max(source.split_whitespace().take(LOOKED_AT * 4).count())
        } else {
            line.split(' ').filter(|word| word.contains(char::is_alphanumeric)).count()
        };
        let sentences = sentences(line);
        let question = line.ends_with('?') && sentences <= 2;
        let abbreviated =
            words <= 12 && sentences <= 1 && (ends_with_initials(line) || ABBREVIATIONS.iter().any(|ending| line.ends_with(ending)));
        let terminated = layout::ends_sentence(line) && !abbreviated;
        let letter = line.chars().find(|character| character.is_alphanumeric());
        let mut shape = Self {
            weight: 0,
            has_words: letter.is_some(),
            marked_heading: draft.lines <= 2 && words <= 24 && letter.is_some() && (titled || (bold && (!terminated || question))),
            upper_start: letter.is_some_and(char::is_uppercase),
            lower_start: letter.is_some_and(char::is_lowercase),
            fields: fields(source),
            one_line: draft.lines == 1,
            line: line.to_owned(),
            plain,
            words,
            sentences,
            terminated,
            question,
            bullet,
        };
        if shape.words <= LONG || boilerplate::opens(&shape) {
            shape.weight = boilerplate::weigh(&shape);
        }
        shape
    }

    /// A line that could be a title or a page's line: short, one line, at most one sentence.
    pub fn is_short_line(&self) -> bool {
        self.words <= if self.question { 16 } else { 20 }
            && self.line.len() <= 140
            && (self.sentences <= 1 || (self.question && self.sentences <= 2))
            && self.bullet.is_none_or(Bullet::numbers)
    }

    /// Whether the line holds `phrase` (lower case, whole words).
    pub fn has(&self, phrase: &str) -> bool {
        let mut from = 0;
        while let Some(at) = self.plain.get(from..).and_then(|rest| rest.find(phrase)) {
            let (start, end) = (from + at, from + at + phrase.len());
            if self.plain.get(..start).is_some_and(|head| head.ends_with(' '))
                && self.plain.get(end..).is_some_and(|tail| tail.starts_with(' '))
            {
                return true;
            }
            from = end;
        }
        false
    }

    /// Whether the line is a name that sections of notes have: it can stand over a list of bare lines.
    pub fn names_a_section(&self) -> bool {
        self.words <= 6 && self.plain.split(' ').any(|word| SECTIONS.contains(&word))
    }
}

/// What sections of investment notes are about, as a title names it.
#[rustfmt::skip]
const SECTIONS: &[&str] = &[
    "risks", "risk", "catalysts", "events", "watch", "drivers", "concerns", "positives", "negatives", "takeaways", "summary",
    "highlights", "pros", "cons", "strengths", "weaknesses", "opportunities", "threats", "triggers", "challenges", "headwinds",
    "tailwinds", "points", "timeline", "calendar", "dates", "reasons", "overview", "outlook", "conclusion", "thesis", "debates",
    "questions",
];

/// Abbreviations that a title ends with.
const ABBREVIATIONS: &[&str] = &[
    "Inc.", "Corp.", "Ltd.", "Co.", "Cos.", "Bros.", "S.A.", "N.V.", "A.G.", "S.p.A.", "plc.", "Jr.", "Sr.", "U.S.", "U.K.", "L.P.",
    "etc.", "(unch.)",
];

/// "… (J.K.)": a closing bracket after an abbreviation.
fn ends_with_initials(line: &str) -> bool {
    line.strip_suffix(".)").and_then(|rest| rest.rsplit(['(', ' ']).next()).is_some_and(|word| word.chars().count() <= 5)
}

/// The line without the emphasis that encloses all of it, and whether that was bold.
fn unwrapped(line: &str) -> (&str, bool) {
    for (mark, bold) in [("**", true), ("__", true), ("*", false), ("_", false)] {
        let inner = line.strip_prefix(mark).and_then(|rest| rest.strip_suffix(mark));
        if let Some(inner) = inner.filter(|inner| !inner.is_empty() && !inner.contains(mark)) {
            return (inner.trim(), bold);
        }
    }
    (line, false)
}

/// Lower case, every character but letters, digits and inner marks of a word read as a space.
pub(super) fn plain(line: &str) -> String {
    let mut plain = String::with_capacity(line.len() + 2);
    plain.push(' ');
    for character in line.chars() {
        if character.is_alphanumeric() || matches!(character, '\'' | '%' | '$' | '©' | '&') {
            plain.extend(character.to_lowercase());
        } else if !plain.ends_with(' ') {
            plain.push(' ');
        }
    }
    if !plain.ends_with(' ') {
        plain.push(' ');
    }
    plain
}

/// A rough count: full stops, question and exclamation marks at the end of a word of three letters or more, or at the end.
fn sentences(line: &str) -> usize {
    let mut words = line.split(' ').peekable();
    let mut count = 0;
    while let Some(word) = words.next() {
        let bare = word.trim_end_matches(['"', '\'', ')', ']', '*', '_', '”', '’']);
        let stops = bare.ends_with(['.', '!', '?', '…']) || word.contains(['。', '！', '？']);
        let follows = words.peek().is_none_or(|next| !next.starts_with(|first: char| first.is_lowercase()));
        let abbreviation = bare.ends_with('.') && ABBREVIATIONS.contains(&bare);
        let inner = bare.strip_suffix('.').map_or(bare, |inner| inner);
        let long =
            inner.chars().count() > 2 || inner.ends_with(|last: char| last.is_ascii_digit() || last == '%') || words.peek().is_none();
        if stops && follows && long && !abbreviation {
            count += 1;
        }
    }
    count.max(1)
}

/// The line with its wide gaps (tabs, two spaces or more) read as ` | `.
fn fields(source: &str) -> String {
    if source.len() > 400 || !(source.contains('\t') || source.contains("  ")) {
        return String::new();
    }
    let mut fields = String::with_capacity(source.len());
    let mut gap = 0;
    for character in source.chars() {
        if character.is_whitespace() {
            gap += if character == '\t' { 2 } else { 1 };
            continue;
        }
        match gap {
            0 => {}
            1 => fields.push(' '),
            _ => fields.push_str(" | "),
        }
        gap = 0;
        fields.push(character);
    }
    fields
}
