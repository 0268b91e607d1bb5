"""Prints how the shipped model reads files that it never saw: every figure of the model card. Run through `make evaluate`.

The network never saw the files of model/unseen.txt, nor the rows of the public sets of the same fold. What is fitted after the network
(calibration, thresholds, note score) is fitted for every file on the other unseen files.
"""

import os
import sys

import numpy as np

from calibration import POLARITIES, NoteScores, applied, expected_calibration_error, f1, lines, logistic, softmax, threshold
from data import FOLDS, HELD, ROLES, ROOT, corpus_notes, public_rows
from reading import read, read_lines

MODEL = os.path.join(ROOT, "model", "note.model")


def unseen():
    with open(os.path.join(ROOT, "model", "unseen.txt"), encoding="utf-8") as file:
        return file.read().split()


class Labelled:
    """The body sentences of some corpus files with their labels, in the order of the files."""

    def __init__(self, names):
        self.paths = [os.path.join(ROOT, "corpus", name + ".txt") for name in names]
        roles, signs, file, self.notes = [], [], [], []
        for name, path in zip(names, self.paths):
            for header, held in corpus_notes.read(path):
                body = [line for line in held if line and line[0] == "body"]
                self.notes.append((name, header, len(roles), len(roles) + len(body)))
                roles += [[role in own for role in ROLES] for _, own, _, _ in body]
                signs += [np.sign(sign) for _, _, sign, _ in body]
                file += [name] * len(body)
        self.roles, self.signs, self.file = np.array(roles), np.array(signs), np.array(file)

    def scored(self, logits, keep=None):
        """(weights, expected polarities, header score, label) of the notes whose header score means something, with their files."""
        shares = softmax(logits[:, 3:6])
        for name, header, start, end in self.notes:
            if header["style"] != "pairs" and end > start and (keep is None or keep(name)):
                yield (logits[start:end, 6], shares[start:end, 2] - shares[start:end, 0], float(header["score"]), header["label"]), name


def corpus_figures(model, names):
    labelled = Labelled(names)
    logits = read(model, labelled.paths)[:, :7]
    assert len(logits) == len(labelled.signs)
    own, decided = logits.copy(), np.zeros((len(logits), 3), bool)
    for name in names:
        seen, out = labelled.file != name, labelled.file == name
        fitted = lines(logits[seen, :6], labelled.roles[seen], labelled.signs[seen])
        own[out, :6] = applied(logits[out, :6], fitted)
        calibrated = logistic(applied(logits[seen, :6], fitted)[:, :3])
        for index in range(3):
            decided[out, index] = logistic(own[out, index]) >= threshold(labelled.roles[seen, index], calibrated[:, index])
    sign = np.array(POLARITIES)[own[:, 3:6].argmax(1)]

    def row(name, chosen):
        scores = [f1(labelled.roles[chosen, index], decided[chosen, index]) for index in range(3)]
        print(f"{name:34}{chosen.sum():7}" + "".join(f"{score:10.3f}" for score in (*scores, np.mean(scores), (sign[chosen] == labelled.signs[chosen]).mean())))

    pairs = {name for name, header, _, _ in labelled.notes if header["style"] == "pairs"}
    contrast = np.isin(labelled.file, sorted(pairs))
    print(f"\n{'sentences':34}{'count':>7}{'risk F1':>10}{'catalyst':>10}{'contr.':>10}{'macro F1':>10}{'polarity':>10}")
    row("all unseen files", np.ones(len(sign), bool))
    row("whole notes", ~contrast)
    row("contrast sets of single sentences", contrast)
    for name in names:
        row(name, labelled.file == name)

    print("\nexpected calibration error, 15 bins")
    for index, role in enumerate(ROLES):
        print(f"  {role:12}{expected_calibration_error(labelled.roles[:, index], logistic(own[:, index])):6.3f}")
    shares = softmax(own[:, 3:6])
    for index, name in enumerate(("negative", "neutral", "positive")):
        print(f"  {name:12}{expected_calibration_error(labelled.signs == POLARITIES[index], shares[:, index]):6.3f}")

    found, halves, truth, flat_right, flat_labels = [], [], [], [], []
    for name in names:
        seen = [note for note, _ in labelled.scored(own, lambda other: other != name)]
        rule = NoteScores.fit(seen)
        for (weights, signs, score, label), _ in labelled.scored(own, lambda other: other == name):
            found.append(rule.score(weights, signs))
            halves.append(rule.half(len(signs)))
            truth.append(score)
            if abs(score) < 0.12 and label in ("mixed", "neutral"):
                flat_right.append((rule.sides(weights, signs) >= rule.mixed) == (label == "mixed"))
                flat_labels.append(label == "mixed")
    found, halves, truth = np.array(found), np.array(halves), np.array(truth)
    print(f"\nnote score, {len(truth)} notes: mean absolute error {np.abs(found - truth).mean():.3f} (always 0: {np.abs(truth).mean():.3f}), r {np.corrcoef(found, truth)[0, 1]:.3f}")
    print(f"  90 % interval holds {(np.abs(found - truth) <= halves).mean():.3f} of the header scores, mean half width {halves.mean():.3f}")
    print(f"  mixed told from neutral: {np.mean(flat_right):.3f} of {len(flat_right)} (the more frequent label: {max(np.mean(flat_labels), 1 - np.mean(flat_labels)):.3f})")


def held(rows):
    """The rows of a public set that the network never saw."""
    return [row for index, row in enumerate(rows) if index % FOLDS == HELD]


def public_figures(model):
    print(f"\npublic sets, the rows of fold {HELD} of {FOLDS}: three-class accuracy, macro F1")
    for name, every in public_rows(print):
        rows = [row for row in held(every) if row[0].strip()]
        logits, towards = read_lines(model, [(text, [mention[:2] for mention in mentions]) for text, _, mentions in rows])
        sign = np.array(POLARITIES)[logits[:, 3:6].argmax(1)]
        alike = np.array([own is not None for _, own, _ in rows])
        truth = np.array([own if own is not None else 0 for _, own, _ in rows])
        print(f"  {name:10} one sign: {alike.sum():5} rows, {(sign[alike] == truth[alike]).mean():.3f}, {macro(truth[alike], sign[alike]):.3f}")
        # Where companies conflict: towards each by what its name says, and the headline's sign for all.
        conflicts = [(mention[2], own.argmax() - 1, whole) for (_, one, mentions), found, whole in zip(rows, towards, sign) if one is None for mention, own in zip(mentions, found)]
        if conflicts:
            real, own, whole = (np.array(part) for part in zip(*conflicts))
            print(f"  {'':10} companies in conflict: {len(real)}, towards each {(own == real).mean():.3f}, {macro(real, own):.3f}; the headline's sign for all {(whole == real).mean():.3f}, {macro(real, whole):.3f}")


def macro(truth, found):
    return np.mean([f1(truth == sign, found == sign) for sign in POLARITIES])


def main():
    names = unseen()
    print(f"{MODEL}: files that it never saw: {' '.join(names)}")
    corpus_figures(MODEL, names)
    public_figures(MODEL)


if __name__ == "__main__":
    sys.exit(main())
