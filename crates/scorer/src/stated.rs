//! The sentiment that a note states of itself (footer, header, ticker table) and what is wrong with it.
//! It reads what is written; it computes no sentiment.

mod page;
mod rating;
mod statement;
mod ticker;
mod value;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

pub use self::value::band;

use self::page::Page;
use self::statement::{Overall, Statement, What, statements};
use self::ticker::Row;
use self::value::{Label, Number, Scale};
use crate::Span;

/// A sentiment stated for one ticker.
#[derive(Clone, Debug, PartialEq)]
pub struct StatedTicker {
    /// The ticker as written, in capitals, without `$` and without the venue before a colon ("AMZN" for "NASDAQ:AMZN").
    pub ticker: String,
    /// The score in [-1, 1], where a number is stated.
    pub score: Option<f64>,
    /// The label in lower case with spaces ("somewhat bullish"), where words are stated.
    pub label: Option<String>,
    /// Where the whole entry stands.
    pub span: Span,
}

/// The sentiment a note states, as read from its text.
#[derive(Clone, Debug, PartialEq)]
pub struct Stated {
    /// The words that state it, as pasted: the text of [`Stated::spans`], one a line.
    pub raw: String,
    /// From the first to the last of them; prose may stand between, see [`Stated::spans`].
    pub span: Span,
    /// The stretches of text that state it, in order, disjoint: whole lines, or the stretch of a line where prose shares it.
    pub spans: Vec<Span>,
    /// The label in lower case with spaces ("strongly positive", "somewhat bullish"); [`band`] says what it stands for.
    pub label: Option<String>,
    /// Where the label stands.
    pub label_span: Option<Span>,
    /// The score on the scale from -1 to 1, converted where another scale was stated; `None` where none is or it lies outside its scale.
    pub score: Option<f64>,
    /// Where the number stands.
    pub score_span: Option<Span>,
    /// An analyst's rating ("Buy", "Overweight", "Market Perform"), kept apart: it is no sentiment score.
    pub rating: Option<String>,
    /// Where the rating stands.
    pub rating_span: Option<Span>,
    /// What is stated for single tickers, in the order of the text.
    pub tickers: Vec<StatedTicker>,
    /// What is odd about it.
    pub findings: Vec<StatedFinding>,
}

/// Something odd about a stated sentiment. Its [`Display`](fmt::Display) words it for a reader in one sentence.
#[derive(Clone, Debug, PartialEq)]
pub enum StatedFinding {
    /// A ticker table is announced and holds nothing.
    EmptyTickerTable {
        /// Where the announcing words stand.
        span: Span,
    },
    /// A number outside its own scale, so that no score could be read.
    OutsideScale {
        /// The number as written.
        raw: String,
        /// Where it stands.
        span: Span,
    },
    /// Label and number say different things.
    LabelContradictsScore {
        /// The label as read.
        label: String,
        /// The number as read, in [-1, 1].
        score: f64,
        /// Where the label stands.
        span: Span,
    },
    /// A rating is there, a sentiment is not.
    RatingOnly {
        /// Where the rating stands.
        span: Span,
    },
}

