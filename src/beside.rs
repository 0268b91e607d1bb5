//! What the page knows of the note that stands beside the reader's: its text, how it was read, and which pairs the reader takes apart.

use std::collections::HashSet;

use leptos::prelude::*;

use crate::comparison::{Comparison, Other};
use crate::shown::Shown;

/// The state of the comparison; copies are the same state.
#[derive(Clone, Copy)]
pub struct Beside {
    /// Whether the comparison is open.
    pub open: RwSignal<bool>,
    /// The other note's text.
    pub text: RwSignal<String>,
    /// Whether that is open for editing.
    pub editing: RwSignal<bool>,
    /// The other note as it was read; `None` until it is.
    pub other: RwSignal<Option<Other>>,
    /// The share that is read, while it is read.
    pub reading: RwSignal<Option<f64>>,
    /// Why the two cannot be set side by side.
    pub hindrance: RwSignal<Option<String>>,
    /// The words of sentences, (other's, own), that are two points to the reader.
    pub apart: RwSignal<HashSet<(String, String)>>,
    /// Both notes side by side.
    pub comparison: Memo<Option<Comparison>>,
}

impl Beside {
    /// Nothing beside the note that `shown` holds.
    pub fn new(shown: RwSignal<Option<Shown>>) -> Self {
        let (other, apart) = (RwSignal::new(None::<Other>), RwSignal::new(HashSet::new()));
        let comparison = Memo::new(move |_| {
            shown.with(|shown| {
                let shown = shown.as_ref().filter(|shown| !shown.so_far)?;
                other.with(|other| apart.with(|apart| Some(Comparison::new(shown, other.as_ref()?, apart))))
            })
        });
        Self {
            open: RwSignal::new(false),
            text: RwSignal::new(String::new()),
            editing: RwSignal::new(true),
            other,
            reading: RwSignal::new(None),
            hindrance: RwSignal::new(None),
            apart,
            comparison,
        }
    }

    /// What the comparison comes to, in words; empty where there is none.
    pub fn summary(self) -> String {
        self.comparison.with_untracked(|own| own.as_ref().map(Comparison::summary)).unwrap_or_default()
    }

    /// Forgets how the other note was read; its text stays, and what the reader took apart.
    pub fn forget(self) {
        self.other.set(None);
        self.reading.set(None);
        self.hindrance.set(None);
    }
}
