//! A note as the page keeps it, made by hand, so that no training of the network changes what the tests see.
#![allow(dead_code, reason = "each of the test files that share it uses a part")]

use exchange::file::Kept;
use exchange::json::{
    Computed, ComputedTicker, Divergence, Document, Horizon, Period, Polarity, PolarityProbabilities, Range, Role, RoleProbabilities,
    Scorer, Sentence, Stated, StatedTicker, TickerDivergence,
};
use exchange::review::{Entry, Outcome, Review, Scores, Target};

/// What [`Kept`] borrows from.
#[derive(Clone, Debug)]
pub struct Note {
    pub text: String,
    pub document: Document,
    pub review: Review,
    pub outcome: Outcome,
}

impl Note {
    pub fn kept(&self) -> Kept<'_> {
        Kept { text: &self.text, document: &self.document, review: &self.review, outcome: &self.outcome }
    }

    /// A note without a word of the reader's, of which the sentences stand at these places.
    pub fn new(text: &str, places: &[(usize, usize)]) -> Self {
        let mut document = Document::so_far(
            places.iter().enumerate().map(|(id, (start, end))| sentence(id, Range { start: *start, end: *end }, id)).collect(),
        );
        document.scorer = Scorer { name: "note-annotator".to_owned(), version: "0.1.0".to_owned(), model_sha256: "0a".repeat(32) };
        Self { text: text.to_owned(), document, review: Review::default(), outcome: Outcome::default() }
    }

    /// A note of such sentences, each where it is found behind the one before.
    pub fn of(text: &str, sentences: &[&str]) -> Self {
        let mut from = 0;
        let places: Vec<(usize, usize)> = sentences
            .iter()
            .map(|words| {
                let start = from + text[from..].find(words).unwrap_or_else(|| panic!("{words:?} is in the text"));
                from = start + words.len();
                (start, from)
            })
            .collect();
        Self::new(text, &places)
    }

    /// The reader says something of a sentence.
    pub fn says(&mut self, id: usize, roles: Option<&[&str]>, polarity: Option<&str>, comment: &str) {
        let target = Target::new(&self.text, &self.document.sentences, &self.document.sentences[id]);
        self.review.entries.push(entry(target, roles, polarity, comment));
        self.outcome.places.push(Some(id));
    }

    /// The reader said something of a sentence that is gone.
    pub fn said(&mut self, words: &str, comment: &str) {
        let target = Target {
            exact: words.to_owned(),
            prefix: "It stood behind this.".to_owned(),
            suffix: String::new(),
            range: Range { start: 1000, end: 1000 + words.len() },
            unique: false,
        };
        self.review.entries.push(entry(target, Some(&["catalyst"]), None, comment));
        self.outcome.places.push(None);
    }
}

pub fn entry(target: Target, roles: Option<&[&str]>, polarity: Option<&str>, comment: &str) -> Entry {
    Entry {
        roles: roles.map(|roles| roles.iter().map(|role| (*role).to_owned()).collect()),
        polarity: polarity.map(str::to_owned),
        comment: comment.to_owned(),
        ..Entry::new(target)
    }
}

/// A sentence of prose without a role.
pub fn sentence(id: usize, range: Range, block: usize) -> Sentence {
    Sentence {
        probabilities: Some(RoleProbabilities { risk: 0.1, catalyst: 0.2, contrarian: 0.05 }),
        polarity: Some(Polarity {
            label: "neutral".to_owned(),
            score: 0.1 + 0.2,
            probabilities: PolarityProbabilities { negative: 0.1, neutral: 0.5, positive: 0.4 },
        }),
        contribution: 0.012_345_678_901_234_5,
        ..Sentence::unscored(id, range, "body", block)
    }
}

pub fn role(sentence: &mut Sentence, role: &str, polarity: &str, contribution: f64) {
    sentence.roles.push(Role { role: role.to_owned(), probability: 0.91 });
    sentence.contribution = contribution;
    let polarity = Polarity { label: polarity.to_owned(), ..sentence.polarity.clone().unwrap() };
    sentence.polarity = Some(polarity);
    sentence.tickers.push("HMSY.OL".to_owned());
}

const TEXT: &str = "\
Halvorsen Marine Systems (HMSY.OL): the order book is not the story

Halvorsen booked record orders of NOK 6.8bn, up 34%. The market reads the backlog as locked-in growth. We think that it misreads the terms:
two thirds of the contracts are fixed-price & signed before steel rose. 🚢 The yard is full.

## What could help

