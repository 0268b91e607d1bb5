//! All that the reader changed in the note, with undo and redo, and what fits the text no more.

use leptos::prelude::*;

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
    let rows = placed
        .into_iter()
        .filter_map(|id| Some((id, shown.sentence(id)?, shown.entry(id)?)))
        .map(|(id, sentence, entry)| {
            let change = phrase::change(entry, shown.scored.sentences.get(id));
            let comment = entry.comment.clone();
            let has_comment = !comment.is_empty();
            view! {
                <li>
                    <button
                        type="button"
                        class="entry change"
                        data-changed=id
                        aria-pressed=move || if chosen.get() == Some(id) { "true" } else { "false" }
                        on:click=move |_| on_choose(id)
                    >
                        <span class="change-what">{change}</span>
                        <span class="finding-text">{shown.excerpt(sentence)}</span>
                        <span class="change-comment" hidden=!has_comment>{comment}</span>
                    </button>
                </li>
            }
        })
        .collect_view();
    let orphans: Vec<_> = shown
        .orphans()
        .map(|(at, entry)| {
            let (change, comment, quote) = (phrase::change(entry, None), entry.comment.clone(), entry.target.exact.clone());
            let has_comment = !comment.is_empty();
            view! {
                <li class="orphan" data-orphan=at>
                    <span class="change-what">{change}</span>
                    <q class="finding-text">{quote}</q>
                    <span class="change-comment" hidden=!has_comment>{comment}</span>
                    <span class="orphan-ways">
                        <button type="button" class="link" hidden=move || chosen.get().is_none() on:click=move |_| on_orphan(at, true)>
                            "Give it to the chosen sentence"
                        </button>
                        <button type="button" class="link" on:click=move |_| on_orphan(at, false)>"Discard"</button>
                    </span>
                </li>
            }
        })
        .collect();
    let all_placed = orphans.is_empty();
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
            <ol class="found">{rows}</ol>
            <div hidden=all_placed>
                <h3 class="panel-subtitle">"No longer in the text"</h3>
                <p class="aside">"These sentences were edited away or stand more than once now. Nothing was moved to another sentence."</p>
                <ol class="found">{orphans}</ol>
            </div>
        </section>
    }
}
