//! The words that made a decision, as spans of the pasted text. It retells what the model said; it weighs nothing anew.

use crate::Span;
use crate::model::{Logit, Passage, Target};

/// What one word adds to one decision.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Evidence {
    /// The word.
    pub span: Span,
    /// The decision.
    pub target: Target,
    /// In logits.
    pub contribution: f64,
}

/// The words behind `logit`, in the order of the text; with the logit's intercept they sum to its value.
#[must_use]
pub fn gather(passage: &Passage, target: Target, logit: &Logit) -> Vec<Evidence> {
    let mut evidence: Vec<Evidence> = logit
        .contributions
        .iter()
        .filter_map(|part| {
            let token = passage.tokens.get(part.token)?;
            Some(Evidence { span: token.span, target, contribution: part.value })
        })
        .collect();
    evidence.sort_by_key(|word| word.span);
    evidence
}
