//! The annotated note: every sentence can be chosen, those with a role are marked.

use std::sync::Arc;

use exchange::json::{Role, Sentence};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::reactive::computed::Selector;

use crate::drawing::{Behind, Drawing, Drawn, DrawnSentence};
use crate::segment::{Piece, pieces};
use crate::shown::Shown;
use crate::watch::Places;
use crate::{browser, ids, phrase};

/// Words that weigh less than this share of the strongest one are not tinted.
const FAINT: f64 = 0.3;

/// What the reader does with the note as it is drawn. A sentence hears of it only where it is the one.
#[derive(Clone)]
struct Looks {
    /// The sentence that is explained.
    chosen: Selector<Option<usize>>,
    /// The words behind that sentence, where the annotation comes without.
    explained: Signal<Option<Arc<Sentence>>>,
    /// The sentence that takes part in the tab order.
    current: Selector<Option<usize>>,
}

/// The note as it reads, with its marks.
#[component]
pub fn NoteView(
    /// The note and its annotation.
    shown: Signal<Option<Shown>>,
    /// The sentence that is explained.
    chosen: Signal<Option<usize>>,
    /// The words behind that sentence, where the annotation comes without.
    explained: Signal<Option<Arc<Sentence>>>,
    /// Where the reader's watch words stand.
    watched: Signal<Places>,
    /// Called with the sentence that the reader chooses.
    on_choose: impl Fn(usize) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let list = RwSignal::new(Vec::<Arc<Drawn>>::new());
    let turn = StoredValue::new(0_u32);
    // One sentence at a time takes part in the tab order; the arrows move it.
    let current = RwSignal::new(None);
    let is_long = Memo::new(move |_| shown.with(|shown| shown.as_ref().is_some_and(Shown::is_long)));
    Effect::new(move |_| {
        let note = shown.get();
        let read = |shown: &Shown| shown.read().next().map(|sentence| sentence.id);
        let stays = |shown: &Shown| current.get_untracked().and_then(|id| shown.sentence(id)).is_some_and(|own| own.polarity.is_some());
        if !note.as_ref().is_some_and(stays) {
            current.set(note.as_ref().and_then(read));
        }
        turn.update_value(|turn| *turn += 1);
        let is_long = note.as_ref().is_some_and(Shown::is_long);
        let (drawing, own) = (Drawing::new(note, watched.get(), list.get_untracked()), turn.get_value());
        // What is long was work enough already.
        if is_long { request_animation_frame(move || draw(drawing, list, turn, own)) } else { draw(drawing, list, turn, own) }
    });
    Effect::new(move |_| {
        if let Some(id) = chosen.get() {
            current.set(Some(id));
        }
    });
    let move_by = move |step: isize, to_end: bool| {
        let scored: Vec<usize> = shown
            .with_untracked(|shown| shown.as_ref().map(|shown| shown.read().map(|sentence| sentence.id).collect()).unwrap_or_default());
        let place = current.get_untracked().and_then(|id| scored.iter().position(|other| *other == id)).unwrap_or_default();
        let end = scored.len().saturating_sub(1);
        let next = match (to_end, step < 0) {
            (true, true) => 0,
            (true, false) => end,
            (false, _) => place.saturating_add_signed(step).min(end),
        };
        if let Some(id) = scored.get(next) {
            let id = *id;
            current.set(Some(id));
            browser::focus_when_there(ids::sentence(id), move || current.try_get_untracked() == Some(Some(id)));
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
    let key = |block: &Arc<Drawn>| block.key;
    let is_there = Memo::new(move |_| list.with(|list| !list.is_empty()));
    // What is taken off the page a little at a time is gone for the reader at once.
    let is_leaving = Memo::new(move |_| shown.with(Option::is_none));
    let looks = Looks { chosen: Selector::new(move || chosen.get()), explained, current: Selector::new(move || current.get()) };
    let choose = move |id: usize| {
        current.set(Some(id));
        on_choose(id);
    };
    let on_key = StoredValue::new(on_key);
    move || {
        let looks = looks.clone();
        is_there.get().then(|| {
            view! {
                <article
                    id=ids::ANNOTATED_NOTE
                    class="note"
                    class:is-long=move || is_long.get()
                    hidden=move || is_leaving.get()
                    on:keydown=move |event| on_key.with_value(|on_key| on_key(event))
                >
                    <For each=move || list.get() key=key let:block>
                        <BlockView block=block looks=looks.clone() on_choose=choose />
                    </For>
                </article>
            }
        })
    }
}

/// Draws a step of a note, and the others between the frames to come, until it is there or another one is drawn.
fn draw(mut drawing: Drawing, list: RwSignal<Vec<Arc<Drawn>>>, turn: StoredValue<u32>, own: u32) {
    if turn.try_get_value() != Some(own) {
        return;
    }
    if let Some(now) = drawing.step() {
        let focused = browser::focused_sentence(ids::ANNOTATED_NOTE);
        list.set(now);
        // It may be among what was drawn anew.
        if let Some(id) = focused {
            browser::focus_again(ids::sentence(id));
        }
    }
    if !drawing.is_done() {
        request_animation_frame(move || draw(drawing, list, turn, own));
    }
}

#[component]
fn BlockView(block: Arc<Drawn>, looks: Looks, on_choose: impl Fn(usize) + Copy + Send + Sync + 'static) -> impl IntoView {
    let sentences = block
        .sentences
        .iter()
        .enumerate()
        .map(|(place, own)| {
            let space = if place > 0 { " " } else { "" };
            let (text, looks, own) = (block.text.clone(), looks.clone(), own.clone());
            view! { {space} <SentenceView text=text own=own looks=looks on_choose=on_choose /> }
        })
        .collect_view();
    // Each block is set from the side that its own first letter asks for.
    let behind = match block.behind {
        Behind::Nothing => " first",
        Behind::Itself => " continued",
        Behind::Like => "",
        Behind::Other => " turn",
    };
    let class = format!("block {}{}{behind}", block.part, if block.apart { " apart" } else { "" });
    if block.part == "heading" {
        view! { <h2 class=class dir="auto">{sentences}</h2> }.into_any()
    } else {
        view! { <p class=class dir="auto">{sentences}</p> }.into_any()
    }
}

/// A stretch of a sentence: shaded where it is strong evidence, framed where the reader watches for it.
fn worded(piece: Piece, strongest: f64) -> AnyView {
    let evidence = piece
        .contribution
        .filter(|value| value.abs() > FAINT * strongest)
        .map(|value| if value > 0.0 { "word for" } else { "word against" });
    match (evidence, piece.watched) {
        (None, false) => piece.text.into_any(),
        (Some(class), false) => view! { <span class=class>{piece.text}</span> }.into_any(),
        (evidence, true) => {
            let class = format!("watched {}", evidence.unwrap_or_default());
            view! { <span class=class>{piece.text}</span> }.into_any()
        }
    }
}

#[component]
fn SentenceView(
    text: Arc<str>,
    own: DrawnSentence,
    looks: Looks,
    on_choose: impl Fn(usize) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let DrawnSentence { sentence, entry, watched } = own;
    let Looks { chosen, explained, current } = looks;
    let id = sentence.id;
    if sentence.polarity.is_none() {
        let words = pieces(&text, &sentence, None, &watched).into_iter().map(|piece| worded(piece, 1.0)).collect_view();
        return view! { <span data-sentence=id>{words}</span> }.into_any();
    }
    let roles: Vec<String> = sentence.roles.iter().map(|held| held.role.clone()).collect();
    let is_yours = entry.as_ref().is_some_and(|entry| entry.roles.is_some());
    let said = |held: &Role| {
        let sure = if is_yours { "your word".to_owned() } else { phrase::percent(held.probability) };
        format!("{}, {sure}", held.role)
    };
    let phrase = sentence.roles.iter().map(said).collect::<Vec<_>>().join("; ");
    let tag = phrase::tag(&sentence, entry.as_ref());
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
    // The words behind the dominant role, or the polarity where there is none, are shown in the sentence while it is explained.
    let target = roles.first().cloned().or_else(|| sentence.polarity.as_ref().map(|polarity| polarity.label.clone()));
    let is_chosen = chosen.clone();
    let words = move || {
        let target = target.as_deref().filter(|_| is_chosen.selected(&Some(id)));
        // Long notes come without the words behind their decisions.
        let asked = target.filter(|_| sentence.logits.is_empty()).and_then(|_| explained.get()).filter(|own| own.id == id);
        let pieces = pieces(&text, asked.as_deref().unwrap_or(&sentence), target, &watched);
        let strongest = pieces.iter().filter_map(|piece| piece.contribution).fold(0.0_f64, |most, value| most.max(value.abs()));
        pieces.into_iter().map(|piece| worded(piece, strongest)).collect_view()
    };
    let tab = move || if current.selected(&Some(id)) { "0" } else { "-1" };
    let pressed = move || if chosen.selected(&Some(id)) { "true" } else { "false" };
    let choose = move |_| on_choose(id);
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
