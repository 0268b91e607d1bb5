//! The pasted text as parts: what is prose to be scored, what is a heading, boilerplate or the page's furniture.
//! It finds blocks of lines and says what each is; it splits no sentences.

mod boilerplate;
mod furniture;
mod layout;
mod shape;

use crate::Span;
use crate::stated::Stated;
use layout::Draft;
use shape::Shape;

/// What a stretch of a note is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// A section title or the note's own title.
    Heading,
    /// Prose: the only part that is scored.
    Body,
    /// Taglines, disclaimers, disclosures, subscription lines.
    Boilerplate,
    /// Ratings, price targets, sentiment footers, by-lines: lines of the page that are no prose.
    Meta,
}

impl Part {
    /// The field's word for it, lower case.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Heading => "heading",
            Self::Body => "body",
            Self::Boilerplate => "boilerplate",
            Self::Meta => "meta",
        }
    }
}

/// Lines that belong together: one paragraph, one bullet, or one line that stands for itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// What it is.
    pub part: Part,
    /// Where it stands, without surrounding white space; a bullet's marker and a heading's `#` are inside.
    pub span: Span,
}

/// A pasted text, taken apart.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    /// All blocks in the order of the text, disjoint; together they cover every character that is not white space.
    pub blocks: Vec<Block>,
    /// The sentiment that it states of itself; every one of its spans lies in meta blocks.
    pub stated: Option<Stated>,
}

impl Note {
    /// Takes `text` apart. Never fails: text without structure is one body block a paragraph.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        Self::parse_with(text, Stated::find(text))
    }

    /// Takes `text` apart around what it is known to state of itself.
    #[must_use]
    pub fn parse_with(text: &str, stated: Option<Stated>) -> Self {
        let spans = stated.as_ref().map_or(&[][..], |stated| &stated.spans);
        let drafts = layout::blocks(text, spans);
        let shapes: Vec<Shape> = drafts.iter().map(|draft| Shape::new(text, draft)).collect();
        let parts = parts(&drafts, &shapes);
        let blocks = drafts.iter().zip(parts).map(|(draft, part)| Block { part, span: draft.span });
        Self { blocks: together(text, blocks.collect()), stated }
    }
}

/// Decides the part of every block: first by what it is in itself, then, where that leaves it open, by where it stands.
fn parts(drafts: &[Draft], shapes: &[Shape]) -> Vec<Part> {
    let mut parts: Vec<Option<Part>> = drafts.iter().zip(shapes).map(|(draft, shape)| alone(draft, shape)).collect();
    let style = Style::of(shapes, &parts);
    if let Some((part, shape)) = parts.first_mut().zip(shapes.first())
        && part.is_none()
        && furniture::is_chat_header_line(shape)
    {
        *part = Some(Part::Meta);
    }
    if style.chat {
        remarks(drafts, shapes, &mut parts);
    }
    numbered_titles(drafts, shapes, &mut parts);
    titles(drafts, shapes, &mut parts, &style);
    let is_body = |(part, shape): (&Option<Part>, &Shape)| match part {
        Some(part) => *part == Part::Body && (shape.words >= 4 || shape.bullet.is_some()),
        None => shape.terminated && !sounds_like_the_page(shape, &style),
    };
    let end = parts.iter().zip(shapes).rposition(is_body).map_or(0, |last| last + 1);
    let mut decided: Vec<Part> = Vec::with_capacity(parts.len());
    for (at, (part, shape)) in parts.iter().zip(shapes).enumerate() {
        let titled = decided.last() == Some(&Part::Heading);
        let open = if end > 0 && at >= end && !titled { at_the_end(shape, &style) } else { Part::Body };
        decided.push(part.unwrap_or(open));
    }
    decided
}

