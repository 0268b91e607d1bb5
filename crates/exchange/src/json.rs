//! The JSON document of an annotation, schema version 1 (`schema/annotation-1.schema.json`). Field names are fixed:
//! a change of meaning is a new schema version.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

use crate::offset::{OffsetUnit, Offsets};
use crate::review::{Outcome, Review};

/// The version that [`Document::schema_version`] names.
pub const SCHEMA_VERSION: u32 = 1;

/// An annotated note.
#[derive(Clone, Debug, PartialEq, BorshDeserialize, BorshSerialize, Serialize, Deserialize)]
pub struct Document {
    /// Always 1.
    pub schema_version: u32,
    /// Where the note came from: a file's name, `-` for standard input; absent for pasted text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// The note's text as pasted; absent where it stands elsewhere, as in a file beside the document.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The unit of every `start` and `end`.
    pub offset_unit: OffsetUnit,
    /// What the note states of itself; null where it states nothing.
    pub stated: Option<Stated>,
    /// What of its prose was not read; absent where all was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unread: Option<Unread>,
    /// What its text says.
    pub computed: Computed,
    /// The one against the other.
    pub divergence: Divergence,
    /// All sentences and lines in the order of the text.
    pub sentences: Vec<Sentence>,
    /// What computed it.
    pub scorer: Scorer,
    /// What a reader changed; absent where that is nothing. All that stands above stays the scorer's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub review: Option<Review>,
    /// What the review comes to; absent where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
}

/// A half-open range of the note's text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshDeserialize, BorshSerialize, Serialize, Deserialize)]
pub struct Range {
    /// First position.
    pub start: usize,
    /// One past the last.
    pub end: usize,
}

impl Range {
    /// What stands in it, given the text that it counts the UTF-8 bytes of; nothing where it does not fit that text.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }

    /// The same on one line.
    #[must_use]
    pub fn line(self, text: &str) -> String {
        one_line(self.of(text))
    }

    /// Whether that is `line`. A long note is gone through for each of its reader's changes, so it is found out without writing the line.
    #[must_use]
    pub fn is_line(self, text: &str, line: &str) -> bool {
        let mut words = self.of(text).split_whitespace();
        if line.is_empty() { words.next().is_none() } else { words.eq(line.split(' ')) }
    }
}

/// The text with every stretch of white space as one blank.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The stated sentiment.
#[derive(Clone, Debug, PartialEq, BorshDeserialize, BorshSerialize, Serialize, Deserialize)]
pub struct Stated {
    /// The words that state it, as pasted.
    pub raw: String,
    /// Where they stand.
    #[serde(flatten)]
    pub range: Range,
    /// In [-1, 1], or null.
    pub score: Option<f64>,
    /// In lower case ("strongly positive"), or null.
    pub label: Option<String>,
    /// An analyst's rating as written, or null; it is no score.
    pub rating: Option<String>,
    /// For single tickers.
    pub tickers: Vec<StatedTicker>,
    /// What is odd about it.
    pub findings: Vec<StatedFinding>,
}

/// The stated sentiment of one ticker.
#[derive(Clone, Debug, PartialEq, BorshDeserialize, BorshSerialize, Serialize, Deserialize)]
pub struct StatedTicker {
    /// Where the entry stands.
    #[serde(flatten)]
    pub range: Range,
    /// As written, in capitals.
    pub ticker: String,
    /// In [-1, 1], or null.
    pub score: Option<f64>,
    /// In lower case, or null.
    pub label: Option<String>,
}

/// Something odd about the stated sentiment.
#[derive(Clone, Debug, PartialEq, BorshDeserialize, BorshSerialize, Serialize, Deserialize)]
pub struct StatedFinding {
    /// Where its cause stands.
    #[serde(flatten)]
    pub range: Range,
    /// `empty-ticker-table`, `outside-scale`, `label-contradicts-score`, `rating-only`.
    pub code: String,
    /// In words.
    pub message: String,
}

/// Prose that was not read because it is not English.
#[derive(Clone, Debug, PartialEq, BorshDeserialize, BorshSerialize, Serialize, Deserialize)]
pub struct Unread {
    /// How many body sentences.
    pub sentences: usize,
    /// Of how many.
    pub of: usize,
    /// `script` (their letters) or `words` (the commonest words).
    pub code: String,
    /// How that was judged, in words.
    pub message: String,
}

