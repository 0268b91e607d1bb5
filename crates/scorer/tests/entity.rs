//! Assets of a note: tables of small notes, invariants over arbitrary ones, and how often the main asset is right over the labelled
//! corpus.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a helper that cannot go on fails its test")]

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::PathBuf;

use proptest::prelude::*;
use scorer::company;
use scorer::entity::{self, Asset};
use scorer::note::{Block, Note, Part};
use scorer::sentence::Sentence;
use scorer::stated::{Stated, StatedTicker};
use scorer::{Flat, Span};

/// A note of one sentence a line: `#` a heading, `=` meta, `~` boilerplate, else body. `stated` are the rows of its ticker table.
fn read(lines: &str, stated: &[&str]) -> (String, Vec<Sentence>, Vec<Asset>) {
    let (mut text, mut sentences, mut blocks) = (String::new(), Vec::new(), Vec::new());
    for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (part, words) = match line.split_once(' ') {
            Some(("#", words)) => (Part::Heading, words),
            Some(("=", words)) => (Part::Meta, words),
            Some(("~", words)) => (Part::Boilerplate, words),
            _ => (Part::Body, line),
        };
        let span = Span::new(text.len(), text.len() + words.len());
        text.push_str(words);
        text.push('\n');
        sentences.push(Sentence { span, part, block: blocks.len(), heading: None });
        blocks.push(Block { part, span });
    }
    let tickers: Vec<StatedTicker> = stated.iter().map(|ticker| row(&text, ticker)).collect();
    let note = Note { blocks, stated: (!tickers.is_empty()).then(|| table(tickers)) };
    let assets = entity::find(&text, &note, &sentences);
    (text, sentences, assets)
}

fn row(text: &str, ticker: &str) -> StatedTicker {
    let at = text.rfind(ticker).unwrap_or_default();
    StatedTicker { ticker: ticker.to_owned(), score: None, label: None, span: Span::new(at, (at + ticker.len()).min(text.len())) }
}

fn table(tickers: Vec<StatedTicker>) -> Stated {
    let span = tickers[0].span;
    Stated {
        raw: String::new(),
        span,
        spans: vec![span],
        label: None,
        label_span: None,
        score: None,
        score_span: None,
        rating: None,
        rating_span: None,
        tickers,
        findings: Vec::new(),
    }
}

/// What each asset is called, the main one marked with `*`.
fn called(assets: &[Asset]) -> Vec<String> {
    assets.iter().map(|asset| format!("{}{}", if asset.main { "*" } else { "" }, asset.ticker)).collect()
}

#[test]
fn companies_by_name() {
    let check = |lines: &str, expected: &[&str]| assert_eq!(called(&read(lines, &[]).2), expected, "{lines}");
    check("Amazon opened three sites.", &["*AMZN"]);
    check("Facebook's owner lost its appeal.", &["*META"]);
    check("J.P. Morgan and JPMorgan are one bank.", &["*JPM"]);
    check("Berkshire keeps its cash; TSMC spends it.", &["*BRK.B", "TSM"]);
    check("# NESTLÉ CUTS AGAIN\nThe range was pruned.", &["*NESN.SW"]);
    check("The Nvidia-based cluster runs hot.", &["*NVDA"]);
    check("Deutsche Telekom and T-Mobile share a parent.", &["*DTE.DE", "TMUS"]);
    // A longer name is not the shorter one.
    check("Siemens Energy repaired the blades.", &["*ENR.DE"]);
    check("Delta Electronics sells power supplies.", &["*2308.TW"]);
    check("nothing here names anybody", &[]);
}

