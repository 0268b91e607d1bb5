//! A reviewed note as a person reads it on paper: its blocks with their sentences, what stands before and below each, and both sentiments in rows.
//! Markdown, HTML and the table take it from here, each with its own marks; no markup stands here.

use crate::block;
use crate::file::Kept;
use crate::json::{ComputedTicker, Document, Range, Sentence};
use crate::phrase;
use crate::review::{Entry, Review};

/// A note with what its reader sees in it.
#[derive(Debug)]
pub struct Report<'k> {
    /// What it is made of.
    pub kept: Kept<'k>,
    /// The annotation with the reader's changes.
    pub document: Document,
    /// For every sentence what the reader says of it.
    entries: Vec<Option<&'k Entry>>,
}

/// A paragraph, bullet or line of the note.
#[derive(Debug)]
pub struct Block<'r> {
    /// `heading`, `body`, `boilerplate` or `meta`.
    pub part: String,
    /// Whether an empty line stands before it.
    pub apart: bool,
    /// What it hangs on.
    pub bullet: Option<Bullet>,
    /// In the order of the note.
    pub sentences: Vec<Marked<'r>>,
}

/// What a line of a list begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bullet {
    /// A sign.
    Sign,
    /// A number.
    Number(u32),
}

/// A sentence with what is said of it.
#[derive(Debug)]
pub struct Marked<'r> {
    /// The sentence with the reader's changes.
    pub sentence: &'r Sentence,
    /// Its words on one line, without the bullet that it stands behind.
    pub words: String,
    /// Whether white space stands between it and the one before.
    pub spaced: bool,
    /// Its roles and what of it is the reader's word: "risk + catalyst, negative, yours"; empty where nothing is to be said.
    pub tag: String,
    /// How the reader's word differs from the scorer's; empty where it does not.
    pub change: String,
    /// The reader's comment; empty where there is none.
    pub comment: &'r str,
}

/// A line of the table of sentiments.
#[derive(Debug)]
pub struct Row {
    /// The ticker, or that it is the whole note.
    pub name: String,
    /// The company.
    pub company: Option<String>,
    /// As stated: number and label.
    pub stated: Option<String>,
    /// As the scorer computed it.
    pub computed: Option<String>,
    /// With the reader's changes.
    pub changed: Option<String>,
    /// Computed, with the changes, minus stated.
    pub gap: Option<String>,
    /// In words.
    pub verdict: Option<String>,
}

impl<'k> Report<'k> {
    /// Reads what is kept.
    pub fn new(kept: Kept<'k>) -> Self {
        let document = kept.reviewed();
        let mut entries = vec![None; document.sentences.len()];
        for (entry, place) in placed(kept.review, &kept.outcome.places) {
            if let Some(held) = place.and_then(|id| entries.get_mut(id)) {
                *held = Some(entry);
            }
        }
        Self { kept, document, entries }
    }

    /// What it is about: "Halvorsen Marine Systems (HMSY.OL)".
    pub fn title(&self) -> String {
        let main = self.document.computed.tickers.first();
        main.map_or_else(
            || "Annotated note".to_owned(),
            |main| {
                let ticker = visible(&main.ticker);
                company(main).map_or_else(|| ticker.clone(), |name| format!("{name} ({ticker})"))
            },
        )
    }

    /// How many sentences the reader changed or commented on; `None` where that is none.
    pub fn changes(&self) -> Option<String> {
        let count = self.kept.review.entries.len();
        (count > 0).then(|| format!("{} of yours", phrase::plural(count, "change", "changes")))
    }

    /// Whether the reader's changes have scores of their own.
    pub fn is_rescored(&self) -> bool {
        self.kept.outcome.scores.is_some()
    }

