"""Where it goes wrong most: topics taken for one another, and topics that are seldom found.

Only utterances whose topic has a text in their language count: the others wait for one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.coordinator.figures import Ranking, ranking
from bot.coordinator.judged import Judged

FEWEST = 3
"""Utterances a topic needs before its share says anything."""


@dataclass(frozen=True, slots=True)
class Mixup:
    """So many utterances on one topic were taken for another, in these languages."""

    expected: str
    taken_for: str
    number: int
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TopicFigures:
    """The figures of one topic over all languages."""

    topic: str
    ranking: Ranking


def mixups(judged: Sequence[Judged], at_most: int = 12) -> list[Mixup]:
    """The pairs of topics mixed up most, the worst first."""
    wrong = [one for one in judged if _counts(one) and one.place != 0 and one.first]
    pairs = Counter((one.asked.expect, str(one.first)) for one in wrong)
    ordered = sorted(pairs.items(), key=lambda pair: (-pair[1], pair[0]))
    return [
        Mixup(*pair, number, _languages([one for one in wrong if _pair(one) == pair]))
        for pair, number in ordered[:at_most]
    ]


def weakest(judged: Sequence[Judged], at_most: int = 10) -> list[TopicFigures]:
    """The topics on which people are helped least, the weakest first."""
    groups: dict[str, list[Judged]] = {}
    for one in judged:
        if _counts(one):
            groups.setdefault(one.asked.expect, []).append(one)
    found = [TopicFigures(topic, ranking(g)) for topic, g in groups.items() if len(g) >= FEWEST]
    return sorted(found, key=_helped)[:at_most]


def _counts(one: Judged) -> bool:
    return one.covered and not one.abroad


def _helped(one: TopicFigures) -> tuple[float, float, str]:
    return (one.ranking.helped.percent or 0.0, one.ranking.first.percent or 0.0, one.topic)


def _pair(one: Judged) -> tuple[str, str]:
    return one.asked.expect, str(one.first)


def _languages(judged: Sequence[Judged]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.asked.language for one in judged))
