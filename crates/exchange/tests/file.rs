//! Files: each format as it is written, what is read from it again, what is wrong with a file, and what hostile text does to one (nothing).
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop where it stands")]

mod kept;

use std::collections::BTreeSet;

use exchange::file::{FileError, Format, Kept, MAX_BYTES, Source, is_saved, name, read, write};
use exchange::foreign::Foreign;
use exchange::json::{Document, Range};
use exchange::offset::OffsetUnit;
use exchange::review::{Outcome, Review, Target};
use exchange::{csv, html, markdown};
use html5gum::{Token, Tokenizer};
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use serde_json::{Value, json};

use kept::{Note, entry, reviewed, role};

/// Those that can be read again.
const READABLE: [(Format, Source); 3] = [(Format::Json, Source::Json), (Format::JsonLd, Source::JsonLd), (Format::Html, Source::Html)];

/// Text that means something to one format or another.
const HOSTILE: &str = "</template><script>alert(1)</script> <!-- ]]> --> &lt;b&gt; \u{202e}nwod\u{202c} \0 \u{1b}[31m =1+1 \"',\" \
    **bold** `code` [a](javascript:b) ![c](d) <template id=\"note-annotator\">{} \\ | a | ~~e~~ https://example.invalid \u{2028} # {{f}} $x$";

#[test]
fn every_format_is_as_it_was() {
    let note = reviewed();
    for format in Format::ALL {
        let name = name(&note.kept(), "2026-11-22", format);
        insta::assert_snapshot!(name, without_style(&write(&note.kept(), format)));
    }
    insta::assert_snapshot!("fragment.html", html::fragment(&note.kept()));
    insta::assert_snapshot!("plain.txt", markdown::plain(&note.kept()));
}

/// How the page looks is seen, not read.
fn without_style(written: &str) -> String {
    let parts = written.split_once("<style>").and_then(|(head, rest)| Some((head, rest.split_once("</style>")?.1)));
    parts.map_or_else(|| written.to_owned(), |(head, foot)| format!("{head}<style>…</style>{foot}"))
}

#[test]
fn names() {
    let mut note = reviewed();
    let check = |note: &Note, date: &str, format: Format, expected: &str| assert_eq!(name(&note.kept(), date, format), expected);
    check(&note, "2026-11-22", Format::Html, "HMSY-OL-2026-11-22.annotated.html");
    check(&note, "", Format::Csv, "HMSY-OL.findings.csv");
    note.document.computed.tickers[0].ticker = "../BRK/B".to_owned();
    check(&note, "22/11/2026", Format::Json, "BRK-B-22-11-2026.annotation.json");
    note.document.computed.tickers.clear();
    check(&note, "2026-11-22", Format::JsonLd, "note-2026-11-22.annotation.jsonld");
    let endings: BTreeSet<&str> = Format::ALL.iter().map(|format| format.ending()).collect();
    assert_eq!(endings.len(), Format::ALL.len());
}

#[test]
fn numbers_are_written_to_the_last_bit() {
    let note = reviewed();
    let read: Document = serde_json::from_str(&write(&note.kept(), Format::Json)).unwrap();
    let expected = Document {
        text: Some(note.text.clone()),
        review: Some(note.review.clone()),
        outcome: Some(note.outcome.clone()),
        ..note.document.clone()
    };
    assert_eq!(read, expected);
}

// What is read again.

fn assert_comes_back(note: &Note) {
    for (format, source) in READABLE {
        assert!(format.can_be_read());
        let written = write(&note.kept(), format);
        let opened = read(&written).unwrap_or_else(|error| panic!("{format:?}: {error}\n{written}"));
        assert_eq!((opened.source, opened.text.as_deref()), (source, Some(note.text.as_str())));
        assert_eq!(opened.review, note.review, "{format:?}");
        assert_eq!(opened.notes, [], "{format:?}");
    }
}

#[test]
fn a_note_comes_back_with_its_review() {
    assert_comes_back(&reviewed());
    assert_comes_back(&Note::new("", &[]));
    assert_comes_back(&Note::new(HOSTILE, &[(0, HOSTILE.len())]));
}

