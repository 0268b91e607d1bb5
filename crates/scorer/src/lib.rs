//! The engine of Note Annotator: an investment note's text goes in, its [`Annotation`] comes out.
//!
//! Pure by design: no I/O, no clock, no randomness, no globals, nothing of the web and no wire format. Parsing never fails:
//! any text gives an annotation. Data flows one way, `note -> sentence -> token -> model -> role, polarity, entity, horizon,
//! quantity -> score -> evidence`, and no stage reads a later one.

pub mod annotation;
pub mod company;
pub mod entity;
pub mod evidence;
mod flat;
pub mod horizon;
pub mod language;
pub mod model;
pub mod note;
pub mod pairing;
pub mod polarity;
pub mod quantity;
pub mod role;
pub mod score;
pub mod sentence;
mod span;
pub mod stated;
pub mod token;

pub use annotation::{Annotation, Run, Scorer};
pub use flat::Flat;
pub use span::Span;
