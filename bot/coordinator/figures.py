"""How well the bot understands: figures of judged utterances, by language and over all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.coordinator.judged import Judged
from bot.coordinator.utterances import CRISES, HARMLESS, KINDS

ALL = "all"
NATIVE = ("short", "whole", "story")
"""Kinds written well and in the language's own script: what the others are compared with."""


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    hits: int
    number: int

    @property
    def percent(self) -> float | None:
        """0 to 100; None of nothing."""
        return 100 * self.hits / self.number if self.number else None


@dataclass(frozen=True, slots=True)
class Ranking:
    """Utterances that a topic answers.

    direct: answered outright; precision: of these, the right ones; helped: the right answer given
    or the right button shown; alarmed: taken for a crisis.
    """

    number: int
    first: Share
    three: Share
    helped: Share
    direct: Share
    precision: Share
    alarmed: Share


@dataclass(frozen=True, slots=True)
class Row:
    """The figures of one language, or of all.

    `topics` are the utterances whose topic has a text in their language, `abroad` those where
    only other languages could help. The last eight are of utterances that no topic answers, of
    small talk, and of all with four words or more.
    """

    topics: Ranking
    abroad: Ranking
    kinds: Mapping[str, Ranking]
    strange_answered: Share
    strange_buttons: Share
    strange_neither: Share
    small_talk: Share
    language: Share


@dataclass(frozen=True, slots=True)
class SafetyRow:
    """How the gate did in one language, or in all.

    recall: alarms raised, by the kind of the crisis; any: over all kinds; kind: alarms that named
    the right kind; false_alarms: of the harmless utterances.
    """

    recall: Mapping[str, Share]
    any: Share
    kind: Share
    false_alarms: Share


@dataclass(frozen=True, slots=True)
class Times:
    """How long whole decisions took, in milliseconds."""

    p50: float
    p99: float


@dataclass(frozen=True, slots=True)
class Figures:
    """Everything measured; the row `all` comes last. `known` were left out of the figures."""

    rows: Mapping[str, Row]
    safety: Mapping[str, SafetyRow]
    times: Times
    known: int = 0


def figures(asked: Sequence[Judged], safety: Sequence[Judged], known: int = 0) -> Figures:
    """The figures of judged utterances, on topics and on safety."""
    times = [one.ms for one in asked]
    return Figures(
        rows={code: row(group) for code, group in _by_language(asked).items()},
        safety={code: safety_row(group) for code, group in _by_language(safety).items()},
        times=Times(quantile(times, 0.5), quantile(times, 0.99)),
        known=known,
    )


def share(judged: Iterable[Judged], hit: Callable[[Judged], bool]) -> Share:
    """How many fulfil `hit`."""
    hits = [hit(one) for one in judged]
    return Share(sum(hits), len(hits))


def ranking(judged: Sequence[Judged]) -> Ranking:
    """The figures of utterances that a topic answers."""
    direct = [one for one in judged if one.answered]
    return Ranking(
        number=len(judged),
        first=share(judged, lambda one: one.place == 0),
        three=share(judged, lambda one: one.among_three),
        helped=share(judged, lambda one: one.helped),
        direct=share(judged, lambda one: one.answered),
        precision=share(direct, lambda one: one.helped),
        alarmed=share(judged, lambda one: one.alarmed),
    )


def row(judged: Sequence[Judged]) -> Row:
    """The figures of one group of utterances."""
    covered = [one for one in judged if one.covered]
    own = [one for one in covered if not one.abroad]
    talk = [one for one in judged if one.small_talk]
    strange = [one for one in judged if not one.covered and not one.small_talk]
    return Row(
        topics=ranking(own),
        abroad=ranking([one for one in covered if one.abroad]),
        kinds={kind: ranking([one for one in own if one.asked.kind == kind]) for kind in KINDS},
        strange_answered=share(strange, lambda one: one.answered),
        strange_buttons=share(strange, lambda one: one.offered),
        strange_neither=share(strange, lambda one: not one.answered and not one.offered),
        small_talk=share(talk, lambda one: one.helped),
        language=share((one for one in judged if one.long_enough), lambda one: one.language_right),
    )


def safety_row(judged: Sequence[Judged]) -> SafetyRow:
    """The figures of one group of safety utterances."""
    acute = [one for one in judged if one.asked.expect != HARMLESS]
    alarms = [one for one in acute if one.alarmed]
    by_kind = {kind: [one for one in acute if one.asked.expect == kind] for kind in CRISES}
    return SafetyRow(
        recall={kind: share(group, lambda one: one.alarmed) for kind, group in by_kind.items()},
        any=share(acute, lambda one: one.alarmed),
        kind=share(alarms, lambda one: one.understood.crisis == one.asked.expect),
        false_alarms=share(
            (one for one in judged if one.asked.expect == HARMLESS), lambda one: one.alarmed
        ),
    )


def loss(row: Row, kind: str) -> float | None:
    """Points of "right topic first" that utterances of a kind lose against the native ones."""
    native = [row.kinds[one].first for one in NATIVE]
    base = Share(sum(one.hits for one in native), sum(one.number for one in native)).percent
    there = row.kinds[kind].first.percent
    return None if base is None or there is None else base - there


def quantile(values: Sequence[float], part: float) -> float:
    """The value below which a part (0 to 1) of the values lies; 0 without values."""
    if not values:
        return 0.0
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def _by_language(judged: Sequence[Judged]) -> dict[str, Sequence[Judged]]:
    groups: dict[str, list[Judged]] = {}
    for one in judged:
        groups.setdefault(one.asked.language, []).append(one)
    return {**groups, ALL: judged}
