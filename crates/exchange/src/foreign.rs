//! What others noted on a note: the annotations that Hypothesis and Recogito write, read from JSON, and the sentences of a text that they belong to. An
//! annotation that is not known to belong to a sentence is listed, not moved to one that looks like its own.

use borsh::{BorshDeserialize, BorshSerialize};
use scorer::{Flat, Span};
use serde_json::Value;

use crate::file::Opened;
use crate::json::{Range, Sentence, one_line};
use crate::offset::{OffsetUnit, Offsets};
use crate::phrase::ROLES;
use crate::review::{Entry, Review, Target};

/// A quote of so many characters is the same one wherever it stands; of a shorter one something more must agree. As in the review.
const TELLING: usize = 40;
/// So many characters around a quote, white space aside, tell where it stands; fewer only where the annotation gives fewer.
const ALIKE: usize = 24;

/// An annotation of somebody else's.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Foreign {
    /// The words that it quotes; empty where it quotes none.
    pub exact: String,
    /// What stands before them; empty where that is not said.
    pub prefix: String,
    /// What stands after them; empty where that is not said.
    pub suffix: String,
    /// Where they stand.
    pub position: Option<Range>,
    /// What that position counts where nothing else says so.
    pub unit: OffsetUnit,
    /// Its tags.
    pub tags: Vec<String>,
    /// What it says, a paragraph an entry.
    pub comments: Vec<String>,
}

/// An annotation for which a text has no place.
#[derive(Clone, Debug, PartialEq, Eq, BorshDeserialize, BorshSerialize)]
pub struct Unanchored {
    /// The words that it quotes; empty where it speaks of the whole note, answers another one or gives a position only.
    pub words: String,
    /// What it says, its tags as `#tag` behind it.
    pub comment: String,
}

impl Opened {
    /// The review of the file with what others noted, in `text`, whose sentences are given in UTF-8 bytes; and what of that has no place there.
    ///
    /// A quote inside a sentence belongs to that sentence, one over several to the first. Tags that are roles become roles, all others stay with the comment.
    #[must_use]
    pub fn anchor(&self, text: &str, sentences: &[Sentence]) -> (Review, Vec<Unanchored>) {
        let mut review = self.review.clone();
        let mut places = review.places(text, sentences);
        let ground = Ground::new(text);
        let mut unanchored = Vec::new();
        for note in &self.notes {
            let sentence = ground
                .find(note)
                .and_then(|(start, end)| sentences.iter().find(|sentence| sentence.range.start < end && start < sentence.range.end));
            let Some(sentence) = sentence else {
                unanchored.push(Unanchored { words: one_line(&note.exact), comment: note.said(false) });
                continue;
            };
            let at = places.iter().position(|place| *place == Some(sentence.id)).unwrap_or_else(|| {
                review.entries.push(Entry::new(Target::new(text, sentences, sentence)));
                places.push(Some(sentence.id));
                places.len() - 1
            });
            let Some(entry) = review.entries.get_mut(at) else { continue };
            // A heading holds no role, and what the reader of this page decided stays.
            let is_decided = at < self.review.entries.len() && entry.roles.is_some();
            let takes_roles = sentence.polarity.is_some() && !is_decided;
            if takes_roles {
                for role in note.tags.iter().filter_map(|tag| role(tag)) {
                    let roles = entry.roles.get_or_insert_default();
                    if !roles.iter().any(|held| held == role) {
                        roles.push(role.to_owned());
                    }
                }
            }
            let whole = text.get(sentence.range.start..sentence.range.end).unwrap_or_default();
            let is_part = one_line(whole) != one_line(&note.exact) && !note.exact.trim().is_empty();
            let mut said = note.said(takes_roles);
            let says_nothing = said.is_empty() && entry.is_empty();
            if is_part || says_nothing {
                // A mere highlight says that these words matter.
                let words = if is_part { one_line(&note.exact) } else { one_line(whole) };
                said = if said.is_empty() { format!("“{words}”") } else { format!("“{words}”: {said}") };
            }
            if !said.is_empty() {
                if !entry.comment.is_empty() {
                    entry.comment.push('\n');
                }
                entry.comment.push_str(&said);
            }
        }
        (review, unanchored)
    }
}

