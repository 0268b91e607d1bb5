//! The pasted text as parts: what is prose to be scored, what is a heading, boilerplate or the page's furniture.
//! It finds blocks of lines and says what each is; it splits no sentences.

use crate::stated::Stated;
use crate::{Flat, Span};

/// What a stretch of a note is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// A section title or the note's own title.
    Heading,
    /// Prose: the only part that is scored.
    Body,
    /// Taglines, disclaimers, disclosures, subscription lines.
    Boilerplate,
    /// Ratings, price targets, sentiment footers, by-lines: lines of the page that are no prose.
    Meta,
}

impl Part {
    /// The field's word for it, lower case.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Heading => "heading",
            Self::Body => "body",
            Self::Boilerplate => "boilerplate",
            Self::Meta => "meta",
        }
    }
}

/// Lines that belong together: one paragraph, one bullet, or one line that stands for itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub part: Part,
    /// Where it stands, without surrounding white space; a bullet's marker and a heading's `#` are inside.
    pub span: Span,
}

/// A pasted text, taken apart.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// All blocks in the order of the text, disjoint; together they cover every character that is not white space.
    pub blocks: Vec<Block>,
    /// The sentiment that it states of itself; every one of its spans lies in meta blocks.
    pub stated: Option<Stated>,
}

impl Note {
    /// Takes `text` apart. Never fails: text without structure is one body block a paragraph.
    ///
    /// # Example
    /// ```
    /// use scorer::note::{Note, Part};
    /// let note = Note::parse("Key risks\n\nThe permit may slip into next year.");
    /// let parts: Vec<Part> = note.blocks.iter().map(|block| block.part).collect();
    /// assert_eq!(parts, [Part::Heading, Part::Body]);
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let stated = Stated::find(text);
        let spans = stated.as_ref().map_or(&[][..], |stated| &stated.spans);
        let lines = lines(text, spans);
        let parts = parts(&lines);
        Self { blocks: blocks(&lines, &parts), stated }
    }
}

/// A line of the paste (or what is left of it beside a stated sentiment) that holds more than white space.
struct Line {
    span: Span,
    /// Clean, lower case, without list marker, `#` and `*`.
    words: String,
    /// Clean, with everything.
    flat: String,
    /// Whether an empty line, or the text's begin, stands before it.
    fresh: bool,
    /// Whether it belongs to the stated sentiment.
    stated: bool,
    marker: Option<Marker>,
}

/// What a line begins with.
#[derive(Clone, Copy, PartialEq)]
enum Marker {
    /// `-`, `•`, `*`, `–`, `1.`, `(1)`, `a)`, `ii.`
    Bullet,
    /// `#`
    Hash,
}

impl Line {
    fn new(text: &str, span: Span, fresh: bool, stated: bool) -> Self {
        let flat = Flat::new(text, span).text().to_owned();
        let (marker, rest) = marker(&flat);
        let words = rest.trim_matches(['*', '_', ' ', '#']).to_lowercase();
        Self { span, words, fresh, stated, marker, flat }
    }

    fn length(&self) -> usize {
        self.flat.chars().count()
    }

    fn is_bold(&self) -> bool {
        let bare = self.flat.trim_end_matches([':', ' ']);
        bare.len() > 4 && bare.starts_with("**") && bare.ends_with("**") && bare.matches("**").count() == 2
    }

    /// Whether it closes as a sentence does.
    fn is_closed(&self) -> bool {
        self.flat.trim_end_matches(['"', '\'', ')', ']', '*', '_', ' ']).ends_with(['.', '!', '?', '…', '。', ';'])
    }

    fn word_count(&self) -> usize {
        self.words.split_whitespace().count()
    }

    fn first_word(&self) -> &str {
        self.flat.split(' ').next().unwrap_or_default()
    }
}

/// The marker that a clean line begins with, and what follows it.
fn marker(line: &str) -> (Option<Marker>, &str) {
    if let Some(rest) = line.strip_prefix('#') {
        let rest = rest.trim_start_matches('#');
        return if rest.starts_with(' ') { (Some(Marker::Hash), rest.trim_start()) } else { (None, line) };
    }
    let mark = bullet_length(line);
    if mark == 0 { (None, line) } else { (Some(Marker::Bullet), line.get(mark..).unwrap_or_default()) }
}

