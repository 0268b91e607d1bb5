//! Sentences to scores: what adds up, which words name it, and when a label is contradicted.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test that cannot go on fails")]

use proptest::prelude::*;
use scorer::entity::Asset;
use scorer::model::Calibration;
use scorer::score::{Computed, Divergence, Label, Verdict, Voice, compare, compute, sum};
use scorer::stated::Stated;

/// A calibration whose numbers can be followed by hand.
const PLAIN: Calibration = Calibration { thresholds: [0.5; 3], slope: 2.0, interval: [0.1, 0.2], mixed: 0.1 };

fn voice(sentence: usize, polarity: f64) -> Voice {
    Voice { sentence, polarity, weight: 1.0 }
}

#[test]
fn a_heavier_sentence_is_heard_more() {
    let sum =
        sum(&[Voice { sentence: 0, polarity: 1.0, weight: 3.0 }, Voice { sentence: 1, polarity: -1.0, weight: 1.0 }], &PLAIN).unwrap();
    assert_eq!(sum.shares, [0.75, 0.25]);
    assert!((sum.score - libm::tanh(1.0)).abs() < 1e-12, "{}", sum.score);
}

#[test]
fn labels_follow_the_guide() {
    let check = |polarities: &[f64], expected: Label| {
        let all: Vec<Voice> = polarities.iter().enumerate().map(|(id, polarity)| voice(id, *polarity)).collect();
        let sum = sum(&all, &PLAIN).unwrap();
        assert_eq!(sum.label, expected, "{polarities:?} give {}", sum.score);
    };
    check(&[0.9, 0.8], Label::StronglyPositive);
    check(&[0.4, 0.1], Label::ModeratelyPositive);
    check(&[0.2, 0.1], Label::SlightlyPositive);
    check(&[0.05, -0.05], Label::Neutral);
    check(&[0.8, -0.8], Label::Mixed);
    check(&[-0.2, -0.1], Label::SlightlyNegative);
    check(&[-0.4, -0.1], Label::ModeratelyNegative);
    check(&[-0.9, -0.8], Label::StronglyNegative);
    // One sentence alone does not speak for a whole note.
    check(&[0.9], Label::StronglyPositive);
    check(&[0.5], Label::ModeratelyPositive);
}

#[test]
fn nobody_speaks() {
    assert_eq!(sum(&[], &PLAIN), None);
    let computed = compute(0, None, &[], &PLAIN);
    assert_eq!((computed.score, computed.label, computed.interval), (None, None, None));
}

/// The computed sentiment of four sentences and its distance from what `footer` states.
fn against(polarities: [f64; 4], footer: &str) -> (Computed, Divergence) {
    let all: Vec<Voice> = polarities.iter().enumerate().map(|(id, polarity)| voice(id, *polarity)).collect();
    let asset = Asset { ticker: "BRNA.OL".to_owned(), name: None, main: true, mentions: Vec::new(), sentences: vec![0, 1] };
    let sum = sum(&all, &PLAIN);
    let computed = compute(all.len(), sum.as_ref(), &[(&asset, all[..2].to_vec())], &PLAIN);
    let divergence = compare(&all, sum.as_ref(), &computed, Stated::find(footer).as_ref());
    (computed, divergence)
}

#[test]
fn verdicts() {
    let check = |polarities: [f64; 4], footer: &str, expected: Verdict, drivers: &[usize]| {
        let (_, divergence) = against(polarities, footer);
        assert_eq!((divergence.verdict, divergence.sentences.as_slice()), (expected, drivers), "{polarities:?} against {footer:?}");
    };
    let good = [0.5, 0.4, 0.6, -0.1];
    check(good, "Sentiment Score: 0.60", Verdict::Agrees, &[2, 0, 1]);
    check(good, "Sentiment Score: 0.95", Verdict::TextLessPositive, &[3, 1, 0]);
    check(good, "Sentiment Score: 0.15", Verdict::TextMorePositive, &[2, 0, 1]);
    check(good, "Sentiment Score: -0.60", Verdict::OppositeSign, &[2, 0, 1, 3]);
    check(good, "Sentiment: moderately positive", Verdict::Agrees, &[]);
    check(good, "Sentiment: bearish", Verdict::OppositeSign, &[2, 0, 1]);
    check(good, "Rating: Buy", Verdict::NothingStated, &[]);
    check(good, "Nothing is stated here.", Verdict::NothingStated, &[]);
    check([0.0, 0.0, 0.1, 0.0], "Sentiment Score: -0.90", Verdict::TextMorePositive, &[2, 0, 1, 3]);
}

#[test]
fn tickers_are_compared_whatever_their_suffix() {
    let (computed, divergence) = against([0.5, 0.4, -0.9, -0.9], "Ticker Sentiment\nBRNA 0.20\nKLDN -0.40");
    let [own, other] = divergence.tickers.as_slice() else { panic!("{divergence:?}") };
    assert_eq!((own.ticker.as_str(), own.gap), ("BRNA", Some(computed.tickers[0].score - 0.2)));
    assert_eq!((other.ticker.as_str(), other.gap, other.verdict), ("KLDN", None, Verdict::NothingStated));
}

proptest! {
    #[test]
    fn contributions_sum_to_the_score(voices in prop::collection::vec((-1.0..1.0_f64, 0.01..5.0_f64), 1..60)) {
        let voices: Vec<_> = voices.iter().enumerate().map(|(sentence, &(polarity, weight))| Voice { sentence, polarity, weight }).collect();
        let sum = sum(&voices, &PLAIN).unwrap();
        prop_assert!((-1.0..=1.0).contains(&sum.score));
        prop_assert!((sum.contributions.iter().sum::<f64>() - sum.score).abs() < 1e-9);
        prop_assert!(sum.shares.iter().sum::<f64>() <= 1.0 + 1e-9);
    }
}
