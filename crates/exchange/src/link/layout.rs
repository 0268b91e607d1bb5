//! Which fields a content has, in which order: one pass that writes a content and reads it back. What stands in a note is not written again.

use super::LinkError;
use super::content::{Content, Finding, Seen, Stated, score, steps};
use super::fields::{Fields, Kind};
use crate::json::Range;
use crate::review::{Entry, Review, Target};
use compressor::coder::{Coder, Decoder, Encoder};

/// In the order in which links count them, which is part of the format.
const ROLES: [&str; 3] = ["risk", "catalyst", "contrarian"];
/// The same.
const POLARITIES: [&str; 3] = ["negative", "neutral", "positive"];
/// Stands for words that are none of those known.
const OTHER: usize = 7;

/// The bytes of a content.
pub(super) fn write(content: &Content) -> Result<Vec<u8>, LinkError> {
    let mut fields = Fields::new(Encoder::new());
    self::content(&mut fields, content)?;
    Ok(fields.coder.finish())
}

/// The content of bytes.
pub(super) fn read(bytes: &[u8]) -> Result<Content, LinkError> {
    let mut fields = Fields::new(Decoder::new(bytes));
    let blank = Content::Note { text: String::new(), review: Review::default(), seen: Seen::default() };
    let content = self::content(&mut fields, &blank)?;
    if fields.coder.is_done() { Ok(content) } else { Err(LinkError::Damaged { expected: "nothing behind the content" }) }
}

fn content<C: Coder>(fields: &mut Fields<C>, given: &Content) -> Result<Content, LinkError> {
    let (given_seen, findings_only) = match given {
        Content::Note { seen, .. } => (seen, false),
        Content::Findings { seen, .. } => (seen, true),
    };
    let findings_only = fields.flag(Kind::Shape, findings_only);
    let seen = seen(fields, given_seen)?;
    if findings_only {
        let (findings, stated, sentences) = match given {
            Content::Findings { findings, stated, sentences, .. } => (findings.as_slice(), stated.as_ref(), *sentences),
            Content::Note { .. } => (&[][..], None, 0),
        };
        let sentences = fields.size(Kind::Extent, sentences)?;
        let stated = fields.option(stated, self::stated)?;
        let mut before = 0;
        let findings = fields.list(findings, &Finding::default(), |fields, given| finding(fields, given, &mut before))?;
        return Ok(Content::Findings { findings, stated, seen, sentences });
    }
    let (text, entries) = match given {
        Content::Note { text, review, .. } => (text.as_str(), review.entries.as_slice()),
        Content::Findings { .. } => ("", &[][..]),
    };
    let text = fields.text(text)?;
    let blank = Entry::new(Target::quoted("", Range { start: 0, end: 0 }, false));
    let mut before = 0;
    let entries = fields.list(entries, &blank, |fields, given| entry(fields, given, &text, &mut before))?;
    Ok(Content::Note { text, review: Review { entries }, seen })
}

fn seen<C: Coder>(fields: &mut Fields<C>, given: &Seen) -> Result<Seen, LinkError> {
    let score = fields.option(given.score.as_ref(), |fields, score| Ok(score_of(fields, *score)))?;
    let reviewed = fields.option(given.reviewed.as_ref(), |fields, score| Ok(score_of(fields, *score)))?;
    let scorer = scorer(fields, &given.scorer)?;
    let digits = u64::from_str_radix(&given.model, 16).ok().filter(|digits| format!("{digits:016x}") == given.model);
    let model = if fields.flag(Kind::Shape, digits.is_some()) {
        format!("{:016x}", fields.plain(64, digits.unwrap_or_default()))
    } else {
        fields.text(&given.model)?
    };
    Ok(Seen { score, reviewed, scorer, model })
}

/// A version: three numbers, or words where it is none.
fn scorer<C: Coder>(fields: &mut Fields<C>, given: &str) -> Result<String, LinkError> {
    let parts: Vec<u64> = given.split('.').map_while(|part| part.parse().ok()).collect();
    let join = |parts: [u64; 3]| parts.map(|part| part.to_string()).join(".");
    let numbers = <[u64; 3]>::try_from(parts).ok().filter(|numbers| join(*numbers) == given);
    if fields.flag(Kind::Shape, numbers.is_some()) {
        Ok(join(numbers.unwrap_or_default().map(|number| fields.number(Kind::Version, number))))
    } else {
        fields.text(given)
    }
}

