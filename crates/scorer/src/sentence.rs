//! Sentences: where each begins and ends inside its block. It knows abbreviations and numbers, not meaning.

use crate::note::{Note, Part};
use crate::{Flat, Span};

/// One sentence of a body block, or one line of any other part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands, without surrounding white space; a bullet's marker is inside.
    pub span: Span,
    /// The part it belongs to.
    pub part: Part,
    /// Index of its block in [`Note::blocks`].
    pub block: usize,
    /// Index (among all sentences) of the heading it stands under, if any; headings stand under none.
    pub heading: Option<usize>,
}

/// Splits every block of `note` into sentences, in the order of the text: ordered, disjoint, none empty.
///
/// A body block, and a boilerplate block of several lines, gives a sentence for each of its sentences, which may run over
/// line breaks; every other block is one sentence.
///
/// # Example
/// ```
/// use scorer::{note::Note, sentence::split};
/// let text = "Margins at Acme Inc. rose to 3.5% vs. 3.1% a year ago. We see more to come.";
/// let note = Note::parse_with(text, None);
/// let sentences: Vec<&str> = split(text, &note).iter().map(|sentence| sentence.span.of(text)).collect();
/// assert_eq!(sentences, ["Margins at Acme Inc. rose to 3.5% vs. 3.1% a year ago.", "We see more to come."]);
/// ```
#[must_use]
pub fn split(text: &str, note: &Note) -> Vec<Sentence> {
    let mut sentences: Vec<Sentence> = Vec::with_capacity(note.blocks.len());
    let mut heading = None;
    for (index, block) in note.blocks.iter().enumerate() {
        let several = match block.part {
            Part::Body => true,
            Part::Boilerplate => block.span.of(text).contains(['\n', '\r', '\u{2028}']),
            Part::Heading | Part::Meta => false,
        };
        if block.part == Part::Heading {
            heading = Some(sentences.len());
        }
        let under = if block.part == Part::Heading { None } else { heading };
        let starts = if several { starts(text, block.span) } else { Vec::new() };
        let mut from = block.span.start;
        for to in starts.into_iter().chain([block.span.end]) {
            let span = Span::new(from, to).trimmed(text);
            if !span.is_empty() {
                sentences.push(Sentence { span, part: block.part, block: index, heading: under });
            }
            from = to;
        }
    }
    sentences
}

/// Where the second and every later sentence of `span` begins, in bytes of `text`.
fn starts(text: &str, span: Span) -> Vec<usize> {
    let flat = Flat::new(text, span);
    let line = flat.text();
    let mut walk = Scan::new(line);
    let mut starts = Vec::new();
    while let Some(at) = walk.next_start() {
        let start = flat.source(at, at + 1).start;
        if start > span.start && start < span.end && starts.last().is_none_or(|last| *last < start) {
            starts.push(start);
        }
    }
    starts
}

/// A walk over one clean line that stops where a sentence begins.
struct Scan<'a> {
    line: &'a str,
    /// Where the current sentence begins.
    begin: usize,
    /// Where to look on.
    at: usize,
    /// The sign that the block lists its items with inside a line, if it begins with one.
    sign: Option<char>,
    /// The block begins with a time of day: each message does.
    timed: bool,
}

impl<'a> Scan<'a> {
    fn new(line: &'a str) -> Self {
        let first = line.split(' ').next().unwrap_or_default();
        let mut characters = first.chars();
        let sign = characters.next().filter(|sign| characters.next().is_none() && matches!(sign, '>' | '°' | '•' | '▪' | '●' | '◦' | '‣'));
        Self { line, begin: 0, at: marker_end(line), sign, timed: is_time(first) }
    }

