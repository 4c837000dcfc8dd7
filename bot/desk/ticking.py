"""Timers that come due: reminders, alarms, and the end of what is kept."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable

from bot.desk.desk import Desk
from bot.handoff import timers
from bot.storage import cases
from bot.storage import timers as rows
from bot.storage.database import Database
from bot.waking import woken

log = logging.getLogger(__name__)

LONGEST_SLEEP = 60.0


class Ticking:
    """Wakes when the next timer is due; rows outlast every restart."""

    def __init__(
        self, database: Database, desk: Desk, clock: Callable[[], float] = time.time
    ) -> None:
        self._database = database
        self._desk = desk
        self._clock = clock
        self._wake = asyncio.Event()
        self._stopping = False

    def wake(self) -> None:
        """A timer was set, or time has jumped."""
        self._wake.set()

    async def run(self) -> None:
        """Works until `stop`."""
        while not self._stopping:
            self._wake.clear()
            try:
                wait = await self._round()
            except Exception as error:
                log.error("A timer failed (%s); trying again.", type(error).__name__)
                wait = LONGEST_SLEEP
            if not self._stopping:
                await woken(self._wake, wait)

    def stop(self) -> None:
        """Finishes the timer that fires now; the others wait for the next start."""
        self._stopping = True
        self.wake()

    async def _round(self) -> float:
        now = self._clock()
        async with self._database.write() as session:
            due = await rows.due(session, now)
        for case, kind in due:
            if not self._stopping:
                await self._fire(case, kind, now)
        async with self._database.write() as session:
            later = await rows.next_time(session)
        return LONGEST_SLEEP if later is None else min(LONGEST_SLEEP, max(0.1, later - now))

    async def _fire(self, case_id: int, kind: str, now: float) -> None:
        """One timer in one transaction: it happens once, whenever the power goes."""
        async with self._database.write() as session:
            await rows.fired(session, case_id, kind, now)
            case = await cases.load(session, case_id)
            if case is None:
                await rows.forget(session, case_id)
            elif kind == timers.PURGE:
                await self._desk.erase(session, [case], now)
            else:
                await self._desk.apply(
                    session, timers.fired(self._desk.house, case, kind, now), now
                )
