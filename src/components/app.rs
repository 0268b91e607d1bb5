//! The page as a whole: joins the state to the parts and lays them on the desk.

use leptos::ev::{self, KeyboardEvent};
use leptos::leptos_dom::helpers::window_event_listener;
use leptos::prelude::*;

use super::arc::Arc;
use super::changes::Changes;
use super::comparison::Comparison;
use super::difference::Difference;
use super::editor::Editor;
use super::findings::Findings;
use super::keys::Keys;
use super::note_view::NoteView;
use super::opinion::Opinion;
use super::progress::Progress;
use super::sentiment::Sentiment;
use super::share::Share;
use super::shared::{Shared, SharedFindings};
use super::shelf::Shelf;
use super::tickers::Tickers;
use super::timeline::Timeline;
use super::watch_words::WatchWords;
use super::why::Why;
use crate::browser::Offline;
use crate::history::History;
use crate::state::{Engine, State};
use crate::{browser, ids, phrase, timeline};

/// The page.
#[component]
pub fn App() -> impl IntoView {
    let state = State::start();
    let is_empty = Memo::new(move |_| state.text.with(|text| text.trim().is_empty()));
    let choose = move |sentence: usize| state.choose(sentence);
    let close = move || state.close();
    let open_shelf = move |open: bool| {
        state.shelf.open.set(open);
        browser::focus_soon(vec![format!("#{}", if open { ids::SHELF_FIND } else { ids::SHELF })]);
    };
    let has_shelf =
        Memo::new(move |_| state.shelf.notes.with(|notes| !notes.is_empty()) || state.shelf.removed.with(|removed| !removed.is_empty()));
    let shelf = move |can_close: bool| {
        view! {
            <Shelf
                shelf=state.shelf
                can_close=can_close
                on_open=move |note| state.open_note(note)
                on_delete=move |note| state.delete_note(note)
                on_undo=move || state.shelf.bring_back()
                on_stop=move |stop| state.stop_scoring(stop)
                on_export=move || state.export_shelf()
                on_import=move |files| state.open_files(files)
                on_close=move || open_shelf(false)
            />
        }
    };
    let on_key = move |event: KeyboardEvent| match event.key().as_str() {
        "Escape" if state.explaining_keys.get_untracked() || state.sharing.open.get_untracked() => {}
        "Escape" if state.shelf.open.get_untracked() && !is_empty.get_untracked() => open_shelf(false),
        "Escape" => close(),
        "z" | "Z" | "y" if (event.ctrl_key() || event.meta_key()) && !browser::is_typing() => {
            event.prevent_default();
            if event.key() == "z" { state.undo_change() } else { state.redo_change() }
        }
        "F8" => {
            event.prevent_default();
            state.step(event.shift_key());
        }
        "?" if state.letters.get_untracked() && !browser::is_typing() => {
            event.prevent_default();
            state.explaining_keys.set(true);
        }
        _ => {}
    };
    let keys = window_event_listener(ev::keydown, on_key);
    let pastes = window_event_listener(ev::paste, move |event| {
        if let Some(pasted) = browser::pasted(&event, ids::NOTE_INPUT) {
            event.prevent_default();
            state.bring(pasted);
        }
    });
    // A file that is dropped beside the page would take the page's place.
    let over = window_event_listener(ev::dragover, move |event| {
        if browser::drags_files(&event) {
            event.prevent_default();
            state.dragging.set(true);
        }
    });
    let leave = window_event_listener(ev::dragleave, move |event| {
        if event.related_target().is_none() {
            state.dragging.set(false);
        }
    });
    let drop = window_event_listener(ev::drop, move |event| {
        if browser::drags_files(&event) {
            event.prevent_default();
            state.dragging.set(false);
            if let Some(dropped) = browser::dropped(&event) {
                state.bring(dropped);
            }
        }
    });
    // Another link in the address of the page that is open already.
    let links = window_event_listener(ev::hashchange, move |_| state.open_link());
    // A page that is hidden may be gone without another word.
    let hides = window_event_listener(ev::visibilitychange, move |_| state.leave());
    let leaves = window_event_listener(ev::pagehide, move |_| state.leave());
    on_cleanup(move || {
        hides.remove();
        leaves.remove();
        links.remove();
        keys.remove();
        pastes.remove();
        over.remove();
        leave.remove();
        drop.remove();
    });
    let set_roles = move |id: usize, roles: Vec<String>| state.revise(id, |entry| entry.roles = Some(roles));
    let set_polarity = move |id: usize, polarity: &'static str| state.revise(id, |entry| entry.polarity = Some(polarity.to_owned()));
    let give_orphan = move |entry: usize, to_chosen: bool| {
        state.settle_orphan(entry, if to_chosen { state.chosen.get_untracked() } else { None });
    };
    let can_undo = Signal::derive(move || state.history.with(History::can_undo));
    let can_redo = Signal::derive(move || state.history.with(History::can_redo));
    // What hinders the shelf is said until the reader closes that, or something else does.
    let told = RwSignal::new(None);
    let hindrance = Memo::new(move |_| state.shelf.hindrance.get().filter(|hindrance| Some(*hindrance) != told.get()));
    let (year, month, _) = browser::calendar(browser::now());
    let now = timeline::month(year, month);

    view! {
        <div class="page" class:is-empty=move || is_empty.get() class:has-shelf=move || has_shelf.get() class:is-guest=move || state.sharing.guest.with(Option::is_some) class:is-explaining=move || state.chosen.get().is_some()>
            <header class="masthead">
                <h1 class="wordmark">"Note Annotator"</h1>
                <p class="promise">
                    "Nothing leaves this page. "
                    <span data-offline=move || if state.offline.get().is_some() { "kept" } else { "none" }>"It works offline."</span>
                </p>
                <div class="actions">
                    <Show when=move || state.replaced.with(Option::is_some)>
                        <button id=ids::UNDO type="button" class="button" on:click=move |_| state.undo()>"Undo"</button>
                    </Show>
                    <label class="button file">
                        "Open files"
                        <input id=ids::OPEN type="file" multiple accept=browser::KINDS class="visually-hidden" on:change=move |event| state.open_files(browser::chosen(&event)) />
                    </label>
                    <button id=ids::SAMPLE type="button" class="button" on:click=move |_| state.load_sample()>"Try a sample note"</button>
                    <Show when=move || state.shown.with(|shown| shown.as_ref().is_some_and(|shown| !shown.so_far))>
                        <button id=ids::SHARE type="button" class="button" on:click=move |_| state.share(true)>"Share"</button>
                    </Show>
                    <Show when=move || !is_empty.get()>
                        <button
                            id=ids::COMPARE
                            type="button"
                            class="button"
                            aria-expanded=move || if state.beside.open.get() { "true" } else { "false" }
                            on:click=move |_| state.compare(!state.beside.open.get_untracked())
                        >
                            "Compare"
                        </button>
                        <Show when=move || has_shelf.get()>
                            <button
                                id=ids::SHELF
                                type="button"
                                class="button"
                                aria-expanded=move || if state.shelf.open.get() { "true" } else { "false" }
                                on:click=move |_| open_shelf(!state.shelf.open.get_untracked())
                            >
                                "Shelf " {move || state.shelf.notes.with(Vec::len)}
                            </button>
                        </Show>
                        <button id=ids::CLEAR type="button" class="button" on:click=move |_| state.clear()>"Clear"</button>
                    </Show>
                    <button id=ids::KEYS type="button" class="button" on:click=move |_| state.explaining_keys.set(true)>"Keys"</button>
                </div>
            </header>
            <p id=ids::STATUS class="visually-hidden" role="status" aria-live="polite">{move || state.status.get()}</p>
            <main>
                <p class="dropping" hidden=move || !state.dragging.get()>"Drop a file to read it as a note, or several to put them on the shelf."</p>
                <Show when=move || state.message.with(Option::is_some)>
                    <div id=ids::MESSAGE class="notice">
                        <p>{move || state.message.get()}</p>
                        <button type="button" class="button" on:click=move |_| state.message.set(None)>"Close"</button>
                    </div>
                </Show>
                <Show when=move || state.offline.get() == Some(Offline::Newer)>
                    <div id=ids::NEWER class="notice" role="status">
                        <p>"There is a newer version of this page. What you are working on is kept."</p>
                        <button id=ids::TAKE_NEWER type="button" class="button" on:click=move |_| browser::take_newer()>"Use it now"</button>
                    </div>
                </Show>
                {move || hindrance.get().map(|hindrance| view! {
                    <div id=ids::NOT_KEPT class="alarm notice" role="alert">
                        <p>{hindrance.words()}</p>
                        <button type="button" class="button" on:click=move |_| told.set(Some(hindrance))>"Close"</button>
                    </div>
                })}
                <Show when=move || !is_empty.get() && state.shelf.open.get() && has_shelf.get()>{shelf(true)}</Show>
                {move || state.sharing.guest.get().map(|guest| view! {
                    <Shared
                        guest=guest
                        shown=state.shown.into()
                        on_copy=move || state.copy_shared()
                        on_mine=move || state.make_mine()
                        on_close=move || state.close_shared()
                    />
                })}
                {move || state.sharing.findings.get().map(|content| view! { <SharedFindings content=content on_close=move || state.close_findings() /> })}
                <Progress
                    engine=state.engine.into()
                    reading=state.reading.into()
                    stopped=state.stopped.into()
                    on_stop=move || state.stop()
                    on_resume=move || state.resume()
                    on_retry=move || state.retry()
                />
                <Show when=move || !is_empty.get() && state.beside.open.get()>
                    <Comparison
                        beside=state.beside
                        shown=state.shown.into()
                        chosen=state.chosen.into()
                        on_choose=choose
                        on_open=move |read| state.opened_beside(read)
                        on_swap=move || state.swap()
                        on_apart=move |before, after| state.take_apart(before, after)
                        on_close=move || state.compare(false)
                    />
                </Show>
                <div class="desk">
                    <Editor
                        text=state.text.into()
                        empty=is_empty.into()
                        open=state.editing.into()
                        on_edit=move |text| state.edit(text)
                        on_open=move |open| state.edit_text(open)
                    />
                    <section class="margin" aria-label="Sentiment and explanation">
                        {move || {
                            state.in_margin.get().map(|shown| {
                                if shown.so_far {
                                    let count = phrase::plural(shown.read().count(), "sentence", "sentences");
                                    return view! {
                                        <section id=ids::SO_FAR class="panel" aria-labelledby="so-far-title">
                                            <h2 id="so-far-title" class="panel-title">"Sentiment"</h2>
                                            <p>{format!("{count} read so far. The sentiment, and why each sentence was read as it was, follow when all are.")}</p>
                                        </section>
                                    }
                                    .into_any();
                                }
                                view! { <Sentiment shown=shown /> }.into_any()
                            })
                        }}
                        {move || {
                            let shown = state.in_pictures.get().filter(|shown| shown.document.computed.score.is_some());
                            shown.map(|shown| view! { <Arc shown=shown chosen=state.chosen.into() on_choose=choose /> })
                        }}
                        {move || {
                            state.in_margin.get().filter(|shown| !shown.so_far).map(|shown| {
                                let (explained, score) = (shown.clone(), shown.document.computed.score);
                                view! {
                                    {move || {
                                        let shown = explained.clone();
                                        match state.chosen.get() {
                                            Some(id) => {
                                                let own = shown.clone();
                                                // What somebody shared is theirs.
                                                let is_own = state.sharing.guest.with(Option::is_none);
                                                view! {
                                                    <Why shown=shown id=id explained=state.explained.get() on_close=close>
                                                        {is_own.then(|| view! {
                                                            <Opinion
                                                                shown=own
                                                                id=id
                                                                on_roles=set_roles
                                                                on_polarity=set_polarity
                                                                on_comment=move |id, comment| state.write_comment(id, comment)
                                                                on_comment_end=move || state.finish_comment()
                                                                on_restore=move |id| state.restore(id)
                                                            />
                                                        })}
                                                    </Why>
                                                }
                                                .into_any()
                                            }
                                            // Where nothing could be scored there is no sum to explain.
                                            None => score.map(|sum| view! { <Difference shown=shown sum=sum on_choose=choose /> }).into_any(),
                                        }
                                    }}
                                    <Tickers document=shown.document />
                                }
                            })
                        }}
                    </section>
                    <section class="reading" aria-label="Annotated note">
                        <p class="waiting" hidden=move || is_empty.get() || state.stopped.get() || state.engine.get() != Engine::Ready || state.shown.with(Option::is_some)>
                            "Reading…"
                        </p>
                        <NoteView
                            shown=state.shown.into()
                            chosen=state.chosen.into()
                            explained=state.explained.into()
                            watched=state.watched.into()
                            on_choose=choose
                        />
                    </section>
                    <aside id=ids::RAIL class="rail" aria-label="Findings">
                        <Show when=move || state.in_rail.with(Option::is_some)>
                            <Findings
                                shown=state.in_rail.into()
                                listed=state.listed.into()
                                filter=state.filter.into()
                                chosen=state.chosen.into()
                                letters=state.letters.into()
                                on_choose=choose
                                on_filter=move |filter| state.narrow(|own| *own = filter)
                            />
                        </Show>
                        {move || {
                            state.in_rail.get().map(|shown| {
                                view! {
                                    <Changes
                                        shown=shown
                                        chosen=state.chosen.into()
                                        can_undo=can_undo
                                        can_redo=can_redo
                                        on_choose=choose
                                        on_undo=move || state.undo_change()
                                        on_redo=move || state.redo_change()
                                        on_orphan=give_orphan
                                    />
                                }
                            })
                        }}
                        {move || state.in_pictures.get().map(|shown| view! { <Timeline shown=shown now=now chosen=state.chosen.into() on_choose=choose /> })}
                        <Show when=move || !is_empty.get()>
                            <WatchWords
                                list=state.watch.into()
                                sentences=state.watched_sentences.into()
                                chosen=state.chosen.into()
                                on_choose=choose
                                on_add=move |word| state.watch(word)
                                on_remove=move |word| state.unwatch(word)
                                on_import=move |file| state.import_watch_words(file)
                            />
                        </Show>
                    </aside>
                </div>
                <Show when=move || is_empty.get() && has_shelf.get()>{shelf(false)}</Show>
            </main>
            <Share
                sharing=state.sharing
                on_close=move || state.share(false)
                on_copy=move |link: &str| state.copy_link(link)
                on_export=move |form| state.export(form)
            />
            <Keys
                open=state.explaining_keys.into()
                letters=state.letters.into()
                on_close=move || state.explaining_keys.set(false)
                on_letters=move |on| state.set_letters(on)
            />
        </div>
    }
}
