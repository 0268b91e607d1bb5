//! The files in which a reviewed note is kept and handed on: which formats there are, what such a file is called, and how one is read again. What a format
//! looks like stands in its own module; no file is opened or saved here.

use std::borrow::Cow;

use borsh::{BorshDeserialize, BorshSerialize};
use serde::de::{DeserializeOwned, IgnoredAny};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::foreign::{self, Foreign};
use crate::json::{Document, Range, SCHEMA_VERSION};
use crate::offset::{OffsetUnit, Offsets};
use crate::phrase::ROLES;
use crate::review::{Outcome, Review};
use crate::{csv, html, jsonld, markdown, shelf};

/// So many bytes a file may have that is read.
pub const MAX_BYTES: usize = 16 * 1024 * 1024;

/// A note that is kept: its text, and all that is known of it.
#[derive(Clone, Copy, Debug)]
pub struct Kept<'k> {
    /// The text as pasted.
    pub text: &'k str,
    /// The scorer's annotation of it, positions in UTF-8 bytes.
    pub document: &'k Document,
    /// What the reader changed.
    pub review: &'k Review,
    /// What that comes to in the note.
    pub outcome: &'k Outcome,
}

impl Kept<'_> {
    /// The annotation as the reader sees it.
    #[must_use]
    pub fn reviewed(&self) -> Document {
        self.document.reviewed(self.review, self.outcome)
    }
}

/// A format that a reviewed note is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshDeserialize, BorshSerialize)]
pub enum Format {
    /// The JSON document with the text and the review: can be read again.
    Json,
    /// W3C Web Annotations in JSON-LD: can be read again.
    JsonLd,
    /// A page of its own: can be read again.
    Html,
    /// Text with marks.
    Markdown,
    /// A table with a finding a row.
    Csv,
}

impl Format {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Self; 5] = [Self::Json, Self::JsonLd, Self::Html, Self::Markdown, Self::Csv];

    /// What its files' names end in, with the dot before it.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Json => ".annotation.json",
            Self::JsonLd => ".annotation.jsonld",
            Self::Html => ".annotated.html",
            Self::Markdown => ".annotated.md",
            Self::Csv => ".findings.csv",
        }
    }

    /// Its media type, as a server would name it.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::JsonLd => "application/ld+json; profile=\"http://www.w3.org/ns/anno.jsonld\"",
            Self::Html => "text/html; charset=utf-8",
            Self::Markdown => "text/markdown; charset=utf-8",
            Self::Csv => "text/csv; charset=utf-8; header=present",
        }
    }

    /// Its name for people.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Json => "Annotation (JSON)",
            Self::JsonLd => "Web annotations (JSON-LD)",
            Self::Html => "Annotated page (HTML)",
            Self::Markdown => "Annotated text (Markdown)",
            Self::Csv => "Table of findings (CSV)",
        }
    }

    /// Whether [`read`] brings text and review back from it.
    #[must_use]
    pub const fn can_be_read(self) -> bool {
        matches!(self, Self::Json | Self::JsonLd | Self::Html)
    }
}

/// What a file with the note is called: its main ticker, the date as given (`2026-11-22`), the format's ending.
#[must_use]
pub fn name(kept: &Kept<'_>, date: &str, format: Format) -> String {
    // The reader's changes rescore the tickers and change neither which there are nor their order of importance.
    let ticker = kept.document.computed.tickers.first().map(|main| safe(&main.ticker)).filter(|ticker| !ticker.is_empty());
    let date = safe(date);
    let parts: Vec<&str> = [ticker.as_deref().unwrap_or("note"), &date].into_iter().filter(|part| !part.is_empty()).collect();
    parts.join("-") + format.ending()
}

