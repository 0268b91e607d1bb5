//! The shelf: notes that a reader keeps, each with its review and with what was read in it, and the file in which all of them travel. Where they are kept is
//! the page's business; nothing is opened or saved here.

use borsh::{BorshDeserialize, BorshSerialize};
use serde::{Deserialize, Serialize};

use crate::file::{FileError, checked, parse, written};
use crate::json::Document;
use crate::phrase::ROLES;
use crate::review::Review;

/// The version that the file names; it rises when a reader of this one could not read the file.
pub const VERSION: u64 = 1;

/// So many bytes the file may have: some ten thousand notes.
pub const MAX_BYTES: usize = 128 * 1024 * 1024;

/// The last time that a note may name: no browser knows a later one.
pub const LAST_TIME: u64 = 8_640_000_000_000_000;

/// A note that is kept.
#[derive(Clone, Debug, PartialEq, BorshDeserialize, BorshSerialize, Serialize, Deserialize)]
pub struct Shelved {
    /// Tells it from all others, on whatever device.
    pub id: String,
    /// Another one with every change of text or review, so that two who change the note at once find out.
    pub stamp: String,
    /// The text as pasted.
    pub text: String,
    /// What its reader changed.
    #[serde(default)]
    pub review: Review,
    /// When it came, in milliseconds since 1970 began in Greenwich.
    pub added: u64,
    /// When it was changed last, in the same.
    pub changed: u64,
    /// What was read in it; null until it was.
    #[serde(default)]
    pub summary: Option<Summary>,
}

/// What was read in a note, with what its reader changed, as a list of notes shows it.
#[derive(Clone, Debug, PartialEq, BorshDeserialize, BorshSerialize, Serialize, Deserialize)]
pub struct Summary {
    /// The main ticker, or null.
    #[serde(default)]
    pub ticker: Option<String>,
    /// The stated score, or null.
    #[serde(default)]
    pub stated: Option<f64>,
    /// The stated label, or null.
    #[serde(default)]
    pub stated_label: Option<String>,
    /// The computed score, or null.
    #[serde(default)]
    pub computed: Option<f64>,
    /// Computed minus stated, or null.
    #[serde(default)]
    pub gap: Option<f64>,
    /// As in [`crate::json::Divergence::verdict`].
    pub verdict: String,
    /// How many sentences have each role: risk, catalyst, contrarian.
    pub findings: [usize; 3],
    /// Which scorer read it; see [`crate::json::Scorer::short`].
    pub scorer: String,
}

impl Summary {
    /// Of an annotation as the reader sees it.
    #[must_use]
    pub fn new(document: &Document) -> Self {
        let stated = document.stated.as_ref();
        let computed = document.computed.tickers.first().map(|main| &main.ticker);
        let ticker = computed.or_else(|| stated.and_then(|stated| stated.tickers.first()).map(|main| &main.ticker));
        Self {
            ticker: ticker.cloned(),
            stated: stated.and_then(|stated| stated.score),
            stated_label: stated.and_then(|stated| stated.label.clone()),
            computed: document.computed.score,
            gap: document.divergence.gap,
            verdict: document.divergence.verdict.clone(),
            findings: ROLES.map(|role| document.count(role)),
            scorer: document.scorer.short(),
        }
    }
}

#[derive(Serialize)]
struct Written<'n> {
    shelf_version: u64,
    notes: &'n [Shelved],
}

#[derive(Deserialize)]
struct Kept {
    notes: Vec<Shelved>,
}

/// What tells the file from others.
#[derive(Deserialize)]
struct Form {
    shelf_version: Option<u64>,
}

/// The file with all of `notes`.
#[must_use]
pub fn write(notes: &[Shelved]) -> String {
    written(&Written { shelf_version: VERSION, notes })
}

