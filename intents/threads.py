"""How many threads matrix products use.

Training takes all cores. Reading takes one: a question is too small to gain much from two, and
where other programs need the cores, waiting for the second thread can take a hundred times longer.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any


@cache
def _controller() -> Any:
    """The switch of numpy's libraries; None where it is not installed."""
    try:
        from threadpoolctl import ThreadpoolController
    except ImportError:
        return None
    return ThreadpoolController().select(user_api="blas")


@contextmanager
def all_of_them() -> Iterator[None]:
    """As many threads as there are cores meanwhile, for training; then one again."""
    use_all()
    try:
        yield
    finally:
        use_one()


def use_one() -> None:
    """From now on one thread, for reading."""
    if _controller():
        _controller().limit(limits=1)


def use_all() -> None:
    """From now on as many as there are cores, for training."""
    if _controller():
        _controller().limit(limits=os.cpu_count() or 1)
