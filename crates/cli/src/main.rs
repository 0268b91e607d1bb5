//! The `annotate` command.
fn main() {}
