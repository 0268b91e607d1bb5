//! Calendar periods: years, halves, quarters, seasons, months and days as people write them, and those that are counted from the note's own
//! year ("next year", "this quarter").

use super::atom::Atoms;
use super::tense::{self, Tense};
use super::{Binder, Moment, Month, Period, Tie};

/// The calendar period at `at`.
pub(super) fn read(atoms: &Atoms, at: usize, binder: Option<Binder>) -> Option<Moment> {
    if binder.is_none() && !opens(atoms, at) {
        return None;
    }
    running(atoms, at, binder).or_else(|| dated(atoms, at, binder))
}

/// Whether a period may start at `at`: not in the middle of a name or number ("HQ1", "post-2027", "$2028").
fn opens(atoms: &Atoms, at: usize) -> bool {
    !atoms.glued(at) || matches!(atoms.before(at, 1), "(" | "[" | "\"" | "'" | "/" | "–" | "—" | "*" | ":" | "~" | "•")
}

/// The year of a period, as far as the words say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Year {
    Unnamed,
    Named(i32),
    This,
    Next,
    Last,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    /// A whole year.
    Year,
    /// A quarter or a half, which reports are named after.
    Term,
    Season,
    Month,
    /// A month whose name is also a common word, or short, and that nothing beside it makes sure.
    Doubtful,
}

/// A calendar period as read: months 1 to 12, `to` below `from` where it runs over a year's end.
#[derive(Clone, Copy, Debug)]
struct Core {
    from: u8,
    to: u8,
    year: Year,
    /// The last year, of a range of years.
    until: Option<i32>,
    /// Whether the named year is the one in which it ends.
    ends_in_year: bool,
    shape: Shape,
    /// Written as reporters and forecasters write it ("FY27", "2026e").
    formal: bool,
    end: usize,
}

impl Core {
    fn new(shape: Shape, from: u8, to: u8, end: usize) -> Self {
        Self { from, to, year: Year::Unnamed, until: None, ends_in_year: false, shape, formal: false, end }
    }

    /// First and last month; years are missing unless named.
    fn months(&self) -> (Month, Month) {
        let wraps = self.to < self.from;
        let (first, last) = match self.year {
            Year::Named(year) if wraps && self.ends_in_year => (Some(year - 1), Some(self.until.unwrap_or(year))),
            Year::Named(year) => (Some(year), Some(self.until.unwrap_or(if wraps { year + 1 } else { year }))),
            _ => (None, None),
        };
        (Month { year: first, month: self.from }, Month { year: last, month: self.to })
    }

    fn period(&self) -> Period {
        let (from, to) = self.months();
        let wraps = if self.to < self.from { 12.0 } else { 0.0 };
        match self.year {
            Year::Next => Period::Months { from: f64::from(self.from) - 1.0, to: f64::from(self.to) + wraps + 12.0 },
            Year::This | Year::Unnamed if self.shape == Shape::Year && (self.from, self.to) == (1, 12) => {
                Period::Months { from: 0.0, to: 12.0 }
            }
            _ => Period::Calendar { from, to },
        }
    }
}

/// Which stretch of a period is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Whole,
    Early,
    Middle,
    Late,
    Start,
    End,
    /// "later this year": what is left.
    Rest,
}

/// The words for parts, longer ones before their own beginnings.
const PARTS: &[(&[&str], Part)] = &[
    (&["turn", "of"], Part::End),
    (&["early", "in"], Part::Early),
    (&["early", "to", "mid", "-"], Part::Early),
    (&["early", "-"], Part::Early),
    (&["early"], Part::Early),
    (&["mid", "-"], Part::Middle),
    (&["mid"], Part::Middle),
    (&["middle", "of"], Part::Middle),
    (&["late", "in"], Part::Late),
    (&["late", "-"], Part::Late),
    (&["late"], Part::Late),
    (&["later", "in"], Part::Rest),
    (&["later"], Part::Rest),
    (&["start", "of"], Part::Start),
    (&["beginning", "of"], Part::Start),
    (&["opening", "of"], Part::Start),
    (&["end", "of"], Part::End),
    (&["close", "of"], Part::End),
    (&["end", "-"], Part::End),
    (&["end"], Part::End),
];

