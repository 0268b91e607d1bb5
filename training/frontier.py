"""Draws the frontier of size, time and quality: networks of fewer layers that begin as the shipped one, trained on for a little, all read by the engine
that ships. `make frontier`; nothing of it is shipped.
"""

import os
import sys
import time

import torch

from data import HELD, ROOT, corpus, public
from evaluate import Labelled, corpus_figures
from export import write
from fit import fit
from load import load
from network import start
from reading import read
from train import MODEL, PLAIN, SEED
from vocabulary import Vocabulary, build

SIZES = (6, 4, 3, 2)
# All of them in four bits.
EPOCHS, RATE = 2, 1e-4


def thinned(whole, pieces, layers):
    """A network of some of another's layers, evenly chosen, the first and the last among them."""
    network = start(pieces, layers)
    held = whole.state_dict()
    chosen = [round(index * (len(whole.layers) - 1) / max(layers - 1, 1)) for index in range(layers)]
    with torch.no_grad():
        for name, own in network.state_dict().items():
            if name.startswith("layers."):
                _, index, rest = name.split(".", 2)
                name = f"layers.{chosen[int(index)]}.{rest}"
            own.copy_(held[name])
    return network


def main():
    torch.manual_seed(SEED)
    vocabulary = Vocabulary(build())
    notes = [note for note in corpus(vocabulary)]
    names = sorted({note.name for note in notes if note.fold == HELD})
    seen = [note for note in notes if note.fold != HELD]
    others = [row for row in public(vocabulary) if row.fold != HELD]
    whole = start(vocabulary.pieces)
    load(MODEL, whole, vocabulary.pieces)
    runs = os.path.join(ROOT, "training", "runs")
    os.makedirs(runs, exist_ok=True)
    for layers in [int(size) for size in sys.argv[1:]] or SIZES:
        path = os.path.join(runs, f"frontier-{layers}.model")
        network = whole
        if layers != len(whole.layers):
            network = fit(thinned(whole, vocabulary.pieces, layers), seen, others, os.path.join(runs, f"frontier-{layers}.pt"), epochs=EPOCHS, rate=RATE,
                quantise_from=0, seed=SEED)
        network.eval()
        network.quantise(4)
        plain = dict(thresholds=[0.4] * 3, slope=float(network.slope.detach()), interval=[0.3, 0.0], mixed=0.1)
        size = write(path, network, vocabulary, f"frontier-{layers}", plain, PLAIN)
        paths = Labelled(names).paths
        read(path, paths[:1])
        began = time.time()
        read(path, paths)
        print(f"\n{layers} layers: {size:,} bytes, {time.time() - began:.1f} s for the unseen files", flush=True)
        corpus_figures(path, names)


if __name__ == "__main__":
    main()
