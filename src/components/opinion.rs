//! What the reader says of the chosen sentence: its roles, its polarity, a comment.

use leptos::prelude::*;

use crate::finding::{ROLES, has};
use crate::shown::Shown;
use crate::{ids, phrase};

const POLARITIES: [&str; 3] = ["negative", "neutral", "positive"];

/// The form; it shows what holds now, the reader's word or else the scorer's.
#[component]
pub fn Opinion(
    /// The note and its annotation.
    shown: Shown,
    /// The sentence's id.
    id: usize,
    /// Called with the roles that the reader gives the sentence.
    on_roles: impl Fn(usize, Vec<String>) + Copy + Send + Sync + 'static,
    /// Called with the polarity that the reader gives it.
    on_polarity: impl Fn(usize, &'static str) + Copy + Send + Sync + 'static,
    /// Called with every change of the comment.
    on_comment: impl Fn(usize, String) + Copy + Send + Sync + 'static,
    /// Called when the comment is finished.
    on_comment_end: impl Fn() + Copy + Send + Sync + 'static,
    /// Called when the scorer's word shall hold again.
    on_restore: impl Fn(usize) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let sentence = shown.sentence(id).cloned()?;
    let entry = shown.entry(id).cloned();
    let changed = entry.as_ref().map(|entry| phrase::change(entry, shown.scored.sentences.get(id)));
    let is_same = changed.as_ref().is_none_or(String::is_empty);
    let held: Vec<String> = sentence.roles.iter().map(|role| role.role.clone()).collect();
    let is_finding = !held.is_empty();
    let roles = ROLES
        .map(|role| {
            let pressed = has(&sentence, role);
            let next: Vec<String> = if pressed {
                held.iter().filter(|own| *own != role).cloned().collect()
            } else {
                held.iter().cloned().chain([role.to_owned()]).collect()
            };
            view! {
                <button
                    id=ids::opinion(role)
                    type="button"
                    class="role-filter"
                    aria-pressed=if pressed { "true" } else { "false" }
                    on:click=move |_| on_roles(id, next.clone())
                >
                    <span class="key" data-role=role>{role}</span>
                </button>
            }
        })
        .collect_view();
    let polarity = sentence.polarity.as_ref().map(|own| own.label.clone());
    let polarities = POLARITIES
        .map(|name| {
            let checked = polarity.as_deref() == Some(name);
            view! {
                <label class="choice">
                    <input id=ids::opinion(name) type="radio" name="polarity" checked=checked on:change=move |_| on_polarity(id, name) />
                    <span>{name}</span>
                </label>
            }
        })
        .collect_view();
    let comment = entry.as_ref().map(|entry| entry.comment.clone()).unwrap_or_default();
    Some(view! {
        <section class="opinion" aria-labelledby="opinion-title">
            <h3 id="opinion-title" class="panel-subtitle">"Your word"</h3>
            <div class="opinion-row" role="group" aria-label="Roles of the sentence">{roles}</div>
            <fieldset class="opinion-row polarity">
                <legend class="visually-hidden">"Polarity, for the holder of the main asset"</legend>
                {polarities}
            </fieldset>
            <label class="opinion-comment">
                <span class="visually-hidden">"Comment"</span>
                <textarea
                    id=ids::COMMENT
                    rows="2"
                    placeholder="Comment"
                    on:input:target=move |event| on_comment(id, event.target().value())
                    on:change=move |_| on_comment_end()
                    prop:value=comment
                ></textarea>
            </label>
            <p class="aside changed" hidden=is_same>{changed}</p>
            <div class="opinion-row">
                <button id=ids::DISMISS type="button" class="button" hidden=!is_finding on:click=move |_| on_roles(id, Vec::new())>
                    "Dismiss the finding"
                </button>
                <button id=ids::RESTORE type="button" class="button" hidden=entry.is_none() on:click=move |_| on_restore(id)>
                    "Restore the scorer's word"
                </button>
            </div>
        </section>
    })
}
