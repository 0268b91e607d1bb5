//! Writes the features of the labelled corpus for training, so that training and scoring share one tokenizer and one hash.
//!
//! `features HASH_BITS OUT CORPUS_FILE...` writes to OUT, little-endian, for every body sentence: the number of features as u32, then for each
//! its bucket as u32 and its value as f32. The sentences come in the order of the files.

use std::error::Error;
use std::fs;
use std::io::{BufWriter, Write};

use scorer::Span;
use scorer::model::{Passage, features};
use scorer::token::tokenize;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let bits: u32 = arguments.next().ok_or("expected HASH_BITS OUT CORPUS_FILE...")?.parse()?;
    let mut out = BufWriter::new(fs::File::create(arguments.next().ok_or("expected OUT")?)?);
    for path in arguments {
        let text = fs::read_to_string(&path)?;
        for note in text.split("@note ").skip(1) {
            write_note(&mut out, &passages(note), (1 << bits) - 1)?;
        }
    }
    out.flush()?;
    Ok(())
}

/// The labelled lines of one note as the model reads them.
fn passages(note: &str) -> Vec<Passage> {
    let mut passages = Vec::new();
    let mut heading = None;
    for line in note.lines().skip(1) {
        let mut fields = line.splitn(4, " | ");
        let (Some(part), Some(text)) = (fields.next(), fields.nth(2)) else { continue };
        let words = matches!(part, "body" | "heading");
        let tokens = if words { tokenize(text, Span::new(0, text.len())) } else { Vec::new() };
        if part == "heading" {
            heading = Some(passages.len());
        }
        passages.push(Passage { tokens, read: part == "body", heading: heading.filter(|_| part == "body") });
    }
    passages
}

fn write_note(out: &mut impl Write, passages: &[Passage], mask: u64) -> std::io::Result<()> {
    for (index, _) in passages.iter().enumerate().filter(|(_, passage)| passage.read) {
        let features = features(passages, index);
        out.write_all(&(features.len() as u32).to_le_bytes())?;
        for feature in features {
            out.write_all(&((feature.hash & mask) as u32).to_le_bytes())?;
            out.write_all(&(feature.value as f32).to_le_bytes())?;
        }
    }
    Ok(())
}
