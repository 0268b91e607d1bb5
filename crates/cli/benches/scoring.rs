//! How long scoring takes, set against the least that any reader of words must do with the same text on the same machine.
//! It prints what it finds and judges nothing: times differ from machine to machine, the ratio hardly does.

use std::collections::HashMap;
use std::error::Error;
use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use scorer::Scorer;
use scorer::model::Model;

const MODEL: &[u8] = include_bytes!("../../../model/note.model");
const ROUNDS: usize = 5;
/// Every how many-th note is scored.
const STEP: usize = 50;

fn main() -> Result<(), Box<dyn Error>> {
    let scorer = Scorer::new(Model::load(MODEL)?);
    let notes: Vec<String> = notes()?.into_iter().step_by(STEP).collect();
    let kilobytes = notes.iter().map(String::len).sum::<usize>() as f64 / 1000.0;

    let scoring = median(&notes, |note| {
        black_box(scorer.annotate(black_box(note)));
    });
    let counting = median(&notes, |note| {
        black_box(counted(black_box(note)));
    });

    println!("{} notes of the corpus, {:.1} kB each on average; median of {ROUNDS} rounds", notes.len(), kilobytes / notes.len() as f64);
    println!("{:>10.0} µs to score 1 kB of text", micros(scoring) / kilobytes);
    println!("{:>10.0} µs to score one note", micros(scoring) / notes.len() as f64);
    println!("{:>10.1} times as long as counting the note's words", micros(scoring) / micros(counting));
    Ok(())
}

/// The notes of the corpus as text: paragraphs of sentences, without their labels.
fn notes() -> std::io::Result<Vec<String>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus");
    let mut notes: Vec<String> = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_none_or(|extension| extension != "txt") {
            continue;
        }
        for line in fs::read_to_string(path)?.lines() {
            if line.starts_with("@note") {
                notes.push(String::new());
            } else if let Some(note) = notes.last_mut() {
                // part | roles | polarity | sentence; an empty line ends a paragraph.
                note.push_str(line.splitn(4, '|').nth(3).map_or("\n\n", str::trim_start));
                note.push(' ');
            }
        }
    }
    Ok(notes)
}

/// The median, over all rounds, of the time that `work` takes for all notes.
fn median(notes: &[String], work: impl Fn(&str)) -> Duration {
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            for note in notes {
                work(note);
            }
            start.elapsed()
        })
        .collect();
    times.sort();
    times.get(ROUNDS / 2).copied().unwrap_or_default()
}

/// How often each word stands in `note`.
fn counted(note: &str) -> HashMap<String, usize> {
    let mut counts = HashMap::new();
    for word in note.split_whitespace() {
        *counts.entry(word.to_lowercase()).or_default() += 1;
    }
    counts
}

fn micros(time: Duration) -> f64 {
    time.as_secs_f64() * 1e6
}
