//! Sentences: where each begins and ends inside its block. It knows abbreviations and numbers, not meaning.

use crate::note::{Note, Part, bullet_length};
use crate::{Flat, Span};

/// One sentence of a body block, or one line of any other part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands, without surrounding white space; a bullet's marker is inside.
    pub span: Span,
    /// The part it belongs to.
    pub part: Part,
    /// Index of its block in [`Note::blocks`].
    pub block: usize,
    /// Index (among all sentences) of the heading it stands under, if any.
    pub heading: Option<usize>,
}

/// Splits every block of `note` into sentences, in the order of the text: ordered, disjoint, none empty.
///
/// # Example
/// ```
/// use scorer::{note::Note, sentence::split};
/// let text = "Acme Inc. fell 3.5% in the U.S. after the print. Rivals, e.g. Borel, rose.";
/// let sentences = split(text, &Note::parse(text));
/// assert_eq!(sentences[1].span.of(text), "Rivals, e.g. Borel, rose.");
/// ```
#[must_use]
pub fn split(text: &str, note: &Note) -> Vec<Sentence> {
    let mut sentences: Vec<Sentence> = Vec::new();
    let mut heading = None;
    for (block, Block { part, span }) in note.blocks.iter().map(|block| Block { part: block.part, span: block.span }).enumerate() {
        let pieces = if part == Part::Body || part == Part::Boilerplate { split_block(text, span) } else { vec![span] };
        if part == Part::Heading {
            heading = Some(sentences.len());
        }
        let above = heading.filter(|_| part == Part::Body);
        sentences.extend(pieces.into_iter().map(|span| Sentence { span, part, block, heading: above }));
    }
    sentences
}

struct Block {
    part: Part,
    span: Span,
}

fn split_block(text: &str, block: Span) -> Vec<Span> {
    let flat = Flat::new(text, block);
    let mut spans = Vec::new();
    let mut start = block.start;
    for cut in cuts(flat.text()) {
        let next = flat.source(cut, cut + 1).start;
        let span = Span::new(start, next).trimmed(text);
        if !span.is_empty() {
            spans.push(span);
        }
        start = next;
    }
    let last = Span::new(start, block.end).trimmed(text);
    if !last.is_empty() {
        spans.push(last);
    }
    spans
}

/// Where sentences after the first begin in a clean line, in bytes.
fn cuts(line: &str) -> Vec<usize> {
    let characters: Vec<(usize, char)> = line.char_indices().collect();
    let at = |index: usize| characters.get(index).map(|(_, character)| *character);
    let byte = |index: usize| characters.get(index).map_or(line.len(), |(byte, _)| *byte);
    let mut cuts = leaders(line);
    let mut begin = bullet_length(line);
    let mut open: Option<usize> = None;
    let mut index = line.get(..begin).unwrap_or_default().chars().count();
    while let Some(character) = at(index) {
        match character {
            '(' if index == 0 || at(index - 1) == Some(' ') => open = Some(index),
            ')' => open = None,
            _ => {}
        }
        index += 1;
        if !is_end(character) {
            continue;
        }
        let stop = index - 1;
        while at(index).is_some_and(|next| is_end(next) || is_closer(next, at(index + 1))) {
            if at(index) == Some(')') {
                open = None;
            }
            index += 1;
        }
        let wide = matches!(character, '。' | '！' | '？');
        let Some(next) = (if wide { at(index).map(|_| index) } else { at(index).filter(|next| *next == ' ').map(|_| index + 1) }) else {
            continue;
        };
        // A parenthesis holds its sentences together, unless it was never closed.
        let inside =
            open.is_some_and(|opened| stop - opened < LONGEST_PARENTHESIS && line.get(byte(stop)..).is_some_and(|rest| rest.contains(')')));
        if inside || at(next).is_none() {
            continue;
        }
        let ending = Ending {
            sentence: line.get(begin..byte(stop)).unwrap_or_default(),
            mark: line.get(byte(stop)..byte(index)).unwrap_or_default(),
            rest: line.get(byte(next)..).unwrap_or_default(),
        };
        if wide || ending.is_boundary() {
            begin = byte(next);
            cuts.push(begin);
        }
    }
    cuts.sort_unstable();
    cuts.dedup();
    cuts
}

