//! Lists of which the reader sees the beginning, and more of it when wanted: nobody looks through thousands of rows, and the page could not hold them.

use leptos::prelude::*;

use crate::phrase;

/// How many rows are drawn at first, and how many more at a time.
const PAGE: usize = 100;

/// A list whose rows do not change.
#[component]
pub fn Rows(
    /// How many rows there are.
    count: usize,
    /// One of them.
    row: impl Fn(usize) -> AnyView + Send + 'static,
    /// What one more of them is called, and several more.
    name: (&'static str, &'static str),
) -> impl IntoView {
    let room = RwSignal::new(PAGE);
    let rows = move || (0..count.min(room.get())).map(&row).collect_view();
    view! {
        <ol class="found">{rows}</ol>
        <More count=Signal::stored(count) room=room step=PAGE name=name />
    }
}

/// The button below a list that makes room for more of it; hidden where all of it is there.
#[component]
pub fn More(
    /// How many rows there are.
    count: Signal<usize>,
    /// How many of them are shown.
    room: RwSignal<usize>,
    /// How many more are shown at a time.
    step: usize,
    /// What one more of them is called, and several more.
    name: (&'static str, &'static str),
) -> impl IntoView {
    let left = move || count.get().saturating_sub(room.get());
    view! {
        <button type="button" class="button more" hidden=move || left() == 0 on:click=move |_| room.update(|room| *room += step)>
            {move || phrase::plural(left(), name.0, name.1)}
        </button>
    }
}
