//! W3C Web Annotations in JSON-LD (<https://www.w3.org/TR/annotation-model/>): a page of annotations, one a finding and one a sentence that the reader has a
//! word on. The text stands in it once, so that the file alone brings the note back; who said what is said by the creators, the scorer of an annotation,
//! the reader of a body. Positions are code points, as the model asks.

use serde::{Deserialize, Serialize, Serializer};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::file::{FileError, Kept, Opened, Source, checked, is_known, written};
use crate::foreign::{Foreign, list, string};
use crate::json::{Range, SCHEMA_VERSION, Sentence};
use crate::offset::{OffsetUnit, Offsets};
use crate::report::{Report, placed};
use crate::review::{Entry, Review, Target};

/// What all our own names begin with.
pub(crate) const OWN: &str = "urn:note-annotator:";
/// The software, in every version.
const SOFTWARE: &str = "urn:note-annotator:software";
/// Whoever corrected the note.
const READER: &str = "urn:note-annotator:reader";
/// How many characters stand before and after a quote.
const CONTEXT: usize = 32;
/// Where the text stands.
const TEXT: &str = "dcterms:source";

/// The names that every reader of Web Annotations knows.
const VOCABULARY: &str = "http://www.w3.org/ns/anno.jsonld";

/// Our own names. They are written in this order, whatever a map of the program does with its keys.
struct Terms;

impl Serialize for Terms {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map([
            ("cnt", "http://www.w3.org/2011/content#"),
            ("chars", "cnt:chars"),
            ("note", OWN),
            ("schemaVersion", "note:schemaVersion"),
            ("entry", "note:entry"),
            ("at", "note:at"),
            ("byteStart", "note:byteStart"),
            ("byteEnd", "note:byteEnd"),
            ("unique", "note:unique"),
        ])
    }
}

#[derive(Serialize)]
struct Page<'k> {
    #[serde(rename = "@context")]
    context: (&'static str, Terms),
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    #[serde(rename = "schemaVersion")]
    schema_version: u32,
    generator: Software<'k>,
    #[serde(rename = "partOf")]
    part_of: Collection,
    #[serde(rename = "startIndex")]
    start_index: usize,
    #[serde(rename = "dcterms:source")]
    source: Text<'k>,
    items: Vec<Annotation<'k>>,
}

#[derive(Serialize)]
struct Software<'k> {
    id: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    name: &'static str,
    #[serde(rename = "schema:softwareVersion")]
    version: &'k str,
}

#[derive(Serialize)]
struct Collection {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    label: String,
    total: usize,
}

#[derive(Serialize)]
struct Text<'k> {
    id: &'k str,
    #[serde(rename = "type")]
    kind: [&'static str; 2],
    format: &'static str,
    chars: &'k str,
}

#[derive(Serialize)]
struct Annotation<'k> {
    id: String,
    #[serde(rename = "type")]
    kind: &'static str,
    motivation: &'static str,
    creator: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    body: Vec<Body<'k>>,
    target: Specific<'k>,
    #[serde(skip_serializing_if = "Option::is_none")]
    entry: Option<Held>,
}

#[derive(Serialize)]
struct Body<'k> {
    #[serde(rename = "type")]
    kind: &'static str,
    purpose: &'static str,
    value: std::borrow::Cow<'k, str>,
    format: &'static str,
    /// The reader; the annotation's where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    creator: Option<&'static str>,
}

#[derive(Serialize)]
struct Specific<'k> {
    #[serde(rename = "type")]
    kind: &'static str,
    source: &'k str,
    selector: Vec<Selector<'k>>,
}

#[derive(Serialize)]
#[serde(tag = "type")]
enum Selector<'k> {
    #[serde(rename = "TextQuoteSelector")]
    Quote { exact: &'k str, prefix: &'k str, suffix: &'k str },
    #[serde(rename = "TextPositionSelector")]
    Position { start: usize, end: usize },
}

/// By what the review knows the sentence, which the selectors do not say: it takes white space as one blank and counts bytes.
#[derive(Serialize, Deserialize)]
struct Held {
    /// Its place in the review.
    at: usize,
    exact: String,
    prefix: String,
    suffix: String,
    #[serde(rename = "byteStart")]
    start: usize,
    #[serde(rename = "byteEnd")]
    end: usize,
    unique: bool,
}

