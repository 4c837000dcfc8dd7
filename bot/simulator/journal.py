"""What the bot has asked for: every request, and those that broke the interface."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Any

from bot.simulator.shapes import Violation

KEPT = 20_000


@dataclass(frozen=True, slots=True)
class Entry:
    """One request: its values, the answer's code and description, and what was wrong."""

    method: str
    values: dict[str, Any]
    code: int
    description: str
    violations: tuple[Violation, ...]
    at: float

    @property
    def ok(self) -> bool:
        """Whether the request was carried out."""
        return self.code == 200

    def __str__(self) -> str:
        wrong = "; ".join(map(str, self.violations)) or self.description
        return f"{self.method} ({self.code}): {wrong}"


class Journal:
    """The latest requests, oldest first, and all that were broken."""

    def __init__(self) -> None:
        self._entries: deque[Entry] = deque(maxlen=KEPT)
        self._broken: list[Entry] = []
        self._expected = False

    def add(self, entry: Entry, broken: bool) -> None:
        """Note a request."""
        self._entries.append(entry)
        if broken:
            self._broken.append(entry)

    def calls(self, method: str | None = None) -> list[Entry]:
        """Requests in order, those of one method if it is named; without getUpdates else."""
        if method is None:
            return [entry for entry in self._entries if entry.method != "getUpdates"]
        return [entry for entry in self._entries if entry.method == method]

    @property
    def violations(self) -> list[Entry]:
        """Requests that broke the interface and were not announced by a test."""
        return [] if self._expected else list(self._broken)

    @property
    def broken(self) -> list[Entry]:
        """All requests that broke the interface."""
        return list(self._broken)

    def expect_violations(self) -> None:
        """Announce that this test breaks the interface on purpose."""
        self._expected = True

    def clear(self) -> None:
        """Forget everything so far."""
        self._entries.clear()
        self._broken.clear()