/// Any text, lines and rare characters among it.
fn any_text() -> impl Strategy<Value = String> + Clone {
    prop_oneof![
        prop::collection::vec(any::<char>(), 0..60).prop_map(|all| all.into_iter().collect::<String>()),
        "[ a-z<>&\"'\\\\/=\\-\r\n\t\0\u{202e}\u{2028}\u{feff}\u{ffff}\u{85}\u{a0}🚢]{0,60}",
        Just(HOSTILE.to_owned()),
        Just("</template>".to_owned()),
    ]
}

/// A note of any sentences, some with roles, some with a word of the reader's; and words of the reader's that belong nowhere.
fn any_note() -> impl Strategy<Value = Note> {
    let said = (
        prop::option::of(prop::sample::subsequence(vec!["risk", "catalyst", "contrarian"], 0..=3).prop_shuffle()),
        prop::option::of(prop::sample::select(vec!["negative", "neutral", "positive"])),
        any_text(),
    );
    let one = (any_text(), prop::option::of(prop::sample::select(vec!["risk", "catalyst", "contrarian"])), prop::option::of(said.clone()));
    let orphan = (said, [any_text(), any_text(), any_text()], 0..1000_usize, 0..1000_usize, any::<bool>());
    (prop::collection::vec(one, 0..5), prop::collection::vec(orphan, 0..3), any::<bool>()).prop_map(|(all, orphans, is_spaced)| {
        let (mut text, mut places) = (String::new(), Vec::new());
        for (own, ..) in &all {
            let start = text.len();
            text.push_str(own);
            places.push((start, text.len()));
            text.push_str(if is_spaced { "\n \n" } else { "" });
        }
        let mut note = Note::new(&text, &places);
        for ((_, own, said), id) in all.iter().zip(0..) {
            if let Some(own) = own {
                role(&mut note.document.sentences[id], own, "negative", -0.1);
            }
            if let Some((roles, polarity, comment)) = said {
                note.says(id, roles.as_deref(), *polarity, comment);
            }
        }
        for ((roles, polarity, comment), [exact, prefix, suffix], start, end, unique) in orphans {
            let target = Target { exact, prefix, suffix, range: Range { start, end }, unique };
            note.review.entries.insert(0, entry(target, roles.as_deref(), polarity, &comment));
            note.outcome.places.insert(0, None);
        }
        note
    })
}

proptest! {
    #[test]
    fn any_note_comes_back_with_any_review(note in any_note()) {
        assert_comes_back(&note);
    }

    #[test]
    fn selectors_tell_where_a_sentence_stands(note in any_note()) {
        let page: Value = serde_json::from_str(&write(&note.kept(), Format::JsonLd)).unwrap();
        let text: Vec<char> = page["dcterms:source"]["chars"].as_str().unwrap().chars().collect();
        let items = page["items"].as_array().unwrap();
        let shown = note.kept().reviewed();
        let expected = shown
            .sentences
            .iter()
            .filter(|sentence| !sentence.roles.is_empty() || note.outcome.places.contains(&Some(sentence.id)))
            .count()
            + note.outcome.places.iter().filter(|place| place.is_none()).count();
        prop_assert_eq!(items.len(), expected);
        prop_assert_eq!(page["partOf"]["total"].as_u64().unwrap() as usize, expected);
        for item in items {
            prop_assert_eq!(&item["target"]["source"], &page["dcterms:source"]["id"]);
            let selectors = item["target"]["selector"].as_array().unwrap();
            let Some(position) = selectors.iter().find(|selector| selector["type"] == "TextPositionSelector") else { continue };
            let quote = selectors.iter().find(|selector| selector["type"] == "TextQuoteSelector").unwrap();
            let (start, end) = (position["start"].as_u64().unwrap() as usize, position["end"].as_u64().unwrap() as usize);
            let part = |from: usize, to: usize| text[from..to].iter().collect::<String>();
            prop_assert_eq!(&part(start, end), quote["exact"].as_str().unwrap());
            prop_assert_eq!(&part(start.saturating_sub(32), start), quote["prefix"].as_str().unwrap());
            prop_assert_eq!(&part(end, text.len().min(end + 32)), quote["suffix"].as_str().unwrap());
        }
    }
}

