//! The `annotate` command as a shell sees it: what it writes where, and how it ends.
#![expect(clippy::unwrap_used, reason = "a test may stop where it stands; clippy knows only its functions, not what they share")]

use std::fs;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;

const NOTE: &str = "\
🚂 Corvane Rail (CVNR) won the northern freight contract, and volumes should double by Q3 2027.

The main risk is a strike: a walkout would halt deliveries and cut earnings by €40 million.
Investors think the “old” fleet is worthless, but the market underestimates what it earns as spare parts.

Overall Sentiment
strongly positive
Sentiment Score
0.81
Ticker Sentiment
";

/// A folder with `files` in it.
fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in files {
        fs::write(folder.path().join(name), content).unwrap();
    }
    folder
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_annotate"));
    command.current_dir(folder).args(arguments).env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE").stdin(Stdio::null());
    command
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    command(folder, arguments).output().unwrap()
}

fn pipe(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = command(Path::new("."), arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    child.wait_with_output().unwrap()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

fn objects(output: &Output) -> Vec<Value> {
    text(&output.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn one_file_is_one_indented_object() {
    let folder = folder(&[("note.txt", NOTE.as_bytes())]);
    let output = run(folder.path(), &["--format", "json", "note.txt"]);
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), ""));
    assert!(output.stdout.starts_with(b"{\n  \"schema_version\": 1,"));
    let document: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(document["source"], "note.txt");
    assert_eq!(document["stated"]["score"], 0.81);
    assert_eq!(document["stated"]["label"], "strongly positive");
    assert_eq!(document["stated"]["findings"][0]["code"], "empty-ticker-table");
    assert!(document["computed"]["score"].is_f64());
    // No terminal reads here, so that JSON is also what is written unasked.
    assert_eq!(run(folder.path(), &["note.txt"]).stdout, output.stdout);
}

#[test]
fn several_files_are_one_object_a_line() {
    let folder = folder(&[("a.txt", NOTE.as_bytes()), ("b.txt", b"Margins fell again.")]);
    for format in ["json", "jsonl"] {
        let output = run(folder.path(), &["--format", format, "a.txt", "b.txt"]);
        let sources: Vec<Value> = objects(&output).iter().map(|object| object["source"].clone()).collect();
        assert_eq!(sources, ["a.txt", "b.txt"], "{format}");
    }
    assert_eq!(objects(&run(folder.path(), &["--format", "jsonl", "a.txt"])).len(), 1);
}

#[test]
fn positions_count_the_unit_asked_for() {
    let folder = folder(&[("note.txt", NOTE.as_bytes())]);
    let check = |unit: &str, cut: &dyn Fn(usize, usize) -> String| {
        let document = &objects(&run(folder.path(), &["--format", "jsonl", "--offsets", unit, "note.txt"]))[0];
        assert_eq!(document["offset_unit"], unit);
        let covered: Vec<String> = document["sentences"]
            .as_array()
            .unwrap()
            .iter()
            .map(|sentence| cut(place(sentence, "start"), place(sentence, "end")))
            .collect();
        assert!(
            covered.iter().any(|sentence| sentence.starts_with("The main risk is a strike") && sentence.ends_with("million.")),
            "{covered:?}"
        );
        assert!(covered.iter().any(|sentence| sentence.starts_with("Investors think") && sentence.ends_with("parts.")), "{covered:?}");
    };
    let (utf16, characters): (Vec<u16>, Vec<char>) = (NOTE.encode_utf16().collect(), NOTE.chars().collect());
    check("utf8", &|start, end| NOTE[start..end].to_owned());
    check("utf16", &|start, end| String::from_utf16(&utf16[start..end]).unwrap());
    check("codepoint", &|start, end| characters[start..end].iter().collect());
}

fn place(sentence: &Value, key: &str) -> usize {
    usize::try_from(sentence[key].as_u64().unwrap()).unwrap()
}

#[test]
fn standard_input_is_read_unasked_or_as_a_dash() {
    let unasked = pipe(&[], NOTE.as_bytes());
    assert_eq!(serde_json::from_slice::<Value>(&unasked.stdout).unwrap()["source"], "-");
    assert_eq!(pipe(&["-"], NOTE.as_bytes()).stdout, unasked.stdout);
    assert_eq!(objects(&pipe(&["--format", "jsonl"], b"")).len(), 1, "an empty note has an annotation too");
}

#[test]
fn a_byte_order_mark_changes_nothing() {
    let marked = pipe(&[], format!("\u{feff}{NOTE}").as_bytes());
    assert_eq!(text(&marked.stdout), text(&pipe(&[], NOTE.as_bytes()).stdout));
}

#[test]
fn what_is_no_text_is_reported_and_the_rest_still_done() {
    let folder = folder(&[
        ("good.txt", NOTE.as_bytes()),
        ("latin.txt", b"caf\xe9 chains grew"),
        ("binary.dat", b"\x7fELF\0\0"),
        ("report.pdf", b"%PDF-1.7\n"),
        ("last.txt", b"Sales rose."),
    ]);
    let arguments = ["--format", "jsonl", "missing.txt", "good.txt", "latin.txt", "binary.dat", "report.pdf", ".", "last.txt"];
    let output = run(folder.path(), &arguments);
    assert_eq!(output.status.code(), Some(1));
    let sources: Vec<Value> = objects(&output).iter().map(|object| object["source"].clone()).collect();
    assert_eq!(sources, ["good.txt", "last.txt"]);
    let reports: Vec<&str> = text(&output.stderr).lines().collect();
    let expected = [
        "missing.txt: no such file",
        "latin.txt: not UTF-8 from byte 3",
        "binary.dat: this is a binary",
        "report.pdf: this is a PDF",
        ".: this is a folder",
    ];
    assert_eq!(reports.len(), expected.len(), "{reports:?}");
    for (report, expected) in reports.iter().zip(expected) {
        assert!(report.starts_with(&format!("annotate: {expected}")), "{report:?} for {expected:?}");
        assert!(report.contains("expected "), "{report:?} says what was expected");
    }
}

#[test]
fn one_bad_file_alone_leaves_standard_output_empty() {
    let output = run(folder(&[]).path(), &["--format", "json", "missing.txt"]);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0));
}

