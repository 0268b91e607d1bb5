"""Fits the network: epochs over whole notes with the public sets mixed in, resumable after every epoch."""

import copy
import os
import time

import numpy as np
import torch
import torch.nn.functional as F

from data import batches, cropped, seeded
from network import Dropout, Network, note_score
from vocabulary import SPECIAL

torch.set_num_threads(2)


def padded(sequences):
    longest = max(len(sequence.pieces) for sequence in sequences)
    return torch.tensor([sequence.pieces + [0] * (longest - len(sequence.pieces)) for sequence in sequences])


def forward(network, sequences, blanks=None):
    """Hidden states, and logits of all body sentences of the sequences in their order; `blanks` (piece, share, generator) hides pieces."""
    pieces = padded(sequences)
    if blanks:
        piece, share, generator = blanks
        # The first pieces of the vocabulary are its specials.
        pieces[torch.tensor(generator.random(pieces.shape) < share) & (pieces >= len(SPECIAL))] = piece
    with torch.autocast("cpu", torch.bfloat16):
        hidden = network.encode(pieces)
    held = [(row, sentence) for row, sequence in enumerate(sequences) for sentence in sequence.sentences if sentence.read]
    rows = torch.tensor([row for row, _ in held])
    logits = network.read(hidden.float(), rows, torch.tensor([s.start for _, s in held]), torch.tensor([s.end for _, s in held]))
    return hidden, logits, held, rows


def losses(network, sequences, blanks=None, smooth=0.05):
    hidden, logits, held, rows = forward(network, sequences, blanks)
    source = Network.SOURCES.index(sequences[0].source)
    found = {}
    if sequences[0].source == "corpus":
        truth = torch.tensor([sentence.roles for _, sentence in held])
        truth = truth * (1 - smooth) + smooth * 0.15
        found["roles"] = F.binary_cross_entropy_with_logits(logits[:, :3], truth, reduction="none").sum(-1).mean()
        scores = [(row, sequence.score) for row, sequence in enumerate(sequences) if sequence.score is not None]
        if scores:
            own = torch.stack([note_score(network, logits[rows == row]) for row, _ in scores])
            found["note"] = F.smooth_l1_loss(own, torch.tensor([score for _, score in scores]), beta=0.1)
    signed = [at for at, (_, sentence) in enumerate(held) if sentence.polarity is not None]
    if signed:
        signs = torch.tensor([int(np.sign(held[at][1].polarity)) + 1 for at in signed])
        found["polarity"] = F.cross_entropy(logits[signed, 3:6] + (network.habit[source] if source else 0), signs, label_smoothing=smooth)
    mentions = [(row, mention) for row, sentence in held for mention in sentence.mentions]
    if mentions:
        place = lambda index: torch.tensor([mention[index] for _, mention in mentions])
        own = network.company(hidden.float(), torch.tensor([row for row, _ in mentions]), place(0), place(1))
        found["mention"] = F.cross_entropy(own, place(2) + 1, label_smoothing=smooth)
    return found


# Share of the pieces that are hidden from the network while it learns, so that it does not hang on one word.
HIDDEN = 0.05
# The weights that are kept are a running mean over some of the last steps.
MEAN = 0.998
WEIGHTS = {"roles": 1.0, "polarity": 1.5, "note": 2.0, "mention": 0.5}


def fit(network, notes, others, path, epochs=6, rate=1.5e-4, size=8, other_share=0.5, seed=1, crop=0.3, quantise_from=None, bits=4):
    """Trains, and returns the network with the running mean of the weights; `path` holds the state after each epoch, from which a stopped run goes
    on."""
    decayed = [p for name, p in network.named_parameters() if p.ndim > 1 and not name.startswith(("says", "heard", "mention", "habit"))]
    heads = [p for name, p in network.named_parameters() if name.startswith(("says", "heard", "mention", "habit", "slope"))]
    rest = [p for name, p in network.named_parameters() if p.ndim <= 1 and not name.startswith(("says", "heard", "mention", "habit", "slope"))]
    optimiser = torch.optim.AdamW([
        {"params": decayed, "weight_decay": 0.01, "peak": rate}, {"params": rest, "weight_decay": 0.0, "peak": rate}, {"params": heads, "weight_decay": 0.0, "peak": rate * 6}],
        lr=rate, betas=(0.9, 0.98), fused=True)
    steps = -(-len(notes) // size)
    other_size = max(1, round(len(others) * other_share / steps)) if others else 0
    total, first = steps * epochs, 0
    mean = copy.deepcopy(network)
    if os.path.exists(path):
        state = torch.load(path)
        network.load_state_dict(state["network"])
        mean.load_state_dict(state["mean"])
        optimiser.load_state_dict(state["optimiser"])
        first = state["epoch"]
        print(f"goes on after epoch {first}")
    for epoch in range(first, epochs):
        if quantise_from is not None and epoch >= quantise_from:
            network.quantise(bits)
            mean.quantise(bits)
        network.train()
        torch.manual_seed(seed * 1000 + epoch)
        generator = seeded(seed, epoch)
        Dropout.generator = seeded(seed, epoch, 1)
        blanks = (SPECIAL.index("[UNK]"), HIDDEN, seeded(seed, epoch, 2))
        groups = batches([cropped(note, generator, crop) for note in notes], size, generator)
        # Each of the public sets has its own order and takes turns by its size.
        aside = mixed(others, other_size, generator) if others else []
        began, sums = time.time(), {}
        for step, group in enumerate(groups):
            progress = (epoch * steps + step) / total
            pace = min(1.0, progress / 0.06) * (1 - progress) if progress < 1 else 0.0
            for own in optimiser.param_groups:
                own["lr"] = own["peak"] * pace
            optimiser.zero_grad(set_to_none=True)
            for part, factor in ((group, 1.0), (aside[step] if step < len(aside) else None, 0.5)):
                if part:
                    found = losses(network, part, blanks)
                    (factor * sum(WEIGHTS[name] * loss for name, loss in found.items())).backward()
                    for name, loss in found.items():
                        key = name if factor == 1.0 else name + "+"
                        sums.setdefault(key, []).append(loss.item())
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            # Young means follow at once.
            done = epoch * steps + step
            with torch.no_grad():
                torch._foreach_lerp_(list(mean.parameters()), list(network.parameters()), 1 - min(MEAN, (done + 1) / (done + 10)))
        print(f"epoch {epoch + 1} of {epochs}: {time.time() - began:.0f} s, " + ", ".join(f"{name} {np.mean(values):.3f}" for name, values in sums.items()), flush=True)
        torch.save({"network": network.state_dict(), "mean": mean.state_dict(), "optimiser": optimiser.state_dict(), "epoch": epoch + 1}, path)
    return mean


def mixed(others, size, generator):
    """Batches of one public set each, in turns by their sizes."""
    found = []
    for source in sorted({sequence.source for sequence in others}):
        found += batches([sequence for sequence in others if sequence.source == source], size, generator)
    return [found[at] for at in generator.permutation(len(found))]
