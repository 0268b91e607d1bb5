//! Times counted from the note's own date: "within two quarters", "over the next 6-18 months", "delayed by a year". How long something lasts
//! ("a five-year lease", "nine quarters in a row") is not read.

use super::atom::Atoms;
use super::tense::{self, Tense};
use super::{Binder, Bound, Moment, Period};

/// The duration at `at`, if the words around it make it a time ahead (or a time that lies behind).
pub(super) fn read(atoms: &Atoms, at: usize, binder: Option<Binder>) -> Option<Moment> {
    let span = length(atoms, at, binder)?;
    let ends_in = |period| Some(Moment { end: span.end, period, firm: true, bound: None });
    let behind = binder.is_some_and(|binder| binder.tie == super::Tie::Back) || atoms.is(span.end, &["ago", "earlier"]);
    if behind {
        return ends_in(None);
    }
    let first = binder.map_or(at, |binder| binder.first);
    let (lower, upper) = (span.lower, span.upper);
    let exact = Period::Months { from: lower, to: upper };
    let up_to = Period::Months { from: if span.range { lower } else { 0.0 }, to: upper };
    if span.ahead {
        return ends_in(Some(up_to));
    }
    if atoms.text(span.end) == "-" && atoms.glued(span.end)
        || atoms.is(span.end, &["of", "running", "old", "straight", "later"])
        || atoms.reads(span.end, &["in", "a", "row"])
    {
        return None;
    }
    if let Some(end) = countdown(atoms, first, span.end) {
        return Some(Moment { end, period: Some(exact), firm: true, bound: None });
    }
    if let Some(end) = outlook(atoms, span.end) {
        let inside = binder.is_some_and(|binder| atoms.is(binder.first, &["over", "within", "in", "on"]));
        return Some(Moment { end, period: Some(if inside { up_to } else { exact }), firm: true, bound: None });
    }
    // An adjective ("twelve-month", "23-day") says how long, save before the words above.
    if span.adjective {
        return None;
    }
    let tense = tense::at(atoms, first, span.end);
    // At a sentence's start only what goes before could make these a report.
    let told = tense == Tense::Past && (first > 0 || !span.range);
    let word = binder.map_or("", |binder| atoms.text(binder.first));
    match word {
        "within" | "inside" if !told => ends_in(Some(up_to)),
        "in" if span.short && tense != Tense::Past => ends_in(Some(up_to)),
        "in" if atoms.is(span.end, &["time"]) || atoms.reads(span.end, &["'", "time"]) => {
            let end = if atoms.text(span.end) == "'" { span.end + 2 } else { span.end + 1 };
            Some(Moment { end, period: Some(exact), firm: true, bound: None })
        }
        "in" if (tense == Tense::Future || (span.vague && tense != Tense::Past)) && !record(atoms, first) => ends_in(Some(exact)),
        "over" if !span.fraction && tense == Tense::Future => ends_in(Some(up_to)),
        "over" if span.range && !told => ends_in(Some(up_to)),
        "by" if delayed(atoms, first) => Some(Moment { bound: Some(Bound::Within), ..ends_in(Some(exact))? }),
        "for" if span.another => ends_in(Some(up_to)),
        "" if atoms.is(at.wrapping_sub(1), &["take", "takes"]) && (tense == Tense::Future || span.range) => ends_in(Some(exact)),
        _ => None,
    }
}

/// So many units of time.
#[expect(clippy::struct_excessive_bools, reason = "each says one thing about the wording, and any of them may go together")]
struct Length {
    /// Months.
    lower: f64,
    /// Months.
    upper: f64,
    end: usize,
    /// Two ends are named.
    range: bool,
    /// "next", "coming": counted from now.
    ahead: bool,
    /// "less than", "under", "up to".
    short: bool,
    /// "a few", "weeks": no number is named.
    vague: bool,
    /// "a quarter", which may be a fourth.
    fraction: bool,
    another: bool,
    /// The unit is joined to its number: "six-month".
    adjective: bool,
}

