//! Any note, reviewed, and any other text that it was edited to: what the reader said stays with its sentence or is listed, and goes to no other.
//!
//! The input is the two texts with a zero byte between them.
#![no_main]

use std::collections::BTreeSet;

use exchange::json::Sentence;
use exchange::review::{Entry, Review, Target};
use libfuzzer_sys::fuzz_target;

/// More sentences would only make it slow: each is compared with all.
const MOST: usize = 60;

fuzz_target!(|text: &str| {
    let (before, after) = text.split_once('\0').unwrap_or((text, ""));
    let document = fuzz::document(before);
    let sentences = &document.sentences[..document.sentences.len().min(MOST)];
    let said = |sentence| Entry { comment: "Look again.".to_owned(), ..Entry::new(Target::new(before, sentences, sentence)) };
    let mut review = Review { entries: sentences.iter().map(said).collect() };
    let own: Vec<Option<usize>> = sentences.iter().map(|sentence| Some(sentence.id)).collect();
    assert_eq!(review.places(before, sentences), own, "in its own text every entry has its own sentence");

    let edited = fuzz::document(after);
    let places = check(&review, after, &edited.sentences);
    // Found and taken down anew, it is found again; what is back where it was is found again too.
    let untouched = review.clone();
    review.settle(after, &edited.sentences, &places);
    for (again, place) in check(&review, after, &edited.sentences).into_iter().zip(&places) {
        assert!(place.is_none() || again == *place, "{again:?} instead of {place:?}");
    }
    assert_eq!(untouched.places(before, sentences), own);
});

/// The places of the entries, which are sentences with their very words, each of one entry only.
fn check(review: &Review, text: &str, sentences: &[Sentence]) -> Vec<Option<usize>> {
    let places = review.places(text, sentences);
    assert_eq!(places.len(), review.entries.len());
    let found: Vec<usize> = places.iter().copied().flatten().collect();
    assert_eq!(found.iter().collect::<BTreeSet<_>>().len(), found.len(), "two entries of one sentence");
    for (entry, place) in review.entries.iter().zip(&places) {
        let alike = || sentences.iter().filter(|sentence| sentence.range.line(text) == entry.target.exact);
        match place {
            Some(id) => assert_eq!(sentences[*id].range.line(text), entry.target.exact, "moved to other words"),
            None => assert!(!entry.target.unique || alike().count() != 1, "{:?} is lost", entry.target),
        }
    }
    places
}
