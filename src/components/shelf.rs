//! The shelf: the notes that are kept on this device, with both sentiments of each, to be searched, ordered, opened, deleted, saved and brought back.

use std::sync::Arc;

use exchange::phrase::ROLES;
use exchange::shelf::Shelved;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::both::Both;
use super::number::Number;
use super::rows::More;
use crate::browser::File;
use crate::shelf::{Order, title};
use crate::shelved::Shelf as State;
use crate::{browser, ids, phrase};

/// How many notes are listed at first, and how many more at a time.
const ROWS: usize = 100;

/// The list with all that can be done about it.
#[component]
pub fn Shelf(
    /// The state of the shelf.
    shelf: State,
    /// Whether it can be closed.
    can_close: bool,
    /// Called with the note that the reader opens.
    on_open: impl Fn(Arc<Shelved>) + Copy + Send + Sync + 'static,
    /// Called with the note that the reader deletes.
    on_delete: impl Fn(Arc<Shelved>) + Copy + Send + Sync + 'static,
    /// Called to bring back what was deleted last.
    on_undo: impl Fn() + Copy + Send + Sync + 'static,
    /// Called to stop scoring (`true`) or go on with it.
    on_stop: impl Fn(bool) + Copy + Send + Sync + 'static,
    /// Called to save all notes as a file.
    on_export: impl Fn() + Copy + Send + Sync + 'static,
    /// Called with the files that the reader chose.
    on_import: impl Fn(Vec<File>) + Copy + Send + Sync + 'static,
    /// Called to close it.
    on_close: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let State { notes, listed, query, order, current, removed, strange, unscored, scored, stopped, .. } = shelf;
    let room = RwSignal::new(ROWS);
    let count = move || notes.with(Vec::len);
    let is_empty = move || count() == 0;
    let is_scoring = Memo::new(move |_| unscored.with(|unscored| !unscored.is_empty()));
    let of = move || scored.get() + unscored.with(Vec::len);
    let progress = move || {
        let verb = if stopped.get() { "Stopped scoring" } else { "Scoring" };
        format!("{verb}: {} of {}", scored.get(), phrase::plural(of(), "note", "notes"))
    };
    let on_key = move |event: KeyboardEvent| {
        let by = match event.key().as_str() {
            "ArrowDown" => 1,
            "ArrowUp" => -1,
            _ => return,
        };
        if browser::step_focus(ids::SHELF_PANEL, ".shelf-open", by) {
            event.prevent_default();
        }
    };
    view! {
        <section id=ids::SHELF_PANEL class="shelf" aria-labelledby="shelf-title">
            <header class="why-head">
                <h2 id="shelf-title" class="panel-title">"Shelf " <span class="shelf-count">{count}</span></h2>
                {can_close.then(|| view! { <button type="button" class="button" on:click=move |_| on_close()>"Close"</button> })}
            </header>
            <div class="shelf-ways narrow" hidden=is_empty>
                <label>
                    <span class="visually-hidden">"Only notes with these words"</span>
                    <input
                        id=ids::SHELF_FIND
                        type="search"
                        placeholder="Find in all notes"
                        autocomplete="off"
                        prop:value=move || query.get()
                        on:input:target=move |event| {
                            query.set(event.target().value());
                            room.set(ROWS);
                        }
                    />
                </label>
                <label>
                    <span class="visually-hidden">"Order of the notes"</span>
                    <select id=ids::SHELF_ORDER on:change:target=move |event| order.set(Order::named(&event.target().value()).unwrap_or_default())>
                        {Order::ALL.map(|(own, name, words)| view! { <option value=name selected=move || order.get() == own>{words}</option> }).collect_view()}
                    </select>
                </label>
            </div>
            <Show when=move || is_scoring.get()>
                <div class="progress shelf-progress">
                    <label for="shelf-progress">{progress}</label>
                    <progress id="shelf-progress" max=of value=move || scored.get()></progress>
                    <button id=ids::SHELF_STOP type="button" class="button" on:click=move |_| on_stop(!stopped.get_untracked())>
                        {move || if stopped.get() { "Score the rest" } else { "Stop" }}
                    </button>
                </div>
            </Show>
            <table class="shelf-notes" hidden=move || listed.with(Vec::is_empty) on:keydown=on_key>
                <caption class="visually-hidden">"Notes on the shelf"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Note"</th>
                        <th scope="col" class="shelf-day">"Changed"</th>
                        <th scope="col"><span class="visually-hidden">"Picture"</span></th>
                        <th scope="col" class="figure">"Stated"</th>
                        <th scope="col" class="figure">"Computed"</th>
                        <th scope="col" class="figure">"Gap"</th>
                        <th scope="col"><span class="visually-hidden">"Delete"</span></th>
                    </tr>
                </thead>
                <tbody>
                    <For
                        each=move || listed.with(|listed| listed.iter().take(room.get()).cloned().collect::<Vec<_>>())
                        key=|note| (note.id.clone(), note.stamp.clone(), note.summary.as_ref().map(|summary| (summary.computed.map(f64::to_bits), summary.scorer.clone())))
                        let:note
                    >
                        <Row note=note current=current.into() on_open=on_open on_delete=on_delete />
                    </For>
                </tbody>
            </table>
            <p class="aside" hidden=move || is_empty() || !listed.with(Vec::is_empty)>"No note has all of these words."</p>
            <More count=Signal::derive(move || listed.with(Vec::len)) room=room step=ROWS name=("more note", "more notes") />
            <Show when=move || removed.with(|removed| !removed.is_empty())>
                <p class="shelf-gone">
                    {move || removed.with(|removed| removed.last().map(|(note, _)| format!("Deleted: {}", title(&note.text))))} " "
                    <button id=ids::SHELF_UNDO type="button" class="button" on:click=move |_| on_undo()>"Bring it back"</button>
                </p>
            </Show>
            <p class="aside" hidden=move || strange.get() == 0>
                {move || phrase::plural(
                    strange.get(),
                    "note was kept by a newer version of this page and is left as it is.",
                    "notes were kept by a newer version of this page and are left as they are.",
                )}
            </p>
            <p class="aside shelf-help">
                "Kept by this browser, on this device only. Drop several files to have them all read. "
                <button id=ids::SHELF_EXPORT type="button" class="link" hidden=is_empty on:click=move |_| on_export()>"Export all"</button>
                " "
                <label class="link file">
                    "Import"
                    <input id=ids::SHELF_IMPORT type="file" multiple accept=browser::KINDS class="visually-hidden" on:change=move |event| on_import(browser::chosen(&event)) />
                </label>
            </p>
        </section>
    }
}