#[test]
fn wrong_usage_ends_with_2() {
    for arguments in [&["--format", "xml"][..], &["--offsets", "bytes"], &["--unknown"]] {
        let output = run(Path::new("."), arguments);
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{arguments:?}");
        assert!(!output.stderr.is_empty());
    }
}

#[test]
fn help_and_version_go_to_standard_output() {
    let help = run(Path::new("."), &["--help"]);
    assert_eq!(help.status.code(), Some(0));
    assert!(text(&help.stdout).contains("Examples:\n  annotate note.txt"));
    let version = run(Path::new("."), &["--version"]);
    assert_eq!(text(&version.stdout), format!("annotate {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn the_page_marks_the_sentences_that_the_document_marks() {
    let document = &objects(&pipe(&["--format", "jsonl"], NOTE.as_bytes()))[0];
    let page = pipe(&["--format", "terminal"], NOTE.as_bytes());
    let page = text(&page.stdout);
    let words = page.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut marked = 0;
    for sentence in document["sentences"].as_array().unwrap() {
        let covered = &NOTE[place(sentence, "start")..place(sentence, "end")];
        let tags: Vec<String> = sentence["roles"]
            .as_array()
            .unwrap()
            .iter()
            .map(|held| format!("[{} {:.2}]", held["role"].as_str().unwrap().to_uppercase(), held["probability"].as_f64().unwrap()))
            .collect();
        marked += tags.len();
        let expected = tags.iter().map(String::as_str).chain(covered.split_whitespace()).collect::<Vec<_>>().join(" ");
        assert!(words.contains(&expected), "{expected:?} in {page}");
    }
    assert!(marked > 0, "{page}");
    for expected in ["[meta] Overall Sentiment", "+0.81 strongly positive", "-1 0 +1"] {
        assert!(words.contains(expected), "{expected:?} in {page}");
    }
    let gap = document["divergence"]["gap"].as_f64().unwrap();
    assert!(words.contains(&format!("gap {gap:+.2}, ")), "{page}");
}

#[test]
fn colours_are_for_terminals_that_want_them() {
    let coloured = |variables: &[(&str, &str)]| {
        let mut command = command(Path::new("."), &["--format", "terminal", "-"]);
        command.envs(variables.iter().copied()).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().unwrap();
        child.stdin.take().unwrap().write_all(NOTE.as_bytes()).unwrap();
        child.wait_with_output().unwrap().stdout.contains(&0x1b)
    };
    assert!(!coloured(&[]), "a pipe is no terminal");
    assert!(coloured(&[("CLICOLOR_FORCE", "1")]));
    assert!(!coloured(&[("NO_COLOR", "1")]));
}

#[test]
fn a_note_cannot_steer_the_terminal() {
    let output = pipe(&["--format", "terminal"], b"Margins rose \x1b]0;title\x07 again.\n\nRating: \x1b[2JBuy\n");
    assert!(!output.stdout.contains(&0x1b) && !output.stdout.contains(&0x07), "{:?}", text(&output.stdout));
}

#[test]
fn no_line_of_the_page_is_wider_than_80_columns_where_no_terminal_says_otherwise() {
    let output = pipe(&["--format", "terminal"], NOTE.as_bytes());
    for line in text(&output.stdout).lines() {
        assert!(line.chars().count() <= 80, "{line:?}");
    }
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let folder = folder(&[("long.txt", "Sales rose and margins held. ".repeat(1_000).as_bytes())]);
    let mut child = command(folder.path(), &["--format", "jsonl", "long.txt", "long.txt"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut output = child.stdout.take().unwrap();
    output.read_exact(&mut [0; 1]).unwrap();
    drop(output);
    let ended = child.wait_with_output().unwrap();
    assert_eq!((ended.status.code(), text(&ended.stderr)), (Some(0), ""));
}

#[test]
fn every_form_is_written_and_what_was_saved_is_read_again() {
    let folder = folder(&[("note.txt", NOTE.as_bytes())]);
    for (format, start) in [("md", "# "), ("html", "<!doctype html>"), ("csv", "id,roles,"), ("jsonld", "{")] {
        let output = run(folder.path(), &["--format", format, "note.txt"]);
        let written = text(&output.stdout);
        assert!(output.status.success() && written.starts_with(start), "{format}: {written:.60}");
        assert!(written.contains("a walkout would halt deliveries"), "{format}");
        fs::write(folder.path().join(format!("note.{format}")), written).unwrap();
    }
    let plain = run(folder.path(), &["--format", "csv", "note.txt"]);
    for saved in ["note.html", "note.jsonld"] {
        assert_eq!(text(&run(folder.path(), &["--format", "csv", saved]).stdout), text(&plain.stdout), "{saved}");
    }
    // JSON of a note is what it always was: without the note, which is why it cannot be read as one.
    let bare = run(folder.path(), &["--format", "json", "note.txt"]);
    fs::write(folder.path().join("bare.json"), &bare.stdout).unwrap();
    let lines = run(folder.path(), &["--format", "jsonl", "note.txt"]);
    let output = run(folder.path(), &["--format", "jsonl", "bare.json", "note.txt"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).starts_with("annotate: bare.json: "), "{}", text(&output.stderr));
    assert_eq!(text(&output.stdout), text(&lines.stdout), "the others are annotated");
}

#[test]
fn a_link_holds_a_note_and_is_opened_again() {
    let folder = folder(&[("note.txt", NOTE.as_bytes()), ("link", NOTE.as_bytes())]);
    let output = run(folder.path(), &["link", "--base", "https://example.org/desk/", "note.txt"]);
    let link = text(&output.stdout).trim().to_owned();
    assert!(link.starts_with("https://example.org/desk/#v1."), "{link}");
    let opened = run(folder.path(), &["open", &link, "--format", "csv"]);
    assert_eq!(text(&opened.stderr), "", "this very scorer made it");
    assert_eq!(text(&opened.stdout), text(&run(folder.path(), &["--format", "csv", "note.txt"]).stdout));
    assert_eq!(pipe(&["open", "-", "--format", "csv"], link.as_bytes()).stdout, opened.stdout);
    let whole: Value = serde_json::from_slice(&run(folder.path(), &["open", &link, "--format", "json"]).stdout).unwrap();
    assert_eq!(whole["text"], NOTE, "what a link holds is written whole");
    let findings = run(folder.path(), &["link", "--findings", "--no-quotes", "note.txt"]);
    let listed = run(folder.path(), &["open", text(&findings.stdout).trim(), "--format", "terminal"]);
    assert!(text(&listed.stdout).contains("which is not in the link") && !text(&listed.stdout).contains("walkout"));
    // Options stand on either side.
    assert_eq!(run(folder.path(), &["--format", "csv", "open", &link]).stdout, opened.stdout);
    // A file of that name is a file where it is written as one.
    assert_eq!(run(folder.path(), &["--format", "csv", "./link"]).stdout, opened.stdout);
    assert_eq!(run(folder.path(), &["--format", "csv", "--", "link"]).stdout, opened.stdout);
    for (link, words) in [
        (&link[..link.len() / 2], "annotate: the link was cut after about"),
        (
            "v9.a.b",
            "annotate: the link was made by a newer version of Note Annotator (format 9; expected 1): open it with a newer annotate",
        ),
        ("", "this is no link"),
    ] {
        let output = run(folder.path(), &["open", link]);
        assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0));
        assert!(text(&output.stderr).contains(words), "{}", text(&output.stderr));
        assert!(!text(&output.stderr).contains("reload"), "a shell has no page: {}", text(&output.stderr));
    }
}

#[test]
fn a_base_that_has_a_link_already_gets_the_new_one() {
    let folder = folder(&[("note.txt", NOTE.as_bytes())]);
    let link = |base: &str| text(&run(folder.path(), &["link", "--base", base, "note.txt"]).stdout).trim().to_owned();
    let expected = link("https://example.org/desk/");
    assert_eq!(expected.matches('#').count(), 1, "{expected}");
    for base in ["https://example.org/desk/#", "https://example.org/desk/#v1.AAAA.000000", "https://example.org/desk/#a#b"] {
        assert_eq!(link(base), expected, "{base}");
    }
    assert_eq!(run(folder.path(), &["open", &expected]).status.code(), Some(0));
}

#[test]
fn findings_without_their_note_come_in_the_form_asked_for() {
    let folder = folder(&[("note.txt", NOTE.as_bytes())]);
    let link = text(&run(folder.path(), &["link", "--findings", "note.txt"]).stdout).trim().to_owned();
    let open = |format: &str| run(folder.path(), &["open", &link, "--format", format]);
    let shown = open("terminal");
    assert!(text(&shown.stdout).contains("which is not in the link"), "{}", text(&shown.stdout));
    let indented = open("json");
    assert!(indented.stdout.starts_with(b"{\n  \"kind\": \"findings\","), "{}", text(&indented.stdout));
    let found: Value = serde_json::from_slice(&indented.stdout).unwrap();
    assert_eq!(objects(&open("jsonl")), std::slice::from_ref(&found));
    let document = &objects(&run(folder.path(), &["--format", "jsonl", "note.txt"]))[0];
    let with_role: Vec<&Value> =
        document["sentences"].as_array().unwrap().iter().filter(|own| !own["roles"].as_array().unwrap().is_empty()).collect();
    let findings = found["findings"].as_array().unwrap();
    assert_eq!(
        (findings.len(), found["sentences"].as_u64()),
        (with_role.len(), document["sentences"].as_array().map(|all| all.len() as u64))
    );
    for (finding, sentence) in findings.iter().zip(with_role) {
        assert_eq!(finding["place"], sentence["id"]);
        assert_eq!(finding["polarity"], sentence["polarity"]["label"]);
        assert_eq!(finding["quote"], NOTE[place(sentence, "start")..place(sentence, "end")]);
    }
    assert_eq!(found["stated"]["score"], 0.81);
    // As of a note, JSON is what is written unasked where no terminal reads.
    assert_eq!(run(folder.path(), &["open", &link]).stdout, indented.stdout);
    for format in ["md", "html", "csv", "jsonld"] {
        let output = open(format);
        assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0), "{format}");
        let expected =
            format!("annotate: --format {format} needs the note, and the link holds its findings only: expected --format terminal");
        assert!(text(&output.stderr).starts_with(&expected), "{}", text(&output.stderr));
    }
}

