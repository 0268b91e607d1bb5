//! The contrasts of both themes, computed from the tokens: text against every ground it stands on, lines against theirs (WCAG 2.2, 1.4.3 and 1.4.11).
#![expect(clippy::unwrap_used, reason = "a test may stop where it stands; clippy knows only its functions, not what they share")]

use std::collections::HashMap;
use std::fs;

use end_to_end::root;

/// The colours of a stretch of the style sheet, by name.
fn colours(style: &str) -> HashMap<String, [f64; 3]> {
    let mut found = HashMap::new();
    for line in style.lines() {
        let Some((name, value)) = line.trim().strip_prefix("--").and_then(|line| line.split_once(": #")) else { continue };
        let digits = value.trim_end_matches(';');
        assert_eq!(digits.len(), 6, "{line}");
        let channel = |at: usize| f64::from(u8::from_str_radix(&digits[at..at + 2], 16).unwrap()) / 255.0;
        found.insert(name.to_owned(), [channel(0), channel(2), channel(4)]);
    }
    found
}

/// Relative luminance, as WCAG defines it.
#[expect(clippy::disallowed_methods, reason = "a contrast is held against two digits, not against another platform's bits")]
fn luminance(colour: [f64; 3]) -> f64 {
    let linear = colour.map(|channel| if channel <= 0.04045 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) });
    0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
}

fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// What is set as text, and the grounds it stands on.
const TEXT: [(&str, &[&str]); 10] = [
    ("ink", &["paper", "sheet", "band", "risk-tint", "catalyst-tint", "contrarian-tint"]),
    ("muted", &["paper", "sheet"]),
    ("faint", &["paper", "sheet"]),
    ("accent", &["paper", "sheet"]),
    ("risk", &["paper", "sheet", "band", "risk-tint"]),
    ("catalyst", &["paper", "sheet", "band", "catalyst-tint"]),
    ("contrarian", &["paper", "sheet", "band", "contrarian-tint"]),
    ("muted", &["band"]),
    ("for", &["paper", "sheet"]),
    ("against", &["paper", "sheet"]),
];
/// What is drawn as a line that means something, and the grounds it stands on.
const LINES: [(&str, &[&str]); 5] = [
    ("edge", &["paper", "sheet"]),
    ("accent", &["paper", "sheet", "risk-tint", "catalyst-tint", "contrarian-tint"]),
    ("risk", &["risk-tint", "paper"]),
    ("catalyst", &["catalyst-tint", "paper"]),
    ("contrarian", &["contrarian-tint", "paper"]),
];

#[test]
fn the_exported_page_has_the_colours_of_the_page() {
    let read = |path: &str| fs::read_to_string(root().join(path)).unwrap();
    let (own, exported) = (read("style/tokens.css"), read("crates/exchange/src/html/page.css"));
    let split = |style: &str| {
        let (light, rest) = style.split_once("@media (prefers-color-scheme: dark)").unwrap();
        let (dark, _) = rest.split_once("\n}\n").unwrap();
        [colours(light.split_once("\n}\n").unwrap().0), colours(dark)]
    };
    for (theme, (own, exported)) in ["light", "dark"].into_iter().zip(split(&own).into_iter().zip(split(&exported))) {
        assert!(exported.len() > 10, "{theme}: {} colours", exported.len());
        for (name, colour) in exported {
            assert_eq!(own.get(&name), Some(&colour), "{theme}: {name}");
        }
    }
}

#[test]
fn text_and_lines_stand_out_in_both_themes() {
    let style = fs::read_to_string(root().join("style/tokens.css")).unwrap();
    let (light, dark) = style.split_once("prefers-color-scheme: dark").unwrap();
    for (theme, colours) in [("light", colours(light)), ("dark", colours(dark))] {
        assert!(colours.len() > 15, "{theme}: {} colours", colours.len());
        let mut low = Vec::new();
        for (least, pairs) in [(4.5, TEXT.as_slice()), (3.0, LINES.as_slice())] {
            for (name, ground) in pairs.iter().flat_map(|(name, grounds)| grounds.iter().map(move |ground| (name, ground))) {
                let found = contrast(colours[*name], colours[*ground]);
                if found < least {
                    low.push(format!("{name} on {ground} is {found:.2}:1, expected {least}:1"));
                }
            }
        }
        assert!(low.is_empty(), "{theme}: {low:#?}");
    }
}
