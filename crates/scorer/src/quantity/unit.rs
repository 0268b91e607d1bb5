//! What numbers count: currencies, scales, units of measure, and the nouns that follow. Tables and their readers, nothing else.

use super::Unit;
use super::figure::Figure;
use crate::horizon::atom::Atoms;

/// A unit read behind a number.
pub(super) struct Suffix {
    pub unit: Unit,
    pub end: usize,
    /// The number is in hundredths of the unit (pence, cents).
    pub hundredths: bool,
}

/// The currency before the number at `at` ("$", "US$", "EUR"), and the number's index.
pub(super) fn currency_before(atoms: &Atoms, at: usize) -> Option<(String, usize)> {
    let number = |at: usize| atoms.is_number(at) || (atoms.text(at) == "-" && atoms.glued(at + 1) && atoms.is_number(at + 1));
    if let Some(code) = symbol(atoms.text(at)) {
        return number(at + 1).then(|| (code.to_owned(), at + 1));
    }
    if !atoms.is_word(at) {
        return None;
    }
    if atoms.glued(at + 1) && number(at + 2) {
        let letters = atoms.text(at);
        let code = match atoms.text(at + 1) {
            "$" => dollar(letters),
            "¥" | "￥" => matches!(letters, "cn" | "rmb").then_some("CNY"),
            "£" => matches!(letters, "e" | "le").then_some("EGP"),
            "." => matches!(letters, "rs").then_some("INR"),
            _ => None,
        };
        if code.is_some() {
            return code.map(|code| (code.to_owned(), at + 2));
        }
    }
    if !number(at + 1) {
        return None;
    }
    let written = atoms.written(at);
    let code = match written {
        "RMB" | "Rmb" | "rmb" => "CNY",
        "Rs" | "Rs." => "INR",
        "Rp" => "IDR",
        "RM" => "MYR",
        "SFr" | "Fr" | "Sfr" => "CHF",
        "GBp" | "GBX" => "GBX",
        // The rand's sign is a letter that names many things: only where a scale follows.
        "R" if atoms.glued(at + 1) && scale(atoms, at + 2, true).is_some() => "ZAR",
        _ if is_code(written) => return Some((written.to_owned(), at + 1)),
        // Chat is typed in lower case; "try" and "all" are words.
        "eur" | "usd" | "gbp" | "chf" | "sek" | "nok" | "dkk" | "jpy" | "cny" | "aud" | "cad" | "hkd" | "inr" | "krw" | "twd" | "brl" => {
            return Some((written.to_ascii_uppercase(), at + 1));
        }
        _ => return None,
    };
    Some((code.to_owned(), at + 1))
}

fn symbol(mark: &str) -> Option<&'static str> {
    Some(match mark {
        "$" => "USD",
        "€" => "EUR",
        "£" => "GBP",
        "¥" | "￥" => "JPY",
        "₩" => "KRW",
        "₹" => "INR",
        "₺" => "TRY",
        "₽" => "RUB",
        "₱" => "PHP",
        "₦" => "NGN",
        "฿" => "THB",
        "₫" => "VND",
        "₴" => "UAH",
        "₪" => "ILS",
        "₸" => "KZT",
        "元" => "CNY",
        _ => return None,
    })
}

/// The dollar (or peso, or real) that letters before "$" make.
fn dollar(letters: &str) -> Option<&'static str> {
    Some(match letters {
        "us" | "usd" => "USD",
        "a" | "au" | "aud" => "AUD",
        "c" | "ca" | "cad" | "cdn" => "CAD",
        "hk" | "hkd" => "HKD",
        "nt" | "ntd" | "twd" => "TWD",
        "s" | "sg" | "sgd" => "SGD",
        "nz" | "nzd" => "NZD",
        "r" => "BRL",
        "mx" | "mex" | "mxn" => "MXN",
        "clp" => "CLP",
        "cop" => "COP",
        "ars" => "ARS",
        _ => return None,
    })
}

