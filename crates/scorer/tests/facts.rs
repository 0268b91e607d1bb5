//! Horizons and quantities over made-up sentences: tables, and what must hold for any text.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test that cannot go on fails")]

use proptest::prelude::*;
use scorer::Span;
use scorer::horizon::{self, Bound, Month, Period};
use scorer::quantity::{self, Unit};

type Table<'a> = &'a [(&'a str, &'a [&'a str])];

/// The horizons of `text`, each as `words = bound from..to`: months from now as numbers, calendar months as `2028-01` or `--07`.
fn horizons(text: &str) -> Vec<String> {
    let month = |month: Month| match month.year {
        Some(year) => format!("{year}-{:02}", month.month),
        None => format!("--{:02}", month.month),
    };
    horizon::find(text, Span::new(0, text.len()))
        .into_iter()
        .map(|found| {
            let bound = match found.bound {
                Bound::Within => "within",
                Bound::By => "by",
                Bound::From => "from",
            };
            let period = match found.period {
                Period::Months { from, to } => format!("{}..{}", (from * 100.0).round() / 100.0, (to * 100.0).round() / 100.0),
                Period::Calendar { from, to } => format!("{}..{}", month(from), month(to)),
            };
            format!("{} = {bound} {period}", found.span.of(text))
        })
        .collect()
}

/// The quantities of `text`, each as `words = [~]value[..upper] unit`.
fn quantities(text: &str) -> Vec<String> {
    quantity::find(text, Span::new(0, text.len()))
        .into_iter()
        .map(|found| {
            let hedge = if found.approximate { "~" } else { "" };
            let upper = found.upper.map_or(String::new(), |upper| format!("..{upper}"));
            let unit = match found.unit {
                Unit::Money(code) => code,
                Unit::Percent => "%".to_owned(),
                Unit::PercentagePoints => "pp".to_owned(),
                Unit::BasisPoints => "bp".to_owned(),
                Unit::Multiple => "x".to_owned(),
                Unit::Counted(unit) => format!("[{unit}]"),
            };
            format!("{} = {hedge}{}{upper} {unit}", found.span.of(text), found.value)
        })
        .collect()
}

fn check(read: fn(&str) -> Vec<String>, table: Table<'_>) {
    let wrong: Vec<String> = table
        .iter()
        .filter(|(text, expected)| read(text) != *expected)
        .map(|(text, expected)| format!("{text}\n  expected {expected:?}\n  found    {:?}", read(text)))
        .collect();
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), table.len(), wrong.join("\n"));
}

#[test]
fn durations_ahead() {
    check(
        horizons,
        &[
            ("Over the next 6-18 months the mill should break even.", &["Over the next 6-18 months = within 6..18"]),
            ("Over the next 6 to 18 months the mill should break even.", &["Over the next 6 to 18 months = within 6..18"]),
            ("A refinancing over the next 12–24 months looks likely.", &["over the next 12–24 months = within 12..24"]),
            ("We see two orders in the next twelve months.", &["in the next twelve months = within 0..12"]),
            ("The permit should arrive within a year.", &["within a year = within 0..12"]),
            ("The permit should arrive within two to three quarters.", &["within two to three quarters = within 6..9"]),
            ("Congestion could delay the ramp by 2-4 quarters.", &["by 2-4 quarters = within 6..12"]),
            ("A strike would push the launch back by a quarter.", &["by a quarter = within 3..3"]),
            ("The plant will pay for itself in two quarters.", &["in two quarters = within 6..6"]),
            ("Margins will normalise in a year or two.", &["in a year or two = within 12..24"]),
            ("Over the next decade the grid will need twice the copper.", &["Over the next decade = within 0..120"]),
            ("Lenders will decide in the coming weeks.", &["in the coming weeks = within 0.46..0.92"]),
            ("A verdict is expected within days.", &["within days = within 0.07..0.13"]),
            ("We keep our 12-month price target of nine dollars.", &["12-month = within 12..12"]),
            ("On a 6-12 month view the shares are cheap.", &["On a 6-12 month = within 6..12"]),
            ("Over 12-24 months we think margins widen.", &["Over 12-24 months = within 12..24"]),
            ("Approval is still eighteen months away.", &["eighteen months away = within 18..18"]),
            ("First steel is two years from now.", &["two years from now = within 24..24"]),
            ("The bridge loan falls due in less than a year.", &["in less than a year = within 0..12"]),
            ("The tender closes in 18 months' time.", &["in 18 months' time = within 18..18"]),
            ("A gigawatt could be built inside thirty-six months.", &["inside thirty-six months = within 0..36"]),
            ("Losses will go on for another two years.", &["for another two years = within 0..24"]),
            ("The plan will return four billion over five years.", &["over five years = within 0..60"]),
            ("Talks resume in the\nnext 12-\nmonths window.", &["in the\nnext 12-\nmonths = within 0..12"]),
            (
                "Supply arrives over the next 6\u{a0}to\u{202f}9\u{a0}months.",
                &["over the next 6\u{a0}to\u{202f}9\u{a0}months = within 6..9"],
            ),
        ],
    );
}

#[test]
fn times_counted_from_the_note() {
    check(
        horizons,
        &[
            ("Capex falls next year.", &["next year = within 0..24"]),
            ("Over the next year capex falls.", &["Over the next year = within 0..12"]),
            ("We expect a loss this year.", &["this year = within 0..12"]),
            ("The second half of next year carries the load.", &["second half of next year = within 6..24"]),
            ("The line opens in Q2 next year.", &["in Q2 next year = within 3..18"]),
            ("A hike comes by the end of next year.", &["by the end of next year = by 11..24"]),
            ("Filing slips to early next year.", &["to early next year = by 0..16"]),
            ("The ship sails in March next year.", &["in March next year = within 2..15"]),
            ("Bookings will pick up next quarter.", &["next quarter = within 0..6"]),
            ("The ruling lands next month.", &["next month = within 0..2"]),
            ("A buyer will be named by the end of the quarter.", &["by the end of the quarter = by 0..3"]),
            ("Fusion reaches the grid by the end of the decade.", &["by the end of the decade = by 0..120"]),
            ("The spin-off completes later this year.", &["later this year = within 0..12"]),
        ],
    );
}

#[test]
fn calendar_periods() {
    check(
        horizons,
        &[
            ("The unit breaks even by Q1 2028.", &["by Q1 2028 = by 2028-01..2028-03"]),
            ("The company posted a breakout Q1 2026.", &["Q1 2026 = within 2026-01..2026-03"]),
            ("Volumes recover from Q1FY27.", &["from Q1FY27 = from 2027-01..2027-03"]),
            ("1Q26 margin looks safe.", &["1Q26 = within 2026-01..2026-03"]),
            ("Deliveries start in Q3'26.", &["in Q3'26 = within 2026-07..2026-09"]),
            ("FY2027 EPS is ours at 3.10.", &["FY2027 = within 2027-01..2027-12"]),
            ("We cut FY27/28 numbers.", &["FY27/28 = within 2027-01..2028-12"]),
            ("The year to watch is FY3/27.", &["FY3/27 = within 2026-04..2027-03"]),
            ("Guidance for fiscal 2026 stands.", &["for fiscal 2026 = within 2026-01..2026-12"]),
            ("At 21x calendar 2026 earnings it is full.", &["calendar 2026 = within 2026-01..2026-12"]),
            ("On 2025E the yield is four.", &["On 2025E = within 2025-01..2025-12"]),
            ("The kiln restarts in H2 2026.", &["in H2 2026 = within 2026-07..2026-12"]),
            ("2H26 will show it.", &["2H26 = within 2026-07..2026-12"]),
            ("Easier comparisons arrive in the second half.", &["in the second half = within --07..--12"]),
            ("The first half of 2027 is sold out.", &["first half of 2027 = within 2027-01..2027-06"]),
            ("A third-quarter launch is planned.", &["third-quarter = within --07..--09"]),
            ("The trial reads out in the fourth quarter of 2026.", &["in the fourth quarter of 2026 = within 2026-10..2026-12"]),
            ("Consensus for the December quarter is too high.", &["for the December quarter = within --10..--12"]),
            ("Year-end 2027 is the deadline.", &["Year-end 2027 = within 2027-12..2027-12"]),
            ("Both lines will run by year-end.", &["by year-end = by --12..--12"]),
            ("The covenant tightens at the end of 2027.", &["at the end of 2027 = within 2027-12..2027-12"]),
            ("Cash lasts until mid-2027.", &["until mid-2027 = by 2027-05..2027-08"]),
            ("A vote is due in early 2028.", &["in early 2028 = within 2028-01..2028-04"]),
            ("The auction slips to late 2028.", &["to late 2028 = by 2028-09..2028-12"]),
            ("Growth compounds over 2026-2028.", &["over 2026-2028 = within 2026-01..2028-12"]),
            ("Duties rise between 2027 and 2029.", &["between 2027 and 2029 = within 2027-01..2029-12"]),
            ("The tariff applies from 2027.", &["from 2027 = from 2027-01..2027-12"]),
            ("The lease runs until 2031.", &["until 2031 = by 2031-01..2031-12"]),
            ("No licence is needed after 2029.", &["after 2029 = from 2029-01..2029-12"]),
            ("Plans stretch beyond 2030.", &["beyond 2030 = from 2030-01..2030-12"]),
            ("The swap holds through 2026.", &["through 2026 = by 2026-01..2026-12"]),
            ("Our 2027 earnings sit below the Street.", &["2027 = within 2027-01..2027-12"]),
        ],
    );
}

#[test]
fn months_days_and_seasons() {
    check(
        horizons,
        &[
            ("The board meets on 15 December.", &["on 15 December = within --12..--12"]),
            ("The board meets on December 15.", &["on December 15 = within --12..--12"]),
            ("The option lapses on 15 December 2026.", &["on 15 December 2026 = within 2026-12..2026-12"]),
            ("The option lapses on Nov 13, 2026.", &["on Nov 13, 2026 = within 2026-11..2026-11"]),
            ("Deadline: 2026-11-13.", &["2026-11-13 = within 2026-11..2026-11"]),
            ("Deadline: 13/11/2026.", &["13/11/2026 = within 2026-11..2026-11"]),
            ("The notes mature in Dec 2026.", &["in Dec 2026 = within 2026-12..2026-12"]),
            ("A sale closes in March.", &["in March = within --03..--03"]),
            ("We expect the print in late March.", &["in late March = within --03..--03"]),
            ("The quota ends in May.", &["in May = within --05..--05"]),
            ("The ban takes effect by July 1st.", &["by July 1st = by --07..--07"]),
            ("Bids are due between August and November.", &["between August and November = within --08..--11"]),
            ("Contracts reset from April to June 2027.", &["from April to June 2027 = within 2027-04..2027-06"]),
            ("Maintenance falls in the third week of June.", &["in the third week of June = within --06..--06"]),
            ("The reactor returns this summer.", &["this summer = within --06..--08"]),
            ("The reactor returns next spring.", &["next spring = within --03..--05"]),
            ("A deal is possible by autumn.", &["by autumn = by --09..--11"]),
            ("Prices firm in the spring of 2027.", &["in the spring of 2027 = within 2027-03..2027-05"]),
            ("Gas is tight for winter 2026.", &["for winter 2026 = within 2026-12..2027-02"]),
            ("chat: vote in may, fixed by mar", &["in may = within --05..--05", "by mar = by --03..--03"]),
            ("Deliveries move from Q2 2026 to Q4 2026.", &["to Q4 2026 = by 2026-10..2026-12"]),
        ],
    );
}

#[test]
fn what_is_no_horizon() {
    check(
        horizons,
        &[
            ("Sales fell by a fifth in the 12 months to June.", &[]),
            ("The stock doubled over the past two years.", &[]),
            ("Two years ago the yard was empty.", &[]),
            ("Revenue for the year to March is in.", &[]),
            ("Rents have risen since 2021.", &[]),
            ("Last quarter the churn eased.", &[]),
            ("The prior year had an extra week.", &[]),
            ("Trailing twelve-month free cash was negative.", &[]),
            ("The permit was signed in March last year.", &[]),
            ("Output fell in the second quarter.", &[]),
            ("The mine was bought in 2019.", &[]),
            ("A repeat of 2018 would hurt.", &[]),
            ("The shares may rise.", &[]),
            ("Buyers march on regardless.", &[]),
            ("A second supplier is being sought.", &[]),
            ("They signed a three-year contract.", &[]),
            ("Volumes shrank nine quarters in a row.", &[]),
            ("It was the third quarter in a row of outflows.", &[]),
            ("The loans have tenors of five years.", &[]),
            ("It is the first loss in ten years.", &[]),
            ("Three quarters of the fleet is leased.", &[]),
            ("The price fell by a quarter.", &[]),
            ("Half of revenue is recurring.", &[]),
            ("The iPhone 17 sells well.", &[]),
            ("A Boeing 737 MAX 2026 livery was shown.", &[]),
            ("The 2028 notes trade at par.", &[]),
            ("She covers the 2025-B pool.", &[]),
            ("Holders of the 2030s may put them.", &[]),
            ("Index level 2031 held.", &[]),
            ("Shares fell to 2030 dollars.", &[]),
            ("The fall in the price of ore is welcome.", &[]),
            ("The second half of the book is weaker.", &[]),
            ("An app with two years of history.", &[]),
            ("Four years later the dam was full.", &[]),
            ("Spring for the better wine.", &[]),
            ("", &[]),
            ("- ", &[]),
        ],
    );
}

#[test]
fn money() {
    check(
        quantities,
        &[
            ("The unit runs at a $20B rate.", &["$20B = 20000000000 USD"]),
            ("Debt of US$1.2bn matures.", &["US$1.2bn = 1200000000 USD"]),
            ("Costs rose by €300m.", &["€300m = 300000000 EUR"]),
            ("Freight is EUR 38 a tonne.", &["EUR 38 = 38 EUR"]),
            ("The bid is A$3.10.", &["A$3.10 = 3.1 AUD"]),
            ("A HK$4.5bn rights issue.", &["HK$4.5bn = 4500000000 HKD"]),
            ("Capex of C$6.05B is planned.", &["C$6.05B = 6050000000 CAD"]),
            ("Sales of NT$16.4bn.", &["NT$16.4bn = 16400000000 TWD"]),
            ("An R$14 billion concession.", &["R$14 billion = 14000000000 BRL"]),
            ("The target is ¥7,720.", &["¥7,720 = 7720 JPY"]),
            ("A share costs 13,500 won.", &["13,500 won = 13500 KRW"]),
            ("The offer is SEK 262 a share.", &["SEK 262 = 262 SEK"]),
            ("The fine is 50 billion lira.", &["50 billion lira = 50000000000 TRY"]),
            ("The pension gap is £340 million.", &["£340 million = 340000000 GBP"]),
            ("Shares at 310p yield nothing.", &["310p = 3.1 GBP"]),
            ("The dividend is 17 pence.", &["17 pence = 0.17 GBP"]),
            ("It missed by 5 cents.", &["5 cents = 0.05 USD"]),
            ("The market is $80B+ by then.", &["$80B+ = ~80000000000 USD"]),
            ("Half a billion dollars is at stake.", &["Half a billion dollars = 500000000 USD"]),
            ("The claim is ₹1.25 lakh crore.", &["₹1.25 lakh crore = 1250000000000 INR"]),
            ("Cash of 1.234,5 euros.", &["1.234,5 euros = 1234.5 EUR"]),
            ("A loss of -$4m.", &["-$4m = -4000000 USD"]),
            ("Ein Preis von 300 € gilt.", &["300 € = 300 EUR"]),
            ("Fees of 13\u{202f}500\u{a0}kronor.", &["13\u{202f}500\u{a0}kronor = 13500 SEK"]),
            ("The raise is 2 billion Canadian dollars.", &["2 billion Canadian dollars = 2000000000 CAD"]),
            ("R250m of rail arrears.", &["R250m = 250000000 ZAR"]),
            ("chat says eur 5m", &["eur 5m = 5000000 EUR"]),
            ("A write-down of\n$1.1\nbillion.", &["$1.1\nbillion = 1100000000 USD"]),
        ],
    );
}

#[test]
fn rates_and_multiples() {
    check(
        quantities,
        &[
            ("Sales rose 28%.", &["28% = 28 %"]),
            ("Sales moved by -6%.", &["-6% = -6 %"]),
            ("Sales moved by \u{2212}6 %.", &["\u{2212}6 % = -6 %"]),
            ("The print was +0.38%.", &["+0.38% = 0.38 %"]),
            ("It owns 15 percent of the yard.", &["15 percent = 15 %"]),
            ("Five per cent yield.", &["Five per cent = 5 %"]),
            ("A 12-percent stake.", &["12-percent = 12 %"]),
            ("Margin fell 2 percentage points.", &["2 percentage points = 2 pp"]),
            ("Two percentage points of margin.", &["Two percentage points = 2 pp"]),
            ("Share gains of 2pp and 3pts.", &["2pp = 2 pp", "3pts = 3 pp"]),
            ("Spreads widened 100 basis points.", &["100 basis points = 100 bp"]),
            ("A 25bp cut and 40 bps more.", &["25bp = 25 bp", "40 bps = 40 bp"]),
            ("A 60-basis-point squeeze.", &["60-basis-point = 60 bp"]),
            ("It trades at 24x.", &["24x = 24 x"]),
            ("Leverage is 3.5x EBITDA.", &["3.5x = 3.5 x"]),
            ("The bid is 11 times EBITDA.", &["11 times = 11 x"]),
            ("At 1.3 times book it is cheap.", &["1.3 times = 1.3 x"]),
            ("Eleven times forward earnings is fair.", &["Eleven times = 11 x"]),
        ],
    );
}

#[test]
fn counted_units() {
    check(
        quantities,
        &[
            ("It plans 4.2 gigawatts of storage.", &["4.2 gigawatts = 4.2 [gigawatts]"]),
            ("Orders reached 61 GW.", &["61 GW = 61 [gw]"]),
            ("The chain runs 243 facilities.", &["243 facilities = 243 [facilities]"]),
            ("It closed 1,060 shops.", &["1,060 shops = 1060 [shops]"]),
            ("Output of 2 million barrels a day.", &["2 million barrels a day = 2000000 [barrels a day]"]),
            ("One million barrels a day are shut in.", &["One million barrels a day = 1000000 [barrels a day]"]),
            ("Supply of 90,000 wafers a month.", &["90,000 wafers a month = 90000 [wafers a month]"]),
            ("It runs 6,200 fast-charging stalls.", &["6,200 fast-charging stalls = 6200 [stalls]"]),
            ("Sales hit 120m tonnes.", &["120m tonnes = 120000000 [tonnes]"]),
            ("A 25-million-tonne pledge.", &["25-million-tonne = 25000000 [tonne]"]),
            ("It hired 1.3 million people.", &["1.3 million people = 1300000 [people]"]),
            ("Exports of 900,000 b/d.", &["900,000 b/d = 900000 [b/d]"]),
            ("Net debt of 2.5bn is fine.", &["2.5bn = 2500000000 []"]),
            ("The margin is up two points.", &["two points = 2 [points]"]),
        ],
    );
}

#[test]
fn ranges_and_hedges() {
    check(
        quantities,
        &[
            ("Capex of $5-6bn.", &["$5-6bn = 5000000000..6000000000 USD"]),
            ("Revenue of $1.39–1.44 billion.", &["$1.39–1.44 billion = 1390000000..1440000000 USD"]),
            ("Growth of 3% to 5%.", &["3% to 5% = 3..5 %"]),
            ("Between 10% and 12% of stores close.", &["10% and 12% = 10..12 %"]),
            ("Worth 2-3x that.", &["2-3x = 2..3 x"]),
            ("It adds two to three points.", &["two to three points = 2..3 [points]"]),
            ("It lifts growth by 2% to 3%.", &["2% to 3% = 2..3 %"]),
            ("Two or three percent is enough.", &["Two or three percent = 2..3 %"]),
            ("DKK 8bn to 11bn of sales.", &["DKK 8bn to 11bn = 8000000000..11000000000 DKK"]),
            ("SEK 68 to SEK 76 each.", &["SEK 68 to SEK 76 = 68..76 SEK"]),
            ("From 36 to 27 cents.", &["36 = 0.36 USD", "27 cents = 0.27 USD"]),
            ("Margin went from 10% to 12%.", &["10% = 10 %", "12% = 12 %"]),
            ("We lift the target by $6 to $238.", &["$6 = 6 USD", "$238 = 238 USD"]),
            ("About $4m is lost.", &["$4m = ~4000000 USD"]),
            ("Roughly 40% churned.", &["40% = ~40 %"]),
            ("It holds ~15% of seats.", &["15% = ~15 %"]),
            ("More than 300 sites.", &["300 sites = ~300 [sites]"]),
            ("Nearly a billion dollars.", &["a billion dollars = ~1000000000 USD"]),
            ("Up to $3B of stock.", &["$3B = ~3000000000 USD"]),
            ("The rate moved up to 3%.", &["3% = 3 %"]),
            ("At least 5% or so.", &["5% = ~5 %"]),
            ("Over 28%+ growth.", &["28%+ = ~28 %"]),
            ("A yield of 7% or more.", &["7% = ~7 %"]),
        ],
    );
}

#[test]
fn what_is_no_quantity() {
    check(
        quantities,
        &[
            ("In 2027 the lease ends.", &[]),
            ("The 2026 deliveries slip.", &[]),
            ("On 15 December the board meets.", &[]),
            ("Over the next 6-18 months.", &[]),
            ("A wait of 31 days.", &[]),
            ("The ten-year sold off; 4 yrs to go.", &[]),
            ("HBM4 and the A321 are ramping.", &[]),
            ("The Boeing 737 lines stopped.", &[]),
            ("The Falcon 9 launches resumed.", &[]),
            ("It is the No. 2 producer.", &[]),
            ("It ranks among No. 2 producers.", &[]),
            ("Call 555-0147 now.", &[]),
            ("Call +1 212 555 0100.", &[]),
            ("3. Staffing", &[]),
            ("(2) Pricing", &[]),
            ("Page 31 imposes terms.", &[]),
            ("Phase 3 readouts are near.", &[]),
            ("The 10-K and 8-K are filed.", &[]),
            ("Built on a 7nm node.", &[]),
            ("He has two reasons and three doubts.", &[]),
            ("The case rests on three points.", &[]),
            ("The tool was used 41 times.", &[]),
            ("She opens it five times a day.", &[]),
            ("$NVDA leads.", &[]),
            ("At 10:30 the call starts.", &[]),
            ("The S&P 500 companies gained.", &[]),
            ("The 45X credit may go.", &[]),
            ("Seats are split 50-50.", &[]),
            ("One of two bidders left.", &[]),
            ("Q3 and FY27 look fine.", &[]),
            ("", &[]),
        ],
    );
}

/// Words and marks that the readers look for, in any order: where a slip of an index would show.
fn note_like() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "the",
        "next",
        "last",
        "within",
        "over",
        "by",
        "from",
        "to",
        "between",
        "and",
        "or",
        "a",
        "few",
        "two",
        "half",
        "year",
        "years",
        "quarter",
        "months",
        "Q1",
        "1H",
        "FY27",
        "FY3/27",
        "2027",
        "2026-11-13",
        "'26",
        "e",
        "E",
        "May",
        "march",
        "Dec",
        "15",
        "31st",
        "-",
        "–",
        "—",
        "/",
        "%",
        "$",
        "US$",
        "€",
        "EUR",
        "1.2",
        "1,060",
        "1.234,5",
        "bn",
        "million",
        "k",
        "x",
        "times",
        "basis",
        "points",
        "percent",
        "percentage",
        "p",
        "cents",
        "barrels",
        "+",
        "~",
        "about",
        "end",
        "of",
        "early",
        "mid-",
        "winter",
        "this",
        "second",
        "of the",
        ".",
        ",",
        ";",
        "é",
        "中",
        "🚀",
        "\n",
        "\r\n",
        "\u{a0}",
        "\u{202f}",
        "-\n",
        "99999999999999999999",
        "1e9",
        "0",
        "\u{301}",
        "ß",
        "İ",
    ]);
    prop::collection::vec((piece, prop::bool::ANY), 0..24)
        .prop_map(|pieces| pieces.into_iter().map(|(piece, space)| if space { format!("{piece} ") } else { piece.to_owned() }).collect())
}

