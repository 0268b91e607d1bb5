"""Prints how the model reads files that it never saw: every figure of the model card. Run through `make evaluate`."""

import numpy as np

from ngrams import (FOLDS, POLARITIES, ROLES, Corpus, NoteScores, best_threshold, calibrate, expected_calibration_error, f1, fit_calibration,
                    logistic, note_examples, softmax, unseen_logits)


def main():
    corpus = Corpus()
    print(f"corpus/: {len(corpus.files)} files, {len(corpus.notes)} notes, {len(corpus.polarity)} body sentences; folds by file, {FOLDS}")
    evaluate(corpus, unseen_logits(corpus))


def evaluate(corpus, logits):
    """All figures, each from parameters (heads, calibration, thresholds, note mapping) fitted without the fold that they are read on."""
    probabilities, polarity, decided = np.zeros((len(logits), 3)), np.zeros((len(logits), 3)), np.zeros((len(logits), 3), bool)
    for fold in range(FOLDS):
        seen, unseen = corpus.fold != fold, corpus.fold == fold
        lines = fit_calibration(logits[seen], corpus.roles[seen], corpus.polarity[seen])
        own = calibrate(logits, lines)
        probabilities[unseen], polarity[unseen] = logistic(own[unseen, :3]), softmax(own[unseen, 3:])
        for index in range(3):
            threshold = best_threshold(corpus.roles[seen, index], logistic(own[seen, index]))
            decided[unseen, index] = probabilities[unseen, index] >= threshold
    sign = np.array(POLARITIES)[polarity.argmax(axis=1)]

    def row(name, chosen):
        scores = [f1(corpus.roles[chosen, index], decided[chosen, index]) for index in range(3)]
        right = (sign[chosen] == corpus.polarity[chosen]).mean()
        print(f"{name:28} {chosen.sum():6} " + " ".join(f"{score:10.3f}" for score in scores) + f" {np.mean(scores):8.3f} {right:9.3f}")

    print(f"\n{'sentences':28} {'count':>6} " + " ".join(f"{role + ' F1':>10}"[-10:].rjust(10) for role in ("risk", "catalyst", "contr.")) + f" {'macro':>8} {'polarity':>9}")
    whole = np.isin(corpus.file, [name for name in set(corpus.file) if name not in ("u7", "u8", "v8", "w1", "w2", "w3")])
    row("all files", np.ones(len(sign), bool))
    row("whole notes (t, u1-u6, v1-v7)", whole)
    row("contrast and plain sets", ~whole)
    for name in sorted(set(corpus.file)):
        row(name, corpus.file == name)

    print("\nexpected calibration error, 15 bins")
    for index, role in enumerate(ROLES):
        print(f"  {role:12} {expected_calibration_error(corpus.roles[:, index], probabilities[:, index]):.3f}")
    for index, name in enumerate(("negative", "neutral", "positive")):
        print(f"  {name:12} {expected_calibration_error(corpus.polarity == POLARITIES[index], polarity[:, index]):.3f}")

    examples, files = note_examples(corpus, probabilities, polarity[:, 2] - polarity[:, 0])
    names = sorted(set(corpus.file))
    fold = np.array([names.index(name) % FOLDS for name in files])
    found, halves, truth = np.zeros(len(examples)), np.zeros(len(examples)), np.array([score for _, _, score, _ in examples])
    flat = []
    for own in range(FOLDS):
        scores = NoteScores.fit([example for example, other in zip(examples, fold) if other != own])
        for index in np.nonzero(fold == own)[0]:
            roles, signs, score, label = examples[index]
            found[index], halves[index] = scores.score(roles, signs), scores.half_width(len(signs))
            if abs(score) < 0.12 and label in ("mixed", "neutral"):
                flat.append((scores.sides(roles, signs) >= scores.mixed) == (label == "mixed"))
    print(f"\nnote score on {len(truth)} notes: mean absolute error {np.abs(found - truth).mean():.3f}, r {np.corrcoef(found, truth)[0, 1]:.3f}")
    print(f"  90 % interval: holds {(np.abs(found - truth) <= halves).mean():.3f} of the header scores, mean half width {halves.mean():.3f}")
    print(f"  always 0 instead: mean absolute error {np.abs(truth).mean():.3f}")
    print(f"  mixed told from neutral: {np.mean(flat):.3f} of {len(flat)} (the more frequent label: "
          f"{max(np.mean([label == 'mixed' for _, _, score, label in examples if abs(score) < 0.12 and label in ('mixed', 'neutral')]), 1 - np.mean([label == 'mixed' for _, _, score, label in examples if abs(score) < 0.12 and label in ('mixed', 'neutral')])):.3f})")


if __name__ == "__main__":
    main()
