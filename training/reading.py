"""Has the engine that ships read text with a model file: the figures are its own, not those of the training's arithmetic."""

import os
import subprocess
import tempfile

import numpy as np

from data import ROOT


def read(model, files):
    """For every body line of the corpus files its six logits and weight (lines, 7)."""
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, "out")
        command = ["cargo", "run", "--quiet", "--release", "--package", "scorer", "--example", "read", "--", model, out, *files]
        subprocess.run(command, check=True, cwd=ROOT)
        return np.fromfile(out, dtype="<f8").reshape(-1, 10)


def read_lines(model, rows):
    """For every (text, [(start, end)]), each a note of its own, its six logits and weight, and (3) for every range of bytes."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "lines.txt")
        with open(path, "w", encoding="utf-8") as file:
            for text, ranges in rows:
                spans = ",".join(f"{len(text[:start].encode())}-{len(text[:end].encode())}" for start, end in ranges)
                file.write(f"@note id=-\nbody | {spans or '-'} | 0 | {text}\n")
        found = read(model, [path])
    logits, towards = found[:, :7], found[:, 7:]
    # A line's own row comes first, then one for every range.
    at, lines, mentions = 0, [], []
    for _, ranges in rows:
        lines.append(logits[at])
        mentions.append(towards[at + 1 : at + 1 + len(ranges)])
        at += 1 + len(ranges)
    assert at == len(found)
    return np.array(lines), mentions
