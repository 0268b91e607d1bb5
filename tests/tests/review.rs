//! Correcting on the built page: what the reader changes, what follows from it, and that none of it is lost.
//!
//! These tests need the built page in `dist/`, a browser and its driver; `make test` sees to all three.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may stop where it stands; clippy knows only its functions, not what they share"
)]

mod desk;

use bindings::Annotator;
use desk::{focuses, paste, press, sample};
use end_to_end::{Outcome, Page, on_page};
use exchange::offset::OffsetUnit;
use exchange::review::{Entry, Review, Target};
use note_annotator::sample::SAMPLE;
use note_annotator::shown::Shown;
use note_annotator::{ids, phrase};
use serde_json::json;
use thirtyfour::Key;

/// A sentence and what the reader says of it.
type Change<'c> = (usize, &'c dyn Fn(&mut Entry));

/// What a change to the sample comes to, by the engine's own word.
fn expected(shown: &Shown, changes: &[Change<'_>]) -> Shown {
    let entry = |(id, edit): &Change<'_>| {
        let mut entry = Entry::new(Target::new(SAMPLE, &shown.scored.sentences, &shown.scored.sentences[*id]));
        edit(&mut entry);
        entry
    };
    let review = Review { entries: changes.iter().map(entry).collect() };
    let annotator = Annotator::load(include_bytes!("../../model/note.model")).unwrap();
    let annotated = annotator.finish(annotator.begin(SAMPLE), OffsetUnit::Utf8);
    let outcome = annotator.review(&annotated, &review);
    Shown::new(shown.text.clone(), shown.scored.clone(), review, &outcome)
}

/// Waits until the page shows the scores of `shown` and lists its changes.
async fn follows(page: &Page, shown: &Shown) -> Outcome {
    let score = phrase::score(shown.document.computed.score.unwrap());
    let script = "return document.querySelector(`[data-field='computed-score']`).dataset.value === arguments[0]
        && JSON.stringify([...document.querySelectorAll(`#${arguments[1]} [data-changed]`)].map(row => Number(row.dataset.changed)))
            === JSON.stringify(arguments[2])
        && (document.querySelector(`[data-field='both-scores']`)?.textContent ?? '') === arguments[3]";
    let mut changed: Vec<usize> = shown.places.iter().copied().flatten().collect();
    changed.sort_unstable();
    let both = phrase::both_scores(shown).unwrap_or_default();
    page.until(
        &format!("a score of {score}, changes to {changed:?} and {both:?}"),
        script,
        vec![json!(score), json!(ids::CHANGES), json!(changed), json!(both)],
    )
    .await?;
    let marks = "return JSON.stringify([...document.querySelectorAll(`#${arguments[0]} mark[data-sentence]`)].map(mark => [Number(mark.dataset.sentence), mark.dataset.role]))
        === JSON.stringify(arguments[1])";
    let findings: Vec<(usize, String)> = shown
        .document
        .sentences
        .iter()
        .filter(|sentence| !sentence.roles.is_empty())
        .map(|sentence| (sentence.id, sentence.roles.iter().map(|held| held.role.as_str()).collect::<Vec<_>>().join(" ")))
        .collect();
    page.until(&format!("the marks {findings:?}"), marks, vec![json!(ids::ANNOTATED_NOTE), json!(findings)]).await?;
    Ok(())
}

async fn choose(page: &Page, sentence: usize) -> Outcome {
    page.click(&ids::sentence(sentence)).await?;
    page.element(&format!("[data-explains='{sentence}']")).await?;
    Ok(())
}

/// A finding, another one, and a sentence that is none.
fn three(shown: &Shown) -> (usize, usize, usize) {
    let mut findings = shown.read().filter(|sentence| !sentence.roles.is_empty());
    let plain = shown.read().find(|sentence| sentence.roles.is_empty() && sentence.polarity.as_ref().unwrap().label != "negative").unwrap();
    (findings.next().unwrap().id, findings.next().unwrap().id, plain.id)
}

