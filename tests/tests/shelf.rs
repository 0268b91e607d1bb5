//! The shelf on the built page: notes are kept as they are edited, two tabs do not overwrite each other, many files are scored into it, and what cannot be
//! kept is said.
//!
//! These tests need the built page in `dist/`, a browser and its driver; `make test` sees to all three.
#![expect(clippy::unwrap_used, reason = "a test may stop where it stands; clippy knows only its functions, not what they share")]

mod desk;

use desk::{NOTE, UNLABELLED, annotation, drop_files, holds, keeps, paste, press, sample, shows, stored, tells};
use end_to_end::{Ability, Outcome, Page, on_page, on_page_with};
use exchange::link::{self, Content, Seen};
use exchange::review::Review;
use exchange::shelf::{self, Shelved, Summary};
use note_annotator::ids;
use note_annotator::sample::SAMPLE;
use note_annotator::shelf::title;
use serde_json::{Value, json};
use thirtyfour::Key;

/// The notes in the list, by their titles.
const TITLES: &str = "return [...document.querySelectorAll(`#${arguments[0]} .shelf-open`)].map(own => own.textContent)";
/// The page once it is there, its scorer loaded.
const LOADED: &str =
    "return document.querySelector('.masthead') !== null && document.querySelector('.progress:not(.shelf-progress)') === null";

/// Waits until the list shows these notes in this order.
async fn lists(page: &Page, texts: &[&str]) -> Outcome {
    let titles: Vec<String> = texts.iter().map(|text| title(text)).collect();
    let script = format!("return JSON.stringify((() => {{ {TITLES} }})()) === JSON.stringify(arguments[1])");
    if page.until("the list", &script, vec![json!(ids::SHELF_PANEL), json!(titles)]).await.is_err() {
        let found = page.read(TITLES, vec![json!(ids::SHELF_PANEL)]).await?;
        return Err(format!("expected the list {titles:?}, found {found}").into());
    }
    Ok(())
}

/// A summary whose numbers are rounded: how a number is read from JSON can change its last bit.
fn rounded(summary: &Summary) -> Summary {
    let round = |number: Option<f64>| number.map(|own| (own * 1e12).round() / 1e12);
    Summary { stated: round(summary.stated), computed: round(summary.computed), gap: round(summary.gap), ..summary.clone() }
}

/// Fails where what is kept of a note is not what the engine reads in it.
fn is_scored(note: &Shelved) {
    let own = Summary::new(&annotation(&note.text));
    assert_eq!(note.summary.as_ref().map(rounded), Some(rounded(&own)), "{}", note.text);
}

/// Clicks the title of a note in the list.
async fn open(page: &Page, text: &str) -> Outcome {
    let script = "[...document.querySelectorAll('.shelf-open')].find(own => own.textContent === arguments[0]).click()";
    page.element(".shelf-open").await?;
    page.read(script, vec![json!(title(text))]).await?;
    holds(page, text).await
}

/// Presses the button by which a note is deleted.
async fn delete(page: &Page, text: &str) -> Outcome {
    let script = "document.querySelector(`[aria-label='Delete ${arguments[0]}']`).click()";
    page.read(script, vec![json!(title(text))]).await?;
    Ok(())
}

/// Opens the page in a new tab and stays there.
async fn new_tab(page: &Page) -> Outcome {
    let tab = page.driver().new_tab().await?;
    page.driver().switch_to_window(tab).await?;
    page.goto(&page.site().address()).await?;
    page.until("the page", LOADED, vec![]).await?;
    Ok(())
}

