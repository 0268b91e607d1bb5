//! How long share links are over notes of the corpus, beside what deflate and brotli would need, and how long writing and reading them takes beside brotli.
//! The files of the held-out fold had no part in any choice; the others had.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a measurement may stop where it stands")]

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use exchange::link::{self, Content, Seen};
use exchange::review::Review;

/// As in `training/data.py`.
const FOLDS: usize = 5;
const HELD: usize = 3;

fn main() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut files: Vec<PathBuf> = fs::read_dir(root.join("corpus")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    files.sort();
    let (mut held, mut others, mut digests) = (Vec::new(), Vec::new(), Vec::new());
    for (index, path) in files.iter().enumerate() {
        for (style, text) in notes(&fs::read_to_string(path).unwrap()) {
            if index % FOLDS == HELD {
                if style.contains("digest") {
                    digests.push(text.clone());
                }
                held.push(text);
            } else {
                others.push(text);
            }
        }
    }
    println!(
        "Characters of the link of a note without a review; deflate and brotli 11 as base64url, with as many characters around it as a link has.\n"
    );
    println!("| notes | count | median | mean | to deflate | to brotli | under 1,250 | under 2,000 | under 4,000 |");
    println!("|---|---|---|---|---|---|---|---|---|");
    let mut times = Times::default();
    table("held out", &held, &mut times);
    table("held out, digests", &digests, &mut times);
    table("every fifth of the others", &others.iter().step_by(5).cloned().collect::<Vec<_>>(), &mut times);
    let examples = root.join("../shared/examples");
    match fs::read_dir(&examples) {
        Ok(entries) => {
            for path in entries.map(|entry| entry.unwrap().path()) {
                table(&path.file_name().unwrap().to_string_lossy(), &[fs::read_to_string(&path).unwrap()], &mut times);
            }
        }
        Err(_) => println!("\nNo example is there ({}).", examples.display()),
    }
    println!(
        "\nWriting takes {:.1} times as long as brotli 11 does, reading {:.0} times as long as brotli's decoder; in both the preset text is read first.",
        times.write.as_secs_f64() / times.brotli_write.as_secs_f64(),
        times.read.as_secs_f64() / times.brotli_read.as_secs_f64(),
    );
    println!("In the mean a link took {:.0} ms to write and {:.0} ms to read.", times.mean(times.write), times.mean(times.read));
    let long: String = others.join("\n").chars().take(500_000).collect();
    let start = Instant::now();
    let written = link::write(&content(&long)).unwrap();
    println!("A text of 500,000 characters took {:.1} s and {} characters.", start.elapsed().as_secs_f64(), written.len());
}

#[derive(Default)]
struct Times {
    count: u32,
    write: Duration,
    read: Duration,
    brotli_write: Duration,
    brotli_read: Duration,
}

impl Times {
    fn mean(&self, total: Duration) -> f64 {
        1000.0 * total.as_secs_f64() / f64::from(self.count)
    }
}

fn content(text: &str) -> Content {
    let seen = Seen { score: Some(0.6131), reviewed: None, scorer: "0.1.0".to_owned(), model: "9f3a5c0b17d2e468".to_owned() };
    Content::Note { text: text.to_owned(), review: Review::default(), seen }
}

fn table(name: &str, notes: &[String], times: &mut Times) {
    let mut lengths = Vec::new();
    let (mut deflate, mut brotli) = (0, 0);
    for note in notes {
        let content = content(note);
        let start = Instant::now();
        let written = link::write(&content).unwrap();
        times.write += start.elapsed();
        let start = Instant::now();
        let read = link::read(&written).unwrap();
        times.read += start.elapsed();
        assert_eq!(read, content);
        times.count += 1;
        lengths.push(written.len());
        deflate += letters(miniz_oxide::deflate::compress_to_vec(note.as_bytes(), 10).len());
        let start = Instant::now();
        let mut writer = brotli::CompressorWriter::new(Vec::new(), 4096, 11, 22);
        writer.write_all(note.as_bytes()).unwrap();
        let packed = writer.into_inner();
        times.brotli_write += start.elapsed();
        let start = Instant::now();
        let mut unpacked = Vec::new();
        brotli::BrotliDecompress(&mut packed.as_slice(), &mut unpacked).unwrap();
        times.brotli_read += start.elapsed();
        assert_eq!(unpacked, note.as_bytes());
        brotli += letters(packed.len());
    }
    lengths.sort_unstable();
    let total: usize = lengths.iter().sum();
    let under = |limit: usize| 100.0 * lengths.iter().filter(|length| **length < limit).count() as f64 / lengths.len() as f64;
    println!(
        "| {name} | {} | {} | {:.0} | {:.3} | {:.3} | {:.1} % | {:.1} % | {:.1} % |",
        lengths.len(),
        lengths[lengths.len() / 2],
        total as f64 / lengths.len() as f64,
        total as f64 / deflate as f64,
        total as f64 / brotli as f64,
        under(1250),
        under(2000),
        under(4000),
    );
}

/// Characters of so many bytes in base64url, with those that stand around them in a link.
fn letters(bytes: usize) -> usize {
    (4 * bytes).div_ceil(3) + 14
}

/// Style and text of every whole note in a corpus file, the text as `corpus/notes.py` rebuilds it.
fn notes(file: &str) -> Vec<(String, String)> {
    let mut notes: Vec<(String, String)> = Vec::new();
    let (mut fresh, mut before) = (true, "");
    for line in file.lines() {
        if let Some(header) = line.strip_prefix("@note ") {
            let style = header.split_whitespace().find_map(|field| field.strip_prefix("style=")).unwrap();
            notes.push((style.to_owned(), String::new()));
            (fresh, before) = (true, "");
        } else if line.trim().is_empty() {
            fresh = true;
        } else {
            let mut fields = line.splitn(4, " | ");
            let (part, words) = (fields.next().unwrap().trim(), fields.nth(2).unwrap().trim());
            let text = &mut notes.last_mut().unwrap().1;
            if !text.is_empty() {
                let own_line = part != "body" || before != "body" || is_bullet(words);
                let between = if own_line { "\n" } else { " " };
                text.push_str(if fresh { "\n\n" } else { between });
            }
            text.push_str(words);
            (fresh, before) = (false, part);
        }
    }
    notes.retain(|(style, _)| style != "pairs" && style != "minipair");
    notes.into_iter().map(|(style, text)| (style, text + "\n")).collect()
}

fn is_bullet(words: &str) -> bool {
    let first = words.split_whitespace().next().unwrap_or_default();
    let digits = |text: &str| (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    ["-", "\u{2022}", "*", "\u{2013}"].contains(&first)
        || first.strip_suffix(['.', ')']).is_some_and(digits)
        || first.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).is_some_and(digits)
}
