//! Parts and sentence boundaries, measured on the whole labelled corpus as it would be pasted: one paragraph a line, hard-wrapped,
//! and with Windows line ends.
//!
//! `cargo test -p scorer --test segmentation -- --nocapture` prints the figures; with `SEGMENTATION_DUMP` set, also every miss.
//! A boundary that no mark and no line end shows (unpunctuated chat that `notes.py` joins with a space) is counted in the first
//! table and left out of its bar; the second table has such remarks on lines of their own, as a chat is copied, and counts all.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test that cannot go on fails")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use scorer::Span;
use scorer::note::{Note, Part};
use scorer::sentence::{Sentence, split};

/// One labelled line of the corpus.
struct Line {
    part: Part,
    span: Span,
    /// Whether the pasted text marks where it begins and ends: a line break or the mark that closes a sentence.
    marked: bool,
}

/// A note as pasted.
struct Pasted {
    id: String,
    text: String,
    lines: Vec<Line>,
}

/// How body lines without a closing mark are pasted.
#[derive(Clone, Copy, PartialEq)]
enum Joined {
    /// As `notes.py` does: all body lines of a paragraph with one space between.
    Always,
    /// As a chat is copied: a remark without a full stop ends its line.
    Closed,
}

#[test]
fn corpus() {
    let dump = std::env::var("SEGMENTATION_DUMP").is_ok();
    for joined in [Joined::Always, Joined::Closed] {
        let mut figures: BTreeMap<String, Figures> = BTreeMap::new();
        let mut total = Figures::default();
        for (file, notes) in corpus_files() {
            let own = figures.entry(file).or_default();
            for lines in &notes {
                let pasted = paste(lines, joined);
                let (note, sentences) = read(&pasted.text);
                let counted = Figures::of(&pasted, &note, &sentences, dump && joined == Joined::Closed);
                own.add(&counted);
                total.add(&counted);
            }
        }
        println!(
            "{}",
            if joined == Joined::Always { "== as notes.py joins" } else { "== remarks without a full stop on lines of their own" }
        );
        for (file, own) in &figures {
            println!("{file:6} {}", own.summary());
        }
        println!("all    {}", total.summary());
        println!("{}", total.confusion());
        assert!(total.marked_rate() >= 0.99, "{}", total.summary());
        assert!(total.part_rate() >= 0.99, "{}", total.summary());
        for (part, recall) in [("heading", 0.97), ("body", 0.99), ("boilerplate", 0.94), ("meta", 0.97)] {
            assert!(total.recall(part) >= recall, "{part}: {}", total.confusion());
        }
        if joined == Joined::Closed {
            assert!(total.bounded_rate() >= 0.99, "{}", total.summary());
            // The rest are lines that hold two sentences; a split inside a sentence would lower this.
            assert!(total.exact_rate() >= 0.985, "{}", total.summary());
        }
    }
}

#[derive(Default)]
struct Figures {
    body: usize,
    /// Body lines that are one sentence each, from their first to their last byte.
    exact: usize,
    /// Body lines that begin where a sentence begins and end where one ends: a line may hold two ("Hold. Target 395p.").
    bounded: usize,
    marked: usize,
    marked_bounded: usize,
    confusion: BTreeMap<(&'static str, &'static str), usize>,
}

impl Figures {
    fn of(pasted: &Pasted, note: &Note, sentences: &[Sentence], dump: bool) -> Self {
        let mut figures = Self::default();
        for line in &pasted.lines {
            let found = note.blocks.iter().find(|block| block.span.end > line.span.start).expect("a block");
            *figures.confusion.entry((name(line.part), name(found.part))).or_default() += 1;
            if dump && found.part != line.part {
                println!("PART {} {}>{} {:?}", pasted.id, name(line.part), name(found.part), line.span.of(&pasted.text));
            }
            if line.part != Part::Body {
                continue;
            }
            let exact = sentences.iter().any(|sentence| sentence.span == line.span);
            let bounded = sentences.iter().any(|sentence| sentence.span.start == line.span.start)
                && sentences.iter().any(|sentence| sentence.span.end == line.span.end);
            figures.body += 1;
            figures.exact += usize::from(exact);
            figures.bounded += usize::from(bounded);
            figures.marked += usize::from(line.marked);
            figures.marked_bounded += usize::from(line.marked && bounded);
            if dump && !bounded {
                let got: Vec<&str> = sentences.iter().filter(|s| s.span.overlaps(line.span)).map(|s| s.span.of(&pasted.text)).collect();
                println!("SENT {} {:?} {:?}", pasted.id, line.span.of(&pasted.text), got);
            }
        }
        figures
    }

