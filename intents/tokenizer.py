"""Cuts a text into the encoder's pieces: the most probable cut under a unigram model (Viterbi).

The pieces and their log-probabilities come from the encoder's file. Kudo, "Subword
Regularization" (2018) describes the model.
"""

import unicodedata
from array import array
from collections.abc import Mapping, Sequence
from itertools import count

import numpy as np
from numpy.typing import NDArray

START, PADDING, END, UNKNOWN = 0, 1, 2, 3
RESERVED = 4
_WORD = "\u2581"
_UNKNOWN_PENALTY = 10.0


class Tokenizer:
    """Text to piece numbers; safe to use from several threads."""

    def __init__(
        self, pieces: Sequence[str], scores: NDArray[np.float32], replacements: Mapping[int, str]
    ) -> None:
        ordinary = slice(UNKNOWN + 1, -1)  # the special ones never match a text
        self._numbers = dict(zip(pieces[ordinary], count(UNKNOWN + 1), strict=False))
        self._numbers.pop("", None)
        # A quarter of the memory of a list of numbers.
        self._scores = array("d", scores.astype(np.float64).tobytes())
        self._longest = max(map(len, self._numbers), default=1)
        self._unknown = float(scores[ordinary].min(initial=0.0)) - _UNKNOWN_PENALTY
        self._replacements = replacements

    def ids(self, texts: Sequence[str], limit: int) -> list[list[int]]:
        """The numbers of each text's pieces, at most `limit` with the marks of start and end."""
        known: dict[str, list[int]] = {}  # kept no longer: they may be words of people
        return [self._pieces(text, limit, known) for text in texts]

    def _pieces(self, text: str, limit: int, known: dict[str, list[int]]) -> list[int]:
        once = text.translate(self._replacements)
        plain = unicodedata.normalize("NFC", once).translate(self._replacements)
        found: list[int] = []
        for word in plain.split(" "):
            if word and len(found) < limit:
                if word not in known:
                    known[word] = self._cut(_WORD + word)
                found.extend(known[word])
        return [START, *_once(found)[: limit - 2], END]

    def _cut(self, word: str) -> list[int]:
        """The best cut of one word: for each end the best last piece, then back from the end."""
        best = [0.0] + [-np.inf] * len(word)
        last: list[tuple[int, int]] = [(0, 0)] * (len(word) + 1)
        for start in range(len(word)):
            base, single = best[start], False
            for end in range(start + 1, min(start + self._longest, len(word)) + 1):
                number = self._numbers.get(word[start:end])
                if number is not None:
                    single |= end == start + 1
                    total = base + self._scores[number]
                    if total > best[end]:
                        best[end], last[end] = total, (start, number)
            if not single and base + self._unknown > best[start + 1]:
                best[start + 1], last[start + 1] = base + self._unknown, (start, UNKNOWN)
        return _back(last)


def _back(last: Sequence[tuple[int, int]]) -> list[int]:
    found, end = [], len(last) - 1
    while end > 0:
        end, number = last[end]
        found.append(number)
    return found[::-1]


def _once(numbers: Sequence[int]) -> list[int]:
    """Several unknown pieces in a row become one."""
    pairs = zip(numbers, [-1, *numbers[:-1]], strict=True) if numbers else []
    return [n for n, before in pairs if not n == before == UNKNOWN]
