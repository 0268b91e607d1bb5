//! The built page in a browser, held against the same engine built natively: a note goes in as a reader's would, and what comes out is read as a
//! reader and as a machine would read it.
//!
//! These tests need the built page in `dist/`, a browser and its driver; `make test` sees to all three.
#![expect(clippy::unwrap_used, reason = "a test may stop where it stands; clippy knows only its functions, not what they share")]

mod desk;

use bindings::message::{self, Response};
use desk::{MARKS, NOTE, UNLABELLED, annotation, bring, explains, paste, sentence, shows, text};
use end_to_end::{Engine, notes, on_page, worker};
use exchange::json::{Document, Sentence};
use note_annotator::{ids, phrase};
use serde_json::{Value, json};
use thirtyfour::Key;

const FIELD: &str = "return document.querySelector(`[data-field='${arguments[0]}']`)?.textContent.trim() ?? null";

#[test]
#[ignore = "needs the built page and a browser: make test"]
fn a_pasted_note_is_marked_and_measured() {
    on_page("pasted", async |page| {
        paste(&page, NOTE).await?;
        let document = annotation(NOTE);
        shows(&page, NOTE, &document).await?;

        let marks = page.read(MARKS, vec![json!(ids::ANNOTATED_NOTE)]).await?;
        let held = |role: &str, start: &str| {
            let found =
                marks.as_array().unwrap().iter().any(|mark| {
                    mark[0].as_str().unwrap().split(' ').any(|held| held == role) && mark[1].as_str().unwrap().starts_with(start)
                });
            assert!(found, "{start:?} is marked as {role}: {marks}");
        };
        held("risk", "The main risk is execution");
        held("contrarian", "Investors still treat");

        let field = async |name: &str| page.read(FIELD, vec![json!(name)]).await;
        assert_eq!(field("stated-score").await?, "0.91");
        assert_eq!(field("stated-label").await?, "strongly positive");
        assert_eq!(field("computed-score").await?, phrase::score(document.computed.score.unwrap()));
        assert_eq!(field("computed-label").await?, document.computed.label.as_deref().unwrap());
        assert_eq!(field("gap").await?, phrase::signed(document.divergence.gap.unwrap()));
        page.element("[data-finding='empty-ticker-table']").await?;
        let panel = text(&page, ids::SENTIMENT).await?;
        assert!(panel.contains(&phrase::gap(&document)), "the gap in words: {panel}");
        let status = text(&page, ids::STATUS).await?;
        assert_eq!(status, phrase::summary(&document), "what a screen reader is told");
        Ok(())
    });
}

#[test]
#[ignore = "needs the built page and a browser: make test"]
fn a_typed_note_is_annotated_as_it_grows() {
    on_page("typed", async |page| {
        let input = page.element(&format!("#{}", ids::NOTE_INPUT)).await?;
        let (first, second) = ("The main risk is a long strike at the port. ", "Orders rose 9%.");
        input.send_keys(first).await?;
        shows(&page, first, &annotation(first)).await?;
        input.send_keys(second).await?;
        let whole = format!("{first}{second}");
        shows(&page, &whole, &annotation(&whole)).await
    });
}

#[test]
#[ignore = "needs the built page and a browser: make test"]
fn a_click_on_a_sentence_shows_why() {
    on_page("why-mouse", async |page| {
        paste(&page, NOTE).await?;
        let document = annotation(NOTE);
        shows(&page, NOTE, &document).await?;
        let risk = sentence(&document, "The main risk is execution");
        page.click(&format!("mark[data-sentence='{}']", risk.id)).await?;
        explains(&page, risk).await?;
        // Not only marked sentences have reasons.
        let plain = document.sentences.iter().find(|sentence| sentence.polarity.is_some() && sentence.id != risk.id).unwrap();
        page.click(&format!("#{} [data-sentence='{}']", ids::ANNOTATED_NOTE, plain.id)).await?;
        explains(&page, plain).await
    });
}

