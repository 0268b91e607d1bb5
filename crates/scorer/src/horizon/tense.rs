//! Whether the verb that governs a time looks back or ahead: the nearest cue to the left in the same clause, else to the right. No grammar
//! beyond that.

use super::atom::Atoms;

/// How many atoms to the right a verb is sought.
const REACH: usize = 9;

/// How many atoms to the left a verb is sought, where no clause ends before: a bound on the work, beyond any clause that is read.
const CLAUSE: usize = 60;

/// Where the clause looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tense {
    /// It reports.
    Past,
    /// It says what is.
    Present,
    /// It says what is to come, or may.
    Future,
    /// It shows no cue.
    Open,
}

/// The tense around the atoms `first..after`.
pub(super) fn at(atoms: &Atoms, first: usize, after: usize) -> Tense {
    // Farther to the right stands another clause's verb rather than this one's.
    let reach = (after + REACH).min(atoms.len());
    // Where the time opens the clause its verb comes after the comma ("In May, ..."), else before it.
    let opens = first == 0 || boundary(atoms, first - 1) || atoms.text(first - 1) == ",";
    let stops = |at: usize| boundary(atoms, at) || (!opens && atoms.text(at) == ",");
    let right = || (after..reach).take_while(|at| !stops(*at)).find_map(|at| cue(atoms, at));
    before(atoms, first).or_else(right).unwrap_or(Tense::Open)
}

/// The tense that the words before `first` set, if they do.
pub(super) fn before(atoms: &Atoms, first: usize) -> Option<Tense> {
    // "The app, bundled with another, goes live in May": what commas set apart says nothing of what follows.
    let aside = |at: usize| atoms.before(at, 1) == "," && (at + 1..first).any(|after| atoms.text(after) == ",");
    (first.saturating_sub(CLAUSE)..first)
        .rev()
        .take_while(|at| !boundary(atoms, *at))
        .filter(|at| !aside(*at))
        .find_map(|at| cue(atoms, at))
}

/// Whether atom `at` stands between two clauses.
pub(super) fn boundary(atoms: &Atoms, at: usize) -> bool {
    atoms.is(at, &[";", ":", "—", "(", ")", "!", "?"])
        || (atoms.is(at, &[".", "–"]) && !atoms.glued(at + 1))
        || atoms.is(at, &["but", "while", "whereas", "although", "though", "which", "who", "whose", "because", "unless"])
        || (atoms.text(at) == "," && atoms.is(at + 1, &["and", "so", "yet", "as", "with"]))
}

fn cue(atoms: &Atoms, at: usize) -> Option<Tense> {
    let word = atoms.text(at);
    if !atoms.is_word(at) {
        return None;
    }
    if FUTURE.contains(&word) || (word == "t" && atoms.before(at, 2) == "won") {
        return Some(Tense::Future);
    }
    if matches!(word, "is" | "are" | "am" | "remains") {
        return Some(Tense::Present);
    }
    if matches!(word, "has" | "have") {
        return (atoms.text(at + 1) == "to").then_some(Tense::Future);
    }
    if matches!(word, "was" | "were" | "had" | "did" | "been") {
        return Some(Tense::Past);
    }
    // "built", "signed": a report, unless an auxiliary or an article makes it something else.
    let participle = PAST.contains(&word) || (word.len() > 4 && word.ends_with("ed") && !NO_PARTICIPLES.contains(&word));
    let bare =
        !matches!(atoms.before(at, 1), "is" | "are" | "be" | "being" | "get" | "gets" | "to" | "a" | "an" | "the" | "-" | "and" | "of");
    (participle && bare).then_some(Tense::Past)
}

/// Words that look ahead, participles that do among them.
const FUTURE: &[&str] = &[
    "will",
    "ll",
    "would",
    "could",
    "can",
    "cannot",
    "may",
    "might",
    "should",
    "ought",
    "shall",
    "must",
    "going",
    "gonna",
    "expect",
    "expects",
    "expected",
    "expecting",
    "expectations",
    "plan",
    "plans",
    "planned",
    "planning",
    "target",
    "targets",
    "targeted",
    "targeting",
    "aim",
    "aims",
    "intends",
    "guide",
    "guides",
    "guided",
    "guidance",
    "outlook",
    "forecast",
    "forecasts",
    "projected",
    "projects",
    "due",
    "set",
    "likely",
    "scheduled",
    "slated",
    "anticipate",
    "anticipates",
    "anticipated",
    "promised",
    "promises",
    "proposed",
    "pencilled",
    "penciled",
    "budgeted",
    "earmarked",
    "deferred",
    "delayed",
    "postponed",
    "upcoming",
    "pending",
    "begins",
    "starts",
    "launches",
    "matures",
    "mature",
    "expires",
    "expire",
    "lapses",
    "opens",
    "closes",
    "ends",
    "arrives",
    "lands",
    "assume",
    "assumes",
    "consensus",
    "estimate",
    "estimates",
    "model",
    "models",
    "modelled",
    "if",
    "once",
    "unless",
    "until",
    "when",
    "eventually",
];

/// Words in "ed" that are no past tense.
const NO_PARTICIPLES: &[&str] = &[
    "speed",
    "exceed",
    "proceed",
    "succeed",
    "indeed",
    "mixed",
    "fixed",
    "limited",
    "united",
    "advanced",
    "hundred",
    "agreed",
    "allied",
    "needed",
    "so-called",
    "listed",
    "leveraged",
    "hundreds",
    "unchanged",
];

/// Irregular past forms and participles.
const PAST: &[&str] = &[
    "fell", "rose", "grew", "came", "took", "made", "sold", "lost", "won", "beat", "went", "said", "told", "kept", "left", "saw", "held",
    "led", "paid", "spent", "brought", "bought", "began", "became", "gave", "broke", "ran", "shrank", "slid", "drew", "met", "sank",
    "sent", "stood", "swung", "grown", "fallen", "risen", "built", "got", "wrote", "won", "knew", "threw", "flew", "struck", "stuck",
    "lent", "shown", "found", "felt", "chose", "dealt", "drove", "taken", "given", "seen",
];
