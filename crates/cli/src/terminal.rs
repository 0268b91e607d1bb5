//! An annotated note as a page for a terminal: the note as it reads, its sentences marked, below it both sentiments side by side.
//! What is coloured is also said in words, so that the page is whole without colours.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use exchange::json::Document;
use exchange::link::{Finding, Seen, Stated};
use exchange::phrase;
use exchange::review::{Outcome, Review};
use scorer::annotation::{AnnotatedSentence, Annotation};
use scorer::note::Part;
use scorer::role::Role;
use scorer::score::Verdict;
use scorer::{Flat, Span};
use unicode_width::UnicodeWidthStr;

use crate::axis;
use crate::paragraph::Paragraph;

const INDENT: usize = 2;
/// Columns of the names that stand before the scale.
const NAMES: usize = 10;
/// How many of the sentences that drive a gap are shown.
const DRIVERS: usize = 3;
const NONE: &str = "–";

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
const PLAIN: Style = Style::new();

/// Columns to write in: those of the terminal, 80 where there is none, never so many that lines are hard to read.
pub fn width() -> usize {
    let columns = terminal_size::terminal_size_of(io::stdout()).map_or(80, |(columns, _)| usize::from(columns.0));
    columns.clamp(40, 100)
}

/// Writes the name of the source that a page is of.
pub fn title(output: &mut impl Write, name: &str) -> io::Result<()> {
    writeln!(output, "{BOLD}== {} =={BOLD:#}\n", printable(name))
}

/// Writes the whole page.
pub fn page(output: &mut impl Write, text: &str, annotation: &Annotation, width: usize) -> io::Result<()> {
    note(output, text, &annotation.sentences, width)?;
    if !annotation.sentences.is_empty() {
        writeln!(output)?;
    }
    sentiments(output, annotation, width)?;
    tickers(output, annotation)?;
    drivers(output, text, annotation, width)?;
    writeln!(output)
}

/// Writes what the reader of a note changed in it; nothing where that is nothing.
pub fn review(output: &mut impl Write, document: &Document, review: &Review, outcome: &Outcome) -> io::Result<()> {
    if review.is_empty() {
        return Ok(());
    }
    writeln!(output, "{BOLD}Reader's changes{BOLD:#}")?;
    if let Some(score) = outcome.scores.as_ref().and_then(|scores| scores.computed.score) {
        writeln!(output, "  computed with them: {}", phrase::typeset(&phrase::signed(score)))?;
    }
    for (entry, place) in review.entries.iter().zip(&outcome.places) {
        let change = phrase::change(entry, place.and_then(|id| document.sentences.get(id)));
        let gone = if place.is_none() { " (no longer in the text)" } else { "" };
        writeln!(output, "  {}{DIM}{gone}{DIM:#}", printable(&entry.target.exact))?;
        for line in [change.as_str(), entry.comment.as_str()].into_iter().filter(|line| !line.is_empty()) {
            writeln!(output, "    {}", printable(line))?;
        }
    }
    writeln!(output)
}

/// Writes findings that came without their note.
pub fn findings(output: &mut impl Write, findings: &[Finding], stated: Option<&Stated>, seen: &Seen, sentences: usize) -> io::Result<()> {
    let number = |score: Option<f64>| score.map_or_else(|| NONE.to_owned(), |score| phrase::typeset(&phrase::signed(score)));
    let (count, of) = (phrase::shared(findings), phrase::plural(sentences, "sentence or line", "sentences and lines"));
    writeln!(output, "{BOLD}{count}{BOLD:#} of a note of {of}, which is not in the link")?;
    let label = stated.and_then(|stated| stated.label.as_deref()).unwrap_or_default();
    writeln!(output, "  stated   {} {}", number(stated.and_then(|stated| stated.score)), printable(label))?;
    writeln!(output, "  computed {}", number(seen.score))?;
    if seen.reviewed.is_some() {
        writeln!(output, "  with the sender's changes {}", number(seen.reviewed))?;
    }
    for finding in findings {
        let facts: Vec<String> =
            [finding.horizons.join("; "), finding.tickers.join(", ")].into_iter().filter(|fact| !fact.is_empty()).collect();
        writeln!(
            output,
            "\n{BOLD}[{}]{BOLD:#} {} {}  {DIM}{}{DIM:#}",
            if finding.roles.is_empty() { "no finding".to_owned() } else { printable(&finding.roles.join(" + ")) },
            number(Some(finding.contribution)),
            finding.quote.as_deref().map_or_else(|| format!("sentence {}", finding.place + 1), printable),
            printable(&facts.join("  "))
        )?;
        if !finding.comment.is_empty() {
            writeln!(output, "    {}", printable(&finding.comment))?;
        }
    }
    Ok(())
}

