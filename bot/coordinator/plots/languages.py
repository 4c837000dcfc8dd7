"""Bars for each language: how often the right topic is found and the person helped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.coordinator.figures import Ranking, Row, Share
from bot.coordinator.plots.svg import (
    BLUE,
    GREEN,
    INK,
    ORANGE,
    PALE,
    SKY,
    WHITE,
    document,
    line,
    rectangle,
    words,
)

BAR, GAP = 20, 24
HEIGHT, LEFT, TOP = 420, 60, 80
BOTTOM = TOP + HEIGHT
SHOWN = ((BLUE, "right topic first"), (SKY, "among three"), (GREEN, "helped"),
         (ORANGE, "direct answers right"))  # fmt: skip
DARK = (BLUE, GREEN)
GROUP = BAR * len(SHOWN)


def languages(rows: Mapping[str, Row]) -> str:
    """The figures of each row that has any utterances, as SVG."""
    there = {code: row.topics for code, row in rows.items() if row.topics.number}
    width = max(LEFT + (GROUP + GAP) * len(there) + GAP, 620)
    parts = [*_scale(width), *_key()]
    for place, (code, row) in enumerate(there.items()):
        x = LEFT + GAP / 2 + place * (GROUP + GAP)
        parts += _group(x, row)
        label = f"{code} ({row.number})"
        parts.append(words(x + GROUP / 2, BOTTOM + 22, label, anchor="middle"))
    title = "Understanding by language, % (number of utterances)"
    return document(width, BOTTOM + 45, title, parts)


def _scale(width: float) -> Iterator[str]:
    for percent in range(0, 101, 20):
        y = BOTTOM - HEIGHT * percent / 100
        yield line(LEFT, y, width - GAP / 2, y)
        yield words(LEFT - 8, y + 4, str(percent), anchor="end", fill=PALE)


def _key() -> Iterator[str]:
    for place, (colour, meaning) in enumerate(SHOWN):
        x = LEFT + place * 135
        yield rectangle(x, 46, 12, 12, colour)
        yield words(x + 17, 56, meaning)


def _group(x: float, row: Ranking) -> Iterator[str]:
    shares = (row.first, row.three, row.helped, row.precision)
    for place, (share, (colour, _)) in enumerate(zip(shares, SHOWN, strict=True)):
        yield from _bar(x + place * BAR, share, colour)


def _bar(x: float, share: Share, colour: str) -> Iterator[str]:
    """A bar with its value at the top inside, or at the foot where nothing was measured."""
    height = HEIGHT * (share.percent or 0) / 100
    value = "–" if share.percent is None else f"{share.percent:.1f}"
    yield rectangle(x, BOTTOM - height, BAR - 2, height, colour)
    top = min(BOTTOM - height + 32, BOTTOM - 4)
    inside = colour in DARK and share.percent
    yield words(x + BAR / 2 + 3, top, value, fill=WHITE if inside else INK, turn=-90)
