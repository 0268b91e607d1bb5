//! What is brought to the built page: files, rich text, other scripts, watch words. Nothing is lost, and what cannot be read is said plainly.
//!
//! These tests need the built page in `dist/`, a browser and its driver; `make test` sees to all three.
#![expect(clippy::unwrap_used, reason = "a test may stop where it stands; clippy knows only its functions, not what they share")]

mod desk;

use desk::{NOTE, UNLABELLED, annotation, bring, drop_files, holds, paste, sample, shows, tells};
use end_to_end::{Outcome, on_page};
use note_annotator::ids;
use serde_json::json;

#[test]
#[ignore = "needs the built page and a browser: make test"]
fn files_of_each_kind_are_read() {
    on_page("files", async |page| {
        page.expect_active_markup();
        drop_files(&page, &[("note.txt", NOTE.as_bytes())]).await?;
        shows(&page, NOTE, &annotation(NOTE)).await?;
        drop_files(&page, &[("note.md", UNLABELLED.as_bytes())]).await?;
        shows(&page, UNLABELLED, &annotation(UNLABELLED)).await?;

        let html = "<!doctype html><meta charset=utf-8><title>No part of it</title><script>document.title = 'ran'</script>
            <h1>Key risks</h1><ul><li>The renewal is <b>open</b>.<li>Zölle steigen.</ul><img src=x onerror=\"document.title = 'ran'\">
            <table><tr><th>Ticker<th>Score<tr><td>TSLG<td>0.91</table>";
        drop_files(&page, &[("note.html", html.as_bytes())]).await?;
        holds(&page, "Key risks\n\n- The renewal is open.\n- Zölle steigen.\n\nTicker  Score\nTSLG  0.91").await?;
        assert_eq!(page.read("return document.title", vec![]).await?, "Note Annotator", "nothing in it ran");

        let mail = "From: desk@example.com\r\nSubject: =?utf-8?Q?M=C3=A4rz?= orders\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n\
            --b\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nOrders fell by 4 %=\r\n in M=C3=A4rz.\r\n\
            --b\r\nContent-Type: text/html\r\n\r\n<p>Not this.</p>\r\n--b--\r\n";
        drop_files(&page, &[("note.eml", mail.as_bytes())]).await?;
        page.until(
            "the mail",
            "return document.getElementById(arguments[0]).value.trim() === arguments[1]",
            vec![json!(ids::NOTE_INPUT), json!("März orders\n\nOrders fell by 4 % in März.")],
        )
        .await?;
        // Windows' Western European, and UTF-16 with its mark.
        drop_files(&page, &[("note.txt", b"The margin is \x804m \x96 at most.")]).await?;
        holds(&page, "The margin is €4m – at most.").await?;
        let wide: Vec<u8> = "\u{feff}Orders rose.".encode_utf16().flat_map(u16::to_le_bytes).collect();
        drop_files(&page, &[("note.txt", &wide)]).await?;
        holds(&page, "Orders rose.").await
    });
}

#[test]
#[ignore = "needs the built page and a browser: make test"]
fn what_cannot_be_read_is_said_and_nothing_is_lost() {
    on_page("unreadable", async |page| {
        paste(&page, NOTE).await?;
        for (name, bytes, words) in [
            ("report.pdf", b"%PDF-1.7 \x00".as_slice(), "report.pdf is a PDF: expected a text, Markdown, HTML or mail file"),
            ("report.docx", b"PK\x03\x04abc", "report.docx is a ZIP archive or an Office document"),
            ("chart.png", b"\x89PNG\r\n", "chart.png is a picture"),
            ("data.bin", b"ab\x00c", "data.bin is not text"),
            ("empty.txt", b" \n", "empty.txt holds no text"),
        ] {
            drop_files(&page, &[(name, bytes)]).await?;
            tells(&page, words).await?;
            holds(&page, NOTE).await?;
        }
        Ok(())
    });
}

#[test]
#[ignore = "needs the built page and a browser: make test"]
fn rich_text_keeps_its_lines() {
    on_page("rich", async |page| {
        let html =
            "<h2>What could hurt</h2><ul><li>A strike.</li><li>A recall.</li></ul><table><tr><td>AMZN</td><td>0.88</td></tr></table>";
        let plain = "What could hurt\n\n- A strike.\n- A recall.\n\nAMZN  0.88";
        let clipboard = [("text/html", html), ("text/plain", "flat")];
        bring(&page, Some(ids::NOTE_INPUT), &clipboard).await?;
        holds(&page, plain).await?;
        page.read("document.activeElement.blur()", vec![]).await?;
        page.click(&format!("#{}", ids::CLEAR)).await?;
        bring(&page, None, &clipboard).await?;
        holds(&page, plain).await
    });
}

