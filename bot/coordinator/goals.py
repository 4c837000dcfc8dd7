"""What the figures should reach, and whether they do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.coordinator.figures import ALL

LARGE = frozenset({"de", "en", "fr", "ar", "tr", "uk", "ru", "ro", "bg", "pl", ALL})
"""Languages the encoder has read much of; more is asked of them (and of all together)."""


class Mark(StrEnum):
    """How a figure stands to its goal; the sign shown behind it."""

    AIM = "★"
    MUST = "✓"
    MISSED = "✗"
    NONE = " "


@dataclass(frozen=True, slots=True)
class Goal:
    """A figure must reach one value and aims at a better one.

    The better one tells the direction: `Goal(4, 2)` is a ceiling, `Goal(90, 95)` a floor.
    """

    must: float
    aim: float

    def mark(self, value: float | None) -> Mark:
        """How `value` stands; none where nothing was measured. Judged as shown: one decimal."""
        if value is None:
            return Mark.NONE
        sign = 1 if self.aim > self.must else -1
        shown = sign * round(value, 1)
        if shown >= sign * self.aim:
            return Mark.AIM
        return Mark.MUST if shown >= sign * self.must else Mark.MISSED

    def __str__(self) -> str:
        sign = "≥" if self.aim > self.must else "≤"
        return f"{sign}{self.must:g}/{self.aim:g}"


FIRST_LARGE = Goal(90, 95)
FIRST_SMALL = Goal(82, 90)
THREE = Goal(96, 98.5)
ABROAD_THREE = Goal(80, 90)
HELPED = Goal(92, 96)
DIRECT = Goal(62, 80)
PRECISION = Goal(97, 98.5)
STRANGE_ANSWERED = Goal(4, 2)
STRANGE_NEITHER = Goal(75, 88)
TYPOS_LOSS = Goal(4, 2)
ROMANISED_LOSS = Goal(12, 6)
LANGUAGE = Goal(97, 99)
RECALL_ALL = Goal(95, 100)
RECALL_EACH = Goal(90, 100)
FALSE_ALARMS = Goal(1.5, 0.5)
P50_MS = Goal(30, 20)
P99_MS = Goal(80, 40)


def first(language: str) -> Goal:
    """The goal for "right topic first" in a language."""
    return FIRST_LARGE if language in LARGE else FIRST_SMALL


def recall(language: str) -> Goal:
    """The goal for crises recognised in a language, or in all."""
    return RECALL_ALL if language == ALL else RECALL_EACH


def loss(kind: str) -> Goal:
    """The goal for the points that a kind of writing costs."""
    return TYPOS_LOSS if kind == "typos" else ROMANISED_LOSS
