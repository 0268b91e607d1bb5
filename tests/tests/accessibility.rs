//! Every state of the page under axe-core, whose rules for WCAG 2.2 AA and good practice must find nothing.
//!
//! These tests need the built page in `dist/`, a browser, its driver, and axe-core's script at `AXE`; `make test` sees to all of them.
#![expect(clippy::unwrap_used, reason = "a test may stop where it stands; clippy knows only its functions, not what they share")]

mod desk;

use std::{env, fs};

use desk::{NOTE, annotation, paste, press, sample, saved, shows};
use end_to_end::{Outcome, Page, dist, on_page};
use exchange::link::{self, Content, Options, Seen};
use exchange::review::{self, Review};
use note_annotator::ids;
use note_annotator::sample::SAMPLE;
use serde_json::json;
use thirtyfour::Key;

/// Runs all rules that bear on the page and returns what they find: the rule, and the elements.
const RUN: &str = "const done = arguments[0];
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    axe.run(document, { runOnly: { type: 'tag', values: tags } }).then(
        found => done(found.violations.map(rule => `${rule.id}: ${rule.nodes.map(node => node.target.join(' ')).join(', ')}`)),
        error => done([String(error)]))";

/// Fails where axe finds anything in the page as it is.
async fn check(page: &Page, state: &str) -> Outcome {
    if page.read("return typeof axe", vec![]).await? != "object" {
        let path = env::var("AXE").map_err(|_| "AXE names no script: run make test-page")?;
        page.read(&fs::read_to_string(path)?, vec![]).await?;
    }
    let found = page.read_later(RUN, vec![]).await?;
    assert_eq!(found, json!([]), "axe finds something in the state {state:?}");
    Ok(())
}

