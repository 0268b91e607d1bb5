//! The annotated note as Markdown (the standard's, with tables as GitHub has them), and as plain text for the clipboard. The note's own characters are escaped
//! wherever they could be taken for marks; only its bare web addresses are left as they are, which some readers make links of. Nothing here is read again.

use std::fmt::Write;

use crate::file::Kept;
use crate::json::one_line;
use crate::phrase;
use crate::report::{Block, Bullet, Marked, Report, Row, split_bullet, visible};

/// The note with bold tags before its findings, the sentiments in a table above it, the reader's comments as quotes below their sentences.
#[must_use]
pub fn write(kept: &Kept<'_>) -> String {
    let report = Report::new(*kept);
    let mut out = String::new();
    let counts: Vec<String> = phrase::counts(&report.document).into_iter().chain(report.changes()).collect();
    let _ = write!(out, "# {}\n\n{}\n\n## Sentiment\n\n", escaped(&report.title(), false), counts.join(" · "));
    table(&mut out, &report.rows(), report.is_rescored());
    let _ = write!(out, "\n{}\n\n## The note", escaped(&phrase::gap(&report.document), true));
    let blocks = report.blocks();
    for (at, block) in blocks.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| blocks.get(at));
        write_block(&mut out, block, before);
    }
    let mut orphans = report.orphans().peekable();
    if orphans.peek().is_some() {
        out.push_str("\n\n## No longer in the text");
    }
    for entry in orphans {
        let tag = entry.roles.iter().flatten().chain(&entry.polarity).map(String::as_str).collect::<Vec<_>>().join(", ");
        let dismissed = if entry.roles.as_ref().is_some_and(Vec::is_empty) { "dismissed" } else { "" };
        let tag = [dismissed, &tag, "yours"].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
        let _ = write!(out, "\n\n**[{}]** {}", escaped(&phrase::capital(&tag), false), escaped(&one_line(&entry.target.exact), false));
        quote(&mut out, "", &entry.comment, "");
    }
    let _ = writeln!(out, "\n\n---\n\nNote Annotator {}", escaped(&kept.document.scorer.version, false));
    out
}

fn table(out: &mut String, rows: &[Row], is_rescored: bool) {
    let (name, line) = if is_rescored { (" With your changes |", "---|") } else { ("", "") };
    let _ = write!(out, "| | Stated | Computed |{name} Gap | Verdict |\n|---|---|---|{line}---|---|\n");
    for row in rows {
        let company = row.company.as_ref().map(|company| format!(" ({company})")).unwrap_or_default();
        let cell = |value: &Option<String>| value.as_ref().map_or_else(|| "–".to_owned(), |value| escaped(&one_line(value), false));
        let changed = if is_rescored { format!(" {} |", cell(&row.changed)) } else { String::new() };
        let name = escaped(&one_line(&format!("{}{company}", row.name)), false);
        let _ = writeln!(
            out,
            "| {name} | {} | {} |{changed} {} | {} |",
            cell(&row.stated),
            cell(&row.computed),
            cell(&row.gap),
            cell(&row.verdict)
        );
    }
}

