//! How much a block sounds like boilerplate: the law's words, the shop's words, the press room's words, weighed against
//! the words of the matter itself. It weighs; where a block stands is for the caller.

use std::collections::HashSet;

use super::shape::Shape;

/// Boilerplate wherever it stands.
pub(super) const CERTAIN: i32 = 6;
/// Boilerplate where the line stands alone.
pub(super) const CLEAR: i32 = 3;
/// Boilerplate where the line stands alone after the last prose of a note that is written in paragraphs.
pub(super) const LIKELY: i32 = 1;
/// Words of a tagline that says nothing in particular: so short and so empty is no closing paragraph.
const TAGLINE: std::ops::RangeInclusive<usize> = 2..=11;

/// The weight of the block: the sum of its cues, less those of a statement about the matter.
pub(super) fn weigh(shape: &Shape) -> i32 {
    let words: HashSet<&str> = shape.plain.split(' ').collect();
    // Most phrases fall at their first word, which is far cheaper to look up than a phrase is to search.
    let said = |phrase: &&&str| phrase.split(' ').next().is_some_and(|first| words.contains(first)) && shape.has(phrase);
    let mut weight = 0;
    for (phrases, points) in [(CERTAINTIES, 6), (LAW, 3), (LAW_ABROAD, 3), (SHOP, 3), (PRESS, 2), (READERS, 1)] {
        let found = phrases.iter().filter(said).take(2).count();
        weight += points * i32::try_from(found).unwrap_or(2);
    }
    if shape.line.starts_with('©') || shape.line.contains(" © ") {
        weight += 6;
    }
    if speaks_of_itself(shape) {
        weight += 3;
    }
    if is_headed(shape) {
        weight += 6;
    }
    if opens_with_its_making(shape) {
        weight += 2;
    }
    if shape.plain.starts_with(" source ") || shape.plain.starts_with(" sources ") {
        weight += 3;
    }
    if calls_to_act(shape) {
        weight += 2;
    }
    weight - matter(shape)
}

/// Whether the block is as short as a tagline and says nothing of the matter.
pub(super) fn is_tagline(shape: &Shape) -> bool {
    TAGLINE.contains(&shape.words) && shape.sentences == 1 && !shape.question && shape.weight >= 0 && matter(shape) == 0
}

/// Whether a line in the middle of wrapped lines is nothing but boilerplate.
pub(super) fn is_certain_line(line: &str) -> bool {
    let plain = super::shape::plain(line);
    line.starts_with('©') || CERTAINTIES.iter().any(|phrase| plain.contains(&format!(" {phrase} ")))
}

/// Whether a long block opens as a disclaimer does.
pub(super) fn opens(shape: &Shape) -> bool {
    let head: String = shape.plain.chars().take(60).collect();
    [
        "disclaimer",
        "disclosure",
        "disclosures",
        "important",
        "analyst certification",
        "copyright",
        "©",
        "this report",
        "this document",
        "this communication",
        "this material",
        "this publication",
        "the information",
        "legal",
    ]
    .iter()
    .any(|word| head.contains(&format!(" {word} ")))
}

/// "Disclosure: …", "Disclaimer – …".
fn is_headed(shape: &Shape) -> bool {
    let first = shape.plain.trim_start().split(' ').next().unwrap_or_default();
    let rest = shape.line.trim_start_matches(|character: char| character.is_alphabetic());
    matches!(first, "disclosure" | "disclosures" | "disclaimer" | "disclaimers")
        && rest.trim_start().starts_with([':', '-', '\u{2013}', '\u{2014}'])
}

/// "Prepared by …", "Generated from …": the document as the subject that need not be named.
fn opens_with_its_making(shape: &Shape) -> bool {
    let first = shape.plain.trim_start().split(' ').next().unwrap_or_default();
    matches!(
        first,
        "prepared"
            | "written"
            | "compiled"
            | "generated"
            | "produced"
            | "issued"
            | "published"
            | "distributed"
            | "approved"
            | "translated"
            | "reviewed"
            | "completed"
            | "drafted"
            | "created"
            | "printed"
    )
}

