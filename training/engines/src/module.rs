//! What a WebAssembly module exports to `run.mjs`: room for files, loading, reading.

use std::cell::RefCell;

use crate::{Run, Window, load};

#[derive(Default)]
struct Held {
    /// Engine's name, weights, pieces and text, as they are handed over.
    files: Vec<Vec<u8>>,
    run: Option<Run>,
    found: Vec<u8>,
}

thread_local!(static HELD: RefCell<Held> = RefCell::default());

/// Room for the next file; returns where it is to be written.
#[unsafe(no_mangle)]
extern "C" fn room(length: usize) -> *mut u8 {
    HELD.with_borrow_mut(|held| {
        held.files.push(vec![0; length]);
        held.files.last_mut().map_or(std::ptr::null_mut(), |file| file.as_mut_ptr())
    })
}

#[unsafe(no_mangle)]
extern "C" fn ready() {
    HELD.with_borrow_mut(|held| {
        let [name, weights, pieces, text] = std::mem::take(&mut held.files).try_into().expect("four files");
        let name = String::from_utf8(name).expect("a name");
        held.run = Some(load(&name, weights, Window::new(&pieces, &text)).expect("an engine"));
    });
}

/// Reads the window and returns how many bytes came out.
#[unsafe(no_mangle)]
extern "C" fn read() -> usize {
    HELD.with_borrow_mut(|held| {
        held.found = held.run.as_ref().expect("ready first")().expect("a reading");
        held.found.len()
    })
}

#[unsafe(no_mangle)]
extern "C" fn found() -> *const u8 {
    HELD.with_borrow(|held| held.found.as_ptr())
}

/// Chance for tract, which asks for it and needs none here: zeros. Its result is one word in every version of `getrandom`, 0 for success.
#[cfg(feature = "tract")]
#[unsafe(no_mangle)]
unsafe extern "Rust" fn __getrandom_v03_custom(room: *mut u8, length: usize) -> u32 {
    // SAFETY: the caller owns that room.
    unsafe { room.write_bytes(0, length) };
    0
}
