//! Share links: what is written comes back, what is not as it was written is told for what it is, and the links of released versions are read for ever.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop where it stands")]

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use exchange::json::{Document, Range, Sentence};
use exchange::link::{self, Content, Finding, LinkError, Options, Seen, Stated};
use exchange::offset::OffsetUnit;
use exchange::review::{Entry, Outcome, Review, Target};
use proptest::prelude::*;
use scorer::Scorer;
use scorer::model::Model;
use serde_json::{Value, json};

const LETTERS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.";
/// Some that no link has.
const FOREIGN: &str = "#=+/%&~ \n\0\u{e9}\u{2026}\u{1f642}";

const DIGEST: &str = "Brightwater Foods (BWF) raised its guidance after orders climbed 19%, and the margin reached 14.2%. A recall in the second half could \
    cost $60m. The market treats the company as a cyclical and misses how sticky its contracts are; a new plant in Leira should add volume within 6-12 \
    months.\n\nOverall Sentiment\nstrongly positive\nSentiment Score\n0.9\nTicker Sentiment\nBWF 0.9\n";

fn seen() -> Seen {
    Seen { score: Some(0.5123), reviewed: Some(-0.0402), scorer: "0.1.0".to_owned(), model: "9f3a5c0b17d2e468".to_owned() }
}

fn note(text: &str, entries: Vec<Entry>) -> Content {
    Content::Note { text: text.to_owned(), review: Review { entries }, seen: seen() }
}

/// An entry on a part of a text as the page makes it.
fn entry(text: &str, words: &str) -> Entry {
    let start = text.find(words).unwrap();
    Entry::new(target(text, start, start + words.len()))
}

fn target(text: &str, start: usize, end: usize) -> Target {
    let sentence = Sentence::unscored(0, Range { start, end }, "body", 0);
    Target::new(text, std::slice::from_ref(&sentence), &sentence)
}

fn orphan(exact: &str) -> Entry {
    let target = Target {
        exact: exact.to_owned(),
        prefix: "It stood here. ".to_owned(),
        suffix: " And then?".to_owned(),
        range: Range { start: 900, end: 12 },
        unique: true,
    };
    Entry { comment: "Gone since the update.".to_owned(), ..Entry::new(target) }
}

fn reviewed() -> Vec<Entry> {
    vec![
        Entry {
            polarity: Some("negative".to_owned()),
            comment: "Is that net of tax? \u{1f914}".to_owned(),
            ..entry(DIGEST, "A recall in the second half could cost $60m.")
        },
        Entry { roles: Some(vec!["catalyst".to_owned(), "contrarian".to_owned()]), ..entry(DIGEST, "Brightwater Foods (BWF) raised") },
        Entry { roles: Some(Vec::new()), polarity: Some("mixed".to_owned()), ..entry(DIGEST, "Overall Sentiment\nstrongly positive") },
        orphan("Volumes in Leira doubled."),
    ]
}

fn findings(quotes: bool) -> Content {
    let finding = |place: usize, role: &str, contribution: f64, quote: &str| Finding {
        place,
        roles: vec![role.to_owned()],
        polarity: "negative".to_owned(),
        contribution,
        quote: quotes.then(|| quote.to_owned()),
        comment: String::new(),
        tickers: vec!["BWF".to_owned()],
        horizons: Vec::new(),
    };
    let risk =
        Finding { comment: "Ask the company.".to_owned(), ..finding(1, "risk", -0.1042, "A recall in the second half could cost $60m.") };
    let plant = Finding {
        roles: vec!["catalyst".to_owned(), "other".to_owned()],
        polarity: "positive".to_owned(),
        horizons: vec!["within 6-12 months".to_owned()],
        ..finding(2, "", 0.2217, "a new plant in Leira should add volume within 6-12 months.")
    };
    let stated = Some(Stated { score: Some(0.9), label: Some("strongly positive".to_owned()) });
    Content::Findings { findings: vec![risk, plant], stated, seen: seen(), sentences: 9 }
}

