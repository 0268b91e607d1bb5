//! From which side a text is set, as its first letter asks for. No markup, no browser.

/// In a longer text, in bytes, a browser is not asked: it looks through all of a field's text anew whenever that changes.
const LONG: usize = 50_000;

/// What the attribute `dir` of the field that holds `text` says.
///
/// # Example
/// ```
/// use note_annotator::direction::dir;
/// assert_eq!(dir("Orders rose."), "auto");
/// assert_eq!(dir(&"Orders rose. ".repeat(10_000)), "ltr");
/// assert_eq!(dir(&"2026: \u{5d4}\u{5d4}\u{5d6}\u{5de}\u{5e0}\u{5d5}\u{5ea} ".repeat(10_000)), "rtl");
/// ```
#[must_use]
pub fn dir(text: &str) -> &'static str {
    if text.len() <= LONG {
        "auto"
    } else if text.chars().find(|own| own.is_alphabetic()).is_some_and(is_from_the_right) {
        "rtl"
    } else {
        "ltr"
    }
}

/// Whether a letter is written from the right: the blocks that Unicode keeps for such scripts.
///
/// # Source
/// Unicode 16, `DerivedBidiClass.txt`: ranges whose code points are R or AL by default.
fn is_from_the_right(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}
