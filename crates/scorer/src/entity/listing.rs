//! Tickers as they are written: with an exchange, a cashtag, a suffix, in parentheses, or bare. It reads shapes and their
//! surroundings; what a ticker stands for is decided elsewhere.

use super::line::{Line, capitals};
use crate::note::Part;

/// What says that a word is a ticker, the strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Evidence {
    /// Nothing but a ticker is written so: `NASDAQ: AMZN`, `$NVDA`, `BP.L`, `VOD LN Equity`.
    Explicit,
    /// In parentheses after a name: `Otis (OTIS)`.
    Parenthesis,
    /// In a title, first or set off: `NMBL: Initiating Coverage`; first in the first sentence: `NMBL beat`; first in a table's line.
    Head,
    /// In a place where tickers stand: `long TMBR`.
    Place,
    /// Capitals, no more.
    Bare,
}

/// A word that is, or may be, a ticker.
#[derive(Clone, Debug)]
pub(super) struct Listing {
    /// First byte in the clean line.
    pub from: usize,
    /// One past the last byte.
    pub to: usize,
    /// The ticker without exchange suffix.
    pub base: String,
    /// The exchange suffix without its dot; empty where none is written or the exchange has none.
    pub suffix: &'static str,
    /// Why it may be one.
    pub evidence: Evidence,
    /// Where a parenthesis holds it: index of the word that the parenthesis follows, plus one.
    pub name_end: Option<usize>,
}

/// All words of `line` that are or may be tickers, in order, disjoint.
pub(super) fn scan(line: &Line) -> Vec<Listing> {
    let mut listings = Vec::new();
    let mut at = 0;
    while at < line.len() {
        let found = with_exchange(line, at)
            .or_else(|| cashtag(line, at))
            .or_else(|| with_suffix(line, at))
            .or_else(|| with_country(line, at))
            .or_else(|| plain(line, at));
        match found {
            Some((listing, next)) => {
                listings.push(listing);
                at = next;
            }
            None => at += 1,
        }
    }
    listings
}

/// Reads a ticker that stands for itself, as in a table: `AMZN`, `BP.L`, `NYSE:BRK.B`, `VOD LN`.
pub(super) fn parse(ticker: &str) -> (String, &'static str) {
    let ticker = ticker.trim().trim_start_matches('$');
    if let Some((exchange, base)) = ticker.split_once(':')
        && let Some(suffix) = exchange_suffix(exchange.trim(), base.trim())
    {
        return (base.trim().to_owned(), suffix);
    }
    if let Some((base, country)) = ticker.rsplit_once(' ')
        && let Some(suffix) = country_suffix(country, base)
    {
        return (base.to_owned(), suffix);
    }
    match split_suffix(ticker) {
        Some((base, suffix)) => (base.to_owned(), suffix),
        None => (ticker.to_owned(), ""),
    }
}

/// Whether `word` is one of the field's abbreviations, never a ticker on its looks.
pub(super) fn is_abbreviation(word: &str) -> bool {
    ABBREVIATIONS.binary_search(&word).is_ok() || is_period(word)
}

/// Whether `word` is a real ticker but as likely something else ("COST", "ICE", "CRM"), so that its looks do not do.
pub(super) fn is_ambiguous(word: &str) -> bool {
    word.len() < 3 || AMBIGUOUS.binary_search(&word).is_ok()
}

/// `NASDAQ: AMZN`, `(NYSE:BRK.B)`, `Ticker: AMZN`.
fn with_exchange(line: &Line, at: usize) -> Option<(Listing, usize)> {
    let next = at + 1;
    let name = line.word(at);
    let labelled = name.eq_ignore_ascii_case("ticker") || name.eq_ignore_ascii_case("symbol");
    if !(line.gap(next).trim() == ":" || labelled && line.gap(next) == " ") || line.gap(next).len() > 3 {
        return None;
    }
    let (written, own) = match split_suffix(line.stem(next)) {
        Some((base, suffix)) => (base, Some(suffix)),
        None => (line.stem(next), None),
    };
    let suffix = exchange_suffix(name, written)?;
    let inside = opens_parenthesis(line, at);
    if !(shaped(written) || coded(written)) || !inside && is_abbreviation(written) {
        return None;
    }
    let (country, end) = match country_suffix(line.word(next + 1), written).filter(|_| line.gap(next + 1) == " ") {
        Some(suffix) => (Some(suffix), next + 1),
        None => (None, next),
    };
    let to = if end == next { line.start(next) + line.stem(next).len() } else { line.end(end) };
    let listing = Listing {
        from: line.start(next),
        to,
        base: written.to_owned(),
        suffix: own.or(country).unwrap_or(suffix),
        evidence: Evidence::Explicit,
        name_end: inside.then_some(at),
    };
    Some((listing, end + 1))
}

/// `$NVDA`, `$BRK.B`, `$BP.L`.
fn cashtag(line: &Line, at: usize) -> Option<(Listing, usize)> {
    let before = line.gap(at).strip_suffix('$')?;
    let glued = before.is_empty() && at > 0 || before.ends_with('$');
    let word = line.stem(at);
    let (base, suffix) = split_suffix(word).unwrap_or((word, ""));
    let plain = base.len() <= 6 && base.chars().all(|letter| letter.is_ascii_alphabetic() || matches!(letter, '.' | '-'));
    let one_case = capitals(base) || !base.contains(char::is_uppercase);
    let upper = base.to_ascii_uppercase();
    if glued || !plain || !one_case || base.is_empty() || MONEY.contains(&upper.as_str()) {
        return None;
    }
    let from = line.start(at);
    let name_end = line.gap(at).trim_end_matches('$').ends_with('(').then_some(at);
    Some((Listing { from, to: from + word.len(), base: upper, suffix, evidence: Evidence::Explicit, name_end }, at + 1))
}

