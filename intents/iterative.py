"""Kernel ridge regression by conjugate gradients, for kernels too large to be factorised.

A kernel of letters and meaning is only ever multiplied with: its letters' half from the sparse
n-grams, its meaning's half from blocks of 16 bits (17,700 texts: 320 MB, a quarter of what a
factor takes).
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from intents.index import Recipe
from intents.memory import give_back
from intents.ridge import Floats, Progress, spans_of

_TOLERANCE = 1e-3  # of the targets' length: changes no score by more than about 0.005
_MOST_STEPS = 500
_USUAL_STEPS = 110
_WHOLE = np.float32(2**16 - 1)


class Nearness:
    """The kernel's half of meaning between all points [n, d]."""

    def __init__(self, points: Floats, recipe: Recipe) -> None:
        spans = spans_of(len(points))
        self._blocks = [
            (one, other, _sixteen_bits(recipe.near(np.minimum(points[one] @ points[other].T, 1))))
            for at, one in enumerate(spans)
            for other in spans[: at + 1]  # it is symmetric: the lower half says all
        ]

    def times(self, vectors: Floats) -> Floats:
        """The kernel times vectors [n, columns]."""
        out = np.zeros_like(vectors)
        room = np.empty(max((block.size for *_, block in self._blocks), default=0), np.float32)
        for one, other, block in self._blocks:
            near = room[: block.size].reshape(block.shape)  # new memory would take longer
            near[:] = block
            out[one] += near @ vectors[other]
            if one != other:
                out[other] += near.T @ vectors[one]
        return out / _WHOLE


def _sixteen_bits(near: Floats) -> NDArray[np.uint16]:
    return np.asarray(np.rint(near * _WHOLE), np.uint16)


def solve(
    rows: Any, points: Floats, recipe: Recipe, targets: Floats, progress: Progress | None = None
) -> Floats:
    """(kernel + ridge) to the power of -1, times targets [n, columns].

    rows: the texts' n-grams, sparse [n, features]; points: their vectors [n, d] of length 1.
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
