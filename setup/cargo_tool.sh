#!/usr/bin/env bash
# Builds a command from crates.io into a folder: `cargo_tool.sh FOLDER CRATE@VERSION [CARGO FLAGS...]`.
set -euo pipefail

folder=$1 crate=$2
shift 2
echo "== setting up $crate (built once, takes some minutes)"
# The tools run for seconds: what counts is that they are built soon.
export CARGO_PROFILE_RELEASE_OPT_LEVEL=1 CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 CARGO_PROFILE_RELEASE_DEBUG=0
unset RUSTFLAGS CARGO_TARGET_DIR CARGO_BUILD_TARGET
# A registry mirror may lack a version that the tool's own lock file names; a newer compatible one is as good then.
# Forced, since a folder may say that it holds a command which is no longer there.
install() { cargo install --quiet --force --root "$folder" "$crate" "$@"; }
install "$@" --locked || { echo "== once more, with the newest versions that the registry has" && install "$@"; }
