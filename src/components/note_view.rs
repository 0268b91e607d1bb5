//! The annotated note: every sentence can be chosen, those with a role are marked.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use exchange::json::{Role, Sentence};
use exchange::review::Entry;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use crate::segment::{Block, Piece, blocks, pieces};
use crate::shown::Shown;
use crate::watch::{Places, within};
use crate::{browser, ids, phrase};

/// Words that weigh less than this share of the strongest one are not tinted.
const FAINT: f64 = 0.3;

/// How many sentences are drawn between two frames, so that a long note never holds the page up.
const STEP: usize = 60;
/// From so many sentences on, what is out of view is not laid out.
const LONG: usize = 400;

/// A block with all that is drawn of it. Those with equal keys look the same, so that what an edit leaves alone is not drawn anew.
struct Drawn {
    key: u64,
    block: Block,
    text: Arc<str>,
    sentences: Vec<(Sentence, Option<Entry>)>,
}

/// The blocks of a note as they are drawn.
fn drawn(shown: &Shown) -> Vec<Arc<Drawn>> {
    let mut entries: HashMap<usize, &Entry> =
        shown.review.entries.iter().zip(&shown.places).filter_map(|(entry, place)| Some(((*place)?, entry))).collect();
    blocks(&shown.text, &shown.document)
        .into_iter()
        .map(|block| {
            let sentences: Vec<(Sentence, Option<Entry>)> = block
                .sentences
                .iter()
                .filter_map(|id| shown.sentence(*id).map(|sentence| (sentence.clone(), entries.remove(id).cloned())))
                .collect();
            let mut hasher = DefaultHasher::new();
            (&block.part, block.apart).hash(&mut hasher);
            for (sentence, entry) in &sentences {
                let range = sentence.range;
                (sentence.id, range.start, shown.text.get(range.start..range.end)).hash(&mut hasher);
                let polarity = sentence.polarity.as_ref();
                (polarity.map(|own| (&own.label, own.score.to_bits())), sentence.logits.len()).hash(&mut hasher);
                for held in &sentence.roles {
                    (&held.role, held.probability.to_bits()).hash(&mut hasher);
                }
                entry.as_ref().map(|entry| (&entry.roles, &entry.polarity, &entry.comment)).hash(&mut hasher);
            }
            Arc::new(Drawn { key: hasher.finish(), block, text: shown.text.clone(), sentences })
        })
        .collect()
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
    let list = RwSignal::new(Vec::new());
    let turn = StoredValue::new(0_u32);
    // One sentence at a time takes part in the tab order; the arrows move it.
    let current = RwSignal::new(None);
    let is_long = Memo::new(move |_| shown.with(|shown| shown.as_ref().is_some_and(|shown| shown.document.sentences.len() > LONG)));
    Effect::new(move |_| {
        let (blocks, first, stays) = shown.with(|shown| {
            let Some(shown) = shown else { return Default::default() };
            let stays = current.get_untracked().and_then(|id| shown.sentence(id)).is_some_and(|own| own.polarity.is_some());
            (drawn(shown), shown.read().next().map(|sentence| sentence.id), stays)
        });
        if !stays {
            current.set(first);
        }
        turn.update_value(|turn| *turn += 1);
        draw(blocks, list, turn, turn.get_value());
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
    let key = |block: &Arc<Drawn>| block.key;
    let is_there = Memo::new(move |_| list.with(|list| !list.is_empty()));
    let on_key = StoredValue::new(on_key);
    move || {
        is_there.get().then(|| {
            view! {
                <article
                    id=ids::ANNOTATED_NOTE
                    class="note"
                    class:is-long=move || is_long.get()
                    on:keydown=move |event| on_key.with_value(|on_key| on_key(event))
                >
                    <For each=move || list.get() key=key let:block>
                        <BlockView block=block chosen=chosen explained=explained watched=watched current=current on_choose=on_choose />
                    </For>
                </article>
            }
        })
    }
}

/// Puts blocks on the page: those that stand there already at once, of the others a few between two frames, until all are there or another note has come.
fn draw(blocks: Vec<Arc<Drawn>>, list: RwSignal<Vec<Arc<Drawn>>>, turn: StoredValue<u32>, own: u32) {
    if turn.try_get_value() != Some(own) {
        return;
    }
    let there: HashSet<u64> = list.with_untracked(|list| list.iter().map(|block| block.key).collect());
    let mut fresh = 0;
    let fits = |block: &&Arc<Drawn>| {
        let room = fresh < STEP;
        if !there.contains(&block.key) {
            fresh += block.sentences.len();
        }
        room
    };
    let now: Vec<_> = blocks.iter().take_while(fits).cloned().collect();
    let is_all = now.len() == blocks.len();
    list.set(now);
    if !is_all {
        request_animation_frame(move || draw(blocks, list, turn, own));
    }
}

#[component]
fn BlockView(
    block: Arc<Drawn>,
    chosen: Signal<Option<usize>>,
    explained: Signal<Option<Arc<Sentence>>>,
    watched: Signal<Places>,
    current: RwSignal<Option<usize>>,
    on_choose: impl Fn(usize) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let sentences = block
        .sentences
        .iter()
        .cloned()
        .enumerate()
        .map(|(place, (sentence, entry))| {
            let space = if place > 0 { " " } else { "" };
            let text = block.text.clone();
            view! { {space} <SentenceView text=text sentence=sentence entry=entry chosen=chosen explained=explained watched=watched current=current on_choose=on_choose /> }
        })
        .collect_view();
    // Each block is set from the side that its own first letter asks for.
    let class = format!("block {}{}", block.block.part, if block.block.apart { " apart" } else { "" });
    if block.block.part == "heading" {
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
    sentence: Sentence,
    entry: Option<Entry>,
    chosen: Signal<Option<usize>>,
    explained: Signal<Option<Arc<Sentence>>>,
    watched: Signal<Places>,
    current: RwSignal<Option<usize>>,
    on_choose: impl Fn(usize) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let id = sentence.id;
    let range = sentence.range;
    let own_places = Memo::new(move |_| watched.with(|places| within(places, range)));
    if sentence.polarity.is_none() {
        let words = move || {
            own_places.with(|places| pieces(&text, &sentence, None, places)).into_iter().map(|piece| worded(piece, 1.0)).collect_view()
        };
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
    let is_chosen = Memo::new(move |_| chosen.get() == Some(id));
    // The words behind the dominant role, or the polarity where there is none, are shown in the sentence while it is explained.
    let target = roles.first().cloned().or_else(|| sentence.polarity.as_ref().map(|polarity| polarity.label.clone()));
    let words = move || {
        let target = target.as_deref().filter(|_| is_chosen.get());
        // Long notes come without the words behind their decisions.
        let asked = target.filter(|_| sentence.logits.is_empty()).and_then(|_| explained.get()).filter(|own| own.id == id);
        let pieces = own_places.with(|places| pieces(&text, asked.as_deref().unwrap_or(&sentence), target, places));
        let strongest = pieces.iter().filter_map(|piece| piece.contribution).fold(0.0_f64, |most, value| most.max(value.abs()));
        pieces.into_iter().map(|piece| worded(piece, strongest)).collect_view()
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