/// What a block is whatever stands around it; `None` where that depends.
fn alone(draft: &Draft, shape: &Shape) -> Option<Part> {
    if draft.stated || !shape.has_words {
        return Some(Part::Meta);
    }
    if draft.underlined || shape.marked_heading {
        return Some(Part::Heading);
    }
    if shape.one_line && furniture::is_furniture(shape) {
        return Some(Part::Meta);
    }
    let listed = shape.bullet.is_some_and(|bullet| bullet != shape::Bullet::Sign);
    // A list item and a paragraph need more than one cue: both may speak of the law and mean the matter.
    let certain =
        boilerplate::CERTAIN + boilerplate::CLEAR * i32::try_from(usize::from(listed) + shape.sentences.saturating_sub(2)).unwrap_or(0);
    if shape.weight >= certain {
        return Some(Part::Boilerplate);
    }
    let list_item = shape.bullet.is_some_and(|bullet| !bullet.numbers()) || (listed && shape.terminated && !shape.question);
    if list_item || shape.words > 24 || shape.sentences > 2 || (draft.lines > 2 && shape.terminated) {
        return Some(Part::Body);
    }
    None
}

/// How a note is written, as far as it tells a title or a tagline from a short paragraph.
struct Style {
    /// Its paragraphs hold several sentences, so that a lone short line is out of pattern.
    paragraphs: bool,
    /// Lower case and few full stops, as in a chat: a short line is just the next remark.
    chat: bool,
}

impl Style {
    fn of(shapes: &[Shape], parts: &[Option<Part>]) -> Self {
        let written = || shapes.iter().zip(parts).filter(|(_, part)| matches!(part, None | Some(Part::Body))).map(|(shape, _)| shape);
        let long = written().filter(|shape| shape.sentences >= 2 && shape.words >= 20).count();
        let single =
            written().filter(|shape| shape.sentences <= 1 && shape.words >= 8 && shape.terminated && shape.bullet.is_none()).count();
        let lower = written().filter(|shape| shape.lower_start && shape.words >= 3).count();
        let upper = written().filter(|shape| shape.upper_start && shape.words >= 3).count();
        Self { paragraphs: long > 0 && long * 2 >= single, chat: lower > upper }
    }
}

/// In a chat every line between the first and the last remark is a remark: a bare price, a time and a word, a short line.
fn remarks(drafts: &[Draft], shapes: &[Shape], parts: &mut [Option<Part>]) {
    let said =
        |(shape, part): (&Shape, &Option<Part>)| part.is_none_or(|part| part == Part::Body) && (shape.lower_start || shape.words >= 4);
    let Some(last) = shapes.iter().zip(parts.iter()).rposition(said) else { return };
    for (at, ((part, shape), draft)) in parts.iter_mut().zip(shapes).zip(drafts).enumerate().take(last + 1) {
        let furniture = *part == Some(Part::Meta) && (at == 0 || draft.stated || furniture::is_labelled(shape) || !shape.has_words);
        let set_off = drafts.get(1).is_some_and(|next| next.fresh) || shapes.get(1).is_some_and(|next| next.words >= 15);
        let opens = at == 0 && shape.words <= 5 && set_off;
        if !furniture && !opens && *part != Some(Part::Heading) && *part != Some(Part::Boilerplate) && shape.weight < boilerplate::CERTAIN {
            *part = Some(Part::Body);
        }
    }
}

/// Tells "2. Balance sheet" over a paragraph from the second item of a list.
fn numbered_titles(drafts: &[Draft], shapes: &[Shape], parts: &mut [Option<Part>]) {
    let numbered = |at: usize| shapes.get(at).is_some_and(|shape| shape.bullet == Some(shape::Bullet::Number));
    let ahead = prose_ahead(shapes, parts);
    for at in 0..parts.len() {
        let Some((shape, draft)) = shapes.get(at).zip(drafts.get(at)) else { continue };
        if !numbered(at) || parts.get(at).copied().flatten().is_some() {
            continue;
        }
        let item = (at > 0 && numbered(at - 1) && !draft.fresh)
            || (numbered(at + 1) && shape.is_short_line() && shapes.get(at + 1).is_some_and(|next| !next.terminated));
        let title =
            !item && shape.words <= 10 && !shape.lower_start && (!shape.terminated || shape.question) && ahead.get(at + 1) == Some(&true);
        if let Some(part) = parts.get_mut(at) {
            *part = Some(if title { Part::Heading } else { Part::Body });
        }
    }
}

