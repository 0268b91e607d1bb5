//! An arithmetic coder for bits whose chances are known: a bit with chance p takes -log2 p bits. Nothing here knows what the bits mean.

/// Writes bits, or reads them: what is laid out once works both ways.
pub trait Coder {
    /// Writes `bit`, or reads the one that was written and returns it. `one` is the chance of a set bit, in 1..=65535 of 65536.
    fn code(&mut self, bit: bool, one: u32) -> bool;

    /// Whether more was read than was ever written.
    fn spent(&self) -> bool;
}

/// The interval that is left of all numbers of 32 bits.
#[derive(Clone, Copy, Debug)]
struct Interval {
    low: u32,
    high: u32,
}

impl Interval {
    const ALL: Self = Self { low: 0, high: u32::MAX };

    /// The last number that stands for a set bit.
    fn split(self, one: u32) -> u32 {
        self.low + ((u64::from(self.high - self.low) * u64::from(one)) >> 16) as u32
    }

    fn narrow(&mut self, bit: bool, split: u32) {
        if bit {
            self.high = split;
        } else {
            self.low = split + 1;
        }
    }

    /// The first byte, where all numbers that are left begin with it.
    fn settled(&mut self) -> Option<u8> {
        let byte = self.high >> 24;
        (self.low >> 24 == byte).then(|| {
            self.low <<= 8;
            self.high = (self.high << 8) | 255;
            byte as u8
        })
    }
}

/// Writes.
#[derive(Clone, Debug)]
pub struct Encoder {
    interval: Interval,
    bytes: Vec<u8>,
}

impl Encoder {
    /// One that has taken no bit.
    pub const fn new() -> Self {
        Self { interval: Interval::ALL, bytes: Vec::new() }
    }

    /// All that was written, in as few bytes as tell it from everything else: what is missing at its end is read as zeros.
    pub fn finish(mut self) -> Vec<u8> {
        let Interval { low, high } = self.interval;
        let (kept, number) =
            (0..4).map(|kept| (kept, high & !(u32::MAX >> (8 * kept)))).find(|(_, number)| *number >= low).unwrap_or((4, high));
        self.bytes.extend(number.to_be_bytes().iter().take(kept));
        self.bytes
    }
}

impl Coder for Encoder {
    #[inline]
    fn code(&mut self, bit: bool, one: u32) -> bool {
        let split = self.interval.split(one);
        self.interval.narrow(bit, split);
        while let Some(byte) = self.interval.settled() {
            self.bytes.push(byte);
        }
        bit
    }

    fn spent(&self) -> bool {
        false
    }
}

/// Reads.
#[derive(Clone, Debug)]
pub struct Decoder<'b> {
    interval: Interval,
    number: u32,
    rest: std::slice::Iter<'b, u8>,
    /// Zeros that were read behind the end.
    behind: usize,
}

impl<'b> Decoder<'b> {
    /// Begins to read what an [`Encoder`] wrote.
    pub fn new(bytes: &'b [u8]) -> Self {
        let mut decoder = Self { interval: Interval::ALL, number: 0, rest: bytes.iter(), behind: 0 };
        (0..4).for_each(|_| decoder.shift());
        decoder
    }

    /// Whether all bytes were needed.
    pub fn is_done(&self) -> bool {
        self.rest.len() == 0 && !self.spent()
    }

    fn shift(&mut self) {
        let byte = self.rest.next().copied().unwrap_or_else(|| {
            self.behind += 1;
            0
        });
        self.number = (self.number << 8) | u32::from(byte);
    }
}

impl Coder for Decoder<'_> {
    #[inline]
    fn code(&mut self, _: bool, one: u32) -> bool {
        let split = self.interval.split(one);
        let bit = self.number <= split;
        self.interval.narrow(bit, split);
        while self.interval.settled().is_some() {
            self.shift();
        }
        bit
    }

    fn spent(&self) -> bool {
        // The number is four bytes ahead of what is settled.
        self.behind > 4
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bits: &[(bool, u32)], longest: usize) {
        let mut encoder = Encoder::new();
        for (bit, one) in bits {
            encoder.code(*bit, *one);
        }
        let bytes = encoder.finish();
        assert!(bytes.len() <= longest, "{} bytes", bytes.len());
        let mut decoder = Decoder::new(&bytes);
        for (at, (bit, one)) in bits.iter().enumerate() {
            assert_eq!(decoder.code(false, *one), *bit, "bit {at}");
        }
        assert!(decoder.is_done());
    }

    #[test]
    fn bits_come_back_and_take_what_their_chances_say() {
        check(&[], 0);
        check(&[(true, 32_768)], 1);
        check(&vec![(true, 65_535); 10_000], 1);
        check(&vec![(false, 65_535); 100], 201);
        check(&(0..4000_u32).map(|at| (at % 7 == 0, 1 + at * 16)).collect::<Vec<_>>(), 4000);
        check(&(0..800_u32).map(|at| (at.count_ones() % 2 == 0, 32_768)).collect::<Vec<_>>(), 101);
    }

    #[test]
    fn more_than_was_written_is_noticed() {
        let mut decoder = Decoder::new(&[]);
        let read = (0..1000).take_while(|_| !decoder.spent() && decoder.code(false, 32_768) | true).count();
        assert!((8..=64).contains(&read), "{read} bits were read out of nothing");
        assert!(!Decoder::new(&[0; 5]).is_done(), "a byte that nothing needs");
    }
}
