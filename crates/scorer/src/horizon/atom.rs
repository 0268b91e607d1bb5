//! A sentence as words, numbers and marks, with what touches what: the reading shared by horizons and quantities. It knows
//! spelled-out numbers; it knows nothing of time or money.

use crate::{Flat, Span};

/// What an atom is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Letters.
    Word,
    /// Digits, with `.`, `,` and group marks where digits stand on both sides.
    Number,
    /// Any one other character.
    Mark,
}

#[derive(Clone, Copy, Debug)]
struct Atom {
    start: usize,
    end: usize,
    kind: Kind,
    /// Whether white space stands before it.
    spaced: bool,
}

/// The atoms of one sentence, by index. Every question about an index outside has the empty answer, so that readers may look
/// around freely.
#[derive(Debug)]
pub(crate) struct Atoms {
    flat: Flat,
    /// The flat line in ASCII lower case: same bytes, same offsets.
    lower: String,
    list: Vec<Atom>,
}

impl Atoms {
    /// Reads `span` of `text`.
    pub(crate) fn new(text: &str, span: Span) -> Self {
        let flat = Flat::new(text, span);
        let mut list: Vec<Atom> = Vec::new();
        let mut spaced = true;
        let mut at = 0;
        while let Some(first) = rest(&flat, at).chars().next() {
            if first == ' ' {
                spaced = !broken_at_hyphen(&flat, text, at, &list);
                at += 1;
                continue;
            }
            let (kind, length) = match first {
                _ if first.is_ascii_digit() => (Kind::Number, number_length(&flat, text, at)),
                _ if first.is_alphabetic() => {
                    let line = rest(&flat, at);
                    (Kind::Word, line.find(|next: char| !next.is_alphabetic()).unwrap_or(line.len()))
                }
                _ => (Kind::Mark, first.len_utf8()),
            };
            list.push(Atom { start: at, end: at + length, kind, spaced });
            at += length;
            spaced = false;
        }
        let lower = flat.text().to_ascii_lowercase();
        Self { flat, lower, list }
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }

    /// What atom `at` is, `None` outside.
    pub(crate) fn kind(&self, at: usize) -> Option<Kind> {
        self.list.get(at).map(|atom| atom.kind)
    }

    /// Atom `at` in lower case, empty outside.
    pub(crate) fn text(&self, at: usize) -> &str {
        self.list.get(at).and_then(|atom| self.lower.get(atom.start..atom.end)).unwrap_or_default()
    }

    /// Atom `at` as written, empty outside.
    pub(crate) fn written(&self, at: usize) -> &str {
        self.list.get(at).and_then(|atom| self.flat.text().get(atom.start..atom.end)).unwrap_or_default()
    }

    /// The atom `back` places before `at`, in lower case, empty outside.
    pub(crate) fn before(&self, at: usize, back: usize) -> &str {
        at.checked_sub(back).map_or("", |index| self.text(index))
    }

    /// Whether atom `at` is one of `words`.
    pub(crate) fn is(&self, at: usize, words: &[&str]) -> bool {
        let text = self.text(at);
        !text.is_empty() && words.contains(&text)
    }

