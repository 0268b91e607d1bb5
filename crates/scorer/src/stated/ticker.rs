//! Tickers and the rows of tables that state a sentiment for each. It reads rows where a cursor stands; whether a table is announced is
//! told to it.

use super::page::{Cursor, Reach};
use super::statement::{is_announcement, is_announcing_word};
use super::value::{Label, Number, is_label_word};

/// Exchanges and venues before a colon, which are no part of the ticker.
#[rustfmt::skip]
const VENUES: [&str; 60] = [
    "NASDAQ", "NYSE", "AMEX", "ARCA", "NYSEARCA", "NYSEAMERICAN", "CBOE", "BATS", "OTC", "OTCMKTS", "OTCQX", "OTCQB", "LSE", "LON", "AIM",
    "TSE", "TYO", "TSX", "TSXV", "CVE", "ASX", "NZX", "HKEX", "HKG", "SEHK", "XETRA", "ETR", "FRA", "EPA", "SWX", "SIX", "BIT", "BME",
    "NSE", "BSE", "EURONEXT", "AMS", "EBR", "ELI", "STO", "CPH", "OSL", "HEL", "KRX", "KOSPI", "KOSDAQ", "TPE", "TWSE", "SGX", "SHA",
    "SHE", "SSE", "SZSE", "JSE", "BVMF", "CRYPTO", "FOREX", "BINANCE", "COINBASE", "INDEX",
];
/// Words of tables that are no tickers even in a table that is announced.
#[rustfmt::skip]
const TABLE_WORDS: [&str; 14] = [
    "TICKER", "SYMBOL", "COMPANY", "NAME", "RELEVANCE", "CONFIDENCE", "SCORE", "SENTIMENT", "LABEL", "OVERALL", "NONE", "TOTAL", "AND",
    "OR",
];
/// Words in capitals that are no tickers where no table is announced: measures, offices, periods, regions. Some are tickers too.
#[rustfmt::skip]
const LOOSE_WORDS: [&str; 70] = [
    "EPS", "DPS", "FCF", "FFO", "AFFO", "NAV", "ROE", "ROA", "ROIC", "ROCE", "EBIT", "EBITDA", "CAPEX", "OPEX", "GDP", "CPI", "PPI",
    "PMI", "ISM", "NIM", "LTV", "CET", "WACC", "IRR", "NPV", "PE", "PEG", "EV", "PT", "TP", "FV", "BETA", "YOY", "QOQ", "MOM", "YTD",
    "LTM", "NTM", "FY", "AVG", "MAX", "MIN", "VAR", "US", "USA", "UK", "EU", "EM", "DM", "EMEA", "APAC", "LATAM", "ASIA", "CEO", "CFO",
    "COO", "IPO", "ESG", "AI", "FX", "IG", "HY", "CDS", "OAS", "PD", "LGD", "NOT", "NO", "YES", "NA",
];
/// Currencies: beside a number they are amounts.
#[rustfmt::skip]
const CURRENCIES: [&str; 27] = [
    "USD", "EUR", "GBP", "JPY", "CHF", "CAD", "AUD", "NZD", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "TRY", "ZAR", "CNY", "RMB", "HKD",
    "SGD", "TWD", "KRW", "INR", "BRL", "MXN", "SAR", "AED",
];
const LONGEST_TICKER: usize = 15;
const LONGEST_NAME: usize = 48;

/// What a column of a ticker table holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Column {
    Ticker,
    Sentiment,
    Score,
    Label,
    /// Something else, in numbers (relevance, confidence, weight).
    Other,
}

