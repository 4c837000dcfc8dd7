"""Text tables: columns side by side, figures to the right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Cells = Sequence[str]


def lay_out(title: str, header: Cells, rows: Iterable[Cells]) -> str:
    """A table with a title; the first column to the left, the others to the right.

    A row may have one cell more than the header: it follows as it is, in any script.
    """
    lines = [header, *rows]
    widths = [max(len(line[n]) for line in lines if n < len(line)) for n in range(len(header))]
    return "\n".join([title, *(_line(line, widths) for line in lines)])


def _line(cells: Cells, widths: Sequence[int]) -> str:
    placed = [
        cell.rjust(width) if n else cell.ljust(width)
        for n, (cell, width) in enumerate(zip(cells, widths, strict=False))
    ]
    return "  ".join([*placed, *cells[len(widths) :]]).rstrip()