/// The notes in a file; `None` where it is none of a shelf.
///
/// # Errors
/// Says what is wrong with the file and what was expected.
///
/// # Example
/// ```
/// use exchange::shelf::{read, write};
/// assert_eq!(read(&write(&[])), Some(Ok(Vec::new())));
/// assert_eq!(read("{}"), None);
/// let newer = read("{\"shelf_version\": 2}").unwrap().unwrap_err();
/// assert_eq!(newer.to_string(), "the shelf has version 2: expected 1; a newer Note Annotator wrote it");
/// ```
#[must_use]
pub fn read(content: &str) -> Option<Result<Vec<Shelved>, FileError>> {
    let content = content.strip_prefix('\u{feff}').unwrap_or(content);
    let version = parse::<Form>(content).ok()?.shelf_version?;
    Some(match version {
        VERSION if content.len() > MAX_BYTES => Err(FileError::LargeShelf { bytes: content.len() }),
        VERSION => parse::<Kept>(content).and_then(|kept| kept.notes.into_iter().map(sound).collect()),
        found => Err(FileError::NewerShelf { found }),
    })
}

/// A note whose review can be shown, and whose days a browser knows. What was read in it is left to the scorer: a file can say anything.
fn sound(note: Shelved) -> Result<Shelved, FileError> {
    if let Some(day) = [note.added, note.changed].into_iter().find(|day| *day > LAST_TIME) {
        return Err(FileError::Misfit { what: format!("a note of the time {day}, expected milliseconds since 1970, at most {LAST_TIME}") });
    }
    Ok(Shelved { review: checked(note.review)?, summary: None, ..note })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::{Entry, Target};

    fn note(review: Review) -> Shelved {
        let summary = Summary {
            ticker: Some("TSLG".to_owned()),
            stated: Some(0.91),
            stated_label: Some("strongly positive".to_owned()),
            computed: Some(0.1),
            gap: Some(-0.81),
            verdict: "text less positive".to_owned(),
            findings: [2, 1, 0],
            scorer: "0.1.0 0123456789abcdef".to_owned(),
        };
        let text = "Orders rose; \u{1f6a2} \"and\" \u{202e}fell\r\n\0.".to_owned();
        Shelved {
            id: "a".to_owned(),
            stamp: "b".to_owned(),
            text,
            review,
            added: 1_764_547_200_000,
            changed: LAST_TIME,
            summary: Some(summary),
        }
    }

    fn reviewed(role: &str) -> Review {
        let range = crate::json::Range { start: 0, end: 11 };
        let target = Target { exact: "Orders rose".to_owned(), prefix: String::new(), suffix: ";".to_owned(), range, unique: true };
        Review { entries: vec![Entry { roles: Some(vec![role.to_owned()]), comment: "Ask.".to_owned(), ..Entry::new(target) }] }
    }

    #[test]
    fn a_note_comes_back_as_it_was_but_for_what_was_read() {
        let note = note(reviewed("risk"));
        let back = read(&write(std::slice::from_ref(&note))).unwrap().unwrap();
        assert_eq!(back, [Shelved { summary: None, ..note }]);
    }

    #[test]
    fn what_is_wrong_is_said() {
        let check = |content: &str, expected: &str| assert_eq!(read(content).unwrap().unwrap_err().to_string(), expected);
        check(
            &write(&[note(reviewed("hope"))]),
            "the file does not hold what its form asks for: change 1 has the role \"hope\", expected risk, catalyst or contrarian, each once",
        );
        check(
            &write(&[Shelved { changed: u64::MAX, ..note(Review::default()) }]),
            "the file does not hold what its form asks for: a note of the time 18446744073709551615, expected milliseconds since 1970, at most 8640000000000000",
        );
        check("{\"shelf_version\": 1}", "the file does not hold what its form asks for: missing field `notes` in line 1, column 20");
        assert_eq!(read(write(&[]).trim_end().trim_end_matches('}')), None, "cut: no JSON at all, which the reader of files says");
    }
}
