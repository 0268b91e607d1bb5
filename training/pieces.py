"""Writes what the reference tokenizer makes of the corpus and of hard lines, for the tests of `scorer::model::piece`."""

import glob
import hashlib
import os

import numpy as np

from data import ROOT, corpus_notes, flat

FOLDER = os.path.join(ROOT, "crates", "scorer", "tests", "pieces")

HARD = (
    "AWS grew 28%, to $20.4bn (FY'26).", "don't can't it's the bank's", "Société Générale, Nestlé, Ørsted and São Paulo", "naïve coöperation Ångström",
    "10-K/A filed; 8-K's due", "€1,250.50 £3.2m ¥500 ₹4 crore ₿", "up 3→5 and ±2% ≥ 4× §7 ¶", "EBITDA-margin 12.5pp–13.0pp — flat", "\"quoted\" 'single' `tick`",
    "日本電産 beat estimates", "한국전력 and Яндекс and Ελλάδα", "🚢 Freight 📈📉 up", "tabs\u00a0and\u2003spaces\u3000here", "soft\u00adhyphen zero\u200bwidth", "x" * 99, "y" * 100, "z" * 101,
    "ﬁnance ﬂow ½ ² ™ ® ©", "İstanbul ẞ ǅ", "C++ C# F# .NET a_b ~10 ^2 |x| <tag> {y} [z] \\w", "", " ", "...!!!???", "AT&T Q1'26E P/E", "mid‑single‑digit", "a\u0301b e\u0301", "\ufffd\u0000\u0007ok",
    "unbelievablyoverleveragedconglomerate", "ZZZZQQQQ XYZW", "1,000,000,000 0.0001 1e-9", "ª º ‰ ‱ † ‡ • … ‹ ›", "〈angle〉 「quote」 、。",
)


def write(vocabulary):
    os.makedirs(FOLDER, exist_ok=True)
    with open(os.path.join(FOLDER, "corpus.sha256"), "w", encoding="utf-8") as file:
        for path in sorted(glob.glob(os.path.join(ROOT, "corpus", "*.txt"))):
            digest = hashlib.sha256()
            for _, lines in corpus_notes.read(path):
                for _, _, _, text in (line for line in lines if line):
                    digest.update(np.array([*vocabulary.encode(flat(text)), 0xFFFF], dtype="<u2").tobytes())
            file.write(f"{digest.hexdigest()}  {os.path.basename(path)}\n")
    with open(os.path.join(FOLDER, "hard.tsv"), "w", encoding="utf-8") as file:
        for text in HARD:
            if "\u0000" not in text and "\t" not in text:
                file.write(" ".join(map(str, vocabulary.encode(text))) + "\t" + text + "\n")
