//! Links and files on the built page: what one reader sends another sees, with no server, and nothing is cut, changed or lost unsaid.
//!
//! These tests need the built page in `dist/`, a browser and its driver; `make test` sees to all three.
#![expect(clippy::unwrap_used, reason = "a test may stop where it stands; clippy knows only its functions, not what they share")]

mod desk;

use desk::{NOTE, UNLABELLED, annotation, drop_files, follow, paste, press, sample, saved, shows, tells, text};
use end_to_end::{Outcome, Page, on_page};
use exchange::file;
use exchange::link::{self, Content, Seen};
use exchange::review::Review;
use note_annotator::sample::SAMPLE;
use note_annotator::{ids, phrase};
use serde_json::json;
use thirtyfour::Key;

const COMMENT: &str = "Ask about <b>steel</b> & copper.";

/// Loads the sample, dismisses its first finding and comments on the second; returns the ids of both.
async fn reviewed(page: &Page) -> Outcome<(usize, usize)> {
    let shown = sample(page).await?;
    let mut findings = shown.read().filter(|sentence| !sentence.roles.is_empty()).map(|sentence| sentence.id);
    let (first, second) = (findings.next().unwrap(), findings.next().unwrap());
    page.click(&ids::sentence(first)).await?;
    press(page, ids::DISMISS).await?;
    page.element(&format!("[data-changed='{first}']")).await?;
    page.click(&ids::sentence(second)).await?;
    page.element(&format!("[data-explains='{second}']")).await?;
    page.write(&format!("#{}", ids::COMMENT), COMMENT).await?;
    page.press(Key::Escape).await?;
    page.element(".remark").await?;
    Ok((first, second))
}

/// The link that the open dialog shows, once it is another than `before`.
async fn made(page: &Page, before: &str) -> Outcome<(String, Content)> {
    let script = "const own = document.getElementById(arguments[0])?.value; return own !== arguments[1] && own";
    let address = page.until("the link", script, vec![json!(ids::LINK), json!(before)]).await?;
    let address = address.as_str().unwrap().to_owned();
    let (home, own) = address.split_once('#').unwrap();
    assert_eq!(home, page.site().address());
    let content = link::read(own)?;
    Ok((address, content))
}

/// Waits until the page shows a reviewed sample: the first finding dismissed, the comment in its place.
async fn shows_reviewed(page: &Page, dismissed: usize) -> Outcome {
    let script = "const own = document.getElementById(arguments[0]);
        return own !== null && document.querySelector('.remark')?.textContent === arguments[1]
            && own.querySelector(`[data-sentence='${arguments[2]}']`)?.dataset.tag?.includes('dismissed') === true";
    page.until("the reviewed note", script, vec![json!(ids::ANNOTATED_NOTE), json!(COMMENT), json!(dismissed)]).await?;
    Ok(())
}

/// The link to a note that nobody changed.
fn link_to(text: &str, seen: Seen) -> Outcome<String> {
    Ok(link::write(&Content::Note { text: text.to_owned(), review: Review::default(), seen })?)
}

/// Copies by the button of that id, and waits until the browser did it and the page says so.
async fn copies(page: &Page, id: &str) -> Outcome {
    page.read(
        "window.copied = false; document.addEventListener('copy', () => setTimeout(() => { window.copied = true; }), { once: true })",
        vec![],
    )
    .await?;
    press(page, id).await?;
    page.until("the copy", "return window.copied", vec![]).await?;
    let told = "return document.getElementById(arguments[0]).textContent.includes('clipboard')";
    page.until("word of it", told, vec![json!(ids::STATUS)]).await?;
    Ok(())
}

