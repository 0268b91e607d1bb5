//! What holds for every annotation, whatever the text: positions, sums, ranges.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test that cannot go on fails")]

use proptest::prelude::*;
use scorer::annotation::AnnotatedSentence;
use scorer::model::{Model, Target};
use scorer::note::Part;
use scorer::{Annotation, Scorer, Span};
use std::path::Path;
use std::sync::LazyLock;

static SCORER: LazyLock<Scorer> = LazyLock::new(|| Scorer::new(Model::load(include_bytes!("../../../model/note.model")).unwrap()));

/// Everything that a reader of an annotation may rely on.
fn check(text: &str) -> Annotation {
    let annotation = SCORER.annotate(text);
    let lies_in = |span: Span| text.get(span.start..span.end).is_some();
    let mut end = 0;
    for sentence in &annotation.sentences {
        assert!(lies_in(sentence.span), "{:?} is cut in {text:?}", sentence.span);
        assert!(sentence.span.start >= end && !sentence.span.is_empty(), "{:?} after {end} in {text:?}", sentence.span);
        let between = &text[end..sentence.span.start];
        assert!(between.chars().all(char::is_whitespace), "{between:?} belongs to no sentence in {text:?}");
        end = sentence.span.end;
        assert!(sentence.part == Part::Body || sentence.reading.is_none());
        for span in sentence.horizons.iter().map(|one| one.span).chain(sentence.quantities.iter().map(|one| one.span)) {
            assert!(lies_in(span) && sentence.span.contains(span), "{span:?} in {text:?}");
        }
        let Some(reading) = &sentence.reading else { continue };
        for probability in reading.role_probabilities.iter().chain(&reading.polarity_probabilities) {
            assert!((0.0..=1.0).contains(probability));
        }
        assert!((reading.polarity_probabilities.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        assert_eq!(reading.logits.len(), reading.roles.len() + 1);
        for logit in &reading.logits {
            let words: f64 = reading.evidence.iter().filter(|word| word.target == logit.target).map(|word| word.contribution).sum();
            assert!((logit.intercept + words - logit.value).abs() < 1e-9, "{:?} does not add up in {text:?}", logit.target);
        }
        assert!(reading.evidence.iter().all(|word| lies_in(word.span)));
    }
    assert!(text[end..].chars().all(char::is_whitespace), "{:?} belongs to no sentence", &text[end..]);

    let unread = annotation.sentences.iter().filter(|sentence| sentence.part == Part::Body && sentence.reading.is_none()).count();
    assert_eq!(unread, annotation.unread.map_or(0, |unread| unread.sentences), "all prose is read, or it is said what is not, in {text:?}");
    // Nothing changed, nothing else comes out.
    let again = annotation.rescored(&[], SCORER.model().calibration());
    assert_eq!((&again.computed, &again.divergence), (&annotation.computed, &annotation.divergence));
    let own = |sentence: &AnnotatedSentence| sentence.reading.as_ref().map_or(0.0, |reading| reading.contribution);
    assert_eq!(again.contributions, annotation.sentences.iter().map(own).collect::<Vec<_>>());

    let sum: f64 = annotation.sentences.iter().filter_map(|sentence| sentence.reading.as_ref()).map(|one| one.contribution).sum();
    if let Some(score) = annotation.computed.score {
        assert!((-1.0..=1.0).contains(&score));
        assert!((sum - score).abs() < 1e-9, "sentences sum to {sum}, score is {score}");
        let (low, high) = annotation.computed.interval.unwrap();
        assert!(-1.0 <= low && low <= score && score <= high && high <= 1.0);
    } else {
        assert!(annotation.sentences.iter().all(|sentence| sentence.reading.is_none()));
    }
    if let Some(stated) = &annotation.stated {
        assert!(stated.score.is_none_or(|score| (-1.0..=1.0).contains(&score)));
        for entry in &stated.tickers {
            assert!(lies_in(entry.span) && entry.score.is_none_or(|score| (-1.0..=1.0).contains(&score)));
        }
    }
    annotation
}

#[test]
fn holds_for_the_whole_notes() {
    for entry in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/notes")).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        let annotation = check(&text);
        let decided = |target| {
            annotation.sentences.iter().filter_map(|one| one.reading.as_ref()).any(|one| one.logits.iter().any(|sum| sum.target == target))
        };
        assert!(Target::ALL.into_iter().any(decided));
    }
}

#[test]
fn empty_text_has_an_empty_annotation() {
    for text in ["", " \n\t\u{a0}\r\n"] {
        let annotation = check(text);
        assert!(annotation.sentences.is_empty() && annotation.stated.is_none() && annotation.computed.score.is_none());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn holds_for_any_text(text in any::<String>()) {
        check(&text);
    }

    #[test]
    fn holds_for_any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        check(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn holds_for_note_like_text(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..40)) {
        check(&pieces.concat());
    }
}

/// What notes are made of, in any order.
const PIECES: &[&str] = &[
    "The plant reopens in March",
    ". ",
    ".",
    "\n",
    "\r\n",
    "\n\n",
    " ",
    "\t",
    "\u{a0}",
    "- ",
    "• ",
    "1. ",
    "# ",
    "**",
    "Key risks",
    "capa-\ncity",
    "U.S.",
    "Inc.",
    "(NASDAQ: AMZN)",
    "$NVDA",
    "7203.T",
    "Amazon",
    "$1.2bn",
    "3.5x",
    "-6%",
    "“",
    "”",
    "’",
    "…",
    "🚀",
    "é",
    "株",
    "Overall Sentiment",
    "strongly positive",
    "Sentiment Score",
    "0.88",
    "-1.7",
    "Ticker Sentiment",
    "AMZN 0.3",
    "Rating: Buy",
    "6-18 months",
    "by Q1 2028",
    "?",
    "!",
    "|",
    "\u{202e}",
    "\u{ad}",
    "\u{feff}",
    "If demand fails, margins fall",
    ": ",
    "; ",
    "—",
];
