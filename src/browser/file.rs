//! Files that the reader chooses or drops, and rich text that is pasted: as plain text. The browser itself decodes and parses; no script in them runs
//! and nothing that they name is fetched, since a parsed document is not shown.

use leptos::prelude::document;
use leptos::wasm_bindgen::{JsCast, JsValue};
use mail_parser::MessageParser;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    Blob, BlobPropertyBag, DomParser, Event, File, FileList, HtmlAnchorElement, HtmlInputElement, Node, SupportedType, TextDecoder, Url,
};

use crate::lines::Lines;

/// What can be opened, for the browser's own dialog.
pub const KINDS: &str = ".txt,.md,.markdown,.text,.html,.htm,.eml,.json,.jsonld,text/plain,text/markdown,text/html,message/rfc822,application/json,application/ld+json";
/// The same for the reader.
const EXPECTED: &str =
    "expected a text, Markdown, HTML or mail file (.txt, .md, .html, .eml), or a saved annotation (.json, .jsonld, .html)";
/// The same where only a text will do.
const TEXT: &str = "expected a text, Markdown, HTML or mail file";
/// A file may have so many bytes.
const MOST: f64 = 16.0 * 1024.0 * 1024.0;
/// The same of a file that may hold a shelf.
const MOST_OF_A_SHELF: f64 = exchange::shelf::MAX_BYTES as f64;
/// What a file that is no text begins with, and what it is then.
const STARTS: [(&[u8], &str); 7] = [
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"\xd0\xcf\x11\xe0", "an Office document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"{\\rtf", "a rich text document"),
];

/// Gives the reader a file to save.
pub fn save(name: &str, kind: &str, content: &str) {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let parts = js_sys::Array::of1(&JsValue::from_str(content));
    let address = Blob::new_with_str_sequence_and_options(&parts, &options).and_then(|blob| Url::create_object_url_with_blob(&blob));
    let link = document().create_element("a").ok().and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok());
    if let (Ok(address), Some(link)) = (address, link) {
        link.set_href(&address);
        link.set_download(name);
        link.click();
        // The browser has taken the content by now.
        let _ = Url::revoke_object_url(&address);
    }
}

/// The files that the reader chose in the field that `event` comes from; the field is emptied, so that the same can be chosen again.
pub fn chosen(event: &Event) -> Vec<File> {
    let field = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    let files = field.as_ref().and_then(HtmlInputElement::files).map(|files| listed(&files)).unwrap_or_default();
    if let Some(field) = field {
        field.set_value("");
    }
    files
}

/// The files of a list.
pub fn listed(files: &FileList) -> Vec<File> {
    (0..files.length()).filter_map(|at| files.get(at)).collect()
}

/// Reads the file that the reader chose in the field that `event` comes from; `done` hears its text, or why there is none.
pub fn read_chosen_text(event: &Event, done: impl FnOnce(Result<String, String>) + 'static) {
    let Some(file) = chosen(event).into_iter().next() else { return };
    read_file(file, move |read| {
        done(read.and_then(|read| match read {
            Read::Text(text) => Ok(text),
            Read::Saved(_) => Err(format!("A saved annotation cannot be opened here: {TEXT}.")),
        }));
    });
}

/// What a file brings.
pub enum Read {
    /// A text.
    Text(String),
    /// An annotation that was saved, as it stands in the file.
    Saved(String),
}

/// Reads a file; `done` hears what it brings, or why that is nothing.
pub fn read_file(file: File, done: impl FnOnce(Result<Read, String>) + 'static) {
    spawn_local(async move { done(read(&file).await) });
}

