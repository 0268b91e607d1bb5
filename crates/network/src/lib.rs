//! The arithmetic of the scorer's network: rows of numbers in, rows of numbers out. It is a crate of its own so that it alone is built for speed.

// What is public here is so for one crate alone, which knows what it asks for.
#![allow(missing_docs, clippy::must_use_candidate)]

pub mod encoder;
pub mod kernel;
pub mod math;
pub mod matrix;
pub mod meaning;
pub mod readout;
