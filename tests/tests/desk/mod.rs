//! What the tests of the page share: notes, the engine's own word on them, and what the page must show of both.
#![allow(dead_code, reason = "each of the test files that share it uses a part")]

use std::sync::{Arc, LazyLock};

use bindings::Annotator;
use end_to_end::{Outcome, Page};
use exchange::json::{Document, Sentence};
use exchange::offset::OffsetUnit;
use exchange::review::{Outcome as ReviewOutcome, Review};
use exchange::shelf::Shelved;
use note_annotator::ids;
use note_annotator::sample::SAMPLE;
use note_annotator::shown::Shown;
use serde_json::{Value, json};

/// A digest with a tagline and the footer of a sentiment service, whose ticker table is empty. Its label is rosier than its text.
pub const NOTE: &str = "\
Tessellate Grid (TSLG) raised its full-year guidance after orders for sea cables climbed 19% to $2.4B in Q3 2026.
The main risk is execution: a delay at the Aberdeen plant would push deliveries into 2028 and cut the margin by 150 basis points. \
Two customers make up half of the backlog, and a cancellation by either would hurt cash flow badly.
Investors still treat the company as a cyclical metals processor, but the market is underestimating how sticky its service contracts are. \
A decision on the northern interconnector, expected within 6-12 months, could lift the order book by half.
AI-written research and daily portfolio alerts for professional investors.
Overall Sentiment
strongly positive
Sentiment Score
0.91
Ticker Sentiment";

/// The same company, but nobody says how the note is meant.
pub const UNLABELLED: &str = "Tessellate Grid won the contract. A strike at the port would delay the first cable and cost it the bonus.";

/// Words that stand in the note, whatever the page adds around them.
pub const SENTENCES: &str = "return [...document.querySelectorAll(`#${arguments[0]} [data-sentence]`)].map(found => found.textContent)";
pub const MARKS: &str =
    "return [...document.querySelectorAll(`#${arguments[0]} mark[data-role]`)].map(mark => [mark.dataset.role, mark.textContent])";
/// What has the focus: a sentence of the note, a finding, or an element by its id.
pub const FOCUS: &str = "const own = document.activeElement; return own.dataset.sentence ? `sentence ${own.dataset.sentence}` : own.dataset.found ? `finding ${own.dataset.found}` : own.id";

/// The engine's own word on a note.
pub fn annotation(text: &str) -> Document {
    static ANNOTATOR: LazyLock<Annotator> = LazyLock::new(|| Annotator::load(include_bytes!("../../../model/note.model")).unwrap());
    ANNOTATOR.document(text, OffsetUnit::Utf8)
}

pub fn sentence<'a>(document: &'a Document, start: &str) -> &'a Sentence {
    let at = NOTE.find(start).unwrap();
    document.sentences.iter().find(|sentence| sentence.range.start == at).unwrap()
}

/// Puts text into the text area, which is opened where it is folded away.
const PASTE: &str = "const own = document.getElementById(arguments[0]);
    if (own === null) return false;
    if (own.hidden) {
        document.getElementById(arguments[1]).click();
        return false;
    }
    own.focus();
    own.select();
    document.execCommand('insertText', false, arguments[2]);
    return true";

/// Puts `text` into the text area in one go, as pasting does.
pub async fn paste(page: &Page, text: &str) -> Outcome {
    page.until("the text area", PASTE, vec![json!(ids::NOTE_INPUT), json!(ids::EDIT), json!(text)]).await?;
    Ok(())
}

/// Waits until the page shows `text` with exactly the sentences and marks of `document`.
pub async fn shows(page: &Page, text: &str, document: &Document) -> Outcome {
    reads(page, text, document).await?;
    let marks: Vec<Value> = document
        .sentences
        .iter()
        .filter(|sentence| !sentence.roles.is_empty())
        .map(|sentence| {
            json!([sentence.roles.iter().map(|held| held.role.as_str()).collect::<Vec<_>>().join(" "), covered(text, sentence)])
        })
        .collect();
    assert!(!marks.is_empty(), "the engine marks something in {text:?}");
    assert_eq!(page.read(MARKS, vec![json!(ids::ANNOTATED_NOTE)]).await?, json!(marks));
    let input = page.read("return document.getElementById(arguments[0]).value", vec![json!(ids::NOTE_INPUT)]).await?;
    assert_eq!(input, text, "the reader's text is left as it is");
    Ok(())
}

