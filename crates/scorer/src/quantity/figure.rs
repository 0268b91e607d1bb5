//! One number with its sign, currency, scale and unit of measure, as far as they touch it.

use super::Unit;
use super::unit;
use crate::horizon::atom::Atoms;

/// A number as read.
#[expect(clippy::struct_excessive_bools, reason = "each says one thing about the writing, and any of them may go together")]
#[derive(Clone, Debug)]
pub(super) struct Figure {
    /// First atom, sign and currency included.
    pub first: usize,
    /// Index after the last atom.
    pub end: usize,
    /// The amount, its own scale resolved.
    pub value: f64,
    /// The digits without sign and marks, a point before the decimals.
    pub digits: String,
    /// Whether a minus stands before it.
    pub negative: bool,
    /// The scale that stands at this number as a power of ten, if one does.
    pub scale: Option<i32>,
    /// What it counts, where a sign or a unit of measure says so.
    pub unit: Option<Unit>,
    /// The unit stands behind it.
    pub suffixed: bool,
    /// The unit is hundredths of its currency.
    pub hundredths: bool,
    /// Written in words.
    pub spelled: bool,
    /// The scale is joined by a hyphen ("25-million").
    pub hyphenated: bool,
    /// The unit is one of measure.
    pub measured: bool,
    /// A "+" stands behind it.
    pub plus: bool,
    /// Plain digits, no more than four, with no mark between: may be a year or a name.
    pub plain: bool,
    /// Digits in groups of three: surely a number.
    pub grouped: bool,
}

impl Figure {
    /// The amount times ten to the `power`, rounded once: "16.4bn" is 16.4e9 to the bit, where a product would not be.
    pub(super) fn scaled(mut self, power: i32) -> Self {
        let size: f64 = format!("{}e{power}", self.digits).parse().unwrap_or(f64::INFINITY);
        self.value = if self.negative { -size } else { size };
        self
    }

    /// The power of ten in which it stands.
    pub(super) fn power(&self) -> i32 {
        self.scale.unwrap_or(0) - if self.hundredths { 2 } else { 0 }
    }
}

/// The figure that starts at `at`.
pub(super) fn read(atoms: &Atoms, at: usize) -> Option<Figure> {
    if !opens(atoms, at) || labelled(atoms, at) {
        return None;
    }
    read_second(atoms, at)
}

/// The figure at `at`, which a range's dash may touch.
pub(super) fn read_second(atoms: &Atoms, at: usize) -> Option<Figure> {
    let (negative, unsigned) = sign(atoms, at);
    let currency = unit::currency_before(atoms, unsigned);
    let number = currency.as_ref().map_or(unsigned, |(_, next)| *next);
    // "-$5" and "$-5"
    let (negative, number) = if currency.is_some() && !negative && atoms.text(number) == "-" && atoms.glued(number + 1) {
        (true, number + 1)
    } else {
        (negative, number)
    };
    let (digits, mut end, spelled) = digits(atoms, number)?;
    if currency.is_none() && unit::owned(atoms, number) {
        return None;
    }
    let mut plus = take_plus(atoms, &mut end);
    let money = currency.is_some();
    let (scale, hyphenated) = unit::scale(atoms, end, money).map_or((None, false), |(scale, next)| {
        let hyphenated = atoms.text(end) == "-";
        end = next;
        (Some(scale), hyphenated)
    });
    plus |= take_plus(atoms, &mut end);
    let mut figure = Figure {
        first: at,
        end,
        value: 0.0,
        digits,
        negative,
        scale,
        unit: None,
        suffixed: false,
        hundredths: false,
        spelled,
        hyphenated,
        measured: false,
        plus,
        plain: atoms.text(number).len() <= 4 && atoms.integer(number).is_some() && scale.is_none(),
        grouped: atoms.is_number(number) && atoms.integer(number).is_none() && !atoms.text(number).contains('.'),
    };
    figure = figure.scaled(scale.unwrap_or(0));
    if let Some((code, _)) = currency {
        // The London market's own code is for pence.
        figure.hundredths = code == "GBX";
        figure.unit = Some(Unit::Money(if figure.hundredths { "GBP".to_owned() } else { code }));
    } else if let Some(suffix) = unit::suffix(atoms, figure.end, &figure, number) {
        figure.unit = Some(suffix.unit);
        figure.end = suffix.end;
        figure.suffixed = true;
        figure.measured = true;
        figure.hundredths = suffix.hundredths;
        figure.plus |= take_plus(atoms, &mut figure.end);
    }
    let power = figure.power();
    figure = figure.scaled(power);
    // Digits that run into letters are a name ("7nm", "14A"), unless the letters were read.
    let runs_on = atoms.glued(figure.end) && (atoms.is_word(figure.end) || atoms.is_number(figure.end));
    // "9/11" and "10:30" are no amounts.
    let notation = atoms.glued(figure.end) && atoms.is(figure.end, &["/", ":"]) && figure.unit.is_none() && figure.scale.is_none();
    (!(runs_on || notation)).then_some(figure)
}

