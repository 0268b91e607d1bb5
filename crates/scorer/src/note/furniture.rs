//! Lines of a page that are no prose: ratings, price targets, scores, ticker rows, dates, by-lines, the headers of chats.
//! It knows them by what their fields are, not by where they stand.

use super::shape::Shape;

/// Whether a one-line block is furniture: made of fields (separated by bars, dots, slashes, dashes, wide gaps) that are
/// values, labels, ratings, tickers, keyed values, dates or names, with at least one that says so by itself.
pub(super) fn is_furniture(shape: &Shape) -> bool {
    if shape.words > 26 || shape.line.len() > 200 {
        return false;
    }
    let line = if shape.fields.is_empty() { shape.line.as_str() } else { shape.fields.as_str() };
    if is_footer_word(&shape.plain) || is_address(shape) || is_by_line(shape) || is_page_number(shape) || is_message_header(line) {
        return true;
    }
    if shape.terminated && !line.contains(" | ") {
        return false;
    }
    // "01 / Facts": a section's number.
    if shape.bullet.is_none()
        && line.split(" / ").next().is_some_and(|first| first.len() <= 2 && first.bytes().all(|byte| byte.is_ascii_digit()))
        && line.contains(" / ")
    {
        return false;
    }
    let kinds: Vec<Field> = split(line).map(kind).collect();
    let strong = kinds.iter().filter(|field| matches!(field, Field::Strong)).count();
    let prose = kinds.iter().filter(|field| matches!(field, Field::Prose)).count();
    let known = kinds.iter().filter(|field| matches!(field, Field::Strong | Field::Ticker)).count();
    strong > 0 && (prose == 0 || (kinds.len() >= 3 && known >= 2 && prose == 1))
}

/// Whether a line stands for itself whatever line comes next: a marked heading, or a field that is nothing else.
pub(super) fn stands_apart(line: &str) -> bool {
    let hashes = line.len() - line.trim_start_matches('#').len();
    if (1..=6).contains(&hashes) && line.get(hashes..).is_some_and(|rest| rest.starts_with(char::is_whitespace)) {
        return true;
    }
    if !line.contains(char::is_alphanumeric) {
        return true;
    }
    if line.len() > 60 {
        return line.len() <= 140 && line.contains(" | ") && !super::layout::ends_sentence(line);
    }
    if line.len() > 4 && line.starts_with("**") && line.ends_with("**") {
        return true;
    }
    let bare = line.trim();
    let plain: String =
        bare.chars().map(|character| if character.is_alphanumeric() { character.to_ascii_lowercase() } else { ' ' }).collect();
    let plain = format!(" {} ", plain.split_whitespace().collect::<Vec<_>>().join(" "));
    is_footer_word(&plain)
        || (!super::layout::ends_sentence(bare) && (is_label(bare) || is_value(bare) || is_rating(bare) || is_keyed(bare) || is_row(bare)))
}

/// What one field of a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    /// A value, a label, a rating, a keyed value, a date: furniture by itself.
    Strong,
    /// A ticker.
    Ticker,
    /// Some capitalised words: a company, a desk, a sector.
    Name,
    /// Anything else.
    Prose,
}

/// The fields of a line.
fn split(line: &str) -> impl Iterator<Item = &str> {
    const MARKS: [&str; 11] = [" | ", " · ", " • ", " // ", " / ", "; ", " – ", " — ", " - ", " ▶ ", "|"];
    let mut rest = Some(line);
    std::iter::from_fn(move || {
        loop {
            let whole = rest?;
            let cut = MARKS.iter().filter_map(|mark| whole.find(mark).map(|at| (at, mark.len()))).min();
            let field = match cut {
                Some((at, length)) => {
                    rest = whole.get(at + length..);
                    whole.get(..at).unwrap_or_default()
                }
                None => rest.take().unwrap_or_default(),
            };
            let field = field.trim_matches(|character: char| character.is_whitespace() || matches!(character, '|' | '·' | '[' | ']'));
            if !field.is_empty() {
                return Some(field);
            }
        }
    })
}

