//! What a link holds, in the program's own types, and how it is made of a note with its review. Nothing here knows how it is written.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::Serialize;

use crate::json::{Document, Sentence};
use crate::review::{Entry, Outcome, Review};

/// What a link holds. The `annotate` command writes findings as this JSON, so the names in it stay as they are.
#[derive(Clone, Debug, PartialEq, BorshDeserialize, BorshSerialize, Serialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Content {
    /// A whole note with its review.
    Note {
        /// As pasted.
        text: String,
        /// What a reader changed; places in UTF-8 bytes.
        review: Review,
        /// What its sender saw.
        seen: Seen,
    },
    /// What was found in a note, without the note.
    Findings {
        /// The findings, and the sentences without a role that the reader commented on, in the order of the text.
        findings: Vec<Finding>,
        /// What the note states of itself.
        stated: Option<Stated>,
        /// What its sender saw.
        seen: Seen,
        /// How many sentences and lines the note had; a finding's place is one of them.
        sentences: usize,
    },
}

/// What the sender of a link saw, so that a reader with another model can be told.
#[derive(Clone, Debug, Default, PartialEq, BorshDeserialize, BorshSerialize, Serialize)]
pub struct Seen {
    /// The computed score in [-1, 1], in steps of 0.0001; `None` where no sentence could be read.
    pub score: Option<f64>,
    /// The same with the reader's changes; `None` where they change no score.
    pub reviewed: Option<f64>,
    /// Version of the engine.
    pub scorer: String,
    /// The first 16 hexadecimal digits of the model's SHA-256.
    pub model: String,
}

/// A stated sentiment.
#[derive(Clone, Debug, Default, PartialEq, BorshDeserialize, BorshSerialize, Serialize)]
pub struct Stated {
    /// In [-1, 1], in steps of 0.0001.
    pub score: Option<f64>,
    /// In lower case ("strongly positive").
    pub label: Option<String>,
}

/// A sentence as the reader left it: one with a role, or one that has a comment.
#[derive(Clone, Debug, Default, PartialEq, BorshDeserialize, BorshSerialize, Serialize)]
pub struct Finding {
    /// The number of the sentence in its note, from 0.
    pub place: usize,
    /// `risk`, `catalyst`, `contrarian`, the dominant one first; none of them where only a comment is to be told.
    pub roles: Vec<String>,
    /// `negative`, `neutral`, `positive`.
    pub polarity: String,
    /// What it adds to the note's score, in steps of 0.0001.
    pub contribution: f64,
    /// Its words, white space as one blank; `None` where the link leaves them out.
    pub quote: Option<String>,
    /// What the reader said about it; empty where that is nothing.
    pub comment: String,
    /// Tickers it concerns.
    pub tickers: Vec<String>,
    /// Times named in it, in its own words.
    pub horizons: Vec<String>,
}

/// What of a note goes into a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshDeserialize, BorshSerialize)]
pub struct Options {
    /// The whole text with the review; otherwise the findings only.
    pub whole: bool,
    /// The findings' words. A whole note has them anyway.
    pub quotes: bool,
    /// The reader's comments.
    pub comments: bool,
}

impl Content {
    /// The content of a link for `text`, the scorer's `document` of it (places in UTF-8 bytes), a review, and what the review comes to.
    #[must_use]
    pub fn new(text: &str, document: &Document, review: &Review, outcome: &Outcome, options: Options) -> Self {
        let seen = Seen {
            score: document.computed.score.map(stepped),
            reviewed: outcome.scores.as_ref().and_then(|scores| scores.computed.score).map(stepped),
            scorer: document.scorer.version.clone(),
            model: document.scorer.model_sha256.chars().take(16).collect(),
        };
        if options.whole {
            return Self::Note { text: text.to_owned(), review: shared(review, options.comments), seen };
        }
        let comment = |id: usize| {
            let own = review.entries.iter().zip(&outcome.places).find(|(_, place)| **place == Some(id));
            own.filter(|_| options.comments).map(|(entry, _)| entry.comment.as_str()).unwrap_or_default()
        };
        let is_told = |sentence: &&Sentence| !sentence.roles.is_empty() || !comment(sentence.id).is_empty();
        let found = |sentence: &Sentence| Finding {
            place: sentence.id,
            roles: sentence.roles.iter().map(|held| held.role.clone()).collect(),
            polarity: sentence.polarity.as_ref().map(|polarity| polarity.label.clone()).unwrap_or_default(),
            contribution: stepped(sentence.contribution),
            quote: options.quotes.then(|| sentence.range.line(text)),
            comment: comment(sentence.id).to_owned(),
            tickers: sentence.tickers.clone(),
            horizons: sentence.horizons.iter().map(|horizon| horizon.range.line(text)).collect(),
        };
        let reviewed = document.reviewed(review, outcome);
        Self::Findings {
            findings: reviewed.sentences.iter().filter(is_told).map(found).collect(),
            stated: document.stated.as_ref().map(|stated| Stated { score: stated.score.map(stepped), label: stated.label.clone() }),
            seen,
            sentences: document.sentences.len(),
        }
    }
}

/// How many steps of 0.0001 a score has; 0 for what is no number.
pub(super) fn steps(score: f64) -> i64 {
    (score * 10_000.0).round() as i64
}

/// The score of so many steps.
pub(super) fn score(steps: i64) -> f64 {
    steps as f64 / 10_000.0
}

impl Seen {
    /// Whether the scorer of its sender computed that very score, as exactly as links hold it.
    #[must_use]
    pub fn is_score(&self, computed: Option<f64>) -> bool {
        self.score.map(steps) == computed.map(steps)
    }
}

fn stepped(exact: f64) -> f64 {
    score(steps(exact))
}

/// The review with or without comments; an entry that says nothing without its comment is left out.
fn shared(review: &Review, comments: bool) -> Review {
    if comments {
        return review.clone();
    }
    let entries = review.entries.iter().map(|entry| Entry { comment: String::new(), ..entry.clone() });
    Review { entries: entries.filter(|entry| !entry.is_empty()).collect() }
}
