//! Links: any text is read or told what is wrong with it; so are any bytes with a right check around them; any content comes back.
//!
//! The input is a link where it begins with `v` or `#`. Else its first byte says what the others are: the payload of a link where it is even, what a
//! content is made of, and how its payload is damaged, where it is odd. The text that primes the compressor is a short one here, so that a link of a real
//! page has a right check and no content.
#![no_main]

use arbitrary::{Arbitrary, Unstructured};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use crc::{CRC_32_ISO_HDLC, Crc};
use exchange::json::Range;
use exchange::link::{self, Content, LinkError, Seen, Stated};
use exchange::review::{Entry, Review, Target};
use libfuzzer_sys::{Corpus, fuzz_target};

/// What a content comes to at most.
const LARGEST: usize = 2 << 20;

fuzz_target!(|data: &[u8]| -> Corpus {
    match data.split_first() {
        Some((b'v' | b'#', _)) => {
            let Ok(text) = std::str::from_utf8(data) else { return Corpus::Reject };
            check_read(text);
        }
        Some((mode, payload)) if mode % 2 == 0 => check_read(&wrapped(payload)),
        Some((_, bytes)) => {
            let mut bytes = Unstructured::new(bytes);
            let Ok(damage) = <Vec<(u16, u8)>>::arbitrary(&mut bytes) else { return Corpus::Reject };
            let Ok(made) = Made::arbitrary_take_rest(bytes) else { return Corpus::Reject };
            let written = check_written(&made.content());
            let letters = written.as_deref().and_then(|link| link.get(7..link.len() - 7));
            let Some(mut payload) = letters.and_then(|letters| URL_SAFE_NO_PAD.decode(letters).ok()) else { return Corpus::Reject };
            if !damage.is_empty() && !payload.is_empty() {
                for (at, by) in damage {
                    let at = usize::from(at) % payload.len();
                    payload[at] ^= by;
                }
                check_read(&wrapped(&payload));
            }
        }
        None => return Corpus::Reject,
    }
    Corpus::Keep
});

