"""Whether confidence means probability: how often the first topic is right at each confidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.coordinator.judged import Judged

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Utterances of like confidence: how many, the mean confidence, the share that was right."""

    number: int
    confidence: float
    right: float


def bins(judged: Sequence[Judged]) -> list[Bin]:
    """The utterances in ten steps of confidence; small talk aside, empty steps left out.

    What no topic answers counts as wrong, however sure the engine was.
    """
    groups: dict[int, list[Judged]] = {}
    for one in judged:
        if not one.small_talk:
            groups.setdefault(min(BINS - 1, int(one.confidence * BINS)), []).append(one)
    return [_bin(groups[step]) for step in sorted(groups)]


def error(found: Sequence[Bin]) -> float:
    """The expected calibration error, 0 to 1: how far confidence and truth are apart on average."""
    number = sum(one.number for one in found)
    apart = sum(one.number * abs(one.confidence - one.right) for one in found)
    return apart / number if number else 0.0


def _bin(judged: Sequence[Judged]) -> Bin:
    number = len(judged)
    confidence = sum(one.confidence for one in judged) / number
    return Bin(number, confidence, sum(one.place == 0 for one in judged) / number)