/// The part of a period named at `at`, and the index after it.
fn part(atoms: &Atoms, at: usize) -> (Part, usize) {
    let at = if atoms.text(at) == "the" { at + 1 } else { at };
    let at = if atoms.is(at, &["very", "around", "about"]) { at + 1 } else { at };
    if let Some((words, part)) = PARTS.iter().find(|(words, _)| atoms.reads(at, words)) {
        return (*part, at + words.len());
    }
    // "the third week of June", "the last day of February", "the week of 8 December"
    let counted = if atoms.is(at, &["first", "second", "third", "fourth", "last", "final", "opening"]) { at + 1 } else { at };
    let counted = if atoms.cardinal(counted).is_some() { counted + 1 } else { counted };
    if atoms.is(counted, &["week", "weeks", "day", "days", "half", "part", "weekend"])
        && atoms.is(counted + 1, &["of", "in", "commencing"])
        && month_name(atoms.text(if atoms.is_number(counted + 2) { counted + 3 } else { counted + 2 })).is_some()
    {
        return (Part::Whole, counted + 2);
    }
    (Part::Whole, at)
}

/// Periods counted from the note's date that are shorter than a year, and decades: "next quarter", "by the end of the month".
fn running(atoms: &Atoms, at: usize, binder: Option<Binder>) -> Option<Moment> {
    let (part, next) = part(atoms, at);
    let the = atoms.text(next) == "the";
    let next = if the { next + 1 } else { next };
    let ahead = atoms.is(next, &["next", "coming"]);
    let current = atoms.is(next, &["this", "current"]);
    let unit = if ahead || current { next + 1 } else { next };
    let unit = if atoms.is(unit, &["fiscal", "calendar", "reporting"]) { unit + 1 } else { unit };
    let months = match atoms.text(unit) {
        "week" => 84.0 / 365.0,
        "month" => 1.0,
        "quarter" => 3.0,
        "half" => 6.0,
        "decade" => 120.0,
        _ => return None,
    };
    let end = unit + 1;
    if !(ahead || current || (the && matches!(part, Part::End | Part::Rest | Part::Middle))) || atoms.reads(end, &["of"]) {
        return None;
    }
    // Of the time that runs already, only what is said to lie ahead.
    let deadline = binder.is_some_and(|binder| matches!(binder.tie, Tie::By | Tie::From | Tie::Ahead));
    let stands =
        ahead || part == Part::Rest || deadline || tense::at(atoms, binder.map_or(at, |binder| binder.first), end) == Tense::Future;
    let from = if ahead && part == Part::End { months } else { 0.0 };
    let period = Period::Months { from, to: if ahead { months * 2.0 } else { months } };
    stands.then_some(Moment { end, period: Some(period), firm: false, bound: None })
}

/// Periods with a name of their own.
fn dated(atoms: &Atoms, at: usize, binder: Option<Binder>) -> Option<Moment> {
    let first = binder.map_or(at, |binder| binder.first);
    let (part, next) = part(atoms, at);
    let the = atoms.text(at) == "the";
    let next = if atoms.text(next) == "the" && (part != Part::Whole || binder.is_some()) { next + 1 } else { next };
    let (which, inner) = which(atoms, next);
    let mut core = match core(atoms, inner) {
        // "next 2027"
        Some(core) if inner > next && core.shape == Shape::Year => return None,
        Some(core) => core,
        None => core_of_year(atoms, next, part, binder)?,
    };
    // The article belongs to the noun that follows ("the August call"), save where words stand between.
    if the && binder.is_none() && part == Part::Whole && which == Year::Unnamed {
        return None;
    }
    // "after the 2023 crash" names the crash.
    if the
        && core.shape == Shape::Year
        && matches!(core.year, Year::Named(_))
        && !core.formal
        && part == Part::Whole
        && !earns(atoms, core.end)
    {
        return None;
    }
    // A count of terms, not one of the year's: "the third quarter in a row".
    if atoms.is(core.end, &["running", "straight"])
        || atoms.reads(core.end, &["in", "a", "row"])
        || atoms.reads(core.end, &["in", "succession"])
    {
        return Some(Moment { end: core.end, period: None, firm: false, bound: None });
    }
    if core.year == Year::Unnamed && which == Year::Last {
        core.year = Year::Last;
    }
    if !closes(atoms, &core) {
        return None;
    }
    // A range, unless something is moved from one time to another.
    let apart = binder.is_some_and(|binder| atoms.text(binder.first) == "from") && moved(atoms, first);
    if apart && atoms.text(core.end) == "to" {
        return Some(Moment { end: core.end, period: None, firm: false, bound: None });
    }
    let joined = join(atoms, &core, binder);
    let whole = joined.unwrap_or_else(|| narrowed(core, part));
    if whole.year == Year::Last {
        return Some(Moment { end: whole.end, period: None, firm: false, bound: None });
    }
    let named = which == Year::Next || which == Year::This || part != Part::Whole || joined.is_some();
    if part != Part::Rest && !stands(atoms, first, inner, &whole, named, binder) {
        return None;
    }
    let firm = whole.formal || (whole.shape == Shape::Term && matches!(whole.year, Year::Named(_))) || whole.year == Year::Next;
    let bound = (joined.is_some() && binder.is_some_and(|binder| binder.tie == Tie::From)).then_some(super::Bound::Within);
    Some(Moment { end: whole.end, period: Some(whole.period()), firm, bound })
}

