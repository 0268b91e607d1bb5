"""What the network reads: notes of corpus/ and the public sets of ../shared/data as sequences of word pieces with labels.

Nothing here knows the network. A sequence is a whole note (or one headline); a sentence is a run of positions in it.
"""

import csv
import glob
import json
import os
import re
import sys
from dataclasses import dataclass, field

import numpy as np

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
SHARED = os.environ.get("NOTE_ANNOTATOR_DATA", os.path.join(ROOT, "..", "shared", "data"))
sys.path.insert(0, os.path.join(ROOT, "corpus"))
import notes as corpus_notes  # noqa: E402

ROLES = ("risk", "catalyst", "contrarian")
# The folds that the figures are read on: a corpus file, or a row of a public set, belongs to one of them.
FOLDS = 5
# The fold that the shipped network does not see.
HELD = 3
# Longest sequence that the network takes in one pass, in word pieces, and what a longer note is read in: a core with context before and
# after it; as in `scorer::model`.
LONGEST, CORE, CONTEXT = 512, 288, 46
# The weight that a note's mean is taken over at least; as in `scorer::score`.
LEAST_WEIGHT = 2.0


@dataclass
class Sentence:
    """A run of positions [start, end) with its labels; `polarity` None where only parts of it are labelled."""

    start: int
    end: int
    read: bool
    roles: tuple = ()
    polarity: int | None = None
    # (start, end, sign) of each labelled mention of a company.
    mentions: list = field(default_factory=list)


@dataclass
class Sequence:
    """Word pieces with the sentences in them, from one source and of one fold."""

    pieces: list
    sentences: list
    source: str
    name: str
    fold: int
    score: float | None = None


def corpus(vocabulary):
    """The notes of corpus/, one sequence a note, sentences in the order of the files."""
    files = sorted(glob.glob(os.path.join(ROOT, "corpus", "*.txt")))
    for index, path in enumerate(files):
        name = os.path.splitext(os.path.basename(path))[0]
        for header, lines in corpus_notes.read(path):
            held = []
            for part, roles, polarity, text in (line for line in lines if line and line[0] in ("body", "heading")):
                own = vocabulary.encode(flat(text))[: CORE - 2]
                held.append((own, part == "body", tuple(float(role in roles) for role in ROLES), polarity))
            parts = list(windows([len(own) + 1 for own, *_ in held]))
            for first, start, end, last in parts:
                pieces, sentences = [vocabulary.start], []
                for at in range(first, last):
                    own, body, roles, polarity = held[at]
                    sentences.append(Sentence(len(pieces), len(pieces) + len(own), body and start <= at < end, roles, polarity))
                    pieces += own + [vocabulary.stop]
                scored = header["style"] != "pairs" and len(parts) == 1
                yield Sequence(pieces, sentences, "corpus", name, index % FOLDS, float(header["score"]) if scored else None)


