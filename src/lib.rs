//! The page of Note Annotator. It holds the reader's text, shows what the worker's scorer says of it, and computes no sentiment of its own.
//!
//! `components -> state -> worker client`; only `browser` and the worker client touch the browser's interfaces.

// Leptos components are functions in camel case whose arguments arrive by value, and their views read as one piece.
#![allow(clippy::must_use_candidate, clippy::needless_pass_by_value, clippy::large_types_passed_by_value, clippy::too_many_lines)]

mod beside;
mod browser;
pub mod comparison;
mod components;
pub mod direction;
pub mod drawing;
pub mod finding;
pub mod history;
pub mod ids;
mod later;
pub mod lines;
pub mod phrase;
pub mod sample;
pub mod segment;
mod sharing;
pub mod shelf;
mod shelved;
pub mod shown;
mod state;
pub mod timeline;
pub mod watch;
mod worker_client;

pub use components::app::App;
