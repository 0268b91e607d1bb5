//! Sums of products of small integers, for every processor the same numbers: the only place that knows instructions.
//! It adds integers and nothing else; scales and meaning are its callers'.
//!
//! Weights come packed: of four outputs, four inputs each, sixteen bytes; along the inputs such blocks follow each other, eight of them a run. Inputs are
//! signed bytes, weights unsigned ones, so that one instruction multiplies and adds pairs of them everywhere and never overflows.

/// How many rows of inputs are worked on together.
pub const ROWS: usize = 4;
/// How many outputs are worked on together: two blocks of four.
pub const OUTPUTS: usize = 8;
/// Bytes of a block: four outputs by four inputs.
pub const BLOCK: usize = 16;
/// Inputs of a block.
pub const STEP: usize = 4;
/// Inputs that are worked on at once; every row is so many or a multiple.
pub const RUN: usize = 32;
/// Bytes of the weights of a run.
const WEIGHTS: usize = RUN / STEP * BLOCK;

/// Sums for [`ROWS`] rows and [`OUTPUTS`] outputs.
pub type Sums = [[i32; OUTPUTS]; ROWS];

/// How large a weight may be, which says how many products fit into 16 bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Range {
    /// 0 to 15: a run's pairs of products add up to at most 8 * 2 * 15 * 128 = 30,720.
    Nibble,
    /// 0 to 127: one pair of products is at most 2 * 127 * 128 = 32,512.
    Seven,
}

/// How a processor may sum products: the sums are the same, which way is faster differs from one to the other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dot {
    /// Pairs of products at a time, which every processor with vectors can.
    #[default]
    Pairs,
    /// Four products at a time, added to a sum of 32 bits: one instruction where the processor has it, several where not.
    Quads,
}

impl Dot {
    /// The ways that this build knows.
    pub const ALL: &[Self] =
        if cfg!(all(target_arch = "wasm32", target_feature = "relaxed-simd")) { &[Self::Pairs, Self::Quads] } else { &[Self::Pairs] };
}

/// Packs weights, each below 128; what does not fill a whole block is left out.
pub fn pack(outputs: usize, inputs: usize, weight: impl Fn(usize, usize) -> u8) -> Vec<u8> {
    let mut packed = Vec::with_capacity(outputs * inputs);
    for quad in 0..outputs / STEP {
        for step in 0..inputs / STEP {
            for output in 0..STEP {
                packed.extend((0..STEP).map(|input| weight(quad * STEP + output, step * STEP + input)));
            }
        }
    }
    packed
}

/// For each row and output the sum over the inputs of input times weight. `first` and `second` are the packed weights of four outputs each; what is left of
/// a row behind its last whole run does not count.
#[inline]
pub fn sums(rows: [&[i8]; ROWS], first: &[u8], second: &[u8], range: Range, dot: Dot) -> Sums {
    #[cfg(target_arch = "x86_64")]
    if let Some(sums) = x86::sums(rows, first, second, range) {
        return sums;
    }
    #[cfg(target_arch = "wasm32")]
    return wasm::sums(rows, first, second, range, dot);
    // Only relaxed SIMD knows more than one way.
    #[cfg(not(target_arch = "wasm32"))]
    let _ = dot;
    #[cfg(not(target_arch = "wasm32"))]
    plain(rows, first, second)
}

/// Calls `work` with one run after the other: four rows of inputs and twice the weights of four outputs.
#[inline(always)]
#[expect(clippy::inline_always, reason = "what it calls is compiled for a processor, which a call would hide")]
fn runs(rows: [&[i8]; ROWS], first: &[u8], second: &[u8], mut work: impl FnMut([&[i8; RUN]; ROWS], &[u8; WEIGHTS], &[u8; WEIGHTS])) {
    let [one, two, three, four] = rows.map(|row| row.as_chunks::<RUN>().0);
    let weights = first.as_chunks::<WEIGHTS>().0.iter().zip(second.as_chunks::<WEIGHTS>().0);
    for ((first, second), (((one, two), three), four)) in weights.zip(one.iter().zip(two).zip(three).zip(four)) {
        work([one, two, three, four], first, second);
    }
}

/// As [`sums`], without any instruction of a certain processor: what the others are tested against.
#[cfg_attr(target_arch = "wasm32", allow(dead_code, reason = "only its tests use it there"))]
pub fn plain(rows: [&[i8]; ROWS], first: &[u8], second: &[u8]) -> Sums {
    let mut sums = Sums::default();
    runs(rows, first, second, |rows, first, second| {
        for (row, sums) in rows.into_iter().zip(&mut sums) {
            let blocks = first.as_chunks::<BLOCK>().0.iter().zip(second.as_chunks::<BLOCK>().0);
            for (inputs, (first, second)) in row.as_chunks::<STEP>().0.iter().zip(blocks) {
                for (sum, weights) in sums.iter_mut().zip(first.as_chunks::<STEP>().0.iter().chain(second.as_chunks::<STEP>().0)) {
                    *sum += inputs.iter().zip(weights).map(|(input, weight)| i32::from(*input) * i32::from(*weight)).sum::<i32>();
                }
            }
        }
    });
    sums
}

