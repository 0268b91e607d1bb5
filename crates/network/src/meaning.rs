//! What a sentence means, as a direction among all sentences: a linear map over the mean of its pieces, fitted to a sentence encoder.

use crate::encoder::Table;
use crate::math;

/// How many numbers a meaning has.
pub const DIMENSIONS: usize = 128;

/// The map.
#[derive(Clone, Debug)]
pub struct Meaning {
    /// A row of the encoder's width for each number of a meaning.
    map: Vec<f32>,
    offsets: Vec<f32>,
    width: usize,
}

impl Meaning {
    /// Reads directions off a table of pieces.
    pub fn new(table: &Table, offsets: Vec<f32>) -> Self {
        let width = table.width;
        let mut map = vec![0.0; offsets.len() * width];
        for (row, sums) in map.chunks_exact_mut(width).enumerate() {
            table.add(row, sums);
        }
        Self { map, offsets, width }
    }

    /// The meaning of a sentence from its pieces' rows, of length 1; all zeros where there are no rows.
    pub fn of(&self, rows: &[f32]) -> Vec<f32> {
        let width = self.width;
        let mut mean = vec![0.0; width];
        for row in rows.chunks_exact(width) {
            for (sum, number) in mean.iter_mut().zip(row) {
                *sum += number;
            }
        }
        let count = rows.len() / width;
        if count == 0 {
            return vec![0.0; DIMENSIONS];
        }
        for number in &mut mean {
            *number /= count as f32;
        }
        let mut meaning: Vec<f32> =
            self.map.chunks_exact(width).zip(&self.offsets).map(|(row, offset)| math::dot(row, &mean) + offset).collect();
        let length = math::sum(&meaning, |number| number * number).sqrt();
        if length > 0.0 {
            for number in &mut meaning {
                *number /= length;
            }
        }
        meaning
    }
}
