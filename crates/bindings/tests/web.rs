//! The JavaScript API as a page would call it, run as WebAssembly in a browser.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test that cannot go on fails")]
#![cfg(target_arch = "wasm32")]

use bindings::Annotator;
use js_sys::{Array, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const NOTE: &str = "🚢 Freight rates fell 9% in May.\n\nThe main risk is that the canal reopens.\n\nSentiment: bearish (-0.4)";

fn field(value: &JsValue, path: &[&str]) -> JsValue {
    path.iter().fold(value.clone(), |value, name| {
        let key = name.parse::<u32>().map_or_else(|_| JsValue::from_str(name), |index| JsValue::from_f64(f64::from(index)));
        Reflect::get(&value, &key).unwrap()
    })
}

fn annotator() -> Annotator {
    Annotator::new(include_bytes!("../../../model/note.model")).unwrap_or_else(|_| panic!("the model of this build loads"))
}

fn annotate(text: &str, offsets: Option<&str>) -> JsValue {
    annotator().annotate(text, offsets.map(str::to_owned)).unwrap_or_else(|_| panic!("a known unit gives an annotation"))
}

#[wasm_bindgen_test]
fn gives_a_plain_object() {
    let document = annotate(NOTE, None);
    assert_eq!(field(&document, &["schema_version"]), JsValue::from_f64(1.0));
    assert_eq!(field(&document, &["stated", "score"]), JsValue::from_f64(-0.4));
    assert_eq!(field(&document, &["stated", "label"]), JsValue::from_str("bearish"));
    assert_eq!(field(&document, &["stated", "rating"]), JsValue::NULL);
    let sentences: Array = field(&document, &["sentences"]).unchecked_into();
    assert_eq!(sentences.length(), 3);
    assert_eq!(field(&document, &["sentences", "1", "roles", "0", "role"]), JsValue::from_str("risk"));
}

#[wasm_bindgen_test]
fn counts_in_the_unit_asked_for() {
    // The ship is four bytes, two code units, one code point.
    for (unit, expected) in [(None, 34.0), (Some("utf16"), 34.0), (Some("utf8"), 36.0), (Some("codepoint"), 33.0)] {
        let document = annotate(NOTE, unit);
        assert_eq!(field(&document, &["sentences", "1", "start"]), JsValue::from_f64(expected), "{unit:?}");
    }
}

#[wasm_bindgen_test]
fn refuses_an_unknown_unit_in_words() {
    let error = JsValue::from(annotator().annotate(NOTE, Some("bytes".to_owned())).unwrap_err());
    let message = field(&error, &["message"]).as_string().unwrap();
    assert!(message.contains("\"bytes\"") && message.contains("utf16"), "{message}");
}

#[wasm_bindgen_test]
fn reads_an_empty_note() {
    let document = annotate(" \n", None);
    assert_eq!(field(&document, &["computed", "score"]), JsValue::NULL);
    assert_eq!(field(&document, &["stated"]), JsValue::NULL);
}

#[wasm_bindgen_test]
fn refuses_a_damaged_model_in_words() {
    let error = JsValue::from(Annotator::new(b"<!doctype html>").unwrap_err());
    let message = field(&error, &["message"]).as_string().unwrap();
    assert!(message.contains("not a model file"), "{message}");
}
