//! Finds the places of a text that state a sentiment or rating: what announces it, what it says, where it ends. It takes each for itself;
//! which of several counts is decided above.

use super::page::{Cursor, Line, Page, Reach, count_words};
use super::rating::{Rating, announced_rating, announces_rating, is_rating_word, names_target, rating_line};
use super::ticker::{Column, Row, columns, is_currency, rows};
use super::value::{Label, Number, declared_scale, stars};

/// Words before "sentiment" or "score" that leave it the note's own. Whose it is otherwise (investors', consumers', a crowd's) is a fact
/// that the note reports.
#[rustfmt::skip]
const MODIFIERS: [&str; 27] = [
    "overall", "net", "ai", "analyst", "market", "desk", "article", "news", "note", "report", "document", "composite", "aggregate",
    "aggregated", "average", "general", "total", "final", "headline", "our", "model", "stated", "combined", "weighted", "current",
    "sentiment", "text",
];
/// What may stand behind "sentiment" as part of its name.
const SUFFIXES: [&str; 8] = ["score", "value", "label", "rating", "reading", "signal", "analysis", "summary"];
/// Words that announce a label only with a colon or its like.
const STANCE_HEADS: [&str; 6] = ["stance", "tone", "bias", "outlook", "mood", "polarity"];
/// The same, where a rating is the more usual thing to follow.
const CALL_HEADS: [&str; 6] = ["verdict", "signal", "view", "call", "take", "opinion"];

/// What one place of the text states.
pub(super) struct Statement {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) what: What,
}

pub(super) enum What {
    Overall(Overall),
    Tickers(Vec<Row>),
    EmptyTable,
    Rating(Rating),
}

/// A sentiment of the whole note.
pub(super) struct Overall {
    pub(super) label: Option<Label>,
    pub(super) number: Option<Number>,
    /// Whether words name it a sentiment; a bare "Score" does not.
    pub(super) named: bool,
}

/// Where in its line a word stands, as far as it matters for how strictly it is read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// First of its line, or right behind another statement.
    Line,
    /// First of a cell: behind a bar, dash, slash, comma or semicolon.
    Cell,
    /// First of a sentence inside a line.
    Sentence,
    /// Anywhere else.
    Prose,
}

/// All statements of `page`, in order, disjoint.
pub(super) fn statements(page: &Page) -> Vec<Statement> {
    let mut found: Vec<Statement> = Vec::new();
    let mut resume = 0;
    let mut before = None;
    for (at, next) in page.text().char_indices() {
        let begins = begins_word(before, next, page.slice(at + next.len_utf8(), page.text().len()));
        before = Some(next);
        if at < resume || !begins {
            continue;
        }
        let last_end = found.last().map(|last| last.end);
        let follows = last_end.is_some_and(|end| !page.slice(end, at).contains(char::is_alphanumeric));
        let place = if follows { Place::Line } else { place(page, at) };
        if let Some(statement) = statement(Cursor::new(page, at), place, follows) {
            resume = statement.end.max(at + 1);
            found.push(statement);
        }
    }
    found
}

fn begins_word(before: Option<char>, next: char, rest: &str) -> bool {
    match before {
        _ if matches!(next, '$' | '\u{2605}') => true,
        // Glued cells: "positiveSentiment Score0.88Ticker Sentiment".
        Some(before) if before.is_alphanumeric() => (before.is_lowercase() || before.is_ascii_digit()) && next.is_uppercase(),
        Some('-' | '+' | '.' | '\u{2013}') if next.is_ascii_digit() => false,
        _ if matches!(next, '+' | '-' | '\u{2013}' | '.') => rest.starts_with(|after: char| after.is_ascii_digit() || after == '.'),
        _ => next.is_alphanumeric(),
    }
}

fn place(page: &Page, at: usize) -> Place {
    let text = page.text().get(..at).unwrap_or_default();
    let start = page.line(page.line_index(at)).map_or(0, |line| line.start);
    if is_marks(page.slice(start, at)) {
        return Place::Line;
    }
    let mut behind = None;
    for (position, c) in text.char_indices().rev() {
        match c {
            '|' | ';' | '/' | ',' | '\u{2192}' | '\u{b7}' | '\u{2022}' | ':' => return Place::Cell,
            '-' | '\u{2013}' | '\u{2014}' if behind == Some(' ') && position > start => return Place::Cell,
            '.' | '!' | '?' | '\u{2026}' => return Place::Sentence,
            _ if c.is_alphanumeric() || matches!(c, ')' | ']' | '%') => return Place::Prose,
            _ => {}
        }
        behind = Some(c);
    }
    Place::Line
}

