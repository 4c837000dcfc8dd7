"""What an utterance means: danger first, then small talk, a topic, a choice, or nothing known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

from intents.model import Candidate, LanguageGuess, Outcome, Reading

Crisis = Literal["danger", "suicide", "medical"]


class Engine(Protocol):
    """What is needed of the engine that reads utterances."""

    def read(self, utterance: str) -> Reading: ...


class Alarm(Protocol):
    """What the safety gate says."""

    @property
    def kind(self) -> Crisis: ...

    @property
    def language(self) -> str: ...


class Finding(Protocol):
    """What the safety gate finds in a message."""

    @property
    def alarm(self) -> Alarm | None: ...

    @property
    def deadline(self) -> bool: ...


class Gate(Protocol):
    """What is needed of the safety gate."""

    def read(self, utterance: str) -> Finding: ...


@dataclass(frozen=True, slots=True)
class Understood:
    """One utterance, understood. topic is a topic's id for an answer, a service intent for
    small talk; outcome is `crisis` or one of the engine's."""

    outcome: str
    topic: str | None
    candidates: tuple[Candidate, ...]
    language: LanguageGuess
    crisis: Crisis | None = None
    alarm_language: str | None = None
    deadline: bool = False


class Understanding:
    """The one way from words to a decision: Telegram and the command line both take it.

    Engine and gate may be replaced by better ones while the bot runs.
    """

    def __init__(self, engine: Engine, gate: Gate) -> None:
        self._parts = engine, gate

    def become(self, other: Understanding) -> None:
        """From now on understands as the other does; in one assignment, never half of it."""
        self._parts = other._parts

    def alarm(self, utterance: str) -> Crisis | None:
        """Whether somebody is in danger; nothing else is asked."""
        alarm = self._parts[1].read(utterance).alarm
        return None if alarm is None else alarm.kind

    def read(self, utterance: str) -> Understood:
        """Understands one utterance; never raises for any text."""
        engine, gate = self._parts
        found, reading = gate.read(utterance), engine.read(utterance)
        alarm, outcome, topic = found.alarm, str(reading.outcome), reading.intent
        if alarm is not None:
            outcome, topic = "crisis", None
        elif found.deadline and outcome == Outcome.SMALLTALK:
            # "Deportation tomorrow" is like a goodbye in its words alone.
            outcome, topic = str(Outcome.CLARIFY), None
        return Understood(
            outcome,
            topic,
            reading.candidates,
            reading.language,
            crisis=alarm.kind if alarm else None,
            alarm_language=alarm.language if alarm else None,
            deadline=found.deadline,
        )
