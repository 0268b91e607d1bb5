//! Words: the units that evidence points at. The model cuts them further, into pieces of its own.

use crate::{Flat, Span};

/// One word, number or mark of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands in the pasted text.
    pub span: Span,
    /// Byte at which it begins in the sentence's clean line.
    pub start: usize,
    /// Its lower-case form with plain quotes, broken words joined.
    pub norm: String,
}

/// The words of one sentence: runs of letters and digits, with inner `'`, `-`, `.`, `,`, `&`, `/` where both neighbours are
/// letters or digits, a leading `$`, `€`, `£`, `¥` or `#`, a trailing `%`; every other character but white space is a token of its own.
///
/// # Example
/// ```
/// use scorer::{Span, token::tokenize};
/// let text = "AWS grew 28%, to $20B.";
/// let norms: Vec<String> = tokenize(text, Span::new(0, text.len())).into_iter().map(|token| token.norm).collect();
/// assert_eq!(norms, ["aws", "grew", "28%", ",", "to", "$20b", "."]);
/// ```
#[must_use]
pub fn tokenize(text: &str, span: Span) -> Vec<Token> {
    words(&Flat::new(text, span))
}

/// As [`tokenize`], of a line that is made already.
pub(crate) fn words(flat: &Flat) -> Vec<Token> {
    let line = flat.text();
    let characters: Vec<(usize, char)> = line.char_indices().collect();
    let mut tokens = Vec::new();
    let mut index = 0;
    while let Some(&(start, first)) = characters.get(index) {
        let character = |at: usize| characters.get(at).map(|(_, character)| *character);
        index += 1;
        if first == ' ' {
            continue;
        }
        let opens_number = matches!(first, '$' | '€' | '£' | '¥' | '#') && character(index).is_some_and(char::is_alphanumeric);
        if first.is_alphanumeric() || opens_number {
            loop {
                match character(index) {
                    Some(next) if next.is_alphanumeric() => index += 1,
                    Some('\'' | '-' | '.' | ',' | '&' | '/')
                        if character(index + 1).is_some_and(char::is_alphanumeric)
                            && character(index - 1).is_some_and(char::is_alphanumeric) =>
                    {
                        index += 2;
                    }
                    Some('%') => {
                        index += 1;
                        break;
                    }
                    _ => break,
                }
            }
        }
        let end = characters.get(index).map_or(line.len(), |(at, _)| *at);
        tokens.push(Token { span: flat.source(start, end), start, norm: line.get(start..end).unwrap_or_default().to_lowercase() });
    }
    tokens
}
