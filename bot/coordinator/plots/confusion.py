"""For the topics on which people are helped least: which topic came first instead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from bot.coordinator.judged import Judged
from bot.coordinator.plots.svg import GREEN, RED, document, line, rectangle, words
from bot.coordinator.trouble import weakest

CELL, LEFT, TOP = 34, 270, 240
WORST, OTHERS = 12, 14
RIGHT, REST = "the right topic", "other topics"

Counts = Counter[tuple[str, str]]


def confusion(judged: Sequence[Judged]) -> str:
    """A table of the weakest topics as SVG; the darker a cell, the larger its part of the row."""
    topics = [one.topic for one in weakest(judged, WORST)]
    there = [one for one in judged if one.asked.expect in topics and not one.abroad]
    columns = _columns(there)
    counts = Counter((one.asked.expect, _column(one, columns)) for one in there)
    right, bottom = LEFT + CELL * len(columns), TOP + CELL * len(topics)
    parts = [*_heads(columns, bottom), line(LEFT, bottom, right, bottom),
             line(right, TOP, right, bottom)]  # fmt: skip
    for place, topic in enumerate(topics):
        parts += _row(topic, TOP + place * CELL, columns, counts)
    title = "Topics on which people are helped least, and which topic came first"
    return document(right + 150, bottom + 30, title, parts)


def _columns(judged: Sequence[Judged]) -> list[str]:
    """The right topic, the wrong ones by how often they came first, and all the rest."""
    wrong = Counter(str(one.first) for one in judged if one.place != 0 and one.first)
    ordered = sorted(wrong, key=lambda topic: (-wrong[topic], topic))
    return [RIGHT, *ordered[:OTHERS], REST]


def _column(one: Judged, columns: Sequence[str]) -> str:
    if one.place == 0:
        return RIGHT
    return str(one.first) if one.first in columns else REST


def _heads(columns: Sequence[str], bottom: float) -> Iterator[str]:
    for place, name in enumerate(columns):
        x = LEFT + place * CELL
        yield words(x + CELL / 2 + 4, TOP - 8, name, turn=-50)
        yield line(x, TOP, x, bottom)


def _row(topic: str, y: float, columns: Sequence[str], counts: Counts) -> Iterator[str]:
    number = sum(counts[topic, column] for column in columns)
    yield words(LEFT - 10, y + CELL / 2 + 4, f"{topic} ({number})", anchor="end")
    yield line(LEFT, y, LEFT + CELL * len(columns), y)
    for place, column in enumerate(columns):
        count = counts[topic, column]
        if count:
            x, colour = LEFT + place * CELL, GREEN if column == RIGHT else RED
            yield rectangle(x, y, CELL, CELL, colour, 0.15 + 0.6 * count / number)
            yield words(x + CELL / 2, y + CELL / 2 + 4, str(count), anchor="middle")
