//! When risks and catalysts come: a horizon line from the month of reading onward.

use leptos::prelude::*;

use crate::finding::{ROLES, has};
use crate::shown::Shown;
use crate::timeline::{Item, items};
use crate::{ids, phrase};

/// Width of the picture, height of a row and of the scale above, in the picture's units.
const WIDTH: f64 = 320.0;
const ROW: f64 = 15.0;
const SCALE: f64 = 18.0;
/// How many months the picture shows at least and at most.
const LEAST: u32 = 12;
const MOST: u32 = 60;
/// How many sentences it shows at most, the soonest.
const ROWS: usize = 30;

/// The picture; nothing where no risk and no catalyst names a time to come.
#[component]
pub fn Timeline(
    /// The note and its annotation.
    shown: Shown,
    /// The month of reading, as [`crate::timeline::month`] counts.
    now: u32,
    /// The sentence that is explained.
    chosen: Signal<Option<usize>>,
    /// Called with the sentence that the reader chooses.
    on_choose: impl Fn(usize) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    let mut items = items(&shown.document.sentences, now);
    let later = items.len().saturating_sub(ROWS);
    items.truncate(ROWS);
    let farthest = items.iter().filter_map(|item| item.stretch.to.or(item.stretch.from.map(|from| from + 3))).max()?;
    let months = (farthest + 1).saturating_sub(now).clamp(LEAST, MOST);
    let place = move |month: u32| f64::from(month.saturating_sub(now).min(months)) / f64::from(months) * WIDTH;
    let height = ROW.mul_add(items.len() as f64, SCALE) + 2.0;
    // A tick every quarter or year, named by the year.
    let ticks = (now..=now + months)
        .filter(|month| month % 12 == 0 || (months <= 36 && month % 3 == 0))
        .map(|month| {
            let x = place(month).to_string();
            let name = (month % 12 == 0).then(|| (month / 12).to_string());
            let top = if name.is_some() { "2" } else { "12" };
            view! {
                <line class="timeline-tick" class:year=name.is_some() x1=x.clone() x2=x.clone() y1=top y2=height.to_string() />
                {name.filter(|_| place(month) < WIDTH - 24.0).map(|name| view! { <text class="tick-name" x=(place(month) + 3.0).to_string() y="10">{name}</text> })}
            }
        })
        .collect_view();
    let described = items.iter().map(|item| words(&shown, *item)).collect::<Vec<_>>();
    let title = format!("When risks and catalysts come. {}", described.join(" "));
    let rows = items
        .into_iter()
        .zip(described)
        .enumerate()
        .map(|(row, (item, name))| {
            let id = item.sentence;
            let role = role(&shown, id);
            let y = ROW.mul_add(row as f64, SCALE);
            let (from, to) = (item.stretch.from.map_or(0.0, place), item.stretch.to.map_or(WIDTH, |to| place(to + 1)));
            let width = (to - from).max(5.0);
            view! {
                <g
                    class="timeline-item"
                    class:chosen=move || chosen.get() == Some(id)
                    class:counted=item.stretch.counted
                    data-when=id
                    data-role=role
                    on:click=move |_| on_choose(id)
                >
                    <title>{name}</title>
                    <rect class="timeline-row" x="0" y=y.to_string() width=WIDTH.to_string() height=ROW.to_string() />
                    <rect class="timeline-bar" x=from.to_string() y=(y + 3.5).to_string() width=width.to_string() height="8" rx="1" />
                </g>
            }
        })
        .collect_view();
    Some(view! {
        <figure class="timeline">
            <h3 class="panel-subtitle">"When"</h3>
            <svg id=ids::TIMELINE viewBox=format!("0 0 {WIDTH} {height}") role="img" aria-label=title>
                <defs>
                    <pattern id="timeline-risk" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
                        <rect class="pattern-risk" width="2.4" height="4" />
                    </pattern>
                </defs>
                {ticks}
                {rows}
            </svg>
            <figcaption class="aside">
                {format!("Counted from {}, the month of reading. ", phrase::calendar_month(now))}
                {(later > 0).then(|| format!("{} come later. ", phrase::plural(later, "more sentence", "more sentences")))}
                "Filled: the note names the year. Hollow: it names a span, or a month alone."
            </figcaption>
        </figure>
    })
}

fn role(shown: &Shown, id: usize) -> &'static str {
    ROLES.into_iter().find(|role| shown.sentence(id).is_some_and(|sentence| has(sentence, role))).unwrap_or_default()
}

/// One row in words: "catalyst, Apr 2027 to Jun 2027: A new battery line…".
fn words(shown: &Shown, item: Item) -> String {
    let text = shown.sentence(item.sentence).map(|sentence| shown.excerpt(sentence)).unwrap_or_default();
    let name = phrase::calendar_month;
    let when = match (item.stretch.from, item.stretch.to) {
        (Some(from), Some(to)) if from == to => name(from),
        (Some(from), Some(to)) => format!("{} to {}", name(from), name(to)),
        (None, Some(to)) => format!("by {}", name(to)),
        (Some(from), None) => format!("from {}", name(from)),
        (None, None) => String::new(),
    };
    let role = role(shown, item.sentence);
    format!("{role}, {when}: {text}")
}
