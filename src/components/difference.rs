//! The sentences that make the difference between label and text, and how many of each role there are.

use leptos::prelude::*;

use super::number::Number;
use crate::phrase;
use crate::state::Shown;

/// How many sentences are listed where no label asks for a difference.
const STRONGEST: usize = 4;

/// The list that leads into the note.
#[component]
pub fn Difference(
    /// The note and its annotation.
    shown: Shown,
    /// Called with the sentence that the reader chooses.
    on_choose: impl Fn(usize) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let document = shown.document.clone();
    let count = |role: &str| document.sentences.iter().filter(|sentence| sentence.roles.iter().any(|held| held.role == role)).count();
    let legend = ["risk", "catalyst", "contrarian"]
        .map(|role| view! { <li><span class="key" data-role=role>{role}</span> <b data-count=role>{count(role)}</b></li> })
        .collect_view();
    let (title, ids) = if document.divergence.sentences.is_empty() {
        let mut scored: Vec<_> = document.sentences.iter().filter(|sentence| sentence.polarity.is_some()).collect();
        scored.sort_by(|one, other| other.contribution.abs().total_cmp(&one.contribution.abs()));
        ("What weighs most", scored.into_iter().take(STRONGEST).map(|sentence| sentence.id).collect::<Vec<_>>())
    } else {
        ("What makes the difference", document.divergence.sentences.clone())
    };
    let rows = ids
        .into_iter()
        .filter_map(|id| {
            shown.sentence(id).map(|sentence| (id, sentence.contribution, excerpt(&shown.text, sentence.range.start, sentence.range.end)))
        })
        .map(|(id, contribution, text)| {
            view! {
                <li>
                    <button type="button" class="driver" data-driver=id on:click=move |_| on_choose(id)>
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
            <p class="aside">"Each number is what the sentence adds to the computed score. Choose any sentence of the note to see why it was read as it was."</p>
            <h3 class="panel-subtitle">"Marked in this note"</h3>
            <ul class="legend">{legend}</ul>
        </section>
    }
}

/// A sentence in one line, cut at a word after about 110 characters.
fn excerpt(text: &str, start: usize, end: usize) -> String {
    let mut short = String::new();
    let words: Vec<&str> = text.get(start..end).unwrap_or_default().split_whitespace().collect();
    for word in words {
        if short.chars().count() + word.chars().count() > 110 {
            short.push('…');
            break;
        }
        if !short.is_empty() {
            short.push(' ');
        }
        short.push_str(word);
    }
    short
}
