//! Matrices of small integers and what they are multiplied with. Numbers only; no layer and no meaning is known here.

use super::kernel::{self, BLOCK, Dot, OUTPUTS, ROWS, Range, STEP};
use super::math;

/// Inputs that share one scale.
pub const GROUP: usize = 128;

/// Rows of numbers as signed bytes, one scale a row; padded to whole blocks of rows with zeros.
#[derive(Clone, Debug)]
pub struct Rows {
    /// Row after row.
    pub values: Vec<i8>,
    /// One for each row.
    pub scales: Vec<f32>,
    width: usize,
}

impl Rows {
    /// Rounds rows of `width`, each to a scale that takes its largest number to 127.
    pub fn round(numbers: &[f32], width: usize) -> Self {
        Self::round_to(127.0, numbers.chunks_exact(width), width)
    }

    /// Rounds rows of `width`, each to a scale that takes its largest number to `highest`.
    pub fn round_to<'n>(highest: f32, rows: impl ExactSizeIterator<Item = &'n [f32]>, width: usize) -> Self {
        let mut values = vec![0; rows.len().next_multiple_of(ROWS) * width];
        let scales = rows.zip(values.chunks_exact_mut(width)).map(|(row, values)| round(row, values, highest)).collect();
        Self { values, scales, width }
    }

    fn count(&self) -> usize {
        self.scales.len()
    }
}

/// Rounds to whole numbers of at most `highest`, halves to the even neighbour, and returns the scale.
pub fn round(numbers: &[f32], values: &mut [i8], highest: f32) -> f32 {
    let scale = math::largest(numbers, f32::abs).max(1e-8) / highest;
    let inverse = 1.0 / scale;
    for (value, number) in values.iter_mut().zip(numbers) {
        *value = math::nearest(number * inverse);
    }
    scale
}

/// A linear map: whole numbers from -8 to 7 with a scale for every output and group of [`GROUP`] inputs, and what is added to each output.
#[derive(Clone, Debug)]
pub struct Matrix {
    /// Blocks of four outputs by four inputs, 8 added to every number; the blocks of an output along the inputs follow each other.
    weights: Vec<u8>,
    /// For every eight outputs and group their scales.
    scales: Vec<[f32; OUTPUTS]>,
    bias: Vec<f32>,
    inputs: usize,
}

/// What is added to a weight to make it unsigned.
const ZERO: i32 = 8;

impl Matrix {
    /// From the rows of a file: two numbers a byte, the first in the low half, 8 added; `scales` by output, then group.
    pub fn new(nibbles: &[u8], scales: &[f32], bias: Vec<f32>) -> Self {
        let outputs = bias.len();
        let inputs = nibbles.len() * 2 / outputs.max(1);
        let number = |output: usize, input: usize| {
            let at = output * inputs + input;
            let byte = nibbles.get(at / 2).copied().unwrap_or_default();
            if at.is_multiple_of(2) { byte & 15 } else { byte >> 4 }
        };
        let weights = kernel::pack(outputs, inputs, number);
        let groups = inputs / GROUP;
        let scales = (0..outputs / OUTPUTS)
            .flat_map(|oct| (0..groups).map(move |group| (oct, group)))
            .map(|(oct, group)| {
                std::array::from_fn(|lane| scales.get((oct * OUTPUTS + lane) * groups + group).copied().unwrap_or_default())
            })
            .collect();
        Self { weights, scales, bias, inputs }
    }

    /// For every row the outputs, row after row.
    pub fn apply(&self, rows: &Rows, dot: Dot) -> Vec<f32> {
        let outputs = self.bias.len();
        let mut found = vec![0.0; rows.count() * outputs];
        // What the 8 added to every weight adds to a sum: 8 times the sum of the group's inputs.
        let groups = self.inputs / GROUP;
        let excess: Vec<i32> = rows.values.as_chunks::<GROUP>().0.iter().map(|group| ZERO * total(group)).collect();
        let slabs =
            self.weights.chunks_exact(self.inputs * OUTPUTS).zip(self.scales.chunks_exact(groups)).zip(self.bias.as_chunks::<OUTPUTS>().0);
        for (oct, ((slab, scales), bias)) in slabs.enumerate() {
            let (first, second) = slab.split_at(slab.len() / 2);
            let blocks = rows.values.chunks_exact(ROWS * rows.width).zip(excess.chunks_exact(ROWS * groups));
            for ((four, excess), (scales_of_rows, found)) in blocks.zip(rows.scales.chunks(ROWS).zip(found.chunks_mut(ROWS * outputs))) {
                let mut totals = [[0.0_f32; OUTPUTS]; ROWS];
                for (group, scales) in scales.iter().enumerate() {
                    let part =
                        |row: usize| four.get(row * rows.width + group * GROUP..).and_then(|rest| rest.get(..GROUP)).unwrap_or_default();
                    let weights = group * GROUP / STEP * BLOCK..(group + 1) * GROUP / STEP * BLOCK;
                    let (Some(first), Some(second)) = (first.get(weights.clone()), second.get(weights)) else { continue };
                    let sums = kernel::sums(std::array::from_fn(part), first, second, Range::Nibble, dot);
                    for (row, (totals, sums)) in totals.iter_mut().zip(sums).enumerate() {
                        let excess = excess.get(row * groups + group).copied().unwrap_or_default();
                        for ((total, sum), scale) in totals.iter_mut().zip(sums).zip(scales) {
                            *total += (sum - excess) as f32 * scale;
                        }
                    }
                }
                for ((totals, scale), found) in totals.iter().zip(scales_of_rows).zip(found.chunks_exact_mut(outputs)) {
                    let Some(found) = found.get_mut(oct * OUTPUTS..).and_then(|rest| rest.first_chunk_mut::<OUTPUTS>()) else { continue };
                    let mut own = totals.map(|total| total * scale);
                    own.iter_mut().zip(bias).for_each(|(own, bias)| *own += bias);
                    *found = own;
                }
            }
        }
        found
    }
}

/// The sum of small whole numbers.
pub fn total(values: &[i8]) -> i32 {
    values.iter().map(|value| i32::from(*value)).sum()
}