#[test]
fn ordinary_words_need_evidence() {
    let check = |lines: &str, expected: &[&str]| assert_eq!(called(&read(lines, &[]).2), expected, "{lines}");
    check("Target price lifted to $40.", &[]);
    check("Target is $40, down from $45.", &[]);
    check("Gap between bid and offer is wide.", &[]);
    check("Next, the margin.", &[]);
    check("Block trades were few.", &[]);
    check("An apple a day, a visa for a week, a shell of itself.", &[]);
    check("Our price Target stays.", &[]);
    check("Hospitals ordered 40 da Vinci robots for patients with a FICO score.", &[]);
    check("Banco do Vale pays well.", &[]);
    check("Apollo Tyres runs two plants.\nThe yield on Apollo's bonds is 9%.", &[]);
    check("We visited four sites that Target runs.", &["*TGT"]);
    check("Target's stores were full.\nTarget price: $140.\nTarget opened nine more.", &["*TGT"]);
    check("Visa reported a quiet quarter.", &["*V"]);
    check("The wallets that Apple and Visa built differ.", &["*AAPL", "V"]);
    check("Delta. Record quarter.", &["*DAL"]);
    check("Gap Inc. closed nine shops.\nGap sold the leases.", &["*GAP"]);
}

#[test]
fn brands_point_at_a_company_that_is_named_otherwise() {
    let check = |lines: &str, expected: &[&str]| assert_eq!(called(&read(lines, &[]).2), expected, "{lines}");
    check("AWS and Azure are cheaper.", &[]);
    check("Amazon runs warehouses.\nAWS makes the money.", &["*AMZN"]);
    let (_, _, assets) = read("Amazon runs warehouses.\nAWS makes the money.", &[]);
    assert_eq!(assets[0].mentions.len(), 2);
}

#[test]
fn abbreviations_are_no_tickers() {
    let line = "The CEO says EPS, GDP, AI, EV, EBITDA, US, UK, FY, Q1, GAAP, IPO, M&A, FDA, DRAM, HBM, PT and YoY are up in 1H26.";
    assert_eq!(called(&read(line, &[]).2), Vec::<String>::new());
    let check = |lines: &str, expected: &[&str]| assert_eq!(called(&read(lines, &[]).2), expected, "{lines}");
    check("Free Cash Flow (FCF) and the Residual Value Test (RVTS) agree.", &["*RVTS"]);
    check("The Annual Recurring Yield (ARY) is new.", &[]);
    check("# OPEC: what next\nBarrels came back.", &[]);
    check("# COST OF CAPITAL NOW\nRates rose.", &[]);
    check("The XQZT metric is our own.", &[]);
}

#[test]
fn tickers_in_every_written_form() {
    let check = |lines: &str, stated: &[&str], expected: &[&str]| assert_eq!(called(&read(lines, stated).2), expected, "{lines}");
    check("Amazon (NASDAQ: AMZN) and AMZN are one.", &[], &["*AMZN"]);
    check("Vodafone (VOD LN) is also VOD and VOD.L.", &[], &["*VOD.L"]);
    check("$NVDA and NVDA and Nvidia", &[], &["*NVDA"]);
    check("# NMBL: Initiating Coverage\nNMBL makes hinges.", &[], &["*NMBL"]);
    check("QRST beat by a penny.\nIt guided lower.", &[], &["*QRST"]);
    check("morning, adding to KLMX here\nyields fine", &[], &["*KLMX"]);
    check("Prosa Foods (9911.T): small but steady", &[], &["*9911.T"]);
    check("Sony (6758) makes sensors.", &[], &["*6758"]);
    check("It fell.\n= QXX 0.4\n= AMZN -0.2", &["QXX", "AMZN"], &["*QXX", "AMZN"]);
    // The stated form is kept, so that stated and computed rows meet.
    check("Shell plc (SHEL.L) pumps less.\n= SHEL 0.1", &["SHEL"], &["*SHEL"]);
    check("GM beat estimates.\nGM margins are wide.", &[], &["*GM"]);
    check("The fund holds MSFT, AVGO and LLY.", &[], &["*MSFT", "AVGO", "LLY"]);
}