/// `BP.L`, `7203.T`, `MAERSK-B.CO`.
fn with_suffix(line: &Line, at: usize) -> Option<(Listing, usize)> {
    let word = line.stem(at);
    let (base, suffix) = split_suffix(word)?;
    if is_period(base) || is_abbreviation(base) && crate::company::by_ticker(&join(base, suffix)).is_none() {
        return None;
    }
    let from = line.start(at);
    let name_end = opens_parenthesis(line, at).then_some(at);
    let listing = Listing { from, to: from + word.len(), base: base.to_owned(), suffix, evidence: Evidence::Explicit, name_end };
    Some((listing, at + 1))
}

/// `VOD LN Equity`, `(9983 JP)`, a title's `RODV3 BZ |`.
fn with_country(line: &Line, at: usize) -> Option<(Listing, usize)> {
    let base = line.word(at);
    if line.gap(at + 1) != " " || !(shaped(base) || coded(base)) {
        return None;
    }
    let suffix = country_suffix(line.word(at + 1), base)?;
    let inside = opens_parenthesis(line, at);
    let after = line.gap(at + 2);
    let equity = after == " " && matches!(line.word(at + 2), "Equity" | "EQUITY");
    let closed = inside && after.starts_with([')', ',', ';', '/', ' ']);
    let set_off = (line.opening || line.part == Part::Meta)
        && line.gap(at).trim().len() < 2
        && (after.trim().is_empty() && line.len() == at + 2 || separates(after));
    let known = crate::company::by_ticker(&join(base, suffix)).is_some() && (coded(base) || !is_ambiguous(base)) && !line.shouted();
    if !(equity || closed || set_off && !is_abbreviation(base) || known) {
        return None;
    }
    let listing = Listing {
        from: line.start(at),
        to: line.end(at + 1),
        base: base.to_owned(),
        suffix,
        evidence: Evidence::Explicit,
        name_end: inside.then_some(at),
    };
    Some((listing, at + if equity { 3 } else { 2 }))
}

/// `(OTIS)`, a title's `NMBL:`, `long TMBR`, and every other word in capitals.
fn plain(line: &Line, at: usize) -> Option<(Listing, usize)> {
    let word = line.stem(at);
    let (from, to) = (line.start(at), line.start(at) + word.len());
    let listing = |evidence, name_end| Some((Listing { from, to, base: word.to_owned(), suffix: "", evidence, name_end }, at + 1));
    let inside = opens_parenthesis(line, at) && line.gap(at + 1).starts_with([')', ',', ';', ':', '|', '/']);
    if coded(word) {
        let year = word.starts_with("19") || word.starts_with("20");
        return if inside && word.len() == 4 && !year { listing(Evidence::Parenthesis, Some(at)) } else { None };
    }
    if !shaped(word) || is_abbreviation(word) {
        None
    } else if inside {
        listing(Evidence::Parenthesis, Some(at))
    } else if is_new(word) && (!line.shouted() || line.part == Part::Meta && at == 0) && heads(line, at) {
        listing(Evidence::Head, None)
    } else if is_new(word) && !line.shouted() && is_held(line, at) {
        listing(Evidence::Place, None)
    } else {
        listing(Evidence::Bare, None)
    }
}

/// Whether a ticker in this place of the line is what the line is about.
fn heads(line: &Line, at: usize) -> bool {
    let (before, after) = (line.gap(at), line.gap(at + 1));
    let last = at + 1 == line.len() && after.trim().is_empty();
    if at == 0 {
        let goes_on = after == " " && line.word(1).starts_with(|first: char| first.is_lowercase() || first.is_ascii_digit());
        let reports = after == " " && is_period(line.word(1)) || line.possessive(0);
        return (line.opening || line.leading) && (separates(after) || goes_on || reports)
            || line.part == Part::Meta && (separates(after) || last);
    }
    // What stands alone between two marks of a title, or follows its last one.
    let set_off =
        before.ends_with(": ") || before.ends_with("| ") || before.ends_with(" - ") || before.ends_with(" – ") || before.ends_with(" / ");
    line.opening
        && line.part != Part::Meta
        && set_off
        && (last || separates(after) || after == " " && line.word(at + 1).starts_with(char::is_lowercase))
}

/// Whether what stands around the word is said of shares: `long TMBR`, `coverage of TMBR`, `TMBR puts`.
fn is_held(line: &Line, at: usize) -> bool {
    let before = if line.gap(at) == " " { line.previous(at) } else { "" };
    let after = if line.gap(at + 1) == " " { line.word(at + 1) } else { "" };
    let further = at.checked_sub(2).map_or("", |further| line.word(further));
    matches!(before, "long" | "short" | "Long" | "Short")
        || matches!(before, "of" | "on" | "in")
            && matches!(further, "coverage" | "Coverage" | "shares" | "Shares" | "stake" | "position" | "holders")
        || matches!(after, "shares" | "stock" | "holders" | "shareholders" | "calls" | "puts")
}

