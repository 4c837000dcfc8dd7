"""Time as the simulator sees it: real time plus what a test has skipped."""

from __future__ import annotations

import time


class Clock:
    """Seconds since the epoch; `advance` lets hours pass at once."""

    def __init__(self) -> None:
        self._skipped = 0.0

    def now(self) -> float:
        """The present moment, in seconds since the epoch."""
        return time.time() + self._skipped

    def date(self) -> int:
        """The present moment as Telegram writes it: whole seconds since the epoch."""
        return int(self.now())

    def advance(self, seconds: float) -> None:
        """Let `seconds` pass."""
        self._skipped += seconds