#[test]
fn a_ticker_that_nobody_knows_is_announced() {
    let check = |lines: &str, expected: &[&str]| assert_eq!(called(&read(lines, &[]).2), expected, "{lines}");
    check("QVTX, cliff notes for those who skipped the call.", &["*QVTX"]);
    check("QVTX 3Q25: sales 812, margin 7.5%.", &["*QVTX"]);
    check("We went through the QVTX 10-Q on Friday.", &["*QVTX"]);
    // What is merely written in capitals is not.
    check("We went through the QVTX plan on Friday.", &[]);
    check("NOTE, this is a draft.", &[]);
    check("OPEC, as ever, was late.", &[]);
}

#[test]
fn names_that_the_note_defines() {
    let check = |lines: &str, name: &str, mentions: &[&str]| {
        let (text, _, assets) = read(lines, &[]);
        assert_eq!(assets[0].name.as_deref(), Some(name), "{lines}");
        let found: Vec<&str> = assets[0].mentions.iter().map(|mention| mention.span.of(&text)).collect();
        assert_eq!(found, mentions, "{lines}");
    };
    check("Brindle Works Inc. (BRDW) sells kilns.\nBrindle's book is full.", "Brindle Works", &["Brindle Works", "BRDW", "Brindle"]);
    check(
        "# **PELLWORTH MARINE GROUP (PLWM)** / SELL\nPellworth is dear.",
        "PELLWORTH MARINE GROUP",
        &["PELLWORTH MARINE GROUP", "PLWM", "Pellworth"],
    );
    check("First Kelp (NASDAQ: FKLP) rose first.\nThe First thing First Kelp did.", "First Kelp", &["First Kelp", "FKLP", "First Kelp"]);
    // The table's name is the better one where the two agree.
    check("Shares of Otis Worldwide (OTIS) fell.\nOtis said so.", "Otis Worldwide", &["Otis Worldwide", "OTIS", "Otis"]);
    // A known ticker with another name is another company.
    check("Catterick Mills (CAT) spins yarn.\nCatterick pays 4%.", "Catterick Mills", &["Catterick Mills", "CAT", "Catterick"]);
    // A ticker that abbreviates the note's own subject names it.
    check("Dravenholt lost a client.\nClients of Dravenholt talk.\nShort DRVH.", "Dravenholt", &["Dravenholt", "Dravenholt", "DRVH"]);
}

#[test]
fn the_main_asset() {
    let check = |lines: &str, stated: &[&str], expected: &[&str]| assert_eq!(called(&read(lines, stated).2), expected, "{lines}");
    check("# Adobe: the price of art\nCanva and Microsoft are near.\nMicrosoft bundles.\nMicrosoft waits.", &[], &["*ADBE", "MSFT"]);
    check("Tesla is loud.\nTesla cut prices.\nRivian did not.\n= RIVN 0.3", &["RIVN"], &["*RIVN", "TSLA"]);
    check("Intel lost share to AMD.\nIntel said it will spend less.", &[], &["*INTC", "AMD"]);
    // A note on a company without a ticker is not one on its rival.
    check("Wexcombe lost two clients to Accenture.\nWexcombe's staff left.\nWexcombe has no cash.", &[], &["ACN"]);
    check("~ Sponsored by Amazon (NASDAQ: AMZN).\nBunds rallied.", &[], &[]);
}

#[test]
fn sentences_of_each_asset() {
    let check = |lines: &str, expected: &[(&str, &[usize])]| {
        let (_, _, assets) = read(lines, &[]);
        let found: Vec<(&str, &[usize])> = assets.iter().map(|asset| (asset.ticker.as_str(), asset.sentences.as_slice())).collect();
        assert_eq!(found, expected, "{lines}");
    };
    let lines =
        "# Adobe: a view\nAdobe grew.\nFigma is private.\nMicrosoft bundles.\nIt has time.\nAdobe and Microsoft meet.\n~ No advice.";
    check(lines, &[("ADBE", &[1, 2, 4, 5]), ("MSFT", &[3, 5])]);
    check("Rates fell.\nWexcombe lost two clients to Accenture.\nWexcombe's staff left.\nWexcombe is poor.", &[("ACN", &[1])]);
}

