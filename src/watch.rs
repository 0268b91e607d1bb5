//! The reader's own words: a list that is kept, read and written as lines, and found in a note. No markup, no browser.

use std::ops::Range;

use exchange::json::Range as Place;

/// Where phrases stand in a text, in its order: the place in bytes, and which phrase.
pub type Places = std::sync::Arc<[(Range<usize>, usize)]>;

/// The longest phrase that can be watched, in characters.
pub const LONGEST: usize = 80;

/// Words and phrases in the order in which they were added, none twice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WatchList {
    phrases: Vec<String>,
}

/// Why a file is no list of words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoList {
    /// It is not text.
    Binary,
    /// A line is too long to be a phrase; its number, from 1.
    Line(usize),
    /// It names nothing.
    Empty,
}

impl std::fmt::Display for NoList {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let expected = format!("expected a text file with one word or phrase a line, each of at most {LONGEST} characters");
        match self {
            Self::Binary => write!(out, "This file is not text: {expected}."),
            Self::Line(number) => write!(out, "Line {number} of this file is no word or phrase: {expected}."),
            Self::Empty => write!(out, "This file names no word: {expected}."),
        }
    }
}

impl WatchList {
    /// Reads a list that was written: a phrase a line.
    ///
    /// # Errors
    /// Says what about it is no list of words.
    ///
    /// # Example
    /// ```
    /// use note_annotator::watch::{NoList, WatchList};
    /// assert_eq!(WatchList::parse("covenant\n\nChina\nCHINA\n").unwrap().phrases(), ["covenant", "China"]);
    /// assert_eq!(WatchList::parse("ab\0c"), Err(NoList::Binary));
    /// ```
    pub fn parse(text: &str) -> Result<Self, NoList> {
        if text.contains('\0') {
            return Err(NoList::Binary);
        }
        let mut list = Self::default();
        for (index, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
            if line.chars().count() > LONGEST {
                return Err(NoList::Line(index + 1));
            }
            list.add(line);
        }
        if list.phrases.is_empty() { Err(NoList::Empty) } else { Ok(list) }
    }

    /// The phrases.
    #[must_use]
    pub fn phrases(&self) -> &[String] {
        &self.phrases
    }

    /// As lines.
    #[must_use]
    pub fn lines(&self) -> String {
        self.phrases.iter().flat_map(|phrase| [phrase, "\n"]).collect()
    }

    /// Adds a phrase; `false` where it is there already (upper and lower case alike), is empty, or too long.
    pub fn add(&mut self, phrase: &str) -> bool {
        let phrase = phrase.split_whitespace().collect::<Vec<_>>().join(" ");
        let key = phrase.to_lowercase();
        let is_new = !phrase.is_empty() && phrase.chars().count() <= LONGEST && self.phrases.iter().all(|held| held.to_lowercase() != key);
        if is_new {
            self.phrases.push(phrase);
        }
        is_new
    }

    /// Takes a phrase out.
    pub fn remove(&mut self, phrase: &str) {
        self.phrases.retain(|held| held != phrase);
    }

