"""How the table is printed."""

from collections.abc import Sequence
from statistics import quantiles


def row(name: str, value: str, aim: str = "") -> None:
    """One line of the table."""
    print(f"{name:<66} {value:>22}  {aim}", flush=True)


def share(seconds: Sequence[float], percent: int) -> float:
    """The value below which so many percent of the times lie."""
    return quantiles(seconds, n=100, method="inclusive")[percent - 1]


def milliseconds(seconds: Sequence[float], upper: int) -> str:
    """The median and an upper percentile."""
    return f"{share(seconds, 50) * 1000:.0f} / {share(seconds, upper) * 1000:.0f} ms"
