//! The reader's desk on the built page: findings, filters, keys, pictures and sums, each held against the engine's own word on the note.
//!
//! These tests need the built page in `dist/`, a browser and its driver; `make test` sees to all three.
#![expect(clippy::unwrap_used, reason = "a test may stop where it stands; clippy knows only its functions, not what they share")]

mod desk;

use desk::{FOCUS, NOTE, UNLABELLED, annotation, bring, explains, focuses, paste, sample, shown, shows};
use end_to_end::{Outcome, Page, on_page};
use note_annotator::finding::{Filter, Order};
use note_annotator::sample::SAMPLE;
use note_annotator::shown::Shown;
use note_annotator::{ids, timeline};
use serde_json::json;
use thirtyfour::Key;

/// Ids of the sentences that the list of findings holds, in its order.
const LISTED: &str = "return [...document.querySelectorAll(`#${arguments[0]} [data-found]`)].map(found => Number(found.dataset.found))";
#[test]
#[ignore = "needs the built page and a browser: make test"]
fn findings_lead_to_their_sentences_and_sentences_to_their_findings() {
    on_page("findings", async |page| {
        let shown = sample(&page).await?;
        lists(&page, &shown, &Filter::default()).await?;
        for role in ["risk", "catalyst", "contrarian"] {
            let count = page.read("return document.querySelector(`[data-count='${arguments[0]}']`).textContent", vec![json!(role)]).await?;
            let filter = Filter { role: Some(role), ..Filter::default() };
            assert_eq!(count, filter.findings(&shown).len().to_string(), "the count of {role}");
        }
        let last = *Filter::default().findings(&shown).last().unwrap();
        page.click(&ids::finding(last)).await?;
        explains(&page, &shown.document.sentences[last]).await?;
        let in_view =
            "const box = document.querySelector(arguments[0]).getBoundingClientRect(); return box.bottom > 0 && box.top < innerHeight";
        page.until("the sentence to come into view", in_view, vec![json!(ids::sentence(last))]).await?;
        pressed(&page, last).await?;
        page.press(Key::Escape).await?;
        focuses(&page, &format!("finding {last}")).await?;

        let first = Filter::default().findings(&shown)[0];
        page.click(&ids::sentence(first)).await?;
        pressed(&page, first).await
    });
}

#[test]
#[ignore = "needs the built page and a browser: make test"]
fn findings_are_filtered_and_ordered() {
    on_page("filters", async |page| {
        let shown = sample(&page).await?;
        page.click("[data-filter='risk']").await?;
        lists(&page, &shown, &Filter { role: Some("risk"), ..Filter::default() }).await?;
        let told = page.read("return document.getElementById(arguments[0]).textContent", vec![json!(ids::STATUS)]).await?;
        assert!(told.as_str().unwrap().contains("findings listed"), "a screen reader is told: {told}");
        page.write(&format!("#{}", ids::ORDER), "By weight").await?;
        lists(&page, &shown, &Filter { role: Some("risk"), order: Order::Weight, ..Filter::default() }).await?;
        page.click("[data-filter='risk']").await?;
        page.write(&format!("#{}", ids::FIND), "BACKLOG").await?;
        let wanted = Filter { text: "backlog".to_owned(), order: Order::Weight, ..Filter::default() };
        assert!(!wanted.findings(&shown).is_empty() && wanted.findings(&shown).len() < Filter::default().findings(&shown).len());
        lists(&page, &shown, &wanted).await?;
        page.click(".filters .link").await?;
        lists(&page, &shown, &Filter { order: Order::Weight, ..Filter::default() }).await
    });
}

#[test]
#[ignore = "needs the built page and a browser: make test"]
fn f8_goes_through_the_findings_and_round() {
    on_page("f8", async |page| {
        paste(&page, NOTE).await?;
        let document = annotation(NOTE);
        shows(&page, NOTE, &document).await?;
        let all = Filter::default().findings(&shown(NOTE, document));
        assert!(all.len() > 1);
        for id in all.iter().chain(&all[..1]) {
            page.press(Key::F8).await?;
            assert_eq!(page.read(FOCUS, vec![]).await?, format!("sentence {id}"));
        }
        backwards(&page).await?;
        assert_eq!(page.read(FOCUS, vec![]).await?, format!("sentence {}", all.last().unwrap()), "Shift turns round");
        page.press(Key::Escape).await?;
        focuses(&page, ids::NOTE_INPUT).await
    });
}