/// "next", "this", "last" before a period that has a name ("next June"): of them only "last" changes what it is.
fn which(atoms: &Atoms, at: usize) -> (Year, usize) {
    match atoms.text(at) {
        "next" | "coming" | "upcoming" => (Year::Next, at + 1),
        "this" | "current" if !atoms.is(at + 1, &["past", "last"]) => (Year::This, at + 1),
        "this" => (Year::Last, at + 2),
        "last" | "past" | "previous" | "prior" => (Year::Last, at + 1),
        _ => (Year::Unnamed, at),
    }
}

/// Whether what follows leaves the period whole ("2027%", "2030s", "Q1x" do not).
fn closes(atoms: &Atoms, core: &Core) -> bool {
    let end = core.end;
    if !atoms.glued(end) {
        return true;
    }
    match atoms.text(end) {
        "%" | "x" => false,
        // "a 2027-dated bond" and "2025-B" are names; "second-half results" are not.
        "-" => core.shape != Shape::Year || core.formal || !atoms.glued(end + 1),
        _ => !(atoms.is_word(end) || atoms.is_number(end)),
    }
}

/// Whether the words around `core` make it a time: names and amounts look like months and years.
fn stands(atoms: &Atoms, first: usize, inner: usize, core: &Core, named: bool, binder: Option<Binder>) -> bool {
    let bound = binder.is_some() || named;
    let word = binder.map_or("", |binder| atoms.text(binder.first));
    match core.shape {
        Shape::Term | Shape::Month => true,
        Shape::Year => match core.year {
            Year::Next | Year::Last => true,
            Year::Unnamed => named || core.formal,
            Year::This => {
                let deadline = binder.is_some_and(|binder| matches!(binder.tie, Tie::By | Tie::Ahead));
                named && (core.from, core.to) != (1, 12) || deadline || tense::at(atoms, first, core.end) == Tense::Future
            }
            Year::Named(_) if core.formal || named => true,
            Year::Named(_) if binder.is_some() => {
                // A level rather than a year: "fell to 2030 dollars".
                !atoms.is(core.end, &["dollars", "euros", "yen", "points", "percent", "per", "units", "million", "bn"])
                    && (word != "at" || earns(atoms, core.end))
                    && (word != "on" || earns(atoms, core.end))
            }
            Year::Named(_) if matches!(atoms.before(inner, 1), "of" | "like") => earns(atoms, inner.wrapping_sub(2)),
            Year::Named(_) => earns(atoms, core.end) || speaks(atoms, core.end) || earns(atoms, inner.wrapping_sub(1)),
        },
        Shape::Season => bound || matches!(core.year, Year::Named(_) | Year::Next),
        Shape::Doubtful => {
            let capital = atoms.capital(inner);
            let short = atoms.text(inner).len() < 5 && !matches!(atoms.text(inner), "may" | "june" | "july");
            let joins = matches!(atoms.before(inner, 1), "the" | "a" | "its" | "and" | "or" | "between" | "of" | "their" | "our");
            match atoms.text(inner) {
                "may" | "march" if capital => {
                    (bound || joins || (atoms.text(inner) == "march" && inner > 0))
                        && !atoms.is(inner.wrapping_sub(1), &["we", "it", "they"])
                }
                "march" => matches!(word, "in" | "by" | "until" | "before" | "since" | "after") || named,
                "may" => matches!(word, "in" | "by" | "until" | "before" | "since") || named,
                _ => bound || (joins && capital && !short),
            }
        }
    }
}

/// Whether atom `at` is what a bare year's figures are about ("2027 EPS", "2026 guidance").
fn earns(atoms: &Atoms, at: usize) -> bool {
    const FIGURES: &[&str] = &[
        "revenue",
        "revenues",
        "earnings",
        "eps",
        "ebitda",
        "ebit",
        "sales",
        "profit",
        "profits",
        "estimates",
        "estimate",
        "numbers",
        "number",
        "guidance",
        "guide",
        "outlook",
        "margin",
        "margins",
        "volumes",
        "volume",
        "capex",
        "deliveries",
        "production",
        "output",
        "consensus",
        "target",
        "targets",
        "forecast",
        "forecasts",
        "figures",
        "budget",
        "plan",
        "dividend",
        "free",
        "fcf",
        "cash",
        "gross",
        "net",
        "operating",
        "objectives",
        "goals",
        "ambition",
        "supply",
        "demand",
        "growth",
        "shipments",
        "bookings",
        "strip",
        "p",
        "pe",
        "nav",
        "income",
        "cost",
        "costs",
        "e",
    ];
    atoms.is(at, FIGURES)
}