fn kind(field: &str) -> Field {
    let plain = format!(" {} ", field.to_lowercase());
    if is_footer_word(&plain)
        || is_value(field)
        || is_label(field)
        || is_rating(field)
        || is_keyed(field)
        || is_row(field)
        || is_stamp(field)
    {
        return Field::Strong;
    }
    if field.contains(", ") && field.split(", ").all(is_strong) {
        return Field::Strong;
    }
    if is_ticker(field) {
        return Field::Ticker;
    }
    // "Name: field", where the name is a company or an asset.
    let said = |value: &str| {
        is_rating(value)
            || is_label(value)
            || is_value(value)
            || (is_keyed(value) && value.contains(|character: char| character.is_ascii_digit()))
    };
    if field.split_once(": ").is_some_and(|(name, value)| is_name(name) && said(value)) {
        return Field::Strong;
    }
    if is_name(field) { Field::Name } else { Field::Prose }
}

/// Whether a piece of a field says by itself that it is furniture.
fn is_strong(piece: &str) -> bool {
    is_value(piece) || is_label(piece) || is_rating(piece) || is_keyed(piece) || is_row(piece) || is_stamp(piece)
}

/// Numbers with their signs, currencies and units, and nothing else: `0.88`, `€37.00 (€33.50)`, `SEK 148`, `-6/10`, `★★★☆☆`.
fn is_value(field: &str) -> bool {
    if field.chars().all(|character| matches!(character, '★' | '☆' | '●' | '○' | '▲' | '▼' | '+' | '✓') || character.is_whitespace())
    {
        return !field.is_empty();
    }
    let mut number = false;
    for word in field
        .split(|character: char| character.is_whitespace() || matches!(character, '(' | ')' | '/' | '→' | '>'))
        .filter(|word| !word.is_empty())
    {
        let bare = word.trim_matches(|character: char| !character.is_alphanumeric());
        if bare.chars().any(|character| character.is_ascii_digit()) {
            let letters: String = bare.chars().filter(|character| character.is_alphabetic()).collect();
            if letters.chars().count() > 3
                || bare.starts_with(|first: char| first.is_ascii_uppercase() && !is_currency(&letters)) && bare.len() > 2
            {
                return false;
            }
            number = true;
        } else if !(bare.is_empty() || is_currency(bare) || VALUE_WORDS.contains(&bare.to_lowercase().as_str())) {
            return false;
        }
    }
    number
}

const VALUE_WORDS: &[&str] = &[
    "from",
    "was",
    "to",
    "of",
    "x",
    "bn",
    "m",
    "mn",
    "unch",
    "unchanged",
    "prior",
    "previous",
    "close",
    "p",
    "rs",
    "pts",
    "bp",
    "bps",
    "vs",
    "cons",
    "e",
];

fn is_currency(word: &str) -> bool {
    #[rustfmt::skip]
    const CODES: &[&str] = &[
        "USD", "EUR", "GBP", "JPY", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "CAD", "AUD", "NZD", "HKD", "SGD", "INR", "CNY",
        "RMB", "KRW", "TWD", "BRL", "MXN", "ZAR", "TRY", "SAR", "AED", "ILS", "THB", "IDR", "VND", "PHP", "MYR", "CLP", "COP", "NT", "HK",
        "US", "C", "A", "R", "NZ", "S", "Rs", "GBp", "GBX", "BTC", "ETH",
    ];
    CODES.contains(&word.trim_end_matches('$'))
}

/// Only words of sentiment, with or without a score: "strongly positive", "neutral to mixed", "Very positive (0.7)".
fn is_label(field: &str) -> bool {
    let mut named = false;
    let mut words = 0;
    for word in tokens(field) {
        words += 1;
        match word.as_str() {
            "positive" | "negative" | "neutral" | "mixed" | "bullish" | "bearish" => named = true,
            "strongly" | "moderately" | "slightly" | "somewhat" | "very" | "mildly" | "extremely" | "highly" | "to" | "v" | "score"
            | "cautiously" | "unch" | "unchanged" => {}
            _ if is_number(&word) => {}
            _ => return false,
        }
    }
    named && words <= 5
}

/// Only words of a rating and its change, with or without prices: "Buy", "Hold → Reduce", "Upgrade to Buy (from Hold)".
fn is_rating(field: &str) -> bool {
    let mut named = false;
    let mut words = 0;
    for word in tokens(field) {
        words += 1;
        if RATINGS.contains(&word.as_str()) {
            named = true;
        } else if !(RATING_WORDS.contains(&word.as_str()) || (is_number(&word) && words > 1)) {
            return false;
        }
    }
    named && words <= 9
}