fn sound(text: &str, span: Span) -> Result<(), TestCaseError> {
    let horizons = horizon::find(text, span);
    let quantities = quantity::find(text, span);
    let times: Vec<Span> = horizons.iter().map(|found| found.span).collect();
    let amounts: Vec<Span> = quantities.iter().map(|found| found.span).collect();
    for list in [&times, &amounts] {
        prop_assert!(list.iter().zip(list.iter().skip(1)).all(|(one, next)| one.end <= next.start), "ordered and disjoint: {list:?}");
        for found in list {
            prop_assert!(span.contains(*found) && !found.is_empty(), "inside: {found:?}");
            prop_assert!(text.is_char_boundary(found.start) && text.is_char_boundary(found.end));
        }
    }
    prop_assert!(!amounts.iter().any(|amount| times.iter().any(|time| time.overlaps(*amount))), "an amount in a time");
    for found in &horizons {
        match found.period {
            Period::Months { from, to } => prop_assert!(from >= 0.0 && to >= from && to.is_finite(), "{from}..{to}"),
            Period::Calendar { from, to } => {
                prop_assert!((1..=12).contains(&from.month) && (1..=12).contains(&to.month));
                prop_assert_eq!(from.year.is_some(), to.year.is_some());
                if let (Some(first), Some(last)) = (from.year, to.year) {
                    prop_assert!((first, from.month) <= (last, to.month), "{from:?} to {to:?}");
                }
            }
        }
    }
    for found in &quantities {
        prop_assert!(found.value.is_finite());
        prop_assert!(found.upper.is_none_or(|upper| upper.is_finite() && upper > found.value), "{found:?}");
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_text_is_read(text in any::<String>()) {
        sound(&text, Span::new(0, text.len()))?;
    }

    #[test]
    fn any_order_of_words_is_read(text in note_like(), skip in 0usize..40, drop in 0usize..40) {
        sound(&text, Span::new(0, text.len()))?;
        let start = (0..=skip.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        let end = (start..=text.len().saturating_sub(drop).max(start)).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(start);
        sound(&text, Span::new(start, end))?;
    }
}

/// A span that does not lie in the text reads nothing.
#[test]
fn a_span_outside_the_text_is_empty() {
    assert!(horizon::find("next year", Span::new(4, 400)).is_empty());
    assert!(quantity::find("é 5%", Span::new(1, 5)).is_empty());
}
