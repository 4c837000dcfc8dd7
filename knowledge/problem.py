"""A problem in a knowledge file: where it is, and a sentence that says what to do."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from rapidfuzz import fuzz, process


class Place(NamedTuple):
    """A position in a file; line and column count from 1. Every text of every file has one."""

    path: str
    line: int = 1
    column: int = 1

    def moved(self, columns: int) -> "Place":
        """The place so many characters to the right on the same line."""
        return Place(self.path, self.line, self.column + columns)


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One finding. A warning does not keep a knowledge base from going live."""

    path: str
    line: int
    column: int
    sentence: str
    warning: bool = False

    def __str__(self) -> str:
        mark = "warning: " if self.warning else ""
        return f"{self.path}:{self.line}:{self.column}: {mark}{self.sentence}"


def problem_at(place: Place, sentence: str, *, warning: bool = False) -> Problem:
    """The problem `sentence` at `place`."""
    return Problem(place.path, place.line, place.column, sentence, warning)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """' Did you mean 'x'?' for the nearest known word, or nothing if none is near."""
    best = process.extractOne(
        word, sorted(known), scorer=fuzz.ratio, processor=str.lower, score_cutoff=60
    )
    return f" Did you mean '{best[0]}'?" if best else ""
