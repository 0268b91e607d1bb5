//! The encoder: word pieces in, one row of numbers for each out. Layers as in BERT (Devlin et al. 2019), in small whole numbers.
//! It knows nothing of sentences, words or what its numbers say.

use super::kernel::{self, Dot, OUTPUTS, ROWS, RUN, Range};
use super::math;
use super::matrix::{Matrix, Rows, round, total};

/// What keys and values are raised by to be unsigned; they go from -63 to 63.
const ZERO: i32 = 64;
/// What keys and values are rounded to at most.
const HIGHEST: f32 = 63.0;

/// Scale and offset of a normalised row.
#[derive(Clone, Debug)]
pub struct Norm {
    /// What each column is multiplied by.
    pub scale: Vec<f32>,
    /// What is added to it then.
    pub offset: Vec<f32>,
}

/// One layer.
#[derive(Clone, Debug)]
pub struct Layer {
    /// Queries, keys and values, one after the other.
    pub attend: Matrix,
    /// What the heads found, mixed.
    pub mix: Matrix,
    /// The row with that added, normalised.
    pub mixed: Norm,
    /// The first of the two matrices between which every number is bent.
    pub widen: Matrix,
    /// The second.
    pub narrow: Matrix,
    /// The row with that added, normalised.
    pub out: Norm,
}

/// Rows of small whole numbers that stand for rows of numbers, with a scale for every row and group of columns.
#[derive(Clone, Debug)]
pub struct Table {
    /// Row after row.
    pub values: Vec<i8>,
    /// One for each group of each row.
    pub scales: Vec<f32>,
    /// Columns of a row.
    pub width: usize,
    /// Columns of a group.
    pub group: usize,
}

impl Table {
    /// Adds a row to `sums`.
    pub fn add(&self, row: usize, sums: &mut [f32]) {
        let groups = self.width / self.group;
        let values = self.values.get(row * self.width..).unwrap_or_default();
        let scales = self.scales.get(row * groups..).unwrap_or_default();
        for ((sums, values), scale) in sums.chunks_exact_mut(self.group).zip(values.chunks_exact(self.group)).zip(scales) {
            for (sum, value) in sums.iter_mut().zip(values) {
                *sum += f32::from(*value) * scale;
            }
        }
    }
}

/// All layers with what goes in.
#[derive(Clone, Debug)]
pub struct Encoder {
    /// A row for each piece of the vocabulary.
    pub pieces: Table,
    /// A row for each place in a window.
    pub places: Table,
    /// The sum of both, normalised.
    pub start: Norm,
    /// One after the other.
    pub layers: Vec<Layer>,
    /// Columns of a row.
    pub width: usize,
    /// Among which they are shared out where pieces attend to each other.
    pub heads: usize,
}

impl Encoder {
    /// One row of `width` numbers for every piece as it goes into the first layer, each as if it stood first: what it says outside any sentence.
    pub fn alone(&self, pieces: &[u16]) -> Vec<f32> {
        let mut states = vec![0.0; pieces.len() * self.width];
        for (piece, state) in pieces.iter().zip(states.chunks_exact_mut(self.width)) {
            self.pieces.add(usize::from(*piece), state);
            self.places.add(1, state);
        }
        self.start.apply(&mut states);
        states
    }

    /// One row of `width` numbers for every piece, in their order; they are the same whichever way products are summed.
    pub fn encode(&self, pieces: &[u16], dot: Dot) -> Vec<f32> {
        let mut states = vec![0.0; pieces.len() * self.width];
        for (place, (piece, state)) in pieces.iter().zip(states.chunks_exact_mut(self.width)).enumerate() {
            self.pieces.add(usize::from(*piece), state);
            self.places.add(place, state);
        }
        self.start.apply(&mut states);
        for layer in &self.layers {
            let all = layer.attend.apply(&Rows::round(&states, self.width), dot);
            let heard = self.attention(&all, dot);
            add(&mut states, &layer.mix.apply(&Rows::round(&heard, self.width), dot));
            layer.mixed.apply(&mut states);
            let mut wide = layer.widen.apply(&Rows::round(&states, self.width), dot);
            // Widths are whole multiples of the lanes.
            for numbers in wide.as_chunks_mut().0 {
                *numbers = math::gelu(*numbers);
            }
            let inner = wide.len() / pieces.len().max(1);
            add(&mut states, &layer.narrow.apply(&Rows::round(&wide, inner), dot));
            layer.out.apply(&mut states);
        }
        states
    }