/// One ticker with what is stated for it.
pub(super) struct Row {
    pub(super) ticker: String,
    pub(super) label: Option<Label>,
    pub(super) number: Option<Number>,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// The heads of a ticker table ("Ticker Sentiment", "Ticker | Relevance | Score"): its columns, where they end, and whether the word
/// ticker or symbol is among them.
pub(super) fn columns(from: Cursor<'_>) -> Option<(Vec<Column>, Cursor<'_>, bool)> {
    let mut end = from;
    if end.eat_phrase("sentiment by ticker") || end.eat_phrase("sentiment by stock") || end.eat_phrase("per ticker sentiment") {
        return Some((vec![Column::Ticker, Column::Sentiment], end, true));
    }
    let mut found = Vec::new();
    let (mut names_ticker, mut names_company) = (false, false);
    let mut at = from;
    while let Some(word) = at.word() {
        let column = match word.to_lowercase().as_str() {
            "ticker" | "tickers" | "symbol" | "symbols" => {
                names_ticker = true;
                Column::Ticker
            }
            "stock" | "stocks" | "company" | "name" | "asset" => {
                names_company = true;
                Column::Ticker
            }
            "sentiment" | "sentiments" if !found.is_empty() => Column::Sentiment,
            // "Sentiment Score" is one column.
            "score" | "scores" if !found.is_empty() => {
                if end.at() + 1 == at.at() - word.len() && found.last() == Some(&Column::Sentiment) && found.len() > 1 {
                    found.pop();
                }
                Column::Score
            }
            "label" | "view" if !found.is_empty() => Column::Label,
            "relevance" | "confidence" | "weight" | "conviction" | "mentions" if !found.is_empty() => Column::Other,
            "table" | "breakdown" | "summary" if !found.is_empty() => {
                end = at;
                at.gap(Reach::Line);
                continue;
            }
            _ => break,
        };
        found.push(column);
        end = at;
        let gap = at.gap(Reach::Line);
        if gap.tie && !gap.bar || gap.stop || gap.bracket {
            break;
        }
    }
    let states = found.iter().any(|column| matches!(column, Column::Sentiment | Column::Score | Column::Label));
    (states && (names_ticker || names_company)).then_some((found, end, names_ticker))
}

/// The rows from `from` on. Announced rows may go over lines and name a ticker only; others stay in their line and must state something.
pub(super) fn rows<'p>(from: Cursor<'p>, announced: bool, columns: &[Column]) -> (Vec<Row>, Cursor<'p>) {
    let mut found = Vec::new();
    let mut end = from;
    loop {
        let mut at = end;
        at.gap(if announced { Reach::Lines } else { Reach::Line });
        if is_announcement(at) {
            break;
        }
        let Some((row, behind)) = row(at, announced, columns).filter(|(_, behind)| closes_row(*behind, announced)) else { break };
        if row.label.is_none() && row.number.is_none() && !is_listed(behind) {
            break;
        }
        found.push(row);
        end = behind;
    }
    (found, end)
}

fn row<'p>(from: Cursor<'p>, announced: bool, columns: &[Column]) -> Option<(Row, Cursor<'p>)> {
    let (ticker, mut end) = ticker(from).or_else(|| named_ticker(from))?;
    let ends_line = after_gap(end).at_line_end();
    let mut ahead = after_gap(end);
    if ahead.eat_phrase("sentiment score") || ahead.eat_phrase("sentiment") || ahead.eat_phrase("score") {
        end = ahead;
    }
    let (mut label, mut numbers) = (None, Vec::new());
    loop {
        let mut at = end;
        let gap = at.gap(if announced && ends_line { Reach::Lines } else { Reach::Line });
        if let Some((number, behind)) = Number::read(at).filter(|_| numbers.len() < 4 && !gap.stop) {
            if gap.newline && (!behind.closes_line() || !number.is_telling()) {
                break;
            }
            numbers.push(number);
            end = behind;
        } else if let Some((found, behind)) =
            Label::read(at).filter(|_| label.is_none() && !gap.stop && (announced || !from.page().slice(end.at(), at.at()).contains('/')))
        {
            // The next line may hold label and number together.
            let closes = !gap.newline || behind.closes_line() || Number::read(after_gap(behind)).is_some_and(|(_, end)| end.closes_line());
            if !closes {
                break;
            }
            label = Some(found);
            end = behind;
        } else {
            break;
        }
    }
    if is_no_ticker(&ticker, announced) {
        return None;
    }
    let number = pick(numbers, columns, announced)?;
    (announced || label.is_some() || number.is_some()).then(|| (Row { ticker, label, number, start: from.at(), end: end.at() }, end))
}

/// The number of a row that is the sentiment: by the table's columns where it has several, else the first.
#[allow(clippy::option_option, reason = "no number and numbers that cannot be told apart are read differently on the spot")]
fn pick(numbers: Vec<Number>, columns: &[Column], announced: bool) -> Option<Option<Number>> {
    if numbers.len() > 1 && !announced {
        return None;
    }
    let has_score = columns.contains(&Column::Score);
    let numeric: Vec<Column> = columns
        .iter()
        .copied()
        .filter(|column| matches!(column, Column::Other | Column::Score) || (*column == Column::Sentiment && !has_score))
        .collect();
    let wanted = numeric.iter().position(|column| *column != Column::Other).unwrap_or(0);
    let index = if numbers.len() > wanted { wanted } else { 0 };
    Some(numbers.into_iter().nth(index))
}

