//! When something is to happen: time spans and calendar periods named in a sentence, normalised. No clock: a period whose year
//! is not written stays without a year. What looks back ("since 2021", "last quarter", "two years ago") and how long something
//! lasts ("a three-year contract") is no horizon.
//!
//! What is counted from the note's own date, and what the words leave open, is read as the narrowest interval that holds
//! whatever that date is. So "next year", a calendar year that begins at the latest in 12 months and then lasts 12, is 0 to 24 months;
//! "the next year", which begins now, 0 to 12; "the second half of next year" 6 to 24; "next quarter" 0 to 6.

pub(crate) mod atom;
mod calendar;
mod duration;
mod tense;

use crate::Span;
use atom::Atoms;

/// A month of a year; the year is `None` where the text does not name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Month {
    /// Calendar (or fiscal, as written) year, four digits.
    pub year: Option<i32>,
    /// 1 to 12.
    pub month: u8,
}

/// How the words bind the time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// In, during, over: anywhere inside.
    Within,
    /// By, before, until: no later than its end.
    By,
    /// From, after, starting: no earlier than its start.
    From,
}

/// What the words mean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Period {
    /// Counted from the note's own date, in months: "6-18 months" is 6 to 18, "two quarters" 6 to 6, "next 12 months" 0 to 12,
    /// "a few months" 2 to 4, "next year" 0 to 24. A week is 84/365 of a month, a day 12/365.
    Months {
        /// Nearest end, in months.
        from: f64,
        /// Farthest end, in months.
        to: f64,
    },
    /// A calendar period, both months included: "Q1 2028" is January to March 2028, "second half" July to December of no named year,
    /// "winter 2026" December 2026 to February 2027, "early", "mid" and "late 2027" four months each. Fiscal periods keep their
    /// written year and are laid out as if it were the calendar year; "FY3/27" alone says when its year ends.
    Calendar {
        /// First month.
        from: Month,
        /// Last month.
        to: Month,
    },
}

/// One time named in a sentence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Horizon {
    /// The words that name it, the binding word included ("by Q1 2028").
    pub span: Span,
    /// How they bind it.
    pub bound: Bound,
    /// What they mean.
    pub period: Period,
}

/// All times named inside `span` of `text`, in order, disjoint.
///
/// A calendar period that the text names with its year ("a breakout Q1 2026") is one even where the sentence reports it; without a year
/// it is not one where the verb is in the past ("sold 40 ships in the second quarter").
///
/// # Example
/// ```
/// use scorer::{Span, horizon::{self, Bound, Period}};
/// let text = "Approval should come within two to three quarters.";
/// let found = horizon::find(text, Span::new(0, text.len()));
/// assert_eq!(found[0].span.of(text), "within two to three quarters");
/// assert_eq!((found[0].bound, found[0].period), (Bound::Within, Period::Months { from: 6.0, to: 9.0 }));
/// ```
#[must_use]
pub fn find(text: &str, span: Span) -> Vec<Horizon> {
    let atoms = Atoms::new(text, span);
    let mut found = Vec::new();
    let mut at = 0;
    while at < atoms.len() {
        let Some((horizon, next)) = phrase(&atoms, at) else {
            at += 1;
            continue;
        };
        found.extend(horizon);
        at = next.max(at + 1);
    }
    found
}

/// A time that was read, before it is known what binds it.
#[derive(Clone, Copy, Debug)]
struct Moment {
    /// Index after its last atom.
    end: usize,
    /// `None` for a time that is no horizon: it is passed over as a whole.
    period: Option<Period>,
    /// Whether it counts in a sentence in the past tense too.
    firm: bool,
    /// How it binds by itself, where that is not what its binding word says.
    bound: Option<Bound>,
}

/// How a binding word ties its time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Tie {
    /// In, on, at, during: the time may as well be past, so the verb decides.
    Loose,
    /// Into, for, due: inside, and ahead.
    Ahead,
    /// By.
    By,
    /// From.
    From,
    /// Since, last, as of: not ahead.
    Back,
}

#[derive(Clone, Copy, Debug)]
struct Binder {
    tie: Tie,
    /// First atom of the binding words.
    first: usize,
    /// Index after them.
    next: usize,
}

