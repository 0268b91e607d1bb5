//! The dialog for sharing the note as a link and for saving it as a file.

use bindings::message::{Form, Link};
use exchange::file::Format;
use exchange::link::Options;
use leptos::prelude::*;

use crate::sharing::{LIMITS, Sharing};
use crate::{browser, ids, phrase};

/// What can go into a link.
const CONTENTS: [(&str, &str, Options); 3] = [
    ("whole", "The whole note", Options { whole: true, quotes: true, comments: true }),
    ("quotes", "The findings with their words", Options { whole: false, quotes: true, comments: true }),
    ("findings", "The findings without words", Options { whole: false, quotes: false, comments: true }),
];
/// As which files it can be saved: format, name for the button's id, name, what it is for.
const FILES: [(Format, &str, &str, &str); 5] = [
    (Format::Html, "html", "Page", "one HTML file to read and print; opens here again"),
    (Format::Json, "json", "JSON", "everything, for programs; opens here again"),
    (Format::JsonLd, "jsonld", "Web Annotations", "JSON-LD for other annotators; opens here again"),
    (Format::Markdown, "markdown", "Markdown", "the note with its marks and the sentiments"),
    (Format::Csv, "csv", "Table", "CSV, a finding a row"),
];

/// The dialog.
#[component]
pub fn Share(
    /// The link and what goes into it.
    sharing: Sharing,
    /// Called when the reader is done.
    on_close: impl Fn() + Copy + Send + Sync + 'static,
    /// Called with the link to be copied.
    on_copy: impl Fn(&str) + Copy + Send + Sync + 'static,
    /// Called with the form to save or copy the note in.
    on_export: impl Fn(Form) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let options = sharing.options;
    Effect::new(move |_| browser::show_dialog(ids::SHARE_DIALOG, sharing.open.get()));
    let choice = |(name, words, own): (&'static str, &'static str, Options)| {
        let is_own = move || options.with(|options| (options.whole, options.quotes) == (own.whole, own.quotes));
        view! {
            <label class="choice">
                <input
                    id=ids::content(name)
                    type="radio"
                    name="content"
                    prop:checked=is_own
                    on:change=move |_| options.update(|options| *options = Options { comments: options.comments, ..own })
                />
                {words}
            </label>
        }
    };
    let link = move || match sharing.link.get() {
        None => view! { <p class="waiting">"Making the link…"</p> }.into_any(),
        Some(Err(message)) => view! { <p class="waiting">{format!("No link: {message}. A file has no such limit.")}</p> }.into_any(),
        Some(Ok(link)) => view! { <Made link=link on_copy=on_copy /> }.into_any(),
    };
    let files = FILES
        .into_iter()
        .map(|(format, name, title, words)| {
            view! {
                <li>
                    <button id=ids::export(name) type="button" class="button" on:click=move |_| on_export(Form::File(format))>{title}</button>
                    <span class="aside">{words}</span>
                </li>
            }
        })
        .collect_view();
    view! {
        <dialog id=ids::SHARE_DIALOG class="keys share" aria-labelledby="share-title" on:close=move |_| on_close()>
            <h2 id="share-title" class="panel-title">"Share and save"</h2>
            <h3 class="panel-subtitle">"As a link"</h3>
            <fieldset class="opinion-row">
                <legend class="visually-hidden">"What goes into the link"</legend>
                {CONTENTS.map(choice).collect_view()}
            </fieldset>
            <label class="choice">
                <input
                    id=ids::WITH_COMMENTS
                    type="checkbox"
                    prop:checked=move || options.with(|options| options.comments)
                    on:change:target=move |event| options.update(|options| options.comments = event.target().checked())
                />
                "With my comments"
            </label>
            {link}
            <p class="aside">
                "The link holds the note itself: whoever has the link has the note. Opening it sends nothing to a server, as what stands behind # stays in the browser."
            </p>
            <h3 class="panel-subtitle">"As a file"</h3>
            <ul class="files">{files}</ul>
            <h3 class="panel-subtitle">"Into the clipboard"</h3>
            <div class="ways">
                <button id=ids::export("rich") type="button" class="button" on:click=move |_| on_export(Form::Rich)>"Copy for mail and documents"</button>
                <button id=ids::export("plain") type="button" class="button" on:click=move |_| on_export(Form::Plain)>"Copy as plain text"</button>
            </div>
            <p class="said" role="status">{move || sharing.said.get()}</p>
            <button type="button" class="button" on:click=move |_| on_close()>"Close"</button>
        </dialog>
    }
}

/// A finished link with its length and its picture.
#[component]
fn Made(link: Link, on_copy: impl Fn(&str) + Copy + Send + Sync + 'static) -> impl IntoView {
    let Link { address, code } = link;
    let is_local = address.starts_with("file:");
    let length = address.len();
    let takes = LIMITS
        .into_iter()
        .map(|(name, most)| {
            let fits = length <= most;
            let words = if fits { "fits" } else { "too long for" };
            view! { <li class:too-long=!fits data-limit=name data-fits=fits.to_string()>{format!("{words} {name} ({most})")}</li> }
        })
        .collect_view();
    let (to_copy, to_send) = (address.clone(), address.clone());
    let picture = code.map(|code| {
        // Four cells of quiet all around, as readers of the code expect.
        let frame = format!("-4 -4 {side} {side}", side = code.side + 8);
        view! {
            <details class="qr">
                <summary>"QR code"</summary>
                <svg id=ids::QR viewBox=frame role="img" aria-label="The link as a QR code" shape-rendering="crispEdges">
                    <rect x="-4" y="-4" width="100%" height="100%" class="qr-paper" />
                    <path d=code.path class="qr-cells" />
                </svg>
            </details>
        }
    });
    view! {
        <label>
            <span class="visually-hidden">"The link"</span>
            <textarea id=ids::LINK class="link-text" readonly rows="3" spellcheck="false" prop:value=address></textarea>
        </label>
        <p class="aside">{phrase::plural(length, "character", "characters")}</p>
        <p class="aside" hidden=!is_local>
            "This page is a file on your device: the link opens here, and where the same file lies at the same place. To send the note to somebody else, save it as a file."
        </p>
        <ul class="limits">{takes}</ul>
        <div class="ways">
            <button id=ids::LINK_COPY type="button" class="button" on:click=move |_| on_copy(&to_copy)>"Copy the link"</button>
            <button type="button" class="button" hidden=!browser::can_send() on:click=move |_| browser::send(&to_send)>"Send…"</button>
        </div>
        {picture}
    }
}
