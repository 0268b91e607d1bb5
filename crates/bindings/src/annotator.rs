//! The scorer as a JavaScript class.

use exchange::file::{self, Kept};
use exchange::json::{Document, Sentence};
use exchange::link::{self, Content, LinkError, Options};
use exchange::offset::OffsetUnit;
use exchange::review::{Outcome, Review};
use exchange::{html, markdown};
use scorer::model::{Dot, Model, ModelError};
use scorer::pairing::{self, Meanings};
use scorer::{Annotation, Run, Scorer};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsError, JsValue};

use crate::message::{Exported, Form, Pair};

/// How many pairs of sentences are looked at most, about a second's work: two notes of 2,000 sentences each.
const PAIRS: usize = 4_000_000;

/// Reads notes. In JavaScript: `new Annotator(model).annotate(text)`, where `model` is the content of `note.model` as a `Uint8Array`.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Annotator {
    scorer: Scorer,
}

/// A note that was annotated, with what its review is answered from.
#[derive(Clone, Debug)]
pub struct Annotated {
    /// What the scorer says of it.
    pub document: Document,
    text: String,
    annotation: Annotation,
}

impl Annotated {
    /// The note as pasted.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}

#[wasm_bindgen]
impl Annotator {
    /// Loads the model from the content of its file.
    ///
    /// # Errors
    /// Throws what is wrong with the file.
    #[wasm_bindgen(constructor)]
    pub fn new(model: &[u8]) -> Result<Self, JsError> {
        Ok(Self::load(model)?)
    }

    /// Annotates a note and returns the JSON document (schema version 1) as an object. `offsets` is `"utf16"` (the default: JavaScript's own unit),
    /// `"utf8"` or `"codepoint"`.
    ///
    /// # Errors
    /// Throws where `offsets` is none of the three.
    #[expect(clippy::needless_pass_by_value, reason = "an optional string crosses from JavaScript by value")]
    pub fn annotate(&self, text: &str, offsets: Option<String>) -> Result<JsValue, JsError> {
        let unit = match offsets.as_deref() {
            None | Some("utf16") => OffsetUnit::Utf16,
            Some("utf8") => OffsetUnit::Utf8,
            Some("codepoint") => OffsetUnit::Codepoint,
            Some(other) => return Err(JsError::new(&format!("offsets are {other:?}: expected \"utf16\", \"utf8\" or \"codepoint\""))),
        };
        // Nulls stay nulls, as in the JSON that the command prints.
        let serializer = serde_wasm_bindgen::Serializer::json_compatible();
        serde::Serialize::serialize(&self.document(text, unit), &serializer).map_err(|error| JsError::new(&error.to_string()))
    }
}

impl Annotator {
    /// As [`Annotator::new`], for Rust.
    ///
    /// # Errors
    /// Says what is wrong with the file.
    pub fn load(model: &[u8]) -> Result<Self, ModelError> {
        Ok(Self { scorer: Scorer::new(Model::load(model)?) })
    }

    /// SHA-256 of the model's content, 64 hexadecimal digits.
    #[must_use]
    pub fn model_sha256(&self) -> &str {
        self.scorer.model().sha256()
    }

    /// What tells this scorer from others; see [`exchange::json::Scorer::short`].
    #[must_use]
    pub fn scorer_name(&self) -> String {
        exchange::json::Scorer::new(self.model_sha256()).short()
    }

    /// As [`Annotator::annotate`], for Rust.
    #[must_use]
    pub fn document(&self, text: &str, unit: OffsetUnit) -> Document {
        self.finish(self.begin(text), unit).document
    }

    /// Begins to annotate a note in steps.
    #[must_use]
    pub fn begin<'t>(&self, text: &'t str) -> Run<'t> {
        self.begin_with(text, Dot::default())
    }

    /// As [`Annotator::begin`], with the way to sum products that this processor is fastest with.
    #[must_use]
    pub fn begin_with<'t>(&self, text: &'t str, dot: Dot) -> Run<'t> {
        self.scorer.begin_with(text, dot)
    }

    /// Goes on with a note; `false` when all is read.
    pub fn step(&self, run: &mut Run<'_>) -> bool {
        run.step(&self.scorer)
    }

    /// The sentences of a range that are done in a note that was begun; see [`Run::so_far`].
    #[must_use]
    pub fn so_far(&self, run: &Run<'_>, range: std::ops::Range<usize>, unit: OffsetUnit) -> Vec<Sentence> {
        let first = range.start;
        Sentence::all(run.text(), first, &run.so_far(range, &self.scorer), unit)
    }

    /// The annotation of a note that was begun.
    #[must_use]
    pub fn finish(&self, run: Run<'_>, unit: OffsetUnit) -> Annotated {
        let text = run.text().to_owned();
        let annotation = run.finish(&self.scorer);
        Annotated { document: Document::new(&text, &annotation, self.scorer.model(), unit), text, annotation }
    }

    /// What a review comes to in a note whose document is in UTF-8 bytes.
    #[must_use]
    pub fn review(&self, annotated: &Annotated, review: &Review) -> Outcome {
        let Annotated { document, text, annotation } = annotated;
        Outcome::new(review, text, document, annotation, self.scorer.model().calibration())
    }

    /// A link to a note with a review, put behind `address`.
    ///
    /// # Errors
    /// Says why there is none.
    pub fn link(&self, annotated: &Annotated, review: &Review, options: Options, address: &str) -> Result<String, LinkError> {
        let outcome = self.review(annotated, review);
        let content = Content::new(&annotated.text, &annotated.document, review, &outcome, options);
        Ok(format!("{address}#{}", link::write(&content)?))
    }

    /// A note with a review in another form.
    #[must_use]
    pub fn export(&self, annotated: &Annotated, review: &Review, form: Form, date: &str) -> Exported {
        let outcome = self.review(annotated, review);
        let kept = Kept { text: &annotated.text, document: &annotated.document, review, outcome: &outcome };
        let (name, media_type, content, plain) = match form {
            Form::File(format) => (file::name(&kept, date, format), format.media_type(), file::write(&kept, format), String::new()),
            Form::Rich => (String::new(), "text/html", html::fragment(&kept), markdown::plain(&kept)),
            Form::Plain => (String::new(), "text/plain", String::new(), markdown::plain(&kept)),
        };
        Exported { form, name, media_type: media_type.to_owned(), content, plain }
    }

    /// Which sentences of two notes make the same point, in the order of the second; `None` where they have so many that nobody would wait for it.
    #[must_use]
    pub fn pairs(&self, before: &Annotated, after: &Annotated) -> Option<Vec<Pair>> {
        let read = |own: &Annotated| own.annotation.sentences.iter().filter(|sentence| sentence.reading.is_some()).count();
        let meanings = |own: &Annotated| Meanings::new(&own.text, &own.annotation, self.scorer.model());
        (read(before).saturating_mul(read(after)) <= PAIRS).then(|| {
            let wire = |pair: pairing::Pair| Pair {
                before: pair.before,
                after: pair.after,
                likeness: pair.likeness,
                close: pair.likeness >= pairing::CLOSE,
            };
            pairing::pairs(&meanings(before), &meanings(after)).into_iter().map(wire).collect()
        })
    }
}