/// Length in bytes of the list marker and the space behind it that `line` begins with; 0 where it begins with none.
pub(crate) fn bullet_length(line: &str) -> usize {
    let Some((mark, rest)) = line.split_once(' ') else { return 0 };
    let sign = matches!(mark, "-" | "•" | "*" | "–" | "—" | "·" | "▪" | "●" | "◦" | "‣" | "o" | "»" | "→" | "✓" | "+");
    let inner = mark.strip_prefix('(').unwrap_or(mark);
    let number = inner.strip_suffix(')').or_else(|| inner.strip_suffix('.')).is_some_and(|number| {
        let digits = number.len() <= 2 && number.bytes().all(|byte| byte.is_ascii_digit());
        let roman = number.len() <= 4 && number.bytes().all(|byte| matches!(byte, b'i' | b'v' | b'x'));
        let letter = number.len() == 1 && mark.ends_with(')') && number.bytes().all(|byte| byte.is_ascii_lowercase());
        !number.is_empty() && (digits || roman || letter)
    });
    if (sign || number) && !rest.trim().is_empty() { mark.len() + 1 } else { 0 }
}

/// All lines that hold something, cut where a stated sentiment begins or ends inside one.
fn lines(text: &str, stated: &[Span]) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut fresh = true;
    let mut next = 0;
    for span in physical_lines(text) {
        if span.of(text).trim().is_empty() {
            fresh = true;
            continue;
        }
        let mut start = span.start;
        while start < span.end {
            while stated.get(next).is_some_and(|one| one.end <= start) {
                next += 1;
            }
            let (end, is_stated) = match stated.get(next) {
                Some(one) if one.start <= start => (one.end.min(span.end), true),
                Some(one) if one.start < span.end => (one.start, false),
                _ => (span.end, false),
            };
            let piece = Span::new(start, end).trimmed(text);
            if !piece.is_empty() {
                lines.push(Line::new(text, piece, fresh, is_stated));
                fresh = false;
            }
            start = end;
        }
    }
    lines
}