    /// Finds the next place where a sentence begins.
    fn next_start(&mut self) -> Option<usize> {
        while let Some(found) = self.rest(self.at).find(|character: char| character == ' ' || is_wide_stop(character)) {
            let space = self.at + found;
            let wide = self.rest(space).chars().next().filter(|character| *character != ' ');
            if let Some(stop) = wide {
                let after = space + stop.len_utf8();
                let closers = self.rest(after).len() - self.rest(after).trim_start_matches(is_closer).len();
                let next = after + closers;
                let next = next + (self.rest(next).len() - self.rest(next).trim_start().len());
                self.at = next;
                if !self.rest(next).is_empty() && !self.rest(next).starts_with(is_wide_stop) {
                    self.begin = next;
                    return Some(next);
                }
                continue;
            }
            let next = space + 1;
            self.at = next;
            if next >= self.line.len() {
                break;
            }
            if self.ends_at(space) || self.lists(next) {
                self.begin = next;
                return Some(next);
            }
        }
        None
    }

    fn rest(&self, at: usize) -> &'a str {
        self.line.get(at..).unwrap_or_default()
    }

    /// Whether an inline list sign or a message's time stands at `next`.
    fn lists(&self, next: usize) -> bool {
        let word = self.rest(next).split(' ').next().unwrap_or_default();
        let mut characters = word.chars();
        let sign = characters.next().filter(|_| characters.next().is_none());
        if sign.is_some_and(|sign| sign == '•' || Some(sign) == self.sign) && next + word.len() < self.line.len() {
            return true;
        }
        let bracketed = word.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).is_some_and(is_time);
        bracketed || (self.timed && is_time(word))
    }

    /// Whether the sentence ends before the space at `space`.
    fn ends_at(&self, space: usize) -> bool {
        let head = self.line.get(self.begin..space).unwrap_or_default();
        let bare = head.trim_end_matches(is_closer);
        let closed = head.len() > bare.len();
        let Some(stop) = bare.chars().next_back() else { return false };
        if !matches!(stop, '.' | '!' | '?' | '…') {
            return false;
        }
        let next = Next::at(self.rest(space + 1));
        let core = bare.trim_end_matches(['.', '!', '?', '…']).trim_end();
        let stops = bare.get(core.len()..).unwrap_or_default();
        let word = last_word(core);
        let lower_style = is_lower(head);
        if head.trim_start_matches(is_closer).is_empty() || (closed && is_lead_in(self.unmarked(head))) {
            return false;
        }
        if stops.contains(['!', '?']) {
            return !next.lower || (lower_style && !closed) || stops.len() > 1 && lower_style;
        }
        if stops.len() > 1 || stops == "…" {
            return !next.lower || (lower_style && next.word.is_empty());
        }
        if next.lower {
            return lower_style && !closed && word.chars().count() > 1 && !is_abbreviation(word) && !continues(word) && !is_initial(word);
        }
        !(self.is_marker(head) || self.is_topic(head) || goes_on(word, &next, core))
    }

    /// `head` without the list marker that the block begins with.
    fn unmarked(&self, head: &'a str) -> &'a str {
        if self.begin == 0 { head.get(marker_end(self.line)..).unwrap_or_default() } else { head }
    }

    /// Whether `head` is a topic that opens the block, one word or a name ("Valuation. At 12x …", "Acme Foods. Still short."): it
    /// belongs to the sentence that it introduces.
    fn is_topic(&self, head: &'a str) -> bool {
        if self.begin > 0 {
            return false;
        }
        let mut words = self.unmarked(head).splitn(3, ' ');
        let named = |word: &str| {
            !matches!(word, "No." | "Yes.")
                && word.starts_with(char::is_uppercase)
                && !word.contains(|character: char| character.is_ascii_digit())
        };
        words.next().is_some_and(named) && words.next().is_none_or(named) && words.next().is_none()
    }

    /// Whether `head` is only the number or sign of a list item ("2.", "**1.**", "iv.").
    fn is_marker(&self, head: &str) -> bool {
        let bare = head.trim_matches(|character: char| matches!(character, '*' | '_' | '(' | ')' | '.'));
        let roman = (1..=4).contains(&bare.len()) && bare.bytes().all(|byte| b"ivxIVX".contains(&byte));
        let number = (1..=2).contains(&bare.len()) && bare.bytes().all(|byte| byte.is_ascii_digit());
        (roman && (self.begin == 0 || bare.bytes().all(|byte| byte.is_ascii_lowercase())))
            || (number && (self.begin == 0 || head.starts_with('*')))
    }
}