/// ASCII letters and digits with single hyphens between them: no system takes that for a path, an ending or a device.
fn safe(text: &str) -> String {
    let parts = text.split(|character: char| !character.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("-").chars().take(32).collect()
}

/// The file's content.
#[must_use]
pub fn write(kept: &Kept<'_>, format: Format) -> String {
    match format {
        Format::Json => json(kept),
        Format::JsonLd => jsonld::write(kept),
        Format::Html => html::write(kept),
        Format::Markdown => markdown::write(kept),
        Format::Csv => csv::write(kept),
    }
}

/// The scorer's document, with the text and what the reader made of it beside it: the fields of the schema mean what they always mean.
fn json(kept: &Kept<'_>) -> String {
    let mut document = kept.document.clone();
    document.text = Some(kept.text.to_owned());
    if !kept.review.is_empty() {
        document.review = Some(kept.review.clone());
        document.outcome = Some(kept.outcome.clone());
    }
    written(&document)
}

/// A value as indented JSON, a line end at its end.
pub(crate) fn written(value: &impl Serialize) -> String {
    // All that is written here has keys that are strings and numbers that are finite, so that it can be written.
    serde_json::to_string_pretty(value).unwrap_or_default() + "\n"
}

/// What a file was found to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// [`Format::Json`].
    Json,
    /// [`Format::JsonLd`].
    JsonLd,
    /// [`Format::Html`].
    Html,
    /// What Hypothesis exports, as its interface answers or as its sidebar saves.
    Hypothesis,
    /// W3C Web Annotations of others, such as Recogito's.
    WebAnnotations,
}

/// A file that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// What it is.
    pub source: Source,
    /// The note's text; `None` where the file only speaks of a note that stands elsewhere.
    pub text: Option<String>,
    /// What a reader of this page changed.
    pub review: Review,
    /// What others noted on it.
    pub notes: Vec<Foreign>,
}

/// Why a file could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FileError {
    /// Larger than [`MAX_BYTES`].
    #[error("the file has {bytes} bytes: expected at most {MAX_BYTES} (16 MiB)")]
    TooLarge {
        /// How large.
        bytes: usize,
    },
    /// Neither JSON nor HTML.
    #[error("the file begins with neither {{ nor [ nor <: expected JSON, JSON-LD or a page that Note Annotator wrote")]
    NeitherForm,
    /// It begins as JSON does, and is none.
    #[error("the file is not JSON: {what} in line {line}, column {column}")]
    NotJson {
        /// From 1.
        line: usize,
        /// From 1.
        column: usize,
        /// What is wrong there.
        what: String,
    },
    /// JSON of a form that is not known.
    #[error(
        "the JSON is of no form that is known here: expected an annotation of Note Annotator (schema_version), \
         W3C Web Annotations (items, or a list of annotations with their targets) or an export of Hypothesis (rows or annotations)"
    )]
    UnknownForm,
    /// A form that is known, with a part that does not fit it.
    #[error("the file does not hold what its form asks for: {what}")]
    Misfit {
        /// What was found and what was expected.
        what: String,
    },
    /// Written by a version that is newer than this one.
    #[error("the file has schema version {found}: expected {SCHEMA_VERSION}; a newer Note Annotator wrote it")]
    Newer {
        /// The version that it names.
        found: u64,
    },
    /// A shelf that was written by a version that is newer than this one.
    #[error("the shelf has version {found}: expected {}; a newer Note Annotator wrote it", shelf::VERSION)]
    NewerShelf {
        /// The version that it names.
        found: u64,
    },
    /// A shelf larger than [`shelf::MAX_BYTES`].
    #[error("the shelf has {bytes} bytes: expected at most {} (128 MiB)", shelf::MAX_BYTES)]
    LargeShelf {
        /// How large.
        bytes: usize,
    },
    /// An annotation without the text that it speaks of.
    #[error("the file does not hold the text of its note: expected it in `{field}`")]
    NoText {
        /// Where it would be.
        field: &'static str,
    },
    /// A page that holds no note.
    #[error("the page holds no note: expected one that Note Annotator wrote, with a template of the name note-annotator")]
    NoNote,
}

/// Reads a file, which it tells by its content.
///
/// # Errors
/// Says what is wrong with the file and what was expected.
///
/// # Example
/// ```
/// use exchange::file::{FileError, read};
/// let error = read("{\"schema_version\": 2}").unwrap_err();
/// assert_eq!(error, FileError::Newer { found: 2 });
/// assert_eq!(error.to_string(), "the file has schema version 2: expected 1; a newer Note Annotator wrote it");
/// ```
pub fn read(content: &str) -> Result<Opened, FileError> {
    if content.len() > MAX_BYTES {
        return Err(FileError::TooLarge { bytes: content.len() });
    }
    let content = content.strip_prefix('\u{feff}').unwrap_or(content);
    match content.trim_start().chars().next() {
        Some('{') => read_object(content),
        Some('[') => match parse(content)? {
            Value::Array(all) if all.iter().all(foreign::is_annotation) => {
                Ok(Opened { source: Source::WebAnnotations, text: None, review: Review::default(), notes: Foreign::all(&all) })
            }
            _ => Err(FileError::UnknownForm),
        },
        Some('<') => Carried::read(html::carried(content).ok_or(FileError::NoNote)?, Source::Html),
        _ => Err(FileError::NeitherForm),
    }
}