/// Whether `head`, what stands before a word in its line, is only a bullet, emphasis, emoji and the like.
fn is_marks(head: &str) -> bool {
    head.len() <= 64 && !head.contains(char::is_alphanumeric)
}

fn statement(from: Cursor<'_>, place: Place, follows: bool) -> Option<Statement> {
    let page = from.page();
    let line_index = page.line_index(from.at());
    let line = page.line(line_index)?;
    let first_of_line = place == Place::Line && is_marks(page.slice(line.start, from.at()));
    table(from, place)
        .or_else(|| announced(from, place))
        .or_else(|| {
            let (rating, end) = announced_rating(from, place)?;
            Some(Statement { start: from.at(), end, what: What::Rating(rating) })
        })
        .or_else(|| {
            let rating = first_of_line.then(|| rating_line(page, line_index)).flatten()?;
            Some(Statement { start: line.start, end: line.end, what: What::Rating(rating) })
        })
        .or_else(|| if place == Place::Line { loose_rows(from, line, line_index, follows) } else { None })
        .or_else(|| if first_of_line { bare(from, line, line_index) } else { None })
}

/// A ticker table: the words that announce it and its rows.
fn table(from: Cursor<'_>, place: Place) -> Option<Statement> {
    let (mut heads, mut end, names_ticker) = columns(from)?;
    if place == Place::Prose && !is_titled(from, end) {
        return None;
    }
    // Cells of a header may go on in the next line, where a table was pasted with one cell a line.
    let mut ahead = end;
    ahead.gap(Reach::Lines);
    if let Some((more, behind, _)) = columns(ahead) {
        (heads, end) = (more, behind);
    }
    let (found, behind) = rows(end, true, &heads);
    if !found.is_empty() {
        return Some(Statement { start: from.at(), end: behind.at(), what: What::Tickers(found) });
    }
    let mut ahead = end;
    let gap = ahead.gap(Reach::Line);
    let nothing = ["none", "n/a", "na", "nil", "empty"].iter().find(|word| ahead.line_rest().eq_ignore_ascii_case(word));
    let end = if let Some(nothing) = nothing { ahead.at() + nothing.len() } else { end.at() };
    let closed = nothing.is_some() || ahead.at_line_end() || (gap.bar && place != Place::Prose) || is_announcement(ahead);
    let is_ticker_sentiment = names_ticker && heads.contains(&Column::Sentiment);
    (closed && is_ticker_sentiment && place != Place::Prose).then_some(Statement { start: from.at(), end, what: What::EmptyTable })
}

/// What announces a sentiment.
struct Announcement<'p> {
    end: Cursor<'p>,
    head: Head,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Head {
    /// "Sentiment".
    Sentiment,
    /// More than that one word ("Overall Sentiment", "Sentiment Score"), and so plain even without a colon.
    FullSentiment,
    /// "Score": what of is not said.
    Score,
    /// "Overall", "Stance" and other ordinary words, to which a value must be tied by a colon or its like.
    Stance,
    /// The same for words that announce a rating more often ("Verdict"): "neutral" behind them is one.
    Call,
}

impl Head {
    /// Whether it speaks of sentiment.
    fn is_named(self) -> bool {
        matches!(self, Self::Sentiment | Self::FullSentiment)
    }

    /// Whether a value must be tied to it.
    fn is_weak(self) -> bool {
        matches!(self, Self::Stance | Self::Call)
    }
}

/// Whether the words that announce a sentiment, a ticker table or a rating stand at `from`.
pub(super) fn is_announcement(from: Cursor<'_>) -> bool {
    announcement(from).is_some_and(|found| !found.head.is_weak()) || columns(from).is_some() || announces_rating(from)
}