/// Whether nothing but the next row, cell or statement follows a row.
fn closes_row(end: Cursor<'_>, announced: bool) -> bool {
    let mut next = end;
    let gap = next.gap(Reach::Line);
    next.at_line_end()
        || gap.bar
        || gap.bracket
        || (announced && (gap.comma || gap.stop || gap.dash))
        || is_announcement(next)
        || row(next, false, &[]).is_some_and(|(row, _)| row.label.is_some() || row.number.is_some())
}

/// Whether a ticker without a value closes its line and the text, or other rows follow: else it may be a heading in capitals.
fn is_listed(end: Cursor<'_>) -> bool {
    let mut next = end;
    let gap = next.gap(Reach::Line);
    if gap.comma {
        return true;
    }
    if !next.at_line_end() {
        return false;
    }
    next.gap(Reach::Lines);
    next.peek().is_none() || ticker(next).is_some_and(|(ticker, behind)| !is_no_ticker(&ticker, true) && after_gap(behind).at_line_end())
}

fn after_gap(mut from: Cursor<'_>) -> Cursor<'_> {
    from.gap(Reach::Line);
    from
}

/// Whether `word` in capitals is something else than a ticker; an announced table may hold tickers that are words elsewhere ("NET").
fn is_no_ticker(word: &str, announced: bool) -> bool {
    let is_period =
        word.len() <= 6 && word.starts_with(['Q', 'H', 'F']) && word.contains(|c: char| c.is_ascii_digit()) && !word.contains('.');
    is_label_word(word)
        || TABLE_WORDS.contains(&word)
        || (!announced && (is_period || LOOSE_WORDS.contains(&word) || is_announcing_word(word)))
}

/// Whether `ticker` is a currency, beside a number rather an amount than a ticker.
pub(super) fn is_currency(ticker: &str) -> bool {
    CURRENCIES.contains(&ticker)
}

/// Reads a ticker at `from`: capitals and digits with an exchange's suffix, class or pair ("BRK.B", "MAERSK-B", "7203.T", "BTC/USD"),
/// before it perhaps `$` or a venue ("NASDAQ: AMZN").
fn ticker(from: Cursor<'_>) -> Option<(String, Cursor<'_>)> {
    let mut end = from;
    end.eat('$');
    let (mut text, mut behind) = code(end)?;
    if VENUES.contains(&text.as_str()) && behind.eat(':') {
        behind.eat_spaces();
        (text, behind) = code(behind)?;
    }
    Some((text, behind))
}

fn code(from: Cursor<'_>) -> Option<(String, Cursor<'_>)> {
    let part = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit();
    let mut end = from;
    while let Some(next) = end.peek() {
        let second = end.peek_second();
        let joins =
            matches!(next, '.' | '-' | '=' | '&' | '/') && end.at() > from.at() && second.is_some_and(|second| second.is_ascii_uppercase());
        if !part(next) && !joins {
            break;
        }
        end.bump();
    }
    let mut text = from.page().slice(from.at(), end.at());
    // "KLMN0.88": cells glued together.
    let glued = end.peek() == Some('.') && end.peek_second().is_some_and(|second| second.is_ascii_digit());
    if let Some(letters) = text.strip_suffix(['0', '1']).filter(|letters| glued && letters.ends_with(|c: char| c.is_ascii_uppercase())) {
        text = letters;
        end = Cursor::new(from.page(), from.at() + letters.len());
        return Some((text.to_owned(), end));
    }
    let whole = !end.peek().is_some_and(|next| next.is_alphanumeric() || next == '\'' || next == '%');
    let has_letter = text.contains(|c: char| c.is_ascii_uppercase());
    // "3M" and "1L" are no tickers; "7203.T" and "005930.KS" are.
    let digit_first = text.starts_with(|c: char| c.is_ascii_digit());
    (whole && has_letter && text.len() <= LONGEST_TICKER && (!digit_first || text.contains('.'))).then(|| (text.to_owned(), end))
}

/// Reads "Otis Worldwide (OTIS)" or "Amazon | AMZN" at `from`.
fn named_ticker(from: Cursor<'_>) -> Option<(String, Cursor<'_>)> {
    let line = from.line_rest();
    if !line.starts_with(char::is_alphabetic) {
        return None;
    }
    let opens = line.char_indices().take(LONGEST_NAME).find(|(_, c)| matches!(c, '(' | '|'))?.0;
    let name = line.get(..opens)?;
    if name.contains([':', ';', '!', '?']) || name.split_whitespace().count() > 6 {
        return None;
    }
    let mut at = Cursor::new(from.page(), from.at() + opens);
    let bracket = at.eat('(');
    if !bracket {
        at.eat('|');
    }
    at.eat_spaces();
    let (ticker, mut end) = ticker(at)?;
    (!bracket || end.eat(')')).then_some((ticker, end))
}
