#!/usr/bin/env bash
# Makes .venv/ and installs pinned packages into it: `venv.sh PYTHON REQUIREMENTS`.
set -euo pipefail

python=$1 requirements=$2
if ! "$python" -c 'import ensurepip' 2>/dev/null; then
    # Debian keeps it in a package of its own; a command that cannot exist makes debian.sh install it.
    "$(dirname "$0")/debian.sh" "no-such-command=python3-venv"
fi
[[ -x .venv/bin/python ]] || "$python" -m venv .venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check --requirement "$requirements"
