//! Our own engine, by its public reading: the encoder and, a small part of the time, the read-outs.

use std::error::Error;

use scorer::Span;
use scorer::model::{Model, Passage};

use crate::{Run, Window};

pub fn load(weights: &[u8], window: &Window) -> Result<Run, Box<dyn Error>> {
    let model = Model::load(weights)?;
    let mut passages = Vec::new();
    let mut pieces = 1;
    let mut start = 0;
    for line in window.text.lines() {
        passages.push(Passage::new(&window.text, Span { start, end: start + line.len() }, true));
        pieces += model.pieces(line).len() + 1;
        start += line.len() + 1;
    }
    if pieces != window.pieces.len() {
        return Err(format!("{pieces} pieces, expected {}", window.pieces.len()).into());
    }
    Ok(Box::new(move || {
        let readings = model.read(&passages);
        let logits = readings.iter().flat_map(|reading| reading.logits.iter());
        let numbers = logits.flat_map(|logit| logit.contributions.iter().map(|part| part.value).chain([logit.value]));
        Ok(numbers.flat_map(f64::to_le_bytes).collect())
    }))
}
