"""Sending: one sender delivers the outbox, in order, within the limits."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import Counter, deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol

from telegram import Bot
from telegram.error import RetryAfter, TelegramError

from bot.messages import DESK, Acknowledge, Change, Copy, Correct, OpenTopic, Priority
from bot.pace import Pace
from bot.storage import outbox, places
from bot.storage.database import Database, Session
from bot.storage.outbox import Delivered, Owed, Refused, Result, Stuck, Uncertain
from bot.storage.places import Where
from bot.telegram.calls import call
from bot.telegram.errors import is_not_there, is_too_long, judge, pause_of, trouble
from bot.telegram.limits import Limits
from bot.waking import woken

log = logging.getLogger(__name__)

AT_ONCE = 16
# Calls beyond that for what is urgent, when all others hang.
RESERVE = 4
IDLE_SECONDS = 30.0
# What is on its way may still arrive when the bot ends.
PATIENCE = 4.0
FAIR_SECONDS = 60.0
# When the desk is busy and one case had so many words in a minute, its next ones wait so
# long: they are joined meanwhile, and the others have room.
BUSY_CALLS = 10
FAIR_GAPS = ((6, 15.0), (4, 5.0))


class Desk(Protocol):
    """What the sender asks and tells about the volunteers' group."""

    @property
    def chat_id(self) -> int | None: ...

    @property
    def reachable(self) -> bool: ...

    async def settled(self, session: Session, result: Result, where: Where, now: float) -> None: ...

    async def orphaned(
        self, session: Session, result: Result, where: Where, now: float
    ) -> None: ...

    async def needs_topic(self, session: Session, case: int, now: float) -> None: ...


