//! The labelled corpus as plain notes: its text without its labels.

use std::{fs, io};

use crate::root;

/// The notes of the corpus in the order of its files, each with its id, its paragraphs apart.
///
/// # Errors
/// Says which file cannot be read.
pub fn notes() -> io::Result<Vec<(String, String)>> {
    let mut files: Vec<_> = fs::read_dir(root().join("corpus"))?.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<_>>()?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "txt"));
    files.sort();
    let mut notes: Vec<(String, String)> = Vec::new();
    for file in files {
        let content = fs::read_to_string(&file).map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", file.display())))?;
        for line in content.lines() {
            if let Some(header) = line.strip_prefix("@note ") {
                let id = header.split(' ').find_map(|field| field.strip_prefix("id=")).unwrap_or(header);
                notes.push((id.to_owned(), String::new()));
            } else if let Some((_, note)) = notes.last_mut() {
                // part | roles | polarity | sentence; an empty line ends a paragraph.
                note.push_str(line.splitn(4, '|').nth(3).map_or("\n\n", str::trim_start));
                note.push(' ');
            }
        }
    }
    Ok(notes)
}
