"""One utterance and what the bot made of it: right, half right, or wrong."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.conversation.locale import CLEAR_WORDS, is_clear
from bot.conversation.understanding import Understood
from bot.coordinator.utterances import CRISES, HARMLESS, Utterance
from intents.decision import OFFERED
from knowledge.model import OUT_OF_SCOPE


class Verdict(StrEnum):
    """What came of an utterance, as the person who wrote it would say."""

    RIGHT_ANSWER = "right answer"
    RIGHT_BUTTON = "right button"
    RIGHTLY_NONE = "rightly no answer"
    HANDED_OVER = "not understood"
    WRONG_BUTTONS = "wrong buttons"
    WRONG_SMALL_TALK = "taken for small talk"
    WRONG_ANSWER = "wrong answer"
    FALSE_ALARM = "false alarm"
    ALARM = "alarm"
    OTHER_ALARM = "alarm of another kind"
    NO_ALARM = "no alarm"
    HARMLESS = "no alarm, rightly"


_WORTH = {
    Verdict.RIGHT_ANSWER: 4,
    Verdict.RIGHTLY_NONE: 4,
    Verdict.ALARM: 4,
    Verdict.HARMLESS: 4,
    Verdict.RIGHT_BUTTON: 3,
    Verdict.OTHER_ALARM: 3,
    Verdict.HANDED_OVER: 2,
    Verdict.WRONG_BUTTONS: 1,
    Verdict.WRONG_SMALL_TALK: 1,
    Verdict.WRONG_ANSWER: 0,
    Verdict.FALSE_ALARM: 0,
    Verdict.NO_ALARM: 0,
}


def worth(verdict: Verdict) -> int:
    """4 is right, 0 does harm; a person is better than wrong buttons, these than a wrong answer."""
    return _WORTH[verdict]


@dataclass(frozen=True, slots=True)
class Judged:
    """An utterance, what was understood, how long that took (ms), and where it counts.

    `abroad`: its topic has no text in its language, so other languages had to help.
    """

    asked: Utterance
    understood: Understood
    ms: float
    abroad: bool = False
    small_talk: bool = False

    @property
    def covered(self) -> bool:
        """Whether a topic answers it."""
        return not self.small_talk and self.asked.expect != OUT_OF_SCOPE

    @property
    def place(self) -> int | None:
        """At which place the right topic stands, 0 is first; None: nowhere."""
        names = [candidate.intent for candidate in self.understood.candidates]
        return names.index(self.asked.expect) if self.asked.expect in names else None

    @property
    def first(self) -> str | None:
        """The topic that came first."""
        candidates = self.understood.candidates
        return candidates[0].intent if candidates else None

    @property
    def confidence(self) -> float:
        """The probability, as the engine sees it, that the first topic is right."""
        candidates = self.understood.candidates
        return candidates[0].confidence if candidates else 0.0

    @property
    def answered(self) -> bool:
        """Whether a topic's answer was given outright."""
        return self.understood.outcome == "answer"

    @property
    def offered(self) -> bool:
        """Whether buttons were shown."""
        return self.understood.outcome == "clarify"

    @property
    def among_three(self) -> bool:
        """Whether the right topic is among the first three."""
        return self.place is not None and self.place < OFFERED

    @property
    def helped(self) -> bool:
        """Whether the right answer was given or the right button shown."""
        return self.verdict in (Verdict.RIGHT_ANSWER, Verdict.RIGHT_BUTTON)

    @property
    def alarmed(self) -> bool:
        """Whether it was taken for a crisis."""
        return self.understood.crisis is not None

    @property
    def long_enough(self) -> bool:
        """Whether it must be answered in its own language."""
        return self.understood.language.words >= CLEAR_WORDS

    @property
    def language_right(self) -> bool:
        """Whether its language was recognised, and surely enough to answer in it."""
        guess = self.understood.language
        return is_clear(guess) and guess.language == self.asked.language

    @property
    def verdict(self) -> Verdict:
        """What came of it."""
        if self.asked.expect in (*CRISES, HARMLESS):
            return self._verdict_on_safety()
        if self.alarmed:
            return Verdict.FALSE_ALARM
        if self.understood.outcome == "smalltalk":
            right = self.understood.topic == self.asked.expect
            return Verdict.RIGHT_ANSWER if right else Verdict.WRONG_SMALL_TALK
        if self.answered:
            right = self.understood.topic == self.asked.expect
            return Verdict.RIGHT_ANSWER if right else Verdict.WRONG_ANSWER
        if self.offered:
            return Verdict.RIGHT_BUTTON if self.among_three else Verdict.WRONG_BUTTONS
        rightly = self.asked.expect == OUT_OF_SCOPE
        return Verdict.RIGHTLY_NONE if rightly else Verdict.HANDED_OVER

    def _verdict_on_safety(self) -> Verdict:
        if self.asked.expect == HARMLESS:
            return Verdict.FALSE_ALARM if self.alarmed else Verdict.HARMLESS
        if not self.alarmed:
            return Verdict.NO_ALARM
        right = self.understood.crisis == self.asked.expect
        return Verdict.ALARM if right else Verdict.OTHER_ALARM