- The navy decides on six patrol ships by March, and Halvorsen is one of two bidders left.
- A new line in *Bergen* opens in Q2 2027. It should cut cell costs by 15-20%.

1. Net debt has doubled to $3.4bn; a covenant <leaves> little room.
Machine-written research and daily signals.
Overall Sentiment
strongly positive
Sentiment Score
0.82
";

const SENTENCES: [&str; 15] = [
    "Halvorsen Marine Systems (HMSY.OL): the order book is not the story",
    "Halvorsen booked record orders of NOK 6.8bn, up 34%.",
    "The market reads the backlog as locked-in growth.",
    "We think that it misreads the terms:\ntwo thirds of the contracts are fixed-price & signed before steel rose.",
    "🚢 The yard is full.",
    "## What could help",
    "- The navy decides on six patrol ships by March, and Halvorsen is one of two bidders left.",
    "- A new line in *Bergen* opens in Q2 2027.",
    "It should cut cell costs by 15-20%.",
    "1. Net debt has doubled to $3.4bn; a covenant <leaves> little room.",
    "Machine-written research and daily signals.",
    "Overall Sentiment",
    "strongly positive",
    "Sentiment Score",
    "0.82",
];

/// A note that has something of everything, as its reader left it.
pub fn reviewed() -> Note {
    let mut note = Note::of(TEXT, &SENTENCES);
    let blocks = [0, 1, 1, 1, 1, 2, 3, 4, 4, 5, 6, 7, 8, 9, 10];
    for (sentence, block) in note.document.sentences.iter_mut().zip(blocks) {
        sentence.block = block;
        let part = match sentence.id {
            0 | 5 => "heading",
            10 => "boilerplate",
            11.. => "meta",
            _ => continue,
        };
        part.clone_into(&mut sentence.part);
        (sentence.polarity, sentence.probabilities, sentence.contribution) = (None, None, 0.0);
    }
    let sentences = &mut note.document.sentences;
    role(&mut sentences[3], "contrarian", "positive", 0.13);
    role(&mut sentences[6], "catalyst", "positive", 0.061_234_567_8);
    role(&mut sentences[7], "catalyst", "positive", 0.04);
    role(&mut sentences[9], "risk", "negative", -0.031_25);
    let range = sentences[7].range;
    sentences[7].horizons.push(Horizon {
        range,
        bound: "within".to_owned(),
        period: Period::Calendar { from: "2027-04".to_owned(), to: "2027-06".to_owned() },
    });
    let footer = note.document.sentences[11].range.start;
    note.document.stated = Some(Stated {
        raw: "strongly positive".to_owned(),
        range: Range { start: footer, end: TEXT.len() - 1 },
        score: Some(0.82),
        label: Some("strongly positive".to_owned()),
        rating: None,
        tickers: vec![StatedTicker {
            range: Range { start: footer, end: TEXT.len() - 1 },
            ticker: "HMSY.OL".to_owned(),
            score: Some(0.82),
            label: None,
        }],
        findings: Vec::new(),
    });
    let computed = |score: f64, label: &str| Computed {
        score: Some(score),
        label: Some(label.to_owned()),
        interval: Some([score - 0.31, score + 0.31]),
        tickers: [("HMSY.OL", Some("Halvorsen Marine Systems")), ("STEEL", None)]
            .map(|(ticker, name)| ComputedTicker {
                ticker: ticker.to_owned(),
                name: name.map(str::to_owned),
                score,
                label: label.to_owned(),
                sentences: vec![3],
            })
            .to_vec(),
    };
    let divergence = |gap: f64| Divergence {
        gap: Some(gap),
        verdict: "text less positive".to_owned(),
        sentences: vec![3, 9],
        tickers: vec![TickerDivergence { ticker: "HMSY.OL".to_owned(), gap: Some(gap), verdict: "text less positive".to_owned() }],
    };
    note.document.computed = computed(0.34, "slightly positive");
    note.document.divergence = divergence(-0.48);
    note.says(3, None, Some("negative"), "Ask how much of the backlog has a steel clause.\n\nAnd *when*: <before> 2027?");
    note.said("A dividend is likely.", "=This one I crossed out.");
    note.says(7, Some(&[]), None, "");
    note.says(1, Some(&["catalyst", "contrarian"]), Some("positive"), "");
    note.outcome.scores = Some(Scores {
        computed: computed(0.04, "mixed"),
        divergence: divergence(-0.78),
        contributions: note.document.sentences.iter().map(|sentence| sentence.contribution - 0.01).collect(),
    });
    note
}
