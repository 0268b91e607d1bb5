//! Functions over many numbers at once that give the same bits on every processor: sums, products and bit patterns only, in a fixed order.

/// Added to a number below 2^22, this leaves the nearest whole number in the lowest bits; halves go to the even neighbour.
const ROUND: f32 = 12_582_912.0;

/// The nearest whole number of one from -128 to 127.
#[inline]
pub fn nearest(x: f32) -> i8 {
    (x + ROUND).to_bits() as i8
}

/// Numbers that are worked on side by side: each step below is one for all of them, which is what lets every compiler use the processor's vectors.
pub type Lanes = [f32; 8];

/// 2 to the power of each number, from -125 to 125: whole powers by the exponent's bits, the rest by a Taylor series.
#[inline]
fn exp2<const TERMS: usize>(x: Lanes, series: [f32; TERMS]) -> Lanes {
    let shifted = x.map(|x| x + ROUND);
    let mut rest = x;
    rest.iter_mut().zip(shifted).for_each(|(rest, shifted)| *rest -= shifted - ROUND);
    let mut power = [0.0; 8];
    for factor in series {
        power.iter_mut().zip(rest).for_each(|(power, rest)| *power = *power * rest + factor);
    }
    // The lowest bits of the shifted number are the whole number itself.
    power
        .iter_mut()
        .zip(shifted)
        .for_each(|(power, shifted)| *power = f32::from_bits(power.to_bits().wrapping_add(shifted.to_bits() << 23)));
    power
}

/// Powers of ln 2 over factorials, the highest first.
const SERIES: [f32; 6] = [1.333_355_8e-3, 9.618_129e-3, 5.550_411e-2, 0.240_226_5, std::f32::consts::LN_2, 1.0];

/// e to the power of numbers that are at most 0; below -86 the result is as at -86, nearly 0. Relative error below 1e-5.
#[inline]
fn exp(x: Lanes) -> Lanes {
    exp2(x.map(|x| if x < -86.0 { -86.0 } else { x } * std::f32::consts::LOG2_E), SERIES)
}

/// The nearest whole number of 127 times 2 to the power of each number; numbers are at most 0.
#[inline]
pub fn share(x: Lanes) -> [i8; 8] {
    exp2(x.map(|x| if x < -20.0 { -20.0 } else { x }), [7.048_98, 30.508_77, 88.029_69, 127.0]).map(nearest)
}

/// The Gaussian error linear unit, x times the share of a normal distribution below x.
///
/// # Source
/// Hendrycks and Gimpel 2016; the error function by Abramowitz and Stegun 1964, 7.1.26, absolute error below 1.5e-7.
#[inline]
pub fn gelu(x: Lanes) -> Lanes {
    let z = x.map(|x| x.abs() * std::f32::consts::FRAC_1_SQRT_2);
    let t = z.map(|z| 1.0 / (1.0 + 0.327_591_1 * z));
    let mut tail = [1.061_405_4; 8];
    for factor in [-1.453_152_1, 1.421_413_8, -0.284_496_72, 0.254_829_6] {
        tail.iter_mut().zip(t).for_each(|(tail, t)| *tail = *tail * t + factor);
    }
    let falls = exp(z.map(|z| -z * z));
    tail.iter_mut().zip(t).for_each(|(tail, t)| *tail = 0.5 * (*tail * t));
    tail.iter_mut().zip(falls).for_each(|(tail, falls)| *tail *= falls);
    let mut found = x;
    found.iter_mut().zip(tail).for_each(|(x, tail)| *x *= if *x < 0.0 { tail } else { 1.0 - tail });
    found
}

/// The largest of all mapped numbers, negative infinity of none; none may be NaN.
pub fn largest(numbers: &[f32], map: impl Fn(f32) -> f32) -> f32 {
    let mut lanes = [f32::NEG_INFINITY; 16];
    let (chunks, rest) = numbers.as_chunks::<16>();
    for chunk in chunks {
        for (lane, number) in lanes.iter_mut().zip(chunk) {
            let own = map(*number);
            *lane = if own > *lane { own } else { *lane };
        }
    }
    let rest = rest.iter().map(|number| map(*number));
    lanes.into_iter().chain(rest).fold(f32::NEG_INFINITY, |largest, own| if own > largest { own } else { largest })
}

/// Sum of all numbers, in sixteen interleaved parts.
pub fn sum(numbers: &[f32], map: impl Fn(f32) -> f32) -> f32 {
    let mut lanes = [0.0_f32; 16];
    let (chunks, rest) = numbers.as_chunks::<16>();
    for chunk in chunks {
        for (lane, number) in lanes.iter_mut().zip(chunk) {
            *lane += map(*number);
        }
    }
    lanes.iter().sum::<f32>() + rest.iter().map(|number| map(*number)).sum::<f32>()
}

/// Sum of the products of two rows of equal length, in sixteen interleaved parts.
pub fn dot(one: &[f32], other: &[f32]) -> f32 {
    let mut lanes = [0.0_f32; 16];
    let (ones, rest) = one.as_chunks::<16>();
    let (others, other_rest) = other.as_chunks::<16>();
    for (one, other) in ones.iter().zip(others) {
        for ((lane, one), other) in lanes.iter_mut().zip(one).zip(other) {
            *lane += one * other;
        }
    }
    lanes.iter().sum::<f32>() + rest.iter().zip(other_rest).map(|(one, other)| one * other).sum::<f32>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearest_rounds_to_even() {
        for (x, expected) in [(0.0, 0), (0.5, 0), (1.5, 2), (-0.5, 0), (-1.5, -2), (127.0, 127), (-128.0, -128), (126.6, 127), (-3.4, -3)] {
            assert_eq!(nearest(x), expected, "{x}");
        }
    }

    #[test]
    fn exp_is_close() {
        for step in 0..8700 {
            let x = -(step as f32) / 100.0;
            let (truth, found) = (libm::exp(f64::from(x)), exp([x; 8])[0]);
            assert!((f64::from(found) - truth).abs() <= 1e-5 * truth + 1e-37, "exp({x}) is {found}");
        }
        assert_eq!(exp([0.0; 8])[0].to_bits(), 1.0_f32.to_bits());
        assert!(exp([f32::NEG_INFINITY; 8])[0] < 1e-37);
    }

    #[test]
    fn share_is_close() {
        for step in 0..3000 {
            let x = -(step as f32) / 100.0;
            let found = share([x; 8])[0];
            assert!((f64::from(found) - 127.0 * libm::exp2(f64::from(x))).abs() <= 0.6, "share({x}) is {found}");
        }
        assert_eq!(share([0.0, -1.0, f32::NEG_INFINITY, 0.0, 0.0, 0.0, 0.0, 0.0])[..3], [127, 64, 0]);
    }

    #[test]
    fn gelu_is_close() {
        for step in -800..800 {
            let x = step as f32 / 100.0;
            let truth = f64::from(x) * 0.5 * (1.0 + libm::erf(f64::from(x) / std::f64::consts::SQRT_2));
            assert!((f64::from(gelu([x; 8])[0]) - truth).abs() < 2e-6, "gelu({x})");
        }
    }
}
