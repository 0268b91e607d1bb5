//! Another note beside the reader's: both sentiments, and the findings of both, paired by what they mean.

use exchange::json::{Document, Sentence};
use leptos::prelude::*;

use super::number::Number;
use crate::beside::Beside;
use crate::comparison::{Kept, Likeness, Other, Shift};
use crate::shown::Shown;
use crate::{browser, ids, phrase};

/// The comparison.
#[component]
pub fn Comparison(
    /// The other note and what it comes to.
    beside: Beside,
    /// The note.
    shown: Signal<Option<Shown>>,
    /// The sentence that is explained.
    chosen: Signal<Option<usize>>,
    /// Called with the sentence that the reader chooses.
    on_choose: impl Fn(usize) + Copy + Send + Sync + 'static,
    /// Called with the content of the file that the reader chose, or with why there is none.
    on_open: impl Fn(Result<String, String>) + Copy + Send + Sync + 'static,
    /// Called to let the notes change places.
    on_swap: impl Fn() + Copy + Send + Sync + 'static,
    /// Called with two sentences, the other note's and the note's own, that are not the same point.
    on_apart: impl Fn(usize, usize) + Copy + Send + Sync + 'static,
    /// Called to close it.
    on_close: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let is_blank = Memo::new(move |_| beside.text.with(|text| text.trim().is_empty()));
    let is_open = move || is_blank.get() || beside.editing.get();
    let result = move || {
        let (shown, other, comparison) = (shown.get()?, beside.other.get()?, beside.comparison.get()?);
        let row = |own: &Kept| {
            let (before, after) = (other.sentence(own.before)?.clone(), shown.sentence(own.after)?.clone());
            let (then, now) = (other.line(&before), shown.words(&after));
            Some(view! {
                <li class="pair-row" data-kept=format!("{} {}", own.before, own.after)>
                    <Half sentence=before text=then />
                    <OwnHalf sentence=after text=now chosen=chosen on_choose=on_choose />
                    <Shifts own=own.clone() on_apart=on_apart />
                </li>
            })
        };
        let kept = comparison.kept.iter().filter_map(row).collect_view();
        let added = comparison
            .added
            .iter()
            .filter_map(|id| {
                let sentence = shown.sentence(*id)?.clone();
                let text = shown.words(&sentence);
                Some(view! { <li class="pair-row alone" data-added=*id><OwnHalf sentence=sentence text=text chosen=chosen on_choose=on_choose /></li> })
            })
            .collect_view();
        let dropped = comparison
            .dropped
            .iter()
            .filter_map(|id| {
                let sentence = other.sentence(*id)?.clone();
                let text = other.line(&sentence);
                Some(view! { <li class="pair-row alone" data-dropped=*id><Half sentence=sentence text=text /></li> })
            })
            .collect_view();
        let heading = |name: &str, count: usize| format!("{name} ({count})");
        Some(view! {
            <Scores shown=shown.clone() other=other.clone() />
            <h3 class="panel-subtitle">{heading("Kept", comparison.kept.len())}</h3>
            <p class="aside" hidden=comparison.kept.is_empty()>
                "The other note's sentence, then this one's. They are paired by meaning, and a pair can be wrong: say so where it is."
            </p>
            <p class="aside" hidden=!comparison.kept.is_empty()>"No finding of the one makes the same point as a sentence of the other."</p>
            <ol class="beside-list">{kept}</ol>
            <h3 class="panel-subtitle">{heading("Added", comparison.added.len())}</h3>
            <ol class="beside-list in-columns">{added}</ol>
            <h3 class="panel-subtitle">{heading("Dropped", comparison.dropped.len())}</h3>
            <ol class="beside-list in-columns">{dropped}</ol>
        })
    };
    view! {
        <section id=ids::COMPARISON class="panel comparison" aria-labelledby="comparison-title">
            <header class="why-head">
                <h2 id="comparison-title" class="panel-title">"Beside another note"</h2>
                <span class="ways">
                    <button id=ids::OTHER_EDIT type="button" class="button" hidden=move || is_blank.get() aria-expanded=move || if is_open() { "true" } else { "false" } on:click=move |_| beside.editing.update(|editing| *editing = !*editing)>
                        {move || if is_open() { "Fold the text away" } else { "Edit the other note" }}
                    </button>
                    <button id=ids::SWAP type="button" class="button" hidden=move || is_blank.get() on:click=move |_| on_swap()>"Swap"</button>
                    <label class="button file">
                        "Open a file"
                        <input id=ids::OTHER_OPEN type="file" accept=browser::KINDS class="visually-hidden" on:change=move |event| browser::read_chosen_text(&event, on_open) />
                    </label>
                    <button id=ids::COMPARISON_CLOSE type="button" class="button" on:click=move |_| on_close()>"Close"</button>
                </span>
            </header>
            <div hidden=move || !is_open()>
                <label class="editor-label" for=ids::OTHER_INPUT>"Paste the other note: last quarter's, or another house's"</label>
                <textarea
                    id=ids::OTHER_INPUT
                    class="editor-input other-input"
                    dir="auto"
                    spellcheck="false"
                    autocomplete="off"
                    prop:value=move || beside.text.get()
                    on:input:target=move |event| beside.text.set(event.target().value())
                    on:paste=move |_| {
                        if is_blank.get_untracked() {
                            beside.editing.set(false);
                        }
                    }
                ></textarea>
            </div>
            <p class="waiting" hidden=move || beside.reading.get().is_none()>
                {move || beside.reading.get().map(|share| format!("The other note. {}", phrase::reading(share)))}
            </p>
            <p class="waiting" hidden=move || beside.hindrance.with(Option::is_none)>{move || beside.hindrance.get()}</p>
            {result}
        </section>
    }
}