#[test]
fn a_page_that_a_browser_saved_again_is_read() {
    let note = Note::new("Orders rose.\u{a0}A lot. &amp; <b>", &[(0, 30)]);
    let written = write(&note.kept(), Format::Html);
    // What a browser writes in its own way stands nowhere in what is carried.
    let carried = written.split_once("<template id=\"note-annotator\">").unwrap().1.split_once("</template>").unwrap().0;
    assert!(!carried.contains(['<', '>', '&', '\u{a0}']), "{carried}");
    let again = format!("<html><head></head><body><p>around</p><template id=\"note-annotator\">{carried}</template></body></html>");
    assert_eq!(read(&again).unwrap().text.as_deref(), Some(note.text.as_str()));
}

#[test]
fn positions_of_another_unit_become_bytes() {
    let text = "🚢 é Orders rose.";
    let file = |unit: &str, start: usize| {
        json!({
            "schema_version": 1, "text": text, "offset_unit": unit,
            "review": { "entries": [{ "target": { "exact": "Orders rose.", "prefix": "🚢 é ", "suffix": "", "start": start, "end": start + 12, "unique": true } }] }
        })
        .to_string()
    };
    for (unit, start) in [("utf8", 8), ("utf16", 5), ("codepoint", 4)] {
        let opened = read(&file(unit, start)).unwrap();
        assert_eq!(opened.review.entries[0].target.range, Range { start: 8, end: 20 }, "{unit}");
    }
}

#[test]
fn what_another_tool_added_to_our_annotations_is_a_note() {
    let note = reviewed();
    let mut page: Value = serde_json::from_str(&write(&note.kept(), Format::JsonLd)).unwrap();
    let items = page["items"].as_array_mut().unwrap();
    let untouched = items.iter_mut().find(|item| item.get("entry").is_none()).unwrap();
    untouched["body"].as_array_mut().unwrap().push(json!({ "type": "TextualBody", "purpose": "commenting", "value": "Who is the other?" }));
    items.push(json!({ "type": "Annotation", "body": { "value": "Cut it.", "purpose": "commenting" }, "target": { "selector": { "exact": "daily signals" } } }));
    let opened = read(&page.to_string()).unwrap();
    assert_eq!(opened.review, note.review);
    assert_eq!(opened.notes.len(), 2);
    assert_eq!(opened.notes[0].comments, ["Who is the other?"]);
    assert_eq!(opened.notes[0].tags, [""; 0], "the scorer's tags are no word of the other's");
    assert_eq!(opened.notes[1].exact, "daily signals");

    // They come to the reader's own entries, and overrule none.
    let mut opened = opened;
    opened.notes.push(Foreign { exact: "A new line in *Bergen* opens".to_owned(), tags: vec!["risk".to_owned()], ..Foreign::default() });
    let (review, unanchored) = opened.anchor(&note.text, &note.document.sentences);
    assert_eq!(unanchored, []);
    assert_eq!(review.places(&note.text, &note.document.sentences), [Some(3), None, Some(7), Some(1), Some(6), Some(10)]);
    assert_eq!(
        (review.entries[2].roles.as_deref(), review.entries[2].comment.as_str()),
        (Some(&[][..]), "“A new line in *Bergen* opens”: #risk")
    );
    assert_eq!(review.entries[4].comment, "Who is the other?");
    assert_eq!(review.entries[5].comment, "“daily signals”: Cut it.");
}

// What is wrong with a file.

