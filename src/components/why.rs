//! Why a sentence was read as it was: probabilities, words with what they add, and the facts named in it.

use std::sync::Arc;

use exchange::json::Sentence;
use leptos::prelude::*;

use super::number::Number;
use crate::finding::has;
use crate::segment::{WordRow, rows};
use crate::shown::Shown;
use crate::{ids, phrase};

/// How many words are listed; the others are summed in one row, so that the sum adds up.
const LISTED: usize = 10;

/// The explanation of one sentence.
#[component]
pub fn Why(
    /// The note and its annotation.
    shown: Shown,
    /// The sentence's id.
    id: usize,
    /// The words behind it, where the annotation comes without.
    explained: Option<Arc<Sentence>>,
    /// What the reader can say of the sentence.
    children: Children,
    /// Called when the reader has seen enough.
    on_close: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let adds = shown.sentence(id)?.contribution;
    // What the scorer read is explained, whatever its reader made of it.
    let sentence = match explained.filter(|own| own.id == id) {
        Some(own) => Arc::unwrap_or_clone(own),
        None => shown.scored.sentences.get(id).cloned()?,
    };
    let decisions = sentence
        .logits
        .iter()
        .map(|logit| {
            let words = rows(&shown, &sentence, &logit.target);
            view! { <Decision target=logit.target.clone() intercept=logit.intercept value=logit.value words=words /> }
        })
        .collect_view();
    let bars = probabilities(&sentence)
        .into_iter()
        .map(|(name, value, decided)| view! { <Bar name=name value=value decided=decided /> })
        .collect_view();
    Some(view! {
        <section id=ids::WHY class="panel why" aria-labelledby="why-title" data-explains=id>
            <header class="why-head">
                <h2 id="why-title" class="panel-title">"Why"</h2>
                <button type="button" class="button close" on:click=move |_| on_close()>"Close"</button>
            </header>
            <p class="quote">{shown.words(&sentence)}</p>
            <p class="adds">"Adds " <b><Number text=phrase::signed(adds) /></b> " to the computed score."</p>
            {children()}
            <h3 class="panel-subtitle">"The scorer's word"</h3>
            <ul class="bars">{bars}</ul>
            {decisions}
            <Facts shown=shown.clone() sentence=sentence.clone() />
        </section>
    })
}

/// Every probability by name, and whether it was decided on.
fn probabilities(sentence: &Sentence) -> Vec<(&'static str, f64, bool)> {
    let mut list = Vec::new();
    if let Some(roles) = sentence.probabilities {
        list.extend(
            [("risk", roles.risk), ("catalyst", roles.catalyst), ("contrarian", roles.contrarian)]
                .map(|(name, value)| (name, value, has(sentence, name))),
        );
    }
    if let Some(polarity) = &sentence.polarity {
        let all = polarity.probabilities;
        list.extend(
            [("negative", all.negative), ("neutral", all.neutral), ("positive", all.positive)]
                .map(|(name, value)| (name, value, polarity.label == name)),
        );
    }
    list
}

#[component]
fn Bar(name: &'static str, value: f64, decided: bool) -> impl IntoView {
    view! {
        <li class="bar" class:decided=decided data-target=name>
            <span class="bar-name">{name}</span>
            <svg class="bar-line" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
                <rect class="bar-track" width="100" height="8" />
                <rect class="bar-fill" width=(value * 100.0).to_string() height="8" />
            </svg>
            <span class="bar-value">{phrase::percent(value)}</span>
        </li>
    }
}

#[component]
fn Decision(target: String, intercept: f64, value: f64, words: Vec<WordRow>) -> impl IntoView {
    let strongest = words.iter().fold(1e-9_f64, |most, row| most.max(row.contribution.abs()));
    let rest: f64 = words.iter().skip(LISTED).map(|row| row.contribution).sum();
    let others = words.len().saturating_sub(LISTED);
    let rows = words
        .into_iter()
        .take(LISTED)
        .map(|row| {
            let (x, width) = half(row.contribution / strongest);
            let class = if row.contribution < 0.0 { "against" } else { "for" };
            let word = row.word.clone();
            view! {
                <tr data-evidence=word>
                    <th scope="row">{row.word} {row.outside.then(|| view! { <span class="outside">"around it"</span> })}</th>
                    <td class="signed">
                        <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
                            <line class="zero" x1="50" x2="50" y1="0" y2="8" />
                            <rect class=class x=x width=width y="1" height="6" />
                        </svg>
                    </td>
                    <td><Number text=phrase::signed(row.contribution) /></td>
                </tr>
            }
        })
        .collect_view();
    let title = format!("Words behind \u{201c}{target}\u{201d}");
    view! {
        <table class="words" data-decision=target>
            <caption>{title}</caption>
            <thead class="visually-hidden"><tr><th scope="col">"Word"</th><th scope="col">"Direction"</th><th scope="col">"Logits"</th></tr></thead>
            <tbody>
                {rows}
                <tr class="minor" hidden=others == 0><th scope="row">{phrase::plural(others, "more word", "more words")}</th><td></td><td><Number text=phrase::signed(rest) /></td></tr>
                <tr class="minor"><th scope="row">"before any word"</th><td></td><td data-intercept=intercept.to_string()><Number text=phrase::signed(intercept) /></td></tr>
            </tbody>
            <tfoot>
                <tr><th scope="row">"sum, in logits"</th><td></td><td data-sum=value.to_string()><Number text=phrase::signed(value) /></td></tr>
            </tfoot>
        </table>
    }
}

/// Where a signed bar begins and how wide it is, in a picture 100 wide with zero in the middle.
fn half(share: f64) -> (String, String) {
    let width = share.abs().min(1.0) * 50.0;
    let x = if share < 0.0 { 50.0 - width } else { 50.0 };
    (x.to_string(), width.to_string())
}

#[component]
fn Facts(shown: Shown, sentence: Sentence) -> impl IntoView {
    let mut facts: Vec<(&'static str, String, String)> = Vec::new();
    facts.extend(sentence.horizons.iter().map(|one| ("Horizon", shown.covered(one.range), phrase::horizon(one))));
    facts.extend(sentence.quantities.iter().map(|one| ("Quantity", shown.covered(one.range), phrase::quantity(one))));
    let tickers = sentence.tickers.join(", ");
    if !tickers.is_empty() {
        facts.push(("Tickers", tickers, String::new()));
    }
    (!facts.is_empty()).then(|| {
        let rows = facts
            .into_iter()
            .map(|(kind, words, meaning)| {
                let meaning = if meaning == words { String::new() } else { meaning };
                view! { <div data-fact=kind><dt>{kind}</dt><dd>{words} <span class="meaning">{meaning}</span></dd></div> }
            })
            .collect_view();
        view! { <dl class="facts">{rows}</dl> }
    })
}