#[component]
fn Row(
    note: Arc<Shelved>,
    current: Signal<Option<String>>,
    on_open: impl Fn(Arc<Shelved>) + Copy + Send + Sync + 'static,
    on_delete: impl Fn(Arc<Shelved>) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let (name, id) = (title(&note.text), note.id.clone());
    let (opened, deleted) = (note.clone(), note.clone());
    let is_current = move || current.with(|current| current.as_ref() == Some(&id));
    let summary = note.summary.as_ref();
    let number = |value: Option<String>| match value {
        Some(text) => view! { <Number text=text /> }.into_any(),
        None => view! { <span class="none">"–"</span> }.into_any(),
    };
    let ticker = summary.and_then(|summary| summary.ticker.clone()).map(|ticker| view! { <b>{ticker}</b> " " });
    let counts = summary.map(|summary| {
        let held = ROLES.iter().zip(summary.findings).filter(|(_, count)| *count > 0);
        held.map(|(role, count)| view! { <span class="shelf-role"><span class="key" data-role=*role>{*role}</span> " " {count}</span> " " })
            .collect_view()
    });
    let unread = summary.is_none().then_some("not scored yet");
    let stated = summary.and_then(|summary| summary.stated.map(phrase::score).or_else(|| summary.stated_label.clone()));
    let (computed, gap) = (summary.and_then(|summary| summary.computed), summary.and_then(|summary| summary.gap));
    let (year, month, day) = browser::calendar(note.changed);
    view! {
        <tr data-note=note.id.clone() aria-current=move || is_current().then_some("true")>
            <th scope="row">
                <button type="button" class="shelf-open" on:click=move |_| on_open(opened.clone())>{name.clone()}</button>
                <span class="shelf-facts">{ticker} {counts} {unread}</span>
            </th>
            <td class="shelf-day">{phrase::day(year, month, day)}</td>
            <td class="shelf-picture"><Both stated=summary.and_then(|summary| summary.stated) computed=computed /></td>
            <td class="figure" data-field="stated">{number(stated)}</td>
            <td class="figure" data-field="computed">{number(computed.map(phrase::score))}</td>
            <td class="figure" data-field="gap">{number(gap.map(phrase::signed))}</td>
            <td><button type="button" class="remove" aria-label=format!("Delete {name}") on:click=move |_| on_delete(deleted.clone())>"\u{d7}"</button></td>
        </tr>
    }
}