#[rustfmt::skip]
const RATINGS: &[&str] = &[
    "buy", "sell", "hold", "overweight", "underweight", "outperform", "underperform", "neutral", "accumulate", "reduce", "add", "ow",
    "uw", "ew", "equalweight", "perform", "avoid", "restricted", "suspended", "kaufen", "verkaufen", "halten", "verkopen", "kopen",
    "houden", "kjøp", "selg", "köp", "sälj", "behåll", "neutre", "neutro", "acheter", "vendre", "conserver", "compra", "comprar", "venda",
    "vender", "mantener", "manter", "übergewichten", "untergewichten", "infraponderar", "sobreponderar",
];

#[rustfmt::skip]
const RATING_WORDS: &[&str] = &[
    "strong", "market", "sector", "peer", "equal", "weight", "in", "line", "conviction", "list", "top", "pick", "unchanged", "unch",
    "reiterated", "reiterate", "initiated", "initiate", "initiating", "initiation", "resumed", "resume", "reinstated", "reinstating",
    "upgrade", "upgraded", "downgrade", "downgraded", "maintain", "maintained", "confirmed", "from", "to", "at", "was", "prior", "prev",
    "previous", "new", "coverage", "rating", "ratings", "no", "speculative", "of", "average", "pt", "tp", "target", "price", "with", "a",
];

/// "Key: value" or "key value" with a key that pages have: "Price target: $72", "TP 2,020p", "Horizon: 12-24 months".
fn is_keyed(field: &str) -> bool {
    if let Some((key, value)) = field.split_once(':').or_else(|| field.split_once(" = ")).or_else(|| field.split_once(" → ")) {
        let key = key.to_lowercase();
        let key = key.split(['(', '[']).next().unwrap_or_default().trim().trim_start_matches("our ").trim_start_matches("my ");
        let words = value.split_whitespace().count();
        if key.rsplit(' ').next() == Some("risk") {
            return words <= 2;
        }
        return (1..=10).contains(&words)
            && (KEYS.contains(&key)
                || key.rsplit(' ').next().is_some_and(|last| KEY_NOUNS.contains(&last) && key.split(' ').count() <= 4));
    }
    let words: Vec<String> = tokens(field).collect();
    if words.len() < 2 || words.len() > 9 {
        return false;
    }
    let valued = |from: usize| {
        words
            .iter()
            .skip(from)
            .any(|word| is_number(word) || RATINGS.contains(&word.as_str()) || matches!(word.as_str(), "high" | "medium" | "low"))
            && words.iter().skip(from).all(|word| {
                is_number(word)
                    || RATINGS.contains(&word.as_str())
                    || RATING_WORDS.contains(&word.as_str())
                    || VALUE_WORDS.contains(&word.as_str())
                    || UNITS.contains(&word.as_str())
                    || is_currency(&word.to_uppercase())
            })
    };
    // The key may be one word or several: the longest that is known counts.
    (1..=4).rev().any(|length| {
        let key = words.iter().take(length).map(String::as_str).collect::<Vec<_>>().join(" ");
        words.len() > length && KEYS.contains(&key.as_str()) && valued(length)
    })
}

