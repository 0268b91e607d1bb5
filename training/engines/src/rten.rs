//! rten, which reads ONNX: f32, int8, and four-bit weights.

use std::error::Error;

use rten::Model;
use rten_tensor::prelude::*;
use rten_tensor::{NdTensor, NdTensorView};

use crate::{Run, Window, bytes};

pub fn load(weights: Vec<u8>, window: Window) -> Result<Run, Box<dyn Error>> {
    let mut options = rten::ModelOptions::with_all_ops();
    // Weights laid out once at loading, as our own are.
    options.prepack_weights(true);
    let model: Model = options.load(weights)?;
    // rten's whole numbers have 32 bits.
    let pieces: Vec<i32> = window.pieces.iter().map(|piece| *piece as i32).collect();
    let pieces = NdTensor::from_data([1, pieces.len()], pieces);
    Ok(Box::new(move || {
        let hidden = model.run_one(pieces.view().into(), None)?;
        let hidden: NdTensorView<f32, 3> = (&hidden).try_into()?;
        Ok(bytes(hidden.iter()))
    }))
}
