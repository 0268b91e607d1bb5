//! Analysts' ratings: the words, the lines that announce them and the lines that are nothing else. They are read and kept, never turned
//! into a score.

use super::page::{Cursor, Line, Page, Reach, count_words};
use super::statement::Place;
use super::value::{Number, Scale, stars};

/// Ratings in any line that has the form of one. Longer phrases first, so that "market perform" is not missed for a shorter one.
#[rustfmt::skip]
const RATINGS: [&str; 41] = [
    "strong buy", "strong sell", "strong overweight", "strong underweight", "conviction buy", "conviction sell", "speculative buy",
    "trading buy", "tactical buy", "market outperform", "market underperform", "market perform", "market weight", "sector outperform",
    "sector underperform", "sector perform", "sector weight", "peer perform", "equal weight", "in line", "top pick", "equalweight",
    "marketperform", "overweight", "underweight", "outperform", "underperform", "outperformer", "underperformer", "accumulate", "buy",
    "sell", "hold", "reduce", "neutral", "add", "trim", "avoid", "kaufen", "halten", "verkaufen",
];
/// Ratings only behind a word that announces one: elsewhere they are ordinary words.
#[rustfmt::skip]
const RATINGS_WHERE_ANNOUNCED: [&str; 13] = [
    "positive", "negative", "short", "long", "abstain", "not rated", "restricted", "suspended", "acheter", "conserver", "vendre",
    "comprar", "compra",
];
/// Words that announce a rating and nothing else.
const HEADS: [&str; 6] = ["rating", "recommendation", "reco", "rec", "recommend", "stars"];
/// Words that announce a call, which may be a rating or a sentiment's label.
#[rustfmt::skip]
const CALL_HEADS: [&str; 16] = [
    "verdict", "signal", "action", "view", "call", "take", "opinion", "stance", "upgraded", "downgraded", "upgrade", "downgrade",
    "initiated", "initiation", "reiterated", "overall",
];
/// Words before a head that leave it the note's own rating (a "risk rating" or "consensus rating" is not).
#[rustfmt::skip]
const MODIFIERS: [&str; 23] = [
    "own", "bond", "cds", "analyst", "ai", "house", "our", "my", "sector", "issue", "stock", "share", "equity", "investment", "current",
    "new", "final", "broker", "overall", "company", "research", "trading", "sentiment",
];
/// What is done to a rating, before it ("cut to Sell", "initiate coverage at Buy").
#[rustfmt::skip]
const ACTIONS: [&str; 24] = [
    "upgrade", "upgraded", "downgrade", "downgraded", "cut", "raised", "raise", "lifted", "lowered", "trimmed", "initiate", "initiated",
    "initiating", "initiation", "reiterate", "reiterated", "maintain", "maintained", "resume", "resumed", "transferring", "coverage",
    "remains", "remain",
];
/// What is said of a rating behind it.
#[rustfmt::skip]
const HISTORIES: [&str; 16] = [
    "resumed", "from", "prior", "previously", "previous", "prev", "was", "unch", "unchanged", "reiterated", "maintained", "confirmed",
    "initiated", "initiation", "new", "upgraded",
];
/// Words and signs of a price target, the usual company of a rating.
#[rustfmt::skip]
const TARGET_WORDS: [&str; 10] = [
    "pt", "tp", "fv", "po", "target", "tgt", "price", "cmp", "upside", "potential",
];
/// More words than this are a sentence, not a rating line.
const LONGEST_LINE: usize = 14;

/// A rating where it stands.
#[derive(Clone, Copy)]
pub(super) struct Rating {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Whether a word announces it.
    pub(super) announced: bool,
}

