//! When something is to happen: time spans and calendar periods named in a sentence, normalised. No clock: a period whose year
//! is not written stays without a year.

use crate::Span;

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
    /// From, after, since, starting: no earlier than its start.
    From,
}

/// What the words mean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Period {
    /// Counted from the note's own date, in months: "6-18 months" is 6 to 18, "two quarters" 6 to 6, "next 12 months" 0 to 12.
    Months {
        /// Nearest end, in months.
        from: f64,
        /// Farthest end, in months.
        to: f64,
    },
    /// A calendar period, both months included: "Q1 2028" is January to March 2028, "second half" July to December of no named year.
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
#[must_use]
pub fn find(text: &str, span: Span) -> Vec<Horizon> {
    let _ = (text, span);
    todo!()
}