#[test]
fn spans_point_into_the_pasted_text() {
    let text = "Coca-\u{200b}Cola’s mix im-\nproved; Bank\nof  America’s did not.";
    let span = Span::new(0, text.len());
    let sentences = [Sentence { span, part: Part::Body, block: 0, heading: None }];
    let assets = entity::find(text, &Note { blocks: vec![Block { part: Part::Body, span }], stated: None }, &sentences);
    let found: Vec<&str> = assets.iter().flat_map(|asset| &asset.mentions).map(|mention| mention.span.of(text)).collect();
    assert_eq!(found, ["Coca-\u{200b}Cola", "Bank\nof  America"]);
}

#[test]
fn a_long_note_is_read_in_linear_steps() {
    // One sentence of a megabyte with thousands of assets, names and unknown words, all different: a quadratic step anywhere would
    // keep this from ending in any patience.
    let mut text = String::new();
    for count in 0..12_000u32 {
        let letter = |digits: u32| char::from(b'A' + (count / 26u32.pow(digits) % 26) as u8);
        let four: String = [letter(3), letter(2), letter(1), letter(0)].iter().collect();
        write!(text, "Orrin X{} (Q{four}) met Amazon, ${four} and Zz{four} Ltd; {four}Q, {four} LN ", four.to_lowercase()).unwrap();
    }
    let span = Span::new(0, text.len());
    let sentences = [Sentence { span, part: Part::Body, block: 0, heading: None }];
    let assets = entity::find(&text, &Note { blocks: vec![Block { part: Part::Body, span }], stated: None }, &sentences);
    assert!(assets.len() > 12_000);
    assert!(assets.iter().any(|asset| asset.ticker == "AMZN" && asset.mentions.len() >= 12_000));
}

proptest! {
    #[test]
    fn assets_keep_their_invariants(lines in proptest::collection::vec(proptest::collection::vec(piece(), 0..12), 0..8), stated in 0usize..3) {
        let text: String = lines.iter().map(|pieces| pieces.join(" ") + "\n").collect();
        let rows = ["AMZN", "QXX.L", "7203.T"];
        let (text, sentences, assets) = read(&text, &rows[..stated]);
        for (index, asset) in assets.iter().enumerate() {
            prop_assert!(!asset.ticker.is_empty());
            prop_assert!(assets[..index].iter().all(|other| other.ticker != asset.ticker), "{} twice", asset.ticker);
            prop_assert!(!asset.main || index == 0);
            prop_assert!(asset.mentions.is_sorted_by(|a, b| a.span.end <= b.span.start));
            for mention in &asset.mentions {
                let sentence = &sentences[mention.sentence];
                prop_assert!(sentence.span.contains(mention.span) && !mention.span.is_empty());
                prop_assert!(sentence.part != Part::Boilerplate);
                prop_assert!(text.get(mention.span.start..mention.span.end).is_some());
                prop_assert!(sentence.part != Part::Body || asset.sentences.contains(&mention.sentence));
            }
            prop_assert!(asset.sentences.is_sorted_by(|a, b| a < b));
            prop_assert!(asset.sentences.iter().all(|sentence| sentences[*sentence].part == Part::Body));
        }
        if let Some(main) = assets.first().filter(|asset| asset.main) {
            let body = (0..sentences.len()).filter(|index| sentences[*index].part == Part::Body);
            for index in body {
                prop_assert!(main.sentences.contains(&index) || assets[1..].iter().any(|asset| asset.sentences.contains(&index)));
            }
        }
    }
}

fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        proptest::sample::select(vec![
            "#",
            "=",
            "~",
            "Amazon",
            "AMZN",
            "(AMZN)",
            "Orrin Mills (QRAA)",
            "Orrin",
            "$NVDA",
            "BP.L",
            "VOD LN",
            "Target's",
            "7203.T",
            "GM",
            "Nestlé’s",
            "long QRAA",
            "Catterick (CAT)",
            "Caterpillar",
            "said",
            "is",
            "The",
            "NYSE: TM",
            "Toyota",
            "Tasty (TM)",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,12}",
        "[A-Z]{1,6}[.:$()]{0,2}",
    ]
}