/// ISO 4217 codes that notes write before or after amounts.
fn is_code(word: &str) -> bool {
    const CODES: &[&str] = &[
        "USD", "EUR", "GBP", "JPY", "CHF", "SEK", "NOK", "DKK", "ISK", "AUD", "CAD", "NZD", "CNY", "CNH", "HKD", "TWD", "KRW", "INR",
        "BRL", "MXN", "ZAR", "PLN", "CZK", "HUF", "RON", "BGN", "TRY", "AED", "SAR", "QAR", "KWD", "BHD", "OMR", "ILS", "SGD", "THB",
        "IDR", "MYR", "PHP", "VND", "CLP", "COP", "PEN", "ARS", "NGN", "KES", "EGP", "MAD", "RUB", "UAH", "KZT", "PKR", "BDT", "LKR",
        "GHS", "UYU",
    ];
    CODES.contains(&word)
}

/// Whether letters or a sign make the number at `at` part of a name ("HBM4", "AIM-120", "$NVDA").
pub(super) fn owned(atoms: &Atoms, at: usize) -> bool {
    atoms.glued(at) && (atoms.is_word(at.wrapping_sub(1)) || atoms.is_number(at.wrapping_sub(1)))
}

/// The scale at `at` ("bn", "million", "-million", "lakh crore") as a power of ten, and the index after it.
pub(super) fn scale(atoms: &Atoms, at: usize, money: bool) -> Option<(i32, usize)> {
    let joined = atoms.text(at) == "-" && atoms.glued(at) && atoms.glued(at + 1);
    let word = if joined { at + 1 } else { at };
    let touching = !joined && atoms.glued(at);
    let short = match atoms.text(word) {
        "k" => 3,
        "mm" | "t" if !money => return None,
        "m" | "mm" => 6,
        "b" => 9,
        "t" => 12,
        _ => 0,
    };
    if short > 0 {
        // Apart, only capitals are a scale ("$5 B"): "a" and "m" are words.
        let apart = money && !joined && matches!(atoms.written(word), "B" | "M" | "T");
        let free = !atoms.glued(word + 1) || !(atoms.is_word(word + 1) || atoms.is_number(word + 1));
        // "900,000 b/d"
        let rate = atoms.text(word + 1) == "/" && atoms.glued(word + 1);
        return ((touching || apart) && free && (money || !rate)).then_some((short, word + 1));
    }
    let first = scale_word(atoms.text(word))?;
    match scale_word(atoms.text(word + 1)).filter(|_| !atoms.glued(word + 1)) {
        Some(second) => Some((first + second, word + 2)),
        None => Some((first, word + 1)),
    }
}

fn scale_word(word: &str) -> Option<i32> {
    Some(match word {
        "thousand" | "thousands" => 3,
        "lakh" | "lakhs" => 5,
        "million" | "millions" | "mn" | "mln" | "mio" | "mill" => 6,
        "crore" | "crores" => 7,
        "billion" | "billions" | "bn" | "bln" => 9,
        "trillion" | "trillions" | "tn" | "trn" | "trln" => 12,
        _ => return None,
    })
}