/// Whether `word` looks like a ticker that no table needs to know: three to five letters, with a class digit in Brazil.
pub(super) fn is_new(word: &str) -> bool {
    let letters = word.strip_suffix(|last: char| last.is_ascii_digit()).unwrap_or(word);
    (3..=5).contains(&letters.len()) && letters.chars().all(|letter| letter.is_ascii_uppercase()) && !is_ambiguous(word)
}

/// Whether the word at `at` is the first in a parenthesis.
fn opens_parenthesis(line: &Line, at: usize) -> bool {
    at > 0 && line.gap(at).trim_end_matches([' ', '*', '_']).ends_with(['(', '['])
}

/// Whether `gap` sets off what stands before it, as a title's ticker is set off.
fn separates(gap: &str) -> bool {
    gap.starts_with(':') || gap.starts_with(". ") || gap.trim_start().starts_with(['|', '–', '—', '/', '-']) && gap.starts_with(' ')
}

/// A ticker's shape: capitals and digits, at least one letter, an inner `-`, `&` or class letter (`BRK.B`).
pub(super) fn shaped(word: &str) -> bool {
    let body = word.strip_suffix(".A").or_else(|| word.strip_suffix(".B")).unwrap_or(word);
    word.len() <= 12
        && body.contains(|letter: char| letter.is_ascii_uppercase())
        && body.chars().all(|letter| letter.is_ascii_uppercase() || letter.is_ascii_digit() || matches!(letter, '-' | '&'))
}

/// A number that Asian exchanges list by.
pub(super) fn coded(word: &str) -> bool {
    (4..=6).contains(&word.len()) && word.chars().all(|digit| digit.is_ascii_digit())
}

/// `Q3`, `FY27`, `1H26`, `3Q26`, `CY2027`, `F2Q`: reporting periods.
fn is_period(word: &str) -> bool {
    let letters: String = word.chars().filter(|letter| !letter.is_ascii_digit()).collect();
    letters.len() < word.len()
        && matches!(letters.as_str(), "Q" | "H" | "FY" | "CY" | "FQ" | "QFY" | "HFY" | "YE" | "E" | "F" | "QE" | "HE" | "FYE" | "M" | "Y")
}

fn split_suffix(word: &str) -> Option<(&str, &'static str)> {
    let (base, written) = word.rsplit_once('.')?;
    let suffix = SUFFIXES.iter().find(|(known, _)| *known == written).map(|(_, suffix)| *suffix)?;
    let fits = if base.chars().all(|digit| digit.is_ascii_digit()) {
        match suffix {
            "HK" => base.len() <= 5,
            "T" | "SS" | "SZ" | "KS" | "KQ" | "TW" | "TWO" | "KL" | "SR" | "BO" => (4..=6).contains(&base.len()),
            _ => false,
        }
    } else {
        base.len() >= 2 && shaped(base)
    };
    fits.then_some((base, suffix))
}

fn exchange_suffix(name: &str, base: &str) -> Option<&'static str> {
    let word =
        matches!(name, "Nasdaq" | "NasdaqGS" | "NasdaqGM" | "Xetra" | "Ticker" | "ticker" | "Symbol" | "symbol" | "Bloomberg" | "Reuters");
    if !word && !capitals(name) {
        return None;
    }
    let name = name.to_ascii_lowercase();
    let suffix = EXCHANGES.iter().find(|(known, _)| *known == name).map(|(_, suffix)| *suffix)?;
    // Tokyo lists by number, Toronto by letters; both are called TSE.
    Some(if name == "tse" && !base.starts_with(|first: char| first.is_ascii_digit()) { "TO" } else { suffix })
}

fn country_suffix(code: &str, base: &str) -> Option<&'static str> {
    let suffix = COUNTRIES.iter().find(|(known, _)| *known == code).map(|(_, suffix)| *suffix)?;
    Some(if suffix == "SS" && !base.starts_with('6') { "SZ" } else { suffix })
}

/// The ticker `base` with its exchange suffix.
pub(super) fn join(base: &str, suffix: &str) -> String {
    if suffix.is_empty() { base.to_owned() } else { format!("{base}.{suffix}") }
}

/// What follows `$` and is no ticker.
const MONEY: &[&str] = &["B", "M", "K", "T", "BN", "MN", "MM", "TN", "BLN", "MLN", "TRN", "USD", "US", "EPS"];

