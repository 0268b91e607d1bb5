//! The published JSON Schema against documents as they are really written: it takes them all and nothing that is broken.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test may stop where it stands; clippy knows only its functions, not what they share"
)]

use std::fs;
use std::path::Path;

use exchange::file::{Format, Kept, write};
use exchange::json::Document;
use exchange::offset::OffsetUnit;
use exchange::review::{Entry, Outcome, Review, Target};
use jsonschema::Validator;
use scorer::Scorer;
use scorer::model::Model;
use serde_json::{Value, json};

const SCHEMA: &str = include_str!("../schema/annotation-1.schema.json");

/// Notes that between them fill every list of a document.
const NOTES: [&str; 7] = [
    "",
    "The kiln is cold.",
    "Brightwater Foods (BWF) trades at 9x earnings. A recall in the second half could cost $40-60m, and guidance would follow.\n\n\
     Overall Sentiment\nstrongly positive\nSentiment Score\n0.7\nTicker Sentiment\n",
    "Solent Tyres: rating Overweight\n\nWinter orders are up about 12% and should lift the margin by 150 basis points by Q1 2028.",
    "🧪 Lab note\n\n- Trials read out within 6-12 months.\n- Everyone expects failure; the market ignores the second arm.\n\n\
     Sentiment: strongly negative (0.9)",
    "Orders rose by a fifth. \u{53d7}\u{6ce8}\u{304c}\u{5897}\u{3048}\u{305f}\u{3002}",
    "Notes on $ORBX and $LUNA.\n\nOrbx lost its launch slot, so revenue slips into 2027. Luna won it.\n\nSentiment Score: 140\n\n\
     Ticker Sentiment\nORBX: bearish -0.4\nLUNA: bullish 0.5\n\nThis is not investment advice.",
];

#[test]
fn the_schema_takes_every_document() {
    let (scorer, validator) = (scorer(), validator());
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../scorer/tests/notes");
    let whole = fs::read_dir(folder).unwrap().map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap());
    for note in NOTES.map(str::to_owned).into_iter().chain(whole) {
        for unit in [OffsetUnit::Utf8, OffsetUnit::Utf16, OffsetUnit::Codepoint] {
            let mut document = document(&scorer, &note, unit);
            assert_valid(&validator, &document);
            document["source"] = json!("note.txt");
            assert_valid(&validator, &document);
        }
    }
}

/// A note of the seven with its review, as the page saves it.
fn saved(scorer: &Scorer, note: &str) -> Value {
    let annotation = scorer.annotate(note);
    let document = Document::new(note, &annotation, scorer.model(), OffsetUnit::Utf8);
    let target = |id: usize| Target::new(note, &document.sentences, &document.sentences[id]);
    let gone = Target { exact: "It is gone.".to_owned(), ..target(0) };
    let entries = vec![
        Entry { roles: Some(vec!["catalyst".to_owned()]), polarity: Some("positive".to_owned()), ..Entry::new(target(0)) },
        Entry { roles: Some(Vec::new()), comment: "No.".to_owned(), ..Entry::new(gone) },
    ];
    let review = Review { entries };
    let outcome = Outcome::new(&review, note, &document, &annotation, scorer.model().calibration());
    assert_eq!(outcome.places, [Some(0), None]);
    let kept = Kept { text: note, document: &document, review: &review, outcome: &outcome };
    serde_json::from_str(&write(&kept, Format::Json)).unwrap()
}

#[test]
fn the_schema_takes_a_saved_note_and_nothing_that_is_broken_in_it() {
    let (scorer, validator) = (scorer(), validator());
    let saved = saved(&scorer, NOTES[2]);
    assert_valid(&validator, &saved);
    assert_eq!(saved["text"], NOTES[2]);
    assert!(saved["outcome"]["scores"].is_object(), "a changed polarity has scores");
    let check = |pointer: &str, value: Value| {
        let mut broken = saved.clone();
        *broken.pointer_mut(pointer).unwrap_or_else(|| panic!("{pointer} is in the document")) = value;
        assert!(!validator.is_valid(&broken), "{pointer} may not be {}", broken.pointer(pointer).unwrap());
    };
    check("/text", json!(1));
    check("/review/entries", Value::Null);
    check("/review/entries/0/target", json!("The words."));
    check("/review/entries/0/target/start", json!(-1));
    check("/review/entries/0/roles", json!(["threat"]));
    check("/review/entries/0/roles", json!(["risk", "risk"]));
    check("/review/entries/0/polarity", json!("good"));
    check("/review/entries/1/comment", Value::Null);
    check("/outcome/places", json!(["0"]));
    check("/outcome/scores", json!(0.3));
    check("/outcome/scores/contributions", json!([null]));
    for object in ["/review", "/review/entries/0", "/review/entries/0/target", "/outcome", "/outcome/scores"] {
        let mut broken = saved.clone();
        broken.pointer_mut(object).unwrap().as_object_mut().unwrap().insert("extra".to_owned(), json!(1));
        assert!(!validator.is_valid(&broken), "{object} may not hold more than it says");
    }
}

/// Who does not save a note gets what was always written.
#[test]
fn a_document_that_is_not_saved_holds_no_text() {
    let document = document(&scorer(), NOTES[2], OffsetUnit::Utf8);
    let mut keys: Vec<&str> = document.as_object().unwrap().keys().map(String::as_str).collect();
    // Whether they come sorted hangs on what else is built.
    keys.sort_unstable();
    assert_eq!(keys, ["computed", "divergence", "offset_unit", "schema_version", "scorer", "sentences", "stated"]);
}

