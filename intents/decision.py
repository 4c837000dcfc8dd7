"""Answer, offer up to three topics, or hand over; and which words are mere courtesy."""

from collections.abc import Callable, Collection

from intents.judge import Judge
from intents.model import Candidate, Outcome
from intents.normalize import fold

OFFERED = 3
"""Topics offered at once."""

COURTESY = frozenset({"greeting", "thanks", "goodbye"})
"""Service intents whose words may stand around a question without changing it."""

_LONGEST = 5  # words of one courtesy
# The least confidence of an answer, and of three buttons, in a language that nobody wrote phrasings
# in: chosen in languages whose phrasings were left out.
_SURER, _SURER_OF_THREE = 0.6, 0.33


def decide(
    ranked: list[Candidate], judge: Judge, *, strange: bool = False
) -> tuple[Outcome, str | None]:
    """The outcome for the topics, best first, and the topic of an answer.

    strange: there are no phrasings in the language of the utterance.
    """
    if not ranked:
        return Outcome.HANDOFF, None
    surer, surer_of_three = (_SURER, _SURER_OF_THREE) if strange else (0.0, 0.0)
    if ranked[0].confidence >= max(judge.answer_at, surer):
        return Outcome.ANSWER, ranked[0].intent
    three = sum(candidate.confidence for candidate in ranked[:OFFERED])
    if three >= max(judge.offer_at, surer_of_three):
        return Outcome.CLARIFY, None
    return Outcome.HANDOFF, None


def strip_courtesy(text: str, services_of: Callable[[str], Collection[str]]) -> tuple[str, str]:
    """The text without a greeting or thanks before and after it, and the first such intent.

    services_of: the service intents that have a folded text as a phrasing.
    """
    words, found = text.split(), ""
    while words:
        cut, intent = _cut(words, services_of)
        if not intent:
            break
        words, found = cut, found or intent
    return " ".join(words), found


def _cut(words: list[str], services_of: Callable[[str], Collection[str]]) -> tuple[list[str], str]:
    """The words without the longest courtesy at the beginning or the end."""
    for size in range(min(_LONGEST, len(words)), 0, -1):
        for kept, part in ((words[size:], words[:size]), (words[:-size], words[-size:])):
            polite = COURTESY.intersection(services_of(fold(" ".join(part))))
            if polite:
                return kept, min(polite)
    return words, ""
