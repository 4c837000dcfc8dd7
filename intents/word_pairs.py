"""Words, and pairs of words that stand near each other, by hash."""

import hashlib
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

_NEAR = 3  # words after a word that make a pair with it
_STEP, _MASK = 0x9E3779B97F4A7C15, 2**64 - 1


def pairs(texts: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.uint64]]:
    """Text number and hash of every word, and of each pair of words in their order."""
    found = [np.fromiter(_hashes(text.split()), np.uint64) for text in texts]
    rows = np.repeat(np.arange(len(texts), dtype=np.int64), [len(row) for row in found])
    return rows, np.concatenate([np.zeros(0, np.uint64), *found])


def _hashes(words: Sequence[str]) -> Iterator[int]:
    known = [_hash(word) for word in words]
    yield from known
    for at, first in enumerate(known):
        for second in known[at + 1 : at + 1 + _NEAR]:
            yield (first * _STEP + second) & _MASK


def _hash(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest())