/// Whether a content was saved here in a form that can be read again, whole or not: what [`read`] finds wrong with it then is damage, and it is no text
/// that only begins like one.
///
/// # Example
/// ```
/// use exchange::file::is_saved;
/// assert!(is_saved("{\n  \"schema_version\": 1,\n  \"text\": \"Orders ro"));
/// assert!(!is_saved("{Draft} Orders rose."));
/// ```
#[must_use]
pub fn is_saved(content: &str) -> bool {
    let content = content.trim_start_matches('\u{feff}').trim_start();
    if content.starts_with('<') {
        return html::is_saved(content);
    }
    let is_object = content.strip_prefix('{').is_some_and(|rest| rest.trim_start().starts_with('"'));
    is_object && (content.contains("\"schema_version\"") || content.contains(jsonld::OWN))
}

/// What tells the forms apart. The rest is passed over without being kept, as documents of long notes are large.
#[derive(Deserialize)]
struct Form {
    schema_version: Option<IgnoredAny>,
    rows: Option<IgnoredAny>,
    annotations: Option<IgnoredAny>,
}

fn read_object(content: &str) -> Result<Opened, FileError> {
    let form: Form = parse(content)?;
    if form.schema_version.is_some() {
        return Carried::read(content, Source::Json);
    }
    let value: Value = parse(content)?;
    if let Some(own) = jsonld::read(&value)? {
        return Ok(own);
    }
    let source = if form.rows.is_some() || form.annotations.is_some() { Source::Hypothesis } else { Source::WebAnnotations };
    let all = foreign::listed(&value).ok_or(FileError::UnknownForm)?;
    if !all.iter().all(foreign::is_annotation) {
        return Err(FileError::UnknownForm);
    }
    Ok(Opened { source, text: None, review: Review::default(), notes: Foreign::all(all) })
}

/// What of a document is read again, and what a page carries.
#[derive(Deserialize, Serialize)]
pub(crate) struct Carried<'k> {
    schema_version: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<Cow<'k, str>>,
    #[serde(default)]
    offset_unit: OffsetUnit,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    review: Option<Cow<'k, Review>>,
}

impl<'k> Carried<'k> {
    /// What a page carries of a note.
    pub fn new(kept: &Kept<'k>) -> Self {
        Self {
            schema_version: u64::from(SCHEMA_VERSION),
            text: Some(Cow::Borrowed(kept.text)),
            offset_unit: OffsetUnit::Utf8,
            review: (!kept.review.is_empty()).then_some(Cow::Borrowed(kept.review)),
        }
    }

    fn read(content: &str, source: Source) -> Result<Opened, FileError> {
        // The version is read first: what a newer one looks like cannot be known.
        let Version { schema_version } = parse(content)?;
        is_known(schema_version)?;
        let carried: Carried<'_> = parse(content)?;
        let text = carried.text.ok_or(FileError::NoText { field: "text" })?.into_owned();
        let mut review = carried.review.map(Cow::into_owned).unwrap_or_default();
        if carried.offset_unit != OffsetUnit::Utf8 {
            // A position that does not lie in the text tells nothing; the words still do.
            let offsets = Offsets::new(&text, carried.offset_unit);
            for range in review.entries.iter_mut().map(|entry| &mut entry.target.range) {
                *range = Range { start: offsets.byte(range.start).unwrap_or_default(), end: offsets.byte(range.end).unwrap_or_default() };
            }
        }
        Ok(Opened { source, text: Some(text), review: checked(review)?, notes: Vec::new() })
    }
}

#[derive(Deserialize)]
struct Version {
    schema_version: u64,
}

/// Whether a version is the one that is read here.
pub(crate) fn is_known(version: u64) -> Result<(), FileError> {
    match version.cmp(&u64::from(SCHEMA_VERSION)) {
        std::cmp::Ordering::Equal => Ok(()),
        std::cmp::Ordering::Greater => Err(FileError::Newer { found: version }),
        std::cmp::Ordering::Less => Err(FileError::Misfit { what: format!("schema version {version}, expected {SCHEMA_VERSION}") }),
    }
}