/// The unit of measure, rate or currency behind `figure`, which ends before `at`.
pub(super) fn suffix(atoms: &Atoms, at: usize, figure: &Figure, number: usize) -> Option<Suffix> {
    let found = |unit, end| Some(Suffix { unit, end, hundredths: false });
    let joined = atoms.text(at) == "-" && atoms.glued(at) && atoms.glued(at + 1);
    let word = if joined { at + 1 } else { at };
    let touching = atoms.glued(at) && !joined;
    match atoms.text(word) {
        "%" if !joined => {
            let end = word + 1;
            if atoms.is(end, &["pts", "pt", "points", "point", "pp"]) && !atoms.reads(end, &["point", "of"]) {
                return found(Unit::PercentagePoints, end + 1);
            }
            if atoms.text(end) == "-" && atoms.glued(end) && atoms.is(end + 1, &["points", "pts"]) {
                return found(Unit::PercentagePoints, end + 2);
            }
            return found(Unit::Percent, end);
        }
        "percent" | "pct" | "procent" => return found(Unit::Percent, word + 1),
        "per" if atoms.text(word + 1) == "cent" => return found(Unit::Percent, word + 2),
        "per" if atoms.text(word + 1) == "-" && atoms.text(word + 2) == "cent" => return found(Unit::Percent, word + 3),
        "percentage" => {
            let point = if atoms.text(word + 1) == "-" { word + 2 } else { word + 1 };
            return if atoms.is(point, &["point", "points"]) { found(Unit::PercentagePoints, point + 1) } else { None };
        }
        "pp" | "ppt" | "ppts" | "pps" => return found(Unit::PercentagePoints, word + 1),
        "pts" | "pt" if touching => return found(Unit::PercentagePoints, word + 1),
        "basis" => {
            let point = if atoms.text(word + 1) == "-" { word + 2 } else { word + 1 };
            return if atoms.is(point, &["point", "points"]) { found(Unit::BasisPoints, point + 1) } else { None };
        }
        "bp" | "bps" | "bpts" | "bips" => return found(Unit::BasisPoints, word + 1),
        "x" | "×" => {
            // "2 x 4" is a size, the "45X credit" a paragraph of the tax code.
            let factor = atoms.is_number(word + 1) && (atoms.glued(word + 1) || atoms.integer(word + 1).is_none_or(|year| year < 2000));
            let size = factor || (atoms.written(word) == "X" && atoms.is(word + 1, &["credit", "credits", "tax"]));
            return if size || figure.scale.is_some() || (!touching && joined) { None } else { found(Unit::Multiple, word + 1) };
        }
        "times" if figure.scale.is_none() => {
            return if multiplies(atoms, word, figure, number) { found(Unit::Multiple, word + 1) } else { None };
        }
        "p" if touching && atoms.written(word) == "p" && !atoms.is(word + 1, &["video", "/", "resolution"]) => {
            return Some(Suffix { unit: Unit::Money("GBP".to_owned()), end: word + 1, hundredths: true });
        }
        "¢" => return Some(Suffix { unit: Unit::Money("USD".to_owned()), end: word + 1, hundredths: true }),
        _ => {}
    }
    if let Some(suffix) = currency_after(atoms, word, figure, joined) {
        return Some(suffix);
    }
    let (unit, end) = measure(atoms, word, touching)?;
    found(Unit::Counted(unit), end)
}

/// Whether "N times" is a multiple ("11 times EBITDA"), not how often something happened ("used 41 times", "five times a day").
fn multiplies(atoms: &Atoms, times: usize, figure: &Figure, number: usize) -> bool {
    const YARDSTICKS: &[&str] = &[
        "earnings",
        "sales",
        "book",
        "revenue",
        "revenues",
        "ebitda",
        "ebit",
        "ebita",
        "ebitdar",
        "ebitdax",
        "rab",
        "nav",
        "fcf",
        "cash",
        "forward",
        "trailing",
        "tangible",
        "peak",
        "mid",
        "leverage",
        "levered",
        "covered",
        "oversubscribed",
        "coverage",
        "interest",
        "profit",
        "profits",
        "net",
        "operating",
        "free",
        "funds",
        "ffo",
        "affo",
        "eps",
        "adjusted",
        "consensus",
        "normalised",
        "normalized",
        "next",
        "capital",
        "equity",
        "assets",
        "gross",
        "premiums",
        "invested",
        "embedded",
        "regulated",
        "expected",
        "estimated",
        "prospective",
        "fiscal",
        "calendar",
        "our",
        "annual",
        "annualised",
        "annualized",
        "owner",
        "underlying",
        "headline",
        "price",
    ];
    const PRICED: &[&str] = &[
        "at", "on", "pay", "pays", "paid", "paying", "trades", "fetch", "fetches", "only", "even", "about", "to", "of", "under", "over",
        "than", "from", "nearly", "around", "roughly", "average",
    ];
    let next = times + 1;
    // "0.61 times 0.44" is arithmetic, "17 times 2027 earnings" is not.
    if atoms.is_number(next) && atoms.integer(next).is_none_or(|year| year < 2000) {
        return false;
    }
    // "33 times depressed earnings"
    let described = (atoms.is_word(next) || atoms.is_number(next))
        && atoms.is(next + 1, &["earnings", "sales", "book", "revenue", "ebitda", "profit", "profits"]);
    let yardstick = described || atoms.is(next, YARDSTICKS) || (atoms.is(next, &["this", "last"]) && atoms.is(next + 1, &["year"]));
    let priced = PRICED.contains(&atoms.before(number, 1));
    let often = atoms.is(next, &["a", "in", "per", "since", "over", "during", "before", "already", "every", "each", "daily"]);
    let fraction = figure.value.fract().abs() > 0.0;
    if figure.spelled {
        yardstick && !often
    } else {
        yardstick || fraction || (priced && !often) || atoms.is(next, &["the", "as", "what", "its"])
    }
}

