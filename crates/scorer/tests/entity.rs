//! Which assets are read over the labelled corpus: how often the main one is the header's, and how often one is claimed that is not.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use scorer::company;
use scorer::entity;
use scorer::note::{Block, Note, Part};
use scorer::sentence::Sentence;
use scorer::stated::{Stated, StatedTicker};
use scorer::{Flat, Span};

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
    println!("{:<28}{:>8}{:>8}{:>8}{:>8}", "ticker", "right", "wrong", "none", "notes");
    for (group, [right, wrong, none, all]) in &tally {
        println!("{group:<28}{right:>8}{wrong:>8}{none:>8}{all:>8}");
    }
}

/// How the header's ticker can be told from the text.
fn group(note: &Labelled) -> &'static str {
    let base = note.ticker.split('.').next().unwrap_or_default();
    let written = |text: &str| {
        text.match_indices(base).any(|(at, _)| {
            !text[..at].ends_with(char::is_alphanumeric) && !text[at + base.len()..].starts_with(char::is_alphanumeric)
        })
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
const NO_TICKERS: &[&str] = &["BUY", "SELL", "HOLD", "OVERALL", "PT", "TP", "AI", "UK", "EM", "EUR", "SEK", "NOK", "USD"];

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
            let shaped = ticker.len() > 1 && ticker.starts_with(char::is_alphanumeric) && ticker.contains(char::is_alphabetic);
            let value = rest.trim_start_matches([' ', ':', '|']);
            let scored = value.is_empty()
                || value.starts_with(['+', '-', '0', '1'])
                || ["positive", "negative", "neutral", "mixed", "bullish", "bearish"].iter().any(|label| value.to_lowercase().contains(label));
            (shaped && scored && (rest.len() > value.len() || rest.is_empty()) && !NO_TICKERS.contains(&ticker)).then(|| {
                StatedTicker { ticker: ticker.to_owned(), score: None, label: None, span: sentence.span }
            })
        })
        .collect();
    let span = tickers.first()?.span;
    Some(Stated {
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
    })
}
