//! One full window of the shipped encoder in several engines, each behind the same function.

use std::error::Error;

#[cfg(feature = "candle")]
mod candle;
#[cfg(target_arch = "wasm32")]
mod module;
#[cfg(feature = "own")]
mod own;
#[cfg(feature = "rten")]
mod rten;
#[cfg(feature = "tract")]
mod tract;

/// What is read: word pieces, and the lines that they are of.
pub struct Window {
    pub pieces: Vec<i64>,
    pub text: String,
}

impl Window {
    /// From the bytes of the files that `export.py` writes.
    pub fn new(pieces: &[u8], text: &[u8]) -> Self {
        let pieces = pieces.as_chunks().0.iter().map(|bytes| i64::from_le_bytes(*bytes)).collect();
        Self { pieces, text: String::from_utf8_lossy(text).into_owned() }
    }
}

/// Reads the window once and gives the bytes of what comes out.
pub type Run = Box<dyn Fn() -> Result<Vec<u8>, Box<dyn Error>>>;

/// An engine that is ready to read.
pub fn load(engine: &str, weights: Vec<u8>, window: Window) -> Result<Run, Box<dyn Error>> {
    match engine {
        #[cfg(feature = "own")]
        "own" => own::load(&weights, &window),
        #[cfg(feature = "rten")]
        "rten" => rten::load(weights, window),
        #[cfg(feature = "tract")]
        "tract" => tract::load(&weights, window),
        #[cfg(feature = "candle")]
        "candle" => candle::load(weights, window, None),
        #[cfg(feature = "candle")]
        "candle-q4" => candle::load(weights, window, Some(candle_core::quantized::GgmlDType::Q4_0)),
        _ => Err(format!("no engine {engine}; built with others?").into()),
    }
}

#[cfg(any(feature = "rten", feature = "tract", feature = "candle"))]
fn bytes<'n>(numbers: impl IntoIterator<Item = &'n f32>) -> Vec<u8> {
    numbers.into_iter().flat_map(|number| number.to_le_bytes()).collect()
}
