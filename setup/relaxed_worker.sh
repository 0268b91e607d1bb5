#!/usr/bin/env bash
# Builds the worker's engine a second time, with relaxed SIMD, into the folder that Trunk is filling: Trunk calls it as a hook, and
# src/worker.js picks one of the two. Needs wasm-bindgen and wasm-opt on the path, where `make` puts them.
set -euo pipefail

folder=${TRUNK_STAGING_DIR:?expected TRUNK_STAGING_DIR, which Trunk sets for its hooks}
target=${CARGO_TARGET_DIR:-target}/relaxed
# Its own target folder, so that the two kinds of worker do not undo each other's work.
RUSTFLAGS='-C target-feature=+simd128,+relaxed-simd' cargo build --quiet --release --package bindings --bin worker \
  --target wasm32-unknown-unknown --target-dir "$target" ${CI:+--locked}
wasm-bindgen --target no-modules --no-typescript --out-name worker --out-dir "$target/worker" \
  "$target/wasm32-unknown-unknown/release/worker.wasm"
wasm-opt -O3 "$target/worker/worker_bg.wasm" -o "$folder/worker_relaxed_bg.wasm"
# Both engines are loaded by one script.
cmp "$target/worker/worker.js" "$folder/worker.js"
