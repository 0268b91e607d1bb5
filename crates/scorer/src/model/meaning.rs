//! What a sentence means, as a direction among all sentences: a linear map over the mean of its pieces, fitted to a sentence encoder.

use super::encoder::Table;
use super::math;

/// How many numbers a meaning has.
pub(super) const DIMENSIONS: usize = 128;

/// The map.
#[derive(Clone, Debug)]
pub(super) struct Meaning {
    /// A row of the encoder's width for each number of a meaning.
    pub(super) map: Table,
    pub(super) offsets: Vec<f32>,
}

impl Meaning {
    /// The meaning of a sentence from its pieces' rows, of length 1; all zeros where there are no rows.
    pub(super) fn of(&self, rows: &[f32]) -> Vec<f32> {
        let width = self.map.width;
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
        let mut row = vec![0.0; width];
        let mut meaning: Vec<f32> = self
            .offsets
            .iter()
            .enumerate()
            .map(|(at, offset)| {
                row.fill(0.0);
                self.map.add(at, &mut row);
                math::dot(&row, &mean) + offset
            })
            .collect();
        let length = math::sum(&meaning, |number| number * number).sqrt();
        if length > 0.0 {
            for number in &mut meaning {
                *number /= length;
            }
        }
        meaning
    }
}