/// "Get every …", "Discover how …": an order to the reader.
fn calls_to_act(shape: &Shape) -> bool {
    let first = shape.plain.trim_start().split(' ').next().unwrap_or_default();
    matches!(
        first,
        "get"
            | "join"
            | "discover"
            | "track"
            | "follow"
            | "explore"
            | "try"
            | "start"
            | "subscribe"
            | "unlock"
            | "sign"
            | "read"
            | "suggest"
            | "share"
            | "forward"
            | "click"
            | "visit"
            | "stay"
            | "browse"
            | "access"
            | "download"
            | "book"
    )
}

/// "This report was …", "This summary may …": the document as its own subject.
fn speaks_of_itself(shape: &Shape) -> bool {
    let words: Vec<&str> = shape.plain.split(' ').filter(|word| !word.is_empty()).take(40).collect();
    words.iter().zip(words.iter().skip(1)).zip(words.iter().skip(2)).any(|((this, document), verb)| {
        matches!(*this, "this" | "the" | "our" | "these")
            && (*this != "the" || matches!(*document, "publisher" | "author" | "authors" | "writer" | "columnist" | "editor" | "analyst"))
            && (*this != "our" || matches!(*document, "writers" | "analysts" | "policy" | "website"))
            && DOCUMENTS.contains(document)
            && matches!(
                *verb,
                "is" | "was"
                    | "has"
                    | "have"
                    | "may"
                    | "does"
                    | "are"
                    | "were"
                    | "contains"
                    | "expresses"
                    | "represents"
                    | "cannot"
                    | "holds"
                    | "owns"
                    | "can"
                    | "reflects"
                    | "and"
                    | "constitutes"
                    | "appears"
                    | "goes"
                    | "hold"
                    | "had"
                    | "should"
                    | "will"
                    | "isn't"
                    | "doesn't"
            )
    })
}

#[rustfmt::skip]
const DOCUMENTS: &[&str] = &[
    "report", "document", "note", "summary", "communication", "material", "article", "content", "memo", "memorandum", "letter",
    "publication", "commentary", "newsletter", "column", "blog", "post", "digest", "analysis", "guide", "research", "publisher", "author",
    "authors", "writer", "columnist", "editor", "analyst", "writers", "analysts", "minutes", "website", "policy", "research", "brief",
    "translation", "version", "debate", "opinions", "remarks",
];

/// How much it speaks of the matter: figures, the words of markets and companies.
fn matter(shape: &Shape) -> i32 {
    let figures = shape.plain.split(' ').filter(|word| {
        let digits = word.chars().filter(char::is_ascii_digit).count();
        digits > 0 && (word.contains(['%', '$', '€', '£', '¥']) || word.ends_with("bn") || word.ends_with('x') || word.ends_with("bp"))
    });
    let numbered = shape.plain.contains(|character: char| character.is_ascii_digit());
    let words = shape.plain.split(' ').filter(|word| MATTER.contains(word)).count();
    let views = [" we ", " our ", " i "].iter().filter(|word| shape.plain.contains(*word)).count();
    i32::try_from(figures.count().min(3) + usize::from(numbered) + words.min(4) + views.min(1)).unwrap_or(0)
}

#[rustfmt::skip]
const MATTER: &[&str] = &[
    "shares", "stock", "margin", "margins", "revenue", "earnings", "growth", "demand", "target", "valuation", "multiple", "upside",
    "downside", "estimates", "estimate", "consensus", "guidance", "quarter", "quarters", "debt", "cash", "yield", "dividend", "ebitda",
    "eps", "sales", "profit", "backlog", "orders", "price", "prices", "pricing", "priced", "supply", "volumes", "rate", "rates", "buy",
    "sell", "hold", "overweight", "underweight", "outperform", "neutral", "spread", "spreads", "capacity", "costs", "cost", "bonds",
    "equity", "half", "expect", "balance", "premium", "rating", "bid", "trade", "catalyst", "thesis", "bull", "bear", "upgrade",
    "downgrade", "rally", "cheap", "expensive", "range", "mispriced",
];

