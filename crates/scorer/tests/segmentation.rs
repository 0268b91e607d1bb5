//! How well notes are taken apart: parts and exact sentence boundaries over the whole labelled corpus, rebuilt as pasted text.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use scorer::Span;
use scorer::note::{Note, Part};
use scorer::sentence::split;

/// A labelled line and where it stands in the rebuilt text.
struct Line {
    part: Part,
    span: Span,
    /// Whether the paste shows where it begins and ends: by a mark or by a line of its own. Chat whose line breaks were lost shows neither.
    shown: bool,
}

/// A note as a reader would paste it.
struct Pasted {
    id: String,
    text: String,
    lines: Vec<Line>,
}

/// All corpus notes, rebuilt as `corpus/notes.py` does: a blank line is a paragraph break, body lines share a line unless they are bullets.
fn corpus() -> Vec<(String, Vec<Pasted>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|end| end == "txt"))
        .collect();
    paths.sort();
    let read = |path: &std::path::PathBuf| {
        let text = fs::read_to_string(path).unwrap();
        (path.file_stem().unwrap().to_string_lossy().into_owned(), text.split("@note ").skip(1).map(rebuild).collect())
    };
    paths.iter().map(read).collect()
}

fn rebuild(note: &str) -> Pasted {
    let mut rows = note.lines();
    let id = rows.next().unwrap().split_whitespace().next().unwrap().trim_start_matches("id=").to_owned();
    let (mut text, mut lines, mut fresh, mut previous) = (String::new(), Vec::<Line>::new(), true, None);
    let mut shows = true;
    for row in rows {
        if row.trim().is_empty() {
            fresh = true;
            continue;
        }
        let fields: Vec<&str> = row.splitn(4, " | ").map(str::trim).collect();
        let part = match fields[0] {
            "heading" => Part::Heading,
            "body" => Part::Body,
            "boilerplate" => Part::Boilerplate,
            "meta" => Part::Meta,
            other => panic!("{id}: {other} is no part"),
        };
        let words = fields[3];
        if !text.is_empty() {
            let own_line = part != Part::Body || previous != Some(Part::Body) || is_bullet(words);
            let shown = fresh || own_line || ends_with_mark(&text);
            if let Some(last) = lines.last_mut() {
                last.shown &= shown;
            }
            shows = shown;
            text.push_str(if fresh {
                "\n\n"
            } else if own_line {
                "\n"
            } else {
                " "
            });
        }
        lines.push(Line { part, span: Span::new(text.len(), text.len() + words.len()), shown: shows });
        text.push_str(words);
        (fresh, previous) = (false, Some(part));
    }
    text.push('\n');
    Pasted { id, text, lines }
}

fn ends_with_mark(text: &str) -> bool {
    text.trim_end_matches(['"', '\'', '”', '’', ')', ']', '*', '_']).ends_with(['.', '!', '?', '…'])
}

fn is_bullet(words: &str) -> bool {
    let Some((mark, _)) = words.split_once(' ') else { return false };
    let number = |text: &str| (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    matches!(mark, "-" | "•" | "*" | "–")
        || mark.strip_suffix(['.', ')']).is_some_and(number)
        || mark.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')).is_some_and(number)
}

#[derive(Default)]
struct Count {
    lines: usize,
    exact: usize,
}

impl std::ops::AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.lines += other.lines;
        self.exact += other.exact;
    }
}

impl Count {
    fn share(&self) -> f64 {
        self.exact as f64 / self.lines.max(1) as f64
    }
}

