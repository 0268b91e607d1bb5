//! Hostile files and pastes, each with what must come of it. Where a script in one ran, it would leave a trace in `__ran`.

use serde_json::{Value, json};

use super::{Made, Then};

const IMG: &str = "<img src=x onerror=__ran.push(1)>";
const NOTE: &str =
    "<img src=x onerror=__ran.push(1)> The main risk is a delay at the plant, which would cut the margin by 150 basis points.";

/// A file: what it tries, its name, what is in it, what comes of it.
pub struct Brought {
    pub tries: &'static str,
    pub name: String,
    pub content: Made,
    pub then: Then,
}

fn brought(tries: &'static str, name: impl Into<String>, content: impl Into<Made>, then: Then) -> Brought {
    Brought { tries, name: name.into(), content: content.into(), then }
}

/// What is pasted as rich text, and the lines that come of it.
pub const PASTES: [(&str, &str, &str); 8] = [
    ("a page", include_str!("page.html"), PAGE),
    (
        "a list with scripts",
        "<ul onclick=__ran.push(1)><li>A strike.<script>__ran.push(1)</script><li><img src=x onerror=__ran.push(1)>A recall.</ul>",
        "- A strike.\n- A recall.",
    ),
    (
        "what leads elsewhere",
        "<meta http-equiv=refresh content='0;url=//example.com/'><base href=//example.com/><ul><li>A strike.</ul>",
        "- A strike.",
    ),
    ("style that hides all", "<style>*{display:none!important}</style><h2 style='display:none'>Risks</h2>", "Risks"),
    ("the end of what a clipboard holds", "<!--EndFragment--></body></html><script>__ran.push(1)</script><h1>Risks</h1>", "Risks"),
    ("tables in tables", "<table><tr><td><table><tr><td>TSLG<td onclick=__ran.push(1)>0.91</table></table>", "TSLG  0.91"),
    ("markup as text", "<li>&lt;img src=x onerror=__ran.push(1)&gt; fell.", "- <img src=x onerror=__ran.push(1)> fell."),
    (
        "markup that changes when it is parsed twice",
        "<h1>Risks</h1><math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=x onerror=__ran.push(1)&gt;\">",
        "Risks",
    ),
];

const PAGE: &str = "Key risks\n\nThe renewal is open.\n\nSend it.\nRead more. Orders fell.\nMore\nA strike.\nThe margin fell.\n\nTSLG  0.91\n\nHalf is gone. <p>The end.</p>";
const MAIL: &str = "<img src=x onerror=__ran.push(1)>\u{202e} turned\n\nOrders\n\nOrders fell by 4 %.\n\nThe margin <b> is thin.";

/// Files of all kinds.
pub fn files() -> Vec<Brought> {
    let mut files = texts();
    files.extend(annotations());
    files.extend(others());
    files
}

fn texts() -> Vec<Brought> {
    let within: String =
        (0..2000).flat_map(|at| ["Content-Type: multipart/mixed; boundary=b".to_owned(), format!("{at}\n\n--b{at}\n")]).collect();
    let ends: String = (0..2000).rev().flat_map(|at| ["--b".to_owned(), format!("{at}--\n")]).collect();
    vec![
        brought("a page", "note.html", include_str!("page.html"), Then::Holds(PAGE.into())),
        brought("a mail", "note.eml", include_str!("mail.eml"), Then::Holds(MAIL.into())),
        brought(
            "elements in elements",
            "note.html",
            Made(vec![("<div>".into(), 5000), ("Orders fell.".into(), 1)]),
            Then::Holds("Orders fell.".into()),
        ),
        brought(
            "mails in mails",
            "note.eml",
            format!("Subject: Orders\n{within}Content-Type: text/plain\n\nOrders fell.\n{ends}"),
            Then::Holds("Orders\n\nOrders fell.".into()),
        ),
        brought(
            "a mail of nothing but markup in its subject",
            "note.eml",
            format!("Subject: {IMG}\n\n"),
            Then::Holds(format!("{IMG}\n\n")),
        ),
        brought("a note of markup", "note.md", NOTE, Then::Holds(NOTE.into())),
        brought("a name of markup", format!("{IMG}.pdf"), "%PDF-1.7", Then::Says(format!("{IMG}.pdf is a PDF"))),
        brought("a name that turns around", "report\u{202e}txt.pdf", "%PDF-1.7", Then::Says(" is a PDF".into())),
        brought("a name of three thousand letters", "W".repeat(3000) + ".pdf", "%PDF-1.7", Then::Says(" is a PDF".into())),
        brought("what is no text", "note.txt", "a\0b", Then::Says("note.txt is not text".into())),
        brought(
            "more than a file may have",
            "note.txt",
            Made(vec![("Orders fell. ".into(), 1_400_000)]),
            Then::Says("expected at most".into()),
        ),
    ]
}