impl Stated {
    /// Reads what `text` states of itself; `None` where it states neither sentiment nor rating.
    ///
    /// Only lines and labelled stretches that have the form of a header, footer or table count; a sentence about sentiment
    /// ("Sentiment towards the sector is bearish.") states nothing. Of several sentiments of the whole note the most complete counts: one
    /// with a number before one with a label only, one that is named a sentiment before a bare "Score", else the last. All of them
    /// are in [`Stated::spans`].
    ///
    /// Numbers are converted to [-1, 1] so that the ends of their scale become -1 and 1 and its middle 0:
    /// - without any scale a number is read as it stands and must lie in [-1, 1] ("8.4" is outside, not 84 %);
    /// - "7.4/10", "72/100", "72%" and "14 out of 20" run from 0 to their top, "4/5" and stars from 1 to 5;
    /// - with a written sign ("-6/10", "-60%", "+0.5 / 1") they run from minus the top to the top;
    /// - declared scales ("(0-100)", "on a scale of -5 to +5") are taken at their word;
    /// - a percentage beside a label that takes a side is the strength of that side ("Bullish 88%" is 0.88, "bearish 40%" -0.40), and so is
    ///   "bearish 82/100" (-0.82), where the scale's own reading would have the other sign.
    ///
    /// # Example
    /// ```
    /// use scorer::stated::Stated;
    /// let stated = Stated::find("Volumes rose again.\nSentiment: Somewhat-Bullish (0.31)\nRating: Hold").unwrap();
    /// assert_eq!(stated.label.as_deref(), Some("somewhat bullish"));
    /// assert_eq!(stated.score, Some(0.31));
    /// assert_eq!(stated.rating.as_deref(), Some("Hold"));
    /// assert_eq!(Stated::find("Sentiment has turned bearish."), None);
    /// ```
    #[must_use]
    pub fn find(text: &str) -> Option<Self> {
        let page = Page::new(text);
        let statements = without_lone_scores(&page, statements(&page));
        let groups = group(&page, &statements);
        let spans = spans(&page, &statements);
        let (first, last) = (spans.first()?, spans.last()?);
        let mut stated = Self {
            raw: spans.iter().map(|span| span.of(text)).collect::<Vec<_>>().join("\n"),
            span: Span::new(first.start, last.end),
            label: None,
            label_span: None,
            score: None,
            score_span: None,
            rating: None,
            rating_span: None,
            tickers: tickers(&page, &statements),
            findings: Vec::new(),
            spans,
        };
        let chosen = groups.iter().max_by_key(|group| group.rank());
        if let Some(chosen) = chosen {
            stated.label = chosen.label.map(|label| label.text.clone());
            stated.label_span = chosen.label.map(|label| page.source(label.start, label.end));
            stated.score = chosen.score();
            stated.score_span = chosen.number.map(|number| page.source(number.start, number.end));
        }
        let ratings = statements.iter().filter_map(|statement| match &statement.what {
            What::Rating(rating) => Some(rating),
            _ => None,
        });
        if let Some(rating) = ratings.max_by_key(|rating| rating.announced) {
            stated.rating = Some(page.slice(rating.start, rating.end).replace('\n', " "));
            stated.rating_span = Some(page.source(rating.start, rating.end));
        }
        stated.findings = findings(text, &page, &statements, &groups, chosen);
        if let (Some(span), true) = (stated.rating_span, groups.is_empty() && stated.tickers.is_empty()) {
            stated.findings.push(StatedFinding::RatingOnly { span });
        }
        Some(stated)
    }
}

impl StatedFinding {
    /// Where its cause stands.
    #[must_use]
    pub fn span(&self) -> Span {
        match self {
            Self::EmptyTickerTable { span }
            | Self::OutsideScale { span, .. }
            | Self::LabelContradictsScore { span, .. }
            | Self::RatingOnly { span } => *span,
        }
    }

    /// Its name for machines: `empty-ticker-table`, `outside-scale`, `label-contradicts-score` or `rating-only`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::EmptyTickerTable { .. } => "empty-ticker-table",
            Self::OutsideScale { .. } => "outside-scale",
            Self::LabelContradictsScore { .. } => "label-contradicts-score",
            Self::RatingOnly { .. } => "rating-only",
        }
    }
}

impl fmt::Display for StatedFinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::EmptyTickerTable { .. } => {
                f.write_str("A ticker table is announced but empty; at least one ticker with a score or label was expected after it.")
            }
            Self::OutsideScale { raw, .. } if raw.contains(|c: char| !c.is_ascii_digit() && !"+-.,\u{2212}\u{2013} ".contains(c)) => {
                write!(f, "The stated score “{raw}” lies outside the scale that it names; a number within that scale was expected.")
            }
            Self::OutsideScale { raw, .. } => {
                write!(
                    f,
                    "The stated score “{raw}” lies outside the scale from -1 to 1; a number within it was expected, or one that names its scale, such as 72/100."
                )
            }
            Self::LabelContradictsScore { label, score, .. } => {
                write!(f, "The label “{label}” and the score {score:+.2} say different things; ")?;
                match band(label) {
                    Some((low, high)) => write!(f, "for that label a score between {low:+.2} and {high:+.2} was expected."),
                    None => f.write_str("a score that fits the label was expected."),
                }
            }
            Self::RatingOnly { .. } => f.write_str(
                "The note gives a rating but no sentiment; a label or score was expected, since a rating is not turned into one.",
            ),
        }
    }
}