/// Where a mark that the line begins with comes again: chat and lists whose line breaks were lost ("08:01 morning 08:04 vols dead",
/// "-- one -- two", "> first > second", "$ABC up $ABC down").
fn leaders(line: &str) -> Vec<usize> {
    let first = line.split(' ').next().unwrap_or_default();
    let clock =
        |word: &str| word.len() == 5 && word.char_indices().all(|(at, one)| if at == 2 { one == ':' } else { one.is_ascii_digit() });
    let same = |word: &str| match first {
        "--" | ">" | "•" | "//" | "*" | "·" => word == first,
        _ if clock(first) => clock(word),
        _ if first.starts_with('$') && first.len() > 2 => word == first,
        _ => false,
    };
    let mut cuts = Vec::new();
    let mut at = 0;
    for word in line.split(' ') {
        if at > 0 && same(word) {
            cuts.push(at);
        }
        at += word.len() + 1;
    }
    // A ticker that its own message repeats leads nothing; one that comes again and again leads a list.
    if first.starts_with('$') && cuts.len() < 3 { Vec::new() } else { cuts }
}

/// A parenthesis longer than this, in characters, is taken as never closed.
const LONGEST_PARENTHESIS: usize = 240;

const fn is_end(character: char) -> bool {
    matches!(character, '.' | '!' | '?' | '…' | '。' | '！' | '？')
}

/// Whether a character closes with the sentence before it; `after` is the one that follows.
fn is_closer(character: char, after: Option<char>) -> bool {
    matches!(character, '"' | '\'' | ')' | ']' | '*' | '_' | '”' | '’' | '」' | '』')
        && after.is_none_or(|after| matches!(after, ' ' | '"' | '\'' | ')' | ']' | '*' | '_' | '.'))
}

/// A place where a sentence may end.
struct Ending<'t> {
    /// From the sentence's begin to before its mark.
    sentence: &'t str,
    /// The mark and what closes with it.
    mark: &'t str,
    /// What follows the space.
    rest: &'t str,
}

impl Ending<'_> {
    fn is_boundary(&self) -> bool {
        let next = self.next_word();
        let next_is_low = next.starts_with(char::is_lowercase) && !is_low_name(next);
        let chat = self.sentence.trim_start_matches(['"', '\'', '(', '*', '-', '•', ' ']).starts_with(char::is_lowercase);
        let quoted = self.mark.contains(['"', '\'']);
        if self.mark.contains('…') || self.mark.contains("...") || self.mark == ".." {
            return !next_is_low;
        }
        if self.mark.contains(['!', '?']) {
            return !next_is_low || (chat && !quoted);
        }
        if quoted && next_is_low {
            return false;
        }
        let before = self.sentence.rsplit([' ', '(', '"', '–', '—', '/']).next().unwrap_or_default();
        if self.mark == "." && self.is_abbreviated(before, next) {
            return false;
        }
        // "**Russia.** When peace comes ...": a title that runs into its sentence belongs to it.
        if self.mark.contains("**")
            && self.sentence.trim_start_matches(['-', '•', ' ']).starts_with("**")
            && self.sentence.matches("**").count() == 1
        {
            return self.sentence.split(' ').count() > 7;
        }
        // "**2. Stickiness:** ..." begins with its number.
        !(self.mark.starts_with('.')
            && self.sentence.trim_start_matches(['*', '_', '(']).len() <= 2
            && self.sentence.ends_with(|last: char| last.is_ascii_digit()))
    }

    /// The first word of what follows, without what opens it.
    fn next_word(&self) -> &str {
        let rest = self.rest.trim_start_matches(['"', '\'', '(', '[', '*', '_', '“', '‘']);
        rest.split([' ', ',', '.', ':', ';']).next().unwrap_or_default()
    }

    /// Whether the full stop after `before` belongs to an abbreviation that the sentence goes on from.
    fn is_abbreviated(&self, before: &str, next: &str) -> bool {
        let low = before.to_lowercase();
        let low = low.trim_start_matches(['~', '*', '_', '[', '\'']);
        let next_is_number = next.starts_with(|first: char| first.is_ascii_digit() || matches!(first, '$' | '€' | '£'));
        let next_is_low = next.starts_with(char::is_lowercase);
        let starts = STARTERS.contains(&next);
        if ALWAYS.contains(&low) {
            return true;
        }
        if BEFORE_NUMBERS.contains(&low) {
            return next_is_number || (low != "no" && next_is_low && low != "sat" && low != "sun" && low != "mar" && low != "may");
        }
        if MAY_END.contains(&low) || is_acronym(before) {
            return !starts && (!next_is_number || low != "etc") || next_is_low;
        }
        // "stage B. Certification" ends a sentence, "J. Crew" does not.
        let initial = before.len() == 1 && before.starts_with(char::is_uppercase);
        let named = self.sentence.strip_suffix(before).map(str::trim_end).is_none_or(|rest| {
            let last = rest.rsplit(' ').next().unwrap_or_default();
            last.is_empty()
                || last.ends_with('.')
                || last.starts_with(char::is_uppercase)
                || matches!(last, "by" | "and" | "said" | "with" | "from" | "under")
        });
        initial && named && !starts && next.starts_with(char::is_uppercase)
    }
}

