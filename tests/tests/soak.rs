//! A long day at the desk: a note is edited thousands of times, and neither the page nor what it holds in memory grows. `make test` does a part of it, `make
//! soak` ten thousand edits.
#![expect(clippy::unwrap_used, reason = "a test may stop where it stands; clippy knows only its functions, not what they share")]

mod desk;

use desk::{annotation, paste, shows};
use end_to_end::{Ability, Outcome, Page, on_page_with};
use note_annotator::ids;
use note_annotator::sample::SAMPLE;
use serde_json::{Value, json};

/// How many edits without `EDITS` in the environment.
const EDITS: usize = 500;
/// After so many the note is read to its end.
const ROUND: usize = 50;
/// How much more there may be at the end than after the first fifth: what a collector leaves lying differs that much from time to time.
const GROWTH: f64 = 1.15;

/// Replaces words of the note by others, here and there, by the numbers that follow from a seed.
const EDIT: &str = "const [id, edits, seed, done] = arguments;
    const words = ['orders', 'margin', 'guidance', 'fell', 'rose', 'strike', 'renewal', 'covenant', 'delay', 'backlog', 'March', 'by a fifth', '$2.4B', 'risk'];
    const field = document.getElementById(id);
    let state = seed;
    const next = most => (state = (state * 1103515245 + 12345) % 2147483648) % most;
    field.focus();
    let left = edits;
    const edit = () => {
        for (let turn = 0; turn < 5 && left > 0; turn += 1, left -= 1) {
            const at = next(field.value.length);
            const start = field.value.lastIndexOf(' ', at) + 1;
            const end = field.value.indexOf(' ', at);
            field.setSelectionRange(start, end < 0 ? field.value.length : end);
            document.execCommand('insertText', false, words[next(words.length)]);
        }
        if (left > 0) requestAnimationFrame(edit); else done(field.value);
    };
    edit();";
/// Counts the bytes of every engine's memory that the page makes.
const MEMORY: &str = "const memories = window.memories = [];
    const { instantiate, instantiateStreaming } = WebAssembly;
    const note = found => { memories.push((found.instance ?? found).exports.memory); return found };
    WebAssembly.instantiate = async (...own) => note(await instantiate.apply(WebAssembly, own));
    WebAssembly.instantiateStreaming = async (...own) => note(await instantiateStreaming.apply(WebAssembly, own));";

/// What the page takes: elements and texts, the script's memory, the engine's memory.
async fn size(page: &Page) -> Outcome<[f64; 3]> {
    page.devtools("HeapProfiler.collectGarbage", json!({})).await?;
    let metrics = page.devtools("Performance.getMetrics", json!({})).await?;
    let metric = |name: &str| {
        let all = metrics.get("metrics").and_then(Value::as_array).unwrap();
        let own = all.iter().find(|own| own.get("name").and_then(Value::as_str) == Some(name));
        own.and_then(|own| own.get("value")?.as_f64()).unwrap()
    };
    let memory = page.read("return window.memories.reduce((sum, own) => sum + own.buffer.byteLength, 0)", vec![]).await?;
    Ok([metric("Nodes"), metric("JSHeapUsedSize"), memory.as_f64().unwrap()])
}

#[test]
#[ignore = "needs the built page and a browser: make test"]
fn thousands_of_edits_leave_nothing_behind() {
    on_page_with(Ability::Measuring, "soak", async |page| {
        let edits = std::env::var("EDITS").map_or(EDITS, |edits| edits.parse().unwrap());
        page.before_all(MEMORY).await?;
        page.reload().await?;
        page.devtools("Performance.enable", json!({})).await?;
        paste(&page, SAMPLE).await?;
        shows(&page, SAMPLE, &annotation(SAMPLE)).await?;
        page.click(&format!("#{}", ids::EDIT)).await?;
        let rounds = edits.div_ceil(ROUND);
        let mut early = None;
        for round in 0..rounds {
            let text = page.read_later(EDIT, vec![json!(ids::NOTE_INPUT), json!(ROUND), json!(round + 1)]).await?;
            let text = match text {
                Value::String(text) => text,
                other => return Err(format!("expected the text, found {other}").into()),
            };
            shows(&page, &text, &annotation(&text)).await?;
            if round + 1 == rounds.div_ceil(5) {
                early = Some(size(&page).await?);
            }
        }
        let (early, late) = (early.unwrap(), size(&page).await?);
        let told = ["elements and texts", "bytes of the script's memory", "bytes of the engine's memory"];
        for ((name, early), late) in told.iter().zip(early).zip(late) {
            let words = format!("{late} {name} after {} edits, {early} after the first fifth", rounds * ROUND);
            assert!(early > 0.0 && late <= early * GROWTH, "{words}");
            eprintln!("{words}");
        }
        Ok(())
    });
}
