//! What others noted, in the forms of Hypothesis and Recogito: it finds its sentences, or is listed.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop where it stands")]

mod kept;

use exchange::file::{Source, read};
use exchange::foreign::Unanchored;
use exchange::review::Review;
use proptest::prelude::*;
use serde_json::{Value, json};

use kept::Note;

const TEXT: &str = "\
🚢 Marlow Shipping (MRLW)

Freight rates rose by a fifth. We expect the “Asia loop” to open in March, which adds two ports. Freight rates rose less in Europe.

Net debt is 4x EBITDA, and the covenant is 4.5x.  A refinancing\r\nis due in 2027. Freight rates rose by a fifth.";

const SENTENCES: [&str; 7] = [
    "🚢 Marlow Shipping (MRLW)",
    "Freight rates rose by a fifth.",
    "We expect the “Asia loop” to open in March, which adds two ports.",
    "Freight rates rose less in Europe.",
    "Net debt is 4x EBITDA, and the covenant is 4.5x.",
    "A refinancing\r\nis due in 2027.",
    "Freight rates rose by a fifth.",
];

fn note() -> Note {
    let mut note = Note::of(TEXT, &SENTENCES);
    "heading".clone_into(&mut note.document.sentences[0].part);
    (note.document.sentences[0].polarity, note.document.sentences[0].probabilities) = (None, None);
    note
}

/// What an annotation came to: its sentence, the roles (`-` where the scorer's hold), the comment.
type Found = (usize, String, String);

/// What annotations come to in the note, and what of them has no place.
fn anchored(file: &Value) -> (Vec<Found>, Vec<Unanchored>) {
    let note = note();
    let sentences = &note.document.sentences;
    let opened = read(&file.to_string()).unwrap();
    assert_eq!((&opened.text, &opened.review), (&None, &Review::default()));
    let (review, unanchored) = opened.anchor(TEXT, sentences);
    let places = review.places(TEXT, sentences);
    let roles = |roles: Option<Vec<String>>| roles.map_or_else(|| "-".to_owned(), |roles| roles.join(" "));
    let found = review.entries.into_iter().zip(places).map(|(entry, place)| (place.unwrap(), roles(entry.roles), entry.comment)).collect();
    (found, unanchored)
}

/// A row as Hypothesis' interface answers it.
fn row(text: &str, tags: &[&str], selectors: &Value) -> Value {
    json!({
        "id": "xK2b0OwDEe6b", "created": "2026-11-20T08:14:02.118+00:00", "updated": "2026-11-20T08:14:02.118+00:00", "user": "acct:reader@hypothes.is",
        "uri": "https://notes.invalid/marlow", "text": text, "tags": tags, "group": "__world__", "hidden": false, "flagged": false,
        "document": { "title": ["Marlow Shipping"] },
        "target": [{ "source": "https://notes.invalid/marlow", "selector": selectors }]
    })
}

