//! A note cut into the blocks that it is drawn and written in. Positions only: no markup.

use crate::json::{Document, Sentence};

/// One paragraph, bullet or line of the note.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// `heading`, `body`, `boilerplate` or `meta`.
    pub part: String,
    /// Whether an empty line stands before it.
    pub apart: bool,
    /// Ids of its sentences.
    pub sentences: Vec<usize>,
}

/// The blocks of a document, in order.
#[must_use]
pub fn blocks(text: &str, document: &Document) -> Vec<Block> {
    let mut blocks: Vec<(usize, Block)> = Vec::new();
    for (at, sentence) in document.sentences.iter().enumerate() {
        match blocks.last_mut() {
            Some((block, last)) if *block == sentence.block => last.sentences.push(sentence.id),
            _ => {
                let apart = is_apart(text, &document.sentences, at);
                blocks.push((sentence.block, Block { part: sentence.part.clone(), apart, sentences: vec![sentence.id] }));
            }
        }
    }
    blocks.into_iter().map(|(_, block)| block).collect()
}

/// Whether an empty line stands before the sentence at the place `at` of all `sentences`.
#[must_use]
pub fn is_apart(text: &str, sentences: &[Sentence], at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|before| sentences.get(before));
    let between = before.zip(sentences.get(at)).and_then(|(before, own)| text.get(before.range.end..own.range.start));
    between.is_some_and(|between| line_ends(between) > 1)
}

/// How many lines end in a text, in whatever way lines end.
fn line_ends(text: &str) -> usize {
    let mut before = ' ';
    let ends = |own: char| {
        let is_end = own == '\r' || (own == '\n' && before != '\r');
        before = own;
        is_end
    };
    text.chars().map(ends).filter(|is_end| *is_end).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_in_three_ways() {
        let check = |text: &str, expected: usize| assert_eq!(line_ends(text), expected, "{text:?}");
        check("", 0);
        check(" \n", 1);
        check("\r\n", 1);
        check("\r\r\n\n", 3);
        check("\n \r", 2);
    }
}