/// Whether atom `at` is a verb that says what a year will do ("2027 should bring").
fn speaks(atoms: &Atoms, at: usize) -> bool {
    atoms.is(at, &["will", "should", "could", "would", "may", "might", "must", "brings", "looks", "is", "marks", "needs", "depends"])
}

/// Whether a verb of moving stands shortly before `first` ("pushed from 2027 to 2028").
fn moved(atoms: &Atoms, first: usize) -> bool {
    const STEMS: &[&str] = &["delay", "defer", "postpon", "push", "slip", "slid", "shift", "move", "moving", "brought", "pulled"];
    (first.saturating_sub(6)..first).any(|at| STEMS.iter().any(|stem| atoms.text(at).starts_with(stem)))
}

/// `core` with `part` of it.
fn narrowed(core: Core, part: Part) -> Core {
    let year = core.shape == Shape::Year && core.until.is_none() && (core.from, core.to) == (1, 12);
    let (from, to) = match part {
        Part::Start => (core.from, core.from),
        Part::End => (core.to, core.to),
        Part::Early if year => (1, 4),
        Part::Middle if year => (5, 8),
        Part::Late if year => (9, 12),
        Part::Whole | Part::Rest | Part::Early | Part::Middle | Part::Late => (core.from, core.to),
    };
    let wraps = core.to < core.from;
    // A part of a period that runs over the year's end lies wholly on one side of it.
    let year = match core.year {
        Year::Named(year) if wraps && part == Part::End && !core.ends_in_year => Year::Named(year + 1),
        Year::Named(year) if wraps && part == Part::Start && core.ends_in_year => Year::Named(year - 1),
        same => same,
    };
    let until = if part == Part::Start { None } else { core.until };
    Core { from, to, year, until, ..core }
}

/// `core` and a second period after a dash, "to" or "and", as one.
fn join(atoms: &Atoms, core: &Core, binder: Option<Binder>) -> Option<Core> {
    let at = core.end;
    let opened = binder.is_some_and(|binder| atoms.text(binder.first) == "between");
    let names = matches!(core.shape, Shape::Month | Shape::Doubtful | Shape::Term);
    let linked = atoms.dash(at) && atoms.glued(at) == atoms.glued(at + 1)
        || atoms.is(at, &["to", "through", "until"])
        || (opened && atoms.text(at) == "and")
        || (atoms.text(at) == "/" && atoms.glued(at + 1) && names && !matches!(core.year, Year::Named(_)));
    if !linked || core.until.is_some() {
        return None;
    }
    let (part, next) = part(atoms, at + 1);
    let next = if atoms.text(next) == "the" { next + 1 } else { next };
    let second = narrowed(self::core(atoms, next)?, part);
    if !closes(atoms, &second) || (core.shape == Shape::Year) != (second.shape == Shape::Year) {
        return None;
    }
    let year = match (core.year, second.year) {
        (Year::Unnamed, Year::Named(year)) => Year::Named(if core.from > second.to { year - 1 } else { year }),
        (year, _) => year,
    };
    let until = match (year, second.year) {
        (Year::Named(from), Year::Named(_)) => {
            let last = second.months().1.year?;
            if last < from {
                return None;
            }
            Some(last)
        }
        (Year::Named(from), _) => Some(if second.to < core.from { from + 1 } else { from }),
        _ => None,
    };
    let shape = if core.shape == Shape::Doubtful { Shape::Month } else { core.shape };
    Some(Core {
        from: core.from,
        to: second.to,
        year,
        until,
        shape,
        formal: core.formal || second.formal,
        end: second.end,
        ends_in_year: false,
    })
}

/// A period with a name at `at`, its year included.
fn core(atoms: &Atoms, at: usize) -> Option<Core> {
    date(atoms, at).or_else(|| term(atoms, at)).or_else(|| season(atoms, at)).or_else(|| month(atoms, at)).or_else(|| year(atoms, at))
}

