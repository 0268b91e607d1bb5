//! Where the reader pastes or types. It holds no copy of the text, and folds away once there is a note to read.

use leptos::prelude::*;

use crate::direction::dir;
use crate::ids;

/// The text area, an invitation while it is empty.
#[component]
pub fn Editor(
    /// The reader's text.
    text: Signal<String>,
    /// Whether it holds nothing but white space.
    empty: Signal<bool>,
    /// Whether it is open; while it is empty it always is.
    open: Signal<bool>,
    /// Called with every change.
    on_edit: impl Fn(String) + 'static,
    /// Called with whether it shall be open.
    on_open: impl Fn(bool) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let is_open = move || open.get() || empty.get();
    view! {
        <section class="editor" aria-label="Your text">
            <div class="editor-head">
                <label class="editor-label" for=ids::NOTE_INPUT hidden=move || !is_open()>
                    {move || if empty.get() { "Paste a research note" } else { "Your text" }}
                </label>
                <button
                    id=ids::EDIT
                    type="button"
                    class="button"
                    hidden=move || empty.get()
                    aria-expanded=move || if is_open() { "true" } else { "false" }
                    aria-controls=ids::NOTE_INPUT
                    on:click=move |_| on_open(!open.get_untracked())
                >
                    {move || if is_open() { "Fold the text away" } else { "Edit the text" }}
                </button>
            </div>
            <textarea
                id=ids::NOTE_INPUT
                class="editor-input"
                dir=move || text.with(|text| dir(text))
                spellcheck="false"
                autocomplete="off"
                placeholder="Paste or type a note here. Its risks, catalysts and contrarian sentences are marked as you type, and the sentiment of its text is set against the one it states."
                hidden=move || !is_open()
                prop:value=move || text.get()
                on:input:target=move |event| on_edit(event.target().value())
                on:paste=move |_| {
                    // A whole note that was pasted is there to be read.
                    if empty.get_untracked() {
                        on_open(false);
                    }
                }
            ></textarea>
            <p class="editor-help" data-state="blank" hidden=move || !empty.get() || text.with(String::is_empty)>
                "Only white space so far: no word to read."
            </p>
            <p class="editor-help" hidden=move || !empty.get()>
                "Any text will do: a PDF's broken lines, bullets, a sentiment footer with its ticker table. Scoring happens in your browser, and nothing leaves this page."
            </p>
        </section>
    }
}