/// "U.S", "e.g", "S.p.A": single letters with stops between them.
fn is_acronym(word: &str) -> bool {
    word.contains('.') && word.split('.').all(|letter| letter.chars().count() == 1 && letter.chars().all(char::is_alphabetic))
}

/// "iPhone", "eBay", "adidas"-like names that begin low: a capital follows soon.
fn is_low_name(word: &str) -> bool {
    word.chars().skip(1).take(2).any(char::is_uppercase)
}

/// Abbreviations that no sentence ends in.
const ALWAYS: &[&str] = &[
    "vs",
    "approx",
    "e.g",
    "i.e",
    "eg",
    "ie",
    "cf",
    "mr",
    "mrs",
    "ms",
    "dr",
    "prof",
    "sen",
    "rep",
    "gov",
    "gen",
    "st",
    "mt",
    "messrs",
    "viz",
    "ca",
    "resp",
    "incl",
    "excl",
    "est",
    "dept",
    "mme",
    "mlle",
    "hon",
    "capt",
    "col",
    "lt",
    "sgt",
    "rev.",
    "gebr",
    "ing",
    "dipl",
    "sr",
    "sra",
    "ann",
    "annualised.",
    "equiv",
    "max.",
    "min.",
];

/// Abbreviations that stand before numbers.
const BEFORE_NUMBERS: &[&str] = &[
    "no", "nos", "nr", "fig", "figs", "p", "pp", "vol", "ch", "sec", "art", "para", "cl", "jan", "feb", "mar", "apr", "jun", "jul", "aug",
    "sep", "sept", "oct", "nov", "dec", "usd", "rs", "c", "tel", "ext", "eq", "tab", "ex", "mio",
];

/// Abbreviations that a sentence may end in: it goes on unless the next word begins sentences.
const MAY_END: &[&str] = &[
    "inc", "corp", "ltd", "co", "cos", "plc", "bros", "llc", "jr", "intl", "int'l", "etc", "a.m", "p.m", "am", "u.s", "u.k", "e.u", "u.n",
    "s.a", "n.v", "a.g", "d.c", "ph.d", "mfg", "assn", "govt", "dev", "grp", "hldgs", "natl", "univ", "ave", "blvd", "mgmt",
];

/// Words that begin sentences and seldom go on after an abbreviation.
const STARTERS: &[&str] = &[
    "The",
    "A",
    "An",
    "It",
    "Its",
    "This",
    "That",
    "These",
    "Those",
    "There",
    "We",
    "Our",
    "They",
    "Their",
    "He",
    "She",
    "His",
    "Her",
    "I",
    "You",
    "In",
    "On",
    "At",
    "By",
    "For",
    "From",
    "With",
    "Without",
    "But",
    "And",
    "Or",
    "Yet",
    "So",
    "If",
    "When",
    "While",
    "As",
    "Since",
    "After",
    "Before",
    "Although",
    "Though",
    "However",
    "Still",
    "Both",
    "Each",
    "Every",
    "Some",
    "Most",
    "Many",
    "No",
    "Nobody",
    "Not",
    "One",
    "Two",
    "Three",
    "What",
    "Why",
    "How",
    "Who",
    "Where",
    "Which",
    "Even",
    "Only",
    "Now",
    "Then",
    "Here",
    "Investors",
    "Management",
    "Analysts",
    "Consensus",
    "Shares",
    "Revenue",
    "Sales",
    "Margins",
    "Margin",
    "Net",
    "Gross",
    "Once",
    "Until",
    "Unless",
    "Because",
    "Should",
    "Could",
    "Would",
    "Is",
    "Are",
    "Was",
    "Were",
    "Do",
    "Does",
    "Did",
    "Has",
    "Have",
    "Had",
    "To",
    "Of",
    "All",
    "Any",
    "Nothing",
    "None",
    "Another",
];