fn announcement(from: Cursor<'_>) -> Option<Announcement<'_>> {
    let mut end = from;
    let mut modifiers = Vec::new();
    while modifiers.len() < 4 {
        let mut ahead = end;
        if !modifiers.is_empty() && !ahead.joint() {
            break;
        }
        let Some(word) = ahead.word() else { break };
        let word = word.to_lowercase();
        if word == "sentiment" {
            let mut behind = ahead;
            let mut tail = behind;
            let suffixed = tail.joint() && tail.word().is_some_and(|word| SUFFIXES.iter().any(|suffix| suffix.eq_ignore_ascii_case(word)));
            if suffixed {
                behind = tail;
                // "Sentiment Signal Score" and the like.
                if tail.joint() && tail.word().is_some_and(|word| word.eq_ignore_ascii_case("score")) {
                    behind = tail;
                }
            }
            let full = suffixed || !modifiers.is_empty();
            return Some(Announcement { end: behind, head: if full { Head::FullSentiment } else { Head::Sentiment } });
        }
        if word == "score" {
            return Some(Announcement { end: ahead, head: Head::Score });
        }
        if STANCE_HEADS.contains(&word.as_str()) {
            return Some(Announcement { end: ahead, head: Head::Stance });
        }
        if CALL_HEADS.contains(&word.as_str()) {
            return Some(Announcement { end: ahead, head: Head::Call });
        }
        if !MODIFIERS.contains(&word.as_str()) && word != "house" {
            break;
        }
        modifiers.push(word);
        end = ahead;
    }
    (modifiers.last().is_some_and(|last| last == "overall")).then_some(Announcement { end, head: Head::Stance })
}

/// A sentiment that words announce.
fn announced(from: Cursor<'_>, place: Place) -> Option<Statement> {
    let mut announcement = announcement(from)?;
    let titled = is_titled(from, announcement.end);
    let mut value = value(from, &announcement, place);
    // Heads of a table: "Overall Sentiment | Sentiment Score", the values below.
    while value.is_none() && announcement.head.is_named() {
        let mut ahead = announcement.end;
        let gap = ahead.gap(Reach::Line);
        let Some(next) = self::announcement(ahead).filter(|next| next.head.is_named() && gap.bar && next.end.at() > announcement.end.at())
        else {
            break;
        };
        announcement = next;
        value = self::value(from, &announcement, place);
    }
    if let Some(value) = value {
        let fits = match place {
            Place::Line => true,
            Place::Cell => value.firm || (value.number.is_some() && !announcement.head.is_weak()),
            Place::Sentence => announcement.head.is_named() && (value.firm || (announcement.head == Head::FullSentiment && titled)),
            Place::Prose => announcement.head == Head::FullSentiment && titled,
        };
        let overall = Overall { label: value.label, number: value.number, named: announcement.head.is_named() };
        return fits.then_some(Statement { start: from.at(), end: value.end, what: What::Overall(overall) });
    }
    // "Sentiment: GBP bearish, JPY neutral".
    let mut ahead = announcement.end;
    let gap = ahead.gap(Reach::Line);
    if !announcement.head.is_named() || !gap.tie || place == Place::Prose {
        return None;
    }
    let (found, end) = rows(ahead, true, &[]);
    let closed = found.iter().all(|row| row.label.is_some() || row.number.is_some());
    (closed && !found.is_empty()).then_some(Statement { start: from.at(), end: end.at(), what: What::Tickers(found) })
}

/// Whether every word from `from` to `end` begins with a capital.
fn is_titled(from: Cursor<'_>, end: Cursor<'_>) -> bool {
    let words = from.page().slice(from.at(), end.at());
    words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).all(|word| word.starts_with(char::is_uppercase))
}

struct Value {
    label: Option<Label>,
    number: Option<Number>,
    /// Whether a colon, dash, bar or line break ties it to its announcement.
    firm: bool,
    end: usize,
}

/// How a value is tied to what announces it.
#[derive(Clone, Copy)]
struct Tie {
    firm: bool,
    newline: bool,
    head: Head,
    place: Place,
}