    fn add(&mut self, other: &Self) {
        self.body += other.body;
        self.exact += other.exact;
        self.bounded += other.bounded;
        self.marked += other.marked;
        self.marked_bounded += other.marked_bounded;
        for (key, count) in &other.confusion {
            *self.confusion.entry(*key).or_default() += count;
        }
    }

    fn exact_rate(&self) -> f64 {
        rate(self.exact, self.body)
    }

    fn bounded_rate(&self) -> f64 {
        rate(self.bounded, self.body)
    }

    fn marked_rate(&self) -> f64 {
        rate(self.marked_bounded, self.marked)
    }

    fn part_rate(&self) -> f64 {
        let right = self.confusion.iter().filter(|((expected, found), _)| expected == found).map(|(_, count)| count).sum();
        rate(right, self.confusion.values().sum())
    }

    fn recall(&self, part: &'static str) -> f64 {
        let all = self.confusion.iter().filter(|((expected, _), _)| *expected == part).map(|(_, count)| count).sum();
        rate(self.confusion.get(&(part, part)).copied().unwrap_or(0), all)
    }

    fn summary(&self) -> String {
        format!(
            "{} body lines: one sentence each {:.4}, start and end {:.4}, start and end where both are marked {:.4} of {}; parts {:.4}",
            self.body,
            self.exact_rate(),
            self.bounded_rate(),
            self.marked_rate(),
            self.marked,
            self.part_rate()
        )
    }

    fn confusion(&self) -> String {
        let names = ["heading", "body", "boilerplate", "meta"];
        let mut table = String::new();
        for expected in names {
            let row: Vec<usize> = names.iter().map(|found| self.confusion.get(&(expected, *found)).copied().unwrap_or(0)).collect();
            let right = self.confusion.get(&(expected, expected)).copied().unwrap_or(0);
            let found: usize = names.iter().map(|other| self.confusion.get(&(*other, expected)).copied().unwrap_or(0)).sum();
            writeln!(table, "{expected:12} {row:?} recall {:.4} precision {:.4}", rate(right, row.iter().sum()), rate(right, found))
                .unwrap();
        }
        table
    }
}

