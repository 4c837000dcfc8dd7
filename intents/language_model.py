"""A character model of several kinds of text: how likely each kind is to write each n-gram.

For each kind the probability of a character after the three before it; shorter contexts fill in
for unseen ones (Witten and Bell's interpolation). All kinds share one table of n-grams.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
Floats = NDArray[np.float32]
Places = NDArray[np.int64]

ORDER = 4
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_ALPHABET = 1500.0  # letters there may be: what an unseen one shares its probability with


def _rolled(texts: Sequence[str]) -> tuple[list[Hashes], Places]:
    """For each order the hash of the n-gram ending at each character, and the places that count.

    Before each text stand ORDER - 1 spaces, which are context only.
    """
    pad = ORDER - 1
    joined = "".join(" " * pad + text for text in texts)
    codes = np.frombuffer(joined.encode("utf-32-le", "replace"), "<u4").astype(np.uint64)
    lengths = np.array([len(text) + pad for text in texts], dtype=np.int64)
    starts = np.cumsum(lengths) - lengths
    counted = np.ones(len(codes), dtype=bool)
    for offset in range(pad):
        counted[starts + offset] = False
    hashes, rolled = [], np.zeros(len(codes), dtype=np.uint64)
    for back in range(ORDER):
        rolled = rolled * _FACTOR + np.uint64(1)
        rolled[back:] += codes[: len(codes) - back]
        hashes.append(rolled)
    return hashes, np.flatnonzero(counted)


@dataclass(frozen=True, eq=False)
class Order:
    """Log-probabilities of the n-grams of one length: hashes [g] sorted, scores [g, kinds].

    Sixteen bits are exact to a hundredth, far below what tells languages apart, and half the size.
    """

    hashes: Hashes
    scores: NDArray[np.float16]

    def find(self, wanted: Hashes) -> tuple[Places, NDArray[np.bool_]]:
        """Where each hash stands, and whether it is there at all."""
        places = np.minimum(np.searchsorted(self.hashes, wanted), len(self.hashes) - 1)
        return places, self.hashes[places] == wanted


def _table(rows: Places, columns: Places, height: int, width: int) -> Floats:
    """How often each pair of row and column occurs."""
    flat = np.bincount(rows * width + columns, minlength=height * width)
    return flat.reshape(height, width).astype(np.float32)


def _interpolate(
    kind: Places, owner: Places, first: Places, context: Places, lower: Floats
) -> Floats:
    """Probabilities of one order [g, kinds] from the counts and those one order shorter.

    kind, owner, context: for each character its kind of text, n-gram and context;
    first: for each n-gram a character it occurs at; lower: its shorter probabilities.
    """
    kinds = lower.shape[1]
    counts = _table(owner, kind, len(first), kinds)
    contexts = int(context.max()) + 1
    totals = _table(context, kind, contexts, kinds)
    seen, by = np.nonzero(counts)
    types = _table(context[first][seen], by, contexts, kinds)[context[first]]
    below = totals[context[first]] + types
    return np.where(below > 0, (counts + types * lower) / np.maximum(below, 1), lower)


def train(texts: Sequence[str], kind: Sequence[int], kinds: int) -> tuple[Order, ...]:
    """The orders 1 to ORDER, from texts that each belong to one of so many kinds."""
    hashes, places = _rolled(texts)
    kind_of = np.repeat(np.array(kind, dtype=np.int64), [len(text) for text in texts])
    lower = np.full((1, kinds), 1 / _ALPHABET, dtype=np.float32)
    shorter, context = np.zeros(len(places), np.int64), np.zeros(len(places), np.int64)
    orders = []
    for size in range(ORDER):
        found, first, owner = np.unique(
            hashes[size][places], return_index=True, return_inverse=True
        )
        if size:
            context = np.unique(hashes[size - 1][places - 1], return_inverse=True)[1]
        lower = _interpolate(kind_of, owner, first, context, lower[shorter[first]])
        shorter = owner
        orders.append(Order(found, np.log(lower).astype(np.float16)))
    return tuple(orders)


def score(orders: Sequence[Order], texts: Sequence[str]) -> Floats:
    """The log-probability of each text by each kind: [texts, kinds]."""
    kinds = orders[0].scores.shape[1] if orders else 0
    if not texts or not kinds:
        return np.zeros((len(texts), kinds), np.float32)
    hashes, places = _rolled(texts)
    each = np.full((len(places), kinds), -np.log(_ALPHABET), dtype=np.float32)
    for order, rolled in zip(orders, hashes, strict=True):
        where, known = order.find(rolled[places])
        each[known] = order.scores[where[known]]
    lengths = [len(text) for text in texts]
    starts = np.cumsum([0, *lengths[:-1]])
    return np.add.reduceat(each, starts, axis=0)
