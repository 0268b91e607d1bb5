//! The findings: a list by role with its filters. Each leads to its sentence in the note.

use exchange::json::Sentence;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::number::Number;
use crate::finding::{Filter, Order, ROLES, all, has, tickers};
use crate::shown::Shown;
use crate::{browser, ids, phrase};

/// How many findings are listed at first, and how many more at a time.
const ROWS: usize = 150;

/// The list and its filters.
#[component]
pub fn Findings(
    /// The note and its annotation.
    shown: Shown,
    /// The findings that the filter lets through, in its order.
    listed: Signal<Vec<usize>>,
    /// The filter.
    filter: Signal<Filter>,
    /// The sentence that is explained.
    chosen: Signal<Option<usize>>,
    /// Whether single letters act while the list has the focus.
    letters: Signal<bool>,
    /// Called with the finding that the reader chooses.
    on_choose: impl Fn(usize) + Copy + Send + Sync + 'static,
    /// Called with the filter that the reader makes.
    on_filter: impl Fn(Filter) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let count = all(&shown).count();
    let names = StoredValue::new(tickers(&shown));
    let change = move |edit: &dyn Fn(&mut Filter)| {
        let mut own = filter.get_untracked();
        edit(&mut own);
        on_filter(own);
    };
    let toggle = move |role: &'static str| change(&|filter| filter.role = (filter.role != Some(role)).then_some(role));
    let order = move |order: Order| change(&|filter| filter.order = order);
    // A long note has more findings than a list should hold at once.
    let room = RwSignal::new(ROWS);
    // One finding at a time takes part in the tab order; the arrows move it.
    let current = RwSignal::new(None::<usize>);
    Effect::new(move |_| {
        if let Some(id) = chosen.get() {
            current.set(Some(id));
        }
    });
    let tabbed = Memo::new(move |_| listed.with(|listed| current.get().filter(|id| listed.contains(id)).or(listed.first().copied())));
    let go = move |place: &dyn Fn(usize, usize) -> usize| {
        let listed = listed.get_untracked();
        let at = tabbed.get_untracked().and_then(|id| listed.iter().position(|other| *other == id)).unwrap_or_default();
        let next = place(at, listed.len().saturating_sub(1));
        if next >= room.get_untracked() {
            room.set(next + ROWS);
        }
        if let Some(id) = listed.get(next) {
            current.set(Some(*id));
            browser::focus(&ids::finding(*id));
        }
    };
    let on_key = move |event: KeyboardEvent| {
        if event.ctrl_key() || event.alt_key() || event.meta_key() {
            return;
        }
        let (key, letters) = (event.key(), letters.get_untracked());
        let (down, up) = (|| go(&|at, last| (at + 1).min(last)), || go(&|at, _| at.saturating_sub(1)));
        match key.as_str() {
            "ArrowDown" => down(),
            "ArrowUp" => up(),
            "Home" => go(&|_, _| 0),
            "End" => go(&|_, last| last),
            "j" if letters => down(),
            "k" if letters => up(),
            "r" if letters => toggle("risk"),
            "c" if letters => toggle("catalyst"),
            "x" if letters => toggle("contrarian"),
            "a" if letters => change(&Filter::open),
            "w" if letters => order(if filter.get_untracked().order == Order::Weight { Order::Position } else { Order::Weight }),
            "/" if letters => browser::focus(&format!("#{}", ids::FIND)),
            _ => return,
        }
        event.prevent_default();
        // A filter may have taken away what had the focus.
        if key != "/" {
            browser::focus_soon(tabbed.get_untracked().map(ids::finding).into_iter().chain([format!("#{}", ids::FINDINGS)]).collect());
        }
    };
    let roles = ROLES
        .map(|role| {
            let held = all(&shown).filter(|sentence| has(sentence, role)).count();
            let pressed = move || if filter.with(|filter| filter.role == Some(role)) { "true" } else { "false" };
            view! {
                <li>
                    <button type="button" class="role-filter" aria-pressed=pressed data-filter=role on:click=move |_| toggle(role)>
                        <span class="key" data-role=role>{role}</span> <b data-count=role>{held}</b>
                    </button>
                </li>
            }
        })
        .collect_view();
    let choices = names
        .get_value()
        .into_iter()
        .map(|name| {
            let own = name.clone();
            let selected = move || filter.with(|filter| filter.ticker.as_ref() == Some(&own));
            view! { <option value=name.clone() selected=selected>{name.clone()}</option> }
        })
        .collect_view();
    let rows = move || {
        listed
            .get()
            .into_iter()
            .take(room.get())
            .filter_map(|id| {
                let (sentence, entry) = (shown.sentence(id)?.clone(), shown.entry(id));
                let is_yours = entry.is_some_and(|entry| entry.roles.is_some());
                let comment = entry.map(|entry| entry.comment.clone()).unwrap_or_default();
                let text = shown.words(&sentence);
                let adds = (!shown.so_far).then_some(sentence.contribution);
                Some(view! { <Row id=id text=text sentence=sentence adds=adds is_yours=is_yours comment=comment chosen=chosen tabbed=tabbed on_choose=on_choose /> })
            })
            .collect_view()
    };
    view! {
        <section class="panel findings" aria-labelledby="findings-title">
            <h2 id="findings-title" class="panel-title">"Findings"</h2>
            <p class="aside" hidden=count != 0>"No sentence of this note was read as a risk, a catalyst or a contrarian view."</p>
            <div class="filters" hidden=count == 0>
                <ul class="role-filters" aria-label="Only one role">{roles}</ul>
                <div class="narrow">
                    <label>
                        <span class="visually-hidden">"Only findings with these words"</span>
                        <input
                            id=ids::FIND
                            type="search"
                            placeholder="Find"
                            autocomplete="off"
                            prop:value=move || filter.with(|filter| filter.text.clone())
                            on:input:target=move |event| change(&|filter| filter.text = event.target().value())
                        />
                    </label>
                    <label hidden=move || names.with_value(Vec::len) < 2>
                        <span class="visually-hidden">"Only findings on this ticker"</span>
                        <select
                            id=ids::FIND_TICKER
                            on:change:target=move |event| {
                                let value = event.target().value();
                                change(&|filter| filter.ticker = (!value.is_empty()).then(|| value.clone()));
                            }
                        >
                            <option value="">"All tickers"</option>
                            {choices}
                        </select>
                    </label>
                    <label>
                        <span class="visually-hidden">"Order of the findings"</span>
                        <select
                            id=ids::ORDER
                            on:change:target=move |event| order(if event.target().value() == "weight" { Order::Weight } else { Order::Position })
                        >
                            <option value="position" selected=move || filter.with(|filter| filter.order == Order::Position)>"As in the note"</option>
                            <option value="weight" selected=move || filter.with(|filter| filter.order == Order::Weight)>"By weight"</option>
                        </select>
                    </label>
                </div>
                <p class="aside" hidden=move || filter.with(Filter::is_open)>
                    {move || phrase::listed(listed.with(Vec::len), count)} " "
                    <button type="button" class="link" on:click=move |_| change(&Filter::open)>
                        "Show all"
                    </button>
                </p>
            </div>
            <ol id=ids::FINDINGS class="found" tabindex="-1" on:keydown=on_key>{rows}</ol>
            <button
                type="button"
                class="button more"
                hidden=move || listed.with(Vec::len) <= room.get()
                on:click=move |_| room.update(|room| *room += ROWS)
            >
                {move || phrase::plural(listed.with(Vec::len).saturating_sub(room.get()), "more finding", "more findings")}
            </button>
        </section>
    }
}