fn rate(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

/// Prose stays prose however it is set: here each sentence is a paragraph of its own, where a title, tagline or page's line could
/// be suspected in every one.
#[test]
fn sentences_as_paragraphs_stay_body() {
    let dump = std::env::var("SEGMENTATION_DUMP").is_ok();
    let (mut all, mut body) = (0, 0);
    for (_, notes) in corpus_files() {
        for (id, lines) in &notes {
            let sentences = lines.iter().flatten().filter(|(part, words)| *part == Part::Body && closed(words));
            let text = sentences.map(|(_, words)| words.as_str()).collect::<Vec<_>>().join("\n\n");
            let note = Note::parse_with(&text, None);
            all += note.blocks.len();
            body += note.blocks.iter().filter(|block| block.part == Part::Body).count();
            for block in note.blocks.iter().filter(|block| dump && block.part != Part::Body) {
                println!("PARA {id} {} {:?}", name(block.part), block.span.of(&text));
            }
        }
    }
    println!("sentences as paragraphs: {:.4} of {all} body", rate(body, all));
    assert!(rate(body, all) >= 0.99, "{body} of {all}");
}

#[test]
fn wrapped_lines_and_windows_line_ends_change_no_sentence() {
    let dump = std::env::var("SEGMENTATION_DUMP").is_ok();
    let (mut all, mut same) = (0, 0);
    for (_, notes) in corpus_files() {
        for lines in &notes {
            let pasted = paste(lines, Joined::Always);
            let (_, plain) = read(&pasted.text);
            let wrapped = wrap(&pasted.text, 80);
            let (_, after) = read(&wrapped);
            for sentence in plain.iter().filter(|sentence| sentence.part == Part::Body) {
                all += 1;
                let kept = after.iter().any(|other| other.span == sentence.span && other.part == Part::Body);
                same += usize::from(kept);
                if dump && !kept {
                    let got: Vec<_> =
                        after.iter().filter(|s| s.span.overlaps(sentence.span)).map(|s| (name(s.part), s.span.of(&wrapped))).collect();
                    println!("WRAP {} {:?} {:?}", pasted.id, sentence.span.of(&wrapped), got);
                }
            }
            let windows = pasted.text.replace('\n', "\r\n");
            let (_, carried) = read(&windows);
            let carried: Vec<(Part, String)> =
                carried.iter().map(|sentence| (sentence.part, sentence.span.of(&windows).replace("\r\n", "\n"))).collect();
            let unix: Vec<(Part, String)> =
                plain.iter().map(|sentence| (sentence.part, sentence.span.of(&pasted.text).to_owned())).collect();
            assert_eq!(unix, carried, "{}", pasted.id);
        }
    }
    println!("wrapped at 80: {:.4} of {all} body sentences the same", rate(same, all));
    assert!(rate(same, all) >= 0.98, "{same} of {all}");
}

fn read(text: &str) -> (Note, Vec<Sentence>) {
    let note = Note::parse_with(text, None);
    let sentences = split(text, &note);
    (note, sentences)
}

/// Breaks every line before the word that would pass `width`: only spaces become line breaks, so that offsets stay.
fn wrap(text: &str, width: usize) -> String {
    let lines = text.split('\n').map(|line| {
        let mut wrapped = String::with_capacity(line.len());
        let mut column = 0;
        for word in line.split(' ') {
            let length = word.chars().count();
            if column > 0 && column + 1 + length > width {
                wrapped.push('\n');
                column = length;
            } else {
                if !wrapped.is_empty() {
                    wrapped.push(' ');
                    column += 1;
                }
                column += length;
            }
            wrapped.push_str(word);
        }
        wrapped
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn name(part: Part) -> &'static str {
    match part {
        Part::Heading => "heading",
        Part::Body => "body",
        Part::Boilerplate => "boilerplate",
        Part::Meta => "meta",
    }
}

/// A note's id and its lines; `None` is a paragraph break.
type Labelled = (String, Vec<Option<(Part, String)>>);

fn corpus_files() -> Vec<(String, Vec<Labelled>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    assert!(!paths.is_empty());
    paths
        .iter()
        .map(|path| (path.file_stem().unwrap().to_str().unwrap().to_owned(), labelled(&fs::read_to_string(path).unwrap())))
        .collect()
}

fn labelled(file: &str) -> Vec<Labelled> {
    let mut notes: Vec<Labelled> = Vec::new();
    for raw in file.lines() {
        if let Some(header) = raw.strip_prefix("@note ") {
            let id = header.split(' ').find_map(|field| field.strip_prefix("id=")).unwrap();
            notes.push((id.to_owned(), Vec::new()));
        } else if let Some((_, lines)) = notes.last_mut() {
            if raw.trim().is_empty() {
                lines.push(None);
                continue;
            }
            let fields: Vec<&str> = raw.splitn(4, " | ").collect();
            let part = match fields[0].trim() {
                "heading" => Part::Heading,
                "body" => Part::Body,
                "boilerplate" => Part::Boilerplate,
                "meta" => Part::Meta,
                other => panic!("part {other:?}"),
            };
            lines.push(Some((part, fields[3].trim().to_owned())));
        }
    }
    notes
}

/// Rebuilds a note as `corpus/notes.py` does.
fn paste((id, lines): &Labelled, joined: Joined) -> Pasted {
    let mut text = String::new();
    let mut spans: Vec<Line> = Vec::new();
    let (mut fresh, mut previous) = (true, None);
    for line in lines {
        let Some((part, words)) = line else {
            fresh = true;
            continue;
        };
        let mut marked = true;
        if !text.is_empty() {
            let unclosed = !closed(&text);
            let own_line =
                *part != Part::Body || previous != Some(Part::Body) || is_bullet(words) || (joined == Joined::Closed && unclosed);
            if !fresh && !own_line && unclosed {
                marked = false;
                spans.last_mut().unwrap().marked = false;
            }
            text.push_str(if fresh {
                "\n\n"
            } else if own_line {
                "\n"
            } else {
                " "
            });
        }
        let start = text.len();
        text.push_str(words);
        spans.push(Line { part: *part, span: Span::new(start, text.len()), marked });
        (fresh, previous) = (false, Some(*part));
    }
    text.push('\n');
    Pasted { id: id.clone(), text, lines: spans }
}

fn closed(text: &str) -> bool {
    text.trim_end_matches(['"', '”', '’', '\'', ')', '»', '*', '_']).ends_with(['.', '!', '?', '…', '。', '！', '？'])
}

/// `^(?:[-•*–]|\d{1,2}[.)]|\(\d{1,2}\))\s`
fn is_bullet(words: &str) -> bool {
    let Some((marker, _)) = words.split_once(char::is_whitespace) else { return false };
    let digits = |inner: &str| (1..=2).contains(&inner.len()) && inner.bytes().all(|byte| byte.is_ascii_digit());
    matches!(marker, "-" | "•" | "*" | "–")
        || marker.strip_suffix(['.', ')']).is_some_and(digits)
        || marker.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).is_some_and(digits)
}
