//! What the page and its worker say to each other, as bytes: both are of one version, so no name travels with a value.

use std::io;

use borsh::{BorshDeserialize, BorshSerialize};
use exchange::file::Format;
use exchange::foreign::Unanchored;
use exchange::json::{Document, Sentence};
use exchange::link::{Content, Options};
use exchange::review::{Outcome, Review};
use exchange::shelf::{Shelved, Summary};

/// The page asks.
#[derive(Clone, Debug, PartialEq, BorshDeserialize, BorshSerialize)]
pub enum Request {
    /// For a note's annotation. Whatever was asked for before is given up.
    Annotate {
        /// Named again in the answers, so that an outdated one can be dropped.
        id: u32,
        /// The note as pasted.
        text: String,
        /// What its reader changed.
        review: Review,
    },
    /// For what a review comes to in the note that was annotated last.
    Review {
        /// Of that note.
        id: u32,
        /// What its reader changed.
        review: Review,
    },
    /// For the words behind a sentence of the note that was annotated last.
    Explain {
        /// Of that note.
        id: u32,
        /// The sentence's id.
        sentence: usize,
    },
    /// For the note that was annotated last beside another one, which is the earlier of the two. Whatever was to be compared before is given up.
    Compare {
        /// Of the note that was annotated last.
        id: u32,
        /// Named again in the answers, so that an outdated one can be dropped.
        turn: u32,
        /// The other note as pasted.
        text: String,
    },
    /// For a link to the note that was annotated last.
    Link {
        /// Of that note.
        id: u32,
        /// What its reader changed.
        review: Review,
        /// What goes into it.
        options: Options,
        /// The page's own address, which the link is put behind.
        address: String,
    },
    /// For the note that was annotated last as a file.
    Export {
        /// Of that note.
        id: u32,
        /// What its reader changed.
        review: Review,
        /// In which form.
        form: Form,
        /// Today, for the file's name: `2026-11-22`.
        date: String,
    },
    /// For what is in a link. It is answered before the scorer is at hand, too.
    Open {
        /// What stands behind the page's address.
        link: String,
    },
    /// For what is in a file that was saved here or by another annotator. It is answered before the scorer is at hand, too.
    Import {
        /// The file's content.
        content: String,
        /// Its name, where it came with others and goes on the shelf; it is named again in the answer.
        aside: Option<String>,
    },
    /// For what is read in a note that lies on the shelf. Whatever was asked for so before is given up; notes that are annotated come first.
    Score {
        /// The note's id, named again in the answer.
        note: String,
        /// Its text.
        text: String,
        /// What its reader changed.
        review: Review,
    },
    /// To give that up.
    StopScoring,
    /// For the file with all notes of the shelf. It is answered before the scorer is at hand, too.
    WriteShelf {
        /// The notes.
        notes: Vec<Shelved>,
    },
    /// To give up what it asked for, the shelf's notes aside.
    Cancel,
}

/// A form in which a note leaves the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, BorshDeserialize, BorshSerialize)]
pub enum Form {
    /// As a file.
    File(Format),
    /// For the clipboard, rich.
    Rich,
    /// For the clipboard, plain.
    Plain,
}

/// A note in another form.
#[derive(Clone, Debug, PartialEq, Eq, BorshDeserialize, BorshSerialize)]
pub struct Exported {
    /// Which.
    pub form: Form,
    /// The file's name; empty for the clipboard.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// Its content.
    pub content: String,
    /// The same as plain text, for the clipboard; else empty.
    pub plain: String,
}

/// A link to a note.
#[derive(Clone, Debug, PartialEq, Eq, BorshDeserialize, BorshSerialize)]
pub struct Link {
    /// The page's address with the link behind it.
    pub address: String,
    /// The same for a camera; null where it is too long for that.
    pub code: Option<QrCode>,
}

/// What a file brings.
#[derive(Clone, Debug, PartialEq, BorshDeserialize, BorshSerialize)]
pub struct Imported {
    /// The note; null where the file holds only what somebody noted.
    pub text: Option<String>,
    /// What its reader changed; of a file without a note, what has a place in the note that was annotated last.
    pub review: Review,
    /// What has none.
    pub unanchored: Vec<Unanchored>,
}

/// A square of dark and light cells that a camera reads.
#[derive(Clone, Debug, PartialEq, Eq, BorshDeserialize, BorshSerialize)]
pub struct QrCode {
    /// How many cells a side has.
    pub side: u32,
    /// The dark ones as the path of an SVG, a unit a cell.
    pub path: String,
}

