//! Amounts named in a sentence, with unit and scale resolved: money, percent, basis points, multiples, counted units.

use crate::Span;

/// What an amount counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Money in a currency, by ISO 4217 code ("USD"); a bare "$" is USD, "A$" AUD, "HK$" HKD, "¥" JPY, "p" or "pence" GBP / 100.
    Money(String),
    /// Percent of something.
    Percent,
    /// Percentage points, a difference of two percentages.
    PercentagePoints,
    /// Basis points, hundredths of a percentage point.
    BasisPoints,
    /// A multiple such as 24x.
    Multiple,
    /// Anything else that is counted, by the word that follows in lower case ("gw", "barrels a day", "wafers").
    Counted(String),
}

/// One amount.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// Where it stands, sign, currency, scale and unit words included.
    pub span: Span,
    /// The amount, scale resolved ("$20B" is 2e10); the lower end of a range.
    pub value: f64,
    /// The upper end of a range ("$5-6bn"), else `None`.
    pub upper: Option<f64>,
    /// What it counts.
    pub unit: Unit,
    /// Whether the words hedge it ("about", "roughly", "~", "more than", "+").
    pub approximate: bool,
}

/// All amounts named inside `span` of `text`, in order, disjoint. Dates, years, quarters and list numbers are none.
#[must_use]
pub fn find(text: &str, span: Span) -> Vec<Quantity> {
    let _ = (text, span);
    todo!()
}
