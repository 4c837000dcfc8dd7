"""Waiting until something happens, or until it is time."""

from __future__ import annotations

import asyncio
import contextlib


async def woken(event: asyncio.Event, seconds: float) -> None:
    """Returns when the event is set, after so many seconds at the latest.

    Not `wait_for`: that may swallow a cancellation which comes together with the event.
    """
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await event.wait()