    /// Both sentiments, of the note first and then by ticker: what is stated in its order, then what the text speaks of besides.
    pub fn rows(&self) -> Vec<Row> {
        let (scored, reviewed) = (self.kept.document, &self.document);
        let labelled = |score: Option<f64>, label: Option<&str>| {
            let parts: Vec<String> =
                score.map(|score| phrase::typeset(&phrase::score(score))).into_iter().chain(label.map(visible)).collect();
            (!parts.is_empty()).then(|| parts.join(", "))
        };
        let number = |gap: f64| phrase::typeset(&phrase::signed(gap));
        let changed = |value: Option<String>| value.filter(|_| self.is_rescored());
        let verdict = |verdict: &str| (verdict != "nothing stated").then(|| verdict.to_owned());
        let stated = scored.stated.as_ref();
        let mut rows = vec![Row {
            name: "The note".to_owned(),
            company: None,
            stated: stated.and_then(|stated| labelled(stated.score, stated.label.as_deref())),
            computed: labelled(scored.computed.score, scored.computed.label.as_deref()),
            changed: changed(labelled(reviewed.computed.score, reviewed.computed.label.as_deref())),
            gap: reviewed.divergence.gap.map(number),
            verdict: verdict(&reviewed.divergence.verdict),
        }];
        let tickers = stated.map(|stated| stated.tickers.as_slice()).unwrap_or_default();
        let named = |ticker: &str| scored.computed.tickers.iter().find(|own| own.ticker == ticker).and_then(company);
        rows.extend(tickers.iter().map(|entry| {
            let divergence = reviewed.divergence.tickers.iter().find(|own| own.ticker == entry.ticker);
            Row {
                name: visible(&entry.ticker),
                company: named(&entry.ticker),
                stated: labelled(entry.score, entry.label.as_deref()),
                computed: labelled(ticker_score(scored, &entry.ticker, entry.score), None),
                changed: changed(labelled(ticker_score(reviewed, &entry.ticker, entry.score), None)),
                gap: divergence.and_then(|own| own.gap).map(number),
                verdict: divergence.and_then(|own| verdict(&own.verdict)),
            }
        }));
        let besides = scored.computed.tickers.iter().filter(|own| !tickers.iter().any(|entry| entry.ticker == own.ticker));
        rows.extend(besides.map(|own| {
            Row {
                name: visible(&own.ticker),
                company: company(own),
                stated: None,
                computed: labelled(Some(own.score), Some(&own.label)),
                changed: changed(
                    reviewed
                        .computed
                        .tickers
                        .iter()
                        .find(|other| other.ticker == own.ticker)
                        .and_then(|other| labelled(Some(other.score), Some(&other.label))),
                ),
                gap: None,
                verdict: None,
            }
        }));
        rows
    }

    /// The note's blocks in order.
    pub fn blocks(&self) -> Vec<Block<'_>> {
        let mut end = 0;
        let written = |block: block::Block| {
            let mut bullet = None;
            let mut sentences = Vec::with_capacity(block.sentences.len());
            for sentence in block.sentences.iter().filter_map(|id| self.document.sentences.get(*id)) {
                let between = self.kept.text.get(end..sentence.range.start).unwrap_or_default();
                let is_first = sentences.is_empty();
                let line = self.covered(sentence.range);
                let words = match sentence.part.as_str() {
                    // A heading with a number is no entry of a list, and is one without the note's own signs for it.
                    "heading" => line.trim_start_matches('#').trim_start(),
                    _ if is_first => {
                        let (own, words) = split_bullet(&line);
                        bullet = own;
                        words
                    }
                    _ => line.as_str(),
                };
                sentences.push(self.marked(sentence, words, !is_first && !between.is_empty()));
                end = sentence.range.end;
            }
            Block { part: block.part, apart: block.apart, bullet, sentences }
        };
        block::blocks(self.kept.text, &self.document).into_iter().map(written).collect()
    }

    /// The sentences that have a role or of which the reader says something, in the order of the note.
    pub fn findings(&self) -> impl Iterator<Item = Marked<'_>> {
        self.document.sentences.iter().zip(&self.entries).filter(|(sentence, entry)| !sentence.roles.is_empty() || entry.is_some()).map(
            |(sentence, _)| {
                let line = self.covered(sentence.range);
                self.marked(sentence, split_bullet(&line).1, false)
            },
        )
    }

    /// What the reader said of sentences that the text holds no more.
    pub fn orphans(&self) -> impl Iterator<Item = &'k Entry> {
        placed(self.kept.review, &self.kept.outcome.places).filter(|(_, place)| place.is_none()).map(|(entry, _)| entry)
    }

    /// What the reader says of a sentence.
    pub fn entry(&self, id: usize) -> Option<&'k Entry> {
        self.entries.get(id).copied().flatten()
    }

    fn marked<'r>(&'r self, sentence: &'r Sentence, words: &str, spaced: bool) -> Marked<'r> {
        let entry = self.entry(sentence.id);
        Marked {
            sentence,
            words: visible(words),
            spaced,
            tag: phrase::tag(sentence, entry),
            change: entry.map(|entry| phrase::change(entry, self.kept.document.sentences.get(sentence.id))).unwrap_or_default(),
            comment: entry.map(|entry| entry.comment.as_str()).unwrap_or_default(),
        }
    }

    fn covered(&self, range: Range) -> String {
        range.line(self.kept.text)
    }
}

