//! All that the reader changed in the note, with undo and redo, and what fits the text no more.

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
    // Sentences that were changed, each with the place of what was said of it.
    let mut placed: Vec<(usize, usize)> = shown.places.iter().enumerate().filter_map(|(at, id)| Some(((*id)?, at))).collect();
    placed.sort_unstable();
    let (of_changes, own) = (placed.len(), shown.clone());
    let change = move |row: usize| {
        let found = placed.get(row).and_then(|(id, at)| Some((*id, own.sentence(*id)?, own.review.entries.get(*at)?)));
        let Some((id, sentence, entry)) = found else { return ().into_any() };
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
    let orphans: Vec<usize> = shown.orphans().map(|(at, _)| at).collect();
    let (of_orphans, own) = (orphans.len(), shown.clone());
    let orphan = move |row: usize| {
        let found = orphans.get(row).and_then(|at| Some((*at, own.review.entries.get(*at)?)));
        let Some((at, entry)) = found else { return ().into_any() };
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