/// The role that a tag names.
fn role(tag: &str) -> Option<&'static str> {
    let tag = tag.trim().trim_start_matches('#');
    ROLES.into_iter().find(|role| role.eq_ignore_ascii_case(tag))
}

impl Foreign {
    /// Those that annotations in JSON hold, one a target.
    pub(crate) fn all(annotations: &[Value]) -> Vec<Self> {
        annotations.iter().flat_map(Self::of).collect()
    }

    fn of(annotation: &Value) -> Vec<Self> {
        let mut note = Self::default();
        // Hypothesis: a comment and tags of its own.
        note.comments.extend(string(annotation, "text"));
        note.comments.extend(string(annotation, "bodyValue"));
        note.tags.extend(list(annotation.get("tags")).filter_map(Value::as_str).map(str::to_owned));
        let motivation = list(annotation.get("motivation")).find_map(Value::as_str).unwrap_or_default();
        for body in list(annotation.get("body")).chain(list(annotation.get("bodies"))) {
            note.take_body(body, motivation);
        }
        note.comments.retain(|comment| !comment.trim().is_empty());
        note.tags.retain(|tag| !tag.trim().is_empty());
        // The W3C counts code points. Hypothesis' and Recogito's positions come from strings of JavaScript, whose unit is UTF-16, whatever the model says;
        // Hypothesis is told by its field `uri`, Recogito's own form (not that of the W3C) by its `bodies`.
        let is_script = annotation.get("uri").is_some() || annotation.get("bodies").is_some();
        note.unit = if is_script { OffsetUnit::Utf16 } else { OffsetUnit::Codepoint };
        let mut found: Vec<Self> = list(annotation.get("target"))
            .filter_map(|target| {
                let mut own = note.clone();
                own.take_selectors(target.get("selector"), 0);
                own.has_place().then_some(own)
            })
            .collect();
        if found.is_empty() {
            found.push(note);
        }
        found
    }

    fn take_body(&mut self, body: &Value, motivation: &str) {
        if let Some(items) = body.get("items") {
            list(Some(items)).for_each(|item| self.take_body(item, motivation));
            return;
        }
        let value = body.as_str().map(str::to_owned).or_else(|| string(body, "value")).or_else(|| string(body, "chars"));
        // A thing instead of words: what names it.
        let named = || {
            let thing = body.get("source").unwrap_or(body);
            thing.as_str().map(str::to_owned).or_else(|| string(thing, "label")).or_else(|| string(thing, "id"))
        };
        let Some(value) = value.or_else(named) else { return };
        match list(body.get("purpose")).find_map(Value::as_str).unwrap_or(motivation) {
            "tagging" | "classifying" => self.tags.push(value),
            _ => self.comments.push(value),
        }
    }

    fn take_selectors(&mut self, selectors: Option<&Value>, depth: usize) {
        for selector in list(selectors) {
            if let Some(exact) = string(selector, "exact").or_else(|| string(selector, "quote")).filter(|_| self.exact.is_empty()) {
                self.exact = exact;
                self.prefix = string(selector, "prefix").unwrap_or_default();
                self.suffix = string(selector, "suffix").unwrap_or_default();
            }
            let number = |key: &str| selector.get(key).and_then(Value::as_u64).and_then(|number| usize::try_from(number).ok());
            // The positions of a `DataPositionSelector` are bytes of a file.
            if let (Some(start), Some(end), true) =
                (number("start"), number("end"), string(selector, "type").as_deref() != Some("DataPositionSelector"))
            {
                self.position = self.position.or(Some(Range { start, end }));
            }
            if depth < 8 {
                self.take_selectors(selector.get("refinedBy"), depth + 1);
            }
        }
    }

    fn has_place(&self) -> bool {
        !self.exact.is_empty() || self.position.is_some()
    }

    /// What it says, with its tags; without those that became roles, where they did.
    fn said(&self, without_roles: bool) -> String {
        let tags = self.tags.iter().filter(|tag| !without_roles || role(tag).is_none()).map(|tag| {
            let tag = one_line(tag);
            if tag.starts_with('#') { tag } else { format!("#{tag}") }
        });
        let tags = tags.collect::<Vec<_>>().join(" ");
        let comments = self.comments.join("\n");
        [comments, tags].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    }
}

/// A text in which quotes are looked for.
struct Ground {
    /// The text without what an editor or a browser changes on the way: white space, typographic quotes, marks that cannot be seen.
    flat: Flat,
    units: [Offsets; 2],
}