/// Statements of the whole note's sentiment that belong together: a label and a number that stand next to each other.
struct Group<'s> {
    label: Option<&'s Label>,
    number: Option<&'s Number>,
    /// Whether the number is named a sentiment.
    named: bool,
    /// Whether label and number were stated in one piece.
    joint: bool,
    /// Indices of its statements.
    members: Vec<usize>,
}

impl Group<'_> {
    fn score(&self) -> Option<f64> {
        self.number.and_then(|number| number.score(self.label.filter(|_| self.joint)))
    }

    fn rank(&self) -> (bool, bool, bool) {
        (self.score().is_some(), self.named, self.label.is_some())
    }
}

/// `statements` without those bare scores outside [-1, 1] that stand beside no sentiment: they are scores of something else.
fn without_lone_scores(page: &Page, statements: Vec<Statement>) -> Vec<Statement> {
    let lone = |group: &Group<'_>| {
        let odd = group.number.is_some_and(|number| number.scale == Scale::Unstated && !number.is_inside());
        odd && !group.named && group.label.is_none()
    };
    let dropped: BTreeSet<usize> =
        group(page, &statements).iter().filter(|group| lone(group)).flat_map(|group| group.members.clone()).collect();
    let kept = |(index, statement)| (!dropped.contains(&index)).then_some(statement);
    statements.into_iter().enumerate().filter_map(kept).collect()
}

/// How many words may stand between two statements that belong together; more is prose.
const APART: usize = 8;

fn group<'s>(page: &Page, statements: &'s [Statement]) -> Vec<Group<'s>> {
    let mut groups: Vec<Group<'s>> = Vec::new();
    let mut words = 0;
    let mut behind = 0;
    for (index, statement) in statements.iter().enumerate() {
        words += page::count_words(page.slice(behind, statement.start));
        behind = statement.end;
        let What::Overall(Overall { label, number, named }) = &statement.what else { continue };
        let last = groups
            .last_mut()
            .filter(|last| words <= APART && !(last.label.is_some() && label.is_some()) && !(last.number.is_some() && number.is_some()));
        words = 0;
        if let Some(last) = last {
            last.label = last.label.or(label.as_ref());
            last.number = last.number.or(number.as_ref());
            last.named |= *named;
            last.members.push(index);
        } else {
            let joint = label.is_some() && number.is_some();
            groups.push(Group { label: label.as_ref(), number: number.as_ref(), named: *named, joint, members: vec![index] });
        }
    }
    groups
}

/// The entries of all ticker tables; of several for one ticker the last of those that state most.
fn tickers(page: &Page, statements: &[Statement]) -> Vec<StatedTicker> {
    let entries: Vec<StatedTicker> = rows(statements)
        .map(|row| StatedTicker {
            ticker: row.ticker.clone(),
            score: row.number.as_ref().and_then(|number| number.score(row.label.as_ref())),
            label: row.label.as_ref().map(|label| label.text.clone()),
            span: page.source(row.start, row.end),
        })
        .collect();
    let mut best = BTreeMap::new();
    for (index, entry) in entries.iter().enumerate() {
        let told = (entry.score.is_some(), entry.label.is_some());
        let known = best.entry(entry.ticker.clone()).or_insert((told, index));
        if told >= known.0 {
            *known = (told, index);
        }
    }
    let kept = |(index, entry): (usize, StatedTicker)| (best.get(&entry.ticker).is_some_and(|known| known.1 == index)).then_some(entry);
    entries.into_iter().enumerate().filter_map(kept).collect()
}

fn rows(statements: &[Statement]) -> impl Iterator<Item = &Row> {
    statements.iter().flat_map(|statement| match &statement.what {
        What::Tickers(rows) => rows.as_slice(),
        _ => &[],
    })
}

