"""Fits the read-out for meaning: a linear map over the mean of a sentence's pieces, as they go into the first layer, that comes near what the pretrained
sentence encoder makes of the sentence. Sentences of two notes are paired by it. `meaning.py FILE` fits it for a model file and writes it into that.
"""

import sys

import numpy as np
import torch
import torch.nn.functional as F

from data import HELD, corpus
from export import DIMENSIONS, replace_meaning
from load import load
from network import WIDTH, rounded_weights, start
from vocabulary import Vocabulary, build

# How much the map is held back, and how many positions the pretrained encoder takes at once.
RIDGE, BATCH = 1e-3, 8000


def sentences(notes):
    return [note.pieces[own.start : own.end] for note in notes for own in note.sentences if own.read and own.end > own.start]


@torch.no_grad()
def taught(lines, vocabulary):
    """(lines, WIDTH): unit vectors of the pretrained encoder, which reads each line alone."""
    teacher = start(vocabulary.pieces).eval()
    order = sorted(range(len(lines)), key=lambda index: len(lines[index]))
    found, at = torch.zeros(len(lines), WIDTH), 0
    while at < len(order):
        count = max(1, BATCH // (len(lines[order[at]]) + 2))
        own = order[at : at + count]
        pieces = torch.zeros(len(own), max(len(lines[index]) for index in own) + 2, dtype=torch.long)
        for row, index in enumerate(own):
            line = [vocabulary.start, *lines[index], vocabulary.stop]
            pieces[row, : len(line)] = torch.tensor(line)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            hidden = teacher.encode(pieces).float()
        present = pieces.ne(0)[..., None]
        found[own] = F.normalize((hidden * present).sum(1) / present.sum(1), dim=1)
        at += count
    return found


@torch.no_grad()
def means(lines, network):
    """(lines, WIDTH): the mean of a line's pieces as they go into the first layer, each as if it stood first."""
    words, places = rounded_weights(network.words.weight, 4), rounded_weights(network.places.weight, 8, WIDTH)
    table = network.norm(words + places[1])
    ends = torch.tensor(np.cumsum([0] + [len(line) for line in lines]))
    return F.embedding_bag(torch.tensor([piece for line in lines for piece in line]), table, ends[:-1], mode="mean")


def fit(network, notes, vocabulary):
    """Weights (DIMENSIONS, WIDTH) and offsets (DIMENSIONS) of the map."""
    lines = sentences(notes)
    goal = taught(lines, vocabulary).double()
    goal -= goal.mean(0)
    # The directions in which sentences differ most.
    values, vectors = torch.linalg.eigh(goal.T @ goal)
    goal = goal @ vectors[:, values.argsort(descending=True)[:DIMENSIONS]]
    held = means(lines, network).double()
    centre = held.mean(0)
    held -= centre
    weights = torch.linalg.solve(held.T @ held + RIDGE * len(lines) * torch.eye(WIDTH, dtype=torch.double), held.T @ goal).T
    print(f"meaning: cosine to the pretrained encoder {F.cosine_similarity(held @ weights.T, goal).mean():.3f} over {len(lines)} sentences", flush=True)
    return weights.float(), -(weights @ centre).float()


def main():
    vocabulary = Vocabulary(build())
    network = start(vocabulary.pieces)
    load(sys.argv[1], network, vocabulary.pieces)
    notes = [note for note in corpus(vocabulary) if note.fold != HELD]
    replace_meaning(sys.argv[1], *fit(network, notes, vocabulary))


if __name__ == "__main__":
    main()
