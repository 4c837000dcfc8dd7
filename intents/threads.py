"""How many threads matrix products use.

Training takes all cores: together for large products, each its own for many small ones. Reading
takes one for a product: a question is too small to gain much from two, and where other programs
need the cores, waiting for the second thread can take a hundred times longer. The encoder's network
has threads of its own.
"""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")


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
        _controller().limit(limits=cores())


def each_its_own(work: Callable[[T], object], parts: Iterable[T]) -> None:
    """Does the work on all parts, one on each core at a time and each with one thread."""
    for _ in in_order(work, parts):
        pass  # what was raised is raised here


def in_order(work: Callable[[T], R], parts: Iterable[T]) -> Iterator[R]:
    """What the work makes of each part, few done ahead: one on each core, each with one thread.

    Until all are asked for, products take one thread.
    """
    known = _controller()
    with known.limit(limits=1) if known else nullcontext(), ThreadPoolExecutor(cores()) as pool:
        ahead: deque[Future[R]] = deque()
        for part in parts:
            ahead.append(pool.submit(work, part))
            if len(ahead) > cores():
                yield ahead.popleft().result()
        while ahead:
            yield ahead.popleft().result()


def cores() -> int:
    """How many there are; one where nobody knows."""
    return os.cpu_count() or 1
