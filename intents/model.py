"""The values the engine takes and gives."""

from dataclasses import dataclass
from enum import StrEnum

OUT_OF_SCOPE = "out-of-scope"
"""The intent of what nothing answers: a service intent to learn from, and a mark in test files."""


@dataclass(frozen=True, slots=True)
class Phrasing:
    """One way people ask for an intent, in one language (a code such as "de")."""

    intent: str
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """A topic with the calibrated probability (0 to 1) that it is the one asked for."""

    intent: str
    confidence: float


class Outcome(StrEnum):
    """What to do with an utterance."""

    ANSWER = "answer"
    CLARIFY = "clarify"
    HANDOFF = "handoff"
    SMALLTALK = "smalltalk"


@dataclass(frozen=True, slots=True)
class LanguageGuess:
    """The language an utterance is written in, how sure that is (0 to 1), its different words."""

    language: str
    confidence: float
    words: int


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything the engine says about one utterance.

    `intent` is a topic for ANSWER, a service intent for SMALLTALK, and None otherwise.
    `candidates` are topics only, best first, for every outcome.
    """

    outcome: Outcome
    intent: str | None
    candidates: tuple[Candidate, ...]
    language: LanguageGuess
