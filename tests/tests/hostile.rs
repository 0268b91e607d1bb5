//! Hostile notes, pastes, links, files and words on the built page: nothing in them runs, becomes an element or asks for anything, nothing breaks the layout,
//! nothing is lost, and the page goes on. What is put before it stands in `hostile/`.
//!
//! These tests need the built page in `dist/`, Chromium and chromedriver; `make test` sees to all three.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may stop where it stands; clippy knows only its functions, not what they share"
)]

mod desk;
#[path = "hostile/files.rs"]
mod files;
#[path = "hostile/notes.rs"]
mod notes;

use std::time::Duration;

use desk::{NOTE, annotation, bring, follow, holds, paste, press, reads, saved, shows, tells};
use end_to_end::{Ability, Outcome, Page, on_page_with};
use exchange::link::{self, Content, Finding, Seen, Stated};
use exchange::review::{Entry, Review, Target};
use files::{Brought, PASTES, files, shelves};
use note_annotator::ids;
use notes::{RISK, notes};
use serde_json::{Value, json};
use thirtyfour::Key;

/// As many cases there must be at least.
const LEAST: usize = 150;
/// Halves of characters, a line of a megabyte, ten megabytes pasted and as a file: what the tests put together themselves.
const LENGTHS: usize = 4;

/// What a script that ran, or a window that it opened, leaves in `__ran`.
const TRAP: &str = "window.__ran = [];
    for (const name of ['alert', 'confirm', 'prompt', 'open', 'print']) window[name] = (...all) => { __ran.push([name, ...all.map(String)]); }";

/// All that foreign markup could bring into the page, counted, and what tells that the page is still itself.
const CENSUS: &str = "
    const kinds = ['script', 'style', 'link', 'meta', 'base', 'title:not(svg title)', 'template', 'noscript', 'iframe', 'frame', 'object', 'embed', 'applet',
        'img', 'image', 'picture', 'source', 'video', 'audio', 'track', 'math', 'animate', 'foreignObject', 'use', 'marquee', 'form:not(.watch-form)', 'a', 'map'];
    const all = [...document.querySelectorAll('*')];
    const having = wanted => all.filter(own => own.getAttributeNames().some(name => wanted(name, own.getAttribute(name)))).length;
    const address = /^(href|src|srcset|srcdoc|action|formaction|data|ping|xlink:href)$/;
    return {
        ...Object.fromEntries(kinds.map(kind => [kind, document.querySelectorAll(kind).length])),
        'elements of no known kind': all.filter(own => own.localName.includes('-') || own instanceof HTMLUnknownElement || own.shadowRoot).length,
        'handlers': having(name => name.startsWith('on')),
        'addresses elsewhere': having((name, value) => address.test(name) && !value.startsWith('./')),
        'frames': window.length,
        'title': document.title,
        'address': document.baseURI.split('#')[0],
        'since when it is open': performance.timeOrigin,
        'names in prototypes': [Object, Array, String, Function].map(own => Object.getOwnPropertyNames(own.prototype).length),
        'what ran': window.__ran,
    }";

/// What is wrong with the layout, in words.
const LAYOUT: &str = "
    const wrong = [];
    const words = own => `${own.tagName}#${own.id}.${own.className}: ${own.textContent.slice(0, 40)}`;
    const wide = document.scrollingElement.scrollWidth;
    if (wide > innerWidth) {
        const out = [...document.querySelectorAll('body *')].filter(own => own.getBoundingClientRect().right > innerWidth + 1);
        wrong.push(`${wide} of ${innerWidth} pixels wide`, ...out.slice(0, 6).map(words));
    }
    const fits = own => {
        const box = own.getBoundingClientRect();
        return own.checkVisibility() && box.width > 0 && box.height > 0 && box.left >= -1 && box.right <= innerWidth + 1;
    };
    const note = document.getElementById(arguments[0]) ?? document.getElementById(arguments[1]);
    for (const own of [...document.querySelectorAll('.masthead, .wordmark, .masthead .button'), note]) {
        if (own === null || !fits(own)) wrong.push(`not in view: ${own && words(own)}`);
    }
    for (const own of note.querySelectorAll('[data-sentence]')) {
        // What a block clips is not seen.
        const block = own.closest('.block');
        const seen = getComputedStyle(block).overflowX === 'clip' ? block : own;
        if (own.getClientRects().length > 0 && !fits(seen)) wrong.push(`sticks out: ${words(own)}`);
    }
    return wrong.slice(0, 8)";