fn score_of<C: Coder>(fields: &mut Fields<C>, given: f64) -> f64 {
    score(fields.signed(Kind::Score, steps(given)))
}

fn stated<C: Coder>(fields: &mut Fields<C>, given: &Stated) -> Result<Stated, LinkError> {
    let score = fields.option(given.score.as_ref(), |fields, score| Ok(score_of(fields, *score)))?;
    let label = fields.option(given.label.as_ref(), |fields, label| fields.text(label))?;
    Ok(Stated { score, label })
}

/// `before` is the place of the finding before it.
fn finding<C: Coder>(fields: &mut Fields<C>, given: &Finding, before: &mut usize) -> Result<Finding, LinkError> {
    let place = place(fields, Kind::Place, given.place, *before)?;
    *before = place;
    let roles = roles(fields, &given.roles)?;
    let polarity = word(fields, Kind::Polarity, &POLARITIES, &given.polarity)?;
    let contribution = score_of(fields, given.contribution);
    let quote = fields.option(given.quote.as_ref(), |fields, quote| fields.text(quote))?;
    let comment = fields.text(&given.comment)?;
    let tickers = texts(fields, &given.tickers)?;
    let horizons = texts(fields, &given.horizons)?;
    Ok(Finding { place, roles, polarity, contribution, quote, comment, tickers, horizons })
}

/// `before` is the first place of the entry before it.
fn entry<C: Coder>(fields: &mut Fields<C>, given: &Entry, text: &str, before: &mut usize) -> Result<Entry, LinkError> {
    let Target { range, unique, .. } = given.target;
    let stands = Target::quoted(text, range, unique) == given.target;
    let start = place(fields, Kind::Place, range.start, *before)?;
    let end = place(fields, Kind::Extent, range.end, start)?;
    *before = start;
    let range = Range { start, end };
    let unique = fields.flag(Kind::Shape, unique);
    let target = if fields.flag(Kind::Shape, stands) {
        // However often a long text is quoted, the work and the memory stay bounded.
        fields.take(text.get(start..end).map_or(0, str::len))?;
        Target::quoted(text, range, unique)
    } else {
        let exact = fields.text(&given.target.exact)?;
        let prefix = fields.text(&given.target.prefix)?;
        let suffix = fields.text(&given.target.suffix)?;
        Target { exact, prefix, suffix, range, unique }
    };
    let roles = fields.option(given.roles.as_ref(), |fields, given| roles(fields, given))?;
    let polarity = fields.option(given.polarity.as_ref(), |fields, given| word(fields, Kind::Polarity, &POLARITIES, given))?;
    let comment = fields.text(&given.comment)?;
    Ok(Entry { target, roles, polarity, comment })
}

/// A place as how far it is from another one.
fn place<C: Coder>(fields: &mut Fields<C>, kind: Kind, given: usize, from: usize) -> Result<usize, LinkError> {
    let by = fields.signed(kind, (given as u64).wrapping_sub(from as u64).cast_signed());
    usize::try_from((from as u64).wrapping_add(by.cast_unsigned())).map_err(|_| LinkError::Damaged { expected: "a place that fits memory" })
}

fn roles<C: Coder>(fields: &mut Fields<C>, given: &[String]) -> Result<Vec<String>, LinkError> {
    fields.list(given, &String::new(), |fields, given| word(fields, Kind::Role, &ROLES, given))
}

fn texts<C: Coder>(fields: &mut Fields<C>, given: &[String]) -> Result<Vec<String>, LinkError> {
    fields.list(given, &String::new(), |fields, given| fields.text(given))
}

/// One of the words that are known, or another one.
fn word<C: Coder>(fields: &mut Fields<C>, kind: Kind, known: &[&str], given: &str) -> Result<String, LinkError> {
    let number = fields.choice(kind, known.iter().position(|word| *word == given).unwrap_or(OTHER));
    match known.get(number) {
        Some(word) => Ok((*word).to_owned()),
        None if number == OTHER => fields.text(given),
        None => Err(LinkError::Damaged { expected: "a role or a polarity that is known" }),
    }
}