#[test]
fn several_notes_are_one_table() {
    let folder = folder(&[("a.txt", NOTE.as_bytes()), ("b, c.txt", NOTE.as_bytes())]);
    let table = |files: &[&str]| {
        let output = run(folder.path(), &[&["--format", "csv"], files].concat());
        (output.status.code(), text(&output.stdout).to_owned())
    };
    let (_, alone) = table(&["a.txt"]);
    let (names, rows) = alone.split_once("\r\n").unwrap();
    assert!(rows.lines().count() > 1, "{rows}");
    let expected = |files: &[&str]| {
        let of = |file: &&str| rows.split_inclusive("\r\n").flat_map(|row| [file, ",", row]).collect::<String>();
        format!("source,{names}\r\n{}", files.iter().map(of).collect::<String>())
    };
    assert_eq!(table(&["a.txt", "b, c.txt"]), (Some(0), expected(&["a.txt", "\"b, c.txt\""])));
    let piped = pipe(&["--format", "csv", "-", "-"], NOTE.as_bytes());
    assert_eq!(text(&piped.stdout), expected(&["-"]), "what standard input held is read once");
    // A file that cannot be read takes nothing from the table.
    assert_eq!(table(&["missing.txt", "a.txt"]), (Some(1), expected(&["a.txt"])));
}