#[test]
fn errors_say_what_was_expected() {
    let check = |content: &str, expected: &str| {
        let error = read(content).unwrap_err();
        assert!(error.to_string().contains(expected), "{content:.80}: {error}");
    };
    check("", "begins with neither { nor [ nor <");
    check("Orders rose by a fifth.", "begins with neither { nor [ nor <");
    check("{\"text\": \"a\",\n \"tags\": [}", "not JSON: expected value in line 2, column 11");
    check("{\"text\": \"a\"", "not JSON: EOF");
    check("[1, 2]", "of no form that is known here: expected an annotation of Note Annotator");
    check("{\"name\": \"a\"}", "of no form that is known");
    check("[{\"text\": \"Orders rose.\"}]", "of no form that is known");
    check("{\"items\": [{\"name\": \"a\"}]}", "of no form that is known");
    check("{\"schema_version\": 2, \"text\": 7}", "schema version 2: expected 1; a newer Note Annotator wrote it");
    check("{\"schema_version\": 0}", "schema version 0, expected 1");
    check("{\"schema_version\": \"one\"}", "invalid type: string \"one\", expected u64 in line 1");
    check("{\"schema_version\": 1, \"sentences\": []}", "does not hold the text of its note: expected it in `text`");
    check("{\"schema_version\": 1, \"text\": \"a\", \"review\": {}}", "missing field `entries`");
    check("<!doctype html><p>Orders rose.</p>", "expected one that Note Annotator wrote");
    check("<template id=\"note-annotator\">{\"schema_version\": 1}", "expected one that Note Annotator wrote");
    check("<template id=\"note-annotator\">{\"schema_version\": 1}</template>", "expected it in `text`");
    check("<template id=\"note-annotator\">{\"schema_version\": 9}</template>", "schema version 9");
    let target = "\"target\": {\"exact\": \"a\", \"prefix\": \"\", \"suffix\": \"\", \"start\": 0, \"end\": 1, \"unique\": true}";
    let with = |field: &str| format!("{{\"schema_version\": 1, \"text\": \"a\", \"review\": {{\"entries\": [{{{target}, {field}}}]}}}}");
    assert_eq!(read(&with("\"roles\": [\"risk\"]")).unwrap().review.entries.len(), 1);
    check(&with("\"roles\": [\"threat\"]"), "change 1 has the role \"threat\", expected risk, catalyst or contrarian");
    check(&with("\"roles\": [\"risk\", \"risk\"]"), "each once");
    check(&with("\"polarity\": \"good\""), "change 1 has the polarity \"good\", expected negative, neutral or positive");
    let ours = json!({ "generator": { "id": "urn:note-annotator:software" }, "schemaVersion": 1, "items": [] });
    check(&ours.to_string(), "expected it in `dcterms:source, chars`");
    let newer = json!({ "generator": "urn:note-annotator:software", "schemaVersion": 3, "items": [] });
    check(&newer.to_string(), "schema version 3");
    let held = json!({
        "generator": "urn:note-annotator:software", "schemaVersion": 1, "dcterms:source": { "chars": "a" }, "items": [{ "entry": { "at": 0 } }]
    });
    check(&held.to_string(), "annotation 1 has an entry with missing field `exact`");
}

/// From a few lines on, a file that was cut anywhere is known for what it was.
#[test]
fn what_was_saved_is_known_however_much_of_it_is_left() {
    let note = reviewed();
    for (format, source) in READABLE {
        let written = write(&note.kept(), format);
        let enough = if source == Source::Json { 20 } else { 320 };
        for end in (enough..=written.len()).filter(|end| written.is_char_boundary(*end)) {
            assert!(is_saved(&written[..end]), "{format:?} up to {end}");
            if end + 20 < written.len() {
                let error = read(&written[..end]).unwrap_err();
                assert!(matches!(error, FileError::NotJson { .. } | FileError::NoNote), "{format:?} up to {end}: {error}");
            }
        }
        assert!(is_saved(&format!("\u{feff}\n{written}")), "{format:?}");
        assert!(!is_saved(&format!("As in: {written}")), "{format:?}");
    }
    for text in
        ["", "{", "<", "{\"", "{Draft} Orders rose.", "<5% of \"schema_version\"", "{ see \"schema_version\"", "[{\"schema_version\": 1}]"]
    {
        assert!(!is_saved(text), "{text}");
    }
    for format in [Format::Markdown, Format::Csv] {
        assert!(!is_saved(&write(&note.kept(), format)), "{format:?}");
    }
}

