//! Tells the worker which model file belongs to it: its size and the SHA-256 that its header holds.

use std::error::Error;
use std::fmt::Write as _;

const MODEL: &str = "../../model/note.model";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={MODEL}");
    let bytes = std::fs::read(MODEL)?;
    let hash = bytes.get(8..40).ok_or("model/note.model is cut: expected a header of 40 bytes")?;
    let mut name = String::new();
    for byte in hash {
        write!(name, "{byte:02x}")?;
    }
    println!("cargo::rustc-env=MODEL_SHA256={name}");
    // Enough of it to tell one from the other in its name; setup/dist.py writes the file.
    println!("cargo::rustc-env=MODEL_FILE=note-{}.model", &name[..16]);
    println!("cargo::rustc-env=MODEL_BYTES={}", bytes.len());
    Ok(())
}
