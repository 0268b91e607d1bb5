"""Trains the network, measures it and writes model/. Run through `make train`, which makes the virtual environment.

Everything that the run depends on is in this folder, corpus/ and ../shared/data (where that is there); the seed is fixed. A run that was stopped
goes on after its last whole epoch. `train.py FILE` leaves out the first cycle and goes on from the model file.
"""

import os
import sys

import numpy as np
import torch

import meaning
import pieces
from calibration import NoteScores, applied, lines, logistic, sign_lines, threshold
from data import HELD, ROOT, corpus, public, public_rows
from evaluate import Labelled, held, main as evaluate
from export import write
from fit import fit
from load import load
from network import start
from reading import read, read_lines
from vocabulary import Vocabulary, build

VERSION = "minilm-6-3"
SEED = 1
# Epochs of each cycle, after how many of them weights are rounded, and the rate that it begins with.
CYCLES = ((9, 7, 2e-4), (8, 6, 1.5e-4))
MODEL = os.path.join(ROOT, "model", "note.model")
PLAIN = [[1, 0]] * 9


def main():
    torch.manual_seed(SEED)
    vocabulary = Vocabulary(build())
    notes, others = list(corpus(vocabulary)), list(public(vocabulary))
    names = sorted({note.name for note in notes if note.fold == HELD})
    print(f"corpus/: written for this project; {len({note.name for note in notes})} files, {len(notes)} sequences; not shown to the network: {' '.join(names)}")
    print(f"{len(vocabulary.pieces)} word pieces", flush=True)
    network = start(vocabulary.pieces)
    runs = os.path.join(ROOT, "training", "runs")
    os.makedirs(runs, exist_ok=True)
    first = 0
    if len(sys.argv) > 1:
        load(sys.argv[1], network, vocabulary.pieces)
        first = 1
        print(f"goes on from {sys.argv[1]}")
    for cycle, (epochs, exact, rate) in list(enumerate(CYCLES))[first:]:
        network.quantise(None)
        print(f"cycle {cycle + 1} of {len(CYCLES)}", flush=True)
        network = fit(network, [note for note in notes if note.fold != HELD], [row for row in others if row.fold != HELD],
            os.path.join(runs, f"{VERSION}-{cycle + 1}.pt"), epochs=epochs, rate=rate, quantise_from=exact, seed=SEED + cycle)
    network.eval()
    network.quantise(4)

    # Twice: first as it is, to be read by the engine that ships, then with what is fitted to that reading.
    first = os.path.join(runs, f"{VERSION}.model")
    write(first, network, vocabulary, VERSION, dict(thresholds=[0.4] * 3, slope=float(network.slope.detach()), interval=[0.3, 0.0], mixed=0.1), PLAIN)
    fitted, calibration = calibrate(first, names)
    own = meaning.fit(network, [note for note in notes if note.fold != HELD], vocabulary)
    size = write(MODEL, network, vocabulary, VERSION, calibration, fitted, own)
    with open(os.path.join(ROOT, "model", "unseen.txt"), "w", encoding="utf-8") as file:
        file.write("\n".join(names) + "\n")
    pieces.write(vocabulary)
    print(f"wrote {MODEL}: {size:,} bytes; {calibration}\n")
    evaluate()


def calibrate(model, names):
    """Lines (9, 2) and calibration from how the engine reads the files and rows that the network never saw."""
    labelled = Labelled(names)
    logits = read(model, labelled.paths)[:, :7]
    own = lines(logits[:, :6], labelled.roles, labelled.signs)
    logits[:, :6] = applied(logits[:, :6], own)
    scores = NoteScores.fit([note for note, _ in labelled.scored(logits)])
    thresholds = [threshold(labelled.roles[:, index], logistic(logits[:, index])) for index in range(3)]
    towards = np.array([[1.0, 0.0]] * 3)
    rows = [row for _, every in public_rows() for row in held(every) if row[2]]
    if rows:
        _, found = read_lines(model, [(text, [mention[:2] for mention in mentions]) for text, _, mentions in rows])
        signs = np.array([mention[2] for _, _, mentions in rows for mention in mentions])
        towards = sign_lines(np.concatenate(found), signs)
    calibration = dict(thresholds=thresholds, slope=scores.slope, interval=list(scores.interval), mixed=scores.mixed)
    return np.concatenate([own, towards]), calibration


if __name__ == "__main__":
    main()
