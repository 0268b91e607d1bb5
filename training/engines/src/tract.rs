//! tract, which reads ONNX: f32 and int8.

use std::error::Error;

use tract_onnx::prelude::*;

use crate::{Run, Window, bytes};

pub fn load(mut weights: &[u8], window: Window) -> Result<Run, Box<dyn Error>> {
    let shape = [1, window.pieces.len()];
    let model = tract_onnx::onnx()
        .model_for_read(&mut weights)?
        .with_input_fact(0, InferenceFact::dt_shape(i64::datum_type(), shape))?
        .into_optimized()?
        .into_runnable()?;
    let pieces = Tensor::from_shape(&shape, &window.pieces)?;
    Ok(Box::new(move || {
        let hidden = model.run(tvec!(pieces.clone().into()))?;
        Ok(bytes(hidden[0].try_as_plain_ram()?.as_slice::<f32>()?))
    }))
}