/// Whole keys.
#[rustfmt::skip]
const KEYS: &[&str] = &[
    "pt", "tp", "po", "target", "price target", "target price", "12m target", "12m tp", "12m pt", "12 month target", "12-month target",
    "12-month tp", "12-month pt", "12-mo pt", "12 month tp", "fair value", "fv", "price", "close", "closing price", "prev. close",
    "prev close", "last", "last close", "current price", "share price", "cmp", "px", "tgt", "market cap", "mkt cap", "mkt. cap",
    "enterprise value", "upside", "downside", "upside/downside", "upside/(downside)", "yield", "dividend yield", "p/e", "ytw", "sector",
    "industry", "category", "region", "country", "ticker", "tickers", "symbol", "exchange", "isin", "cusip", "sedol", "analyst",
    "analysts", "author", "authors", "date", "published", "updated", "last updated", "time", "horizon", "time horizon",
    "investment horizon", "holding period", "conviction", "confidence", "risk rating", "risk level", "risk class", "risk qualifier",
    "suitability", "stance", "bias", "signal", "verdict", "action", "direction", "status", "deal status", "event", "next event",
    "next review", "next results", "next catalyst", "next earnings", "review date", "earnings date", "rating", "ratings",
    "recommendation", "sentiment", "overall", "overall sentiment", "sentiment score", "ticker sentiment", "score", "final score",
    "source", "sources", "tags", "keywords", "posted by", "posted in", "from", "to", "subj", "subject", "cc", "sent", "re", "fwd", "fw",
    "consensus", "analyst consensus", "reader poll", "poll", "asset", "position", "position size", "size", "stop", "entry", "borrow",
    "liquidity", "crowding", "exposure", "house view", "view", "take", "opinion", "reading time", "read time", "length", "type",
    "report type", "priority", "distribution", "est. chg", "implied move", "spread", "kursziel", "kurs", "objectif", "cours", "koersdoel",
    "riktkurs", "kursmål", "siste", "rekommendation", "precio objetivo", "potencial", "preço-alvo", "preço alvo", "recomendação",
    "recomendación", "fech.", "投資判断", "目標株価", "ebitda", "eps", "adj eps",
];

/// The last word of a key, whatever stands before it: "Dividend safety", "AI sentiment score".
const KEY_NOUNS: &[&str] = &[
    "score",
    "sentiment",
    "rating",
    "target",
    "price",
    "recommendation",
    "conviction",
    "horizon",
    "confidence",
    "close",
    "ticker",
    "date",
    "poll",
    "meter",
    "verdict",
    "view",
    "opinion",
];

const UNITS: &[&str] = &[
    "months", "month", "m", "y", "years", "days", "day", "high", "medium", "low", "none", "unch", "bn", "mn", "x", "p", "risk", "street",
    "under", "review",
];

/// A ticker with its score or label: "AMZN 0.88", "UNH mixed 0.00", "TSLA: bearish", "005930.KS +4.1%".
fn is_row(field: &str) -> bool {
    let (head, value) = match field.split_once(':') {
        Some((head, value)) => (head.trim(), value.trim()),
        None => match field.find(char::is_whitespace) {
            Some(at) => (field.get(..at).unwrap_or_default(), field.get(at..).unwrap_or_default().trim()),
            None => return false,
        },
    };
    let named = head.rsplit_once('(').and_then(|(_, code)| code.strip_suffix(')')).is_some_and(is_ticker);
    (is_ticker(head) || named) && (is_label(value) || is_rating(value) || (is_value(value) && value.split_whitespace().count() <= 4))
}

/// A ticker symbol, alone or with an exchange: `AMZN`, `$NVDA`, `BRK-B`, `7203.T`, `HRWD LN`, `NYSE: BAC`.
fn is_ticker(field: &str) -> bool {
    let field = field.trim_start_matches('$');
    let mut words = field.split(' ');
    let (Some(symbol), exchange, None) = (words.next(), words.next(), words.next()) else { return false };
    let formed = (1..=12).contains(&symbol.len())
        && symbol.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || matches!(byte, b'.' | b'-'))
        && symbol.bytes().any(|byte| byte.is_ascii_uppercase())
        && symbol.split(['.', '-']).next().is_some_and(|root| root.len() <= 9);
    formed && exchange.is_none_or(|code| (1..=3).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_uppercase()))
}

/// Up to seven words that are capitalised or join capitalised ones.
fn is_name(field: &str) -> bool {
    let bare = field.split(" (").next().unwrap_or_default();
    let mut count = 0;
    for word in bare.split_whitespace() {
        count += 1;
        let letter = word.chars().find(|character| character.is_alphanumeric());
        let joins =
            matches!(word, "&" | "and" | "of" | "de" | "do" | "da" | "du" | "e" | "y" | "und" | "the" | "+" | "ex" | "vs" | "plc" | "to");
        if !(joins || letter.is_some_and(|first| first.is_uppercase() || first.is_ascii_digit() || !first.is_lowercase())) {
            return false;
        }
    }
    (1..=7).contains(&count)
}

