//! Where the reader pastes or types. It folds away once there is a note to read.

use leptos::prelude::*;

use crate::direction::{is_long, side};
use crate::{browser, ids};

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
    // A browser would look through what still stands in the field once more if it was asked before the shorter text is there.
    let was_long = RwSignal::new(false);
    Effect::new(move |_| {
        let look = move || was_long.set(text.with_untracked(|text| is_long(text)));
        if text.with(|text| is_long(text)) { look() } else { request_animation_frame(look) }
    });
    // What was typed stands there already. What is put there comes after the side that it begins at.
    let typed = StoredValue::new(None::<String>);
    Effect::new(move |_| {
        if text.with(|text| typed.try_update_value(Option::take).flatten().as_ref() != Some(text)) {
            queue_microtask(move || text.with_untracked(|text| browser::fill(ids::NOTE_INPUT, text)));
        }
    });
    let dir = move || text.with(|text| if was_long.get() || is_long(text) { side(text) } else { "auto" });
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
                dir=dir
                spellcheck="false"
                autocomplete="off"
                placeholder="Paste or type a note here. Its risks, catalysts and contrarian sentences are marked as you type, and the sentiment of its text is set against the one it states."
                hidden=move || !is_open()
                on:input:target=move |event| {
                    let own = event.target().value();
                    typed.set_value(Some(own.clone()));
                    on_edit(own);
                }
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
