//! Lines and the blocks they form: which line goes on with the next one (wrapped prose) and which stands for itself.
//! It looks at lengths, line ends and markers only; what a block means is not decided here.

use super::{boilerplate, furniture};
use crate::Span;

/// A block before its part is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Draft {
    /// Where it stands, trimmed.
    pub span: Span,
    /// How many lines it was joined from.
    pub lines: usize,
    /// Whether a blank line or the start of the text stands before it.
    pub fresh: bool,
    /// Whether it is a stretch of the stated sentiment.
    pub stated: bool,
    /// Whether a line of `===` or `---` stands right under it.
    pub underlined: bool,
}

/// The narrowest and the widest column (in characters) that a page's text is wrapped at.
const COLUMNS: std::ops::RangeInclusive<usize> = 40..=160;

/// Cuts `text` into blocks. Every stretch of `stated` (in order, disjoint) is a block of its own.
pub(super) fn blocks(text: &str, stated: &[Span]) -> Vec<Draft> {
    let mut lines = lines(text, stated);
    mark_rules(text, &mut lines);
    let mut drafts: Vec<Draft> = Vec::with_capacity(lines.len());
    let wrap = Wrap::measure(&lines);
    let mut runs = Runs { lines: &lines, at: 0 };
    while let Some(run) = runs.next() {
        let page = Page { column: wrap.applies(run), punctuated: is_punctuated(run) };
        let mut numbered: Option<u32> = None;
        let mut previous: Option<&Line> = None;
        for line in run {
            let goes_on = previous.is_some_and(|before| {
                goes_on(before, line, page, numbered)
                    && !(before.terminated && line.upper_start && boilerplate::is_certain_line(line.span.of(text)))
            });
            if !goes_on {
                numbered = line.number.or(numbered);
            }
            match drafts.last_mut() {
                Some(draft) if goes_on => {
                    draft.span.end = line.span.end;
                    draft.lines += 1;
                }
                _ => drafts.push(Draft { span: line.span, lines: 1, fresh: line.fresh, stated: line.stated, underlined: line.underlined }),
            }
            previous = Some(line);
        }
    }
    drafts
}

/// Whether `gap` holds a line break.
pub(super) fn breaks(gap: &str) -> bool {
    gap.contains(is_break)
}

/// A line, or the stretch of a line left and right of a stated stretch.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is one thing that can be seen of a line, independent of the others")]
struct Line {
    span: Span,
    /// Characters from the first to the last that is not white space.
    width: usize,
    fresh: bool,
    stated: bool,
    underlined: bool,
    /// Stands for itself whatever comes next: stated, furniture, a marked heading, a rule.
    apart: bool,
    /// Begins with a list marker.
    bullet: Option<char>,
    /// The number of a numbered list item.
    number: Option<u32>,
    /// White space before it, in characters.
    indent: usize,
    /// Characters of its first word.
    first_word: usize,
    lower_start: bool,
    upper_start: bool,
    words: usize,
    /// Words that end with a full stop, question or exclamation mark.
    stops: usize,
    /// Ends as a sentence does.
    terminated: bool,
    /// Ends with a comma or a word that no sentence ends with.
    dangling: bool,
    /// Ends with a word broken by a hyphen.
    hyphen: bool,
}

/// How a run of lines is set.
#[derive(Clone, Copy, Debug)]
struct Page {
    /// The column above which a line counts as full, where the run is wrapped.
    column: Option<usize>,
    /// Its sentences end with full stops, as prose does and a chat does not.
    punctuated: bool,
}

