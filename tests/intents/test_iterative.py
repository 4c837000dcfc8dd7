"""Conjugate gradients against the textbook."""

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from intents import ridge
from intents.index import Recipe
from intents.iterative import Tangent, solve
from intents.ridge import Floats

RECIPE = Recipe(share=0.3, sharpness=2.0, ridge=0.1)


@pytest.fixture
def texts(monkeypatch: pytest.MonkeyPatch) -> tuple[Floats, Floats, Floats]:
    """The n-grams, vectors and targets of 50 texts, in blocks of 16."""
    monkeypatch.setattr(ridge, "BLOCK", 16)
    random = np.random.default_rng(7)
    grams = random.random((50, 80)) * (random.random((50, 80)) < 0.1)
    points = random.normal(size=(50, 6))
    points /= np.linalg.norm(points, axis=1, keepdims=True)
    targets = np.where(random.random((50, 2)) < 0.3, 1, -1)
    return grams.astype(np.float32), points.astype(np.float32), targets.astype(np.float32)


def test_it_solves_what_the_whole_kernel_says(texts: tuple[Floats, Floats, Floats]) -> None:
    grams, points, targets = texts
    kernel = RECIPE.mix(grams @ grams.T, points @ points.T)
    exact = np.linalg.solve(kernel + RECIPE.ridge * np.eye(len(kernel)), targets)
    found = solve(csr_matrix(grams), points, RECIPE, targets)
    assert kernel @ found == pytest.approx(kernel @ exact, abs=0.01)


def test_what_is_nearly_the_kernel_is_inverted(texts: tuple[Floats, Floats, Floats]) -> None:
    _, points, targets = texts
    tangent = Tangent(points, RECIPE)
    product = 0.7 * tangent.times(targets) + 0.8 * targets
    assert tangent.inverse(0.7, 0.8)(product) == pytest.approx(targets, abs=0.001)


def test_progress_rises(texts: tuple[Floats, Floats, Floats]) -> None:
    grams, points, targets = texts
    shares: list[float] = []
    solve(csr_matrix(grams), points, RECIPE, targets, shares.append)
    assert shares == sorted(shares)
    assert 0 < shares[0] < shares[-1] <= 1