/// A currency behind the number: "13,500 won", "1.2bn euros", "300 €", "5 cents".
fn currency_after(atoms: &Atoms, at: usize, figure: &Figure, joined: bool) -> Option<Suffix> {
    let money = |code: &str, end| Some(Suffix { unit: Unit::Money(code.to_owned()), end, hundredths: false });
    if let Some(code) = symbol(atoms.text(at)).filter(|_| !joined) {
        // "5 $10 notes": the sign belongs to the number it touches.
        return if atoms.is_number(at + 1) { None } else { money(code, at + 1) };
    }
    if is_code(atoms.written(at)) && !atoms.is_number(at + 1) {
        return money(atoms.written(at), at + 1);
    }
    let of_land = nation(atoms, at);
    let noun = of_land.map_or(at, |(_, next)| next);
    let land = of_land.map_or("", |(land, _)| land);
    let end = noun + 1;
    let code = match (atoms.text(noun), land) {
        ("cents" | "cent", "" | "US") => {
            // "per cent" was read before.
            return Some(Suffix { unit: Unit::Money("USD".to_owned()), end, hundredths: true });
        }
        ("pence" | "penny", _) => return Some(Suffix { unit: Unit::Money("GBP".to_owned()), end, hundredths: true }),
        ("dollars" | "dollar" | "bucks", land) => match land {
            "CA" => "CAD",
            "AU" => "AUD",
            "HK" => "HKD",
            "SG" => "SGD",
            "NZ" => "NZD",
            "TW" => "TWD",
            _ => "USD",
        },
        ("euros" | "euro", _) => "EUR",
        ("pounds" | "quid" | "sterling", "") if !atoms.is(end, &["of", "per", "a", "each"]) => "GBP",
        ("yen", _) => "JPY",
        ("yuan" | "renminbi" | "rmb", _) => "CNY",
        // "the side of 12 won" is a verb: small sums of won buy nothing.
        ("won", _) if figure.value >= 100.0 && !figure.plain || figure.scale.is_some() && atoms.text(noun) == "won" => "KRW",
        ("rupees" | "rupee", _) => "INR",
        ("rupiah", _) => "IDR",
        ("ringgit", _) => "MYR",
        ("baht", _) => "THB",
        ("lira" | "liras", _) => "TRY",
        ("zloty" | "zlotys" | "złoty", _) => "PLN",
        ("koruna" | "korunas", _) => "CZK",
        ("forint" | "forints", _) => "HUF",
        ("kronor" | "krona", _) | ("crowns", "SE") => "SEK",
        ("kroner" | "krone" | "crowns", "NO") => "NOK",
        ("kroner" | "krone", _) => "DKK",
        ("francs" | "franc", _) => "CHF",
        ("roubles" | "rubles" | "rouble" | "ruble", _) => "RUB",
        ("shekels" | "shekel", _) => "ILS",
        ("dirhams" | "dirham", _) => "AED",
        ("riyals" | "riyal", _) => "SAR",
        ("naira", _) => "NGN",
        ("rand", _) => "ZAR",
        ("reais", _) => "BRL",
        ("pesos" | "peso", "MX") => "MXN",
        ("pesos" | "peso", "CL") => "CLP",
        ("pesos" | "peso", "CO") => "COP",
        ("pesos" | "peso", "AR") => "ARS",
        ("pesos" | "peso", "PH") => "PHP",
        _ => return None,
    };
    money(code, end)
}