/// A sentence that is no finding and has a comment.
fn commented() -> Content {
    let Content::Findings { mut findings, stated, seen, sentences } = findings(true) else { panic!("findings") };
    findings.push(Finding { place: 6, quote: Some("Sentiment Score".to_owned()), comment: "By whom?".to_owned(), ..Finding::default() });
    Content::Findings { findings, stated, seen, sentences }
}

/// What the stored links of version 1 hold, by their files' names. More may be added; none is ever changed.
fn stored() -> BTreeMap<&'static str, Content> {
    let nobody = Seen { score: None, reviewed: None, scorer: "next, perhaps".to_owned(), model: "unknown".to_owned() };
    let french = "Le groupe Orvanne a relev\u{e9} ses objectifs\u{a0}; la marge atteint 12\u{202f}%.\r\n\r\n\u{53d7}\u{6ce8}\u{304c}\u{5897}\u{3048}\u{305f}\u{3002} \
        \u{1f680}\0 Ende.";
    let weeks =
        |week: u32| format!("In week {week} Solent Tyres sold {} winter sets, {} % more than a year before.", 700 + 13 * week, week % 7);
    let long = (1..40).map(weeks).collect::<Vec<_>>().join(" ");
    BTreeMap::from([
        ("digest", note(DIGEST, Vec::new())),
        ("reviewed", note(DIGEST, reviewed())),
        ("empty", Content::Note { text: String::new(), review: Review::default(), seen: nobody.clone() }),
        ("one-word", note("Buy.", Vec::new())),
        ("languages", note(french, vec![Entry { comment: "Oui\u{a0}!".to_owned(), ..entry(french, "la marge atteint") }])),
        ("orphans", note("Nothing of it is left.", vec![orphan("One."), orphan("Another one.")])),
        ("findings", findings(true)),
        ("places", findings(false)),
        ("commented", commented()),
        ("nothing-found", Content::Findings { findings: Vec::new(), stated: None, seen: nobody, sentences: 0 }),
        ("long", note(&long, Vec::new())),
    ])
}

/// A content as JSON, for the eyes of those who look into the folder.
fn told(content: &Content) -> Value {
    let told_seen = |seen: &Seen| json!({ "score": seen.score, "reviewed": seen.reviewed, "scorer": seen.scorer, "model": seen.model });
    match content {
        Content::Note { text, review, seen } => json!({ "text": text, "review": review, "seen": told_seen(seen) }),
        Content::Findings { findings, stated, seen, sentences } => json!({
            "findings": findings.iter().map(|finding| json!({
                "place": finding.place,
                "roles": finding.roles,
                "polarity": finding.polarity,
                "contribution": finding.contribution,
                "quote": finding.quote,
                "comment": finding.comment,
                "tickers": finding.tickers,
                "horizons": finding.horizons,
            })).collect::<Vec<_>>(),
            "stated": stated.as_ref().map(|stated| json!({ "score": stated.score, "label": stated.label })),
            "seen": told_seen(seen),
            "sentences": sentences,
        }),
    }
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/links/v1")
}

#[test]
fn links_of_released_versions_are_read() {
    let mut count = 0;
    for path in fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()) {
        if path.extension().is_some_and(|extension| extension == "link") {
            let read = link::read(fs::read_to_string(&path).unwrap().trim_end()).unwrap();
            let expected: Value = serde_json::from_str(&fs::read_to_string(path.with_extension("json")).unwrap()).unwrap();
            assert_eq!(told(&read), expected, "{}", path.display());
            count += 1;
        }
    }
    assert!(count >= 8, "{count} links are stored");
}

#[test]
fn links_are_written_as_they_were() {
    for (name, content) in stored() {
        let expected = fs::read_to_string(folder().join(name).with_extension("link")).unwrap();
        assert_eq!(link::write(&content).unwrap(), expected.trim_end(), "{name}");
    }
}

/// Adds what is not there yet: `cargo test -p exchange --test link -- --ignored`. A link that is there stays.
#[test]
#[ignore = "writes into the repository"]
fn store_links_that_are_missing() {
    for (name, content) in stored() {
        let path = folder().join(name);
        if !path.with_extension("link").exists() {
            fs::write(path.with_extension("link"), link::write(&content).unwrap() + "\n").unwrap();
            fs::write(path.with_extension("json"), serde_json::to_string_pretty(&told(&content)).unwrap() + "\n").unwrap();
        }
    }
}

