//! What the page is for, from a pasted note to a link that is opened and a draft that stays: short enough for every engine. In `WebKit` it is all that runs.
//!
//! These tests need the built page in `dist/`, a browser and its driver; `make test` sees to all three.
#![expect(clippy::unwrap_used, reason = "a test may stop where it stands; clippy knows only its functions, not what they share")]

mod desk;

use desk::{NOTE, UNLABELLED, annotation, explains, holds, keeps, paste, press, sentence, shows};
use end_to_end::on_page;
use note_annotator::{ids, phrase};
use serde_json::json;
use thirtyfour::Key;

#[test]
#[ignore = "needs the built page and a browser: make test"]
fn a_note_is_read_explained_shared_and_kept() {
    on_page("smoke", async |page| {
        paste(&page, NOTE).await?;
        let document = annotation(NOTE);
        shows(&page, NOTE, &document).await?;
        let score = "return document.querySelector(`[data-field='computed-score']`).textContent.trim()";
        assert_eq!(page.read(score, vec![]).await?, phrase::score(document.computed.score.unwrap()));
        let risk = sentence(&document, "The main risk is execution");
        page.click(&ids::sentence(risk.id)).await?;
        explains(&page, risk).await?;

        press(&page, ids::SHARE).await?;
        let link = page.until("a link", "return document.getElementById(arguments[0])?.value", vec![json!(ids::LINK)]).await?;
        page.press(Key::Escape).await?;
        press(&page, ids::CLEAR).await?;
        paste(&page, UNLABELLED).await?;
        keeps(&page, &[NOTE, UNLABELLED]).await?;
        // The tab knows which of them is its own a moment after it is kept.
        page.until("the tab's own note", "return sessionStorage.getItem('note-annotator.open')", vec![]).await?;
        page.driver().goto("about:blank").await?;
        page.goto(link.as_str().unwrap()).await?;
        page.element(&format!("#{}", ids::SHARED)).await?;
        shows(&page, NOTE, &document).await?;

        press(&page, ids::SHARED_CLOSE).await?;
        holds(&page, UNLABELLED).await?;
        page.reload().await?;
        holds(&page, UNLABELLED).await?;
        shows(&page, UNLABELLED, &annotation(UNLABELLED)).await
    });
}
