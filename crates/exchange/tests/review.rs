//! A reader's review: it stays with its sentences while the text is edited around them, goes to no other, and the sums follow it.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop where it stands")]

use std::sync::LazyLock;

use exchange::json::{Document, Range, Sentence};
use exchange::offset::OffsetUnit;
use exchange::review::{Entry, Outcome, Review, Target};
use proptest::prelude::*;
use scorer::Scorer;
use scorer::model::Model;

/// The sentences one behind the other, and where they stand.
fn text(sentences: &[&str]) -> (String, Vec<Sentence>) {
    let mut text = String::new();
    let mut found = Vec::new();
    for (id, own) in sentences.iter().enumerate() {
        if id > 0 {
            text.push(' ');
        }
        found.push(Sentence::unscored(id, Range { start: text.len(), end: text.len() + own.len() }, "body", 0));
        text.push_str(own);
    }
    (text, found)
}

/// A review of one sentence.
fn review_of(sentences: &[&str], id: usize) -> Review {
    let (text, found) = text(sentences);
    let comment = "Look again.".to_owned();
    Review { entries: vec![Entry { comment, ..Entry::new(Target::new(&text, &found, &found[id])) }] }
}

fn place(review: &Review, sentences: &[&str]) -> Option<usize> {
    let (text, found) = text(sentences);
    review.places(&text, &found)[0]
}

const NOTE: [&str; 5] = ["Orders rose.", "Shares are cheap.", "We buy.", "The plant is late.", "We buy."];

#[test]
fn a_review_stays_with_its_sentence_while_the_text_changes_around_it() {
    let review = review_of(&NOTE, 3);
    assert_eq!(place(&review, &NOTE), Some(3));
    assert_eq!(place(&review, &["A new beginning.", "Orders fell.", "The plant is late.", "And an end."]), Some(2));
    assert_eq!(place(&review, &["The plant  is\nlate."]), Some(0), "broken over two lines it is the same");
}

#[test]
fn a_sentence_that_was_changed_is_not_found_until_it_is_back() {
    let review = review_of(&NOTE, 3);
    assert_eq!(place(&review, &["Orders rose.", "The plant is not late.", "We buy."]), None);
    assert_eq!(place(&review, &NOTE), Some(3));
}

#[test]
fn of_equal_sentences_the_one_with_the_same_surroundings_is_found() {
    for (id, without) in [(2, [0, 1, 3, 4]), (4, [0, 1, 2, 3])] {
        let review = review_of(&NOTE, id);
        assert_eq!(place(&review, &NOTE), Some(id));
        let longer: Vec<&str> = std::iter::once("A preface was added, which moves everything.").chain(NOTE).collect();
        assert_eq!(place(&review, &longer), Some(id + 1));
        // The one that is left is another one.
        assert_eq!(place(&review, &without.map(|at| NOTE[at])), None);
    }
}

#[test]
fn no_two_entries_get_the_same_sentence() {
    let mut review = review_of(&NOTE, 3);
    review.entries.extend(review_of(&NOTE, 3).entries);
    let (text, found) = text(&NOTE);
    assert_eq!(review.places(&text, &found), [Some(3), None]);
}