/// Whether `line` goes on with the block of `before`, the line above it.
fn goes_on(before: &Line, line: &Line, page: Page, numbered: Option<u32>) -> bool {
    if before.apart || line.apart {
        return false;
    }
    let full = page.column.is_some_and(|column| before.width + 1 + line.first_word > column);
    let open = !before.terminated;
    if line.bullet.is_some() {
        // "… from 21 to⏎15. Margins": a number or dash that only looks like a marker, because the sentence above is not over.
        let in_sequence = line.number.is_none_or(|number| numbered.map_or(number <= 1, |last| number == last + 1));
        let marks = before.bullet.is_some() || line.number.is_some_and(|_| in_sequence) || line.bullet.is_some_and(|marker| marker == '•');
        return full
            && open
            && !marks
            && (line.number.is_some() || line.bullet.is_some_and(|marker| matches!(marker, '-' | '–' | '—' | '+' | '=')));
    }
    if full {
        return true;
    }
    if before.hyphen && line.lower_start {
        return true;
    }
    if before.bullet.is_some() && line.indent > before.indent && open {
        return true;
    }
    let long = before.width >= 45;
    open && long && line.lower_start && (before.dangling || (before.upper_start && page.punctuated))
}

/// The columns at which a note's lines are wrapped, if they are.
struct Wrap {
    /// The width that most of the wrapped runs share.
    width: Option<usize>,
}

impl Wrap {
    /// Looks at all runs: wrapped text has nearly all lines full, and some of them end in the middle of a sentence.
    fn measure(lines: &[Line]) -> Self {
        let mut widest = 0;
        let mut runs = Runs { lines, at: 0 };
        while let Some(run) = runs.next() {
            let continued = run.len().saturating_sub(1);
            for line in run.iter().take(continued) {
                widest = widest.max(line.width);
            }
        }
        if !COLUMNS.contains(&widest) {
            return Self { width: None };
        }
        let (mut full, mut all, mut open) = (0, 0, 0);
        let mut runs = Runs { lines, at: 0 };
        while let Some(run) = runs.next() {
            let counted = Counted::of(run, widest);
            if !(is_punctuated(run) || counted.is_strict()) {
                all += counted.all;
                continue;
            }
            full += counted.full;
            all += counted.all;
            open += counted.open;
        }
        Self { width: (all >= 2 && full * 10 >= all * 6 && open >= 1).then_some(column(widest)) }
    }

    /// The column above which a line of `run` counts as full; `None` where it is not wrapped.
    fn applies(&self, run: &[Line]) -> Option<usize> {
        let widest = run.iter().map(|line| line.width).max().unwrap_or(0);
        if !COLUMNS.contains(&widest) {
            return None;
        }
        let own = Counted::of(run, widest);
        if own.all >= 3 && own.full * 10 >= own.all * 6 && own.open >= 1 && (is_punctuated(run) || own.is_strict()) {
            return Some(column(widest));
        }
        self.width.filter(|width| widest * 10 <= width * 13)
    }
}

/// Lines that are nearly as wide as the column count as full: justified and proportional type is ragged in characters.
fn column(widest: usize) -> usize {
    widest - widest / 12
}

/// How many pairs of neighbouring lines look like one text wrapped at a width.
#[derive(Default)]
struct Counted {
    /// All pairs.
    all: usize,
    /// Pairs whose first line had no room for the next word.
    full: usize,
    /// Full pairs whose first line ends inside a sentence.
    open: usize,
    /// Pairs whose first line had no room for the next word even in the widest line.
    strict: usize,
}

impl Counted {
    /// Whether the lines break where a machine would break them, which separate remarks do not by chance.
    fn is_strict(&self) -> bool {
        self.all >= 4 && self.strict == self.all
    }

    fn of(run: &[Line], widest: usize) -> Self {
        let mut counted = Self::default();
        for (before, line) in run.iter().zip(run.iter().skip(1)) {
            let full = before.width + 1 + line.first_word > column(widest);
            // A new item, a title's short line and a paragraph's last line say nothing about the width.
            if line.bullet.is_some() || before.width * 2 < widest || (before.terminated && !full) {
                continue;
            }
            counted.all += 1;
            counted.strict += usize::from(before.width + 1 + line.first_word > widest);
            counted.full += usize::from(full);
            counted.open += usize::from(full && !before.terminated);
        }
        counted
    }
}

/// Whether `run` has a sentence's end for every 45 words at least.
fn is_punctuated(run: &[Line]) -> bool {
    let words: usize = run.iter().map(|line| line.words).sum();
    let stops: usize = run.iter().map(|line| line.stops).sum();
    words <= stops * 45
}

