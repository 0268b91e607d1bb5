//! The page as a whole: joins the state to the parts and lays them on the desk.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::difference::Difference;
use super::editor::Editor;
use super::note_view::NoteView;
use super::progress::Progress;
use super::sentiment::Sentiment;
use super::why::Why;
use crate::state::{Engine, State};
use crate::{browser, ids};

/// The page.
#[component]
pub fn App() -> impl IntoView {
    let state = State::start();
    let is_empty = Memo::new(move |_| state.text.with(|text| text.trim().is_empty()));
    // The sentence that a choice came from, so that Escape can lead back.
    let choose = move |sentence: usize| {
        state.chosen.set(Some(sentence));
    };
    let choose_elsewhere = move |sentence: usize| {
        state.chosen.set(Some(sentence));
        browser::reveal(&ids::sentence(sentence));
    };
    let close = move || {
        if let Some(sentence) = state.chosen.get_untracked() {
            state.chosen.set(None);
            browser::focus(&ids::sentence(sentence));
        }
    };
    let on_escape = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            close();
        }
    };

    view! {
        <div class="page" class:is-empty=move || is_empty.get() class:is-explaining=move || state.chosen.get().is_some() on:keydown=on_escape>
            <header class="masthead">
                <h1 class="wordmark">"Note Annotator"</h1>
                <p class="promise">"Nothing leaves this page."</p>
                <div class="actions">
                    <Show when=move || state.replaced.with(Option::is_some)>
                        <button id=ids::UNDO type="button" class="button" on:click=move |_| state.undo()>"Undo"</button>
                    </Show>
                    <button id=ids::SAMPLE type="button" class="button" on:click=move |_| state.load_sample()>"Try a sample note"</button>
                    <Show when=move || !is_empty.get()>
                        <button id=ids::CLEAR type="button" class="button" on:click=move |_| state.clear()>"Clear"</button>
                    </Show>
                </div>
            </header>
            <p id=ids::STATUS class="visually-hidden" role="status" aria-live="polite">{move || state.status.get()}</p>
            <Progress
                engine=state.engine.into()
                reading=state.reading.into()
                stopped=state.stopped.into()
                on_stop=move || state.stop()
                on_resume=move || state.resume()
                on_retry=move || state.retry()
            />
            <main class="desk">
                <Editor text=state.text.into() empty=is_empty.into() on_edit=move |text| state.edit(text) />
                <section class="reading" aria-label="Annotated note">
                    {move || {
                        state.shown.get().map_or_else(
                            || view! { <p class="waiting" hidden=move || is_empty.get() || state.stopped.get() || state.engine.get() != Engine::Ready>"Reading…"</p> }.into_any(),
                            |shown| view! { <NoteView shown=shown chosen=state.chosen.into() on_choose=choose /> }.into_any(),
                        )
                    }}
                </section>
                <aside class="margin" aria-label="Sentiment and explanation">
                    {move || {
                        state.shown.get().map(|shown| {
                            let explained = shown.clone();
                            view! {
                                <Sentiment document=shown.document.clone() />
                                {move || {
                                    let shown = explained.clone();
                                    match state.chosen.get() {
                                        Some(id) => view! { <Why shown=shown id=id on_close=close /> }.into_any(),
                                        None => view! { <Difference shown=shown on_choose=choose_elsewhere /> }.into_any(),
                                    }
                                }}
                            }
                        })
                    }}
                </aside>
            </main>
        </div>
    }
}
