"""How probable it is that the best topics are right: the signs looked at, and what they mean."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from intents.calibration import Doubles, Logistic
from intents.index import Likeness
from intents.ridge import Floats

Spans = Sequence[tuple[int, int]]
"""Where the phrasings of each intent begin and end; they stand together."""

SIGNS = 7
"""How many signs an utterance has."""

_NEAREST_MEANING, _NEAREST_LETTERS = 3, 2
_LONG = 12  # words from which an utterance is simply long


@dataclass(frozen=True, eq=False)
class Judge:
    """Probabilities from scores.

    first: the best topic is right; three: it is one of the best three; service: the utterance is
    small talk of the best service intent; answer_at, offer_at, service_at: the probabilities from
    which to answer, to offer the best three, and to take an utterance for small talk.
    """

    first: Logistic
    three: Logistic
    service: Logistic | None
    answer_at: float
    offer_at: float
    service_at: float

    def confidences(self, scores: Floats, signs: Floats) -> Doubles:
        """The probability of each topic, from the scores [t] and the signs of the best one [s]."""
        order = np.argsort(-scores, kind="stable")
        first = float(self.first.chances(signs[None])[0])
        three = max(first, float(self.three.chances(signs[None])[0]))
        chances = np.zeros(len(scores))
        chances[order[0]] = first
        chances[order[1:3]] = _split(scores[order[1:3]], three - first)
        chances[order[3:]] = _split(scores[order[3:]], (1 - three) / 2)
        return _falling(chances, order)


def _split(scores: Floats, whole: float) -> Doubles:
    """A probability divided among topics by their scores."""
    if not len(scores):
        return np.zeros(0)
    parts = np.exp(8 * (scores - scores.max()).astype(np.float64))
    return np.asarray(whole * parts / parts.sum())


def _falling(chances: Doubles, order: NDArray[np.int64]) -> Doubles:
    """None is more probable than a better one."""
    chances[order] = np.minimum.accumulate(chances[order])
    return chances


def signs(scores: Floats, likeness: Likeness, spans: Spans, strange: float = 0.0) -> Floats:
    """The signs of one utterance from the scores [t] and what it is like.

    The best score, its lead over the next, how near the nearest phrasings of the best are by
    letters and by meaning, how much of it is known, how long it is, and how strange: the score
    of what nothing answers.
    """
    if len(scores) == 0:
        return np.zeros(SIGNS, np.float32)
    best = int(np.argmax(scores))
    rest = np.delete(scores, best)
    start, end = spans[best]
    near, close = _mean_of_best(likeness.letters[start:end], _NEAREST_LETTERS), 0.0
    if likeness.meaning is not None:
        close = _mean_of_best(likeness.meaning[start:end], _NEAREST_MEANING)
    lead = scores[best] - (rest.max() if len(rest) else 0.0)
    length = math.log1p(min(likeness.words, _LONG))
    known = likeness.known
    return np.array([scores[best], lead, near, close, known, length, strange], np.float32)


def _mean_of_best(values: Floats, count: int) -> float:
    if len(values) > count:
        values = np.partition(values, -count)[-count:]
    return float(values.mean())


def service_signs(scores: Floats, topics: int, likeness: Likeness, spans: Spans) -> Floats:
    """The signs of the best service intent; its lead is over the best topic."""
    found = signs(scores[topics:], likeness, spans[topics:])
    if topics and len(scores) > topics:
        found[1] = found[0] - scores[:topics].max()
    return found