/// Dates, times, reading times: "6 May 2026", "16:41 ET", "4 min read", "2026-11-09", "Updated 7 hours ago".
fn is_stamp(field: &str) -> bool {
    let mut number = false;
    let mut dated = false;
    let mut words = 0;
    for word in field.split(|character: char| character.is_whitespace() || character == ',').filter(|word| !word.is_empty()) {
        words += 1;
        let bare = word.trim_matches(|character: char| !character.is_alphanumeric()).to_lowercase();
        let start: String = bare.chars().take(3).collect();
        let digits = bare.chars().filter(char::is_ascii_digit).count();
        if digits > 0 {
            number = true;
            dated |= word.contains(':') || (bare.matches(['-', '/', '.']).count() == 2 && digits >= 6) || (bare.len() == 4 && digits == 4);
            if !bare.chars().all(|character| {
                character.is_ascii_digit()
                    || matches!(character, ':' | '-' | '/' | '.' | 's' | 't' | 'n' | 'd' | 'r' | 'h' | 'a' | 'p' | 'm')
            }) {
                return false;
            }
        } else if MONTHS.contains(&start.as_str()) && bare.len() <= 9 {
            dated = true;
        } else if STAMP_WORDS.contains(&bare.as_str()) {
            dated |= matches!(bare.as_str(), "min" | "mins" | "minute" | "minutes" | "ago" | "read" | "comments");
        } else if !DAYS.contains(&start.as_str()) {
            return false;
        }
    }
    number && dated && words <= 8
}