/// Text made of parts, each so many times: what is long is put together in the page.
#[derive(Clone, Debug)]
pub struct Made(Vec<(String, usize)>);

impl From<String> for Made {
    fn from(text: String) -> Self {
        Self(vec![(text, 1)])
    }
}

impl From<&str> for Made {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

/// What comes of a file.
#[derive(Clone, Debug)]
pub enum Then {
    /// This text is the note, and the one before can be brought back.
    Holds(String),
    /// The page says this, and the note is what it was.
    Says(String),
}

impl Made {
    fn text(&self) -> String {
        self.0.iter().map(|(part, times)| part.repeat(*times)).collect()
    }
}

/// The page, what it was before anything hostile came to it, and what went wrong since.
struct Guarded {
    page: Page,
    before: Value,
    failures: Vec<String>,
}

impl Guarded {
    /// Opens the page anew with the trap in it, and puts a note on the desk.
    async fn open(page: &Page) -> Outcome<Self> {
        page.expect_active_markup();
        page.before_all(TRAP).await?;
        page.reload().await?;
        normal(page).await?;
        Ok(Self { page: page.clone(), before: census(page).await?, failures: Vec::new() })
    }

    /// Looks at the page after a case that came to `outcome`, and goes on after one that failed.
    async fn after(&mut self, name: &str, outcome: Outcome) {
        let outcome = match outcome {
            Ok(()) => self.stands().await,
            failed => failed,
        };
        if let Err(error) = outcome {
            eprintln!("{name}: {error:.600}");
            self.failures.push(format!("{name}: {error:.600}"));
        }
    }

    /// Nothing ran, nothing came into the page, and its layout holds in wide windows and narrow ones.
    async fn stands(&self) -> Outcome {
        for (width, height) in [(390, 844), (1280, 900)] {
            self.page.show_as("light", width, height).await?;
            let wrong = self.page.read(LAYOUT, vec![json!(ids::ANNOTATED_NOTE), json!(ids::NOTE_INPUT)]).await?;
            if wrong != json!([]) {
                return Err(format!("{width} pixels wide: {wrong}").into());
            }
        }
        let now = census(&self.page).await?;
        let (before, now) = (self.before.as_object().unwrap(), now.as_object().unwrap());
        let changed: Vec<String> = now
            .iter()
            .filter(|(name, own)| before.get(*name) != Some(own))
            .map(|(name, own)| format!("{name}: {own}, not {}", before[name]))
            .collect();
        if changed.is_empty() { Ok(()) } else { Err(changed.join("; ").into()) }
    }

    /// The page still reads a note, and no case failed.
    async fn end(mut self) -> Outcome {
        let outcome = normal(&self.page).await;
        self.after("a note afterwards", outcome).await;
        if self.failures.is_empty() { Ok(()) } else { Err(self.failures.join("\n").into()) }
    }
}

async fn census(page: &Page) -> Outcome<Value> {
    page.read(CENSUS, vec![]).await
}

/// Pastes a note in which there is nothing special, and sees it annotated.
async fn normal(page: &Page) -> Outcome {
    paste(page, NOTE).await?;
    shows(page, NOTE, &annotation(NOTE)).await
}

/// Puts a text into the text area, which is opened where it is folded away: parts, each so many times. Says how many of its characters are there, line ends
/// aside, which the browser makes its own.
const LAY: &str = "
    const own = document.getElementById(arguments[0]);
    if (own === null) return false;
    if (own.hidden) {
        document.getElementById(arguments[1]).click();
        return false;
    }
    const text = arguments[2].map(([part, times]) => part.repeat(times)).join('');
    own.value = text;
    own.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }));
    return own.value === text.replace(/\\r\\n?/g, '\\n') ? 'all of it' : 'another text'";