/// The country that an adjective before a currency names, and the index after it.
fn nation(atoms: &Atoms, at: usize) -> Option<(&'static str, usize)> {
    let land = match atoms.text(at) {
        "us" | "american" => "US",
        "canadian" => "CA",
        "australian" | "aussie" => "AU",
        "singapore" => "SG",
        "taiwan" => "TW",
        "mexican" => "MX",
        "chilean" => "CL",
        "colombian" => "CO",
        "argentine" => "AR",
        "philippine" => "PH",
        "norwegian" => "NO",
        "swedish" => "SE",
        "swiss" | "danish" | "turkish" | "indian" | "korean" | "japanese" | "chinese" => "",
        "hong" if atoms.text(at + 1) == "kong" => return Some(("HK", at + 2)),
        "new" if atoms.text(at + 1) == "zealand" => return Some(("NZ", at + 2)),
        _ => return None,
    };
    Some((land, at + 1))
}

/// A unit of measure at `at`, as written in lower case and with its rate, and the index after it.
fn measure(atoms: &Atoms, at: usize, touching: bool) -> Option<(String, usize)> {
    const SHORT: &[&str] = &[
        "gw", "mw", "kw", "tw", "gwh", "mwh", "kwh", "twh", "gwp", "mwp", "kt", "mt", "mtpa", "ktpa", "kg", "lb", "lbs", "oz", "moz",
        "koz", "bbl", "boe", "boepd", "boed", "bpd", "kbpd", "mbpd", "mmbtu", "btu", "bcf", "bcfd", "mcf", "mmcf", "tcf", "bcm", "km",
        "ha", "gb", "tb", "pb", "mhz", "ghz", "teu", "teus", "dwt", "tco", "tpa", "tpd", "sqm", "sqft", "mph", "kgs", "hl", "ppm",
    ];
    const LONG: &[&str] = &[
        "gigawatt",
        "megawatt",
        "kilowatt",
        "terawatt",
        "tonne",
        "ton",
        "kilo",
        "kilogram",
        "pound",
        "ounce",
        "barrel",
        "kilometre",
        "kilometer",
        "mile",
        "metre",
        "meter",
        "acre",
        "hectare",
        "litre",
        "liter",
        "gallon",
        "bushel",
        "wafer",
        "gigabyte",
        "terabyte",
        "petabyte",
        "petaflop",
        "gram",
        "hectolitre",
        "therm",
        "carat",
    ];
    let word = atoms.text(at);
    if !atoms.is_word(at) {
        return None;
    }
    if word == "t" && touching && atoms.written(at) == "t" {
        return Some(rated(atoms, "t".to_owned(), at + 1));
    }
    // "b/d", "mb/d"
    if matches!(word, "b" | "mb" | "kb" | "mmb" | "boe" | "bbl") && atoms.text(at + 1) == "/" && atoms.is(at + 2, &["d", "day"]) {
        return Some((format!("{word}/{}", atoms.text(at + 2)), at + 3));
    }
    if word == "square" && atoms.is(at + 1, &["feet", "foot", "metres", "meters", "kilometres", "miles"]) {
        return Some((format!("square {}", atoms.text(at + 1)), at + 2));
    }
    if word == "sq" {
        let dot = usize::from(atoms.text(at + 1) == ".");
        return atoms.is(at + 1 + dot, &["ft", "m", "km"]).then(|| (format!("sq {}", atoms.text(at + 1 + dot)), at + 2 + dot));
    }
    if word == "cubic" && atoms.is(at + 1, &["feet", "metres", "meters"]) {
        return Some(rated(atoms, format!("cubic {}", atoms.text(at + 1)), at + 2));
    }
    if matches!(word, "gross" | "net" | "metric" | "short" | "long") && LONG.contains(&atoms.text(at + 1).trim_end_matches('s')) {
        return Some(rated(atoms, atoms.text(at + 1).to_owned(), at + 2));
    }
    let known =
        SHORT.contains(&word) || LONG.contains(&word) || word == "feet" || word.strip_suffix('s').is_some_and(|stem| LONG.contains(&stem));
    known.then(|| rated(atoms, word.to_owned(), at + 1))
}