/// Finds the titles among the open blocks: short lines without a full stop that have something under them.
fn titles(drafts: &[Draft], shapes: &[Shape], parts: &mut [Option<Part>], style: &Style) {
    let ahead = prose_ahead(shapes, parts);
    let mut at = 0;
    while at < parts.len() {
        let open =
            |(shape, part): &(&Shape, &Option<Part>)| part.is_none() && shape.is_short_line() && (!shape.terminated || shape.question);
        let chain = shapes.iter().zip(parts.iter()).skip(at).take_while(open).count();
        if chain == 0 {
            at += 1;
            continue;
        }
        let until = at + chain;
        let over_prose = ahead.get(until) == Some(&true);
        let glued = drafts.iter().skip(at).take(chain).skip(1).filter(|draft| !draft.fresh).count();
        let listed = chain > 3 && glued > 1;
        let over_list = chain > 1 && shapes.get(at).is_some_and(Shape::names_a_section);
        for (place, here) in (at..until).enumerate() {
            let Some((shape, part)) = shapes.get(here).zip(parts.get_mut(here)) else { continue };
            let last = here + 1 == until;
            let title = if shape.question {
                over_prose && shape.words <= 16 && (style.paragraphs || here == 0)
            } else if shape.lower_start && here > 0 {
                shape.names_a_section() && over_prose && !style.chat
            } else {
                (over_prose && (last || !listed || here == 0)) || (place == 0 && over_list)
            };
            if here == 0 && style.chat && shape.words > 5 {
                *part = Some(Part::Body);
            } else if here == 0 && shape.lower_start && (style.chat || !shape.line.contains(':')) {
                *part = (over_prose && shape.words <= 5).then_some(Part::Meta);
            } else if title && is_post(&shape.line) {
                *part = Some(Part::Body);
            } else if title {
                *part = Some(Part::Heading);
            } else if (listed && over_prose) || (place > 0 && over_list) {
                *part = Some(Part::Body);
            }
        }
        at = until;
    }
}