struct Labelled {
    id: String,
    style: String,
    ticker: String,
    text: String,
    note: Note,
    sentences: Vec<Sentence>,
}

/// The main asset is the header's one in most notes from which it can be told, and rarely a wrong one in the others.
#[test]
fn the_main_asset_over_the_corpus() {
    let mut tally: BTreeMap<&str, [usize; 4]> = BTreeMap::new();
    let verbose = std::env::var("ENTITY_VERBOSE").unwrap_or_default();
    for note in corpus() {
        let assets = entity::find(&note.text, &note.note, &note.sentences);
        let main = assets.first().filter(|asset| asset.main);
        let group = group(&note);
        let outcome = match main {
            Some(asset) if same(&asset.ticker, &note.ticker) => 0,
            Some(_) => 1,
            None => 2,
        };
        let counts = tally.entry(group).or_default();
        counts[outcome] += 1;
        counts[3] += 1;
        if verbose == group && outcome != 0 || verbose == note.id {
            let seen: Vec<String> = assets
                .iter()
                .map(|asset| format!("{}{} {:?} x{}", if asset.main { "*" } else { "" }, asset.ticker, asset.name, asset.mentions.len()))
                .collect();
            let start: String = note.text.chars().take(260).collect();
            println!("{} {} -> {}\n    {}", note.id, note.ticker, seen.join("; "), start.replace('\n', "⏎"));
        }
    }
    let share = |group: &str, outcome: usize| tally[group][outcome] as f64 / tally[group][3] as f64;
    println!("{:<28}{:>8}{:>8}{:>8}{:>8}", "ticker", "right", "wrong", "none", "notes");
    for (group, [right, wrong, none, all]) in &tally {
        println!("{group:<28}{right:>8}{wrong:>8}{none:>8}{all:>8}");
    }
    assert!(share("written in the text", 0) >= 0.9 && share("written in the text", 1) <= 0.01);
    assert!(share("named, in the table", 0) >= 0.9 && share("named, in the table", 1) <= 0.035);
    assert!(share("cannot be told", 1) <= 0.04, "a passing mention is no main asset");
    assert!(share("- (no main asset)", 1) <= 0.05 && share("- (single sentences)", 1) <= 0.12);
    assert!(share("- (a company that no table knows)", 1) <= 0.08, "its customers and rivals may be better known");
}

/// How the header's ticker can be told from the text.
fn group(note: &Labelled) -> &'static str {
    let base = note.ticker.split('.').next().unwrap_or_default();
    let written = |text: &str| {
        text.match_indices(base)
            .any(|(at, _)| !text[..at].ends_with(char::is_alphanumeric) && !text[at + base.len()..].starts_with(char::is_alphanumeric))
    };
    let read = |sentence: &&Sentence| sentence.part != Part::Boilerplate;
    let words = |sentence: &Sentence| sentence.span.of(&note.text).to_owned();
    let read: Vec<String> = note.sentences.iter().filter(read).map(words).collect();
    let named = company(&note.ticker).is_some_and(|at| {
        let mut aliases = company::all()[at].aliases.iter().filter(|alias| alias.kind != company::Kind::Brand);
        aliases.any(|alias| read.iter().any(|text| text.contains(alias.text)))
    });
    match note.ticker.as_str() {
        "-" if note.style == "pairs" => "- (single sentences)",
        // The notes of that file are on invented companies, which have no ticker.
        "-" if note.id.starts_with("z3-") => "- (a company that no table knows)",
        "-" => "- (no main asset)",
        _ if read.iter().any(|text| written(text)) => "written in the text",
        _ if named => "named, in the table",
        _ => "cannot be told",
    }
}

fn company(ticker: &str) -> Option<usize> {
    company::by_ticker(ticker).or_else(|| if ticker.contains('.') { None } else { company::by_base(ticker) })
}