fn note(output: &mut impl Write, text: &str, sentences: &[AnnotatedSentence], width: usize) -> io::Result<()> {
    // Lines break where the note's own blocks do, not where a paste was wrapped.
    let mut paragraph = Paragraph::new(width, INDENT);
    let mut before: Option<&AnnotatedSentence> = None;
    for sentence in sentences {
        if let Some(last) = before.filter(|last| last.part != Part::Body || last.block != sentence.block) {
            write!(output, "{}", std::mem::replace(&mut paragraph, Paragraph::new(width, INDENT)).finish())?;
            let between = Span::new(last.span.end, sentence.span.start).of(text);
            if between.matches('\n').count() > 1 {
                writeln!(output)?;
            }
        }
        let style = style(sentence);
        for (tag, tag_style) in tags(sentence, before) {
            paragraph.word(&tag, tag_style);
        }
        for word in words(text, sentence.span) {
            paragraph.word(&word, style);
        }
        before = Some(sentence);
    }
    write!(output, "{}", paragraph.finish())
}

/// How a sentence's words look: role sentences underlined in the colour of the dominant role.
fn style(sentence: &AnnotatedSentence) -> Style {
    match sentence.part {
        Part::Heading => BOLD,
        Part::Boilerplate | Part::Meta => DIM,
        Part::Body => dominant(sentence).map_or(PLAIN, |role| colour(role).underline()),
    }
}

fn dominant(sentence: &AnnotatedSentence) -> Option<Role> {
    Some(sentence.reading.as_ref()?.roles.first()?.role)
}

fn colour(role: Role) -> Style {
    let colour = match role {
        Role::Risk => AnsiColor::Red,
        Role::Catalyst => AnsiColor::Green,
        Role::Contrarian => AnsiColor::Magenta,
    };
    Style::new().fg_color(Some(colour.into()))
}

/// What is said before a sentence: its roles, or the part it belongs to where the one before belongs to another.
fn tags(sentence: &AnnotatedSentence, before: Option<&AnnotatedSentence>) -> Vec<(String, Style)> {
    match sentence.part {
        Part::Heading => Vec::new(),
        part @ (Part::Boilerplate | Part::Meta) => {
            if before.is_some_and(|before| before.part == part) {
                return Vec::new();
            }
            let name = if part == Part::Meta { "[meta]" } else { "[boilerplate]" };
            vec![(name.to_owned(), DIM)]
        }
        Part::Body => sentence
            .reading
            .iter()
            .flat_map(|reading| &reading.roles)
            .map(|held| (format!("[{} {:.2}]", held.role.name().to_uppercase(), held.probability), colour(held.role).bold()))
            .collect(),
    }
}

/// The words of a stretch of text as they were pasted, each on one line and without characters that steer a terminal.
fn words(text: &str, span: Span) -> Vec<String> {
    let flat = Flat::new(text, span);
    let mut words = Vec::new();
    let mut start = 0;
    for word in flat.text().split(' ') {
        let end = start + word.len();
        let pasted = flat.source(start, end).of(text);
        // A word that was broken over two lines is shown joined.
        let whole = if pasted.contains(char::is_whitespace) { word } else { pasted };
        words.push(printable(whole));
        start = end + 1;
    }
    words.retain(|word| !word.is_empty());
    words
}