/// A review whose roles and polarities are those that there are.
pub(crate) fn checked(review: Review) -> Result<Review, FileError> {
    for (entry, number) in review.entries.iter().zip(1..) {
        let roles = entry.roles.as_deref().unwrap_or_default();
        let is_odd = |role: &&String| !ROLES.contains(&role.as_str()) || roles.iter().filter(|other| other == role).count() > 1;
        if let Some(role) = roles.iter().find(is_odd) {
            let what = format!("change {number} has the role {role:?}, expected risk, catalyst or contrarian, each once");
            return Err(FileError::Misfit { what });
        }
        if let Some(polarity) = entry.polarity.as_ref().filter(|own| scorer::polarity::Polarity::named(own).is_none()) {
            let what = format!("change {number} has the polarity {polarity:?}, expected negative, neutral or positive");
            return Err(FileError::Misfit { what });
        }
    }
    Ok(review)
}

/// Reads JSON. Where that fails, once more without halves of characters: Hypothesis cuts what stands around a quote at 32 of JavaScript's units and so through
/// an emoji, which no other reader takes.
pub(crate) fn parse<T: DeserializeOwned>(content: &str) -> Result<T, FileError> {
    serde_json::from_str(content).or_else(|error| match whole_characters(content) {
        Cow::Owned(mended) if error.is_syntax() => serde_json::from_str(&mended).map_err(|error| worded(&error)),
        _ => Err(worded(&error)),
    })
}

fn worded(error: &serde_json::Error) -> FileError {
    let message = error.to_string();
    let what = message.rsplit_once(" at line ").map_or(message.as_str(), |(what, _)| what).to_owned();
    if error.is_data() {
        FileError::Misfit { what: format!("{what} in line {}, column {}", error.line(), error.column()) }
    } else {
        FileError::NotJson { line: error.line(), column: error.column(), what }
    }
}

/// JSON in which every escaped half of a character without its other half is the sign for a character that was lost.
fn whole_characters(content: &str) -> Cow<'_, str> {
    let half = |at: usize| {
        let unit = content.get(at..)?.strip_prefix("\\u")?.get(..4)?;
        u16::from_str_radix(unit, 16).ok()
    };
    let (mut mended, mut done) = (String::new(), 0);
    let mut at = 0;
    while let Some(found) = content.get(at..).and_then(|rest| rest.find('\\')) {
        at += found;
        match half(at) {
            Some(0xd800..=0xdbff) if matches!(half(at + 6), Some(0xdc00..=0xdfff)) => at += 12,
            Some(0xd800..=0xdfff) => {
                mended.push_str(content.get(done..at).unwrap_or_default());
                mended.push_str("\\ufffd");
                at += 6;
                done = at;
            }
            // Whatever is escaped is one byte, or begins with one that no backslash follows by accident.
            _ => at += 2,
        }
        if !content.is_char_boundary(at) {
            break;
        }
    }
    if done == 0 {
        return Cow::Borrowed(content);
    }
    mended.push_str(content.get(done..).unwrap_or_default());
    Cow::Owned(mended)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_safe() {
        let check = |text: &str, expected: &str| assert_eq!(safe(text), expected, "{text:?}");
        check("AMZN", "AMZN");
        check("HMSY.OL", "HMSY-OL");
        check("../..\\BRK/B:", "BRK-B");
        check(".hidden", "hidden");
        check("€\u{202e}", "");
    }

    #[test]
    fn halves_of_characters_are_mended() {
        let check = |content: &str, expected: &str| assert_eq!(whole_characters(content), expected, "{content}");
        check(r#""\ud83d\ude00 up""#, r#""\ud83d\ude00 up""#);
        check(r#""\ude00 up \ud83d""#, r#""\ufffd up \ufffd""#);
        check(r#""\ud83d\ud83d\ude00""#, r#""\ufffd\ud83d\ude00""#);
        check(r#""a backslash: \\ud83d""#, r#""a backslash: \\ud83d""#);
        check(r#""\"#, r#""\"#);
        check("\"\\€\\ud83d\"", "\"\\€\\ud83d\"");
    }
}
