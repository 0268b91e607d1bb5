//! What the encoder's rows say of a sentence and of a company named in it. Each is a sum over the pieces, so that every word's part is exact.

use crate::math;

/// Risk, catalyst, contrarian, negative, neutral, positive, weight in the note.
pub const TARGETS: usize = 7;

/// Linear maps from a row to what it says and how much it is heard, for every target.
#[derive(Clone, Debug)]
pub struct Readout {
    /// What a piece says, a row of `width` a target.
    pub says: Vec<f32>,
    /// What is said where no piece says anything.
    pub intercepts: Vec<f32>,
    /// How much a piece is heard, a row of `width` a target.
    pub heard: Vec<f32>,
    /// What the pieces of a company's name say of it: negative, neutral, positive.
    pub mention: Vec<f32>,
    /// What the three polarities of a mention begin with.
    pub mention_intercepts: Vec<f32>,
    /// Columns of a row.
    pub width: usize,
}

impl Readout {
    /// For a target its intercept.
    pub fn intercept(&self, target: usize) -> f64 {
        self.intercepts.get(target).copied().map(f64::from).unwrap_or_default()
    }

    /// For each row what it adds to the logit of a target: what it says times its share of the hearing, which sums to 1.
    pub fn parts(&self, target: usize, rows: &[f32]) -> Vec<f64> {
        let own =
            |table: &[f32], row: &[f32]| math::dot(table.get(target * self.width..(target + 1) * self.width).unwrap_or_default(), row);
        let heard: Vec<f64> = rows.chunks_exact(self.width).map(|row| f64::from(own(&self.heard, row))).collect();
        let highest = heard.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let weights: Vec<f64> = heard.iter().map(|heard| libm::exp(heard - highest)).collect();
        let total: f64 = weights.iter().sum();
        rows.chunks_exact(self.width).zip(&weights).map(|(row, weight)| f64::from(own(&self.says, row)) * (weight / total)).collect()
    }

    /// Logits of negative, neutral and positive for a company, from the rows of the pieces that name it.
    pub fn mention(&self, rows: &[f32]) -> [f64; 3] {
        let count = (rows.len() / self.width).max(1) as f64;
        let mut logits = [0.0; 3];
        let tables = self.mention.chunks_exact(self.width).zip(&self.mention_intercepts);
        for (logit, (table, intercept)) in logits.iter_mut().zip(tables) {
            let sum: f64 = rows.chunks_exact(self.width).map(|row| f64::from(math::dot(table, row))).sum();
            *logit = f64::from(*intercept) + sum / count;
        }
        logits
    }
}
