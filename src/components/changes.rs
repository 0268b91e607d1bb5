//! All that the reader changed in the note, with undo and redo, and what fits the text no more.

use exchange::json::Sentence;
use exchange::review::Entry;
use leptos::prelude::*;

use super::rows::Rows;
use crate::shown::Shown;
use crate::{ids, phrase};

/// The list; nothing before the first change.
#[component]
pub fn Changes(
    /// The note and its annotation.
    shown: Shown,
    /// The sentence that is explained.
    chosen: Signal<Option<usize>>,
    /// Whether there is something to undo.
    can_undo: Signal<bool>,
    /// Whether there is something to redo.
    can_redo: Signal<bool>,
    /// Called with the sentence that the reader chooses.
    on_choose: impl Fn(usize) + Copy + Send + Sync + 'static,
    /// Called to go a step back.
    on_undo: impl Fn() + Copy + Send + Sync + 'static,
    /// Called to take back the undo.
    on_redo: impl Fn() + Copy + Send + Sync + 'static,
    /// Called with an entry that fits no sentence, and whether it goes to the chosen sentence or away.
    on_orphan: impl Fn(usize, bool) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let none = shown.review.is_empty();
    let mut placed: Vec<usize> = shown.places.iter().copied().flatten().collect();
    placed.sort_unstable();
    let changes: Vec<(usize, Sentence, Entry)> =
        placed.into_iter().filter_map(|id| Some((id, shown.sentence(id)?.clone(), shown.entry(id)?.clone()))).collect();
    let (of_changes, own) = (changes.len(), shown.clone());
    let change = move |at: usize| {
        let Some((id, sentence, entry)) = changes.get(at) else { return ().into_any() };
        let id = *id;
        view! {
            <li>
                <button
                    type="button"
                    class="entry change"
                    data-changed=id
                    aria-pressed=move || if chosen.get() == Some(id) { "true" } else { "false" }
                    on:click=move |_| on_choose(id)
                >
                    <span class="change-what">{phrase::change(entry, own.scored.sentences.get(id))}</span>
                    <span class="finding-text">{own.excerpt(sentence)}</span>
                    <span class="change-comment" hidden=entry.comment.is_empty()>{entry.comment.clone()}</span>
                </button>
            </li>
        }
        .into_any()
    };
    let orphans: Vec<(usize, Entry)> = shown.orphans().map(|(at, entry)| (at, entry.clone())).collect();
    let of_orphans = orphans.len();
    let orphan = move |at: usize| {
        let Some((at, entry)) = orphans.get(at) else { return ().into_any() };
        let at = *at;
        view! {
            <li class="orphan" data-orphan=at>
                <span class="change-what">{phrase::change(entry, None)}</span>
                <q class="finding-text">{entry.target.exact.clone()}</q>
                <span class="change-comment" hidden=entry.comment.is_empty()>{entry.comment.clone()}</span>
                <span class="orphan-ways">
                    <button type="button" class="link" hidden=move || chosen.get().is_none() on:click=move |_| on_orphan(at, true)>
                        "Give it to the chosen sentence"
                    </button>
                    <button type="button" class="link" on:click=move |_| on_orphan(at, false)>"Discard"</button>
                </span>
            </li>
        }
        .into_any()
    };
    view! {
        <section id=ids::CHANGES class="panel changes" aria-labelledby="changes-title" hidden=move || none && !can_undo.get() && !can_redo.get()>
            <header class="why-head">
                <h2 id="changes-title" class="panel-title">"Your changes"</h2>
                <span class="ways">
                    <button id=ids::UNDO_CHANGE type="button" class="button" disabled=move || !can_undo.get() on:click=move |_| on_undo()>"Undo"</button>
                    <button id=ids::REDO_CHANGE type="button" class="button" disabled=move || !can_redo.get() on:click=move |_| on_redo()>"Redo"</button>
                </span>
            </header>
            <p class="aside" hidden=phrase::both_scores(&shown).is_none()>{phrase::both_scores(&shown)}</p>
            <Rows count=of_changes row=change name=("more change", "more changes") />
            <div hidden={of_orphans == 0}>
                <h3 class="panel-subtitle">"No longer in the text"</h3>
                <p class="aside">"These sentences were edited away or stand more than once now. Nothing was moved to another sentence."</p>
                <Rows count=of_orphans row=orphan name=("more change", "more changes") />
            </div>
        </section>
    }
}