/// `text` with every control character, and every one that turns the direction of writing, replaced.
pub fn printable(text: &str) -> String {
    text.chars()
        .map(|character| match character {
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
            _ if character.is_control() => '\u{fffd}',
            _ => character,
        })
        .collect()
}

fn sentiments(output: &mut impl Write, annotation: &Annotation, width: usize) -> io::Result<()> {
    let cells = width.saturating_sub(INDENT + NAMES + 30).clamp(11, 41);
    let computed = &annotation.computed;
    let stated = annotation.stated.as_ref();
    let stated_score = stated.and_then(|stated| stated.score);
    let stated_label = stated.and_then(|stated| stated.label.as_deref());

    writeln!(output, "{:INDENT$}{:before$}{DIM}{}{DIM:#}", "", "", axis::numbers(cells), before = NAMES - 1)?;
    scale(output, "stated", &axis::draw(stated_score, None, cells), stated_score, stated_label)?;
    scale(
        output,
        "computed",
        &axis::draw(computed.score, computed.interval, cells),
        computed.score,
        computed.label.map(scorer::score::Label::name),
    )?;
    if let Some((low, high)) = computed.interval {
        named(output, "", &format!("90 % interval {low:+.2} to {high:+.2}"), DIM, width)?;
    }
    if let Some(unread) = &annotation.unread {
        named(output, "unread", &unread.to_string(), PLAIN, width)?;
    }
    named(output, "gap", &gap(annotation), BOLD, width)?;
    let Some(stated) = stated else { return Ok(()) };
    if let Some(rating) = &stated.rating {
        named(output, "rating", &format!("{rating} (an analyst's rating is no sentiment score)"), PLAIN, width)?;
    }
    for finding in &stated.findings {
        named(output, "finding", &finding.to_string(), PLAIN, width)?;
    }
    Ok(())
}

fn scale(output: &mut impl Write, name: &str, drawn: &str, score: Option<f64>, label: Option<&str>) -> io::Result<()> {
    let label = label.map(printable).unwrap_or_default();
    let sentiment = format!("{BOLD}{}{BOLD:#} {label}", number(score));
    writeln!(output, "{:INDENT$}{name:NAMES$}{drawn}  {}", "", sentiment.trim_end())
}

/// A name and what there is to say, over as many lines as it takes.
fn named(output: &mut impl Write, name: &str, content: &str, style: Style, width: usize) -> io::Result<()> {
    let mut paragraph = Paragraph::new(width, INDENT + NAMES);
    for word in printable(content).split_whitespace() {
        paragraph.word(word, style);
    }
    // The name takes the place of the first line's indent.
    let lines = paragraph.finish();
    write!(output, "{:INDENT$}{name:NAMES$}{}", "", lines.trim_start_matches(' '))
}

/// The distance between what is computed and what is stated, in words.
fn gap(annotation: &Annotation) -> String {
    let divergence = &annotation.divergence;
    let words = match divergence.verdict {
        Verdict::Agrees => "which is within the interval: the text agrees with what is stated",
        Verdict::TextLessPositive => "the text is less positive than what is stated",
        Verdict::TextMorePositive => "the text is more positive than what is stated",
        Verdict::OppositeSign => "the text and what is stated point in opposite directions",
        Verdict::NothingStated if annotation.computed.score.is_none() => "there is no sentence to compute a sentiment from",
        Verdict::NothingStated => "the note states no sentiment",
    };
    match divergence.gap {
        Some(gap) => format!("{gap:+.2}, {words}"),
        // Without a number there is a label at best, and its range is what was compared.
        None if divergence.verdict == Verdict::Agrees => "the text agrees with the label that is stated".to_owned(),
        None => words.to_owned(),
    }
}