fn check(content: &Content) -> String {
    let written = link::write(content).unwrap();
    assert_eq!(&link::read(&written).unwrap(), content);
    assert_eq!(&link::read(&format!("#{written}")).unwrap(), content);
    assert!(written.chars().all(|letter| LETTERS.contains(letter)), "{written}");
    assert!(written.ends_with(|last: char| last.is_ascii_alphanumeric()), "{written}");
    written
}

#[test]
fn what_is_written_comes_back() {
    for content in stored().values() {
        check(content);
    }
    let extremes = [f64::MAX, f64::MIN, f64::NAN, 1e-9].map(|score| Seen { score: Some(score), ..seen() });
    for seen in extremes {
        let written = link::write(&Content::Note { text: String::new(), review: Review::default(), seen }).unwrap();
        assert!(link::read(&written).is_ok());
    }
    let odd = Target { range: Range { start: usize::MAX, end: 0 }, ..orphan("x").target };
    let other = Target { range: Range { start: 0, end: usize::MAX }, ..odd.clone() };
    check(&note("x", vec![Entry::new(odd), Entry::new(other)]));
    // Model and version that only look like what they are for.
    for (scorer, model) in
        [("1.2", "9F3A5C0B17D2E468"), ("1.02.3", "+f3a5c0b17d2e468"), ("1.2.3.4", "9f3a"), ("18446744073709551616.0.0", "")]
    {
        let seen = Seen { scorer: scorer.to_owned(), model: model.to_owned(), ..seen() };
        check(&Content::Note { text: String::new(), review: Review::default(), seen });
    }
}

#[test]
fn a_note_costs_little_more_than_its_text_and_a_review_no_quotes() {
    let bare = check(&note(DIGEST, Vec::new())).len();
    assert!(bare < DIGEST.len() * 3 / 4, "{bare} characters");
    let words = "The market treats the company as a cyclical and misses how sticky its contracts are;";
    let one = check(&note(DIGEST, vec![Entry { polarity: Some("neutral".to_owned()), ..entry(DIGEST, words) }])).len();
    assert!(one - bare <= 10, "an entry costs {} characters", one - bare);
    let nothing = check(&Content::Note { text: String::new(), review: Review::default(), seen: seen() }).len();
    assert!(nothing <= 14 + 24, "a note of nothing takes {nothing} characters");
}

#[test]
fn every_cut_is_told_with_its_share() {
    for content in [note("Buy Orbx.", Vec::new()), note(DIGEST, reviewed()), findings(true)] {
        let written = link::write(&content).unwrap();
        assert_eq!(link::read(""), Err(LinkError::NotALink));
        for kept in 1..written.len() {
            let percent = (kept >= 7).then(|| (100 * kept / written.len()).max(1) as u8);
            for end in ["", "..."] {
                // So short that the dots end up as long as the link.
                if kept + end.len() < written.len() && (kept >= 3 || end.is_empty()) {
                    let found = link::read(&format!("{}{end}", &written[..kept]));
                    match found {
                        Err(LinkError::Cut { percent: told }) if end.is_empty() => assert_eq!(told, percent, "{kept} of {}", written.len()),
                        Err(LinkError::Cut { .. }) => {}
                        other => panic!("{kept} of {} characters and {end:?}: {other:?}", written.len()),
                    }
                }
            }
        }
    }
}

#[test]
fn every_changed_character_is_told() {
    for content in [note("Buy Orbx.", Vec::new()), note(DIGEST, Vec::new()), findings(false)] {
        let written = link::write(&content).unwrap();
        for at in 0..written.len() {
            for letter in LETTERS.chars().chain(FOREIGN.chars()).filter(|letter| !written[at..].starts_with(*letter)) {
                let changed = format!("{}{letter}{}", &written[..at], &written[at + 1..]);
                assert_eq!(link::read(&changed), Err(LinkError::Altered), "{letter:?} at {at} of {}", written.len());
            }
        }
    }
}

