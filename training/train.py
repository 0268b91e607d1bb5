"""Trains the model and writes model/note.model. Run through `make train`, which makes the virtual environment from requirements.txt.

Needs cargo (for the feature example) and nothing but corpus/: the labelled notes that were written for this project. The same corpus and
settings give the same bytes.
"""

import hashlib
import os
import struct

import numpy as np

from evaluate import evaluate
from ngrams import (BITS, ROOT, Corpus, NoteScores, best_threshold, calibrate, fit, fit_calibration, logistic, note_examples, softmax, unseen_logits)

VERSION = "ngrams-1"


def main():
    corpus = Corpus()
    print(f"corpus/: written for this project; {len(corpus.files)} files, {len(corpus.notes)} notes, {len(corpus.polarity)} body sentences")
    logits = unseen_logits(corpus)
    evaluate(corpus, logits)

    lines = fit_calibration(logits, corpus.roles, corpus.polarity)
    calibrated = calibrate(logits, lines)
    probabilities, polarity = logistic(calibrated[:, :3]), softmax(calibrated[:, 3:])
    thresholds = [best_threshold(corpus.roles[:, index], probabilities[:, index]) for index in range(3)]
    scores = NoteScores.fit(note_examples(corpus, probabilities, polarity[:, 2] - polarity[:, 0])[0])
    print(f"\nthresholds {thresholds}, slope {scores.slope:.3f}, role weights {np.round(scores.role_weights, 3)}, "
          f"edge weights {np.round(scores.edge_weights, 3)}, interval {np.round(scores.interval, 3)}, mixed {scores.mixed:.3f}")

    weights, intercepts = fit(corpus.features, corpus.roles, corpus.polarity)
    path = os.path.join(ROOT, "model", "note.model")
    write(path, weights * lines[:, 0], intercepts * lines[:, 0] + lines[:, 1], thresholds, scores)


def write(path, weights, intercepts, thresholds, scores):
    """Layout: magic, SHA-256 of the rest, then version, hash bits, calibration, intercepts, scales, int8 weights by bucket; little-endian."""
    scales = np.abs(weights).max(axis=0) / 127
    table = np.rint(weights / scales).astype(np.int8)
    version = VERSION.encode()
    numbers = [*thresholds, scores.slope, *scores.role_weights, *scores.edge_weights, *scores.interval, scores.mixed, *intercepts, *scales]
    content = bytes([len(version)]) + version + bytes([BITS]) + struct.pack(f"<{len(numbers)}d", *numbers) + table.tobytes()
    with open(path, "wb") as file:
        file.write(b"NAMODEL1" + hashlib.sha256(content).digest() + content)
    error = np.abs(table * scales - weights).max(axis=0)
    print(f"wrote {path}: {os.path.getsize(path):,} bytes, largest rounding of a weight {error.max():.4f}, weights that are not zero {np.mean(table != 0):.3f}")


if __name__ == "__main__":
    main()