/// Exchanges by the names that stand before a ticker, lower case, with the suffix that names them.
const EXCHANGES: &[(&str, &str)] = &[
    ("nasdaq", ""),
    ("nasdaqgs", ""),
    ("nasdaqgm", ""),
    ("nasdaqcm", ""),
    ("nasdaq-gs", ""),
    ("nyse", ""),
    ("nysearca", ""),
    ("arca", ""),
    ("amex", ""),
    ("nyseamerican", ""),
    ("otc", ""),
    ("otcqx", ""),
    ("otcqb", ""),
    ("otcpk", ""),
    ("ticker", ""),
    ("symbol", ""),
    ("bloomberg", ""),
    ("bbg", ""),
    ("reuters", ""),
    ("ric", ""),
    ("lse", "L"),
    ("lon", "L"),
    ("aim", "L"),
    ("tse", "T"),
    ("tyo", "T"),
    ("tsx", "TO"),
    ("tsxv", "V"),
    ("tsx-v", "V"),
    ("cve", "V"),
    ("asx", "AX"),
    ("nzx", "NZ"),
    ("nze", "NZ"),
    ("hkex", "HK"),
    ("hkg", "HK"),
    ("hkse", "HK"),
    ("sehk", "HK"),
    ("sha", "SS"),
    ("szse", "SZ"),
    ("she", "SZ"),
    ("tpe", "TW"),
    ("twse", "TW"),
    ("krx", "KS"),
    ("kosdaq", "KQ"),
    ("nse", "NS"),
    ("bse", "BO"),
    ("bom", "BO"),
    ("sgx", "SI"),
    ("etr", "DE"),
    ("xetra", "DE"),
    ("xetr", "DE"),
    ("fra", "F"),
    ("epa", "PA"),
    ("ams", "AS"),
    ("ebr", "BR"),
    ("bme", "MC"),
    ("bit", "MI"),
    ("swx", "SW"),
    ("vtx", "SW"),
    ("sto", "ST"),
    ("cph", "CO"),
    ("osl", "OL"),
    ("ose", "OL"),
    ("hel", "HE"),
    ("eli", "LS"),
    ("vie", "VI"),
    ("wse", "WA"),
    ("bist", "IS"),
    ("jse", "JO"),
    ("tadawul", "SR"),
    ("tlv", "TA"),
    ("bvmf", "SA"),
    ("bmv", "MX"),
];

/// Exchange suffixes as written after a dot, with the form that is used here; US exchanges have none.
const SUFFIXES: &[(&str, &str)] = &[
    ("N", ""),
    ("O", ""),
    ("OQ", ""),
    ("K", ""),
    ("US", ""),
    ("L", "L"),
    ("LN", "L"),
    ("T", "T"),
    ("JP", "T"),
    ("TO", "TO"),
    ("V", "V"),
    ("AX", "AX"),
    ("NZ", "NZ"),
    ("HK", "HK"),
    ("SS", "SS"),
    ("SH", "SS"),
    ("SZ", "SZ"),
    ("TW", "TW"),
    ("TWO", "TWO"),
    ("KS", "KS"),
    ("KQ", "KQ"),
    ("NS", "NS"),
    ("BO", "BO"),
    ("SI", "SI"),
    ("KL", "KL"),
    ("JK", "JK"),
    ("BK", "BK"),
    ("PS", "PS"),
    ("VN", "VN"),
    ("DE", "DE"),
    ("F", "F"),
    ("PA", "PA"),
    ("AS", "AS"),
    ("BR", "BR"),
    ("MC", "MC"),
    ("MI", "MI"),
    ("SW", "SW"),
    ("VX", "SW"),
    ("ST", "ST"),
    ("CO", "CO"),
    ("OL", "OL"),
    ("HE", "HE"),
    ("IR", "IR"),
    ("LS", "LS"),
    ("VI", "VI"),
    ("AT", "AT"),
    ("WA", "WA"),
    ("PR", "PR"),
    ("BD", "BD"),
    ("IS", "IS"),
    ("JO", "JO"),
    ("NR", "NR"),
    ("KE", "KE"),
    ("LG", "LG"),
    ("CA", "CA"),
    ("SR", "SR"),
    ("QA", "QA"),
    ("DU", "DU"),
    ("AD", "AD"),
    ("TA", "TA"),
    ("SA", "SA"),
    ("MX", "MX"),
    ("BA", "BA"),
    ("SN", "SN"),
    ("LM", "LM"),
    ("CL", "CL"),
];

/// Bloomberg's codes after a ticker, with the suffix of the country's main exchange.
const COUNTRIES: &[(&str, &str)] = &[
    ("US", ""),
    ("UN", ""),
    ("UW", ""),
    ("UQ", ""),
    ("UR", ""),
    ("LN", "L"),
    ("JP", "T"),
    ("JT", "T"),
    ("CN", "TO"),
    ("CT", "TO"),
    ("AU", "AX"),
    ("NZ", "NZ"),
    ("HK", "HK"),
    ("CH", "SS"),
    ("C1", "SS"),
    ("TT", "TW"),
    ("KS", "KS"),
    ("KP", "KS"),
    ("KQ", "KQ"),
    ("IN", "NS"),
    ("IS", "NS"),
    ("IB", "BO"),
    ("SP", "SI"),
    ("MK", "KL"),
    ("IJ", "JK"),
    ("TB", "BK"),
    ("PM", "PS"),
    ("VN", "VN"),
    ("GR", "DE"),
    ("GY", "DE"),
    ("FP", "PA"),
    ("NA", "AS"),
    ("BB", "BR"),
    ("SM", "MC"),
    ("IM", "MI"),
    ("SW", "SW"),
    ("SE", "SW"),
    ("VX", "SW"),
    ("SS", "ST"),
    ("DC", "CO"),
    ("NO", "OL"),
    ("FH", "HE"),
    ("ID", "IR"),
    ("PL", "LS"),
    ("AV", "VI"),
    ("GA", "AT"),
    ("PW", "WA"),
    ("CP", "PR"),
    ("HB", "BD"),
    ("TI", "IS"),
    ("SJ", "JO"),
    ("KN", "NR"),
    ("NL", "LG"),
    ("EY", "CA"),
    ("AB", "SR"),
    ("QD", "QA"),
    ("UH", "AD"),
    ("DB", "DU"),
    ("IT", "TA"),
    ("BZ", "SA"),
    ("BS", "SA"),
    ("MM", "MX"),
    ("MF", "MX"),
    ("AR", "BA"),
    ("CI", "SN"),
    ("PE", "LM"),
    ("CB", "CL"),
];

