//! Horizons on one scale: months, counted from the year 0. The date that relative horizons are counted from is the caller's. No markup, no browser.

use exchange::json::{Horizon, Period, Sentence};

/// A month of the calendar: twelve times the year, plus the month from 0.
///
/// # Example
/// ```
/// assert_eq!(note_annotator::timeline::month(2026, 11), 24_322);
/// ```
#[must_use]
pub const fn month(year: u32, month: u32) -> u32 {
    year * 12 + month - 1
}

/// A stretch of months, both ends included; an open end is `None`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// First month.
    pub from: Option<u32>,
    /// Last month.
    pub to: Option<u32>,
    /// Whether it was counted from the day of reading, as the words name no year.
    pub counted: bool,
}

/// What a horizon covers, seen from the month `now`.
///
/// # Example
/// ```
/// use exchange::json::{Horizon, Period, Range};
/// use note_annotator::timeline::{month, stretch};
/// let horizon = Horizon { range: Range { start: 0, end: 1 }, bound: "by".to_owned(), period: Period::Months { from: 6.0, to: 6.0 } };
/// assert_eq!(stretch(&horizon, month(2026, 11)).unwrap().to, Some(month(2027, 5)));
/// ```
#[must_use]
pub fn stretch(horizon: &Horizon, now: u32) -> Option<Stretch> {
    let (from, to, counted) = match &horizon.period {
        Period::Months { from, to } => (now + from.round() as u32, now + to.round() as u32, true),
        Period::Calendar { from, to } => {
            let ((from, first), (to, last)) = (calendar(from, now)?, calendar(to, now)?);
            // "November to February" ends in the year after.
            (from, if to < from && last { to + 12 } else { to }, first || last)
        }
    };
    let (from, to) = match horizon.bound.as_str() {
        "by" => (None, Some(to)),
        "from" => (Some(from), None),
        _ => (Some(from), Some(to.max(from))),
    };
    Some(Stretch { from, to, counted })
}

/// "2028-01" as a month, or "--07" as the next July; whether it was the latter.
fn calendar(text: &str, now: u32) -> Option<(u32, bool)> {
    let (year, name) = text.rsplit_once('-')?;
    let place = name.parse::<u32>().ok().filter(|place| (1..=12).contains(place))?;
    if let Ok(year) = year.parse::<u32>() {
        return Some((month(year, place), false));
    }
    let this = now / 12 * 12 + place - 1;
    Some((if this < now { this + 12 } else { this }, true))
}

/// One sentence with a time of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item {
    /// The sentence.
    pub sentence: usize,
    /// When.
    pub stretch: Stretch,
}

/// The risks and catalysts among `sentences` that name a time which is not over, the soonest first: of several times in one sentence the last that
/// ends.
#[must_use]
pub fn items<'a>(sentences: impl IntoIterator<Item = &'a Sentence>, now: u32) -> Vec<Item> {
    let mut found: Vec<Item> = sentences
        .into_iter()
        .filter(|sentence| sentence.roles.iter().any(|held| held.role != "contrarian"))
        .filter_map(|sentence| {
            let stretches = sentence.horizons.iter().filter_map(|horizon| stretch(horizon, now));
            let latest = stretches.max_by_key(|stretch| stretch.to.or(stretch.from))?;
            (latest.to.is_none_or(|to| to >= now)).then_some(Item { sentence: sentence.id, stretch: latest })
        })
        .collect();
    found.sort_by_key(|item| (item.stretch.from.unwrap_or(now).max(now), item.stretch.to));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use exchange::json::Range;

    #[test]
    fn horizons_become_months() {
        let now = month(2026, 11);
        let check = |bound: &str, period: Period, from: Option<u32>, to: Option<u32>, counted: bool| {
            let horizon = Horizon { range: Range { start: 0, end: 1 }, bound: bound.to_owned(), period };
            assert_eq!(stretch(&horizon, now), Some(Stretch { from, to, counted }), "{horizon:?}");
        };
        let calendar = |from: &str, to: &str| Period::Calendar { from: from.to_owned(), to: to.to_owned() };
        check("within", Period::Months { from: 6.0, to: 12.0 }, Some(month(2027, 5)), Some(month(2027, 11)), true);
        check("within", calendar("2027-04", "2027-06"), Some(month(2027, 4)), Some(month(2027, 6)), false);
        check("by", calendar("2027-03", "2027-03"), None, Some(month(2027, 3)), false);
        check("from", calendar("2028-01", "2028-01"), Some(month(2028, 1)), None, false);
        check("within", calendar("--07", "--07"), Some(month(2027, 7)), Some(month(2027, 7)), true);
        check("within", calendar("--12", "--12"), Some(month(2026, 12)), Some(month(2026, 12)), true);
        check("within", calendar("--11", "--02"), Some(month(2026, 11)), Some(month(2027, 2)), true);
    }
}