/// Phrases that are nothing but boilerplate.
#[rustfmt::skip]
const CERTAINTIES: &[&str] = &[
    "past performance", "investment advice", "financial advice", "legal advice", "personal recommendation", "for informational purposes",
    "for information purposes", "informational purposes only", "all rights reserved", "analyst certification", "hereby certify",
    "onward distribution", "redistribution", "forward looking statements", "capital at risk", "eligible counterparties",
    "do your own research", "do your own due diligence", "do your own work", "do your own homework", "unsubscribe", "free trial",
    "may contain errors", "contain inaccuracies", "important disclosures", "no position in any", "not an offer", "offer or solicitation",
    "or the solicitation", "a solicitation", "marketing communication", "for information only", "information only",
    "professional clients", "institutional investors only", "qualified institutional buyers", "wholesale clients", "retail clients",
    "authorised and regulated", "authorized and regulated", "professional investors only", "all translations", "generated automatically",
    "own due diligence", "at your own risk", "for educational purposes", "compiled automatically", "produced automatically",
    "extracted automatically", "automated content", "automated summary", "automated digest", "generated content", "text generated",
    "compiled by software", "a substitute for the full",
];

/// The law's words.
#[rustfmt::skip]
const LAW: &[&str] = &[
    "disclaimer", "disclosure", "disclosures", "certifies", "certification", "constitute", "constitutes", "solicitation",
    "recommendation to buy or sell", "not a recommendation", "not advice", "no advice", "general advice", "counsel", "confidential",
    "privileged", "without prejudice", "liability", "warranty", "duty of care", "no representation", "reliance", "relied upon",
    "addressee", "do not forward", "do not copy", "not be forwarded", "forwarding", "reproduction", "copyright", "reproduced",
    "jurisdiction", "jurisdictions", "mifid", "cobs", "finra", "takeover code", "conflicts of interest", "conflict of interest",
    "compensation", "without notice", "stand to profit", "stands to profit", "stand to gain", "stands to gain", "will profit if",
    "holds no position", "hold no position", "no position", "hold positions", "holds positions", "hold short positions", "short position",
    "short positions", "we are short", "authors are short", "we may cover", "time of writing", "consult your", "consult their own",
    "independent advice", "your adviser", "own adviser", "own advisers", "qualified adviser", "licensed adviser", "qualified investors",
    "institutional clients", "institutional use", "institutional recipients", "institutional distribution", "institutional accounts",
    "institutional buyers", "professional investors", "retail investors", "wholesale investors", "not intended for", "intended for",
    "for distribution", "distribution restricted", "distributed by", "distributed in", "distributed to", "may fall as well",
    "fall as well as rise", "down as well as up", "may lose value", "not guaranteed", "no guarantee", "not suitable", "unsuitable",
    "risk of loss", "unaudited", "accuracy", "believed to be accurate", "believed to be reliable", "views are", "views expressed",
    "opinions are", "opinions expressed", "opinion of", "those of the author", "not necessarily those", "certain jurisdictions",
    "regulated", "supervisory analyst", "compliance", "mnpi", "attorney", "not independent research", "independent research",
    "not research", "restricted to", "limited partners", "permission", "onward transmission", "own opinion", "personal opinion",
    "financial promotion", "financial advisor", "paid nothing", "stock ratings", "ratings definitions", "material non public",
    "investment banking", "conflict", "borne by", "not responsible", "personal view", "securities mentioned", "securities discussed",
    "companies mentioned", "shares in the company", "no duty", "internal use", "for use by", "a position", "short interests",
    "isn't advice", "isn't a recommendation", "no recommendation", "for discussion", "recommendation history", "rating history",
    "historical price targets", "does not take into account", "take account of your", "registered", "adviser",
];