/// Waits until the page shows exactly the sentences of `document`, which may be none.
pub async fn reads(page: &Page, text: &str, document: &Document) -> Outcome {
    let sentences: Vec<&str> = document.sentences.iter().map(|sentence| covered(text, sentence)).collect();
    // A note can be long: it goes to the page once.
    page.read("window.expected = JSON.stringify(arguments[0])", vec![json!(sentences)]).await?;
    let expected = format!("return JSON.stringify((() => {{ {SENTENCES} }})()) === window.expected");
    page.until("the page to show the note", &expected, vec![json!(ids::ANNOTATED_NOTE)]).await?;
    Ok(())
}

fn covered<'t>(text: &'t str, sentence: &Sentence) -> &'t str {
    &text[sentence.range.start..sentence.range.end]
}

/// Waits until the text area holds `text`.
pub async fn holds(page: &Page, text: &str) -> Outcome {
    let script = "return document.getElementById(arguments[0])?.value === arguments[1]";
    page.until(&format!("the text {text:?}"), script, vec![json!(ids::NOTE_INPUT), json!(text)]).await?;
    Ok(())
}

/// Waits until the page explains `sentence`, and checks the reasons it gives.
pub async fn explains(page: &Page, sentence: &Sentence) -> Outcome {
    let why = page.element(&format!("#{}[data-explains='{}']", ids::WHY, sentence.id)).await?;
    assert!(why.is_displayed().await?);
    let words = page
        .read(
            "return [...document.querySelectorAll(`#${arguments[0]} [data-evidence]`)].map(word => word.dataset.evidence)",
            vec![json!(ids::WHY)],
        )
        .await?;
    assert!(words.as_array().is_some_and(|words| !words.is_empty()), "words are given: {words}");
    // The sums are the engine's, to the last bit.
    let sums = page
        .read(
            "return [...document.querySelectorAll(`#${arguments[0]} [data-decision]`)].map(table => [table.dataset.decision, table.querySelector('[data-sum]').dataset.sum])",
            vec![json!(ids::WHY)],
        )
        .await?;
    let expected: Vec<[String; 2]> = sentence.logits.iter().map(|logit| [logit.target.clone(), logit.value.to_string()]).collect();
    assert_eq!(sums, json!(expected));
    Ok(())
}

pub async fn text(page: &Page, id: &str) -> Outcome<String> {
    let text = page.read("return document.getElementById(arguments[0]).textContent", vec![json!(id)]).await?;
    Ok(text.as_str().unwrap_or_default().to_owned())
}

/// Loads the sample and waits until it is shown.
pub async fn sample(page: &Page) -> Outcome<Shown> {
    page.click(&format!("#{}", ids::SAMPLE)).await?;
    let document = annotation(SAMPLE);
    shows(page, SAMPLE, &document).await?;
    Ok(shown(SAMPLE, document))
}

pub fn shown(text: &str, document: Document) -> Shown {
    Shown::new(text.into(), Arc::new(document), Review::default(), &ReviewOutcome::default())
}

/// Waits until `name`, as [`FOCUS`] names it, has the focus.
pub async fn focuses(page: &Page, name: &str) -> Outcome {
    let script = format!("return (() => {{ {FOCUS} }})() === arguments[0]");
    page.until(&format!("{name} to have the focus"), &script, vec![json!(name)]).await?;
    Ok(())
}

