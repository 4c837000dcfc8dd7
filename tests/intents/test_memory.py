"""Collecting garbage waits while much is made, and goes on afterwards."""

import gc

import pytest

from intents.memory import nothing_to_sweep


def test_collecting_goes_on_even_after_an_error() -> None:
    @nothing_to_sweep()
    def failing() -> None:
        assert not gc.isenabled()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        failing()
    assert gc.isenabled()


def test_one_within_the_other_waits_for_both() -> None:
    with nothing_to_sweep():
        with nothing_to_sweep():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
