//! Any text for the sentiment that it states of itself.
#![no_main]

use libfuzzer_sys::fuzz_target;
use scorer::stated::Stated;

fuzz_target!(|text: &str| {
    let found = Stated::find(text);
    if let Some(stated) = &found {
        fuzz::stated(text, stated);
    }
    assert_eq!(Stated::find(text), found, "the same text states the same");
});
