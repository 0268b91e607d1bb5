//! What a reader changed in an annotated note, and how it finds its sentences again while the text is edited around them. A sentence is found by its
//! own words with what stands around them; where that does not tell, it is not found, and nothing is moved to a look-alike.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

use crate::json::{Computed, Divergence, Document, Range, Role, Sentence, one_line};

/// What a reader changed in one note.
#[derive(Clone, Debug, Default, PartialEq, BorshDeserialize, BorshSerialize, Serialize, Deserialize)]
pub struct Review {
    /// One a sentence, in the order in which they were made.
    pub entries: Vec<Entry>,
}

/// What a reader says of one sentence.
#[derive(Clone, Debug, PartialEq, BorshDeserialize, BorshSerialize, Serialize, Deserialize)]
pub struct Entry {
    /// Which sentence.
    pub target: Target,
    /// The roles that it has for the reader, the dominant one first; none of them where the reader dismisses a finding; absent where the scorer's hold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub roles: Option<Vec<String>>,
    /// `negative`, `neutral` or `positive`; absent where the scorer's holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub polarity: Option<String>,
    /// What the reader has to say about it; empty where that is nothing.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub comment: String,
}

/// A sentence, told by its words, what stands around them, and where they stood. The quote is that of the W3C's `TextQuoteSelector`.
#[derive(Clone, Debug, PartialEq, Eq, BorshDeserialize, BorshSerialize, Serialize, Deserialize)]
pub struct Target {
    /// The sentence, white space as one blank.
    pub exact: String,
    /// Up to 32 characters before it.
    pub prefix: String,
    /// Up to 32 characters after it.
    pub suffix: String,
    /// Where it stood, in the unit of the document.
    #[serde(flatten)]
    pub range: Range,
    /// Whether no other sentence of the note had the same words.
    pub unique: bool,
}

/// What a review comes to in a note as the scorer read it.
#[derive(Clone, Debug, Default, PartialEq, BorshDeserialize, BorshSerialize, Serialize, Deserialize)]
pub struct Outcome {
    /// For each entry the id of its sentence; null where it fits none.
    pub places: Vec<Option<usize>>,
    /// The scores with the changes; null where no polarity was changed.
    pub scores: Option<Scores>,
}

/// The scores of a reviewed note.
#[derive(Clone, Debug, PartialEq, BorshDeserialize, BorshSerialize, Serialize, Deserialize)]
pub struct Scores {
    /// The sentiment that the text carries.
    pub computed: Computed,
    /// Set against the stated one.
    pub divergence: Divergence,
    /// What every sentence adds to the score, by its id.
    pub contributions: Vec<f64>,
}

/// A sentence of so many characters, gone and come back, is the same one wherever it stands; a shorter one may be another that says the same.
const TELLING: usize = 40;
/// How many characters before and after a sentence tell it from others.
const CONTEXT: usize = 32;
/// From so many equal characters before and after it on, what stands around a sentence is the same; fewer than one whole side.
const ALIKE: usize = 24;
/// What an end of the text counts, in such characters.
const END: usize = 12;

impl Entry {
    /// Nothing said of a sentence yet.
    #[must_use]
    pub const fn new(target: Target) -> Self {
        Self { target, roles: None, polarity: None, comment: String::new() }
    }

    /// Whether it says nothing.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.roles.is_none() && self.polarity.is_none() && self.comment.is_empty()
    }
}

impl Target {
    /// A sentence of `text`, whose positions are in UTF-8 bytes.
    #[must_use]
    pub fn new(text: &str, sentences: &[Sentence], sentence: &Sentence) -> Self {
        let alike = |target: &Self| sentences.iter().filter(|other| other.range.is_line(text, &target.exact)).count();
        let target = Self::quoted(text, sentence.range, false);
        Self { unique: alike(&target) == 1, ..target }
    }

    /// What stands in a range of `text`, whose positions are in UTF-8 bytes.
    pub(crate) fn quoted(text: &str, range: Range, unique: bool) -> Self {
        Self { exact: range.line(text), prefix: before(text, range.start), suffix: after(text, range.end), range, unique }
    }

    /// How far what stands around `range` is what stood around the sentence, in characters.
    fn likeness(&self, text: &str, range: Range) -> usize {
        let same = |one: &str, other: &str, backwards: bool| {
            if one.is_empty() && other.is_empty() {
                return END;
            }
            let alike = |(one, other): &(char, char)| one == other;
            if backwards {
                one.chars().rev().zip(other.chars().rev()).take_while(alike).count()
            } else {
                one.chars().zip(other.chars()).take_while(alike).count()
            }
        };
        same(&self.prefix, &before(text, range.start), true) + same(&self.suffix, &after(text, range.end), false)
    }
}