    /// Whether the atoms from `at` on are `words`, in this order.
    pub(crate) fn reads(&self, at: usize, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(offset, word)| self.text(at + offset) == *word)
    }

    /// Whether atom `at` exists and touches the atom before it.
    pub(crate) fn glued(&self, at: usize) -> bool {
        at > 0 && self.list.get(at).is_some_and(|atom| !atom.spaced)
    }

    /// Whether atom `at` is a word.
    pub(crate) fn is_word(&self, at: usize) -> bool {
        self.kind(at) == Some(Kind::Word)
    }

    /// Whether atom `at` is a number.
    pub(crate) fn is_number(&self, at: usize) -> bool {
        self.kind(at) == Some(Kind::Number)
    }

    /// Whether atom `at` begins with a capital letter.
    pub(crate) fn capital(&self, at: usize) -> bool {
        self.written(at).starts_with(char::is_uppercase)
    }

    /// Whether atom `at` is a hyphen or a dash.
    pub(crate) fn dash(&self, at: usize) -> bool {
        self.is(at, &["-", "–", "—"])
    }

    /// Atom `at` as a whole number of plain digits.
    pub(crate) fn integer(&self, at: usize) -> Option<u32> {
        self.text(at).parse().ok().filter(|_| self.is_number(at))
    }

    /// A number written in words that starts at `at` ("twelve", "thirty-six", "a hundred", "two and a half"), below a thousand,
    /// and the index after it.
    pub(crate) fn cardinal(&self, at: usize) -> Option<(f64, usize)> {
        let hundreds = |at: usize| self.is(at, &["a", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]);
        let (value, next) = if hundreds(at) && self.text(at + 1) == "hundred" {
            let hundreds = small(self.text(at)).unwrap_or(1.0) * 100.0;
            let more = if self.text(at + 2) == "and" { at + 3 } else { at + 2 };
            self.below_hundred(more).map_or((hundreds, at + 2), |(rest, next)| (hundreds + rest, next))
        } else {
            self.below_hundred(at)?
        };
        if self.reads(next, &["and", "a", "half"]) { Some((value + 0.5, next + 3)) } else { Some((value, next)) }
    }

    fn below_hundred(&self, at: usize) -> Option<(f64, usize)> {
        if let Some(tens) = tens(self.text(at)) {
            let unit = if self.text(at + 1) == "-" { at + 2 } else { at + 1 };
            return match small(self.text(unit)) {
                Some(units) if (1.0..10.0).contains(&units) => Some((tens + units, unit + 1)),
                _ => Some((tens, at + 1)),
            };
        }
        small(self.text(at)).map(|value| (value, at + 1))
    }

    /// The span of the pasted text that atoms `first..after` came from.
    pub(crate) fn span(&self, first: usize, after: usize) -> Span {
        let start = self.list.get(first).map_or(0, |atom| atom.start);
        let end = after.checked_sub(1).and_then(|last| self.list.get(last)).map_or(start, |atom| atom.end);
        self.flat.source(start, end)
    }
}

fn rest(flat: &Flat, at: usize) -> &str {
    flat.text().get(at..).unwrap_or_default()
}

/// Whether the space at `at` is a line break after a hyphen that touches a word or number ("12-" / "month").
fn broken_at_hyphen(flat: &Flat, text: &str, at: usize, list: &[Atom]) -> bool {
    let next = rest(flat, at + 1).chars().next().map_or(1, char::len_utf8);
    list.last().is_some_and(|last| !last.spaced && flat.text().get(last.start..last.end) == Some("-"))
        && flat.source(at, at + 1 + next).of(text).contains('\n')
}

/// Length in bytes of the number at `at`: "1,060", "3.10", "1'060", "13 500" where the space is one that does not break.
fn number_length(flat: &Flat, text: &str, at: usize) -> usize {
    let line = rest(flat, at);
    let bytes = line.as_bytes();
    let digits = |from: usize| bytes.iter().skip(from).take_while(|byte| byte.is_ascii_digit()).count();
    let mut length = digits(0);
    let mut group = length;
    loop {
        let following = digits(length + 1);
        let joins = match bytes.get(length) {
            Some(b'.' | b',') => following > 0,
            Some(b'\'') => following == 3 && group <= 3,
            Some(b' ') => {
                let space = flat.source(at + length, at + length + 1);
                following == 3 && group <= 3 && matches!(space.of(text), "\u{a0}" | "\u{202f}" | "\u{2009}")
            }
            _ => false,
        };
        if !joins {
            return length;
        }
        length += 1 + following;
        group = following;
    }
}

fn small(word: &str) -> Option<f64> {
    Some(match word {
        "zero" => 0.0,
        "one" => 1.0,
        "two" => 2.0,
        "three" => 3.0,
        "four" => 4.0,
        "five" => 5.0,
        "six" => 6.0,
        "seven" => 7.0,
        "eight" => 8.0,
        "nine" => 9.0,
        "ten" => 10.0,
        "eleven" => 11.0,
        "twelve" => 12.0,
        "thirteen" => 13.0,
        "fourteen" => 14.0,
        "fifteen" => 15.0,
        "sixteen" => 16.0,
        "seventeen" => 17.0,
        "eighteen" => 18.0,
        "nineteen" => 19.0,
        _ => return None,
    })
}

fn tens(word: &str) -> Option<f64> {
    Some(match word {
        "twenty" => 20.0,
        "thirty" => 30.0,
        "forty" | "fourty" => 40.0,
        "fifty" => 50.0,
        "sixty" => 60.0,
        "seventy" => 70.0,
        "eighty" => 80.0,
        "ninety" => 90.0,
        _ => return None,
    })
}