/// `unit` with the rate that follows it ("a day", "per month").
fn rated(atoms: &Atoms, unit: String, end: usize) -> (String, usize) {
    let time = |at: usize| atoms.is(at, &["day", "week", "month", "quarter", "year", "hour", "minute", "annum"]);
    if atoms.is(end, &["a", "an", "per", "each"]) && time(end + 1) {
        return (format!("{unit} {} {}", atoms.text(end), atoms.text(end + 1)), end + 2);
    }
    if atoms.text(end) == "/" && atoms.glued(end) && time(end + 1) {
        return (format!("{unit}/{}", atoms.text(end + 1)), end + 2);
    }
    (unit, end)
}

/// The plural noun that `figure` counts, past up to two words that describe it; with its rate, the index after it, and whether it is
/// a measure of the market's own ("points"), for which words will do.
pub(super) fn counted(atoms: &Atoms, figure: &Figure) -> Option<(String, usize, bool)> {
    if figure.hyphenated {
        return None;
    }
    if atoms.is(figure.end, &["points", "turns", "notches", "pts"]) {
        return Some((atoms.text(figure.end).to_owned(), figure.end + 1, true));
    }
    // "a 7,000-restaurant goal": grouped digits are no name.
    let joined = figure.grouped && atoms.text(figure.end) == "-" && atoms.glued(figure.end) && atoms.glued(figure.end + 1);
    if joined && atoms.is_word(figure.end + 1) && !TIMES.contains(&atoms.text(figure.end + 1)) {
        return Some((atoms.text(figure.end + 1).to_owned(), figure.end + 2, false));
    }
    if figure.spelled && figure.scale.is_none() {
        return None;
    }
    // Four plain digits are a year as likely as not, a number after a name belongs to the name ("Falcon 9 launches").
    let year = figure.plain && (1900.0..2100.0).contains(&figure.value);
    let before = figure.first.wrapping_sub(1);
    let name = figure.plain && figure.first > 1 && atoms.is_word(before) && atoms.capital(before) && !atoms.is(before, PREPOSITIONS);
    if year || name {
        return None;
    }
    let of = atoms.text(figure.end) == "of" && figure.scale.is_some();
    let mut at = if of { figure.end + 1 } else { figure.end };
    // Three words, or parts of a compound, may describe what is counted; after "of" none, for a verb may follow.
    for step in 0..if of { 1 } else { 5 } {
        let word = atoms.text(at);
        let compound = step > 0 && atoms.before(at, 1) == "-";
        if !atoms.is_word(at) || (STOPS.contains(&word) && !compound && atoms.written(at) != "US") || (atoms.glued(at) && !compound) {
            return None;
        }
        let last = !(atoms.text(at + 1) == "-" && atoms.glued(at + 1));
        let possessive = atoms.text(at + 1) == "'" && atoms.glued(at + 1);
        let name = atoms.capital(at) || possessive;
        if last && !name && (plural(word) || COLLECTIVES.contains(&word)) {
            let (unit, end) = rated(atoms, word.to_owned(), at + 1);
            return (!TIMES.contains(&word)).then_some((unit, end, false));
        }
        if TIMES.contains(&word) {
            return None;
        }
        at += if last { 1 } else { 2 };
    }
    None
}

fn plural(word: &str) -> bool {
    word.len() > 3 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us") && !word.ends_with("is")
}

/// Nouns that count without an "s".
const COLLECTIVES: &[&str] = &["people", "staff", "aircraft", "cattle", "women", "men", "children", "sheep", "headcount", "feet", "teu"];

/// Words that may stand capitalised before a number without making it a name.
const PREPOSITIONS: &[&str] =
    &["the", "of", "in", "at", "to", "with", "and", "for", "its", "about", "some", "over", "only", "nearly", "up", "by"];

