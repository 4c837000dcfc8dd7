"""How often the first topic is right, by the confidence the engine had in it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from bot.coordinator.calibration import Bin, error
from bot.coordinator.plots.svg import BLUE, PALE, circle, document, line, words

SIDE, LEFT, TOP = 420, 70, 60
BOTTOM, RIGHT = TOP + SIDE, LEFT + SIDE


def reliability(found: Sequence[Bin]) -> str:
    """The reliability diagram as SVG: on the dashed line confidence is probability."""
    parts = [
        *_grid(),
        line(LEFT, BOTTOM, RIGHT, TOP, stroke=PALE, dashed=True),
        *(part for one in found for part in _dot(one)),
        words(LEFT + SIDE / 2, BOTTOM + 45, "confidence in the first topic, %", anchor="middle"),
        words(24, TOP + SIDE / 2, "it was right, %", anchor="middle", turn=-90),
        words(LEFT, BOTTOM + 70, "Beside each disc: its number of utterances.", fill=PALE),
    ]
    title = f"Reliability: {100 * error(found):.1f} points apart on average"
    return document(RIGHT + 50, BOTTOM + 90, title, parts)


def _grid() -> Iterator[str]:
    for percent in range(0, 101, 20):
        at = SIDE * percent / 100
        yield line(LEFT, BOTTOM - at, RIGHT, BOTTOM - at)
        yield line(LEFT + at, TOP, LEFT + at, BOTTOM)
        yield words(LEFT - 8, BOTTOM - at + 4, str(percent), anchor="end", fill=PALE)
        yield words(LEFT + at, BOTTOM + 20, str(percent), anchor="middle", fill=PALE)


def _dot(one: Bin) -> Iterator[str]:
    x, y = LEFT + SIDE * one.confidence, BOTTOM - SIDE * one.right
    radius = 3 + math.sqrt(one.number) / 4
    yield circle(x, y, radius, BLUE)
    yield words(x + radius + 3, y + 14, str(one.number), size=11)
