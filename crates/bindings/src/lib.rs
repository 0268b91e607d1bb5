//! The JavaScript API of the scorer, and the messages between the page and the worker that runs it. Nothing is scored or shown here.

pub mod message;

#[cfg(feature = "engine")]
mod annotator;

#[cfg(feature = "engine")]
pub use annotator::{Annotated, Annotator};
