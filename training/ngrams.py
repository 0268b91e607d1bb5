"""The labelled corpus as hashed features, and logistic heads fitted on them.

Features come from the Rust example `features`, so that training and scoring share one tokenizer and one hash. Nothing here knows the
model file's layout.
"""

import glob
import hashlib
import os
import subprocess
import sys

import numpy as np
import scipy.sparse as sparse
from scipy.optimize import minimize, minimize_scalar
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

# One thread adds up in one order, so that the same corpus gives the same bytes.
threadpool_limits(1)

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
RUNS = os.path.join(ROOT, "training", "runs")
sys.path.insert(0, os.path.join(ROOT, "corpus"))
import notes as corpus_notes  # noqa: E402

ROLES = ("risk", "catalyst", "contrarian")
POLARITIES = (-1, 0, 1)
BITS = 17
FOLDS = 8
ROLE_C, POLARITY_C = 2.0, 0.6


class Corpus:
    """All body sentences in the order of the files, with labels, notes and files."""

    def __init__(self):
        self.files = sorted(glob.glob(os.path.join(ROOT, "corpus", "*.txt")))
        roles, polarity, file, note, self.notes = [], [], [], [], []
        for path in self.files:
            name = os.path.splitext(os.path.basename(path))[0]
            for header, lines in corpus_notes.read(path):
                for _, held, sign, _ in (line for line in lines if line and line[0] == "body"):
                    roles.append([role in held for role in ROLES])
                    polarity.append(np.sign(sign))
                    file.append(name)
                    note.append(len(self.notes))
                self.notes.append((name, header))
        self.roles, self.polarity = np.array(roles), np.array(polarity)
        self.file, self.note = np.array(file), np.array(note)
        names = sorted(set(file))
        self.fold = np.array([names.index(name) % FOLDS for name in file])
        self.features = self._features()

    def _features(self):
        os.makedirs(RUNS, exist_ok=True)
        out = os.path.join(RUNS, "features.bin")
        command = ["cargo", "run", "--quiet", "--release", "-p", "scorer", "--example", "features", "--", str(BITS), out, *self.files]
        subprocess.run(command, check=True, cwd=ROOT)
        raw = np.fromfile(out, dtype="<u4")
        ends, columns, values, at = [0], [], [], 0
        while at < len(raw):
            count = int(raw[at])
            pairs = raw[at + 1 : at + 1 + 2 * count]
            columns.append(pairs[0::2])
            values.append(np.ascontiguousarray(pairs[1::2]).view("<f4"))
            ends.append(ends[-1] + count)
            at += 1 + 2 * count
        matrix = sparse.csr_matrix((np.concatenate(values), np.concatenate(columns), ends), shape=(len(ends) - 1, 1 << BITS))
        matrix.sum_duplicates()
        assert matrix.shape[0] == len(self.polarity), "features and labels disagree: rebuild the example"
        return matrix.astype(np.float64)

    def hash(self):
        """Names what the figures rest on: corpus, features and settings."""
        digest = hashlib.sha256(repr((BITS, FOLDS, ROLE_C, POLARITY_C)).encode())
        for path in [os.path.join(RUNS, "features.bin"), *self.files]:
            with open(path, "rb") as file:
                digest.update(file.read())
        return digest.hexdigest()


def rarity(features):
    """What each bucket is multiplied with before fitting: rare features may weigh more for the same penalty."""
    documents = np.bincount(features.indices, minlength=features.shape[1])
    return ((np.log((1 + features.shape[0]) / (1 + documents)) + 1) / 6) ** 2


def fit(features, roles, polarity):
    """Weights (buckets, 6) and intercepts (6) in the order risk, catalyst, contrarian, negative, neutral, positive."""
    scale = rarity(features)
    scaled = features @ sparse.diags(scale)
    weights, intercepts = np.zeros((features.shape[1], 6)), np.zeros(6)
    for index in range(3):
        head = LogisticRegression(C=ROLE_C, solver="liblinear", random_state=0, max_iter=200).fit(scaled, roles[:, index])
        weights[:, index], intercepts[index] = head.coef_[0] * scale, head.intercept_[0]
    head = LogisticRegression(C=POLARITY_C, solver="lbfgs", max_iter=300, tol=1e-3).fit(scaled, polarity)
    weights[:, 3:], intercepts[3:] = head.coef_.T * scale[:, None], head.intercept_
    return weights, intercepts


def unseen_logits(corpus):
    """Logits of every sentence from heads that saw no sentence of its file; kept in training/runs for the same inputs."""
    path = os.path.join(RUNS, f"unseen-{corpus.hash()[:16]}.npy")
    if os.path.exists(path):
        return np.load(path)
    logits = np.zeros((len(corpus.polarity), 6))
    for fold in range(FOLDS):
        seen, unseen = corpus.fold != fold, corpus.fold == fold
        print(f"fold {fold + 1} of {FOLDS}: fits {seen.sum()} sentences, reads {unseen.sum()} of other files", flush=True)
        weights, intercepts = fit(corpus.features[seen], corpus.roles[seen], corpus.polarity[seen])
        logits[unseen] = corpus.features[unseen] @ weights + intercepts
    np.save(path, logits)
    return logits


def logistic(logits):
    return 1 / (1 + np.exp(-logits))