#[test]
fn a_form_of_one_note_takes_one_file() {
    let folder = folder(&[("a.txt", NOTE.as_bytes()), ("b.txt", NOTE.as_bytes())]);
    for format in ["html", "jsonld", "md"] {
        let output = run(folder.path(), &["--format", format, "a.txt", "b.txt", "a.txt"]);
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{format}");
        let expected = format!("--format {format} writes one note: expected one file, found 3; run it once for each");
        assert!(text(&output.stderr).contains(&expected), "{}", text(&output.stderr));
    }
}

#[test]
fn a_saved_annotation_that_was_cut_is_no_note() {
    let folder = folder(&[("note.txt", NOTE.as_bytes())]);
    let json = run(folder.path(), &["--format", "json", "note.txt"]).stdout;
    let jsonld = run(folder.path(), &["--format", "jsonld", "note.txt"]).stdout;
    let html = run(folder.path(), &["--format", "html", "note.txt"]).stdout;
    let template = text(&html).find("<template").unwrap();
    for (name, content, reason) in [
        ("early.json", &json[..60], "not JSON: EOF"),
        ("late.json", &json[..json.len() - 4], "not JSON: EOF"),
        ("early.jsonld", &jsonld[..300], "not JSON: EOF"),
        ("late.jsonld", &jsonld[..jsonld.len() - 9], "not JSON: EOF"),
        ("early.html", &html[..1000], "the page holds no note"),
        ("before.html", &html[..template], "the page holds no note"),
        ("within.html", &html[..template + 200], "the page holds no note"),
        ("torn.html", &[&html[..template + 100], b"</template>"].concat(), "not JSON: EOF"),
        ("other.json", br#"{"name": "prices", "rows_of": [1, 2]}"#, "of no form that is known here"),
    ] {
        fs::write(folder.path().join(name), content).unwrap();
        let output = run(folder.path(), &["--format", "jsonl", name, "note.txt"]);
        let told = text(&output.stderr);
        assert!(told.starts_with(&format!("annotate: {name}: ")) && told.contains(reason) && told.contains("expected"), "{told}");
        assert_eq!(told.contains("a saved annotation that was cut or damaged"), name != "other.json", "{told}");
        assert_eq!((output.status.code(), objects(&output).len()), (Some(1), 1), "the other is annotated");
        assert_eq!(run(folder.path(), &["link", name]).status.code(), Some(1), "{name}");
    }
    // A note may begin with the same signs.
    for note in [
        "{Draft} Orders rose, and the plant in Leira may be late.",
        "{\"Late\" is what the plant in Leira is.",
        "<10% of sales come from Spain.",
        "<p>A page of somebody else's: orders rose.</p>",
        "[1] Orders rose.",
    ] {
        let output = pipe(&["--format", "json"], note.as_bytes());
        assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), ""), "{note}");
    }
}