fn length(atoms: &Atoms, at: usize, binder: Option<Binder>) -> Option<Length> {
    let the = atoms.is(at, &["the", "these"]);
    let mut next =
        if the || (atoms.text(at) == "a" && (atoms.is_number(at + 1) || atoms.cardinal(at + 1).is_some())) { at + 1 } else { at };
    let short = atoms.reads(next, &["less", "than"]) || atoms.reads(next, &["up", "to"]) || atoms.reads(next, &["fewer", "than"]);
    if short {
        next += 2;
    }
    let short = short || atoms.text(next) == "under";
    while atoms
        .is(next, &["about", "around", "roughly", "approximately", "under", "just", "only", "some", "perhaps", "nearly", "maybe", "~"])
    {
        next += 1;
    }
    let ahead = atoms.is(next, &["next", "coming", "ensuing"]);
    if ahead {
        next += 1;
    }
    let another = atoms.text(next) == "another";
    let open = binder.is_some_and(|binder| matches!(atoms.text(binder.first), "within" | "in" | "inside"));
    let counted = count(atoms, if another && count(atoms, next + 1).is_some() { next + 1 } else { next });
    let (count, after) = match counted {
        Some(counted) => counted,
        None if another => (Count::exactly(1.0), next + 1),
        // "the next year" counts from now; "next year" is a calendar year, "the next quarter" a reporting period.
        None if ahead && (atoms.text(next - 1) == "coming" || (the && !atoms.is(next, &["quarter"]))) && singular(atoms, next) => {
            (Count::exactly(1.0), next)
        }
        None if (ahead || open) && plural(atoms, next) => (Count { lower: 2.0, upper: 4.0, range: true, vague: true }, next),
        None => return None,
    };
    let mut after = after;
    while atoms.is(after, &["more", "full", "further", "additional", "calendar", "fiscal", "trading", "business", "reporting", "-"]) {
        after += 1;
    }
    let adjective = atoms.before(after, 1) == "-";
    let months = unit(atoms.text(after))?;
    let mut end = after + 1;
    let mut upper = count.upper;
    let mut range = count.range;
    // "a quarter or two"
    if atoms.text(end) == "or"
        && let Some((more, next)) = atoms.cardinal(end + 1)
        && more > upper
    {
        (upper, range, end) = (more, true, next);
    } else if atoms.reads(end, &["or", "so"]) {
        end += 2;
    }
    let fraction = atoms.text(after) == "quarter" && atoms.is(after - 1, &["a"]);
    let (lower, upper) = (count.lower * months, upper * months);
    Some(Length { lower, upper, end, range, ahead, short, vague: count.vague, fraction, another, adjective })
}

#[derive(Clone, Copy)]
struct Count {
    lower: f64,
    upper: f64,
    range: bool,
    vague: bool,
}

impl Count {
    fn exactly(value: f64) -> Self {
        Self { lower: value, upper: value, range: false, vague: false }
    }
}

fn count(atoms: &Atoms, at: usize) -> Option<(Count, usize)> {
    let vague = |lower, upper| Count { lower, upper, range: true, vague: true };
    if atoms.reads(at, &["a", "few"]) {
        return Some((vague(2.0, 4.0), at + 2));
    }
    if atoms.reads(at, &["a", "couple", "of"]) {
        return Some((vague(2.0, 2.0), at + 3));
    }
    match atoms.text(at) {
        "few" => return Some((vague(2.0, 4.0), at + 1)),
        "couple" if atoms.text(at + 1) == "of" => return Some((vague(2.0, 2.0), at + 2)),
        "several" => return Some((vague(3.0, 6.0), at + 1)),
        "half" if atoms.is(at + 1, &["a", "-"]) => return Some((Count::exactly(0.5), at + 2)),
        _ => {}
    }
    let (lower, next) = figure(atoms, at)?;
    let between = atoms.dash(next) || atoms.is(next, &["to", "or"]) || (atoms.text(next) == "and" && atoms.before(at, 1) == "between");
    if between
        && let Some((upper, after)) = figure(atoms, next + 1)
        && upper > lower
    {
        return Some((Count { lower, upper, range: true, vague: false }, after));
    }
    Some((Count::exactly(lower), next))
}

