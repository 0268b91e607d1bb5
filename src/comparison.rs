//! Two notes side by side: which findings both have, which only one, and what changed in those of both. No markup, no browser.

use std::collections::HashSet;
use std::sync::Arc;

use bindings::message::Pair;
use exchange::json::{Document, Quantity, Sentence};

use crate::phrase;
use crate::shown::{Shown, bare};

/// The other note, the earlier of the two, as it was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Other {
    /// The text as sent.
    pub text: Arc<str>,
    /// Its annotation, positions in UTF-8 bytes.
    pub document: Arc<Document>,
    /// Which sentences make the same point, in the order of the note that it stands beside.
    pub pairs: Arc<[Pair]>,
}

/// What was and what is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shift {
    /// In the other note.
    pub before: String,
    /// In the note.
    pub after: String,
}

/// How sure it is that two sentences make the same point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeness {
    /// They have the same words.
    Same,
    /// They hardly leave a doubt.
    Close,
    /// They may.
    Perhaps,
}

impl Likeness {
    /// In words.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Same => "same words",
            Self::Close => "close in meaning",
            Self::Perhaps => "perhaps the same point",
        }
    }
}

/// A point that both notes make and at least one of them as a finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    /// The other note's sentence.
    pub before: usize,
    /// The note's own.
    pub after: usize,
    /// How sure that is.
    pub likeness: Likeness,
    /// Roles, where they differ.
    pub roles: Option<Shift>,
    /// Polarity, where it differs.
    pub polarity: Option<Shift>,
    /// Amounts of the same kind that differ.
    pub numbers: Vec<Shift>,
    /// Horizons, where they differ.
    pub horizons: Option<Shift>,
}

/// Two notes side by side.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparison {
    /// Points of both, in the order of the note.
    pub kept: Vec<Kept>,
    /// Findings of the note alone.
    pub added: Vec<usize>,
    /// Findings of the other alone.
    pub dropped: Vec<usize>,
}

impl Comparison {
    /// Sets a note, with its reader's changes, beside another one. Sentences whose words, (other's, own), are in `apart` are two points to the reader.
    #[must_use]
    pub fn new(shown: &Shown, other: &Other, apart: &HashSet<(String, String)>) -> Self {
        let mut comparison = Self::default();
        let (mut before_paired, mut after_paired) = (HashSet::new(), HashSet::new());
        for pair in &*other.pairs {
            let (Some(before), Some(after)) = (other.sentence(pair.before), shown.sentence(pair.after)) else { continue };
            if !apart.is_empty() && apart.contains(&other.words(shown, before, after)) {
                continue;
            }
            before_paired.insert(pair.before);
            after_paired.insert(pair.after);
            if !before.roles.is_empty() || !after.roles.is_empty() {
                comparison.kept.push(Kept::new(before, after, *pair));
            }
        }
        let alone = |document: &Document, paired: &HashSet<usize>| {
            let findings = document.sentences.iter().filter(|sentence| !sentence.roles.is_empty());
            findings.map(|sentence| sentence.id).filter(|id| !paired.contains(id)).collect()
        };
        comparison.added = alone(&shown.document, &after_paired);
        comparison.dropped = alone(&other.document, &before_paired);
        comparison
    }

    /// What it comes to, for a live region.
    #[must_use]
    pub fn summary(&self) -> String {
        let (kept, added, dropped) = (phrase::plural(self.kept.len(), "finding", "findings"), self.added.len(), self.dropped.len());
        format!("Beside the other note: {kept} kept, {added} added, {dropped} dropped.")
    }
}

impl Kept {
    fn new(before: &Sentence, after: &Sentence, pair: Pair) -> Self {
        let polarity = |sentence: &Sentence| sentence.polarity.as_ref().map(|own| own.label.clone()).unwrap_or_default();
        let horizons = |sentence: &Sentence| {
            let all: Vec<String> = sentence.horizons.iter().map(phrase::horizon).collect();
            if all.is_empty() { "no time named".to_owned() } else { all.join("; ") }
        };
        Self {
            before: before.id,
            after: after.id,
            likeness: match pair {
                Pair { likeness: 1.0.., .. } => Likeness::Same,
                Pair { close: true, .. } => Likeness::Close,
                Pair { .. } => Likeness::Perhaps,
            },
            roles: shift(phrase::found(&before.roles), phrase::found(&after.roles)),
            polarity: shift(polarity(before), polarity(after)),
            numbers: numbers(&before.quantities, &after.quantities),
            horizons: shift(horizons(before), horizons(after)),
        }
    }
}

fn shift(before: String, after: String) -> Option<Shift> {
    (before != after).then_some(Shift { before, after })
}

/// Amounts of the same kind and unit that differ, in their order; those that stand in both are no change wherever they stand.
fn numbers(before: &[Quantity], after: &[Quantity]) -> Vec<Shift> {
    let comparable = |one: &Quantity, other: &Quantity| one.kind == other.kind && one.unit == other.unit;
    let equal = |one: &Quantity, other: &Quantity| comparable(one, other) && phrase::quantity(one) == phrase::quantity(other);
    let left = |own: &[Quantity], others: &[Quantity]| -> Vec<Quantity> {
        own.iter().filter(|quantity| !others.iter().any(|other| equal(quantity, other))).cloned().collect()
    };
    let mut gone = left(before, after);
    left(after, before)
        .iter()
        .filter_map(|now| {
            let then = gone.remove(gone.iter().position(|then| comparable(then, now))?);
            shift(phrase::quantity(&then), phrase::quantity(now))
        })
        .collect()
}

impl Other {
    /// The sentence of that id.
    #[must_use]
    pub fn sentence(&self, id: usize) -> Option<&Sentence> {
        self.document.sentences.get(id)
    }

    /// The words of a sentence of it, and those of one of the note beside it.
    #[must_use]
    pub fn words(&self, shown: &Shown, before: &Sentence, after: &Sentence) -> (String, String) {
        (before.range.line(&self.text), shown.covered(after.range))
    }

    /// A sentence of it on one line, without the bullet that it may stand behind.
    #[must_use]
    pub fn line(&self, sentence: &Sentence) -> String {
        bare(&sentence.range.line(&self.text)).to_owned()
    }
}