fn quote(exact: &str, prefix: &str, suffix: &str) -> Value {
    json!([
        { "type": "RangeSelector", "startContainer": "/div[1]/p[1]", "startOffset": 0, "endContainer": "/div[1]/p[1]", "endOffset": 12 },
        { "type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix }
    ])
}

fn found(id: usize, roles: &str, comment: &str) -> Found {
    (id, roles.to_owned(), comment.to_owned())
}

#[test]
fn hypothesis_rows_find_their_sentences() {
    let rows = json!({ "total": 4, "rows": [
        row("Watch this one.", &["Risk", "credit"], &quote(SENTENCES[4], "ss in Europe.\n\n", "  A refinancing")),
        row("", &["catalyst"], &quote("the \"Asia loop\" to open", "rose by a fifth. We expect ", " in March, which adds two ports.")),
        row("Which one?", &[], &json!([
            { "type": "TextPositionSelector", "start": 58, "end": 68 },
            { "type": "TextQuoteSelector", "exact": "refinancing is due in 2027. Freight rates rose by", "prefix": "x. A ", "suffix": " a fifth." }
        ])),
        row("Of the whole note.", &["todo"], &Value::Null),
    ] });
    assert_eq!(read(&rows.to_string()).unwrap().source, Source::Hypothesis);
    let (all, unanchored) = anchored(&rows);
    assert_eq!(
        all,
        [
            found(4, "risk", "Watch this one. #credit"),
            found(2, "catalyst", "“the \"Asia loop\" to open”"),
            found(5, "-", "“refinancing is due in 2027. Freight rates rose by”: Which one?"),
        ]
    );
    assert_eq!(unanchored, [Unanchored { words: String::new(), comment: "Of the whole note. #todo".to_owned() }]);
    // What the sidebar saves has the same rows under another name.
    let saved = json!({ "export_date": "2026-11-21T09:00:00Z", "client_version": "1.1500.0", "annotations": rows["rows"] });
    assert_eq!(anchored(&saved), anchored(&rows));
}

#[test]
fn recogito_annotations_find_their_sentences() {
    let list = json!([
        {
            "@context": "http://www.w3.org/ns/anno.jsonld", "id": "#a1", "type": "Annotation",
            "body": [
                { "type": "TextualBody", "purpose": "commenting", "value": "Only by the covenant's definition." },
                { "type": "TextualBody", "purpose": "tagging", "value": "risk" },
                { "type": "TextualBody", "purpose": "tagging", "value": "contrarian" },
                { "type": "TextualBody", "purpose": "tagging", "value": "to check" }
            ],
            "target": { "selector": [
                { "type": "TextQuoteSelector", "exact": "Net debt is 4x EBITDA, and the covenant is 4.5x." },
                { "type": "TextPositionSelector", "start": 162, "end": 210 }
            ] }
        },
        {
            "id": "#a2", "type": "Annotation", "body": { "type": "TextualBody", "value": "By how much?", "purpose": "replying" },
            "target": { "selector": { "type": "TextQuoteSelector", "exact": "less in Europe" } }
        },
        {
            "id": "a3", "bodies": [{ "purpose": "commenting", "value": "A heading." }],
            "target": { "annotation": "a3", "selector": [{ "quote": "Marlow Shipping", "start": 3, "end": 18 }] }
        }
    ]);
    assert_eq!(read(&list.to_string()).unwrap().source, Source::WebAnnotations);
    let (all, unanchored) = anchored(&list);
    assert_eq!(
        all,
        [
            found(4, "risk contrarian", "Only by the covenant's definition. #to check"),
            found(3, "-", "“less in Europe”: By how much?"),
            found(0, "-", "“Marlow Shipping”: A heading."),
        ]
    );
    assert_eq!(unanchored, []);
    // As a page, as a collection, alone.
    let page = json!({ "type": "AnnotationPage", "items": list });
    assert_eq!(anchored(&page).0, all);
    assert_eq!(anchored(&json!({ "type": "AnnotationCollection", "first": page })).0, all);
    assert_eq!(anchored(&list[0]).0, all[..1]);
}

/// The sentence of an annotation with these selectors, where it has one.
fn place(selectors: &Value) -> Option<usize> {
    let (all, unanchored) = anchored(&json!({ "rows": [row("Here.", &[], selectors)] }));
    assert_eq!(all.len() + unanchored.len(), 1, "it is neither lost nor doubled");
    all.first().map(|(id, ..)| *id)
}

fn with_position(exact: &str, start: usize) -> Value {
    json!([{ "type": "TextQuoteSelector", "exact": exact }, { "type": "TextPositionSelector", "start": start, "end": start + exact.len() }])
}

#[test]
fn of_several_places_the_surroundings_tell_then_the_position() {
    let rates = SENTENCES[1];
    assert_eq!(place(&quote(rates, "ping (MRLW)\n\n", " We expect the “Asia loop” to ope")), Some(1));
    assert_eq!(place(&quote(rates, "covenant is 4.5x. A refinancing is due in 2027. ", "")), Some(6));
    assert_eq!(place(&quote(rates, "Something else altogether stood ", " here and there, long ago, not n")), None);
    assert_eq!(place(&quote(rates, "", "")), None);
    // In UTF-16, as Hypothesis counts, and in code points, as the model asks: the ship is two or one.
    let start = TEXT.find(rates).unwrap();
    let points = TEXT[..start].chars().count();
    assert_eq!(place(&with_position(rates, points + 1)), Some(1));
    assert_eq!(place(&with_position(rates, points)), Some(1));
    assert_eq!(place(&with_position(rates, points + 2)), None);
}

#[test]
fn a_short_quote_is_not_moved_to_a_look_alike() {
    // The only place with these words, but not the one that was meant.
    assert_eq!(place(&quote("less in Europe", "Volumes grew much ", ", where strikes closed the ports")), None);
    assert_eq!(place(&with_position("less in Europe", 5)), None);
    assert_eq!(place(&quote("less in Europe", "ports. Freight rates rose ", ".\n\nNet debt")), Some(3));
    // Typographic quotes around it are what a word processor makes of the others.
    assert_eq!(place(&quote("to open in March", "by a fifth. We expect the \"Asia loop\" ", ", which")), Some(2));
    // A long one is its own proof.
    assert_eq!(place(&quote(SENTENCES[2], "Volumes grew much ", "")), Some(2));
    assert_eq!(place(&quote("We expect the “Asia loop” to open in April", "", "")), None);
}

#[test]
fn a_position_without_words_is_taken_as_it_is() {
    let at = |start: usize| json!([{ "type": "TextPositionSelector", "start": start, "end": start + 4 }]);
    assert_eq!(place(&at(28)), Some(1));
    assert_eq!(place(&at(100_000)), None);
    // Between the halves of the ship.
    assert_eq!(place(&at(1)), None);
    assert_eq!(place(&json!([{ "type": "DataPositionSelector", "start": 28, "end": 30 }])), None);
}

#[test]
fn notes_on_one_sentence_become_one_entry() {
    let (all, _) = anchored(&json!({ "rows": [
        row("First.", &["risk"], &quote(SENTENCES[4], "", "")),
        row("Second.", &["#CATALYST", "risk"], &quote(SENTENCES[4], "", "")),
        row("", &[], &quote(SENTENCES[2], "", "")),
        row("Title.", &["risk"], &quote("Marlow Shipping (MRLW)", "", "")),
    ] }));
    assert_eq!(
        all,
        [
            found(4, "risk catalyst", "First.\nSecond."),
            found(2, "-", &format!("“{}”", SENTENCES[2])),
            // A heading holds no role.
            found(0, "-", "“Marlow Shipping (MRLW)”: Title. #risk"),
        ]
    );
}

#[test]
fn a_half_of_an_emoji_beside_a_quote_is_no_error() {
    let file = r#"{"rows": [{"uri": "a", "text": "Here.", "tags": [], "target": [{"selector": [
        {"type": "TextQuoteSelector", "exact": "Marlow Shipping (MRLW)", "prefix": "\udea2 ", "suffix": "\n\nFreight rates rose by a fif\ud83d"}]}]}]}"#;
    let note = note();
    let (review, unanchored) = read(file).unwrap().anchor(TEXT, &note.document.sentences);
    assert_eq!((review.places(TEXT, &note.document.sentences), unanchored), (vec![Some(0)], vec![]));
}

