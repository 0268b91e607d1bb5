//! Where the reader pastes or types. It holds no copy of the text.

use leptos::prelude::*;

use crate::ids;

/// The text area, an invitation while it is empty.
#[component]
pub fn Editor(
    /// The reader's text.
    text: Signal<String>,
    /// Whether it holds nothing but white space.
    empty: Signal<bool>,
    /// Called with every change.
    on_edit: impl Fn(String) + 'static,
) -> impl IntoView {
    view! {
        <section class="editor">
            <label class="editor-label" for=ids::NOTE_INPUT>
                {move || if empty.get() { "Paste a research note" } else { "Your text" }}
            </label>
            <textarea
                id=ids::NOTE_INPUT
                class="editor-input"
                spellcheck="false"
                autocomplete="off"
                placeholder="Paste or type a note here. Its risks, catalysts and contrarian sentences are marked as you type, and the sentiment of its text is set against the one it states."
                prop:value=move || text.get()
                on:input:target=move |event| on_edit(event.target().value())
            ></textarea>
            <p class="editor-help" hidden=move || !empty.get()>
                "Any text will do: a PDF's broken lines, bullets, a sentiment footer with its ticker table. Scoring happens in your browser, and nothing leaves this page."
            </p>
        </section>
    }
}
