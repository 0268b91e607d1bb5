//! The wire formats of Note Annotator. They parse and write; they read no meaning and do no I/O.

pub mod block;
pub mod csv;
pub mod file;
pub mod foreign;
pub mod html;
pub mod json;
pub mod jsonld;
pub mod link;
pub mod markdown;
pub mod offset;
pub mod phrase;
mod report;
pub mod review;
pub mod shelf;
