//! Whole notes and what the scorer makes of them, as one readable page each: a change of any stage shows here first.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test that cannot go on fails")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use scorer::annotation::{AnnotatedSentence, Annotation};
use scorer::model::Model;
use scorer::note::Part;
use scorer::{Scorer, Span};

#[test]
fn whole_notes() {
    let scorer = Scorer::new(Model::load(include_bytes!("../../../model/note.model")).unwrap());
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/notes");
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    assert!(paths.len() >= 12, "expected at least 12 notes, found {}", paths.len());
    for path in paths {
        let text = fs::read_to_string(&path).unwrap();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        insta::assert_snapshot!(name, page(&text, &scorer.annotate(&text)));
    }
}

fn page(text: &str, annotation: &Annotation) -> String {
    let mut page = String::new();
    let computed = &annotation.computed;
    if let Some(stated) = &annotation.stated {
        writeln!(page, "stated    {} {} rating {}", number(stated.score), words(stated.label.as_deref()), words(stated.rating.as_deref()))
            .unwrap();
        for ticker in &stated.tickers {
            writeln!(page, "          {} {} {}", ticker.ticker, number(ticker.score), words(ticker.label.as_deref())).unwrap();
        }
        for finding in &stated.findings {
            writeln!(page, "          ! {finding}").unwrap();
        }
    } else {
        writeln!(page, "stated    nothing").unwrap();
    }
    writeln!(page, "computed  {} {}", number(computed.score), words(computed.label.map(scorer::score::Label::name))).unwrap();
    for ticker in &computed.tickers {
        writeln!(page, "          {} {:?} {} {:?}", ticker.ticker, ticker.name, number(Some(ticker.score)), ticker.sentences).unwrap();
    }
    let divergence = &annotation.divergence;
    writeln!(page, "verdict   {} {} driven by {:?}", number(divergence.gap), divergence.verdict.name(), divergence.sentences).unwrap();
    for (id, sentence) in annotation.sentences.iter().enumerate() {
        line(&mut page, text, id, sentence);
    }
    page
}

fn line(page: &mut String, text: &str, id: usize, sentence: &AnnotatedSentence) {
    let part = match sentence.part {
        Part::Heading => "heading",
        Part::Body => "body",
        Part::Boilerplate => "boilerplate",
        Part::Meta => "meta",
    };
    writeln!(page, "\n{id} {part} {:?}", sentence.span.of(text)).unwrap();
    let Some(reading) = &sentence.reading else { return };
    let roles: Vec<String> = reading.roles.iter().map(|held| format!("{} {:.1}", held.role.name(), held.probability)).collect();
    writeln!(page, "  [{}] {} {:+.1}", roles.join(", "), reading.polarity.name(), reading.polarity_score).unwrap();
    let covered = |span: Span| span.of(text);
    for horizon in &sentence.horizons {
        writeln!(page, "  horizon {:?} {:?} {:?}", covered(horizon.span), horizon.bound, horizon.period).unwrap();
    }
    for quantity in &sentence.quantities {
        let about = if quantity.approximate { " about" } else { "" };
        writeln!(page, "  quantity {:?}{about} {} {:?} {:?}", covered(quantity.span), quantity.value, quantity.upper, quantity.unit)
            .unwrap();
    }
    if !sentence.tickers.is_empty() {
        writeln!(page, "  tickers {}", sentence.tickers.join(" ")).unwrap();
    }
}

fn number(value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{value:+.2}"))
}

fn words(value: Option<&str>) -> &str {
    value.unwrap_or("–")
}