/// "next year", "year-end", and "the year" after a part of it.
fn core_of_year(atoms: &Atoms, at: usize, part: Part, binder: Option<Binder>) -> Option<Core> {
    let at = if atoms.text(at) == "the" { at + 1 } else { at };
    let whole = |year, end| Core { year, ..Core::new(Shape::Year, 1, 12, end) };
    let qualified = |at: usize| if atoms.is(at, &["fiscal", "calendar", "financial"]) { at + 1 } else { at };
    let ended = |at: usize| {
        let joint = if atoms.text(at + 1) == "-" { at + 2 } else { at + 1 };
        if atoms.text(at) == "year" && atoms.text(joint) == "end" {
            Some(joint + 1)
        } else if atoms.reads(at, &["year", "'", "s", "end"]) {
            Some(at + 4)
        } else {
            (atoms.text(at) == "yearend").then_some(at + 1)
        }
    };
    let (year, next) = match atoms.text(at) {
        "next" => (Year::Next, qualified(at + 1)),
        "this" | "current" => (Year::This, qualified(at + 1)),
        "last" | "previous" | "prior" | "past" => (Year::Last, qualified(at + 1)),
        _ => (Year::Unnamed, qualified(at)),
    };
    if let Some(end) = ended(next) {
        let mut core = Core { from: 12, year, shape: Shape::Month, ..whole(year, end) };
        if let Some((named, end)) = tail(atoms, end).filter(|(named, _)| *named != Year::Unnamed) {
            (core.year, core.end) = (named, end);
        }
        return Some(core);
    }
    if atoms.is(next, &["midyear"]) || (atoms.text(next) == "year" && part == Part::Middle && year == Year::Unnamed) {
        let (named, end) = tail(atoms, next + 1).unwrap_or((Year::Unnamed, next + 1));
        return Some(Core { from: 5, to: 8, shape: Shape::Month, ..whole(named, end) });
    }
    let inside = binder.is_some_and(|binder| atoms.is(binder.first, &["within", "inside"])) && atoms.before(next, 1) != "a";
    let stands = atoms.is(next, &["year", "yr"]) && (year != Year::Unnamed || part != Part::Whole || inside);
    stands.then(|| Core { formal: inside, ..whole(year, next + 1) })
}

/// "2026-11-13", "13/11/2026" where it can be read in one way only.
fn date(atoms: &Atoms, at: usize) -> Option<Core> {
    let three = |mark: &str| {
        (atoms.text(at + 1) == mark && atoms.text(at + 3) == mark && (1..=4).all(|offset| atoms.glued(at + offset)))
            .then(|| Some((atoms.integer(at)?, atoms.integer(at + 2)?, atoms.integer(at + 4)?)))
            .flatten()
    };
    let day = |number: u32| (1..=31).contains(&number);
    let (year, month) = match (three("-"), three("/")) {
        (Some((year, month, last)), _) if year > 31 && day(last) => (year, month),
        (_, Some((first, second, year))) if first > 12 && day(first) => (year, second),
        (_, Some((first, second, year))) if second > 12 && day(second) => (year, first),
        _ => return None,
    };
    let month = u8::try_from(month).ok().filter(|month| (1..=12).contains(month))?;
    Some(Core { year: Year::Named(four_digits(year)?), ..Core::new(Shape::Month, month, month, at + 5) })
}

/// A quarter or a half: "Q1 2028", "1Q26", "second half", "third fiscal quarter".
fn term(atoms: &Atoms, at: usize) -> Option<Core> {
    let at = if atoms.is(at, &["fiscal", "calendar", "financial"]) { at + 1 } else { at };
    let count =
        |at: usize, most: u32| atoms.integer(at).filter(|count| (1..=most).contains(count)).and_then(|count| u8::try_from(count).ok());
    let short = |at: usize| if atoms.is_number(at) { atoms.glued(at + 1).then(|| atoms.text(at + 1)) } else { Some(atoms.text(at)) };
    let number = if atoms.is_number(at) { at } else { at + 1 };
    let (mut from, mut to, mut next) = (0, 0, at);
    let mut compact = false;
    if atoms.is_number(at) || atoms.glued(at + 1) {
        match short(at) {
            Some("q" | "qfy" | "qcy") => {
                (from, to, next, compact) = count(number, 4).map(|count| (count * 3 - 2, count * 3, at + 2, true))?;
            }
            Some("h" | "hfy" | "hcy") => {
                let half = count(number, 2)?;
                (from, to, next, compact) = (half * 6 - 5, half * 6, at + 2, true);
            }
            _ => {}
        }
    }
    if from == 0 {
        (from, to, next) = spelled_term(atoms, at)?;
    }
    let mut core = Core::new(Shape::Term, from, to, next);
    // "Q1" of "Q1FY27" ends there; "Q1x" is another thing.
    if compact && atoms.glued(next) && (atoms.is_number(next) || atoms.is(next, &["'"])) {
        let digits = if atoms.text(next) == "'" { next + 1 } else { next };
        if let Some(year) = atoms.integer(digits).filter(|_| matches!(atoms.text(digits).len(), 2 | 4)).and_then(four_digits) {
            core.year = Year::Named(year);
            core.end = if atoms.glued(digits + 1) && atoms.is(digits + 1, &["e", "f"]) { digits + 2 } else { digits + 1 };
            return Some(core);
        }
    }
    if compact && atoms.glued(next) && atoms.text(next) == "e" {
        next += 1;
        core.end = next;
    }
    if compact && let Some(year) = loose_year(atoms, next) {
        core.year = Year::Named(year);
        core.end = next + 1;
        return Some(core);
    }
    let hours = compact && atoms.written(number + usize::from(number == at)) == "h";
    if let Some((year, end)) = tail(atoms, next) {
        (core.year, core.end) = (year, end);
    } else if hours || (atoms.text(next) == "of" && !compact) {
        // "two 1h sessions"; "the second half of the decade", "the first quarter of growth".
        return None;
    }
    Some(core)
}

