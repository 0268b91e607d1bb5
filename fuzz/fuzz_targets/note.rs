//! Any text as a note: parts, stated sentiment, sentences, language, times, amounts, companies. All that is done before the network reads.
#![no_main]

use libfuzzer_sys::fuzz_target;
use scorer::note::Part;
use scorer::{entity, language};

fuzz_target!(|text: &str| {
    let (note, sentences) = fuzz::read(text);
    let is_body = |at: &usize| sentences[*at].part == Part::Body;
    let bodies: Vec<&str> = (0..sentences.len()).filter(is_body).map(|at| sentences[at].span.of(text)).collect();
    let (unread, why) = language::judge(&bodies);
    assert_eq!(unread.len(), bodies.len());
    assert_eq!(unread.iter().filter(|own| **own).count(), why.map_or(0, |why| why.sentences));
    for sentence in &sentences {
        fuzz::facts(text, sentence.span);
        fuzz::leads_back(text, sentence.span);
    }
    let assets = entity::find(text, &note, &sentences);
    for (at, asset) in assets.iter().enumerate() {
        assert!(!asset.ticker.is_empty() && assets[..at].iter().all(|other| other.ticker != asset.ticker), "{} twice", asset.ticker);
        assert!(!asset.main || at == 0);
        assert!(asset.mentions.is_sorted_by(|one, next| one.span.end <= next.span.start));
        for mention in &asset.mentions {
            let sentence = &sentences[mention.sentence];
            assert!(sentence.span.contains(mention.span) && !mention.span.of(text).is_empty(), "{mention:?}");
            assert!(sentence.part != Part::Boilerplate);
            assert!(sentence.part != Part::Body || asset.sentences.contains(&mention.sentence));
        }
        assert!(asset.sentences.is_sorted_by(|one, next| one < next) && asset.sentences.iter().all(is_body));
    }
    if assets.first().is_some_and(|asset| asset.main) {
        let is_spoken_for = |at: usize| assets.iter().any(|asset| asset.sentences.contains(&at));
        assert!((0..sentences.len()).filter(is_body).all(is_spoken_for), "a sentence is for none of the assets");
    }
});
