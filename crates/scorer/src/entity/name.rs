//! Names as running text writes them: matching a known name, reading one before a parenthesis, and finding those that only this
//! note knows. It compares words; which asset a name stands for is decided elsewhere.

use std::collections::{HashMap, HashSet};

use super::line::{Line, capitals};
use crate::company::{fold, fold_letter};
use crate::note::Part;

/// A name that the note itself gives to an asset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct OwnAlias {
    /// As the note writes it.
    pub text: String,
    /// Whether it is an ordinary word as well.
    pub ordinary: bool,
}

/// A capitalised name that no table knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stranger {
    /// The name where it first stands, up to three words.
    pub text: String,
    /// How many sentences and headings hold its first word.
    pub count: usize,
    /// Whether it stands where the note opens.
    pub opening: bool,
    /// Whether the first sentence of prose has it first of all names.
    pub leads: bool,
}

/// The length in bytes of `alias` at the start of `rest`, letters compared without case and accents, up to a word's end.
pub(super) fn matched(rest: &str, alias: &str) -> Option<usize> {
    let mut letters = rest.char_indices();
    for expected in alias.chars() {
        let (_, letter) = letters.next()?;
        if fold_letter(letter) != fold_letter(expected) {
            return None;
        }
    }
    let after = letters.as_str();
    let mut next = after.chars();
    let ends = match next.next() {
        None => true,
        Some('.' | '&') => !next.next().is_some_and(char::is_alphanumeric),
        Some(letter) => !letter.is_alphanumeric(),
    };
    ends.then_some(rest.len() - after.len())
}

/// Whether `written` has the case of `alias`, accents aside.
pub(super) fn same_case(written: &str, alias: &str) -> bool {
    written.chars().zip(alias.chars()).all(|(a, b)| a.is_uppercase() == b.is_uppercase())
}

/// The leading run of letters and digits of `word`, folded: what names are looked up by.
pub(super) fn key(word: &str) -> String {
    word.chars().take_while(|letter| letter.is_alphanumeric()).map(fold_letter).collect()
}

/// The name that ends just before the word at `end`, as the range of its words, legal form included.
pub(super) fn ending_at(line: &Line, end: usize) -> Option<(usize, usize)> {
    let mut first = end;
    while first > 0 && end - first < 7 {
        let at = first - 1;
        let word = line.word(at);
        let glued = first == end || joins(word, line.gap(first), line.word(first));
        let belongs = word.starts_with(|letter: char| letter.is_uppercase() || letter.is_ascii_digit())
            || first < end && (matches!(word, "de" | "del" | "di" | "do" | "da" | "du" | "von" | "van" | "y") || of_name(line, at));
        if !glued || !belongs {
            break;
        }
        first = at;
    }
    while first < end && (line.opens(first) && is_lead_in(line.word(first)) || !line.word(first).starts_with(char::is_alphanumeric)) {
        first += 1;
    }
    while first < end && line.word(first).starts_with(char::is_lowercase) {
        first += 1;
    }
    (first < end && line.word(first).chars().any(char::is_alphabetic)).then_some((first, end))
}

/// The words `first..end` as a name without its legal form.
pub(super) fn without_legal_form(line: &Line, first: usize, end: usize) -> (usize, String) {
    let mut last = end;
    while last > first + 1 && is_legal_form(line.word(last - 1)) {
        last -= 1;
    }
    (last, line.slice(line.start(first), line.start(last - 1) + line.stem(last - 1).len()).to_owned())
}

/// Whether `word` is a company's legal form.
pub(super) fn is_legal_form(word: &str) -> bool {
    let plain: String = word.chars().filter(|letter| letter.is_alphanumeric()).map(fold_letter).collect();
    LEGAL_FORMS.contains(&plain.as_str())
}

