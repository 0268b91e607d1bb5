//! Amounts named in a sentence, with unit and scale resolved: money, percent, basis points, multiples, counted units. Times are
//! the horizons' matter, and what merely holds digits (names, years, list numbers) is nobody's.

mod figure;
mod unit;

use crate::Span;
use crate::horizon::{self, atom::Atoms};
use figure::Figure;

/// What an amount counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Money in a currency, by ISO 4217 code ("USD"); a bare "$" is USD, "A$" AUD, "HK$" HKD, "¥" JPY, "p" or "pence" GBP / 100,
    /// "cents" USD / 100. What it is paid for ("a share", "a tonne") is not kept.
    Money(String),
    /// Percent of something.
    Percent,
    /// Percentage points, a difference of two percentages.
    PercentagePoints,
    /// Basis points, hundredths of a percentage point.
    BasisPoints,
    /// A multiple such as 24x.
    Multiple,
    /// Anything else that is counted, by the noun that follows in lower case, with its rate ("gw", "barrels a day", "wafers");
    /// empty where a scale stands alone ("revenue of 2.5bn").
    Counted(String),
}

/// One amount.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// Where it stands, sign, currency, scale and unit words included, and a "+" behind it; hedging words stay outside.
    pub span: Span,
    /// The amount, scale resolved ("$20B" is 2e10); the lower end of a range. Always finite.
    pub value: f64,
    /// The upper end of a range ("$5-6bn"), else `None`. Always finite and above `value`.
    pub upper: Option<f64>,
    /// What it counts.
    pub unit: Unit,
    /// Whether the words hedge it ("about", "roughly", "~", "more than", "up to", "+").
    pub approximate: bool,
}

/// All amounts named inside `span` of `text`, in order, disjoint. Dates, years, quarters and list numbers are none; lengths of time
/// (days to years) are none either, and nothing overlaps what [`horizon::find`] reads. "From 36 to 27 cents" is two amounts, not a range.
///
/// Spelled-out numbers count with a scale or a unit of measure only ("two percentage points", "half a billion dollars"), for "two plants" is rarely
/// the point of a sentence.
///
/// # Example
/// ```
/// use scorer::{Span, quantity::{self, Unit}};
/// let text = "Capex rises to about $5-6bn.";
/// let found = quantity::find(text, Span::new(0, text.len()));
/// assert_eq!(found[0].span.of(text), "$5-6bn");
/// assert_eq!((found[0].value, found[0].upper), (5e9, Some(6e9)));
/// assert_eq!(found[0].unit, Unit::Money("USD".to_owned()));
/// assert!(found[0].approximate);
/// ```
#[must_use]
pub fn find(text: &str, span: Span) -> Vec<Quantity> {
    let atoms = Atoms::new(text, span);
    let times = horizon::find(text, span);
    let mut found: Vec<Quantity> = Vec::new();
    let mut at = 0;
    while at < atoms.len() {
        let Some((quantities, next)) = read(&atoms, at) else {
            at += 1;
            continue;
        };
        found.extend(quantities.into_iter().filter(|quantity| !times.iter().any(|time| time.span.overlaps(quantity.span))));
        at = next.max(at + 1);
    }
    found
}

/// The amount or amounts that start at `at`, with the index after them.
fn read(atoms: &Atoms, at: usize) -> Option<(Vec<Quantity>, usize)> {
    let first = figure::read(atoms, at)?;
    if let Some((first, second)) = pair(atoms, &first) {
        let next = second.end;
        let unit = second.unit.clone().or_else(|| first.unit.clone())?;
        // "from 3% to 5%" moves, "by $6 to $238" says how far and how high; "by 2% to 3%" is a range all the same.
        let shifts = first.value >= second.value
            || atoms.text(first.end) == "to"
                && match atoms.before(at, 1) {
                    "from" => true,
                    "by" => second.value > first.value * 5.0,
                    _ => false,
                };
        let quantities = if shifts {
            vec![quantity(atoms, first.first, &first, None, &unit)?, quantity(atoms, second.first, &second, None, &unit)?]
        } else {
            vec![quantity(atoms, at, &second, Some(first.value), &unit)?]
        };
        return Some((quantities, next));
    }
    let figure = named(atoms, first)?;
    let unit = figure.unit.clone()?;
    Some((vec![quantity(atoms, at, &figure, None, &unit)?], figure.end))
}

/// The quantity of a figure; of a range where its `lower` end is given.
fn quantity(atoms: &Atoms, first: usize, figure: &Figure, lower: Option<f64>, unit: &Unit) -> Option<Quantity> {
    let value = lower.unwrap_or(figure.value);
    let upper = lower.map(|_| figure.value);
    let finite = value.is_finite() && upper.is_none_or(f64::is_finite);
    let approximate = figure.plus || hedged(atoms, first) || hedged_after(atoms, figure.end);
    finite.then(|| Quantity { span: atoms.span(first, figure.end), value, upper, unit: unit.clone(), approximate })
}