proptest! {
    /// Sentences come, go and change places, all of them told apart by a number that the reader does not see; short ones are often alike.
    #[test]
    fn nothing_is_moved_to_a_look_alike(
        kinds in prop::collection::vec(0..12_usize, 2..9),
        chosen in any::<prop::sample::Index>(),
        edits in prop::collection::vec((0..3_u8, any::<prop::sample::Index>(), 0..12_usize), 0..12),
    ) {
        let words = |kind: usize, own: usize| match kind {
            0 => "We buy.".to_owned(),
            1 => "Rating: Hold.".to_owned(),
            // A word of its own at both ends, so that what stands around a sentence tells where it is.
            _ => format!("{own}-{kind} is what the region {kind} reports about number {own}-{kind}."),
        };
        let mut note: Vec<(usize, String)> = kinds.iter().enumerate().map(|(own, kind)| (own, words(*kind, own))).collect();
        prop_assume!(note.windows(2).all(|pair| pair[0].1 != pair[1].1));
        let at = chosen.index(note.len());
        let truth = note[at].0;
        let line = |note: &[(usize, String)]| note.iter().map(|(_, words)| words.clone()).collect::<Vec<_>>();
        let mut review = review_of(&line(&note).iter().map(String::as_str).collect::<Vec<_>>(), at);
        for (fresh, (kind, index, other)) in (note.len()..).zip(edits) {
            match kind {
                0 => {
                    let new = (fresh, words(other, fresh));
                    let at = index.index(note.len() + 1);
                    // Of two equal neighbours nobody can say which one is new.
                    if [at.wrapping_sub(1), at].iter().all(|at| note.get(*at).is_none_or(|held| held.1 != new.1)) {
                        note.insert(at, new);
                    }
                }
                1 if note.len() > 1 => drop(note.remove(index.index(note.len()))),
                _ if note.len() > 1 => {
                    let at = index.index(note.len() - 1);
                    note.swap(at, at + 1);
                }
                _ => {}
            }
            // Nor can anybody of two that have become neighbours.
            note.dedup_by(|next, held| next.1 == held.1 && next.0 != truth);
            prop_assume!(note.windows(2).all(|pair| pair[0].1 != pair[1].1));
            let lines = line(&note);
            let (text, found) = text(&lines.iter().map(String::as_str).collect::<Vec<_>>());
            let places = review.places(&text, &found);
            let Some(id) = places[0] else {
                // A sentence whose words stand in the note only once, as they always did, is never lost.
                let alike = lines.iter().filter(|line| **line == review.entries[0].target.exact).count();
                prop_assert!(!(review.entries[0].target.unique && alike == 1));
                // What comes later may be the same text again, or look like it.
                break;
            };
            prop_assert_eq!(note[id].0, truth);
            review.settle(&text, &found, &places);
        }
    }
}

static SCORER: LazyLock<Scorer> = LazyLock::new(|| Scorer::new(Model::load(include_bytes!("../../../model/note.model")).unwrap()));

const DIGEST: &str = "Brightwater Foods (BWF) raised its guidance after orders climbed 19%. A recall in the second half could cost $60m. \
    The market treats the company as a cyclical and misses how sticky its contracts are.\n\nOverall Sentiment\nstrongly positive\nSentiment Score\n0.9";

#[test]
fn sums_and_roles_follow_the_reader() {
    let annotation = SCORER.annotate(DIGEST);
    let document = Document::new(DIGEST, &annotation, SCORER.model(), OffsetUnit::Utf8);
    let entry = |id: usize| Entry::new(Target::new(DIGEST, &document.sentences, &document.sentences[id]));
    let outcome = |review: &Review| Outcome::new(review, DIGEST, &document, &annotation, SCORER.model().calibration());

    let none = Review::default();
    assert_eq!(document.reviewed(&none, &outcome(&none)), document);

    let review = Review {
        entries: vec![
            Entry { polarity: Some("negative".to_owned()), ..entry(0) },
            Entry { roles: Some(Vec::new()), ..entry(1) },
            Entry { roles: Some(vec!["catalyst".to_owned()]), ..entry(2) },
        ],
    };
    let found = outcome(&review);
    assert_eq!(found.places, [Some(0), Some(1), Some(2)]);
    let reviewed = document.reviewed(&review, &found);
    let score = reviewed.computed.score.unwrap();
    assert!(score < document.computed.score.unwrap());
    let sum: f64 = reviewed.sentences.iter().map(|sentence| sentence.contribution).sum();
    assert!((sum - score).abs() < 1e-9, "sentences sum to {sum}, the score is {score}");
    assert!((reviewed.divergence.gap.unwrap() - (score - 0.9)).abs() < 1e-9);
    assert!(reviewed.sentences[0].contribution < 0.0);
    assert_eq!(reviewed.sentences[0].polarity.as_ref().unwrap().label, "negative");
    assert!(reviewed.sentences[1].roles.is_empty());
    assert_eq!(reviewed.sentences[2].roles.iter().map(|held| held.role.as_str()).collect::<Vec<_>>(), ["catalyst"]);
    // What the scorer found stays as it was beside it.
    assert_eq!(reviewed.sentences[2].evidence, document.sentences[2].evidence);
    assert_eq!(reviewed.sentences[2].probabilities, document.sentences[2].probabilities);
}