/// Reads an announced rating at `from` ("Rating: Buy", "Our verdict: HOLD"), and where its statement ends.
pub(super) fn announced_rating(from: Cursor<'_>, place: Place) -> Option<(Rating, usize)> {
    if place == Place::Prose {
        return None;
    }
    let (head_only, mut value) = announcement(from)?;
    let gap = value.gap(Reach::Lines);
    let firm = gap.tie || gap.dash || gap.newline;
    let (mut rating, mut end) = numeric(value, head_only).or_else(|| phrase(value, head_only))?;
    if let Some((later, behind)) = turned_into(end) {
        (rating, end) = (later, behind);
    }
    let text = from.page().slice(rating.start, rating.end);
    let ended = ends(end, text, head_only);
    let fits = match place {
        Place::Line | Place::Cell => firm || (head_only && !text.starts_with(char::is_lowercase) && is_title_line(from)),
        // Inside a paragraph only the plainest form is no prose.
        _ => head_only && firm && !gap.newline,
    };
    (ended && fits && (!gap.newline || end.closes_line())).then_some((Rating { announced: true, ..rating }, end.at()))
}

/// Reads a line that is nothing but a rating with its company, target or history ("Neutral (from Buy) | PT $41").
pub(super) fn rating_line(page: &Page, index: usize) -> Option<Rating> {
    let line = page.line(index)?;
    let whole = page.slice(line.start, line.end).trim_end_matches(['*', '_']);
    if line.words > LONGEST_LINE || whole.ends_with(['.', '!', '?', ',']) {
        return None;
    }
    if let Some((number, end)) = stars(first_star(page, line)).filter(|(_, end)| end.closes_line()) {
        return Some(Rating { start: number.start, end: end.at(), announced: false });
    }
    let cells = cells(page, line);
    let target = |from: usize, to: usize| names_target(page.slice(from, to));
    for (cell, &(start, end)) in cells.iter().enumerate() {
        let Some((rating, acted, behind)) = acted_phrase(Cursor::new(page, start)) else { continue };
        let history = history(behind);
        let text = page.slice(rating.start, rating.end);
        let is_strong = text.get(..7).is_some_and(|head| head.eq_ignore_ascii_case("strong ")) && line.opens_paragraph;
        let is_written_as_one = starts_upper(text) || is_strong || (cell > 0 && history);
        if !is_written_as_one {
            continue;
        }
        if behind.at() < end && !history && !names_target(page.slice(behind.at(), end)) {
            continue;
        }
        let has_target = cells.iter().enumerate().any(|(other, &(from, to))| other != cell && target(from, to))
            || (cells.len() == 1 && page.line(index + 1).is_some_and(|next| next.words <= 4 && target(next.start, next.end)));
        let is_plain_word = ["neutral", "add", "trim", "avoid", "reduce", "in line"].iter().any(|word| text.eq_ignore_ascii_case(word));
        let is_table = whole.contains(['|', '/', '\u{2013}', '\u{2014}']) || whole.contains(" - ");
        let in_row = is_table && (2..=4).contains(&cells.len()) && (1..=2).contains(&cell);
        let behind_ticker = cells.len() == 2 && cell == 1 && page.slice(line.start, start).chars().all(|c| !c.is_lowercase());
        let stands_in_row = (in_row || behind_ticker) && !is_plain_word;
        let stands_alone = cells.len() == 1 && !is_plain_word;
        // In a wrapped paragraph a line may begin or end with such a word. Cells set apart by more than commas are safe from that, and so
        // are capitals and a line that begins with what is done ("Initiate at Hold").
        let shouts = !text.contains(char::is_lowercase);
        let set_apart = (has_target || history) && whole.contains(['|', '(', ';', '/', '\u{2192}', '\u{2013}', '\u{b7}']);
        let set_apart = set_apart || shouts || (acted && cell == 0 && starts_upper(page.slice(start, end)));
        let is_rated = has_target || history || acted || stands_in_row || stands_alone;
        let is_no_title = index > 0 || cell == 0 || history || (behind_ticker && !acted) || is_masthead(page, &cells, cell);
        if is_rated && is_no_title && (set_apart || page.stands_alone(index)) {
            return Some(rating);
        }
    }
    None
}

/// Whether the first line of a note, with a rating in its cell `rated`, is made of company, rating and figures only. A title may name
/// a rating too ("Harl Foods – Sell; the recipe is old", "initiating at Buy, PT $54") and stays a title.
fn is_masthead(page: &Page, cells: &[(usize, usize)], rated: usize) -> bool {
    let others =
        cells.iter().enumerate().filter(|(index, _)| *index > 0 && *index != rated).map(|(_, &(from, to))| (from, page.slice(from, to)));
    let mut target = false;
    for (from, cell) in others {
        let named = names_target(cell) && cell.contains(|c: char| c.is_ascii_digit());
        let listed = page.slice(0, from).trim_end().ends_with(',');
        if !named && count_words(cell) > 3 {
            return false;
        }
        target |= named && !listed;
    }
    target
}

