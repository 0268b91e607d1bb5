//! How long scoring takes, set against the least that any reader of words must do with the same text on the same machine.
//! It prints what it finds and judges nothing: times differ from machine to machine, the ratio hardly does.

use std::collections::HashMap;
use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use scorer::Scorer;
use scorer::model::Model;

const MODEL: &[u8] = include_bytes!("../../../model/note.model");
const ROUNDS: usize = 5;

fn main() {
    let scorer = Scorer::new(Model::load(MODEL).expect("the model in model/ loads"));
    let notes = notes();
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
}

/// The notes of the corpus as text: paragraphs of sentences, without their labels.
fn notes() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus");
    let mut paths: Vec<_> =
        fs::read_dir(folder).expect("the corpus is there").map(|entry| entry.expect("it can be listed").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    let mut notes: Vec<String> = Vec::new();
    for path in paths {
        for line in fs::read_to_string(path).expect("the corpus is text").lines() {
            if line.starts_with("@note") {
                notes.push(String::new());
            } else if let Some(note) = notes.last_mut() {
                // part | roles | polarity | sentence; an empty line ends a paragraph.
                note.push_str(line.splitn(4, '|').nth(3).map_or("\n\n", str::trim_start));
                note.push(' ');
            }
        }
    }
    notes
}

/// The median, over all rounds, of the time that `work` takes for all notes.
fn median(notes: &[String], work: impl Fn(&str)) -> Duration {
    let mut times: Vec<Duration> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            notes.iter().for_each(|note| work(note));
            start.elapsed()
        })
        .collect();
    times.sort();
    times[ROUNDS / 2]
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