/// The binding words, longer ones before their own beginnings.
const BINDERS: &[(&[&str], Tie)] = &[
    (&["no", "later", "than"], Tie::By),
    (&["not", "later", "than"], Tie::By),
    (&["at", "the", "latest", "by"], Tie::By),
    (&["as", "late", "as"], Tie::By),
    (&["on", "or", "before"], Tie::By),
    (&["on", "or", "after"], Tie::From),
    (&["from", "as", "early", "as"], Tie::From),
    (&["as", "early", "as"], Tie::From),
    (&["as", "soon", "as"], Tie::From),
    (&["not", "before"], Tie::From),
    (&["not", "until"], Tie::From),
    (&["starting", "in"], Tie::From),
    (&["starting", "from"], Tie::From),
    (&["starting", "with"], Tie::From),
    (&["beginning", "in"], Tie::From),
    (&["beginning", "with"], Tie::From),
    (&["as", "from"], Tie::From),
    (&["as", "of"], Tie::Back),
    (&["as", "at"], Tie::Back),
    (&["over", "the", "past"], Tie::Back),
    (&["ahead", "of"], Tie::By),
    (&["prior", "to"], Tie::By),
    (&["up", "to"], Tie::By),
    (&["out", "to"], Tie::By),
    (&["starting"], Tie::From),
    (&["beginning"], Tie::From),
    (&["commencing"], Tie::From),
    (&["effective"], Tie::From),
    (&["from"], Tie::From),
    (&["after"], Tie::From),
    (&["beyond"], Tie::From),
    (&["past"], Tie::From),
    (&["by"], Tie::By),
    (&["before"], Tie::By),
    (&["until"], Tie::By),
    (&["till"], Tie::By),
    (&["til"], Tie::By),
    (&["through"], Tie::By),
    (&["thru"], Tie::By),
    (&["to"], Tie::By),
    (&["into"], Tie::Ahead),
    (&["for"], Tie::Ahead),
    (&["due"], Tie::Ahead),
    (&["come"], Tie::Ahead),
    (&["within"], Tie::Loose),
    (&["inside"], Tie::Loose),
    (&["in"], Tie::Loose),
    (&["on"], Tie::Loose),
    (&["at"], Tie::Loose),
    (&["during"], Tie::Loose),
    (&["over"], Tie::Loose),
    (&["across"], Tie::Loose),
    (&["throughout"], Tie::Loose),
    (&["around"], Tie::Loose),
    (&["about"], Tie::Loose),
    (&["circa"], Tie::Loose),
    (&["between"], Tie::Loose),
    (&["since"], Tie::Back),
    (&["ended"], Tie::Back),
    (&["dated"], Tie::Back),
    (&["last"], Tie::Back),
    (&["previous"], Tie::Back),
    (&["prior"], Tie::Back),
    (&["preceding"], Tie::Back),
    (&["trailing"], Tie::Back),
    (&["versus"], Tie::Back),
    (&["vs"], Tie::Back),
    (&["than", "in"], Tie::Back),
];

/// There is no clock, but years before this one are nearly always named for what happened in them.
const FIRST_YEAR: i32 = 2025;

/// The time phrase that starts at `at`, with the index after it; no horizon in it where it is one that does not count.
fn phrase(atoms: &Atoms, at: usize) -> Option<(Option<Horizon>, usize)> {
    let binder = binder(atoms, at);
    let inner = binder.map_or(at, |binder| binder.next);
    let moment = duration::read(atoms, inner, binder).or_else(|| calendar::read(atoms, inner, binder))?;
    let tie = binder.map_or(Tie::Loose, |binder| binder.tie);
    // An old year is history unless the sentence puts it ahead.
    let old = moment.period.is_some_and(old) && !moment.firm && tense::before(atoms, at) != Some(tense::Tense::Future);
    let past = tie == Tie::Back
        || old
        || (atoms.text(at) == "to" && account(atoms, at) && moment.period.is_some_and(unnamed))
        || atoms.is(moment.end, &["ago", "earlier"])
        || (matches!(tie, Tie::Loose | Tie::From) && !moment.firm && tense::at(atoms, at, moment.end) == tense::Tense::Past);
    let bound = moment.bound.unwrap_or(match tie {
        Tie::By => Bound::By,
        Tie::From => Bound::From,
        Tie::Loose | Tie::Ahead | Tie::Back => Bound::Within,
    });
    let horizon = moment.period.filter(|_| !past).map(|period| Horizon { span: atoms.span(at, moment.end), bound, period });
    Some((horizon, moment.end))
}

/// Whether "to" at `at` ends a stretch that is reported on ("the 12 months to June"), not a delay ("by six months to June").
fn account(atoms: &Atoms, at: usize) -> bool {
    matches!(atoms.before(at, 1), "months" | "month" | "weeks" | "quarters" | "quarter" | "half" | "year") && atoms.before(at, 3) != "by"
}

/// Whether a calendar period has no year.
fn unnamed(period: Period) -> bool {
    matches!(period, Period::Calendar { to: Month { year: None, .. }, .. })
}

/// Whether a period ends before the first notes this reads can have been written about a time ahead.
fn old(period: Period) -> bool {
    matches!(period, Period::Calendar { to: Month { year: Some(year), .. }, .. } if year < FIRST_YEAR)
}

fn binder(atoms: &Atoms, at: usize) -> Option<Binder> {
    let (words, tie) = BINDERS.iter().find(|(words, _)| atoms.reads(at, words))?;
    let next = at + words.len();
    // "the past two years" looks back, "past 2030" ahead; so do "up 4% from Q1" and "from 2027".
    let looks_back = match *words {
        ["past"] => atoms.integer(next).is_none_or(|year| year <= 1000),
        ["from"] => {
            (atoms.before(at, 1) == "%" || (matches!(atoms.before(at, 1), "up" | "down") && !atoms.before(at, 2).ends_with("ed")))
                && tense::at(atoms, at, next) != tense::Tense::Future
        }
        _ => false,
    };
    Some(Binder { tie: if looks_back { Tie::Back } else { *tie }, first: at, next })
}
