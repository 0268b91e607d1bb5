//! The arithmetic of a link's compressor. It is a crate of its own so that it alone is built for speed.

// What is public here is public for one crate, which drops no result and begins with nothing by default.
#![allow(clippy::must_use_candidate, clippy::new_without_default)]

pub mod coder;
pub mod history;
pub mod logistic;
pub mod mixer;
pub mod predictor;
pub mod repeat;
