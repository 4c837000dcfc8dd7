"""How much a message is like the examples of crises: for wording that no pattern foresees.

Kernel ridge regression on the letters (character n-grams) and, where an encoder is at hand, on the
meaning. The threshold is not set by hand: it is where hardly any ordinary text, judged without
itself, would be taken for a crisis.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from intents.ngrams import Postings, Vectorizer
from intents.safety_text import words_of

Floats = NDArray[np.float32]
Encode = Callable[[Sequence[str]], Floats]
"""Texts to vectors of length 1: [texts, dimensions]."""

_RIDGE = 0.3
_LETTERS = 0.3
"""Share of the letters in the kernel; the rest is meaning."""
_TRUSTED = 2.0
"""Weight of an example against an ordinary text."""
_FALSE_ALARMS = 0.0025
"""Share of ordinary texts that may look like a crisis."""
_FALSE_ALARMS_ALIKE = 0.05
"""Share of the look-alikes that may; most of them are kept out by patterns before."""


@dataclass(frozen=True, slots=True)
class Example:
    """A text somebody may write; `kind` is "danger", "suicide", "medical" or "" for harmless."""

    text: str
    language: str
    kind: str


@dataclass(frozen=True, slots=True)
class Resemblance:
    """The kind of crisis a message looks like, and the language of the nearest example."""

    kind: str
    language: str


@dataclass(frozen=True, eq=False)
class _Meaning:
    """Vectors of the known texts, moved so that their mean is nought: [texts, dimensions]."""

    encode: Encode
    mean: Floats
    known: Floats

    @classmethod
    def of(cls, texts: Sequence[str], encode: Encode) -> "_Meaning":
        vectors = encode(texts)
        mean = vectors.mean(axis=0)
        return cls(encode, mean, _unit(vectors - mean))

    def kernel(self, texts: Sequence[str]) -> Floats:
        vectors = _unit(self.encode(texts) - self.mean)
        return np.asarray(np.exp(2 * (vectors @ self.known.T - 1)), dtype=np.float32)


class Likeness:
    """Learned from examples; made by `learn`, safe to share."""

    def __init__(
        self,
        examples: Sequence[Example],
        kinds: Sequence[str],
        kernel: Callable[[Sequence[str]], Floats],
        weights: NDArray[np.float64],
        threshold: float,
    ) -> None:
        self._examples, self._kinds, self._kernel = examples, kinds, kernel
        self._weights, self._threshold = weights, threshold

    @classmethod
    def learn(
        cls, examples: Sequence[Example], ordinary: Sequence[str], encode: Encode | None = None
    ) -> "Likeness":
        """From examples and ordinary texts (hundreds at least); ValueError if one is missing."""
        kinds = sorted({example.kind for example in examples} - {""})
        if not kinds or not ordinary:
            raise ValueError("Learning needs examples of a crisis and ordinary texts: give both.")
        known = [*examples, *(Example(text, "", "") for text in ordinary)]
        kernel = _kernel([example.text for example in known], encode)
        targets = _targets(known, kinds)
        trust = np.where(np.arange(len(known)) < len(examples), _TRUSTED, 1.0)
        matrix = kernel([example.text for example in known]).astype(np.float64)
        inverse = np.linalg.inv(matrix + np.diag(_RIDGE / trust))
        weights = inverse @ targets
        unseen = targets[:, 0] - weights[:, 0] / np.diag(inverse)
        return cls(known, kinds, kernel, weights, _threshold(known, unseen, len(examples)))

    def resemblance(self, text: str) -> Resemblance | None:
        """What crisis `text` looks like, or None if it looks ordinary."""
        similar = self._kernel([text])[0].astype(np.float64)
        alarm, *kinds = similar @ self._weights
        if alarm <= self._threshold:
            return None
        crises = np.array([bool(example.kind) for example in self._examples])
        nearest = int(np.argmax(np.where(crises, similar, -1.0)))
        return Resemblance(self._kinds[int(np.argmax(kinds))], self._examples[nearest].language)


def _unit(vectors: Floats) -> Floats:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-9), dtype=np.float32)


def _folded(text: str) -> str:
    return " ".join(words_of(text).texts)


def _kernel(known: Sequence[str], encode: Encode | None) -> Callable[[Sequence[str]], Floats]:
    """The similarity of texts with the known ones, as a function: [texts, known]."""
    folded = list(map(_folded, known))
    vectorizer = Vectorizer.fit(folded)
    width = len(vectorizer.hashes)
    rows = Postings.of(vectorizer, folded).matrix(width)
    meaning = _Meaning.of(known, encode) if encode else None

    def kernel(texts: Sequence[str]) -> Floats:
        asked = Postings.of(vectorizer, list(map(_folded, texts)))
        letters = (asked.matrix(width) @ rows.T).toarray()
        if meaning is None:
            return np.asarray(letters, dtype=np.float32)
        return np.asarray(_LETTERS * letters + (1 - _LETTERS) * meaning.kernel(texts))

    return kernel


def _targets(known: Sequence[Example], kinds: Sequence[str]) -> NDArray[np.float64]:
    """1 and -1: a crisis at all, then each kind: [texts, 1 + kinds]."""
    rows = [[bool(each.kind), *(each.kind == kind for kind in kinds)] for each in known]
    return np.where(np.array(rows), 1.0, -1.0)


def _threshold(known: Sequence[Example], unseen: NDArray[np.float64], examples: int) -> float:
    """Above what hardly any harmless text scores when the model was learned without it."""
    ordinary = np.quantile(unseen[examples:], 1 - _FALSE_ALARMS)
    alike = [score for score, each in zip(unseen, known[:examples], strict=False) if not each.kind]
    return float(max(ordinary, np.quantile(alike, 1 - _FALSE_ALARMS_ALIKE) if alike else -np.inf))