/// The value behind `announcement`.
fn value(from: Cursor<'_>, announcement: &Announcement<'_>, place: Place) -> Option<Value> {
    let mut at = announcement.end;
    at.eat_spaces();
    let mut declared = None;
    if let Some((scale, behind)) = declared_scale(at) {
        (declared, at) = (Some(scale), behind);
    } else if let Some(behind) = aside(at) {
        at = behind;
    }
    let gap = at.gap(Reach::Lines);
    let tie = Tie { firm: gap.tie || gap.dash || gap.newline, newline: gap.newline, head: announcement.head, place };
    if announcement.head.is_weak() && (!(gap.tie || gap.dash) || gap.newline) || gap.comma {
        return None;
    }
    let number = |from| Number::read(from).or_else(|| stars(from)).map(|(number, end)| (number.on(declared), end));
    let mut best = None;
    if let Some((label, end)) = Label::read(at) {
        if let Some((number, behind)) =
            second(end, number).filter(|(number, behind)| fits_second(number, end, *behind) && ends(*behind, tie, true))
        {
            best = Some((Some(label), Some(number), behind));
        } else if ends(end, tie, false) {
            best = Some((Some(label), None, end));
        }
    } else if let Some((number, end)) = number(at) {
        let labelled = second(end, Label::read).filter(|(_, behind)| ends(*behind, tie, true));
        // A label in the next line belongs to the number only where nothing else stands there.
        let labelled = labelled.filter(|(label, behind)| !crosses(end, label.start) || behind.closes_line());
        if let Some((label, behind)) = labelled {
            best = Some((Some(label), Some(number), behind));
        } else if ends(end, tie, true) {
            best = Some((None, Some(number), end));
        }
    }
    let (label, number, end) = best?;
    if announcement.head == Head::Call && number.is_none() && label.as_ref().is_some_and(|label| label.text == "neutral") {
        return None;
    }
    // Below its announcement a value stands alone in its line.
    if gap.newline && !announcement.head.is_named() && !number.as_ref().is_some_and(|number| number.is_telling() && end.closes_line()) {
        return None;
    }
    let plain = announcement.head == Head::FullSentiment && is_titled(from, announcement.end);
    let loose_label = !tie.firm && number.is_none() && !plain;
    let line = from.page().line(from.page().line_index(from.at()))?;
    if loose_label && line.words > 6 && !is_announcement(after_gap(end)) {
        return None;
    }
    Some(Value { label, number, firm: tie.firm, end: end.at() })
}

/// "(auto)", "(AMZN)": a short word in brackets behind an announcement.
fn aside(from: Cursor<'_>) -> Option<Cursor<'_>> {
    let mut end = from;
    if !end.eat('(') && !end.eat('[') {
        return None;
    }
    let mut words = 0;
    while end.word().is_some() {
        words += 1;
        end.joint();
    }
    let closed = end.eat(')') || end.eat(']');
    (closed && (1..=3).contains(&words) && Label::read(after_gap(from)).is_none()).then_some(end)
}

/// The second of label and number behind the first.
fn second<'p, T>(from: Cursor<'p>, read: impl Fn(Cursor<'p>) -> Option<(T, Cursor<'p>)>) -> Option<(T, Cursor<'p>)> {
    let mut at = from;
    let gap = at.gap(Reach::Lines);
    if gap.stop || gap.comma && gap.newline {
        return None;
    }
    at.eat_phrase("score");
    at.gap(Reach::Line);
    read(at)
}

/// Whether a number behind a label is its own: in the next line only where it looks like a score and stands alone.
fn fits_second(number: &Number, label_end: Cursor<'_>, end: Cursor<'_>) -> bool {
    !crosses(label_end, number.start) || (number.is_telling() && end.closes_line())
}

fn crosses(from: Cursor<'_>, to: usize) -> bool {
    from.page().slice(from.at(), to).contains('\n')
}

