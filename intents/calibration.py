"""From scores to probabilities, learned from the phrasings: what they score when not learned.

Held-out phrasings show how right answers look, phrasings whose whole topic is held out show how
a question looks that nothing answers. Logistic regression on a few signs (Platt, 1999).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from intents.ridge import Floats

Doubles = NDArray[np.float64]
_STIFFNESS = 1.0  # of the prior that a sign says nothing, in observations
_STEPS = 30


@dataclass(frozen=True, eq=False)
class Logistic:
    """A probability from signs: centre, scale [s] of each sign; weights [s + 1], the last alone."""

    centre: Doubles
    scale: Doubles
    weights: Doubles

    @classmethod
    def fit(cls, signs: Floats, true: NDArray[np.bool_], weight: Floats) -> "Logistic":
        """Learn from signs [n, s], whether each is true [n], and how much each counts [n]."""
        centre, scale = signs.mean(axis=0), signs.std(axis=0) + 1e-6
        rows = _rows(signs, centre.astype(np.float64), scale.astype(np.float64))
        target, weights = true.astype(np.float64), np.zeros(rows.shape[1])
        stiffness = np.full(rows.shape[1], _STIFFNESS)
        for _ in range(_STEPS):  # Newton's method; the prior keeps every step solvable
            chance = _sigmoid(rows @ weights)
            slope = rows.T @ (weight * (chance - target)) + stiffness * weights
            bend = (rows.T * (weight * chance * (1 - chance))) @ rows + np.diag(stiffness)
            weights = weights - np.clip(np.linalg.solve(bend, slope), -2, 2)
        return cls(centre.astype(np.float64), scale.astype(np.float64), weights)

    def chances(self, signs: Floats) -> Doubles:
        """The probability for each row of signs [n, s]."""
        return _sigmoid(_rows(signs, self.centre, self.scale) @ self.weights)


def _rows(signs: Floats, centre: Doubles, scale: Doubles) -> Doubles:
    scaled = np.clip((signs - centre) / scale, -6, 6)
    return np.concatenate([scaled, np.ones((len(scaled), 1))], axis=1)


def _sigmoid(values: Doubles) -> Doubles:
    return np.asarray(1 / (1 + np.exp(-np.clip(values, -30, 30))))
