//! The stated sentiment: the shapes in which a page states one, and those in which it states none.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic, in its helpers too")]

use std::fmt::Write as _;

use proptest::prelude::*;
use scorer::Span;
use scorer::stated::{Stated, StatedFinding, band};

/// What was read, on one line: `label score rating WORDS of TICKER label score, ... but finding, ...`, absent parts left out, `nothing` for `None`.
fn digest(stated: Option<&Stated>) -> String {
    let Some(stated) = stated else { return "nothing".to_owned() };
    let value = |label: Option<&str>, score: Option<f64>| {
        let words = [label.map(str::to_owned), score.map(|score| format!("{score}"))];
        words.into_iter().flatten().collect::<Vec<_>>().join(" ")
    };
    let tickers: Vec<String> = stated
        .tickers
        .iter()
        .map(|entry| format!("{} {}", entry.ticker, value(entry.label.as_deref(), entry.score)).trim().to_owned())
        .collect();
    let findings: Vec<&str> = stated.findings.iter().map(StatedFinding::code).collect();
    let mut line = value(stated.label.as_deref(), stated.score);
    for (mark, part) in [("rating", stated.rating.clone().unwrap_or_default()), ("of", tickers.join(", ")), ("but", findings.join(", "))] {
        if !part.is_empty() {
            let _ = write!(line, " {mark} {part}");
        }
    }
    line.trim().to_owned()
}

fn check_invariants(text: &str, stated: &Stated) {
    let mut end = 0;
    for span in &stated.spans {
        assert!(span.start >= end && !span.is_empty(), "spans out of order in {text:?}");
        assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end), "span off a boundary in {text:?}");
        end = span.end;
    }
    assert_eq!(stated.span.start, stated.spans[0].start);
    assert_eq!(stated.span.end, end);
    let inside = stated.tickers.iter().map(|entry| entry.span).chain(stated.findings.iter().map(StatedFinding::span));
    for span in inside.chain(stated.label_span).chain(stated.score_span).chain(stated.rating_span) {
        assert!(stated.span.contains(span), "{span:?} outside {:?} in {text:?}", stated.span);
        assert!(!span.of(text).is_empty(), "{span:?} covers nothing in {text:?}");
    }
    for score in stated.score.into_iter().chain(stated.tickers.iter().filter_map(|entry| entry.score)) {
        assert!((-1.0..=1.0).contains(&score), "score {score} in {text:?}");
    }
    for label in stated.label.iter().chain(stated.tickers.iter().filter_map(|entry| entry.label.as_ref())) {
        assert!(band(label).is_some(), "label {label:?} without a band in {text:?}");
    }
}

