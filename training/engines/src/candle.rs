//! candle, in which the network is written out: the same layers as in `training/network.py`.

use std::error::Error;

use candle_core::quantized::{GgmlDType, QMatMul, QTensor};
use candle_core::{DType, Device, Module, Result, Tensor};
use candle_nn::{LayerNorm, Linear, VarBuilder, ops};

use crate::{Run, Window, bytes};

const WIDTH: usize = 384;
const HEADS: usize = 12;
const INNER: usize = 1536;
const LAYERS: usize = 6;

enum Map {
    Whole(Linear),
    Quantised(QMatMul, Tensor),
}

impl Map {
    fn new(inputs: usize, outputs: usize, held: VarBuilder<'_>, kind: Option<GgmlDType>) -> Result<Self> {
        let (weights, bias) = (held.get((outputs, inputs), "weight")?, held.get(outputs, "bias")?);
        Ok(match kind {
            Some(kind) => Self::Quantised(QMatMul::from_qtensor(QTensor::quantize(&weights, kind)?)?, bias),
            None => Self::Whole(Linear::new(weights, Some(bias))),
        })
    }

    fn forward(&self, x: &Tensor) -> Result<Tensor> {
        match self {
            Self::Whole(map) => map.forward(x),
            Self::Quantised(map, bias) => map.forward(x)?.broadcast_add(bias),
        }
    }
}

struct Layer {
    qkv: Map,
    out: Map,
    first: Map,
    second: Map,
    norm1: LayerNorm,
    norm2: LayerNorm,
}

impl Layer {
    fn new(held: &VarBuilder<'_>, kind: Option<GgmlDType>) -> Result<Self> {
        Ok(Self {
            qkv: Map::new(WIDTH, 3 * WIDTH, held.pp("qkv"), kind)?,
            out: Map::new(WIDTH, WIDTH, held.pp("out"), kind)?,
            first: Map::new(WIDTH, INNER, held.pp("first"), kind)?,
            second: Map::new(INNER, WIDTH, held.pp("second"), kind)?,
            norm1: candle_nn::layer_norm(WIDTH, 1e-12, held.pp("norm1"))?,
            norm2: candle_nn::layer_norm(WIDTH, 1e-12, held.pp("norm2"))?,
        })
    }

    /// `x` is (length, width).
    fn forward(&self, x: &Tensor) -> Result<Tensor> {
        let (length, size) = (x.dim(0)?, WIDTH / HEADS);
        let all = self.qkv.forward(x)?.reshape((length, 3, HEADS, size))?.permute((1, 2, 0, 3))?;
        let (query, key, value) = (all.get(0)?.contiguous()?, all.get(1)?.contiguous()?, all.get(2)?.contiguous()?);
        let scores = (query * (1.0 / (size as f64).sqrt()))?.matmul(&key.t()?)?;
        let mixed = ops::softmax_last_dim(&scores)?.matmul(&value)?.transpose(0, 1)?.reshape((length, WIDTH))?;
        let x = self.norm1.forward(&(x + self.out.forward(&mixed)?)?)?;
        let wide = self.first.forward(&x)?.gelu_erf()?;
        self.norm2.forward(&(&x + self.second.forward(&wide)?)?)
    }
}

pub fn load(weights: Vec<u8>, window: Window, kind: Option<GgmlDType>) -> std::result::Result<Run, Box<dyn Error>> {
    let length = window.pieces.len();
    let held = VarBuilder::from_buffered_safetensors(weights, DType::F32, &Device::Cpu)?;
    let words = held.pp("words").get_unchecked("weight")?;
    let places = held.pp("places").get((length, WIDTH), "weight")?;
    let norm = candle_nn::layer_norm(WIDTH, 1e-12, held.pp("norm"))?;
    let layers = (0..LAYERS).map(|layer| Layer::new(&held.pp("layers").pp(layer), kind)).collect::<Result<Vec<_>>>()?;
    let pieces = Tensor::new(window.pieces, &Device::Cpu)?;
    Ok(Box::new(move || {
        let mut x = norm.forward(&(words.embedding(&pieces)? + &places)?)?;
        for layer in &layers {
            x = layer.forward(&x)?;
        }
        Ok(bytes(&x.flatten_all()?.to_vec1::<f32>()?))
    }))
}