/// What the note may call the company named `name` later on: the whole, and its first distinctive word or words.
pub(super) fn aliases(name: &str, lower_case: &HashSet<String>) -> Vec<OwnAlias> {
    let mut found = vec![OwnAlias { text: name.to_owned(), ordinary: !name.contains(' ') && is_ordinary(name, lower_case) }];
    let words: Vec<&str> = name.split(' ').collect();
    let short = match words.as_slice() {
        [first, _, ..] if !is_generic(first) && first.chars().count() >= 3 => Some((*first).to_owned()),
        [first, second, _, ..] if second.starts_with(char::is_uppercase) => Some(format!("{first} {second}")),
        _ => None,
    };
    if let Some(text) = short {
        let ordinary = !text.contains(' ') && is_ordinary(&text, lower_case);
        found.push(OwnAlias { text, ordinary });
    }
    found
}

/// Whether `ticker` may abbreviate `name`: its letters stand in the name in their order, the first letter first.
pub(super) fn abbreviates(ticker: &str, name: &str) -> bool {
    let mut letters = name.chars().map(fold_letter).filter(|letter| letter.is_alphanumeric());
    let mut wanted = ticker.chars().filter(|letter| letter.is_alphabetic()).map(fold_letter);
    let Some(first) = wanted.next() else { return false };
    letters.next() == Some(first) && wanted.all(|letter| letters.any(|other| other == letter))
}

/// Whether `ticker` is the initials of the words before it, as in "Free Cash Flow (FCF)".
pub(super) fn initials(line: &Line, end: usize, ticker: &str) -> bool {
    let from = end.saturating_sub(8);
    let words = || (from..end).flat_map(|at| line.word(at).split('-')).filter(|word| !word.is_empty());
    let all: String = words().filter_map(|word| word.chars().next()).flat_map(char::to_uppercase).collect();
    let large: String = words().filter_map(|word| word.chars().next()).filter(|letter| letter.is_uppercase()).collect();
    all.ends_with(ticker) || large.ends_with(ticker)
}

/// Whether a capital word at `at` is a name rather than a sentence's beginning, a title's style, a place, a day or an abbreviation.
fn is_name(line: &Line, at: usize, lower_case: &HashSet<String>) -> bool {
    let word = line.stem(at);
    let proper = word.chars().count() >= 4 && word.starts_with(char::is_uppercase) && !capitals(word);
    if !proper || is_generic(word) || COMMON_CAPITALS.contains(&word) || word.contains('.') {
        return false;
    }
    !(line.opens(at) || line.titled()) || !opener(word) && !lower_case.contains(&fold(word))
}

/// Names that no table knows, by their folded first word; `covered` tells the words that are known already.
pub(super) fn strangers(lines: &[Line], lower_case: &HashSet<String>, covered: impl Fn(usize, usize) -> bool) -> HashMap<String, Stranger> {
    let mut found: HashMap<String, Stranger> = HashMap::new();
    let mut lead_is_open = true;
    for (index, line) in lines.iter().enumerate() {
        if line.shouted() {
            continue;
        }
        let mut seen = HashSet::new();
        let mut at = 0;
        while at < line.len() {
            if !is_name(line, at, lower_case) {
                lead_is_open &= !(line.part == Part::Body && covered(index, line.start(at)));
                at += 1;
                continue;
            }
            let first = at;
            at += 1;
            while at < line.len()
                && at - first < 3
                && line.gap(at) == " "
                && line.word(at).starts_with(char::is_uppercase)
                && !line.possessive(at - 1)
            {
                at += 1;
            }
            if covered(index, line.start(first)) {
                lead_is_open &= line.part != Part::Body;
                continue;
            }
            let text = line.slice(line.start(first), line.start(at - 1) + line.stem(at - 1).len());
            let leads = line.part == Part::Body && lead_is_open;
            lead_is_open &= !leads;
            let name = fold(line.stem(first));
            let counted = seen.insert(name.clone());
            let stranger = found.entry(name).or_insert_with(|| Stranger { text: text.to_owned(), count: 0, opening: false, leads: false });
            stranger.count += usize::from(counted);
            stranger.opening |= line.opening;
            stranger.leads |= leads;
        }
        lead_is_open &= line.part != Part::Body;
    }
    found
}