/// Whether `text` names a price or price target.
pub(super) fn names_target(text: &str) -> bool {
    let mut money = false;
    let mut last_code = false;
    for word in text.split(|c: char| c.is_whitespace() || "():;,|/*_".contains(c)).filter(|word| !word.is_empty()) {
        if TARGET_WORDS.iter().any(|target| target.eq_ignore_ascii_case(word)) {
            return true;
        }
        let digit = word.starts_with(|first: char| first.is_ascii_digit());
        let digits = word.contains(|inner: char| inner.is_ascii_digit());
        money |= digits && (word.contains(['$', '€', '£', '¥', '₹', '₩']) || (digit && word.ends_with('p')));
        money |= digit && last_code;
        last_code = (word.len() == 3 && word.chars().all(|c| c.is_ascii_uppercase())) || word == "Rs";
    }
    money
}

/// Whether `word` is one of the words that ratings and their announcements are made of.
pub(super) fn is_rating_word(word: &str) -> bool {
    let known = |list: &[&str]| list.iter().any(|entry| entry.split(' ').any(|part| part.eq_ignore_ascii_case(word)));
    known(&RATINGS) || known(&RATINGS_WHERE_ANNOUNCED) || known(&HEADS) || known(&CALL_HEADS)
}

/// Whether something here announces a rating.
pub(super) fn announces_rating(from: Cursor<'_>) -> bool {
    announcement(from).is_some_and(|(_, mut value)| {
        let gap = value.gap(Reach::Line);
        gap.tie || (phrase(value, true).is_some() || gap.newline)
    })
}

/// The words that announce a rating: whether they can announce nothing else, and where they end.
fn announcement(from: Cursor<'_>) -> Option<(bool, Cursor<'_>)> {
    let mut end = from;
    let mut last_modifier = None;
    for _ in 0..4 {
        let mut ahead = end;
        if last_modifier.is_some() && !ahead.joint() {
            break;
        }
        let Some(word) = ahead.word() else { break };
        if listed(&HEADS, word) {
            return (last_modifier != Some("sentiment")).then_some((true, ahead));
        }
        if listed(&MODIFIERS, word) {
            last_modifier = MODIFIERS.into_iter().find(|modifier| modifier.eq_ignore_ascii_case(word));
            end = ahead;
            continue;
        }
        return listed(&CALL_HEADS, word).then_some((false, ahead));
    }
    matches!(last_modifier, Some("overall" | "sentiment")).then_some((false, end))
}

/// A rating in stars or as "4/5", kept as it is written.
fn numeric(from: Cursor<'_>, head_only: bool) -> Option<(Rating, Cursor<'_>)> {
    if !head_only {
        return None;
    }
    let (number, end) = stars(from).or_else(|| Number::read(from))?;
    let scaled = matches!(number.scale, Scale::OutOf(_) | Scale::Between(..));
    scaled.then_some((Rating { start: number.start, end: number.end, announced: true }, end))
}

fn phrase(from: Cursor<'_>, announced: bool) -> Option<(Rating, Cursor<'_>)> {
    let extra: &[&str] = if announced { &RATINGS_WHERE_ANNOUNCED } else { &[] };
    for known in RATINGS.iter().chain(extra) {
        let mut end = from;
        if end.eat_phrase(known) && !end.peek().is_some_and(|next| next.is_alphanumeric() || next == '\'') {
            let glued = end.peek() == Some('-') && end.peek_second().is_some_and(char::is_alphanumeric);
            return (!glued).then_some((Rating { start: from.at(), end: end.at(), announced: false }, end));
        }
    }
    None
}

