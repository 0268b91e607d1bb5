//! Which companies and tickers a note speaks of, and in which sentences. It knows names, not sentiment.

use crate::Span;
use crate::note::Note;
use crate::sentence::Sentence;

/// One place where an asset is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Index of the sentence.
    pub sentence: usize,
    /// The words that name it.
    pub span: Span,
}

/// One company or listed asset that the note speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// Ticker with its exchange suffix where written ("AMZN", "BP.L", "7203.T").
    pub ticker: String,
    /// The company's name as it is known or as the note writes it; `None` where only a ticker is known.
    pub name: Option<String>,
    /// Where the note names it, in order. Body, headings and meta count, boilerplate does not.
    pub mentions: Vec<Mention>,
    /// Body sentences that concern it: those that name it and, for the main asset, those that name no asset at all.
    pub sentences: Vec<usize>,
}

/// All assets of a note, the main one first, then by number of mentions, then by first mention. Empty where none is recognised.
#[must_use]
pub fn find(text: &str, note: &Note, sentences: &[Sentence]) -> Vec<Asset> {
    let _ = (text, note, sentences);
    todo!()
}