class Sender:
    """The only one who calls Telegram for the bot.

    A call is marked as on its way before it goes; how calls ended is written down together
    with the next marks, so that a burst costs few writes.
    """

    def __init__(
        self,
        database: Database,
        bot: Bot,
        limits: Limits,
        desk: Desk,
        clock: Callable[[], float] = time.time,
        pace: Pace | None = None,
    ) -> None:
        self._database = database
        self._bot = bot
        self._limits = limits
        self._desk = desk
        self._clock = clock
        self._pace = pace or Pace()
        self._wake = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()
        self._results: list[tuple[Result, Where]] = []
        self._served: deque[tuple[float, str, bool]] = deque()
        self._stopping = False

    def wake(self) -> None:
        """Something new is owed."""
        self._wake.set()

    async def run(self) -> None:
        """Delivers until `stop`; begins with what a crash left behind."""
        recovered = False
        while not self._stopping:
            self._wake.clear()
            try:
                recovered = recovered or await self._recover()
                wait = await self._round()
            except Exception as error:
                log.error(
                    "The outbox could not be written (%s); trying again.", type(error).__name__
                )
                wait = 1.0
            if not self._stopping:
                await woken(self._wake, wait)
        await self._finish()

    def stop(self) -> None:
        """Finishes what is on its way; the rest waits for the next start."""
        self._stopping = True
        self.wake()

    async def _finish(self) -> None:
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=PATIENCE)
        results, self._results = self._results, []
        async with self._database.write() as session:
            await self._settle(session, results, self._clock())

    async def _recover(self) -> bool:
        now = self._clock()
        async with self._database.write() as session:
            left = [(one, Where(one.owed.lane)) for one in await outbox.left_behind(session)]
            await self._settle(session, left, now)
            sends = await outbox.last_sends(session, now - 60.0)
        for lane, at, _ in sorted(sends, key=lambda send: send[1]):
            self._limits.note(lane, at)
        return True

    async def _round(self) -> float:
        """Starts everything that may go now; the seconds until more may."""
        now = self._clock()
        results, self._results = self._results, []
        try:
            async with self._database.write() as session:
                await self._settle(session, results, now)
                going, wait = await self._choose(session, now)
                if going:
                    await outbox.sending(session, [owed for owed, _ in going])
        except Exception:
            self._results = results + self._results
            raise
        for owed, where in going:
            self._start(owed, where)
        return wait

    async def _settle(
        self, session: Session, results: Sequence[tuple[Result, Where]], now: float
    ) -> None:
        for result, where in results:
            if await outbox.exists(session, result.owed):
                await outbox.settle(session, [result], now, self._pace)
                await self._desk.settled(session, result, where, now)
            else:
                await self._desk.orphaned(session, result, where, now)

    async def _place(self, session: Session, owed: Owed, now: float) -> Where | None:
        """Where it goes; None if something else has to be done before, which wakes the sender."""
        where = await places.where(session, owed.outgoing, self._desk.chat_id)
        if where.gone:
            await outbox.settle(session, [Delivered(owed)], now)
            self.wake()
            return None
        if where.missing:
            case = getattr(owed.outgoing, "case", 0)
            await self._desk.needs_topic(session, case, now)
            return None
        return where

    async def _choose(self, session: Session, now: float) -> tuple[list[tuple[Owed, Where]], float]:
        """What may go now, the most pressing first; among equals who was served least."""
        going: list[tuple[Owed, Where]] = []
        wait, served = IDLE_SECONDS, self._served_lately(now)
        heads = await outbox.heads(session, desk=self._desk.reachable)
        for owed, not_before in sorted(heads, key=lambda h: (h[0].priority, served[h[0].key])):
            at = max(not_before, self._allowed_at(owed, now))
            if at > now:
                wait = min(wait, at - now)
                continue
            room = AT_ONCE + (RESERVE if _urgent(owed) else 0)
            if len(self._tasks) + len(going) >= room:
                break
            where = await self._place(session, owed, now)
            if where is not None:
                going.append((owed, where))
                self._note(owed, now)
        return going, wait

    def _served_lately(self, now: float) -> Counter[str]:
        while self._served and self._served[0][0] <= now - FAIR_SECONDS:
            self._served.popleft()
        return Counter(key for _, key, _ in self._served)

    def _allowed_at(self, owed: Owed, now: float) -> float:
        if isinstance(owed.outgoing, Acknowledge):
            # Ending a button's waiting sign is no message and has no limit of its own.
            return 0.0
        at = self._limits.allowed_at(owed.lane, now, urgent=_urgent(owed))
        if owed.lane != DESK:
            return at
        return max(
            at,
            self._fair_at(owed),
            self._limits.extra_at(cosmetic=_cosmetic(owed), topic=_topic(owed)),
        )

    def _fair_at(self, owed: Owed) -> float:
        """One who writes without end leaves room for the others."""
        busy = self._limits.enabled and len(self._served) >= BUSY_CALLS
        if owed.priority != Priority.WORDS or not busy:
            return 0.0
        times = [at for at, key, words in self._served if key == owed.key and words]
        gap = next((gap for count, gap in FAIR_GAPS if len(times) >= count), 0.0)
        return times[-1] + gap if gap else 0.0

    def _note(self, owed: Owed, now: float) -> None:
        if isinstance(owed.outgoing, Acknowledge):
            return
        # An album counts as many messages as it has parts.
        parts = len(owed.outgoing.messages) if isinstance(owed.outgoing, Copy) else 1
        for _ in range(parts):
            self._limits.note(owed.lane, now)
        if owed.lane == DESK:
            self._limits.note_extra(now, cosmetic=_cosmetic(owed), topic=_topic(owed))
            words = owed.priority == Priority.WORDS
            self._served.append((now, owed.key, words))

    def _start(self, owed: Owed, where: Where) -> None:
        task = asyncio.create_task(self._deliver(owed, where))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _deliver(self, owed: Owed, where: Where) -> None:
        try:
            result = await self._try(owed, where)
        except Exception as error:
            # Not Telegram's word: a fault of ours. It must neither stop the sender nor be lost.
            log.exception("Outbox row %s could not be sent.", owed.id)
            result = Uncertain(owed, type(error).__name__)
        if isinstance(result, Refused | Uncertain | Stuck):
            log.warning("Outbox row %s: %s", owed.id, result.error)
        self._results.append((result, where))
        self.wake()

    async def _try(self, owed: Owed, where: Where) -> Result:
        outgoing = owed.outgoing
        try:
            return Delivered(owed, await call(self._bot, outgoing, where, again=owed.repeated))
        except TelegramError as error:
            if isinstance(error, RetryAfter):
                self._limits.pause(owed.lane, self._clock() + pause_of(error))
            simpler = _simpler(outgoing, where, error)
            if simpler is None:
                return trouble(error, owed, where.topic) or judge(error, owed)
        try:
            return Delivered(owed, await call(self._bot, outgoing, simpler, again=owed.repeated))
        except TelegramError as error:
            return trouble(error, owed, where.topic) or judge(error, owed)


def _simpler(outgoing: object, where: Where, error: TelegramError) -> Where | None:
    """Another way for a call that was refused: a new message, or no reply."""
    if isinstance(outgoing, Change | Correct) and is_not_there(error):
        return replace(where, message=None)
    if isinstance(outgoing, Copy) and where.reply is not None and is_too_long(error):
        return replace(where, reply=None)
    return None


def _urgent(owed: Owed) -> bool:
    return owed.priority == Priority.URGENT


def _cosmetic(owed: Owed) -> bool:
    return owed.priority == Priority.COSMETIC


def _topic(owed: Owed) -> bool:
    return isinstance(owed.outgoing, OpenTopic) and not _urgent(owed)
