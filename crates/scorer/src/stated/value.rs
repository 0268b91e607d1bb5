//! The two things that a sentiment is stated in: labels ("somewhat bullish") and numbers with their scale. It reads them where
//! a cursor stands and converts them to [-1, 1]; whether a note states anything at that place is not decided here.

use super::page::Cursor;

/// Words that say how strong a label is, with the band of scores that they stand for.
const DEGREES: [(&[&str], (f64, f64)); 3] = [
    (&["strongly", "strong", "very", "highly", "extremely"], (0.65, 1.0)),
    (&["moderately", "moderate"], (0.35, 0.65)),
    (&["slightly", "mildly", "somewhat", "modestly", "cautiously", "leaning"], (0.12, 0.35)),
];
const POSITIVE: [&str; 4] = ["positive", "bullish", "optimistic", "constructive"];
const NEGATIVE: [&str; 3] = ["negative", "bearish", "pessimistic"];
const LEVEL: [&str; 2] = ["neutral", "mixed"];
/// Below this a score is neutral; the labelling guide's edge.
const NEUTRAL: f64 = 0.12;
/// How far a score may lie outside its label's band: half the width of the middle band (0.35 to 0.65). Makers of footers cut their bands
/// at different edges; a number past the middle of the neighbouring band is no matter of edges any more.
const TOLERANCE: f64 = 0.15;
/// The tops of scales that are read out of "x/max" and "x out of max".
const TOPS: [f64; 5] = [1.0, 5.0, 10.0, 20.0, 100.0];

/// The band of scores in [-1, 1] that a stated label stands for; `None` for words that are no label.
///
/// "strongly", "very", "highly", "extremely": 0.65 to 1; "moderately": 0.35 to 0.65; "slightly", "mildly", "somewhat", "modestly",
/// "cautiously", "leaning": 0.12 to 0.35; no such word: 0.12 to 1; the mirror of it for negative labels; "neutral" and "mixed":
/// -0.12 to 0.12; "cautious" alone: -0.65 to 0.12. "neutral to positive" and "neutral/positive" span both.
///
/// # Example
/// ```
/// use scorer::stated::band;
/// assert_eq!(band("moderately negative"), Some((-0.65, -0.35)));
/// assert_eq!(band("neutral to positive"), Some((-0.12, 1.0)));
/// assert_eq!(band("overweight"), None);
/// ```
#[must_use]
pub fn band(label: &str) -> Option<(f64, f64)> {
    let mut whole: Option<(f64, f64)> = None;
    for part in label.split('/').flat_map(|part| part.split(" to ")) {
        let (low, high) = simple_band(part.trim())?;
        whole = Some(whole.map_or((low, high), |(lowest, highest)| (lowest.min(low), highest.max(high))));
    }
    whole
}

fn simple_band(label: &str) -> Option<(f64, f64)> {
    let (degree, pole) = label.rsplit_once(' ').map_or((None, label), |(degree, pole)| (Some(degree), pole));
    let (low, high) = match degree {
        Some(degree) => degree_band(degree)?,
        None => (NEUTRAL, 1.0),
    };
    match pole {
        _ if POSITIVE.contains(&pole) => Some((low, high)),
        _ if NEGATIVE.contains(&pole) => Some((-high, -low)),
        _ if LEVEL.contains(&pole) => Some((-NEUTRAL, NEUTRAL)),
        "cautious" => Some((-0.65, NEUTRAL)),
        _ => None,
    }
}

fn degree_band(word: &str) -> Option<(f64, f64)> {
    DEGREES.iter().find(|(words, _)| words.iter().any(|degree| degree.eq_ignore_ascii_case(word))).map(|(_, band)| *band)
}

/// A label where it stands.
#[derive(Clone)]
pub(super) struct Label {
    /// In lower case with spaces.
    pub(super) text: String,
    pub(super) start: usize,
    pub(super) end: usize,
    low: f64,
    high: f64,
}

