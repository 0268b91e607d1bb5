//! What the page asks of the browser beyond its own elements: focus, scrolling, dialogs, the clock, and small settings kept on the device.

mod file;
mod link;
mod offline;
mod shelf;

pub use file::{KINDS, Read, chosen, read_chosen_text, read_file, save};
use leptos::prelude::{document, request_animation_frame, window};
use leptos::wasm_bindgen::JsCast;
pub use link::{address, can_send, clear_link, copy, hash, send};
pub use offline::{Offline, shared, stay, take_newer};
pub use shelf::{Channel, Left, Put, Store, calendar, forget_left, fresh_id, leave, left, now, open_note, set_open_note};
pub use web_sys::File;
use web_sys::{
    ClipboardEvent, DataTransfer, DragEvent, Element, FocusOptions, HtmlDialogElement, HtmlDocument, HtmlElement, HtmlTextAreaElement,
    ScrollBehavior, ScrollIntoViewOptions, ScrollLogicalPosition, Storage,
};

/// Attributes by which an element without an id can be found again.
const NAMED_BY: [&str; 3] = ["data-sentence", "data-found", "data-driver"];

/// Finds what takes the text that is typed or pasted.
const FIELD: &str = "input, textarea, [contenteditable]";

/// Of how many bytes on a text that is pasted is long.
const LONG_PASTE: usize = 100_000;

/// Moves the focus to the first element that `selector` finds.
pub fn focus(selector: &str) {
    if let Some(element) = find(selector) {
        // Focus fails only for an element that is gone.
        let _ = element.focus();
    }
}

/// Moves the focus to the first element that `selector` finds; where there is none, once there is, unless that is `wanted` no more.
pub fn focus_when_there(selector: String, wanted: impl Fn() -> bool + 'static) {
    if find(&selector).is_some() {
        focus(&selector);
    } else {
        request_animation_frame(move || {
            if wanted() {
                focus_when_there(selector, wanted);
            }
        });
    }
}

/// Scrolls the first element that `selector` finds into view, no farther than needed, once the page is drawn anew: a long note is drawn a little at a
/// time, so that may be later, if it is still `wanted` then.
pub fn reveal(selector: String, wanted: impl Fn() -> bool + 'static) {
    request_animation_frame(move || {
        if let Some(element) = find(&selector) {
            let options = ScrollIntoViewOptions::new();
            options.set_block(ScrollLogicalPosition::Nearest);
            options.set_behavior(ScrollBehavior::Auto);
            element.scroll_into_view_with_scroll_into_view_options(&options);
        } else if wanted() {
            reveal(selector, wanted);
        }
    });
}

/// Scrolls the element that `selector` finds into the view of the one of that id, if that one scrolls by itself; the page stays where it is.
pub fn reveal_within(id: &str, selector: &str) {
    let (Some(frame), Some(element)) = (document().get_element_by_id(id), find(selector)) else { return };
    let (frame_box, element_box) = (frame.get_bounding_client_rect(), element.get_bounding_client_rect());
    let (above, below) = (element_box.top() - frame_box.top(), element_box.bottom() - frame_box.bottom());
    let by = if above < 0.0 { above } else { below.max(0.0) };
    frame.set_scroll_top(frame.scroll_top() + by.round() as i32);
}

/// Moves the focus to the first of `selectors` that finds an element, once the page is drawn anew.
pub fn focus_soon(selectors: Vec<String>) {
    request_animation_frame(move || {
        if let Some(selector) = selectors.iter().find(|selector| find(selector).is_some()) {
            focus(selector);
        }
    });
}

/// Moves the focus to the next of the elements that `selector` finds in the one of that id, or the one before; `false` where none of them has it.
pub fn step_focus(id: &str, selector: &str, by: i32) -> bool {
    let (Some(frame), Some(own)) = (document().get_element_by_id(id), document().active_element()) else { return false };
    let Ok(all) = frame.query_selector_all(selector) else { return false };
    let at = (0..all.length()).find(|at| all.get(*at).is_some_and(|node| node.is_same_node(Some(&own))));
    let next = at.and_then(|at| all.get(at.checked_add_signed(by)?)?.dyn_into::<HtmlElement>().ok());
    // Focus fails only for an element that is gone.
    next.is_some_and(|next| next.focus().is_ok())
}

/// Gives the focus back to the first element that `selector` finds, once the page is drawn anew, if nothing has it by then; nothing is scrolled.
pub fn focus_again(selector: String) {
    request_animation_frame(move || {
        let is_lost = document().active_element().is_none_or(|element| element.matches("body").unwrap_or_default());
        if let Some(element) = find(&selector).filter(|_| is_lost) {
            let options = FocusOptions::new();
            options.set_prevent_scroll(true);
            // Focus fails only for an element that is gone.
            let _ = element.focus_with_options(&options);
        }
    });
}

/// A selector of the element that has the focus; `None` where nothing has it, or nothing that could be found again.
pub fn focused() -> Option<String> {
    let element = document().active_element()?;
    let id = element.id();
    if !id.is_empty() {
        return Some(format!("#{id}"));
    }
    NAMED_BY.iter().find_map(|name| element.get_attribute(name).map(|value| format!("[{name}=\"{value}\"]")))
}

