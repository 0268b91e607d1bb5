"""Reads a model file back into a network that can be trained on: the other way round of `export`."""

import struct

import numpy as np
import torch

from export import DIMENSIONS, MAGIC
from network import CENTRE, GROUP, HEADS, INNER, TARGETS, WIDTH

# Calibration numbers in the header: thresholds, slope, interval, mixed.
NUMBERS = 7
# Which of them is the slope of the note's score.
SLOPE = 3


class Content:
    """The bytes of a file, taken from the front."""

    def __init__(self, held):
        self.held, self.at = memoryview(held), 0

    def take(self, count):
        self.at += count
        return self.held[self.at - count : self.at]

    def unpacked(self, form):
        return struct.unpack(form, self.take(struct.calcsize(form)))

    def floats(self, *shape):
        return torch.tensor(np.frombuffer(self.take(4 * int(np.prod(shape))), "<f4").reshape(shape).copy())

    def scales(self, count):
        return (np.frombuffer(self.take(2 * count), "<u2").astype(np.uint32) << 16).view(np.float32)[:, None]

    def nibbles(self, rows, width):
        scales = self.scales(rows * width // GROUP)
        held = np.frombuffer(self.take(rows * width // 2), np.uint8)
        values = np.stack([held & 15, held >> 4], 1).astype(np.float32).reshape(-1, GROUP) - 8
        return torch.tensor((values * scales).reshape(rows, width))

    def whole(self, rows, width):
        scales = self.scales(rows)
        return torch.tensor(np.frombuffer(self.take(rows * width), np.int8).reshape(rows, width) * scales)


def load(path, network, pieces):
    """Gives a network the weights of a file; of the word pieces (its rows, in their order) those that the file lacks keep what they have."""
    with open(path, "rb") as file:
        content = Content(file.read())
    if content.take(len(MAGIC)) != MAGIC:
        raise SystemExit(f"{path}: not a model file ({MAGIC.decode()})")
    content.take(32)
    content.take(content.take(1)[0])
    count, positions, layers, *shape = content.unpacked("<6H")
    expected = [network.places.num_embeddings, len(network.layers), WIDTH, HEADS, INNER]
    if [positions, layers, *shape] != expected:
        raise SystemExit(f"{path}: positions, layers, width, heads and inner width {[positions, layers, *shape]}, expected {expected}")
    numbers = content.unpacked(f"<{NUMBERS}d")
    with torch.no_grad():
        network.says.weight.copy_(content.floats(TARGETS, WIDTH))
        network.says.bias.copy_(content.floats(TARGETS))
        network.says.bias[6] -= CENTRE
        network.heard.weight.copy_(content.floats(TARGETS, WIDTH))
        network.mention.weight.copy_(content.floats(3, WIDTH))
        network.mention.bias.copy_(content.floats(3))
        network.slope.fill_(numbers[SLOPE])
        listed = bytes(content.take(*content.unpacked("<I"))).decode().split("\n")
        rank = {piece: index for index, piece in enumerate(listed)}
        words = content.nibbles(count, WIDTH)
        for row, piece in enumerate(pieces):
            if piece in rank:
                network.words.weight[row] = words[rank[piece]]
        network.places.weight.copy_(content.whole(positions, WIDTH))
        norm(content, network.norm)
        for layer in network.layers:
            matrix(content, layer.qkv)
            matrix(content, layer.out)
            norm(content, layer.norm1)
            matrix(content, layer.first)
            matrix(content, layer.second)
            norm(content, layer.norm2)
    # The read-out for meaning is fitted anew.
    content.take(2 * DIMENSIONS + DIMENSIONS * WIDTH + 4 * DIMENSIONS)
    if content.at != len(content.held):
        raise SystemExit(f"{path}: {len(content.held) - content.at} bytes too long")


def matrix(content, linear):
    linear.weight.copy_(content.nibbles(*linear.weight.shape))
    linear.bias.copy_(content.floats(*linear.bias.shape))


def norm(content, module):
    module.weight.copy_(content.floats(*module.weight.shape))
    module.bias.copy_(content.floats(*module.bias.shape))
