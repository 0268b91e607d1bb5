//! Two notes side by side on the built page: what is paired, what changed, and that nothing of either is lost.
//!
//! The tests that are ignored need the built page in `dist/`, a browser and its driver; `make test` sees to all three.
#![expect(clippy::unwrap_used, reason = "a test may stop where it stands; clippy knows only its functions, not what they share")]

mod desk;

use std::collections::HashSet;
use std::sync::Arc;

use bindings::Annotator;
use desk::{NOTE, annotation, paste, sample, shown, shows, text};
use end_to_end::{Outcome, Page, on_page};
use exchange::offset::OffsetUnit;
use note_annotator::comparison::{Comparison, Likeness, Other, Shift};
use note_annotator::sample::SAMPLE;
use note_annotator::{ids, phrase};
use serde_json::json;

/// What the same house wrote of [`NOTE`]'s company a quarter before.
const BEFORE: &str = "\
Tessellate Grid (TSLG) kept its full-year guidance as orders for sea cables rose 12% to $2.1B in Q2 2026.
The main risk is execution: a delay at the Aberdeen plant would push deliveries into 2027 and cut the margin by 90 basis points. \
Two customers make up half of the backlog, and a cancellation by either would hurt cash flow badly.
The pension fund's deficit could force the company to pay in another $60M next spring.
A decision on the northern interconnector, expected within 12-18 months, could lift the order book by a third.
Overall Sentiment
moderately positive
Sentiment Score
0.55
Ticker Sentiment";

/// The engine's own word on `before` beside `after`.
fn compared(before: &str, after: &str) -> (Other, Comparison) {
    let annotator = Annotator::load(include_bytes!("../../model/note.model")).unwrap();
    let read = |text: &str| annotator.finish(annotator.begin(text), OffsetUnit::Utf8);
    let (one, other) = (read(before), read(after));
    let pairs = annotator.pairs(&one, &other).unwrap();
    let beside = Other { text: before.into(), document: Arc::new(one.document.clone()), pairs: pairs.into() };
    let comparison = Comparison::new(&shown(after, other.document), &beside, &HashSet::new());
    (beside, comparison)
}

fn starting(text: &str, start: &str) -> usize {
    let at = text.find(start).unwrap();
    annotation(text).sentences.iter().find(|sentence| sentence.range.start == at).unwrap().id
}

#[test]
fn points_are_kept_added_and_dropped_and_their_numbers_and_times_compared() {
    let (_, comparison) = compared(BEFORE, NOTE);
    let kept = |start: &str| {
        let after = starting(NOTE, start);
        comparison.kept.iter().find(|kept| kept.after == after).unwrap()
    };
    let execution = kept("The main risk");
    assert_eq!(execution.before, starting(BEFORE, "The main risk"));
    assert_eq!(execution.likeness, Likeness::Close);
    assert_eq!(execution.numbers, [Shift { before: "90 bp".to_owned(), after: "150 bp".to_owned() }]);
    assert_eq!(execution.horizons, Some(Shift { before: "Jan 2027 to Dec 2027".to_owned(), after: "Jan 2028 to Dec 2028".to_owned() }));
    let customers = kept("Two customers");
    assert_eq!((customers.likeness, &customers.numbers, &customers.horizons), (Likeness::Same, &vec![], &None));
    let decision = kept("A decision");
    assert_eq!(decision.horizons, Some(Shift { before: "12 to 18 months".to_owned(), after: "6 to 12 months".to_owned() }));
    assert_eq!(comparison.added, [starting(NOTE, "Investors still")]);
    assert_eq!(comparison.dropped, [starting(BEFORE, "The pension fund")]);
    let itself = compared(NOTE, NOTE).1;
    assert!(itself.added.is_empty() && itself.dropped.is_empty());
    assert!(!itself.kept.is_empty() && itself.kept.iter().all(|kept| kept.likeness == Likeness::Same));
}

#[test]
fn two_annual_reports_are_not_set_side_by_side() {
    let annotator = Annotator::load(include_bytes!("../../model/note.model")).unwrap();
    let long = (0..2010).map(|number| format!("Orders rose by {number}.")).collect::<Vec<_>>().join(" ");
    let read = |text: &str| annotator.finish(annotator.begin(text), OffsetUnit::Utf8);
    let (long, short) = (read(&long), read(NOTE));
    assert!(annotator.pairs(&long, &long).is_none());
    assert!(annotator.pairs(&long, &short).is_some());
}

