//! How a note gets onto the page, and off it again: as blocks, a few at a time, so that a long one never holds the page up. No markup, no browser.

use std::collections::{HashMap, HashSet, VecDeque};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;
use std::sync::Arc;

use exchange::block::is_apart;
use exchange::json::Sentence;
use exchange::review::Entry;

use crate::shown::Shown;
use crate::watch::{Places, within};

/// How many sentences are put onto the page between two frames.
const STEP: usize = 30;
/// How many are taken off it. That is less work, but not none.
const OFF: usize = 150;
/// How many are looked at for what has changed in them.
const LOOK: usize = 600;
/// A block of more sentences is drawn as several: a browser lays out a paragraph as a whole.
const MOST: usize = 50;

/// A sentence with all that is drawn of it.
#[derive(Clone, Debug, PartialEq)]
pub struct DrawnSentence {
    /// The sentence.
    pub sentence: Sentence,
    /// What the reader says of it.
    pub entry: Option<Entry>,
    /// Where the reader's watch words stand in it.
    pub watched: Vec<Range<usize>>,
}

/// What a block stands behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Behind {
    /// Nothing: it is the first.
    Nothing,
    /// The part before it of the same block.
    Itself,
    /// A block of the same part of the note.
    Like,
    /// A block of another part.
    Other,
}

/// A block of the note, or a part of a very long one, with all that is drawn of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Drawn {
    /// Those with equal keys look the same, so that what an edit leaves alone is not drawn anew.
    pub key: u64,
    /// `heading`, `body`, `boilerplate` or `meta`.
    pub part: String,
    /// Whether an empty line stands before it.
    pub apart: bool,
    /// What it stands behind.
    pub behind: Behind,
    /// The text that the sentences stand in.
    pub text: Arc<str>,
    /// Its sentences, at least one.
    pub sentences: Vec<DrawnSentence>,
    /// The ids of the first and the last of them.
    ids: (usize, usize),
}

/// A note on its way onto the page, in place of what stands there.
#[derive(Debug)]
pub struct Drawing {
    /// What is to stand there in the end; nothing where there is no note.
    shown: Option<Shown>,
    /// Where the reader's watch words stand in it.
    places: Places,
    /// Where in the review the entry of a sentence stands.
    entries: HashMap<usize, usize>,
    /// The place of the first sentence that was not looked at.
    at: usize,
    /// What stands on the page as it shall, from the note's beginning.
    done: Vec<Arc<Drawn>>,
    /// What stood there before and follows it still.
    before: VecDeque<Arc<Drawn>>,
}

impl Drawing {
    /// Begins to put a note, in whose text watch words stand at `places`, where `there` stands.
    #[must_use]
    pub fn new(shown: Option<Shown>, places: Places, there: Vec<Arc<Drawn>>) -> Self {
        let all = shown.iter().flat_map(|shown| shown.places.iter().enumerate());
        let entries = all.filter_map(|(entry, sentence)| Some(((*sentence)?, entry))).collect();
        Self { shown, places, entries, at: 0, done: Vec::new(), before: there.into() }
    }

    /// Whether the note stands on the page, and nothing else.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.before.is_empty() && self.shown.as_ref().is_none_or(|shown| self.at >= shown.document.sentences.len())
    }

    /// Goes on, as far as is enough between two frames. Returns what is to stand on the page now, where that is something else than before.
    ///
    /// Blocks come in from the top. Each takes the place of those that had its sentences' ids, so that no two sentences on the page have the same.
    pub fn step(&mut self) -> Option<Vec<Arc<Drawn>>> {
        let (mut fresh, mut off, start) = (0, 0, self.at);
        while fresh < STEP && off < OFF && self.at - start < LOOK && !self.is_done() {
            let Some(next) = self.shown.as_ref().and_then(|shown| Outline::new(shown, self.at)) else {
                // Whatever follows the note is of another one.
                off += self.before.pop_back().map_or(0, |old| old.sentences.len());
                continue;
            };
            let key = next.key(&self.places, &self.entries);
            self.at += next.sentences.len();
            if let Some(same) = self.before.pop_front_if(|old| old.key == key) {
                self.done.push(same);
                continue;
            }
            fresh += next.sentences.len();
            let drawn = next.drawn(key, &self.places, &self.entries);
            while let Some(old) = self.before.pop_front_if(|old| old.ids.0 <= drawn.ids.1) {
                off += old.sentences.len();
            }
            self.done.push(Arc::new(drawn));
        }
        (fresh > 0 || off > 0).then(|| self.done.iter().chain(&self.before).cloned().collect())
    }
}

