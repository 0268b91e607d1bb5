//! The logistic function and its inverse in whole numbers, as tables: the mixers add chances up as logits. Nothing here knows what is predicted.

/// Logits have 8 fractional bits and lie in [-LIMIT, LIMIT].
pub const LIMIT: i32 = 2047;
/// e to the power of 1/256, with 24 fractional bits.
const STEP: u64 = 16_842_880;
const ONE: u64 = 1 << 24;

/// Both tables.
#[derive(Clone, Debug)]
pub struct Logistic {
    /// By logit + 2048, chances with 16 fractional bits.
    chances: Vec<u16>,
    /// By the upper 12 bits of a chance.
    logits: Vec<i16>,
}

impl Logistic {
    /// The tables.
    pub fn new() -> Self {
        let mut upper = Vec::new();
        let mut power = ONE;
        for _ in 0..=LIMIT {
            upper.push(((power << 16) / (power + ONE)).min(65_535) as u16);
            power = (power * STEP) >> 24;
        }
        let lower = upper.iter().skip(1).rev().map(|chance| 65_535 - chance + 1);
        // The first place stands for -2048, which no logit reaches.
        let chances: Vec<u16> = std::iter::once(1).chain(lower).chain(upper.iter().copied()).collect();
        let mut logit = -LIMIT;
        let logits = (0..4096)
            .map(|step| {
                let chance = step * 16 + 8;
                while logit < LIMIT && chances.get((logit + 2048) as usize).is_some_and(|held| i32::from(*held) < chance) {
                    logit += 1;
                }
                logit as i16
            })
            .collect();
        Self { chances, logits }
    }

    /// The chance of a logit, in 1..=65535 of 65536.
    #[inline]
    pub fn chance(&self, logit: i32) -> i32 {
        self.chances.get((logit.clamp(-LIMIT, LIMIT) + 2048) as usize).map_or(32_768, |chance| i32::from(*chance))
    }

    /// The logit of a chance in 0..65536.
    #[inline]
    pub fn logit(&self, chance: i32) -> i32 {
        self.logits.get((chance >> 4) as usize & 4095).map_or(0, |logit| i32::from(*logit))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_the_logistic_function() {
        let logistic = Logistic::new();
        // 65536 / (1 + e^-x) for x = 0, 1, 2, 4, 7.
        for (logit, exact) in [(0, 32_768), (256, 47_911), (512, 57_724), (1024, 64_357), (1792, 65_476)] {
            assert!((logistic.chance(logit) - exact).abs() <= 2, "{logit}: {}", logistic.chance(logit));
            assert!((logistic.chance(-logit) - (65_536 - exact)).abs() <= 2, "{logit}: {}", logistic.chance(-logit));
        }
        for logit in -LIMIT..LIMIT {
            assert!((1..=65_535).contains(&logistic.chance(logit)) && logistic.chance(logit) <= logistic.chance(logit + 1), "{logit}");
        }
        for chance in (64..65_472).step_by(16) {
            let back = logistic.chance(logistic.logit(chance));
            assert!((back - chance).abs() < 160, "{chance} came back as {back}");
        }
    }
}
