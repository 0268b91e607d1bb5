//! The findings: a list by role with its filters. Each leads to its sentence in the note.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::number::Number;
use super::rows::More;
use crate::drawing::portion;
use crate::finding::{Filter, Line, Order, ROLES, all, has, tickers};
use crate::shown::Shown;
use crate::{browser, ids, phrase};

/// How many findings are listed at first, and how many more at a time.
const ROWS: usize = 150;
/// How many of them are put onto the page between two frames.
const PORTION: usize = 25;

/// The list and its filters.
#[component]
pub fn Findings(
    /// The note and its annotation.
    shown: Signal<Option<Shown>>,
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
    let count = Memo::new(move |_| shown.with(|shown| shown.as_ref().map_or(0, |shown| all(shown).count())));
    let names = Memo::new(move |_| shown.with(|shown| shown.as_ref().map(tickers).unwrap_or_default()));
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
            let id = *id;
            current.set(Some(id));
            browser::focus_when_there(ids::finding(id), move || current.try_get_untracked() == Some(Some(id)));
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
            let held =
                move || shown.with(|shown| shown.as_ref().map_or(0, |shown| all(shown).filter(|sentence| has(sentence, role)).count()));
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
    let ticker = Memo::new(move |_| filter.with(|filter| filter.ticker.clone()));
    let choice = move |name: String| {
        let own = name.clone();
        let selected = move || ticker.with(|ticker| ticker.as_ref() == Some(&own));
        view! { <option value=name.clone() selected=selected>{name.clone()}</option> }
    };
    let is_long = Memo::new(move |_| listed.with(Vec::len) > PORTION);
    let rows = RwSignal::new(Vec::new());
    let turn = StoredValue::new(0_u32);
    Effect::new(move |_| {
        let wanted: Vec<usize> = listed.with(|listed| listed.iter().take(room.get()).copied().collect());
        turn.update_value(|turn| *turn += 1);
        draw(wanted, rows, turn, turn.get_value());
    });
    view! {
        <section class="panel findings" aria-labelledby="findings-title">
            <h2 id="findings-title" class="panel-title">"Findings"</h2>
            <p class="aside" hidden=move || count.get() != 0>"No sentence of this note was read as a risk, a catalyst or a contrarian view."</p>
            <div class="filters" hidden=move || count.get() == 0>
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
                    <label hidden=move || names.with(Vec::len) < 2>
                        <span class="visually-hidden">"Only findings on this ticker"</span>
                        <select
                            id=ids::FIND_TICKER
                            on:change:target=move |event| {
                                let value = event.target().value();
                                change(&|filter| filter.ticker = (!value.is_empty()).then(|| value.clone()));
                            }
                        >
                            <option value="">"All tickers"</option>
                            <For each=move || names.get() key=Clone::clone children=choice />
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
                    {move || phrase::listed(listed.with(Vec::len), count.get())} " "
                    <button type="button" class="link" on:click=move |_| change(&Filter::open)>
                        "Show all"
                    </button>
                </p>
            </div>
            <ol id=ids::FINDINGS class="found" class:is-long=move || is_long.get() tabindex="-1" on:keydown=on_key>
                <For each=move || rows.get() key=|id| *id let:id>
                    <Row id=id shown=shown chosen=chosen tabbed=tabbed on_choose=on_choose />
                </For>
            </ol>
            <More count=Signal::derive(move || listed.with(Vec::len)) room=room step=ROWS name=("more finding", "more findings") />
        </section>
    }
}

/// Puts rows onto the page, a portion now and the others between the frames to come, until all that are wanted are there or others are.
fn draw(wanted: Vec<usize>, rows: RwSignal<Vec<usize>>, turn: StoredValue<u32>, own: u32) {
    if turn.try_get_value() != Some(own) {
        return;
    }
    if let Some(now) = rows.with_untracked(|rows| portion(rows, &wanted, PORTION)) {
        rows.set(now);
        request_animation_frame(move || draw(wanted, rows, turn, own));
    }
}

#[component]
fn Row(
    id: usize,
    shown: Signal<Option<Shown>>,
    chosen: Signal<Option<usize>>,
    tabbed: Memo<Option<usize>>,
    on_choose: impl Fn(usize) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    // While a note is read nothing changes in most of them, and at its end what they add.
    let line = Memo::new(move |_| shown.with(|shown| shown.as_ref().and_then(|shown| Line::new(shown, id))));
    let adds = Memo::new(move |_| {
        shown.with(|shown| {
            let shown = shown.as_ref().filter(|shown| !shown.so_far)?;
            Some(phrase::signed(shown.sentence(id)?.contribution))
        })
    });
    let roles = move || {
        let Line { roles, .. } = line.get().unwrap_or_default();
        let role = |(role, sure): (String, String)| {
            view! { <span class="key" data-role=role.clone()>{role.clone()}</span> <span class="finding-sure">{sure}</span> }
        };
        roles.into_iter().map(role).collect_view()
    };
    let text = move || line.with(|line| line.as_ref().map(|line| line.text.clone()));
    let facts = move || {
        let Line { facts, .. } = line.get().unwrap_or_default();
        facts.into_iter().map(|fact| view! { <span class="fact">{fact}</span> }).collect_view()
    };
    let comment = move || line.with(|line| line.as_ref().map(|line| line.comment.clone()));
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
                    {move || adds.get().map(|adds| view! {
                        <span class="finding-adds" title="What the sentence adds to the computed score"><Number text=adds /></span>
                    })}
                </span>
                <span class="finding-text">{text}</span>
                <span class="finding-facts">{facts}</span>
                <span class="change-comment" hidden=move || comment().is_none_or(|comment| comment.is_empty())>{comment}</span>
            </button>
        </li>
    }
}
