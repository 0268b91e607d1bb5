//! Which way of summing products is fastest here, found by trying while nothing is asked. What is read is the same either way; trying also has the browser
//! compile the engine before the first note comes.

use bindings::Annotator;
use scorer::model::Dot;

use super::{Desk, breathe};

/// What is read to find out: about as many word pieces as a short note has.
const TEXT: &str = "Orders rose by a fifth in the third quarter, and the margin widened for the second time. Two of the five largest customers come up for \
    renewal in March, so a delay at either plant would weigh on cash flow. Guidance was kept, the net debt fell to 1.4 times earnings, and a decision on the \
    northern line is expected within six months. Investors still price the company as a supplier of parts.";
/// How often each way is tried. The first rounds run in code that the browser has not compiled well yet; the fastest counts.
const ROUNDS: usize = 6;

/// Tries all ways in turn and sets the desk to the fastest. A note that is asked for meanwhile comes first.
pub async fn find(desk: &Desk, annotator: &Annotator) {
    let Some(clock) = desk.scope.performance() else { return };
    let mut fastest = vec![f64::INFINITY; Dot::ALL.len()];
    for _ in 0..ROUNDS {
        for (dot, fastest) in Dot::ALL.iter().zip(&mut fastest) {
            while desk.newest.get().is_some() {
                breathe(&desk.scope).await;
            }
            let start = clock.now();
            let mut run = annotator.begin_with(TEXT, *dot);
            while annotator.step(&mut run) {}
            *fastest = fastest.min(clock.now() - start);
            breathe(&desk.scope).await;
        }
    }
    let best = Dot::ALL.iter().zip(&fastest).min_by(|one, other| one.1.total_cmp(other.1));
    if let Some((dot, _)) = best {
        desk.dot.set(*dot);
    }
}
