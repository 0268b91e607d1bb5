"""How logits become decisions and note scores: fitted on notes that the network has not seen, the same rules as in `scorer::score`."""

import numpy as np
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression

from data import LEAST_WEIGHT

POLARITIES = (-1, 0, 1)


def logistic(logits):
    return 1 / (1 + np.exp(-logits))


def softmax(logits):
    powers = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


def role_line(logits, truth):
    """Slope and offset by Platt's method."""
    head = LogisticRegression(C=1e6).fit(logits[:, None], truth)
    return head.coef_[0][0], head.intercept_[0]


def sign_lines(logits, signs):
    """One slope for three logits and an offset each (3, 2), by maximum likelihood; `signs` as in POLARITIES."""
    truth = np.searchsorted(POLARITIES, signs)

    def loss(values):
        shares = softmax(values[0] * logits + values[1:])
        return -np.log(shares[np.arange(len(truth)), truth] + 1e-12).mean()

    best = minimize(loss, [1.0, 0.0, 0.0, 0.0], method="BFGS").x
    return np.stack([np.full(3, best[0]), best[1:] - best[1:].mean()], 1)


def lines(logits, roles, signs):
    """Slope and offset of the six logits (6, 2)."""
    return np.concatenate([[role_line(logits[:, index], roles[:, index]) for index in range(3)], sign_lines(logits[:, 3:6], signs)])


def applied(logits, own):
    return logits * own[:, 0] + own[:, 1]


def f1(truth, found):
    return 2 * (truth & found).sum() / max(truth.sum() + found.sum(), 1)


def threshold(truth, probability):
    steps = np.arange(0.20, 0.65, 0.01)
    return float(steps[np.argmax([f1(truth, probability >= step) for step in steps])])


def expected_calibration_error(truth, probability, bins=15):
    cells = np.minimum((probability * bins).astype(int), bins - 1)
    return sum((cells == cell).mean() * abs(truth[cells == cell].mean() - probability[cells == cell].mean()) for cell in np.unique(cells))


def heard(weights):
    """What a note's weighted sums are divided by."""
    return max(weights.sum(), LEAST_WEIGHT)


class NoteScores:
    """tanh(slope * m), m the weighted mean polarity; a 90 % interval; where mixed begins."""

    def __init__(self, slope):
        self.slope, self.interval, self.mixed = slope, (0.0, 0.0), 0.0

    def score(self, weights, signs):
        return np.tanh(self.slope * (weights * signs).sum() / heard(weights))

    def sides(self, weights, signs):
        parts = weights * signs / heard(weights)
        return min(parts[parts > 0].sum(), -parts[parts < 0].sum())

    def half(self, count):
        return self.interval[0] + self.interval[1] / np.sqrt(max(count, 1))

    @classmethod
    def fit(cls, notes):
        """From (weights, signs, header score, label) of notes."""
        truth = np.array([score for _, _, score, _ in notes])
        steps = np.arange(0.5, 4.0, 0.02)
        # The slope with the least mean absolute error, as the bar is one.
        means = np.array([(weights * signs).sum() / heard(weights) for weights, signs, _, _ in notes])
        own = cls(float(steps[np.argmin([np.abs(np.tanh(step * means) - truth).mean() for step in steps])]))
        errors = np.abs(np.tanh(own.slope * means) - truth)
        lengths = np.array([1 / np.sqrt(max(len(signs), 1)) for _, signs, _, _ in notes])
        # The 90 % quantile as a line in 1 / sqrt(n): the pinball loss has its least there.
        pinball = lambda line: np.mean(np.maximum(0.9 * (errors - line[0] - line[1] * lengths), -0.1 * (errors - line[0] - line[1] * lengths)))
        line = minimize(pinball, [np.quantile(errors, 0.9), 0.0], method="Nelder-Mead").x
        # A short note is never surer than a long one, whatever the sample says.
        if line[1] < 0:
            line = np.array([np.quantile(errors, 0.9), 0.0])
        # Conformal correction for what the line was fitted to.
        scale = np.quantile(errors / (line[0] + line[1] * lengths), min(1.0, 0.9 * (1 + 1 / len(errors))))
        own.interval = tuple(float(value) for value in line * scale)
        flat = [(own.sides(weights, signs), label == "mixed") for weights, signs, score, label in notes if abs(score) < 0.12 and label in ("mixed", "neutral")]
        steps = np.arange(0.0, 0.4, 0.005)
        own.mixed = float(steps[np.argmax([np.mean([(side >= step) == mixed for side, mixed in flat]) for step in steps])])
        return own
