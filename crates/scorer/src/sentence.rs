//! Sentences: where each begins and ends inside its block. It knows abbreviations and numbers, not meaning.

use crate::Span;
use crate::note::{Note, Part};

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
#[must_use]
pub fn split(text: &str, note: &Note) -> Vec<Sentence> {
    let _ = (text, note);
    todo!()
}