#[test]
#[ignore = "needs the built page and a browser: make test"]
fn single_letters_act_in_the_list_alone_and_can_be_turned_off() {
    on_page("letters", async |page| {
        let shown = sample(&page).await?;
        let all = Filter::default();
        let risks = Filter { role: Some("risk"), ..Filter::default() };
        // In the note they do nothing.
        page.click(&ids::sentence(all.findings(&shown)[0])).await?;
        type_letter(&page, "r").await?;
        lists(&page, &shown, &all).await?;
        page.click(&ids::finding(all.findings(&shown)[0])).await?;
        type_letter(&page, "r").await?;
        lists(&page, &shown, &risks).await?;
        // What had the focus was taken away: the list has it again once it is drawn.
        let keeps = "return document.getElementById(arguments[0]).contains(document.activeElement)";
        page.until("the focus in the list", keeps, vec![json!(ids::FINDINGS)]).await?;
        type_letter(&page, "a").await?;
        lists(&page, &shown, &all).await?;
        page.until("the focus in the list", keeps, vec![json!(ids::FINDINGS)]).await?;
        type_letter(&page, "j").await?;
        focuses(&page, &format!("finding {}", all.findings(&shown)[1])).await?;
        type_letter(&page, "/").await?;
        focuses(&page, ids::FIND).await?;
        // There a letter is a letter.
        type_letter(&page, "?").await?;
        assert_eq!(page.read("return document.getElementById(arguments[0]).open", vec![json!(ids::KEYS_DIALOG)]).await?, false);
        page.read("document.activeElement.select(); document.execCommand('delete'); document.activeElement.blur()", vec![]).await?;
        type_letter(&page, "?").await?;
        page.until("the keys", "return document.getElementById(arguments[0]).open", vec![json!(ids::KEYS_DIALOG)]).await?;
        page.click(&format!("#{}", ids::LETTERS)).await?;
        page.press(Key::Escape).await?;
        page.until("the keys to go", "return !document.getElementById(arguments[0]).open", vec![json!(ids::KEYS_DIALOG)]).await?;
        // Off, and still off after the page was left.
        page.reload().await?;
        let shown = sample(&page).await?;
        page.click(&ids::finding(all.findings(&shown)[0])).await?;
        type_letter(&page, "r").await?;
        type_letter(&page, "?").await?;
        lists(&page, &shown, &all).await?;
        assert_eq!(page.read("return document.getElementById(arguments[0]).open", vec![json!(ids::KEYS_DIALOG)]).await?, false);
        Ok(())
    });
}

#[test]
#[ignore = "needs the built page and a browser: make test"]
fn pictures_show_what_the_engine_says() {
    on_page("pictures", async |page| {
        let shown = sample(&page).await?;
        // The arc: a bar a sentence, up or down as it adds or takes, as high as it weighs.
        let bars = page
            .read(
                "const zero = Number(document.querySelector('.arc-zero').getAttribute('y1'));
                return [...document.querySelectorAll(`#${arguments[0]} [data-arc]`)].map(found => {
                    const bar = found.querySelector('.arc-bar'), y = Number(bar.getAttribute('y')), height = Number(bar.getAttribute('height'));
                    return [Number(found.dataset.arc), y < zero ? height : -height];
                })",
                vec![json!(ids::ARC)],
            )
            .await?;
        let bars: Vec<(usize, f64)> = serde_json::from_value(bars)?;
        let scored: Vec<_> = shown.document.sentences.iter().filter(|sentence| sentence.polarity.is_some()).collect();
        assert_eq!(bars.len(), scored.len());
        let most = scored.iter().map(|sentence| sentence.contribution.abs()).fold(0.0, f64::max);
        for ((id, height), sentence) in bars.iter().zip(&scored) {
            assert_eq!(*id, sentence.id);
            let expected = sentence.contribution / most * 30.0;
            assert!((height - expected).abs() < 1.0, "sentence {id}: {height} is drawn, {expected} is meant");
        }
        let (strongest, _) = bars.iter().max_by(|one, other| one.1.abs().total_cmp(&other.1.abs())).unwrap();
        page.click(&format!("#{} [data-arc='{strongest}'] .arc-bar", ids::ARC)).await?;
        explains(&page, &shown.document.sentences[*strongest]).await?;

        // The horizon line: the engine's times, from this month on.
        let today = page.read("const now = new Date(); return [now.getFullYear(), now.getMonth() + 1]", vec![]).await?;
        let now = timeline::month(today[0].as_u64().unwrap() as u32, today[1].as_u64().unwrap() as u32);
        let expected: Vec<usize> = timeline::items(&shown.document.sentences, now).iter().map(|item| item.sentence).collect();
        assert!(!expected.is_empty());
        let drawn =
            page.read("return [...document.querySelectorAll('[data-when]')].map(found => Number(found.dataset.when))", vec![]).await?;
        assert_eq!(drawn, json!(expected));

        // Each has words for who does not see it.
        for id in [ids::ARC, ids::TIMELINE] {
            let label = page
                .read("return document.querySelector(`#${arguments[0]}[role='img']`).getAttribute('aria-label')", vec![json!(id)])
                .await?;
            assert!(label.as_str().unwrap().len() > 30, "{label}");
        }
        Ok(())
    });
}