const MONTHS: &[&str] = &["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const DAYS: &[&str] = &["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
#[rustfmt::skip]
const STAMP_WORDS: &[&str] = &[
    "min", "mins", "minute", "minutes", "read", "hours", "hour", "days", "ago", "updated", "published", "posted", "generated", "et",
    "est", "edt", "gmt", "bst", "cet", "utc", "kst", "jst", "hkt", "sgt", "ist", "ct", "am", "pm", "at", "on", "last", "comments",
    "pages", "page", "issue", "week", "last", "update",
];

/// The words of a footer that announce a sentiment, alone on their line.
fn is_footer_word(plain: &str) -> bool {
    matches!(
        plain.trim(),
        "overall sentiment"
            | "sentiment score"
            | "ticker sentiment"
            | "market sentiment"
            | "news sentiment"
            | "article sentiment"
            | "sentiment"
            | "sentiments"
            | "sentiment analysis"
            | "overall score"
            | "ai sentiment"
            | "ai score"
            | "score"
            | "tickers"
            | "ticker"
            | "price target"
            | "target price"
            | "rating"
            | "related tickers"
            | "mentioned tickers"
            | "relevance score"
            | "relevance"
    )
}

/// A line that is an e-mail address, a telephone number or a link.
fn is_address(shape: &Shape) -> bool {
    shape.words <= 6
        && (shape.line.contains("://")
            || shape.line.starts_with("www.")
            || shape.line.split(' ').any(|word| word.contains('@') && word.contains('.') && !word.starts_with('@')))
}

/// Who wrote it and where it comes from; a salutation, a sign-off.
fn is_by_line(shape: &Shape) -> bool {
    if shape.terminated || shape.words > 9 {
        return false;
    }
    let names = |from: usize| shape.line.split(' ').skip(from).all(|word| is_name(word) || matches!(word, "," | "and"));
    let salutes = shape.line.ends_with(',') && shape.words <= 5;
    let first = shape.plain.trim().split(' ').next().unwrap_or_default();
    match first {
        "by" => shape.words >= 2 && names(1),
        "dear" | "sincerely" | "regards" | "yours" | "best" | "kind" | "cheers" => salutes,
        "sent" => shape.has("sent from"),
        "posted" | "updated" | "published" => {
            shape.has("posted by") || shape.has("posted in") || shape.has("published by") || shape.words <= 5
        }
        _ => false,
    }
}

/// Whether the first line of a text says where a chat or mail was.
pub(super) fn is_chat_header_line(shape: &Shape) -> bool {
    shape.words <= 14 && shape.one_line && is_chat_header(&shape.line)
}

/// Whether a line says by a word what it states (a label, a rating, a key), and is no bare number.
pub(super) fn is_labelled(shape: &Shape) -> bool {
    is_footer_word(&shape.plain)
        || is_message_header(&shape.line)
        || split(&shape.line).any(|field| is_label(field) || is_rating(field) || (field.contains(": ") && is_keyed(field)))
}

/// Who said it and when, above a message: "Ada Koski  10:42 AM".
fn is_message_header(line: &str) -> bool {
    let Some((at, time)) =
        line.char_indices().find(|(_, character)| character.is_ascii_digit()).and_then(|(at, _)| Some((at, line.get(at..)?)))
    else {
        return false;
    };
    let name = line
        .get(..at)
        .unwrap_or_default()
        .trim_matches(|character: char| character.is_whitespace() || matches!(character, '[' | ',' | '-'));
    name.split(' ').count() <= 3 && is_name(name) && time.contains(':') && is_stamp(time)
}

/// Whether a lone field is a ticker.
pub(super) fn is_bare_ticker(shape: &Shape) -> bool {
    is_ticker(&shape.line)
}

/// Where a chat or mail was: "#room 09:42", "[room] Thu 16:52", "r/name · posted by …", "From: … To: …".
fn is_chat_header(line: &str) -> bool {
    let tagged =
        line.strip_prefix('#').is_some_and(|rest| rest.starts_with(|first: char| first.is_alphanumeric())) && line.split(' ').count() <= 5;
    let bracketed = line.starts_with('[') && line.split(' ').count() <= 7 && line.contains(|character: char| character.is_ascii_digit());
    let timed = line.split(' ').any(|word| {
        word.trim_matches(|mark| matches!(mark, '[' | ']' | ',')).split_once(':').is_some_and(|(hours, minutes)| {
            hours.len() == 2 && minutes.len() == 2 && hours.bytes().chain(minutes.bytes()).all(|byte| byte.is_ascii_digit())
        })
    });
    let parted = line.matches(" / ").count() >= 2;
    let forum = line.starts_with("r/") || line.starts_with("u/");
    let mail = ["From:", "To:", "Subj:", "Subject:", "Cc:", "Fwd:", "FW:", "fwd:", "Sent:"].iter().any(|key| line.starts_with(key))
        && (line.contains("To:") || line.split(' ').count() <= 12);
    let joined_rooms = line.contains(" // ") && line.chars().next().is_some_and(char::is_lowercase);
    let words = || line.split(|character: char| !character.is_alphanumeric()).map(str::to_lowercase);
    let room = line.split(' ').count() <= 11
        && words().any(|word| ROOMS.contains(&word.as_str()))
        && (line.contains(['/', '#', '›', '@', '–', '|']) || line.contains(" - ") || line.contains("//"));
    (tagged || bracketed || timed || parted || forum || mail || joined_rooms || room) && !super::layout::ends_sentence(line)
}

const ROOMS: &[&str] = &[
    "chat",
    "thread",
    "slack",
    "whatsapp",
    "telegram",
    "discord",
    "channel",
    "msgs",
    "dm",
    "squawk",
    "blotter",
    "huddle",
    "subj",
    "fwd",
    "email",
    "emails",
    "msg",
    "chatter",
    "bberg",
    "export",
    "group",
    "attendees",
];

/// "Page 3 of 12", "3 / 12", "- 4 -".
fn is_page_number(shape: &Shape) -> bool {
    shape.words <= 4 && shape.plain.starts_with(" page ") && shape.plain.contains(|character: char| character.is_ascii_digit())
}

/// The words of a field in lower case, without marks around them; an inner hyphen or slash parts words.
fn tokens(field: &str) -> impl Iterator<Item = String> {
    field
        .split(|character: char| {
            character.is_whitespace() || matches!(character, '-' | '/' | '(' | ')' | '[' | ']' | ',' | ':' | '→' | '–' | '—' | '>' | '|')
        })
        .map(|word| {
            word.trim_matches(|character: char| !(character.is_alphanumeric() || matches!(character, '%' | '$' | '€' | '£' | '¥')))
                .to_lowercase()
        })
        .filter(|word| !word.is_empty())
}

/// A word of a value: holds a digit and at most three letters.
fn is_number(word: &str) -> bool {
    word.chars().any(|character| character.is_ascii_digit()) && word.chars().filter(|character| character.is_alphabetic()).count() <= 3
}
