//! The reader's watch words: how often each stands in the note, and how to add, drop, keep and bring them.

use leptos::prelude::*;

use crate::watch::{LONGEST, WatchList};
use crate::{browser, ids, phrase};

/// Under which name the list is saved.
const FILE: &str = "watch-words.txt";

/// The list.
#[component]
pub fn WatchWords(
    /// The words.
    list: Signal<WatchList>,
    /// For each of them, the sentences of the note in which it stands.
    sentences: Signal<Vec<Vec<usize>>>,
    /// The sentence that is explained.
    chosen: Signal<Option<usize>>,
    /// Called with the sentence that the reader chooses.
    on_choose: impl Fn(usize) + Copy + Send + Sync + 'static,
    /// Called with a word to watch for.
    on_add: impl Fn(&str) + Copy + Send + Sync + 'static,
    /// Called with a word that is watched no more.
    on_remove: impl Fn(&str) + Copy + Send + Sync + 'static,
    /// Called with the content of the file that the reader chose, or with why there is none.
    on_import: impl Fn(Result<String, String>) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let fresh = RwSignal::new(String::new());
    let add = move || {
        on_add(&fresh.get_untracked());
        fresh.set(String::new());
    };
    let go = move |index: usize| {
        let found = sentences.with_untracked(|sentences| sentences.get(index).cloned()).unwrap_or_default();
        let next = found.iter().find(|id| chosen.get_untracked().is_none_or(|from| **id > from)).or(found.first());
        if let Some(id) = next {
            on_choose(*id);
        }
    };
    let rows = move || {
        let counts: Vec<usize> = sentences.with(|sentences| sentences.iter().map(Vec::len).collect());
        list.get()
            .phrases()
            .iter()
            .enumerate()
            .map(|(index, word)| {
                let count = counts.get(index).copied().unwrap_or_default();
                let (name, gone) = (word.clone(), word.clone());
                let label = format!("{word}, {}. Go to the next.", phrase::plural(count, "sentence", "sentences"));
                view! {
                    <li class="watch" class:absent=count == 0 data-watch=name>
                        <button type="button" class="watch-word" disabled=count == 0 aria-label=label on:click=move |_| go(index)>
                            <bdi>{word.clone()}</bdi> " " <b>{count}</b>
                        </button>
                        <button type="button" class="remove" aria-label=format!("Stop watching for {word}") on:click=move |_| on_remove(&gone)>
                            "\u{d7}"
                        </button>
                    </li>
                }
            })
            .collect_view()
    };
    let is_empty = move || list.with(|list| list.phrases().is_empty());
    view! {
        <section id=ids::WATCH class="panel" class:unwatched=is_empty aria-labelledby="watch-title">
            <h2 id="watch-title" class="panel-title">"Watch words"</h2>
            <ul class="watches" hidden=is_empty>{rows}</ul>
            <form
                class="watch-form"
                on:submit=move |event| {
                    event.prevent_default();
                    add();
                }
            >
                <label>
                    <span class="visually-hidden">"A word or phrase to watch for in every note"</span>
                    <input
                        id=ids::WATCH_INPUT
                        type="text"
                        placeholder="covenant, China, net debt"
                        autocomplete="off"
                        maxlength=LONGEST.to_string()
                        prop:value=move || fresh.get()
                        on:input:target=move |event| fresh.set(event.target().value())
                    />
                </label>
                <button id=ids::WATCH_ADD type="submit" class="button">"Watch"</button>
            </form>
            <p class="aside watch-ways">
                "Marked in every note, kept on this device. "
                <label class="link file">
                    "Import"
                    <input id=ids::WATCH_IMPORT type="file" accept=".txt,text/plain" class="visually-hidden" on:change=move |event| browser::read_chosen_text(&event, on_import) />
                </label>
                " "
                <button
                    id=ids::WATCH_EXPORT
                    type="button"
                    class="link"
                    hidden=is_empty
                    on:click=move |_| browser::save(FILE, "text/plain", &list.with_untracked(WatchList::lines))
                >
                    "Export"
                </button>
            </p>
        </section>
    }
}
