//! A sentence cut into what the page draws of it: its words. Positions only: no markup, no browser.

use std::ops::Range;

use exchange::json::Sentence;

use crate::shown::Shown;

/// A stretch of a sentence and the words' weight in it, if it is evidence.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    /// The text as pasted.
    pub text: String,
    /// What the word adds to the decision, in logits.
    pub contribution: Option<f64>,
    /// Whether it belongs to a phrase that the reader watches.
    pub watched: bool,
}

/// A sentence cut at the evidence for `target` and at the `watched` places, which are in order; the pieces together are the sentence.
#[must_use]
pub fn pieces(text: &str, sentence: &Sentence, target: Option<&str>, watched: &[Range<usize>]) -> Vec<Piece> {
    let (start, end) = (sentence.range.start, sentence.range.end);
    let mut pieces = Vec::new();
    let mut at = start;
    let mut push = |range: Range<usize>, contribution: Option<f64>| {
        let mut cuts: Vec<usize> = watched.iter().flat_map(|place| [place.start, place.end]).filter(|cut| range.contains(cut)).collect();
        cuts.push(range.end);
        let mut from = range.start;
        for cut in cuts {
            let text = text.get(from..cut).unwrap_or_default();
            if !text.is_empty() {
                let watched = watched.iter().any(|place| place.contains(&from));
                pieces.push(Piece { text: text.to_owned(), contribution, watched });
            }
            from = cut;
        }
    };
    for word in sentence.evidence.iter().filter(|word| Some(word.target.as_str()) == target) {
        if word.range.start < at || word.range.end > end {
            continue;
        }
        push(at..word.range.start, None);
        push(word.range.start..word.range.end, Some(word.contribution));
        at = word.range.end;
    }
    push(at..end, None);
    pieces
}

/// One row of an explanation: a word and what it adds.
#[derive(Clone, Debug, PartialEq)]
pub struct WordRow {
    /// The word as pasted.
    pub word: String,
    /// Whether it stands outside the sentence (its heading, its neighbours).
    pub outside: bool,
    /// In logits.
    pub contribution: f64,
}

/// The words behind `target`, strongest first, the same word of the same place type in one row.
#[must_use]
pub fn rows(shown: &Shown, sentence: &Sentence, target: &str) -> Vec<WordRow> {
    let mut rows: Vec<WordRow> = Vec::new();
    for evidence in sentence.evidence.iter().filter(|evidence| evidence.target == target) {
        let word = shown.covered(evidence.range);
        let outside = evidence.range.end <= sentence.range.start || evidence.range.start >= sentence.range.end;
        match rows.iter_mut().find(|row| row.outside == outside && row.word.eq_ignore_ascii_case(&word)) {
            Some(row) => row.contribution += evidence.contribution,
            None => rows.push(WordRow { word, outside, contribution: evidence.contribution }),
        }
    }
    rows.sort_by(|one, other| other.contribution.abs().total_cmp(&one.contribution.abs()));
    rows
}