/// Whether `word` stands before a name rather than in it.
fn is_lead_in(word: &str) -> bool {
    opener(word) && (word == "The" || !is_generic(word))
}

/// Whether `word` begins sentences and titles and is no name.
pub(super) fn opener(word: &str) -> bool {
    OPENERS.contains(&word) || word.len() > 5 && word.ends_with("ing")
}

fn joins(word: &str, gap: &str, next: &str) -> bool {
    let initial = word.chars().filter(|letter| letter.is_alphabetic()).count() <= 2;
    matches!(gap, " " | " & " | " + ")
        || gap == ", " && is_legal_form(next)
        || gap == ". " && (initial || is_legal_form(word) || word == "Bros")
}

fn of_name(line: &Line, at: usize) -> bool {
    line.word(at) == "of" && matches!(line.previous(at), "Bank" | "Bancorp" | "Republic" | "House")
}

fn is_ordinary(word: &str, lower_case: &HashSet<String>) -> bool {
    is_generic(word) || word.chars().count() < 4 || lower_case.contains(&fold(word))
}

fn is_generic(word: &str) -> bool {
    GENERIC.iter().any(|generic| generic.eq_ignore_ascii_case(word))
}

#[rustfmt::skip]
const LEGAL_FORMS: &[&str] = &[
    "inc", "corp", "corporation", "incorporated", "ltd", "limited", "plc", "ag", "sa", "nv", "se", "asa", "ab", "oyj", "as", "spa", "co",
    "company", "llc", "lp", "kk", "kgaa", "gmbh", "bhd", "tbk", "pjsc", "jsc", "saa", "sab", "cv", "adr", "trust", "publ",
];

/// First words of many names, which alone name no company.
#[rustfmt::skip]
const GENERIC: &[&str] = &[
    "First", "American", "America", "United", "General", "National", "International", "Global", "World", "New", "North", "South", "East",
    "West", "Northern", "Southern", "Eastern", "Western", "Central", "Pacific", "Atlantic", "Bank", "Banco", "Royal", "Advanced",
    "Applied", "Digital", "Great", "Grand", "Old", "Big", "Golden", "Capital", "City", "Common", "Consolidated", "Continental",
    "Standard", "Universal", "Premier", "Public", "Grupo", "Groupe", "Saint", "Santa", "San", "Los", "Las", "The", "Air", "Blue", "Red",
    "Green", "Black", "White", "Silver", "High", "Energy", "Health", "Home", "Life", "Power", "Water", "Credit", "Mobile", "Prime",
    "China", "Japan", "Korea", "India", "Brazil", "Canada", "Mexico", "France", "Germany", "Italy", "Spain", "Europe", "European", "Asia",
    "Asian", "Africa", "African", "Britain", "British", "English", "German", "French", "Italian", "Spanish", "Swiss", "Swedish",
    "Norwegian", "Danish", "Dutch", "Japanese", "Chinese", "Korean", "Indian", "Brazilian", "Canadian", "Mexican", "Russian", "Turkish",
    "Polish", "Australian", "Australia", "Norway", "Sweden", "Denmark", "Finland", "Poland", "Turkey", "Taiwan", "Singapore", "Indonesia",
    "Vietnam", "Thailand", "Malaysia", "Philippines", "Israel", "Saudi", "Russia", "Ukraine", "Switzerland", "Netherlands", "Ireland",
    "Irish", "Scottish", "Texas", "California", "Florida", "London", "Paris", "Tokyo", "Shanghai", "Beijing", "Washington", "Brussels",
    "Frankfurt", "Chicago", "Boston", "Houston", "Nordic", "Iberian", "Gulf", "Mediterranean",
];

