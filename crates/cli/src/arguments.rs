//! What the command is asked to do. It reads arguments; it opens nothing.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

use clap::error::ErrorKind;
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use exchange::offset::OffsetUnit;

use crate::source::Source;

/// Marks risk, catalyst and contrarian sentences in investment notes, and sets the sentiment that a note's text carries against the one it states.
#[derive(Clone, Debug, Parser)]
#[command(name = "annotate", version, override_usage = USAGE, after_help = EXAMPLES, max_term_width = 100)]
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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Args)]
pub struct Shape {
    /// What to write: `terminal` where a terminal reads, else `json`
    #[arg(long, value_enum)]
    format: Option<Format>,

    /// What the positions in JSON count; `utf8` where nothing is said
    #[arg(long, value_enum)]
    offsets: Option<Offsets>,
}

/// What is done with links.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// Prints a link that holds a note, and what its reader changed where the file has that
    Link(Link),
    /// Prints what a link holds; findings that came without their note as `terminal`, `json` or `jsonl`
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
    /// The address of a page that the link is put behind; what it has from `#` on makes room for the link
    #[arg(long, default_value = "")]
    pub base: String,
    /// A note as UTF-8 text, or a saved annotation; `-` is standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
}

/// The forms of the command, which tell better than one line what goes with what.
const USAGE: &str = "\
annotate [OPTIONS] [FILE]...
       annotate [OPTIONS] open <LINK>
       annotate link [LINK OPTIONS] <FILE>";

const EXAMPLES: &str = "\
Examples:
  annotate note.txt                            the note with its sentences marked
  pdftotext report.pdf - | annotate            a PDF's text
  annotate --format json note.txt | jq .divergence
  annotate --format jsonl notes/*.txt > notes.jsonl
  annotate --format json --offsets utf16 note.txt
  annotate --format html note.txt > note.html
  annotate --format csv notes/*.txt > findings.csv
  annotate link note.txt                       a link that holds the note
  annotate open 'https://example.org/#v1...'   what a link holds
  annotate ./link                              a file of that name

Several files: json and jsonl write one object a line, csv one table with the files' names in
its first column `source`, terminal one note below the other; md, html and jsonld hold one note.
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
    /// The note in Markdown, its findings tagged; of one file
    Md,
    /// One HTML page; of one file
    Html,
    /// A table, a finding a row; of several files one table with their names in front
    Csv,
    /// W3C Web Annotations; of one file
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

impl Format {
    /// Its name as an argument.
    pub fn name(self) -> String {
        self.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
    }

    /// Whether it is a document of one note, so that two of them in one file are none.
    const fn holds_one_note(self) -> bool {
        matches!(self, Self::Md | Self::Html | Self::Jsonld)
    }
}

impl Offsets {
    /// The unit that it names.
    const fn unit(self) -> OffsetUnit {
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

    /// The unit asked for, or the one that documents have unasked.
    pub fn unit(self) -> OffsetUnit {
        self.offsets.unwrap_or(Offsets::Utf8).unit()
    }

    /// What is asked for here, and where that is nothing, elsewhere.
    fn or(self, other: Self) -> Self {
        Self { format: self.format.or(other.format), offsets: self.offsets.or(other.offsets) }
    }
}

/// Where a name on the command line leads.
pub fn source(file: &Path) -> Source {
    if file == Path::new("-") { Source::Input } else { Source::File(file.to_owned()) }
}

impl Arguments {
    /// The arguments of this process, which ends here where they are wrong or ask for help.
    pub fn read() -> Self {
        Self::try_parse().and_then(Self::checked).unwrap_or_else(|error| error.exit())
    }

    /// The same with what stands before `open` where `open` looks for it; an error where two of them do not go together.
    fn checked(mut self) -> Result<Self, clap::Error> {
        let conflict = |what: String| Err(Self::command().error(ErrorKind::ArgumentConflict, what));
        match &mut self.command {
            Some(Command::Open { shape, .. }) => *shape = shape.or(self.shape),
            Some(Command::Link(_)) if self.shape != Shape::default() => {
                return conflict("a link has one form: expected neither --format nor --offsets before `link`".to_owned());
            }
            Some(Command::Link(_)) => {}
            None => {
                let found = self.files.len();
                if let Some(format) = self.shape.format.filter(|format| found > 1 && format.holds_one_note()) {
                    let name = format.name();
                    return conflict(format!("--format {name} writes one note: expected one file, found {found}; run it once for each"));
                }
            }
        }
        Ok(self)
    }

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
    use super::*;

    fn parsed(arguments: &[&str]) -> Result<Arguments, clap::Error> {
        Arguments::try_parse_from(["annotate"].iter().chain(arguments)).and_then(Arguments::checked)
    }

    fn check(arguments: &[&str], expected: &[Source]) {
        assert_eq!(parsed(arguments).unwrap().sources(), expected, "{arguments:?}");
    }

    #[test]
    fn names_are_files_and_a_dash_is_standard_input() {
        let file = |name: &str| Source::File(PathBuf::from(name));
        check(&[], &[Source::Input]);
        check(&["-"], &[Source::Input]);
        check(&["a.txt", "-", "b.txt"], &[file("a.txt"), Source::Input, file("b.txt")]);
        check(&["--format", "jsonl", "--", "--odd"], &[file("--odd")]);
        check(&["--format", "jsonl", "--", "open"], &[file("open")]);
        check(&["a.txt", "open", "link"], &[file("a.txt"), file("open"), file("link")]);
    }

    #[test]
    fn options_stand_before_open_or_after_it() {
        let all: [&[&str]; 4] = [
            &["open", "v1", "--format", "csv", "--offsets", "utf16"],
            &["--format", "csv", "--offsets", "utf16", "open", "v1"],
            &["--format", "csv", "open", "--offsets", "utf16", "v1"],
            &["--format", "html", "open", "v1", "--format", "csv", "--offsets", "utf16"],
        ];
        for arguments in all {
            let Some(Command::Open { shape, link }) = parsed(arguments).unwrap().command else { panic!("{arguments:?} opens") };
            assert_eq!((shape.format(), shape.unit(), link.as_str()), (Format::Csv, OffsetUnit::Utf16, "v1"), "{arguments:?}");
        }
        for arguments in [["--format", "csv", "link", "a.txt"], ["--offsets", "utf8", "link", "a.txt"]] {
            let error = parsed(&arguments).unwrap_err();
            assert!(error.to_string().contains("expected neither --format nor --offsets"), "{error}");
        }
    }

    #[test]
    fn definitions_are_sound() {
        Arguments::command().debug_assert();
    }
}