/// The entries with their places; one of which the outcome says nothing has none.
pub fn placed<'k>(review: &'k Review, places: &'k [Option<usize>]) -> impl Iterator<Item = (&'k Entry, Option<usize>)> {
    review.entries.iter().zip(places.iter().copied().chain(std::iter::repeat(None)))
}

/// The company's name, where that says more than the ticker.
fn company(ticker: &ComputedTicker) -> Option<String> {
    ticker.name.as_deref().filter(|name| *name != ticker.ticker).map(visible)
}

/// The sentiment of a stated ticker: that which the gap was measured with, where there is one.
fn ticker_score(document: &Document, ticker: &str, stated: Option<f64>) -> Option<f64> {
    let gap = document.divergence.tickers.iter().find(|own| own.ticker == ticker).and_then(|own| own.gap);
    let own = document.computed.tickers.iter().find(|own| own.ticker == ticker).map(|own| own.score);
    gap.zip(stated).map(|(gap, stated)| gap + stated).or(own)
}

/// A line with its bullet apart.
pub fn split_bullet(line: &str) -> (Option<Bullet>, &str) {
    let Some((head, rest)) = line.split_once(' ') else { return (None, line) };
    if ["-", "*", "+", "\u{2022}", "\u{2013}", "\u{2014}", "\u{25aa}", "\u{25e6}"].contains(&head) {
        return (Some(Bullet::Sign), rest);
    }
    let number = head.strip_suffix(['.', ')']).filter(|digits| digits.len() <= 3 && digits.bytes().all(|digit| digit.is_ascii_digit()));
    number.and_then(|digits| digits.parse().ok()).map_or((None, line), |number| (Some(Bullet::Number(number)), rest))
}

/// The text without what a person cannot see: characters that control a terminal become the sign for them, those that turn the direction of reading are
/// left out, so that no sentence can reach over its own end.
pub fn visible(text: &str) -> String {
    text.chars()
        .filter(|character| !matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
        .map(|character| if character.is_control() && !character.is_whitespace() { '\u{fffd}' } else { character })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bullets() {
        let check = |line: &str, bullet: Option<Bullet>, rest: &str| assert_eq!(split_bullet(line), (bullet, rest), "{line:?}");
        check("- Two bidders are left.", Some(Bullet::Sign), "Two bidders are left.");
        check("• Two bidders are left.", Some(Bullet::Sign), "Two bidders are left.");
        check("12) Two bidders are left.", Some(Bullet::Number(12)), "Two bidders are left.");
        check("2027. A year of its own.", None, "2027. A year of its own.");
        check("-3% in the quarter", None, "-3% in the quarter");
        check(". nothing", None, ". nothing");
        check("word", None, "word");
    }

    #[test]
    fn what_cannot_be_seen_is_shown_or_left_out() {
        assert_eq!(visible("a\0b\u{1b}[31mc\u{85}"), "a\u{fffd}b\u{fffd}[31mc\u{85}");
        assert_eq!(visible("up \u{202e}nwod\u{202c}\u{2066}\u{2069}\n"), "up nwod\n");
    }
}
