//! Names that the page's elements carry and its tests look for.

/// The field of `index.html` that stands there before the app does.
pub const EARLY_INPUT: &str = "early-input";
/// The text area that holds the pasted note.
pub const NOTE_INPUT: &str = "note-input";
/// The button that loads the sample note.
pub const SAMPLE: &str = "sample";
/// The button that empties the page.
pub const CLEAR: &str = "clear";
/// The button that brings back the text that was replaced.
pub const UNDO: &str = "undo";
/// How far the scorer is, loading or reading.
pub const PROGRESS: &str = "progress";
/// The button that stops a reading, and the one that begins it again.
pub const STOP: &str = "stop";
/// The button that loads the scorer once more.
pub const RETRY: &str = "retry";
/// The annotated note.
pub const ANNOTATED_NOTE: &str = "annotated-note";
/// Finds a sentence of the annotated note by its id, as a CSS selector.
#[must_use]
pub fn sentence(id: usize) -> String {
    format!("#{ANNOTATED_NOTE} [data-sentence=\"{id}\"]")
}

/// The button that opens the reader's text beside the annotated note.
pub const EDIT: &str = "edit";
/// The column that holds the findings.
pub const RAIL: &str = "rail";
/// The list of findings.
pub const FINDINGS: &str = "findings";
/// Finds the entry of a sentence in the list of findings, as a CSS selector.
#[must_use]
pub fn finding(sentence: usize) -> String {
    format!("#{FINDINGS} [data-found=\"{sentence}\"]")
}

/// The field that filters the findings by their text.
pub const FIND: &str = "find";
/// The field that filters the findings by ticker.
pub const FIND_TICKER: &str = "find-ticker";
/// The field that orders the findings.
pub const ORDER: &str = "order";
/// The button that explains the keys.
pub const KEYS: &str = "keys";
/// The dialog that explains the keys.
pub const KEYS_DIALOG: &str = "keys-dialog";
/// The button that closes them.
pub const KEYS_CLOSE: &str = "keys-close";
/// What is said of a newer version of the page.
pub const NEWER: &str = "newer";
/// The button that takes it.
pub const TAKE_NEWER: &str = "take-newer";
/// Turns the single letters on and off.
pub const LETTERS: &str = "letters";
/// The picture of the note's sentences with what each adds.
pub const ARC: &str = "arc";
/// The picture of when risks and catalysts come.
pub const TIMELINE: &str = "timeline";
/// The panel of both sentiments.
pub const SENTIMENT: &str = "sentiment";
/// The panel that says why the chosen sentence was read as it was.
pub const WHY: &str = "why";
/// The live region that tells what happened.
pub const STATUS: &str = "status";
/// One of the buttons by which the reader gives the chosen sentence a role or a polarity.
#[must_use]
pub fn opinion(name: &str) -> String {
    format!("opinion-{name}")
}

/// The field for the reader's comment on the chosen sentence.
pub const COMMENT: &str = "comment";
/// The button that dismisses the chosen finding.
pub const DISMISS: &str = "dismiss";
/// The button that makes the scorer's word hold again for the chosen sentence.
pub const RESTORE: &str = "restore";
/// The panel of all that the reader changed.
pub const CHANGES: &str = "changes";
/// The button that takes back the last change.
pub const UNDO_CHANGE: &str = "undo-change";
/// The button that makes it again.
pub const REDO_CHANGE: &str = "redo-change";
/// The panel of the reader's watch words.
pub const WATCH: &str = "watch";
/// The field for a new watch word.
pub const WATCH_INPUT: &str = "watch-input";
/// The button that adds it.
pub const WATCH_ADD: &str = "watch-add";
/// Takes a file of watch words.
pub const WATCH_IMPORT: &str = "watch-import";
/// The button that saves the watch words as a file.
pub const WATCH_EXPORT: &str = "watch-export";
/// Opens a file as a note.
pub const OPEN: &str = "open";
/// What is said under the masthead until it is closed.
pub const MESSAGE: &str = "message";
/// What stands in the place of the sentiment while a long note is read.
pub const SO_FAR: &str = "so-far";
/// The button that opens the comparison with another note.
pub const COMPARE: &str = "compare";
/// The comparison with another note.
pub const COMPARISON: &str = "comparison";
/// The field for the other note.
pub const OTHER_INPUT: &str = "other-input";
/// Opens a file as the other note.
pub const OTHER_OPEN: &str = "other-open";
/// The button that opens the other note's text for editing.
pub const OTHER_EDIT: &str = "other-edit";
/// The button that lets the two notes change places.
pub const SWAP: &str = "swap";
/// The button that closes the comparison.
pub const COMPARISON_CLOSE: &str = "comparison-close";
/// The button that opens the dialog for sharing and saving.
pub const SHARE: &str = "share";
/// That dialog.
pub const SHARE_DIALOG: &str = "share-dialog";
/// The field that holds the link.
pub const LINK: &str = "link";
/// The button that copies it.
pub const LINK_COPY: &str = "link-copy";
/// The link as a picture.
pub const QR: &str = "qr";
/// Whether the reader's comments go into the link.
pub const WITH_COMMENTS: &str = "with-comments";
/// The banner over a note that somebody shared.
pub const SHARED: &str = "shared";
/// The button that makes a shared note the reader's own.
pub const MAKE_MINE: &str = "make-mine";
/// The button that puts a copy of a shared note on the shelf.
pub const KEEP_COPY: &str = "keep-copy";
/// The button that closes a shared note.
pub const SHARED_CLOSE: &str = "shared-close";
/// Findings that somebody shared without their note.
pub const SHARED_FINDINGS: &str = "shared-findings";

/// One of the choices of what goes into a link: `whole`, `quotes`, `findings`.
#[must_use]
pub fn content(name: &str) -> String {
    format!("content-{name}")
}

/// The button that saves the note in a form, or copies it.
#[must_use]
pub fn export(form: &str) -> String {
    format!("export-{form}")
}

/// The button that opens the shelf over a note.
pub const SHELF: &str = "shelf";
/// The shelf.
pub const SHELF_PANEL: &str = "shelf-panel";
/// The field for words that notes of the shelf must have in them.
pub const SHELF_FIND: &str = "shelf-find";
/// The choice of the order of the shelf.
pub const SHELF_ORDER: &str = "shelf-order";
/// The button that saves all notes of the shelf as a file.
pub const SHELF_EXPORT: &str = "shelf-export";
/// Takes such a file.
pub const SHELF_IMPORT: &str = "shelf-import";
/// The button that brings back what was deleted last.
pub const SHELF_UNDO: &str = "shelf-undo";
/// The button that stops scoring the notes of the shelf, or goes on with it.
pub const SHELF_STOP: &str = "shelf-stop";
/// Why notes are not kept.
pub const NOT_KEPT: &str = "not-kept";

/// A note of the shelf, in the list.
#[must_use]
pub fn shelf_note(id: &str) -> String {
    format!("[data-note='{id}']")
}
