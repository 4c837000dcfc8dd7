"""Kernel ridge regression by conjugate gradients, for kernels too large to be factorised.

A kernel of letters and meaning is only ever multiplied with: its letters' half from the sparse
n-grams, its meaning's half from blocks of 8 bits (24,000 texts: 290 MB, a quarter of what a
factor takes). The part of meaning that is a plain product of points is inverted beforehand, which
leaves a third of the steps.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from intents import threads
from intents.index import Recipe
from intents.memory import give_back
from intents.ridge import Floats, Progress, spans_of

_TOLERANCE = 1e-3  # of the targets' length: changes no score by more than about 0.005
_MOST_STEPS = 500
_USUAL_STEPS = 36
_WHOLE = np.float32(2**8 - 1)
_Block = tuple[slice, slice, NDArray[np.uint8]]


class Tangent:
    """The kernel's half of meaning as far as it is a product: flat * (1 + slope * cosine).

    Its features, never written down, are one and the points [n, d].
    """

    def __init__(self, points: Floats, recipe: Recipe) -> None:
        self._points = points
        self._flat = np.float32(recipe.near(np.float32(0)))
        self._root = np.float32(np.sqrt(recipe.sharpness))

    def of(self, cosines: Floats) -> Floats:
        """What it is for pairs with such cosines."""
        return np.asarray(self._flat * (1 + self._root**2 * cosines))

    def times(self, vectors: Floats) -> Floats:
        """It times vectors [n, columns]."""
        return np.asarray(self._flat * self._up(self._down(vectors)))

    def inverse(self, share: float, rest: float) -> Callable[[Floats], Floats]:
        """How to multiply vectors with (share * tangent + rest) to the power of -1.

        By Woodbury's identity: only a matrix of the features [1 + d, 1 + d] is inverted.
        """
        sums = self._root * self._points.sum(axis=0, keepdims=True)
        squares = self._root**2 * (self._points.T @ self._points)
        products = np.block([[np.full((1, 1), len(self._points)), sums], [sums.T, squares]])
        small = np.linalg.inv(products + rest / (share * self._flat) * np.eye(len(products)))

        def times(vectors: Floats) -> Floats:
            inside = (small @ self._down(vectors)).astype(np.float32)
            return np.asarray((vectors - self._up(inside)) / np.float32(rest))

        return times

    def _down(self, vectors: Floats) -> Floats:
        """The features, turned, times vectors: [n, columns] to [1 + d, columns]."""
        return np.vstack([vectors.sum(axis=0), self._root * (self._points.T @ vectors)])

    def _up(self, parts: Floats) -> Floats:
        """The features times [1 + d, columns]: [n, columns]."""
        return np.asarray(parts[0] + self._points @ (self._root * parts[1:]))


class Beyond:
    """What the kernel's half of meaning is beyond its tangent, between all points [n, d].

    That is nothing or little for most pairs, so eight bits of its square root say enough.
    """

    def __init__(self, points: Floats, recipe: Recipe, tangent: Tangent) -> None:
        self._recipe, self._tangent = recipe, tangent
        self.most = float(self._between(np.ones(1, np.float32))[0])
        spans = spans_of(len(points))  # as floats, a block stays in the processor's cache
        pairs = ((one, other) for at, one in enumerate(spans) for other in spans[: at + 1])

        def block(pair: tuple[slice, slice]) -> _Block:
            one, other = pair
            return one, other, self._eight_bits(points[one] @ points[other].T)

        self._blocks = list(threads.in_order(block, pairs))  # symmetric: the lower half says all

    def _between(self, cosines: Floats) -> Floats:
        return self._recipe.near(cosines) - self._tangent.of(cosines)

    def _eight_bits(self, cosines: Floats) -> NDArray[np.uint8]:
        share = np.clip(self._between(cosines) / np.float32(self.most), 0, 1)
        return np.asarray(np.rint(np.sqrt(share) * _WHOLE), np.uint8)

    def times(self, vectors: Floats) -> Floats:
        """It times vectors [n, columns]."""
        columns = np.ascontiguousarray(vectors.T)  # one by one they take less than all at a time
        out = np.zeros_like(columns)
        room = np.empty(max((block.size for *_, block in self._blocks), default=0), np.float32)
        for one, other, block in self._blocks:
            near = room[: block.size].reshape(block.shape)  # new memory would take longer
            near[:] = block
            near *= near
            for column, total in zip(columns, out, strict=True):
                total[one] += near @ column[other]
                if one != other:
                    total[other] += column[one] @ near
        return np.asarray(out.T * np.float32(self.most) / _WHOLE**2)


def solve(
    rows: Any, points: Floats, recipe: Recipe, targets: Floats, progress: Progress | None = None
) -> Floats:
    """(kernel + ridge) to the power of -1, times targets [n, columns].

    rows: the texts' n-grams, sparse [n, features]; points: their vectors [n, d] of length 1 or
    less.
    """
    from scipy.sparse.linalg import LinearOperator, cg  # costs half a second: only when training

    give_back()
    tangent = Tangent(points, recipe)
    beyond = Beyond(points, recipe, tangent)
    share, ridge = np.float32(recipe.share), np.float32(recipe.ridge)
    tell, steps = progress or (lambda share: None), 0

    def product(flat: Floats) -> Floats:
        vectors = flat.reshape(targets.shape)
        meaning = tangent.times(vectors) + beyond.times(vectors)
        out = share * (rows @ (rows.T @ vectors)) + (1 - share) * meaning + ridge * vectors
        return np.asarray(out.ravel(), np.float32)

    # Little else of the kernel is as large as its diagonal: letters, the rest of meaning, ridge.
    diagonal = recipe.share + (1 - recipe.share) * beyond.most + recipe.ridge
    nearly = tangent.inverse(1 - recipe.share, diagonal)

    def guess(flat: Floats) -> Floats:
        return nearly(flat.reshape(targets.shape)).ravel()

    def step(_: Floats) -> None:
        nonlocal steps
        steps += 1
        tell(min(1.0, steps / _USUAL_STEPS))

    size = targets.size
    whole, inverse = (
        LinearOperator((size, size), matvec=each, dtype=np.float32) for each in (product, guess)
    )
    flat, _ = cg(
        whole, targets.ravel(), rtol=_TOLERANCE, maxiter=_MOST_STEPS, M=inverse, callback=step
    )
    return np.asarray(flat, np.float32).reshape(targets.shape)
