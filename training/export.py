"""Writes a network as a model file, the layout that `scorer::model` reads: magic, SHA-256 of the rest, header, weights; little-endian."""

import hashlib
import struct

import numpy as np
import torch

from data import LONGEST
from network import CENTRE, HEADS, INNER, WIDTH, grid

MAGIC = b"NAMODEL3"
# What the read-out for meaning comes to.
DIMENSIONS = 128


def scales(values):
    """The upper halves of 32-bit floats that have nothing in their lower ones."""
    bits = np.ascontiguousarray(values.detach().float().numpy()).view(np.uint32)
    assert not (bits & 0xFFFF).any()
    return (bits >> 16).astype("<u2").tobytes()


def nibbles(weights):
    """Scales, then two numbers a byte, the first in the low half, 8 added."""
    groups, scale = grid(weights.detach().float(), 4)
    values = ((groups / scale).round() + 8).to(torch.uint8).reshape(-1).numpy()
    return scales(scale) + (values[0::2] | values[1::2] << 4).tobytes()


def whole(weights):
    """A scale a row, then signed bytes."""
    groups, scale = grid(weights.detach().float(), 8, weights.shape[1])
    return scales(scale) + (groups / scale).round().to(torch.int8).numpy().tobytes()


def floats(tensor):
    return tensor.detach().float().numpy().astype("<f4").tobytes()


def matrix(linear):
    return nibbles(linear.weight) + floats(linear.bias)


def norm(module):
    return floats(module.weight) + floats(module.bias)


def write(path, network, vocabulary, version, calibration, lines, meaning=None):
    """`calibration` as in `scorer::model::Calibration`; `lines` (9, 2) are slope and offset of the six logits and of the three signs towards a company;
    `meaning` are weights and offsets of the read-out for meaning, without which no sentence means anything."""
    says, intercepts = network.says.weight.detach().clone(), network.says.bias.detach().clone()
    mention, mention_intercepts = network.mention.weight.detach().clone(), network.mention.bias.detach().clone()
    lines = torch.tensor(np.asarray(lines), dtype=torch.float32)
    says[:6] *= lines[:6, :1]
    intercepts[:6] = intercepts[:6] * lines[:6, 0] + lines[:6, 1]
    intercepts[6] += CENTRE
    mention *= lines[6:, :1]
    mention_intercepts = mention_intercepts * lines[6:, 0] + lines[6:, 1]
    listed = "\n".join(vocabulary.pieces).encode()
    name = version.encode()
    content = bytes([len(name)]) + name
    content += struct.pack("<6H", len(vocabulary.pieces), LONGEST, len(network.layers), WIDTH, HEADS, INNER)
    numbers = [*calibration["thresholds"], calibration["slope"], *calibration["interval"], calibration["mixed"]]
    content += struct.pack(f"<{len(numbers)}d", *numbers)
    content += floats(says) + floats(intercepts) + floats(network.heard.weight) + floats(mention) + floats(mention_intercepts)
    content += struct.pack("<I", len(listed)) + listed
    content += nibbles(network.words.weight) + whole(network.places.weight[:LONGEST]) + norm(network.norm)
    for layer in network.layers:
        content += matrix(layer.qkv) + matrix(layer.out) + norm(layer.norm1) + matrix(layer.first) + matrix(layer.second) + norm(layer.norm2)
    content += read_out_for_meaning(*(meaning or (torch.zeros(DIMENSIONS, WIDTH), torch.zeros(DIMENSIONS))))
    return seal(path, content)


def read_out_for_meaning(weights, offsets):
    return whole(weights) + floats(offsets)


def replace_meaning(path, weights, offsets):
    """Puts another read-out for meaning, the last field, into a model file."""
    with open(path, "rb") as file:
        content = file.read()[len(MAGIC) + 32 :]
    fresh = read_out_for_meaning(weights, offsets)
    seal(path, content[: -len(fresh)] + fresh)


def seal(path, content):
    """Writes a file with its check; returns its length."""
    whole_file = MAGIC + hashlib.sha256(content).digest() + content
    with open(path, "wb") as file:
        file.write(whole_file)
    return len(whole_file)
