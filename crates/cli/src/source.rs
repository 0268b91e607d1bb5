//! Where a note comes from and how its text is got: the one place of the command that opens files.

use std::fs::File;
use std::io::{self, Read};
use std::path::PathBuf;

/// A file or standard input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// Standard input.
    Input,
    /// A file by its path.
    File(PathBuf),
}

/// Why a source gives no text: names the source and says what was expected.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// It is not there.
    #[error("{name}: no such file; expected the name of a text file")]
    Missing {
        /// The source.
        name: String,
    },
    /// It is a folder.
    #[error("{name}: this is a folder; expected a text file, or several: {name}/*.txt")]
    Folder {
        /// The source.
        name: String,
    },
    /// It is there and cannot be read.
    #[error("{name}: cannot be read: {error}")]
    Unreadable {
        /// The source.
        name: String,
        /// What the system said.
        error: io::Error,
    },
    /// It is no text.
    #[error("{name}: this is {found}; expected a note as UTF-8 text{hint}")]
    NotText {
        /// The source.
        name: String,
        /// What it looks like.
        found: &'static str,
        /// How to make text of it; empty where there is nothing to say.
        hint: &'static str,
    },
    /// It is text in another encoding.
    #[error("{name}: not UTF-8 from byte {position} on; expected a note as UTF-8 text (iconv converts it: iconv -f WINDOWS-1252 -t UTF-8)")]
    NotUtf8 {
        /// The source.
        name: String,
        /// The first byte that does not fit, counted from 0.
        position: usize,
    },
}

impl Source {
    /// What it is called in results and reports: the path as given, `-` for standard input.
    pub fn name(&self) -> String {
        match self {
            Self::Input => "-".to_owned(),
            Self::File(path) => path.to_string_lossy().into_owned(),
        }
    }

    /// Its text, without a byte order mark.
    ///
    /// # Errors
    /// Says why there is no text and what was expected.
    pub fn read(&self) -> Result<String, SourceError> {
        let mut bytes = Vec::new();
        let read = match self {
            Self::Input => io::stdin().lock().read_to_end(&mut bytes),
            Self::File(path) => File::open(path).and_then(|mut file| file.read_to_end(&mut bytes)),
        };
        match read {
            Ok(_) => text(bytes, || self.name()),
            Err(error) => Err(match error.kind() {
                io::ErrorKind::NotFound => SourceError::Missing { name: self.name() },
                io::ErrorKind::IsADirectory => SourceError::Folder { name: self.name() },
                _ => SourceError::Unreadable { name: self.name(), error },
            }),
        }
    }
}

/// What is no text and how it begins; the last column says how to make text of it.
const OTHER: [(&[u8], &str, &str); 5] = [
    (b"%PDF-", "a PDF", " (pdftotext makes one)"),
    (b"PK\x03\x04", "a packed file (.docx, .xlsx or .zip)", " (save it as plain text)"),
    (b"\xd0\xcf\x11\xe0", "an Office file", " (save it as plain text)"),
    (b"\xff\xfe", "UTF-16 text", " (iconv converts it: iconv -f UTF-16 -t UTF-8)"),
    (b"\xfe\xff", "UTF-16 text", " (iconv converts it: iconv -f UTF-16 -t UTF-8)"),
];

fn text(bytes: Vec<u8>, name: impl Fn() -> String) -> Result<String, SourceError> {
    if let Some((_, found, hint)) = OTHER.iter().find(|(start, ..)| bytes.starts_with(start)) {
        return Err(SourceError::NotText { name: name(), found, hint });
    }
    if bytes.contains(&0) {
        return Err(SourceError::NotText { name: name(), found: "a binary file", hint: "" });
    }
    let text =
        String::from_utf8(bytes).map_err(|error| SourceError::NotUtf8 { name: name(), position: error.utf8_error().valid_up_to() })?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expected: Result<&str, &str>) {
        let found = text(bytes.to_vec(), || "note.txt".to_owned()).map_err(|error| error.to_string());
        assert_eq!(found.as_deref().map_err(String::as_str), expected, "{bytes:?}");
    }

    #[test]
    fn text_is_what_decodes_and_holds_no_zero_byte() {
        check(b"", Ok(""));
        check("Prices rose 3\u{a0}%.".as_bytes(), Ok("Prices rose 3\u{a0}%."));
        check(b"\xef\xbb\xbfMarked", Ok("Marked"));
        check(b"\xef\xbb\xbf", Ok(""));
        check(
            b"ab\xe9cd",
            Err("note.txt: not UTF-8 from byte 2 on; expected a note as UTF-8 text (iconv converts it: iconv -f WINDOWS-1252 -t UTF-8)"),
        );
        check(b"ab\0cd", Err("note.txt: this is a binary file; expected a note as UTF-8 text"));
        check(b"%PDF-1.7 ...", Err("note.txt: this is a PDF; expected a note as UTF-8 text (pdftotext makes one)"));
        check(
            b"\xff\xfea\0",
            Err("note.txt: this is UTF-16 text; expected a note as UTF-8 text (iconv converts it: iconv -f UTF-16 -t UTF-8)"),
        );
    }
}
