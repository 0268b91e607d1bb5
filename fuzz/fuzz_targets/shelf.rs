//! Any text as the file of a shelf, and as notes on one: what can be read is written and read again as it was, what cannot be says why.
#![no_main]

use exchange::shelf::{self, Shelved};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    match shelf::read(text) {
        Some(Ok(notes)) => comes_back(&notes),
        Some(Err(error)) => assert!(!error.to_string().is_empty()),
        None => {}
    }
    let note = |(at, text): (usize, &str)| Shelved {
        id: format!("{at}{text}"),
        stamp: text.chars().rev().collect(),
        text: text.to_owned(),
        review: exchange::review::Review::default(),
        added: at as u64,
        changed: shelf::LAST_TIME - at as u64,
        summary: None,
    };
    comes_back(&text.split('\0').enumerate().map(note).collect::<Vec<_>>());
});

fn comes_back(notes: &[Shelved]) {
    assert_eq!(shelf::read(&shelf::write(notes)), Some(Ok(notes.to_vec())));
}
