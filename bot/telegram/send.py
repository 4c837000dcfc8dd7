"""Sending: one sender delivers the outbox, in the order of each chat, within the limits."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable
from dataclasses import replace

from telegram import Bot
from telegram.error import RetryAfter, TelegramError

from bot.messages import Acknowledge, Change
from bot.storage import conversations, outbox
from bot.storage.database import Database, Session
from bot.storage.outbox import Delivered, Owed, Refused, Result, Uncertain
from bot.telegram.calls import call
from bot.telegram.errors import is_not_there, judge, pause_of
from bot.telegram.limits import Limits

log = logging.getLogger(__name__)

AT_ONCE = 16
IDLE_SECONDS = 30.0


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
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._database = database
        self._bot = bot
        self._limits = limits
        self._clock = clock
        self._wake = asyncio.Event()
        self._tasks: set[asyncio.Task[None]] = set()
        self._results: list[Result] = []
        self._stopping = False

    def wake(self) -> None:
        """Something new is owed."""
        self._wake.set()

    async def run(self) -> None:
        """Delivers until `stop`; begins with what a crash left behind."""
        await self._recover()
        while not self._stopping:
            self._wake.clear()
            await self._sleep(await self._round())

    async def stop(self) -> None:
        """Finishes what is on its way and writes down how it ended."""
        self._stopping = True
        self.wake()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=5.0)
        async with self._database.write() as session:
            await outbox.settle(session, self._results, self._clock())

    async def _recover(self) -> None:
        now = self._clock()
        async with self._database.write() as session:
            await outbox.recover(session, now)
            sends = await outbox.last_sends(session, now - 60.0)
        for lane, at in sorted(sends, key=lambda send: send[1]):
            self._limits.note(lane, at)

    async def _round(self) -> float:
        """Starts everything that may go now; the seconds until more may."""
        now = self._clock()
        results, self._results = self._results, []
        try:
            async with self._database.write() as session:
                await outbox.settle(session, results, now)
                for chat_id in {r.owed.lane for r in results if _is_blocked(r)}:
                    await self._block(session, chat_id, now)
                ready, wait = self._choose(await outbox.heads(session), now)
                if ready:
                    await outbox.sending(session, ready)
        except Exception as error:
            self._results = results + self._results
            log.error("The outbox could not be written (%s); trying again.", type(error).__name__)
            return 1.0
        for owed in ready:
            self._start(owed)
        return wait

    @staticmethod
    async def _block(session: Session, chat_id: int, now: float) -> None:
        await outbox.drop_lane(session, chat_id, "blocked")
        conversation = await conversations.load(session, chat_id)
        await conversations.save(session, replace(conversation, blocked=True), now)

    def _choose(self, heads: list[tuple[Owed, float]], now: float) -> tuple[list[Owed], float]:
        ready: list[Owed] = []
        wait = IDLE_SECONDS
        for owed, not_before in heads:
            at = max(not_before, self._limits.allowed_at(owed.lane, now))
            if at > now:
                wait = min(wait, at - now)
            elif len(self._tasks) + len(ready) < AT_ONCE:
                ready.append(owed)
                # Ending a button's waiting sign is no message and has no limit of its own.
                if not isinstance(owed.outgoing, Acknowledge):
                    self._limits.note(owed.lane, now)
        return ready, wait

    def _start(self, owed: Owed) -> None:
        task = asyncio.create_task(self._deliver(owed))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _deliver(self, owed: Owed) -> None:
        try:
            result = await self._try(owed)
        except Exception as error:
            # Not Telegram's word: a fault of ours. It must neither stop the sender nor be lost.
            log.exception("Outbox row %s could not be sent.", owed.id)
            result = Uncertain(owed, type(error).__name__)
        if isinstance(result, Refused | Uncertain):
            log.warning("Outbox row %s: %s", owed.id, result.error)
        self._results.append(result)
        self.wake()

    async def _try(self, owed: Owed) -> Result:
        outgoing = owed.outgoing
        if isinstance(outgoing, Change):
            outgoing = await self._named(outgoing)
        try:
            return Delivered(owed, await call(self._bot, outgoing))
        except TelegramError as error:
            if isinstance(error, RetryAfter):
                self._limits.pause(owed.lane, self._clock() + pause_of(error))
            if not (isinstance(outgoing, Change) and is_not_there(error)):
                return judge(error, owed)
        try:
            return Delivered(owed, await call(self._bot, replace(outgoing, message_id=None)))
        except TelegramError as error:
            return judge(error, owed)

    async def _named(self, change: Change) -> Change:
        """A change of an answer needs the id that Telegram gave to the answer."""
        if change.message_id is not None or change.question is None:
            return change
        async with self._database.write() as session:
            found = await outbox.answer_to(session, change.chat_id, change.question)
        return replace(change, message_id=found)

    async def _sleep(self, seconds: float) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._wake.wait(), max(seconds, 0.001))


def _is_blocked(result: Result) -> bool:
    return isinstance(result, Refused) and result.blocked
