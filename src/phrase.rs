//! Numbers and findings in words for a reader. Plain values in, text out.

use exchange::json::{Document, Quantity};
pub use exchange::phrase::{capital, change, counts, found, gap, horizon, nothing_to_score, plural, score, shared, signed, tag, typeset};

use crate::shown::Shown;

/// An error's message as a sentence of its own.
///
/// # Example
/// ```
/// assert_eq!(note_annotator::phrase::sentence("expected JSON"), "Expected JSON.");
/// ```
#[must_use]
pub fn sentence(error: &str) -> String {
    if error.is_empty() { String::new() } else { format!("{}.", capital(error)) }
}

/// A probability in percent: "91 %" with a narrow space.
#[must_use]
pub fn percent(probability: f64) -> String {
    format!("{:.0}\u{202f}%", probability * 100.0)
}

/// How much of the scorer is there: bytes there, bytes in all (0 where not even that is known).
///
/// # Example
/// ```
/// assert_eq!(note_annotator::phrase::loading((3_100_000, 6_280_000)), "Loading the scorer: 3.1 of 6.3 MB");
/// ```
#[must_use]
pub fn loading((loaded, total): (u32, u32)) -> String {
    let megabytes = |bytes: u32| f64::from(bytes) / 1e6;
    if total == 0 {
        "Loading the scorer…".to_owned()
    } else {
        format!("Loading the scorer: {:.1} of {:.1} MB", megabytes(loaded), megabytes(total))
    }
}

/// How much of a long note is read.
#[must_use]
pub fn reading(share: f64) -> String {
    format!("Reading: {}", percent(share))
}

/// What a live region says of a fresh annotation.
#[must_use]
pub fn summary(document: &Document) -> String {
    let Some(computed) = document.computed.score else {
        return gap(document);
    };
    format!(
        "{}. Computed sentiment {}, {}. {}",
        counts(document).join(", "),
        typeset(&score(computed)),
        document.computed.label.as_deref().unwrap_or_default(),
        gap(document),
    )
}

/// What a live region says of a review that has changed.
#[must_use]
pub fn reviewed(shown: &Shown) -> String {
    let changes = plural(shown.review.entries.len(), "change", "changes");
    both_scores(shown).map_or_else(|| format!("{changes} of yours."), |scores| format!("{changes} of yours. {scores}"))
}

/// The scorer's score and that with the reader's changes, where they differ in what a reader sees of them.
#[must_use]
pub fn both_scores(shown: &Shown) -> Option<String> {
    let (own, with) = (shown.scored.computed.score?, shown.document.computed.score?);
    (own.to_bits() != with.to_bits()).then(|| format!("Scorer {}, with your changes {}.", typeset(&signed(own)), typeset(&signed(with))))
}

/// How many of a note's findings are listed.
///
/// # Example
/// ```
/// assert_eq!(note_annotator::phrase::listed(3, 12), "3 of 12 findings listed.");
/// ```
#[must_use]
pub fn listed(count: usize, all: usize) -> String {
    format!("{count} of {} listed.", plural(all, "finding", "findings"))
}

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// A month as [`crate::timeline::month`] counts: "Nov 2026".
///
/// # Example
/// ```
/// use note_annotator::{phrase, timeline};
/// assert_eq!(phrase::calendar_month(timeline::month(2026, 11)), "Nov 2026");
/// ```
#[must_use]
pub fn calendar_month(month: u32) -> String {
    format!("{} {}", MONTHS.get((month % 12) as usize).copied().unwrap_or_default(), month / 12)
}

/// A day: "30 Nov 2026"; the month counts from 1.
#[must_use]
pub fn day(year: u32, month: u32, day: u32) -> String {
    format!("{day} {} {year}", MONTHS.get(month.saturating_sub(1) as usize).copied().unwrap_or_default())
}

/// An amount's meaning: "20 bn USD", "5 to 6 bn EUR", "about 28 %", "24×", "25 bp".
#[must_use]
pub fn quantity(quantity: &Quantity) -> String {
    let about = if quantity.approximate { "about " } else { "" };
    let largest = quantity.upper.unwrap_or(quantity.value).abs();
    let (scale, name) = match largest {
        _ if quantity.kind != "money" && quantity.kind != "count" => (1.0, ""),
        _ if largest >= 1e12 => (1e12, " tn"),
        _ if largest >= 1e9 => (1e9, " bn"),
        _ if largest >= 1e6 => (1e6, " m"),
        _ => (1.0, ""),
    };
    let number = |value: f64| typeset(&trim(value / scale));
    let range = quantity.upper.map_or_else(|| number(quantity.value), |upper| format!("{} to {}", number(quantity.value), number(upper)));
    let unit = match quantity.kind.as_str() {
        "percent" => "\u{202f}%".to_owned(),
        "percentage points" => " percentage points".to_owned(),
        "basis points" => " bp".to_owned(),
        "multiple" => "×".to_owned(),
        _ => quantity.unit.as_deref().map(|unit| format!(" {unit}")).unwrap_or_default(),
    };
    format!("{about}{range}{name}{unit}")
}

/// At most three decimals, none that are zero.
fn trim(value: f64) -> String {
    let text = format!("{value:.3}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use exchange::json::Range;

    #[test]
    fn quantities() {
        let check = |value: f64, upper: Option<f64>, kind: &str, unit: Option<&str>, approximate: bool, expected: &str| {
            let range = Range { start: 0, end: 1 };
            let amount = Quantity { range, value, upper, kind: kind.to_owned(), unit: unit.map(str::to_owned), approximate };
            assert_eq!(quantity(&amount), expected);
        };
        check(2e10, None, "money", Some("USD"), false, "20 bn USD");
        check(5e9, Some(6e9), "money", Some("EUR"), false, "5 to 6 bn EUR");
        check(-28.5, None, "percent", None, true, "about −28.5\u{202f}%");
        check(24.0, None, "multiple", None, false, "24×");
        check(25.0, None, "basis points", None, false, "25 bp");
        check(4.2, None, "count", Some("gigawatts"), false, "4.2 gigawatts");
    }
}