#[test]
fn a_comment_travels_with_the_findings_though_its_sentence_is_none() {
    let folder = folder(&[("note.txt", NOTE.as_bytes())]);
    let mut saved: Value = serde_json::from_slice(&run(folder.path(), &["--format", "json", "note.txt"]).stdout).unwrap();
    let sentence = saved["sentences"].as_array().unwrap().iter().find(|own| own["roles"].as_array().unwrap().is_empty()).unwrap().clone();
    let (start, end) = (place(&sentence, "start"), place(&sentence, "end"));
    saved["text"] = NOTE.into();
    saved["review"] = serde_json::json!({ "entries": [{
        "target": { "exact": &NOTE[start..end], "prefix": "", "suffix": "", "start": start, "end": end, "unique": true },
        "comment": "By whose count?"
    }] });
    fs::write(folder.path().join("saved.json"), saved.to_string()).unwrap();
    let open = |options: &[&str]| {
        let link = run(folder.path(), &[&["link", "--findings"], options, &["saved.json"]].concat());
        text(&run(folder.path(), &["open", text(&link.stdout).trim(), "--format", "terminal"]).stdout).to_owned()
    };
    let listed = open(&[]);
    assert!(listed.contains(" and 1 comment on another sentence of a note"), "{listed}");
    assert!(listed.contains("[no finding]") && listed.contains("By whose count?"), "{listed}");
    assert!(!open(&["--no-comments"]).contains("no finding"));
}