/// The year of "H1 26", which stands apart in two digits; "Q3 28%" has none.
fn loose_year(atoms: &Atoms, at: usize) -> Option<i32> {
    let amount = atoms.glued(at + 1) && (atoms.is_word(at + 1) || atoms.is(at + 1, &["%", "/", "-", "–"]))
        || atoms.is(
            at + 1,
            &["%", "percent", "per", "basis", "bp", "bps", "points", "pts", "million", "billion", "bn", "m", "times", "x", "to"],
        );
    let year = atoms.integer(at).filter(|year| (24..36).contains(year))?;
    (!amount && !atoms.glued(at)).then_some(year).and_then(four_digits)
}

/// "third quarter", "first-half", "second fiscal half": first month, last month, index after it.
fn spelled_term(atoms: &Atoms, at: usize) -> Option<(u8, u8, usize)> {
    let mut next = at + 1;
    let ordinal: u8 = match atoms.text(at) {
        "first" => 1,
        "second" => 2,
        "third" => 3,
        "fourth" => 4,
        "back" | "latter" | "final" | "last" => 9,
        "1" | "2" | "3" | "4" if atoms.glued(next) && atoms.is(next, &["st", "nd", "rd", "th"]) => {
            next += 1;
            u8::try_from(atoms.integer(at)?).ok()?
        }
        _ => return None,
    };
    while atoms.is(next, &["-", "fiscal", "calendar", "financial"]) {
        next += 1;
    }
    let latest = || tail(atoms, next + 1).is_some_and(|(year, _)| year != Year::Unnamed);
    match (atoms.text(next), ordinal) {
        ("quarter", 1..=4) => Some((ordinal * 3 - 2, ordinal * 3, next + 1)),
        ("quarter", _) if atoms.is(at, &["final", "last"]) && latest() => Some((10, 12, next + 1)),
        ("half", 1) => Some((1, 6, next + 1)),
        ("half", 2) => Some((7, 12, next + 1)),
        ("half", 9) if atoms.is(at, &["back", "latter"]) => Some((7, 12, next + 1)),
        _ => None,
    }
}

/// A season of the northern year.
fn season(atoms: &Atoms, at: usize) -> Option<Core> {
    let (from, to) = match atoms.text(at) {
        "spring" => (3, 5),
        "summer" => (6, 8),
        "midsummer" => (6, 7),
        "autumn" | "fall" => (9, 11),
        "winter" => (12, 2),
        "midwinter" => (12, 1),
        _ => return None,
    };
    let mut core = Core::new(Shape::Season, from, to, at + 1);
    if let Some((year, end)) = tail(atoms, at + 1) {
        (core.year, core.end) = (year, end);
    } else if atoms.text(at) == "fall"
        && !(atoms.is(at.wrapping_sub(1), &["this", "next", "by", "last", "early", "late"]) || autumn(atoms, at))
    {
        return None;
    }
    Some(core)
}

/// Whether "in the fall" is the season, not a drop ("in the fall of prices", "in the fall in demand").
fn autumn(atoms: &Atoms, at: usize) -> bool {
    atoms.before(at, 1) == "the"
        && matches!(atoms.before(at, 2), "in" | "by" | "until" | "before" | "during")
        && !atoms.is(at + 1, &["of", "in", "-"])
}