/// Checks every case and shows all that fail at once.
fn check(cases: &[(&str, &str)]) {
    let mut failures = String::new();
    for (text, expected) in cases {
        let stated = Stated::find(text);
        let found = digest(stated.as_ref());
        if found != *expected {
            let _ = write!(failures, "\n{text:?}\n  expected: {expected}\n  found:    {found}");
        }
        if let Some(stated) = stated {
            check_invariants(text, &stated);
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn footers_over_several_lines_and_in_one() {
    check(&[
        (
            "Overall Sentiment\nstrongly positive\nSentiment Score\n0.88\nTicker Sentiment\nKLMN\n0.88",
            "strongly positive 0.88 of KLMN 0.88",
        ),
        (
            "Overall Sentiment\n\nstrongly positive\n\n\nSentiment Score\n\n0.88\n\nTicker Sentiment\n\nKLMN\n\n0.88\n",
            "strongly positive 0.88 of KLMN 0.88",
        ),
        ("Overall Sentiment\r\nmoderately negative\r\nSentiment Score\r\n-0.41\r\n", "moderately negative -0.41"),
        ("Overall Sentiment strongly positive Sentiment Score 0.88 Ticker Sentiment KLMN 0.88", "strongly positive 0.88 of KLMN 0.88"),
        ("Overall Sentiment: slightly negative Sentiment Score: \u{2212}0.2", "slightly negative -0.2"),
        ("Overall Sentiment | moderately positive | 0.50", "moderately positive 0.5"),
        ("Overall Sentiment → strongly positive → 0.8", "strongly positive 0.8"),
        ("Overall Sentiment \u{2013} Mixed", "mixed"),
        ("Overall sentiment - mixed\nSentiment score - 0.05", "mixed 0.05"),
        ("Sentiment score \u{2014} 0.46", "0.46"),
        ("Overall Sentiment: slightly negative / Score \u{2013}0.22", "slightly negative -0.22"),
        ("Overall Sentiment: moderately positive | Score 0.44 | KLMN 0.41", "moderately positive 0.44 of KLMN 0.41"),
        ("OVERALL SENTIMENT 0.9 very bullish", "very bullish 0.9"),
        ("**Overall Sentiment:** Positive", "positive"),
        ("## Overall Sentiment\n\n**Strongly Positive** (0.81)", "strongly positive 0.81"),
        ("- Overall Sentiment: negative\n- Sentiment Score: -0.5", "negative -0.5"),
        ("- Sentiment Score\n- 0.5", "0.5"),
        ("Sentiment Score\n- 0.5", "-0.5"),
        ("Sentiment Score:\u{a0}\t0.31", "0.31"),
        ("Overall\u{a0}Sentiment\tpositive", "positive"),
        ("| Overall Sentiment | Sentiment Score |\n|---|---|\n| mildly positive | 0.27 |", "mildly positive 0.27"),
        ("Overall SentimentStrongly PositiveSentiment Score0.88Ticker SentimentKLMN0.88", "strongly positive 0.88 of KLMN 0.88"),
        ("Sentiment\nMixed\n0.10", "mixed 0.1"),
        ("Overall Sentiment: neutral to positive", "neutral to positive"),
        ("Overall sentiment: v. negative", "very negative"),
        ("🟢 Overall Sentiment: Positive 🟢", "positive"),
    ]);
}

#[test]
fn labels_and_scores_in_one_line() {
    check(&[
        ("Sentiment: Bearish (-0.6)", "bearish -0.6"),
        ("Sentiment: Somewhat-Bullish", "somewhat bullish"),
        ("Sentiment - 0.42", "0.42"),
        ("Sentiment -0.42", "-0.42"),
        ("Sentiment: - 0.42", "-0.42"),
        ("Sentiment = -0.35", "-0.35"),
        ("Sentiment: 0.25 (slightly positive)", "slightly positive 0.25"),
        ("Sentiment: moderately positive [0.56]", "moderately positive 0.56"),
        ("Sentiment (auto): positive 0.33", "positive 0.33"),
        ("Sentiment 0.33 / slightly positive", "slightly positive 0.33"),
        ("Sentiment 0.00 \u{2014} Neutral", "neutral 0"),
        ("Sentiment: -0.00", "0"),
        ("Score -0.68 strongly negative", "strongly negative -0.68"),
        ("Sentiment Score: -0.68 | strongly negative", "strongly negative -0.68"),
        ("AI Sentiment Score: +0.62 (Bullish)", "bullish 0.62"),
        ("Market sentiment: bullish (0.67)", "bullish 0.67"),
        ("Overall: Very negative (-0.7)", "very negative -0.7"),
        ("Stance: bullish, 0.60", "bullish 0.6"),
        ("Tone: mixed", "mixed"),
        ("Sentiment: Neutral; 2 upgrades, 2 downgrades", "neutral"),
        ("Sentiment: Mixed | Confidence: Medium", "mixed"),
        ("Sentiment: 0,88", "0.88"),
        ("Sentiment: .88", "0.88"),
        ("Sentiment: -.4", "-0.4"),
        ("Sentiment: 1", "1"),
        ("Somewhat-Bullish", "somewhat bullish"),
        ("Slightly Negative (-0.30)", "slightly negative -0.3"),
        ("0.58 | moderately positive", "moderately positive 0.58"),
        ("Moderately negative, score -0.41", "moderately negative -0.41"),
        ("Bullish 0.4 | Confidence 78%", "bullish 0.4"),
        ("Somewhat bullish | Confidence 78%", "somewhat bullish"),
        ("The plant reopens in May.\nneutral/mixed", "neutral/mixed"),
        ("The plant reopens in May.\n\nNeutral\n0.02", "neutral 0.02"),
        ("The plant reopens in May.\n\nBearish", "bearish"),
        ("Cautiously optimistic (0.3)", "cautiously optimistic 0.3"),
    ]);
}

#[test]
fn scales_are_converted_to_one() {
    check(&[
        ("Score: 7.4/10", "0.48"),
        ("Score: 2 out of 10", "-0.6"),
        ("Sentiment: 72/100", "0.44"),
        ("Sentiment: 72%", "0.44"),
        ("Sentiment Score: 50 %", "0"),
        ("Sentiment: -60%", "-0.6"),
        ("Sentiment: +60%", "0.6"),
        ("Score: -6/10", "-0.6"),
        ("Sentiment: +0.5 / +1.0", "0.5"),
        ("Sentiment: 4/5", "0.5"),
        ("Sentiment: 2 of 5 stars", "-0.5"),
        ("Sentiment: ★★★★☆", "0.5"),
        ("Sentiment Score (0-100): 72", "0.44"),
        ("Sentiment Score: 72 (0\u{2013}100)", "0.44"),
        ("Sentiment Score (-1 to 1): -0.36", "-0.36"),
        ("Sentiment: 3 on a scale of -5 to +5", "0.6"),
        ("Sentiment Score (scale: -100 to 100): -45", "-0.45"),
        ("Sentiment: Bullish 88%", "bullish 0.88"),
        ("Bearish 40%", "bearish -0.4"),
        ("Overall: bearish 82/100", "bearish -0.82"),
        ("Sentiment: bullish (82/100)", "bullish 0.64"),
        ("Sentiment: neutral (52%)", "neutral 0.04"),
        // How sure the writer is of "neutral", not how positive.
        ("Sentiment: neutral (88%)", "neutral"),
        ("Sentiment: Bullish\nScore: 7.4/10", "bullish 0.48"),
    ]);
}

#[test]
fn ticker_tables() {
    check(&[
        ("Ticker Sentiment\nKLMN\t0.88\nOPQ\t-0.1", "of KLMN 0.88, OPQ -0.1"),
        ("Ticker Sentiment: KLM -0.32, OPQ -0.15, RST 0.05", "of KLM -0.32, OPQ -0.15, RST 0.05"),
        ("Ticker Sentiment\nKLMN: somewhat bullish\nOPQ: bearish", "of KLMN somewhat bullish, OPQ bearish"),
        ("Ticker Sentiment\n7203.T\nmoderately positive 0.52", "of 7203.T moderately positive 0.52"),
        ("Ticker Sentiment\n005930.KS\n0.7\n000660.KS\n-0.15", "of 005930.KS 0.7, 000660.KS -0.15"),
        ("Ticker Sentiment\nKLMN\nmoderately positive\n0.6\nOPQ\nneutral\n0.0", "of KLMN moderately positive 0.6, OPQ neutral 0"),
        ("Ticker Sentiment | KLMN | 0.88 | bullish", "of KLMN bullish 0.88"),
        ("| KLMN | 0.88 | bullish |", "of KLMN bullish 0.88"),
        (
            "| Ticker | Relevance | Sentiment | Label |\n|---|---|---|---|\n| KLMN | 0.95 | 0.31 | Somewhat-Bullish |",
            "of KLMN somewhat bullish 0.31",
        ),
        ("Ticker,Score,Label\nKLMN,0.62,Bullish\nOPQ,-0.18,Somewhat-Bearish", "of KLMN bullish 0.62, OPQ somewhat bearish -0.18"),
        ("Ticker Sentiment\nNASDAQ:KLMN 0.88", "of KLMN 0.88"),
        ("Ticker Sentiment\nCRYPTO:BTC 0.1\nEURUSD -0.2\nETH-USD 0.3", "of BTC 0.1, EURUSD -0.2, ETH-USD 0.3"),
        ("Ticker Sentiment\nBP.L 0.1\nMAERSK-B -0.5\nBRK.B 0.2\n$NVDA 0.7", "of BP.L 0.1, MAERSK-B -0.5, BRK.B 0.2, NVDA 0.7"),
        ("Tallow Lifts (TLWL): moderately negative", "of TLWL moderately negative"),
        ("Ticker Sentiment\nTallow Lifts (NYSE: TLWL) \u{2013}0.4", "of TLWL -0.4"),
        ("| Tallow Lifts | TLWL | -0.4 |", "of TLWL -0.4"),
        ("KLMN sentiment 0.12 (neutral)", "of KLMN neutral 0.12"),
        ("KLMN 0.35 (bullish)", "of KLMN bullish 0.35"),
        ("KLMN mixed\nOPQ positive", "of KLMN mixed, OPQ positive"),
        ("KLMN -0.5; OPQ 0.1", "of KLMN -0.5, OPQ 0.1"),
        ("Overall: mixed | KLMN -0.10", "mixed of KLMN -0.1"),
        ("Sentiment: AUD negative, NZD neutral", "of AUD negative, NZD neutral"),
        ("Overall Sentiment\nneutral\nEUR 0.02", "neutral of EUR 0.02"),
        ("Ticker Sentiment\nKLMN", "of KLMN"),
        ("Ticker Sentiment: KLMN 72%, OPQ bearish 30%", "of KLMN 0.44, OPQ bearish -0.3"),
        ("Ticker Sentiment\nNET 0.45\nAI -0.2", "of NET 0.45, AI -0.2"),
        ("Ticker: KLMN (0.02)", "of KLMN 0.02"),
        ("Sentiment by ticker\nKLMN: 0.2", "of KLMN 0.2"),
        ("Ticker Sentiment\nKLMN 0.2\n\nTicker Sentiment\nKLMN 0.3", "of KLMN 0.3"),
    ]);
}

#[test]
fn ratings_are_kept_apart() {
    check(&[
        ("Rating: Buy", "rating Buy but rating-only"),
        ("Recommendation: SELL", "rating SELL but rating-only"),
        ("OVERWEIGHT", "rating OVERWEIGHT but rating-only"),
        ("Rating: Market Perform", "rating Market Perform but rating-only"),
        ("Rating: Equal-Weight | PT: $41", "rating Equal-Weight but rating-only"),
        ("Neutral (from Outperform)", "rating Neutral but rating-only"),
        ("Neutral | PT $51", "rating Neutral but rating-only"),
        ("Neutral\nPT $96", "rating Neutral but rating-only"),
        ("Verdict: BUY", "rating BUY but rating-only"),
        ("Signal: HOLD", "rating HOLD but rating-only"),
        ("House view: Neutral", "rating Neutral but rating-only"),
        ("🤖 AI verdict: ACCUMULATE", "rating ACCUMULATE but rating-only"),
        ("Rating: Positive", "rating Positive but rating-only"),
        ("RATING BUY", "rating BUY but rating-only"),
        ("Rating: Hold to Buy", "rating Buy but rating-only"),
        ("Upgraded: Neutral → Buy", "rating Buy but rating-only"),
        ("Sector View: UNDERWEIGHT (prev. Neutral)", "rating UNDERWEIGHT but rating-only"),
        ("KLMN: Sell", "rating Sell but rating-only"),
        ("KLMN: Sell (Buy)", "rating Sell but rating-only"),
        ("Tallow Lifts | Reduce (from Hold) | TP 148", "rating Reduce but rating-only"),
        ("TLWL \u{2013} Upgrade to Buy (from Hold) \u{2013} PT $78", "rating Buy but rating-only"),
        ("My rating: 2 of 5 stars", "rating 2 of 5 stars but rating-only"),
        ("★★★★☆", "rating ★★★★☆ but rating-only"),
        ("Overall: STRONG BUY\nSentiment score: 0.84", "0.84 rating STRONG BUY"),
        ("Sentiment: 0.22 (source), house view: Sell", "0.22 rating Sell"),
        ("Stance: constructive | Rating Buy | $27", "constructive rating Buy"),
        ("Margins widened again. Rating: Hold.", "rating Hold but rating-only"),
        ("Rating: Buy\nSentiment: Bearish (-0.3)", "bearish -0.3 rating Buy"),
        ("Signal: bullish", "bullish"),
    ]);
}

#[test]
fn what_is_odd_is_found() {
    check(&[
        ("Overall Sentiment\npositive\nTicker Sentiment", "positive but empty-ticker-table"),
        ("Ticker Sentiment", "but empty-ticker-table"),
        ("Ticker Sentiment: none", "but empty-ticker-table"),
        ("Ticker Sentiment\nSentiment Score\n0.4", "0.4 but empty-ticker-table"),
        ("Ticker Sentiment\n\nFor professional clients only.", "but empty-ticker-table"),
        ("Rating: Positive\nTicker Sentiment", "rating Positive but empty-ticker-table, rating-only"),
        ("Sentiment Score: 8.4", "but outside-scale"),
        ("Sentiment Score: -1.2\nOverall Sentiment: negative", "negative but outside-scale"),
        ("Sentiment: 72", "but outside-scale"),
        ("Sentiment: 12/10", "but outside-scale"),
        ("Sentiment: 140%", "but outside-scale"),
        ("Sentiment (0-10): 11", "but outside-scale"),
        ("Ticker Sentiment: KLMN 1.7", "of KLMN but outside-scale"),
        ("neutral | 5.0", "neutral but outside-scale"),
        ("Overall Sentiment: strongly positive\nSentiment Score: 0.1", "strongly positive 0.1 but label-contradicts-score"),
        ("OVERALL SENTIMENT: Strongly Positive\nSentiment Score: -0.55", "strongly positive -0.55 but label-contradicts-score"),
        ("Sentiment: slightly positive (-0.02)", "slightly positive -0.02 but label-contradicts-score"),
        ("Sentiment: neutral (0.5)", "neutral 0.5 but label-contradicts-score"),
        ("Sentiment: slightly negative (-0.7)", "slightly negative -0.7 but label-contradicts-score"),
        ("KLMN | bullish | -0.5", "of KLMN bullish -0.5 but label-contradicts-score"),
        // At the bands' edges makers of footers differ.
        ("Sentiment: strongly positive (0.52)", "strongly positive 0.52"),
        ("Sentiment: neutral (0.2)", "neutral 0.2"),
        ("Sentiment: somewhat bullish (0.16)", "somewhat bullish 0.16"),
        ("Sentiment: mildly positive (0.45)", "mildly positive 0.45"),
        ("Sentiment: neutral to positive (0.4)", "neutral to positive 0.4"),
    ]);
}

/// A line too long for a header or footer.
const PROSE: &str = "The refit of both kilns was paid out of cash and took nine days less than the contractor had asked for in the spring.";

#[test]
fn of_several_the_most_complete_counts() {
    let between = |before: &str, after: &str| format!("{before}\n\n{PROSE}\n\n{after}");
    check(&[
        (&between("Sentiment: Bullish", "Overall Sentiment\nslightly negative\nSentiment Score\n-0.2"), "slightly negative -0.2"),
        (&between("Sentiment Score: 0.6", "Overall: negative"), "0.6"),
        (&between("Sentiment: 0.6", "Sentiment: 0.4"), "0.4"),
        (&between("Sentiment: 0.6", "Score: 3/10"), "0.6"),
        (&between("Rating: Buy", "Rating: Hold"), "rating Hold but rating-only"),
        (&between("NUVO: bearish", "Sentiment: Bullish (+0.3)"), "bullish 0.3 of NUVO bearish"),
    ]);
    let both = between("Sentiment: 0.6", "Score: 3/10");
    assert_eq!(Stated::find(&both).unwrap().spans.len(), 2, "header and footer are both marked");
}

#[test]
fn prose_states_nothing() {
    let texts = [
        "Sentiment towards the sector is bearish.",
        "Investor sentiment improved in May.",
        "Investor sentiment: bullish readings rose to 41%",
        "The consumer sentiment index fell to 61.8.",
        "The stock scored 8/10 on ESG.",
        "We remain positive.",
        "Buy the dip",
        "Overall sentiment improved, and positive revisions outnumber negative ones.",
        "Overall sentiment is bearish",
        "Sentiment: bearish positioning persists in the names with most debt",
        "sentiment: bearish, nobody wants to own the name into the print",
        "Sentiment score methodology changed in 2024.",
        "Ticker sentiment improved across the board.",
        "Overall, positive surprises came from freight.",
        "Overall: positive surprises came from freight.",
        "PT: $41 (from $52)",
        "Price target: 212p",
        "Risk rating: 5/5",
        "Risk rating: High",
        "Crowd sentiment: 72% bullish",
        "Reader poll: 61% bullish",
        "Dividend Safety Score: 11/100",
        "Credit score: 720",
        "Score: 720",
        "Score: 3-1",
        "Conviction: High",
        "Confidence: 0.74",
        "EPS 0.35",
        "USD 0.50",
        "Q3 mixed",
        "KLMN +4.1%",
        "KLMN 12.40",
        "Bull/Bear: 41/59",
        "Mixed",
        "Outlook\nNeutral rates and slow growth weigh on the top line.",
        "Rating stays Neutral.",
        "Rating Neutral.",
        "No change to our Hold rating or the $41 target.",
        "Kelmar Foods: initiating at Sell; the recipe is old",
        "View: treat the fund as a tank with a leak.",
        "Verdict: on the one hand, on the other",
        "We think the market is too\nnegative\nabout the order book.",
        "What the bulls and the bears agree on is that flows stay\npositive\n",
        "Positive\n- Costs fell\n- Volumes rose\n- Debt is gone",
        "Analyst ratings: Buy 48%, Hold 41%, Sell 11%.",
        "Ticker: KLMN",
        "AI -0.2",
        "Sentiment: 3 Reasons To Worry",
        "Long ideas: Buy, Sell, Hold",
        "",
        "\u{feff}",
    ];
    check(&texts.map(|text| (text, "nothing")));
}

/// Checks which parts of `text` are given out as the page's furniture.
fn check_spans(text: &str, expected: &[&str]) {
    let stated = Stated::find(text).unwrap();
    let found: Vec<&str> = stated.spans.iter().map(|span| span.of(text)).collect();
    assert_eq!(found, expected, "in {text:?}");
    assert_eq!(stated.raw, expected.join("\n"));
    check_invariants(text, &stated);
}

#[test]
fn spans_cover_lines_or_stretches_and_never_prose() {
    check_spans(
        "Kilns run at 91%.\r\n  Overall Sentiment \r\n  **strongly positive**\r\n\r\n\tSentiment Score\r\n0.88\r\nTicker Sentiment\r\n",
        &["Overall Sentiment", "**strongly positive**", "Sentiment Score", "0.88", "Ticker Sentiment"],
    );
    check_spans(
        &format!("{PROSE} Overall Sentiment strongly positive Sentiment Score 0.88 Ticker Sentiment"),
        &["Overall Sentiment strongly positive Sentiment Score 0.88 Ticker Sentiment"],
    );
    check_spans(&format!("{PROSE}Overall Sentiment: negative (-0.5)"), &["Overall Sentiment: negative (-0.5)"]);
    check_spans("Kilns run hot. Sentiment: Bearish (-0.6).", &["Sentiment: Bearish (-0.6)."]);
    check_spans("Sentiment: Bearish (-0.6). Kilns run hot.", &["Sentiment: Bearish (-0.6)."]);
    check_spans("Kilns run hot. Overall Sentiment: strongly\nnegative (-0.8)", &["Overall Sentiment: strongly", "negative (-0.8)"]);
    check_spans("Sentiment: Bullish | Confidence: High", &["Sentiment: Bullish | Confidence: High"]);
    check_spans("| KLMN | 0.5 |\n| OPQ | 0.1 |", &["| KLMN | 0.5 |", "| OPQ | 0.1 |"]);
    check_spans("Rating: Buy | PT: $240 (from $210)", &["Rating: Buy | PT: $240 (from $210)"]);
    check_spans("Kilns run hot. **Rating: Buy.** More follows in May, when the second line opens.", &["**Rating: Buy.**"]);
}

#[test]
fn every_part_points_to_its_own_words() {
    let text =
        "Kilns run at 91%. — “Fine”\n\nRating: Sector Perform\nOverall Sentiment: Somewhat-Bullish (+0,31)\nTicker Sentiment\nKLMN: –0.2";
    let stated = Stated::find(text).unwrap();
    assert_eq!(stated.rating_span.unwrap().of(text), "Sector Perform");
    assert_eq!(stated.label_span.unwrap().of(text), "Somewhat-Bullish");
    assert_eq!(stated.score_span.unwrap().of(text), "+0,31");
    assert_eq!(stated.tickers[0].span.of(text), "KLMN: –0.2");
    assert_eq!(stated.tickers[0].score, Some(-0.2));
}

#[test]
fn findings_are_worded_for_a_reader() {
    let cases = [
        ("Ticker Sentiment", "A ticker table is announced but empty; at least one ticker with a score or label was expected after it."),
        (
            "Sentiment Score: 8.4",
            "The stated score “8.4” lies outside the scale from -1 to 1; a number within it was expected, or one that names its scale, such as 72/100.",
        ),
        ("Sentiment: 12/10", "The stated score “12/10” lies outside the scale that it names; a number within that scale was expected."),
        (
            "Sentiment: strongly positive (0.1)",
            "The label “strongly positive” and the score +0.10 say different things; for that label a score between +0.65 and +1.00 was expected.",
        ),
        ("Rating: Buy", "The note gives a rating but no sentiment; a label or score was expected, since a rating is not turned into one."),
    ];
    for (text, expected) in cases {
        let findings = Stated::find(text).unwrap().findings;
        assert_eq!(findings.iter().map(ToString::to_string).collect::<Vec<_>>(), [expected]);
    }
}

/// A note of the corpus as it would be pasted, with the part and place of each of its lines.
struct Labelled {
    id: String,
    text: String,
    lines: Vec<(String, Span)>,
}

impl Labelled {
    fn of_part(&self, part: &str) -> Vec<&str> {
        self.lines.iter().filter(|line| line.0 == part).map(|line| line.1.of(&self.text)).collect()
    }
}

/// Rebuilds every note of the corpus: lines of body text are joined by a space, all others stand for themselves.
fn corpus() -> Vec<Labelled> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../corpus");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    let mut notes: Vec<Labelled> = Vec::new();
    for line in paths.iter().flat_map(|path| std::fs::read_to_string(path).unwrap().lines().map(str::to_owned).collect::<Vec<_>>()) {
        if let Some(header) = line.strip_prefix("@note id=") {
            let id = header.split(' ').next().unwrap().to_owned();
            notes.push(Labelled { id, text: String::new(), lines: Vec::new() });
            continue;
        }
        let note = notes.last_mut().unwrap();
        let fields: Vec<&str> = line.splitn(4, " | ").collect();
        let &[part, _, _, words] = fields.as_slice() else {
            note.text.push('\n');
            continue;
        };
        let runs_on = part == "body" && note.lines.last().is_some_and(|last| last.0 == "body") && !note.text.ends_with('\n');
        if !note.text.is_empty() {
            note.text.push(if runs_on { ' ' } else { '\n' });
        }
        let start = note.text.len();
        note.text.push_str(words);
        note.lines.push((part.to_owned(), Span::new(start, note.text.len())));
    }
    notes
}

#[test]
fn corpus_notes_without_footer_state_nothing_and_no_prose_is_covered() {
    let mut without = 0;
    for note in corpus() {
        let stated = Stated::find(&note.text);
        if note.of_part("meta").is_empty() {
            without += 1;
            // Below it is made sure that nothing but a title is taken for one.
            assert!(stated.as_ref().is_none_or(|stated| stated.score.is_none() && stated.label.is_none()), "{}", note.id);
        }
        for (part, line) in &note.lines {
            let covered = stated.iter().flat_map(|stated| &stated.spans).any(|span| span.overlaps(*line));
            // A title may itself be a rating line ("Company | Initiation | Sector Perform").
            assert!(!covered || part == "meta" || part == "heading", "{}: {:?} is covered", note.id, line.of(&note.text));
        }
    }
    assert!(without > 1000, "{without} notes without a footer");
}

#[test]
fn corpus_footers_are_read_as_written() {
    let mut read = 0;
    for note in corpus() {
        let meta = note.of_part("meta");
        let Some(at) = meta.windows(4).position(|lines| lines[0] == "Overall Sentiment" && lines[2] == "Sentiment Score") else { continue };
        let stated = Stated::find(&note.text).unwrap();
        assert_eq!(stated.label.as_deref(), Some(meta[at + 1].to_lowercase().as_str()), "{}", note.id);
        assert_eq!(stated.score, Some(meta[at + 3].parse().unwrap()), "{}", note.id);
        read += 1;
    }
    assert!(read > 200, "{read} footers of that form");
}

/// Text made of the pieces that statements are made of, in any order: nearer to the reader's grammar than random characters.
fn shuffled() -> impl Strategy<Value = String> {
    let pieces = "Overall Sentiment|Sentiment|Sentiment Score|Score|Ticker Sentiment|Ticker|Label|Rating|Verdict|strongly|positive|bearish|neutral|Buy|Hold|from|KLMN|\
        7203.T|NYSE:|$ABC|0.88|-0.4|–0,2|7/10|72%|8.4|★★★☆☆|(0-100)|on a scale of|to|of|/|:|-|–|—|(|)|,|.|;|\n|\r\n|\n\n| |\t|\u{a0}|**|é|日本|😀|\u{200b}|v.|PT $5";
    let pieces: Vec<&'static str> = pieces.split('|').chain(["|", "|", " "]).collect();
    prop::collection::vec(prop::sample::select(pieces), 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_text_is_read(text in any::<String>()) {
        if let Some(stated) = Stated::find(&text) {
            check_invariants(&text, &stated);
        }
    }

    #[test]
    fn any_order_of_its_pieces_is_read(text in shuffled()) {
        if let Some(stated) = Stated::find(&text) {
            check_invariants(&text, &stated);
        }
    }

    #[test]
    fn a_stated_score_is_read_back(hundredths in -100_i32..=100, spaced in any::<bool>()) {
        let score = f64::from(hundredths) / 100.0;
        let text = format!("Volumes rose.{}Sentiment Score: {score:+.2}", if spaced { "\n\n" } else { "\n" });
        prop_assert_eq!(Stated::find(&text).unwrap().score, Some(score + 0.0));
    }
}