/// Waits until the page shows `comparison`.
async fn shows_beside(page: &Page, comparison: &Comparison) -> Outcome {
    let script = "const rows = name => [...document.querySelectorAll(`#${arguments[0]} [data-${name}]`)].map(row => row.dataset[name]);
        return JSON.stringify(['kept', 'added', 'dropped'].map(rows)) === JSON.stringify(arguments[1])";
    let words = |ids: &[usize]| ids.iter().map(ToString::to_string).collect::<Vec<_>>();
    let kept: Vec<String> = comparison.kept.iter().map(|kept| format!("{} {}", kept.before, kept.after)).collect();
    let expected = json!([kept, words(&comparison.added), words(&comparison.dropped)]);
    page.until(&format!("{expected}"), script, vec![json!(ids::COMPARISON), expected.clone()]).await?;
    Ok(())
}

/// Puts `text` into the field for the other note, as pasting does.
async fn paste_beside(page: &Page, text: &str) -> Outcome {
    page.click(&format!("#{}", ids::OTHER_INPUT)).await?;
    page.read("document.activeElement.select(); document.execCommand('insertText', false, arguments[0])", vec![json!(text)]).await?;
    Ok(())
}

#[test]
#[ignore = "needs the built page and a browser: make test"]
fn two_notes_are_set_side_by_side_corrected_and_swapped() {
    on_page("compare", async |page| {
        paste(&page, NOTE).await?;
        shows(&page, NOTE, &annotation(NOTE)).await?;
        page.click(&format!("#{}", ids::COMPARE)).await?;
        paste_beside(&page, BEFORE).await?;
        let (other, comparison) = compared(BEFORE, NOTE);
        shows_beside(&page, &comparison).await?;

        // Both sentiments, and by how much they changed.
        let changes = page
            .read(
                "return [...document.querySelectorAll(`#${arguments[0]} [data-change]`)].map(cell => [cell.dataset.change, cell.dataset.value])",
                vec![json!(ids::COMPARISON)],
            )
            .await?;
        let computed = annotation(NOTE).computed.score.unwrap() - other.document.computed.score.unwrap();
        assert_eq!(changes, json!([["stated", phrase::signed(0.91 - 0.55)], ["computed", phrase::signed(computed)]]));
        let shifts = page
            .read(
                "return [...document.querySelectorAll(`#${arguments[0]} [data-shift='number']`)].map(shift => shift.innerText.replace(/\\s+/g, ' ').trim())",
                vec![json!(ids::COMPARISON)],
            )
            .await?;
        assert!(shifts.as_array().unwrap().iter().any(|shift| shift.as_str().unwrap().contains("90 bp")), "{shifts}");
        assert!(text(&page, ids::STATUS).await?.contains("Beside the other note"));

        // A sentence of the list leads to the note.
        let first = comparison.added.first().unwrap();
        page.click(&format!("#{} [data-added='{first}'] button", ids::COMPARISON)).await?;
        page.element(&format!("[data-explains='{first}']")).await?;

        // A pair that is none is taken apart, and stays so while the note is edited.
        let pair = comparison.kept.iter().find(|kept| kept.likeness != Likeness::Same).unwrap();
        page.click(&format!("#{} [data-kept='{} {}'] .link", ids::COMPARISON, pair.before, pair.after)).await?;
        let mut apart = comparison.clone();
        apart.kept.retain(|kept| kept != pair);
        apart.added.push(pair.after);
        apart.added.sort_unstable();
        apart.dropped.push(pair.before);
        apart.dropped.sort_unstable();
        shows_beside(&page, &apart).await?;

        // They change places; the other note's text is the reader's now.
        page.click(&format!("#{}", ids::SWAP)).await?;
        shows(&page, BEFORE, &annotation(BEFORE)).await?;
        shows_beside(&page, &compared(NOTE, BEFORE).1).await?;
        page.click(&format!("#{}", ids::UNDO)).await?;
        shows(&page, NOTE, &annotation(NOTE)).await?;

        // Closed and opened again, nothing is lost.
        page.click(&format!("#{}", ids::COMPARISON_CLOSE)).await?;
        page.until("no comparison", "return document.getElementById(arguments[0]) === null", vec![json!(ids::COMPARISON)]).await?;
        page.click(&format!("#{}", ids::COMPARE)).await?;
        let kept =
            page.until("the other note", "return document.getElementById(arguments[0])?.value", vec![json!(ids::OTHER_INPUT)]).await?;
        assert_eq!(kept, json!(NOTE));
        Ok(())
    });
}

#[test]
#[ignore = "needs the built page and a browser: make test"]
fn a_note_that_is_still_to_be_read_is_compared_once_it_is() {
    on_page("compare-later", async |page| {
        sample(&page).await?;
        page.click(&format!("#{}", ids::COMPARE)).await?;
        paste_beside(&page, NOTE).await?;
        // Another note comes while the other one is being read.
        let longer = format!("{SAMPLE}\n\nThe board meets in March.");
        page.click(&format!("#{}", ids::EDIT)).await?;
        paste(&page, &longer).await?;
        shows_beside(&page, &compared(NOTE, &longer).1).await
    });
}