#[test]
#[ignore = "needs the built page and a browser: make test"]
fn the_keyboard_alone_shows_why() {
    on_page("why-keyboard", async |page| {
        paste(&page, NOTE).await?;
        let document = annotation(NOTE);
        shows(&page, NOTE, &document).await?;
        let scored: Vec<&Sentence> = document.sentences.iter().filter(|sentence| sentence.polarity.is_some()).collect();
        let focused = async || page.read("return document.activeElement.dataset.sentence ?? null", vec![]).await;
        for _ in 0..20 {
            page.press(Key::Tab).await?;
            if !focused().await?.is_null() {
                break;
            }
        }
        assert_eq!(focused().await?, scored[0].id.to_string(), "Tab leads from the text to its first sentence");
        page.press(Key::Down).await?;
        page.press(Key::Down).await?;
        assert_eq!(focused().await?, scored[2].id.to_string(), "arrows lead from sentence to sentence");
        page.press(Key::Enter).await?;
        explains(&page, scored[2]).await?;
        page.press(Key::Escape).await?;
        page.until("the explanation to close", "return document.getElementById(arguments[0]) === null", vec![json!(ids::WHY)]).await?;
        assert_eq!(focused().await?, scored[2].id.to_string(), "Escape leads back to the sentence");
        Ok(())
    });
}

#[test]
#[ignore = "needs the built page and a browser: make test"]
fn a_note_without_a_label_says_so() {
    on_page("unlabelled", async |page| {
        paste(&page, UNLABELLED).await?;
        let document = annotation(UNLABELLED);
        shows(&page, UNLABELLED, &document).await?;
        assert!(document.stated.is_none());
        for name in ["stated-score", "stated-label", "gap"] {
            let shown = page.read(FIELD, vec![json!(name)]).await?;
            assert!(shown.as_str().unwrap().parse::<f64>().is_err(), "{name} is no number: {shown}");
        }
        assert_eq!(page.read(FIELD, vec![json!("computed-score")]).await?, phrase::score(document.computed.score.unwrap()));
        let panel = text(&page, ids::SENTIMENT).await?;
        assert!(panel.contains("This note states no sentiment"), "{panel}");
        Ok(())
    });
}

#[test]
#[ignore = "needs the built page and a browser: make test"]
fn the_sample_is_one_click_away_and_can_be_taken_back() {
    on_page("sample", async |page| {
        paste(&page, UNLABELLED).await?;
        shows(&page, UNLABELLED, &annotation(UNLABELLED)).await?;
        page.click(&format!("#{}", ids::SAMPLE)).await?;
        let sample = note_annotator::sample::SAMPLE;
        let document = annotation(sample);
        shows(&page, sample, &document).await?;
        for role in ["risk", "catalyst", "contrarian"] {
            assert!(
                document.sentences.iter().any(|sentence| sentence.roles.iter().any(|held| held.role == role)),
                "the sample shows a {role}"
            );
        }
        page.click(&format!("#{}", ids::UNDO)).await?;
        shows(&page, UNLABELLED, &annotation(UNLABELLED)).await?;
        page.click(&format!("#{}", ids::CLEAR)).await?;
        page.until("the note to go", "return document.getElementById(arguments[0]) === null", vec![json!(ids::ANNOTATED_NOTE)]).await?;
        Ok(())
    });
}