/// What of `wanted` stands in a list next, where `there` stands: all that is there already, and the first `count` of what is not. `None` where the list
/// is as it is wanted.
///
/// # Example
/// ```
/// use note_annotator::drawing::portion;
/// assert_eq!(portion(&[1, 2, 3], &[5, 3, 6, 1, 7], 2), Some(vec![5, 3, 6, 1]));
/// assert_eq!(portion(&[5, 3, 6, 1], &[5, 3, 6, 1, 7], 2), Some(vec![5, 3, 6, 1, 7]));
/// assert_eq!(portion(&[4], &[4], 2), None);
/// ```
#[must_use]
pub fn portion(there: &[usize], wanted: &[usize], count: usize) -> Option<Vec<usize>> {
    let held: HashSet<usize> = there.iter().copied().collect();
    let mut fresh = 0;
    let fits = |id: &usize| {
        let is_held = held.contains(id);
        fresh += usize::from(!is_held);
        is_held || fresh <= count
    };
    (there != wanted).then(|| wanted.iter().copied().filter(fits).collect())
}

/// What stands at a place of the note.
struct Outline<'n> {
    shown: &'n Shown,
    first: &'n Sentence,
    sentences: &'n [Sentence],
    apart: bool,
    behind: Behind,
}

impl<'n> Outline<'n> {
    fn new(shown: &'n Shown, at: usize) -> Option<Self> {
        let all = &shown.document.sentences;
        let rest = all.get(at..)?;
        let first = rest.first()?;
        let count = rest.iter().take(MOST).take_while(|sentence| sentence.block == first.block).count();
        let behind = match at.checked_sub(1).and_then(|before| all.get(before)) {
            None => Behind::Nothing,
            Some(before) if before.block == first.block => Behind::Itself,
            Some(before) if before.part == first.part => Behind::Like,
            Some(_) => Behind::Other,
        };
        let apart = behind != Behind::Itself && is_apart(&shown.text, all, at);
        Some(Self { shown, first, sentences: rest.get(..count)?, apart, behind })
    }

