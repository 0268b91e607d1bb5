//! Which companies and tickers a note speaks of, and in which sentences. It knows names, not sentiment.
//!
//! Three sources say what an asset is called: the table of well-known companies ([`crate::company`]), the tickers that the note
//! writes or states, and the names that the note itself sets before a ticker ("First Solar (NASDAQ: FSLR)"). A company without a
//! ticker that could be told from any of them is no asset.

mod line;
mod listing;
mod name;

use std::collections::{HashMap, HashSet};

use crate::Span;
use crate::company::{self, Kind};
use crate::note::{Note, Part};
use crate::sentence::Sentence;
use line::{Line, capitals};
use listing::{Evidence, Listing};
use name::{OwnAlias, Stranger};

/// One place where an asset is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Index of the sentence.
    pub sentence: usize,
    /// The words that name it.
    pub span: Span,
}

/// One company or listed asset that the note speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// Ticker as the note states it in its table, else as it writes it, else as the asset is best known; an exchange that is named
    /// in another form ("LSE: VOD", "VOD LN") becomes the suffix ("VOD.L").
    pub ticker: String,
    /// The company's name as it is known or as the note writes it; `None` where only a ticker is known.
    pub name: Option<String>,
    /// Whether the note is about it. Only the first asset can be the main one, and none is where the note is about something else,
    /// such as a company whose ticker cannot be told.
    pub main: bool,
    /// Where the note names it, in order. Body, headings and meta count, boilerplate does not.
    pub mentions: Vec<Mention>,
    /// Body sentences that concern it: those that name it and, for the main asset, those that name no asset at all.
    pub sentences: Vec<usize>,
}

/// All assets of a note, the main one first, then by number of mentions, then by first mention. Empty where none is recognised.
#[must_use]
pub fn find(text: &str, note: &Note, sentences: &[Sentence]) -> Vec<Asset> {
    Reading::new(text, sentences).read(text, note).into_assets(sentences)
}

/// How many lines before the first prose can be the title and what stands with it.
const OPENING_LINES: usize = 6;

/// How many lines of prose a note takes at most to come to its subject.
const EARLY_LINES: usize = 3;

/// For how many tickers a name is sought by its letters, so that a long table costs no more than linear time.
const NAMED_BY_LETTERS: usize = 8;

/// Own names that begin with the same word; more are not told apart.
const SAME_FIRST_WORD: usize = 8;

/// An asset in the making.
#[derive(Clone, Debug)]
struct Draft {
    ticker: String,
    /// How good a source the ticker is from: 0 the table, 1 written, 2 written with its exchange, 3 stated.
    rank: u8,
    /// Whether an exchange suffix is written.
    suffixed: bool,
    company: Option<usize>,
    /// The name that the note itself gives it.
    own_name: Option<String>,
    /// Position in the stated table.
    stated: Option<usize>,
    /// Whether a listing in the note's opening or first prose names it beyond doubt.
    listed_early: bool,
    /// Line and bytes of every mention, in any order, possibly overlapping.
    places: Vec<Place>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    line: usize,
    from: usize,
    to: usize,
}

/// A name of a known company in the text.
struct Hit {
    place: Place,
    /// First and one past the last word.
    words: (usize, usize),
    company: usize,
    kind: Kind,
}

struct Reading {
    lines: Vec<Line>,
    /// Words that the note writes in lower case, folded.
    lower_case: HashSet<String>,
    /// Whether the note is written without capitals, as chats are.
    chat: bool,
    drafts: Vec<Draft>,
    by_company: HashMap<usize, usize>,
    by_ticker: HashMap<String, usize>,
    by_base: HashMap<String, usize>,
    /// The note's own names by their folded first word.
    own: HashMap<String, Vec<(OwnAlias, usize)>>,
    strangers: HashMap<String, Stranger>,
}