#[test]
fn what_was_lost_added_or_swapped_is_told() {
    let written = link::write(&note(DIGEST, Vec::new())).unwrap();
    for at in 7..written.len() - 7 {
        let lost = format!("{}{}", &written[..at], &written[at + 1..]);
        assert_eq!(link::read(&lost), Err(LinkError::Altered), "without the character at {at}");
        let added = format!("{}A{}", &written[..at], &written[at..]);
        assert_eq!(link::read(&added), Err(LinkError::Altered), "with one more at {at}");
    }
    for behind in [".", ")", "A", " ", "\u{2026}", "&utm_source=chat", written.as_str()] {
        assert_eq!(link::read(&format!("{written}{behind}")), Err(LinkError::Altered), "{behind:?} behind it");
    }
    assert_eq!(link::read(&written.to_lowercase()), Err(LinkError::Altered));
}

#[test]
fn what_is_no_link_of_this_version_is_told() {
    for text in [
        "",
        "#",
        "note",
        "v",
        "version",
        "v.",
        "vv1.",
        "1.",
        "v0.AAAA",
        "v01.AAAA",
        "v99999999999.A",
        " v1.AAAA",
        "https://example.org/#v1.AAAA",
    ] {
        let found = link::read(text);
        let expected = if text == "v" { LinkError::Cut { percent: None } } else { LinkError::NotALink };
        assert_eq!(found, Err(expected), "{text:?}");
    }
    for (text, version) in [("v2.", 2), ("#v2.anything", 2), ("v31.!", 31)] {
        assert_eq!(link::read(text), Err(LinkError::Newer { version }), "{text:?}");
    }
    assert_eq!(link::read(&"v1.".repeat(100_000)), Err(LinkError::TooLong));
    for (error, words) in [
        (LinkError::Newer { version: 2 }, "newer version of Note Annotator"),
        (LinkError::Cut { percent: Some(60) }, "cut after about 60 % of it"),
        (LinkError::Cut { percent: None }, "cut near its start"),
    ] {
        assert!(error.to_string().contains(words), "{error}");
    }
}

#[test]
fn what_no_link_can_hold_is_refused() {
    let unlike = |bytes: u32| -> String {
        let mut state = 7_u32;
        let mut letter = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            char::from(b'!' + (state >> 24) as u8 % 90)
        };
        (0..bytes).map(|_| letter()).collect()
    };
    check(&note(&unlike(30_000), Vec::new()));
    assert_eq!(link::write(&note(&unlike(260_000), Vec::new())), Err(LinkError::TooLong), "more than 256 KiB of link");
    assert_eq!(link::write(&note(&" ".repeat((2 << 20) + 1), Vec::new())), Err(LinkError::TooLong), "more than 2 MiB of text");
    let text = "Orders rose. ".repeat(400);
    let all = target(&text, 0, text.len());
    assert_eq!(link::write(&note(&text, vec![Entry::new(all); 500])), Err(LinkError::TooLong), "quotes that come to more than 2 MiB");
}

static SCORER: LazyLock<Scorer> = LazyLock::new(|| Scorer::new(Model::load(include_bytes!("../../../model/note.model")).unwrap()));