fn tickers(output: &mut impl Write, annotation: &Annotation) -> io::Result<()> {
    let computed = &annotation.computed.tickers;
    let stated = annotation.stated.as_ref().map_or(&[][..], |stated| &stated.tickers);
    let only_stated = stated.iter().filter(|entry| computed.iter().all(|ticker| ticker.ticker != entry.ticker));
    let rows: Vec<[String; 3]> = computed
        .iter()
        .map(|ticker| {
            let entry = stated.iter().find(|entry| entry.ticker == ticker.ticker);
            let name = ticker.name.as_deref().filter(|name| *name != ticker.ticker).unwrap_or_default();
            [
                format!("{} {name}", ticker.ticker),
                entry.map_or_else(|| NONE.to_owned(), |entry| sentiment(entry.score, entry.label.as_deref())),
                sentiment(Some(ticker.score), Some(ticker.label.name())),
            ]
        })
        .chain(only_stated.map(|entry| [entry.ticker.clone(), sentiment(entry.score, entry.label.as_deref()), NONE.to_owned()]))
        .map(|row| row.map(|cell| printable(cell.trim_end())))
        .collect();
    if rows.is_empty() {
        return Ok(());
    }
    let widest = |column: fn(&[String; 3]) -> &String, title: &str| {
        rows.iter().map(|row| column(row).width()).chain([title.width()]).max().unwrap_or_default() + 2
    };
    let (first, second) = (widest(|[ticker, ..]| ticker, "ticker"), widest(|[_, stated, _]| stated, "stated"));
    writeln!(output)?;
    writeln!(output, "{:INDENT$}{DIM}{}{}computed{DIM:#}", "", padded("ticker", first), padded("stated", second))?;
    for [ticker, stated, computed] in &rows {
        writeln!(output, "{:INDENT$}{}{}{computed}", "", padded(ticker, first), padded(stated, second))?;
    }
    Ok(())
}

/// The sentences that drive a gap, each on a line.
fn drivers(output: &mut impl Write, text: &str, annotation: &Annotation, width: usize) -> io::Result<()> {
    if matches!(annotation.divergence.verdict, Verdict::Agrees | Verdict::NothingStated) {
        return Ok(());
    }
    let driving = annotation.divergence.sentences.iter().filter_map(|id| annotation.sentences.get(*id)).take(DRIVERS);
    for (at, sentence) in driving.enumerate() {
        if at == 0 {
            writeln!(output, "\n{:INDENT$}{DIM}sentences that drive the gap, with what each adds to the computed score{DIM:#}", "")?;
        }
        let contribution = sentence.reading.as_ref().map_or(0.0, |reading| reading.contribution);
        let room = width.saturating_sub(INDENT + 7);
        writeln!(output, "{:INDENT$}{contribution:+.2}  {}", "", shortened(&words(text, sentence.span).join(" "), room))?;
    }
    Ok(())
}

fn sentiment(score: Option<f64>, label: Option<&str>) -> String {
    format!("{} {}", number(score), label.unwrap_or_default()).trim_end().to_owned()
}

fn number(value: Option<f64>) -> String {
    value.map_or_else(|| NONE.to_owned(), |value| format!("{value:+.2}"))
}

/// `text` filled up with spaces to `columns`.
fn padded(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(text.width())))
}

/// `text` cut at a character so that it takes at most `columns`, with an ellipsis where something was cut.
fn shortened(text: &str, columns: usize) -> String {
    if text.width() <= columns {
        return text.to_owned();
    }
    let mut short = String::new();
    for character in text.chars() {
        short.push(character);
        if short.width() + 1 > columns {
            short.pop();
            break;
        }
    }
    format!("{}…", short.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_shown_as_pasted_but_on_one_line_and_harmless() {
        let check = |text: &str, expected: &[&str]| assert_eq!(words(text, Span::new(0, text.len())), expected, "{text:?}");
        check("It’s “cheap”", &["It’s", "“cheap”"]);
        check("a profit-\nability  story", &["a", "profitability", "story"]);
        check("red \u{1b}[31malert", &["red", "\u{fffd}[31malert"]);
        check("", &[]);
    }

    #[test]
    fn long_text_is_cut_to_its_columns() {
        let check = |text: &str, columns, expected: &str| assert_eq!(shortened(text, columns), expected);
        check("margins hold", 12, "margins hold");
        check("margins hold", 11, "margins ho…");
        check("margins hold", 9, "margins…");
        check("利益率上昇", 7, "利益率…");
    }
}
