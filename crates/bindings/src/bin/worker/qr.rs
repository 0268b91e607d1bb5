//! A link as a square of cells that a camera reads.

use std::fmt::Write;

use bindings::message::QrCode;
use qrcodegen::QrCodeEcc;

/// The code of `text`; `None` where it is too long for the largest one.
pub fn code(text: &str) -> Option<QrCode> {
    let code = qrcodegen::QrCode::encode_text(text, QrCodeEcc::Low).ok()?;
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let run = (x..code.size()).take_while(|at| code.get_module(*at, y)).count();
            if run > 0 {
                // Writing to a string does not fail.
                let _ = write!(path, "M{x} {y}h{run}v1h-{run}z");
            }
            x += i32::try_from(run).ok()? + 1;
        }
    }
    Some(QrCode { side: u32::try_from(code.size()).ok()?, path })
}
