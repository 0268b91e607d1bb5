//! The page's parts. They take plain values and callbacks; only `app` knows the state.

pub mod app;
mod arc;
mod both;
mod changes;
mod comparison;
mod difference;
mod editor;
mod findings;
mod keys;
mod note_view;
mod number;
mod opinion;
mod progress;
mod rows;
mod sentiment;
mod share;
mod shared;
mod shelf;
mod tickers;
mod timeline;
mod watch_words;
mod why;