impl Label {
    /// Reads a label at `from`: a word that takes a side, before it perhaps a word of degree, or two such joined by "to" or a slash.
    pub(super) fn read(from: Cursor<'_>) -> Option<(Self, Cursor<'_>)> {
        let (mut text, mut end) = simple_label(from)?;
        let mut ahead = end;
        ahead.eat_spaces();
        let joined = if ahead.eat('/') {
            ahead.eat_spaces();
            Some("/")
        } else {
            ahead = end;
            (ahead.joint() && ahead.word().is_some_and(|word| word.eq_ignore_ascii_case("to")) && ahead.joint()).then_some(" to ")
        };
        if let Some((joined, (other, behind))) = joined.zip(simple_label(ahead)) {
            text = text + joined + &other;
            end = behind;
        }
        if end.peek() == Some('-') && end.peek_second().is_some_and(char::is_alphanumeric) {
            return None;
        }
        let (low, high) = band(&text)?;
        Some((Self { text, start: from.at(), end: end.at(), low, high }, end))
    }

    /// Whether it is more than one word.
    pub(super) fn is_compound(&self) -> bool {
        self.text.contains([' ', '/'])
    }

    /// Whether `score` is not what it stands for: of the other sign, or further outside its band than makers of labels differ.
    pub(super) fn contradicts(&self, score: f64) -> bool {
        let outside = (self.low - score).max(score - self.high);
        (self.low > 0.0 && score < 0.0) || (self.high < 0.0 && score > 0.0) || outside > TOLERANCE + 1e-9
    }

    /// 1 for a label that is wholly positive, -1 for wholly negative, else 0.
    fn side(&self) -> f64 {
        if self.low > 0.0 {
            1.0
        } else if self.high < 0.0 {
            -1.0
        } else {
            0.0
        }
    }
}

/// Whether `word` begins or ends a label.
pub(super) fn is_label_word(word: &str) -> bool {
    let word = word.to_lowercase();
    degree_band(&word).is_some() || simple_band(&word).is_some()
}

fn simple_label(from: Cursor<'_>) -> Option<(String, Cursor<'_>)> {
    let mut end = from;
    let first = end.word()?.to_lowercase();
    let text = if first == "v" || degree_band(&first).is_some() {
        end.eat('.');
        if !end.joint() {
            return None;
        }
        let pole = end.word()?.to_lowercase();
        format!("{} {pole}", if first == "v" { "very" } else { &first })
    } else {
        first
    };
    simple_band(&text)?;
    // Glued cells go on with a capital ("positiveSentiment Score").
    let glued = end.peek().is_some_and(char::is_uppercase) && end.before().is_some_and(char::is_lowercase);
    (glued || !end.peek().is_some_and(|next| next.is_alphabetic() || next == '\'')).then_some((text, end))
}

/// On which scale a number is written.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Scale {
    /// No sign of any: -1 to 1.
    Unstated,
    /// Its ends are given: "(0-100)", "on a scale of -5 to +5".
    Between(f64, f64),
    /// "7.4/10", "4 of 5".
    OutOf(f64),
    /// "72%".
    Percent,
}

