//! The notes on the shelf as the reader meets them: what each is called, in which order they are listed, which of them are new in a file, and when a
//! text is another note. No markup, no browser.

use std::sync::Arc;

use exchange::shelf::Shelved;

/// How many characters of a note's first line its title has at most.
const TITLE: usize = 90;
/// A text of fewer characters is the beginning of a note, or the end of one that was deleted.
const SCRAP: usize = 40;

/// Why notes are not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hindrance {
    /// The browser gives the page no place.
    Denied,
    /// A newer version of the page has been here.
    Newer,
    /// The place is full.
    Full,
    /// The place is gone or broken.
    Lost,
}

impl Hindrance {
    /// In words, with what can be done.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Denied => {
                "This browser does not let the page keep notes: they stay until the page is closed or loaded anew. What you want to keep, save as a file."
            }
            Self::Newer => {
                "The notes of this browser were kept by a newer version of this page, which this one cannot read: load the page anew to get the newer one. Until then nothing is kept; what you want to keep, save as a file."
            }
            Self::Full => {
                "The browser's storage is full, so the newest changes are not kept: delete notes from the shelf, or save this one as a file."
            }
            Self::Lost => {
                "The browser no longer keeps notes for this page, perhaps because a newer version of it is open in another tab: save this note as a file, then load the page anew."
            }
        }
    }
}

/// What the shelf is ordered by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// What was changed last comes first.
    #[default]
    Newest,
    /// The note whose label disagrees most with its text comes first.
    Gap,
    /// By ticker.
    Ticker,
}

impl Order {
    /// All of them, in the order in which they are offered, with their names.
    pub const ALL: [(Self, &str, &str); 3] =
        [(Self::Newest, "newest", "Newest first"), (Self::Gap, "gap", "Widest gap first"), (Self::Ticker, "ticker", "By ticker")];

    /// The one of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, own, _)| *own == name).map(|(order, ..)| *order)
    }
}

/// A note's first line, without the signs that make it a heading and cut at a word where it is long.
///
/// # Example
/// ```
/// use note_annotator::shelf::title;
/// assert_eq!(title("\n\n## **Tessellate Grid**: a quiet quarter\nOrders rose."), "Tessellate Grid: a quiet quarter");
/// assert_eq!(title("---\n"), "---");
/// ```
#[must_use]
pub fn title(text: &str) -> String {
    let told = text.lines().find(|line| line.chars().any(char::is_alphanumeric));
    let line = told.or_else(|| text.lines().find(|line| !line.trim().is_empty())).unwrap_or_default();
    let line = if told.is_some() {
        line.trim_start_matches(|own: char| own.is_whitespace() || "#>*_-=|".contains(own)).replace("**", "")
    } else {
        line.to_owned()
    };
    let mut short = String::new();
    for word in line.split_whitespace() {
        if !short.is_empty() {
            if short.chars().count() + word.chars().count() >= TITLE {
                return short + "…";
            }
            short.push(' ');
        }
        short.extend(word.chars().take(TITLE));
    }
    short
}

/// The notes with all words of `query` in them, upper and lower case alike, in `order`.
#[must_use]
pub fn listed(notes: &[Arc<Shelved>], query: &str, order: Order) -> Vec<Arc<Shelved>> {
    let words: Vec<String> = query.to_lowercase().split_whitespace().map(str::to_owned).collect();
    let mut found: Vec<Arc<Shelved>> = notes.iter().filter(|note| has(note, &words)).cloned().collect();
    found.sort_by(|one, other| other.changed.cmp(&one.changed).then_with(|| one.id.cmp(&other.id)));
    match order {
        Order::Newest => {}
        // Sorting is stable: among equals what was changed last still comes first.
        Order::Gap => found.sort_by(|one, other| width(other).total_cmp(&width(one))),
        Order::Ticker => found.sort_by_key(|note| (ticker(note).is_none(), ticker(note).map(str::to_owned))),
    }
    found
}

fn has(note: &Shelved, words: &[String]) -> bool {
    if words.is_empty() {
        return true;
    }
    let comments = note.review.entries.iter().map(|entry| entry.comment.as_str());
    let all =
        [note.text.as_str(), ticker(note).unwrap_or_default()].into_iter().chain(comments).collect::<Vec<_>>().join("\n").to_lowercase();
    words.iter().all(|word| all.contains(word))
}

/// The note's main ticker, as far as it is read.
#[must_use]
pub fn ticker(note: &Shelved) -> Option<&str> {
    note.summary.as_ref()?.ticker.as_deref()
}

/// How far computed and stated are apart; less than nothing where that cannot be said.
fn width(note: &Shelved) -> f64 {
    note.summary.as_ref().and_then(|summary| summary.gap).map_or(-1.0, f64::abs)
}

