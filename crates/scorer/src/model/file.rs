//! The model file: a header that says what it is, then numbers. It checks what it reads; it computes nothing.

use sha2::{Digest, Sha256};

use super::piece::Vocabulary;
use super::{Calibration, Model, ModelError};
use network::encoder::{Encoder, Layer, Norm, Table};
use network::matrix::{GROUP, Matrix};
use network::meaning::{self, Meaning};
use network::readout::{Readout, TARGETS};

/// How a model file begins; the SHA-256 of everything behind it follows.
const MAGIC: &[u8; 8] = b"NAMODEL3";
/// Length of a SHA-256 in bytes.
const HASH: usize = 32;

/// Reads a whole file.
pub(super) fn load(bytes: &[u8]) -> Result<Model, ModelError> {
    let rest = bytes.strip_prefix(MAGIC).ok_or(ModelError::NotAModel)?;
    let (hash, content) = rest.split_at_checked(HASH).ok_or(ModelError::Cut { field: "a SHA-256 of 32 bytes" })?;
    let found = Sha256::digest(content);
    if found.as_slice() != hash {
        return Err(ModelError::Hash);
    }
    let mut fields = Fields { rest: content };
    let length = usize::from(fields.byte("a version")?);
    let version = fields.text(length, "the version")?.to_owned();
    let shape = Shape::read(&mut fields)?;
    let calibration = Calibration {
        thresholds: fields.numbers("three thresholds")?,
        slope: fields.number("the slope")?,
        interval: fields.numbers("two interval terms")?,
        mixed: fields.number("the threshold of mixed")?,
    };
    if !calibration.thresholds.iter().all(|threshold| (0.0..1.0).contains(threshold)) {
        return Err(ModelError::Field { field: "a role's threshold", expected: "in [0, 1)" });
    }
    let readout = Readout {
        says: fields.floats(TARGETS * shape.width, "what a piece says")?,
        intercepts: fields.floats(TARGETS, "intercepts")?,
        heard: fields.floats(TARGETS * shape.width, "how a piece is heard")?,
        mention: fields.floats(3 * shape.width, "what a mention says")?,
        mention_intercepts: fields.floats(3, "intercepts of a mention")?,
        width: shape.width,
    };
    let length = fields.count("the length of the list of pieces")?;
    let list = fields.text(length, "the list of pieces")?;
    let vocabulary = Vocabulary::new(list)
        .filter(|_| list.split('\n').count() == shape.pieces)
        .ok_or(ModelError::Field { field: "the list of pieces", expected: "as long as the shape says, with [UNK], [CLS] and [SEP]" })?;
    let pieces = fields.nibble_table(shape.pieces, shape.width)?;
    let places = fields.byte_table(shape.places, shape.width)?;
    let start = fields.norm(shape.width)?;
    let mut layers = Vec::with_capacity(shape.layers);
    for _ in 0..shape.layers {
        layers.push(Layer {
            attend: fields.matrix(3 * shape.width, shape.width)?,
            mix: fields.matrix(shape.width, shape.width)?,
            mixed: fields.norm(shape.width)?,
            widen: fields.matrix(shape.inner, shape.width)?,
            narrow: fields.matrix(shape.width, shape.inner)?,
            out: fields.norm(shape.width)?,
        });
    }
    let map = fields.byte_table(meaning::DIMENSIONS, shape.width)?;
    let meaning = Meaning::new(&map, fields.floats(meaning::DIMENSIONS, "offsets of meaning")?);
    if !fields.rest.is_empty() {
        return Err(ModelError::Field { field: "the read-out for meaning", expected: "the last field" });
    }
    let sha256 = found.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"));
    let encoder = Encoder { pieces, places, start, layers, width: shape.width, heads: shape.heads };
    Ok(Model { calibration, version, sha256, vocabulary, encoder, readout, meaning })
}

/// How many of everything there are.
struct Shape {
    pieces: usize,
    places: usize,
    layers: usize,
    width: usize,
    heads: usize,
    inner: usize,
}

impl Shape {
    fn read(fields: &mut Fields<'_>) -> Result<Self, ModelError> {
        let shape = Self {
            pieces: fields.short("the number of pieces")?,
            places: fields.short("the number of places")?,
            layers: fields.short("the number of layers")?,
            width: fields.short("the width")?,
            heads: fields.short("the number of heads")?,
            inner: fields.short("the inner width")?,
        };
        let whole = |number: usize| number > 0 && number.is_multiple_of(GROUP);
        if !whole(shape.width) || !whole(shape.inner) {
            return Err(ModelError::Field { field: "a width", expected: "a multiple of 128" });
        }
        // A head's share of the width is worked on in runs.
        if shape.heads == 0 || !shape.width.is_multiple_of(shape.heads * network::kernel::RUN) {
            return Err(ModelError::Field { field: "the number of heads", expected: "a divisor of a 32nd of the width" });
        }
        if shape.places < super::window::LONGEST {
            return Err(ModelError::Field { field: "the number of places", expected: "at least as many as a window has" });
        }
        Ok(shape)
    }
}