/// The computed sentiment.
#[derive(Clone, Debug, PartialEq, BorshDeserialize, BorshSerialize, Serialize, Deserialize)]
pub struct Computed {
    /// In [-1, 1]; the sum of the sentences' contributions; null where no sentence could be read.
    pub score: Option<f64>,
    /// On the guide's scale, or null.
    pub label: Option<String>,
    /// Lower and upper end of the 90 % interval, or null.
    pub interval: Option<[f64; 2]>,
    /// By asset, the main one first.
    pub tickers: Vec<ComputedTicker>,
}

/// The computed sentiment of one asset.
#[derive(Clone, Debug, PartialEq, BorshDeserialize, BorshSerialize, Serialize, Deserialize)]
pub struct ComputedTicker {
    /// With its exchange suffix where written.
    pub ticker: String,
    /// The company's name, or null.
    pub name: Option<String>,
    /// In [-1, 1].
    pub score: f64,
    /// On the guide's scale.
    pub label: String,
    /// Ids of the sentences that concern it.
    pub sentences: Vec<usize>,
}

/// Computed against stated.
#[derive(Clone, Debug, PartialEq, BorshDeserialize, BorshSerialize, Serialize, Deserialize)]
pub struct Divergence {
    /// Computed minus stated, or null.
    pub gap: Option<f64>,
    /// `agrees`, `text less positive`, `text more positive`, `opposite sign`, `nothing stated`.
    pub verdict: String,
    /// Ids of the sentences that drive the gap, strongest first.
    pub sentences: Vec<usize>,
    /// By stated ticker.
    pub tickers: Vec<TickerDivergence>,
}

/// Computed against stated for one ticker.
#[derive(Clone, Debug, PartialEq, BorshDeserialize, BorshSerialize, Serialize, Deserialize)]
pub struct TickerDivergence {
    /// As stated.
    pub ticker: String,
    /// Computed minus stated, or null.
    pub gap: Option<f64>,
    /// As in [`Divergence::verdict`].
    pub verdict: String,
}

/// One sentence or line.
#[derive(Clone, Debug, PartialEq, BorshDeserialize, BorshSerialize, Serialize, Deserialize)]
pub struct Sentence {
    /// Its place in the order of the text, from 0.
    pub id: usize,
    /// Where it stands.
    #[serde(flatten)]
    pub range: Range,
    /// `heading`, `body`, `boilerplate`, `meta`.
    pub part: String,
    /// The paragraph, bullet or line that it stands in, from 0.
    pub block: usize,
    /// Roles decided, the dominant one first; empty for parts that are not scored.
    pub roles: Vec<Role>,
    /// Of every role; null for parts that are not scored.
    pub probabilities: Option<RoleProbabilities>,
    /// Null for parts that are not scored.
    pub polarity: Option<Polarity>,
    /// What it adds to the note's score; 0 for parts that are not scored.
    pub contribution: f64,
    /// Words behind the decided roles and polarity, in the order of the text.
    pub evidence: Vec<Evidence>,
    /// What the evidence sums to, one a decision.
    pub logits: Vec<LogitSum>,
    /// Times named in it.
    pub horizons: Vec<Horizon>,
    /// Amounts named in it.
    pub quantities: Vec<Quantity>,
    /// Tickers it concerns.
    pub tickers: Vec<String>,
}

/// A role decided.
#[derive(Clone, Debug, PartialEq, BorshDeserialize, BorshSerialize, Serialize, Deserialize)]
pub struct Role {
    /// `risk`, `catalyst`, `contrarian`.
    pub role: String,
    /// In [0, 1].
    pub probability: f64,
}

/// Probability of each role.
#[derive(Clone, Copy, Debug, PartialEq, BorshDeserialize, BorshSerialize, Serialize, Deserialize)]
pub struct RoleProbabilities {
    /// In [0, 1].
    pub risk: f64,
    /// In [0, 1].
    pub catalyst: f64,
    /// In [0, 1].
    pub contrarian: f64,
}

/// Polarity for the holder of the main asset.
#[derive(Clone, Debug, PartialEq, BorshDeserialize, BorshSerialize, Serialize, Deserialize)]
pub struct Polarity {
    /// `negative`, `neutral`, `positive`.
    pub label: String,
    /// Expected polarity in [-1, 1].
    pub score: f64,
    /// They sum to 1.
    pub probabilities: PolarityProbabilities,
}