fn take_plus(atoms: &Atoms, end: &mut usize) -> bool {
    let plus = atoms.text(*end) == "+" && atoms.glued(*end) && !(atoms.glued(*end + 1) && atoms.is_number(*end + 1));
    *end += usize::from(plus);
    plus
}

/// Whether an amount may start at `at`: not inside a name, a time of day or a larger number.
fn opens(atoms: &Atoms, at: usize) -> bool {
    if !atoms.glued(at) {
        return true;
    }
    match atoms.before(at, 1) {
        "/" => !atoms.is_number(at.saturating_sub(2)) || !atoms.is_number(at),
        "(" | "[" | "\"" | "'" | "–" | "—" | "*" | "•" | "~" | "≈" | ">" | "<" | "≥" | "≤" | "=" | "→" | "_" | ";" | "," => {
            true
        }
        // "EPS:$3.10" has lost its space, "10:30" is a time.
        ":" => !atoms.is_number(at.saturating_sub(2)),
        _ => false,
    }
}

/// Whether a word before the number makes it a label ("Page 31", "No. 2", "Phase 3").
fn labelled(atoms: &Atoms, at: usize) -> bool {
    const LABELS: &[&str] = &[
        "no",
        "nr",
        "page",
        "pages",
        "phase",
        "article",
        "section",
        "chapter",
        "note",
        "exhibit",
        "figure",
        "table",
        "tier",
        "level",
        "stage",
        "scope",
        "grade",
        "class",
        "series",
        "item",
        "appendix",
        "basel",
        "rule",
        "version",
        "model",
        "machine",
        "part",
        "step",
        "block",
        "unit",
        "line",
        "route",
        "form",
        "train",
        "category",
        "schedule",
        "regulation",
        "directive",
        "highway",
        "pier",
        "gate",
        "flight",
        "day",
        "week",
        "month",
        "year",
    ];
    if !atoms.is_number(at) {
        return false;
    }
    match atoms.before(at, 1) {
        "#" | "§" | "№" => true,
        "." => matches!(atoms.before(at, 2), "no" | "nr" | "fig" | "sec" | "art" | "p"),
        word => LABELS.contains(&word),
    }
}

/// Whether a minus stands at `at`, and the index after the sign.
fn sign(atoms: &Atoms, at: usize) -> (bool, usize) {
    match atoms.text(at) {
        "-" if atoms.glued(at + 1) => (true, at + 1),
        // A dash of the wrong length, where it cannot be a dash.
        "–" if atoms.glued(at + 1) && !atoms.glued(at) => (true, at + 1),
        "minus" => (true, at + 1),
        "+" if atoms.glued(at + 1) => (false, at + 1),
        "plus" if atoms.is_number(at + 1) => (false, at + 1),
        _ => (false, at),
    }
}

/// The digits of the number at `at`, the index after it, and whether it is written in words.
fn digits(atoms: &Atoms, at: usize) -> Option<(String, usize, bool)> {
    if atoms.is_number(at) {
        return decimal(atoms.text(at)).map(|digits| (digits, at + 1, false));
    }
    let scaled = |at: usize| atoms.is(at, &["million", "billion", "trillion", "thousand", "percentage", "percent"]);
    if atoms.text(at) == "half" && atoms.is(at + 1, &["a", "-"]) && scaled(at + 2) {
        return Some(("0.5".to_owned(), at + 2, true));
    }
    if atoms.is(at, &["a", "an"]) && (scaled(at + 1) || (atoms.is(at + 1, &["full", "whole"]) && atoms.text(at + 2) == "percentage")) {
        let next = if scaled(at + 1) { at + 1 } else { at + 2 };
        return (atoms.text(next) != "percent").then(|| ("1".to_owned(), next, true));
    }
    atoms.cardinal(at).map(|(value, next)| (value.to_string(), next, true))
}

/// Digits with a point before the decimals and no other mark: of "1,060", "1.234,5", "3,5", "1.234.567", "1'060", "13 500",
/// "1,25,000". A single comma before three digits groups thousands, a single point never does.
fn decimal(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(|next| next.is_ascii_digit() || matches!(next, '.' | ',')).collect();
    let commas = digits.matches(',').count();
    let points = digits.matches('.').count();
    Some(match (commas, points) {
        (0, 0 | 1) => digits,
        (_, 0) if grouped(&digits, ',') => digits.replace(',', ""),
        (1, 0) => digits.replace(',', "."),
        (0, _) if grouped(&digits, '.') => digits.replace('.', ""),
        (_, 1) if digits.rfind('.') > digits.rfind(',') => digits.replace(',', ""),
        (1, _) if digits.rfind(',') > digits.rfind('.') => digits.replace('.', "").replace(',', "."),
        _ => return None,
    })
}

/// Whether `mark` groups the digits by thousands (by hundreds above them, as in India), the last group of three.
fn grouped(digits: &str, mark: char) -> bool {
    let groups: Vec<&str> = digits.split(mark).collect();
    let (Some(first), Some(last)) = (groups.first(), groups.last()) else { return false };
    let inner = groups.iter().skip(1).all(|group| matches!(group.len(), 2 | 3));
    inner && last.len() == 3 && (1..=3).contains(&first.len()) && !first.starts_with('0')
}
