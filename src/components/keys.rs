//! All keys of the page, in a dialog, with the switch for the single letters.

use leptos::prelude::*;

use crate::{browser, ids};

/// Keys and what they do, everywhere on the page.
const EVERYWHERE: [(&str, &str); 7] = [
    ("F8", "next finding, from the last to the first"),
    ("Shift F8", "finding before"),
    ("Enter", "explain the sentence or finding that has the focus"),
    ("↓ ↑ Home End", "move among sentences, or among findings"),
    ("Escape", "close the explanation, back to where you were"),
    ("Ctrl Z", "take back your last change; Ctrl Y makes it again"),
    ("Ctrl V", "beside a field: read the note that you copied"),
];
/// Single letters, which act while the list of findings has the focus.
const LETTERS: [(&str, &str); 6] = [
    ("j k", "next finding, finding before"),
    ("r c x", "only risks, catalysts, contrarian sentences"),
    ("a", "all findings"),
    ("w", "by weight, or in the note's order"),
    ("/", "find words"),
    ("?", "this list; anywhere but in a field"),
];

/// The dialog; `open` shows and hides it.
#[component]
pub fn Keys(
    /// Whether it is shown.
    open: Signal<bool>,
    /// Whether single letters act.
    letters: Signal<bool>,
    /// Called when the reader has seen enough.
    on_close: impl Fn() + Copy + Send + Sync + 'static,
    /// Called with whether single letters shall act.
    on_letters: impl Fn(bool) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    Effect::new(move |_| {
        browser::show_dialog(ids::KEYS_DIALOG, open.get());
        if open.get() {
            browser::focus(&format!("#{}", ids::KEYS_CLOSE));
        }
    });
    let list = |keys: &[(&'static str, &'static str)]| {
        keys.iter()
            .map(|(names, meaning)| {
                let names = names.split(' ').map(|name| view! { <kbd>{name}</kbd> " " }).collect_view();
                view! { <div><dt>{names}</dt><dd>{*meaning}</dd></div> }
            })
            .collect_view()
    };
    view! {
        <dialog id=ids::KEYS_DIALOG class="keys" aria-labelledby="keys-title" on:close=move |_| on_close()>
            <h2 id="keys-title" class="panel-title">"Keys"</h2>
            <dl>{list(&EVERYWHERE)}</dl>
            <h3 class="panel-subtitle">"Single letters, in the list of findings"</h3>
            <dl>{list(&LETTERS)}</dl>
            <label class="switch">
                <input
                    id=ids::LETTERS
                    type="checkbox"
                    prop:checked=move || letters.get()
                    on:change:target=move |event| on_letters(event.target().checked())
                />
                " Single letters act"
            </label>
            <button id=ids::KEYS_CLOSE type="button" class="button" on:click=move |_| on_close()>"Close"</button>
        </dialog>
    }
}
