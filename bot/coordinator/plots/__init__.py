"""Pictures of the figures, as SVG files that any browser shows."""

from __future__ import annotations

from pathlib import Path

from bot.coordinator.calibration import bins
from bot.coordinator.evaluation import Evaluation
from bot.coordinator.plots.confusion import confusion
from bot.coordinator.plots.languages import languages
from bot.coordinator.plots.reliability import reliability


def draw(evaluation: Evaluation, folder: Path) -> list[Path]:
    """Writes reliability.svg, languages.svg and confusion.svg; OSError when that fails."""
    folder.mkdir(parents=True, exist_ok=True)
    pictures = {
        folder / "reliability.svg": reliability(bins(evaluation.asked)),
        folder / "languages.svg": languages(evaluation.figures.rows),
        folder / "confusion.svg": confusion(evaluation.asked),
    }
    for path, picture in pictures.items():
        path.write_text(picture, "utf-8")
    return list(pictures)
