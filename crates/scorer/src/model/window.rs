//! Which sentences are read in one pass. A note of ordinary length is one window; of a longer one each window has context before and after it.

use std::ops::Range;

/// Most pieces of a window, with the one that it starts with.
pub(super) const LONGEST: usize = 512;
/// Most pieces of the sentences that a window of a longer note reads.
pub(super) const CORE: usize = 288;
/// Most pieces of its context, on each side.
const CONTEXT: usize = 46;

/// Sentences to be read together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Window {
    /// All that stand in it.
    pub(super) all: Range<usize>,
    /// Those that are read; the others are context.
    pub(super) read: Range<usize>,
}

/// The windows of a note, from the pieces (with the one that ends it) of each of its sentences, none longer than [`CORE`].
pub(super) fn windows(lengths: &[usize]) -> Vec<Window> {
    if lengths.iter().sum::<usize>() < LONGEST {
        return vec![Window { all: 0..lengths.len(), read: 0..lengths.len() }];
    }
    let mut windows = Vec::new();
    let mut start = 0;
    while let Some(first) = lengths.get(start) {
        let end = start + 1 + fitting(lengths.iter().skip(start + 1), CORE.saturating_sub(*first));
        let before = fitting(lengths.iter().take(start).rev(), CONTEXT);
        let after = fitting(lengths.iter().skip(end), CONTEXT);
        windows.push(Window { all: start - before..end + after, read: start..end });
        start = end;
    }
    windows
}

/// How many of the lengths, from the first on, fit into the room.
fn fitting<'l>(lengths: impl Iterator<Item = &'l usize>, mut room: usize) -> usize {
    lengths
        .take_while(|length| {
            let fits = **length <= room;
            room = room.saturating_sub(**length);
            fits
        })
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sentence_is_read_once_and_no_window_is_too_long() {
        for lengths in
            [vec![], vec![10], vec![40; 12], vec![40; 13], vec![288; 5], vec![1; 2000], (1..200).map(|n| n * 37 % 280 + 1).collect()]
        {
            let windows = windows(&lengths);
            let read: Vec<usize> = windows.iter().flat_map(|window| window.read.clone()).collect();
            assert_eq!(read, (0..lengths.len()).collect::<Vec<_>>());
            for window in windows {
                assert!(lengths[window.all.clone()].iter().sum::<usize>() < LONGEST);
                assert!(window.all.start <= window.read.start && window.read.end <= window.all.end);
            }
        }
    }
}