#[test]
fn corpus_is_taken_apart_as_labelled() {
    let (mut body, mut shown, mut ends) = (Count::default(), Count::default(), Count::default());
    let mut confusion: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for (file, notes) in corpus() {
        let mut own = Count::default();
        for pasted in &notes {
            let sentences = split(&pasted.text, &Note::parse(&pasted.text));
            for line in &pasted.lines {
                let hit = sentences.iter().find(|sentence| sentence.span.overlaps(line.span));
                let found = hit.map_or("nothing", |sentence| sentence.part.name());
                *confusion.entry((line.part.name(), found)).or_default() += 1;
                if line.part == Part::Body {
                    own.lines += 1;
                    let exact = hit.is_some_and(|sentence| sentence.span == line.span);
                    own.exact += usize::from(exact);
                    let found_ends = sentences.iter().any(|sentence| sentence.span.start == line.span.start)
                        && sentences.iter().any(|sentence| sentence.span.end == line.span.end);
                    ends += Count { lines: usize::from(line.shown), exact: usize::from(found_ends && line.shown) };
                    shown += Count { lines: usize::from(line.shown), exact: usize::from(exact && line.shown) };
                    if std::env::var_os("SHOW_MISSES").is_some() && !exact && line.shown {
                        println!(
                            "cut  {} {:?}\n     {:?}",
                            pasted.id,
                            line.span.of(&pasted.text),
                            hit.map(|sentence| sentence.span.of(&pasted.text))
                        );
                    }
                }
                if std::env::var_os("SHOW_MISSES").is_some() && found != line.part.name() {
                    println!("part {} {} as {found} {:?}", pasted.id, line.part.name(), line.span.of(&pasted.text));
                }
            }
        }
        println!("{file} {:.4} of {} sentences exact", own.share(), own.lines);
        body += own;
    }
    println!("all {:.4} of {} sentences exact", body.share(), body.lines);
    println!("whose ends are shown {:.4} of {} sentences exact", shown.share(), shown.lines);
    println!("of these both ends found, a labelled line of several sentences being several, {:.4}", ends.share());
    println!("{confusion:#?}");
    let recall = |part: &str| {
        let all: usize = confusion.iter().filter(|((own, _), _)| *own == part).map(|(_, count)| count).sum();
        confusion.get(&(part, part)).copied().unwrap_or_default() as f64 / all as f64
    };
    println!(
        "recall: body {:.4}, heading {:.4}, meta {:.4}, boilerplate {:.4}",
        recall("body"),
        recall("heading"),
        recall("meta"),
        recall("boilerplate")
    );
    // Of all sentences 4.2 % are chat messages run together by single spaces: nothing in the paste shows where they end.
    assert!(shown.share() >= 0.985, "expected 98.5 % of the sentences with shown ends exact, found {:.4}", shown.share());
    assert!(ends.share() >= 0.995, "expected both ends of 99.5 % of them found, got {:.4}", ends.share());
    assert!(body.share() >= 0.945, "expected 94.5 % of all sentences exact, found {:.4}", body.share());
    for (part, least) in [("body", 0.995), ("heading", 0.95), ("meta", 0.94), ("boilerplate", 0.95)] {
        assert!(recall(part) >= least, "expected {least} of {part} lines found, got {:.4}", recall(part));
    }
}

/// A paste broken at a width, or with other line ends, holds the same sentences.
#[test]
fn broken_lines_hold_the_same_sentences() {
    let (mut all, mut same) = (0, 0);
    for pasted in corpus().into_iter().flat_map(|(_, notes)| notes) {
        let expected = words(&pasted.text);
        let crlf = pasted.text.replace('\n', "\r\n");
        assert_eq!(words(&crlf), expected, "{} with CR LF", pasted.id);
        let found: std::collections::HashSet<String> = words(&wrap(&pasted.text, 80)).into_iter().collect();
        all += expected.len();
        same += expected.iter().filter(|sentence| found.contains(*sentence)).count();
    }
    println!("{:.4} of {all} sentences are the same when broken at 80 columns", same as f64 / all as f64);
    assert!(same as f64 >= 0.98 * all as f64, "{same} of {all}");
}

/// The body sentences of a text, each with plain spaces.
fn words(text: &str) -> Vec<String> {
    let body = split(text, &Note::parse(text)).into_iter().filter(|sentence| sentence.part == Part::Body);
    body.map(|sentence| sentence.span.of(text).split_whitespace().collect::<Vec<_>>().join(" ")).collect()
}

fn wrap(text: &str, width: usize) -> String {
    let mut wrapped = String::new();
    for line in text.lines() {
        let mut column = 0;
        for word in line.split(' ') {
            let length = word.chars().count();
            if column > 0 && column + 1 + length > width {
                wrapped.push('\n');
                column = 0;
            } else if column > 0 {
                wrapped.push(' ');
                column += 1;
            }
            wrapped.push_str(word);
            column += length;
        }
        wrapped.push('\n');
    }
    wrapped
}
