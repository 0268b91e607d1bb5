//! The findings as a table: comma-separated values after RFC 4180, lines ended by CR and LF, UTF-8 without a mark before it. What the reader says of a
//! sentence that is no finding has a row as well, and so has what was said of a sentence that is gone (without id and place). Nothing here is read again.

use crate::file::Kept;
use crate::offset::{OffsetUnit, Offsets};
use crate::phrase;
use crate::report::{Marked, Report, visible};

/// The names of the columns.
pub const COLUMNS: [&str; 15] = [
    "id",
    "roles",
    "sentence",
    "polarity",
    "polarity_score",
    "contribution",
    "risk_probability",
    "catalyst_probability",
    "contrarian_probability",
    "horizons",
    "tickers",
    "comment",
    "changed",
    "start",
    "end",
];

/// The column before them in a table of several notes: where each came from.
pub const SOURCE: &str = "source";

/// A finding a row below the names of the columns; `start` and `end` are Unicode code points of the text.
#[must_use]
pub fn write(kept: &Kept<'_>) -> String {
    header(false) + &rows(kept, None)
}

/// The names of the columns as the table's first line, with [`SOURCE`] where its rows are those of several notes.
#[must_use]
pub fn header(has_source: bool) -> String {
    let names: Vec<&str> = has_source.then_some(SOURCE).into_iter().chain(COLUMNS).collect();
    names.join(",") + "\r\n"
}

/// The rows of a note, each with its `source` in front where there is one.
#[must_use]
pub fn rows(kept: &Kept<'_>, source: Option<&str>) -> String {
    let report = Report::new(*kept);
    let offsets = Offsets::new(kept.text, OffsetUnit::Codepoint);
    // A dash alone is what standard input is called, and no formula.
    let source = source.map(|name| if name == "-" { "-,".to_owned() } else { text(name) + "," }).unwrap_or_default();
    let mut table = String::new();
    for finding in report.findings() {
        line(&mut table, &source, &row(&finding, &report, &offsets));
    }
    for entry in report.orphans() {
        let roles = entry.roles.as_deref().unwrap_or_default().join(" ");
        let mut cells: [String; 15] = Default::default();
        let [_, own_roles, sentence, polarity, .., comment, changed, _, _] = &mut cells;
        *own_roles = text(&roles);
        *sentence = text(&entry.target.exact);
        *polarity = text(entry.polarity.as_deref().unwrap_or_default());
        *comment = text(&entry.comment);
        *changed = is_changed(true);
        line(&mut table, &source, &cells);
    }
    table
}

fn row(finding: &Marked<'_>, report: &Report<'_>, offsets: &Offsets) -> [String; 15] {
    let sentence = finding.sentence;
    let probability = |role: &str| sentence.probability(role).map(number).unwrap_or_default();
    let range = offsets.range(scorer::Span::new(sentence.range.start, sentence.range.end));
    [
        sentence.id.to_string(),
        text(&sentence.roles.iter().map(|held| held.role.as_str()).collect::<Vec<_>>().join(" ")),
        text(&finding.words),
        text(sentence.polarity.as_ref().map(|polarity| polarity.label.as_str()).unwrap_or_default()),
        sentence.polarity.as_ref().map(|polarity| number(polarity.score)).unwrap_or_default(),
        number(sentence.contribution),
        probability("risk"),
        probability("catalyst"),
        probability("contrarian"),
        text(&sentence.horizons.iter().map(phrase::horizon).collect::<Vec<_>>().join("; ")),
        text(&sentence.tickers.join(" ")),
        text(finding.comment),
        is_changed(report.entry(sentence.id).is_some()),
        range.start.to_string(),
        range.end.to_string(),
    ]
}

fn line(table: &mut String, source: &str, cells: &[String]) {
    table.push_str(source);
    table.push_str(&cells.join(","));
    table.push_str("\r\n");
}

fn is_changed(changed: bool) -> String {
    if changed { "yes" } else { "no" }.to_owned()
}

/// A number with all its digits and never an exponent.
fn number(value: f64) -> String {
    value.to_string()
}

/// A cell of text. Spreadsheets take what begins with one of these signs for a formula, in full width too, white space before it or not, and a program on the
/// way there may drop what has no width; an apostrophe makes it text.
fn text(cell: &str) -> String {
    let cell = visible(cell);
    let is_formula = cell.starts_with(['\t', '\r', '\n'])
        || cell.trim_start_matches(is_unseen).starts_with(['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}']);
    let guard = if is_formula { "'" } else { "" };
    if cell.contains([',', '"', '\r', '\n']) { format!("\"{guard}{}\"", cell.replace('"', "\"\"")) } else { format!("{guard}{cell}") }
}

/// Whether a character is white space or takes no room at all.
fn is_unseen(character: char) -> bool {
    character.is_whitespace() || matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells() {
        let check = |cell: &str, expected: &str| assert_eq!(text(cell), expected, "{cell:?}");
        check("Orders rose.", "Orders rose.");
        check("Orders, at last, rose.", "\"Orders, at last, rose.\"");
        check("The \"moat\" is dry.", "\"The \"\"moat\"\" is dry.\"");
        check("one\ntwo", "\"one\ntwo\"");
        for formula in ["=1+1", "+1", "-3% in the quarter", "@SUM(A1)", " =1+1", "\t=1", "\u{ff1d}1", "\u{200b}=1", "\u{feff} @SUM(1)"] {
            check(formula, &format!("'{formula}"));
        }
        check("\r=1", "\"'\r=1\"");
        check("=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"");
        check("a\0b", "a\u{fffd}b");
        check("", "");
    }

    #[test]
    fn numbers_keep_their_digits_and_their_sign() {
        for value in [-0.031_254_879_652_314_8, 1e-20, 0.1 + 0.2] {
            let written = number(value);
            assert_eq!(written.parse::<f64>().unwrap().to_bits(), value.to_bits());
            assert!(!written.contains(['e', '\'']), "{written}");
        }
    }
}