/// Probability of each polarity.
#[derive(Clone, Copy, Debug, PartialEq, BorshDeserialize, BorshSerialize, Serialize, Deserialize)]
pub struct PolarityProbabilities {
    /// In [0, 1].
    pub negative: f64,
    /// In [0, 1].
    pub neutral: f64,
    /// In [0, 1].
    pub positive: f64,
}

/// What one word adds to one decision.
#[derive(Clone, Debug, PartialEq, BorshDeserialize, BorshSerialize, Serialize, Deserialize)]
pub struct Evidence {
    /// The word.
    #[serde(flatten)]
    pub range: Range,
    /// The decision: a role or a polarity.
    pub target: String,
    /// In logits.
    pub contribution: f64,
}

/// A decision's logit: `intercept` plus the contributions of its evidence is `value`.
#[derive(Clone, Debug, PartialEq, BorshDeserialize, BorshSerialize, Serialize, Deserialize)]
pub struct LogitSum {
    /// The decision: a role or a polarity.
    pub target: String,
    /// The part that no word makes.
    pub intercept: f64,
    /// The logit.
    pub value: f64,
}

/// A time named in a sentence.
#[derive(Clone, Debug, PartialEq, BorshDeserialize, BorshSerialize, Serialize, Deserialize)]
pub struct Horizon {
    /// The words.
    #[serde(flatten)]
    pub range: Range,
    /// `within`, `by`, `from`.
    pub bound: String,
    /// What they mean.
    #[serde(flatten)]
    pub period: Period,
}

/// What a time means.
#[derive(Clone, Debug, PartialEq, BorshDeserialize, BorshSerialize, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Period {
    /// Counted in months from the note's own date.
    Months {
        /// Nearest end.
        from: f64,
        /// Farthest end.
        to: f64,
    },
    /// Calendar months, both included: `2028-01`, or `--07` where no year is named.
    Calendar {
        /// First month.
        from: String,
        /// Last month.
        to: String,
    },
}

/// An amount named in a sentence.
#[derive(Clone, Debug, PartialEq, BorshDeserialize, BorshSerialize, Serialize, Deserialize)]
pub struct Quantity {
    /// The words.
    #[serde(flatten)]
    pub range: Range,
    /// The amount with its scale resolved; the lower end of a range.
    pub value: f64,
    /// The upper end of a range, or null.
    pub upper: Option<f64>,
    /// `money`, `percent`, `percentage points`, `basis points`, `multiple`, `count`.
    pub kind: String,
    /// Currency code of money, counted unit of a count; null for the others.
    pub unit: Option<String>,
    /// Whether the words hedge it.
    pub approximate: bool,
}

/// What computed the annotation.
#[derive(Clone, Debug, PartialEq, Eq, BorshDeserialize, BorshSerialize, Serialize, Deserialize)]
pub struct Scorer {
    /// `note-annotator`.
    pub name: String,
    /// Version of the engine.
    pub version: String,
    /// SHA-256 of the weights.
    pub model_sha256: String,
}

impl Scorer {
    /// This engine with the weights of that SHA-256.
    #[must_use]
    pub fn new(model_sha256: &str) -> Self {
        let (name, version) = ("note-annotator".to_owned(), env!("CARGO_PKG_VERSION").to_owned());
        Self { name, version, model_sha256: model_sha256.to_owned() }
    }

    /// What tells it from others in a short form: its version and the beginning of its weights' hash.
    #[must_use]
    pub fn short(&self) -> String {
        format!("{} {}", self.version, self.model_sha256.get(..16).unwrap_or(&self.model_sha256))
    }
}