#[test]
#[ignore = "needs the built page and a browser: make test"]
fn what_is_not_english_is_shown_right_and_not_scored() {
    on_page("foreign", async |page| {
        let verdict = "return document.querySelector('.verdict')?.textContent.includes(arguments[0])";
        let arabic = "ارتفعت الإيرادات بنسبة 12٪ في الربع الثالث.";
        paste(&page, arabic).await?;
        page.until(
            "word of it",
            verdict,
            vec![json!("Not scored: the scorer reads English. Judged by its letters: 100 % of them are Arabic.")],
        )
        .await?;
        let direction = "return getComputedStyle(document.querySelector(`#${arguments[0]} p`)).direction";
        assert_eq!(page.read(direction, vec![json!(ids::ANNOTATED_NOTE)]).await?, "rtl");
        let sums = page.read("return document.querySelectorAll('.difference').length", vec![]).await?;
        assert_eq!(sums, 0, "where nothing was scored no sum is shown");
        let mixed = format!("{UNLABELLED} 受注は増えたが、利益率は下がった。");
        paste(&page, &mixed).await?;
        let told = "return document.querySelector(`[data-field='unread']`)?.textContent";
        let told = page.until("word of it", told, vec![]).await?;
        assert_eq!(told, "1 of 3 sentences was not scored: the scorer reads English. Judged by their letters: 100 % of them are Japanese.");
        paste(&page, "   \n\t ").await?;
        page.until("word of white space", "return document.querySelector(`[data-state='blank']`)?.hidden === false", vec![]).await?;
        for (text, words) in [
            ("This is not investment advice. Past performance is no guide to future results.", "boilerplate only"),
            ("Overall Sentiment\nstrongly positive", "not one sentence of prose"),
        ] {
            paste(&page, text).await?;
            page.until(words, verdict, vec![json!(words)]).await?;
        }
        Ok(())
    });
}

#[test]
#[ignore = "needs the built page and a browser: make test"]
fn watch_words_are_marked_in_every_note_and_kept() {
    on_page("watch", async |page| {
        sample(&page).await?;
        let add = async |word: &str| -> Outcome {
            page.write(&format!("#{}", ids::WATCH_INPUT), word).await?;
            page.click(&format!("#{}", ids::WATCH_ADD)).await?;
            Ok(())
        };
        let marked = "return JSON.stringify([...document.querySelectorAll('.watched')].map(own => own.textContent)) === JSON.stringify(arguments[0])";
        add("BACKLOG").await?;
        page.until("the word marked", marked, vec![json!(["backlog", "backlog"])]).await?;
        add("net  debt").await?;
        page.until("the phrase marked", marked, vec![json!(["backlog", "backlog", "Net debt"])]).await?;
        // The word leads from sentence to sentence.
        let explained = "return document.getElementById(arguments[0])?.dataset.explains";
        page.click("[data-watch='BACKLOG'] .watch-word").await?;
        let first = page.until("a sentence", explained, vec![json!(ids::WHY)]).await?;
        page.click("[data-watch='BACKLOG'] .watch-word").await?;
        let next = "return document.getElementById(arguments[0])?.dataset.explains !== arguments[1]";
        page.until("the next sentence", next, vec![json!(ids::WHY), first]).await?;

        // What is exported can be imported, elsewhere or after all was dropped; the words stay after a reload.
        page.read(
            "const own = URL.createObjectURL; URL.createObjectURL = blob => { window.saved = blob; return own.call(URL, blob); }",
            vec![],
        )
        .await?;
        page.click(&format!("#{}", ids::WATCH_EXPORT)).await?;
        let saved = page.read_later("window.saved.text().then(arguments[0])", vec![]).await?;
        assert_eq!(saved, "BACKLOG\nnet debt\n");
        page.reload().await?;
        paste(&page, NOTE).await?;
        page.until("the words after a reload", marked, vec![json!(["backlog"])]).await?;
        for _ in 0..2 {
            page.click(".watch .remove").await?;
        }
        page.until("no mark", marked, vec![json!([])]).await?;
        let choose = "const field = document.getElementById(arguments[0]); const data = new DataTransfer();
            data.items.add(new File([arguments[1]], 'words.txt')); field.files = data.files; field.dispatchEvent(new Event('change', { bubbles: true }))";
        page.read(choose, vec![json!(ids::WATCH_IMPORT), saved]).await?;
        page.until("the words back", marked, vec![json!(["backlog"])]).await?;
        tells(&page, "2 watch words added, 0 watched for already.").await?;
        page.read(choose, vec![json!(ids::WATCH_IMPORT), json!("a".repeat(200))]).await?;
        tells(&page, "Line 1 of this file is no word or phrase: expected a text file with one word or phrase a line").await
    });
}