/// Puts a note into the text area and sees that all of it is there. What a browser pastes into a field would take minutes by the command that types it.
async fn lay(page: &Page, note: &Made) -> Outcome {
    let parts = vec![json!(ids::NOTE_INPUT), json!(ids::EDIT), json!(note.0)];
    let told = page.until("the text area", LAY, parts).await?;
    if told == "all of it" { Ok(()) } else { Err(format!("expected all of the text, found {told}").into()) }
}

/// What stands in the text area.
async fn held(page: &Page) -> Outcome<String> {
    let text = page.read("return document.getElementById(arguments[0]).value", vec![json!(ids::NOTE_INPUT)]).await?;
    Ok(text.as_str().unwrap_or_default().to_owned())
}

/// Brings a note, sees that all of it is annotated, and has its first finding explained.
async fn put(page: &Page, note: &Made) -> Outcome {
    lay(page, note).await?;
    let text = note.text().replace("\r\n", "\n").replace('\r', "\n");
    let document = annotation(&text);
    reads(page, &text, &document).await?;
    page.until("the sums", "return document.querySelector('.verdict') !== null && document.querySelector('.progress') === null", vec![])
        .await?;
    if let Some(finding) = document.sentences.iter().find(|sentence| !sentence.roles.is_empty()) {
        page.read("document.querySelector(arguments[0]).click()", vec![json!(ids::finding(finding.id))]).await?;
        page.element(&format!("[data-explains='{}'] [data-decision]", finding.id)).await?;
    }
    Ok(())
}

#[test]
#[ignore = "needs the built page and a browser: make test"]
fn hostile_notes_are_text() {
    on_page_with(Ability::EarlyScript, "hostile-notes", async |page| {
        let mut guarded = Guarded::open(&page).await?;
        for (name, note) in notes() {
            let outcome = put(&page, &note).await;
            guarded.after(name, outcome).await;
        }
        let outcome = halves(&page).await;
        guarded.after("halves of characters", outcome).await;
        guarded.end().await
    });
}

/// Halves of characters, which only a script can put into a field: they stay there, and are shown as signs for what is lost.
async fn halves(page: &Page) -> Outcome {
    let script = "const own = document.getElementById(arguments[0]);
        own.value = `\\ud83d ${arguments[1]} \\ude00`;
        own.dispatchEvent(new InputEvent('input', { bubbles: true }))";
    page.read(script, vec![json!(ids::NOTE_INPUT), json!(RISK)]).await?;
    let text = format!("\u{fffd} {RISK} \u{fffd}");
    reads(page, &text, &annotation(&text)).await?;
    let ends = "const text = document.getElementById(arguments[0]).value; return [text.charCodeAt(0), text.charCodeAt(text.length - 1)]";
    assert_eq!(page.read(ends, vec![json!(ids::NOTE_INPUT)]).await?, json!([0xd83d, 0xde00]), "the field keeps what it holds");
    Ok(())
}

/// The cells of a table, its head among them.
fn cells(table: &str) -> Vec<csv::StringRecord> {
    csv::ReaderBuilder::new().has_headers(false).from_reader(table.as_bytes()).into_records().map(Result::unwrap).collect()
}

/// What would run, load or lead elsewhere in a page that was saved.
const ACTIVE: &str = "const saved = new DOMParser().parseFromString(arguments[0], 'text/html');
    const all = [...saved.querySelectorAll('*')];
    return [
        ...saved.querySelectorAll('script, iframe, frame, object, embed, img, image, link, base, form, input, video, audio, math, a, animate, [http-equiv=refresh]'),
        ...all.filter(own => own.localName.includes('-') || own.getAttributeNames().some(name => name.startsWith('on'))),
    ].map(own => own.outerHTML)";