impl Reading {
    fn new(text: &str, sentences: &[Sentence]) -> Self {
        let first_body = sentences.iter().position(|sentence| sentence.part == Part::Body).unwrap_or(sentences.len());
        let first = sentences.iter().position(|sentence| sentence.part != Part::Boilerplate).unwrap_or_default();
        let lines: Vec<Line> = sentences
            .iter()
            .enumerate()
            .filter(|(_, sentence)| sentence.part != Part::Boilerplate)
            .map(|(index, sentence)| {
                let opening = index < first_body && index < first + OPENING_LINES || index == first;
                Line::new(text, index, sentence, opening, index == first_body)
            })
            .collect();
        let mut lower_case = HashSet::new();
        let (mut small, mut large) = (0, 0);
        for line in &lines {
            for at in 0..line.len() {
                let word = line.stem(at);
                if word.starts_with(char::is_lowercase) {
                    lower_case.insert(company::fold(word));
                }
            }
            if line.part == Part::Body {
                small += usize::from(line.word(0).starts_with(char::is_lowercase));
                large += usize::from(line.word(0).starts_with(char::is_uppercase));
            }
        }
        Self {
            lines,
            lower_case,
            chat: small > large,
            drafts: Vec::new(),
            by_company: HashMap::new(),
            by_ticker: HashMap::new(),
            by_base: HashMap::new(),
            own: HashMap::new(),
            strangers: HashMap::new(),
        }
    }

    /// Runs the sources from the surest to the least sure: what is written as a ticker, what is stated, names, bare capitals.
    fn read(mut self, text: &str, note: &Note) -> Self {
        let mut bare = self.read_listings();
        self.read_stated(text, note);
        let own_places = self.own_places();
        self.read_companies(&own_places);
        bare = self.read_bare(bare);
        self.find_strangers();
        self.read_openings(bare);
        self.name_by_letters();
        for (place, draft) in self.own_places() {
            self.mention(draft, place);
        }
        self
    }

    /// Takes in all tickers that are written as such; returns the words in capitals that are not.
    fn read_listings(&mut self) -> Vec<(usize, Listing)> {
        let mut bare = Vec::new();
        let mut prose = 0;
        for index in 0..self.lines.len() {
            let Some(line) = self.lines.get(index) else { break };
            prose += usize::from(line.part == Part::Body);
            let early = line.opening || prose <= 2 && line.part == Part::Body;
            let mut found = Vec::new();
            for listing in listing::scan(line) {
                let name = listing.name_end.and_then(|end| name::ending_at(line, end));
                let written = name.map(|(first, end)| name::without_legal_form(line, first, end).1);
                // In a chat without capitals a word in capitals stands out.
                let stands_out = self.chat && early && listing.base.len() > 3 && listing::is_new(&listing.base);
                if is_written(line, &listing, written.as_deref()) || stands_out && !is_name(&listing.base) {
                    found.push((listing, written));
                } else {
                    bare.push((index, listing));
                }
            }
            for (listing, name) in found {
                let draft = self.register(&listing.base, listing.suffix, name.as_deref());
                self.mention(draft, Place { line: index, from: listing.from, to: listing.to });
                if let Some(draft) = self.drafts.get_mut(draft) {
                    draft.listed_early |= early;
                }
                if let Some(name) = name {
                    self.name(draft, &name);
                }
            }
        }
        bare
    }

    /// Takes in the tickers of the note's stated table.
    fn read_stated(&mut self, text: &str, note: &Note) {
        let tickers = note.stated.as_ref().map_or(&[][..], |stated| stated.tickers.as_slice());
        for (position, stated) in tickers.iter().enumerate() {
            let (base, suffix) = listing::parse(&stated.ticker);
            if base.is_empty() {
                continue;
            }
            let draft = self.register(&base, suffix, None);
            if let Some(draft) = self.drafts.get_mut(draft) {
                draft.stated.get_or_insert(position);
                if draft.rank < 3 {
                    draft.ticker.clone_from(&stated.ticker);
                    draft.rank = 3;
                }
            }
            if let Some(place) = self.place_of(text, stated.span, &stated.ticker) {
                self.mention(draft, place);
            }
        }
    }

