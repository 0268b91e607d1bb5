//! From which side a text is set, as its first letter asks for. No markup, no browser.

/// Of so many bytes on a text is long.
const LONG: usize = 50_000;

/// Whether a text is so long that a browser should not be asked: it looks through all of a field's text anew whenever that changes.
#[must_use]
pub const fn is_long(text: &str) -> bool {
    text.len() > LONG
}

/// The side that a text begins at: `ltr` or `rtl`.
///
/// # Example
/// ```
/// use note_annotator::direction::side;
/// assert_eq!(side("Orders rose."), "ltr");
/// assert_eq!(side("2026: \u{5d4}\u{5d4}\u{5d6}\u{5de}\u{5e0}\u{5d5}\u{5ea}"), "rtl");
/// assert_eq!(side(""), "ltr");
/// ```
#[must_use]
pub fn side(text: &str) -> &'static str {
    if text.chars().find(|own| own.is_alphabetic()).is_some_and(is_from_the_right) { "rtl" } else { "ltr" }
}

/// Whether a letter is written from the right: the blocks that Unicode keeps for such scripts.
///
/// # Source
/// Unicode 16, `DerivedBidiClass.txt`: ranges whose code points are R or AL by default.
const fn is_from_the_right(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}