    /// For every row the mean of all rows' values, weighed by how well its query fits their keys, a head at a time.
    fn attention(&self, all: &[f32], dot: Dot) -> Vec<f32> {
        let size = self.width / self.heads;
        let count = all.len() / (3 * self.width);
        let mut heard = vec![0.0; count * self.width];
        for head in 0..self.heads {
            let part = |which: usize, row: usize| {
                let start = (row * 3 + which) * self.width + head * size;
                all.get(start..start + size).unwrap_or_default()
            };
            let rows_of = |which: usize| (0..count).map(move |row| part(which, row));
            let queries = Rows::round_to(127.0, rows_of(0), size);
            let mut keys = Rows::round_to(HIGHEST, rows_of(1), size);
            let values = Columns::new(count, size, |row| part(2, row));
            // With it a fit is the binary logarithm of a share.
            let factor = std::f32::consts::LOG2_E / (size as f32).sqrt();
            let length = count.next_multiple_of(OUTPUTS);
            keys.scales.resize(length, 0.0);
            let packed = kernel::pack(length, size, |row, column| raised(keys.values.get(row * size + column)));
            let mut fits = vec![0.0; length * ROWS];
            let padded = count.next_multiple_of(RUN);
            let mut shares = vec![0_i8; padded * ROWS];
            for first in (0..count).step_by(ROWS) {
                let rows = ROWS.min(count - first);
                let query = |row: usize| queries.values.get((first + row) * size..(first + row + 1) * size).unwrap_or_default();
                let queries_of: [&[i8]; ROWS] = std::array::from_fn(query);
                let excess: [i32; ROWS] = queries_of.map(|query| ZERO * total(query));
                let scales_of: [f32; ROWS] =
                    std::array::from_fn(|row| queries.scales.get(first + row).copied().unwrap_or_default() * factor);
                for (oct, slab) in packed.chunks_exact(size * OUTPUTS).enumerate() {
                    let (one, other) = slab.split_at(slab.len() / 2);
                    let sums = kernel::sums(queries_of, one, other, Range::Seven, dot);
                    let Some(&scales) = keys.scales.get(oct * OUTPUTS..).and_then(|rest| rest.first_chunk::<OUTPUTS>()) else { continue };
                    for (((sums, excess), own), fits) in sums.iter().zip(excess).zip(scales_of).zip(fits.chunks_exact_mut(length)) {
                        let Some(fits) = fits.get_mut(oct * OUTPUTS..).and_then(|rest| rest.first_chunk_mut::<OUTPUTS>()) else { continue };
                        let mut found = sums.map(|sum| (sum - excess) as f32);
                        found.iter_mut().zip(scales).for_each(|(fit, scale)| *fit *= own * scale);
                        *fits = found;
                    }
                }
                let mut totals = [0_i32; ROWS];
                for (row, (fits, shares)) in fits.chunks_exact_mut(length).zip(shares.chunks_exact_mut(padded)).enumerate().take(rows) {
                    // What stands only to fill a block is not heard.
                    fits.get_mut(count..).unwrap_or_default().fill(f32::NEG_INFINITY);
                    let highest = math::largest(fits, |fit| fit);
                    for (share, fit) in shares.as_chunks_mut().0.iter_mut().zip(fits.as_chunks().0) {
                        *share = math::share(fit.map(|fit| fit - highest));
                    }
                    if let Some(own) = totals.get_mut(row) {
                        *own = total(shares);
                    }
                }
                let share = |row: usize| shares.get(row * padded..(row + 1) * padded).unwrap_or_default();
                let shares_of: [&[i8]; ROWS] = std::array::from_fn(share);
                for (oct, slab) in values.packed.chunks_exact(padded * OUTPUTS).enumerate() {
                    let (one, other) = slab.split_at(slab.len() / 2);
                    let sums = kernel::sums(shares_of, one, other, Range::Seven, dot);
                    let Some(&scales) = values.scales.get(oct * OUTPUTS..).and_then(|rest| rest.first_chunk::<OUTPUTS>()) else { continue };
                    for (row, (sums, total)) in sums.iter().zip(totals).enumerate().take(rows) {
                        let start = (first + row) * self.width + head * size + oct * OUTPUTS;
                        let Some(heard) = heard.get_mut(start..).and_then(|rest| rest.first_chunk_mut::<OUTPUTS>()) else { continue };
                        let inverse = 1.0 / total as f32;
                        let mut found = sums.map(|sum| (sum - ZERO * total) as f32);
                        found.iter_mut().zip(scales).for_each(|(heard, scale)| *heard *= scale * inverse);
                        *heard = found;
                    }
                }
            }
        }
        heard
    }
}

impl Norm {
    /// Takes every row to mean 0 and variance 1, then scales and moves its columns.
    fn apply(&self, states: &mut [f32]) {
        let width = self.scale.len();
        for state in states.chunks_exact_mut(width) {
            let mean = math::sum(state, |number| number) / width as f32;
            let variance = math::sum(state, |number| (number - mean) * (number - mean)) / width as f32;
            let inverse = 1.0 / (variance + 1e-12).sqrt();
            for ((number, scale), offset) in state.iter_mut().zip(&self.scale).zip(&self.offset) {
                *number = (*number - mean) * inverse * scale + offset;
            }
        }
    }
}

/// Columns rounded each to its own scale and packed as weights whose inputs are the rows.
struct Columns {
    packed: Vec<u8>,
    scales: Vec<f32>,
}

impl Columns {
    fn new<'a>(count: usize, size: usize, row: impl Fn(usize) -> &'a [f32]) -> Self {
        let padded = count.next_multiple_of(RUN);
        let mut values = vec![0_i8; padded * size];
        let mut scales = Vec::with_capacity(size);
        let mut column = vec![0.0; count];
        for (index, values) in values.chunks_exact_mut(padded).enumerate() {
            for (at, number) in column.iter_mut().enumerate() {
                *number = row(at).get(index).copied().unwrap_or_default();
            }
            scales.push(round(&column, values, HIGHEST));
        }
        let packed = kernel::pack(size, padded, |output, input| raised(values.get(output * padded + input)));
        Self { packed, scales }
    }
}

/// A number from -63 to 63 as an unsigned weight; a missing one is 0.
fn raised(value: Option<&i8>) -> u8 {
    (i32::from(value.copied().unwrap_or_default()) + ZERO) as u8
}

fn add(sums: &mut [f32], more: &[f32]) {
    for (sum, more) in sums.iter_mut().zip(more) {
        *sum += more;
    }
}