    /// Where `ticker` stands inside `span` of the note, case aside.
    fn place_of(&self, text: &str, span: Span, ticker: &str) -> Option<Place> {
        let upper = span.of(text).to_ascii_uppercase();
        let at = span.start + upper.find(&ticker.to_ascii_uppercase())?;
        let index = self.lines.partition_point(|line| line.whole().end <= at);
        let line = self.lines.get(index)?;
        let from = line.start(line.word_at_source(at));
        let to = from + ticker.len();
        line.slice(from, to).eq_ignore_ascii_case(ticker).then_some(Place { line: index, from, to })
    }

    /// Takes in the companies that the table knows by name.
    fn read_companies(&mut self, own_places: &[(Place, usize)]) {
        let taken: HashSet<(usize, usize)> = own_places.iter().map(|(place, _)| (place.line, place.from)).collect();
        let mut hits = Vec::new();
        for (index, line) in self.lines.iter().enumerate() {
            let mut at = 0;
            while at < line.len() {
                match self.company_at(index, line, at).filter(|hit| !taken.contains(&(index, hit.place.from))) {
                    Some(hit) => {
                        at = hit.words.1.max(at + 1);
                        hits.push(hit);
                    }
                    None => at += 1,
                }
            }
        }
        // A note that introduces its subject by a longer name goes on with the shorter one.
        let mut others: HashSet<usize> = HashSet::new();
        for hit in &hits {
            let line = self.lines.get(hit.place.line);
            let evident = match hit.kind {
                Kind::Distinctive => true,
                Kind::Ordinary => line.is_some_and(|line| is_evident(line, hit)) && !others.contains(&hit.company),
                Kind::Brand => false,
            };
            if evident {
                self.draft_of_company(hit.company);
            } else if hit.kind == Kind::Ordinary && line.is_some_and(|line| (line.opening || line.leading) && within_a_name(line, hit)) {
                others.insert(hit.company);
            }
        }
        for hit in &hits {
            let denied = hit.kind == Kind::Ordinary && self.lines.get(hit.place.line).is_some_and(|line| is_denied(line, hit));
            if let Some(draft) = self.by_company.get(&hit.company).copied().filter(|_| !denied) {
                self.mention(draft, hit.place);
            }
        }
    }

    /// The name of a known company that begins with the word at `at`.
    fn company_at(&self, index: usize, line: &Line, at: usize) -> Option<Hit> {
        let from = line.start(at);
        company::named_from(&name::key(line.word(at))).iter().find_map(|(company, alias)| {
            let alias = company::all().get(*company)?.aliases.get(*alias)?;
            let to = from + name::matched(line.rest(from), alias.text)?;
            let written = line.slice(from, to);
            let hyphenated = line.rest(to).strip_prefix('-').is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
            let compared = ["-sized", "-like", "-style", "-rival"].iter().any(|ending| line.rest(to).starts_with(ending));
            let shouted = capitals(written) && alias.text.chars().count() >= 4;
            let chatted = self.chat && alias.kind == Kind::Distinctive && alias.text.len() >= 5 && !written.contains(char::is_uppercase);
            if !(name::same_case(written, alias.text) || shouted || chatted) {
                return None;
            }
            let kind = alias.kind;
            (kind == Kind::Distinctive && !compared || !hyphenated).then(|| Hit {
                place: Place { line: index, from, to },
                words: (at, line.word_from(to)),
                company: *company,
                kind,
            })
        })
    }

