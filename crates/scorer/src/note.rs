//! The pasted text as parts: what is prose to be scored, what is a heading, boilerplate or the page's furniture.
//! It finds blocks of lines and says what each is; it splits no sentences.

use crate::Span;
use crate::stated::Stated;

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
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let _ = text;
        todo!()
    }
}
