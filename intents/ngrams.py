"""Weighted character n-grams of words, or words and their pairs (TF-IDF), found by hash."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from intents.word_pairs import pairs

Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
Hashes = NDArray[np.uint64]
Unit = Literal["letters", "words"]

SHORTEST, LONGEST = 2, 5
_AT_ONCE = 512  # texts whose n-grams are sorted together, in a processor's cache
_STEP = np.uint64(0x9E3779B97F4A7C15)
_SPACE, _END = 32, 10

_TELLING = np.uint64(44)  # bits of a hash that tell the n-grams of one text apart
_LOW = (np.uint64(1) << _TELLING) - np.uint64(1)


def _codes(texts: Sequence[str]) -> NDArray[np.uint64]:
    """All texts as one row of code points, each padded with spaces and closed by a line end."""
    joined = "".join(f" {text} \n" for text in texts)
    return np.frombuffer(joined.encode("utf-32-le"), dtype="<u4").astype(np.uint64)


def grams(texts: Sequence[str]) -> tuple[NDArray[np.int64], Hashes]:
    """Text number and hash of every n-gram of 2 to 5 characters that stays inside one word.

    The space before and after a word belongs to it, so beginnings and ends of words count.
    """
    codes = _codes(texts)
    owner = np.cumsum(codes == _END) - (codes == _END)
    inner = (codes == _SPACE) | (codes == _END)
    rows, hashes = [], []
    rolled, broken = codes.copy(), np.zeros(len(codes), dtype=bool)
    for size in range(2, LONGEST + 1):
        if size > len(codes):
            break
        width = len(codes) - size + 1
        rolled = rolled[:width] * _STEP + codes[size - 1 :]
        if size > SHORTEST:  # a space strictly inside the n-gram joins two words
            broken = broken[:width] | inner[size - 2 : size - 2 + width]
        fits = ~broken[:width] & (codes[:width] != _END) & (codes[size - 1 :] != _END)
        rows.append(owner[:width][fits])
        hashes.append(rolled[fits])
    if not rows:
        return np.zeros(0, np.int64), np.zeros(0, np.uint64)
    return np.concatenate(rows), np.concatenate(hashes)


def count(texts: Sequence[str], unit: Unit = "letters") -> tuple[Ints, Hashes, Floats]:
    """Text number, hash and dampened count (1 + ln n) of all that is different in each text."""
    parts = []
    for start in range(0, max(len(texts), 1), _AT_ONCE):
        rows, hashes, weights = _count(texts[start : start + _AT_ONCE], unit)
        parts.append((rows + np.int32(start), hashes, weights))
    rows, hashes, weights = map(np.concatenate, zip(*parts, strict=True))
    return rows, hashes, weights


def _count(texts: Sequence[str], unit: Unit) -> tuple[Ints, Hashes, Floats]:
    rows, hashes = grams(texts) if unit == "letters" else pairs(texts)
    # One number for both sorts a sixth as long as two; the low bits of a hash are the mixed ones.
    order = np.argsort((rows.astype(np.uint64) << _TELLING) | (hashes & _LOW))
    rows, hashes = rows[order], hashes[order]
    first = np.ones(len(rows), dtype=bool)
    first[1:] = (rows[1:] != rows[:-1]) | (hashes[1:] != hashes[:-1])
    starts = np.flatnonzero(first)
    counts = np.diff(np.append(starts, len(rows)))
    weights = (1 + np.log(counts)).astype(np.float32)
    return rows[starts].astype(np.int32), hashes[starts], weights


@dataclass(frozen=True, eq=False)
class Vectorizer:
    """The n-grams, or the words and their pairs, seen in at least two texts, with their weights.

    hashes: [f] sorted; idf: [f]; rare: the weight of those that were never or once seen, which
    have no place in the vector but make it longer, so that strange words lower every similarity.
    """

    hashes: Hashes
    idf: Floats
    rare: float
    unit: Unit = "letters"

    @classmethod
    def fit(cls, texts: Sequence[str], unit: Unit = "letters") -> "Vectorizer":
        """Learn weights from the folded texts."""
        _, hashes, _ = count(texts, unit)
        found, seen = np.unique(hashes, return_counts=True)
        often = seen >= 2
        idf = np.log((1 + len(texts)) / (1 + seen[often])) + 1
        rare = float(np.log((1 + len(texts)) / 2) + 1)
        return cls(found[often], idf.astype(np.float32), rare, unit)

    def transform(self, texts: Sequence[str]) -> tuple[Ints, Ints, Floats]:
        """Text numbers, feature numbers and values of the rows, each row of length 1 or less."""
        rows, hashes, weights = count(texts, self.unit)
        places = np.minimum(np.searchsorted(self.hashes, hashes), max(len(self.hashes) - 1, 0))
        known = self.hashes[places] == hashes if len(self.hashes) else np.zeros(len(rows), bool)
        values = weights * np.where(known, self.idf[places] if len(self.idf) else 0, self.rare)
        norms = np.sqrt(np.bincount(rows, values**2, minlength=len(texts)))
        scaled = (values / np.maximum(norms[rows], 1e-9)).astype(np.float32)
        return rows[known], places[known].astype(np.int32), scaled[known]


@dataclass(frozen=True, eq=False)
class Postings:
    """The rows of the known texts, stored by feature: which texts hold it, and how strongly."""

    starts: NDArray[np.int64]
    texts: Ints
    values: Floats
    size: int

    @classmethod
    def of(cls, vectorizer: Vectorizer, texts: Sequence[str]) -> "Postings":
        """Index the folded texts."""
        rows, features, values = vectorizer.transform(texts)
        order = np.argsort(features, kind="stable")
        counts = np.bincount(features, minlength=len(vectorizer.hashes))
        starts = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
        return cls(starts, rows[order], values[order], len(texts))

    def similarities(self, features: Ints, values: Floats) -> Floats:
        """The cosine of one row with every known text: [size]."""
        starts = self.starts[features]
        lengths = self.starts[features + 1] - starts
        where = np.repeat(starts - np.cumsum(lengths) + lengths, lengths)
        where += np.arange(len(where))
        parts = self.values[where] * np.repeat(values, lengths)
        return np.bincount(self.texts[where], parts, minlength=self.size).astype(np.float32)

    def matrix(self, features: int) -> Any:
        """The rows as a sparse matrix [texts, features], for building the kernel."""
        from scipy.sparse import csc_matrix  # costs half a second: only when training

        shape = (self.size, features)
        return csc_matrix((self.values, self.texts, self.starts), shape=shape).tocsr()
