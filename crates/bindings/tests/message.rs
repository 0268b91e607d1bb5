//! What the page and its worker say to each other comes across whole.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on fails")]
#![cfg(not(target_arch = "wasm32"))]

use bindings::Annotator;
use bindings::message::{self, Form, Request, Response};
use exchange::file::Format;
use exchange::offset::OffsetUnit;
use exchange::review::{Entry, Review, Target};

const NOTE: &str = "AMD (AMD) 🚢 will raise guidance by 5% by the end of 2027.\n\nThe main risk is that within six months two of its five \
    largest customers leave.\n\nSentiment: bullish (0.4)\n\n| Ticker | Sentiment |\n|---|---|\n| AMD | 0.6 |";

fn said() -> (Vec<Request>, Vec<Response>) {
    let annotator = Annotator::load(include_bytes!("../../../model/note.model")).unwrap();
    let (mut annotated, unit) = (annotator.finish(annotator.begin(NOTE), OffsetUnit::Utf8), OffsetUnit::Utf8);
    let sentence = annotated.document.sentences[1].clone();
    let target = Target::new(NOTE, &annotated.document.sentences, &sentence);
    let entry =
        Entry { roles: Some(vec![]), polarity: Some("positive".to_owned()), comment: "“Two” of five".to_owned(), ..Entry::new(target) };
    let review = Review { entries: vec![entry] };
    let outcome = annotator.review(&annotated, &review);
    assert!(outcome.scores.is_some() && !sentence.horizons.is_empty() && !sentence.evidence.is_empty());
    let (date, text) = ("2026-11-22".to_owned(), NOTE.to_owned());
    let exported = Box::new(annotator.export(&annotated, &review, Form::File(Format::Csv), &date));
    let so_far = annotator.so_far(&annotator.begin(NOTE), 0..0, unit);
    annotated.document.review = Some(review.clone());
    let requests = vec![
        Request::Annotate { id: u32::MAX, text: text.clone(), review: review.clone() },
        Request::Export { id: 0, review: review.clone(), form: Form::File(Format::Html), date },
        Request::Import { content: text, aside: None },
        Request::StopScoring,
    ];
    let responses = vec![
        Response::Listening,
        Response::Sentences { id: 1, sentences: annotated.document.sentences.clone(), so_far: true, more: false },
        Response::Sentences { id: 1, sentences: so_far, so_far: false, more: true },
        Response::Annotated { id: 1, document: Box::new(annotated.document), review, outcome },
        Response::Exported { id: 1, exported },
        Response::Linked { id: 1, link: Err("too long".to_owned()) },
    ];
    (requests, responses)
}

#[test]
fn every_message_comes_across_whole() {
    let (requests, responses) = said();
    for request in requests {
        assert_eq!(message::read::<Request>(&message::write(&request).unwrap()).unwrap(), request);
    }
    for response in responses {
        assert_eq!(message::read::<Response>(&message::write(&response).unwrap()).unwrap(), response);
    }
}

#[test]
fn what_is_no_message_is_an_error() {
    let whole = message::write(&said().1.swap_remove(3)).unwrap();
    for length in 0..whole.len() {
        assert!(message::read::<Response>(&whole[..length]).is_err(), "{length} of {} bytes", whole.len());
    }
    assert!(message::read::<Response>(&[&whole[..], &[0]].concat()).is_err());
    assert!(message::read::<Request>(&[u8::MAX]).is_err());
}