/// Words in capitals that notes are full of and that are no tickers on their looks, sorted: measures, institutions, currencies, regions,
/// ratings, units, titles and common words set in capitals.
#[rustfmt::skip]
const ABBREVIATIONS: &[&str] = &[
    "A", "AAA", "AAV", "ABL", "ABS", "ACC", "ACER", "ACTION", "ACV", "AD", "ADAS", "ADC", "ADD", "ADR", "ADRS", "ADS", "AED", "AEX",
    "AFFO", "AGM", "AI", "AIA", "AISC", "ALERT", "ALM", "ALSO", "AM", "AML", "AMS", "AND", "ANDA", "ANEEL", "AOI", "AOV", "API", "APIS",
    "APR", "APRA", "APS", "APY", "ARPA", "ARPU", "ARR", "ARS", "AS", "ASAP", "ASC", "ASEAN", "ASIC", "ASK", "ASM", "ASP", "ASPS", "AT",
    "ATH", "ATM", "AU", "AUD", "AUG", "AUM", "AUP", "AVOID", "AWS", "AZ", "B", "BASE", "BBB", "BBL", "BCB", "BCF", "BEAR", "BEARS",
    "BEAT", "BEL", "BESS", "BEV", "BEVS", "BIAS", "BIS", "BIST", "BLA", "BLS", "BN", "BNM", "BNPL", "BOE", "BOJ", "BOK", "BOM", "BOND",
    "BONDS", "BOPD", "BOY", "BPS", "BRIC", "BRICS", "BRIEF", "BRL", "BSP", "BTC", "BTCUSD", "BTIG", "BTU", "BU", "BULL", "BULLS", "BUT",
    "BUX", "BUY", "BV", "BVPS", "BWIC", "CAC", "CAD", "CAGR", "CALL", "CAN", "CAPEX", "CARES", "CASE", "CBAM", "CBDC", "CBI", "CBO",
    "CBOT", "CBRT", "CCC", "CCD", "CCGT", "CCS", "CD", "CDC", "CDMO", "CDO", "CDR", "CDS", "CEE", "CEO", "CEOS", "CET", "CET1", "CFA",
    "CFD", "CFIUS", "CFO", "CFPB", "CFTC", "CGT", "CHF", "CHIPS", "CHMP", "CIM", "CIO", "CISO", "CLO", "CLOS", "CLOSE", "CMBS", "CMO",
    "CMOS", "CNB", "CNH", "CNS", "CNY", "COGS", "COMPRA", "COP", "COPOM", "CORR", "COVID", "CPI", "CPO", "CPU", "CPUC", "CPUS", "CRE",
    "CRISPR", "CROIC", "CSI", "CSR", "CSRC", "CSRD", "CTA", "CTO", "CUT", "CVLT", "CVM", "CVR", "CY", "CZK", "D", "DACH", "DAILY",
    "DARPA", "DATE", "DAU", "DAUS", "DAX", "DC", "DCB", "DCF", "DCM", "DDTL", "DEC", "DEI", "DES", "DESK", "DFM", "DIO", "DIP", "DJIA",
    "DKK", "DM", "DMA", "DNA", "DOCSIS", "DOE", "DOGE", "DOJ", "DOT", "DPO", "DPS", "DPU", "DR", "DRAM", "DSA", "DSO", "DSP", "DTA",
    "DTC", "DTH", "DUV", "DV01", "DVD", "E", "EAC", "EAD", "EBA", "EBIT", "EBITA", "EBITDA", "EBITDAR", "EBT", "EC", "ECB", "ECF", "ECM",
    "EDA", "EDR", "EEA", "EFTA", "EGM", "EIA", "EIOPA", "ELA", "EM", "EMEA", "EMFX", "EMIR", "EMS", "ENSO", "ENTRY", "EOD", "EOM", "EOR",
    "EOY", "EP", "EPA", "EPC", "EPRA", "EPS", "EQUITY", "ERCOT", "ERM", "ERP", "ESG", "ESMA", "ESOP", "ESRB", "EST", "ET", "ETA", "ETC",
    "ETF", "ETFS", "ETH", "ETN", "ETP", "ETS", "EU", "EUDR", "EULA", "EUR", "EURIBOR", "EUV", "EV", "EVA", "EVS", "EVTOL", "EX", "EXIT",
    "FAA", "FAANG", "FAB", "FACT", "FACTS", "FALSE", "FAQ", "FASB", "FAT", "FBI", "FCA", "FCC", "FCF", "FCFE", "FCFF", "FCPA", "FD",
    "FDA", "FDI", "FDIC", "FEB", "FEC", "FED", "FEMA", "FERC", "FFO", "FHA", "FHFA", "FHWA", "FICC", "FIFO", "FINMA", "FINRA", "FIRST",
    "FLASH", "FMCG", "FOB", "FOMC", "FOMO", "FOR", "FOUR", "FPGA", "FPSO", "FRAND", "FRB", "FRN", "FROM", "FSA", "FSB", "FSI", "FTC",
    "FTE", "FTSE", "FTTH", "FUD", "FUND", "FUNDS", "FWA", "FX", "FY", "FYE", "FYI", "G", "GAAP", "GAN", "GAV", "GB", "GBP", "GBX", "GC",
    "GCC", "GDP", "GDPR", "GDR", "GDRS", "GFC", "GHG", "GICS", "GLP", "GMT", "GMV", "GNP", "GP", "GPT", "GPU", "GPUS", "GSA", "GST",
    "GTM", "GTV", "GUIDANCE", "GW", "GWH", "GWP", "H", "HBM", "HDD", "HEAD", "HELOC", "HFT", "HH", "HICP", "HIGH", "HIV", "HK", "HKD",
    "HMO", "HMRC", "HOA", "HODL", "HOLD", "HOLDCO", "HPC", "HQ", "HSCEI", "HSI", "HTD", "HTM", "HUD", "HVAC", "HY", "HYPE", "I", "IAAS",
    "IAS", "IATA", "IB", "IBEX", "IBOR", "IBOV", "IBT", "ICAO", "ICBM", "ICO", "ICSID", "ICT", "ID", "IDEA", "IDR", "IEA", "IF", "IFRS",
    "IG", "II", "III", "IIJA", "IIP", "ILS", "IMF", "IMO", "IN", "INC", "IND", "INDEX", "INR", "IOI", "IOS", "IOT", "IP", "IPCA", "IPO",
    "IPOS", "IPP", "IPTV", "IQ", "IRA", "IRB", "IRR", "IRS", "IS", "ISA", "ISDA", "ISM", "ISO", "ISS", "IT", "ITC", "ITM", "IV", "JAN",
    "JGB", "JGBS", "JOLTS", "JPY", "JUL", "JUN", "JUST", "JV", "JVS", "KAUFEN", "KG", "KIID", "KLCI", "KOSDAQ", "KOSPI", "KPI", "KPIS",
    "KRW", "KST", "KT", "KW", "KWH", "KYC", "L", "LAST", "LATAM", "LBO", "LC", "LCD", "LCFS", "LCOE", "LCR", "LDC", "LED", "LEO", "LESS",
    "LFL", "LFP", "LGD", "LIBOR", "LIDAR", "LIFO", "LIKE", "LLC", "LLM", "LLMS", "LLP", "LME", "LNT", "LOAN", "LOC", "LOI", "LONG",
    "LOOK", "LP", "LPG", "LPS", "LT", "LTD", "LTE", "LTIP", "LTM", "LTPP", "LTV", "M", "MAA", "MACD", "MACRO", "MASH", "MAU", "MAUS",
    "MAX", "MAY", "MBA", "MBS", "MD", "MDL", "MEMO", "MEMS", "METI", "MFN", "MHRA", "MI", "MIB", "MID", "MIFID", "MIIT", "MIN", "MINUS",
    "MISS", "ML", "MLP", "MM", "MMBTU", "MMO", "MN", "MNB", "MNPI", "MOAT", "MODEL", "MOF", "MOFCOM", "MOIC", "MOM", "MONTH", "MOOD",
    "MOQ", "MORE", "MOU", "MPC", "MR", "MRI", "MRR", "MS", "MSME", "MSRP", "MT", "MTM", "MTPA", "MUST", "MVNO", "MW", "MWH", "MXN", "MYR",
    "N", "NA", "NAFTA", "NAIRU", "NAND", "NAPL", "NASA", "NASDAQ", "NATO", "NAV", "NB", "NBA", "NBP", "NDA", "NDC", "NDR", "NDRC", "NDX",
    "NEDA", "NEVER", "NEW", "NEWS", "NEXT", "NFL", "NFP", "NFT", "NG", "NGL", "NGLS", "NGO", "NHL", "NHS", "NHTSA", "NIFTY", "NIH", "NII",
    "NIM", "NIMBY", "NIST", "NL", "NLP", "NLRB", "NME", "NNN", "NO", "NOI", "NOK", "NOL", "NON", "NOPAT", "NOT", "NOTE", "NOTES", "NOV",
    "NPA", "NPD", "NPL", "NPLS", "NPS", "NPV", "NR", "NRC", "NRR", "NSA", "NSCLC", "NT", "NTM", "NTSB", "NUCLEAR", "NV", "NWC", "NYC",
    "NYMEX", "NYPSC", "NYSE", "NZ", "NZD", "OAS", "OAT", "OCC", "OCF", "OCI", "OCT", "ODM", "OECD", "OEM", "OEMS", "OER", "OF", "OFAC",
    "OFCOM", "OFGEM", "OFWAT", "OI", "OID", "OK", "OLED", "OMX", "ONE", "ONLY", "ONT", "OPCO", "OPEC", "OPEX", "OPM", "OR", "ORR", "OS",
    "OSHA", "OSS", "OTA", "OTAS", "OTC", "OTM", "OTT", "OUR", "OVERALL", "OW", "P", "PA", "PAAS", "PART", "PAT", "PAYG", "PBM", "PBMS",
    "PBOC", "PBT", "PC", "PCAOB", "PCB", "PCBS", "PCE", "PCS", "PDF", "PDUFA", "PE", "PEGS", "PER", "PERP", "PFAS", "PFS", "PGM", "PHD",
    "PHEV", "PHEVS", "PIK", "PIN", "PIPE", "PIPES", "PJM", "PK", "PLC", "PLN", "PLUS", "PMI", "PMIS", "PMO", "PNL", "PO", "POC", "POS",
    "POTUS", "PP", "PPA", "PPAS", "PPE", "PPI", "PPM", "PPNR", "PPP", "PR", "PRA", "PRC", "PRE", "PRICE", "PRIIPS", "PRO", "PS", "PSEI",
    "PSU", "PT", "PTO", "PUC", "PUCO", "PUE", "PUT", "PV", "PVC", "PX", "Q", "QA", "QE", "QFII", "QIP", "QOE", "QOQ", "QQ", "QRA", "QT",
    "QTD", "QUICK", "R", "RAB", "RAISE", "RAM", "RASM", "RATES", "RATING", "RAV4", "RBA", "RBNZ", "RC", "RCF", "RE", "REDUCE", "REIT",
    "REITS", "REM", "REPO", "REPORT", "REPOWEREU", "REV", "RFP", "RFQ", "RFS", "RGB", "RIA", "RIN", "RINS", "RISK", "RISKS", "RMB", "RN",
    "RNA", "ROA", "ROACE", "ROCE", "ROE", "ROI", "ROIC", "ROIIC", "RONA", "ROTCE", "ROTE", "RPG", "RPM", "RPO", "RPT", "RRP", "RSI",
    "RSU", "RSUS", "RSV", "RTS", "RUB", "RUL", "RUT", "RV", "RVNB", "RWA", "S", "SA", "SAAR", "SAAS", "SAF", "SAMR", "SAR", "SARB",
    "SARON", "SASE", "SBC", "SBTI", "SCORE", "SCR", "SDK", "SDR", "SDWAN", "SEBI", "SEC", "SEK", "SELL", "SENSEX", "SEO", "SEP", "SEPT",
    "SET", "SFDR", "SG", "SGD", "SHARE", "SHORT", "SI", "SIC", "SICAV", "SIEM", "SIX", "SIZE", "SKU", "SKUS", "SLA", "SLR", "SM", "SMA",
    "SMB", "SMBS", "SME", "SMES", "SMI", "SMRS", "SNB", "SO", "SOE", "SOES", "SOFR", "SOP", "SOTP", "SP", "SPA", "SPAC", "SPACS", "SPV",
    "SPX", "SQL", "SS", "SSD", "SSNS", "SSS", "SSSG", "ST", "STD", "STILL", "STOCK", "STOP", "STOXX", "STR", "STUDY", "SUBJ", "SUM",
    "SUV", "SUVS", "SVOD", "SWAP", "SWIFT", "SWOT", "TAC", "TAG", "TAGS", "TAIEX", "TAKE", "TAM", "TAPE", "TARP", "TAVR", "TBA", "TBC",
    "TBD", "TBV", "TC", "TCE", "TCJA", "TCO", "TEN", "TEU", "TEUS", "THAN", "THAT", "THB", "THE", "THEME", "THEY", "THIS", "THREE",
    "TITLE", "TIV", "TL", "TLA", "TLB", "TLDR", "TMT", "TO", "TONE", "TOPIC", "TOPIX", "TOTAL", "TP", "TPU", "TPUS", "TRADE", "TREND",
    "TRS", "TRUE", "TRY", "TSA", "TSR", "TSX", "TTF", "TTM", "TV", "TVA", "TWD", "TWO", "TYPE", "U", "UAE", "UAW", "UCITS", "UK", "UN",
    "UNCTAD", "UNESCO", "UP", "UPDATE", "UPGRADE", "URGENT", "US", "USA", "USD", "USDA", "USDC", "USDT", "USMCA", "USP", "USPTO", "UST",
    "USTR", "USTS", "UV", "UW", "UX", "VA", "VAR", "VAT", "VC", "VCS", "VCSEL", "VDR", "VENDA", "VERY", "VFX", "VI", "VIEW", "VIEWS",
    "VII", "VIII", "VIX", "VLCC", "VLCCS", "VLSFO", "VNB", "VNM", "VP", "VPN", "VR", "VRP", "VS", "VSL", "VWAP", "W", "WA", "WACC", "WAS",
    "WASDE", "WATCH", "WC", "WCS", "WE", "WEEK", "WERE", "WFE", "WFH", "WHAT", "WHEN", "WHERE", "WHO", "WHY", "WIG", "WILL", "WIP",
    "WITH", "WOW", "WP", "WPI", "WTD", "WTI", "WTO", "X", "XAG", "XAU", "XBRL", "XDR", "XI", "XPD", "XPT", "XRP", "Y", "YE", "YEAR",
    "YIELD", "YOU", "YOY", "YTD", "YTM", "YTW", "Z", "ZAR", "ZERO", "ZEV", "ZIRP",
];

