//! Which sentences of two notes make the same point, by what they mean and not by equal words. Each sentence is paired once at most.

use crate::annotation::Annotation;
use crate::flat::Flat;
use crate::model::Model;

/// From this likeness on two sentences are taken to make the same point.
pub const LEAST: f64 = 0.25;
/// From this likeness on they hardly leave a doubt.
pub const CLOSE: f64 = 0.55;

/// Two sentences that make the same point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// Id of the one note's sentence.
    pub before: usize,
    /// Id of the other's.
    pub after: usize,
    /// How alike their meanings are: from [`LEAST`] to 1, which only equal words have.
    pub likeness: f64,
}

/// The sentences of a note that were read, with what each means.
#[derive(Clone, Debug)]
pub struct Meanings(Vec<Meaning>);

#[derive(Clone, Debug)]
struct Meaning {
    id: usize,
    line: String,
    direction: Vec<f32>,
}

impl Meanings {
    /// The meanings of a note's sentences; `annotation` is that of `text`.
    #[must_use]
    pub fn new(text: &str, annotation: &Annotation, model: &Model) -> Self {
        let read = annotation.sentences.iter().enumerate().filter(|(_, sentence)| sentence.reading.is_some());
        Self::of(read.map(|(id, sentence)| (id, Flat::new(text, sentence.span).text().to_owned())), model)
    }

    /// The meanings of lines, each with its id.
    #[must_use]
    pub fn of(lines: impl IntoIterator<Item = (usize, String)>, model: &Model) -> Self {
        let meaning = |(id, line): (usize, String)| Meaning { id, direction: model.meaning(&line), line };
        Self(lines.into_iter().map(meaning).collect())
    }
}

/// The sentences of two notes that make the same point, in the order of the second. The most alike are paired first; what is left without a partner that
/// is alike enough stays alone. Takes time in proportion to the product of both lengths.
///
/// # Example
/// ```
/// use scorer::{model::Model, pairing::{Meanings, pairs}};
/// let model = Model::load(include_bytes!("../../../model/note.model")).unwrap();
/// let note = |lines: [&str; 2]| Meanings::of(lines.map(str::to_owned).into_iter().enumerate(), &model);
/// let found = pairs(
///     &note(["Inventory at distributors stood at 13 weeks.", "The dividend was raised by a tenth."]),
///     &note(["It now pays shareholders a higher dividend.", "Distributors hold ten weeks of inventory."]),
/// );
/// assert_eq!(found.iter().map(|pair| (pair.before, pair.after)).collect::<Vec<_>>(), [(1, 0), (0, 1)]);
/// ```
#[must_use]
pub fn pairs(before: &Meanings, after: &Meanings) -> Vec<Pair> {
    let mut alike = Vec::new();
    for (one, own) in before.0.iter().enumerate() {
        for (other, its) in after.0.iter().enumerate() {
            let likeness = likeness(own, its);
            if likeness >= LEAST {
                alike.push((likeness, one, other));
            }
        }
    }
    alike.sort_by(|own, its| its.0.total_cmp(&own.0).then((own.1, own.2).cmp(&(its.1, its.2))));
    let mut partners: Vec<Option<Pair>> = vec![None; after.0.len()];
    let mut taken = vec![false; before.0.len()];
    for (likeness, one, other) in alike {
        if let (Some(taken), Some(partner), Some(own), Some(its)) =
            (taken.get_mut(one), partners.get_mut(other), before.0.get(one), after.0.get(other))
            && !*taken
            && partner.is_none()
        {
            *taken = true;
            *partner = Some(Pair { before: own.id, after: its.id, likeness });
        }
    }
    partners.into_iter().flatten().collect()
}

/// How alike two meanings are, at most 1.
fn likeness(one: &Meaning, other: &Meaning) -> f64 {
    if one.line == other.line {
        return 1.0;
    }
    let sum: f32 = one.direction.iter().zip(&other.direction).map(|(own, its)| own * its).sum();
    // Equal words alone are surely the same.
    f64::from(sum).min(0.999)
}