/// A number of up to four digits, in words too; "a" is one.
fn figure(atoms: &Atoms, at: usize) -> Option<(f64, usize)> {
    if atoms.is_number(at) {
        let value: f64 = atoms.text(at).parse().ok()?;
        return (value < 1000.0).then_some((value, at + 1));
    }
    if atoms.is(at, &["a", "an"]) && atoms.text(at + 1) != "hundred" {
        return Some((1.0, at + 1));
    }
    atoms.cardinal(at)
}

fn unit(word: &str) -> Option<f64> {
    Some(match word {
        "day" | "days" => 12.0 / 365.0,
        "week" | "weeks" | "wk" | "wks" => 84.0 / 365.0,
        "fortnight" => 168.0 / 365.0,
        "month" | "months" | "mo" | "mos" | "mth" | "mths" => 1.0,
        "quarter" | "quarters" | "qtr" | "qtrs" => 3.0,
        "year" | "years" | "yr" | "yrs" => 12.0,
        "decade" | "decades" => 120.0,
        _ => return None,
    })
}

fn singular(atoms: &Atoms, at: usize) -> bool {
    let word = atoms.text(at);
    unit(word).is_some() && !word.ends_with('s')
}

fn plural(atoms: &Atoms, at: usize) -> bool {
    let word = atoms.text(at);
    unit(word).is_some() && word.ends_with('s')
}

/// The index after words that count the duration from now ("away", "from now", "out"), which end at `end`.
fn countdown(atoms: &Atoms, first: usize, end: usize) -> Option<usize> {
    let prior = atoms.before(first, 1);
    match atoms.text(end) {
        "from" if atoms.is(end + 1, &["now", "today"]) => Some(end + 2),
        "hence" => Some(end + 1),
        // "has been two years away" tells of a wait.
        "away" => (prior != "been").then_some(end + 1),
        "off" | "out" => {
            let last = !atoms.is_word(end + 1) && !atoms.is_number(end + 1);
            (last && (atoms.text(end) == "out" || matches!(prior, "is" | "are" | "least" | "still"))).then_some(end + 1)
        }
        _ => None,
    }
}

/// The index after words that make a duration the horizon of a view ("12-month price target").
fn outlook(atoms: &Atoms, end: usize) -> Option<usize> {
    let noun = |at: usize| {
        atoms.is(at, &["horizon", "horizons", "view", "outlook", "timeframe", "timeline", "target", "targets", "forecast", "forecasts"])
            || atoms.reads(at, &["time", "frame"])
            || atoms.reads(at, &["price", "target"])
            || atoms.reads(at, &["target", "price"])
            || atoms.reads(at, &["pt"])
    };
    noun(end).then_some(end)
}

/// Whether "in two years" measures a record or a rate ("the first time in", "the fastest in"), not a time ahead.
fn record(atoms: &Atoms, first: usize) -> bool {
    (1..=4).any(|back| {
        let word = atoms.before(first, back);
        matches!(
            word,
            "first" | "second" | "third" | "fourth" | "best" | "worst" | "most" | "least" | "only" | "times" | "time" | "twice" | "once"
        ) || (word.len() > 5 && word.ends_with("est") && !matches!(word, "interest" | "invest" | "request" | "harvest"))
    })
}

/// Whether a verb of delay governs what starts at `first`.
fn delayed(atoms: &Atoms, first: usize) -> bool {
    const STEMS: &[&str] = &["delay", "defer", "postpon", "push", "slip", "slid", "shift"];
    let before = first.saturating_sub(8)..first;
    before.rev().take_while(|at| !tense::boundary(atoms, *at)).any(|at| {
        let word = atoms.text(at);
        STEMS.iter().any(|stem| word.starts_with(stem))
            || (atoms.is(at, &["back", "forward"]) && at + 1 == first)
            || (matches!(word, "brought" | "bring" | "brings" | "pull" | "pulled" | "pulls" | "set" | "hold" | "put") && {
                (at..first).any(|at| atoms.is(at, &["forward", "back"]))
            })
    })
}