/// The sentence that has the focus inside the element of that id.
pub fn focused_sentence(id: &str) -> Option<usize> {
    let element = document().active_element()?;
    element.closest(&format!("#{id}")).ok()??;
    element.get_attribute("data-sentence")?.parse().ok()
}

/// Whether what is typed goes into the element that has the focus.
pub fn is_typing() -> bool {
    document().active_element().is_some_and(|element| element.matches(&format!("{FIELD}, select")).unwrap_or_default())
}

/// What a paste brings.
pub enum Pasted {
    /// Files, at least one.
    Files(Vec<File>),
    /// Text, for the page as a whole.
    Text(String),
}

/// What a paste brings; `None` where it goes into a field of its own as it is, or brings nothing. Rich text that goes into the element of the id
/// `plain_field` is put there as plain lines. A long text that would take the place of all that stands there is for the page as a whole: a browser lays
/// out what is pasted into a field at once, which takes most of a second for a megabyte.
pub fn pasted(event: &ClipboardEvent, plain_field: &str) -> Option<Pasted> {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let data = event.clipboard_data()?;
    let goes_into = |selector: &str| target.as_ref().is_some_and(|element| element.matches(selector).unwrap_or_default());
    if goes_into(&format!("#{plain_field}")) {
        let lines = data.get_data("text/html").ok().filter(|html| file::is_rich(html)).map(|html| file::plain(&html));
        let is_rich = lines.is_some();
        let text = lines.or_else(|| data.get_data("text/plain").ok())?;
        let field = target.and_then(|target| target.dyn_into::<HtmlTextAreaElement>().ok());
        if text.len() > LONG_PASTE && field.is_some_and(|field| is_all_selected(&field)) {
            return Some(Pasted::Text(text));
        }
        if is_rich {
            event.prevent_default();
            insert(&text);
        }
        return None;
    }
    if goes_into(FIELD) {
        return None;
    }
    brought(&data)
}

/// Whether what is pasted takes the place of all that stands in a field, which may be nothing.
fn is_all_selected(field: &HtmlTextAreaElement) -> bool {
    let ends = (field.selection_start().ok().flatten(), field.selection_end().ok().flatten());
    ends == (Some(0), Some(field.text_length()))
}

/// What is dropped on the page; `None` where that is nothing which can be read, or goes into a field.
pub fn dropped(event: &DragEvent) -> Option<Pasted> {
    brought(&event.data_transfer()?)
}

/// Whether files are being dragged, rather than something of the page.
pub fn drags_files(event: &DragEvent) -> bool {
    event.data_transfer().is_some_and(|data| data.types().includes(&"Files".into(), 0))
}

fn brought(data: &DataTransfer) -> Option<Pasted> {
    let files: Vec<File> = data.files().map(|files| file::listed(&files)).unwrap_or_default();
    if !files.is_empty() {
        return Some(Pasted::Files(files));
    }
    let html = data.get_data("text/html").ok().filter(|html| file::is_rich(html)).map(|html| file::plain(&html));
    let text = html.filter(|text| !text.trim().is_empty()).or_else(|| data.get_data("text/plain").ok())?;
    (!text.trim().is_empty()).then_some(Pasted::Text(text))
}

/// Types text into the field that has the focus, so that the browser's own undo takes it back.
fn insert(text: &str) {
    if let Ok(document) = document().dyn_into::<HtmlDocument>() {
        // It fails where there is no field, and then there is nowhere to type.
        let _ = document.exec_command_with_show_ui_and_value("insertText", false, text);
    }
}

/// What was written into the field of that id before the app was there, and whether it has the focus.
pub fn early(id: &str) -> Option<(String, bool)> {
    let field: HtmlTextAreaElement = document().get_element_by_id(id)?.dyn_into().ok()?;
    Some((field.value(), field.matches(":focus").unwrap_or_default()))
}

/// Puts `text` into the field of that id.
pub fn fill(id: &str, text: &str) {
    if let Some(field) = document().get_element_by_id(id).and_then(|element| element.dyn_into::<HtmlTextAreaElement>().ok()) {
        field.set_value(text);
    }
}

/// Shows the dialog of that id over the page, or closes it.
pub fn show_dialog(id: &str, open: bool) {
    if let Some(dialog) = document().get_element_by_id(id).and_then(|element| element.dyn_into::<HtmlDialogElement>().ok()) {
        match (open, dialog.open()) {
            // Showing fails only for a dialog that is open already.
            (true, false) => drop(dialog.show_modal()),
            (false, true) => dialog.close(),
            _ => {}
        }
    }
}

/// Today where the reader is: `2026-11-22`.
pub fn date() -> String {
    let (year, month, day) = calendar(now());
    format!("{year:04}-{month:02}-{day:02}")
}

/// A setting that was kept on this device.
pub fn kept(name: &str) -> Option<String> {
    storage()?.get_item(&key(name)).ok().flatten()
}

/// Keeps a setting on this device; where the browser forbids that, it holds until the page is left.
pub fn keep(name: &str, value: &str) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(&key(name), value);
    }
}

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}

/// Other pages of the same host share its storage.
fn key(name: &str) -> String {
    format!("note-annotator.{name}")
}

fn find(selector: &str) -> Option<HtmlElement> {
    document().query_selector(selector).ok().flatten().and_then(|element| element.dyn_into().ok())
}