    fn entry(&self, id: usize, entries: &HashMap<usize, usize>) -> Option<&'n Entry> {
        entries.get(&id).and_then(|entry| self.shown.review.entries.get(*entry))
    }

    fn key(&self, places: &Places, entries: &HashMap<usize, usize>) -> u64 {
        let mut hasher = DefaultHasher::new();
        (&self.first.part, self.apart, self.behind).hash(&mut hasher);
        for sentence in self.sentences {
            let range = sentence.range;
            (sentence.id, range.start, range.of(&self.shown.text)).hash(&mut hasher);
            let polarity = sentence.polarity.as_ref();
            (polarity.map(|own| (&own.label, own.score.to_bits())), sentence.logits.len()).hash(&mut hasher);
            for held in &sentence.roles {
                (&held.role, held.probability.to_bits()).hash(&mut hasher);
            }
            self.entry(sentence.id, entries).map(|entry| (&entry.roles, &entry.polarity, &entry.comment)).hash(&mut hasher);
            within(places, range).hash(&mut hasher);
        }
        hasher.finish()
    }

    fn drawn(&self, key: u64, places: &Places, entries: &HashMap<usize, usize>) -> Drawn {
        let drawn = |sentence: &Sentence| DrawnSentence {
            sentence: sentence.clone(),
            entry: self.entry(sentence.id, entries).cloned(),
            watched: within(places, sentence.range),
        };
        Drawn {
            key,
            part: self.first.part.clone(),
            apart: self.apart,
            behind: self.behind,
            text: self.shown.text.clone(),
            sentences: self.sentences.iter().map(drawn).collect(),
            ids: (self.first.id, self.sentences.last().map_or(self.first.id, |last| last.id)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use exchange::json::{Document, Range};

    /// A note of blocks with so many sentences each, of one letter each.
    fn note(letter: &str, blocks: &[usize]) -> Shown {
        let mut sentences = Vec::new();
        for (block, count) in blocks.iter().enumerate() {
            for _ in 0..*count {
                let id = sentences.len();
                sentences.push(Sentence::unscored(id, Range { start: 2 * id, end: 2 * id + 1 }, "body", block));
            }
        }
        let text = format!("{letter} ").repeat(sentences.len());
        Shown { text: text.as_str().into(), document: Arc::new(Document::so_far(sentences)), ..Shown::so_far("".into(), Vec::new()) }
    }

    /// All that stands on the page step by step, as ids of sentences, after `there`.
    fn steps(shown: Option<Shown>, places: &Places, there: Vec<Arc<Drawn>>) -> Vec<Vec<Arc<Drawn>>> {
        let mut drawing = Drawing::new(shown, places.clone(), there);
        let mut steps = Vec::new();
        for _ in 0..10_000 {
            if drawing.is_done() {
                return steps;
            }
            steps.extend(drawing.step());
        }
        panic!("it has no end");
    }

    fn ids(blocks: &[Arc<Drawn>]) -> Vec<usize> {
        blocks.iter().flat_map(|block| block.sentences.iter().map(|own| own.sentence.id)).collect()
    }

    fn page(shown: Shown) -> Vec<Arc<Drawn>> {
        steps(Some(shown), &Places::default(), Vec::new()).pop().unwrap_or_default()
    }

    #[test]
    fn whatever_stood_there_the_note_comes_a_few_sentences_at_a_time() {
        let none = Places::default();
        let notes = [
            note("a", &[]),
            note("a", &[1, 2, 3]),
            note("b", &[1, 2, 3]),
            note("a", &[7; 400]),
            note("b", &[7; 500]),
            note("b", &[900, 1, 3000]),
            note("a", &[1; 1500]),
        ];
        for before in &notes {
            for after in &notes {
                let there = page(before.clone());
                assert_eq!(ids(&there), (0..before.document.sentences.len()).collect::<Vec<_>>());
                let mut last = ids(&there).len();
                let mut held: Vec<u64> = there.iter().map(|block| block.key).collect();
                for step in steps(Some(after.clone()), &none, there) {
                    let own = ids(&step);
                    assert!(own.is_sorted_by(|one, other| one < other), "no id twice: {own:?}");
                    let fresh: usize = step.iter().filter(|block| !held.contains(&block.key)).map(|block| block.sentences.len()).sum();
                    assert!(fresh < STEP + MOST, "{fresh} fresh ones at once");
                    assert!(last.saturating_sub(own.len()) < OFF + MOST, "{last} became {}", own.len());
                    last = own.len();
                    held = step.iter().map(|block| block.key).collect();
                }
                assert_eq!(held, page(after.clone()).iter().map(|block| block.key).collect::<Vec<_>>());
            }
        }
    }

    #[test]
    fn a_note_goes_a_few_sentences_at_a_time() {
        let steps = steps(None, &Places::default(), page(note("a", &[5; 300])));
        assert!(steps.len() > 4 && steps.last().is_some_and(Vec::is_empty), "{} steps", steps.len());
    }

    #[test]
    fn only_what_looks_otherwise_is_drawn_anew() {
        let shown = note("a", &[3; 200]);
        let there = page(shown.clone());
        assert!(steps(Some(shown.clone()), &Places::default(), there.clone()).is_empty(), "nothing has changed");
        // A watch word in the fourth sentence, which is the first of its block.
        let places: Places = [(6..7, 0)].into();
        let [marked] = steps(Some(shown.clone()), &places, there.clone()).try_into().unwrap();
        let changed: Vec<usize> = (0..there.len()).filter(|at| !Arc::ptr_eq(&there[*at], &marked[*at])).collect();
        assert_eq!((marked.len(), changed), (there.len(), vec![1]));
        // What the reader says of a sentence.
        let target = exchange::review::Target::new(&shown.text, &shown.document.sentences, &shown.document.sentences[0]);
        let entry = Entry { comment: "Hm.".to_owned(), ..Entry::new(target) };
        let review = Arc::new(exchange::review::Review { entries: vec![entry.clone()] });
        let [said] = steps(Some(Shown { review, places: vec![Some(0)], ..shown }), &Places::default(), there).try_into().unwrap();
        assert_eq!(said[0].sentences[0].entry, Some(entry));
    }

    #[test]
    fn a_paragraph_without_end_is_drawn_in_parts() {
        let blocks = page(note("a", &[130, 2]));
        let parts: Vec<_> = blocks.iter().map(|block| (block.sentences.len(), block.behind)).collect();
        assert_eq!(parts, [(50, Behind::Nothing), (50, Behind::Itself), (30, Behind::Itself), (2, Behind::Like)]);
    }
}