    /// Takes in the words in capitals that are tickers of the table or of assets known by now; returns the others.
    fn read_bare(&mut self, bare: Vec<(usize, Listing)>) -> Vec<(usize, Listing)> {
        let mut unknown = Vec::new();
        for (index, listing) in bare {
            let Some(line) = self.lines.get(index) else { continue };
            let place = Place { line: index, from: listing.from, to: listing.to };
            let doubtful = listing::is_ambiguous(&listing.base);
            let shouted = line.shouted();
            let known = self.by_base.get(&listing.base).copied().or_else(|| {
                company::by_base(&listing.base)
                    .and_then(|company| self.by_company.get(&company).copied())
                    .filter(|_| listing.base.len() > 1)
            });
            if let Some(draft) = known.filter(|_| !(doubtful && shouted)) {
                self.mention(draft, place);
            } else if (!doubtful || begins(line, &listing))
                && !shouted
                && listing.base.len() > 1
                && company::by_ticker(&listing.base).is_some()
            {
                let draft = self.register(&listing.base, "", None);
                self.mention(draft, place);
            } else {
                unknown.push((index, listing));
            }
        }
        unknown
    }

    /// Finds the names that no table knows, with the places of all that are known.
    fn find_strangers(&mut self) {
        let mut known: Vec<Place> = self.drafts.iter().flat_map(|draft| draft.places.iter().copied()).collect();
        known.extend(self.own_places().into_iter().map(|(place, _)| place));
        known.sort_unstable();
        let covered = |line: usize, from: usize| {
            let after = known.partition_point(|place| (place.line, place.from) <= (line, from));
            after.checked_sub(1).and_then(|before| known.get(before)).is_some_and(|place| place.line == line && from < place.to)
        };
        self.strangers = name::strangers(&self.lines, &self.lower_case, covered);
    }

    /// Takes in words in capitals where the note opens, if they abbreviate a name of the note or come up again.
    fn read_openings(&mut self, bare: Vec<(usize, Listing)>) {
        let mut last: HashMap<&str, (usize, usize)> = HashMap::new();
        for (index, listing) in &bare {
            let seen = last.entry(&listing.base).or_insert((0, usize::MAX));
            *seen = (seen.0 + usize::from(seen.1 != *index), *index);
        }
        let mut found: HashSet<String> = HashSet::new();
        let mut tried: HashSet<&str> = HashSet::new();
        for (index, listing) in &bare {
            let opening = self.lines.get(*index).is_some_and(|line| (line.opening || line.leading) && !line.shouted());
            let again = listing.base.len() > 3 && last.get(listing.base.as_str()).is_some_and(|seen| seen.0 > 1);
            if opening
                && listing.evidence == Evidence::Bare
                && listing::is_new(&listing.base)
                && !is_name(&listing.base)
                && tried.len() < NAMED_BY_LETTERS
                && tried.insert(&listing.base)
                && (again
                    || self.lines.get(*index).is_some_and(|line| announced(line, listing))
                    || self.stranger_for(&listing.base).is_some())
            {
                found.insert(listing.base.clone());
            }
        }
        for (index, listing) in bare.into_iter().filter(|(_, listing)| found.contains(&listing.base)) {
            let draft = self.register(&listing.base, "", None);
            self.mention(draft, Place { line: index, from: listing.from, to: listing.to });
        }
    }

    /// Gives assets without a name the one that their ticker abbreviates.
    fn name_by_letters(&mut self) {
        let nameless: Vec<usize> = (0..self.drafts.len())
            .filter(|draft| self.drafts.get(*draft).is_some_and(|draft| draft.company.is_none() && draft.own_name.is_none()))
            .take(NAMED_BY_LETTERS)
            .collect();
        for draft in nameless {
            let ticker = self.drafts.get(draft).map(|draft| draft.ticker.clone()).unwrap_or_default();
            let base = listing::parse(&ticker).0;
            if base.len() < 3 {
                continue;
            }
            if let Some(name) = self.stranger_for(&base) {
                self.name(draft, &name);
            }
        }
    }

    /// The most frequent name of the note that `ticker` may abbreviate.
    fn stranger_for(&self, ticker: &str) -> Option<String> {
        let fits =
            |stranger: &&Stranger| (stranger.opening || stranger.leads || stranger.count > 1) && name::abbreviates(ticker, &stranger.text);
        let best = self.strangers.values().filter(fits).max_by_key(|stranger| (stranger.count, std::cmp::Reverse(&stranger.text)))?;
        let words: Vec<&str> = best.text.split(' ').collect();
        let end = words.iter().skip(1).position(|word| name::is_legal_form(word)).map_or(words.len(), |at| at + 1);
        words.get(..end).map(|words| words.join(" "))
    }