/// A rating with what is done to it: where it stands, whether something is done, where it ends.
fn acted_phrase(from: Cursor<'_>) -> Option<(Rating, bool, Cursor<'_>)> {
    let mut at = from;
    at.gap(Reach::Line);
    let mut acted = false;
    for _ in 0..5 {
        if let Some((rating, end)) = phrase(at, false) {
            let (rating, end, turned) = turned_into(end).map_or((rating, end, false), |(later, behind)| (later, behind, true));
            return Some((rating, acted || turned, end));
        }
        let word = at.word()?;
        if listed(&ACTIONS, word) {
            acted = true;
        } else if !acted || !listed(&["to", "at", "with", "of"], word) {
            return None;
        }
        at.joint();
    }
    None
}

/// The rating behind "Neutral → " or "Hold to ": what it is now.
fn turned_into(from: Cursor<'_>) -> Option<(Rating, Cursor<'_>)> {
    let mut at = from;
    at.eat_spaces();
    if !(at.eat('\u{2192}') || at.eat_phrase("to") || (at.eat('-') && at.eat('>'))) {
        return None;
    }
    at.eat_spaces();
    phrase(at, true)
}

/// Whether what follows tells the rating's history: "(from Buy)", "(unch.)", "from Hold", "reiterated".
fn history(from: Cursor<'_>) -> bool {
    let mut at = from;
    let gap = at.gap(Reach::Line);
    (gap.bracket && phrase(at, true).is_some()) || at.word().is_some_and(|word| listed(&HISTORIES, word))
}

/// Whether an announced rating ends at `end` and no sentence goes on with it.
fn ends(end: Cursor<'_>, text: &str, head_only: bool) -> bool {
    let mut next = end;
    let gap = next.gap(Reach::Line);
    if next.at_line_end() || gap.bar || gap.bracket {
        return true;
    }
    let cell = next.line_rest();
    let cell = cell.split(['|', ';']).next().unwrap_or_default();
    let words = count_words(cell);
    let shouts = text.chars().all(|c| !c.is_lowercase());
    history(end)
        || names_target(cell) && words <= 4
        || (gap.stop && (head_only || words <= 2))
        || ((gap.comma || gap.dash) && words <= 3)
        || (shouts && words <= 4 && cell.chars().any(char::is_lowercase))
        || (shouts && words <= 2)
}

/// Whether the line of `from` is short and no sentence.
fn is_title_line(from: Cursor<'_>) -> bool {
    let page = from.page();
    page.line(page.line_index(from.at())).is_some_and(|line| line.words <= 8 && !page.slice(line.start, line.end).ends_with('.'))
}

/// The cells of a line: what stands between bars, dashes with space before them, commas, semicolons, colons and slashes.
fn cells(page: &Page, line: &Line) -> Vec<(usize, usize)> {
    let text = page.slice(line.start, line.end);
    let mut cells = Vec::new();
    let (mut from, mut depth) = (0, 0_u32);
    let mut last = ' ';
    for (at, c) in text.char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        let loose = last == ' ' && text.get(at + c.len_utf8()..).is_some_and(|rest| rest.starts_with(' '));
        if depth == 0 && (matches!(c, '|' | ';' | ',' | '/' | ':' | '\u{b7}') || (loose && matches!(c, '-' | '\u{2013}' | '\u{2014}'))) {
            cells.push((from, at));
            from = at + c.len_utf8();
        }
        last = c;
    }
    cells.push((from, text.len()));
    let bare = |(from, to): (usize, usize)| {
        let cell = text.get(from..to).unwrap_or_default();
        let start = from + (cell.len() - cell.trim_start_matches(|c: char| !c.is_alphanumeric() && !"$€£¥₹₩".contains(c)).len());
        let end = from + cell.trim_end_matches([' ', '*', '_']).len();
        (line.start + start, line.start + end.max(start))
    };
    cells.into_iter().map(bare).filter(|(from, to)| from < to).collect()
}

fn first_star<'p>(page: &'p Page, line: &Line) -> Cursor<'p> {
    let mut at = Cursor::new(page, line.start);
    at.gap(Reach::Line);
    at
}

fn starts_upper(text: &str) -> bool {
    text.starts_with(char::is_uppercase)
}

fn listed(list: &[&str], word: &str) -> bool {
    list.iter().any(|entry| entry.eq_ignore_ascii_case(word))
}
