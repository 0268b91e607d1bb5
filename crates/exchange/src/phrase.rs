//! Numbers, times and verdicts in words, as every written format says them. Plain values in, text out; no markup.

use crate::json::{Document, Horizon, Period, Role, Sentence};
use crate::link::Finding;
use crate::review::Entry;

/// The roles, in the order in which they are named.
pub const ROLES: [&str; 3] = ["risk", "catalyst", "contrarian"];

/// A score with two decimals and an ASCII minus: "-0.31". Never "-0.00".
///
/// # Example
/// ```
/// assert_eq!(exchange::phrase::score(-0.004), "0.00");
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

/// A count with its noun.
#[must_use]
pub fn plural(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// The first letter in upper case.
#[must_use]
pub fn capital(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

/// How many sentences have each role: "3 risks".
#[must_use]
pub fn counts(document: &Document) -> [String; 3] {
    [
        plural(document.count("risk"), "risk", "risks"),
        plural(document.count("catalyst"), "catalyst", "catalysts"),
        plural(document.count("contrarian"), "contrarian sentence", "contrarian sentences"),
    ]
}

/// How many findings a link holds without their note: "3 findings", and "3 findings and 1 comment on another sentence" where a sentence without a role has
/// a comment.
#[must_use]
pub fn shared(all: &[Finding]) -> String {
    let comments = all.iter().filter(|finding| finding.roles.is_empty()).count();
    let findings = plural(all.len() - comments, "finding", "findings");
    if comments == 0 {
        return findings;
    }
    format!("{findings} and {}", plural(comments, "comment on another sentence", "comments on other sentences"))
}

/// Roles in one breath: "risk + catalyst"; empty where there are none.
#[must_use]
pub fn joined(roles: &[Role]) -> String {
    roles.iter().map(|held| held.role.as_str()).collect::<Vec<_>>().join(" + ")
}

/// What a sentence is found to be: as [`joined`], and "no finding" where it has no role.
#[must_use]
pub fn found(roles: &[Role]) -> String {
    if roles.is_empty() { "no finding".to_owned() } else { joined(roles) }
}

/// What stands before a sentence that has the reader's changes: its roles, and what of it is the reader's word. "risk + catalyst, negative, yours";
/// empty where nothing is to be said.
#[must_use]
pub fn tag(sentence: &Sentence, entry: Option<&Entry>) -> String {
    let mut parts = vec![joined(&sentence.roles)];
    if let Some(entry) = entry.filter(|entry| entry.roles.is_some() || entry.polarity.is_some()) {
        if entry.roles.as_ref().is_some_and(Vec::is_empty) {
            parts.push("dismissed".to_owned());
        }
        parts.extend(entry.polarity.clone());
        parts.push("yours".to_owned());
    }
    parts.retain(|part| !part.is_empty());
    parts.join(", ")
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
    let words = match (holds("boilerplate"), holds("heading") || holds("meta")) {
        (true, false) => "Nothing to score: this is boilerplate only (a disclaimer, a tagline, a subscription line).",
        (true, true) => "Nothing to score: headings, lines of a page and boilerplate, but no prose.",
        (false, true) => "Nothing to score: headings and lines of a page, but not one sentence of prose.",
        (false, false) => "Nothing to score: no sentence was found.",
    };
    Some(words.to_owned())
}

/// What the reader says of a sentence where the scorer, whose reading `scored` is, says otherwise: "risk instead of catalyst; negative instead of positive".
/// Empty where the reader agrees or only comments.
#[must_use]
pub fn change(entry: &Entry, scored: Option<&Sentence>) -> String {
    let names = |roles: &[String]| if roles.is_empty() { "no finding".to_owned() } else { roles.join(" + ") };
    let against = |own: String, held: Option<String>| match held {
        Some(held) if held == own => None,
        Some(held) => Some(format!("{own} instead of {held}")),
        None => Some(own),
    };
    let held = scored.map(|sentence| found(&sentence.roles));
    let roles = entry.roles.as_ref().and_then(|roles| against(names(roles), held));
    let held = scored.and_then(|sentence| sentence.polarity.as_ref()).map(|polarity| polarity.label.clone());
    let polarity = entry.polarity.as_ref().and_then(|own| against(own.clone(), held));
    roles.into_iter().chain(polarity).collect::<Vec<_>>().join("; ")
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

/// "2028-01" is "Jan 2028", "--07" is "Jul".
fn month(text: &str) -> String {
    let (year, month) = text.rsplit_once('-').unwrap_or(("", text));
    let name = month.parse::<usize>().ok().and_then(|month| MONTHS.get(month.checked_sub(1)?)).copied().unwrap_or(month);
    let year = year.trim_matches('-');
    if year.is_empty() { name.to_owned() } else { format!("{name} {year}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::Range;

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
    fn shared_findings() {
        let finding = |roles: &[&str]| Finding { roles: roles.iter().map(|role| (*role).to_owned()).collect(), ..Finding::default() };
        let check = |all: &[Finding], expected: &str| assert_eq!(shared(all), expected);
        check(&[], "0 findings");
        check(&[finding(&["risk"])], "1 finding");
        check(&[finding(&["risk"]), finding(&[]), finding(&["risk", "catalyst"])], "2 findings and 1 comment on another sentence");
        check(&[finding(&[]), finding(&[])], "0 findings and 2 comments on other sentences");
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
}