    /// Every place where one of the note's own names stands, with its asset.
    fn own_places(&self) -> Vec<(Place, usize)> {
        let mut places = Vec::new();
        if self.own.is_empty() {
            return places;
        }
        for (index, line) in self.lines.iter().enumerate() {
            for at in 0..line.len() {
                let Some(candidates) = self.own.get(&name::key(line.word(at))) else { continue };
                let from = line.start(at);
                let found = candidates.iter().find_map(|(alias, draft)| {
                    let to = from + name::matched(line.rest(from), &alias.text)?;
                    let written = line.slice(from, to);
                    let doubtful = alias.ordinary && line.opens(at) && !line.possessive(at) && !speaks(line, line.word_from(to));
                    (written.starts_with(|first: char| first.is_uppercase() || first.is_ascii_digit()) && !doubtful
                        || written == alias.text)
                        .then_some((Place { line: index, from, to }, *draft))
                });
                places.extend(found);
            }
        }
        places
    }

    /// The asset with this ticker, made where it is new. `name` is what the note writes before the ticker.
    fn register(&mut self, base: &str, suffix: &str, name: Option<&str>) -> usize {
        let ticker = listing::join(base, suffix);
        let company = known_company(base, suffix).filter(|company| name.is_none_or(|name| agrees(*company, name)));
        let same_base = self.by_base.get(base).copied().filter(|draft| {
            self.drafts.get(*draft).is_some_and(|draft| {
                let compatible =
                    draft.company.is_none() && company.is_none() || name.is_none() && (company.is_none() || draft.company.is_none());
                compatible && (suffix.is_empty() || !draft.suffixed)
            })
        });
        let known = self
            .by_ticker
            .get(&ticker)
            .copied()
            .or_else(|| company.and_then(|company| self.by_company.get(&company).copied()))
            .or(same_base);
        let draft = known.unwrap_or_else(|| self.push(company, ticker.clone()));
        let rank = if suffix.is_empty() { 1 } else { 2 };
        if let Some(draft) = self.drafts.get_mut(draft) {
            draft.suffixed |= !suffix.is_empty();
            if rank > draft.rank {
                draft.ticker.clone_from(&ticker);
                draft.rank = rank;
            }
        }
        self.by_ticker.entry(ticker).or_insert(draft);
        self.by_base.entry(base.to_owned()).or_insert(draft);
        draft
    }

    fn draft_of_company(&mut self, company: usize) -> usize {
        if let Some(draft) = self.by_company.get(&company) {
            return *draft;
        }
        let ticker = company::all().get(company).map(|company| company.ticker().to_owned()).unwrap_or_default();
        // A note may use a known ticker for a company of its own.
        let draft = self.by_ticker.get(&ticker).copied().unwrap_or_else(|| self.push(Some(company), ticker.clone()));
        self.by_company.insert(company, draft);
        self.by_ticker.insert(ticker, draft);
        draft
    }

    fn push(&mut self, company: Option<usize>, ticker: String) -> usize {
        let draft = self.drafts.len();
        if let Some(company) = company {
            self.by_company.entry(company).or_insert(draft);
        }
        self.drafts.push(Draft {
            ticker,
            rank: 0,
            suffixed: false,
            company,
            own_name: None,
            stated: None,
            listed_early: false,
            places: Vec::new(),
        });
        draft
    }

    fn name(&mut self, draft: usize, name: &str) {
        if let Some(draft) = self.drafts.get_mut(draft) {
            draft.own_name.get_or_insert_with(|| name.to_owned());
        }
        for alias in name::aliases(name, &self.lower_case) {
            let same = self.own.entry(name::key(&alias.text)).or_default();
            if same.len() < SAME_FIRST_WORD && !same.iter().any(|(known, _)| known.text == alias.text) {
                same.push((alias, draft));
                same.sort_by_key(|(alias, _)| std::cmp::Reverse(alias.text.len()));
            }
        }
    }