/// Functions for the looks: contrast as WCAG 2.2 defines it, of a colour with all that is drawn over and under it.
const LOOKS: &str = r"
    const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
    const rgba = colour => {
        canvas.clearRect(0, 0, 1, 1);
        canvas.fillStyle = colour;
        canvas.fillRect(0, 0, 1, 1);
        const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
        return [r, g, b, a / 255];
    };
    const over = (top, under) => [0, 1, 2].map(i => top[i] * top[3] + under[i] * (1 - top[3])).concat(1);
    const chain = element => element ? [...chain(element.parentElement), element] : [];
    const paper = element => chain(element).reduce((under, one) => over(rgba(getComputedStyle(one).backgroundColor), under), rgba('Canvas'));
    const light = ([r, g, b]) => {
        const linear = [r, g, b].map(c => c / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
    };
    const contrast = element => {
        const ink = rgba(getComputedStyle(element).color);
        ink[3] *= chain(element).reduce((all, one) => all * Number(getComputedStyle(one).opacity), 1);
        const [a, b] = [light(over(ink, paper(element))), light(paper(element))];
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    };
";

#[test]
#[ignore = "needs the built page and a browser: make test"]
fn every_theme_and_width_is_legible() {
    on_page("looks", async |page| {
        page.click(&format!("#{}", ids::SAMPLE)).await?;
        let sample = note_annotator::sample::SAMPLE;
        let document = annotation(sample);
        shows(&page, sample, &document).await?;
        let marked = document.sentences.iter().find(|sentence| !sentence.roles.is_empty()).unwrap();
        page.click(&format!("mark[data-sentence='{}']", marked.id)).await?;
        explains(&page, marked).await?;
        let mut papers = Vec::new();
        for scheme in ["light", "dark"] {
            for (width, height) in [(320, 640), (390, 844), (768, 1024), (1440, 900)] {
                page.show_as(scheme, width, height).await?;
                let wide = page.read("return [document.scrollingElement.scrollWidth, innerWidth]", vec![]).await?;
                assert!(wide[0].as_u64() <= wide[1].as_u64(), "{scheme}, {width} pixels wide: nothing sticks out ({wide})");
                let faint = page.read(&format!("{LOOKS} return [...document.querySelectorAll('[data-sentence], .panel td, .panel p, button')].filter(one => one.offsetParent && contrast(one) < 4.5).map(one => `${{contrast(one).toFixed(2)}} ${{one.textContent.slice(0, 40)}}`)"), vec![]).await?;
                assert_eq!(faint, json!([]), "{scheme}, {width} pixels wide: every text has a contrast of at least 4.5");
            }
            papers.push(
                page.read(&format!("{LOOKS} return light(paper(document.querySelector('mark').parentElement))"), vec![])
                    .await?
                    .as_f64()
                    .unwrap(),
            );
        }
        assert!(papers[0] > 0.7 && papers[1] < 0.1, "light is light and dark is dark: {papers:?}");
        Ok(())
    });
}

#[test]
#[ignore = "needs the built page and a browser: make test"]
fn no_colour_carries_meaning_alone() {
    on_page("marks", async |page| {
        page.click(&format!("#{}", ids::SAMPLE)).await?;
        shows(&page, note_annotator::sample::SAMPLE, &annotation(note_annotator::sample::SAMPLE)).await?;
        let marks = page
            .read(
                "return [...document.querySelectorAll('mark[data-role]')].map(mark => {
                    const own = getComputedStyle(mark), tag = [getComputedStyle(mark, '::before'), getComputedStyle(mark, '::after')];
                    return {
                        roles: mark.dataset.role.split(' '),
                        tag: tag.map(one => one.content).filter(content => content !== 'none' && content !== 'normal').join(),
                        line: [own.textDecorationLine, own.textDecorationStyle, own.textDecorationThickness, own.borderBottomStyle, own.borderBottomWidth, own.backgroundImage].join()
                    };
                })",
                vec![],
            )
            .await?;
        let marks = marks.as_array().unwrap();
        let mut lines = Vec::new();
        for role in ["risk", "catalyst", "contrarian"] {
            let mark = marks.iter().find(|mark| mark["roles"][0] == role).unwrap();
            assert!(mark["tag"].as_str().is_some_and(|tag| !tag.is_empty()), "a visible tag: {mark}");
            assert!(!lines.contains(&&mark["line"]), "{role} has an underline of its own: {mark}");
            lines.push(&mark["line"]);
        }
        // What is not scored steps back.
        let steps = page
            .read(&format!("{LOOKS} return ['body', 'boilerplate', 'meta'].map(part => contrast(document.querySelector(`#{} .${{part}} [data-sentence]`)))", ids::ANNOTATED_NOTE), vec![])
            .await?;
        let [body, boilerplate, meta] = [0, 1, 2].map(|at| steps[at].as_f64().unwrap());
        assert!(boilerplate < 0.8 * body && meta < 0.8 * body, "boilerplate and meta are dimmed: {steps}");
        Ok(())
    });
}

#[test]
#[ignore = "needs the built page and a browser: make test"]
fn the_model_is_fetched_once_and_kept() {
    on_page("kept", async |page| {
        paste(&page, NOTE).await?;
        shows(&page, NOTE, &annotation(NOTE)).await?;
        assert_eq!(page.site().given(".model"), 1);
        // The server has it no longer; the device has.
        page.site().withhold(Some(".model"));
        page.reload().await?;
        paste(&page, UNLABELLED).await?;
        shows(&page, UNLABELLED, &annotation(UNLABELLED)).await?;
        assert_eq!(page.site().given(".model"), 1);
        Ok(())
    });
}