/// Tickers that are also words or abbreviations, sorted: bare, they count only in a note that names the company otherwise.
#[rustfmt::skip]
const AMBIGUOUS: &[&str] = &[
    "ADM", "AES", "AGI", "ALC", "ALL", "AME", "AMP", "AMT", "AON", "APA", "APO", "APP", "ARE", "ARES", "ARM", "ASX", "BALL", "BAT",
    "BILL", "BOX", "BRO", "CAP", "CAR", "CART", "CCL", "CMA", "CME", "CMS", "COIN", "COO", "CORE", "COST", "CPA", "CPG", "CRL", "CRM",
    "CRO", "DAL", "DASH", "DIA", "DOC", "DOV", "DOW", "EAT", "ECL", "EDP", "EDU", "EFA", "ELF", "EMB", "EOG", "EQR", "ERIC", "EXC",
    "FAST", "FICO", "FIS", "FIVE", "FIX", "FLEX", "FMC", "FOX", "FRA", "FRE", "GAP", "GEN", "GOLD", "HAL", "HAS", "HUM", "ICE", "ICL",
    "ING", "IRM", "ISP", "KEY", "KEYS", "LAND", "LITE", "LNG", "LOVE", "LOW", "MAR", "MARA", "MAS", "MAT", "MET", "MGA", "MOS", "MSCI",
    "MTD", "MTN", "NET", "NOW", "NYT", "OPEN", "ORG", "PATH", "PEG", "PKG", "PLUG", "POOL", "PPL", "PSA", "PTC", "QIA", "QSR", "RBI",
    "REAL", "RIG", "RIOT", "RMD", "ROL", "ROOT", "RUN", "SAB", "SAFE", "SAM", "SAN", "SAVE", "SHOP", "SHY", "SIG", "SMR", "SNAP", "SNOW",
    "SPR", "STM", "STX", "SUN", "TAL", "TAP", "TEAM", "TECH", "TEL", "TER", "TIP", "TIPS", "TPG", "TRU", "UNG", "UPS", "VALE", "WAT",
    "WELL", "WING",
];

