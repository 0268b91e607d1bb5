#!/usr/bin/env bash
# Sees to it that the toolchain of rust-toolchain.toml is there with its components and targets, and that there is a linker.
# Asks the network for nothing when all is there.
set -euo pipefail
cd "$(dirname "$0")/.."

main() {
    setup/debian.sh cc=build-essential
    command -v rustup >/dev/null || fail "rustup is missing: see https://rustup.rs"
    complete && return
    local channel
    channel=$(setting channel)
    echo "== setting up Rust $channel"
    rustup toolchain install "$channel" --profile minimal --no-self-update $(each --component components) $(each --target targets)
    complete || fail "Rust $channel is still incomplete: expected components [$(list components)] and targets [$(list targets)]"
}

complete() {
    local sysroot target
    sysroot=$(rustc --print sysroot 2>/dev/null) && cargo clippy --version &>/dev/null && cargo fmt --version &>/dev/null || return
    for target in $(list targets); do
        [[ -d $sysroot/lib/rustlib/$target/lib ]] || return
    done
}

# The value of a key in rust-toolchain.toml: a word, or the words of a list.
setting() { sed -n "s/^$1 *= *\"\(.*\)\"/\1/p" rust-toolchain.toml; }
list() { sed -n "s/^$1 *= *\[\(.*\)\]/\1/p" rust-toolchain.toml | tr -d '",'; }
each() { for word in $(list "$2"); do echo "$1 $word"; done; }

fail() {
    echo "$1" >&2
    exit 1
}

main
