//! What the fuzz targets hold the parsers to: the promises that the crates' own tests check, for whatever text. No input is made here and nothing is run.

use exchange::json::{Document, Polarity, PolarityProbabilities, Range, Sentence as Wire};
use scorer::horizon::{self, Period};
use scorer::note::{Note, Part};
use scorer::quantity;
use scorer::sentence::{Sentence, split};
use scorer::stated::{Stated, StatedFinding, band};
use scorer::{Flat, Span};

/// Takes a text apart as far as can be done without the network.
///
/// # Panics
/// Where a block or a sentence is not what is promised.
#[must_use]
pub fn read(text: &str) -> (Note, Vec<Sentence>) {
    let note = Note::parse(text);
    let sentences = split(text, &note);
    covers(text, note.blocks.iter().map(|block| block.span));
    covers(text, sentences.iter().map(|sentence| sentence.span));
    for sentence in &sentences {
        let block = &note.blocks[sentence.block];
        assert!(block.span.contains(sentence.span) && block.part == sentence.part, "{sentence:?} is not of {block:?}");
        assert_eq!(sentence.span.trimmed(text), sentence.span, "white space around {sentence:?}");
        let heading = sentence.heading.map(|at| &sentences[at]);
        assert!(heading.is_none_or(|heading| heading.part == Part::Heading && heading.span.end <= sentence.span.start));
        assert!(sentence.part != Part::Heading || sentence.heading.is_none());
    }
    if let Some(stated) = &note.stated {
        self::stated(text, stated);
        for span in &stated.spans {
            let is_meta = |own: Span, part: Part| !own.overlaps(span.trimmed(text)) || part == Part::Meta;
            assert!(note.blocks.iter().all(|block| is_meta(block.span, block.part)), "{span:?} is stated outside of meta lines");
        }
    }
    (note, sentences)
}

/// Spans are ordered, disjoint, none empty, on boundaries of characters, and all that lies between them is white space.
///
/// # Panics
/// Where they are not.
pub fn covers(text: &str, spans: impl Iterator<Item = Span>) {
    let mut end = 0;
    for span in spans {
        assert!(span.start >= end && !span.is_empty(), "{span:?} comes after {end}");
        assert!(!span.of(text).is_empty(), "{span:?} cuts a character");
        let between = Span::new(end, span.start).of(text);
        assert!(between.chars().all(char::is_whitespace), "{between:?} belongs to nothing");
        end = span.end;
    }
    let rest = &text[end..];
    assert!(rest.chars().all(char::is_whitespace), "{rest:?} belongs to nothing");
}

/// What a text states of itself lies in the text and on its scales.
///
/// # Panics
/// Where it does not.
pub fn stated(text: &str, stated: &Stated) {
    let mut end = 0;
    for span in &stated.spans {
        assert!(span.start >= end && !span.of(text).is_empty(), "{span:?} after {end}");
        end = span.end;
    }
    assert_eq!((stated.span.start, stated.span.end), (stated.spans[0].start, end));
    let inside = stated.tickers.iter().map(|entry| entry.span).chain(stated.findings.iter().map(StatedFinding::span));
    for span in inside.chain(stated.label_span).chain(stated.score_span).chain(stated.rating_span) {
        assert!(stated.span.contains(span), "{span:?} outside of {:?}", stated.span);
        assert!(!span.of(text).is_empty(), "{span:?} covers nothing");
    }
    for score in stated.score.into_iter().chain(stated.tickers.iter().filter_map(|entry| entry.score)) {
        assert!((-1.0..=1.0).contains(&score), "a score of {score}");
    }
    for label in stated.label.iter().chain(stated.tickers.iter().filter_map(|entry| entry.label.as_ref())) {
        assert!(band(label).is_some(), "label {label:?} without a band");
    }
    assert!(stated.findings.iter().all(|finding| !finding.to_string().is_empty()));
}

/// Times and amounts of a stretch of text lie in it, and none in another.
///
/// # Panics
/// Where one does not.
pub fn facts(text: &str, span: Span) {
    let (horizons, quantities) = (horizon::find(text, span), quantity::find(text, span));
    let times: Vec<Span> = horizons.iter().map(|found| found.span).collect();
    let amounts: Vec<Span> = quantities.iter().map(|found| found.span).collect();
    for list in [&times, &amounts] {
        assert!(list.is_sorted_by(|one, next| one.end <= next.start), "ordered and disjoint: {list:?}");
        for found in list {
            assert!(span.contains(*found) && !found.of(text).is_empty(), "{found:?} outside of {span:?}");
        }
    }
    assert!(!amounts.iter().any(|amount| times.iter().any(|time| time.overlaps(*amount))), "an amount in a time");
    for found in &horizons {
        match found.period {
            Period::Months { from, to } => assert!(from >= 0.0 && to >= from && to.is_finite(), "{from}..{to}"),
            Period::Calendar { from, to } => {
                assert!((1..=12).contains(&from.month) && (1..=12).contains(&to.month));
                assert_eq!(from.year.is_some(), to.year.is_some());
                assert!(from.year.zip(to.year).is_none_or(|(first, last)| (first, from.month) <= (last, to.month)), "{from:?} to {to:?}");
            }
        }
    }
    for found in &quantities {
        assert!(found.value.is_finite() && found.upper.is_none_or(|upper| upper.is_finite() && upper > found.value), "{found:?}");
    }
}

/// Every byte of a clean line leads back to one character of the text.
///
/// # Panics
/// Where one does not.
pub fn leads_back(text: &str, span: Span) {
    let flat = Flat::new(text, span);
    for (at, character) in flat.text().char_indices() {
        let source = flat.source(at, at + character.len_utf8());
        assert!(span.contains(source) && source.of(text).chars().count() == 1, "{character:?} at {at} came from {source:?}");
    }
}

/// The document of a text as far as it is known without the network: sentences without roles, prose with an even polarity.
#[must_use]
pub fn document(text: &str) -> Document {
    let (_, sentences) = read(text);
    let polarity = || Polarity {
        label: "neutral".to_owned(),
        score: 0.0,
        probabilities: PolarityProbabilities { negative: 0.25, neutral: 0.5, positive: 0.25 },
    };
    let wire = |(id, own): (usize, &Sentence)| Wire {
        polarity: (own.part == Part::Body).then(polarity),
        ..Wire::unscored(id, Range { start: own.span.start, end: own.span.end }, own.part.name(), own.block)
    };
    Document::so_far(sentences.iter().enumerate().map(wire).collect())
}