fn same(one: &str, other: &str) -> bool {
    let base = |ticker: &str| ticker.split(['.', ' ']).next().unwrap_or_default().to_owned();
    base(one) == base(other) || company(one).is_some() && company(one) == company(other)
}

fn corpus() -> Vec<Labelled> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../corpus");
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> = paths.filter(|path| path.extension().is_some_and(|end| end == "txt")).collect();
    files.sort();
    let mut notes = Vec::new();
    for file in files {
        notes.extend(fs::read_to_string(file).unwrap().split("@note ").skip(1).map(rebuild));
    }
    notes
}

/// Rebuilds a note as corpus/notes.py does, its labelled lines being the sentences.
fn rebuild(note: &str) -> Labelled {
    let (header, body) = note.split_once('\n').unwrap();
    let field = |name: &str| header.split_whitespace().find_map(|field| field.strip_prefix(name)).unwrap().to_owned();
    let (mut text, mut sentences, mut blocks) = (String::new(), Vec::new(), Vec::new());
    let (mut fresh, mut previous) = (true, Part::Body);
    for line in body.lines() {
        let Some((part, rest)) = line.split_once(" | ") else {
            fresh = true;
            continue;
        };
        let words = rest.splitn(3, " | ").last().unwrap().trim();
        let part = match part.trim() {
            "heading" => Part::Heading,
            "body" => Part::Body,
            "boilerplate" => Part::Boilerplate,
            "meta" => Part::Meta,
            other => panic!("{other}"),
        };
        let own_line = part != Part::Body || previous != Part::Body || words.starts_with(['-', '•', '*', '–']);
        if !text.is_empty() {
            text.push_str(match (fresh, own_line) {
                (true, _) => "\n\n",
                (false, true) => "\n",
                (false, false) => " ",
            });
        }
        let span = Span::new(text.len(), text.len() + words.len());
        text.push_str(words);
        sentences.push(Sentence { span, part, block: blocks.len(), heading: None });
        blocks.push(Block { part, span });
        (fresh, previous) = (false, part);
    }
    text.push('\n');
    let stated = stated(&text, &sentences);
    let note = Note { blocks, stated };
    Labelled { id: field("id="), style: field("style="), ticker: field("ticker="), note, text, sentences }
}

/// What begins other lines of that kind.
const NO_TICKERS: &[&str] = &["BUY", "SELL", "HOLD", "OVERALL", "PT", "TP", "AI", "UK", "EM", "EUR", "SEK", "NOK", "USD", "CDS"];

/// The rows of a ticker table as the note's parser is to read them: a meta line after the prose that begins with a ticker and goes
/// on with a score, a label or nothing.
fn stated(text: &str, sentences: &[Sentence]) -> Option<Stated> {
    let body = sentences.iter().position(|sentence| sentence.part == Part::Body)?;
    let rows = sentences[body..].iter().filter(|sentence| sentence.part == Part::Meta);
    let tickers: Vec<StatedTicker> = rows
        .filter_map(|sentence| {
            let flat = Flat::new(text, sentence.span);
            let line = flat.text();
            let end = line.find(|letter: char| !(letter.is_ascii_uppercase() || letter.is_ascii_digit() || matches!(letter, '.' | '-')));
            let (ticker, rest) = line.split_at(end.unwrap_or(line.len()));
            let shaped = ticker.starts_with(char::is_alphanumeric) && ticker.contains(char::is_alphabetic);
            let value = rest.trim_start_matches([' ', ':', '|']);
            let scored = value.is_empty()
                || value.starts_with(['+', '-', '0', '1'])
                || ["positive", "negative", "neutral", "mixed", "bullish", "bearish"]
                    .iter()
                    .any(|label| value.to_lowercase().contains(label));
            (shaped && scored && (rest.len() > value.len() || rest.is_empty()) && !NO_TICKERS.contains(&ticker)).then(|| StatedTicker {
                ticker: ticker.to_owned(),
                score: None,
                label: None,
                span: sentence.span,
            })
        })
        .collect();
    (!tickers.is_empty()).then(|| table(tickers))
}