/// Runs of lines with no blank line between them; a line that stands apart is a run of its own.
struct Runs<'a> {
    lines: &'a [Line],
    at: usize,
}

impl<'a> Runs<'a> {
    fn next(&mut self) -> Option<&'a [Line]> {
        let rest = self.lines.get(self.at..)?;
        let first = rest.first()?;
        let more = if first.apart { 0 } else { rest.iter().skip(1).take_while(|line| !line.fresh && !line.apart).count() };
        self.at += 1 + more;
        rest.get(..=more)
    }
}

/// All lines that hold more than white space, with the stated stretches cut out of them.
fn lines(text: &str, stated: &[Span]) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let mut stated = stated.iter().copied().filter(|span| !span.of(text).is_empty()).peekable();
    let (mut start, mut blank) = (0, true);
    while start < text.len() {
        let rest = text.get(start..).unwrap_or_default();
        let end = rest.find(is_break).map_or(text.len(), |at| start + at);
        let line = Span::new(start, end);
        if line.trimmed(text).is_empty() {
            // The line feed of a CRLF ends no line of its own.
            let paired = end > 0
                && text.get(end..).is_some_and(|rest| rest.starts_with('\n'))
                && text.get(..end).is_some_and(|head| head.ends_with('\r'));
            blank |= !(line.is_empty() && paired);
        } else {
            let mut from = line.start;
            let mut fresh = blank;
            while let Some(span) = stated.peek().copied() {
                if span.end <= from {
                    stated.next();
                    continue;
                }
                if span.start >= line.end {
                    break;
                }
                let cut = with_separators(text, Span::new(from, line.end), Span::new(span.start.max(from), span.end.min(line.end)));
                fresh &= !push(text, &mut lines, Span::new(from, cut.start), fresh, false);
                fresh &= !push(text, &mut lines, cut, fresh, true);
                from = cut.end;
                if span.end > line.end {
                    break;
                }
            }
            push(text, &mut lines, Span::new(from, line.end), fresh, false);
            blank = false;
        }
        start = end + text.get(end..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
    }
    lines
}

/// The stretch `cut` of `line` with the bars, dashes and colons that part it from the rest.
fn with_separators(text: &str, line: Span, cut: Span) -> Span {
    let separates = |character: char| character.is_whitespace() || matches!(character, '|' | '·' | '•' | ';' | ',' | ':' | '–' | '—' | '-');
    let before = Span::new(line.start, cut.start).of(text);
    let after = Span::new(cut.end, line.end).of(text);
    // A sign right at the next word belongs to it ("-0.4").
    let taken = after.len() - after.trim_start_matches(separates).len();
    let taken = if after.get(..taken).is_some_and(|gap| gap.is_empty() || gap.ends_with(char::is_whitespace)) || taken == after.len() {
        taken
    } else {
        0
    };
    let kept =
        before.trim_end_matches(|character: char| character.is_whitespace() || matches!(character, '|' | '·' | '•' | '–' | '—')).len();
    Span::new(line.start + kept, cut.end + taken)
}

/// Adds the stretch `span` of a line if it holds anything; says whether it did.
fn push(text: &str, lines: &mut Vec<Line>, span: Span, fresh: bool, stated: bool) -> bool {
    let trimmed = span.trimmed(text);
    if trimmed.is_empty() {
        return false;
    }
    let words = trimmed.of(text);
    let (bullet, marker) = marker(words);
    let content = words.get(marker..).unwrap_or_default().trim_start();
    let letter = content.chars().find(|character| character.is_alphanumeric());
    let last_word = words.rsplit(char::is_whitespace).next().unwrap_or_default();
    let terminated = ends_sentence(words);
    lines.push(Line {
        span: trimmed,
        width: words.chars().count(),
        fresh,
        stated,
        underlined: false,
        apart: stated || furniture::stands_apart(words),
        bullet,
        number: bullet
            .and_then(|_| words.trim_start_matches('(').split(|character: char| !character.is_ascii_digit()).next()?.parse().ok()),
        indent: text
            .get(..trimmed.start)
            .map_or(0, |head| head.chars().rev().take_while(|character| *character == ' ' || *character == '\t').count()),
        first_word: words.split(char::is_whitespace).next().map_or(0, |word| word.chars().count()),
        lower_start: letter.is_some_and(char::is_lowercase),
        upper_start: letter.is_some_and(char::is_uppercase),
        words: words.split_whitespace().count(),
        stops: words.split_whitespace().filter(|word| word.len() > 3 && ends_sentence(word)).count(),
        terminated,
        dangling: !terminated && (last_word.ends_with(',') || DANGLING.contains(&last_word)),
        hyphen: words.strip_suffix(['-', '\u{2010}', '\u{ad}']).is_some_and(|word| word.ends_with(char::is_alphabetic)),
    });
    true
}