#[test]
#[ignore = "needs the built page and a browser: make test"]
fn a_link_holds_the_note_with_its_review_or_only_its_findings() {
    on_page("share", async |page| {
        let (first, second) = reviewed(&page).await?;
        press(&page, ids::SHARE).await?;
        let (address, content) = made(&page, "").await?;
        let Content::Note { text, review, seen } = content else { panic!("expected the whole note") };
        assert_eq!(text, SAMPLE);
        assert_eq!(review.entries.len(), 2);
        assert_eq!((review.entries[0].roles.as_deref(), review.entries[1].comment.as_str()), (Some(&[][..]), COMMENT));
        let own = annotation(SAMPLE);
        assert_eq!(seen.score, own.computed.score.map(|score| (score * 1e4).round() / 1e4));
        assert!(own.scorer.model_sha256.starts_with(&seen.model) && seen.model.len() == 16);

        // Its length against what chats, mails and cameras take, and the code.
        let limits = "return [...document.querySelectorAll('[data-limit]')].map(own => own.dataset.fits)";
        let fits: Vec<String> = [2000, 2953, 4000].iter().map(|most| (address.len() <= *most).to_string()).collect();
        assert_eq!(page.read(limits, vec![]).await?, json!(fits));
        let cells =
            page.read("return document.querySelector(`#${arguments[0]} .qr-cells`).getAttribute('d')", vec![json!(ids::QR)]).await?;
        assert!(cells.as_str().unwrap().starts_with("M0 0h7v1h-7z"), "the corner of a code: {cells:.20}");

        // Without comments; findings alone, with and without their words.
        press(&page, ids::WITH_COMMENTS).await?;
        let (address, content) = made(&page, &address).await?;
        let Content::Note { review, .. } = content else { panic!("expected the whole note") };
        assert!(review.entries.iter().all(|entry| entry.comment.is_empty()));
        press(&page, ids::WITH_COMMENTS).await?;
        press(&page, &ids::content("quotes")).await?;
        let address = made(&page, &address).await?.0;
        let own = address.split_once('#').unwrap().1;
        page.until("findings", "return document.getElementById(arguments[0]).checked", vec![json!(ids::content("quotes"))]).await?;
        let mut found = link::read(own)?;
        let mut last = address;
        while !matches!(&found, Content::Findings { findings, .. } if findings.iter().any(|finding| !finding.comment.is_empty())) {
            (last, found) = made(&page, &last).await?;
        }
        let Content::Findings { findings, .. } = found else { panic!("expected findings") };
        assert!(findings.iter().all(|finding| finding.place != first && finding.quote.is_some()));
        assert_eq!(findings.iter().find(|finding| finding.place == second).unwrap().comment, COMMENT);
        press(&page, &ids::content("findings")).await?;
        let (_, content) = made(&page, &last).await?;
        let Content::Findings { findings, .. } = content else { panic!("expected findings") };
        assert!(findings.iter().all(|finding| finding.quote.is_none()));

        // The link goes into the clipboard.
        copies(&page, ids::LINK_COPY).await
    });
}

#[test]
#[ignore = "needs the built page and a browser: make test"]
fn a_link_opens_over_the_readers_own_note_and_gives_it_back() {
    on_page("open-link", async |page| {
        let (first, _) = reviewed(&page).await?;
        press(&page, ids::SHARE).await?;
        let (address, _) = made(&page, "").await?;

        // In a fresh page, as a colleague opens it: all of it is there, nothing can be changed, the address stays.
        page.driver().goto("about:blank").await?;
        page.goto(&address).await?;
        shows_reviewed(&page, first).await?;
        page.element(&format!("#{}", ids::SHARED)).await?;
        assert_eq!(page.driver().current_url().await?.as_str(), address);
        let since = "return document.querySelector(`[data-field='since']`).textContent";
        assert_eq!(page.until("word of the scores", since, vec![]).await?, "It is read here as its sender saw it.");
        let second = annotation(SAMPLE).sentences.iter().find(|sentence| !sentence.roles.is_empty() && sentence.id != first).unwrap().id;
        page.click(&ids::sentence(second)).await?;
        page.element(&format!("[data-explains='{second}']")).await?;
        let hidden =
            "return document.getElementById(arguments[0]) === null && document.getElementById(arguments[1]).checkVisibility() === false";
        assert_eq!(page.read(hidden, vec![json!(ids::COMMENT), json!(ids::NOTE_INPUT)]).await?, true);
        press(&page, ids::MAKE_MINE).await?;
        page.element(&format!("#{}", ids::COMMENT)).await?;
        assert_eq!(page.driver().current_url().await?.as_str(), page.site().address());
        shows_reviewed(&page, first).await?;

        // Over a draft: it comes back as it was, with what was changed in it.
        follow(&page, &link_to(NOTE, Seen { score: Some(-0.5), ..Seen::default() })?).await?;
        shows(&page, NOTE, &annotation(NOTE)).await?;
        let told = page.until("word of the scores", since, vec![]).await?;
        let score = phrase::typeset(&phrase::signed(annotation(NOTE).computed.score.unwrap()));
        assert_eq!(told, json!(format!("Its sender saw −0.50; the scorer of this page reads {score}.")));
        // Another link, and a file over it: the draft is still there.
        follow(&page, &link_to(UNLABELLED, Seen::default())?).await?;
        shows(&page, UNLABELLED, &annotation(UNLABELLED)).await?;
        press(&page, ids::SHARED_CLOSE).await?;
        shows_reviewed(&page, first).await?;
        follow(&page, &link_to(UNLABELLED, Seen::default())?).await?;
        shows(&page, UNLABELLED, &annotation(UNLABELLED)).await?;
        drop_files(&page, &[("note.txt", NOTE.as_bytes())]).await?;
        shows(&page, NOTE, &annotation(NOTE)).await?;
        press(&page, ids::UNDO).await?;
        shows_reviewed(&page, first).await
    });
}

