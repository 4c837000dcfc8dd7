"""Freed memory goes back to the system."""

import ctypes
import sys


def give_back() -> None:
    """Between the steps of learning: the C library keeps what is freed, a hundred MB a step."""
    if sys.platform == "linux":
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # of glibc alone
        if trim is not None:
            trim(0)
