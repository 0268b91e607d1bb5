//! What the command is asked to do. It reads arguments; it opens nothing.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use clap::{Args, Parser, Subcommand, ValueEnum};
use exchange::offset::OffsetUnit;

use crate::source::Source;

/// Marks risk, catalyst and contrarian sentences in investment notes, and sets the sentiment that a note's text carries against the one it states.
#[derive(Clone, Debug, Parser)]
#[command(name = "annotate", version, after_help = EXAMPLES, max_term_width = 100, args_conflicts_with_subcommands = true)]
pub struct Arguments {
    /// Links, which hold a note
    #[command(subcommand)]
    pub command: Option<Command>,

    /// How it is written
    #[command(flatten)]
    pub shape: Shape,

    /// Notes as UTF-8 text, or annotations that were saved (JSON, JSON-LD, HTML); `-`, or no file at all, is standard input
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
}

/// How an annotated note is written.
#[derive(Clone, Copy, Debug, Args)]
pub struct Shape {
    /// What to write: `terminal` where a terminal reads, else `json`
    #[arg(long, value_enum)]
    pub format: Option<Format>,

    /// What the positions in JSON count
    #[arg(long, value_enum, default_value_t = Offsets::Utf8)]
    pub offsets: Offsets,
}

/// What is done with links.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// Prints a link that holds a note, and what its reader changed where the file has that
    Link(Link),
    /// Prints what a link holds
    Open {
        /// How it is written
        #[command(flatten)]
        shape: Shape,
        /// The link: an address with its `#`, or what stands behind that; `-` is standard input
        link: String,
    },
}

/// What goes into a link.
#[derive(Clone, Debug, Args)]
pub struct Link {
    /// Only the findings, not the note
    #[arg(long)]
    pub findings: bool,
    /// The findings without their words
    #[arg(long, requires = "findings")]
    pub no_quotes: bool,
    /// Without comments
    #[arg(long)]
    pub no_comments: bool,
    /// The address of a page that the link is put behind
    #[arg(long, default_value = "")]
    pub base: String,
    /// A note as UTF-8 text, or a saved annotation; `-` is standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
}

const EXAMPLES: &str = "\
Examples:
  annotate note.txt                            the note with its sentences marked
  pdftotext report.pdf - | annotate            a PDF's text
  annotate --format json note.txt | jq .divergence
  annotate --format jsonl notes/*.txt > notes.jsonl
  annotate --format json --offsets utf16 note.txt
  annotate --format html note.txt > note.html
  annotate link note.txt                       a link that holds the note
  annotate open 'https://example.org/#v1...'   what a link holds
  annotate ./link                              a file of that name

A byte order mark at the start of a file is no part of the note: positions count from after it.
Exit code: 0 all notes annotated, 1 some could not be (the others were), 2 wrong usage.";

/// The shape of what is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// One object, indented; of several files one object a line
    Json,
    /// One object a line
    Jsonl,
    /// The note in colour with both sentiments below it
    Terminal,
    /// The note in Markdown, its findings tagged
    Md,
    /// One HTML page
    Html,
    /// A table, a finding a row
    Csv,
    /// W3C Web Annotations
    Jsonld,
}

/// The unit of positions, as an argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Offsets {
    /// Bytes of UTF-8
    Utf8,
    /// Code units of UTF-16, as JavaScript counts
    Utf16,
    /// Unicode code points, as Python counts
    Codepoint,
}

impl Offsets {
    /// The unit that it names.
    pub const fn unit(self) -> OffsetUnit {
        match self {
            Self::Utf8 => OffsetUnit::Utf8,
            Self::Utf16 => OffsetUnit::Utf16,
            Self::Codepoint => OffsetUnit::Codepoint,
        }
    }
}

impl Shape {
    /// The format asked for, or the one that suits the reader of standard output.
    pub fn format(self) -> Format {
        self.format.unwrap_or_else(|| if io::stdout().is_terminal() { Format::Terminal } else { Format::Json })
    }
}

/// Where a name on the command line leads.
pub fn source(file: &Path) -> Source {
    if file == Path::new("-") { Source::Input } else { Source::File(file.to_owned()) }
}

impl Arguments {
    /// Where the notes come from, in the order of the arguments; standard input where none is named.
    pub fn sources(&self) -> Vec<Source> {
        if self.files.is_empty() {
            return vec![Source::Input];
        }
        self.files.iter().map(|file| source(file)).collect()
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    fn check(arguments: &[&str], expected: &[Source]) {
        let parsed = Arguments::try_parse_from(["annotate"].iter().chain(arguments)).unwrap();
        assert_eq!(parsed.sources(), expected, "{arguments:?}");
    }

    #[test]
    fn names_are_files_and_a_dash_is_standard_input() {
        let file = |name: &str| Source::File(PathBuf::from(name));
        check(&[], &[Source::Input]);
        check(&["-"], &[Source::Input]);
        check(&["a.txt", "-", "b.txt"], &[file("a.txt"), Source::Input, file("b.txt")]);
        check(&["--format", "jsonl", "--", "--odd"], &[file("--odd")]);
    }

    #[test]
    fn definitions_are_sound() {
        Arguments::command().debug_assert();
    }
}