/// What stands after a space.
struct Next<'a> {
    word: &'a str,
    /// Its first letter or digit is a letter in lower case (a name such as "eBay" aside).
    lower: bool,
    digit: bool,
    /// It opens a bracket.
    bracket: bool,
}

impl<'a> Next<'a> {
    fn at(rest: &'a str) -> Self {
        let mut words = rest.split(' ');
        let first = words.next().unwrap_or_default();
        // A dash or another sign between two sentences says nothing; the word after it does.
        let word = if first.contains(char::is_alphanumeric) { first } else { words.next().unwrap_or_default() };
        let opened = word.trim_start_matches(|character: char| !character.is_alphanumeric());
        let mut letters = opened.chars();
        let initial = letters.next();
        let inner = letters.take_while(|letter| letter.is_alphabetic()).collect::<String>();
        let named = inner.chars().any(char::is_uppercase);
        Self {
            word,
            lower: initial.is_some_and(char::is_lowercase) && !named && !is_item(word),
            digit: initial.is_some_and(|letter| letter.is_ascii_digit()),
            bracket: word.starts_with('('),
        }
    }

    /// Whether the word begins sentences far more often than it goes on with a name.
    fn starts_sentences(&self) -> bool {
        let bare = self.word.trim_matches(|character: char| !(character.is_alphanumeric() || character == '\''));
        let bare = bare.split('\'').next().unwrap_or_default();
        STARTERS.contains(&bare)
    }
}

/// Whether the full stop after `word` belongs to the word, and the sentence goes on with `next`.
fn goes_on(word: &str, next: &Next<'_>, core: &str) -> bool {
    let lower = word.to_lowercase();
    let lower = lower.as_str();
    let capital = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    if (continues(lower) && !capital) || word == "c" || (word == "St" && !next.digit && core != word && !next.starts_sentences()) {
        let word_itself = matches!(lower, "est" | "v") && next.starts_sentences();
        return !word_itself;
    }
    if COUNTED.contains(&lower) && !capital {
        return next.digit || next.word.starts_with(['#', '§']);
    }
    (is_abbreviation(lower) || is_name_initial(word, core)) && (!next.starts_sentences() || next.bracket)
}

/// Whether `word` is a name's initial ("J. Smith", "Franklin D. Roosevelt") and no letter that names a thing ("Class B", "tier B").
fn is_name_initial(word: &str, core: &str) -> bool {
    const NAMED_BY_LETTER: &[&str] = &[
        "Model", "Class", "Series", "Plan", "Tier", "Phase", "Type", "Grade", "Group", "Schedule", "Appendix", "Exhibit", "Vitamin",
        "Annex", "Option", "Case", "Tranche", "Figure", "Table",
    ];
    if !is_initial(word) {
        return false;
    }
    let before = core.strip_suffix(word).unwrap_or_default();
    if word.contains('.') || before.ends_with(|last: char| !last.is_whitespace()) {
        return true;
    }
    let before = before.trim_end().rsplit(' ').next().unwrap_or_default();
    let capital = before.starts_with(char::is_uppercase) && !before.ends_with(|last: char| last.is_ascii_digit());
    before.is_empty() || (capital && !NAMED_BY_LETTER.contains(&before)) || matches!(before, "by" | "and" | "from" | "with" | "&")
}

