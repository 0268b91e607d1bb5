//! Stated and computed sentiment on one scale, and the gap in words.

use leptos::prelude::*;

use super::number::Number;
use crate::shown::Shown;
use crate::{ids, phrase};

/// Left end, right end and middle height of the axis in the picture's units.
const LEFT: f64 = 14.0;
const RIGHT: f64 = 306.0;
const MIDDLE: f64 = 44.0;

/// The instrument.
#[component]
pub fn Sentiment(
    /// The note and its annotation.
    shown: Shown,
) -> impl IntoView {
    let document = shown.document.clone();
    // Where nothing at all was read, the verdict says so.
    let unread = document.unread.as_ref().filter(|_| document.computed.score.is_some()).map(|unread| unread.message.clone());
    let both = phrase::both_scores(&shown);
    let scorers = both.as_ref().and(shown.scored.computed.score);
    let computed = document.computed.score;
    let stated = document.stated.as_ref();
    let stated_score = stated.and_then(|stated| stated.score);
    let stated_label = stated.and_then(|stated| stated.label.clone());
    let rating = stated.and_then(|stated| stated.rating.clone());
    let findings = stated.map(|stated| stated.findings.clone()).unwrap_or_default();
    let is_plain = findings.is_empty();
    let interval = document.computed.interval;
    view! {
        <section id=ids::SENTIMENT class="panel sentiment" aria-labelledby="sentiment-title">
            <h2 id="sentiment-title" class="panel-title">"Sentiment"</h2>
            <Axis stated=stated_score computed=computed scorers=scorers interval=interval />
            <dl class="pair">
                <div class="side stated">
                    <dt>"Stated"</dt>
                    <dd>
                        <Field name="stated-score" value=stated_score.map(phrase::score) none="no number" />
                        <Field name="stated-label" value=stated_label none="no label" />
                    </dd>
                </div>
                <div class="side computed">
                    <dt>"Computed"</dt>
                    <dd>
                        <Field name="computed-score" value=computed.map(phrase::score) none="nothing to score" />
                        <Field name="computed-label" value=document.computed.label.clone() none="" />
                    </dd>
                </div>
                <div class="side gap">
                    <dt>"Gap"</dt>
                    <dd><Field name="gap" value=document.divergence.gap.map(phrase::signed) none="none" /></dd>
                </div>
            </dl>
            <p class="verdict">{phrase::gap(&document)}</p>
            {unread.map(|message| view! { <p class="unread" data-field="unread">{message}</p> })}
            {both.map(|both| view! { <p class="both" data-field="both-scores">{both}</p> })}
            {interval.map(|[low, high]| view! {
                <p class="aside">
                    "90 % of careful readers would be expected between " <Number text=phrase::score(low) /> " and " <Number text=phrase::score(high) /> "."
                </p>
            })}
            {rating.map(|rating| view! { <p class="aside">"Rating: " <b data-field="rating">{rating}</b> ". A rating is not a sentiment, so it is not compared."</p> })}
            <ul class="oddities" hidden=is_plain>
                {findings.into_iter().map(|finding| view! { <li data-finding=finding.code>{finding.message}</li> }).collect_view()}
            </ul>
        </section>
    }
}

/// One machine-readable value; `none` says in words that there is none.
#[component]
fn Field(name: &'static str, value: Option<String>, none: &'static str) -> impl IntoView {
    match value {
        Some(text) => {
            let plain = text.clone();
            view! { <span class="field" data-field=name data-value=plain><Number text=text /></span> }.into_any()
        }
        None => view! { <span class="field none" data-field=name data-value="">{none}</span> }.into_any(),
    }
}

/// Where a score lies in the picture.
fn place(score: f64) -> f64 {
    LEFT + f64::midpoint(score.clamp(-1.0, 1.0), 1.0) * (RIGHT - LEFT)
}

#[component]
fn Axis(stated: Option<f64>, computed: Option<f64>, scorers: Option<f64>, interval: Option<[f64; 2]>) -> impl IntoView {
    let words = |value: Option<f64>| value.map_or_else(|| "none".to_owned(), |value| phrase::typeset(&phrase::score(value)));
    let before = scorers.map(|score| format!(" The scorer alone: {}.", words(Some(score)))).unwrap_or_default();
    let title = format!("Scale from −1 to 1. Stated {}, computed {}.{before}", words(stated), words(computed));
    let ticks = [-1.0, -0.5, 0.0, 0.5, 1.0];
    let names = ["−1", "−0.5", "0", "0.5", "1"];
    view! {
        <svg class="axis" viewBox="0 0 320 92" role="img" aria-label=title>
            {interval.map(|[low, high]| view! {
                <rect class="band" x=place(low).to_string() y=(MIDDLE - 7.0).to_string() width=(place(high) - place(low)).to_string() height="14" rx="2" />
            })}
            <line class="line" x1=LEFT.to_string() x2=RIGHT.to_string() y1=MIDDLE.to_string() y2=MIDDLE.to_string() />
            {ticks
                .into_iter()
                .zip(names)
                .map(|(tick, name)| {
                    let x = place(tick).to_string();
                    view! {
                        <line class="tick" x1=x.clone() x2=x.clone() y1=(MIDDLE - 4.0).to_string() y2=(MIDDLE + 4.0).to_string() />
                        <text class="tick-name" x=x y="88" text-anchor="middle">{name}</text>
                    }
                })
                .collect_view()}
            {stated.map(|score| {
                let x = place(score);
                view! {
                    <path class="needle stated" d=format!("M {x} {} l -6 -8 l 6 -8 l 6 8 z", MIDDLE - 3.0) />
                    <text class="needle-name" x=x.clamp(34.0, 286.0).to_string() y="20" text-anchor="middle">"stated"</text>
                }
            })}
            // What the scorer read, where the reader's changes moved the needle.
            {scorers.map(|score| {
                let x = place(score);
                view! { <path class="needle scorers" d=format!("M {x} {} l 7 12 l -14 0 z", MIDDLE + 3.0) /> }
            })}
            {computed.map(|score| {
                let x = place(score);
                view! {
                    <path class="needle computed" d=format!("M {x} {} l 7 12 l -14 0 z", MIDDLE + 3.0) />
                    <text class="needle-name" x=x.clamp(40.0, 280.0).to_string() y="70" text-anchor="middle">"computed"</text>
                }
            })}
        </svg>
    }
}