#[test]
#[ignore = "needs the built page and a browser: make test"]
fn the_sentences_that_are_listed_and_the_rest_are_the_score() {
    on_page("sums", async |page| {
        let shown = sample(&page).await?;
        let listed: Vec<usize> = serde_json::from_value(
            page.read("return [...document.querySelectorAll('[data-driver]')].map(found => Number(found.dataset.driver))", vec![]).await?,
        )?;
        let sum: f64 = listed.iter().map(|id| shown.document.sentences[*id].contribution).sum();
        let rest: f64 = page.read("return document.querySelector('[data-rest]').dataset.rest", vec![]).await?.as_str().unwrap().parse()?;
        assert!((sum + rest - shown.document.computed.score.unwrap()).abs() < 1e-12);
        Ok(())
    });
}

#[test]
#[ignore = "needs the built page and a browser: make test"]
fn a_note_pasted_beside_the_field_is_read_and_the_one_before_comes_back() {
    on_page("paste-anywhere", async |page| {
        sample(&page).await?;
        let hidden = "return document.getElementById(arguments[0]).hidden";
        assert_eq!(page.read(hidden, vec![json!(ids::NOTE_INPUT)]).await?, true, "a loaded note is there to be read");
        page.click(&format!("#{}", ids::EDIT)).await?;
        focuses(&page, ids::NOTE_INPUT).await?;
        page.click(&format!("#{}", ids::EDIT)).await?;
        bring(&page, None, &[("text/plain", UNLABELLED)]).await?;
        shows(&page, UNLABELLED, &annotation(UNLABELLED)).await?;
        page.click(&format!("#{}", ids::UNDO)).await?;
        shows(&page, SAMPLE, &annotation(SAMPLE)).await
    });
}

/// Waits until the list holds just what `filter` lets through.
async fn lists(page: &Page, shown: &Shown, filter: &Filter) -> Outcome {
    let expected = filter.findings(shown);
    let script = format!("return JSON.stringify((() => {{ {LISTED} }})()) === JSON.stringify(arguments[1])");
    page.until(&format!("the list to hold {expected:?}"), &script, vec![json!(ids::FINDINGS), json!(expected)]).await?;
    Ok(())
}

/// Waits until `id` is the chosen one, in the note and in the list.
async fn pressed(page: &Page, id: usize) -> Outcome {
    let script =
        "return [arguments[0], arguments[1]].every(selector => document.querySelector(selector)?.getAttribute('aria-pressed') === 'true')";
    page.until("note and list to agree", script, vec![json!(ids::sentence(id)), json!(ids::finding(id))]).await?;
    Ok(())
}

async fn backwards(page: &Page) -> Outcome {
    page.press(Key::Shift + Key::F8).await
}

async fn type_letter(page: &Page, letter: &str) -> Outcome {
    page.press(letter).await
}