/// A number where it stands.
#[derive(Clone)]
pub(super) struct Number {
    pub(super) value: f64,
    pub(super) scale: Scale,
    /// Whether a plus or minus is written.
    signed: bool,
    /// Whether it has a decimal point or comma.
    fraction: bool,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Number {
    /// Reads a number at `from` with the scale that is written behind it. Amounts of money, dates, times, ranges, multiples and
    /// "1,180" are no such numbers.
    pub(super) fn read(from: Cursor<'_>) -> Option<(Self, Cursor<'_>)> {
        let (value, signed, fraction, mut end) = digits(from)?;
        let mut scale = Scale::Unstated;
        let mut ahead = end;
        ahead.eat_spaces();
        if ahead.eat('%') {
            (scale, end) = (Scale::Percent, ahead);
        } else if let Some((top, behind)) = top(end)? {
            (scale, end) = (Scale::OutOf(top), behind);
        }
        if let Some(behind) = unit(end) {
            if scale == Scale::Unstated && behind.1 {
                scale = Scale::OutOf(5.0);
            }
            end = behind.0;
        }
        if scale == Scale::Unstated {
            let mut ahead = end;
            ahead.eat_spaces();
            if let Some(((low, high), behind)) = declared_scale(ahead) {
                (scale, end) = (Scale::Between(low, high), behind);
            }
        }
        let number = Self { value, scale, signed, fraction, start: from.at(), end: end.at() };
        is_bounded(end, fraction).then_some((number, end))
    }

    /// A number whose scale was declared ahead of it.
    pub(super) fn on(self, declared: Option<(f64, f64)>) -> Self {
        match (self.scale, declared) {
            (Scale::Unstated, Some((low, high))) => Self { scale: Scale::Between(low, high), ..self },
            _ => self,
        }
    }

    /// Whether it looks like a score even where no word announces it: with a decimal point, a sign or a scale.
    pub(super) fn is_telling(&self) -> bool {
        self.fraction || self.signed || self.scale != Scale::Unstated
    }

    /// Whether it is written as the plainest of scores: no scale, a decimal point or sign, within [-1, 1].
    pub(super) fn is_plain_score(&self) -> bool {
        self.scale == Scale::Unstated && (self.fraction || self.signed) && self.is_inside()
    }

    /// Whether it lies on its own scale.
    pub(super) fn is_inside(&self) -> bool {
        let (low, high) = self.ends();
        (low..=high).contains(&self.value)
    }

    /// The score in [-1, 1] that it stands for beside `label`; `None` where it lies outside its scale or is no score.
    ///
    /// The two ends of the scale are -1 and 1, its middle is 0. A percentage beside a label that takes a side is the strength of
    /// that side ("bearish 40%": -0.4), and so is "82/100" where the scale's own reading would have the other sign. A percentage beside
    /// "neutral" is a score only where it agrees with it; else it says how sure the writer is.
    pub(super) fn score(&self, label: Option<&Label>) -> Option<f64> {
        if !self.is_inside() {
            return None;
        }
        let (low, high) = self.ends();
        let middle = f64::midpoint(low, high);
        let scaled = (self.value - middle) / (high - middle);
        let side = label.map(Label::side);
        let score = match (self.scale, side) {
            (Scale::Percent, Some(side)) if !self.signed && side != 0.0 => side * self.value / 100.0,
            (Scale::Percent, Some(_)) if !self.signed && label.is_some_and(|label| label.contradicts(scaled)) => return None,
            (Scale::OutOf(top), Some(side)) if !self.signed && side * scaled < 0.0 => side * self.value / top,
            _ => scaled,
        };
        // Four decimals are more than anybody states; what conversion adds behind them is noise. The zero is never negative.
        Some((score * 1e4).round() / 1e4 + 0.0)
    }

    fn ends(&self) -> (f64, f64) {
        match self.scale {
            Scale::Unstated => (-1.0, 1.0),
            Scale::Between(low, high) => (low, high),
            Scale::Percent if self.signed => (-100.0, 100.0),
            Scale::Percent => (0.0, 100.0),
            Scale::OutOf(top) if self.signed || top <= 1.0 => (-top, top),
            Scale::OutOf(top) if top <= 5.0 => (1.0, top),
            Scale::OutOf(top) => (0.0, top),
        }
    }
}

/// A row of stars as a number out of five.
pub(super) fn stars(from: Cursor<'_>) -> Option<(Number, Cursor<'_>)> {
    let mut end = from;
    let (mut full, mut all) = (0_u8, 0_u8);
    while let Some(star) = end.peek().filter(|next| matches!(next, '\u{2605}' | '\u{2606}')) {
        full = full.saturating_add(u8::from(star == '\u{2605}'));
        all = all.saturating_add(1);
        end.bump();
    }
    let number =
        Number { value: f64::from(full), scale: Scale::OutOf(5.0), signed: false, fraction: false, start: from.at(), end: end.at() };
    (all == 5).then_some((number, end))
}

/// Reads "(0-100)", "[-1..1]", "(scale: -5 to +5)" or "on a scale of 0 to 100" at `from`.
pub(super) fn declared_scale(from: Cursor<'_>) -> Option<((f64, f64), Cursor<'_>)> {
    let mut end = from;
    let bracket = end.eat('(') || end.eat('[');
    let named = end.eat_phrase("on a scale") || end.eat_phrase("on scale") || end.eat_phrase("scale");
    if !bracket && !named {
        return None;
    }
    end.eat(':');
    end.eat_spaces();
    if end.eat_phrase("of") || end.eat_phrase("from") || end.eat_phrase("range") {
        end.eat_spaces();
    }
    let (low, _, _, mut end) = digits(end)?;
    end.eat_spaces();
    if end.eat_phrase("to") || end.eat('\u{2026}') {
    } else if end.eat('.') {
        while end.eat('.') {}
    } else if !end.eat('-') && !end.eat('\u{2013}') && !end.eat('/') {
        return None;
    }
    end.eat_spaces();
    let (high, _, _, mut end) = digits(end)?;
    if bracket && !end.eat(')') && !end.eat(']') {
        return None;
    }
    let known = low < high && high <= 100.0 && (low + high == 0.0 || [0.0, 1.0].contains(&low));
    known.then_some(((low, high), end))
}

/// Sign, digits and decimals: value, whether signed, whether with decimals, and where it ends.
fn digits(from: Cursor<'_>) -> Option<(f64, bool, bool, Cursor<'_>)> {
    let mut end = from;
    if end.before().is_some_and(|before| before.is_ascii_digit() || "$€£¥₹%".contains(before)) {
        return None;
    }
    let minus = end.eat('-') || end.eat('\u{2013}');
    let signed = minus || end.eat('+');
    if signed {
        end.eat_spaces();
    }
    let whole = end.eat_digits();
    let mut behind = end;
    let mut decimals = "";
    if behind.eat('.') {
        decimals = behind.eat_digits();
    } else if behind.eat(',') {
        let found = behind.eat_digits();
        // "0,875" is a decimal comma; "1,180" is a thousand.
        decimals = if found.len() < 3 || whole == "0" { found } else { return None };
    }
    if !decimals.is_empty() {
        end = behind;
    }
    let padded = whole.len() > 1 && whole.starts_with('0');
    if whole.len() + decimals.len() == 0 || whole.len() > 6 || decimals.len() > 9 || padded {
        return None;
    }
    let value: f64 =
        format!("{}.{}", if whole.is_empty() { "0" } else { whole }, if decimals.is_empty() { "0" } else { decimals }).parse().ok()?;
    Some((if minus { -value } else { value }, signed, !decimals.is_empty(), end))
}

/// The top of the scale behind a number: `Ok`-like `Some(None)` where none is written, `None` where the number is no score at all
/// ("41/59", "3/11/2026").
#[allow(clippy::option_option, reason = "three cases of one question, read on the spot")]
fn top(from: Cursor<'_>) -> Option<Option<(f64, Cursor<'_>)>> {
    let mut end = from;
    end.eat_spaces();
    let slash = end.eat('/');
    if !slash && !end.eat_phrase("out of") && !end.eat_phrase("of") {
        return Some(None);
    }
    end.eat_spaces();
    let Some((top, _, _, end)) = digits(end) else { return Some(None) };
    if !TOPS.contains(&top) || matches!(end.peek(), Some('/')) {
        return None;
    }
    Some(Some((top, end)))
}

/// "stars" and "points" behind a number, and whether it was stars.
fn unit(from: Cursor<'_>) -> Option<(Cursor<'_>, bool)> {
    let mut end = from;
    end.joint();
    for (word, stars) in [("stars", true), ("star", true), ("points", false), ("pts", false)] {
        if end.eat_phrase(word) {
            return Some((end, stars));
        }
    }
    None
}

/// Whether a number ends here: no letter, unit, time, date, range or second number is glued to it.
fn is_bounded(end: Cursor<'_>, fraction: bool) -> bool {
    let digit_follows = end.peek_second().is_some_and(|second| second.is_ascii_digit());
    match end.peek() {
        // "7203.T" is a ticker.
        Some('.') if !fraction => !end.peek_second().is_some_and(char::is_alphanumeric),
        Some('-' | '\u{2013}' | '.' | ',' | '/' | ':') => !digit_follows,
        // A letter behind it is a unit ("3m", "0.9x"); a capital may be the next of some glued cells.
        Some(next) if next.is_uppercase() => end.peek_second().is_some_and(char::is_alphabetic),
        Some(next) => !next.is_alphanumeric() && !"%‰$€£¥".contains(next),
        None => true,
    }
}