/// Begins where the line before ends.
fn write_block(out: &mut String, block: &Block<'_>, before: Option<&Block<'_>>) {
    let goes_on = before.is_some_and(|before| {
        // Two bullets are one list; lines of a page that stand one below the other stay so.
        matches!(
            (before.bullet, block.bullet),
            (Some(Bullet::Sign), Some(Bullet::Sign)) | (Some(Bullet::Number(_)), Some(Bullet::Number(_)))
        ) || (is_plain_line(before) && is_plain_line(block) && !block.apart)
    });
    let breaks = goes_on && block.bullet.is_none();
    out.push_str(match (goes_on, breaks) {
        (true, true) => "\\\n",
        (true, false) => "\n",
        _ => "\n\n",
    });
    let indent = match block.bullet {
        Some(Bullet::Sign) => {
            out.push_str("- ");
            "  "
        }
        Some(Bullet::Number(number)) => {
            let _ = write!(out, "{number}. ");
            // Three digits, a point and a blank at most; more than five blanks would be another thing.
            match number {
                0..10 => "   ",
                10..100 => "    ",
                _ => "     ",
            }
        }
        None => "",
    };
    let is_heading = block.part == "heading";
    if is_heading {
        out.push_str("### ");
    }
    // Whether the next word begins a line of its own; that of a heading means nothing.
    let mut starts = !is_heading;
    let mut is_first = true;
    for marked in &block.sentences {
        if !is_first && !starts && (marked.spaced || !marked.tag.is_empty()) {
            out.push(' ');
        }
        if !marked.tag.is_empty() {
            let _ = write!(out, "**[{}]** ", escaped(&phrase::capital(&marked.tag), false));
        }
        out.push_str(&escaped(&marked.words, starts && marked.tag.is_empty()));
        is_first = false;
        starts = quote(out, &marked.change, marked.comment, indent);
        if starts {
            // What comes next would go on with the quote.
            let is_last = block.sentences.last().is_some_and(|last| std::ptr::eq(last, marked));
            if !is_last {
                let _ = write!(out, "\n\n{indent}");
            }
        }
    }
}

fn is_plain_line(block: &Block<'_>) -> bool {
    let has_quote = |marked: &Marked<'_>| !marked.comment.is_empty() || !marked.change.is_empty();
    block.part == "meta" && block.bullet.is_none() && !block.sentences.iter().any(has_quote)
}

/// A block quote of what the reader changed and says; whether there is one.
fn quote(out: &mut String, change: &str, comment: &str, indent: &str) -> bool {
    let mut lines = Vec::new();
    if !change.is_empty() {
        lines.push(format!("*{}*", escaped(&phrase::capital(&one_line(change)), false)));
    }
    let comment = comment.replace("\r\n", "\n").replace('\r', "\n");
    let comment = comment.trim();
    if !comment.is_empty() {
        lines.extend(comment.split('\n').map(|line| escaped(&one_line(line), true)));
    }
    let count = lines.len();
    for (at, line) in lines.iter().enumerate() {
        // Lines stay lines; behind and before an empty one there is no need.
        let ends = line.is_empty() || lines.get(at + 1).is_none_or(String::is_empty);
        let blank = if line.is_empty() { "" } else { " " };
        let _ = write!(out, "\n{}{indent}>{blank}{line}{}", if at == 0 { "\n" } else { "" }, if ends { "" } else { "\\" });
    }
    count > 0
}

/// Text of one line in which no character means anything but itself, without those that cannot be seen; `starts` where a line may start with it.
fn escaped(text: &str, starts: bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut before = None;
    let text = visible(text);
    let mut rest = text.chars();
    // How many digits the line starts with, as long as it is nothing but digits.
    let mut digits = starts.then_some(0);
    while let Some(character) = rest.next() {
        let after = rest.as_str().chars().next();
        let is_word = |side: Option<char>| side.is_some_and(char::is_alphanumeric);
        let is_blank = |side: Option<char>| side.is_none_or(char::is_whitespace);
        let is_first = starts && before.is_none();
        let is_mark = match character {
            '\\' | '`' | '*' | '[' | ']' | '~' | '|' => true,
            '_' => !(is_word(before) && is_word(after)),
            '<' => after.is_some_and(|after| after.is_ascii_alphabetic() || matches!(after, '/' | '!' | '?')),
            '&' => after.is_some_and(|after| after.is_ascii_alphanumeric() || after == '#') && ends_as_entity(rest.as_str()),
            // GitHub and others take for mathematics what stands between two of them, the second behind a word: " $40m" can stay as it is.
            '$' => !(is_blank(before) && after.is_some_and(|after| after.is_ascii_digit())),
            '#' => before.is_none_or(|before| before.is_whitespace() || before == '#'),
            '>' | '=' | ':' => is_first,
            '-' | '+' => is_first && !is_word(after),
            '.' | ')' => digits.is_some_and(|count| count > 0) && is_blank(after),
            _ => false,
        };
        if is_mark {
            out.push('\\');
        }
        out.push(character);
        digits = digits.filter(|_| character.is_ascii_digit()).map(|count| count + 1);
        before = Some(character);
    }
    out
}

