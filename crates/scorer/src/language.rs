//! What the scorer cannot read: it reads English. Judged by the letters of each sentence and by the commonest words of the whole text, nothing else.

use std::fmt;

/// Why sentences were left unread.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Reason {
    /// Most of their letters belong to another script.
    Script {
        /// The script that most of these letters are of.
        script: &'static str,
        /// Its share of the letters of the sentences left unread, in [0, 1].
        share: f64,
    },
    /// Hardly a word of the text is among the commonest English ones.
    Words {
        /// Their share of the text's words, in [0, 1].
        share: f64,
        /// How many words there are.
        words: usize,
    },
}

/// Sentences that were left unread.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unread {
    /// How many.
    pub sentences: usize,
    /// Of how many body sentences.
    pub of: usize,
    /// Why.
    pub reason: Reason,
}

impl fmt::Display for Unread {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.sentences, self.of) {
            (1, 1) => write!(out, "Not scored: the scorer reads English. ")?,
            (sentences, of) if sentences == of => write!(out, "Not scored: the scorer reads English. ")?,
            (1, of) => write!(out, "1 of {of} sentences was not scored: the scorer reads English. ")?,
            (sentences, of) => write!(out, "{sentences} of {of} sentences were not scored: the scorer reads English. ")?,
        }
        let percent = |share: f64| (share * 100.0).round();
        match self.reason {
            Reason::Script { script, share } if self.sentences == self.of => {
                write!(out, "Judged by its letters: {} % of them are {script}.", percent(share))
            }
            Reason::Script { script, share } => write!(out, "Judged by their letters: {} % of them are {script}.", percent(share)),
            Reason::Words { share, words } => {
                write!(out, "Judged by its words: {} % of the {words} are among the commonest English ones.", percent(share))
            }
        }
    }
}

/// Fewer words than this do not tell a language.
const LEAST_WORDS: usize = 40;
/// Where the commonest words make up less than this, a text is not English. Of some 6,000 English notes, telegraphic ones among them, none has less than
/// 5.7 %.
const LEAST_SHARE: f64 = 0.03;
/// Common English words that are none in its neighbours.
const COMMON: [&str; 33] = [
    "the", "and", "to", "of", "that", "for", "with", "as", "it", "by", "at", "from", "this", "be", "are", "will", "has", "have", "its",
    "not", "or", "which", "but", "our", "than", "would", "could", "their", "more", "after", "they", "there", "been",
];

/// Scripts with the ranges of their letters. What is in none of them and no Latin letter counts as "another script".
const SCRIPTS: [(&str, &[(u32, u32)]); 12] = [
    ("Greek", &[(0x0370, 0x03ff), (0x1f00, 0x1fff)]),
    ("Cyrillic", &[(0x0400, 0x052f), (0x1c80, 0x1c8f), (0x2de0, 0x2dff), (0xa640, 0xa69f)]),
    ("Armenian", &[(0x0530, 0x058f)]),
    ("Hebrew", &[(0x0590, 0x05ff), (0xfb1d, 0xfb4f)]),
    ("Arabic", &[(0x0600, 0x06ff), (0x0750, 0x077f), (0x08a0, 0x08ff), (0xfb50, 0xfdff), (0xfe70, 0xfeff)]),
    ("Devanagari", &[(0x0900, 0x097f), (0xa8e0, 0xa8ff)]),
    ("Bengali", &[(0x0980, 0x09ff)]),
    ("Tamil", &[(0x0b80, 0x0bff)]),
    ("Thai", &[(0x0e00, 0x0e7f)]),
    ("Korean", &[(0x1100, 0x11ff), (0x3130, 0x318f), (0xa960, 0xa97f), (0xac00, 0xd7ff)]),
    ("Japanese", &[(0x3040, 0x30ff), (0x31f0, 0x31ff), (0xff66, 0xff9f)]),
    ("Chinese", &[(0x2e80, 0x2fff), (0x3400, 0x4dbf), (0x4e00, 0x9fff), (0xf900, 0xfaff), (0x20000, 0x323af)]),
];
const OTHER: &str = "of another script";

/// The script of a letter; `None` for Latin ones and for what is no letter.
fn script(character: char) -> Option<&'static str> {
    let code = u32::from(character);
    // Latin with its extensions, and letters of full width.
    let is_latin =
        code < 0x0370 || (0x1e00..=0x1eff).contains(&code) || (0x2c60..=0x2c7f).contains(&code) || (0xff21..=0xff5a).contains(&code);
    // Signs that look like letters: mathematical alphabets, enclosed ones.
    let is_sign = (0x2100..=0x214f).contains(&code) || (0x2460..=0x24ff).contains(&code) || (0x1d400..=0x1d7ff).contains(&code);
    if is_latin || is_sign || !character.is_alphabetic() {
        return None;
    }
    let holds = |ranges: &[(u32, u32)]| ranges.iter().any(|(first, last)| (*first..=*last).contains(&code));
    Some(SCRIPTS.iter().find(|(_, ranges)| holds(ranges)).map_or(OTHER, |(name, _)| *name))
}

