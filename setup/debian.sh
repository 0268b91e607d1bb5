#!/usr/bin/env bash
# Sees to it that commands are there: `debian.sh COMMAND=PACKAGE...` installs the Debian packages of those that are missing.
set -euo pipefail

packages=()
for pair in "$@"; do
    command -v "${pair%%=*}" >/dev/null || packages+=("${pair#*=}")
done
[[ ${#packages[@]} -gt 0 ]] || exit 0

as_root=()
if [[ $(id -u) -ne 0 ]]; then
    command -v sudo >/dev/null || { echo "please install as root: ${packages[*]}" >&2; exit 1; }
    as_root=(sudo)
fi
command -v apt-get >/dev/null || { echo "please install what Debian calls: ${packages[*]}" >&2; exit 1; }

echo "== setting up Debian packages: ${packages[*]}"
export DEBIAN_FRONTEND=noninteractive
options=(-q -y -o Acquire::Retries=3 -o DPkg::Lock::Timeout=300)
"${as_root[@]}" apt-get "${options[@]}" update
"${as_root[@]}" apt-get "${options[@]}" install --no-install-recommends "${packages[@]}"