/// Has what is pasted come to the element of that id, or to the page where that is null: each a kind and its content. Says whether the browser goes on with it.
const BRING: &str = "const data = new DataTransfer();
    for (const [kind, content] of arguments[1]) data.setData(kind, content);
    const own = arguments[0] ? document.getElementById(arguments[0]) : document.body;
    own.focus();
    own.select?.();
    // Not every engine lets the event's maker say what is pasted.
    const event = Object.defineProperty(new ClipboardEvent('paste', { bubbles: true, cancelable: true }), 'clipboardData', { value: data });
    return own.dispatchEvent(event)";

/// Pastes what the clipboard holds, each a kind and its content, over all that stands in the element of that id, or on the page where there is none. Such a
/// paste is the page's alone: `true` where it leaves it to the browser, which does nothing with it.
pub async fn bring(page: &Page, into: Option<&str>, clipboard: &[(&str, &str)]) -> Outcome<bool> {
    Ok(page.read(BRING, vec![json!(into), json!(clipboard)]).await? == true)
}

/// Opens a link in the page that is open, as clicking it there does.
pub async fn follow(page: &Page, link: &str) -> Outcome {
    page.read("location.hash = arguments[0]", vec![json!(link)]).await?;
    Ok(())
}

/// Saves the note in a form and returns the file's name and content.
pub async fn saved(page: &Page, form: &str) -> Outcome<(String, String)> {
    page.read(
        "const own = URL.createObjectURL; window.saved = null;
         URL.createObjectURL = blob => { window.saved = blob; URL.createObjectURL = own; return own.call(URL, blob); };
         const click = HTMLAnchorElement.prototype.click;
         HTMLAnchorElement.prototype.click = function () { window.savedAs = this.download; HTMLAnchorElement.prototype.click = click; click.call(this); }",
        vec![],
    )
    .await?;
    press(page, &ids::export(form)).await?;
    page.until("the file", "return window.saved !== null", vec![]).await?;
    let content = page.read_later("window.saved.text().then(arguments[0])", vec![]).await?;
    let name = page.read("return window.savedAs", vec![]).await?;
    Ok((name.as_str().unwrap_or_default().to_owned(), content.as_str().unwrap_or_default().to_owned()))
}

/// Drops files on the page, each a name and its bytes.
const DROP: &str = "const data = new DataTransfer();
    for (const [name, bytes] of arguments[0]) data.items.add(new File([new Uint8Array(bytes)], name));
    window.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }))";

/// Drops files on the page.
pub async fn drop_files(page: &Page, files: &[(&str, &[u8])]) -> Outcome {
    page.read(DROP, vec![json!(files)]).await?;
    Ok(())
}

/// Waits until the page says `words` under its masthead.
pub async fn tells(page: &Page, words: &str) -> Outcome {
    let script = "return document.getElementById(arguments[0])?.textContent.includes(arguments[1])";
    page.until(words, script, vec![json!(ids::MESSAGE), json!(words)]).await?;
    Ok(())
}

/// Clicks the element of that id.
pub async fn press(page: &Page, id: &str) -> Outcome {
    page.click(&format!("#{id}")).await
}

/// Everything in the browser's database.
const STORED: &str = "const done = arguments[arguments.length - 1];
    const open = indexedDB.open('note-annotator');
    open.onsuccess = () => {
        const all = open.result.transaction('notes').objectStore('notes').getAll();
        all.onsuccess = () => { open.result.close(); done(all.result); };
    }";

/// All notes in it.
pub async fn stored(page: &Page) -> Outcome<Vec<Shelved>> {
    Ok(serde_json::from_value(page.read_later(STORED, vec![]).await?)?)
}

/// Waits until exactly these texts are in the database, in whatever order.
pub async fn keeps(page: &Page, texts: &[&str]) -> Outcome<Vec<Shelved>> {
    let mut expected = texts.to_vec();
    expected.sort_unstable();
    for _ in 0..200 {
        let notes = stored(page).await?;
        let mut own: Vec<&str> = notes.iter().map(|note| note.text.as_str()).collect();
        own.sort_unstable();
        if own == expected {
            return Ok(notes);
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    Err(format!("expected {texts:?} on the shelf, found {:?}", stored(page).await?).into())
}