#[cfg(target_arch = "x86_64")]
#[expect(
    unsafe_code,
    reason = "a function for a certain processor may only be called after asking for it, which the type system cannot see"
)]
mod x86 {
    use std::arch::x86_64::{
        __m128i, __m256i, _mm256_add_epi16, _mm256_add_epi32, _mm256_madd_epi16, _mm256_maddubs_epi16, _mm256_set_m128i, _mm256_set1_epi16,
        _mm256_set1_epi32, _mm256_setzero_si256,
    };

    use super::{BLOCK, ROWS, RUN, Range, STEP, Sums, runs};

    /// `None` where the processor lacks AVX2.
    #[inline]
    pub fn sums(rows: [&[i8]; ROWS], first: &[u8], second: &[u8], range: Range) -> Option<Sums> {
        // SAFETY: the processor has just been asked whether it has what the function is compiled for.
        is_x86_feature_detected!("avx2").then(|| unsafe { avx2(rows, first, second, range) })
    }

    #[target_feature(enable = "avx2")]
    fn avx2(rows: [&[i8]; ROWS], first: &[u8], second: &[u8], range: Range) -> Sums {
        let ones = _mm256_set1_epi16(1);
        let mut totals = [_mm256_setzero_si256(); ROWS];
        runs(rows, first, second, |rows, first, second| {
            let rows: [[i32; RUN / STEP]; ROWS] = rows.map(|row| bytemuck::cast(*row));
            let weights = first.as_chunks::<BLOCK>().0.iter().zip(second.as_chunks::<BLOCK>().0);
            let mut found = [_mm256_setzero_si256(); ROWS];
            for (step, (first, second)) in weights.enumerate() {
                let weights = _mm256_set_m128i(bytemuck::cast::<_, __m128i>(*second), bytemuck::cast::<_, __m128i>(*first));
                for ((found, total), row) in found.iter_mut().zip(&mut totals).zip(&rows) {
                    let inputs = _mm256_set1_epi32(row.get(step).copied().unwrap_or_default());
                    let pairs = _mm256_maddubs_epi16(weights, inputs);
                    match range {
                        Range::Nibble => *found = _mm256_add_epi16(*found, pairs),
                        Range::Seven => *total = _mm256_add_epi32(*total, _mm256_madd_epi16(pairs, ones)),
                    }
                }
            }
            for (total, found) in totals.iter_mut().zip(found) {
                *total = _mm256_add_epi32(*total, _mm256_madd_epi16(found, ones));
            }
        });
        totals.map(bytemuck::cast::<__m256i, _>)
    }
}

#[cfg(target_arch = "wasm32")]
mod wasm {
    use std::arch::wasm32::{i16x8_add, i32x4_add, i32x4_extadd_pairwise_i16x8, i32x4_splat, v128};

    use super::{BLOCK, Dot, ROWS, RUN, Range, STEP, Sums, runs};

    /// Products of sixteen bytes, those of neighbours added: eight sums of 16 bits.
    #[cfg(target_feature = "relaxed-simd")]
    #[inline(always)]
    fn pairs(inputs: v128, weights: v128) -> v128 {
        // Weights are below 128, for which this instruction gives the same everywhere.
        std::arch::wasm32::i16x8_relaxed_dot_i8x16_i7x16(inputs, weights)
    }

    /// As above with what every browser has.
    #[cfg(not(target_feature = "relaxed-simd"))]
    #[inline(always)]
    fn pairs(inputs: v128, weights: v128) -> v128 {
        use std::arch::wasm32::{i16x8_extend_high_i8x16, i16x8_extend_low_i8x16, i16x8_narrow_i32x4, i32x4_dot_i16x8};
        let low = i32x4_dot_i16x8(i16x8_extend_low_i8x16(inputs), i16x8_extend_low_i8x16(weights));
        let high = i32x4_dot_i16x8(i16x8_extend_high_i8x16(inputs), i16x8_extend_high_i8x16(weights));
        i16x8_narrow_i32x4(low, high)
    }