/// Lengths of time, which are no quantities.
const TIMES: &[&str] = &[
    "day",
    "days",
    "week",
    "weeks",
    "month",
    "months",
    "quarter",
    "quarters",
    "year",
    "years",
    "decade",
    "decades",
    "yrs",
    "mths",
    "wks",
    "fortnights",
    "centuries",
    "nights",
    "sessions",
    "springs",
    "summers",
    "winters",
    "weekends",
];

/// Words that end the search for the counted noun: it does not reach over verbs, prepositions and the like.
const STOPS: &[&str] = &[
    "a",
    "an",
    "the",
    "this",
    "that",
    "these",
    "those",
    "its",
    "his",
    "her",
    "their",
    "our",
    "my",
    "your",
    "is",
    "was",
    "has",
    "does",
    "goes",
    "are",
    "were",
    "had",
    "have",
    "been",
    "be",
    "it",
    "he",
    "she",
    "we",
    "they",
    "you",
    "and",
    "or",
    "but",
    "nor",
    "so",
    "yet",
    "if",
    "as",
    "than",
    "then",
    "of",
    "in",
    "on",
    "at",
    "to",
    "by",
    "for",
    "from",
    "with",
    "within",
    "into",
    "over",
    "under",
    "per",
    "out",
    "up",
    "down",
    "off",
    "after",
    "before",
    "since",
    "until",
    "during",
    "between",
    "among",
    "across",
    "through",
    "about",
    "above",
    "below",
    "against",
    "via",
    "plus",
    "versus",
    "vs",
    "which",
    "who",
    "whose",
    "when",
    "where",
    "while",
    "because",
    "although",
    "though",
    "unless",
    "whereas",
    "will",
    "would",
    "could",
    "should",
    "can",
    "may",
    "might",
    "must",
    "shall",
    "not",
    "no",
    "now",
    "still",
    "also",
    "just",
    "only",
    "even",
    "too",
    "ago",
    "last",
    "next",
    "times",
    "each",
    "every",
    "all",
    "any",
    "both",
    "either",
    "us",
    "thus",
    "perhaps",
    "always",
    "sometimes",
    "yes",
    "plans",
    "looks",
    "seems",
    "means",
    "makes",
    "takes",
    "gives",
    "implies",
    "suggests",
    "leaves",
    "brings",
    "comes",
    "adds",
    "needs",
    "protects",
    "remains",
    "sits",
    "trades",
    "keeps",
    "gets",
    "puts",
    "says",
    "shows",
    "falls",
    "rises",
    "turns",
    "becomes",
    "begins",
    "starts",
    "ends",
    "stands",
    "holds",
    "runs",
    "assumes",
    "presumes",
    "expects",
    "reflects",
    "covers",
    "pays",
    "buys",
    "sells",
    "costs",
    "compares",
    "represents",
    "includes",
    "excludes",
    "equals",
    "exceeds",
    "covers",
    "allows",
    "helps",
    "matters",
    "depends",
    "requires",
    "prices",
    "values",
    "ignores",
    "prevents",
    "arrives",
    "lands",
    "follows",
    "goes",
    "feels",
    "tells",
    "works",
    "knows",
    "wants",
    "rests",
    "belongs",
    "appears",
    "provides",
    "supports",
    "offers",
    "imposes",
    "obliges",
    "understates",
    "overstates",
    "contains",
    "was",
    "exists",
    "hits",
    "lets",
    "lifts",
    "cuts",
    "deserves",
    "discounts",
    "embeds",
    "leads",
    "meets",
    "misses",
    "rolls",
    "serves",
    "sounds",
    "cons",
    "mon",
    "tues",
    "thurs",
    "settles",
    "swallows",
    "disappears",
    "vanishes",
    "stays",
    "stops",
    "tends",
    "treats",
    "wins",
    "loses",
    "moves",
    "matures",
    "expires",
    "lapses",
    "reads",
    "reports",
    "capitalises",
    "earns",
];
