//! The wire formats of Note Annotator. They parse and write; they read no meaning and do no I/O.

pub mod json;
pub mod link;
pub mod offset;
pub mod review;