    fn mention(&mut self, draft: usize, place: Place) {
        if let Some(draft) = self.drafts.get_mut(draft) {
            draft.places.push(place);
        }
    }

    fn into_assets(mut self, sentences: &[Sentence]) -> Vec<Asset> {
        for draft in &mut self.drafts {
            draft.places.sort_by_key(|place| (place.line, place.from, std::cmp::Reverse(place.to)));
            let mut end = (0, 0);
            draft.places.retain(|place| {
                let fresh = (place.line, place.from) >= end;
                if fresh {
                    end = (place.line, place.to);
                }
                fresh
            });
        }
        self.drafts.retain(|draft| !draft.places.is_empty() || draft.stated.is_some());
        let main = self.main();
        let mut named = vec![false; sentences.len()];
        let mut assets = Vec::with_capacity(self.drafts.len());
        for (index, draft) in self.drafts.iter().enumerate() {
            let mentions: Vec<Mention> = draft
                .places
                .iter()
                .filter_map(|place| {
                    let line = self.lines.get(place.line)?;
                    Some(Mention { sentence: line.sentence, span: line.source(place.from, place.to) })
                })
                .collect();
            let mut concerned: Vec<usize> = mentions.iter().map(|mention| mention.sentence).collect();
            concerned.dedup();
            concerned.retain(|sentence| sentences.get(*sentence).is_some_and(|sentence| sentence.part == Part::Body));
            for sentence in &concerned {
                if let Some(named) = named.get_mut(*sentence) {
                    *named = true;
                }
            }
            let known = draft.company.and_then(|company| company::all().get(company)).map(|company| company.name().to_owned());
            assets.push(Asset {
                ticker: draft.ticker.clone(),
                name: known.or_else(|| draft.own_name.clone()),
                main: main == Some(index),
                mentions,
                sentences: concerned,
            });
        }
        assets.sort_by_key(|asset| {
            (!asset.main, std::cmp::Reverse(asset.mentions.len()), asset.mentions.first().map_or(usize::MAX, |mention| mention.span.start))
        });
        if let Some(main) = assets.first_mut().filter(|asset| asset.main) {
            let unnamed = sentences.iter().zip(&named).enumerate().filter(|(_, (sentence, named))| sentence.part == Part::Body && !**named);
            main.sentences.extend(unnamed.map(|(index, _)| index));
            main.sentences.sort_unstable();
        }
        assets
    }

    /// The asset that the note is about: stated, in the title, listed early, or named first and most.
    fn main(&self) -> Option<usize> {
        let prose = self.lines.iter().position(|line| line.part == Part::Body).unwrap_or(self.lines.len());
        let in_title = self.first_named(|at, line| line.opening && line.part != Part::Body && at < prose);
        let leading = self.first_named(|at, _| at == prose);
        let stated = self.drafts.iter().filter(|draft| draft.stated.is_some()).count();
        let strangers = || self.strangers.values();
        let stranger_leads = strangers().any(|stranger| stranger.leads);
        let stranger_opens = stranger_leads || strangers().any(|stranger| stranger.opening);
        let most = strangers().map(|stranger| stranger.count).max().unwrap_or_default();
        let mut best: Option<(usize, usize)> = None;
        for (index, draft) in self.drafts.iter().enumerate() {
            let sentences = distinct_lines(&draft.places);
            let (titles, leads) = (in_title == Some(index), leading == Some(index));
            let early = draft.places.first().is_some_and(|place| place.line < prose.saturating_add(EARLY_LINES));
            // Against names that no table knows, one of which may be the subject, an asset has to stand out.
            let outweighs = if leads {
                sentences * 2 >= most || !stranger_leads
            } else {
                sentences >= most && (sentences > 1 || early && !stranger_opens)
            };
            let in_table = match draft.stated {
                Some(0) if stated == 1 => 20,
                Some(0) => 10,
                Some(_) => 4,
                None => 0,
            };
            let bonus = |holds: bool, points: usize| if holds { points } else { 0 };
            let score = 2 * sentences + in_table + bonus(titles, 12) + bonus(draft.listed_early, 10) + bonus(leads, 6);
            let eligible = draft.stated.is_some() || titles || draft.listed_early || outweighs;
            if eligible && best.is_none_or(|(_, highest)| score > highest) {
                best = Some((index, score));
            }
        }
        best.map(|(index, _)| index)
    }

