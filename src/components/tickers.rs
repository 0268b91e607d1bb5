//! Stated and computed sentiment of each ticker, in numbers and on a small scale.

use std::sync::Arc;

use exchange::json::Document;
use leptos::prelude::*;

use super::both::Both;
use super::number::Number;
use crate::phrase;

/// How many are listed at most.
const ROWS: usize = 16;

/// One ticker with both sentiments.
struct TickerRow {
    ticker: String,
    name: Option<String>,
    stated: Option<f64>,
    /// Stated in words only.
    label: Option<String>,
    computed: Option<f64>,
}

/// What is stated first, in its order; then what the text speaks of besides.
fn tickers(document: &Document) -> Vec<TickerRow> {
    let stated = document.stated.as_ref().map(|stated| stated.tickers.as_slice()).unwrap_or_default();
    let mut rows: Vec<TickerRow> = stated
        .iter()
        .map(|entry| {
            let divergence = document.divergence.tickers.iter().find(|ticker| ticker.ticker == entry.ticker);
            let computed = divergence.and_then(|ticker| ticker.gap).zip(entry.score).map(|(gap, stated)| gap + stated);
            let own = document.computed.tickers.iter().find(|ticker| ticker.ticker == entry.ticker);
            TickerRow {
                ticker: entry.ticker.clone(),
                name: own.and_then(|ticker| ticker.name.clone()),
                stated: entry.score,
                label: entry.label.clone(),
                computed: computed.or_else(|| own.map(|ticker| ticker.score)),
            }
        })
        .collect();
    let also = document.computed.tickers.iter().filter(|ticker| !stated.iter().any(|entry| entry.ticker == ticker.ticker));
    rows.extend(also.map(|ticker| TickerRow {
        ticker: ticker.ticker.clone(),
        name: ticker.name.clone(),
        stated: None,
        label: None,
        computed: Some(ticker.score),
    }));
    rows
}

/// The table; nothing where neither the note nor the scorer speaks of a ticker.
#[component]
pub fn Tickers(
    /// The annotation.
    document: Arc<Document>,
) -> impl IntoView {
    let mut rows = tickers(&document);
    let fewer = rows.len().saturating_sub(ROWS);
    rows.truncate(ROWS);
    (!rows.is_empty()).then(|| {
        let rows = rows
            .into_iter()
            .map(|row| {
                let ticker = row.ticker.clone();
                let cell = |value: Option<String>| {
                    value.map_or_else(
                        || view! { <span class="none">"–"</span> }.into_any(),
                        |text| view! { <Number text=text /> }.into_any(),
                    )
                };
                view! {
                    <tr data-ticker=ticker>
                        <th scope="row">{row.ticker} {row.name.map(|name| view! { <span class="company">{name}</span> })}</th>
                        <td class="picture"><Both stated=row.stated computed=row.computed /></td>
                        <td>{cell(row.stated.map(phrase::score).or(row.label))}</td>
                        <td>{cell(row.computed.map(phrase::score))}</td>
                    </tr>
                }
            })
            .collect_view();
        view! {
            <table class="panel tickers">
                <caption>"By ticker"</caption>
                <thead>
                    <tr><th scope="col">"Ticker"</th><th scope="col"><span class="visually-hidden">"Picture"</span></th><th scope="col">"Stated"</th><th scope="col">"Computed"</th></tr>
                </thead>
                <tbody>{rows}</tbody>
                {(fewer > 0).then(|| view! {
                    <tfoot><tr><td colspan="4" class="none">{phrase::plural(fewer, "more is named less often.", "more are named less often.")}</td></tr></tfoot>
                })}
            </table>
        }
    })
}