PLAIN = str.maketrans({**dict.fromkeys("\u2018\u2019\u201b\u02bc\u00b4`", "'"), **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb", '"'), **dict.fromkeys("\u2010\u2011\u2212", "-")})


def flat(text):
    """One clean line, as `scorer::Flat` makes it of a line without breaks."""
    return " ".join(re.sub("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]", "", text).split()).translate(PLAIN)


def windows(lengths):
    """Runs (first, start, end, last) of sentences to be read in one pass: those of start..end are read, the others are context."""
    if sum(lengths) < LONGEST:
        yield 0, 0, len(lengths), len(lengths)
        return
    start = 0
    while start < len(lengths):
        end, room = start + 1, CORE - lengths[start]
        while end < len(lengths) and lengths[end] <= room:
            room -= lengths[end]
            end += 1
        first, room = start, CONTEXT
        while first > 0 and lengths[first - 1] <= room:
            first -= 1
            room -= lengths[first]
        last, room = end, CONTEXT
        while last < len(lengths) and lengths[last] <= room:
            room -= lengths[last]
            last += 1
        yield first, start, end, last
        start = end


SIGNS = {"negative": -1, "neutral": 0, "positive": 1}


def public(vocabulary):
    """The public sets where they are there: one sequence a row."""
    for name, rows in public_rows(print):
        for index, (text, sign, mentions) in enumerate(rows):
            pieces, offsets = vocabulary.encode_with_offsets(text)
            pieces, offsets = pieces[: LONGEST - 2], offsets[: LONGEST - 2]
            held = []
            for start, end, own in mentions:
                inside = [at for at, (first, last) in enumerate(offsets) if first < end and last > start]
                if inside:
                    held.append((inside[0] + 1, inside[-1] + 2, own))
            if pieces:
                sentence = Sentence(1, 1 + len(pieces), True, (), sign, held)
                yield Sequence([vocabulary.start, *pieces, vocabulary.stop], [sentence], name, name, index % FOLDS)


def sentfin(folder):
    with open(os.path.join(folder, "SEntFiN.csv"), encoding="latin1", newline="") as file:
        for row in csv.DictReader(file):
            text = row["Title"]
            mentions = []
            for name, tag in re.findall(r"['\"](.+?)['\"]\s*:\s*['\"](positive|negative|neutral)['\"]", row["Decisions"]):
                at = text.lower().find(name.lower())
                mentions.append((at, at + len(name), SIGNS[tag]) if at >= 0 else (0, 0, SIGNS[tag]))
            signs = {sign for _, _, sign in mentions}
            yield text, signs.pop() if len(signs) == 1 else None, [mention for mention in mentions if mention[1]]


def finentity(folder):
    with open(os.path.join(folder, "FinEntity.json"), encoding="utf-8") as file:
        for row in json.load(file):
            mentions = [(held["start"], held["end"], SIGNS[held["tag"].lower()]) for held in row["annotations"]]
            signs = {sign for _, _, sign in mentions}
            yield row["content"], signs.pop() if len(signs) == 1 else None, mentions


def tfns(folder):
    for name in ("sent_train.csv", "sent_valid.csv"):
        with open(os.path.join(folder, name), encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                # 0 bearish, 1 bullish, 2 neutral; addresses say nothing.
                yield re.sub(r"\s*https?://\S+", "", row["text"]).strip(), (-1, 1, 0)[int(row["label"])], []


# Name, reader and where it comes from.
PUBLIC = (("sentfin", sentfin, "SEntFiN 1.0, MIT"), ("finentity", finentity, "FinEntity, ODC-BY 1.0"), ("tfns", tfns, "Twitter Financial News Sentiment, MIT"))


def public_rows(say=lambda line: None):
    """Name and rows (text, sign or None, mentions) of each public set that is there; `say` is told of all."""
    for name, read, source in PUBLIC:
        folder = os.path.join(SHARED, name)
        if os.path.isdir(folder):
            rows = list(read(folder))
            say(f"{name}: {source}; {len(rows)} rows from {folder}")
            yield name, rows
        else:
            say(f"{name}: {source}; not there ({folder}), left out")


def texts():
    """All text that the vocabulary is chosen by."""
    for path in sorted(glob.glob(os.path.join(ROOT, "corpus", "*.txt"))):
        for _, lines in corpus_notes.read(path):
            yield from (flat(line[3]) for line in lines if line and line[0] in ("body", "heading"))
    for _, rows in public_rows():
        yield from (text for text, _, _ in rows)


def batches(sequences, size, generator):
    """Shuffled batches of sequences of like length."""
    order = generator.permutation(len(sequences))
    # Sorted inside chunks of many batches, so that little is padded and the order still changes.
    chunk = size * 16
    found = []
    for start in range(0, len(order), chunk):
        part = sorted(order[start : start + chunk], key=lambda index: len(sequences[index].pieces))
        found += [part[at : at + size] for at in range(0, len(part), size)]
    return [[sequences[index] for index in found[at]] for at in generator.permutation(len(found))]


def cropped(sequence, generator, share):
    """The sequence, or with the given chance a run of its sentences, so that the network also reads parts of notes."""
    if sequence.source != "corpus" or generator.random() >= share or len(sequence.sentences) < 2:
        return sequence
    count = int(generator.integers(1, len(sequence.sentences)))
    first = int(generator.integers(0, len(sequence.sentences) - count + 1))
    held = sequence.sentences[first : first + count]
    start = held[0].start - 1
    moved = [Sentence(s.start - start, s.end - start, s.read, s.roles, s.polarity, s.mentions) for s in held]
    pieces = [sequence.pieces[0]] + sequence.pieces[held[0].start : held[-1].end + 1]
    return Sequence(pieces, moved, sequence.source, sequence.name, sequence.fold)


def seeded(*seed):
    return np.random.default_rng(list(seed))