/// A figure and the one that a dash, "to", "or" or "and" ties to it, if they count the same thing.
fn pair(atoms: &Atoms, first: &Figure) -> Option<(Figure, Figure)> {
    let link = first.end;
    let between = atoms.before(first.first, 1) == "between";
    let tight = atoms.dash(link) && atoms.glued(link) && atoms.glued(link + 1);
    let loose = atoms.dash(link) && !atoms.glued(link) && !atoms.glued(link + 1) && first.unit.is_some();
    if !(tight || loose || atoms.is(link, &["to", "or"]) || (between && atoms.text(link) == "and")) {
        return None;
    }
    let second = figure::read_second(atoms, link + 1)?;
    let mut first = first.clone();
    let mut second = match &second.unit {
        Some(_) => second,
        None if first.unit.is_some() && second.spelled => return None,
        // "DKK 8bn to 11bn"
        None if first.unit.is_some() && !first.suffixed && second.scale.is_some() => Figure { unit: first.unit.clone(), ..second },
        // "between 10% and 12 stores" is no pair; "$3 to 4" is one only where the dash joins them.
        None if first.unit.is_some() && !tight => return None,
        None if first.unit.is_some() => Figure { unit: first.unit.clone(), ..second },
        None => named(atoms, second)?,
    };
    if first.unit.is_some() && first.unit != second.unit {
        return None;
    }
    // "two to three points" is a range of a measure, "two to three plants" a way of speaking.
    if first.spelled && second.spelled && !second.measured {
        return None;
    }
    // Scale and unit may be said once, for both: "$5-6bn", "two or three pence".
    if !first.suffixed {
        first.hundredths |= second.hundredths;
        let shared = Figure { scale: first.scale.or(second.scale), ..first.clone() };
        let power = shared.power();
        let shared = shared.scaled(power);
        // "from $900 to $1bn" says it for the second alone.
        first = if shared.value.abs() < second.value.abs() * 50.0 { shared } else { first };
    }
    first.plus |= second.plus;
    second.plus = first.plus;
    Some((first, second))
}

/// A figure with the counted noun that follows it, unless it has a unit already.
fn named(atoms: &Atoms, figure: Figure) -> Option<Figure> {
    if figure.unit.is_some() {
        return Some(figure);
    }
    if let Some((unit, end, measured)) =
        unit::counted(atoms, &figure).filter(|(_, end, _)| !figure.spelled || figure.scale.is_some() || meant(atoms, &figure, *end))
    {
        return Some(Figure { unit: Some(Unit::Counted(unit)), end, measured, ..figure });
    }
    // A scale makes an amount of any number, whatever it counts.
    (figure.scale.is_some() && !figure.hyphenated).then(|| Figure { unit: Some(Unit::Counted(String::new())), ..figure })
}

/// Whether a spelled-out number of points is an amount: "up two points", "two points ahead", not "he makes two points".
fn meant(atoms: &Atoms, figure: &Figure, end: usize) -> bool {
    const BEFORE: &[&str] = &[
        "by", "to", "or", "-", "another", "further", "least", "up", "down", "of", "cost", "costs", "slipped", "slips", "gained", "gains",
        "gaining", "added", "adds", "add", "lost", "loses", "lose", "fell", "rose", "advanced", "already", "even", "about", "nearly",
        "over",
    ];
    const AFTER: &[&str] = &[
        "of", "ahead", "above", "below", "over", "under", "more", "less", "short", "higher", "lower", "better", "worse", "off", "to",
        "from", "a", "up", "down", "every", "on",
    ];
    atoms.is(end, AFTER) || atoms.is(figure.first.wrapping_sub(1), BEFORE)
}

/// Words that hedge the amount after them.
const HEDGES: &[&[&str]] = &[
    &["about"],
    &["around"],
    &["roughly"],
    &["approximately"],
    &["approx"],
    &["approx", "."],
    &["circa"],
    &["c", "."],
    &["ca", "."],
    &["~"],
    &["≈"],
    &[">"],
    &["<"],
    &["≥"],
    &["≤"],
    &["some"],
    &["nearly"],
    &["almost"],
    &["close", "to"],
    &["closer", "to"],
    &["near"],
    &["more", "than"],
    &["less", "than"],
    &["fewer", "than"],
    &["greater", "than"],
    &["no", "less", "than"],
    &["in", "excess", "of"],
    &["north", "of"],
    &["south", "of"],
    &["upwards", "of"],
    &["upward", "of"],
    &["over"],
    &["under"],
    &["above"],
    &["below"],
    &["exceeding"],
    &["exceeds"],
    &["exceed"],
    &["at", "least"],
    &["at", "most"],
    &["up", "to"],
    &["as", "much", "as"],
    &["as", "many", "as"],
    &["as", "little", "as"],
    &["as", "low", "as"],
    &["as", "high", "as"],
    &["estimated"],
    &["perhaps"],
    &["maybe"],
];

fn hedged(atoms: &Atoms, first: usize) -> bool {
    // "moved up to 3%" moves.
    const MOVES: &[&str] = &[
        "moved", "move", "moves", "went", "go", "goes", "gone", "came", "comes", "back", "climbed", "ticked", "crept", "stepped", "edged",
        "guide", "it", "all", "way", "adds", "pushed", "catch", "taken", "is",
    ];
    // "between" stands before a range, and hedges before it; an article may follow the hedge ("about a billion").
    let first = if matches!(atoms.before(first, 1), "between" | "a" | "an") { first - 1 } else { first };
    if atoms.before(first, 1) == "to" && atoms.before(first, 2) == "up" && MOVES.contains(&atoms.before(first, 3)) {
        return false;
    }
    HEDGES.iter().any(|words| first.checked_sub(words.len()).is_some_and(|at| atoms.reads(at, words)))
}

fn hedged_after(atoms: &Atoms, end: usize) -> bool {
    (atoms.text(end) == "or" && atoms.is(end + 1, &["so", "more", "less", "thereabouts"]))
        || (atoms.text(end) == "-" && atoms.glued(end) && atoms.is(end + 1, &["plus", "odd", "ish"]))
        || atoms.is(end, &["ish"])
}