/// Words in capitals that are no company's name: calendar, institutions, the market's own words.
#[rustfmt::skip]
const COMMON_CAPITALS: &[&str] = &[
    "January", "February", "March", "April", "June", "July", "August", "September", "October", "November", "December", "Monday",
    "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "Christmas", "Easter", "Thanksgiving", "Street", "Wall",
    "Treasury", "Congress", "Senate", "Parliament", "Commission", "Federal", "Fed", "Reserve", "Union", "State", "States", "Court",
    "President", "Consensus", "Management", "Nasdaq", "Nikkei", "Bloomberg", "Reuters", "Phase", "Class", "Chapter", "Title", "Item",
    "Form", "Note", "Notes", "Figure", "Table", "Exhibit", "Series", "Brent", "Basel", "Covid", "Opec", "Medicare", "Medicaid",
    "Internet", "Labour", "Black", "Valentine", "Lunar", "Ramadan", "Dear", "Neutral", "Outperform", "Underperform", "Overweight",
    "Underweight", "Hold", "Sell", "Accumulate", "Reduce", "Rating", "Target", "Price",
];

/// Words that begin sentences, titles and bullets.
#[rustfmt::skip]
const OPENERS: &[&str] = &[
    "The", "This", "That", "These", "Those", "There", "Their", "They", "Then", "Than", "What", "When", "Where", "Which", "While", "Who",
    "Whose", "Why", "How", "With", "Without", "Within", "From", "Into", "Over", "Under", "After", "Before", "Since", "Until", "Although",
    "Though", "Because", "But", "And", "Also", "Even", "Still", "Yet", "Our", "Your", "Its", "His", "Her", "For", "Not", "Nor", "Now",
    "Here", "Once", "Only", "Both", "Each", "Every", "Some", "Such", "Many", "Most", "More", "Much", "Less", "Least", "Few", "Fewer",
    "Several", "Another", "Other", "Others", "Any", "All", "None", "Nobody", "Nothing", "Everyone", "Everybody", "Everything", "Somebody",
    "Something", "Anyone", "Anything", "Someone", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Half", "Last",
    "Next", "First", "Second", "Third", "Finally", "However", "Meanwhile", "Moreover", "Instead", "Indeed", "Perhaps", "Maybe", "Given",
    "Despite", "Unless", "Should", "Would", "Could", "Will", "Were", "Was", "Are", "Has", "Have", "Had", "Does", "Did", "Can", "May",
    "Might", "Must", "Let", "Take", "Make", "Buy", "Bull", "Bear", "Bulls", "Bears", "Sales", "Revenue", "Revenues", "Margins", "Margin",
    "Gross", "Operating", "Organic", "Net", "Free", "Cash", "Capex", "Debt", "Profit", "Profits", "Earnings", "Guidance", "Shares",
    "Share", "Stock", "Investors", "Analysts", "Shareholders", "Management", "Valuation", "Volumes", "Volume", "Orders", "Order",
    "Demand", "Supply", "Prices", "Pricing", "Price", "Costs", "Cost", "Inventory", "Inventories", "Risk", "Risks", "Catalysts",
    "Catalyst", "Thesis", "Summary", "Overview", "Conclusion", "Verdict", "Outlook", "View", "Upgrade", "Downgrade", "Update", "Company",
    "Business", "Quarter", "Quarterly", "Annual", "Year", "Same", "Like-for-like", "Average", "Total", "Rivals", "Competitors",
    "Customers", "Suppliers", "Unit", "Units", "Short", "Long", "Long-term", "Near-term", "Yes", "Well", "Just", "About", "Against",
    "Across", "Along", "Among", "Around", "Between", "Beyond", "During", "Like", "Near", "Plus", "Through", "Upon", "Nearly", "Roughly",
    "Almost", "Adjusted", "Underlying", "Reported", "Group", "Capacity", "Production", "Output", "Backlog", "Traffic", "Churn", "Thus",
    "Hence", "Elsewhere", "Today", "Yesterday", "Tomorrow", "Later", "Earlier", "Early", "Late", "Often", "Never", "Always", "Sometimes",
    "Again", "Strip", "Consider", "Suppose", "Assume", "Note", "Ask", "Look", "Add", "Call", "Put", "Keep", "Give", "See", "Say", "Read",
    "Sell", "Hold", "Initiate", "Cover", "Coverage", "Preview", "Recap", "Results", "Digest", "Headline", "Highlights", "Disclosure",
    "Equity", "Credit",
];