#[test]
#[ignore = "needs the built page and a browser: make test"]
fn a_draft_survives_reloads_and_closed_tabs() {
    on_page("draft", async |page| {
        // The sample is nobody's work until somebody works on it.
        let shown = sample(&page).await?;
        let finding = shown.read().find(|sentence| !sentence.roles.is_empty()).unwrap().id;
        page.click(&ids::sentence(finding)).await?;
        keeps(&page, &[]).await?;
        press(&page, ids::DISMISS).await?;
        let notes = keeps(&page, &[SAMPLE]).await?;
        assert_eq!(notes[0].review.entries[0].roles, Some(vec![]));
        page.reload().await?;
        holds(&page, SAMPLE).await?;
        page.element(&format!("[data-changed='{finding}']")).await?;

        // What is typed in the very moment before the page is left is there again.
        paste(&page, NOTE).await?;
        page.reload().await?;
        holds(&page, NOTE).await?;
        shows(&page, NOTE, &annotation(NOTE)).await?;
        let notes = keeps(&page, &[SAMPLE, NOTE]).await?;
        let kept = notes.iter().find(|note| note.text == NOTE).unwrap();
        assert_eq!((kept.review.clone(), kept.added <= kept.changed), (Review::default(), true));
        let left = "return Object.keys(localStorage).filter(name => name.includes('.left.'))";
        assert_eq!(page.read(left, vec![]).await?, json!([]), "what was left behind is tidied up");

        // A tab that is closed leaves its note on the shelf; another one begins empty and opens it.
        let first = page.driver().window().await?;
        new_tab(&page).await?;
        let second = page.driver().window().await?;
        page.driver().switch_to_window(first).await?;
        page.driver().close_window().await?;
        page.driver().switch_to_window(second).await?;
        holds(&page, "").await?;
        lists(&page, &[NOTE, SAMPLE]).await?;
        open(&page, SAMPLE).await?;
        page.element(&format!("[data-changed='{finding}']")).await?;
        // The same text pasted again is the same note.
        press(&page, ids::CLEAR).await?;
        paste(&page, SAMPLE).await?;
        page.element(&format!("[data-changed='{finding}']")).await?;
        keeps(&page, &[SAMPLE, NOTE]).await?;
        Ok(())
    });
}

#[test]
#[ignore = "needs the built page and a browser: make test"]
fn another_text_is_another_note_and_deleted_scraps_are_gone() {
    on_page("another", async |page| {
        paste(&page, NOTE).await?;
        keeps(&page, &[NOTE]).await?;
        // Edited: the same note. Replaced: another one.
        let edited = format!("{NOTE}\nOne line more.");
        paste(&page, &edited).await?;
        keeps(&page, &[&edited]).await?;
        paste(&page, UNLABELLED).await?;
        keeps(&page, &[&edited, UNLABELLED]).await?;
        // Taken back: the one before, not a third.
        press(&page, ids::SAMPLE).await?;
        press(&page, ids::UNDO).await?;
        paste(&page, &format!("{UNLABELLED} It rains.")).await?;
        keeps(&page, &[&edited, &format!("{UNLABELLED} It rains.")]).await?;
        // Emptied at once: kept as it was. A scrap that is emptied goes.
        paste(&page, "").await?;
        page.write(&format!("#{}", ids::NOTE_INPUT), "Orders").await?;
        keeps(&page, &[&edited, &format!("{UNLABELLED} It rains."), "Orders"]).await?;
        page.read(
            "const own = document.getElementById(arguments[0]); own.focus(); own.select(); document.execCommand('delete')",
            vec![json!(ids::NOTE_INPUT)],
        )
        .await?;
        keeps(&page, &[&edited, &format!("{UNLABELLED} It rains.")]).await?;
        lists(&page, &[&format!("{UNLABELLED} It rains."), &edited]).await
    });
}

#[test]
#[ignore = "needs the built page and a browser: make test"]
fn two_tabs_do_not_overwrite_each_other() {
    on_page("tabs", async |page| {
        paste(&page, NOTE).await?;
        keeps(&page, &[NOTE]).await?;
        let first = page.driver().window().await?;
        new_tab(&page).await?;
        let second = page.driver().window().await?;
        open(&page, NOTE).await?;
        // What one changes the other shows, where it has no changes of its own.
        let edited = format!("{NOTE}\nFrom the second tab.");
        paste(&page, &edited).await?;
        keeps(&page, &[&edited]).await?;
        page.driver().switch_to_window(first.clone()).await?;
        holds(&page, &edited).await?;
        // Both change it at once: here the channel between them is cut, so that neither knows.
        page.driver().switch_to_window(second.clone()).await?;
        page.read("BroadcastChannel.prototype.postMessage = () => {}", vec![]).await?;
        let (mine, yours) = (format!("{NOTE}\nMine."), format!("{NOTE}\nYours."));
        paste(&page, &yours).await?;
        keeps(&page, &[&yours]).await?;
        page.driver().switch_to_window(first).await?;
        paste(&page, &mine).await?;
        keeps(&page, &[&mine, &yours]).await?;
        tells(&page, "This note was changed in another tab meanwhile: both are kept").await?;
        holds(&page, &mine).await?;
        // From then on they are two.
        let more = format!("{mine} More.");
        paste(&page, &more).await?;
        keeps(&page, &[&more, &yours]).await?;
        // The other one hears of it; what it deletes is gone here as well.
        page.driver().switch_to_window(second).await?;
        holds(&page, &yours).await?;
        press(&page, ids::SHELF).await?;
        lists(&page, &[&more, &yours]).await?;
        page.driver().close_window().await?;
        Ok(page.driver().switch_to_window(page.driver().windows().await?.remove(0)).await?)
    });
}

