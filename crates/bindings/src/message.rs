//! What the page and its worker say to each other.

use exchange::json::Document;
use serde::{Deserialize, Serialize};

/// The page asks for a note's annotation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Request {
    /// Named again in the answer, so that an outdated one can be dropped.
    pub id: u32,
    /// The note as pasted.
    pub text: String,
}

/// The worker answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub enum Response {
    /// The engine is loaded; a request sent earlier would be lost.
    Ready,
    /// A note's annotation, positions in UTF-8 bytes.
    Annotated {
        /// As in [`Request::id`].
        id: u32,
        /// The annotation.
        document: Box<Document>,
    },
    /// The engine cannot work.
    Failed {
        /// Why, in words.
        message: String,
    },
}
