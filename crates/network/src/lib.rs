//! The arithmetic of the scorer's network: rows of numbers in, rows of numbers out. It is a crate of its own so that it alone is built for speed.

// What is public here is public for one crate, which drops no result and begins with nothing by default.
#![allow(clippy::must_use_candidate, clippy::new_without_default)]

pub mod encoder;
pub mod kernel;
pub mod math;
pub mod matrix;
pub mod meaning;
pub mod readout;