/// Notes whose labels disagree with their texts more and less; each with its own company.
fn notes() -> Vec<String> {
    ["Aldermoor Rail", "Bexford Cement", "Corvane Foods"]
        .iter()
        .zip(["0.90", "-0.85", "0.10"])
        .map(|(company, score)| {
            format!(
                "{company} cut its guidance for the second time this year.\nOrders fell by a fifth in the quarter, and the largest customer has left. \
                 The net debt rose to 4.1 times earnings, above the covenant.\n\nOverall Sentiment\nSentiment Score\n{score}"
            )
        })
        .collect()
}

#[test]
#[ignore = "needs the built page and a browser: make test"]
fn many_files_are_scored_and_sorted_by_gap() {
    on_page("many", async |page| {
        page.until("the scorer", LOADED, vec![]).await?;
        let texts = notes();
        let reviewed = json!({ "schema_version": 1, "text": UNLABELLED, "review": { "entries": [] }, "offset_unit": "utf8" }).to_string();
        let files: Vec<(String, &[u8])> = texts
            .iter()
            .enumerate()
            .map(|(at, text)| (format!("{at}.txt"), text.as_bytes()))
            .chain([
                ("again.txt".to_owned(), texts[0].as_bytes()),
                ("report.pdf".to_owned(), b"%PDF-1.7 \x00".as_slice()),
                ("kept.annotation.json".to_owned(), reviewed.as_bytes()),
                ("cut.annotation.json".to_owned(), b"{\"schema_version\": 1,".as_slice()),
            ])
            .collect();
        let files: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (name.as_str(), *bytes)).collect();
        drop_files(&page, &files).await?;
        tells(&page, "4 notes came to the shelf. One was there already. 2 could not be read: ").await?;
        tells(&page, "report.pdf is a PDF").await?;
        tells(&page, "cut.annotation.json: ").await?;
        holds(&page, "").await?;

        // Each is scored as the engine scores it, and the figures are kept.
        let scored = "return document.querySelectorAll('[data-note]').length === 4 && document.getElementById(arguments[0]) === null";
        page.until("the scores", scored, vec![json!(ids::SHELF_STOP)]).await?;
        let all: Vec<&str> = texts.iter().map(String::as_str).chain([UNLABELLED]).collect();
        keeps(&page, &all).await?.iter().for_each(is_scored);
        let mut by_gap: Vec<(&str, f64)> = all.iter().map(|text| (*text, annotation(text).divergence.gap.map_or(-1.0, f64::abs))).collect();
        by_gap.sort_by(|one, other| other.1.total_cmp(&one.1));
        let by_gap: Vec<&str> = by_gap.iter().map(|(text, _)| *text).collect();
        assert_eq!(by_gap[0], texts[0], "a label of +0.90 on that text is the one that disagrees most");
        let choose = "const own = document.getElementById(arguments[0]); own.value = arguments[1]; own.dispatchEvent(new Event('change', { bubbles: true }))";
        page.read(choose, vec![json!(ids::SHELF_ORDER), json!("gap")]).await?;
        lists(&page, &by_gap).await?;
        let gap = annotation(&texts[0]).divergence.gap.unwrap();
        let figure = page.read("return document.querySelector(\"[data-field='gap']\").textContent", vec![]).await?;
        assert_eq!(figure, format!("{gap:+.2}"));

        // Searched, opened with the keyboard, and the other three are still there.
        page.write(&format!("#{}", ids::SHELF_FIND), "bexford").await?;
        lists(&page, &[&texts[1]]).await?;
        page.read(
            "const own = document.getElementById(arguments[0]); own.value = ''; own.dispatchEvent(new Event('input', { bubbles: true }))",
            vec![json!(ids::SHELF_FIND)],
        )
        .await?;
        lists(&page, &by_gap).await?;
        page.read("document.querySelector('.shelf-open').focus()", vec![]).await?;
        page.press(Key::Down).await?;
        page.press(Key::Enter).await?;
        holds(&page, by_gap[1]).await?;
        shown(&page, by_gap[1]).await?;
        press(&page, ids::SHELF).await?;
        let current = "return document.querySelector('[aria-current] .shelf-open')?.textContent";
        assert_eq!(page.until("the open note", current, vec![]).await?, title(by_gap[1]));
        // Escape closes the shelf and leaves the note.
        page.press(Key::Escape).await?;
        page.until("the shelf closed", "return document.getElementById(arguments[0]) === null", vec![json!(ids::SHELF_PANEL)]).await?;
        holds(&page, by_gap[1]).await
    });
}

