//! The note's arc: one bar a sentence, up for what it adds to the score and down for what it takes.

use exchange::json::Sentence;
use leptos::prelude::*;

use crate::shown::Shown;
use crate::{ids, phrase};

/// Width of a sentence's place and of its bar, and the height from the middle line, in the picture's units.
const PLACE: f64 = 6.0;
const BAR: f64 = 4.4;
const HALF: f64 = 30.0;
/// So many places the picture has at least, so that a short note does not have bars like barn doors.
const LEAST: usize = 12;
/// More bars it never has.
const MOST: usize = 200;
/// A bar is drawn at least so high, so that each sentence is there to be chosen.
const LOWEST: f64 = 0.9;

/// The picture.
#[component]
pub fn Arc(
    /// The note and its annotation.
    shown: Shown,
    /// The sentence that is explained.
    chosen: Signal<Option<usize>>,
    /// Called with the sentence that the reader chooses.
    on_choose: impl Fn(usize) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let scored: Vec<&Sentence> = shown.read().collect();
    let title = described(&scored);
    // In a long note a bar stands for several sentences and leads to the strongest.
    let share = scored.len().div_ceil(MOST).max(1);
    let groups: Vec<&[&Sentence]> = scored.chunks(share).collect();
    let sum = |group: &[&Sentence]| group.iter().map(|sentence| sentence.contribution).sum::<f64>();
    let most = groups.iter().fold(1e-9_f64, |most, group| most.max(sum(group).abs()));
    let width = PLACE * groups.len().max(LEAST) as f64;
    let bars = groups
        .into_iter()
        .enumerate()
        .filter_map(|(place, group)| {
            let strongest = group.iter().max_by(|one, other| one.contribution.abs().total_cmp(&other.contribution.abs()))?;
            let (id, last) = (strongest.id, group.last()?.id);
            let first = group.first()?.id;
            let adds = sum(group);
            let height = (adds.abs() / most * HALF).max(LOWEST);
            let x = PLACE.mul_add(place as f64, (PLACE - BAR) / 2.0);
            let y = if adds < 0.0 { HALF } else { HALF - height };
            let role = strongest.roles.first().map(|held| held.role.clone()).unwrap_or_default();
            let name = format!("{} {}", phrase::typeset(&phrase::signed(adds)), shown.excerpt(strongest));
            Some(view! {
                <g
                    class="arc-sentence"
                    class:chosen=move || chosen.get().is_some_and(|own| (first..=last).contains(&own))
                    data-arc=id
                    data-role=role
                    on:click=move |_| on_choose(id)
                >
                    <title>{name}</title>
                    <rect class="arc-place" x=(PLACE * place as f64).to_string() y="0" width=PLACE.to_string() height=(2.0 * HALF).to_string() />
                    <rect class="arc-bar" x=x.to_string() y=y.to_string() width=BAR.to_string() height=height.to_string() />
                </g>
            })
        })
        .collect_view();
    let caption = if share == 1 {
        "What each sentence adds, from the note's beginning to its end.".to_owned()
    } else {
        format!("What every {share} sentences add, from the note's beginning to its end.")
    };
    view! {
        <figure class="arc">
            <svg id=ids::ARC viewBox=format!("0 0 {width} {}", 2.0 * HALF) preserveAspectRatio="none" role="img" aria-label=title>
                <defs>
                    <pattern id="arc-risk" width="2.4" height="2.4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                        <rect class="pattern-risk" width="1.5" height="2.4" />
                    </pattern>
                    <pattern id="arc-contrarian" width="2.2" height="2.2" patternUnits="userSpaceOnUse">
                        <rect class="pattern-contrarian" width="2.2" height="1.3" />
                    </pattern>
                </defs>
                {bars}
                <line class="arc-zero" x1="0" x2=width.to_string() y1=HALF.to_string() y2=HALF.to_string() vector-effect="non-scaling-stroke" />
            </svg>
            <figcaption class="aside">{caption}</figcaption>
        </figure>
    }
}

/// The picture in words.
fn described(scored: &[&Sentence]) -> String {
    let strongest = |sign: f64| {
        let found = scored.iter().enumerate().filter(|(_, sentence)| sentence.contribution * sign > 0.0);
        found.max_by(|one, other| one.1.contribution.abs().total_cmp(&other.1.contribution.abs()))
    };
    let extremes = [(1.0, "adds"), (-1.0, "takes")].into_iter().filter_map(|(sign, name)| {
        let (place, sentence) = strongest(sign)?;
        Some(format!(" Sentence {} {name} most, {}.", place + 1, phrase::typeset(&phrase::score(sentence.contribution.abs()))))
    });
    let count = phrase::plural(scored.len(), "sentence", "sentences");
    std::iter::once(format!("Arc of the note, {count}.")).chain(extremes).collect()
}