    /// Products of sixteen bytes, those of four neighbours added to a sum of 32 bits.
    #[cfg(target_feature = "relaxed-simd")]
    #[inline(always)]
    fn quads(inputs: v128, weights: v128, sums: v128) -> v128 {
        // The pairs inside fit into 16 bits, so that this too gives the same everywhere.
        std::arch::wasm32::i32x4_relaxed_dot_i8x16_i7x16_add(inputs, weights, sums)
    }

    /// As above with what every browser has.
    #[cfg(not(target_feature = "relaxed-simd"))]
    #[inline]
    fn quads(inputs: v128, weights: v128, sums: v128) -> v128 {
        i32x4_add(sums, i32x4_extadd_pairwise_i16x8(pairs(inputs, weights)))
    }

    /// What becomes of the products of a step.
    const QUADS: u8 = 0;
    const PAIRS: u8 = 1;
    const PAIRS_OF_NIBBLES: u8 = 2;

    #[inline]
    pub fn sums(rows: [&[i8]; ROWS], first: &[u8], second: &[u8], range: Range, dot: Dot) -> Sums {
        match (dot, range) {
            (Dot::Quads, _) => sums_in::<QUADS>(rows, first, second),
            (Dot::Pairs, Range::Nibble) => sums_in::<PAIRS_OF_NIBBLES>(rows, first, second),
            (Dot::Pairs, Range::Seven) => sums_in::<PAIRS>(rows, first, second),
        }
    }

    #[inline]
    fn sums_in<const WAY: u8>(rows: [&[i8]; ROWS], first: &[u8], second: &[u8]) -> Sums {
        let zero = i32x4_splat(0);
        let mut totals = [[zero; 2]; ROWS];
        runs(rows, first, second, |rows, first, second| {
            let rows: [&[[i8; STEP]; RUN / STEP]; ROWS] = rows.map(bytemuck::cast_ref);
            let (first, second): (&[[u8; BLOCK]; RUN / STEP], &[[u8; BLOCK]; RUN / STEP]) =
                (bytemuck::cast_ref(first), bytemuck::cast_ref(second));
            let mut found = [[zero; 2]; ROWS];
            let mut step = |at: usize| {
                let weights =
                    [first, second].map(|blocks| bytemuck::cast::<[u8; BLOCK], v128>(blocks.get(at).copied().unwrap_or_default()));
                for ((found, totals), row) in found.iter_mut().zip(&mut totals).zip(rows) {
                    let inputs = i32x4_splat(bytemuck::cast::<[i8; STEP], i32>(row.get(at).copied().unwrap_or_default()));
                    for ((found, total), weights) in found.iter_mut().zip(totals).zip(weights) {
                        match WAY {
                            QUADS => *total = quads(inputs, weights, *total),
                            PAIRS_OF_NIBBLES => *found = i16x8_add(*found, pairs(inputs, weights)),
                            _ => *total = i32x4_add(*total, i32x4_extadd_pairwise_i16x8(pairs(inputs, weights))),
                        }
                    }
                }
            };
            // Written out, since the compiler does not unroll it and counting costs as much as adding.
            step(0);
            step(1);
            step(2);
            step(3);
            step(4);
            step(5);
            step(6);
            step(7);
            if WAY == PAIRS_OF_NIBBLES {
                for (totals, found) in totals.iter_mut().zip(found) {
                    for (total, found) in totals.iter_mut().zip(found) {
                        *total = i32x4_add(*total, i32x4_extadd_pairwise_i16x8(found));
                    }
                }
            }
        });
        totals.map(bytemuck::cast::<[v128; 2], _>)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Inputs and weights at their very ends and in between, of several lengths: all ways give the plain sums.
    #[test]
    fn every_processor_adds_the_same() {
        let mut state = 1_u32;
        let mut next = |below: u32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) % below
        };
        for (range, highest) in [(Range::Nibble, 15), (Range::Seven, 127)] {
            for blocks in [8, 16, 32, 96] {
                for extreme in [true, false] {
                    let rows: Vec<Vec<i8>> = (0..ROWS)
                        .map(|_| (0..blocks * STEP).map(|_| if extreme { i8::MIN } else { (next(256) as u8).cast_signed() }).collect())
                        .collect();
                    let mut weights =
                        || (0..blocks * BLOCK).map(|_| if extreme { highest as u8 } else { next(highest + 1) as u8 }).collect::<Vec<u8>>();
                    let (first, second) = (weights(), weights());
                    let rows: [&[i8]; ROWS] = std::array::from_fn(|index| rows[index].as_slice());
                    for dot in Dot::ALL {
                        let found = sums(rows, &first, &second, range, *dot);
                        assert_eq!(found, plain(rows, &first, &second), "{range:?}, {dot:?}, {blocks} blocks");
                    }
                }
            }
        }
    }
}