/// The page of annotations.
#[must_use]
pub fn write(kept: &Kept<'_>) -> String {
    let report = Report::new(*kept);
    let digest = Sha256::digest(kept.text).iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"));
    let source = format!("urn:sha256:{digest}");
    let page = format!("urn:note-annotator:page:{digest}");
    let offsets = Offsets::new(kept.text, OffsetUnit::Codepoint);
    // For every sentence its entry with the place of that in the review.
    let mut entries: Vec<Option<(usize, &Entry)>> = vec![None; report.document.sentences.len()];
    let mut orphans = Vec::new();
    for (at, (entry, place)) in placed(kept.review, &kept.outcome.places).enumerate() {
        match place.and_then(|id| entries.get_mut(id)) {
            Some(held) if held.is_none() => *held = Some((at, entry)),
            _ => orphans.push((at, entry)),
        }
    }
    let mut items: Vec<Annotation<'_>> = report
        .document
        .sentences
        .iter()
        .zip(&entries)
        .filter(|(sentence, entry)| !sentence.roles.is_empty() || entry.is_some())
        .map(|(sentence, entry)| {
            let own = entry.map(|(_, entry)| entry);
            let body = bodies(Some(sentence), own);
            let range = sentence.range;
            let place = offsets.range(scorer::Span::new(range.start, range.end));
            Annotation {
                id: format!("{page}#sentence-{}", sentence.id),
                kind: "Annotation",
                motivation: motivation(own),
                creator: SOFTWARE,
                body,
                target: Specific {
                    kind: "SpecificResource",
                    source: &source,
                    selector: vec![
                        Selector::Quote {
                            exact: kept.text.get(range.start..range.end).unwrap_or_default(),
                            prefix: before(kept.text, range.start),
                            suffix: after(kept.text, range.end),
                        },
                        Selector::Position { start: place.start, end: place.end },
                    ],
                },
                entry: entry.map(held),
            }
        })
        .collect();
    items.extend(orphans.into_iter().map(|(at, entry)| Annotation {
        id: format!("{page}#change-{at}"),
        kind: "Annotation",
        motivation: motivation(Some(entry)),
        creator: READER,
        body: bodies(None, Some(entry)),
        target: Specific {
            kind: "SpecificResource",
            source: &source,
            selector: vec![Selector::Quote { exact: &entry.target.exact, prefix: &entry.target.prefix, suffix: &entry.target.suffix }],
        },
        entry: Some(held((at, entry))),
    }));
    written(&Page {
        context: (VOCABULARY, Terms),
        kind: "AnnotationPage",
        schema_version: SCHEMA_VERSION,
        generator: Software { id: SOFTWARE, kind: "Software", name: "Note Annotator", version: &kept.document.scorer.version },
        part_of: Collection {
            id: format!("urn:note-annotator:annotations:{digest}"),
            kind: "AnnotationCollection",
            label: report.title(),
            total: items.len(),
        },
        start_index: 0,
        source: Text { id: &source, kind: ["Text", "cnt:ContentAsText"], format: "text/plain", chars: kept.text },
        items,
        id: page,
    })
}

/// What is said of a sentence: roles, polarity and comment, each by whom it was said.
fn bodies<'k>(sentence: Option<&Sentence>, entry: Option<&'k Entry>) -> Vec<Body<'k>> {
    let body = |purpose: &'static str, value: std::borrow::Cow<'k, str>, is_readers: bool| Body {
        kind: "TextualBody",
        purpose,
        value,
        format: "text/plain",
        creator: is_readers.then_some(READER),
    };
    let mut bodies = Vec::new();
    match entry.and_then(|entry| entry.roles.as_ref()) {
        Some(roles) if roles.is_empty() => bodies.push(body("assessing", "dismissed".into(), true)),
        Some(roles) => bodies.extend(roles.iter().map(|role| body("tagging", role.into(), true))),
        None => bodies.extend(sentence.iter().flat_map(|own| &own.roles).map(|held| body("tagging", held.role.clone().into(), false))),
    }
    let scored = sentence.and_then(|own| own.polarity.as_ref());
    match entry.and_then(|entry| entry.polarity.as_ref()) {
        Some(own) => bodies.push(body("classifying", own.into(), true)),
        None => bodies.extend(scored.map(|own| body("classifying", own.label.clone().into(), false))),
    }
    if let Some(entry) = entry.filter(|entry| !entry.comment.is_empty()) {
        bodies.push(body("commenting", entry.comment.as_str().into(), true));
    }
    bodies
}

