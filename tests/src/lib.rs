//! What the end-to-end tests stand on: a server for the built page, a browser, its worker, the corpus as notes. It knows nothing of what the page should show.

mod browser;
mod corpus;
mod driver;
mod engine;
mod site;
pub mod worker;

use std::path::{Path, PathBuf};

pub use browser::{Page, on_page, on_page_with};
pub use corpus::notes;
pub use engine::{Ability, Engine};
pub use site::Site;

/// What a step of a test ends with.
pub type Outcome<T = ()> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// The folder of the built page: the one that `NOTE_ANNOTATOR_DIST` names, else `dist/`.
#[must_use]
pub fn dist() -> PathBuf {
    std::env::var_os("NOTE_ANNOTATOR_DIST").map_or_else(|| root().join("dist"), PathBuf::from)
}

/// The folder of the repository.
#[must_use]
pub fn root() -> PathBuf {
    // The crate lies directly in it.
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_path_buf).unwrap_or_default()
}