impl Sentence {
    /// A sentence of which nothing is known but where it stands.
    #[must_use]
    pub fn unscored(id: usize, range: Range, part: &str, block: usize) -> Self {
        Self {
            id,
            range,
            part: part.to_owned(),
            block,
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

    /// The wire form of sentences of `text`, the first of which has the id `first`.
    #[must_use]
    pub fn all(text: &str, first: usize, sentences: &[scorer::annotation::AnnotatedSentence], unit: OffsetUnit) -> Vec<Self> {
        let offsets = Offsets::new(text, unit);
        sentences.iter().enumerate().map(|(at, one)| sentence(first + at, one, &offsets)).collect()
    }

    /// The sentence without the words behind its decisions, which are most of its size.
    #[must_use]
    pub fn without_evidence(&self) -> Self {
        // Taken apart, so that nothing is copied only to be dropped.
        Self {
            id: self.id,
            range: self.range,
            part: self.part.clone(),
            block: self.block,
            roles: self.roles.clone(),
            probabilities: self.probabilities,
            polarity: self.polarity.clone(),
            contribution: self.contribution,
            evidence: Vec::new(),
            logits: Vec::new(),
            horizons: self.horizons.clone(),
            quantities: self.quantities.clone(),
            tickers: self.tickers.clone(),
        }
    }

    /// The scorer's probability of a role; `None` for parts that are not scored, and for what is no role.
    #[must_use]
    pub fn probability(&self, role: &str) -> Option<f64> {
        let all = self.probabilities?;
        match role {
            "risk" => Some(all.risk),
            "catalyst" => Some(all.catalyst),
            "contrarian" => Some(all.contrarian),
            _ => None,
        }
    }
}

impl Document {
    /// How many sentences have a role.
    #[must_use]
    pub fn count(&self, role: &str) -> usize {
        self.sentences.iter().filter(|sentence| sentence.roles.iter().any(|held| held.role == role)).count()
    }

    /// Sentences of a note that is still being read, positions in UTF-8 bytes; nothing is said yet of the whole.
    #[must_use]
    pub fn so_far(sentences: Vec<Sentence>) -> Self {
        Self {
            schema_version: SCHEMA_VERSION,
            source: None,
            text: None,
            offset_unit: OffsetUnit::Utf8,
            stated: None,
            unread: None,
            computed: Computed { score: None, label: None, interval: None, tickers: Vec::new() },
            divergence: Divergence {
                gap: None,
                verdict: scorer::score::Verdict::NothingStated.name().to_owned(),
                sentences: Vec::new(),
                tickers: Vec::new(),
            },
            sentences,
            scorer: Scorer::new(""),
            review: None,
            outcome: None,
        }
    }

    /// The wire form of `annotation`, made from `text` by the scorer that reads with `model`.
    #[must_use]
    pub fn new(text: &str, annotation: &scorer::Annotation, model: &scorer::model::Model, unit: OffsetUnit) -> Self {
        let offsets = Offsets::new(text, unit);
        Self {
            schema_version: SCHEMA_VERSION,
            source: None,
            text: None,
            offset_unit: unit,
            stated: annotation.stated.as_ref().map(|stated| self::stated(stated, &offsets)),
            unread: annotation.unread.map(|unread| Unread {
                sentences: unread.sentences,
                of: unread.of,
                code: match unread.reason {
                    scorer::language::Reason::Script { .. } => "script",
                    scorer::language::Reason::Words { .. } => "words",
                }
                .to_owned(),
                message: unread.to_string(),
            }),
            computed: Computed::from(&annotation.computed),
            divergence: Divergence::from(&annotation.divergence),
            sentences: Sentence::all(text, 0, &annotation.sentences, unit),
            scorer: Scorer::new(model.sha256()),
            review: None,
            outcome: None,
        }
    }
}

fn stated(stated: &scorer::stated::Stated, offsets: &Offsets) -> Stated {
    Stated {
        raw: stated.raw.clone(),
        range: offsets.range(stated.span),
        score: stated.score,
        label: stated.label.clone(),
        rating: stated.rating.clone(),
        tickers: stated
            .tickers
            .iter()
            .map(|entry| StatedTicker {
                range: offsets.range(entry.span),
                ticker: entry.ticker.clone(),
                score: entry.score,
                label: entry.label.clone(),
            })
            .collect(),
        findings: stated
            .findings
            .iter()
            .map(|finding| StatedFinding {
                range: offsets.range(finding.span()),
                code: finding.code().to_owned(),
                message: finding.to_string(),
            })
            .collect(),
    }
}

impl From<&scorer::score::Computed> for Computed {
    fn from(computed: &scorer::score::Computed) -> Self {
        Self {
            score: computed.score,
            label: computed.label.map(|label| label.name().to_owned()),
            interval: computed.interval.map(|(low, high)| [low, high]),
            tickers: computed
                .tickers
                .iter()
                .map(|ticker| ComputedTicker {
                    ticker: ticker.ticker.clone(),
                    name: ticker.name.clone(),
                    score: ticker.score,
                    label: ticker.label.name().to_owned(),
                    sentences: ticker.sentences.clone(),
                })
                .collect(),
        }
    }
}

impl From<&scorer::score::Divergence> for Divergence {
    fn from(divergence: &scorer::score::Divergence) -> Self {
        let ticker = |ticker: &scorer::score::TickerDivergence| TickerDivergence {
            ticker: ticker.ticker.clone(),
            gap: ticker.gap,
            verdict: ticker.verdict.name().to_owned(),
        };
        Self {
            gap: divergence.gap,
            verdict: divergence.verdict.name().to_owned(),
            sentences: divergence.sentences.clone(),
            tickers: divergence.tickers.iter().map(ticker).collect(),
        }
    }
}

fn sentence(id: usize, sentence: &scorer::annotation::AnnotatedSentence, offsets: &Offsets) -> Sentence {
    let reading = sentence.reading.as_ref();
    Sentence {
        id,
        range: offsets.range(sentence.span),
        part: sentence.part.name().to_owned(),
        block: sentence.block,
        roles: reading.map_or_else(Vec::new, |reading| {
            reading.roles.iter().map(|held| Role { role: held.role.name().to_owned(), probability: held.probability }).collect()
        }),
        probabilities: reading.map(|reading| {
            let [risk, catalyst, contrarian] = reading.role_probabilities;
            RoleProbabilities { risk, catalyst, contrarian }
        }),
        polarity: reading.map(|reading| {
            let [negative, neutral, positive] = reading.polarity_probabilities;
            Polarity {
                label: reading.polarity.name().to_owned(),
                score: reading.polarity_score,
                probabilities: PolarityProbabilities { negative, neutral, positive },
            }
        }),
        contribution: reading.map_or(0.0, |reading| reading.contribution),
        evidence: reading.map_or_else(Vec::new, |reading| {
            let mut evidence: Vec<Evidence> = reading
                .evidence
                .iter()
                .map(|word| Evidence {
                    range: offsets.range(word.span),
                    target: word.target.name().to_owned(),
                    contribution: word.contribution,
                })
                .collect();
            evidence.sort_by_key(|word| (word.range.start, word.range.end));
            evidence
        }),
        logits: reading.map_or_else(Vec::new, |reading| {
            reading
                .logits
                .iter()
                .map(|sum| LogitSum { target: sum.target.name().to_owned(), intercept: sum.intercept, value: sum.value })
                .collect()
        }),
        horizons: sentence.horizons.iter().map(|horizon| self::horizon(horizon, offsets)).collect(),
        quantities: sentence.quantities.iter().map(|quantity| self::quantity(quantity, offsets)).collect(),
        tickers: sentence.tickers.clone(),
    }
}

fn horizon(horizon: &scorer::horizon::Horizon, offsets: &Offsets) -> Horizon {
    use scorer::horizon::Bound;
    Horizon {
        range: offsets.range(horizon.span),
        bound: match horizon.bound {
            Bound::Within => "within",
            Bound::By => "by",
            Bound::From => "from",
        }
        .to_owned(),
        period: match horizon.period {
            scorer::horizon::Period::Months { from, to } => Period::Months { from, to },
            scorer::horizon::Period::Calendar { from, to } => Period::Calendar { from: month(from), to: month(to) },
        },
    }
}

/// ISO 8601 year and month; the year is two dashes where none is named, as vCard writes it.
fn month(month: scorer::horizon::Month) -> String {
    month.year.map_or_else(|| format!("--{:02}", month.month), |year| format!("{year:04}-{:02}", month.month))
}

fn quantity(quantity: &scorer::quantity::Quantity, offsets: &Offsets) -> Quantity {
    use scorer::quantity::Unit;
    let (kind, unit) = match &quantity.unit {
        Unit::Money(currency) => ("money", Some(currency.clone())),
        Unit::Percent => ("percent", None),
        Unit::PercentagePoints => ("percentage points", None),
        Unit::BasisPoints => ("basis points", None),
        Unit::Multiple => ("multiple", None),
        Unit::Counted(what) => ("count", Some(what.clone())),
    };
    Quantity {
        range: offsets.range(quantity.span),
        value: quantity.value,
        upper: quantity.upper,
        kind: kind.to_owned(),
        unit,
        approximate: quantity.approximate,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_told_by_its_line() {
        for text in ["", "  \n", "a b", " a\u{a0}\n b ", "ab", "a  b c"] {
            let range = Range { start: 0, end: text.len() };
            for line in ["", " ", "a b", "a  b", "a\u{a0}b", "ab", "a", "a b c", " a b"] {
                assert_eq!(range.is_line(text, line), range.line(text) == line, "{text:?} as {line:?}");
            }
        }
    }
}
