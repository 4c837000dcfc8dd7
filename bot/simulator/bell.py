"""Waking those who wait for something to happen."""

from __future__ import annotations

import asyncio
from collections.abc import Callable


class Bell:
    """Rung at every change; whoever waits looks again whether the wished state is there."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def ring(self) -> None:
        """Wake everybody who waits."""
        event, self._event = self._event, asyncio.Event()
        event.set()

    async def until(self, ready: Callable[[], bool], timeout: float) -> bool:
        """Wait until `ready()` is true, `timeout` seconds at most; false when time ran out."""
        try:
            async with asyncio.timeout(timeout):
                while not ready():
                    await self._event.wait()
        except TimeoutError:
            return ready()
        return True
