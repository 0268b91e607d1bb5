//! Any text as a saved file, and what a file brings written in every form: what can be read again brings the same again, and what others noted goes to a
//! sentence or is listed. A text that is no file is a note instead, and what stands behind a zero byte is what is said of it.
#![no_main]

use std::collections::BTreeSet;

use exchange::file::{self, FileError, Format, Kept, Opened, Source};
use exchange::foreign::Foreign;
use exchange::review::{Entry, Outcome, Review, Target};
use exchange::{html, markdown};
use libfuzzer_sys::fuzz_target;

/// The note that files without one are laid over, with equal sentences, signs of several bytes and a line that is broken.
const NOTE: &str = "🚢 Marlow Shipping (MRLW)\n\nFreight rates rose by a fifth. We expect the “Asia loop” to open in March, which adds two ports. Freight \
    rates rose less in Europe.\n\nNet debt is 4x EBITDA, and the covenant is 4.5x.  A refinancing\r\nis due in 2027. Freight rates rose by a fifth.";

fuzz_target!(|text: &str| {
    let _ = file::is_saved(text);
    match file::read(text) {
        Ok(opened) => check(&opened),
        Err(FileError::NeitherForm) => check(&said(text)),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
});

/// A note with one comment on its first sentences, which says what else it says of them by turns, and with words that somebody else quotes.
fn said(text: &str) -> Opened {
    let (text, words) = text.split_once('\0').unwrap_or((text, ""));
    let sentences = fuzz::document(text).sentences;
    let entry = |sentence: &exchange::json::Sentence| Entry {
        roles: [None, Some(vec!["risk".to_owned(), "catalyst".to_owned()]), Some(Vec::new())].into_iter().nth(sentence.id % 3).flatten(),
        polarity: (sentence.id % 2 == 1).then(|| "negative".to_owned()),
        comment: words.to_owned(),
        ..Entry::new(Target::new(text, &sentences, sentence))
    };
    let entries = sentences.iter().step_by(2).take(6).map(entry).collect();
    let note = Foreign { exact: words.to_owned(), tags: vec!["risk".to_owned(), words.to_owned()], ..Foreign::default() };
    Opened { source: Source::Json, text: Some(text.to_owned()), review: Review { entries }, notes: vec![note] }
}

fn check(opened: &Opened) {
    let text = opened.text.as_deref().unwrap_or(NOTE);
    let document = fuzz::document(text);
    let sentences = &document.sentences;
    let (review, unanchored) = opened.anchor(text, sentences);
    assert!(unanchored.len() <= opened.notes.len(), "nothing is listed twice");
    assert!(review.entries.len() <= opened.review.entries.len() + opened.notes.len(), "nothing is anchored twice");
    assert!(opened.notes.is_empty() || !unanchored.is_empty() || !review.is_empty(), "nothing is lost");
    for (own, with) in opened.review.entries.iter().zip(&review.entries) {
        assert_eq!((&own.target, &own.polarity), (&with.target, &with.polarity), "no other has a say in what the reader decided");
        assert!(own.roles.is_none() || own.roles == with.roles);
    }
    let places = review.places(text, sentences);
    let found: Vec<usize> = places.iter().copied().flatten().collect();
    assert_eq!(found.iter().collect::<BTreeSet<_>>().len(), found.len(), "two entries of one sentence");
    for (entry, place) in review.entries.iter().zip(&places) {
        assert!(place.is_none_or(|id| sentences[id].range.line(text) == entry.target.exact), "moved to other words");
    }

    let outcome = Outcome { places, scores: None };
    let kept = Kept { text, document: &document, review: &review, outcome: &outcome };
    for format in Format::ALL {
        let written = file::write(&kept, format);
        assert_eq!(file::is_saved(&written), format.can_be_read(), "{format:?}");
        if format.can_be_read() {
            comes_back(&written, text, &review);
        }
    }
    assert!(!html::fragment(&kept).contains("<template"));
    assert!(markdown::plain(&kept).starts_with("Sentiment: "));
}

fn comes_back(written: &str, text: &str, review: &Review) {
    let again = file::read(written).unwrap_or_else(|error| panic!("{error}\n{written}"));
    assert_eq!((again.text.as_deref(), &again.review, again.notes.len()), (Some(text), review, 0));
}
