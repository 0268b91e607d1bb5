//! The arithmetic of a link's compressor. It is a crate of its own so that it alone is built for speed.

// What is public here is so for one crate alone, which knows what it asks for.
#![allow(missing_docs, clippy::must_use_candidate)]

pub mod coder;
pub mod history;
pub mod logistic;
pub mod mixer;
pub mod predictor;
pub mod repeat;
