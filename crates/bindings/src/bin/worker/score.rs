//! Notes of the shelf, read while nothing else is asked.

use std::rc::Rc;

use bindings::message::Response;
use exchange::offset::OffsetUnit;
use exchange::review::Review;
use exchange::shelf::Summary;

use super::{Desk, breathe, post};

/// Reads a note for its summary. Notes that are annotated come first, and another one for the shelf takes its place.
pub async fn score(desk: Rc<Desk>, note: String, text: String, review: Review) {
    let Some(annotator) = desk.annotator.get() else { return };
    let turn = desk.scoring.get().wrapping_add(1);
    desk.scoring.set(turn);
    let mut run = annotator.begin_with(&text, desk.dot.get());
    loop {
        let is_busy = || desk.newest.get().is_some();
        if !is_busy() && !annotator.step(&mut run) {
            break;
        }
        breathe(&desk.scope).await;
        if desk.scoring.get() != turn {
            return;
        }
    }
    let annotated = annotator.finish(run, OffsetUnit::Utf8);
    let outcome = annotator.review(&annotated, &review);
    let summary = Summary::new(&annotated.document.reviewed(&review, &outcome));
    post(&desk.scope, &Response::Scored { note, summary });
}
