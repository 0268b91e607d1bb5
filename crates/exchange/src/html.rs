//! The annotated note as a page of its own, and as a fragment for the clipboard. The page needs nothing but itself, runs nothing, and carries text and review in
//! a template, from which it is read again without reading HTML: what it carries is JSON in which no character means anything to HTML.

use std::fmt::Write;

use crate::file::{Carried, Kept};
use crate::json::one_line;
use crate::phrase;
use crate::report::{Block, Bullet, Marked, Report, Row, visible};

/// How the page looks.
const STYLE: &str = include_str!("html/page.css");
/// What the page may do: show its own style.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";
/// By whom the page says that it was written; it stands near its beginning, the carried JSON at its end.
const GENERATOR: &str = "<meta name=\"generator\" content=\"Note Annotator ";
/// What the carried JSON stands between.
const CARRIED: (&str, &str) = ("<template id=\"note-annotator\">", "</template>");

/// Where the picture of the scale begins and ends, and the line's height.
const AXIS: (f64, f64, f64) = (14.0, 306.0, 44.0);

/// The page.
#[must_use]
pub fn write(kept: &Kept<'_>) -> String {
    let report = Report::new(*kept);
    let title = escaped(&one_line(&report.title()));
    let version = escaped(&kept.document.scorer.version);
    let has_comments = kept.review.entries.iter().any(|entry| !entry.is_empty());
    let mut out = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         {GENERATOR}{version}\">\n\
         <title>{title}, annotated</title>\n<style>\n{STYLE}</style>\n</head>\n<body{}>\n<header>\n<h1 dir=\"auto\">{title}</h1>\n<ul class=\"key\">",
        if has_comments { " class=\"with-comments\"" } else { "" }
    );
    for (count, class) in phrase::counts(&report.document).iter().zip(phrase::ROLES) {
        let _ = write!(out, "<li class=\"{class}\">{count}</li>");
    }
    if let Some(changes) = report.changes() {
        let _ = write!(out, "<li class=\"yours\">{changes}</li>");
    }
    out.push_str("</ul>\n</header>\n<main>\n<section aria-labelledby=\"sentiment\">\n<h2 id=\"sentiment\">Sentiment</h2>\n");
    axis(&mut out, &report);
    table(&mut out, &report.rows(), report.is_rescored());
    let _ = writeln!(out, "<p class=\"verdict\">{}</p>", escaped(&phrase::gap(&report.document)));
    if let Some([low, high]) = report.document.computed.interval {
        let words = |value: f64| phrase::typeset(&phrase::score(value));
        let _ =
            writeln!(out, "<p class=\"aside\">90 % of careful readers would be expected between {} and {}.</p>", words(low), words(high));
    }
    out.push_str("</section>\n<section aria-labelledby=\"note\">\n<h2 id=\"note\">The note</h2>\n<article class=\"note\">\n");
    let mut list = None;
    for (at, block) in report.blocks().iter().enumerate() {
        write_block(&mut out, block, &mut list, at == 0);
    }
    change_list(&mut out, &mut list, None);
    out.push_str("</article>\n</section>\n");
    let mut orphans = report.orphans().peekable();
    if orphans.peek().is_some() {
        out.push_str("<section aria-labelledby=\"gone\">\n<h2 id=\"gone\">No longer in the text</h2>\n<ul class=\"gone\">\n");
        for entry in orphans {
            let _ = write!(out, "<li dir=\"auto\">{}", escaped(&entry.target.exact));
            comment(&mut out, &phrase::change(entry, None), &entry.comment);
            out.push_str("</li>\n");
        }
        out.push_str("</ul>\n</section>\n");
    }
    let _ = write!(out, "</main>\n<footer>Note Annotator {version}. Open this file there to go on with the note.</footer>\n");
    let _ = writeln!(out, "{}{}{}\n</body>\n</html>", CARRIED.0, inert(&Carried::new(kept)), CARRIED.1);
    out
}

