"""The block solver against the textbook, and what it would say unlearned."""

from collections.abc import Iterator

import numpy as np
import pytest

from intents import ridge
from intents.ridge import Floats, Inverse, left_out, left_out_singly

RIDGE = 0.3


@pytest.fixture
def problem(monkeypatch: pytest.MonkeyPatch) -> tuple[Floats, Floats]:
    """A kernel of 50 points and the targets of three intents, in blocks of 16."""
    monkeypatch.setattr(ridge, "BLOCK", 16)
    random = np.random.default_rng(7)
    points = random.normal(size=(50, 8))
    kernel = np.exp(-((points[:, None] - points[None]) ** 2).sum(axis=2) / 8)
    targets = np.eye(3)[random.integers(0, 3, 50)]
    return kernel.astype(np.float32), targets.astype(np.float32)


def blocks(kernel: Floats) -> Iterator[list[Floats]]:
    spans = ridge.spans_of(len(kernel))
    for number, one in enumerate(spans):
        yield [kernel[one, other].copy() for other in spans[: number + 1]]


def solved(kernel: Floats) -> Inverse:
    return Inverse(blocks(kernel), RIDGE)


def exact(kernel: Floats) -> Floats:
    return np.linalg.inv(kernel.astype(np.float64) + RIDGE * np.eye(len(kernel)))


def test_the_blocks_give_the_inverse_of_the_whole(problem: tuple[Floats, Floats]) -> None:
    kernel, targets = problem
    inverse, truth = solved(kernel), exact(kernel)
    assert inverse.solve(targets) == pytest.approx(truth @ targets, abs=1e-4)
    assert inverse.diagonal() == pytest.approx(np.diag(truth), abs=1e-4)
    members = np.array([0, 3, 15, 16, 17, 40, 49])
    assert inverse.group(members) == pytest.approx(truth[np.ix_(members, members)], abs=1e-4)


def test_leaving_a_group_out_is_training_without_it(problem: tuple[Floats, Floats]) -> None:
    kernel, targets = problem
    inverse = solved(kernel)
    weights = inverse.solve(targets)
    group = np.array([2, 5, 20, 33, 48])
    rest = np.setdiff1d(np.arange(len(kernel)), group)
    retrained = exact(kernel[np.ix_(rest, rest)]) @ targets[rest]
    expected = kernel[np.ix_(group, rest)] @ retrained
    assert left_out(inverse, weights, targets, [group])[group] == pytest.approx(expected, abs=1e-4)


def test_leaving_single_texts_out_agrees_with_groups_of_one(
    problem: tuple[Floats, Floats],
) -> None:
    kernel, targets = problem
    inverse = solved(kernel)
    weights = inverse.solve(targets)
    groups = [np.array([n]) for n in range(len(kernel))]
    one_by_one = left_out(inverse, weights, targets, groups)
    assert left_out_singly(inverse, weights, targets) == pytest.approx(one_by_one, abs=1e-4)


def test_progress_rises_to_one(problem: tuple[Floats, Floats]) -> None:
    shares: list[float] = []
    kernel = problem[0]
    Inverse(blocks(kernel), RIDGE, shares.append)
    assert shares == sorted(shares)
    assert shares[-1] == pytest.approx(1)


def test_a_kernel_smaller_than_a_block_is_solved() -> None:
    kernel = np.ones((2, 2), np.float32)
    inverse = solved(kernel)
    assert inverse.solve(np.eye(2, dtype=np.float32)) == pytest.approx(exact(kernel), abs=1e-5)
