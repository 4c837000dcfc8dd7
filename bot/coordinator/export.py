"""The evaluation as JSON values, for other programs: shares in percent with their numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass

from bot.coordinator.calibration import bins, error
from bot.coordinator.comparison import Change
from bot.coordinator.evaluation import Evaluation
from bot.coordinator.figures import Share
from bot.coordinator.trouble import mixups, weakest


def exported(evaluation: Evaluation, changes: Sequence[Change] | None = None) -> dict[str, object]:
    """Everything that the tables show; `changes` since a saved evaluation, where asked for."""
    found: dict[str, object] = {
        "figures": plain(evaluation.figures),
        "calibration error": round(error(bins(evaluation.asked)), 4),
        "mixups": plain(mixups(evaluation.asked)),
        "weakest": plain(weakest(evaluation.asked)),
    }
    if changes is not None:
        found["changes"] = [_change(one) for one in changes]
    return found


def plain(value: object) -> object:
    """A value made of dataclasses as mappings, lists and numbers; a share as percent and of."""
    if isinstance(value, Share):
        percent = value.percent
        return {"percent": None if percent is None else round(percent, 2), "of": value.number}
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return round(value, 2) if isinstance(value, float) else value


def _change(change: Change) -> dict[str, str]:
    language, expect, says = change.key
    outcomes = {"before": str(change.before), "now": str(change.now)}
    return {"language": language, "expect": expect, "says": says, **outcomes}
