//! What the reader changed, with every state before and after it: undo and redo without limit. No markup, no browser.

use exchange::json::{Document, Sentence};
use exchange::review::{Entry, Review, Target};

/// A review and the ways back and forth.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    present: Review,
    past: Vec<Review>,
    future: Vec<Review>,
}

impl History {
    /// A review that came with its note.
    #[must_use]
    pub fn of(present: Review) -> Self {
        Self { present, ..Self::default() }
    }

    /// The review as it is.
    #[must_use]
    pub const fn present(&self) -> &Review {
        &self.present
    }

    /// Whether there is something to undo.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        !self.past.is_empty()
    }

    /// Whether there is something to redo.
    #[must_use]
    pub fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }

    /// Changes the review; what changes nothing is no step.
    pub fn change(&mut self, edit: impl FnOnce(&mut Review)) {
        let mut next = self.present.clone();
        edit(&mut next);
        if next != self.present {
            self.past.push(std::mem::replace(&mut self.present, next));
            self.future.clear();
        }
    }

    /// Goes one step back.
    pub fn undo(&mut self) {
        if let Some(before) = self.past.pop() {
            self.future.push(std::mem::replace(&mut self.present, before));
        }
    }

    /// Takes back the last undo.
    pub fn redo(&mut self) {
        if let Some(after) = self.future.pop() {
            self.past.push(std::mem::replace(&mut self.present, after));
        }
    }

    /// Takes down where the entries stand in a text that was read anew; that is no step.
    pub fn settle(&mut self, text: &str, sentences: &[Sentence], places: &[Option<usize>]) {
        self.present.settle(text, sentences, places);
    }
}

/// Changes what a review says of a sentence of `text`, as the scorer read it. What the scorer says too is not kept, nor an entry that says nothing.
pub fn revise(review: &mut Review, text: &str, scored: &Document, id: usize, edit: impl FnOnce(&mut Entry)) {
    let Some(sentence) = scored.sentences.get(id) else { return };
    let held = review.places(text, &scored.sentences).iter().position(|place| *place == Some(id));
    let at = held.unwrap_or_else(|| {
        review.entries.push(Entry::new(Target::new(text, &scored.sentences, sentence)));
        review.entries.len() - 1
    });
    let Some(entry) = review.entries.get_mut(at) else { return };
    edit(entry);
    entry.comment = entry.comment.trim().to_owned();
    if entry.roles.as_ref().is_some_and(|roles| same_roles(roles, sentence)) {
        entry.roles = None;
    }
    if entry.polarity.is_some() && entry.polarity.as_deref() == sentence.polarity.as_ref().map(|own| own.label.as_str()) {
        entry.polarity = None;
    }
    if entry.is_empty() {
        review.entries.remove(at);
    }
}

/// Whether these are the roles that the scorer found, in whatever order.
fn same_roles(roles: &[String], sentence: &Sentence) -> bool {
    roles.len() == sentence.roles.len() && sentence.roles.iter().all(|held| roles.contains(&held.role))
}
