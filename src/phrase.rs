//! Numbers and findings in words for a reader. Plain values in, text out.

use exchange::json::{Document, Horizon, Period, Quantity, Sentence};
use exchange::review::Entry;

use crate::finding::has;
use crate::shown::Shown;

/// A score with two decimals and an ASCII minus: "-0.31". Never "-0.00".
///
/// # Example
/// ```
/// assert_eq!(note_annotator::phrase::score(-0.004), "0.00");
/// ```
#[must_use]
pub fn score(value: f64) -> String {
    let text = format!("{value:.2}");
    if text == "-0.00" { "0.00".to_owned() } else { text }
}

/// As [`score`], with a sign where it is not zero: "+0.31".
#[must_use]
pub fn signed(value: f64) -> String {
    let text = score(value);
    if value > 0.0 && text != "0.00" { format!("+{text}") } else { text }
}

/// The same number as a reader should see it: with a true minus.
#[must_use]
pub fn typeset(number: &str) -> String {
    number.replace('-', "\u{2212}")
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

/// The gap between text and label in a sentence.
#[must_use]
pub fn gap(document: &Document) -> String {
    let divergence = &document.divergence;
    let (Some(computed), Some(stated)) = (document.computed.score, &document.stated) else {
        return match (&document.stated, document.computed.score) {
            (None, Some(_)) => "This note states no sentiment of its own.".to_owned(),
            (stated, _) => {
                let why = nothing_to_score(document).unwrap_or_default();
                if stated.is_none() { why } else { format!("{why} So there is nothing to hold its stated sentiment against.") }
            }
        };
    };
    let by = |gap: f64| typeset(&score(gap.abs()));
    match (divergence.verdict.as_str(), divergence.gap) {
        ("agrees", Some(gap)) if gap.abs() < 0.005 => "The text says what its label says.".to_owned(),
        ("agrees", Some(gap)) => {
            let direction = if gap < 0.0 { "less" } else { "more" };
            format!("The text is {} {direction} positive than its label, within what the scorer can tell apart.", by(gap))
        }
        ("text less positive", Some(gap)) => format!("The text is {} less positive than its label.", by(gap)),
        ("text more positive", Some(gap)) => format!("The text is {} more positive than its label.", by(gap)),
        ("opposite sign", Some(gap)) => {
            let (text, label) = if computed > 0.0 { ("good", "bad") } else { ("bad", "good") };
            format!("The text says {text} where its label says {label}: they are {} apart.", by(gap))
        }
        ("agrees", None) => "The text agrees with its label; the note states no number.".to_owned(),
        ("text less positive", None) => "The text is less positive than its label; the note states no number.".to_owned(),
        ("text more positive", None) => "The text is more positive than its label; the note states no number.".to_owned(),
        ("opposite sign", None) => "The text says the opposite of its label; the note states no number.".to_owned(),
        _ if stated.rating.is_some() => "This note states a rating but no sentiment.".to_owned(),
        _ if !stated.tickers.is_empty() => "This note states a sentiment for tickers only.".to_owned(),
        _ => "This note states no sentiment that could be read.".to_owned(),
    }
}

/// Why there is no computed score; `None` where there is one.
#[must_use]
pub fn nothing_to_score(document: &Document) -> Option<String> {
    if document.computed.score.is_some() {
        return None;
    }
    if let Some(unread) = &document.unread {
        return Some(unread.message.clone());
    }
    let holds = |part: &str| document.sentences.iter().any(|sentence| sentence.part == part);
    Some(
        match (holds("boilerplate"), holds("heading") || holds("meta")) {
            (true, false) => "Nothing to score: this is boilerplate only (a disclaimer, a tagline, a subscription line).",
            (true, true) => "Nothing to score: headings, lines of a page and boilerplate, but no prose.",
            (false, true) => "Nothing to score: headings and lines of a page, but not one sentence of prose.",
            (false, false) => "Nothing to score: no sentence was found.",
        }
        .to_owned(),
    )
}

/// What a live region says of a fresh annotation.
#[must_use]
pub fn summary(document: &Document) -> String {
    let count = |role: &str| document.sentences.iter().filter(|sentence| has(sentence, role)).count();
    let Some(computed) = document.computed.score else {
        return gap(document);
    };
    format!(
        "{}, {}, {}. Computed sentiment {}, {}. {}",
        plural(count("risk"), "risk", "risks"),
        plural(count("catalyst"), "catalyst", "catalysts"),
        plural(count("contrarian"), "contrarian sentence", "contrarian sentences"),
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

/// What the reader says of a sentence where the scorer, whose reading `scored` is, says otherwise: "risk instead of catalyst; negative instead of positive".
#[must_use]
pub fn change(entry: &Entry, scored: Option<&Sentence>) -> String {
    let names = |roles: &[String]| if roles.is_empty() { "no finding".to_owned() } else { roles.join(" + ") };
    let held: Vec<String> = scored.iter().flat_map(|sentence| &sentence.roles).map(|held| held.role.clone()).collect();
    let roles = entry.roles.as_ref().map(|roles| match scored {
        Some(_) => format!("{} instead of {}", names(roles), names(&held)),
        None => names(roles),
    });
    let polarity = entry.polarity.as_ref().map(|own| match scored.and_then(|sentence| sentence.polarity.as_ref()) {
        Some(held) => format!("{own} instead of {}", held.label),
        None => own.clone(),
    });
    roles.into_iter().chain(polarity).collect::<Vec<_>>().join("; ")
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

/// A count with its noun.
#[must_use]
pub fn plural(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// A horizon's meaning: "6 to 18 months", "Jan 2028 to Mar 2028", "by Dec 2026".
#[must_use]
pub fn horizon(horizon: &Horizon) -> String {
    let bound = match horizon.bound.as_str() {
        "by" => "by ",
        "from" => "from ",
        _ => "",
    };
    match &horizon.period {
        Period::Months { from, to } if (from - to).abs() < f64::EPSILON => format!("{bound}{from} months"),
        Period::Months { from, to } => format!("{bound}{from} to {to} months"),
        Period::Calendar { from, to } if from == to => format!("{bound}{}", month(from)),
        Period::Calendar { from, to } => format!("{bound}{} to {}", month(from), month(to)),
    }
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

/// "2028-01" is "Jan 2028", "--07" is "Jul".
fn month(text: &str) -> String {
    let (year, month) = text.rsplit_once('-').unwrap_or(("", text));
    let name = month.parse::<u32>().ok().and_then(|month| MONTHS.get(month.wrapping_sub(1) as usize)).copied().unwrap_or(month);
    let year = year.trim_matches('-');
    if year.is_empty() { name.to_owned() } else { format!("{name} {year}") }
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
    fn scores() {
        for (value, plain, with_sign) in
            [(0.5, "0.50", "+0.50"), (-0.314, "-0.31", "-0.31"), (0.0, "0.00", "0.00"), (-0.001, "0.00", "0.00"), (1.0, "1.00", "+1.00")]
        {
            assert_eq!((score(value).as_str(), signed(value).as_str()), (plain, with_sign));
        }
        assert_eq!(typeset("-0.31"), "−0.31");
    }

    #[test]
    fn horizons() {
        let check = |bound: &str, period: Period, expected: &str| {
            let range = Range { start: 0, end: 1 };
            assert_eq!(horizon(&Horizon { range, bound: bound.to_owned(), period }), expected);
        };
        let calendar = |from: &str, to: &str| Period::Calendar { from: from.to_owned(), to: to.to_owned() };
        check("within", Period::Months { from: 6.0, to: 18.0 }, "6 to 18 months");
        check("within", Period::Months { from: 6.0, to: 6.0 }, "6 months");
        check("by", calendar("2028-01", "2028-03"), "by Jan 2028 to Mar 2028");
        check("from", calendar("2027-06", "2027-06"), "from Jun 2027");
        check("within", calendar("--07", "--12"), "Jul to Dec");
    }

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