/// What is left of a model file's content.
struct Fields<'b> {
    rest: &'b [u8],
}

impl<'b> Fields<'b> {
    fn bytes(&mut self, count: usize, field: &'static str) -> Result<&'b [u8], ModelError> {
        let (bytes, rest) = self.rest.split_at_checked(count).ok_or(ModelError::Cut { field })?;
        self.rest = rest;
        Ok(bytes)
    }

    fn byte(&mut self, field: &'static str) -> Result<u8, ModelError> {
        self.bytes(1, field)?.first().copied().ok_or(ModelError::Cut { field })
    }

    fn short(&mut self, field: &'static str) -> Result<usize, ModelError> {
        let bytes = self.bytes(2, field)?.try_into().map_err(|_| ModelError::Cut { field })?;
        Ok(usize::from(u16::from_le_bytes(bytes)))
    }

    fn count(&mut self, field: &'static str) -> Result<usize, ModelError> {
        let bytes = self.bytes(4, field)?.try_into().map_err(|_| ModelError::Cut { field })?;
        Ok(u32::from_le_bytes(bytes) as usize)
    }

    fn text(&mut self, length: usize, field: &'static str) -> Result<&'b str, ModelError> {
        std::str::from_utf8(self.bytes(length, field)?).map_err(|_| ModelError::Field { field, expected: "UTF-8" })
    }

    fn number(&mut self, field: &'static str) -> Result<f64, ModelError> {
        let bytes = self.bytes(8, field)?.try_into().map_err(|_| ModelError::Cut { field })?;
        let number = f64::from_le_bytes(bytes);
        if number.is_finite() { Ok(number) } else { Err(ModelError::Field { field, expected: "finite" }) }
    }

    fn numbers<const N: usize>(&mut self, field: &'static str) -> Result<[f64; N], ModelError> {
        let mut numbers = [0.0; N];
        for number in &mut numbers {
            *number = self.number(field)?;
        }
        Ok(numbers)
    }

    fn floats(&mut self, count: usize, field: &'static str) -> Result<Vec<f32>, ModelError> {
        let bytes = self.bytes(count * 4, field)?;
        finite(bytes.as_chunks().0.iter().map(|bytes| f32::from_le_bytes(*bytes)).collect(), field)
    }

    /// Scales of two bytes, the upper half of a 32-bit float.
    fn scales(&mut self, count: usize) -> Result<Vec<f32>, ModelError> {
        let bytes = self.bytes(count * 2, "scales")?;
        let wide = |bytes: &[u8; 2]| f32::from_bits(u32::from(u16::from_le_bytes(*bytes)) << 16);
        finite(bytes.as_chunks().0.iter().map(wide).collect(), "a scale")
    }

    fn nibble_table(&mut self, rows: usize, width: usize) -> Result<Table, ModelError> {
        let scales = self.scales(rows * width / GROUP)?;
        let bytes = self.bytes(rows * width / 2, "the rows of the pieces")?;
        let values = bytes.iter().flat_map(|byte| [byte & 15, byte >> 4]).map(|nibble| nibble.cast_signed() - 8).collect();
        Ok(Table { values, scales, width, group: GROUP })
    }

    fn byte_table(&mut self, rows: usize, width: usize) -> Result<Table, ModelError> {
        let scales = self.scales(rows)?;
        let values = self.bytes(rows * width, "the rows of the places")?.iter().map(|byte| byte.cast_signed()).collect();
        Ok(Table { values, scales, width, group: width })
    }

    fn matrix(&mut self, outputs: usize, inputs: usize) -> Result<Matrix, ModelError> {
        let scales = self.scales(outputs * inputs / GROUP)?;
        let nibbles = self.bytes(outputs * inputs / 2, "the weights of a layer")?;
        let bias = self.floats(outputs, "the offsets of a layer")?;
        Ok(Matrix::new(nibbles, &scales, bias))
    }

    fn norm(&mut self, width: usize) -> Result<Norm, ModelError> {
        Ok(Norm { scale: self.floats(width, "the scale of a norm")?, offset: self.floats(width, "the offset of a norm")? })
    }
}

fn finite(numbers: Vec<f32>, field: &'static str) -> Result<Vec<f32>, ModelError> {
    if numbers.iter().all(|number| number.is_finite()) { Ok(numbers) } else { Err(ModelError::Field { field, expected: "finite" }) }
}
