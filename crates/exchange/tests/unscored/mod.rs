//! Sentences for tests that need no scorer.

use exchange::json::{Range, Sentence};

/// A sentence of a text that nobody scored.
pub fn sentence(id: usize, start: usize, end: usize) -> Sentence {
    Sentence {
        id,
        range: Range { start, end },
        part: "body".to_owned(),
        block: 0,
        roles: Vec::new(),
        probabilities: None,
        polarity: None,
        contribution: 0.0,
        evidence: Vec::new(),
        logits: Vec::new(),
        horizons: Vec::new(),
        quantities: Vec::new(),
        tickers: Vec::new(),
    }
}