/// Why there is an annotation.
fn motivation(entry: Option<&Entry>) -> &'static str {
    match entry {
        Some(entry) if !entry.comment.is_empty() => "commenting",
        Some(entry) if entry.roles.is_some() || entry.polarity.is_some() => "assessing",
        _ => "tagging",
    }
}

fn held((at, entry): (usize, &Entry)) -> Held {
    let Target { exact, prefix, suffix, range, unique } = entry.target.clone();
    Held { at, exact, prefix, suffix, start: range.start, end: range.end, unique }
}

fn before(text: &str, end: usize) -> &str {
    let text = text.get(..end).unwrap_or_default();
    let from = text.char_indices().rev().nth(CONTEXT - 1).map_or(0, |(at, _)| at);
    text.get(from..).unwrap_or_default()
}

fn after(text: &str, start: usize) -> &str {
    let text = text.get(start..).unwrap_or_default();
    let to = text.char_indices().nth(CONTEXT).map_or(text.len(), |(at, _)| at);
    text.get(..to).unwrap_or_default()
}

/// Reads a page that [`write`] wrote; `None` where it is somebody else's.
///
/// An annotation that another tool added to it is one of the notes; so is what it said on a finding of ours.
pub(crate) fn read(page: &Value) -> Result<Option<Opened>, FileError> {
    if page.get("generator").is_none_or(|generator| !is_by(generator, SOFTWARE)) {
        return Ok(None);
    }
    is_known(page.get("schemaVersion").and_then(Value::as_u64).unwrap_or_default())?;
    let text = page.get(TEXT).and_then(|source| string(source, "chars")).ok_or(FileError::NoText { field: "dcterms:source, chars" })?;
    let mut entries: Vec<(usize, Entry)> = Vec::new();
    let mut notes = Vec::new();
    for (at, annotation) in list(page.get("items")).enumerate() {
        let is_ours = annotation.get("creator").is_some_and(|creator| is_by(creator, SOFTWARE) || is_by(creator, READER));
        match annotation.get("entry") {
            Some(held) => {
                let held = Held::deserialize(held)
                    .map_err(|error| FileError::Misfit { what: format!("annotation {} has an entry with {error}", at + 1) })?;
                entries.push((held.at, entry(held, annotation)));
            }
            None if is_ours => notes.extend(added(annotation)),
            None => notes.extend(Foreign::all(std::slice::from_ref(annotation))),
        }
    }
    entries.sort_by_key(|(at, _)| *at);
    let review = checked(Review { entries: entries.into_iter().map(|(_, entry)| entry).collect() })?;
    Ok(Some(Opened { source: Source::JsonLd, text: Some(text), review, notes }))
}

fn is_by(agent: &Value, id: &str) -> bool {
    agent.as_str() == Some(id) || agent.get("id").and_then(Value::as_str) == Some(id)
}

fn entry(held: Held, annotation: &Value) -> Entry {
    let said = |purpose: &str, is_readers: bool| -> Vec<String> {
        list(annotation.get("body"))
            .filter(|body| body.get("purpose").and_then(Value::as_str) == Some(purpose))
            .filter(|body| !is_readers || body.get("creator").is_some_and(|creator| is_by(creator, READER)))
            .filter_map(|body| string(body, "value"))
            .collect()
    };
    let roles = said("tagging", true);
    let is_dismissed = said("assessing", true).iter().any(|value| value == "dismissed");
    let Held { exact, prefix, suffix, start, end, unique, .. } = held;
    Entry {
        target: Target { exact, prefix, suffix, range: Range { start, end }, unique },
        roles: (is_dismissed || !roles.is_empty()).then_some(roles),
        polarity: said("classifying", true).into_iter().next(),
        // A comment that somebody else added stays with the sentence.
        comment: said("commenting", false).join("\n"),
    }
}

/// What somebody else said on an annotation of the scorer's: its comments, not the scorer's tags.
fn added(annotation: &Value) -> Vec<Foreign> {
    let mut found = Foreign::all(std::slice::from_ref(annotation));
    for note in &mut found {
        note.tags.clear();
    }
    found.retain(|note| !note.comments.is_empty());
    found
}
