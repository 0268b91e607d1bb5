//! The `annotate` command: reads notes from files and pipes, has them annotated, writes what came out. It reads no meaning of its own.

mod arguments;
mod axis;
mod paragraph;
mod source;
mod terminal;

use std::io::{self, BufWriter, IsTerminal, Write};
use std::process::ExitCode;

use anstream::AutoStream;
use clap::CommandFactory;
use exchange::csv;
use exchange::file::{self, FileError, Kept, Opened};
use exchange::json::Document;
use exchange::link::{Content, LinkError, Options, Seen};
use exchange::offset::OffsetUnit;
use exchange::phrase;
use exchange::review::{Outcome, Review};
use scorer::model::{Model, ModelError};
use scorer::{Annotation, Scorer};
use serde::Serialize;

use crate::arguments::{Arguments, Command, Format, Link, Shape};
use crate::source::{Source, SourceError};

/// The weights that the command reads with.
const MODEL: &[u8] = include_bytes!("../../../model/note.model");

fn main() -> ExitCode {
    let arguments = Arguments::read();
    let sources = arguments.sources();
    if arguments.command.is_none() && sources == [Source::Input] && arguments.files.is_empty() && io::stdin().is_terminal() {
        // Nobody typed a name and nothing is piped in: waiting in silence would help no one.
        anstream::eprint!("{}", Arguments::command().render_help().ansi());
        return ExitCode::from(2);
    }
    let done = match &arguments.command {
        None => annotate(arguments.shape, &sources),
        Some(Command::Link(wanted)) => link(wanted),
        Some(Command::Open { shape, link }) => open(*shape, link),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        // Whoever read has read enough (`annotate ... | head`).
        Err(CommandError::Write(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            report(&error);
            ExitCode::FAILURE
        }
    }
}

/// Why the command stops before it is through with its sources.
#[derive(Debug, thiserror::Error)]
enum CommandError {
    /// The weights that were built in are damaged.
    #[error("the built-in model cannot be loaded: {0}")]
    Model(#[from] ModelError),
    /// Nothing more can be written.
    #[error("cannot write the result: {0}")]
    Write(#[from] io::Error),
    /// A link cannot be made or read.
    #[error("{0}")]
    Link(LinkError),
    /// A link is of a version that is not known here.
    #[error("{0}: open it with a newer annotate, or in a browser")]
    NewerLink(LinkError),
    /// A link without a note is asked for what only a note has.
    #[error("--format {format} needs the note, and the link holds its findings only: expected --format terminal, json or jsonl")]
    NeedsNote {
        /// The format's name.
        format: String,
    },
    /// There is no text to make a link of or to read one from.
    #[error("{0}")]
    Source(#[from] SourceError),
    /// It was saved, and cannot be read.
    #[error("{name}: {error}")]
    Saved {
        /// The source.
        name: String,
        /// What is wrong with it.
        error: FileError,
    },
    /// It was saved, and is no longer what it was.
    #[error("{name}: a saved annotation that was cut or damaged, since {error}; expected it whole, so save or copy it again")]
    Damaged {
        /// The source.
        name: String,
        /// What is wrong with it.
        error: FileError,
    },
    /// It holds what somebody noted, and not in what.
    #[error("{name}: annotations without their note; expected a note as UTF-8 text, or an annotation that was saved with its note")]
    NoNote {
        /// The source.
        name: String,
    },
    /// What was saved counts in one unit only.
    #[error("{name}: positions of a saved annotation count UTF-8 bytes; expected no --offsets")]
    Offsets {
        /// The source.
        name: String,
    },
}

impl From<LinkError> for CommandError {
    fn from(error: LinkError) -> Self {
        match error {
            LinkError::Newer { .. } => Self::NewerLink(error),
            other => Self::Link(other),
        }
    }
}

/// Annotates every source that can be read, reports those that cannot, and returns whether all could.
fn annotate(shape: Shape, sources: &[Source]) -> Result<bool, CommandError> {
    let scorer = Scorer::new(Model::load(MODEL)?);
    let single = sources.len() == 1;
    let mut output = output();
    let mut complete = true;
    if !single && shape.format() == Format::Csv {
        write!(output, "{}", csv::header(true))?;
    }
    for source in sources {
        match source.read().map_err(CommandError::from).and_then(|content| Note::found(content, &source.name())) {
            Ok(note) => {
                match write(&mut output, shape, single, &source.name(), &note, note.read(&scorer), &scorer) {
                    Err(error @ CommandError::Offsets { .. }) => {
                        report(&error);
                        complete = false;
                    }
                    written => written?,
                }
                // So that results and reports come in the order of the sources, and a pipe has each as soon as it is there.
                output.flush()?;
            }
            Err(error) => {
                report(&error);
                complete = false;
            }
        }
    }
    Ok(complete)
}

fn output() -> BufWriter<AutoStream<io::StdoutLock<'static>>> {
    BufWriter::new(AutoStream::auto(io::stdout().lock()))
}

/// Prints the link to a note.
fn link(wanted: &Link) -> Result<bool, CommandError> {
    let source = arguments::source(&wanted.file);
    let note = Note::found(source.read()?, &source.name())?;
    let scorer = Scorer::new(Model::load(MODEL)?);
    let (_, document, outcome) = note.read(&scorer);
    let options = Options { whole: !wanted.findings, quotes: !wanted.no_quotes, comments: !wanted.no_comments };
    let content = Content::new(&note.text, &document, &note.review, &outcome, options);
    let mut output = output();
    // An address from a browser may have a link behind it already.
    let page = wanted.base.split_once('#').map_or(wanted.base.as_str(), |(page, _)| page);
    writeln!(output, "{page}#{}", exchange::link::write(&content)?)?;
    output.flush()?;
    Ok(true)
}

/// Prints what a link holds.
fn open(shape: Shape, link: &str) -> Result<bool, CommandError> {
    let link = if link == "-" { Source::Input.read()? } else { link.to_owned() };
    let own = link.trim().split_once('#').map_or(link.trim(), |(_, own)| own);
    let mut output = output();
    let content = exchange::link::read(own)?;
    match (&content, shape.format()) {
        (Content::Findings { findings, stated, seen, sentences }, Format::Terminal) => {
            terminal::findings(&mut output, findings, stated.as_ref(), seen, *sentences)?;
        }
        (Content::Findings { .. }, format @ (Format::Json | Format::Jsonl)) => json(&mut output, &content, format == Format::Json)?,
        (Content::Findings { .. }, format) => return Err(CommandError::NeedsNote { format: format.name() }),
        (Content::Note { text, review, seen }, _) => {
            let scorer = Scorer::new(Model::load(MODEL)?);
            let note = Note { text: text.clone(), review: review.clone(), saved: true };
            let read = note.read(&scorer);
            if let Some(words) = difference(seen, read.1.computed.score) {
                // There is nowhere left to say that standard error cannot be written to.
                let _ = writeln!(io::stderr(), "annotate: {words}");
            }
            write(&mut output, shape, true, "-", &note, read, &scorer)?;
        }
    }
    output.flush()?;
    Ok(true)
}

/// How today's score differs from what the sender of a link saw; `None` where it does not.
fn difference(seen: &Seen, score: Option<f64>) -> Option<String> {
    let words = |score: Option<f64>| score.map_or_else(|| "no score".to_owned(), phrase::signed);
    let scorer = terminal::printable(&seen.scorer);
    (!seen.is_score(score)).then(|| format!("the sender saw {} (scorer {scorer}); this scorer reads {}", words(seen.score), words(score)))
}

/// What the scorer says of a note, as the JSON document has it, and what its reader's changes come to.
type Read = (Annotation, Document, Outcome);

/// A note with what its reader changed.
struct Note {
    text: String,
    review: Review,
    /// Whether it came with a link or a saved file, so that it is written as one that can be read again.
    saved: bool,
}

impl Note {
    /// What stands in a source: an annotation that was saved with its note, or any text. What was clearly saved, but cannot be read, is no note.
    fn found(content: String, name: &str) -> Result<Self, CommandError> {
        match file::read(&content) {
            Ok(Opened { text: Some(text), review, .. }) => Ok(Self { text, review, saved: true }),
            Ok(Opened { text: None, .. }) => Err(CommandError::NoNote { name: name.to_owned() }),
            Err(error @ (FileError::NotJson { .. } | FileError::NoNote)) if file::is_saved(&content) => {
                Err(CommandError::Damaged { name: name.to_owned(), error })
            }
            // What is JSON from its first sign to its last is no prose either.
            Err(error @ (FileError::Newer { .. } | FileError::Misfit { .. } | FileError::NoText { .. } | FileError::UnknownForm)) => {
                Err(CommandError::Saved { name: name.to_owned(), error })
            }
            Err(error @ FileError::TooLarge { .. }) if file::is_saved(&content) => {
                Err(CommandError::Saved { name: name.to_owned(), error })
            }
            // What begins with one of their signs may be any text.
            Err(_) => Ok(Self { text: content, review: Review::default(), saved: false }),
        }
    }

    fn read(&self, scorer: &Scorer) -> Read {
        let annotation = scorer.annotate(&self.text);
        let document = Document::new(&self.text, &annotation, scorer.model(), OffsetUnit::Utf8);
        let outcome = Outcome::new(&self.review, &self.text, &document, &annotation, scorer.model().calibration());
        (annotation, document, outcome)
    }
}

fn write(
    output: &mut impl Write,
    shape: Shape,
    single: bool,
    name: &str,
    note: &Note,
    read: Read,
    scorer: &Scorer,
) -> Result<(), CommandError> {
    let (annotation, mut document, outcome) = read;
    let form = match shape.format() {
        Format::Terminal => {
            if !single {
                terminal::title(output, name)?;
            }
            terminal::page(output, &note.text, &annotation, terminal::width())?;
            return Ok(terminal::review(output, &document, &note.review, &outcome)?);
        }
        format @ (Format::Json | Format::Jsonl) => {
            let unit = shape.unit();
            if note.saved {
                if unit != OffsetUnit::Utf8 {
                    return Err(CommandError::Offsets { name: name.to_owned() });
                }
                document.text = Some(note.text.clone());
                document.review = Some(note.review.clone());
                document.outcome = Some(outcome);
            } else if unit != OffsetUnit::Utf8 {
                document = Document::new(&note.text, &annotation, scorer.model(), unit);
            }
            document.source = Some(name.to_owned());
            return json(output, &document, format == Format::Json && single);
        }
        Format::Md => file::Format::Markdown,
        Format::Html => file::Format::Html,
        Format::Csv => file::Format::Csv,
        Format::Jsonld => file::Format::JsonLd,
    };
    let kept = Kept { text: &note.text, document: &document, review: &note.review, outcome: &outcome };
    // The line with the names stands above the rows of all.
    let is_part = !single && form == file::Format::Csv;
    let written = if is_part { csv::rows(&kept, Some(name)) } else { file::write(&kept, form) };
    output.write_all(written.as_bytes())?;
    // A note without findings has no rows.
    if !written.is_empty() && !written.ends_with('\n') {
        writeln!(output)?;
    }
    Ok(())
}

fn json(output: &mut impl Write, value: &impl Serialize, indented: bool) -> Result<(), CommandError> {
    let written = if indented { serde_json::to_writer_pretty(&mut *output, value) } else { serde_json::to_writer(&mut *output, value) };
    written.map_err(io::Error::from)?;
    Ok(writeln!(output)?)
}

fn report(error: &dyn std::error::Error) {
    // There is nowhere left to say that standard error cannot be written to.
    let _ = writeln!(io::stderr(), "annotate: {error}");
}
