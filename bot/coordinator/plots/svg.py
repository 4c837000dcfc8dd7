"""The few shapes that the plots are made of, as SVG; places and sizes in pixels."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal
from xml.sax.saxutils import escape

INK, PALE, GRID, WHITE = "#222222", "#666666", "#dddddd", "#ffffff"
BLUE, SKY, GREEN = "#0072b2", "#56b4e9", "#009e73"
ORANGE, RED = "#e69f00", "#d55e00"
"""Colours that people with any colour vision tell apart (Okabe and Ito, 2008)."""

Anchor = Literal["start", "middle", "end"]


def document(width: float, height: float, title: str, parts: Iterable[str]) -> str:
    """A whole picture on white, its title at the top."""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}" '
        f'viewBox="0 0 {width:g} {height:g}" font-family="sans-serif">'
    )
    shapes = [rectangle(0, 0, width, height, WHITE), words(20, 28, title, size=16), *parts]
    return "\n".join([head, f"<title>{escape(title)}</title>", *shapes, "</svg>", ""])


def words(
    x: float, y: float, text: str, *,
    size: int = 12, anchor: Anchor = "start", fill: str = INK, turn: float = 0,
) -> str:  # fmt: skip
    """A text whose baseline begins, is centred or ends at a point, turned by degrees there."""
    turned = f' transform="rotate({turn:g} {x:.1f} {y:.1f})"' if turn else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}" '
        f'fill="{fill}"{turned}>{escape(text)}</text>'
    )


def rectangle(
    x: float, y: float, width: float, height: float, fill: str, opacity: float = 1
) -> str:
    """A filled rectangle; its corner nearest to zero is given."""
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" '
        f'fill="{fill}" fill-opacity="{opacity:.2f}"/>'
    )


def line(
    x: float, y: float, to_x: float, to_y: float, *, stroke: str = GRID, dashed: bool = False
) -> str:
    """A thin line."""
    dashes = ' stroke-dasharray="5 4"' if dashed else ""
    return (
        f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{to_x:.1f}" y2="{to_y:.1f}" '
        f'stroke="{stroke}"{dashes}/>'
    )


def circle(x: float, y: float, radius: float, fill: str) -> str:
    """A filled, slightly transparent disc."""
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{fill}" fill-opacity="0.8"/>'
