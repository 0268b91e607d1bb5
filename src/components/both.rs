//! Stated and computed sentiment on one small scale, for a row of a table.

use leptos::prelude::*;

/// The picture; the numbers stand beside it.
#[component]
pub fn Both(
    /// In [-1, 1], if there is one.
    stated: Option<f64>,
    /// The same of the computed one.
    computed: Option<f64>,
) -> impl IntoView {
    let place = |score: f64| f64::midpoint(score.clamp(-1.0, 1.0), 1.0).mul_add(72.0, 4.0);
    view! {
        <svg class="axis small" viewBox="0 0 80 14" aria-hidden="true">
            <line class="line" x1="4" x2="76" y1="7" y2="7" />
            <line class="tick" x1="40" x2="40" y1="3" y2="11" />
            {stated.zip(computed).map(|(stated, computed)| view! {
                <line class="between" x1=place(stated).to_string() x2=place(computed).to_string() y1="7" y2="7" />
            })}
            {computed.map(|score| view! { <circle class="needle computed" cx=place(score).to_string() cy="7" r="3" /> })}
            {stated.map(|score| view! { <path class="needle stated" d=format!("M {} 3 l 3.6 4 l -3.6 4 l -3.6 -4 z", place(score)) /> })}
        </svg>
    }
}