/// An annotation as it is saved here, with another value at a place.
fn saved(place: &str, value: &Value) -> String {
    let mut whole = json!({
        "schema_version": 1,
        "offset_unit": "utf8",
        "text": NOTE,
        "scorer": { "name": IMG, "version": IMG },
        "computed": { "score": 0.1, "tickers": [{ "ticker": IMG }] },
        "sentences": [{ "id": 0, "roles": [{ "role": IMG }], "tickers": [IMG] }],
        "review": { "entries": [{
            "target": { "exact": NOTE, "prefix": IMG, "suffix": IMG, "start": 0, "end": NOTE.len(), "unique": true },
            "roles": ["risk"], "polarity": "negative", "comment": IMG,
        }, {
            "target": { "exact": format!("{IMG} is gone."), "prefix": IMG, "suffix": IMG, "start": 0, "end": 1, "unique": true }, "comment": format!("{IMG}\u{202e}"),
        }] },
    });
    if let Some(own) = whole.pointer_mut(place) {
        *own = value.clone();
    }
    whole.to_string()
}

fn annotations() -> Vec<Brought> {
    let odd = |tries: &'static str, place: &str, value: Value, words: &str| {
        brought(tries, "note.json", saved(place, &value), Then::Says(words.to_owned()))
    };
    let fine = |tries: &'static str, content: String| brought(tries, "note.json", content, Then::Holds(NOTE.into()));
    let entry = "/review/entries/0";
    let deep = |head: &str| Made(vec![(head.to_owned(), 1), ("[".to_owned(), 100_000)]);
    vec![
        fine("markup in every field", saved("/none", &json!(null))),
        odd("markup as a role", &format!("{entry}/roles"), json!([IMG]), "has the role"),
        odd("a role from a prototype", &format!("{entry}/roles"), json!(["__proto__"]), "has the role"),
        odd("markup as a polarity", &format!("{entry}/polarity"), json!(IMG), "has the polarity"),
        odd("a text that is none", "/text", json!({ "length": 1 }), "expected"),
        odd("entries that are none", "/review/entries", json!({ "0": 1 }), "expected"),
        odd("a comment that is a list", &format!("{entry}/comment"), json!([IMG]), "expected"),
        odd("a version in words", "/schema_version", json!("1"), "expected"),
        odd("a version below nothing", "/schema_version", json!(-1), "expected"),
        odd("a version of the far future", "/schema_version", json!(u64::MAX), "newer"),
        odd("a place before the text", &format!("{entry}/target/start"), json!(-1), "expected"),
        odd("a unit of markup", "/offset_unit", json!(IMG), "expected"),
        fine("a place past the text", saved(&format!("{entry}/target/end"), &json!(u32::MAX))),
        fine("a place that ends before it begins", saved(&format!("{entry}/target/start"), &json!(1000))),
        fine("no sentence at all", saved(&format!("{entry}/target/exact"), &json!(""))),
        brought("a number past all numbers", "note.json", saved("/none", &json!(null)).replace("\"start\":0", "\"start\":1e999"), Then::Says("number out of range".into())),
        brought("a field twice", "note.json", saved("/none", &json!(null)).replacen('{', "{\"text\":\"Not this.\",", 1), Then::Says("duplicate field".into())),
        brought("a hundred thousand lists", "note.json", deep(""), Then::Says("JSON".into())),
        brought("a hundred thousand lists in a review", "note.json", deep("{\"schema_version\":1,\"text\":\"a\",\"review\":{\"entries\":"), Then::Says("JSON".into())),
        brought(
            "keys of prototypes",
            "note.json",
            format!(
                "{{\"__proto__\":{{\"ran\":1}},\"constructor\":{{\"prototype\":{{\"ran\":1}}}},\"schema_version\":1,\"text\":{},\"review\":{{\"entries\":[],\"__proto__\":{{\"ran\":1}}}}}}",
                json!(NOTE)
            ),
            Then::Holds(NOTE.into()),
        ),
        brought("places inside a character", "note.json", json!({ "schema_version": 1, "text": "Zölle steigen 😀.", "offset_unit": "utf8", "review": { "entries": [{ "target": { "exact": "lle", "prefix": "", "suffix": "", "start": 2, "end": 18, "unique": true }, "comment": IMG }] } }).to_string(), Then::Holds("Zölle steigen 😀.".into())),
        brought("halves of characters", "note.json", "{\"schema_version\":1,\"text\":\"Orders \\ud83d fell \\udc00.\"}", Then::Holds("Orders \u{fffd} fell \u{fffd}.".into())),
        brought("a thousand changes", "note.json", {
            let head = format!("{{\"schema_version\":1,\"text\":{},\"review\":{{\"entries\":[", json!(NOTE));
            let one = json!({ "target": { "exact": "Orders fell.", "prefix": "", "suffix": "", "start": 0, "end": 1, "unique": true }, "comment": IMG }).to_string();
            Made(vec![(head, 1), (one.clone() + ",", 999), (one, 1), ("]}}".into(), 1)])
        }, Then::Holds(NOTE.into())),
    ]
}