#[test]
#[ignore = "needs the built page and a browser: make test"]
fn scoring_can_be_stopped_and_goes_on_after_a_reload() {
    on_page("stop-scoring", async |page| {
        page.until("the scorer", LOADED, vec![]).await?;
        let line = "Orders fell by a fifth in the quarter, and the largest customer has left for a rival in Bergen. ";
        let texts: Vec<String> = (0..4).map(|at| format!("Note {at}. {}", line.repeat(60))).collect();
        let names: Vec<String> = (0..4).map(|at| format!("{at}.txt")).collect();
        let files: Vec<(&str, &[u8])> = names.iter().zip(&texts).map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
        drop_files(&page, &files).await?;
        page.element(&format!("#{}", ids::SHELF_STOP)).await?;
        press(&page, ids::SHELF_STOP).await?;
        let says = "return document.getElementById(arguments[0])?.textContent === arguments[1]";
        page.until("the way back", says, vec![json!(ids::SHELF_STOP), json!("Score the rest")]).await?;
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let notes = keeps(&page, &texts).await?;
        assert!(notes.iter().any(|note| note.summary.is_none()), "some were not scored yet");
        // A reload takes it up again, and so does an engine of another kind than the one that scored.
        let outdate = "const done = arguments[arguments.length - 1]; const open = indexedDB.open('note-annotator');
            open.onsuccess = () => {
                const store = open.result.transaction('notes', 'readwrite').objectStore('notes');
                store.getAll().onsuccess = event => {
                    const note = event.target.result[0];
                    note.summary = { verdict: 'agrees', findings: [9, 9, 9], computed: 0.99, scorer: 'an older one' };
                    store.put(note).onsuccess = () => { open.result.close(); done(note.id); };
                };
            }";
        page.read_later(outdate, vec![]).await?;
        page.reload().await?;
        page.until("the page", LOADED, vec![]).await?;
        page.until(
            "the scores",
            "return document.querySelectorAll('[data-note]').length === 4 && document.getElementById(arguments[0]) === null",
            vec![json!(ids::SHELF_STOP)],
        )
        .await?;
        keeps(&page, &texts).await?.iter().for_each(is_scored);
        Ok(())
    });
}

#[test]
#[ignore = "needs the built page and a browser: make test"]
fn the_shelf_travels_as_one_file_and_what_is_deleted_comes_back() {
    on_page("shelf-file", async |page| {
        let shown = sample(&page).await?;
        let finding = shown.read().find(|sentence| !sentence.roles.is_empty()).unwrap().id;
        page.click(&ids::sentence(finding)).await?;
        press(&page, ids::DISMISS).await?;
        keeps(&page, &[SAMPLE]).await?;
        press(&page, ids::CLEAR).await?;
        paste(&page, NOTE).await?;
        let before = keeps(&page, &[SAMPLE, NOTE]).await?;

        press(&page, ids::SHELF).await?;
        page.read(
            "const own = URL.createObjectURL; URL.createObjectURL = blob => { window.saved = blob; return own.call(URL, blob); }",
            vec![],
        )
        .await?;
        press(&page, ids::SHELF_EXPORT).await?;
        page.until("the file", "return window.saved !== undefined", vec![]).await?;
        let saved = page.read_later("window.saved.text().then(arguments[0])", vec![]).await?;
        let saved = saved.as_str().unwrap().to_owned();
        let mut read = shelf::read(&saved).unwrap()?;
        let bare = |note: &Shelved| Shelved { summary: None, ..note.clone() };
        let mut expected: Vec<Shelved> = before.iter().map(bare).collect();
        for notes in [&mut read, &mut expected] {
            notes.sort_by(|one, other| one.id.cmp(&other.id));
        }
        assert_eq!(read, expected);

        // Deleted, one of them the open one; brought back, and open again.
        delete(&page, SAMPLE).await?;
        keeps(&page, &[NOTE]).await?;
        delete(&page, NOTE).await?;
        keeps(&page, &[]).await?;
        holds(&page, "").await?;
        press(&page, ids::SHELF_UNDO).await?;
        holds(&page, NOTE).await?;
        keeps(&page, &[NOTE]).await?;
        // The file brings what is missing, with its review, and leaves what is there.
        drop_files(&page, &[("all.shelf.json", saved.as_bytes())]).await?;
        tells(&page, "1 note came to the shelf. One was there already.").await?;
        let notes = keeps(&page, &[SAMPLE, NOTE]).await?;
        let back = notes.iter().find(|note| note.text == SAMPLE).unwrap();
        assert_eq!(Some(&back.review), before.iter().find(|note| note.text == SAMPLE).map(|note| &note.review));
        drop_files(&page, &[("all.shelf.json", b"{\"shelf_version\": 7}")]).await?;
        tells(&page, "The shelf has version 7: expected 1; a newer Note Annotator wrote it.").await?;
        keeps(&page, &[SAMPLE, NOTE]).await?;
        Ok(())
    });
}