    /// The asset that is named first in the lines that `wanted` picks.
    fn first_named(&self, wanted: impl Fn(usize, &Line) -> bool) -> Option<usize> {
        let places = self.drafts.iter().enumerate().flat_map(|(index, draft)| draft.places.iter().map(move |place| (*place, index)));
        let picked = places.filter(|(place, _)| self.lines.get(place.line).is_some_and(|line| wanted(place.line, line)));
        picked.min().map(|(_, index)| index)
    }
}

/// Whether `listing` is a ticker by the way it is written.
fn is_written(line: &Line, listing: &Listing, name: Option<&str>) -> bool {
    match listing.evidence {
        Evidence::Explicit => true,
        Evidence::Head | Evidence::Place => !is_name(&listing.base),
        Evidence::Bare => false,
        Evidence::Parenthesis => {
            let known = known_company(&listing.base, listing.suffix);
            let Some(name) = name else {
                return known.is_some() && !listing::is_ambiguous(&listing.base) && !listing::coded(&listing.base);
            };
            if known.is_some_and(|company| agrees(company, name)) {
                return true;
            }
            let end = listing.name_end.unwrap_or_default();
            let legal = end.checked_sub(1).is_some_and(|last| name::is_legal_form(line.word(last)));
            (listing::is_new(&listing.base) || listing.base.len() == 2 && listing.base.chars().all(char::is_alphabetic))
                && (legal || line.opening && line.part != Part::Body || !name::initials(line, end, &listing.base))
        }
    }
}

/// Whether `word` is a company's name before it is a ticker ("BAE").
fn is_name(word: &str) -> bool {
    let aliases = company::named_from(&name::key(word)).iter();
    aliases.filter_map(|(company, alias)| company::all().get(*company)?.aliases.get(*alias)).any(|alias| alias.text.to_uppercase() == word)
}

/// The company that the table lists under this ticker.
fn known_company(base: &str, suffix: &str) -> Option<usize> {
    if suffix.is_empty() {
        return company::by_base(base);
    }
    // Hong Kong codes are written with and without leading zeros.
    company::by_ticker(&listing::join(base, suffix)).or_else(|| company::by_ticker(&format!("{base:0>4}.{suffix}")))
}

/// Whether `name`, as the note writes it, can be the company: they share a name's first word.
fn agrees(company: usize, name: &str) -> bool {
    let words: HashSet<String> = name.split([' ', '-']).map(name::key).collect();
    company::all().get(company).is_some_and(|company| company.aliases.iter().any(|alias| words.contains(&name::key(alias.text))))
}

/// Whether an ordinary word means the company by the way it stands: a capital where none is due, a possessive, something that only
/// companies do.
fn is_evident(line: &Line, hit: &Hit) -> bool {
    let (first, end) = hit.words;
    if is_denied(line, hit) || within_a_name(line, hit) || capitals(line.slice(hit.place.from, hit.place.to)) || line.titled() {
        return false;
    }
    if line.possessive(end - 1) || speaks(line, end) || name::is_legal_form(line.word(end)) {
        return true;
    }
    // A terse note opens with its subject: "Delta. Record quarter."
    let terse = first == 0 && (line.opening || line.leading) && line.gap(end).starts_with(['.', ':', ',']);
    terse || !line.opens(first) && !line.previous(first).eq_ignore_ascii_case("the")
}