/// Abbreviations that always have something after them: titles, "vs.", "approx.".
fn continues(word: &str) -> bool {
    #[rustfmt::skip]
    const ALWAYS: &[&str] = &[
        "mr", "mrs", "ms", "dr", "prof", "gen", "sen", "rep", "gov", "hon", "messrs", "vs", "v", "approx", "ca", "cf", "e.g", "eg", "i.e",
        "ie", "viz", "incl", "excl", "resp", "est", "adj", "avg", "mt", "mme", "herr",
    ];
    ALWAYS.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// Abbreviations whose full stop belongs to them before a number only.
#[rustfmt::skip]
const COUNTED: &[&str] = &[
    "no", "nos", "nr", "fig", "figs", "sec", "art", "ch", "vol", "p", "pp", "para", "cl", "ref", "ex", "app", "item", "rs", "tel", "jan",
    "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
];

/// Abbreviations that may end a sentence or go on.
fn is_abbreviation(word: &str) -> bool {
    #[rustfmt::skip]
    const KNOWN: &[&str] = &[
        "inc", "corp", "co", "cos", "ltd", "llc", "plc", "bros", "jr", "sr", "s.a", "n.v", "a.g", "s.p.a", "a.s", "b.v", "l.p", "l.l.c",
        "l.l.p", "u.s", "u.k", "e.u", "u.n", "d.c", "u.s.a", "u.s.c", "a.m", "p.m", "etc", "al", "dept", "div", "intl", "int'l", "assoc",
        "univ", "mfg", "ph.d", "m.d", "ind", "tech", "hldgs", "grp", "bldg", "ave", "blvd",
    ];
    KNOWN.iter().any(|known| known.eq_ignore_ascii_case(word))
}

/// One letter, or letters with full stops between them: "J", "A.M", "J.K".
fn is_initial(word: &str) -> bool {
    let mut pieces = word.split('.');
    pieces.all(|piece| piece.chars().count() == 1 && piece.chars().all(char::is_uppercase))
}

/// "b)", "(c)", "ii.": an item's letter, which begins a sentence though it is lower case.
fn is_item(word: &str) -> bool {
    let inner = word.trim_start_matches('(');
    let (inner, letter) = match inner.strip_suffix(')') {
        Some(inner) => (inner, inner.len() == 1 && inner.bytes().all(|byte| byte.is_ascii_lowercase())),
        None => (inner.strip_suffix('.').unwrap_or_default(), false),
    };
    letter || ((1..=4).contains(&inner.len()) && inner.bytes().all(|byte| b"ivx".contains(&byte)))
}

/// A bold run-in head, which belongs to the sentence it introduces: "**Valuation.** At 12x …".
fn is_lead_in(head: &str) -> bool {
    if head.len() > 160 {
        return false;
    }
    let bare = head.trim_start_matches(|character: char| !(character.is_alphanumeric() || character == '*' || character == '_'));
    ["**", "__"].iter().any(|mark| {
        bare.strip_prefix(mark)
            .and_then(|rest| rest.strip_suffix(mark))
            .is_some_and(|inner| !inner.contains(mark) && inner.split(' ').count() <= 9)
    })
}

/// The last word of `core`, without quotes and brackets before it; a number's or name's inner full stops stay.
fn last_word(core: &str) -> &str {
    let word = core.rsplit([' ', '\u{2013}', '\u{2014}']).next().unwrap_or_default();
    word.trim_start_matches(|character: char| !character.is_alphanumeric())
}

/// Whether the sentence is written in lower case from its beginning; a ticker or acronym that it begins with says nothing.
fn is_lower(head: &str) -> bool {
    let mut words = head.split_whitespace().filter(|word| word.contains(char::is_alphabetic));
    let is_capitals = |word: &&str| !word.contains(char::is_lowercase) && word.chars().filter(|one| one.is_alphabetic()).count() > 1;
    words.find(|word| !is_capitals(word)).and_then(|word| word.chars().find(|one| one.is_alphabetic())).is_some_and(char::is_lowercase)
}

/// Bytes of the list marker that `line` begins with, and the space after it.
fn marker_end(line: &str) -> usize {
    let Some(space) = line.find(' ') else { return 0 };
    let word = line.get(..space).unwrap_or_default();
    let marks = !word.contains(char::is_alphanumeric) && !word.contains('"')
        || word.len() <= 4 && word.ends_with(['.', ')']) && {
            let inner = word.trim_matches(|character: char| matches!(character, '(' | ')' | '.'));
            inner.bytes().all(|byte| byte.is_ascii_digit()) || is_item(word)
        };
    if marks { space + 1 } else { 0 }
}

/// A time of day: "08:01".
fn is_time(word: &str) -> bool {
    let word = word.trim_end_matches(':');
    word.split_once(':').is_some_and(|(hours, minutes)| {
        (1..=2).contains(&hours.len()) && minutes.len() == 2 && hours.bytes().chain(minutes.bytes()).all(|byte| byte.is_ascii_digit())
    })
}

/// A full stop, exclamation or question mark of Chinese and Japanese, which no space follows.
fn is_wide_stop(character: char) -> bool {
    matches!(character, '。' | '！' | '？' | '｡')
}

/// What closes a quotation, a bracket or an emphasis after the full stop.
fn is_closer(character: char) -> bool {
    matches!(character, '"' | '\'' | ')' | ']' | '*' | '_' | '」' | '』' | '）')
}

/// Words that begin sentences and are no part of a name: after "Inc." or "U.S." they tell that a sentence has ended.
#[rustfmt::skip]
const STARTERS: &[&str] = &[
    "The", "A", "An", "It", "Its", "This", "That", "These", "Those", "We", "Our", "They", "Their", "He", "She", "His", "Her", "I", "You",
    "Your", "There", "Here", "But", "And", "Or", "So", "Yet", "In", "On", "At", "For", "From", "With", "Without", "By", "As", "If",
    "When", "While", "Where", "What", "Why", "How", "Who", "Which", "Although", "Though", "Because", "Since", "Until", "After", "Before",
    "Over", "Under", "Both", "All", "Some", "Most", "Many", "Few", "Each", "Every", "Any", "Everybody", "Everyone", "No", "Not", "None",
    "Nothing", "Nobody", "One", "Two", "Three", "Another", "Other", "Such", "Even", "Only", "Still", "Also", "Then", "Thus", "Hence",
    "However", "Moreover", "Meanwhile", "Instead", "Indeed", "Given", "Despite", "Unlike", "Like", "To", "Of", "Is", "Are", "Was", "Were",
    "Has", "Have", "Had", "Do", "Does", "Did", "Can", "Could", "Will", "Would", "Should", "May", "Might", "Must", "Management",
    "Investors", "Consensus", "Revenue", "Margins", "Shares", "Analysts", "Bulls", "Bears", "Sales", "Earnings", "Risks", "Results",
    "Guidance", "Longs", "Shorts", "Nor", "Now", "Today", "Last", "Next", "More", "Much", "Once", "Perhaps", "Maybe", "Neither", "Either",
    "Once", "Rather", "Should", "Say", "See",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::note::Block;
    use proptest::prelude::*;

    /// `body` as one body block, its sentences marked off by `|`.
    fn check(marked: &str) {
        let expected: Vec<&str> = marked.split('|').map(str::trim).collect();
        let text = expected.join(" ");
        let note = Note { blocks: vec![Block { part: Part::Body, span: Span::new(0, text.len()).trimmed(&text) }], stated: None };
        let found: Vec<&str> = split(&text, &note).iter().map(|sentence| sentence.span.of(&text)).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn abbreviations() {
        check("Demand in the U.S. fell.| So did supply in the U.S.| The rest of the world held.");
        check("Brenna Inc. and Acme Corp. merge.| Acme Ltd. Chairman Olli Aho quits.");
        check("It trades on 9x vs. 12x for peers, i.e. a discount of approx. 25%, cf. Fig. 3 on p. 8.");
        check("He bought Acme Inc.| The price was high.");
        check("Dr. Aho meets Mr. Koski at 9 a.m. London time.| J. P. Aho and Olli K. Aho object.");
        check("It is No. 2 in cables.| No. 3 is far away.");
        check("The answer is no.| We sell.");
        check("No.| We do not.");
        check("The bond is due in Dec. 2029.| It was sold in Dec.| Spreads have halved.");
        check("They make the Model Y.| Tolls fell on Class B.| Holders vote next week.");
        check("St. Olaf Bank grew.| So did the mills, farms, etc.| We like both.");
        check("Ownership is 40% (Aho et al. hold the rest).| Fees are 1% p.a. on the fund.");
    }

    #[test]
    fn numbers() {
        check("Sales were $1.2bn, or 3.5x book.| 2026 looks better.| Q1 2026 was soft at 10-12%.");
        check("EPS was 4.10.| Consensus had 4.05.| €41 is our target.");
        check("Fair value is €52.| (Last: €41.)| We buy.");
        check("Up 28%.| $NVDA rose.| ~5% more is due.");
    }

    #[test]
    fn quotes_and_brackets() {
        check("The chief said \"we are sold out.\"| We believe him.");
        check("“Copper is our friend.”| Really?| “Yes!” he said.");
        check("Acme (NASDAQ: ACME) slipped.| (It had risen before.)| Nobody minded.");
        check("The plan: cut costs; sell Turku; buy back shares.| It works…| Mostly.");
        check("Well... it may work.| It may not...| Who knows?");
        check("They stopped at eBay.| iCables rose.");
    }

    #[test]
    fn topics_and_items_belong_to_their_sentence() {
        check("Valuation. At 12x the shares are cheap.| We buy.");
        check("**Fleet.** The ships are old.| They will be sold.");
        check("1. **Copper risk:** Prices may rise.| Then margins fall.");
        check("2) Turku strikes.| It often does.");
        check("ii. Permits are late.| iii. Furnaces leak.");
    }

    #[test]
    fn chat() {
        check("rev ok.| margin meh.| still like it");
        check("cons is approx. 4.10 vs. our 4.30.| adding");
        check("08:01 who has px| 08:02 41.20| 08:05 ty");
        check("[10:15] anyone long?| [10:16] me, since 38");
        check("• orders +20%| • margin 14%| • no guide");
    }

    #[test]
    fn chinese_and_japanese() {
        let text = "売上高は増加した。利益は減少した。「様子見だ。」株価は横ばい。";
        let note = Note { blocks: vec![Block { part: Part::Body, span: Span::new(0, text.len()) }], stated: None };
        let found: Vec<&str> = split(text, &note).iter().map(|sentence| sentence.span.of(text)).collect();
        assert_eq!(found, ["売上高は増加した。", "利益は減少した。", "「様子見だ。」", "株価は横ばい。"]);
    }

    #[test]
    fn sentences_run_over_lines_and_stand_under_headings() {
        let text = "# Brenna\nOrders rose by a fifth in the first quarter of this year, which was far more than\nwe thought. Copper is dear, and so the margin of the second plant fell to 14% in the quar-\r\nter.\n\n## Risks\n- Copper\n- Turku";
        let note = Note::parse_with(text, None);
        let found: Vec<(&str, Option<usize>)> =
            split(text, &note).iter().map(|sentence| (sentence.span.of(text), sentence.heading)).collect();
        assert_eq!(
            found,
            [
                ("# Brenna", None),
                ("Orders rose by a fifth in the first quarter of this year, which was far more than\nwe thought.", Some(0)),
                ("Copper is dear, and so the margin of the second plant fell to 14% in the quar-\r\nter.", Some(0)),
                ("## Risks", None),
                ("- Copper", Some(3)),
                ("- Turku", Some(3)),
            ]
        );
    }

    proptest! {
        #[test]
        fn sentences_hold_every_character(text in "(\\PC|[-•*#|:.!?。 \n\r\t\u{a0}\u{200b}0-9a-zA-Z🚀]){0,200}") {
            let note = Note::parse_with(&text, None);
            let sentences = split(&text, &note);
            let mut end = 0;
            for (index, sentence) in sentences.iter().enumerate() {
                prop_assert!(sentence.span.start >= end && sentence.span.start < sentence.span.end);
                prop_assert!(text.get(end..sentence.span.start).is_some_and(|gap| gap.trim().is_empty()));
                prop_assert!(note.blocks[sentence.block].span.contains(sentence.span));
                prop_assert!(sentence.heading.is_none_or(|heading| heading < index && sentences[heading].part == Part::Heading));
                end = sentence.span.end;
            }
            prop_assert!(text.get(end..).is_some_and(|rest| rest.trim().is_empty()));
        }
    }
}