#[component]
fn Row(
    id: usize,
    text: String,
    sentence: Sentence,
    adds: Option<f64>,
    is_yours: bool,
    comment: String,
    chosen: Signal<Option<usize>>,
    tabbed: Memo<Option<usize>>,
    on_choose: impl Fn(usize) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let roles = sentence
        .roles
        .iter()
        .map(|held| {
            let sure = if is_yours { "yours".to_owned() } else { phrase::percent(held.probability) };
            view! { <span class="key" data-role=held.role.clone()>{held.role.clone()}</span> <span class="finding-sure">{sure}</span> }
        })
        .collect_view();
    let when = sentence.horizons.iter().map(phrase::horizon).collect::<Vec<_>>().join("; ");
    let tickers = sentence.tickers.join(", ");
    let has_comment = !comment.is_empty();
    let facts =
        [when, tickers].into_iter().filter(|fact| !fact.is_empty()).map(|fact| view! { <span class="fact">{fact}</span> }).collect_view();
    view! {
        <li>
            <button
                type="button"
                class="entry finding"
                data-found=id
                aria-pressed=move || if chosen.get() == Some(id) { "true" } else { "false" }
                tabindex=move || if tabbed.get() == Some(id) { "0" } else { "-1" }
                on:click=move |_| on_choose(id)
            >
                <span class="finding-head">
                    <span class="finding-roles">{roles}</span>
                    {adds.map(|adds| view! {
                        <span class="finding-adds" title="What the sentence adds to the computed score"><Number text=phrase::signed(adds) /></span>
                    })}
                </span>
                <span class="finding-text">{text}</span>
                <span class="finding-facts">{facts}</span>
                <span class="change-comment" hidden=!has_comment>{comment}</span>
            </button>
        </li>
    }
}