/// Whether a text that took another's place in one go is another note: little of the other is left at its beginning and end.
///
/// # Example
/// ```
/// use note_annotator::shelf::is_another;
/// let note = "Orders rose by a fifth, and the margin widened. A strike at the port would delay the first cable, and cost the bonus.";
/// assert!(!is_another(note, &note.replace("fifth", "third")));
/// assert!(!is_another(note, "Orders rose by a fifth"));
/// assert!(is_another(note, "Two of its five largest customers come up for renewal in March, and neither has said whether it will stay."));
/// ```
#[must_use]
pub fn is_another(before: &str, after: &str) -> bool {
    let (old, new) = (before.chars().count(), after.chars().count());
    if old < SCRAP || after.trim().is_empty() {
        return false;
    }
    let alike = |(one, other): &(char, char)| one == other;
    let shorter = old.min(new);
    let front = before.chars().zip(after.chars()).take_while(alike).count();
    let back = before.chars().rev().zip(after.chars().rev()).take_while(alike).take(shorter.saturating_sub(front)).count();
    (front + back) * 4 < shorter
}

/// Whether a text is so short that nothing is lost with it when its writer deletes it.
#[must_use]
pub fn is_scrap(text: &str) -> bool {
    text.trim().chars().nth(SCRAP - 1).is_none()
}

/// The notes of a file that are not on the shelf yet, and how many are. A note that differs from the kept one of the same id is another one: `id` makes up
/// what tells it from all others.
#[must_use]
pub fn fresh(kept: &[Arc<Shelved>], brought: Vec<Shelved>, mut id: impl FnMut() -> String) -> (Vec<Shelved>, usize) {
    let all = brought.len();
    let mut fresh: Vec<Shelved> = Vec::new();
    for note in brought {
        let is_same = |own: &Shelved| own.text == note.text && own.review == note.review;
        if note.text.trim().is_empty() || kept.iter().any(|own| is_same(own)) || fresh.iter().any(is_same) {
            continue;
        }
        let is_taken = kept.iter().any(|own| own.id == note.id) || fresh.iter().any(|own| own.id == note.id);
        let own = if is_taken || note.id.is_empty() { id() } else { note.id.clone() };
        fresh.push(Shelved { id: own, ..note });
    }
    let held = all - fresh.len();
    (fresh, held)
}

#[cfg(test)]
mod tests {
    use super::*;
    use exchange::review::Review;
    use exchange::shelf::Summary;

    fn note(id: &str, text: &str, changed: u64, summary: Option<(&str, Option<f64>)>) -> Arc<Shelved> {
        let summary = summary.map(|(ticker, gap)| Summary {
            ticker: (!ticker.is_empty()).then(|| ticker.to_owned()),
            stated: None,
            stated_label: None,
            computed: None,
            gap,
            verdict: String::new(),
            findings: [0; 3],
            scorer: String::new(),
        });
        let (id, stamp, text) = (id.to_owned(), String::new(), text.to_owned());
        Arc::new(Shelved { id, stamp, text, review: Review::default(), added: 0, changed, summary })
    }

    #[test]
    fn the_shelf_is_ordered_and_searched() {
        let notes = [
            note("a", "Orders rose in Bergen", 1, Some(("TSLG", Some(0.2)))),
            note("b", "Orders fell", 3, Some(("", Some(-0.6)))),
            note("c", "A strike in Bergen", 2, None),
            note("d", "Guidance was kept", 4, Some(("AMZN", None))),
        ];
        let check = |query: &str, order: Order, expected: &str| {
            let found: String = listed(&notes, query, order).iter().map(|note| note.id.as_str()).collect();
            assert_eq!(found, expected, "{query:?} {order:?}");
        };
        check("", Order::Newest, "dbca");
        check("", Order::Gap, "badc");
        check("", Order::Ticker, "dabc");
        check(" bergen  ORDERS", Order::Newest, "a");
        check("amzn", Order::Newest, "d");
        check("nowhere", Order::Newest, "");
    }

    #[test]
    fn a_long_title_is_cut_at_a_word() {
        let long = "word ".repeat(40);
        assert_eq!(title(&long), format!("{}…", "word ".repeat(18).trim_end()));
        assert_eq!(title(&"w".repeat(200)), "w".repeat(TITLE));
        assert_eq!(title(""), "");
    }

    #[test]
    fn only_what_is_new_comes_from_a_file() {
        let kept = [note("a", "Orders rose.", 1, None)];
        let brought = ["a", "b", "a", "", "c"].map(|id| (*note(id, "Orders rose.", 2, None)).clone());
        let (one, held) = fresh(&kept, brought.to_vec(), || "new".to_owned());
        assert_eq!((one.len(), held), (0, 5));
        let brought = [("a", "Orders fell."), ("b", "Orders fell."), ("a", "Orders stood."), ("c", " ")];
        let brought = brought.map(|(id, text)| (*note(id, text, 2, None)).clone());
        let mut made = 0;
        let (two, held) = fresh(&kept, brought.to_vec(), || {
            made += 1;
            format!("new {made}")
        });
        let ids: Vec<&str> = two.iter().map(|note| note.id.as_str()).collect();
        assert_eq!((ids.as_slice(), held), (&["new 1", "new 2"][..], 2));
    }

    #[test]
    fn scraps_are_told() {
        assert!(is_scrap("  Orders rose.  "));
        assert!(!is_scrap("Orders rose by a fifth, and the margin widened."));
        assert!(!is_another("Orders rose.", "Two customers are up for renewal."));
    }
}
