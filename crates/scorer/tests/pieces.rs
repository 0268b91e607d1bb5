//! The network's tokenizer against the reference (`training/pieces.py` wrote what that makes of the same text).

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test that cannot go on fails")]

use std::path::Path;
use std::sync::LazyLock;

use scorer::model::Model;
use scorer::{Flat, Span};
use sha2::{Digest, Sha256};

static MODEL: LazyLock<Model> = LazyLock::new(|| Model::load(include_bytes!("../../../model/note.model")).unwrap());

#[test]
fn hard_lines_are_cut_as_the_reference_cuts_them() {
    for line in include_str!("pieces/hard.tsv").lines() {
        let (ids, text) = line.split_once('\t').unwrap();
        let expected: Vec<u16> = ids.split(' ').filter(|id| !id.is_empty()).map(|id| id.parse().unwrap()).collect();
        assert_eq!(MODEL.pieces(text), expected, "{text:?}");
    }
}

/// Every line of the corpus: its pieces' numbers, two bytes each, then 0xffff.
#[test]
fn the_corpus_is_cut_as_the_reference_cuts_it() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus");
    let mut lines = 0;
    for expected in include_str!("pieces/corpus.sha256").lines() {
        let (hash, name) = expected.split_once("  ").unwrap();
        let mut digest = Sha256::new();
        for line in std::fs::read_to_string(corpus.join(name)).unwrap().lines().filter(|line| !line.starts_with("@note ")) {
            let Some(text) = line.splitn(4, " | ").nth(3) else { continue };
            let text = text.trim();
            for id in MODEL.pieces(Flat::new(text, Span::new(0, text.len())).text()).into_iter().chain([0xffff]) {
                digest.update(id.to_le_bytes());
            }
            lines += 1;
        }
        assert_eq!(digest.finalize().iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}")), hash, "{name}");
    }
    assert!(lines > 38_000, "{lines}");
}
