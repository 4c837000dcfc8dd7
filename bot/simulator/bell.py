"""Waking those who wait for something to happen."""

from __future__ import annotations

import asyncio
from collections.abc import Callable


class Bell:
    """Rung at every change; whoever waits looks again whether the wished state is there."""

    def __init__(self) -> None:
        self._event = asyncio.Event()
        self.closed = False

    def ring(self) -> None:
        """Wake everybody who waits."""
        event, self._event = self._event, asyncio.Event()
        event.set()

    def close(self) -> None:
        """End all waiting, now and later, because the server goes down."""
        self.closed = True
        self.ring()

    async def until(self, ready: Callable[[], bool], timeout: float) -> bool:
        """Wait until `ready()` is true, `timeout` seconds at most; false when time ran out."""
        try:
            async with asyncio.timeout(timeout):
                while not ready() and not self.closed:
                    await self._event.wait()
        except TimeoutError:
            return ready()
        return ready()