#[test]
#[ignore = "needs the built page and a browser: make test"]
fn a_model_that_does_not_come_is_told_and_can_be_had_later() {
    on_page("withheld", async |page| {
        page.read_later("navigator.serviceWorker.ready.then(() => arguments[0](true))", vec![]).await?;
        page.site().withhold(Some(".model"));
        page.expect("503 (Service Unavailable)");
        page.read("return caches.keys().then(names => Promise.all(names.map(name => caches.delete(name))))", vec![]).await?;
        page.forget_fetched().await?;
        page.reload().await?;
        paste(&page, NOTE).await?;
        let alarm = page.element("[role='alert']").await?.text().await?;
        assert!(alarm.contains(".model cannot be fetched: the server answers 503") && alarm.contains("your text is safe"), "{alarm}");
        let kept = page.read("return document.getElementById(arguments[0]).value", vec![json!(ids::NOTE_INPUT)]).await?;
        assert_eq!(kept, NOTE);
        page.site().withhold(None);
        page.click(&format!("#{}", ids::RETRY)).await?;
        shows(&page, NOTE, &annotation(NOTE)).await
    });
}

#[test]
#[ignore = "needs the built page and a browser: make test"]
fn a_long_reading_tells_how_far_it_is_and_can_be_stopped() {
    on_page("long", async |page| {
        let long = [NOTE; 60].join("\n\n");
        paste(&page, &long).await?;
        let bar = page.element(&format!(".progress progress[max='1']#{}", ids::PROGRESS)).await?;
        assert!(bar.prop("value").await?.unwrap_or_default().parse::<f64>()? < 1.0);
        page.click(&format!("#{}", ids::STOP)).await?;
        page.until("word of the stop", "return document.querySelector('.progress p')?.textContent", vec![]).await?;
        let sentences = annotation(&long).sentences.len();
        let read = page
            .read("return document.querySelectorAll(`#${arguments[0]} [data-sentence]`).length", vec![json!(ids::ANNOTATED_NOTE)])
            .await?;
        assert!(read.as_u64().is_some_and(|read| (read as usize) < sentences), "{read} of {sentences} sentences were read");
        let kept = page.read("return document.getElementById(arguments[0]).value", vec![json!(ids::NOTE_INPUT)]).await?;
        assert_eq!(kept, long);
        page.click(&format!("#{}", ids::STOP)).await?;
        let shown = format!("return document.querySelectorAll('#{} [data-sentence]').length >= {sentences}", ids::ANNOTATED_NOTE);
        page.until("the whole note", &shown, vec![]).await?;
        assert_eq!(page.read("return document.querySelector('.progress')", vec![]).await?, Value::Null);
        Ok(())
    });
}

#[test]
#[ignore = "needs the built page and a browser: make test"]
fn a_long_note_is_shown_while_it_is_read() {
    on_page("so-far", async |page| {
        let long = [NOTE; 60].join("\n\n");
        let document = annotation(&long);
        paste(&page, UNLABELLED).await?;
        shows(&page, UNLABELLED, &annotation(UNLABELLED)).await?;
        paste(&page, &long).await?;
        // The beginning stands there with its marks and findings before the end is read.
        page.element(&format!("#{}", ids::SO_FAR)).await?;
        page.element(&format!("#{} mark", ids::ANNOTATED_NOTE)).await?;
        page.element(&format!("#{} [data-found]", ids::FINDINGS)).await?;
        // A sentence that is chosen now stays what it is, though the worker still holds the note before.
        let early = document.sentences.iter().find(|sentence| !sentence.roles.is_empty()).unwrap();
        page.click(&ids::sentence(early.id)).await?;
        let words = page.read("return document.querySelector(arguments[0]).textContent", vec![json!(ids::sentence(early.id))]).await?;
        assert_eq!(words, long[early.range.start..early.range.end]);
        page.until(
            "all sentences",
            &format!("return document.querySelectorAll('#{} [data-sentence]').length >= {}", ids::ANNOTATED_NOTE, document.sentences.len()),
            vec![],
        )
        .await?;
        page.until("the score", "return document.querySelector(`[data-field='computed-score']`)?.dataset.value", vec![]).await?;
        assert_eq!(page.read("return document.getElementById(arguments[0])", vec![json!(ids::SO_FAR)]).await?, Value::Null);
        // The words behind a sentence of a long note are asked for when they are wanted.
        let last = document.sentences.iter().rfind(|sentence| !sentence.roles.is_empty()).unwrap();
        page.click(&ids::sentence(last.id)).await?;
        page.element(&format!("#{} [data-decision]", ids::WHY)).await?;
        explains(&page, last).await
    });
}

