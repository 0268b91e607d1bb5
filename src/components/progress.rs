//! How far the scorer is: on its way, reading, stopped, or not to be had. It says nothing while there is nothing to wait for.

use leptos::prelude::*;

use crate::ids;
use crate::phrase;
use crate::state::Engine;

/// A line with a bar under the masthead, and what can be done about it.
#[component]
pub fn Progress(
    /// Whether the scorer is at hand.
    engine: Signal<Engine>,
    /// The share of the text that is read, while it is read.
    reading: Signal<Option<f64>>,
    /// Whether the reader stopped the reading.
    stopped: Signal<bool>,
    /// Called to stop reading.
    on_stop: impl Fn() + Copy + Send + 'static,
    /// Called to read after all.
    on_resume: impl Fn() + Copy + Send + 'static,
    /// Called to load the scorer once more.
    on_retry: impl Fn() + Copy + Send + 'static,
) -> impl IntoView {
    // The parts are told apart here, so that a bar that moves is not built anew with every step.
    let part = Memo::new(move |_| match (engine.get(), reading.get().is_some(), stopped.get()) {
        (Engine::Failed(reason), ..) => Part::Failed(reason),
        (Engine::Loading(..), ..) => Part::Loading,
        (Engine::Ready, true, _) => Part::Reading,
        (Engine::Ready, false, true) => Part::Stopped,
        (Engine::Ready, false, false) => Part::Nothing,
    });
    let loaded = move || match engine.get() {
        Engine::Loading(loaded, total) => (loaded, total),
        Engine::Ready | Engine::Failed(_) => (0, 0),
    };
    move || {
        match part.get() {
            Part::Nothing => ().into_any(),
            Part::Failed(reason) => view! {
                <div class="alarm" role="alert">
                    <p>
                        "The scorer could not start, so nothing is annotated; your text is safe. Check the connection and try again, or use a current Firefox, Chrome, Edge or Safari. ("
                        {reason} ")"
                    </p>
                    <button id=ids::RETRY type="button" class="button" on:click=move |_| on_retry()>"Try again"</button>
                </div>
            }
            .into_any(),
            Part::Loading => view! {
                <div class="progress">
                    <label for=ids::PROGRESS>{move || phrase::loading(loaded())}</label>
                    <progress id=ids::PROGRESS max=move || loaded().1.max(1) value=move || loaded().0></progress>
                </div>
            }
            .into_any(),
            Part::Reading => view! {
                <div class="progress">
                    <label for=ids::PROGRESS>{move || phrase::reading(reading.get().unwrap_or_default())}</label>
                    <progress id=ids::PROGRESS max="1" value=move || reading.get().unwrap_or_default()></progress>
                    <button id=ids::STOP type="button" class="button" on:click=move |_| on_stop()>"Stop"</button>
                </div>
            }
            .into_any(),
            Part::Stopped => view! {
                <div class="progress">
                    <p>"Reading was stopped; the text as it is now is not annotated."</p>
                    <button id=ids::STOP type="button" class="button" on:click=move |_| on_resume()>"Read it"</button>
                </div>
            }
            .into_any(),
        }
    }
}

/// What is said.
#[derive(Clone, PartialEq, Eq)]
enum Part {
    Nothing,
    Failed(String),
    Loading,
    Reading,
    Stopped,
}