fn others() -> Vec<Brought> {
    let row = |exact: &str| {
        json!({
            "id": IMG, "uri": "javascript:__ran.push(1)", "user": IMG, "text": IMG, "tags": [IMG, "__proto__", "risk"], "document": { "title": [IMG] },
            "target": [{ "source": "javascript:__ran.push(1)", "selector": [{ "type": "TextQuoteSelector", "exact": exact, "prefix": IMG, "suffix": "" },
                { "type": "TextPositionSelector", "start": -1, "end": 1e300 }] }],
        })
    };
    let page = |inner: &str| {
        format!("<!doctype html><script>__ran.push(1)</script><meta name=\"generator\" content=\"Note Annotator 0\">{IMG}{inner}")
    };
    let carried = |text: &str| format!("<template id=\"note-annotator\">{}</template>", json!({ "schema_version": 1, "text": text }));
    let held = json!({ "at": 0, "exact": NOTE, "prefix": IMG, "suffix": IMG, "byteStart": 0, "byteEnd": 9, "unique": true });
    let linked = |held: &Value| {
        let own = json!({ "id": IMG, "type": "Annotation", "creator": "urn:note-annotator:reader", "entry": held, "target": IMG,
            "body": [{ "purpose": "commenting", "value": IMG }, { "purpose": "tagging", "creator": "urn:note-annotator:reader", "value": "risk" }] });
        json!({ "@context": ["http://www.w3.org/ns/anno.jsonld", { "__proto__": IMG }], "id": IMG, "generator": { "id": "urn:note-annotator:software", "name": IMG }, "schemaVersion": 1,
            "dcterms:source": { "chars": NOTE }, "items": [own, own, { "id": IMG, "body": IMG, "target": { "source": IMG } }] })
        .to_string()
    };
    let selector = "{\"type\":\"RangeSelector\",\"refinedBy\":";
    vec![
        brought("markup of another annotator", "hypothesis.json", json!({ "rows": [row("The main risk is execution: a delay at the Aberdeen plant would push deliveries"), row(IMG)], "total": 1e300 }).to_string(), Then::Says("1 annotation found".into())),
        brought("a thousand annotations without a place", "hypothesis.json", Made(vec![("{\"rows\":[".into(), 1), (row("stands nowhere").to_string() + ",", 999), (row("a").to_string(), 1), ("]}".into(), 1)]), Then::Says("did not".into())),
        brought("selectors in selectors", "other.json", Made(vec![("[{\"target\":{\"selector\":".into(), 1), (selector.into(), 50_000), ("null".into(), 1), ("}".into(), 50_000), ("}}]".into(), 1)]), Then::Says("JSON".into())),
        brought("annotations of no kind", "other.json", "[{\"target\":null,\"body\":[[[[]]]]},{\"body\":{\"items\":[{\"items\":[1,null,{\"value\":{}}]}]}}]", Then::Says("did not".into())),
        brought("linked data with markup", "note.jsonld", linked(&held), Then::Holds(NOTE.into())),
        brought("linked data that is none", "note.jsonld", linked(&json!(IMG)), Then::Says("annotation 1 has an entry".into())),
        brought("a saved page with scripts around", "note.html", page(&carried("Orders <b>fell</b>.")), Then::Holds("Orders <b>fell</b>.".into())),
        brought("a saved page that carries two notes", "note.html", page(&[carried("Orders fell."), carried("Orders rose.")].concat()), Then::Holds("Orders fell.".into())),
        brought("a saved page whose note ends early", "note.html", page("<template id=\"note-annotator\">{\"schema_version\":1,\"text\":\"</template><script>__ran.push(1)</script>\"}"), Then::Says("JSON".into())),
        brought("a saved page that was changed", "note.html", page(&carried("Orders fell.").replace("\"text\"", "\"__proto__\"")), Then::Says("text".into())),
        brought("a saved page without its note", "note.html", page("<p>Orders fell."), Then::Says("holds no note".into())),
    ]
}

