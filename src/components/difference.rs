//! The sentences that make the difference between label and text, with the sum that they are part of.

use leptos::prelude::*;

use super::number::Number;
use crate::phrase;
use crate::shown::Shown;

/// How many sentences are listed where no label asks for a difference.
const STRONGEST: usize = 4;

/// The list that leads into the note.
#[component]
pub fn Difference(
    /// The note and its annotation.
    shown: Shown,
    /// Its computed score.
    sum: f64,
    /// Called with the sentence that the reader chooses.
    on_choose: impl Fn(usize) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let document = shown.document.clone();
    let (title, ids) = if document.divergence.sentences.is_empty() {
        let mut scored: Vec<_> = shown.read().collect();
        scored.sort_by(|one, other| other.contribution.abs().total_cmp(&one.contribution.abs()));
        ("What weighs most", scored.into_iter().take(STRONGEST).map(|sentence| sentence.id).collect::<Vec<_>>())
    } else {
        ("What makes the difference", document.divergence.sentences.clone())
    };
    let listed: f64 = ids.iter().filter_map(|id| shown.sentence(*id)).map(|sentence| sentence.contribution).sum();
    let others = shown.read().count() - ids.len();
    let rows = ids
        .into_iter()
        .filter_map(|id| shown.sentence(id).map(|sentence| (id, sentence.contribution, shown.excerpt(sentence))))
        .map(|(id, contribution, text)| {
            view! {
                <li>
                    <button type="button" class="entry driver" data-driver=id on:click=move |_| on_choose(id)>
                        <span class="driver-value"><Number text=phrase::signed(contribution) /></span>
                        <span class="driver-text">{text}</span>
                    </button>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="panel difference" aria-labelledby="difference-title">
            <h2 id="difference-title" class="panel-title">{title}</h2>
            <ol class="drivers">{rows}</ol>
            <dl class="sum">
                <div hidden=others == 0>
                    <dt>{phrase::plural(others, "other sentence", "other sentences")}</dt>
                    <dd data-rest=(sum - listed).to_string()><Number text=phrase::signed(sum - listed) /></dd>
                </div>
                <div class="total"><dt>"sum, the computed score"</dt><dd><Number text=phrase::signed(sum) /></dd></div>
            </dl>
            <p class="aside">"Choose any sentence of the note to see why it was read as it was."</p>
        </section>
    }
}
