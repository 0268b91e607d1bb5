//! The scorer as a JavaScript class.

use exchange::json::Document;
use exchange::offset::OffsetUnit;
use scorer::Scorer;
use scorer::model::{Model, ModelError};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsError, JsValue};

/// The weights that ship with this build.
const MODEL: &[u8] = include_bytes!("../../../model/note.model");

/// Reads notes. In JavaScript: `new Annotator().annotate(text)`.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Annotator {
    scorer: Scorer,
}

#[wasm_bindgen]
impl Annotator {
    /// Loads the weights.
    ///
    /// # Errors
    /// Throws what is wrong with the weights; with those of this build, nothing is.
    #[wasm_bindgen(constructor)]
    pub fn new() -> Result<Self, JsError> {
        Ok(Self::load()?)
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
    /// Says what is wrong with the weights.
    pub fn load() -> Result<Self, ModelError> {
        Ok(Self { scorer: Scorer::new(Model::load(MODEL)?) })
    }

    /// As [`Annotator::annotate`], for Rust.
    #[must_use]
    pub fn document(&self, text: &str, unit: OffsetUnit) -> Document {
        Document::new(text, &self.scorer.annotate(text), self.scorer.model(), unit)
    }
}
