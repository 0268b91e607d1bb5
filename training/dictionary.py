"""Choose the text that share links are primed with: crates/compressor/src/v1.txt.

    python3 training/dictionary.py [OUT]

The compressor of a link reads this text before it reads a note, so what the text holds of a note's words costs the note little. Taken are whole digests, which
come last because they are most like what is pasted, and before them single sentences, the most telling ones nearest to the digests. Both are chosen one after
the other, each time the one with most to gain for its length: a run of one to four words is worth about the bits that it saves where it was seen before, times
how many notes have it, and little more once it is held.

Counted are the notes of all files but those of the fold that is held out (see data.py), so that figures read on it are honest; those of fold 0 are counted but
never taken, so that choices made here can be judged on it. The version of the link freezes the text: a link that was made with one text cannot be read with
another, so a new choice needs a new version. Links of version 1 were made with the corpus as of commit 262e40a.
"""

import collections
import glob
import heapq
import os
import re
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.insert(0, os.path.join(ROOT, "corpus"))
import notes as corpus_notes  # noqa: E402

OUT = os.path.join(ROOT, "crates", "compressor", "src", "v1.txt")
# As in data.py, which needs PyTorch's companions; only counted, not taken.
FOLDS, HELD, JUDGED = 5, 3, 0
# Length of the text in bytes, and how many whole digests are in it. The page loads it compressed by brotli, at most 14 kB.
SIZE, DIGESTS = 37_300, 10
# What a digest counts, where another note counts 1: most of what is pasted into the page are digests.
DIGEST = 10.0
# Bits that a word saves: this much a letter less a little; what it saves more after one, two or three words that it stood behind before.
LETTER, LESS, RUNS = 4.0, 2.0, (5.0, 4.0, 2.0)
# What holding a run once more is worth, as a share of the time before, up to so many times.
AGAIN, TIMES = 0.1, 4
# Rare runs are worth more than their share of notes says: there are many of them, and others like them.
RARE = 0.65
# In how many notes (a digest counts as above) a run has to be.
LEAST = 3
PARAGRAPH = 6
TOKEN = re.compile(r"\s?[A-Za-z\u00c0-\u024f]+(?:['\u2019][a-z]+)?|\s?[\d.,]*\d|\s|[^\w\s]")


def runs(text):
    """Every run of one to four tokens."""
    tokens = TOKEN.findall(text)
    return [tuple(tokens[at : at + length]) for length in (1, 2, 3, 4) for at in range(len(tokens) - length + 1)]


def worth(run):
    """Bits saved where the run was seen before."""
    if len(run) > 1:
        return RUNS[len(run) - 2]
    return max(0.0, LETTER * len(run[0]) - LESS) if run[0].strip().isalpha() else 1.0


class Choice:
    """What is chosen so far and what more would gain."""

    def __init__(self, values):
        self.values, self.held = values, collections.Counter()

    def known(self, text):
        return [run for run in runs(text) if run in self.values]

    def gain(self, known):
        own, total = collections.Counter(), 0.0
        for run in known:
            times = self.held[run] + own[run]
            own[run] += 1
            if times < TIMES:
                total += self.values[run] * AGAIN**times
        return total

    def take(self, known):
        self.held.update(known)


def corpus():
    """Counts of runs by note, sentences and digests that may be taken."""
    counts, total, sentences, digests = collections.Counter(), 0.0, [], []
    for index, path in enumerate(sorted(glob.glob(os.path.join(ROOT, "corpus", "*.txt")))):
        if index % FOLDS == HELD:
            continue
        for header, lines in corpus_notes.read(path):
            if header["style"] in ("pairs", "minipair"):
                continue
            digest = "digest" in header["style"]
            text, _ = corpus_notes.render(lines)
            total += DIGEST if digest else 1.0
            # In the order of the text, so that sums come out the same every time.
            for run in dict.fromkeys(runs(text)):
                counts[run] += DIGEST if digest else 1.0
            if index % FOLDS == JUDGED:
                continue
            if digest and 1200 < len(text) < 3000:
                digests.append(text)
            sentences += [line[3] for line in lines if line and line[0] == "body" and 40 <= len(line[3]) <= 400]
    return {run: worth(run) * (count / total) ** RARE for run, count in counts.items() if count >= LEAST}, sentences, digests


def choose():
    """The text."""
    values, sentences, digests = corpus()
    choice, size, last, first = Choice(values), 0, [], []
    known = [choice.known(text) for text in digests]
    for _ in range(DIGESTS):
        best = max(range(len(digests)), key=lambda at: choice.gain(known[at]) / len(digests[at]))
        choice.take(known[best])
        last.append(digests[best])
        size += len(digests[best].encode()) + 1
    known = [choice.known(" " + text) for text in sentences]
    # Gains only ever shrink, so one that is still the largest after a second look is the largest.
    heap = [(-choice.gain(own) / len(sentences[at]), at) for at, own in enumerate(known)]
    heapq.heapify(heap)
    while heap and size < SIZE:
        _, at = heapq.heappop(heap)
        now = -choice.gain(known[at]) / len(sentences[at])
        if heap and now > heap[0][0]:
            heapq.heappush(heap, (now, at))
            continue
        choice.take(known[at])
        first.append(sentences[at])
        size += len(sentences[at].encode()) + 1
    first.reverse()
    last.reverse()
    paragraphs = [" ".join(first[at : at + PARAGRAPH]) for at in range(0, len(first), PARAGRAPH)]
    return "\n".join(paragraphs + last)


if __name__ == "__main__":
    chosen = choose().encode()
    with open(sys.argv[1] if len(sys.argv) > 1 else OUT, "wb") as file:
        file.write(chosen)
    print(f"{len(chosen)} bytes")
