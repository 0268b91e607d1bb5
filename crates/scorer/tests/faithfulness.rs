//! Whether the words that are named matter: taking out the three that speak most for a decision must undo it more often than taking out any three.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "a test that cannot go on fails")]

use std::path::Path;

use scorer::Span;
use scorer::model::{Model, Passage, Reading, Target};
use scorer::polarity::{self, Polarity};
use scorer::role::{self, Role};

/// Every how many-th note of each file is read.
const STEP: usize = 40;
/// How many words are taken out.
const WORDS: usize = 3;

fn passage(text: &str, read: bool) -> Passage {
    Passage::new(text, Span::new(0, text.len()), read)
}

/// Whether the reading holds for the target: the role is decided, or the polarity is the most probable one.
fn holds(model: &Model, reading: &Reading, target: Target) -> bool {
    let [risk, catalyst, contrarian, negative, neutral, positive] = [0, 1, 2, 3, 4, 5].map(|at: usize| reading.logits[at].value);
    match target {
        Target::Role(role) => {
            let at = Role::ALL.iter().position(|own| *own == role).unwrap();
            role::probabilities([risk, catalyst, contrarian])[at] >= model.calibration().thresholds[at]
        }
        Target::Polarity(sign) => polarity::decide(polarity::probabilities([negative, neutral, positive])) == sign,
    }
}

/// The note with some words of one sentence taken out.
fn without(passages: &[Passage], at: usize, words: &[usize]) -> Vec<Passage> {
    let mut changed = passages.to_vec();
    let kept: Vec<&str> =
        passages[at].tokens.iter().enumerate().filter(|(index, _)| !words.contains(index)).map(|(_, token)| token.norm.as_str()).collect();
    changed[at] = passage(&kept.join(" "), true);
    changed
}

#[test]
fn the_words_that_are_named_matter() {
    let model = Model::load(include_bytes!("../../../model/note.model")).unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus");
    let unseen = include_str!("../../../model/unseen.txt");
    let mut state = 7_u32;
    let mut random = move |below: usize| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as usize % below
    };
    // Decisions, those that the strongest words' loss undoes, those that the loss of any words undoes; for roles, then for signs.
    let mut counts = [[0_usize; 3]; 2];
    for name in unseen.split_whitespace() {
        let text = std::fs::read_to_string(folder.join(name).with_extension("txt")).unwrap();
        for note in text.split("@note ").skip(1).step_by(STEP) {
            let lines = note.lines().skip(1).filter_map(|line| {
                let fields: Vec<&str> = line.splitn(4, " | ").collect();
                (fields.len() == 4 && matches!(fields[0], "body" | "heading")).then(|| passage(fields[3], fields[0] == "body"))
            });
            let passages: Vec<Passage> = lines.collect();
            for (at, reading) in
                model.read(&passages).iter().enumerate().filter(|(at, _)| passages[*at].read && passages[*at].tokens.len() > 2 * WORDS)
            {
                for (target, logit) in Target::ALL.into_iter().zip(&reading.logits) {
                    // Neutral is what is left where no word speaks; what stands for it are no words.
                    if target == Target::Polarity(Polarity::Neutral) || !holds(&model, reading, target) {
                        continue;
                    }
                    let mut strongest = logit.contributions.clone();
                    strongest.sort_by(|one, other| other.value.total_cmp(&one.value));
                    let strongest: Vec<usize> = strongest.iter().take(WORDS).map(|part| part.token).collect();
                    let mut any: Vec<usize> = Vec::new();
                    while any.len() < WORDS {
                        let word = random(passages[at].tokens.len());
                        if !any.contains(&word) {
                            any.push(word);
                        }
                    }
                    let counts = &mut counts[usize::from(matches!(target, Target::Polarity(_)))];
                    counts[0] += 1;
                    for (index, words) in [(1, &strongest), (2, &any)] {
                        counts[index] += usize::from(!holds(&model, &model.read(&without(&passages, at, words))[at], target));
                    }
                }
            }
        }
    }
    for (name, [all, strongest, any]) in [("roles", counts[0]), ("signs", counts[1])] {
        let share = |count: usize| count as f64 / all as f64;
        println!(
            "{name}: of {all} decisions, {:.3} fall with the {WORDS} strongest words, {:.3} with any {WORDS}",
            share(strongest),
            share(any)
        );
        assert!(all > 50 && share(strongest) > 1.5 * share(any), "{name}");
    }
}
