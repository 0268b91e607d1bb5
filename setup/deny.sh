#!/usr/bin/env bash
# Holds the crates in Cargo.lock against deny.toml: licences, bans and sources always, advisories where their database can be fetched. Where it cannot
# (it lies on GitHub), that is said and not taken for an answer.
set -euo pipefail
cd "$(dirname "$0")/.."

cargo deny --workspace --locked check --hide-inclusion-graph licenses bans sources
# A network that swallows what it is asked is not waited for.
if timeout 120 cargo deny --workspace --locked fetch db; then
    cargo deny --workspace --locked check --hide-inclusion-graph advisories
else
    echo "== NOT CHECKED: advisories and yanked versions. Their database could not be fetched (github.com/rustsec/advisory-db)." >&2
fi
