//! The page's parts. They take plain values and callbacks; only `app` knows the state.

pub mod app;
mod difference;
mod editor;
mod note_view;
mod number;
mod progress;
mod sentiment;
mod why;
