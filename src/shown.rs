//! An annotation together with the very text that it belongs to, and what the page reads from both. No markup, no browser.

use std::sync::Arc;

use exchange::json::{Document, Range, Sentence};
use exchange::review::{Entry, Outcome, Review};

/// How many characters of a sentence a list shows at most, about two lines.
const EXCERPT: usize = 110;

/// A note of more sentences is long.
const LONG: usize = 400;

/// A note as it was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// The text as sent.
    pub text: Arc<str>,
    /// Its annotation with the reader's changes, positions in UTF-8 bytes.
    pub document: Arc<Document>,
    /// Its annotation as the scorer read it.
    pub scored: Arc<Document>,
    /// What the reader changed.
    pub review: Arc<Review>,
    /// For each entry of the review the sentence that it belongs to; `None` where the text holds that no more.
    pub places: Vec<Option<usize>>,
    /// Whether it is still being read: these are the sentences so far, and nothing can be said yet of the whole.
    pub so_far: bool,
}

impl Shown {
    /// A note as the scorer read it, with what its reader changed.
    #[must_use]
    pub fn new(text: Arc<str>, scored: Arc<Document>, review: Review, outcome: &Outcome) -> Self {
        let document = if review.is_empty() { scored.clone() } else { Arc::new(scored.reviewed(&review, outcome)) };
        Self { text, document, scored, review: Arc::new(review), places: outcome.places.clone(), so_far: false }
    }

    /// The sentences of a note that is being read, as far as they are known.
    #[must_use]
    pub fn so_far(text: Arc<str>, sentences: Vec<Sentence>) -> Self {
        let scored = Arc::new(Document::so_far(sentences));
        Self { text, document: scored.clone(), scored, review: Arc::default(), places: Vec::new(), so_far: true }
    }

    /// Whether it is so long that not all of it is drawn at once. One that is still being read is: others come whole.
    #[must_use]
    pub fn is_long(&self) -> bool {
        self.so_far || self.document.sentences.len() > LONG
    }

    /// What the reader says of a sentence.
    #[must_use]
    pub fn entry(&self, id: usize) -> Option<&Entry> {
        self.review.entries.iter().zip(&self.places).find(|(_, place)| **place == Some(id)).map(|(entry, _)| entry)
    }

    /// What the reader said of sentences that the text holds no more, with their places in the review.
    pub fn orphans(&self) -> impl Iterator<Item = (usize, &Entry)> {
        self.review
            .entries
            .iter()
            .zip(&self.places)
            .enumerate()
            .filter(|(_, (_, place))| place.is_none())
            .map(|(at, (entry, _))| (at, entry))
    }

    /// The sentence of that id.
    #[must_use]
    pub fn sentence(&self, id: usize) -> Option<&Sentence> {
        self.document.sentences.get(id)
    }

    /// The sentences that are read, in the order of the note.
    pub fn read(&self) -> impl Iterator<Item = &Sentence> {
        self.document.sentences.iter().filter(|sentence| sentence.polarity.is_some())
    }

    /// For each of `count` phrases the sentences that are read in which it stands, given the places of all.
    #[must_use]
    pub fn sentences_at(&self, places: &[(std::ops::Range<usize>, usize)], count: usize) -> Vec<Vec<usize>> {
        let mut found = vec![Vec::new(); count];
        for (place, which) in places {
            let at = self.document.sentences.partition_point(|sentence| sentence.range.end <= place.start);
            let sentence =
                self.document.sentences.get(at).filter(|sentence| sentence.range.start < place.end && sentence.polarity.is_some());
            if let (Some(sentence), Some(own)) = (sentence, found.get_mut(*which))
                && own.last() != Some(&sentence.id)
            {
                own.push(sentence.id);
            }
        }
        found
    }

    /// What stands in a range of the text, on one line.
    #[must_use]
    pub fn covered(&self, range: Range) -> String {
        range.line(&self.text)
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
