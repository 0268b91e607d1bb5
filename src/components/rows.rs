//! A list of which the reader sees the beginning, and more of it when wanted: nobody looks through thousands of rows, and the page could not hold them.

use leptos::prelude::*;

use crate::phrase;

/// How many rows are drawn at first, and how many more at a time.
const PAGE: usize = 100;

/// The list.
#[component]
pub fn Rows(
    /// How many rows there are.
    count: usize,
    /// One of them.
    row: impl Fn(usize) -> AnyView + Send + 'static,
    /// What one of them is called, and several.
    name: (&'static str, &'static str),
) -> impl IntoView {
    let room = RwSignal::new(PAGE);
    let rows = move || (0..count.min(room.get())).map(&row).collect_view();
    view! {
        <ol class="found">{rows}</ol>
        <button type="button" class="button more" hidden=move || count <= room.get() on:click=move |_| room.update(|room| *room += PAGE)>
            {move || phrase::plural(count.saturating_sub(room.get()), name.0, name.1)}
        </button>
    }
}
