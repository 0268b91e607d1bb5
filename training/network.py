"""The network: an encoder over a whole note, and read-outs that are sums over the words of a sentence."""

import math
import os

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F
from safetensors.torch import load_file

from data import LEAST_WEIGHT
from vocabulary import FOLDER, pretrained

WIDTH, HEADS, INNER = 384, 12, 1536
# Read-outs of a sentence: risk, catalyst, contrarian, negative, neutral, positive, weight in the note.
TARGETS = 7
# Added to the read-out of a sentence's weight before its softplus, so that 0 stands for a weight of 1.
CENTRE = 0.54


class Quantised(nn.Linear):
    """A linear map whose weights (and inputs) are rounded as the shipped file rounds them, once `bits` is set."""

    bits = None

    def forward(self, x):
        if self.bits is None:
            return super().forward(x)
        return F.linear(rounded_rows(x), rounded_weights(self.weight, self.bits), self.bias)


GROUP = 128


def grid(weights, bits, group=GROUP):
    """Groups of a row's weights, and for each the scale: the upper half of a float, rounded up so that the largest weight fits."""
    groups = weights.reshape(weights.shape[0], -1, group)
    scale = groups.abs().amax(-1, keepdim=True).clamp_min(1e-8) / (2 ** (bits - 1) - 1)
    return groups, ((scale.view(torch.int32) + 0xFFFF) & ~0xFFFF).view(torch.float32)


def rounded_weights(weights, bits, group=GROUP):
    groups, scale = grid(weights.detach().float(), bits, group)
    return weights + ((groups / scale).round() * scale).reshape(weights.shape) - weights.detach()


def rounded_rows(x):
    """Activations as signed 8-bit integers with a scale a position."""
    own = x.float()
    scale = own.abs().amax(-1, keepdim=True).clamp_min(1e-8) / 127
    return x + ((own / scale).round() * scale - own).detach().to(x.dtype)


class Dropout(nn.Module):
    """Dropout whose masks come from bytes of a fast generator: torch's own takes a seventh of the training on a CPU."""

    generator = np.random.default_rng(0)

    def __init__(self, share):
        super().__init__()
        self.cut = round(share * 256)

    def forward(self, x):
        if not self.training or not self.cut:
            return x
        kept = torch.frombuffer(bytearray(self.generator.bytes(x.numel())), dtype=torch.uint8).view(x.shape) >= self.cut
        return x * (kept.to(x.dtype) * (256 / (256 - self.cut)))