/// The note with its marks for mail and documents, which take the style of an element and nothing else; both sentiments above it.
#[must_use]
pub fn fragment(kept: &Kept<'_>) -> String {
    const CELL: &str = "padding:2px 14px 2px 0;text-align:left;vertical-align:top;font-weight:normal";
    let report = Report::new(*kept);
    let mut out = String::from("<div>");
    let _ = write!(out, "<table style=\"border-collapse:collapse;font-size:90%\"><tr><th style=\"{CELL}\"></th>");
    let columns = ["Stated", "Computed"].into_iter().chain(report.is_rescored().then_some("With your changes")).chain(["Gap", "Verdict"]);
    for column in columns {
        let _ = write!(out, "<th scope=\"col\" style=\"{CELL};color:#5d6068\">{column}</th>");
    }
    out.push_str("</tr>");
    for row in report.rows() {
        let _ = write!(out, "<tr><th scope=\"row\" style=\"{CELL}\"><b>{}</b></th>", escaped(&one_line(&row.name)));
        for cell in cells(&row, report.is_rescored()) {
            let _ = write!(out, "<td style=\"{CELL}\">{}</td>", escaped(&one_line(cell.as_deref().unwrap_or("–"))));
        }
        out.push_str("</tr>");
    }
    let _ = write!(out, "</table><p><i>{}</i></p>", escaped(&phrase::gap(&report.document)));
    let mut list = None;
    for block in report.blocks() {
        change_list(&mut out, &mut list, block.bullet.map(list_name));
        let (open, close) = match (block.bullet, block.part.as_str()) {
            (Some(Bullet::Number(number)), _) => (format!("<li value=\"{number}\">"), "</li>"),
            (Some(Bullet::Sign), _) => ("<li>".to_owned(), "</li>"),
            (None, "heading") => ("<p><b>".to_owned(), "</b></p>"),
            (None, "meta" | "boilerplate") => ("<p style=\"color:#5d6068;margin:0\">".to_owned(), "</p>"),
            _ => ("<p>".to_owned(), "</p>"),
        };
        out.push_str(&open);
        for (at, marked) in block.sentences.iter().enumerate() {
            if at > 0 && marked.spaced {
                out.push(' ');
            }
            let (tone, tint, line) = match class(marked) {
                "risk" => ("#a8321e", "#fbe9e4", "dashed"),
                "catalyst" => ("#0b6b4f", "#e3f3ec", "solid"),
                "contrarian" => ("#5b3fa6", "#ede8fa", "double"),
                _ => ("#5d6068", "#f1efe9", "dotted"),
            };
            if marked.tag.is_empty() {
                out.push_str(&escaped(&marked.words));
            } else {
                // Dark ink with the tint, as what it is pasted into may be dark.
                let _ = write!(
                    out,
                    "<b style=\"color:{tone}\">[{}]</b> <span style=\"background-color:{tint};color:#1b1d22;text-decoration:underline;\
                     text-decoration-style:{line};text-decoration-color:{tone}\">{}</span>",
                    escaped(&phrase::capital(&marked.tag)),
                    escaped(&marked.words)
                );
            }
            let said = one_line(marked.comment);
            if !said.is_empty() {
                let _ = write!(out, " <i style=\"color:#1f4e8c\">[Comment: {}]</i>", escaped(&said));
            }
        }
        out.push_str(close);
    }
    change_list(&mut out, &mut list, None);
    out + "</div>\n"
}

/// Whether a page was written here, so that it brings its note back; whether all of that is there shows when it is read. One that was cut says at its
/// beginning what it is.
#[must_use]
pub fn is_saved(page: &str) -> bool {
    page.contains(CARRIED.0) || page.contains(GENERATOR)
}

/// The JSON that a page carries; `None` where it is no page of ours.
pub(crate) fn carried(page: &str) -> Option<&str> {
    let from = page.find(CARRIED.0)? + CARRIED.0.len();
    let rest = page.get(from..)?;
    rest.get(..rest.find(CARRIED.1)?)
}

/// JSON that is nothing but text to HTML and to whoever looks at the source: what begins a tag or a character's name, what browsers write in another way
/// when they save a page, and what cannot be seen is escaped as JSON escapes it. Such characters stand in strings only.
fn inert(carried: &Carried<'_>) -> String {
    let json = serde_json::to_string(carried).unwrap_or_default();
    let mut out = String::with_capacity(json.len());
    for character in json.chars() {
        match character {
            '<'
            | '>'
            | '&'
            | '\u{7f}'..='\u{a0}'
            | '\u{ad}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fdd0}'..='\u{fdef}'
            | '\u{fff0}'..='\u{ffff}' => {
                let _ = write!(out, "\\u{:04x}", u32::from(character));
            }
            _ => out.push(character),
        }
    }
    out
}