async fn read(file: &File) -> Result<Read, String> {
    let name = file.name();
    let most = if name.to_lowercase().ends_with(".json") { MOST_OF_A_SHELF } else { MOST };
    if file.size() > most {
        return Err(format!("{name} has {:.1} MB: expected at most {:.1} MB.", file.size() / 1e6, most / 1e6));
    }
    let buffer = JsFuture::from(file.array_buffer())
        .await
        .map_err(|_| format!("{name} could not be read: it may have been moved, or is a folder, or is not yours to read."))?;
    let bytes = js_sys::Uint8Array::new(&buffer).to_vec();
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
    let text = match ending.as_str() {
        "json" | "jsonld" => return Ok(Read::Saved(decoded(&bytes))),
        "eml" => mail(&bytes).ok_or_else(|| format!("{name} is no mail that could be read: {EXPECTED}."))?,
        "html" | "htm" | "xhtml" => {
            let html = decoded(&bytes);
            if exchange::html::is_saved(&html) {
                return Ok(Read::Saved(html));
            }
            plain(&html)
        }
        _ => {
            if let Some((_, kind)) = STARTS.iter().find(|(start, _)| bytes.starts_with(start)) {
                return Err(format!("{name} is {kind}: {EXPECTED}. Open it, copy its text, and paste that here."));
            }
            let text = decoded(&bytes);
            if text.contains('\0') {
                return Err(format!("{name} is not text: {EXPECTED}."));
            }
            text
        }
    };
    if text.trim().is_empty() { Err(format!("{name} holds no text.")) } else { Ok(Read::Text(text)) }
}

/// Bytes as text: by their byte order mark, else as UTF-8, else as what the document says of itself, else as Windows' Western European.
fn decoded(bytes: &[u8]) -> String {
    let with = |label: &str| TextDecoder::new_with_label(label).and_then(|decoder| decoder.decode_with_u8_array(bytes)).ok();
    let told = || {
        let head = String::from_utf8_lossy(bytes.get(..1024.min(bytes.len())).unwrap_or_default()).to_lowercase();
        let (_, rest) = head.split_once("charset=")?;
        let label: String =
            rest.trim_start_matches(['"', '\'']).chars().take_while(|own| own.is_ascii_alphanumeric() || "-_".contains(*own)).collect();
        with(&label)
    };
    match bytes {
        [0xff, 0xfe, ..] => with("utf-16le"),
        [0xfe, 0xff, ..] => with("utf-16be"),
        _ => std::str::from_utf8(bytes).ok().map(|text| text.trim_start_matches('\u{feff}').to_owned()),
    }
    .or_else(told)
    .or_else(|| with("windows-1252"))
    .unwrap_or_default()
}

/// A mail's subject and text; `None` where it is no mail.
fn mail(bytes: &[u8]) -> Option<String> {
    let message = MessageParser::default().parse(bytes)?;
    let is_text = message
        .text_body
        .first()
        .and_then(|part| message.parts.get(*part as usize))
        .is_some_and(|part| part.is_text() && !part.is_text_html());
    let body = if is_text { message.body_text(0)?.into_owned() } else { plain(&message.body_html(0)?) };
    Some(match message.subject() {
        Some(subject) => format!("{subject}\n\n{body}"),
        None => body,
    })
}

/// HTML as plain text: headings, paragraphs, bullets and the rows of tables keep lines of their own.
pub fn plain(html: &str) -> String {
    let mut lines = Lines::default();
    let parsed = DomParser::new().and_then(|parser| parser.parse_from_string(html, SupportedType::TextHtml));
    if let Some(body) = parsed.ok().and_then(|parsed| parsed.body()) {
        walk(&body, &mut lines);
    }
    lines.finish()
}

/// Whether HTML holds lines that its plain form may lose.
pub fn is_rich(html: &str) -> bool {
    let html = html.to_ascii_lowercase();
    ["<li", "<tr", "<h1", "<h2", "<h3", "<h4"].iter().any(|tag| html.contains(tag))
}

fn walk(node: &Node, lines: &mut Lines) {
    let mut next = node.first_child();
    while let Some(child) = next {
        match child.node_type() {
            Node::TEXT_NODE => lines.text(&child.text_content().unwrap_or_default()),
            Node::ELEMENT_NODE => {
                let name = child.node_name().to_lowercase();
                if lines.open(&name) {
                    walk(&child, lines);
                }
                lines.close(&name);
            }
            _ => {}
        }
        next = child.next_sibling();
    }
}