fn check_read(text: &str) {
    match link::read(text) {
        Ok(content) => {
            let size = size(&content);
            assert!(size <= LARGEST, "a link of {} characters holds {size} bytes", text.len());
            check_written(&content);
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

/// The link of a content, which comes back from it; `None` where a long stretch of the text is quoted so often that it does not fit.
fn check_written(content: &Content) -> Option<String> {
    match link::write(content) {
        Ok(written) => {
            assert_eq!(link::read(&written).as_ref(), Ok(content));
            Some(written)
        }
        Err(error) => {
            assert_eq!(error, LinkError::TooLong);
            None
        }
    }
}

/// The bytes of its texts. What stands around a quote is left out: it is taken from the text, 32 characters a side.
fn size(content: &Content) -> usize {
    let texts = |all: &[String]| all.iter().map(String::len).sum::<usize>();
    match content {
        Content::Note { text, review, .. } => {
            let entry = |own: &Entry| own.target.exact.len() + own.comment.len() + texts(own.roles.as_deref().unwrap_or_default());
            text.len() + review.entries.iter().map(entry).sum::<usize>()
        }
        Content::Findings { findings, .. } => findings
            .iter()
            .map(|own| {
                let quote = own.quote.as_ref().map_or(0, String::len);
                quote + own.comment.len() + texts(&own.roles) + texts(&own.tickers) + texts(&own.horizons)
            })
            .sum(),
    }
}

/// A link with a right length and a right check around any payload, as decision 0011 has it.
fn wrapped(payload: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    let letters = URL_SAFE_NO_PAD.encode(payload);
    let length = letters.len() + 4;
    let [first, second, third] = [length >> 12, length >> 6, length].map(|part| part & 63);
    let sum = (3 * first + 5 * second + 7 * third + 11) & 63;
    let mut text = "v1.".to_owned();
    text.extend([first, second, third, sum].map(|part| char::from(LETTERS[part])));
    text += &letters;
    let mut rest = Crc::<u32>::new(&CRC_32_ISO_HDLC).checksum(text.as_bytes()) as usize;
    let mut check = [' '; 6];
    for digit in check.iter_mut().rev() {
        *digit = char::from(DIGITS[rest % 62]);
        rest /= 62;
    }
    text.push('.');
    text.extend(check);
    text
}

/// What a content is made of.
#[derive(Arbitrary, Debug)]
enum Made {
    Note { text: String, entries: Vec<MadeEntry>, seen: MadeSeen },
    Findings { findings: Vec<MadeFinding>, stated: Option<(Option<i32>, Option<String>)>, seen: MadeSeen, sentences: usize },
}

/// What its sender saw.
#[derive(Arbitrary, Debug)]
struct MadeSeen {
    score: Option<i32>,
    reviewed: Option<i32>,
    scorer: String,
    model: Model,
}

/// As it is, or like nothing that is one.
#[derive(Arbitrary, Debug)]
enum Model {
    Digits(u64),
    Words(String),
}

/// An entry on a stretch of the text, or on what stands nowhere.
#[derive(Arbitrary, Debug)]
struct MadeEntry {
    start: usize,
    end: usize,
    elsewhere: Option<[String; 3]>,
    unique: bool,
    roles: Option<Vec<Word>>,
    polarity: Option<Word>,
    comment: String,
}

/// A finding.
#[derive(Arbitrary, Debug)]
struct MadeFinding {
    place: usize,
    roles: Vec<Word>,
    polarity: Word,
    contribution: i32,
    quote: Option<String>,
    comment: String,
    tickers: Vec<String>,
    horizons: Vec<String>,
}

/// A role or a polarity, or neither.
#[derive(Arbitrary, Debug)]
enum Word {
    Risk,
    Contrarian,
    Negative,
    Positive,
    Other(String),
}

impl Word {
    fn text(&self) -> String {
        match self {
            Self::Risk => "risk",
            Self::Contrarian => "contrarian",
            Self::Negative => "negative",
            Self::Positive => "positive",
            Self::Other(other) => other,
        }
        .to_owned()
    }
}

/// In the steps that links hold.
fn score(steps: i32) -> f64 {
    f64::from(steps) / 10_000.0
}

impl MadeSeen {
    fn seen(self) -> Seen {
        let model = match self.model {
            Model::Digits(digits) => format!("{digits:016x}"),
            Model::Words(words) => words,
        };
        Seen { score: self.score.map(score), reviewed: self.reviewed.map(score), scorer: self.scorer, model }
    }
}

impl MadeEntry {
    fn entry(self, text: &str) -> Entry {
        let target = if let Some([exact, prefix, suffix]) = self.elsewhere {
            Target { exact, prefix, suffix, range: Range { start: self.start, end: self.end }, unique: self.unique }
        } else {
            let place = |at: usize| (0..=at % (text.len() + 1)).rev().find(|at| text.is_char_boundary(*at)).unwrap_or_default();
            let (start, end) = (place(self.start), place(self.end));
            let mut document = fuzz::document("A.");
            let sentence = &mut document.sentences[0];
            sentence.range = Range { start: start.min(end), end: start.max(end) };
            Target { unique: self.unique, ..Target::new(text, std::slice::from_ref(sentence), sentence) }
        };
        let roles = self.roles.map(|roles| roles.iter().map(Word::text).collect());
        Entry { target, roles, polarity: self.polarity.as_ref().map(Word::text), comment: self.comment }
    }
}

impl Made {
    fn content(self) -> Content {
        match self {
            Self::Note { text, entries, seen } => {
                let entries = entries.into_iter().map(|entry| entry.entry(&text)).collect();
                Content::Note { text, review: Review { entries }, seen: seen.seen() }
            }
            Self::Findings { findings, stated, seen, sentences } => Content::Findings {
                findings: findings.into_iter().map(MadeFinding::finding).collect(),
                stated: stated.map(|(score, label)| Stated { score: score.map(self::score), label }),
                seen: seen.seen(),
                sentences,
            },
        }
    }
}

impl MadeFinding {
    fn finding(self) -> link::Finding {
        link::Finding {
            place: self.place,
            roles: self.roles.iter().map(Word::text).collect(),
            polarity: self.polarity.text(),
            contribution: score(self.contribution),
            quote: self.quote,
            comment: self.comment,
            tickers: self.tickers,
            horizons: self.horizons,
        }
    }
}