/// Text in which no character begins a tag, a character's name or an attribute's end, and none that cannot be seen turns the text around.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in visible(text).chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(character),
        }
    }
    out
}

/// Where a score lies in the picture.
fn place(score: f64) -> f64 {
    AXIS.0 + f64::midpoint(score.clamp(-1.0, 1.0), 1.0) * (AXIS.1 - AXIS.0)
}

fn axis(out: &mut String, report: &Report<'_>) {
    let stated = report.document.stated.as_ref().and_then(|stated| stated.score);
    let computed = report.document.computed.score;
    let scorers = report.kept.document.computed.score.filter(|own| computed.is_some_and(|with| own.to_bits() != with.to_bits()));
    if stated.is_none() && computed.is_none() {
        return;
    }
    let words = |value: Option<f64>| value.map_or_else(|| "none".to_owned(), |value| phrase::typeset(&phrase::score(value)));
    let alone = scorers.map(|score| format!(" The scorer alone: {}.", words(Some(score)))).unwrap_or_default();
    let _ = write!(
        out,
        "<svg class=\"axis\" viewBox=\"0 0 320 92\" role=\"img\" aria-label=\"Scale from −1 to 1. Stated {}, computed {}.{alone}\">",
        words(stated),
        words(computed)
    );
    let (left, right, middle) = AXIS;
    if let Some([low, high]) = report.document.computed.interval {
        let (x, width) = (place(low), place(high) - place(low));
        let _ = write!(out, "<rect class=\"band\" x=\"{x:.1}\" y=\"{:.1}\" width=\"{width:.1}\" height=\"14\" rx=\"2\"/>", middle - 7.0);
    }
    let _ = write!(out, "<line class=\"line\" x1=\"{left}\" x2=\"{right}\" y1=\"{middle}\" y2=\"{middle}\"/>");
    for (tick, name) in [(-1.0, "−1"), (-0.5, "−0.5"), (0.0, "0"), (0.5, "0.5"), (1.0, "1")] {
        let (x, top, foot) = (place(tick), middle - 4.0, middle + 4.0);
        let _ = write!(
            out,
            "<line class=\"line\" x1=\"{x}\" x2=\"{x}\" y1=\"{top}\" y2=\"{foot}\"/><text class=\"tick-name\" x=\"{x}\" y=\"88\" text-anchor=\"middle\">{name}</text>"
        );
    }
    let mut needle = |class: &str, score: Option<f64>, path: String, name: Option<(&str, f64)>| {
        let Some(x) = score.map(place) else { return };
        let _ = write!(out, "<path class=\"{class}\" d=\"M {x:.1} {path} z\"/>");
        if let Some((name, y)) = name {
            let x = x.clamp(40.0, 280.0);
            let _ = write!(out, "<text class=\"needle-name\" x=\"{x:.1}\" y=\"{y}\" text-anchor=\"middle\">{name}</text>");
        }
    };
    needle("stated", stated, format!("{} l -6 -8 l 6 -8 l 6 8", middle - 3.0), Some(("stated", 20.0)));
    needle("scorers", scorers, format!("{} l 7 12 l -14 0", middle + 3.0), None);
    needle("computed", computed, format!("{} l 7 12 l -14 0", middle + 3.0), Some(("computed", 70.0)));
    out.push_str("</svg>\n");
}

fn cells(row: &Row, is_rescored: bool) -> impl Iterator<Item = &Option<String>> {
    [&row.stated, &row.computed].into_iter().chain(is_rescored.then_some(&row.changed)).chain([&row.gap, &row.verdict])
}

