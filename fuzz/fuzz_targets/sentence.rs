//! Any text as one block of prose: where its sentences begin and end, and the words of each.
#![no_main]

use libfuzzer_sys::fuzz_target;
use scorer::note::{Block, Note, Part};
use scorer::sentence::split;
use scorer::token::tokenize;
use scorer::{Flat, Span};

fuzz_target!(|text: &str| {
    let span = Span::new(0, text.len()).trimmed(text);
    if span.is_empty() {
        return;
    }
    for part in [Part::Body, Part::Boilerplate] {
        let note = Note { blocks: vec![Block { part, span }], stated: None };
        let sentences = split(text, &note);
        fuzz::covers(text, sentences.iter().map(|sentence| sentence.span));
        for sentence in &sentences {
            fuzz::leads_back(text, sentence.span);
            let line = Flat::new(text, sentence.span);
            let tokens = tokenize(text, sentence.span);
            let norms: String = tokens.iter().map(|token| token.norm.as_str()).collect();
            assert_eq!(lower(&norms), lower(line.text()), "every sign is in one word");
            assert!(tokens.is_sorted_by(|one, next| one.span.end <= next.span.start), "{tokens:?}");
            assert!(tokens.iter().all(|token| sentence.span.contains(token.span) && !token.span.of(text).is_empty()));
        }
    }
});

/// The text without blanks in lower case, letter by letter: what the last letter of a word is becomes another in Greek.
fn lower(text: &str) -> String {
    text.chars().filter(|own| *own != ' ').flat_map(char::to_lowercase).map(|own| if own == 'ς' { 'σ' } else { own }).collect()
}