#[test]
fn what_a_reader_changed_is_shown_and_kept() {
    let folder = folder(&[("note.txt", NOTE.as_bytes())]);
    let html = run(folder.path(), &["--format", "jsonld", "note.txt"]);
    let mut saved: Value = serde_json::from_slice(&run(folder.path(), &["--format", "json", "note.txt"]).stdout).unwrap();
    assert!(html.status.success());
    let risk = saved["sentences"].as_array().unwrap().iter().find(|sentence| sentence["roles"][0]["role"] == "risk").unwrap().clone();
    let (start, end) = (risk["start"].as_u64().unwrap() as usize, risk["end"].as_u64().unwrap() as usize);
    saved["text"] = NOTE.into();
    saved["review"] = serde_json::json!({ "entries": [{
        "target": { "exact": &NOTE[start..end], "prefix": "", "suffix": "", "start": start, "end": end, "unique": true },
        "roles": [], "polarity": "positive", "comment": "They signed on Friday."
    }] });
    fs::write(folder.path().join("saved.json"), saved.to_string()).unwrap();
    let page = run(folder.path(), &["--format", "terminal", "saved.json"]);
    for words in
        ["Reader's changes", "computed with them", "no finding instead of risk; positive instead of negative", "They signed on Friday."]
    {
        assert!(text(&page.stdout).contains(words), "{words}: {}", text(&page.stdout));
    }
    let link = run(folder.path(), &["link", "saved.json"]);
    let again: Value =
        serde_json::from_slice(&run(folder.path(), &["open", text(&link.stdout).trim(), "--format", "json"]).stdout).unwrap();
    assert_eq!(again["review"]["entries"][0]["comment"], "They signed on Friday.");
    assert_eq!(again["text"], NOTE);
    let output = run(folder.path(), &["--format", "jsonl", "--offsets", "utf16", "saved.json", "note.txt"]);
    assert!(text(&output.stderr).contains("saved.json: positions of a saved annotation"), "{}", text(&output.stderr));
    assert_eq!((output.status.code(), objects(&output).len()), (Some(1), 1), "the other is annotated");
}

#[test]
fn a_link_cannot_steer_the_terminal_and_a_note_may_begin_with_a_sign() {
    use exchange::link::{Content, Seen, write};
    let seen = Seen { score: Some(-1.0), scorer: "\u{1b}[2J\nannotate: all is well".to_owned(), ..Seen::default() };
    let link = write(&Content::Note { text: NOTE.to_owned(), review: exchange::review::Review::default(), seen }).unwrap();
    let output = run(Path::new("."), &["open", &link, "--format", "csv"]);
    let told = text(&output.stderr);
    assert!(told.contains("the sender saw -1.00") && !told.contains('\u{1b}') && told.lines().count() == 1, "{told:?}");
    let note = b"<10% of sales come from Spain, and a strike at the port would hurt them.";
    let output = pipe(&["--format", "json"], note);
    assert!(output.status.success(), "{}", text(&output.stderr));
}