/// A sentiment of both notes and how it changed.
fn score_row(
    name: &'static str,
    key: &'static str,
    pick: impl Fn(&Document) -> (Option<f64>, Option<String>),
    before: &Document,
    after: &Document,
) -> AnyView {
    let cell = |(score, label): (Option<f64>, Option<String>)| {
        let number = score.map(|score| view! { <Number text=phrase::score(score) /> });
        let none = (score.is_none() && label.is_none()).then_some("none");
        view! { <td>{number} " " {label} {none}</td> }
    };
    let (then, now) = (pick(before), pick(after));
    let change = then.0.zip(now.0).map(|(then, now)| phrase::signed(now - then));
    let value = change.clone().unwrap_or_default();
    view! {
        <tr>
            <th scope="row">{name}</th>
            {cell(then)}
            {cell(now)}
            <td data-change=key data-value=value>{change.map(|change| view! { <Number text=change /> })}</td>
        </tr>
    }
    .into_any()
}

#[component]
fn Scores(shown: Shown, other: Other) -> impl IntoView {
    let name = |document: &Document| {
        document.computed.tickers.first().map(|main| main.ticker.clone()).map(|ticker| format!(" ({ticker})")).unwrap_or_default()
    };
    let stated = |document: &Document| document.stated.as_ref().map_or((None, None), |stated| (stated.score, stated.label.clone()));
    let computed = |document: &Document| (document.computed.score, document.computed.label.clone());
    let (before, after) = (&other.document, &shown.document);
    view! {
        <table class="beside-scores">
            <thead>
                <tr>
                    <th scope="col"><span class="visually-hidden">"Sentiment"</span></th>
                    <th scope="col">{format!("Other note{}", name(before))}</th>
                    <th scope="col">{format!("This note{}", name(after))}</th>
                    <th scope="col">"Change"</th>
                </tr>
            </thead>
            <tbody>
                {score_row("Stated", "stated", stated, before, after)}
                {score_row("Computed", "computed", computed, before, after)}
            </tbody>
        </table>
    }
}

/// The roles of a sentence, as the list of findings shows them, and whose it is.
fn roles(sentence: &Sentence, side: &'static str) -> AnyView {
    if sentence.roles.is_empty() {
        return view! { <span class="half-roles none">"no finding" <span class="half-side">{side}</span></span> }.into_any();
    }
    let keys = sentence
        .roles
        .iter()
        .map(|held| view! { <span class="key" data-role=held.role.clone()>{held.role.clone()}</span> " " })
        .collect_view();
    view! { <span class="half-roles"><span>{keys}</span> <span class="half-side">{side}</span></span> }.into_any()
}

/// The other note's sentence.
#[component]
fn Half(sentence: Sentence, text: String) -> impl IntoView {
    view! {
        <div class="half">
            {roles(&sentence, "other note")}
            <span class="half-text" dir="auto">{text}</span>
        </div>
    }
}

/// The note's own sentence, which can be chosen.
#[component]
fn OwnHalf(
    sentence: Sentence,
    text: String,
    chosen: Signal<Option<usize>>,
    on_choose: impl Fn(usize) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let id = sentence.id;
    view! {
        <button type="button" class="half own" aria-pressed=move || if chosen.get() == Some(id) { "true" } else { "false" } on:click=move |_| on_choose(id)>
            {roles(&sentence, "this note")}
            <span class="half-text" dir="auto">{text}</span>
        </button>
    }
}

/// What changed between two sentences, and how sure it is that they make the same point.
#[component]
fn Shifts(own: Kept, on_apart: impl Fn(usize, usize) + Copy + Send + Sync + 'static) -> impl IntoView {
    let shift = |kind: &'static str, shift: Shift| {
        view! {
            <span class="shift" data-shift=kind>
                <span>{shift.before}</span> <span class="visually-hidden">" became "</span> <span aria-hidden="true">" \u{2192} "</span> <b>{shift.after}</b>
            </span>
        }
    };
    let (before, after) = (own.before, own.after);
    let shifts = own
        .numbers
        .into_iter()
        .map(|own| shift("number", own))
        .chain(own.horizons.map(|own| shift("horizon", own)))
        .chain(own.roles.map(|own| shift("roles", own)))
        .chain(own.polarity.map(|own| shift("polarity", own)))
        .collect_view();
    let is_sure = own.likeness == Likeness::Same;
    view! {
        <p class="shifts">
            <span class="likeness">{own.likeness.words()}</span>
            {shifts}
            <button type="button" class="link" hidden=is_sure on:click=move |_| on_apart(before, after)>"Not the same"</button>
        </p>
    }
}