#[test]
fn a_note_is_shared_as_it_was_reviewed() {
    let annotation = SCORER.annotate(DIGEST);
    let document = Document::new(DIGEST, &annotation, SCORER.model(), OffsetUnit::Utf8);
    let of = |words: &str| document.sentences.iter().find(|sentence| DIGEST[sentence.range.start..].starts_with(words)).unwrap();
    let (guidance, recall) = (of("Brightwater"), of("A recall"));
    let label = document.sentences.iter().rfind(|sentence| sentence.roles.is_empty()).unwrap();
    let entry = |sentence| Entry::new(Target::new(DIGEST, &document.sentences, sentence));
    let review = Review {
        entries: vec![
            Entry { roles: Some(vec!["risk".to_owned()]), polarity: Some("negative".to_owned()), ..entry(guidance) },
            Entry { comment: "Insured?".to_owned(), ..entry(recall) },
            Entry { roles: Some(Vec::new()), ..entry(of("The market")) },
            Entry { comment: "By whom?".to_owned(), ..entry(label) },
        ],
    };
    let outcome = Outcome::new(&review, DIGEST, &document, &annotation, SCORER.model().calibration());
    let make = |whole, quotes, comments| Content::new(DIGEST, &document, &review, &outcome, Options { whole, quotes, comments });

    let Content::Note { text, review: shared, seen } = make(true, true, true) else { panic!("a whole note") };
    assert_eq!((text.as_str(), &shared), (DIGEST, &review));
    assert_eq!(seen.model, document.scorer.model_sha256[..16]);
    assert!((seen.score.unwrap() - document.computed.score.unwrap()).abs() <= 0.000_05);
    assert!(seen.reviewed.unwrap() < seen.score.unwrap());
    let Content::Note { review: silent, .. } = make(true, true, false) else { panic!("a whole note") };
    assert_eq!(silent.entries, [review.entries[0].clone(), review.entries[2].clone()], "an entry that is only a comment goes with it");

    let Content::Findings { findings, stated, sentences, .. } = make(false, true, true) else { panic!("findings") };
    assert_eq!(sentences, document.sentences.len());
    assert_eq!(stated, Some(Stated { score: Some(0.9), label: Some("strongly positive".to_owned()) }));
    let places: Vec<usize> = findings.iter().map(|finding| finding.place).collect();
    let expected: Vec<usize> = document
        .reviewed(&review, &outcome)
        .sentences
        .iter()
        .filter(|sentence| !sentence.roles.is_empty() || sentence.id == label.id)
        .map(|sentence| sentence.id)
        .collect();
    assert_eq!(places, expected, "the findings, and what is none but has a comment");
    let told = findings.last().unwrap();
    assert_eq!((told.place, told.roles.as_slice(), told.comment.as_str()), (label.id, &[][..], "By whom?"));
    assert!(places.contains(&guidance.id) && !places.contains(&of("The market").id));
    assert_eq!((findings[0].roles.as_slice(), findings[0].polarity.as_str()), (&["risk".to_owned()][..], "negative"));
    let found = findings.iter().find(|finding| finding.place == recall.id).unwrap();
    assert_eq!((found.quote.as_deref(), found.comment.as_str()), (Some("A recall in the second half could cost $60m."), "Insured?"));
    assert_eq!(found.horizons.len(), recall.horizons.len());

    let Content::Findings { findings, .. } = make(false, false, false) else { panic!("findings") };
    assert!(findings.iter().all(|finding| finding.quote.is_none() && finding.comment.is_empty() && !finding.roles.is_empty()));
    for content in [make(true, true, true), make(false, true, true), make(false, false, false)] {
        check(&content);
    }
}

/// Ranges of characters in a text, reviewed, some of them on another text than the one that is shared.
fn entries(text: String) -> impl Strategy<Value = Content> {
    let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let stale = format!("{text} And more.");
    let one = (
        any::<[prop::sample::Index; 2]>(),
        0..4_u8,
        any::<bool>(),
        "\\PC{0,12}",
        prop::option::of(prop::collection::vec("risk|catalyst|contrarian|\\PC", 0..3)),
    );
    let roles = prop::collection::vec((one, prop::option::of("negative|neutral|positive|\\PC")), 0..4);
    roles.prop_map(move |made| {
        let entries = made.into_iter().map(|((ends, kind, unique, comment, roles), polarity)| {
            let [one, other] = ends.map(|end| places[end.index(places.len())]);
            let held = if kind == 0 { &stale } else { &text };
            let mut target = Target { unique, ..target(held, one.min(other), one.max(other)) };
            if kind == 1 {
                target.range = Range { start: one.max(other), end: one.min(other) };
            }
            Entry { roles, polarity, comment, ..Entry::new(target) }
        });
        note(&text, entries.collect())
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn any_note_and_any_review_come_back(content in "(\\PC|[a-z .\r\n\0]){0,60}".prop_flat_map(entries)) {
        let written = link::write(&content).unwrap();
        prop_assert_eq!(link::read(&written).unwrap(), content);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn no_text_stops_the_reader(text in "#?(v[0-9]{0,3}\\.?)?([A-Za-z0-9_.-]{0,40}|\\PC{0,40})") {
        prop_assert!(link::read(&text).is_err());
    }
}
