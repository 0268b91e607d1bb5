//! How long the built page's worker takes to read a note and a long document in Chromium, with relaxed SIMD and without. It prints what it finds and
//! judges nothing: times differ from machine to machine, the ratio hardly does.
#![expect(clippy::print_stdout, reason = "what it finds is its purpose")]

use std::time::Duration;

use end_to_end::{Outcome, Page, notes, on_page, worker};
use serde_json::{Value, json};

/// How long a fresh worker may take to find its pace, in milliseconds.
const PAUSE: u32 = 3000;
/// Pastes a text into the page, and notes when its first sentence and its score stand there.
const PASTE: &str = r"
    const told = (window.told = { start: performance.now() + 500, tasks: [] });
    new PerformanceObserver(list => told.tasks.push(...list.getEntries().map(entry => entry.duration))).observe({ entryTypes: ['longtask'] });
    const data = new DataTransfer();
    data.setData('text/plain', window.report);
    // In a task of its own: this one is the driver's.
    setTimeout(() => document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })), 500);
    const look = () => {
        if (!told.first && document.querySelector('#annotated-note [data-sentence]')) told.first = performance.now() - told.start;
        if (!told.score && document.querySelector(`[data-field='computed-score']`)?.dataset.value) told.score = performance.now() - told.start;
        const drawn = document.querySelectorAll('#annotated-note [data-sentence]').length;
        if (told.score && drawn === told.drawn) told.whole = performance.now() - told.start;
        told.drawn = drawn;
        if (!told.whole) setTimeout(look, 250);
    };
    look();
";
/// What a reader does with a long note, each as a script.
const ACTIONS: [(&str, &str); 13] = [
    ("a sentence is chosen", "document.querySelectorAll('#annotated-note mark')[3].click()"),
    ("another one at the note's end", "[...document.querySelectorAll('#annotated-note mark')].at(-3).click()"),
    ("the next finding", "dispatchEvent(new KeyboardEvent('keydown', { key: 'F8' }))"),
    ("it is given another role", "document.getElementById('opinion-risk').click()"),
    ("that is undone", "document.getElementById('undo-change').click()"),
    ("findings of one role are listed", "document.querySelector(`[data-filter='risk']`).click()"),
    (
        "they are searched",
        "const find = document.getElementById('find'); find.value = 'ma'; find.dispatchEvent(new InputEvent('input', { bubbles: true }))",
    ),
    (
        "a word is watched for",
        "const word = document.getElementById('watch-input'); word.value = 'margin'; word.dispatchEvent(new InputEvent('input', { bubbles: true }));
         document.getElementById('watch-add').click()",
    ),
    (
        "the note is scrolled through",
        "let steps = 100; const step = () => { scrollBy(0, document.body.scrollHeight / 100); if (steps -= 1) requestAnimationFrame(step) }; step()",
    ),
    ("its text is opened, which takes as long in a field of an empty page", "document.getElementById('edit').click()"),
    (
        "a letter is typed at its end",
        "const input = document.getElementById('note-input'); input.focus(); input.setSelectionRange(input.value.length, input.value.length);
         document.execCommand('insertText', false, 'x')",
    ),
    ("its text is folded away", "document.getElementById('edit').click()"),
    ("it is cleared", "document.getElementById('clear').click()"),
];
/// Calls back once nothing is drawn any more, with how long each task over 50 ms took since that was asked last.
const TASKS: &str = r"
    const done = arguments[0];
    let drawn;
    const look = () => {
        const now = document.querySelectorAll('#annotated-note [data-sentence]').length;
        if (now === drawn) return done(window.told.tasks.splice(0));
        drawn = now;
        setTimeout(look, 2000);
    };
    look();
";
/// A megabyte, the size of an annual report's text.
const LONG: usize = 1_000_000;
/// How long its reading may take before the measuring gives up.
const PATIENCE: Duration = Duration::from_mins(15);

/// Characters of a digest of ordinary length.
const NOTE: usize = 2_400;
/// Sentences of an annual report's worth of text, as its full stops count them.
const SENTENCES: usize = 1_000;

fn main() {
    on_page("bench", async |page| {
        page.driver().set_script_timeout(PATIENCE).await?;
        let texts: Vec<String> = notes()?.into_iter().map(|(_, text)| text).collect();
        let all = texts.join("\n\n");
        let note: String = all.chars().take(NOTE).collect();
        let end = all.match_indices(". ").nth(SENTENCES).map_or(all.len(), |(at, _)| at);
        let long = &all[..=end];
        let [relaxed, plain] = [median(&page, "", &note, 9).await?, median(&page, "?plain", &note, 9).await?];
        println!(
            "a note of {NOTE} characters, median of 9: {relaxed:.0} ms with relaxed SIMD, {plain:.0} ms with plain SIMD, {:.2} times as long",
            plain / relaxed
        );
        let whole = median(&page, "", long, 1).await?;
        println!("{SENTENCES} sentences, {} characters: {:.1} s with relaxed SIMD", long.chars().count(), whole / 1000.0);
        let report: String = all.chars().take(LONG).collect();
        page.read("window.report = arguments[0]", vec![json!(report)]).await?;
        page.read(PASTE, vec![]).await?;
        let told = page.until_for(PATIENCE, "the whole text", "return window.told.whole ? window.told : null", vec![]).await?;
        let number = |name: &str| told.get(name).and_then(Value::as_f64).unwrap_or(f64::NAN);
        println!(
            "1 MB pasted into the page, {} sentences: first sentences after {:.1} s, all after {:.1} s; {}",
            number("drawn"),
            number("first") / 1000.0,
            number("whole") / 1000.0,
            tasks(&page).await?
        );
        for (name, script) in ACTIONS {
            page.read(script, vec![]).await?;
            println!("  {name}: {}", tasks(&page).await?);
        }
        Ok(())
    });
}

/// What the page's main thread was held up with since this was asked last.
async fn tasks(page: &Page) -> Outcome<String> {
    let tasks = page.read_later(TASKS, vec![]).await?;
    let tasks: Vec<f64> = tasks.as_array().into_iter().flatten().filter_map(Value::as_f64).collect();
    let longest = tasks.iter().copied().fold(0.0, f64::max);
    Ok(if tasks.is_empty() {
        "no task of the page over 50 ms".to_owned()
    } else {
        format!("{} tasks of the page over 50 ms, the longest {longest:.0} ms", tasks.len())
    })
}

/// How many milliseconds a fresh worker takes to read a text.
async fn median(page: &Page, engine: &str, text: &str, rounds: usize) -> Outcome<f64> {
    let answers = worker::ask(page, engine, &vec![text; rounds], PAUSE).await?;
    let mut times: Vec<f64> = answers.iter().skip(1).map(|answer| answer.time).collect();
    times.sort_by(f64::total_cmp);
    Ok(times.get(times.len() / 2).copied().unwrap_or(f64::NAN))
}
