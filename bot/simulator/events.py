"""What happens, in order, for those who look on: tests, other processes and the page."""

from __future__ import annotations

from collections import deque
from typing import Any

from bot.simulator.bell import Bell
from bot.simulator.users import JSON

KEPT = 50_000


class Events:
    """A numbered list of happenings; the oldest are forgotten after `KEPT`."""

    def __init__(self, bell: Bell) -> None:
        self._bell = bell
        self._kept: deque[JSON] = deque(maxlen=KEPT)
        self.last = 0

    def add(self, kind: str, chat_id: int | None, **details: Any) -> None:
        """Note a happening and wake everybody who waits."""
        self.last += 1
        self._kept.append({"seq": self.last, "kind": kind, "chat_id": chat_id, **details})
        self._bell.ring()

    def after(self, seq: int) -> list[JSON]:
        """All happenings with a number above `seq`, oldest first."""
        missing = self.last - seq
        if missing <= 0:
            return []
        if missing >= len(self._kept):
            return list(self._kept)
        newest_first = (self._kept[-number] for number in range(1, missing + 1))
        return list(newest_first)[::-1]

    async def wait(self, seq: int, timeout: float) -> list[JSON]:
        """The same, but wait for the first, `timeout` seconds at most."""
        await self._bell.until(lambda: self.last > seq, timeout)
        return self.after(seq)
