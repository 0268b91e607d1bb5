//! The `annotate` command: reads notes from files and pipes, has them annotated, writes what came out. It reads no meaning of its own.

mod arguments;
mod axis;
mod paragraph;
mod source;
mod terminal;

use std::io::{self, BufWriter, IsTerminal, Write};
use std::process::ExitCode;

use anstream::AutoStream;
use clap::{CommandFactory, Parser};
use exchange::json::Document;
use scorer::Scorer;
use scorer::model::{Model, ModelError};

use crate::arguments::{Arguments, Format};
use crate::source::Source;

/// The weights that the command reads with.
const MODEL: &[u8] = include_bytes!("../../../model/note.model");

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let sources = arguments.sources();
    if sources == [Source::Input] && arguments.files.is_empty() && io::stdin().is_terminal() {
        // Nobody typed a name and nothing is piped in: waiting in silence would help no one.
        anstream::eprint!("{}", Arguments::command().render_help().ansi());
        return ExitCode::from(2);
    }
    match annotate(&arguments, &sources) {
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
}

/// Annotates every source that can be read, reports those that cannot, and returns whether all could.
fn annotate(arguments: &Arguments, sources: &[Source]) -> Result<bool, CommandError> {
    let scorer = Scorer::new(Model::load(MODEL)?);
    let single = sources.len() == 1;
    let mut output = BufWriter::new(AutoStream::auto(io::stdout().lock()));
    let mut complete = true;
    for source in sources {
        match source.read() {
            Ok(text) => {
                write(&mut output, arguments, single, source, &text, &scorer)?;
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

fn write(
    output: &mut impl Write,
    arguments: &Arguments,
    single: bool,
    source: &Source,
    text: &str,
    scorer: &Scorer,
) -> Result<(), CommandError> {
    let annotation = scorer.annotate(text);
    let format = arguments.format();
    if format == Format::Terminal {
        if !single {
            terminal::title(output, &source.name())?;
        }
        return Ok(terminal::page(output, text, &annotation, terminal::width())?);
    }
    let mut document = Document::new(text, &annotation, scorer.model(), arguments.offsets.unit());
    document.source = Some(source.name());
    let written = if format == Format::Json && single {
        serde_json::to_writer_pretty(&mut *output, &document)
    } else {
        serde_json::to_writer(&mut *output, &document)
    };
    written.map_err(io::Error::from)?;
    Ok(writeln!(output)?)
}

fn report(error: &dyn std::error::Error) {
    // There is nowhere left to say that standard error cannot be written to.
    let _ = writeln!(io::stderr(), "annotate: {error}");
}