#[test]
#[ignore = "needs the built page and a browser: make test"]
fn a_link_that_is_not_whole_says_so_and_takes_nothing_away() {
    on_page("broken-link", async |page| {
        paste(&page, NOTE).await?;
        shows(&page, NOTE, &annotation(NOTE)).await?;
        let whole = link_to(SAMPLE, Seen::default())?;
        let half: String = whole.chars().take(whole.len() * 3 / 5).collect();
        let altered = format!("{}{}{}", &whole[..40], if &whole[40..41] == "A" { "B" } else { "A" }, &whole[41..]);
        for (link, words) in [
            (half.as_str(), "The link was cut after about 59 % of it: ask for it again."),
            (altered.as_str(), "A character of the link was changed, added or lost"),
            (
                "v7.abc.def",
                "The link was made by a newer version of Note Annotator (format 7; expected 1): reload the page and open the link again.",
            ),
            ("section-2", "This is no link to a note"),
        ] {
            follow(&page, link).await?;
            tells(&page, words).await?;
            let held = page.read("return document.getElementById(arguments[0]).value", vec![json!(ids::NOTE_INPUT)]).await?;
            assert_eq!(held, NOTE);
        }
        // Findings come alone.
        let content = Content::new(
            SAMPLE,
            &annotation(SAMPLE),
            &Review::default(),
            &exchange::review::Outcome::default(),
            link::Options { whole: false, quotes: true, comments: true },
        );
        let Content::Findings { findings, .. } = &content else { panic!("expected findings") };
        let places: Vec<String> = findings.iter().map(|finding| finding.place.to_string()).collect();
        follow(&page, &link::write(&content)?).await?;
        let script =
            "return [...document.querySelectorAll(`#${arguments[0]} [data-shared-finding]`)].map(own => own.dataset.sharedFinding)";
        assert_eq!(page.until("the findings", script, vec![json!(ids::SHARED_FINDINGS)]).await?, json!(places));
        assert!(text(&page, ids::SHARED_FINDINGS).await?.contains("The note itself was not shared"));
        shows(&page, NOTE, &annotation(NOTE)).await
    });
}

#[test]
#[ignore = "needs the built page and a browser: make test"]
fn files_are_saved_in_every_form_and_come_back_with_the_review() {
    on_page("export", async |page| {
        let (first, _) = reviewed(&page).await?;
        let ticker = annotation(SAMPLE).computed.tickers.first().map_or_else(|| "note".to_owned(), |main| main.ticker.replace('.', "-"));
        press(&page, ids::SHARE).await?;
        let mut files = Vec::new();
        for (form, ending) in [
            ("json", ".annotation.json"),
            ("jsonld", ".annotation.jsonld"),
            ("html", ".annotated.html"),
            ("markdown", ".annotated.md"),
            ("csv", ".findings.csv"),
        ] {
            let (name, content) = saved(&page, form).await?;
            assert!(name.starts_with(&ticker) && name.ends_with(ending), "{name}");
            assert!(content.contains("steel"), "the comment is in {name}");
            files.push((name, content));
        }
        page.press(Key::Escape).await?;
        for (name, content) in files.iter().take(3) {
            let opened = file::read(content)?;
            assert_eq!((opened.text.as_deref(), opened.review.entries.len()), (Some(SAMPLE), 2), "{name}");
            press(&page, ids::CLEAR).await?;
            page.until("an empty page", "return document.querySelector('.remark') === null", vec![]).await?;
            drop_files(&page, &[(name.as_str(), content.as_bytes())]).await?;
            shows_reviewed(&page, first).await?;
        }
        // What others noted finds its sentence; what does not is listed.
        let words = annotation(SAMPLE)
            .sentences
            .iter()
            .rfind(|sentence| sentence.polarity.is_some())
            .map(|own| &SAMPLE[own.range.start..own.range.end])
            .unwrap();
        let row = |exact: &str, text: &str| json!({ "uri": "https://example.com/", "text": text, "tags": [], "target": [{ "source": "https://example.com/", "selector": [{ "type": "TextQuoteSelector", "exact": exact, "prefix": "", "suffix": "" }] }] });
        let foreign = json!({ "rows": [row(words, "Says who?"), row("These words stand nowhere in this note at all, not one bit.", "Lost?")], "total": 2 });
        drop_files(&page, &[("hypothesis.json", foreign.to_string().as_bytes())]).await?;
        tells(&page, "1 annotation found their sentences in this note; 1 did not").await?;
        page.until("the orphan", "return document.querySelector('[data-orphan]')?.textContent.includes('Lost?')", vec![]).await?;
        page.until(
            "the comment",
            "return [...document.querySelectorAll('.remark')].some(own => own.textContent.includes('Says who?'))",
            vec![],
        )
        .await?;
        for (name, content, words) in
            [("broken.json", "{\"a\": ", "JSON"), ("other.json", "{\"a\": 1}", "expected"), ("newer.json", "{\"schema_version\": 9}", "9")]
        {
            drop_files(&page, &[(name, content.as_bytes())]).await?;
            tells(&page, words).await?;
            shows_reviewed(&page, first).await?;
        }
        // Into the clipboard, rich and plain.
        press(&page, ids::SHARE).await?;
        for form in ["rich", "plain"] {
            copies(&page, &ids::export(form)).await?;
        }
        Ok(())
    });
}