fn after_gap(mut from: Cursor<'_>) -> Cursor<'_> {
    from.gap(Reach::Line);
    from
}

/// Whether a statement ends here, and does not go on as a sentence.
fn ends(end: Cursor<'_>, tie: Tie, has_number: bool) -> bool {
    let mut next = end;
    let gap = next.gap(Reach::Line);
    if next.at_line_end() {
        return true;
    }
    if gap.bar || is_announcement(next) {
        return gap.bar || !tie.head.is_weak();
    }
    if next.at() == end.at() || tie.newline {
        return false;
    }
    if !rows(next, true, &[]).0.iter().all(|row| row.label.is_none() && row.number.is_none()) {
        return true;
    }
    let words = count_words(next.line_rest());
    // "Sentiment Score: 0.4 Powered by ...": what is glued on begins with a capital.
    let glued = has_number && next.peek().is_some_and(char::is_uppercase);
    if tie.firm {
        (glued && tie.head == Head::FullSentiment)
            || gap.bracket
            || (gap.dash && (has_number || words <= 4))
            || ((gap.stop || gap.comma) && has_number && tie.place != Place::Prose)
    } else {
        (gap.bracket || gap.dash) && (has_number || words <= 4)
    }
}

/// Rows of tickers that nothing announces: whole lines of nothing else.
fn loose_rows(from: Cursor<'_>, line: &Line, index: usize, follows: bool) -> Option<Statement> {
    let mut start = from;
    if (start.eat_phrase("ticker") || start.eat_phrase("tickers")) && !start.gap(Reach::Line).tie {
        return None;
    }
    let (found, end) = rows(start, false, &[]);
    // "EUR 0.02" is an amount, but for behind the note's own sentiment.
    if !follows && found.iter().any(|row| row.label.is_none() && is_currency(&row.ticker)) {
        return None;
    }
    if found.is_empty() {
        return None;
    }
    let mut next = end;
    let gap = next.gap(Reach::Line);
    let closed = next.at_line_end() || ((gap.bar || gap.bracket) && line.words <= 10);
    let plain = found.iter().all(|row| match (&row.number, &row.label) {
        (Some(number), _) => number.is_plain_score(),
        (None, Some(_)) => stands_alone(from.page(), line, index),
        (None, None) => false,
    });
    (closed && plain && !(gap.bar && names_target(next.line_rest()))).then_some(Statement {
        start: from.at(),
        end: end.at(),
        what: What::Tickers(found),
    })
}

/// A label, or label and number, that stand alone in their lines with no word to announce them.
fn bare(from: Cursor<'_>, line: &Line, index: usize) -> Option<Statement> {
    let page = from.page();
    let (label, number, end) = if let Some((label, end)) = Label::read(from) {
        match second(end, Number::read).filter(|(number, behind)| fits_second(number, end, *behind)) {
            Some((number, behind)) if closes_bare(behind) => (label, Some(number), behind),
            _ => (label, None, end),
        }
    } else {
        let (number, end) = Number::read(from)?;
        let (label, behind) = second(end, Label::read)?;
        if !number.is_telling() || crosses(end, label.start) {
            return None;
        }
        (label, Some(number), behind)
    };
    let stands = number.is_some()
        || if label.is_compound() {
            page.is_head(index) || page.is_foot(index)
        } else {
            // One plain word may be a heading; as the last word of the page it is none.
            index > 0
                && page.lines_after(index) <= 3
                && page.is_foot(index)
                && !page.line(index + 1).is_some_and(|next| is_bullet(page, next))
        };
    // A line of its own for the label and one for the number is no end of a wrapped paragraph.
    let two_lines = label.is_compound() && number.as_ref().is_some_and(|number| page.slice(label.end, number.start).contains('\n'));
    let stands = stands && (two_lines || stands_alone(page, line, index));
    let overall = Overall { label: Some(label), number, named: true };
    (stands && closes_bare(end)).then_some(Statement { start: from.at(), end: end.at(), what: What::Overall(overall) })
}

/// Whether a bare value's line ends here, or only says how sure it is.
fn closes_bare(end: Cursor<'_>) -> bool {
    let mut next = end;
    let gap = next.gap(Reach::Line);
    let sure = ["confidence", "conviction"].iter().any(|word| next.clone().eat_phrase(word));
    (next.at_line_end() && !gap.stop) || (sure && (gap.bar || gap.bracket || gap.comma))
}

/// Whether a line is no part of a wrapped paragraph and no sentence.
fn stands_alone(page: &Page, line: &Line, index: usize) -> bool {
    let text = page.slice(line.start, line.end).trim_end_matches(['*', '_', ')', '"']);
    page.stands_alone(index) && !text.ends_with(['.', '?', '!', ',', ';'])
}

fn is_bullet(page: &Page, line: &Line) -> bool {
    page.slice(line.start, line.end).starts_with(['-', '*', '\u{2022}', '\u{2013}'])
}

/// Whether `word` is one that announcements are made of, and so no ticker.
pub(super) fn is_announcing_word(word: &str) -> bool {
    let word = word.to_lowercase();
    let word = word.as_str();
    MODIFIERS.contains(&word)
        || SUFFIXES.contains(&word)
        || STANCE_HEADS.contains(&word)
        || CALL_HEADS.contains(&word)
        || is_rating_word(word)
}
