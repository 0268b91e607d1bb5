//! What stands around the content of a link: version, length and check, by which a link that was cut is told from one that was altered. Nothing here knows the content.
//!
//! `v1.<payload>.<check>`; the payload is four letters for its length and the content as base64url. Three of the four are the length in letters, the
//! fourth is their sum with odd weights, so that one wrong letter among them is noticed before the length is believed. The check is a CRC-32 over
//! everything before its dot, as six digits of base 62: letters and figures, which no program that looks for links in a text takes for punctuation.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use crc::{CRC_32_ISO_HDLC, Crc, NoTable};

use super::LinkError;

/// The longest link, in characters.
pub(super) const LONGEST: usize = 1 << 18;
const VERSION: &str = "v1.";
/// Characters of the length, the last of which checks the others.
const LENGTH: usize = 4;
/// Characters of the check.
const CHECK: usize = 6;
const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// The link of a content.
pub(super) fn wrap(content: &[u8]) -> Result<String, LinkError> {
    let letters = URL_SAFE_NO_PAD.encode(content);
    let total = VERSION.len() + LENGTH + letters.len() + 1 + CHECK;
    if total > LONGEST {
        return Err(LinkError::TooLong);
    }
    let mut link = VERSION.to_owned();
    link.extend(length(LENGTH + letters.len()).map(char::from));
    link += &letters;
    let check = check(&link);
    link.push('.');
    link.extend(check.map(char::from));
    Ok(link)
}

/// The content of a link, with or without the `#` in front.
pub(super) fn unwrap(fragment: &str) -> Result<Vec<u8>, LinkError> {
    let link = fragment.strip_prefix('#').unwrap_or(fragment);
    if link.len() > LONGEST {
        return Err(LinkError::TooLong);
    }
    match version(link) {
        Front::Ours => {}
        // The check tells a link of ours from one of another version.
        _ if [link, fragment].into_iter().any(is_whole_but_for_its_version) => return Err(LinkError::Altered),
        Front::Other(version) if version > 1 => return Err(LinkError::Newer { version }),
        Front::Begun => return Err(LinkError::Cut { percent: None }),
        Front::Other(_) | Front::None => return Err(LinkError::NotALink),
    }
    let body = link.strip_prefix(VERSION).unwrap_or_default();
    let letters = whole(link, body)?;
    URL_SAFE_NO_PAD.decode(letters).map_err(|_| LinkError::Damaged { expected: "base64url without padding" })
}

/// How a text begins.
enum Front {
    Ours,
    Other(u32),
    /// Nothing but the beginning of a version.
    Begun,
    None,
}

fn version(link: &str) -> Front {
    let Some(rest) = link.strip_prefix('v') else { return Front::None };
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, behind) = rest.split_at(digits);
    match digits.parse() {
        _ if behind.is_empty() && digits.len() < 10 => Front::Begun,
        Ok(1) if behind.starts_with('.') && digits == "1" => Front::Ours,
        Ok(version) if behind.starts_with('.') => Front::Other(version),
        _ => Front::None,
    }
}

fn is_whole_but_for_its_version(link: &str) -> bool {
    let behind = link.char_indices().nth(VERSION.len()).and_then(|(at, _)| link.get(at..));
    behind.is_some_and(|body| whole(&format!("{VERSION}{body}"), body).is_ok())
}

/// The letters of the content, where the link is as long as it says and its check is right. `body` is what stands behind the version.
fn whole<'l>(link: &'l str, body: &'l str) -> Result<&'l str, LinkError> {
    let begun = without_ellipsis(body);
    if begun.len() < LENGTH && begun.bytes().all(is_letter) {
        return Err(LinkError::Cut { percent: None });
    }
    let (front, rest) = body.split_at_checked(LENGTH).ok_or(LinkError::Altered)?;
    let payload = read_length(front).ok_or(LinkError::Altered)?;
    let (expected, found) = (VERSION.len() + payload + 1 + CHECK, link.chars().count());
    if found < expected {
        return Err(if is_beginning(rest) { cut(found, expected) } else { LinkError::Altered });
    }
    let ends = link.len() == expected && found == expected;
    let parts = rest.split_at_checked(payload - LENGTH).and_then(|(letters, end)| Some((letters, end.strip_prefix('.')?)));
    match parts {
        Some((letters, end)) if ends && letters.bytes().all(is_letter) => {
            let checked = link.get(..link.len() - 1 - CHECK).unwrap_or_default();
            if check(checked).as_slice() == end.as_bytes() { Ok(letters) } else { Err(LinkError::Altered) }
        }
        _ => Err(LinkError::Altered),
    }
}

fn cut(found: usize, expected: usize) -> LinkError {
    LinkError::Cut { percent: Some((100 * found / expected).clamp(1, 99) as u8) }
}

/// Whether a text may be what is left of a link: letters, at most the beginning of a check behind them, and perhaps an ellipsis.
fn is_beginning(rest: &str) -> bool {
    let kept = without_ellipsis(rest);
    let (letters, end) = kept.split_once('.').unwrap_or((kept, ""));
    // A whole check behind fewer letters than there should be: they are missing in the midst.
    letters.bytes().all(is_letter) && end.len() < CHECK && end.bytes().all(|byte| DIGITS.contains(&byte))
}

/// Without what programs write at the end of what they cut off.
fn without_ellipsis(rest: &str) -> &str {
    rest.strip_suffix('\u{2026}').or_else(|| rest.strip_suffix("...")).unwrap_or(rest)
}

fn is_letter(byte: u8) -> bool {
    LETTERS.contains(&byte)
}

/// The length of the payload, its own characters among them.
fn length(payload: usize) -> [u8; LENGTH] {
    let parts = [payload >> 12, payload >> 6, payload].map(|part| part & 63);
    let [first, second, third] = parts;
    [first, second, third, sum(parts)].map(|part| LETTERS.get(part).copied().unwrap_or_default())
}

fn read_length(letters: &str) -> Option<usize> {
    let place = |byte: u8| LETTERS.iter().position(|letter| *letter == byte);
    let [first, second, third, last] = *letters.as_bytes() else { return None };
    let parts = [place(first)?, place(second)?, place(third)?];
    let payload = parts.iter().fold(0, |length, part| (length << 6) | part);
    (sum(parts) == place(last)? && payload >= LENGTH).then_some(payload)
}

/// With odd weights every change of one part changes the sum.
fn sum([first, second, third]: [usize; 3]) -> usize {
    (3 * first + 5 * second + 7 * third + 11) & 63
}

fn check(text: &str) -> [u8; CHECK] {
    let mut rest = Crc::<u32, NoTable>::new(&CRC_32_ISO_HDLC).checksum(text.as_bytes()) as usize;
    let mut digits = [0; CHECK];
    for digit in digits.iter_mut().rev() {
        *digit = DIGITS.get(rest % 62).copied().unwrap_or_default();
        rest /= 62;
    }
    digits
}
