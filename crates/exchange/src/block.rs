//! A note cut into the blocks that it is drawn and written in. Positions only: no markup.

use crate::json::Document;

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
    let mut end = 0;
    for sentence in &document.sentences {
        match blocks.last_mut() {
            Some((block, last)) if *block == sentence.block => last.sentences.push(sentence.id),
            _ => {
                let before = text.get(end..sentence.range.start).unwrap_or_default();
                let apart = end > 0 && before.replace("\r\n", "\n").replace('\r', "\n").matches('\n').count() > 1;
                blocks.push((sentence.block, Block { part: sentence.part.clone(), apart, sentences: vec![sentence.id] }));
            }
        }
        end = sentence.range.end;
    }
    blocks.into_iter().map(|(_, block)| block).collect()
}
