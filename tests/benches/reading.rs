//! How long the built page's worker takes to read a note and a long document in Chromium, with relaxed SIMD and without. It prints what it finds and
//! judges nothing: times differ from machine to machine, the ratio hardly does.
#![expect(clippy::print_stdout, reason = "what it finds is its purpose")]

use end_to_end::{Outcome, Page, notes, on_page};
use serde_json::{Value, json};

/// Reads a text so many times in a fresh worker and returns the milliseconds to its readiness, then of each reading.
const TIMES: &str = r"
    const [engine, text, rounds, done] = arguments;
    const start = performance.now();
    const worker = new Worker(engine);
    const times = [];
    let asked;
    worker.onerror = event => done(`the worker failed: ${event.message}`);
    worker.onmessage = ({ data }) => {
        const kind = data instanceof Map ? data.get('kind') : data.kind;
        if (kind === 'loading' || kind === 'reading') return;
        times.push(performance.now() - (asked ?? start));
        if (kind === 'failed' || times.length > rounds) {
            worker.terminate();
            return done(times);
        }
        asked = performance.now();
        worker.postMessage({ kind: 'annotate', id: times.length, text });
    };
";

/// Characters of a digest of ordinary length.
const NOTE: usize = 2_400;
/// Sentences of an annual report's worth of text, as its full stops count them.
const SENTENCES: usize = 1_000;

fn main() {
    on_page("bench", async |page| {
        let texts: Vec<String> = notes()?.into_iter().map(|(_, text)| text).collect();
        let all = texts.join("\n\n");
        let note: String = all.chars().take(NOTE).collect();
        let end = all.match_indices(". ").nth(SENTENCES).map_or(all.len(), |(at, _)| at);
        let long = &all[..=end];
        let [relaxed, plain] =
            [median(&page, "./worker_loader.js", &note, 9).await?, median(&page, "./worker_loader.js?plain", &note, 9).await?];
        println!(
            "a note of {NOTE} characters, median of 9: {relaxed:.0} ms with relaxed SIMD, {plain:.0} ms with plain SIMD, {:.2} times as long",
            plain / relaxed
        );
        let whole = median(&page, "./worker_loader.js", long, 1).await?;
        println!("{SENTENCES} sentences, {} characters: {:.1} s with relaxed SIMD", long.chars().count(), whole / 1000.0);
        Ok(())
    });
}

async fn median(page: &Page, engine: &str, text: &str, rounds: usize) -> Outcome<f64> {
    let times = page.read_later(TIMES, vec![json!(engine), json!(text), json!(rounds)]).await?;
    let mut times: Vec<f64> = times.as_array().ok_or_else(|| times.to_string())?.iter().skip(1).filter_map(Value::as_f64).collect();
    times.sort_by(f64::total_cmp);
    Ok(times.get(times.len() / 2).copied().unwrap_or(f64::NAN))
}
