"""Judged utterances for tests, from what came of them."""

from bot.conversation.understanding import Understood
from bot.coordinator.judged import Judged
from bot.coordinator.utterances import Utterance
from intents.model import Candidate, LanguageGuess

RANKED = ("parking", "school", "doctor", "jobs")


def judged(
    expect: str,
    outcome: str = "answer",
    ranked: tuple[str, ...] = RANKED,
    *,
    says: str = "a question",
    language: str = "de",
    kind: str = "whole",
    topic: str | None = None,
    crisis: str | None = None,
    confidence: float = 0.9,
    heard: str = "de",
    words: int = 5,
    sure: float = 0.99,
    ms: float = 1.0,
    abroad: bool = False,
    small_talk: bool = False,
) -> Judged:
    """An utterance with what the bot made of it: the first of `ranked` is the surest."""
    chances = [confidence, *(confidence / (2 + n) for n in range(len(ranked) - 1))]
    candidates = tuple(Candidate(*pair) for pair in zip(ranked, chances, strict=True))
    told = topic or (ranked[0] if outcome == "answer" else None)
    guess = LanguageGuess(heard, sure, words)
    understood = Understood(outcome, told, candidates, guess, crisis)
    return Judged(Utterance(says, expect, language, kind), understood, ms, abroad, small_talk)