/// "2/4 The factory gets its credit in March": a post of a numbered thread, which ends in no full stop as a rule.
fn is_post(line: &str) -> bool {
    let mut words = line.split(' ');
    let number = |text: &str| (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    words.next().and_then(|first| first.split_once('/')).is_some_and(|(place, of)| number(place) && number(of)) && words.count() > 4
}

/// For every place among the blocks whether something that a title stands over comes from there on: prose or a list, perhaps
/// under meta lines and further titles.
fn prose_ahead(shapes: &[Shape], parts: &[Option<Part>]) -> Vec<bool> {
    let mut ahead = vec![false; parts.len() + 1];
    let mut comes = false;
    for ((shape, part), ahead) in shapes.iter().zip(parts).zip(ahead.iter_mut()).rev() {
        comes = match part {
            Some(Part::Heading | Part::Body) => true,
            Some(Part::Boilerplate) => false,
            Some(Part::Meta) => comes,
            None => shape.bullet.is_some() || !shape.is_short_line() || (shape.terminated && shape.weight < boilerplate::CLEAR) || comes,
        };
        *ahead = comes;
    }
    ahead
}

/// An open block after the last prose: what the page put under the note, unless it speaks of the matter.
fn at_the_end(shape: &Shape, style: &Style) -> Part {
    if furniture::is_bare_ticker(shape) {
        Part::Meta
    } else if sounds_like_the_page(shape, style) {
        Part::Boilerplate
    } else if shape.terminated || shape.bullet.is_some() || (style.chat && shape.words > 1) || shape.words > 12 {
        Part::Body
    } else {
        Part::Meta
    }
}

/// Whether a lone line under the note is boilerplate. Where the note is written in paragraphs a short line that says nothing of
/// the matter is out of pattern, and a faint cue is enough.
fn sounds_like_the_page(shape: &Shape, style: &Style) -> bool {
    let weight = shape.weight;
    if !style.paragraphs {
        return weight >= boilerplate::CLEAR;
    }
    weight > boilerplate::LIKELY || (shape.terminated && (weight == boilerplate::LIKELY || boilerplate::is_tagline(shape)))
}

/// Joins a stretch of a line with the meta stretch beside it: a page's line is one block, however many finders saw a piece of it.
fn together(text: &str, blocks: Vec<Block>) -> Vec<Block> {
    let mut joined: Vec<Block> = Vec::with_capacity(blocks.len());
    for block in blocks {
        match joined.last_mut() {
            Some(last)
                if last.part == Part::Meta
                    && block.part == Part::Meta
                    && !layout::breaks(Span::new(last.span.end, block.span.start).of(text)) =>
            {
                last.span.end = block.span.end;
            }
            _ => joined.push(block),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expected: &[(Part, &str)]) {
        check_with(text, None, expected);
    }

    fn check_with(text: &str, stated: Option<Stated>, expected: &[(Part, &str)]) {
        let note = Note::parse_with(text, stated);
        let found: Vec<(Part, &str)> = note.blocks.iter().map(|block| (block.part, block.span.of(text))).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    /// A stated sentiment that stands at each of `words`.
    fn stated(text: &str, words: &[&str]) -> Stated {
        let mut from = 0;
        let mut spans = Vec::new();
        for word in words {
            let start = from + text[from..].find(word).expect("the stated words");
            from = start + word.len();
            spans.push(Span::new(start, from));
        }
        let span = Span::new(spans[0].start, from);
        Stated {
            raw: span.of(text).to_owned(),
            span,
            spans,
            label: None,
            label_span: None,
            score: None,
            score_span: None,
            rating: None,
            rating_span: None,
            tickers: Vec::new(),
            findings: Vec::new(),
        }
    }

    const ONE: &str = "Brenna Cables lifted its order book by a fifth, and the plant in Turku is full until spring. We think the shares still price a slump.";
    const TWO: &str =
        "Copper is two thirds of its costs. A contract clause passes the metal on with a lag of one quarter, so margins dip when it rises.";

    #[test]
    fn digest_with_a_footer() {
        let tagline = "AI-driven notes, live screens and portfolio alerts for professional investors.";
        let text = format!(
            "{ONE}\n{TWO}\n{tagline}\nOverall Sentiment\nmoderately positive\nSentiment Score\n0.41\nTicker Sentiment\nBRNA 0.41\nNOKX\n"
        );
        check(
            &text,
            &[
                (Part::Body, ONE),
                (Part::Body, TWO),
                (Part::Boilerplate, tagline),
                (Part::Meta, "Overall Sentiment"),
                (Part::Meta, "moderately positive"),
                (Part::Meta, "Sentiment Score"),
                (Part::Meta, "0.41"),
                (Part::Meta, "Ticker Sentiment"),
                (Part::Meta, "BRNA 0.41"),
                (Part::Meta, "NOKX"),
            ],
        );
    }

    #[test]
    fn taglines_of_any_wording() {
        for tagline in [
            "Machine-read filings, faster.",
            "Charts, screens and signals in one place.",
            "Where patience meets arithmetic.",
            "Research that never sleeps, for desks that do.",
            "Unlock every model with a Pro plan.",
            "Not an offer to buy or sell any security.",
            "The author owns shares in Brenna Cables.",
            "© 2026 Northern Notes.",
        ] {
            let text = format!("{ONE}\n\n{TWO}\n{tagline}");
            check(&text, &[(Part::Body, ONE), (Part::Body, TWO), (Part::Boilerplate, tagline)]);
        }
    }

    #[test]
    fn a_last_sentence_on_the_matter_is_no_tagline() {
        for last in
            ["We would buy below 40 euros.", "Margins are the thing to watch.", "Results are due on 4 May.", "Our target stays at €52."]
        {
            let text = format!("{ONE}\n\n{TWO}\n\n{last}");
            check(&text, &[(Part::Body, ONE), (Part::Body, TWO), (Part::Body, last)]);
        }
    }

    #[test]
    fn titles() {
        for title in [
            "# Brenna Cables",
            "### Why now?",
            "**Key risks**",
            "Brenna Cables: copper in, euros out",
            "VALUATION",
            "What could go wrong?",
            "Risks and catalysts",
            "2. Balance sheet",
            "III. Bear case",
            "Key risks:",
            "🔍 Brenna Cables at a glance",
            "01 / Facts",
        ] {
            check(&format!("{title}\n{ONE}\n\n{TWO}"), &[(Part::Heading, title), (Part::Body, ONE), (Part::Body, TWO)]);
            check(&format!("{TWO}\n\n{title}\n\n{ONE}"), &[(Part::Body, TWO), (Part::Heading, title), (Part::Body, ONE)]);
        }
        check(&format!("Outlook\n=======\n{ONE}"), &[(Part::Heading, "Outlook"), (Part::Meta, "======="), (Part::Body, ONE)]);
    }

    #[test]
    fn posts_of_a_thread_are_prose() {
        let post = "2/3 The smelter restarts in May with half of its old crew 🔥";
        check(&format!("{ONE}\n{post}\n{TWO}"), &[(Part::Body, ONE), (Part::Body, post), (Part::Body, TWO)]);
    }

    #[test]
    fn furniture_above_and_below() {
        for line in [
            "Rating: Buy (unchanged)",
            "PT: €52 (from €47)",
            "Overweight | TP €52 | Price €41.20",
            "Brenna Cables plc – Hold – TP 410p",
            "Market cap €2.1bn",
            "Price: €41.20",
            "BRNA: somewhat bullish",
            "12 March 2026 · 5 min read",
            "By Ada Koski",
            "Posted by: cable_guy · 09:14",
            "Next review: 3 June",
            "Analyst: Ada Koski, CFA",
            "ada.koski@example.com",
            "★★★★☆",
        ] {
            check(&format!("{line}\n{ONE}\n\n{TWO}"), &[(Part::Meta, line), (Part::Body, ONE), (Part::Body, TWO)]);
            check(&format!("{ONE}\n\n{TWO}\n{line}\n"), &[(Part::Body, ONE), (Part::Body, TWO), (Part::Meta, line)]);
        }
    }

    #[test]
    fn stated_stretches_are_meta() {
        let text = format!("{ONE} Sentiment: bullish (0.4)\n\n{TWO}");
        check_with(
            &text,
            Some(stated(&text, &["Sentiment: bullish (0.4)"])),
            &[(Part::Body, ONE), (Part::Meta, "Sentiment: bullish (0.4)"), (Part::Body, TWO)],
        );
        let text = format!("House view bullish — {ONE}\nHouse score\n7 of 10");
        check_with(
            &text,
            Some(stated(&text, &["House view bullish", "House score", "7 of 10"])),
            &[(Part::Meta, "House view bullish —"), (Part::Body, ONE), (Part::Meta, "House score"), (Part::Meta, "7 of 10")],
        );
        let text = "Rating: Buy | PT €52 | Price €41";
        check_with(text, Some(stated(text, &["Rating: Buy"])), &[(Part::Meta, text)]);
    }

    #[test]
    fn hard_wrapped_paragraphs_are_one_block() {
        let first = "Brenna Cables makes submarine power links in two plants and has sold the output of\n\
                     both until the end of next year, which is why we see no reason for the caution of\n\
                     the market. The company raised its guid-\n\
                     ance in March.";
        let second = "- Copper could rise again before the clause bites, and two quarters of margin would\n  be gone.";
        let text = format!("Summary\n{first}\n\nKey risks\n{second}\n- Turku could strike.\n");
        check(
            &text,
            &[
                (Part::Heading, "Summary"),
                (Part::Body, first),
                (Part::Heading, "Key risks"),
                (Part::Body, second),
                (Part::Body, "- Turku could strike."),
            ],
        );
    }

    #[test]
    fn lists_and_lines_are_not_joined() {
        check(
            "Catalysts\n• Auction of the Baltic link, 4 May\n• New furnace\n• naira relief",
            &[
                (Part::Heading, "Catalysts"),
                (Part::Body, "• Auction of the Baltic link, 4 May"),
                (Part::Body, "• New furnace"),
                (Part::Body, "• naira relief"),
            ],
        );
        let lines = [
            "Orders rose by a fifth in the first quarter of the year.",
            "Margins fell by a point on copper, as we had feared.",
            "We keep the shares on Hold until the auction in May.",
        ];
        check(&lines.join("\n"), &lines.map(|line| (Part::Body, line)));
        let chat = ["rev ok", "margin meh, copper", "still like it into the auction", "41.20 last"];
        check(&chat.join("\n"), &chat.map(|line| (Part::Body, line)));
    }

    #[test]
    fn messages_with_their_senders() {
        check(
            "Ada Koski  10:42 AM\nanyone long brenna?\nOlli  10:43 AM\nyes, since 38\nstill like it",
            &[
                (Part::Meta, "Ada Koski  10:42 AM"),
                (Part::Body, "anyone long brenna?"),
                (Part::Meta, "Olli  10:43 AM"),
                (Part::Body, "yes, since 38"),
                (Part::Body, "still like it"),
            ],
        );
    }

    #[test]
    fn wrapped_disclaimer_below_short_paragraphs() {
        let legal = "Please see the back page of this report for important disclosures. The firm does and\nseeks to do business with companies that it covers, so that readers should know that\nit may have a conflict of interest.";
        let headed = "Disclosure: I hold shares of Brenna and wrote this myself.";
        check(
            &format!("The stock looks broken to most.\n\nIt is not, since copper is passed on.\n\nI am long.\n\n{headed}\n\n{legal}"),
            &[
                (Part::Body, "The stock looks broken to most."),
                (Part::Body, "It is not, since copper is passed on."),
                (Part::Body, "I am long."),
                (Part::Boilerplate, headed),
                (Part::Boilerplate, legal),
            ],
        );
    }

    #[test]
    fn line_ends_and_odd_spaces() {
        for gap in ["\r\n\r\n", "\r\r", "\u{2028}\u{2028}", "\n \t\u{a0}\n", "\u{2029}\n"] {
            check(
                &format!("\u{a0}Outlook{gap}\t{ONE}{gap}{TWO}\u{a0}"),
                &[(Part::Heading, "Outlook"), (Part::Body, ONE), (Part::Body, TWO)],
            );
        }
        check("", &[]);
        check(" \r\n\t\u{2028}", &[]);
        check("\u{feff}", &[(Part::Meta, "\u{feff}")]);
    }

    proptest! {
        #[test]
        fn blocks_hold_every_character(text in "(\\PC|[-•*#|:. \n\r\t\u{a0}\u{2028}0-9a-zA-Z🚀]){0,200}", cuts in proptest::collection::vec(0usize..400, 0..6)) {
            let mut cuts: Vec<usize> = cuts.into_iter().filter(|cut| text.is_char_boundary(*cut)).collect();
            cuts.sort_unstable();
            cuts.dedup();
            let spans: Vec<Span> = cuts.chunks_exact(2).map(|pair| Span::new(pair[0], pair[1])).filter(|span| !span.of(&text).trim().is_empty()).collect();
            let known = spans.first().map(|first| Stated { spans: spans.clone(), ..stated(&text, &[first.of(&text)]) });
            let note = Note::parse_with(&text, known);
            let mut end = 0;
            for block in &note.blocks {
                prop_assert!(block.span.start >= end && block.span.start < block.span.end);
                prop_assert!(text.get(end..block.span.start).is_some_and(|gap| gap.trim().is_empty()));
                prop_assert_eq!(block.span.trimmed(&text), block.span);
                end = block.span.end;
            }
            prop_assert!(text.get(end..).is_some_and(|rest| rest.trim().is_empty()));
            for span in spans {
                let covering: Vec<&Block> = note.blocks.iter().filter(|block| block.span.overlaps(span.trimmed(&text))).collect();
                prop_assert!(covering.iter().all(|block| block.part == Part::Meta));
            }
        }
    }
}