/// Whether what stands behind an ampersand makes it a character's name.
fn ends_as_entity(rest: &str) -> bool {
    let name = rest.strip_prefix('#').unwrap_or(rest);
    name.trim_start_matches(|character: char| character.is_ascii_alphanumeric()).starts_with(';')
}

/// The note as pasted with tags before its findings and the reader's comments behind them, both sentiments in a line above it.
#[must_use]
pub fn plain(kept: &Kept<'_>) -> String {
    let report = Report::new(*kept);
    let mut parts = Vec::new();
    if let Some(row) = report.rows().into_iter().next() {
        parts.push(format!("stated {}", row.stated.as_deref().unwrap_or("none")));
        parts.push(format!("computed {}", row.computed.as_deref().unwrap_or("none")));
        parts.extend(row.changed.map(|changed| format!("with your changes {changed}")));
        parts.extend(row.gap.map(|gap| format!("gap {gap}")));
        parts.extend(row.verdict);
    }
    let mut out = format!("Sentiment: {}.\n\n", parts.join("; "));
    let mut done = 0;
    for marked in report.blocks().iter().flat_map(|block| &block.sentences) {
        let range = marked.sentence.range;
        let gap = kept.text.get(done..range.start).unwrap_or_default();
        out.push_str(&visible(gap));
        let own = kept.text.get(range.start..range.end).unwrap_or_default();
        let tag = if marked.tag.is_empty() { String::new() } else { format!("[{}] ", visible(&phrase::capital(&marked.tag))) };
        // The tag stands behind the bullet of a line.
        let first = own.split_whitespace().next().unwrap_or_default();
        let words = match split_bullet(&one_line(own)) {
            (Some(_), _) if gap.contains(['\n', '\r']) || done == 0 => {
                let (before, bare) = own.split_at(own.len() - own.trim_start().len());
                let words = bare.get(first.len()..).unwrap_or_default();
                let blank = words.len() - words.trim_start().len();
                let _ = write!(out, "{}{first}{}", visible(before), visible(words.get(..blank).unwrap_or_default()));
                words.get(blank..).unwrap_or_default()
            }
            _ => own,
        };
        let _ = write!(out, "{tag}{}", visible(words));
        let comment = one_line(&visible(marked.comment));
        if !comment.is_empty() {
            let _ = write!(out, " [Comment: {comment}]");
        }
        done = range.end;
    }
    out.push_str(&visible(kept.text.get(done..).unwrap_or_default()));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_would_be_a_mark_is_escaped() {
        let check = |text: &str, starts: bool, expected: &str| assert_eq!(escaped(text, starts), expected, "{text:?}");
        check("S&P 500, +3% at $2.4B", true, "S&P 500, +3% at $2.4B");
        check("-3% and 2027. More.", true, "-3% and 2027. More.");
        check("2027. More.", true, "2027\\. More.");
        check("2027. More.", false, "2027. More.");
        check("- one", true, "\\- one");
        check("+ one", true, "\\+ one");
        check("---", true, "\\---");
        check("===", true, "\\===");
        check("> one", true, "\\> one");
        check(":-: | :-:", true, "\\:-: \\| :-:");
        check("# one #", true, "\\# one \\#");
        check("a <b> and 3 < 4, <5%", true, "a \\<b> and 3 < 4, <5%");
        check("&lt; and &#60; and R&D; AT&T", true, "\\&lt; and \\&#60; and R\\&D; AT&T");
        check("*a* _b_ c_d ~e~ `f` [g](h) \\", true, "\\*a\\* \\_b\\_ c_d \\~e\\~ \\`f\\` \\[g\\](h) \\\\");
        check("$TSLG costs $4 in US$", true, "\\$TSLG costs $4 in US\\$");
    }
}