class Layer(nn.Module):
    def __init__(self, dropout):
        super().__init__()
        self.qkv, self.out = Quantised(WIDTH, 3 * WIDTH), Quantised(WIDTH, WIDTH)
        self.first, self.second = Quantised(WIDTH, INNER), Quantised(INNER, WIDTH)
        self.norm1, self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = Dropout(dropout)

    def forward(self, x, mask):
        """`mask` (count, 1, 1, length) is added to the scores: 0 where there is a piece, far below 0 elsewhere."""
        count, length, _ = x.shape
        query, key, value = self.qkv(x).view(count, length, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        # Spelled out, as torch's fused attention is slow backwards on a CPU.
        with torch.autocast("cpu", enabled=False):
            scores = (query * (1 / math.sqrt(WIDTH // HEADS))) @ key.transpose(2, 3) + mask.to(query.dtype)
            mixed = (scores.softmax(-1) @ value).transpose(1, 2).reshape(count, length, WIDTH)
        x = self.norm1(x + self.drop(self.out(mixed)))
        return self.norm2(x + self.drop(self.second(F.gelu(self.first(x)))))


class Network(nn.Module):
    """Pieces (count, length) in; per position what it says for every target and how much it is heard, and its sign as a company."""

    SOURCES = ("corpus", "sentfin", "finentity", "tfns")

    def __init__(self, pieces, layers=6, dropout=0.1, positions=512):
        super().__init__()
        self.words, self.places = nn.Embedding(pieces, WIDTH), nn.Embedding(positions, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(layers))
        self.says, self.heard = nn.Linear(WIDTH, TARGETS), nn.Linear(WIDTH, TARGETS)
        self.mention = nn.Linear(WIDTH, 3)
        nn.init.zeros_(self.heard.weight)
        nn.init.zeros_(self.heard.bias)
        # How each source labels: what it adds to the three signs; nothing for the corpus.
        self.habit = nn.Parameter(torch.zeros(len(self.SOURCES), 3))
        self.slope = nn.Parameter(torch.tensor(1.5))
        self.drop = Dropout(dropout)
        self.bits = None

    def quantise(self, bits):
        self.bits = bits
        for layer in self.layers:
            for part in (layer.qkv, layer.out, layer.first, layer.second):
                part.bits = bits

    def encode(self, pieces):
        present = pieces.ne(0)
        if self.bits is None:
            words, places = self.words.weight, self.places.weight
        else:
            words, places = rounded_weights(self.words.weight, self.bits), rounded_weights(self.places.weight, 8, WIDTH)
        first = 0
        if self.training and torch.rand(()) < 0.3:
            # So that the later places, which few notes reach, are learnt too.
            first = int(torch.randint(0, places.shape[0] - pieces.shape[1] + 1, ()))
        x = F.embedding(pieces, words) + places[first : first + pieces.shape[1]]
        x = self.drop(self.norm(x))
        mask = torch.zeros(present.shape).masked_fill(~present, -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def read(self, hidden, rows, starts, ends):
        """Logits (sentences, TARGETS): for each sentence the mean over its positions of what they say, weighed by how much they are heard."""
        says, heard = self.says(hidden).float(), self.heard(hidden).float()
        longest = int((ends - starts).max())
        at = starts[:, None] + torch.arange(longest)
        inside = at < ends[:, None]
        at = at.clamp(max=hidden.shape[1] - 1)
        says, heard = says[rows[:, None], at], heard[rows[:, None], at]
        weights = heard.masked_fill(~inside[..., None], -1e9).softmax(1)
        return (weights * says).sum(1)

    def company(self, hidden, rows, starts, ends):
        """Logits (mentions, 3) of the sign towards a mentioned company, from the mean of the positions that name it."""
        sums = torch.cat([hidden.new_zeros(hidden.shape[0], 1, WIDTH), hidden.float().cumsum(1)], 1)
        mean = (sums[rows, ends] - sums[rows, starts]) / (ends - starts)[:, None]
        return self.mention(mean).float()


def sentence_weight(logit):
    """What a sentence weighs in the note, from its read-out."""
    return F.softplus(logit + CENTRE)


def note_score(network, logits):
    """Score of one note from its body sentences' logits (sentences, TARGETS)."""
    signs = logits[:, 3:6].softmax(-1)
    weights = sentence_weight(logits[:, 6])
    return torch.tanh(network.slope * (weights * (signs[:, 2] - signs[:, 0])).sum() / weights.sum().clamp_min(LEAST_WEIGHT))


def start(pieces, layers=6):
    """A network that begins as all-MiniLM-L6-v2, cut to the given pieces and (evenly) to the given number of layers."""
    held = load_file(os.path.join(FOLDER, "model.safetensors"))
    held = {name.removeprefix("bert."): tensor.float() for name, tensor in held.items()}
    network = Network(len(pieces), layers)
    rank = {piece: index for index, piece in enumerate(pretrained())}
    with torch.no_grad():
        network.words.weight.copy_(held["embeddings.word_embeddings.weight"][[rank[piece] for piece in pieces]])
        network.places.weight.copy_(held["embeddings.position_embeddings.weight"] + held["embeddings.token_type_embeddings.weight"][0])
        copy(network.norm, held, "embeddings.LayerNorm")
        chosen = [round(index * 5 / max(layers - 1, 1)) for index in range(layers)]
        for layer, own in zip(network.layers, chosen):
            name = f"encoder.layer.{own}."
            for kind in ("weight", "bias"):
                getattr(layer.qkv, kind).copy_(torch.cat([held[f"{name}attention.self.{part}.{kind}"] for part in ("query", "key", "value")]))
            copy(layer.out, held, f"{name}attention.output.dense")
            copy(layer.norm1, held, f"{name}attention.output.LayerNorm")
            copy(layer.first, held, f"{name}intermediate.dense")
            copy(layer.second, held, f"{name}output.dense")
            copy(layer.norm2, held, f"{name}output.LayerNorm")
    return network


def copy(module, held, name):
    module.weight.copy_(held[name + ".weight"])
    module.bias.copy_(held[name + ".bias"])
