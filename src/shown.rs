//! An annotation together with the very text that it belongs to, and what the page reads from both. No markup, no browser.

use std::sync::Arc;

use exchange::json::{Document, Range, Sentence};

/// How many characters of a sentence a list shows at most, about two lines.
const EXCERPT: usize = 110;

/// A note as it was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// The text as sent.
    pub text: Arc<str>,
    /// Its annotation, positions in UTF-8 bytes.
    pub document: Arc<Document>,
}

impl Shown {
    /// The sentence of that id.
    #[must_use]
    pub fn sentence(&self, id: usize) -> Option<&Sentence> {
        self.document.sentences.get(id)
    }

    /// The sentences that are scored, in the order of the note.
    pub fn scored(&self) -> impl Iterator<Item = &Sentence> {
        self.document.sentences.iter().filter(|sentence| sentence.polarity.is_some())
    }

    /// What stands in a range of the text, on one line.
    #[must_use]
    pub fn covered(&self, range: Range) -> String {
        self.text.get(range.start..range.end).unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// A sentence on one line, without the bullet that it may stand behind.
    #[must_use]
    pub fn words(&self, sentence: &Sentence) -> String {
        bare(&self.covered(sentence.range)).to_owned()
    }

    /// A sentence on one line, cut at a word where it is long.
    #[must_use]
    pub fn excerpt(&self, sentence: &Sentence) -> String {
        let mut short = String::new();
        for word in self.words(sentence).split(' ') {
            if short.chars().count() + word.chars().count() > EXCERPT {
                short.push('…');
                break;
            }
            if !short.is_empty() {
                short.push(' ');
            }
            short.push_str(word);
        }
        short
    }
}

/// A line without its bullet.
///
/// # Example
/// ```
/// use note_annotator::shown::bare;
/// assert_eq!(bare("- Two bidders are left."), "Two bidders are left.");
/// assert_eq!(bare("-3% in the quarter"), "-3% in the quarter");
/// ```
#[must_use]
pub fn bare(line: &str) -> &str {
    line.split_once(' ')
        .filter(|(bullet, _)| ["-", "*", "\u{2022}", "\u{2013}", "\u{2014}", "\u{25aa}", "\u{25e6}"].contains(bullet))
        .map_or(line, |(_, rest)| rest)
}
