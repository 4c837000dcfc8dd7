"""Probabilities mean what they say."""

import numpy as np
import pytest

from intents.calibration import Logistic


def sample(size: int) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(3)
    signs = random.normal(size=(size, 2)).astype(np.float32)
    chance = 1 / (1 + np.exp(-(2 * signs[:, 0] - 1)))
    return signs, random.random(size) < chance


def test_of_those_called_likely_so_many_are_true() -> None:
    signs, true = sample(20_000)
    chances = Logistic.fit(signs, true, np.ones(len(signs), np.float32)).chances(signs)
    for low in (0.1, 0.3, 0.5, 0.7):
        called = (chances >= low) & (chances < low + 0.2)
        assert true[called].mean() == pytest.approx(chances[called].mean(), abs=0.03)


def test_a_weight_counts_as_so_many_rows() -> None:
    signs, true = sample(200)
    doubled = Logistic.fit(signs, true, np.full(200, 2, np.float32))
    twice = Logistic.fit(np.tile(signs, (2, 1)), np.tile(true, 2), np.ones(400, np.float32))
    assert doubled.weights == pytest.approx(twice.weights, abs=1e-3)


@pytest.mark.parametrize("answer", [True, False])
def test_one_sided_experience_stays_finite(answer: bool) -> None:
    signs = np.linspace(0, 1, 10, dtype=np.float32)[:, None]
    fitted = Logistic.fit(signs, np.full(10, answer), np.ones(10, np.float32))
    chances = fitted.chances(signs)
    assert np.isfinite(chances).all()
    assert ((chances > 0.5) == answer).all()


def test_signs_far_outside_experience_stay_finite() -> None:
    signs, true = sample(100)
    fitted = Logistic.fit(signs, true, np.ones(100, np.float32))
    assert np.isfinite(fitted.chances(np.array([[1e9, -1e9]], np.float32))).all()