/// The lines of `text` without their ends, by any of the line ends in use (LF, CR LF, CR, form feed, NEL, LS, PS).
fn physical_lines(text: &str) -> impl Iterator<Item = Span> {
    let mut start = 0;
    let mut ends = text
        .char_indices()
        .filter(|(_, character)| matches!(character, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'))
        .map(|(at, character)| (at, at + character.len_utf8()));
    let mut done = false;
    std::iter::from_fn(move || {
        if done {
            return None;
        }
        loop {
            let (end, next) = ends.next().unwrap_or_else(|| {
                done = true;
                (text.len(), text.len())
            });
            let line = Span::new(start, end);
            // The empty line between CR and LF is none.
            let inside_crlf =
                line.is_empty() && start > 0 && text.as_bytes().get(start - 1) == Some(&b'\r') && text.as_bytes().get(end) == Some(&b'\n');
            start = next;
            if !inside_crlf {
                return Some(line);
            }
        }
    })
}

/// What each line is. The lines are read from the last to the first, since what follows a line says most about whether it is boilerplate.
fn parts(lines: &[Line]) -> Vec<Part> {
    let wrapped = wrapped(lines);
    let mut parts: Vec<Part> = Vec::with_capacity(lines.len());
    let mut at_end = true;
    for (index, line) in lines.iter().enumerate().rev() {
        let before = index.checked_sub(1).and_then(|before| lines.get(before));
        let joined = |index: Option<usize>| index.and_then(|index| wrapped.get(index)) == Some(&true);
        let alone = !joined(Some(index)) && !joined(index.checked_sub(1));
        let part = if line.stated || is_meta(line) {
            Part::Meta
        } else if alone && is_heading(line, before, lines.get(index + 1), index == 0) {
            Part::Heading
        } else if is_boilerplate(line, index, at_end && alone) {
            Part::Boilerplate
        } else {
            Part::Body
        };
        at_end &= matches!(part, Part::Meta | Part::Boilerplate);
        parts.push(part);
    }
    parts.reverse();
    // A line that goes on from the one before is of its kind.
    for index in 1..parts.len() {
        if let (Some(true), Some(before)) = (wrapped.get(index - 1), parts.get(index - 1).copied())
            && let Some(part) = parts.get_mut(index)
        {
            *part = before;
        }
    }
    parts
}

/// For each line whether the next one goes on with it, as in text that was broken at a width.
///
/// A break at a width is one where the next line's first word would not have fitted any more; lines that were meant as lines are
/// shorter than that as a rule.
fn wrapped(lines: &[Line]) -> Vec<bool> {
    let mut wrapped = vec![false; lines.len()];
    let mut start = 0;
    while start < lines.len() {
        let end = (start + 1..lines.len()).find(|index| lines.get(*index).is_none_or(|line| line.fresh)).unwrap_or(lines.len());
        if let (Some(run), Some(joins)) = (lines.get(start..end), wrapped.get_mut(start..end)) {
            mark_wrapped(run, joins);
        }
        start = end;
    }
    wrapped
}

/// Narrowest and widest line that a page breaks text at, in characters.
const WIDTHS: std::ops::RangeInclusive<usize> = 32..=132;

fn mark_wrapped(run: &[Line], joins: &mut [bool]) {
    let width = run.iter().map(Line::length).max().unwrap_or_default();
    if !WIDTHS.contains(&width) || run.len() < 2 {
        return;
    }
    let can_join = |pair: &[Line]| {
        matches!(pair, [line, next] if !line.stated && !next.stated && next.marker.is_none() && line.marker != Some(Marker::Hash)
            && !line.is_bold() && !next.is_bold() && !is_table_row(line) && !is_table_row(next))
    };
    let is_full = |pair: &[Line]| matches!(pair, [line, next] if line.length() + 1 + next.first_word().chars().count() > width);
    // A break inside a sentence is what tells a width from a list of lines.
    let open = |pair: &[Line]| {
        matches!(pair, [line, next] if !line.is_closed() && !line.flat.ends_with(':')
            && (next.flat.starts_with(|first: char| first.is_lowercase() || first.is_ascii_digit() || matches!(first, '$' | '€' | '£' | '(' | '"'))
                || line.flat.ends_with([',', '-', '–', '—', '&', '/']) || ends_in_function_word(line)))
    };
    let evidence = run.windows(2).any(|pair| can_join(pair) && is_full(pair) && open(pair) && run_line_is_long(pair));
    if !evidence {
        return;
    }
    for (join, pair) in joins.iter_mut().zip(run.windows(2)) {
        *join = can_join(pair) && is_full(pair);
    }
}

/// Whether the first of two lines is long enough to have been broken at all.
fn run_line_is_long(pair: &[Line]) -> bool {
    pair.first().is_some_and(|line| line.length() >= *WIDTHS.start() - 8)
}

fn ends_in_function_word(line: &Line) -> bool {
    let last = line.words.rsplit(' ').next().unwrap_or_default();
    FUNCTION_WORDS.contains(&last)
}

/// Words that no sentence or title ends in.
const FUNCTION_WORDS: &[&str] = &[
    "the", "a", "an", "of", "to", "in", "for", "and", "or", "but", "with", "by", "from", "at", "on", "as", "its", "their", "our", "that",
    "which", "is", "are", "was", "were", "has", "have", "will", "would", "could", "may", "than", "into", "over", "if", "when", "while",
    "because", "this", "these", "no",
];

fn is_table_row(line: &Line) -> bool {
    line.flat.contains('|')
}

/// Blocks from lines: lines that go on with one another are one block, and so are all others of their own.
fn blocks(lines: &[Line], parts: &[Part]) -> Vec<Block> {
    let wrapped = wrapped(lines);
    let mut blocks: Vec<Block> = Vec::new();
    for (index, (line, part)) in lines.iter().zip(parts).enumerate() {
        let goes_on = index > 0 && wrapped.get(index - 1) == Some(&true);
        match blocks.last_mut() {
            Some(last) if goes_on && last.part == *part => last.span.end = line.span.end,
            _ => blocks.push(Block { part: *part, span: line.span }),
        }
    }
    blocks
}

// --- Meta ---------------------------------------------------------------------------------------------------------------

/// Words that name a field of a research page when a colon, a number or the line's end follows.
const FIELDS: &[&str] = &[
    "overall sentiment",
    "sentiment score",
    "ticker sentiment",
    "overall",
    "sentiment",
    "score",
    "rating",
    "recommendation",
    "verdict",
    "signal",
    "action",
    "our verdict",
    "my rating",
    "analyst rating",
    "price target",
    "target price",
    "target",
    "pt",
    "tp",
    "price",
    "closing price",
    "close",
    "last",
    "current price",
    "fair value",
    "market cap",
    "mkt cap",
    "position",
    "stance",
    "bias",
    "direction",
    "outlook",
    "conviction",
    "confidence",
    "risk rating",
    "risk level",
    "risk",
    "consensus",
    "analyst consensus",
    "next event",
    "next review",
    "last updated",
    "updated",
    "generated",
    "generated on",
    "posted by",
    "published",
    "date",
    "time",
    "author",
    "authors",
    "analyst",
    "by",
    "from",
    "to",
    "subj",
    "subject",
    "cc",
    "tags",
    "category",
    "sector",
    "industry",
    "ticker",
    "tickers",
    "symbol",
    "isin",
    "wkn",
    "sedol",
    "exchange",
    "asset",
    "horizon",
    "time horizon",
    "deal status",
    "status",
    "event",
    "spread",
    "yield",
    "upside",
    "downside",
    "upside/downside",
    "implied move",
    "short interest",
    "52-week range",
    "previous",
    "mark",
    "trade",
    "key data",
    "reading time",
    "portfolio",
    "ai score",
    "final score",
    "net score",
    "final verdict",
    "suitability",
    "cmp",
    "bond recommendation",
    "precio objetivo",
    "quant rating",
    "source",
    "currency",
    "dividend yield",
    "p/e",
    "ev/ebitda",
    "volume",
    "shares outstanding",
    "free float",
    "bloomberg",
    "reuters",
    "est. chg",
    "docket",
    "company",
    "coverage",
    "previous close",
    "rating (prior)",
    "issue",
    "edition",
    "relevance",
    "relevance score",
    "label",
    "sentiment label",
    "market sentiment",
    "analyst sentiment",
    "crowd sentiment",
    "tone",
    "view",
    "house view",
    "sector view",
    "reader poll",
    "overall view",
    "event risk",
    "dividend safety",
    "next catalyst",
    "12-month target",
    "ai verdict",
    "bull/bear",
    "bull/bear meter",
    "agreement among agents",
    "stock check result",
    "probability-weighted value",
    "upside/downside to target",
    "upside to fair value",
    "dividend safety score",
    "my own opinion",
    "beginner-friendly",
    "news sentiment",
    "investor sentiment",
];

/// What a bare cell of a page's table or footer may hold.
const RATINGS: &[&str] = &[
    "buy",
    "sell",
    "hold",
    "strong buy",
    "strong sell",
    "overweight",
    "underweight",
    "equal-weight",
    "equal weight",
    "outperform",
    "underperform",
    "market perform",
    "sector perform",
    "neutral",
    "reduce",
    "accumulate",
    "add",
    "avoid",
    "strong overweight",
    "not rated",
    "peer perform",
    "in-line",
    "speculative buy",
    "top pick",
    "conviction buy",
    "negative",
    "positive",
    "compra",
    "venda",
    "neutro",
    "halten",
    "kaufen",
    "long",
    "short",
    "no position",
    "restricted",
];

/// What a bare sentiment label may hold.
const LABEL_WORDS: &[&str] = &[
    "strongly",
    "very",
    "moderately",
    "slightly",
    "mildly",
    "somewhat",
    "highly",
    "extremely",
    "cautiously",
    "positive",
    "negative",
    "neutral",
    "mixed",
    "bullish",
    "bearish",
    "somewhat-bullish",
    "somewhat-bearish",
    "optimistic",
    "pessimistic",
];

fn is_meta(line: &Line) -> bool {
    let words = line.words.as_str();
    if line.marker == Some(Marker::Hash) || line.is_bold() && !words.contains(':') {
        return false;
    }
    let short = line.word_count() <= 14;
    let bare = words.trim_matches(|character: char| !character.is_alphanumeric());
    if !line.flat.contains(char::is_alphanumeric)
        || is_number(words)
        || RATINGS.contains(&bare)
        || is_label(words)
        || is_ticker_row(&line.flat)
        || is_table_rule(words)
    {
        return true;
    }
    if !short || (line.is_closed() && line.word_count() > 6) {
        return false;
    }
    field_line(line) || separated_cells(line) || room_header(line) || scored_line(line)
}

/// "0.88", "-0.4", "+3", "7/10", "62%": a cell that holds a number and nothing else.
fn is_number(words: &str) -> bool {
    words.chars().any(|character| character.is_ascii_digit())
        && words.len() <= 12
        && words.chars().all(|character| character.is_ascii_digit() || matches!(character, '.' | ',' | '-' | '+' | '/' | '%' | ' ' | '–'))
}

fn is_label(words: &str) -> bool {
    let count = words.split([' ', '-']).filter(|word| !word.is_empty()).count();
    (1..=3).contains(&count) && words.split([' ', '-']).all(|word| LABEL_WORDS.contains(&word))
}

/// "|---|---|" and "-----": the lines of a table drawn in text.
fn is_table_rule(words: &str) -> bool {
    words.chars().all(|character| matches!(character, '-' | '=' | '|' | ':' | '_' | '+' | ' ' | '—' | '*' | '~' | '·' | '•'))
}

/// "AMZN", "AMZN 0.88", "BP.L: somewhat bullish", "RIO +0.45   FCX 0.2": nothing but tickers with their numbers or labels.
fn is_ticker_row(flat: &str) -> bool {
    let words = flat.split([' ', '\t', ':', '|', ',', '(', ')']).filter(|word| !word.is_empty() && !matches!(*word, "-" | "–" | "—"));
    let mut tickers = 0;
    let mut others = 0;
    for word in words {
        if is_ticker(word) {
            tickers += 1;
        } else if is_number(word) || LABEL_WORDS.contains(&word.to_lowercase().as_str()) {
            others += 1;
        } else {
            return false;
        }
    }
    tickers >= 1 && (others > 0 || tickers <= 2)
}

/// Whether a word looks like a ticker: capitals and digits, an exchange suffix perhaps.
fn is_ticker(word: &str) -> bool {
    let word = word.strip_prefix('$').unwrap_or(word);
    let (root, suffix) = word.split_once('.').unwrap_or((word, ""));
    (1..=9).contains(&root.len())
        && root.chars().all(|character| character.is_ascii_uppercase() || character.is_ascii_digit() || character == '-')
        && (root.chars().any(|character| character.is_ascii_uppercase()) || !suffix.is_empty())
        && suffix.len() <= 3
        && suffix.chars().all(|character| character.is_ascii_uppercase())
}

/// "Rating: Buy", "PT $96 (from $80)", "Market cap $6.1bn": a field's name, then its value.
fn field_line(line: &Line) -> bool {
    let words = line.words.as_str();
    if let Some((name, value)) = words.split_once(':') {
        let name = name.trim_matches(['*', ' ', '_', '|']);
        let value = value.trim_matches(['*', ' ', '_']);
        // "Risk: the permit" is prose; "Risk: high" is a field.
        let terse = value.split(' ').count() <= if name.contains("risk") || name == "trade" { 2 } else { 10 };
        if FIELDS.contains(&name) && terse && !line.flat.ends_with('.') && line.marker.is_none() {
            return true;
        }
    }
    FIELDS.iter().any(|name| {
        words.strip_prefix(name).is_some_and(|rest| {
            rest.is_empty() && name.contains("sentiment")
                || rest.strip_prefix([' ', '|']).is_some_and(|value| {
                    let value = value.trim_start_matches(['-', '–', ' ', '|', '=']);
                    let first = value.split(' ').next().unwrap_or_default();
                    line.word_count() <= 6
                        && !line.is_closed()
                        && line.marker.is_none()
                        && (is_amount(first) || RATINGS.contains(&value) || is_label(value) || value.is_empty() && name.contains(' '))
                })
        })
    })
}

fn is_amount(word: &str) -> bool {
    let digits = word.chars().filter(char::is_ascii_digit).count();
    digits > 0 && word.chars().filter(|character| character.is_alphabetic()).count() <= 4
}

/// "Spotify (SPOT): +0.30", "strongly positive 0.70", "EM Hard Currency: Neutral", "Upgraded: Neutral → Buy": a short name, then nothing but
/// numbers, labels or ratings.
fn scored_line(line: &Line) -> bool {
    if line.word_count() > 8 || line.marker.is_some() || line.is_closed() {
        return false;
    }
    let value = line.words.rsplit_once(": ").map_or(line.words.as_str(), |(_, value)| value);
    let named = value.len() < line.words.len();
    let mut cells = value
        .split([' ', ',', '(', ')', '→', '/', '='])
        .map(|cell| cell.trim_matches(['.', ';', '*', '_', '|', '—', '–']))
        .filter(|cell| !cell.is_empty());
    let is_rating = RATINGS.contains(&value)
        || value.split([' ', '(', ')', '→']).all(|word| {
            word.is_empty() || RATINGS.contains(&word) || matches!(word, "from" | "unch" | "prev." | "unch." | "reiterated" | "unchanged")
        });
    let all = cells.all(|cell| is_number(cell) || is_label(cell) || matches!(cell, "score" | "of" | "out" | "sentiment" | "overall"));
    let said = value.split([' ', ',', '(', ')']).any(|cell| is_label(cell) || (named && is_number(cell)));
    (all && said) || (named && is_rating)
}

/// "Corvane | Buy | PT EUR 94 (82)", "BUY · PT $96 · FV/P 1.31", "Oslo trip / day 2 / ship owners": cells in one line.
fn separated_cells(line: &Line) -> bool {
    let flat = &line.flat;
    if line.flat.starts_with(|first: char| first.is_ascii_digit()) && line.fresh && line.word_count() <= 6 && !line.flat.contains(',') {
        return false;
    }
    let cells = [" | ", " · ", " / ", " // ", " › "].into_iter().map(|mark| flat.matches(mark).count()).max().unwrap_or_default();
    let rated = line.words.split([' ', '|', ':', ';', ',', '(', ')', '—']).any(|word| RATINGS.contains(&word));
    let priced = line
        .words
        .split([' ', '|', ':', ';', ',', '(', ')'])
        .any(|word| matches!(word, "pt" | "tp" | "tgt" | "target" | "px" | "stop" | "fwd"));
    (cells >= 2 || cells == 1 && (rated || priced || flat.contains(" // ") || flat.contains('|')) || rated && priced)
        && !line.is_closed()
        && !line.is_bold()
}

/// "09:14 desk / semis", "[rates room] Thu 16:52", "From: Dee To: all": where a chat or mail begins.
fn room_header(line: &Line) -> bool {
    let words = line.words.as_str();
    let stamp = words.split([' ', '[', ']', '·', ',']).any(is_clock);
    let room = words.starts_with('[') && words.contains(']');
    let closing = !line.is_closed() && line.word_count() <= 7;
    let zone = ["utc", "gmt", "et", "est", "cet", "bst", "kst", "jst", "hkt"].iter().any(|zone| words.ends_with(&format!(" {zone}")));
    closing && (room || (stamp && (line.word_count() <= 4 || zone || words.contains(" / ") || words.contains('·'))))
}

fn is_clock(word: &str) -> bool {
    word.split_once(':').is_some_and(|(hours, minutes)| {
        (1..=2).contains(&hours.len()) && minutes.len() == 2 && hours.bytes().chain(minutes.bytes()).all(|byte| byte.is_ascii_digit())
    })
}

// --- Boilerplate --------------------------------------------------------------------------------------------------------

/// Phrases that a disclaimer, disclosure, tagline or subscription line speaks in and an argument does not.
const DISCLAIMERS: &[&str] = &[
    "past performance",
    "not investment advice",
    "no investment advice",
    "investment advice",
    "financial advice",
    "legal advice",
    "not a recommendation",
    "does not constitute",
    "not constitute",
    "for information only",
    "information only",
    "informational purposes",
    "educational purposes",
    "for institutional",
    "institutional investors",
    "institutional clients",
    "professional investors",
    "professional clients",
    "qualified investors",
    "accredited investors",
    "retail clients",
    "all rights reserved",
    "rights reserved",
    "©",
    "copyright",
    "may not be redistributed",
    "do not redistribute",
    "do not forward",
    "redistribution is",
    "redistribution without",
    "reproduction prohibited",
    "reproduction is",
    "for disclosures",
    "disclosures are",
    "disclosure:",
    "disclosures:",
    "received compensation",
    "compensation from",
    "sponsored by",
    "sponsored content",
    "no solicitation",
    "a solicitation",
    "private and confidential",
    "disclaimer",
    "conflicts of interest",
    "conflict of interest",
    "the author holds",
    "the authors hold",
    "author owns",
    "i own shares",
    "i hold shares",
    "may hold positions",
    "may hold long or short",
    "hold long or short",
    "hold positions",
    "stand to profit",
    "stands to profit",
    "holds no position",
    "no position in",
    "has no position",
    "neither the author",
    "as of the date of",
    "go down as well as up",
    "fall as well as rise",
    "may lose value",
    "seek independent",
    "consult a",
    "consult your",
    "an offer to buy",
    "an offer to sell",
    "not an offer",
    "subscribe to",
    "subscribe now",
    "unsubscribe",
    "subscriber",
    "upgrade to",
    "sign up",
    "free trial",
    "newsletter is",
    "forward this",
    "share this",
    "follow us",
    "follow me",
    "terms of use",
    "privacy policy",
    "ai-generated",
    "generated by ai",
    "generated automatically",
    "automatically generated",
    "machine-generated",
    "produced automatically",
    "ai-powered",
    "ai-curated",
    "ai tools were used",
    "written with the help of",
    "powered by",
    "trusted by",
    "analyst certification",
    "certifies that",
    "certify that",
    "ratings definitions",
    "rating definitions",
    "mifid",
    "finra",
    "sec-registered",
    "regulated by",
    "authorised by",
    "authorized by",
    "corporate broking",
    "broking client",
    "for the exclusive use",
    "personal views",
    "own views",
    "opinions are",
    "opinion only",
    "our opinions",
    "views expressed",
    "views are",
    "not guaranteed",
    "no guarantee",
    "no reliance",
    "no duty of care",
    "no warranty",
    "translation of",
    "translated from",
    "translation assistance",
    "data as of",
    "prices as of",
    "priced as of",
    "delayed by",
    "source:",
    "sources:",
    "travel costs",
    "was paid by",
    "were paid by",
    "were borne by",
    "affiliate link",
    "for clients of",
    "not directed at",
    "not intended for",
    "minor non-monetary",
    "marketing communication",
    "important information",
    "important disclosures",
    "correspondence to",
    "written consent",
    "without consent",
    "may cover at any time",
    "do your own research",
    "dyor",
    "not advice",
    "nfa",
    "we cannot answer individual",
    "reviewed by compliance",
    "forwarding is allowed",
    "delivered daily",
    "delivered before",
    "real-time alerts",
    "portfolio analytics",
    "straight to your inbox",
    "in your inbox",
    "read by",
    "we are short and",
    "we are long and",
    "profit if it falls",
    "profit if the price",
    "profit if the shares",
    "may contain inaccuracies",
    "may contain errors",
    "check important",
    "verify before",
];

/// What single words say for boilerplate (above zero) or for prose, in logits; other words say nothing.
///
/// # Source
/// Weights of a sparse logistic regression over the physical lines of the labelled corpus, rounded; words too rare there added by hand.
const WORD_WEIGHTS: &[(&str, f64)] = &[
    ("a", -1.2),
    ("advice", 0.3),
    ("ai", 0.8),
    ("alerts", 1.0),
    ("already", -0.3),
    ("analyst", 1.3),
    ("analytics", 1.0),
    ("at", -0.8),
    ("author", 0.9),
    ("automatically", 1.0),
    ("balance", -0.3),
    ("buy", -0.8),
    ("by", 0.4),
    ("clients", 0.5),
    ("compliance", 1.0),
    ("copyright", 3.0),
    ("cost", -0.3),
    ("disclaimer", 3.0),
    ("disclosures", 1.4),
    ("distribution", 0.3),
    ("e-mail", 1.5),
    ("earnings", -1.0),
    ("firm", 0.8),
    ("for", 0.3),
    ("free", 0.6),
    ("from", 0.4),
    ("growth", -0.6),
    ("guarantee", 1.5),
    ("i", -0.5),
    ("insights", 1.0),
    ("institutional", 1.0),
    ("intelligence", 0.8),
    ("into", -0.7),
    ("is", -0.3),
    ("letter", 0.3),
    ("liability", 1.0),
    ("long", -0.9),
    ("machine-written", 1.5),
    ("management", -1.0),
    ("margin", -1.5),
    ("margins", -1.5),
    ("may", 0.7),
    ("multiple", -1.5),
    ("my", -0.8),
    ("negative", -0.5),
    ("neither", -1.4),
    ("new", -0.3),
    ("newsletter", 1.5),
    ("not", 0.6),
    ("on", -0.3),
    ("one", -0.8),
    ("only", 0.3),
    ("overall", -0.6),
    ("past", 0.9),
    ("price", -0.7),
    ("professional", 0.3),
    ("rating", -0.8),
    ("ratings", 1.2),
    ("recipients", 1.5),
    ("report", 0.4),
    ("reproduction", 1.5),
    ("research", 1.0),
    ("reserved", 1.5),
    ("revenue", -1.5),
    ("risk", -0.4),
    ("securities", 0.7),
    ("sell", -1.0),
    ("shares", -1.0),
    ("short", 1.1),
    ("source", 0.5),
    ("stay", -0.9),
    ("stock", -0.8),
    ("subscribe", 2.0),
    ("summary", 0.8),
    ("target", -2.2),
    ("the", -0.4),
    ("this", 1.3),
    ("times", -1.6),
    ("to", -0.5),
    ("tp", -1.6),
    ("unchanged", -1.5),
    ("until", -1.1),
    ("upside", -3.5),
    ("warranty", 2.0),
    ("we", -1.1),
    ("website", 1.5),
    ("what", -0.9),
    ("which", -0.4),
    ("with", -0.3),
    ("would", -2.0),
    ("©", 3.0),
];

/// How likely a line is boilerplate before anything is known of it, in logits.
const PRIOR: f64 = -5.3;
/// What it adds that only boilerplate and meta follow: a note's last line seldom argues.
const AT_END: f64 = 5.2;
/// What it adds to be among the first two lines.
const AT_BEGIN: f64 = 1.2;
/// What one phrase of [`DISCLAIMERS`] adds.
const PHRASE: f64 = 4.0;

fn is_boilerplate(line: &Line, index: usize, at_end: bool) -> bool {
    if line.marker.is_some() {
        return false;
    }
    let words = line.words.as_str();
    let count = line.word_count();
    let flag = |holds: bool, weight: f64| if holds { weight } else { 0.0 };
    let mut seen: Vec<&str> = words.split(|character: char| !(character.is_alphanumeric() || matches!(character, '-' | '©'))).collect();
    seen.sort_unstable();
    seen.dedup();
    let said: f64 = WORD_WEIGHTS.iter().filter(|(word, _)| seen.binary_search(word).is_ok()).map(|(_, weight)| weight).sum();
    let phrases = DISCLAIMERS.iter().filter(|phrase| holds_phrase(words, phrase)).take(2).count();
    let logit = PRIOR
        + said
        + PHRASE * phrases as f64
        + flag(at_end && index > 0, AT_END)
        + flag(index < 2, AT_BEGIN)
        + flag(count <= 12, 1.1)
        + flag(count <= 25, 0.8)
        + flag(count > 50, -2.0)
        + flag(line.is_closed(), 1.1)
        + flag(words.contains(['%', '$', '€', '£']), -2.8)
        + flag(words.contains(|character: char| character.is_ascii_digit()), -1.9);
    logit > 0.4
}

fn holds_phrase(words: &str, phrase: &str) -> bool {
    words.match_indices(phrase).any(|(at, _)| {
        let letter = |character: char| character.is_alphanumeric();
        !words.get(..at).unwrap_or_default().ends_with(letter) && !words.get(at + phrase.len()..).unwrap_or_default().starts_with(letter)
    })
}

// --- Headings -----------------------------------------------------------------------------------------------------------

fn is_heading(line: &Line, before: Option<&Line>, after: Option<&Line>, first: bool) -> bool {
    let length = line.length();
    let count = line.word_count();
    if line.marker == Some(Marker::Hash) || (line.is_bold() && length <= 140) {
        return true;
    }
    if count == 0 || length > 110 {
        return false;
    }
    let begins_low = line.words.chars().next().is_some_and(char::is_lowercase)
        && line.flat.chars().find(|one| one.is_alphabetic()).is_some_and(char::is_lowercase);
    let question = line.flat.ends_with(['?', '!']);
    let closed = line.is_closed();
    // A title stands alone: prose that goes on would share its line.
    let alone = after.is_none_or(|after| after.fresh || after.marker == Some(Marker::Bullet) || after.length() > length);
    let shouted = count <= 8 && line.flat.chars().any(char::is_alphabetic) && !line.flat.chars().any(char::is_lowercase);
    if line.marker == Some(Marker::Bullet) {
        let numbered = !line.flat.starts_with(['-', '•', '*', '–', '—', '·', '+', '→', '✓']);
        let item_before = before.is_some_and(|before| before.marker == Some(Marker::Bullet) && !line.fresh);
        let prose_after = after.is_some_and(|after| after.marker.is_none() || after.length() > 2 * length);
        return numbered && !closed && count <= 6 && !item_before && prose_after && title_case(line);
    }
    if shouted && !closed {
        return true;
    }
    if first && !begins_low && length <= 110 && (!closed || (question && count <= 14)) {
        return after.is_some();
    }
    if closed {
        return question && line.fresh && count <= 9 && !begins_low && after.is_some_and(|after| after.length() > length);
    }
    !begins_low
        && count <= 9
        && length <= 72
        && alone
        && after.is_some()
        && !line.flat.ends_with([',', ';'])
        && (line.fresh || before.is_none_or(|before| before.is_closed() || before.word_count() <= 9))
}

/// Whether a line reads as a title: its first letter is a capital, and no number with a unit stands in it.
fn title_case(line: &Line) -> bool {
    let (_, rest) = marker(&line.flat);
    rest.chars().find(|one| one.is_alphabetic()).is_some_and(char::is_uppercase) && !rest.contains(['%', '$', '€', '£', ';'])
}
