"""Kernel ridge regression by conjugate gradients, for kernels too large to be factorised.

A kernel of letters and meaning is only ever multiplied with: its letters' half from the sparse
n-grams, its meaning's half from blocks of 8 bits (24,000 texts: 290 MB, a quarter of what a
factor takes).
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from intents import threads
from intents.index import Recipe
from intents.memory import give_back
from intents.ridge import Floats, Progress, spans_of

_TOLERANCE = 1e-3  # of the targets' length: changes no score by more than about 0.005
_MOST_STEPS = 500
_USUAL_STEPS = 110
_WHOLE = np.float32(2**8 - 1)
BLOCK = 1024
"""Texts a block stands for: more than in `ridge`, as each costs only a few products."""
_Block = tuple[slice, slice, NDArray[np.uint8]]


class Nearness:
    """The kernel's half of meaning between all points [n, d], of length 1 or less.

    It is its tangent, which the points say themselves, and what is beyond it: that is nothing or
    little for most pairs, so eight bits of its square root say enough.
    """

    def __init__(self, points: Floats, recipe: Recipe) -> None:
        self._points, self._recipe = points, recipe
        self._most = float(self._beyond(np.float32(1)))
        spans = spans_of(len(points), BLOCK)
        self._blocks = [
            (one, other, self._eight_bits(points[one] @ points[other].T))
            for at, one in enumerate(spans)
            for other in spans[: at + 1]  # it is symmetric: the lower half says all
        ]

    def _beyond(self, cosines: Floats | np.float32) -> Floats:
        recipe = self._recipe
        tangent = 1 + np.float32(recipe.sharpness) * cosines
        return np.asarray(recipe.near(cosines) - recipe.near(np.float32(0)) * tangent)

    def _eight_bits(self, cosines: Floats) -> NDArray[np.uint8]:
        share = np.clip(self._beyond(cosines) / np.float32(self._most), 0, 1)
        return np.asarray(np.rint(np.sqrt(share) * _WHOLE), np.uint8)

    def times(self, vectors: Floats) -> Floats:
        """The kernel times vectors [n, columns]."""
        parts: list[Floats] = []

        def work(blocks: Sequence[_Block]) -> None:
            parts.append(_times(blocks, vectors))

        threads.each_its_own(work, threads.shares_of(self._blocks))
        flat, slope = self._recipe.near(np.float32(0)), np.float32(self._recipe.sharpness)
        tangent = vectors.sum(axis=0) + slope * (self._points @ (self._points.T @ vectors))
        return np.asarray(flat * tangent + sum(parts) * np.float32(self._most) / _WHOLE**2)


def _times(blocks: Sequence[_Block], vectors: Floats) -> Floats:
    columns = np.ascontiguousarray(vectors.T)  # one by one they take less than all at a time
    out = np.zeros_like(columns)
    room = np.empty(max((block.size for *_, block in blocks), default=0), np.float32)
    for one, other, block in blocks:
        near = room[: block.size].reshape(block.shape)  # new memory would take longer
        near[:] = block
        near *= near
        for column, total in zip(columns, out, strict=True):
            total[one] += near @ column[other]
            if one != other:
                total[other] += column[one] @ near
    return out.T


def solve(
    rows: Any, points: Floats, recipe: Recipe, targets: Floats, progress: Progress | None = None
) -> Floats:
    """(kernel + ridge) to the power of -1, times targets [n, columns].

    rows: the texts' n-grams, sparse [n, features]; points: their vectors [n, d] of length 1 or
    less.
    """
    from scipy.sparse.linalg import LinearOperator, cg  # costs half a second: only when training

    give_back()
    near = Nearness(points, recipe)
    share = np.float32(recipe.share)
    tell, steps = progress or (lambda share: None), 0

    def product(flat: Floats) -> Floats:
        vectors = flat.reshape(targets.shape)
        letters, meaning = rows @ (rows.T @ vectors), near.times(vectors)
        out = share * letters + (1 - share) * meaning + np.float32(recipe.ridge) * vectors
        return np.asarray(out.ravel(), np.float32)

    def step(_: Floats) -> None:
        nonlocal steps
        steps += 1
        tell(min(1.0, steps / _USUAL_STEPS))

    size = targets.size
    whole = LinearOperator((size, size), matvec=product, dtype=np.float32)
    flat, _ = cg(whole, targets.ravel(), rtol=_TOLERANCE, maxiter=_MOST_STEPS, callback=step)
    return np.asarray(flat, np.float32).reshape(targets.shape)
