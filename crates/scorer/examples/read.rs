//! Writes what a model reads in labelled lines, for measuring: the figures are those of the engine that ships.
//!
//! `read MODEL OUT FILE...` writes to OUT, little-endian f64, ten numbers a row: for every body line of the files, which have the corpus's form, its six logits,
//! its weight and three zeros; where the line's second field lists ranges of bytes ("0-4,9-15") instead of roles, then a row for each with seven zeros and the
//! three logits towards the company that those bytes name.

use std::error::Error;
use std::fs;
use std::io::{BufWriter, Write};
use std::ops::Range;

use scorer::Span;
use scorer::model::{Model, Passage};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let mut next = || arguments.next().ok_or("expected MODEL OUT FILE...");
    let model = Model::load(&fs::read(next()?)?)?;
    let mut out = BufWriter::new(fs::File::create(next()?)?);
    for path in arguments {
        let text = fs::read_to_string(&path)?;
        for note in text.split("@note ").skip(1) {
            let (passages, ranges) = passages(note);
            for ((reading, passage), ranges) in
                model.read(&passages).iter().zip(&passages).zip(&ranges).filter(|((_, passage), _)| passage.read)
            {
                let logits = reading.logits.iter().map(|logit| logit.value).chain([reading.weight, 0.0, 0.0, 0.0]).collect::<Vec<f64>>();
                write(&mut out, &logits)?;
                for range in ranges {
                    let towards = reading.towards(passage, &[Span::new(range.start, range.end)]).unwrap_or_default();
                    write(&mut out, &[&[0.0; 7][..], &towards].concat())?;
                }
            }
        }
    }
    out.flush()?;
    Ok(())
}

fn write(out: &mut impl Write, numbers: &[f64]) -> std::io::Result<()> {
    numbers.iter().try_for_each(|number| out.write_all(&number.to_le_bytes()))
}

/// The labelled lines of one note as the model reads them, with the ranges that each lists.
fn passages(note: &str) -> (Vec<Passage>, Vec<Vec<Range<usize>>>) {
    let mut found = (Vec::new(), Vec::new());
    for line in note.lines().skip(1) {
        let fields: Vec<&str> = line.splitn(4, " | ").collect();
        let &[part, ranges, _, text] = fields.as_slice() else { continue };
        if matches!(part, "body" | "heading") {
            found.0.push(Passage::new(text, Span::new(0, text.len()), part == "body"));
            let range = |range: &str| range.split_once('-').and_then(|(start, end)| Some(start.parse().ok()?..end.parse().ok()?));
            found.1.push(ranges.split(',').filter_map(range).collect());
        }
    }
    found
}