/// All findings but the one on ratings.
fn findings(text: &str, page: &Page, statements: &[Statement], groups: &[Group<'_>], chosen: Option<&Group<'_>>) -> Vec<StatedFinding> {
    let mut findings = Vec::new();
    for statement in statements.iter().filter(|statement| matches!(statement.what, What::EmptyTable)) {
        findings.push(StatedFinding::EmptyTickerTable { span: page.source(statement.start, statement.end) });
    }
    let row_numbers = rows(statements).filter_map(|row| row.number.as_ref());
    for number in groups.iter().filter_map(|group| group.number).chain(row_numbers).filter(|number| !number.is_inside()) {
        let span = page.source(number.start, number.end);
        findings.push(StatedFinding::OutsideScale { raw: span.of(text).trim().to_owned(), span });
    }
    let overall = chosen.and_then(|chosen| Some((chosen.label?, chosen.score()?)));
    let by_ticker = rows(statements).filter_map(|row| {
        let label = row.label.as_ref()?;
        Some((label, row.number.as_ref()?.score(Some(label))?))
    });
    for (label, score) in overall.into_iter().chain(by_ticker).filter(|(label, score)| label.contradicts(*score)) {
        let span = page.source(label.start, label.end);
        findings.push(StatedFinding::LabelContradictsScore { label: label.text.clone(), score, span });
    }
    findings
}

/// How many words may share a line with statements and be part of the page's furniture too ("Confidence: High").
const FURNITURE: usize = 8;

/// The stretches of source that `statements` cover: whole lines, or a part of a line that holds prose as well.
fn spans(page: &Page, statements: &[Statement]) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut pieces: Vec<(usize, usize)> = Vec::new();
    let mut current = usize::MAX;
    for statement in statements {
        for index in page.line_index(statement.start)..=page.line_index(statement.end.saturating_sub(1).max(statement.start)) {
            let Some(line) = page.line(index) else { continue };
            if index != current {
                close_line(page, current, &pieces, &mut spans);
                pieces.clear();
                current = index;
            }
            let piece = widened(page, line, statement.start.max(line.start), statement.end.min(line.end));
            match pieces.last_mut() {
                Some(last) if !page.slice(last.1, piece.0).contains(char::is_alphanumeric) => last.1 = last.1.max(piece.1),
                _ => pieces.push(piece),
            }
        }
    }
    close_line(page, current, &pieces, &mut spans);
    spans
}

fn close_line(page: &Page, index: usize, pieces: &[(usize, usize)], spans: &mut Vec<Span>) {
    let Some(line) = page.line(index) else { return };
    let mut from = line.start;
    let mut words = 0;
    let mut is_furniture = true;
    for &(start, end) in pieces {
        let before = page.slice(from, start).trim();
        words += page::count_words(before);
        // What leads up to a statement without any separator, or ends in a stop, is prose that it was glued to.
        let separated = before.ends_with(|last: char| !last.is_alphanumeric() && !".!?%".contains(last));
        is_furniture &= !before.contains(char::is_alphanumeric) || separated || page.slice(start, end).starts_with('|');
        is_furniture &= !has_sentence(before);
        from = end;
    }
    let tail = page.slice(from, line.end);
    if is_furniture && !has_sentence(tail) && words + page::count_words(tail) <= FURNITURE {
        spans.push(line.source);
    } else {
        spans.extend(pieces.iter().map(|&(start, end)| page.source(start, end)));
    }
}

/// Whether a sentence ends or begins in `text`: a stop with three words on a side of it, or at the end of what is no entry of a list.
fn has_sentence(text: &str) -> bool {
    let text = text.trim();
    let stopped = text.ends_with(['.', '!', '?']) && !text.contains([':', '(', '|']);
    let has_stop = stopped || [". ", "! ", "? "].iter().any(|stop| text.contains(stop)) || text.ends_with(['.', '!', '?']);
    let longest = text.split_inclusive(". ").map(page::count_words).max().unwrap_or_default();
    (stopped && text.contains(char::is_alphabetic)) || (has_stop && longest >= 3)
}

/// A piece of a line with the marks that are attached to it (emphasis, brackets, a closing stop).
fn widened(page: &Page, line: &page::Line, start: usize, end: usize) -> (usize, usize) {
    let head = page.slice(line.start, start);
    let tail = page.slice(end, line.end);
    let kept = head.trim_end_matches(['*', '_', '#', '"', '\'', '(', '[', '|', ' ']);
    let marks = head.get(kept.len()..).unwrap_or_default();
    let closing = tail.len() - tail.trim_start_matches(['*', '_', '"', '\'', ')', ']', '|', '.', ';', ',', ' ']).len();
    let closed = tail.get(..closing).unwrap_or_default().trim_end();
    (line.start + kept.len() + (marks.len() - marks.trim_start().len()), end + closed.len())
}
