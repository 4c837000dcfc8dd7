"""Memory while much is made: what is freed goes back, and what stays is not looked through."""

import ctypes
import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager


def give_back() -> None:
    """Between the steps of learning: what only points at itself, and what the C library keeps.

    Both are some hundred MB; nothing else collects them meanwhile.
    """
    gc.collect()
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # of glibc alone
        if trim is not None:
            trim(0)


@contextmanager
def nothing_to_sweep() -> Iterator[None]:
    """No collection of garbage meanwhile, and never of what is there by then: it stays.

    Looking through a million objects again and again while they grow takes a quarter of the start.
    """
    swept = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if swept:
            gc.enable()