#[test]
fn size_and_depth_are_bounded() {
    let large = format!("\"{}", "a".repeat(MAX_BYTES));
    assert_eq!(read(&large), Err(FileError::TooLarge { bytes: MAX_BYTES + 1 }));
    for deep in ["[".repeat(200_000), "{\"a\":".repeat(200_000), format!("{{\"rows\": {}", "[".repeat(200_000))] {
        assert!(matches!(read(&deep), Err(FileError::NotJson { .. })), "{:?}", read(&deep));
    }
    let page = format!("<template id=\"note-annotator\">{}</template>", "[".repeat(200_000));
    assert!(read(&page).is_err());
}

proptest! {
    #[test]
    fn no_file_makes_it_panic(content in any_text(), cut in any::<prop::sample::Index>(), format in prop::sample::select(Format::ALL.to_vec())) {
        let _ = read(&content);
        let _ = read(&format!("{{{content}"));
        let mut written = write(&reviewed().kept(), format);
        let at = (0..=written.len()).rev().find(|at| *at <= cut.index(written.len()) && written.is_char_boundary(*at)).unwrap();
        written.insert_str(at, &content);
        let _ = read(&written);
        written.truncate(at);
        let _ = read(&written);
    }
}

// What text does to the formats that people read: nothing but stand there.