impl Ground {
    fn new(text: &str) -> Self {
        Self { flat: flat(text), units: [OffsetUnit::Codepoint, OffsetUnit::Utf16].map(|unit| Offsets::new(text, unit)) }
    }

    /// The bytes that an annotation is about: its quote, told by its length, by what stands around it or by its very place; a position without a quote as it is.
    fn find(&self, note: &Foreign) -> Option<(usize, usize)> {
        let quote = flat(&note.exact);
        let quote = quote.text();
        let [points, units] = &self.units;
        if quote.is_empty() {
            let position = note.position?;
            let offsets = if note.unit == OffsetUnit::Utf16 { units } else { points };
            return Some((offsets.byte(position.start)?, offsets.byte(position.end)?));
        }
        let line = self.flat.text();
        let place = |at: usize| {
            let span = self.flat.source(at, at + quote.len());
            (span.start, span.end)
        };
        let found: Vec<usize> = line.match_indices(quote).map(|(at, _)| at).collect();
        let (prefix, suffix) = (squeezed(&note.prefix), squeezed(&note.suffix));
        let given = prefix.len() + suffix.len();
        if let [only] = found.as_slice()
            && (quote.chars().count() >= TELLING || (given == 0 && note.position.is_none()))
        {
            return Some(place(*only));
        }
        let likeness = |at: &usize| {
            let before = line.get(..*at).unwrap_or_default().chars().rev().filter(|character| *character != ' ');
            let after = line.get(at + quote.len()..).unwrap_or_default().chars().filter(|character| *character != ' ');
            same(prefix.iter().rev().copied(), before) + same(suffix.iter().copied(), after)
        };
        let alike: Vec<usize> = found.iter().map(likeness).collect();
        let most = alike.iter().copied().max().filter(|most| given > 0 && *most >= ALIKE.min(given));
        let mut nearest = found.iter().zip(&alike).filter(|(_, own)| Some(**own) == most);
        if let (Some((only, _)), None) = (nearest.next(), nearest.next()) {
            return Some(place(*only));
        }
        // The same words at the very place, in whichever unit it was counted: two places that both fit tell nothing.
        let position = note.position?;
        let is_there = |place: &(usize, usize)| [points, units].iter().any(|offsets| offsets.byte(position.start) == Some(place.0));
        let mut fits = found.iter().map(|at| place(*at)).filter(is_there);
        match (fits.next(), fits.next()) {
            (Some(only), None) => Some(only),
            _ => None,
        }
    }
}

fn same(given: impl Iterator<Item = char>, found: impl Iterator<Item = char>) -> usize {
    given.zip(found).take_while(|(one, other)| one == other).count()
}

/// What is given around a quote, without white space and without the half of an emoji that it may begin or end with.
fn squeezed(text: &str) -> Vec<char> {
    flat(text).text().chars().filter(|character| !matches!(character, ' ' | '\u{fffd}')).collect()
}

fn flat(text: &str) -> Flat {
    Flat::new(text, Span::new(0, text.len()))
}

/// Whether a value looks like an annotation.
pub(crate) fn is_annotation(value: &Value) -> bool {
    ["target", "body", "bodies"].iter().any(|field| value.get(field).is_some())
}

/// The annotations that an object holds, or is; `None` where it is of no known form.
pub(crate) fn listed(object: &Value) -> Option<&[Value]> {
    let lists = ["rows", "annotations", "items", "@graph"].into_iter().find_map(|field| object.get(field));
    if let Some(list) = lists.or_else(|| object.get("first").and_then(|page| page.get("items"))) {
        return list.as_array().map(Vec::as_slice);
    }
    object.get("target").map(|_| std::slice::from_ref(object))
}

/// The entries of a list, or the one value that stands in its place.
pub(crate) fn list(value: Option<&Value>) -> impl Iterator<Item = &Value> {
    match value {
        Some(Value::Array(all)) => all.as_slice(),
        Some(Value::Null) | None => &[],
        Some(one) => std::slice::from_ref(one),
    }
    .iter()
}

/// A field that is text.
pub(crate) fn string(value: &Value, key: &str) -> Option<String> {
    value.get(key).and_then(Value::as_str).map(str::to_owned)
}