def softmax(logits):
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def fit_calibration(logits, roles, polarity):
    """Slope and offset a head (6, 2): for roles by Platt's method, for polarity one slope and an offset each."""
    lines = np.zeros((6, 2))
    for index in range(3):
        head = LogisticRegression(C=1e6).fit(logits[:, index : index + 1], roles[:, index])
        lines[index] = head.coef_[0][0], head.intercept_[0]
    truth = np.searchsorted(POLARITIES, polarity)

    def loss(values):
        shares = softmax(values[0] * logits[:, 3:] + values[1:])
        return -np.log(shares[np.arange(len(truth)), truth] + 1e-12).mean()

    best = minimize(loss, [1.0, 0.0, 0.0, 0.0], method="BFGS").x
    lines[3:, 0], lines[3:, 1] = best[0], best[1:] - best[1:].mean()
    return lines


def calibrate(logits, lines):
    return logits * lines[:, 0] + lines[:, 1]


def f1(truth, found):
    hits = (truth & found).sum()
    return 2 * hits / max(truth.sum() + found.sum(), 1)


def best_threshold(truth, probability):
    steps = np.arange(0.20, 0.65, 0.01)
    return float(steps[np.argmax([f1(truth, probability >= step) for step in steps])])


def expected_calibration_error(truth, probability, bins=15):
    cells = np.minimum((probability * bins).astype(int), bins - 1)
    error = 0.0
    for cell in range(bins):
        inside = cells == cell
        if inside.any():
            error += inside.mean() * abs(truth[inside].mean() - probability[inside].mean())
    return error


class NoteScores:
    """How sentences make a note's score: tanh(slope * m), m their weighted mean polarity. As in `scorer::score`."""

    LEAST_WEIGHT = 2.0

    def __init__(self, slope, role_weights, edge_weights, interval=(0.0, 0.0), mixed=0.0):
        self.slope, self.role_weights, self.edge_weights = slope, np.asarray(role_weights), np.asarray(edge_weights)
        self.interval, self.mixed = interval, mixed

    def weights(self, roles):
        weights = np.maximum(0.0, 1 + roles @ self.role_weights)
        # The first, the last but one and the last sentence: where a note says what it thinks.
        weights[0] += self.edge_weights[0]
        weights[-2:-1] += self.edge_weights[1]
        weights[-1] += self.edge_weights[2]
        return weights

    def score(self, roles, polarity):
        weights = self.weights(roles)
        mean = (weights * polarity).sum() / max(weights.sum(), self.LEAST_WEIGHT)
        return np.tanh(self.slope * mean)

    def sides(self, roles, polarity):
        weights = self.weights(roles)
        parts = weights * polarity / max(weights.sum(), self.LEAST_WEIGHT)
        return min(parts[parts > 0].sum(), -parts[parts < 0].sum())

    @classmethod
    def fit(cls, examples):
        """From (roles, polarity, header score, label) of notes."""
        truth = np.array([score for _, _, score, _ in examples])

        # No role may silence its sentences: a reader would not understand a risk that weighs nothing.
        bounded = lambda values: (np.clip(values[:3], -0.8, 1.0), np.clip(values[3:], 0.0, 6.0))

        def loss(values):
            candidate = cls(values[0], *bounded(values[1:]))
            found = np.array([candidate.score(roles, polarity) for roles, polarity, _, _ in examples])
            return ((found - truth) ** 2).mean() + 1e-3 * (values[1:] ** 2).mean()

        best = minimize(loss, [1.6, -0.5, 0.0, 0.0, 0.5, 0.5, 0.5], method="Powell", options={"maxiter": 6, "xtol": 1e-2, "ftol": 1e-4}).x
        scores = cls(best[0], *bounded(best[1:]))
        errors = np.array([abs(scores.score(roles, polarity) - score) for roles, polarity, score, _ in examples])
        lengths = np.array([1 / np.sqrt(max(len(polarity), 1)) for _, polarity, _, _ in examples])
        # The 90 % quantile as a line in 1 / sqrt(n): the pinball loss has its least there.
        pinball = lambda line: np.mean(np.maximum(0.9 * (errors - line[0] - line[1] * lengths), -0.1 * (errors - line[0] - line[1] * lengths)))
        line = minimize(pinball, [np.quantile(errors, 0.9), 0.0], method="Nelder-Mead").x
        # A short note is never surer than a long one, whatever the sample says.
        if line[1] < 0:
            line = np.array([np.quantile(errors, 0.9), 0.0])
        # Conformal correction for what the line was fitted to.
        scale = np.quantile(errors / (line[0] + line[1] * lengths), min(1.0, 0.9 * (1 + 1 / len(errors))))
        scores.interval = tuple(line * scale)
        flat = [(scores.sides(roles, polarity), label == "mixed") for roles, polarity, score, label in examples
                if abs(score) < 0.12 and label in ("mixed", "neutral")]
        steps = np.arange(0.0, 0.4, 0.005)
        scores.mixed = float(steps[np.argmax([np.mean([(side >= step) == mixed for side, mixed in flat]) for step in steps])])
        return scores

    def half_width(self, count):
        return self.interval[0] + self.interval[1] / np.sqrt(max(count, 1))


def note_examples(corpus, roles, polarity, keep=lambda name: True):
    """(roles, polarity, header score, label) of every note whose header score means something, with its file."""
    order = np.argsort(corpus.note, kind="stable")
    starts = np.searchsorted(corpus.note[order], np.arange(len(corpus.notes) + 1))
    examples, files = [], []
    for index, (name, header) in enumerate(corpus.notes):
        own = order[starts[index] : starts[index + 1]]
        if header["style"] != "pairs" and len(own) and keep(name):
            examples.append((roles[own], polarity[own], float(header["score"]), header["label"]))
            files.append(name)
    return examples, files