#[test]
#[ignore = "needs the built page and a browser: make test"]
fn a_deleted_note_that_comes_back_to_the_desk_is_kept_again() {
    on_page("kept-again", async |page| {
        paste(&page, NOTE).await?;
        keeps(&page, &[NOTE]).await?;
        press(&page, ids::SAMPLE).await?;
        press(&page, ids::SHELF).await?;
        lists(&page, &[NOTE]).await?;
        delete(&page, NOTE).await?;
        keeps(&page, &[]).await?;
        press(&page, ids::UNDO).await?;
        holds(&page, NOTE).await?;
        keeps(&page, &[NOTE]).await?;
        lists(&page, &[NOTE]).await?;
        // What the shelf brings back is there already.
        press(&page, ids::SHELF_UNDO).await?;
        lists(&page, &[NOTE]).await?;
        keeps(&page, &[NOTE]).await?;
        Ok(())
    });
}

#[test]
#[ignore = "needs the built page and a browser: make test"]
fn what_cannot_be_kept_is_said_and_the_page_works_on() {
    on_page_with(Ability::EarlyScript, "no-storage", async |page| {
        let says = "return document.getElementById(arguments[0])?.textContent.includes(arguments[1])";
        // No place at all.
        page.before_all("if (sessionStorage.deny) IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError'); }")
            .await?;
        page.read("sessionStorage.deny = 'yes'", vec![]).await?;
        page.reload().await?;
        page.until("word of it", says, vec![json!(ids::NOT_KEPT), json!("does not let the page keep notes")]).await?;
        paste(&page, NOTE).await?;
        shows(&page, NOTE, &annotation(NOTE)).await?;
        press(&page, ids::CLEAR).await?;
        lists(&page, &[NOTE]).await?;
        open(&page, NOTE).await?;
        page.click(&format!("#{} button", ids::NOT_KEPT)).await?;
        page.until("the word closed", "return document.getElementById(arguments[0]) === null", vec![json!(ids::NOT_KEPT)]).await?;

        // A full one: the note stays on the page, and is kept as soon as there is room.
        page.read("delete sessionStorage.deny", vec![]).await?;
        page.reload().await?;
        page.until("the page", LOADED, vec![]).await?;
        let full = "window.put = IDBObjectStore.prototype.put; IDBObjectStore.prototype.put = () => { throw new DOMException('full', 'QuotaExceededError'); }";
        page.read(full, vec![]).await?;
        paste(&page, UNLABELLED).await?;
        page.until("word of it", says, vec![json!(ids::NOT_KEPT), json!("storage is full")]).await?;
        shows(&page, UNLABELLED, &annotation(UNLABELLED)).await.ok();
        page.read("IDBObjectStore.prototype.put = window.put", vec![]).await?;
        let longer = format!("{UNLABELLED} It rains.");
        paste(&page, &longer).await?;
        page.until("the word gone", "return document.getElementById(arguments[0]) === null", vec![json!(ids::NOT_KEPT)]).await?;
        let notes = stored(&page).await?;
        assert_eq!(notes.iter().filter(|note| note.text == longer).count(), 1);

        // A newer page was here.
        page.read_later("const done = arguments[arguments.length - 1]; const open = indexedDB.open('note-annotator', 99); open.onsuccess = () => { open.result.close(); done(true); }", vec![]).await?;
        page.reload().await?;
        page.until("word of it", says, vec![json!(ids::NOT_KEPT), json!("a newer version of this page")]).await?;
        paste(&page, NOTE).await?;
        shows(&page, NOTE, &annotation(NOTE)).await
    });
}

