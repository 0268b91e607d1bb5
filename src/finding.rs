//! The findings of a note as the reader meets them: which there are, which of them a filter lets through, in which order. No markup, no browser.

use std::collections::HashMap;

use exchange::json::Sentence;

use crate::phrase;
use crate::shown::Shown;

pub use exchange::phrase::ROLES;

/// What the list of findings is ordered by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// As they stand in the note.
    #[default]
    Position,
    /// By what they add to the score, in either direction, the largest first.
    Weight,
}

/// Which findings the reader wants to see.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only this role; all where there is none.
    pub role: Option<&'static str>,
    /// Only sentences that concern this ticker.
    pub ticker: Option<String>,
    /// Only sentences with this text in them, upper and lower case alike.
    pub text: String,
    /// In which order.
    pub order: Order,
}

impl Filter {
    /// Whether it lets everything through.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.role.is_none() && self.ticker.is_none() && self.text.trim().is_empty()
    }

    /// Lets everything through, in the order that it had.
    pub fn open(&mut self) {
        *self = Self { order: self.order, ..Self::default() };
    }

    /// The findings of a note that it lets through, by their sentences' ids, in its order.
    ///
    /// A ticker that the note does not speak of filters nothing: the filter outlives the note.
    #[must_use]
    pub fn findings(&self, shown: &Shown) -> Vec<usize> {
        let wanted = self.text.trim().to_lowercase();
        let ticker = self.ticker.as_ref().filter(|ticker| tickers(shown).contains(ticker));
        let mut found: Vec<&Sentence> = all(shown)
            .filter(|sentence| self.role.is_none_or(|role| has(sentence, role)))
            .filter(|sentence| ticker.is_none_or(|ticker| sentence.tickers.contains(ticker)))
            .filter(|sentence| wanted.is_empty() || shown.words(sentence).to_lowercase().contains(&wanted))
            .collect();
        if self.order == Order::Weight {
            found.sort_by(|one, other| other.contribution.abs().total_cmp(&one.contribution.abs()));
        }
        found.iter().map(|sentence| sentence.id).collect()
    }
}

/// A finding as the list shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// Each role, and how sure it is.
    pub roles: Vec<(String, String)>,
    /// The sentence.
    pub text: String,
    /// Times and tickers named in it.
    pub facts: Vec<String>,
    /// What the reader has to say about it; empty where that is nothing.
    pub comment: String,
}

impl Line {
    /// What the list shows of a sentence; `None` where the note has no such sentence.
    #[must_use]
    pub fn new(shown: &Shown, id: usize) -> Option<Self> {
        let (sentence, entry) = (shown.sentence(id)?, shown.entry(id));
        let is_yours = entry.is_some_and(|entry| entry.roles.is_some());
        let sure = |probability: f64| if is_yours { "yours".to_owned() } else { phrase::percent(probability) };
        let when = sentence.horizons.iter().map(phrase::horizon).collect::<Vec<_>>().join("; ");
        Some(Self {
            roles: sentence.roles.iter().map(|held| (held.role.clone(), sure(held.probability))).collect(),
            text: shown.words(sentence),
            facts: [when, sentence.tickers.join(", ")].into_iter().filter(|fact| !fact.is_empty()).collect(),
            comment: entry.map(|entry| entry.comment.clone()).unwrap_or_default(),
        })
    }
}

/// Whether a sentence has a role.
#[must_use]
pub fn has(sentence: &Sentence, role: &str) -> bool {
    sentence.roles.iter().any(|held| held.role == role)
}

/// All sentences with a role, in the order of the note.
pub fn all(shown: &Shown) -> impl Iterator<Item = &Sentence> {
    shown.document.sentences.iter().filter(|sentence| !sentence.roles.is_empty())
}

/// The tickers that findings concern, those of most findings first.
#[must_use]
pub fn tickers(shown: &Shown) -> Vec<String> {
    let mut counts: Vec<(&String, usize)> = Vec::new();
    // A long note speaks of hundreds.
    let mut places: HashMap<&String, usize> = HashMap::new();
    for ticker in all(shown).flat_map(|sentence| &sentence.tickers) {
        let place = *places.entry(ticker).or_insert(counts.len());
        match counts.get_mut(place) {
            Some((_, count)) => *count += 1,
            None => counts.push((ticker, 1)),
        }
    }
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts.into_iter().map(|(name, _)| name.clone()).collect()
}

/// The finding that follows `from` (or stands before it, going backwards) among `ids`, which are in the order of the note; from the last on to the
/// first.
///
/// # Example
/// ```
/// use note_annotator::finding::next;
/// assert_eq!(next(&[2, 5, 9], Some(5), false), Some(9));
/// assert_eq!(next(&[2, 5, 9], Some(9), false), Some(2));
/// assert_eq!(next(&[2, 5, 9], Some(4), true), Some(2));
/// assert_eq!(next(&[2, 5, 9], None, false), Some(2));
/// ```
#[must_use]
pub fn next(ids: &[usize], from: Option<usize>, backwards: bool) -> Option<usize> {
    if backwards {
        ids.iter().rev().find(|id| from.is_some_and(|from| **id < from)).or(ids.last()).copied()
    } else {
        ids.iter().find(|id| from.is_none_or(|from| **id > from)).or(ids.first()).copied()
    }
}
