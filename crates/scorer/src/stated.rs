//! The sentiment that a note states of itself (footer, header, ticker table) and what is wrong with it.
//! It reads what is written; it computes no sentiment.

use crate::Span;

/// A sentiment stated for one ticker.
#[derive(Clone, Debug, PartialEq)]
pub struct StatedTicker {
    /// The ticker as written, in capitals.
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
    /// The words that state it, as pasted.
    pub raw: String,
    /// From the first to the last of them; prose may stand between, see [`Stated::spans`].
    pub span: Span,
    /// The stretches of text that state it, in order, disjoint: whole lines, or the stretch of a line where prose shares it.
    pub spans: Vec<Span>,
    /// The label in lower case with spaces ("strongly positive", "somewhat bullish").
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

/// Something odd about a stated sentiment. [`std::fmt::Display`] words it for a reader.
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
    #[must_use]
    pub fn find(text: &str) -> Option<Self> {
        let _ = text;
        None
    }
}
/// x
pub fn band(_: &str) -> Option<(f64, f64)> {
    None
}
