//! The annotated note: every sentence can be chosen, those with a role are marked.

use exchange::json::{Role, Sentence};
use exchange::review::Entry;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use crate::segment::{Block, blocks, pieces};
use crate::shown::Shown;
use crate::{browser, ids, phrase};

/// Words that weigh less than this share of the strongest one are not tinted.
const FAINT: f64 = 0.3;

/// The note as it reads, with its marks.
#[component]
pub fn NoteView(
    /// The note and its annotation.
    shown: Shown,
    /// The sentence that is explained.
    chosen: Signal<Option<usize>>,
    /// Called with the sentence that the reader chooses.
    on_choose: impl Fn(usize) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let scored: Vec<usize> = shown.read().map(|sentence| sentence.id).collect();
    let first = scored.first().copied();
    // One sentence at a time takes part in the tab order; the arrows move it.
    let current = RwSignal::new(first);
    Effect::new(move |_| {
        if let Some(id) = chosen.get() {
            current.set(Some(id));
        }
    });
    let move_by = move |step: isize, to_end: bool| {
        let place = current.get_untracked().and_then(|id| scored.iter().position(|other| *other == id)).unwrap_or_default();
        let last = scored.len().saturating_sub(1);
        let next = match (to_end, step < 0) {
            (true, true) => 0,
            (true, false) => last,
            (false, _) => place.saturating_add_signed(step).min(last),
        };
        if let Some(id) = scored.get(next) {
            current.set(Some(*id));
            browser::focus(&ids::sentence(*id));
        }
    };
    let on_key = move |event: KeyboardEvent| {
        let handled = match event.key().as_str() {
            "ArrowDown" | "ArrowRight" => Some((1, false)),
            "ArrowUp" | "ArrowLeft" => Some((-1, false)),
            "Home" => Some((-1, true)),
            "End" => Some((1, true)),
            "Enter" | " " => {
                if let Some(id) = current.get_untracked() {
                    event.prevent_default();
                    on_choose(id);
                }
                None
            }
            _ => None,
        };
        if let Some((step, to_end)) = handled {
            event.prevent_default();
            move_by(step, to_end);
        }
    };
    let list = blocks(&shown.text, &shown.document);
    view! {
        <article id=ids::ANNOTATED_NOTE class="note" on:keydown=on_key>
            {list
                .into_iter()
                .map(|block| view! { <BlockView block=block shown=shown.clone() chosen=chosen current=current on_choose=on_choose /> })
                .collect_view()}
        </article>
    }
}

#[component]
fn BlockView(
    block: Block,
    shown: Shown,
    chosen: Signal<Option<usize>>,
    current: RwSignal<Option<usize>>,
    on_choose: impl Fn(usize) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let sentences = block
        .sentences
        .iter()
        .filter_map(|id| shown.sentence(*id).cloned())
        .enumerate()
        .map(|(place, sentence)| {
            let space = if place > 0 { " " } else { "" };
            let text = shown.text.clone();
            let entry = shown.entry(sentence.id).cloned();
            view! { {space} <SentenceView text=text sentence=sentence entry=entry chosen=chosen current=current on_choose=on_choose /> }
        })
        .collect_view();
    let class = format!("block {}{}", block.part, if block.apart { " apart" } else { "" });
    if block.part == "heading" {
        view! { <h2 class=class>{sentences}</h2> }.into_any()
    } else {
        view! { <p class=class>{sentences}</p> }.into_any()
    }
}

/// What stands before a sentence: its roles, and what of it is the reader's word.
fn tag(roles: &[String], entry: Option<&Entry>) -> String {
    let mut parts = vec![roles.join(" + ")];
    if let Some(entry) = entry.filter(|entry| entry.roles.is_some() || entry.polarity.is_some()) {
        parts.extend(entry.roles.as_ref().filter(|roles| roles.is_empty()).map(|_| "dismissed".to_owned()));
        parts.extend(entry.polarity.clone());
        parts.push("yours".to_owned());
    }
    parts.retain(|part| !part.is_empty());
    parts.join(", ")
}

#[component]
fn SentenceView(
    text: std::sync::Arc<str>,
    sentence: Sentence,
    entry: Option<Entry>,
    chosen: Signal<Option<usize>>,
    current: RwSignal<Option<usize>>,
    on_choose: impl Fn(usize) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let id = sentence.id;
    if sentence.polarity.is_none() {
        let plain = text.get(sentence.range.start..sentence.range.end).unwrap_or_default().to_owned();
        return view! { <span data-sentence=id>{plain}</span> }.into_any();
    }
    let roles: Vec<String> = sentence.roles.iter().map(|held| held.role.clone()).collect();
    let is_yours = entry.as_ref().is_some_and(|entry| entry.roles.is_some());
    let said = |held: &Role| {
        let sure = if is_yours { "your word".to_owned() } else { phrase::percent(held.probability) };
        format!("{}, {sure}", held.role)
    };
    let phrase = sentence.roles.iter().map(said).collect::<Vec<_>>().join("; ");
    let tag = tag(&roles, entry.as_ref());
    let is_changed = !tag.is_empty();
    let remark = entry.map(|entry| entry.comment).filter(|comment| !comment.is_empty()).map(|comment| {
        view! { <span class="remark" role="note" aria-label="Your comment">{comment}</span> }
    });
    let weight = sentence.roles.first().map_or("", |held| {
        if is_yours || held.probability >= 0.8 {
            "sure"
        } else if held.probability >= 0.6 {
            "likely"
        } else {
            "possible"
        }
    });
    let is_chosen = Memo::new(move |_| chosen.get() == Some(id));
    // The words behind the dominant role, or the polarity where there is none, are shown in the sentence while it is explained.
    let target = roles.first().cloned().or_else(|| sentence.polarity.as_ref().map(|polarity| polarity.label.clone()));
    let words = move || {
        let target = target.as_deref().filter(|_| is_chosen.get());
        let pieces = pieces(&text, &sentence, target);
        let strongest = pieces.iter().filter_map(|piece| piece.contribution).fold(0.0_f64, |most, value| most.max(value.abs()));
        pieces
            .into_iter()
            .map(|piece| match piece.contribution {
                Some(value) if value.abs() > FAINT * strongest => {
                    let class = if value > 0.0 { "word for" } else { "word against" };
                    view! { <span class=class>{piece.text}</span> }.into_any()
                }
                _ => piece.text.into_any(),
            })
            .collect_view()
    };
    let tab = move || if current.get() == Some(id) { "0" } else { "-1" };
    let pressed = move || if is_chosen.get() { "true" } else { "false" };
    let choose = move |_| {
        current.set(Some(id));
        on_choose(id);
    };
    if roles.is_empty() {
        view! {
            <span
                class="sentence"
                class:relabelled=is_changed
                data-tag=is_changed.then_some(tag)
                data-sentence=id
                role="button"
                aria-pressed=pressed
                tabindex=tab
                on:click=choose
            >
                {words}
            </span>
            {remark}
        }
        .into_any()
    } else {
        view! {
            <span class="visually-hidden">{format!("{phrase}: ")}</span>
            <mark
                class=format!("sentence {weight}")
                data-role=roles.join(" ")
                data-tag=tag
                data-sentence=id
                role="button"
                aria-pressed=pressed
                tabindex=tab
                on:click=choose
            >
                {words}
            </mark>
            {remark}
        }
        .into_any()
    }
}
