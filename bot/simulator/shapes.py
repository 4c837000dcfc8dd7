"""Checks of single values: types, fixed and listed values, sizes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.simulator.rules import wording_of
from bot.simulator.text import units
from bot.simulator.wire import Upload


@dataclass(frozen=True, slots=True)
class Violation:
    """One way in which a request breaks the interface, and Telegram's words for it."""

    path: str
    problem: str
    wording: str

    def __str__(self) -> str:
        return f"{self.path}: {self.problem}"


Check = Callable[[Any, str, list[Violation]], None]


def note(found: list[Violation], path: str, problem: str, wording: str = "") -> None:
    """Add a violation; without known words of Telegram its own are made."""
    found.append(Violation(path, problem, wording or f"Bad Request: {path}: {problem}"))


def _string(value: Any, path: str, found: list[Violation]) -> None:
    if not isinstance(value, str):
        note(found, path, "must be a String")


def _integer(value: Any, path: str, found: list[Violation]) -> None:
    if not isinstance(value, int) or isinstance(value, bool):
        note(found, path, "must be an Integer")


def _float(value: Any, path: str, found: list[Violation]) -> None:
    if not isinstance(value, int | float) or isinstance(value, bool):
        note(found, path, "must be a Float")


def _boolean(value: Any, path: str, found: list[Violation]) -> None:
    if not isinstance(value, bool):
        note(found, path, "must be a Boolean")


def _file(value: Any, path: str, found: list[Violation]) -> None:
    if not isinstance(value, Upload):
        note(found, path, "must be an uploaded file")


PLAIN: dict[str, Check] = {
    "String": _string,
    "Integer": _integer,
    "Float": _float,
    "Boolean": _boolean,
    "InputFile": _file,
}


def fixed(expected: str) -> Check:
    """A check for a field that has only one value."""

    def check(value: Any, path: str, found: list[Violation]) -> None:
        if value != expected:
            note(found, path, f'must be "{expected}"')

    return check


def listed(allowed: frozenset[Any]) -> Check:
    """A check for a field whose values are listed."""

    def check(value: Any, path: str, found: list[Violation]) -> None:
        if not isinstance(value, str | int) or value not in allowed:
            note(found, path, "is not one of the allowed values", wording_of(path, "unknown"))

    return check


def _size(value: Any, unit: str | None) -> float:
    if isinstance(value, str):
        return len(value.encode()) if unit == "bytes" else units(value)
    return len(value) if isinstance(value, list) else float(value)


def limited(check: Check, field: dict[str, Any]) -> Check:
    """A check that also measures the size of a value."""
    least, most, unit = field["min"], field["max"], field.get("unit")

    def sized(value: Any, path: str, found: list[Violation]) -> None:
        before = len(found)
        check(value, path, found)
        if len(found) > before:
            return
        size = _size(value, unit)
        if not least <= size <= most:
            wording = wording_of(path, "short" if size < least else "long")
            note(found, path, f"must be {least}-{most} {unit or ''}, is {size:g}", wording)

    return sized