#[test]
#[ignore = "needs the built page and a browser: make test"]
fn hostile_notes_are_text_in_what_is_saved() {
    on_page_with(Ability::EarlyScript, "hostile-exports", async |page| {
        let mut guarded = Guarded::open(&page).await?;
        let mut guards = 0;
        for (name, note) in notes().into_iter().filter(|(name, _)| SAVED.contains(name)) {
            let outcome = put(&page, &note).await;
            page.read(TYPE, vec![json!(ids::COMMENT), json!(format!("=1+1{IMG}\u{202e}"))]).await?;
            press(&page, ids::SHARE).await?;
            let (_, table) = saved(&page, "csv").await?;
            let rows = cells(&table);
            let is_text = |column: &str| ["roles", "sentence", "polarity", "horizons", "tickers", "comment"].contains(&column);
            let columns: Vec<usize> = (0..rows[0].len()).filter(|at| is_text(&rows[0][*at])).collect();
            assert!(rows.len() > 1 && columns.len() == 6, "{name}: {table}");
            for cell in rows[1..].iter().flat_map(|row| columns.iter().map(|at| &row[*at])) {
                let first =
                    cell.trim_start_matches(|own: char| own.is_whitespace() || "\u{200b}\u{202e}\u{feff}".contains(own)).chars().next();
                assert!(!first.is_some_and(|own| "=+-@\u{ff1d}\u{ff0b}\u{ff0d}\u{ff20}".contains(own)), "{name}: {cell:?} is no formula");
                guards += usize::from(cell.starts_with('\''));
            }
            let (_, html) = saved(&page, "html").await?;
            assert_eq!(page.read(ACTIVE, vec![json!(html)]).await?, json!([]), "{name}");
            page.press(Key::Escape).await?;
            guarded.after(name, outcome).await;
        }
        assert!(guards > SAVED.len(), "{guards} cells have a guard");
        guarded.end().await
    });
}

/// The notes whose saved forms are looked at.
const SAVED: [&str; 6] = [
    "formulas",
    "formulas behind white space",
    "a script",
    "the end of an attribute",
    "the end of a title",
    "markup that changes when it is parsed twice",
];

/// Drops a file of that name on the page: parts, each so many times.
const DROP: &str = "
    document.querySelector(`#${arguments[2]} button`)?.click();
    const data = new DataTransfer();
    data.items.add(new File(arguments[1].map(([part, times]) => part.repeat(times)), arguments[0]));
    window.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }))";

/// Waits for what comes of a file or a paste.
async fn comes(page: &Page, then: &Then) -> Outcome {
    match then {
        Then::Holds(text) => {
            if holds(page, text).await.is_err() {
                let told = page.read("return document.getElementById(arguments[0])?.textContent", vec![json!(ids::MESSAGE)]).await?;
                return Err(format!("expected the note {text:.200}, found the message {told} and {:?}", held(page).await?).into());
            }
            reads(page, text, &annotation(text)).await
        }
        Then::Says(words) => {
            tells(page, words).await?;
            holds(page, NOTE).await
        }
    }
}

async fn give(page: &Page, file: &Brought) -> Outcome {
    page.read(DROP, vec![json!(file.name), json!(file.content.0), json!(ids::MESSAGE)]).await?;
    comes(page, &file.then).await
}

/// Brings back the note that was on the desk before.
async fn back(page: &Page, then: &Then) -> Outcome {
    if matches!(then, Then::Holds(_)) {
        press(page, ids::UNDO).await?;
    }
    holds(page, NOTE).await
}

#[test]
#[ignore = "needs the built page and a browser: make test"]
fn hostile_files_bring_text_or_are_refused() {
    on_page_with(Ability::EarlyScript, "hostile-files", async |page| {
        let mut guarded = Guarded::open(&page).await?;
        for file in files() {
            let outcome = give(&page, &file).await;
            guarded.after(file.tries, outcome).await;
            let outcome = back(&page, &file.then).await;
            guarded.after(file.tries, outcome).await;
        }
        guarded.end().await
    });
}

#[test]
#[ignore = "needs the built page and a browser: make test"]
fn hostile_rich_text_is_lines() {
    on_page_with(Ability::EarlyScript, "hostile-pastes", async |page| {
        let mut guarded = Guarded::open(&page).await?;
        for (name, html, lines) in PASTES {
            for into in [Some(ids::NOTE_INPUT), None] {
                // After a whole note was brought the field is folded away.
                lay(&page, &"Orders rose.".into()).await?;
                bring(&page, into, &[("text/html", html), ("text/plain", "flat")]).await?;
                let outcome = comes(&page, &Then::Holds(lines.to_owned())).await;
                guarded.after(name, outcome).await;
            }
        }
        guarded.end().await
    });
}