    /// Where the phrases stand in `text`, in its order: the place in bytes, and which phrase. Upper and lower case are alike, white space of any kind and
    /// length is one blank, and a phrase stands for itself only, not for a part of a longer word. Of two that overlap the earlier holds, then the longer.
    ///
    /// # Example
    /// ```
    /// use note_annotator::watch::WatchList;
    /// let list = WatchList::parse("covenant\nnet debt").unwrap();
    /// let found = list.find("Net\n  debt is close to the COVENANT, but covenants can be waived.");
    /// assert_eq!(found.iter().map(|(place, which)| (place.start, place.end, *which)).collect::<Vec<_>>(), [(0, 10, 1), (27, 35, 0)]);
    /// ```
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<(Range<usize>, usize)> {
        let mut wanted: Vec<(Vec<char>, usize)> =
            self.phrases.iter().enumerate().map(|(index, phrase)| (folded(phrase).map(|(_, own)| own).collect(), index)).collect();
        wanted.sort_by_key(|(phrase, _)| std::cmp::Reverse(phrase.len()));
        if wanted.is_empty() {
            return Vec::new();
        }
        // Of a long text hardly a character begins a phrase.
        let firsts: Vec<char> = wanted.iter().filter_map(|(phrase, _)| phrase.first().copied()).collect();
        let mut found = Vec::new();
        let mut rest = folded(text);
        let mut before = None::<char>;
        while let Some((start, first)) = rest.next() {
            let begun = if firsts.contains(&first) {
                wanted.iter().find_map(|(phrase, index)| {
                    let (head, tail) = phrase.split_first()?;
                    if *head != first || (continues(before) && continues(Some(first))) {
                        return None;
                    }
                    let (mut last, mut after) = (start, rest.clone());
                    for own in tail {
                        let (at, next) = after.next()?;
                        if next != *own {
                            return None;
                        }
                        last = at;
                    }
                    let end = phrase.last().copied();
                    let next = after.clone().next().map(|(_, next)| next);
                    (!(continues(end) && continues(next))).then_some((last, end, *index, after))
                })
            } else {
                None
            };
            before = Some(first);
            if let Some((last, end, index, after)) = begun {
                let stop = text.get(last..).and_then(|rest| rest.chars().next()).map_or(last, |own| last + own.len_utf8());
                found.push((start..stop, index));
                (before, rest) = (end, after);
            }
        }
        found
    }
}

/// Whether a character is part of a word.
fn continues(character: Option<char>) -> bool {
    character.is_some_and(char::is_alphanumeric)
}

/// The text in lower case with runs of white space as one blank; each character with the place where its like begins.
fn folded(text: &str) -> impl Iterator<Item = (usize, char)> + Clone {
    let mut blank = false;
    text.char_indices()
        .filter_map(move |(at, own)| {
            let again = blank && own.is_whitespace();
            blank = own.is_whitespace();
            (!again).then_some((at, if blank { ' ' } else { own }))
        })
        .flat_map(|(at, own)| own.to_lowercase().map(move |lower| (at, lower)))
}

/// Those of `places`, in order, that lie in a range, cut to it.
#[must_use]
pub fn within(places: &[(Range<usize>, usize)], range: Place) -> Vec<Range<usize>> {
    let first = places.partition_point(|(place, _)| place.end <= range.start);
    places
        .get(first..)
        .unwrap_or_default()
        .iter()
        .take_while(|(place, _)| place.start < range.end)
        .map(|(place, _)| place.start.max(range.start)..place.end.min(range.end))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_found_as_words() {
        let check = |list: &str, text: &str, expected: &[&str]| {
            let found = WatchList::parse(list).unwrap().find(text);
            assert_eq!(found.iter().map(|(place, _)| &text[place.clone()]).collect::<Vec<_>>(), expected, "{list:?} in {text:?}");
        };
        check("china", "China, in CHINA; Chinatown, mainland-China.", &["China", "CHINA", "China"]);
        check("net debt\ndebt", "Net debt rose, and debt is debt.", &["Net debt", "debt", "debt"]);
        check("C++\n50%", "C++ teams grew 50%, not 150%.", &["C++", "50%"]);
        check("übernahme", "Die ÜBERNAHME ruht.", &["ÜBERNAHME"]);
        check("a b", "a\u{a0}\n\tb", &["a\u{a0}\n\tb"]);
        check("İstanbul", "In İSTANBUL and istanbul.", &["İSTANBUL"]);
        check("x", "", &[]);
    }

    #[test]
    fn what_is_no_list_is_told() {
        assert_eq!(WatchList::parse(" \n\n"), Err(NoList::Empty));
        assert_eq!(WatchList::parse(&format!("ok\n{}", "a".repeat(81))), Err(NoList::Line(2)));
        let list = WatchList::parse("\u{feff}net  debt\r\nChina").unwrap();
        assert_eq!(list.phrases(), ["net debt", "China"]);
        assert_eq!(WatchList::parse(&list.lines()), Ok(list));
    }

    #[test]
    fn places_are_cut_to_a_range() {
        let places = [(0..4, 0), (6..9, 1), (20..30, 0)];
        assert_eq!(within(&places, Place { start: 7, end: 25 }), [7..9, 20..25]);
        assert!(within(&places, Place { start: 9, end: 20 }).is_empty());
    }
}