#[test]
#[ignore = "needs the built page and a browser: make test"]
fn what_the_reader_changes_counts_at_once_and_can_be_undone_and_redone() {
    on_page("review", async |page| {
        let shown = sample(&page).await?;
        let (first, second, plain) = three(&shown);
        let dismissed: &dyn Fn(&mut Entry) = &|entry| entry.roles = Some(Vec::new());
        let worse: &dyn Fn(&mut Entry) = &|entry| entry.polarity = Some("negative".to_owned());
        let added: &dyn Fn(&mut Entry) = &|entry| {
            entry.polarity = Some("negative".to_owned());
            entry.roles = Some(vec!["risk".to_owned()]);
        };
        let states = [
            expected(&shown, &[]),
            expected(&shown, &[(first, dismissed)]),
            expected(&shown, &[(first, dismissed), (plain, worse)]),
            expected(&shown, &[(first, dismissed), (plain, added)]),
        ];
        assert!(states[2].document.computed.score < states[1].document.computed.score);

        choose(&page, first).await?;
        press(&page, ids::DISMISS).await?;
        follows(&page, &states[1]).await?;
        choose(&page, plain).await?;
        press(&page, &ids::opinion("negative")).await?;
        follows(&page, &states[2]).await?;
        // What was drawn anew keeps the focus, so that the keyboard goes on from there.
        focuses(&page, &ids::opinion("negative")).await?;
        press(&page, &ids::opinion("risk")).await?;
        follows(&page, &states[3]).await?;

        press(&page, ids::UNDO_CHANGE).await?;
        follows(&page, &states[2]).await?;
        page.element("body").await?;
        page.press(Key::Control + "z").await?;
        follows(&page, &states[1]).await?;
        press(&page, ids::UNDO_CHANGE).await?;
        follows(&page, &states[0]).await?;
        for state in &states[1..] {
            press(&page, ids::REDO_CHANGE).await?;
            follows(&page, state).await?;
        }
        choose(&page, plain).await?;
        press(&page, ids::RESTORE).await?;
        follows(&page, &states[1]).await?;
        // Giving the scorer's own word is no change.
        choose(&page, second).await?;
        let own = shown.sentence(second).unwrap().polarity.as_ref().unwrap().label.clone();
        let other = if own == "neutral" { "positive" } else { "neutral" };
        press(&page, &ids::opinion(other)).await?;
        press(&page, &ids::opinion(&own)).await?;
        follows(&page, &states[1]).await
    });
}

#[test]
#[ignore = "needs the built page and a browser: make test"]
fn a_comment_stays_with_its_sentence_and_is_never_lost() {
    on_page("comment", async |page| {
        let shown = sample(&page).await?;
        let (first, ..) = three(&shown);
        let words = shown.text[shown.sentence(first).unwrap().range.start..shown.sentence(first).unwrap().range.end].to_owned();
        let comment = "Ask about <b>steel</b> & copper.";
        choose(&page, first).await?;
        page.write(&format!("#{}", ids::COMMENT), comment).await?;
        // Escape closes the explanation; the comment counts all the same.
        page.press(Key::Escape).await?;
        let remark = "return [...document.querySelectorAll('.remark')].map(remark => [remark.previousElementSibling.textContent, remark.textContent])";
        let told = format!("return JSON.stringify((() => {{ {remark} }})()) === JSON.stringify(arguments[0])");
        page.until("the comment in the note", &told, vec![json!([[words, comment]])]).await?;

        // Edited around, it moves along.
        let moved = format!("A line was put before everything.\n\n{SAMPLE}");
        press(&page, ids::EDIT).await?;
        paste(&page, &moved).await?;
        page.until(
            "the new line",
            "return document.getElementById(arguments[0]).textContent.includes('put before everything')",
            vec![json!(ids::ANNOTATED_NOTE)],
        )
        .await?;
        page.until("the comment to move along", &told, vec![json!([[words, comment]])]).await?;

        // Edited away, it is listed; brought back, it is where it was.
        paste(&page, &moved.replace(&words, "Something else is written here.")).await?;
        let orphan = "const own = document.querySelector('[data-orphan]'); return own !== null && own.textContent.includes(arguments[0]) && own.textContent.includes(arguments[1]) && document.querySelector('.remark') === null";
        let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
        page.until("the comment as an orphan", orphan, vec![json!(comment), json!(line)]).await?;
        paste(&page, SAMPLE).await?;
        page.until("the comment in its place", &told, vec![json!([[words, comment]])]).await?;

        // Another note takes its place, and Undo brings both back.
        press(&page, ids::CLEAR).await?;
        page.until("an empty page", "return document.querySelector('.remark') === null", vec![]).await?;
        press(&page, ids::UNDO).await?;
        page.until("note and comment", &told, vec![json!([[words, comment]])]).await?;
        Ok(())
    });
}