#[test]
fn odd_values_are_passed_over() {
    let (all, unanchored) = anchored(&json!({ "rows": [
        { "uri": 7, "text": null, "tags": null, "target": "https://notes.invalid/" },
        { "text": "A", "tags": [1, null, " "], "target": [{ "selector": "x" }, null, { "selector": [{ "exact": 5, "start": -1, "end": "z" }] }] },
        { "body": ["https://things.invalid/7", { "items": [{ "value": "B" }] }, { "source": { "label": "C" }, "purpose": "tagging" }, 5], "target": [] },
    ] }));
    assert_eq!(all, []);
    let comments: Vec<&str> = unanchored.iter().map(|one| one.comment.as_str()).collect();
    assert_eq!(comments, ["", "A", "https://things.invalid/7\nB #C"]);
}

proptest! {
    /// A quote cut anywhere out of the text, with what stands around it, goes to the sentence that it was cut from.
    #[test]
    fn a_quote_with_its_surroundings_is_found(from in any::<prop::sample::Index>(), length in 1..60_usize) {
        let text: Vec<char> = TEXT.chars().collect();
        let (mut start, mut end) = (from.index(text.len()), text.len());
        end = end.min(start + length);
        while start < end && text[start].is_whitespace() {
            start += 1;
        }
        while start < end && text[end - 1].is_whitespace() {
            end -= 1;
        }
        if start == end {
            return Ok(());
        }
        let part = |from: usize, to: usize| text[from..to].iter().collect::<String>();
        let selectors = quote(&part(start, end), &part(start.saturating_sub(32), start), &part(end, text.len().min(end + 32)));
        let byte = part(0, start).len();
        let expected = note().document.sentences.iter().find(|sentence| byte < sentence.range.end).map(|sentence| sentence.id);
        prop_assert_eq!(place(&selectors), expected);
    }

    /// A sentence comes, goes or changes places in a note of which many are alike: an annotation stays with its own or is listed.
    #[test]
    fn no_edit_moves_a_quote_to_a_look_alike(
        kinds in prop::collection::vec(0..6_usize, 2..9),
        chosen in any::<prop::sample::Index>(),
        edit in 0..3_u8,
        at in any::<prop::sample::Index>(),
        new in 0..6_usize,
    ) {
        let words = |kind: usize, own: usize| match kind {
            0 => "We buy.".to_owned(),
            1 => "Rating: Hold.".to_owned(),
            _ => format!("{own}-{kind} is what the region {kind} reports about number {own}-{kind}."),
        };
        let mut sentences: Vec<(usize, String)> = kinds.iter().enumerate().map(|(own, kind)| (own, words(*kind, own))).collect();
        // Of two equal neighbours nobody can say which is which.
        sentences.dedup_by(|next, held| next.1 == held.1);
        let noted = |sentences: &[(usize, String)]| {
            let words: Vec<&str> = sentences.iter().map(|(_, words)| words.as_str()).collect();
            Note::of(&words.join(" "), &words)
        };
        let truth = sentences[chosen.index(sentences.len())].0;
        let before = noted(&sentences);
        let id = sentences.iter().position(|(own, _)| *own == truth).unwrap();
        let range = before.document.sentences[id].range;
        let characters = |text: &str| text.chars().collect::<Vec<_>>();
        let prefix: String = { let all = characters(&before.text[..range.start]); all[all.len().saturating_sub(32)..].iter().collect() };
        let suffix: String = characters(&before.text[range.end..]).into_iter().take(32).collect();
        let file = json!({ "rows": [row("Here.", &[], &quote(&before.text[range.start..range.end], &prefix, &suffix))] });
        match edit {
            0 => sentences.insert(at.index(sentences.len() + 1), (kinds.len(), words(new, kinds.len()))),
            1 => drop(sentences.remove(at.index(sentences.len()))),
            _ if sentences.len() > 1 => {
                let at = at.index(sentences.len() - 1);
                sentences.swap(at, at + 1);
            }
            _ => {}
        }
        if sentences.windows(2).any(|pair| pair[0].1 == pair[1].1) {
            return Ok(());
        }
        let after = noted(&sentences);
        let (review, unanchored) = read(&file.to_string()).unwrap().anchor(&after.text, &after.document.sentences);
        prop_assert_eq!(review.entries.len() + unanchored.len(), 1);
        let Some(place) = review.places(&after.text, &after.document.sentences).first().copied() else { return Ok(()) };
        prop_assert_eq!(sentences[place.unwrap()].0, truth, "{:?} in {}", file, after.text);
    }
}