/// Words that no sentence and no remark ends with.
const DANGLING: &[&str] = &[
    "the", "a", "an", "of", "and", "or", "its", "their", "than", "was", "were", "into", "per", "between", "our", "but", "because", "whose",
    "as", "&",
];

/// Marks a title that is underlined and sets it apart.
fn mark_rules(text: &str, lines: &mut [Line]) {
    for at in 1..lines.len() {
        let rule = lines.get(at).is_some_and(|line| is_rule(line.span.of(text)) && !line.fresh);
        let Some(title) = lines.get_mut(at - 1).filter(|_| rule) else { continue };
        if !title.stated && title.fresh && title.width <= 90 && !is_rule(title.span.of(text)) {
            title.underlined = true;
            title.apart = true;
        }
    }
}

fn is_rule(line: &str) -> bool {
    line.len() >= 3 && (line.chars().all(|character| character == '=') || line.chars().all(|character| character == '-'))
}

/// The list marker that `line` begins with, and the bytes it takes; no marker takes none.
pub(super) fn marker(line: &str) -> (Option<char>, usize) {
    let Some(end) = line.find(char::is_whitespace) else { return (None, 0) };
    let word = line.get(..end).unwrap_or_default();
    let Some(first) = word.chars().next() else { return (None, 0) };
    if is_number_marker(word) {
        return (Some('1'), end);
    }
    let symbols = word.chars().count() <= 3 && word.chars().all(is_marker_symbol);
    if symbols && !(first == '*' && word.len() > 1) { (Some(first), end) } else { (None, 0) }
}

/// `1.`, `12)`, `(3)`, `ii.`, `(iv)`, `a)`, `(b)`, `1 |`.
fn is_number_marker(word: &str) -> bool {
    let (inner, closed) = match word.strip_prefix('(') {
        Some(rest) => (rest.strip_suffix(')').unwrap_or_default(), true),
        None => match word.strip_suffix(')') {
            Some(inner) => (inner, true),
            None => (word.strip_suffix('.').unwrap_or_default(), false),
        },
    };
    let digits = (1..=2).contains(&inner.len()) && inner.bytes().all(|byte| byte.is_ascii_digit());
    let roman = (1..=4).contains(&inner.len())
        && (inner.bytes().all(|byte| b"ivx".contains(&byte)) || inner.bytes().all(|byte| b"IVX".contains(&byte)));
    let letter = closed && inner.len() == 1 && inner.bytes().all(|byte| byte.is_ascii_lowercase());
    digits || roman || letter
}

/// A character that can stand before a list item: no letter, digit, quote, bracket, currency or mark of a sentence.
fn is_marker_symbol(character: char) -> bool {
    !character.is_alphanumeric() && !character.is_whitespace() && !"\"'`“”‘’«»()[]{}$€£¥₹#@~%&<=/\\.,:;!?…|_©®™§".contains(character)
}

/// Whether `words` end as a sentence does, closing quotes and brackets aside.
pub(super) fn ends_sentence(words: &str) -> bool {
    let closed = words.trim_end_matches(|character: char| {
        matches!(character, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '*' | '_') || character.is_whitespace()
    });
    closed.ends_with(['.', '!', '?', '…', '。', '！', '？'])
}

fn is_break(character: char) -> bool {
    matches!(character, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}