fn table(out: &mut String, rows: &[Row], is_rescored: bool) {
    let changed = if is_rescored { "<th scope=\"col\">With your changes</th>" } else { "" };
    let _ = write!(
        out,
        "<div class=\"scroll\" role=\"region\" aria-label=\"Both sentiments in numbers\" tabindex=\"0\"><table>\n<thead><tr><td></td><th scope=\"col\">Stated</th><th scope=\"col\">Computed</th>{changed}\
         <th scope=\"col\">Gap</th><th scope=\"col\">Verdict</th></tr></thead>\n<tbody>\n"
    );
    for row in rows {
        let company = row.company.as_ref().map(|company| format!(" <span class=\"company\">{}</span>", escaped(&one_line(company))));
        let _ = write!(out, "<tr><th scope=\"row\">{}{}</th>", escaped(&one_line(&row.name)), company.unwrap_or_default());
        for cell in cells(row, is_rescored) {
            // The number stands out from its label.
            let cell = match cell.as_deref().map(|cell| cell.split_once(", ").ok_or(cell)) {
                Some(Ok((number, label))) => format!("<b>{}</b> {}", escaped(number), escaped(&one_line(label))),
                Some(Err(one)) if one.ends_with(|last: char| last.is_ascii_digit()) => format!("<b>{}</b>", escaped(one)),
                Some(Err(one)) => escaped(&one_line(one)),
                None => "<span class=\"none\">–</span>".to_owned(),
            };
            let _ = write!(out, "<td>{cell}</td>");
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table></div>\n");
}

const fn list_name(bullet: Bullet) -> &'static str {
    match bullet {
        Bullet::Sign => "ul",
        Bullet::Number(_) => "ol",
    }
}

/// Ends the list that is open and begins the one that is wanted, where they are not the same.
fn change_list(out: &mut String, open: &mut Option<&'static str>, wanted: Option<&'static str>) {
    if *open == wanted {
        return;
    }
    if let Some(name) = *open {
        let _ = writeln!(out, "</{name}>");
    }
    if let Some(name) = wanted {
        let _ = writeln!(out, "<{name}>");
    }
    *open = wanted;
}

/// Writes a block; `list` is the list that is open before and after it.
fn write_block(out: &mut String, block: &Block<'_>, list: &mut Option<&'static str>, is_first: bool) {
    change_list(out, list, block.bullet.map(list_name));
    let apart = if block.apart { " apart" } else { "" };
    let close = match (block.bullet, block.part.as_str()) {
        (Some(bullet), _) => {
            let value = if let Bullet::Number(number) = bullet { format!(" value=\"{number}\"") } else { String::new() };
            let _ = write!(out, "<li class=\"{}\"{value} dir=\"auto\">", block.part);
            "</li>"
        }
        (None, "heading") => {
            let _ = write!(out, "<h3{} dir=\"auto\">", if is_first { " class=\"first\"" } else { "" });
            "</h3>"
        }
        (None, part) => {
            let _ = write!(out, "<p class=\"{part}{apart}\" dir=\"auto\">");
            "</p>"
        }
    };
    for (at, marked) in block.sentences.iter().enumerate() {
        if at > 0 && marked.spaced {
            out.push(' ');
        }
        if marked.tag.is_empty() {
            out.push_str(&escaped(&marked.words));
        } else {
            let _ = write!(
                out,
                "<mark class=\"{}\"><b class=\"tag\">{} </b>{}</mark>",
                class(marked),
                escaped(&phrase::capital(&marked.tag)),
                escaped(&marked.words)
            );
        }
        comment(out, &marked.change, marked.comment);
    }
    let _ = writeln!(out, "{close}");
}

/// What a mark looks like: its dominant role.
fn class(marked: &Marked<'_>) -> &'static str {
    let dominant = marked.sentence.roles.first().map(|held| held.role.as_str());
    phrase::ROLES.into_iter().find(|role| dominant == Some(*role)).unwrap_or("changed")
}

fn comment(out: &mut String, change: &str, comment: &str) {
    if change.is_empty() && comment.trim().is_empty() {
        return;
    }
    let change = if change.is_empty() { String::new() } else { format!("<i>{}</i> ", escaped(&phrase::capital(change))) };
    let label = if comment.trim().is_empty() { "Your change" } else { "Your comment" };
    let _ = write!(out, "<span class=\"comment\" role=\"note\" aria-label=\"{label}\">{change}{}</span>", escaped(comment.trim()));
}