#[cfg(test)]
mod tests {
    use super::{ABBREVIATIONS, AMBIGUOUS, Evidence, is_period, join, parse, scan};
    use crate::Span;
    use crate::entity::line::Line;
    use crate::note::Part;
    use crate::sentence::Sentence;

    #[test]
    fn word_lists_are_sorted_and_disjoint() {
        for list in [ABBREVIATIONS, AMBIGUOUS] {
            assert!(list.is_sorted_by(|a, b| a < b));
        }
        assert!(AMBIGUOUS.iter().all(|word| ABBREVIATIONS.binary_search(word).is_err()));
    }

    #[test]
    fn written_forms() {
        // Only what is more than bare capitals; `!` marks a line where a note opens.
        let check = |line: &str, expected: &[&str]| {
            let (opening, text) = line.strip_prefix('!').map_or((false, line), |text| (true, text));
            let sentence = Sentence { span: Span::new(0, text.len()), part: Part::Body, block: 0, heading: None };
            let line = Line::new(text, 0, &sentence, opening, opening);
            let found: Vec<String> =
                scan(&line).iter().filter(|found| found.evidence < Evidence::Bare).map(|found| join(&found.base, found.suffix)).collect();
            assert_eq!(found, expected, "{text}");
        };
        check("Shares of Amazon (NASDAQ: AMZN) fell.", &["AMZN"]);
        check("Berkshire (NYSE:BRK.B) bought more.", &["BRK.B"]);
        check("NASDAQ:AMZN is on the list; Nasdaq: the sell-off is not.", &["AMZN"]);
        check("We like $NVDA and $brk.b, not $5m, US$ or $B.", &["NVDA", "BRK.B"]);
        check(
            "BP.L, 7203.T, MAERSK-B.CO, 2966.HK, 005930.KS and STRM.OL",
            &["BP.L", "7203.T", "MAERSK-B.CO", "2966.HK", "005930.KS", "STRM.OL"],
        );
        check("FNCH.O and BT.A.L's", &["FNCH", "BT.A.L"]);
        check("A U.S. unit of S.p.A. in N.V. form, about 3.T", &[]);
        check("VOD LN Equity", &["VOD.L"]);
        check("AMZN US rose, AI US did not.", &["AMZN"]);
        check("Kintobe (KTBE JP) and Moss (600519 CH)", &["KTBE.T", "600519.SS"]);
        check("!RODV3 BZ | Buy", &["RODV3.SA"]);
        check("(LSE: VOD; TSE: 7203; TSE: SHOP)", &["VOD.L", "7203.T", "SHOP.TO"]);
        check("Ticker: BRYL, Ticker 3665", &["BRYL", "3665"]);
        check("Bloomberg: VOD LN", &["VOD.L"]);
        check("Otis (OTIS) cut the line (CEO, EPS, Q3).", &["OTIS"]);
        check("!NMBL: Initiating Coverage", &["NMBL"]);
        check("!FDA: what next", &[]);
        check("NMBL: this is no title", &[]);
        check("I am long TMBR and short USD.", &["TMBR"]);
        check("Sony (6758) in the year before (2026)", &["6758"]);
    }

    #[test]
    fn a_table_entry_stands_for_itself() {
        let check = |ticker: &str, base: &str, suffix: &str| assert_eq!(parse(ticker), (base.to_owned(), suffix), "{ticker}");
        check("AMZN", "AMZN", "");
        check("BRK.B", "BRK.B", "");
        check("BP.L", "BP", "L");
        check("NYSE:BRK.B", "BRK.B", "");
        check("LSE: VOD", "VOD", "L");
        check("9983 JP", "9983", "T");
        check("$NVDA", "NVDA", "");
        check("", "", "");
    }

    #[test]
    fn reporting_periods() {
        for period in ["Q3", "1H26", "FY27", "F2Q26", "Q1FY26", "CY2027", "FY2026E"] {
            assert!(is_period(period), "{period}");
        }
        for word in ["Q", "FY", "AMZN", "M15X", "3M1Z"] {
            assert!(!is_period(word), "{word}");
        }
    }
}