/// For each of `bodies` (the body sentences) whether it is left unread, and why some are, where any is.
///
/// # Example
/// ```
/// use scorer::language::judge;
/// let (unread, why) = judge(&["Margins widened.", "Доходы выросли на 12%."]);
/// assert_eq!(unread, [false, true]);
/// assert_eq!(why.unwrap().to_string(), "1 of 2 sentences was not scored: the scorer reads English. Judged by their letters: 100 % of them are Cyrillic.");
/// ```
#[must_use]
pub fn judge(bodies: &[&str]) -> (Vec<bool>, Option<Unread>) {
    let (share, words) = common_share(bodies);
    if words >= LEAST_WORDS && share < LEAST_SHARE {
        let why = Unread { sentences: bodies.len(), of: bodies.len(), reason: Reason::Words { share, words } };
        return (vec![true; bodies.len()], Some(why));
    }
    let mut counts: Vec<(&'static str, usize)> = Vec::new();
    let mut letters = 0;
    let mut judged = Vec::with_capacity(bodies.len());
    for text in bodies {
        let all = text.chars().filter(|own| own.is_alphabetic()).count();
        let foreign: Vec<&'static str> = text.chars().filter_map(script).collect();
        let is_unread = foreign.len() * 2 > all;
        if is_unread {
            letters += all;
            for name in foreign {
                match counts.iter_mut().find(|(held, _)| *held == name) {
                    Some((_, count)) => *count += 1,
                    None => counts.push((name, 1)),
                }
            }
        }
        judged.push(is_unread);
    }
    // Chinese characters are part of written Japanese.
    let has_kana = counts.iter().any(|(name, _)| *name == "Japanese");
    let chinese =
        counts.iter().position(|(name, _)| *name == "Chinese").filter(|_| has_kana).map(|at| counts.remove(at).1).unwrap_or_default();
    if let Some((_, count)) = counts.iter_mut().find(|(name, _)| *name == "Japanese") {
        *count += chinese;
    }
    let sentences = judged.iter().filter(|unread| **unread).count();
    let most = counts.into_iter().max_by_key(|(_, count)| *count);
    let why = most.map(|(script, count)| Unread {
        sentences,
        of: bodies.len(),
        reason: Reason::Script { script, share: count as f64 / letters.max(1) as f64 },
    });
    (judged, why)
}

/// The share of the common words, and how many words there are, where most letters are Latin ones; no words otherwise.
fn common_share(bodies: &[&str]) -> (f64, usize) {
    let (mut words, mut common, mut letters, mut foreign) = (0_usize, 0_usize, 0_usize, 0_usize);
    for text in bodies {
        letters += text.chars().filter(|own| own.is_alphabetic()).count();
        foreign += text.chars().filter_map(script).count();
        let own = text.split(|own: char| !own.is_alphabetic()).filter(|word| !word.is_empty());
        for word in own {
            words += 1;
            common += usize::from(COMMON.iter().any(|held| word.eq_ignore_ascii_case(held)));
        }
    }
    if foreign * 2 > letters { (0.0, 0) } else { (common as f64 / words.max(1) as f64, words) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_are_told_apart() {
        let check = |text: &str, expected: Option<&str>| {
            let (unread, why) = judge(&[text]);
            let found = why.map(|why| match why.reason {
                Reason::Script { script, .. } => script,
                Reason::Words { .. } => "words",
            });
            assert_eq!((unread, found), (vec![expected.is_some()], expected), "{text}");
        };
        check("Η εταιρεία αύξησε τα έσοδά της.", Some("Greek"));
        check("ההכנסות עלו ב-12%.", Some("Hebrew"));
        check("ارتفعت الإيرادات بنسبة 12٪.", Some("Arabic"));
        check("राजस्व में 12% की वृद्धि हुई।", Some("Devanagari"));
        check("매출이 12% 증가했다.", Some("Korean"));
        check("売上高は12%増加した。", Some("Japanese"));
        check("收入增长了12%。", Some("Chinese"));
        check("รายได้เพิ่มขึ้น", Some("Thai"));
        check("ግብርና", Some(OTHER));
        // A name in its own script makes no sentence foreign, nor do signs, figures and accents.
        check("Toyota (トヨタ自動車) kept its guidance for the year as the yen fell.", None);
        check("Société Générale’s β rose to 1.2 ①②③.", None);
        check("12% → 14%", None);
        check("", None);
    }

    #[test]
    fn other_languages_in_latin_letters_are_told_by_their_words() {
        let german = "Der Umsatz stieg im dritten Quartal um zwölf Prozent auf 4,2 Milliarden Euro. Die Leitung bestätigte die Prognose, obwohl die Marge \
            wegen höherer Löhne und teurer Vorprodukte etwas niedriger ausfiel, und kündigte den Rückkauf eigener Aktien sowie zwei neue Werke in Ungarn und Polen an.";
        let (unread, why) = judge(&[german, "Kurz und gut."]);
        assert_eq!(unread, [true, true]);
        let told = why.unwrap().to_string();
        assert!(told.starts_with("Not scored: the scorer reads English. Judged by its words: 0 % of the "), "{told}");
        // A line or two may be anything.
        assert_eq!(judge(&["Umsatz plus zwölf Prozent."]), (vec![false], None));
    }
}
