//! What the page knows of links: the one that the reader is making, and the shared note that stands open.

use bindings::message::Link;
use exchange::link::{Content, Options, Seen};
use leptos::prelude::*;

use crate::phrase;
use crate::shelved::Aside;

/// A shared note that is open, over what the reader had.
#[derive(Clone, Debug, PartialEq)]
pub struct Guest {
    /// What its sender saw.
    pub seen: Seen,
    /// The reader's own, which comes back when the shared note is closed.
    pub own: Aside,
}

impl Guest {
    /// Whether the reader had a text.
    #[must_use]
    pub fn has_own(&self) -> bool {
        !self.own.text.trim().is_empty()
    }

    /// What the reader had, to be brought back; nothing where that was nothing.
    #[must_use]
    pub fn into_own(self) -> Option<Aside> {
        self.has_own().then_some(self.own)
    }
}

/// The state of sharing; copies are the same state.
#[derive(Clone, Copy)]
pub struct Sharing {
    /// Whether the dialog is open.
    pub open: RwSignal<bool>,
    /// What goes into the link.
    pub options: RwSignal<Options>,
    /// The link, or why there is none; `None` until it is made.
    pub link: RwSignal<Option<Result<Link, String>>>,
    /// What came of the last thing that was asked for in the dialog.
    pub said: RwSignal<String>,
    /// Whether a link is being read.
    pub opening: RwSignal<bool>,
    /// The shared note that is open.
    pub guest: RwSignal<Option<Guest>>,
    /// Shared findings that are shown.
    pub findings: RwSignal<Option<Content>>,
}

impl Sharing {
    /// Nothing shared.
    pub fn new() -> Self {
        Self {
            open: RwSignal::new(false),
            options: RwSignal::new(Options { whole: true, quotes: true, comments: true }),
            link: RwSignal::new(None),
            said: RwSignal::new(String::new()),
            opening: RwSignal::new(false),
            guest: RwSignal::new(None),
            findings: RwSignal::new(None),
        }
    }
}

/// Whether today's scorer reads a note as its sender saw it.
#[must_use]
pub fn since(seen: &Seen, score: Option<f64>) -> String {
    let words = |score: Option<f64>| score.map_or_else(|| "no score".to_owned(), |score| phrase::typeset(&phrase::signed(score)));
    if seen.is_score(score) {
        return "It is read here as its sender saw it.".to_owned();
    }
    let by = if seen.scorer.is_empty() { String::new() } else { format!(" (scorer {})", seen.scorer) };
    format!("Its sender saw {}{by}; the scorer of this page reads {}.", words(seen.score), words(score))
}

/// What takes links of which length, in characters.
pub const LIMITS: [(&str, usize); 3] = [("chat", 2000), ("QR code", 2953), ("mail", 4000)];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sender_who_saw_something_else_is_told_of() {
        let seen = |score: Option<f64>| Seen { score, scorer: "0.1.0".to_owned(), ..Seen::default() };
        assert_eq!(since(&seen(Some(0.1234)), Some(0.123_449)), "It is read here as its sender saw it.");
        assert_eq!(since(&seen(None), None), "It is read here as its sender saw it.");
        assert_eq!(since(&seen(Some(-0.2)), Some(0.31)), "Its sender saw −0.20 (scorer 0.1.0); the scorer of this page reads +0.31.");
        assert_eq!(since(&seen(Some(0.5)), None), "Its sender saw +0.50 (scorer 0.1.0); the scorer of this page reads no score.");
    }
}