/// A month, its day and year if they are there, and "the June quarter".
fn month(atoms: &Atoms, at: usize) -> Option<Core> {
    let (name, leading) = days(atoms, at).map_or((at, false), |next| (next, true));
    let (number, sure) = month_name(atoms.text(name))?;
    let mut next =
        if atoms.text(name).len() < 5 && atoms.text(name + 1) == "." && atoms.glued(name + 1) && !sure { name + 2 } else { name + 1 };
    let dashed = if atoms.text(next) == "-" { next + 1 } else { next };
    let length = match atoms.text(dashed) {
        "quarter" => 3,
        "half" => 6,
        _ => 1,
    };
    if length > 1 && !leading {
        let from = (number + 12 - length) % 12 + 1;
        let mut core = Core { ends_in_year: true, ..Core::new(Shape::Term, from, number, dashed + 1) };
        if let Some((year, end)) = tail(atoms, dashed + 1) {
            (core.year, core.end) = (year, end);
        }
        return Some(core);
    }
    let mut attached = leading;
    if !leading && let Some(end) = days_after(atoms, next) {
        (next, attached) = (end, true);
    }
    let mut core = Core::new(Shape::Month, number, number, next);
    if let Some((year, end)) = tail(atoms, next).or_else(|| short_year(atoms, next)) {
        (core.year, core.end, attached) = (year, end, true);
    }
    if !(attached || sure && atoms.capital(name)) {
        core.shape = Shape::Doubtful;
        // A short form's full stop belongs to it only where more follows.
        core.end = name + 1;
    }
    Some(core)
}

/// The month of a name and whether the name means nothing else.
fn month_name(word: &str) -> Option<(u8, bool)> {
    Some(match word {
        "january" => (1, true),
        "february" => (2, true),
        "march" | "mar" => (3, false),
        "april" => (4, true),
        "may" => (5, false),
        "june" => (6, true),
        "july" => (7, true),
        "august" => (8, true),
        "september" => (9, true),
        "october" => (10, true),
        "november" => (11, true),
        "december" => (12, true),
        "jan" => (1, false),
        "feb" => (2, false),
        "apr" => (4, false),
        "jun" => (6, false),
        "jul" => (7, false),
        "aug" => (8, false),
        "sep" | "sept" => (9, false),
        "oct" => (10, false),
        "nov" => (11, false),
        "dec" | "christmas" => (12, false),
        _ => return None,
    })
}

/// The index of the month after a day or days: "15 December", "the 7th of December", "12-19 March".
fn days(atoms: &Atoms, at: usize) -> Option<usize> {
    let mut next = day(atoms, at)?;
    if (atoms.dash(next) || atoms.is(next, &["to", "and"]))
        && let Some(after) = day(atoms, next + 1)
    {
        next = after;
    }
    let next = if atoms.text(next) == "of" { next + 1 } else { next };
    month_name(atoms.text(next)).map(|_| next)
}

/// The index after a day or days that follow a month: "December 15", "Nov 13th", "March 12-19".
fn days_after(atoms: &Atoms, at: usize) -> Option<usize> {
    let free = |end: usize| {
        let fraction = atoms.glued(end) && (atoms.is_word(end) || atoms.is(end, &["%", "/"]));
        let amount = atoms.is(end, &["%", "percent", "per", "basis", "bp", "bps", "million", "billion", "bn", "points", "times"]);
        !fraction && !amount
    };
    let next = day(atoms, at).filter(|_| !atoms.glued(at))?;
    if atoms.dash(next)
        && atoms.glued(next)
        && let Some(after) = day(atoms, next + 1).filter(|after| free(*after))
    {
        return Some(after);
    }
    free(next).then_some(next)
}

/// The index after a day of a month.
fn day(atoms: &Atoms, at: usize) -> Option<usize> {
    atoms.integer(at).filter(|day| (1..=31).contains(day))?;
    Some(if atoms.glued(at + 1) && atoms.is(at + 1, &["st", "nd", "rd", "th"]) { at + 2 } else { at + 1 })
}

/// "Dec-27", "Dec '27", "Jun27".
fn short_year(atoms: &Atoms, at: usize) -> Option<(Year, usize)> {
    let digits = if atoms.is(at, &["-", "'"]) && (atoms.glued(at) || atoms.text(at) == "'") { at + 1 } else { at };
    let touches = atoms.glued(digits) && atoms.text(digits).len() == 2;
    atoms.integer(digits).filter(|_| touches).and_then(four_digits).map(|year| (Year::Named(year), digits + 1))
}

