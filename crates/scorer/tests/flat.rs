//! One clean line from pasted text, and the way back from every byte of it.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test that cannot go on fails")]

use proptest::prelude::*;
use scorer::{Flat, Span};

fn check(text: &str, expected: &str) {
    assert_eq!(Flat::new(text, Span::new(0, text.len())).text(), expected, "{text:?}");
}

#[test]
fn cleans() {
    check("", "");
    check("  \u{a0}\n ", "");
    check(" one\t two\u{a0}\u{2009}three\r\nfour ", "one two three four");
    check("“Don’t”", "\"Don't\"");
    check("a \u{2212}3% move", "a -3% move");
    check("6–18 months — perhaps", "6–18 months — perhaps");
    check("capa-\ncity", "capacity");
    check("capa-\r\n  city", "capacity");
    check("soft\u{ad}ware", "software");
    check("zero\u{200b}width", "zerowidth");
    check("cost -\nand price", "cost - and price");
    check("FY2026-\n27", "FY2026- 27");
    check("the S-\nClass", "the S- Class");
    check("end-\n\nnew", "end- new");
    check("🚀 café", "🚀 café");
}

proptest! {
    #[test]
    fn every_byte_leads_back(text in any::<String>()) {
        let flat = Flat::new(&text, Span::new(0, text.len()));
        for (at, character) in flat.text().char_indices() {
            let source = flat.source(at, at + character.len_utf8());
            prop_assert!(text.get(source.start..source.end).is_some_and(|covered| covered.chars().count() == 1));
        }
    }
}