#[test]
#[ignore = "needs the built page and a browser: make test"]
fn a_shared_note_is_kept_only_when_its_reader_wants() {
    on_page("shared-shelf", async |page| {
        paste(&page, NOTE).await?;
        keeps(&page, &[NOTE]).await?;
        let link = link::write(&Content::Note { text: UNLABELLED.to_owned(), review: Review::default(), seen: Seen::default() })?;
        page.read("location.hash = arguments[0]", vec![json!(link)]).await?;
        page.element(&format!("#{}", ids::SHARED)).await?;
        shown(&page, UNLABELLED).await?;
        tokio::time::sleep(std::time::Duration::from_millis(600)).await;
        keeps(&page, &[NOTE]).await?;
        // A reload shows it again, over the reader's own note.
        page.reload().await?;
        page.element(&format!("#{}", ids::SHARED)).await?;
        shown(&page, UNLABELLED).await?;
        press(&page, ids::KEEP_COPY).await?;
        keeps(&page, &[NOTE, UNLABELLED]).await?;
        tells(&page, "1 note came to the shelf.").await?;
        press(&page, ids::SHARED_CLOSE).await?;
        holds(&page, NOTE).await?;
        let edited = format!("{NOTE}\nOne line more.");
        paste(&page, &edited).await?;
        keeps(&page, &[&edited, UNLABELLED]).await?;
        Ok(())
    });
}

/// Waits until the page shows a note with its sentences.
async fn shown(page: &Page, text: &str) -> Outcome {
    let first = annotation(text).sentences.first().map(|own| own.range.of(text).to_owned());
    let script = "return document.querySelector(`#${arguments[0]} [data-sentence]`)?.textContent.includes(arguments[1])";
    page.until("the note", script, vec![json!(ids::ANNOTATED_NOTE), json!(first)]).await?;
    Ok(())
}

/// Notes as the first version of the page stored them: they are read for ever.
#[test]
#[ignore = "needs the built page and a browser: make test"]
fn notes_of_older_versions_are_read() {
    on_page("old-shelf", async |page| {
        let old: Value = serde_json::from_str(include_str!("shelves/1.json"))?;
        let [first, second] = [0, 1].map(|at: usize| old[at]["text"].as_str().unwrap().to_owned());
        let lay = "const [notes, done] = arguments; const open = indexedDB.open('note-annotator');
            open.onsuccess = () => {
                const store = open.result.transaction('notes', 'readwrite').objectStore('notes');
                notes.forEach(note => store.put(note));
                store.put({ id: 'from the future', stamp: 'x', pages: [] });
                store.transaction.oncomplete = () => { open.result.close(); done(true); };
            }";
        page.until("the page", LOADED, vec![]).await?;
        page.read_later(lay, vec![old]).await?;
        page.reload().await?;
        page.element(&format!("#{}", ids::SHELF_PANEL)).await?;
        lists(&page, &[&first, &second]).await?;
        let says = "return document.getElementById(arguments[0]).textContent.includes(arguments[1])";
        let words = "1 note was kept by a newer version of this page and is left as it is.";
        page.until(words, says, vec![json!(ids::SHELF_PANEL), json!(words)]).await?;
        open(&page, &first).await?;
        page.element(".remark").await?;
        page.until("both changes", "return document.querySelectorAll('[data-changed]').length >= 2", vec![]).await?;
        let held = "const done = arguments[0]; const open = indexedDB.open('note-annotator');
            open.onsuccess = () => { open.result.transaction('notes').objectStore('notes').get('from the future').onsuccess = event => { open.result.close(); done(event.target.result); }; }";
        assert_eq!(page.read_later(held, vec![]).await?, json!({ "id": "from the future", "stamp": "x", "pages": [] }));
        Ok(())
    });
}