/// The year that follows a period: "2027", ", 2027", "of fiscal 2027", "FY27", "'27", "next year", "of last year"; unnamed after "of the year".
fn tail(atoms: &Atoms, at: usize) -> Option<(Year, usize)> {
    let mut next = at;
    let glue = atoms.glued(at) && atoms.is(at, &["-", "/", ","]) && (atoms.glued(at + 1) || atoms.text(at) == ",");
    if glue || atoms.is(at, &["of", "in", "for"]) {
        next += 1;
    }
    let the = atoms.text(next) == "the";
    let plain = if the { next + 1 } else { next };
    let year = match atoms.text(plain) {
        "next" | "coming" | "following" => Some((Year::Next, plain + 1)),
        "this" | "current" => Some((Year::This, plain + 1)),
        "last" | "previous" | "prior" | "preceding" => Some((Year::Last, plain + 1)),
        _ if the && atoms.text(at) == "of" => Some((Year::Unnamed, plain)),
        _ => None,
    };
    if let Some((year, after)) = year {
        let after = if atoms.is(after, &["fiscal", "calendar", "financial"]) { after + 1 } else { after };
        return (atoms.text(after) == "year").then_some((year, after + 1));
    }
    let named = year_at(atoms, plain)?;
    (named.until.is_none() && (named.from, named.to) == (1, 12)).then_some((named.year, named.end))
}

/// A whole year or years with their number: "2027", "FY27", "fiscal 2026", "2026-28", "FY3/27", "2027e".
fn year(atoms: &Atoms, at: usize) -> Option<Core> {
    year_at(atoms, at)
}

fn year_at(atoms: &Atoms, at: usize) -> Option<Core> {
    let mut next = at;
    let prefixed = atoms.is(at, &["fy", "cy"]) || (atoms.is(at, &["fiscal", "calendar", "financial"]) && !atoms.is(at + 1, &["-"]));
    if prefixed {
        next += 1;
        if atoms.text(next) == "year" && !atoms.is(at, &["fy", "cy"]) {
            next += 1;
        }
    }
    if atoms.text(next) == "'" && atoms.glued(next + 1) && atoms.text(next + 1).len() == 2 {
        let year = four_digits(atoms.integer(next + 1)?)?;
        return Some(named_year(atoms, year, next + 2, prefixed));
    }
    let number = atoms.integer(next)?;
    let digits = atoms.text(next).len();
    // The Japanese form names the month in which the fiscal year ends.
    if prefixed && (1..=12).contains(&number) && digits < 3 && atoms.text(next + 1) == "/" && atoms.glued(next + 2) {
        let year = four_digits(atoms.integer(next + 2)?)?;
        let month = u8::try_from(number).ok()?;
        let from = if month == 12 { 1 } else { month + 1 };
        let end = if atoms.glued(next + 3) && atoms.is(next + 3, &["e", "f"]) { next + 4 } else { next + 3 };
        let core = Core::new(Shape::Year, from, month, end);
        return Some(Core { year: Year::Named(year), ends_in_year: true, formal: true, ..core });
    }
    let estimate = digits == 2 && atoms.glued(next + 1) && atoms.written(next + 1) == "E" && (20..=60).contains(&number);
    if !(digits == 4 || estimate || (prefixed && digits == 2)) {
        return None;
    }
    Some(named_year(atoms, four_digits(number)?, next + 1, prefixed || estimate))
}

/// The year that ends before `at`, with its estimate mark and the later year of a range.
fn named_year(atoms: &Atoms, year: i32, at: usize, formal: bool) -> Core {
    let estimate = atoms.glued(at) && atoms.is(at, &["e", "f"]);
    let end = if estimate { at + 1 } else { at };
    let mut core = Core { year: Year::Named(year), formal: formal || estimate, ..Core::new(Shape::Year, 1, 12, end) };
    // "2026/27", "2026-2028", "FY26-28"
    let joint = atoms.glued(end) && atoms.glued(end + 1) && (atoms.dash(end) || atoms.text(end) == "/");
    if joint
        && let Some(last) = atoms.integer(end + 1).and_then(four_digits).filter(|last| *last > year && *last - year < 40)
        && matches!(atoms.text(end + 1).len(), 2 | 4)
        // "2026-11-13" was read before; "2026-11" is a month.
        && atoms.text(end + 2) != "-"
    {
        core.until = Some(last);
        core.end = if atoms.glued(end + 2) && atoms.is(end + 2, &["e", "f"]) { end + 3 } else { end + 2 };
    }
    core
}

/// A year in four digits, from 2000 on: nobody waits for an earlier one.
fn four_digits(number: u32) -> Option<i32> {
    let year = if (20..60).contains(&number) { 2000 + number } else { number };
    i32::try_from(year).ok().filter(|year| (2000..2100).contains(year))
}