/// Whether an ordinary word cannot mean the company here: "price Target", "Gap narrowed", "Next, the margin".
fn is_denied(line: &Line, hit: &Hit) -> bool {
    let (first, end) = hit.words;
    let (previous, next) = (line.previous(first), line.word(end));
    match line.word(first) {
        "Target" => {
            matches!(previous, "Price" | "price" | "PT")
                || matches!(
                    next,
                    "price" | "Price" | "prices" | "multiple" | "range" | "date" | "of" | "is" | "raised" | "cut" | "lowered" | "to"
                )
                || line.gap(end).trim_start().starts_with([':', '$', '€', '£', '('])
        }
        "Gap" => line.opens(first) && !line.possessive(end - 1),
        "Next" => line.opens(first) && !line.possessive(end - 1) && !matches!(next, "plc" | "said" | "reported" | "sells"),
        "Block" => matches!(next, "trade" | "trades" | "sale" | "sales"),
        "Square" => previous == "Times",
        "Vinci" => matches!(previous, "da" | "Da"),
        "FICO" => matches!(next, "score" | "scores"),
        _ => false,
    }
}

/// Whether a longer name that the table does not know holds the word: "Apollo Tyres", "Banco do Vale".
fn within_a_name(line: &Line, hit: &Hit) -> bool {
    let (first, end) = hit.words;
    let previous = line.previous(first);
    let joined = matches!(line.gap(first), " & " | " + ") || line.gap(first) == " " && first > 0 && !line.opens(first - 1);
    let before = previous.starts_with(char::is_uppercase) && joined;
    let particle = matches!(previous, "de" | "do" | "da" | "di" | "du") && line.previous(first - 1).starts_with(char::is_uppercase);
    let next = line.word(end);
    let after = next.starts_with(char::is_uppercase) && line.gap(end) == " " && !line.possessive(end - 1) && !name::is_legal_form(next);
    before || particle || after
}

/// Whether `listing` is the subject of the note's title or first sentence.
fn begins(line: &Line, listing: &Listing) -> bool {
    (line.opening || line.leading) && line.word_from(listing.from) == 0 && (line.possessive(0) || speaks(line, 1))
}

/// Whether `listing` is set before the note as its subject ("ABCD, cliff notes", "ABCD 3Q:"), or a filing is its ("the ABCD 10-Q").
fn announced(line: &Line, listing: &Listing) -> bool {
    const FILINGS: [&str; 6] = [" 10-Q", " 10-K", " 8-K", " 20-F", " S-1", " 6-K"];
    let rest = line.rest(listing.to);
    let next = line.word(line.word_from(listing.from) + 1);
    let is_period = next.len() < 5 && next.contains('Q') && next.contains(|own: char| own.is_ascii_digit());
    let first = line.word_from(listing.from) == 0 && listing.base.len() > 3;
    first && (rest.starts_with(", ") || rest.starts_with(": ") || is_period) || FILINGS.iter().any(|filing| rest.starts_with(filing))
}

/// Whether the word at `at` is what companies do.
fn speaks(line: &Line, at: usize) -> bool {
    let verb = line.word(at);
    line.gap(at) == " " && (COMPANY_VERBS.contains(&verb) || verb.len() > 4 && verb.ends_with("ed") && verb.starts_with(char::is_lowercase))
}

#[rustfmt::skip]
const COMPANY_VERBS: &[&str] = &[
    "beat", "bought", "breaks", "brought", "built", "came", "closes", "cut", "cuts", "did", "earns", "expects", "fell", "gave", "gets",
    "gives", "got", "grew", "grows", "guides", "has", "held", "hit", "is", "keeps", "kept", "lets", "loses", "lost", "made", "makes",
    "met", "misses", "needs", "opens", "owns", "paid", "pays", "plans", "posts", "put", "ran", "reports", "rose", "runs", "said", "says",
    "sees", "sells", "sold", "sits", "spent", "swung", "takes", "took", "told", "trades", "wants", "went", "will", "wins", "won", "wrote",
];

fn distinct_lines(places: &[Place]) -> usize {
    let mut last = None;
    places.iter().filter(|place| last.replace(place.line) != Some(place.line)).count()
}