/// Two sentences that make the same point, in two notes.
#[derive(Clone, Copy, Debug, PartialEq, BorshDeserialize, BorshSerialize)]
pub struct Pair {
    /// Id of the other note's sentence.
    pub before: usize,
    /// Id of the note's own.
    pub after: usize,
    /// How alike they are, up to 1 for equal words.
    pub likeness: f64,
    /// Whether that hardly leaves a doubt.
    pub close: bool,
}

/// The worker answers.
#[derive(Clone, Debug, PartialEq, BorshDeserialize, BorshSerialize)]
pub enum Response {
    /// The model is on its way.
    Loading {
        /// Bytes that are there.
        loaded: u32,
        /// Bytes in all.
        total: u32,
    },
    /// The engine is loaded; a request sent earlier would be lost.
    Ready {
        /// Which scorer it is; see [`exchange::json::Scorer::short`].
        scorer: String,
    },
    /// A note is being read.
    Reading {
        /// As in [`Request::Annotate`].
        id: u32,
        /// The share that is read, in [0, 1].
        share: f64,
    },
    /// Some sentences of a note, positions in UTF-8 bytes. Those of one answer follow each other; what begins with the first one takes the place of
    /// what came before.
    Sentences {
        /// As in [`Request::Annotate`].
        id: u32,
        /// They follow those that came before; the words behind them are left out where the note is long.
        sentences: Vec<Sentence>,
        /// Whether the note is still being read: then nothing is said yet of what they add to the score.
        so_far: bool,
        /// Whether others follow at once.
        more: bool,
    },
    /// The words behind a sentence.
    Explained {
        /// As in [`Request::Explain`].
        id: u32,
        /// The sentence as the scorer read it.
        sentence: Box<Sentence>,
    },
    /// A note's annotation, positions in UTF-8 bytes; its sentences came before it.
    Annotated {
        /// As in [`Request::Annotate`].
        id: u32,
        /// The annotation, without sentences.
        document: Box<Document>,
        /// What came with the note.
        review: Review,
        /// What that comes to.
        outcome: Outcome,
    },
    /// What a review comes to.
    Reviewed {
        /// As in [`Request::Review`].
        id: u32,
        /// As in [`Request::Review`].
        review: Review,
        /// What it comes to.
        outcome: Outcome,
    },
    /// The other note is being read.
    Comparing {
        /// As in [`Request::Compare`].
        turn: u32,
        /// The share that is read, in [0, 1].
        share: f64,
    },
    /// Another note beside the one that was annotated last.
    Compared {
        /// As in [`Request::Compare`].
        turn: u32,
        /// The other note's annotation, positions in UTF-8 bytes, without the words behind its sentences.
        document: Box<Document>,
        /// Which sentences make the same point, in the order of the note that was annotated last.
        pairs: Vec<Pair>,
    },
    /// The two notes cannot be set side by side.
    Incomparable {
        /// As in [`Request::Compare`].
        turn: u32,
        /// Why, in words.
        message: String,
    },
    /// It listens: links and files can be opened.
    Listening,
    /// A link to the note.
    Linked {
        /// As in [`Request::Link`].
        id: u32,
        /// The link, or why there is none.
        link: Result<Link, String>,
    },
    /// The note in another form.
    Exported {
        /// As in [`Request::Export`].
        id: u32,
        /// In that form.
        exported: Box<Exported>,
    },
    /// What is in a link.
    Opened {
        /// That, or why it cannot be read.
        content: Result<Content, String>,
    },
    /// What is in a file.
    Imported {
        /// As in [`Request::Import`].
        aside: Option<String>,
        /// That, or why it cannot be read.
        imported: Result<Imported, String>,
    },
    /// A file held a shelf.
    Shelf {
        /// Its notes, or why they cannot be read.
        notes: Result<Vec<Shelved>, String>,
    },
    /// What is read in a note of the shelf.
    Scored {
        /// As in [`Request::Score`].
        note: String,
        /// That.
        summary: Summary,
    },
    /// The file with all notes of the shelf.
    ShelfWritten {
        /// Its content.
        content: String,
    },
    /// The engine cannot work.
    Failed {
        /// Why, in words.
        message: String,
    },
}

/// A message's bytes.
///
/// # Errors
/// Says what in it cannot be said: a number that is none.
pub fn write(message: &impl BorshSerialize) -> io::Result<Vec<u8>> {
    borsh::to_vec(message)
}

/// The message that bytes are.
///
/// # Errors
/// Says why they are none.
pub fn read<M: BorshDeserialize>(bytes: &[u8]) -> io::Result<M> {
    borsh::from_slice(bytes)
}
