"""Kernel ridge regression, one score for each intent, solved exactly in bounded memory.

Only the lower half of the kernel is ever held, in square blocks (16,000 texts: 520 MB). The
inverse is taken too: with it, what the model would say about a text it has not seen follows
without training again (leave-one-out residuals; Rifkin and Lippert, 2007), for groups as well.
"""

from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Places = NDArray[np.int64]
Kernel = Iterable[list[Floats]]
"""The lower half of a kernel, row of square blocks by row of blocks; each block is taken over."""

Progress = Callable[[float], None]
BLOCK = 512


def spans_of(size: int, block: int | None = None) -> list[slice]:
    """The runs of so many texts that the blocks stand for."""
    step = block or BLOCK
    return [slice(at, min(at + step, size)) for at in range(0, size, step)]


class Inverse:
    """The inverse of kernel + ridge, kept as the inverse M of Cholesky's factor: inverse = MᵀM."""

    def __init__(self, kernel: Kernel, ridge: float, progress: Progress | None = None) -> None:
        self._progress = progress or (lambda share: None)
        self._blocks = list(kernel)
        heights = [row[-1].shape[0] for row in self._blocks]
        ends = np.cumsum(heights).tolist()
        self._spans = [slice(end - height, end) for end, height in zip(ends, heights, strict=True)]
        for *_, corner in self._blocks:
            corner[np.diag_indices_from(corner)] += np.float32(ridge)
        self._factorise()
        self._invert()

    def _factorise(self) -> None:
        """Cholesky's factor in place, column of blocks by column of blocks."""
        blocks, count = self._blocks, len(self._blocks)
        for k in range(count):
            corner = np.linalg.cholesky(blocks[k][k])
            blocks[k][k] = corner
            turn = np.linalg.inv(corner).T
            for i in range(k + 1, count):
                blocks[i][k] = blocks[i][k] @ turn
            for i in range(k + 1, count):
                for j in range(k + 1, i + 1):
                    blocks[i][j] -= blocks[i][k] @ blocks[j][k].T
            self._progress(0.5 * (k + 1) / count)

    def _invert(self) -> None:
        """The inverse of the factor, in its place: row of blocks by row of blocks."""
        blocks = self._blocks
        for i, row in enumerate(blocks):
            row[i] = np.linalg.inv(row[i])
            for j in range(i):  # what stands left of j is not needed any more
                total = row[j] @ blocks[j][j]
                for k in range(j + 1, i):
                    total += row[k] @ blocks[k][j]
                row[j] = -(row[i] @ total)
            self._progress(0.5 + 0.5 * (i + 1) / len(blocks))

    def solve(self, targets: Floats) -> Floats:
        """Inverse times targets [texts, intents]."""
        spans, blocks = self._spans, self._blocks
        half = [
            sum((row[j] @ targets[spans[j]] for j in range(i + 1)), np.float32(0))
            for i, row in enumerate(blocks)
        ]
        out = np.zeros_like(targets)
        for i, row in enumerate(blocks):
            for j in range(i + 1):
                out[spans[j]] += row[j].T @ half[i]
        return out

    def diagonal(self) -> Floats:
        """The diagonal of the inverse."""
        out = np.zeros(sum(span.stop - span.start for span in self._spans), np.float32)
        for row in self._blocks:
            for span, block in zip(self._spans, row, strict=False):
                out[span] += np.einsum("ij,ij->j", block, block)
        return out

    def group(self, members: Places) -> Floats:
        """The square of the inverse between the members of a group."""
        out = np.zeros((len(members), len(members)), np.float32)
        for row in self._blocks:
            columns = np.concatenate([
                block[:, members[(members >= span.start) & (members < span.stop)] - span.start]
                for span, block in zip(self._spans, row, strict=False)
            ], axis=1)  # fmt: skip
            width = columns.shape[1]  # members are in order: later ones have no part in this row
            out[:width, :width] += columns.T @ columns
        return out


def left_out(
    inverse: Inverse, weights: Floats, targets: Floats, groups: Sequence[Places]
) -> Floats:
    """The scores [texts, intents] each text would get had its whole group not been learned.

    Texts in no group keep their targets.
    """
    scores = np.array(targets)
    for members in groups:
        residual = np.linalg.solve(inverse.group(members), weights[members])
        scores[members] = targets[members] - residual
    return scores


def left_out_singly(inverse: Inverse, weights: Floats, targets: Floats) -> Floats:
    """The scores [texts, intents] each text would get had it alone not been learned."""
    return np.asarray(targets - weights / inverse.diagonal()[:, None])