/// What the file of a shelf brings, and notes of it that are none.
pub fn shelves() -> Vec<Brought> {
    let note = |id: &str, text: &str| {
        json!({ "id": id, "stamp": IMG, "text": text, "added": 1, "changed": 2, "review": { "entries": [] },
            "summary": { "ticker": IMG, "stated": 0.5, "stated_label": IMG, "computed": 1e300, "gap": -1e300, "verdict": IMG, "findings": [u32::MAX, 0, 0], "scorer": IMG } })
    };
    let shelf = |notes: Value| json!({ "shelf_version": 1, "notes": notes }).to_string();
    let odd = |tries: &'static str, key: &str, value: Value| {
        let mut own = note("a", "Orders fell.");
        own[key] = value;
        brought(tries, "shelf.json", shelf(json!([own])), Then::Says("does not hold what its form asks for".into()))
    };
    let names = ["__proto__", "constructor", "'] *, [x='", IMG, "\u{202e}", ""];
    let all: Vec<Value> = names.iter().map(|name| note(name, &format!("{name} {IMG}\u{202e} fell."))).collect();
    vec![
        brought("notes of markup", "shelf.json", shelf(json!(all)), Then::Says("6 notes came to the shelf".into())),
        brought(
            "one note twice",
            "shelf.json",
            shelf(json!([note("twice", "Orders fell again."), note("twice", "Orders fell again.")])),
            Then::Says("came to the shelf".into()),
        ),
        brought(
            "one name for two notes",
            "shelf.json",
            shelf(json!([note("same", "Orders fell once."), note("same", "Orders fell twice.")])),
            Then::Says("came to the shelf".into()),
        ),
        odd("a day before all days", "added", json!(-1)),
        odd("a day that is no whole number", "changed", json!(1e300)),
        odd("a day after all days", "changed", json!(u64::MAX)),
        odd("a name that is a list", "id", json!([IMG])),
        odd("a note that is none", "text", Value::Null),
        odd("a review that is markup", "review", json!(IMG)),
        brought(
            "notes that are none",
            "shelf.json",
            shelf(json!({ "length": 1 })),
            Then::Says("does not hold what its form asks for".into()),
        ),
        brought(
            "a shelf of the far future",
            "shelf.json",
            json!({ "shelf_version": u64::MAX, "notes": [] }).to_string(),
            Then::Says("newer".into()),
        ),
        brought(
            "a hundred thousand lists in a shelf",
            "shelf.json",
            Made(vec![("{\"shelf_version\":1,\"notes\":".into(), 1), ("[".into(), 100_000)]),
            Then::Says("JSON".into()),
        ),
    ]
}