impl Review {
    /// Whether it says nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// For each entry the id of its sentence in `text`, whose sentences are given in UTF-8 bytes; `None` where it fits none. No two fit the same.
    #[must_use]
    pub fn places(&self, text: &str, sentences: &[Sentence]) -> Vec<Option<usize>> {
        let mut taken = vec![false; sentences.len()];
        self.entries
            .iter()
            .map(|entry| {
                let place = place(&entry.target, text, sentences).filter(|id| taken.get(*id) == Some(&false))?;
                if let Some(taken) = taken.get_mut(place) {
                    *taken = true;
                }
                Some(place)
            })
            .collect()
    }

    /// Takes down anew where the entries stand, so that the next edit is measured from here. Those without a place keep what they had, but a short
    /// sentence that was once the only one with its words is not known to be that any more.
    pub fn settle(&mut self, text: &str, sentences: &[Sentence], places: &[Option<usize>]) {
        for (entry, place) in self.entries.iter_mut().zip(places) {
            match place.and_then(|id| sentences.get(id)) {
                Some(sentence) => entry.target = Target::new(text, sentences, sentence),
                None => entry.target.unique &= entry.target.exact.chars().count() >= TELLING,
            }
        }
    }
}

/// The sentence that has the target's words, and where several do, or where it is not known to be the only one, its surroundings or its very place.
fn place(target: &Target, text: &str, sentences: &[Sentence]) -> Option<usize> {
    let alike: Vec<(usize, &Sentence)> = sentences
        .iter()
        .filter(|sentence| sentence.range.is_line(text, &target.exact))
        .map(|sentence| (target.likeness(text, sentence.range), sentence))
        .collect();
    if let ([(_, only)], true) = (alike.as_slice(), target.unique) {
        return Some(only.id);
    }
    let most = alike.iter().map(|(likeness, _)| *likeness).max().filter(|most| *most >= ALIKE);
    let mut nearest = alike.iter().filter(|(likeness, _)| Some(*likeness) == most);
    match (nearest.next(), nearest.next()) {
        (Some((_, only)), None) => Some(only.id),
        _ => alike.iter().find(|(_, sentence)| sentence.range == target.range).map(|(_, sentence)| sentence.id),
    }
}

impl Outcome {
    /// What `review` comes to in `document`, whose positions in `text` are UTF-8 bytes; `annotation` is what the document was made of.
    #[must_use]
    pub fn new(
        review: &Review,
        text: &str,
        document: &Document,
        annotation: &scorer::Annotation,
        calibration: &scorer::model::Calibration,
    ) -> Self {
        let places = review.places(text, &document.sentences);
        let changes: Vec<(usize, scorer::polarity::Polarity)> = review
            .entries
            .iter()
            .zip(&places)
            .filter_map(|(entry, place)| place.zip(scorer::polarity::Polarity::named(entry.polarity.as_deref()?)))
            .collect();
        let scores = (!changes.is_empty()).then(|| Scores::new(annotation.rescored(&changes, calibration)));
        Self { places, scores }
    }
}

impl Scores {
    fn new(rescored: scorer::annotation::Rescored) -> Self {
        Self {
            computed: Computed::from(&rescored.computed),
            divergence: Divergence::from(&rescored.divergence),
            contributions: rescored.contributions,
        }
    }
}

impl Document {
    /// The document with a reader's changes in place of what the scorer read; probabilities, evidence and logits stay the scorer's.
    #[must_use]
    pub fn reviewed(&self, review: &Review, outcome: &Outcome) -> Self {
        let mut reviewed = self.clone();
        if let Some(scores) = &outcome.scores {
            reviewed.computed = scores.computed.clone();
            reviewed.divergence = scores.divergence.clone();
            for (sentence, contribution) in reviewed.sentences.iter_mut().zip(&scores.contributions) {
                sentence.contribution = *contribution;
            }
        }
        for (entry, place) in review.entries.iter().zip(&outcome.places) {
            let Some(sentence) = place.and_then(|id| reviewed.sentences.get_mut(id)) else { continue };
            if let Some(roles) = &entry.roles {
                sentence.roles = roles
                    .iter()
                    .map(|role| Role { role: role.clone(), probability: sentence.probability(role).unwrap_or_default() })
                    .collect();
            }
            if let (Some(own), Some(polarity)) = (&entry.polarity, &mut sentence.polarity) {
                polarity.label.clone_from(own);
                polarity.score = scorer::polarity::Polarity::named(own).map_or(polarity.score, scorer::polarity::Polarity::sign);
            }
        }
        reviewed
    }
}

/// What stands before a position of the text, on one line.
fn before(text: &str, end: usize) -> String {
    // Twice as much as is wanted, as much white space may fall away.
    let near: Vec<char> = text.get(..end).unwrap_or_default().chars().rev().take(2 * CONTEXT).collect();
    let line = one_line(&near.into_iter().rev().collect::<String>());
    let from = line.char_indices().rev().nth(CONTEXT - 1).map_or(0, |(at, _)| at);
    line.get(from..).unwrap_or_default().to_owned()
}

/// What stands after a position of the text, on one line.
fn after(text: &str, start: usize) -> String {
    let near: String = text.get(start..).unwrap_or_default().chars().take(2 * CONTEXT).collect();
    one_line(&near).chars().take(CONTEXT).collect()
}