/// What cannot be told from anything by looking at it.
const IMG: &str = "<img src=x onerror=__ran.push(1)>";

/// Fragments of the page's address, each with what must come of it.
fn links() -> Vec<(&'static str, String, Then)> {
    let text = format!("{IMG}\u{202e} {RISK}");
    let target = Target {
        exact: text.clone(),
        prefix: IMG.into(),
        suffix: IMG.into(),
        range: exchange::json::Range { start: 0, end: text.len() },
        unique: true,
    };
    let entry = Entry { roles: Some(vec!["risk".into()]), comment: format!("{IMG}\u{202e}"), ..Entry::new(target) };
    let seen = Seen { score: Some(-1.0), reviewed: Some(1.0), scorer: IMG.into(), model: "\u{202e}".into() };
    let note = |text: &str, entries: Vec<Entry>| {
        link::write(&Content::Note { text: text.into(), review: Review { entries }, seen: seen.clone() }).unwrap()
    };
    let finding = Finding {
        place: 4_000_000,
        roles: vec!["risk".into()],
        polarity: "negative".into(),
        contribution: -1.0,
        quote: Some(text.clone()),
        comment: IMG.into(),
        tickers: vec![IMG.into(), "__proto__".into()],
        horizons: vec![format!("{IMG}\u{202e}")],
    };
    let stated = Some(Stated { score: Some(1.0), label: Some(IMG.into()) });
    let findings = Content::Findings { findings: vec![finding.clone(), finding], stated, seen: seen.clone(), sentences: 4_000_001 };
    let whole = note(&text, vec![entry.clone()]);
    let says = |words: &str| Then::Says(words.to_owned());
    let no_link = || says("This is no link to a note");
    let mut letters = 1_u32;
    let random: String = std::iter::repeat_with(|| {
        letters = letters.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        char::from(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"[(letters >> 26) as usize])
    })
    .take(300_000)
    .collect();
    vec![
        ("a note with markup", whole.clone(), Then::Holds(text.clone())),
        ("a note with a hundred changes of one sentence", note(&text, vec![Entry { roles: None, ..entry }; 100]), Then::Holds(text)),
        ("a hundred thousand letters in few", note(&"x".repeat(100_000), vec![]), Then::Holds("x".repeat(100_000))),
        ("findings with markup", link::write(&findings).unwrap(), says(IMG)),
        ("a link cut in the middle", whole.chars().take(whole.len() / 2).collect(), says("The link was cut")),
        ("a link with a letter changed", whole.replacen(&whole[20..21], if &whole[20..21] == "A" { "B" } else { "A" }, 1), says("link")),
        ("a link twice", format!("{whole}{whole}"), says("link")),
        ("its beginning alone", "v1.".into(), says("link")),
        ("its beginning and its end", "v1..".into(), says("link")),
        ("three hundred thousand letters", format!("v1.{random}"), says("too long")),
        ("two hundred thousand letters", format!("v1.{}", &random[..200_000]), says("link")),
        ("a version without end", format!("v{}.a.b", "9".repeat(400)), says("link")),
        ("a version below nothing", "v-1.a.b".into(), no_link()),
        ("markup", IMG.into(), no_link()),
        ("markup in percent signs", "%3Csvg%20onload=__ran.push(1)%3E".into(), no_link()),
        ("markup in a link", format!("v1.{IMG}.AAAA"), says("link")),
        ("a script's address", "javascript:__ran.push(1)".into(), no_link()),
        ("the name of a prototype", "__proto__".into(), no_link()),
        ("another name of a prototype", "constructor".into(), no_link()),
        ("the name of an element", ids::NOTE_INPUT.into(), no_link()),
        ("bytes that are no text", "%00%ff%fe%ed%a0%80".into(), no_link()),
        ("what turns around", "\u{202e}v1.a.b\u{2066}".into(), no_link()),
    ]
}

/// Closes what the page says and what was shared.
const CLOSE: &str =
    "for (const own of document.querySelectorAll(`#${arguments[0]} button, #${arguments[1]} header button, #${arguments[2]}`)) own.click()";

async fn open(page: &Page, fragment: &str, then: &Then) -> Outcome {
    follow(page, fragment).await?;
    match then {
        Then::Holds(_) => comes(page, then).await,
        Then::Says(words) => {
            let script = "return [arguments[0], arguments[1]].some(id => document.getElementById(id)?.textContent.includes(arguments[2]))";
            page.until(words, script, vec![json!(ids::MESSAGE), json!(ids::SHARED_FINDINGS), json!(words)]).await?;
            holds(page, NOTE).await
        }
    }
}

#[test]
#[ignore = "needs the built page and a browser: make test"]
fn hostile_links_show_text_or_say_what_is_wrong() {
    on_page_with(Ability::EarlyScript, "hostile-links", async |page| {
        let mut guarded = Guarded::open(&page).await?;
        for (name, fragment, then) in links() {
            let outcome = open(&page, &fragment, &then).await;
            guarded.after(name, outcome).await;
            page.read(CLOSE, vec![json!(ids::MESSAGE), json!(ids::SHARED_FINDINGS), json!(ids::SHARED_CLOSE)]).await?;
            let outcome = holds(&page, NOTE).await;
            guarded.after(name, outcome).await;
        }
        guarded.end().await
    });
}

#[test]
#[ignore = "needs the built page and a browser: make test"]
fn hostile_shelves_are_lists_of_text() {
    on_page_with(Ability::EarlyScript, "hostile-shelves", async |page| {
        let mut guarded = Guarded::open(&page).await?;
        for file in shelves() {
            let outcome = give(&page, &file).await;
            guarded.after(file.tries, outcome).await;
        }
        page.until("the notes", "return document.querySelectorAll('[data-note]').length >= 9", vec![]).await?;
        guarded.after("the list of them", Ok(())).await;
        for turn in 0..9 {
            page.read("document.querySelectorAll('.shelf-open')[arguments[0]].click()", vec![json!(turn)]).await?;
            page.until("the note", "return document.getElementById(arguments[0]).value.length > 0", vec![json!(ids::NOTE_INPUT)]).await?;
            press(&page, ids::SHELF).await?;
        }
        page.read("for (const own of document.querySelectorAll('[data-note] .remove')) own.click()", vec![]).await?;
        page.until("an empty shelf", "return document.querySelector('[data-note]') === null", vec![]).await?;
        guarded.after("what is said of those that are gone", Ok(())).await;
        guarded.end().await
    });
}

/// What a reader types into the page's own fields.
const WORDS: [(&str, &str); 14] = [
    ("a picture that fails", IMG),
    ("the end of a field", "\"></textarea></script><script>__ran.push(1)</script>"),
    ("a handler", "' onfocus='__ran.push(1)' autofocus x='"),
    ("a template", "{{constructor.constructor('__ran.push(1)')()}}${__ran.push(1)}"),
    ("a selector", "'], *, [x='"),
    ("an override", "risk\u{202e}ksir"),
    ("isolates left open", "\u{2067}risk\u{2066}"),
    ("nothing wide", "ri\u{200b}sk\u{feff}"),
    ("a control character", "ri\u{1}sk\u{1b}[31m"),
    ("the name of a prototype", "__proto__"),
    ("a formula", "=HYPERLINK(\"//example.com/\")"),
    ("another formula", "@SUM(1)|cmd"),
    ("pictures", "\u{1f469}\u{200d}\u{1f4bb}\u{1f1e6}\u{1f1fa}"),
    ("one long word", "WWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWWW"),
];

/// Puts text into a field.
const TYPE: &str = "const own = document.getElementById(arguments[0]);
    own.value = arguments[1];
    own.dispatchEvent(new InputEvent('input', { bubbles: true }))";

#[test]
#[ignore = "needs the built page and a browser: make test"]
fn hostile_words_of_the_reader_stay_words() {
    on_page_with(Ability::EarlyScript, "hostile-words", async |page| {
        let mut guarded = Guarded::open(&page).await?;
        let finding = annotation(NOTE).sentences.iter().find(|sentence| !sentence.roles.is_empty()).unwrap().id;
        for (name, word) in WORDS {
            page.read("document.querySelector(arguments[0]).click()", vec![json!(ids::finding(finding))]).await?;
            page.element(&format!("#{}", ids::COMMENT)).await?;
            page.read(TYPE, vec![json!(ids::COMMENT), json!(word)]).await?;
            page.press(Key::Escape).await?;
            let remark = "return document.querySelector('.remark')?.textContent === arguments[0]";
            let outcome = page.until("the comment", remark, vec![json!(word)]).await.map(drop);
            guarded.after(name, outcome).await;
            page.read(TYPE, vec![json!(ids::WATCH_INPUT), json!(word)]).await?;
            press(&page, ids::WATCH_ADD).await?;
            let watched = "return [...document.querySelectorAll('.watch')].some(own => own.dataset.watch === arguments[0] && own.textContent.startsWith(arguments[0]))";
            let outcome = page.until("the word", watched, vec![json!(word)]).await.map(drop);
            guarded.after(name, outcome).await;
        }
        guarded.end().await
    });
}

/// Pastes text into the open field, which is empty or all selected: parts, each so many times.
const PASTE: &str = "
    const data = new DataTransfer();
    data.setData('text/plain', arguments[1].map(([part, times]) => part.repeat(times)).join(''));
    const own = document.getElementById(arguments[0]);
    own.select();
    own.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))";