/// A browser lays out at once what is pasted into a field, so a text of that length goes to the page itself.
#[test]
#[ignore = "needs the built page and a browser: make test"]
fn a_long_paste_passes_the_field_by_and_can_be_brought_back() {
    on_page("long-paste", async |page| {
        let long = [NOTE; 160].join("\n\n");
        let went_in = bring(&page, Some(ids::NOTE_INPUT), &[("text/plain", &long)]).await?;
        assert!(!went_in, "the field does not take it");
        page.until("the beginning", "return document.querySelector(arguments[0])", vec![json!(ids::sentence(0))]).await?;
        let field = page
            .read("const own = document.getElementById(arguments[0]); return [own.value, own.hidden]", vec![json!(ids::NOTE_INPUT)])
            .await?;
        assert_eq!(field, json!([long, true]));
        page.click(&format!("#{}", ids::STOP)).await?;
        page.click(&format!("#{}", ids::CLEAR)).await?;
        page.until("the note to go", "return document.getElementById(arguments[0]) === null", vec![json!(ids::ANNOTATED_NOTE)]).await?;
        page.click(&format!("#{}", ids::UNDO)).await?;
        page.until("the beginning again", "return document.querySelector(arguments[0])", vec![json!(ids::sentence(0))]).await?;
        page.click(&format!("#{}", ids::STOP)).await?;
        // What the field takes as it is: a part of its text, or a short one.
        let went_in = bring(&page, Some(ids::NOTE_INPUT), &[("text/plain", UNLABELLED)]).await?;
        assert!(went_in, "the field takes it");
        Ok(())
    });
}

/// As little as fits into one text: a note is told by its sentences' positions, decisions and all numbers to the last bit.
#[test]
#[ignore = "needs the built page and a browser: make test"]
fn the_shipped_worker_scores_the_corpus_to_the_same_bits() {
    on_page("corpus", async |page| {
        // Firefox takes a good part of the time that all its tests have: it gets fewer.
        let step = match Engine::chosen()? {
            _ if std::env::var_os("WHOLE_CORPUS").is_some() => 1,
            Engine::Chromium => STEP,
            Engine::Firefox | Engine::Webkit => 4 * STEP,
        };
        let notes: Vec<(String, String)> = notes()?.into_iter().step_by(step).collect();
        assert!(notes.len() > 2000 / step, "{} notes", notes.len());
        for part in notes.chunks(20) {
            let texts: Vec<&str> = part.iter().map(|(_, text)| text.as_str()).collect();
            for engine in ["", "?plain"] {
                let answers = worker::ask(&page, engine, &texts, 0).await?;
                for ((id, text), answer) in part.iter().zip(&answers[1..]) {
                    let scored = message::write(&annotation(text))?;
                    assert!(message::write(&told(&answer.responses))? == scored, "{id}: the worker{engine} scores it as natively");
                }
            }
        }
        Ok(())
    });
}

/// Every how many-th note of the corpus is compared; all of them where `WHOLE_CORPUS` is set, which takes many minutes.
const STEP: usize = 40;

/// The document that a worker sent in parts.
fn told(responses: &[Response]) -> Document {
    let mut sentences = Vec::new();
    for response in responses {
        match response {
            Response::Sentences { sentences: part, .. } => sentences.extend_from_slice(part),
            Response::Annotated { document, .. } => return Document { sentences, ..(**document).clone() },
            _ => {}
        }
    }
    unreachable!("an answer ends with the annotation")
}
