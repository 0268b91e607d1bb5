//! A score as text: its minus is a true one to the eye and an ASCII one to a machine.

use leptos::prelude::*;

/// `text` ("-0.31") with its first minus drawn as a true minus. The element's text stays as given.
#[component]
pub fn Number(
    /// ASCII digits with an ASCII sign.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    match text.strip_prefix('-') {
        Some(rest) => view! { <span class="number"><span class="minus">"-"</span>{rest.to_owned()}</span> }.into_any(),
        None => view! { <span class="number">{text}</span> }.into_any(),
    }
}
