"""Measures the engine on any labelled utterances: ranking, rejection, decisions, time."""

import json
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

import numpy as np

from intents.engine import Engine
from intents.model import OUT_OF_SCOPE, Outcome, Phrasing, Reading

Figures = dict[str, object]


class MalformedRowError(ValueError):
    """A row of a test or training file is not `intent TAB language TAB text`."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A labelled utterance, what the engine made of it, and how long that took (ms)."""

    asked: Phrasing
    reading: Reading
    milliseconds: float

    @property
    def covered(self) -> bool:
        """Whether there is an answer at all."""
        return self.asked.intent != OUT_OF_SCOPE

    @property
    def place(self) -> int:
        """At which place the right intent stands; 0 is first, far down when it is not listed."""
        names = [candidate.intent for candidate in self.reading.candidates]
        return names.index(self.asked.intent) if self.asked.intent in names else 10**6

    @property
    def answered(self) -> bool:
        """Whether the engine answers outright."""
        return self.reading.outcome is Outcome.ANSWER

    @property
    def confidence(self) -> float:
        """The probability of the best candidate."""
        return max((candidate.confidence for candidate in self.reading.candidates), default=0.0)


def read_rows(path: Path) -> list[Phrasing]:
    """The rows of a file; raises MalformedRowError with file and line."""
    rows = []
    for number, line in enumerate(path.read_text("utf-8").split("\n"), start=1):
        parts = line.split("\t")
        if not line:
            continue
        if len(parts) != 3 or not parts[0] or not parts[1]:
            text = f"{path}:{number}: write intent, language and text, separated by tabs."
            raise MalformedRowError(text)
        rows.append(Phrasing(*parts))
    return rows


def judge(engine: Engine, rows: Iterable[Phrasing]) -> list[Judged]:
    """Read every row, one after the other."""
    judged = []
    for row in rows:
        start = time.perf_counter()
        reading = engine.read(row.text)
        judged.append(Judged(row, reading, 1000 * (time.perf_counter() - start)))
    return judged


def figures(judged: Sequence[Judged]) -> Figures:
    """The table as values; shares in percent, None where there is nothing to measure."""
    covered = [row for row in judged if row.covered]
    strangers = [row for row in judged if not row.covered]
    answered = [row for row in covered if row.answered]
    times = [row.milliseconds for row in judged] or [0.0]
    return {
        **ranking(covered),
        "auroc": area([row.confidence for row in covered], [row.confidence for row in strangers]),
        "answered": _percent(row.answered for row in covered),
        "precision": _percent(row.place == 0 for row in answered),
        "out-of-scope answered": _percent(row.answered for row in strangers),
        "p50-ms": round(float(np.percentile(times, 50)), 2),
        "p99-ms": round(float(np.percentile(times, 99)), 2),
        "languages": {code: ranking(rows) for code, rows in _by_language(covered).items()},
    }


def ranking(rows: Sequence[Judged]) -> dict[str, float | None]:
    """How often the right intent is first, and among the first three."""
    return {
        "top-1": _percent(row.place < 1 for row in rows),
        "top-3": _percent(row.place < 3 for row in rows),
    }


def area(inside: Sequence[float], outside: Sequence[float]) -> float | None:
    """Area under the ROC curve in percent: how often an inner value is above an outer one."""
    if not inside or not outside:
        return None
    high, low = np.sort(inside), np.array(outside)
    above = len(high) - np.searchsorted(high, low, "right")
    equal = np.searchsorted(high, low, "right") - np.searchsorted(high, low, "left")
    return round(100 * float((above + equal / 2).mean() / len(high)), 2)


def _by_language(rows: Sequence[Judged]) -> dict[str, list[Judged]]:
    groups: dict[str, list[Judged]] = defaultdict(list)
    for row in rows:
        groups[row.asked.language].append(row)
    return dict(sorted(groups.items()))


def _percent(hits: Iterable[bool]) -> float | None:
    values = list(hits)
    return round(100 * sum(values) / len(values), 2) if values else None


def write_predictions(judged: Iterable[Judged], file: TextIO) -> None:
    """One JSON object for each row: what was asked, the candidates, the outcome."""
    for row in judged:
        ranked = [{"intent": c.intent, "confidence": c.confidence} for c in row.reading.candidates]
        record = {
            "text": row.asked.text,
            "intent": row.asked.intent,
            "language": row.asked.language,
            "recognised": row.reading.language.language,
            "outcome": row.reading.outcome.value,
            "answer": row.reading.intent,
            "candidates": ranked,
            "ms": round(row.milliseconds, 2),
        }
        file.write(json.dumps(record, ensure_ascii=False) + "\n")


def table(found: Figures) -> str:
    """The figures as lines to read."""
    languages = found["languages"]
    lines = [f"{name:24}{_shown(value)}" for name, value in found.items() if value is not languages]
    if isinstance(languages, dict):
        for code, row in languages.items():
            lines.append(f"{code:24}{_shown(row['top-1'])} {_shown(row['top-3'])}")
    return "\n".join(lines)


def _shown(value: object) -> str:
    return "–".rjust(8) if value is None else f"{value:8.2f}"