/// The tags of a page with their attributes' names, and its text.
fn parsed(page: &str) -> (Vec<String>, String) {
    let (mut tags, mut text) = (Vec::new(), String::new());
    for Ok(token) in Tokenizer::new(page) {
        match token {
            Token::StartTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                let attributes: Vec<String> = tag.attributes.keys().map(|key| String::from_utf8_lossy(key).into_owned()).collect();
                tags.push(format!("{name} {}", attributes.join(" ")));
            }
            Token::EndTag(tag) => tags.push(format!("/{}", String::from_utf8_lossy(&tag.name))),
            Token::String(own) => text.push_str(&String::from_utf8_lossy(&own)),
            Token::Comment(comment) => panic!("a comment: {comment:?}"),
            Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    (tags, text)
}

/// A note all of whose words, the reader's too, are `words`.
fn all_of(words: &str) -> Note {
    let text = format!("{words}\n\n{words}");
    let mut note = Note::new(&text, &[(0, words.len()), (words.len() + 2, text.len())]);
    role(&mut note.document.sentences[0], "risk", "negative", -0.1);
    note.document.computed = reviewed().document.computed;
    for ticker in &mut note.document.computed.tickers {
        (ticker.ticker, ticker.name, ticker.label) = (words.to_owned(), Some(words.to_owned()), words.to_owned());
    }
    note.document.computed.label = Some(words.to_owned());
    words.clone_into(&mut note.document.scorer.version);
    note.says(0, None, Some("positive"), words);
    note.said(words, words);
    note
}

/// What a person sees of text.
fn seen(text: &str) -> String {
    let text: String = text
        .chars()
        .filter(|own| !matches!(own, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
        .map(|own| if own.is_control() && !own.is_whitespace() { '\u{fffd}' } else { own })
        .collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn no_text_becomes_html() {
    let (harmless, hostile) = (all_of("Orders rose."), all_of(HOSTILE));
    for write in [html::write as fn(&Kept<'_>) -> String, html::fragment] {
        let (expected, _) = parsed(&write(&harmless.kept()));
        let page = write(&hostile.kept());
        let (tags, text) = parsed(&page);
        assert_eq!(tags, expected);
        assert_balanced(&tags);
        assert!(one_line(&text).contains(&seen(HOSTILE)), "{text}");
        assert!(!page.contains(['\0', '\u{202e}', '\u{1b}']));
    }
    let page = html::write(&hostile.kept());
    assert_eq!(page.matches("</template>").count(), 1);
    assert_eq!(page.matches("<template").count(), 1);
}

#[test]
fn the_page_asks_for_nothing() {
    let page = html::write(&reviewed().kept());
    let (tags, _) = parsed(&page);
    assert!(tags.contains(&"meta content http-equiv".to_owned()), "it has a policy");
    assert!(page.contains("content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\""));
    for tag in &tags {
        let name = tag.split(' ').next().unwrap();
        assert!(!["script", "link", "img", "iframe", "object", "embed", "base", "form"].contains(&name), "{tag}");
        assert!(!tag.contains("src") && !tag.contains("href") && !tag.split(' ').skip(1).any(|name| name.starts_with("on")), "{tag}");
    }
    assert_balanced(&tags);
    let style = page.split_once("<style>").unwrap().1.split_once("</style>").unwrap().0;
    assert!(!style.contains("url(") && !style.contains("@import"));
}

/// Every tag that is opened is closed in its order, but those that never are.
fn assert_balanced(tags: &[String]) {
    let mut open = Vec::new();
    for tag in tags {
        let name = tag.split(' ').next().unwrap();
        match name.strip_prefix('/') {
            Some(name) => assert_eq!(open.pop(), Some(name)),
            None if ["meta", "rect", "line", "path"].contains(&name) => {}
            None => open.push(name),
        }
    }
    assert_eq!(open, [""; 0]);
}

/// Whole notes as the scorer reads them, each finding commented on.
#[test]
fn real_notes_are_written_and_read() {
    let scorer = scorer::Scorer::new(scorer::model::Model::load(include_bytes!("../../../model/note.model")).unwrap());
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../scorer/tests/notes");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let mut findings = 0;
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        let annotation = scorer.annotate(&text);
        let document = Document::new(&text, &annotation, scorer.model(), OffsetUnit::Utf8);
        let mut note = Note { text, document, review: Review::default(), outcome: Outcome::default() };
        let marked: Vec<usize> =
            note.document.sentences.iter().filter(|sentence| !sentence.roles.is_empty()).map(|sentence| sentence.id).collect();
        for id in &marked {
            note.says(*id, None, Some("neutral"), "Seen.");
        }
        note.outcome = Outcome::new(&note.review, &note.text, &note.document, &annotation, scorer.model().calibration());
        assert_comes_back(&note);
        for page in [html::write(&note.kept()), html::fragment(&note.kept())] {
            let (tags, text) = parsed(&page);
            assert_balanced(&tags);
            for sentence in &note.document.sentences {
                let words = note.text[sentence.range.start..sentence.range.end].split_whitespace().last().unwrap_or_default();
                assert!(text.contains(words), "{words:?} of {}", file.display());
            }
        }
        let page = markdown::write(&note.kept());
        let (blocks, odd) = rendered(&page);
        assert_eq!(odd, [""; 0], "{}", file.display());
        assert_eq!(blocks.iter().filter(|block| block.ends_with("Seen.")).count(), marked.len(), "{page}");
        assert_eq!(write(&note.kept(), Format::Csv).lines().count(), marked.len() + 1, "{}", file.display());
        findings += marked.len();
    }
    assert!(findings > 0, "some note has a finding");
}

/// What Markdown comes to: its text block by block, and whatever is neither text nor one of the marks that are written here.
fn rendered(page: &str) -> (Vec<String>, Vec<String>) {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_MATH;
    let (mut blocks, mut odd, mut block) = (Vec::new(), Vec::new(), String::new());
    for event in Parser::new_ext(page, options) {
        match event {
            Event::Text(text) => block.push_str(&text),
            Event::SoftBreak | Event::HardBreak => block.push('\n'),
            Event::Start(Tag::Strong | Tag::Emphasis) | Event::End(TagEnd::Strong | TagEnd::Emphasis) => block.push('\u{1}'),
            Event::Rule
            | Event::Start(
                Tag::Paragraph
                | Tag::Heading { .. }
                | Tag::BlockQuote(None)
                | Tag::List(_)
                | Tag::Item
                | Tag::Table(_)
                | Tag::TableHead
                | Tag::TableRow
                | Tag::TableCell,
            )
            | Event::End(_) => {
                if !block.is_empty() {
                    blocks.push(std::mem::take(&mut block));
                }
            }
            other => odd.push(format!("{other:?}")),
        }
    }
    (blocks, odd)
}

fn assert_no_marks(words: &str) {
    let note = all_of(words);
    let page = markdown::write(&note.kept());
    let (blocks, odd) = rendered(&page);
    assert_eq!(odd, [""; 0], "{page}");
    let seen = seen(words);
    let tag = "\u{1}[Risk, positive, yours]\u{1} ";
    let marked = blocks.iter().position(|block| *block == format!("{tag}{seen}").trim_end());
    let Some(marked) = marked else { panic!("the marked sentence {seen:?} is a block of its own in {blocks:#?}\n{page}") };
    if !seen.is_empty() {
        let quote = format!("\u{1}Positive instead of negative\u{1}\n{seen}");
        assert_eq!(blocks[marked + 1], quote, "the comment, in {page}");
        assert_eq!(blocks[marked + 2], seen, "the other sentence, in {page}");
    }
    let plain = rendered(&markdown::write(&all_of("Orders rose.").kept())).0;
    if !seen.is_empty() {
        assert_eq!(blocks.len(), plain.len(), "{blocks:#?}\n{page}");
    }
}

#[test]
fn no_text_becomes_markdown() {
    assert_no_marks(HOSTILE);
    for words in [
        "# One",
        "- one",
        "+ one",
        "* one",
        "1. one",
        "1) one",
        "> one",
        "---",
        "***",
        "===",
        "```",
        "~~~",
        ":-:",
        "|-|",
        "[a]: b",
        "[^1]: c",
        "<b>",
        "<!-- -->",
        "&amp;",
        "\\",
        "a\\",
        "http://a.invalid",
        "<http://a.invalid>",
        "_a_",
        "__a__",
        "a_b_c",
        "!",
        "![a](b)",
        "$a$",
        "$$a$$",
        "[x] done",
        "| a |",
        "- [ ] a",
        "-",
        "+",
        "1.",
        "#",
        "##",
        "= =",
        "- - -",
        "a #",
        ": a",
        "~",
        "2 < 3 > 1",
        "<5%",
        "`",
        "**",
        "S&P;",
        "&copy",
        "# # #",
    ] {
        // Behind the bullet that is taken off.
        let words = format!("{words} .");
        let (bare, is_bullet) = ["- ", "+ ", "* ", "1. ", "1) "]
            .iter()
            .find_map(|bullet| words.strip_prefix(bullet))
            .map_or((words.as_str(), false), |rest| (rest, true));
        if !is_bullet {
            assert_no_marks(bare);
        }
    }
}

proptest! {
    #[test]
    fn no_text_ever_becomes_markdown(words in "[a1_ ][ a1.*_#<>&;\\[\\]()!`~|=+:$\\\\/{}^\"'-]{0,24}[a1)*_\\\\`~>$|.]") {
        prop_assume!(!words.trim().is_empty());
        // A bullet of the note's own is one.
        let first = words.split_whitespace().next().unwrap();
        let is_number = first.strip_suffix(['.', ')']).is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()));
        prop_assume!(!["-", "*", "+"].contains(&first) && !is_number);
        assert_no_marks(words.trim());
    }

    #[test]
    fn any_table_is_rows_of_text(note in any_note()) {
        let table = write(&note.kept(), Format::Csv);
        let mut reader = ::csv::ReaderBuilder::new().terminator(::csv::Terminator::CRLF).from_reader(table.as_bytes());
        prop_assert_eq!(reader.headers().unwrap().iter().collect::<Vec<_>>(), csv::COLUMNS);
        let rows: Vec<::csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        let shown = note.kept().reviewed();
        let told = |id: usize| note.review.entries.iter().zip(&note.outcome.places).find(|(_, place)| **place == Some(id)).map(|(entry, _)| entry);
        let expected: Vec<usize> =
            shown.sentences.iter().filter(|sentence| !sentence.roles.is_empty() || told(sentence.id).is_some()).map(|sentence| sentence.id).collect();
        let ids: Vec<&str> = rows.iter().map(|row| &row[0]).collect();
        let orphans = note.outcome.places.iter().filter(|place| place.is_none()).count();
        let all: Vec<String> = expected.iter().map(ToString::to_string).chain(vec![String::new(); orphans]).collect();
        prop_assert_eq!(ids, all);
        for (row, id) in rows.iter().zip(&expected) {
            let sentence = &shown.sentences[*id];
            prop_assert_eq!(row[5].parse::<f64>().unwrap().to_bits(), sentence.contribution.to_bits());
            prop_assert_eq!(&row[12], if told(*id).is_some() { "yes" } else { "no" });
            let characters = note.text[..sentence.range.start].chars().count();
            prop_assert_eq!(row[13].parse::<usize>().unwrap(), characters);
        }
        for cell in rows.iter().flat_map(|row| [2, 11].map(|at| row[at].to_owned())) {
            prop_assert!(!cell.trim_start().starts_with(['=', '+', '-', '@']) && !cell.starts_with(['\t', '\r', '\n']), "{:?}", cell);
            prop_assert!(!cell.contains(['\0', '\u{202e}']), "{:?}", cell);
        }
    }

    #[test]
    fn plain_text_is_the_note_with_tags(note in any_note()) {
        let plain = markdown::plain(&note.kept());
        prop_assert!(plain.starts_with("Sentiment: stated none; computed none.\n\n"));
        let shown = note.kept().reviewed();
        let tagged = shown.sentences.iter().filter(|sentence| !sentence.roles.is_empty()).count();
        prop_assert!(plain.matches('[').count() >= tagged);
        if note.review.is_empty() && tagged == 0 {
            let seen: String = plain.split_once("\n\n").unwrap().1.split_whitespace().collect();
            prop_assert_eq!(seen, self::seen(&note.text).replace(' ', ""));
        }
    }
}

/// A sentence that begins with a line end, as one of another scorer may, keeps its bullet once.
#[test]
fn a_bullet_behind_white_space_is_written_once() {
    for (text, expected) in [("\r-\u{2028}Orders rose.", "\r-\u{2028}Orders rose."), ("- Orders rose.", "- Orders rose.")] {
        let plain = markdown::plain(&Note::new(text, &[(0, text.len())]).kept());
        assert_eq!(plain.split_once("\n\n").unwrap().1, expected);
    }
}

/// Who agrees with the scorer changes nothing, and a company that is called as its ticker is named once.
#[test]
fn nothing_is_said_twice() {
    let mut note = Note::of("Orders rose. Debt fell.", &["Orders rose.", "Debt fell."]);
    note.document.computed = reviewed().document.computed;
    note.document.computed.tickers[0].name = Some("HMSY.OL".to_owned());
    role(&mut note.document.sentences[0], "catalyst", "positive", 0.1);
    note.says(0, Some(&["catalyst"]), Some("positive"), "");
    note.says(1, Some(&["catalyst"]), Some("neutral"), "");
    let page = markdown::write(&note.kept());
    assert!(page.starts_with("# HMSY.OL\n"), "{page}");
    assert!(page.contains("\n| HMSY.OL | –"), "{page}");
    assert!(page.contains("**[Catalyst, positive, yours]** Orders rose.\n"), "{page}");
    assert_eq!(page.matches("instead of").count(), 1, "{page}");
    assert!(page.contains("> *Catalyst instead of no finding*\n"), "{page}");
}

/// Sentences and lines of which nothing is said are as the scorer's blocks have them.
#[test]
fn a_note_without_a_word_of_the_readers_shows_none() {
    let mut note = reviewed();
    (note.review, note.outcome) = (Review::default(), Outcome::default());
    for format in Format::ALL {
        let written = without_style(&write(&note.kept(), format));
        for word in ["yours", "With your changes", "No longer", "\"review\"", "\"outcome\""] {
            assert!(!written.contains(word), "{format:?} has {word}");
        }
    }
    assert_comes_back(&note);
}