#[test]
#[ignore = "needs the built page, a browser and axe-core: make test"]
fn axe_finds_nothing_in_any_state() {
    on_page("axe", async |page| {
        page.until("the scorer", "return document.querySelector('.progress') === null", vec![]).await?;
        check(&page, "empty").await?;
        paste(&page, "  \n ").await?;
        check(&page, "white space").await?;
        let shown = sample(&page).await?;
        check(&page, "sample").await?;
        let finding = shown.read().find(|sentence| !sentence.roles.is_empty()).unwrap().id;
        page.click(&ids::sentence(finding)).await?;
        page.element(&format!("#{} [data-decision]", ids::WHY)).await?;
        check(&page, "explained").await?;
        press(&page, &ids::opinion("negative")).await?;
        page.element("[data-changed]").await?;
        page.write(&format!("#{}", ids::COMMENT), "Ask about this.").await?;
        page.press(Key::Tab).await?;
        page.element(".remark").await?;
        check(&page, "reviewed").await?;
        page.write(&format!("#{}", ids::WATCH_INPUT), "backlog").await?;
        press(&page, ids::WATCH_ADD).await?;
        page.element(".watched").await?;
        check(&page, "watched").await?;
        page.click("[data-filter='risk']").await?;
        check(&page, "filtered").await?;
        for (scheme, width) in [("dark", 1400), ("light", 390), ("dark", 390)] {
            page.show_as(scheme, width, 900).await?;
            check(&page, &format!("{scheme}, {width} px wide")).await?;
        }
        page.show_as("light", 1400, 900).await?;
        press(&page, ids::KEYS).await?;
        check(&page, "keys").await?;
        page.press(Key::Escape).await?;
        press(&page, ids::EDIT).await?;
        paste(&page, &SAMPLE.replace(shown.sentence(finding).unwrap().range.of(SAMPLE), "The plant is late.")).await?;
        page.element("[data-orphan]").await?;
        check(&page, "orphaned").await?;
        let file = "const data = new DataTransfer(); data.items.add(new File(['%PDF-1.7'], 'a.pdf'));
            window.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }))";
        page.read(file, vec![]).await?;
        page.element(&format!("#{}", ids::MESSAGE)).await?;
        check(&page, "message").await?;
        paste(&page, "This is not investment advice. Past performance is no guide to future results.").await?;
        page.until("word of it", "return document.querySelector('.verdict')?.textContent.includes('boilerplate')", vec![]).await?;
        check(&page, "boilerplate only").await?;
        paste(&page, "受注が増えた。").await?;
        page.until("word of it", "return document.querySelector('.verdict')?.textContent.includes('Japanese')", vec![]).await?;
        check(&page, "another script").await?;
        let long = [NOTE; 60].join("\n\n");
        paste(&page, &long).await?;
        page.element(&format!("#{}", ids::SO_FAR)).await?;
        press(&page, ids::STOP).await?;
        check(&page, "stopped half-way").await?;
        paste(&page, NOTE).await?;
        shows(&page, NOTE, &annotation(NOTE)).await?;
        check(&page, "with a footer").await?;
        press(&page, ids::COMPARE).await?;
        check(&page, "to be compared").await?;
        page.write(
            &format!("#{}", ids::OTHER_INPUT),
            "Two customers make up half of the backlog, and a cancellation by either would hurt cash flow badly.",
        )
        .await?;
        page.element("[data-kept]").await?;
        check(&page, "compared").await?;
        page.show_as("dark", 390, 900).await?;
        check(&page, "compared, dark, 390 px wide").await?;
        page.show_as("light", 1400, 900).await?;
        press(&page, ids::COMPARISON_CLOSE).await?;
        press(&page, ids::SHARE).await?;
        page.click(".qr summary").await?;
        check(&page, "sharing").await?;
        page.show_as("dark", 390, 900).await?;
        check(&page, "sharing, dark, 390 px wide").await?;
        page.press(Key::Escape).await?;
        let whole = Content::Note { text: NOTE.to_owned(), review: Review::default(), seen: Seen::default() };
        let own = Options { whole: false, quotes: true, comments: true };
        let findings = Content::new(NOTE, &annotation(NOTE), &Review::default(), &review::Outcome::default(), own);
        for (content, id) in [(whole, ids::SHARED), (findings, ids::SHARED_FINDINGS)] {
            page.read("location.hash = arguments[0]", vec![json!(link::write(&content)?)]).await?;
            page.element(&format!("#{id}")).await?;
            check(&page, id).await?;
        }
        page.show_as("light", 1400, 900).await?;
        check(&page, "shared, light").await?;
        press(&page, ids::SHARED_CLOSE).await?;
        page.click(&format!("#{} button", ids::SHARED_FINDINGS)).await?;
        press(&page, ids::SHELF).await?;
        page.element("[data-note]").await?;
        check(&page, "shelf").await?;
        page.show_as("dark", 390, 900).await?;
        check(&page, "shelf, dark, 390 px wide").await?;
        press(&page, ids::CLEAR).await?;
        page.read("document.querySelector('.shelf .remove').click()", vec![]).await?;
        page.element(&format!("#{}", ids::SHELF_UNDO)).await?;
        check(&page, "shelf below an empty page, a note deleted").await
    });
}

#[test]
#[ignore = "needs the built page, a browser and axe-core: make test"]
fn axe_finds_nothing_in_an_exported_page() {
    on_page("axe-exported", async |page| {
        let shown = sample(&page).await?;
        let finding = shown.read().find(|sentence| !sentence.roles.is_empty()).unwrap().id;
        page.click(&ids::sentence(finding)).await?;
        press(&page, &ids::opinion("negative")).await?;
        page.element("[data-changed]").await?;
        page.write(&format!("#{}", ids::COMMENT), "Ask about this.").await?;
        page.press(Key::Tab).await?;
        page.element(".remark").await?;
        press(&page, ids::SHARE).await?;
        let (_, content) = saved(&page, "html").await?;
        let folder = tempfile::tempdir()?;
        fs::write(folder.path().join("exported.html"), content)?;
        // A browser may look at once whether there is a newer one.
        fs::copy(dist().join("sw.js"), folder.path().join("sw.js"))?;
        page.site().replace(folder.path());
        page.driver().goto(format!("{}exported.html", page.site().address())).await?;
        page.element("article.note").await?;
        for (scheme, width) in [("light", 1400), ("dark", 1400), ("light", 390), ("dark", 390)] {
            page.show_as(scheme, width, 900).await?;
            check(&page, &format!("exported, {scheme}, {width} px wide")).await?;
        }
        Ok(())
    });
}