/// How long the scorer may take until it lets go of ten megabytes, on a slow and busy machine.
const BUSY: Duration = Duration::from_mins(2);
const LENGTH: &str = "return document.getElementById(arguments[0]).value.length === arguments[1]";

#[test]
#[ignore = "needs the built page and a browser: make test"]
fn notes_of_many_megabytes_can_be_stopped_and_put_away() {
    on_page_with(Ability::EarlyScript, "hostile-lengths", async |page| {
        let mut guarded = Guarded::open(&page).await?;
        let line = "x".repeat(1_000_000);
        page.read(PASTE, vec![json!(ids::NOTE_INPUT), json!([["x", line.len()]])]).await?;
        let outcome = comes(&page, &Then::Holds(line)).await;
        guarded.after("a line of a megabyte", outcome).await;
        press(&page, ids::CLEAR).await?;
        let times = 10_000_000 / RISK.len();
        for is_file in [false, true] {
            normal(&page).await?;
            if is_file {
                page.read(DROP, vec![json!("note.txt"), json!([[RISK, times]]), json!(ids::MESSAGE)]).await?;
            } else {
                page.read(PASTE, vec![json!(ids::NOTE_INPUT), json!([[RISK, times]])]).await?;
            }
            page.until("the whole note", LENGTH, vec![json!(ids::NOTE_INPUT), json!(RISK.len() * times)]).await?;
            page.element(&format!("#{}", ids::PROGRESS)).await?;
            guarded.after("ten megabytes while they are read", Ok(())).await;
            press(&page, ids::STOP).await?;
            page.until("word of the stop", "return document.querySelector('.progress p')?.textContent.includes('stopped')", vec![]).await?;
            guarded.after("ten megabytes, stopped", Ok(())).await;
            press(&page, ids::CLEAR).await?;
            page.until("an empty page", LENGTH, vec![json!(ids::NOTE_INPUT), json!(0)]).await?;
            // The scorer may still be taking it apart, which it does in one go.
            paste(&page, RISK).await?;
            page.until_for(BUSY, "a note afterwards", "return document.querySelector('mark') !== null", vec![]).await?;
        }
        guarded.end().await
    });
}

#[test]
fn there_are_as_many_cases_as_there_were() {
    let count = notes().len() + PASTES.len() + files().len() + shelves().len() + links().len() + WORDS.len() + LENGTHS;
    assert!(count >= LEAST, "{count} cases");
}
