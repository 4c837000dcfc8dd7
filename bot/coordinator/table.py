"""The figures as text tables for a terminal, each with its goal and whether it is reached."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.coordinator import goals
from bot.coordinator.figures import ALL, Figures, Ranking, Row, SafetyRow, Share, loss
from bot.coordinator.goals import Goal, Mark
from bot.coordinator.layout import Cells, lay_out
from bot.coordinator.trouble import Mixup, TopicFigures
from bot.coordinator.utterances import CRISES, KINDS

NOTHING = "–"
LEGEND = "★ aim reached   ✓ must reached   ✗ missed   goals are written must/aim"
LOSING = ("typos", "romanised", "mixed")


def report(figures: Figures, mixups: Sequence[Mixup], weakest: Sequence[TopicFigures]) -> str:
    """All tables, one below the other."""
    parts = [
        LEGEND,
        _topics(figures),
        _abroad(figures),
        _others(figures),
        _kinds(figures, "Right topic first, by kind", lambda one: one.first),
        _kinds(figures, "Helped, by kind", lambda one: one.helped),
        _losses(figures),
        _safety(figures),
        _times(figures),
        _mixups(mixups),
        _weakest(weakest),
    ]
    return "\n\n".join(parts)


def shown(share: Share, goal: Goal | None = None) -> str:
    """A share in percent with the mark of its goal."""
    return number(share.percent, goal)


def number(value: float | None, goal: Goal | None = None) -> str:
    """A figure with one decimal and the mark of its goal."""
    mark = goal.mark(value) if goal else Mark.NONE
    return f"{NOTHING if value is None else format(value, '.1f')}{mark}"


def _topics(figures: Figures) -> str:
    title = "Questions whose topic has a text in their language"
    header = ("", "number", "first ", "three ", "helped ", "direct ", "precision ", "alarmed ")
    wanted = (goals.FIRST_LARGE, goals.THREE, goals.HELPED, goals.DIRECT, goals.PRECISION)
    goal = ("goal", "", *(f"{one} " for one in (*wanted, goals.FALSE_ALARMS)))
    rows = [(code, *_ranking(row.topics, code)) for code, row in figures.rows.items()]
    table = lay_out(title, header, [goal, *rows])
    notes = f"Goal of 'first' in fa ku ckb ps so ti: {goals.FIRST_SMALL}."
    if figures.known:
        notes += f" Left out: {figures.known} that stand among the phrasings word for word."
    return f"{table}\n{notes}"


def _ranking(row: Ranking, code: str) -> Cells:
    return (
        str(row.number),
        shown(row.first, goals.first(code)),
        shown(row.three, goals.THREE),
        shown(row.helped, goals.HELPED),
        shown(row.direct, goals.DIRECT),
        shown(row.precision, goals.PRECISION),
        shown(row.alarmed, goals.FALSE_ALARMS),
    )


def _abroad(figures: Figures) -> str:
    title = "Questions whose topic has no text in their language: other languages help"
    header = ("", "number", "first ", "three ", "helped ", "direct ", "precision ")
    goal = ("goal", "", "", f"{goals.ABROAD_THREE} ", "", "", "")
    rows = [_abroad_row(code, row.abroad) for code, row in figures.rows.items()]
    return lay_out(title, header, [goal, *(row for row in rows if row[1] != "0")])


def _abroad_row(code: str, row: Ranking) -> Cells:
    three = shown(row.three, goals.ABROAD_THREE)
    others = map(shown, (row.helped, row.direct, row.precision))
    return (code, str(row.number), shown(row.first), three, *others)


def _others(figures: Figures) -> str:
    title = "Questions that no topic answers | small talk | language of four words or more"
    header = (
        "", "number", "answered ", "buttons ", "neither ",
        "| number", "right ", "| number", "right ",
    )  # fmt: skip
    goal = (
        "goal", "", f"{goals.STRANGE_ANSWERED} ", "", f"{goals.STRANGE_NEITHER} ",
        "|", "", "|", f"{goals.LANGUAGE} ",
    )  # fmt: skip
    return lay_out(title, header, [goal, *(_other(*one) for one in figures.rows.items())])


def _other(code: str, row: Row) -> Cells:
    return (
        code,
        str(row.strange_answered.number),
        shown(row.strange_answered, goals.STRANGE_ANSWERED),
        shown(row.strange_buttons),
        shown(row.strange_neither, goals.STRANGE_NEITHER),
        f"| {row.small_talk.number:6}",
        shown(row.small_talk),
        f"| {row.language.number:6}",
        shown(row.language, goals.LANGUAGE),
    )


def _kinds(figures: Figures, title: str, figure: Callable[[Ranking], Share]) -> str:
    rows = [
        (code, *(shown(figure(row.kinds[kind])) for kind in KINDS))
        for code, row in figures.rows.items()
    ]
    numbers = [str(one.number) + " " for one in figures.rows[ALL].kinds.values()]
    header = ("", *(f"{kind} " for kind in KINDS))
    return lay_out(title, header, [*rows, ("number", *numbers)])


def _losses(figures: Figures) -> str:
    title = "Points of 'first' that a kind costs against short, whole and story together"
    header = ("", *(f"{kind} " for kind in LOSING))
    goal = ("goal", *(f"{goals.loss(kind)} " for kind in LOSING))
    rows = [
        (code, *(number(loss(row, kind), goals.loss(kind)) for kind in LOSING))
        for code, row in figures.rows.items()
    ]
    return lay_out(title, header, [goal, *rows])


def _safety(figures: Figures) -> str:
    title = "Crises recognised | harmless messages taken for one"
    header = (
        "", "number", *(f"{kind} " for kind in CRISES), "any ", "right kind ",
        "| number", "alarmed ",
    )  # fmt: skip
    goal = (
        "goal", "", *("" for _ in CRISES), f"{goals.RECALL_EACH} ", "",
        "|", f"{goals.FALSE_ALARMS} ",
    )  # fmt: skip
    rows = [_safety_row(*one) for one in figures.safety.items()]
    return f"{lay_out(title, header, [goal, *rows])}\nGoal of 'any' in all: {goals.RECALL_ALL}."


def _safety_row(code: str, row: SafetyRow) -> Cells:
    return (
        code,
        str(row.any.number),
        *(shown(row.recall[kind]) for kind in CRISES),
        shown(row.any, goals.recall(code)),
        shown(row.kind),
        f"| {row.false_alarms.number:6}",
        shown(row.false_alarms, goals.FALSE_ALARMS),
    )


def _times(figures: Figures) -> str:
    times = (("p50", figures.times.p50, goals.P50_MS), ("p99", figures.times.p99, goals.P99_MS))
    rows = [(name, number(value, goal), f"{goal} ") for name, value, goal in times]
    return lay_out("One decision, milliseconds", ("", "", "goal "), rows)


def _mixups(mixups: Sequence[Mixup]) -> str:
    rows = [
        (f"{one.expected} → {one.taken_for}", str(one.number), " ".join(one.languages))
        for one in mixups
    ]
    return lay_out("Topics mixed up most", ("asked → first", "number"), rows)


def _weakest(weakest: Sequence[TopicFigures]) -> str:
    rows = [
        (one.topic, str(one.ranking.number), shown(one.ranking.helped), shown(one.ranking.first))
        for one in weakest
    ]
    header = ("", "number", "helped ", "first ")
    return lay_out(
        "Topics on which people are helped least, over all languages that have a text", header, rows
    )
