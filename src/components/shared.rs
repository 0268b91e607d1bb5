//! What somebody shared: the banner over a whole note, and the list of findings that came without their note.

use exchange::link::{Content, Finding};
use leptos::prelude::*;

use super::number::Number;
use super::rows::Rows;
use crate::sharing::{Guest, since};
use crate::shown::{Shown, bare};
use crate::{ids, phrase};

/// The banner.
#[component]
pub fn Shared(
    /// The shared note.
    guest: Guest,
    /// How it is read here.
    shown: Signal<Option<Shown>>,
    /// Called to put a copy of it on the shelf.
    on_copy: impl Fn() + Copy + Send + Sync + 'static,
    /// Called to make it the reader's own.
    on_mine: impl Fn() + Copy + Send + Sync + 'static,
    /// Called to close it.
    on_close: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let has_own = guest.has_own();
    let told = move || {
        shown.with(|shown| shown.as_ref().filter(|shown| !shown.so_far).map(|shown| since(&guest.seen, shown.scored.computed.score)))
    };
    view! {
        <section id=ids::SHARED class="shared" aria-label="Shared annotation">
            <p>
                <b>"Shared annotation."</b> " It is shown as it was sent, and cannot be changed here until you make it yours. "
                {has_own.then_some("Your own note is kept and comes back. ")}
                <span data-field="since">{told}</span>
            </p>
            <div class="ways">
                <button id=ids::MAKE_MINE type="button" class="button" on:click=move |_| on_mine()>"Make it mine"</button>
                <button id=ids::KEEP_COPY type="button" class="button" on:click=move |_| on_copy()>"Keep a copy"</button>
                <button id=ids::SHARED_CLOSE type="button" class="button" on:click=move |_| on_close()>"Close"</button>
            </div>
        </section>
    }
}

/// Findings without their note.
#[component]
pub fn SharedFindings(
    /// What was shared.
    content: Content,
    /// Called to close them.
    on_close: impl Fn() + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let Content::Findings { findings, stated, seen, sentences } = content else { return ().into_any() };
    let score = |name: &'static str, score: Option<f64>, label: Option<String>| {
        let number = score.map(|score| view! { <Number text=phrase::score(score) /> });
        let none = (score.is_none() && label.is_none()).then_some("none");
        view! { <div><dt>{name}</dt><dd>{number} " " {label} {none}</dd></div> }
    };
    let stated = stated.unwrap_or_default();
    let reviewed = seen.reviewed.map(|own| score("With the sender's changes", Some(own), None));
    let count = phrase::shared(&findings);
    let of = phrase::plural(sentences, "sentence or line", "sentences and lines");
    let count_of_rows = findings.len();
    let row = move |at: usize| findings.get(at).map(|finding| view! { <SharedFinding finding=finding.clone() /> }).into_any();
    view! {
        <section id=ids::SHARED_FINDINGS class="panel shared-findings" aria-labelledby="shared-findings-title">
            <header class="why-head">
                <h2 id="shared-findings-title" class="panel-title">"Shared findings"</h2>
                <button type="button" class="button" on:click=move |_| on_close()>"Close"</button>
            </header>
            <p class="aside">{format!("{count} of a note of {of}. The note itself was not shared, so nothing here can be read again or explained.")}</p>
            <dl class="shared-scores">
                {score("Stated", stated.score, stated.label)}
                {score("Computed", seen.score, None)}
                {reviewed}
            </dl>
            <Rows count=count_of_rows row=row name=("more finding", "more findings") />
        </section>
    }
    .into_any()
}

#[component]
fn SharedFinding(finding: Finding) -> impl IntoView {
    let Finding { place, roles, polarity, contribution, quote, comment, tickers, horizons } = finding;
    let keys = roles.iter().map(|role| view! { <span class="key" data-role=role.clone()>{role.clone()}</span> " " }).collect_view();
    let none = roles.is_empty().then_some("no finding");
    let has_comment = !comment.is_empty();
    let facts: Vec<String> = [format!("sentence {}", place + 1), polarity, horizons.join("; "), tickers.join(", ")]
        .into_iter()
        .filter(|fact| !fact.is_empty())
        .collect();
    view! {
        <li class="shared-finding" data-shared-finding=place>
            <span class="finding-head">
                <span class="finding-roles">{keys} {none}</span>
                <span class="finding-adds"><Number text=phrase::signed(contribution) /></span>
            </span>
            <span class="half-text" dir="auto">{quote.map(|quote| bare(&quote).to_owned())}</span>
            <span class="finding-facts">{facts.into_iter().map(|fact| view! { <span class="fact">{fact}</span> }).collect_view()}</span>
            <span class="change-comment" hidden=!has_comment>{comment}</span>
        </li>
    }
}