/// The law's words in the languages that notes in English carry at their foot.
const LAW_ABROAD: &[&str] = &[
    "aviso legal",
    "rentabilidade passada",
    "investidores qualificados",
    "analista responsável",
    "relatório",
    "clientes institucionales",
    "rentabilidades pasadas",
    "investisseurs",
    "performances passées",
    "anleger",
    "hinweise",
    "wertentwicklung",
    "marketingcommunicatie",
    "beleggingsonderzoek",
    "institutionelle",
    "institutionellen",
];

/// The shop's words.
#[rustfmt::skip]
const SHOP: &[&str] = &[
    "subscribe", "subscribers", "subscription", "sign up", "sign in", "newsletter", "upgrade to pro", "upgrade to premium",
    "upgrade to unlock", "unlock", "inbox", "book a demo", "trusted by", "powered by", "ai powered", "ai driven", "ai curated",
    "ai assisted", "ai generated", "ai written", "real time", "institutional grade", "institutional research", "portfolio analytics",
    "click here", "manage preferences", "view in browser", "our website", "on our site", "try it free", "try our", "free for",
    "start your", "for free", "alerts", "watchlist", "screener", "actionable", "insights", "before the bell", "before the open",
    "tell a friend", "to a friend", "with a friend", "buy me a coffee", "get the", "get alerts", "get our", "get instant", "join",
    "read our", "browse our", "explore our", "stay informed", "stay ahead", "on request", "upon request", "want more", "want alerts",
    "the terminal", "our terminal", "like this", "follow me", "follow us", "for more ideas", "enjoyed this", "enjoyed it", "sentiment scores",
];

/// The press room's words: how and where the text was made.
#[rustfmt::skip]
const PRESS: &[&str] = &[
    "auto generated", "automatically", "automated", "language model", "language models", "artificial intelligence", "ai model", "by ai",
    "ai system", "ai tools", "ai assistance", "machine written", "machine generated", "machine intelligence", "machine", "generated by",
    "generated with", "generated from", "produced by", "produced with", "prepared by", "prepared for", "prepared in", "prepared with",
    "prepared at", "prepared under", "compiled from", "compiled by", "compiled for", "compiled", "created by", "created with",
    "written by", "written on", "edited", "reviewed by", "reviewed for", "reviewed", "translated", "translation", "published",
    "issued by", "issued for", "issued", "approved for", "source", "sources", "prices as of", "data as of", "as of the", "delayed",
    "figures", "rounded", "unless stated", "unless otherwise", "last page", "final page", "see the", "see full", "see methodology",
    "methodology", "definitions", "appendix", "editorial", "correspondent", "the firm", "our firm", "your firm", "the firm's", "issuer",
    "own collection", "own calculations", "version", "edition", "the desk of", "colophon", "reference", "ref", "corrections", "letters",
    "reply to", "appears", "goes out", "archived", "website", "web site", "print",
];

/// Who it speaks to and of: readers and writers rather than companies.
#[rustfmt::skip]
const READERS: &[&str] = &[
    "investors", "readers", "reader", "author", "authors", "author's", "writer", "writers", "columnist", "columnist's", "editor",
    "publisher", "research", "intelligence", "analytics", "digest", "daily", "weekly", "fortnightly", "monthly", "letter", "column",
    "briefings", "brief", "essays", "signals", "summaries", "notes", "clients", "professionals", "allocators", "advisers",
    "portfolio managers", "desks", "teams", "you", "your", "every morning", "thursdays", "wednesdays", "fortnight", "securities",
    "opinions", "opinion", "views", "advice", "errors", "verify", "may", "document", "report",
];