/// So that the test above says something of every kind of entry.
#[test]
fn the_notes_fill_every_list() {
    let scorer = scorer();
    let documents: Vec<Value> = NOTES.iter().map(|note| document(&scorer, note, OffsetUnit::Utf8)).collect();
    let filled = |lists: &dyn Fn(&Value) -> bool, name: &str| assert!(documents.iter().any(lists), "no note has {name}");
    let sentence = |document: &Value, list: &str| document["sentences"].as_array().unwrap().iter().any(|one| !is_empty(&one[list]));
    filled(&|document| document["stated"].is_null(), "nothing stated");
    for list in ["tickers", "findings"] {
        filled(&|document| document["stated"].is_object() && !is_empty(&document["stated"][list]), list);
    }
    filled(&|document| document["stated"]["rating"].is_string(), "a rating");
    filled(&|document| document["unread"].is_object(), "unread sentences");
    filled(&|document| document["computed"]["score"].is_null(), "no score");
    filled(&|document| !is_empty(&document["computed"]["tickers"]), "computed tickers");
    filled(&|document| !is_empty(&document["divergence"]["sentences"]), "driving sentences");
    filled(&|document| !is_empty(&document["divergence"]["tickers"]), "diverging tickers");
    for list in ["roles", "evidence", "logits", "horizons", "quantities", "tickers"] {
        filled(&|document| sentence(document, list), list);
    }
}

#[test]
fn the_schema_refuses_what_is_broken() {
    let (scorer, validator) = (scorer(), validator());
    let whole = document(&scorer, NOTES[2], OffsetUnit::Utf8);
    assert_valid(&validator, &whole);
    let body = whole["sentences"].as_array().unwrap().iter().position(|sentence| sentence["part"] == "body").unwrap();
    let meta = whole["sentences"].as_array().unwrap().iter().position(|sentence| sentence["part"] == "meta").unwrap();
    let check = |pointer: &str, value: Value| {
        let mut broken = whole.clone();
        let place = broken.pointer_mut(pointer).unwrap_or_else(|| panic!("{pointer} is in the document"));
        assert_ne!(*place, value, "{pointer} changes");
        *place = value;
        assert!(!validator.is_valid(&broken), "{pointer} may not be {}", broken.pointer(pointer).unwrap());
    };
    check("/schema_version", json!(2));
    check("/offset_unit", json!("bytes"));
    check("/stated/score", json!(70));
    check("/stated/findings/0/code", json!("odd"));
    check("/computed/score", json!("0.3"));
    check("/computed/label", json!("bullish"));
    check("/computed/interval", json!([0.1]));
    check("/computed/interval", json!([0.1, 0.2, 0.3]));
    check("/divergence/verdict", json!("differs"));
    check("/divergence/sentences", json!([0, 0]));
    check("/sentences", Value::Null);
    check(&format!("/sentences/{body}/part"), json!("title"));
    check(&format!("/sentences/{body}/start"), json!(-1));
    check(&format!("/sentences/{body}/start"), json!(0.5));
    check(&format!("/sentences/{body}/probabilities"), Value::Null);
    check(&format!("/sentences/{body}/probabilities/risk"), json!(1.2));
    check(&format!("/sentences/{body}/polarity/label"), json!("good"));
    check(&format!("/sentences/{body}/evidence"), json!([{ "start": 0, "end": 3, "target": "risky", "contribution": 1.0 }]));
    check(
        &format!("/sentences/{body}/horizons"),
        json!([{ "start": 0, "end": 3, "bound": "by", "kind": "calendar", "from": "2028-13", "to": "2028-12" }]),
    );
    check(
        &format!("/sentences/{body}/horizons"),
        json!([{ "start": 0, "end": 3, "bound": "by", "kind": "months", "from": "2028-01", "to": "2028-03" }]),
    );
    check(&format!("/sentences/{meta}/roles"), json!([{ "role": "risk", "probability": 0.9 }]));
    check("/scorer/model_sha256", json!("abc"));

    for field in ["schema_version", "offset_unit", "stated", "computed", "divergence", "sentences", "scorer"] {
        let mut broken = whole.clone();
        broken.as_object_mut().unwrap().remove(field);
        assert!(!validator.is_valid(&broken), "{field} may not be missing");
    }
    for object in ["", "/stated", "/computed", "/divergence", "/sentences/0", "/scorer"] {
        let mut broken = whole.clone();
        broken.pointer_mut(object).unwrap().as_object_mut().unwrap().insert("extra".to_owned(), json!(1));
        assert!(!validator.is_valid(&broken), "{object} may not hold more than it says");
    }
}

#[test]
fn what_is_written_can_be_read_back() {
    let scorer = scorer();
    for note in NOTES {
        let written = document(&scorer, note, OffsetUnit::Utf16);
        let read: Document = serde_json::from_value(written.clone()).unwrap();
        assert_eq!(serde_json::to_value(read).unwrap(), written);
    }
}

fn scorer() -> Scorer {
    Scorer::new(Model::load(include_bytes!("../../../model/note.model")).unwrap())
}

fn validator() -> Validator {
    let schema = serde_json::from_str(SCHEMA).unwrap();
    jsonschema::draft202012::meta::validate(&schema).unwrap_or_else(|error| panic!("the schema itself: {error}"));
    jsonschema::draft202012::new(&schema).unwrap()
}

fn document(scorer: &Scorer, note: &str, unit: OffsetUnit) -> Value {
    serde_json::to_value(Document::new(note, &scorer.annotate(note), scorer.model(), unit)).unwrap()
}

fn assert_valid(validator: &Validator, document: &Value) {
    let errors: Vec<String> = validator.iter_errors(document).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

fn is_empty(list: &Value) -> bool {
    list.as_array().is_none_or(Vec::is_empty)
}
