"""Asks the bot everything the utterances ask, by the same way as Telegram, and judges it."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.conversation.understanding import Understanding, Understood
from bot.coordinator.figures import Figures, figures
from bot.coordinator.judged import Judged
from bot.coordinator.utterances import Utterance, Utterances
from intents.model import LanguageGuess
from knowledge.model import OUT_OF_SCOPE, KnowledgeBase

_UNREAD = LanguageGuess("und", 0.0, 0)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Every utterance with what came of it, and the figures of all."""

    asked: tuple[Judged, ...]
    safety: tuple[Judged, ...]
    figures: Figures

    @property
    def judged(self) -> tuple[Judged, ...]:
        """All of them."""
        return (*self.asked, *self.safety)


def evaluate(
    base: KnowledgeBase, understanding: Understanding, utterances: Utterances
) -> Evaluation:
    """Reads every utterance, one after the other, and judges what was understood."""
    asked = tuple(judge(base, understanding, utterances.questions))
    safety = tuple(judge_alarm(understanding, one) for one in utterances.safety)
    return Evaluation(asked, safety, figures(asked, safety, len(utterances.known)))


def judge(
    base: KnowledgeBase, understanding: Understanding, utterances: Iterable[Utterance]
) -> Iterator[Judged]:
    """Each utterance with what was understood and how long that took."""
    for one in utterances:
        started = time.perf_counter()
        understood = understanding.read(one.says)
        spent = (time.perf_counter() - started) * 1000
        topic = base.topics.get(one.expect)
        abroad = topic is not None and one.language not in topic.texts
        talk = one.expect in base.services and one.expect != OUT_OF_SCOPE
        yield Judged(one, understood, spent, abroad, talk)


def judge_alarm(understanding: Understanding, utterance: Utterance) -> Judged:
    """An utterance on safety with what the gate alone makes of it: no topic matters there."""
    started = time.perf_counter()
    crisis = understanding.alarm(utterance.says)
    spent = (time.perf_counter() - started) * 1000
    outcome = "handoff" if crisis is None else "crisis"
    return Judged(utterance, Understood(outcome, None, (), _UNREAD, crisis), spent)
