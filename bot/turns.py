"""Turns: takes what waits in the inbox, has it answered, and commits all that it caused."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Callable

from bot.conversation.service import ConversationService
from bot.conversation.state import Turn
from bot.desk.newcomers import Newcomers
from bot.desk.volunteers import Volunteers
from bot.handoff.model import Case
from bot.messages import Incoming, Kind, Remove
from bot.storage import conversations, history, inbox, outbox
from bot.storage.database import Database, Session
from bot.storage.inbox import Waiting
from bot.waking import woken

log = logging.getLogger(__name__)

AT_ONCE = 4
IDLE_SECONDS = 30.0
CLEARABLE_SECONDS = 48 * 3600.0
REMOVED_AT_ONCE = 100

_HERS = frozenset({Kind.TEXT, Kind.COMMAND, Kind.MEDIA, Kind.OTHER})


class _ChangedError(Exception):
    """The case was opened or closed while her message was being read."""


class Turns:
    """Works off the inbox: one message of a chat after the other, several chats at once."""

    def __init__(
        self,
        database: Database,
        service: ConversationService,
        translate: Callable[[str], Incoming | None],
        owed: Callable[[], None],
        newcomers: Newcomers,
        volunteers: Volunteers,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._database = database
        self.service = service
        self._newcomers = newcomers
        self._volunteers = volunteers
        self._translate = translate
        self._owed = owed
        self._clock = clock
        self._wake = asyncio.Event()
        self._lanes: dict[int | None, asyncio.Task[None]] = {}
        self._stopping = False

    def wake(self) -> None:
        """Something new arrived."""
        self._wake.set()

    async def run(self) -> None:
        """Works until `stop`."""
        while not self._stopping:
            self._wake.clear()
            wait = await self._begin()
            if not self._stopping:
                await woken(self._wake, wait)
        if self._lanes:
            await asyncio.wait(self._lanes.values())

    def stop(self) -> None:
        """Finishes the turns that are running; the others wait for the next start."""
        self._stopping = True
        self.wake()

    async def _begin(self) -> float:
        """Starts the turns that may run now; the seconds until another may."""
        now = self._clock()
        try:
            async with self._database.write() as session:
                heads = await inbox.heads(session, now)
                later = await inbox.next_time(session)
        except Exception as error:
            log.error("The inbox could not be read (%s); trying again.", type(error).__name__)
            return 1.0
        for waiting in heads:
            if len(self._lanes) < AT_ONCE and waiting.lane not in self._lanes:
                self._lanes[waiting.lane] = asyncio.create_task(self._turn(waiting))
        return IDLE_SECONDS if later is None or later <= now else later - now

    async def _turn(self, waiting: Waiting) -> None:
        try:
            await self._answer(waiting)
        except Exception as error:
            log.error("Update in row %s failed: %s", waiting.seq, _where(error))
            await self._failed(waiting, error)
        finally:
            self._lanes.pop(waiting.lane, None)
            self.wake()
            self._owed()

    async def _answer(self, waiting: Waiting) -> None:
        incoming = self._translate(waiting.payload)
        if incoming is None:
            async with self._database.write() as session:
                await inbox.done(session, waiting.seq)
            return
        if self._volunteers.at_desk(incoming):
            await self._at_desk(waiting, incoming)
            return
        try:
            await self._with_newcomer(waiting, incoming)
        except _ChangedError:
            await self._with_newcomer(waiting, incoming)

    async def _at_desk(self, waiting: Waiting, incoming: Incoming) -> None:
        topics: tuple[str, ...] = ()
        if incoming.command == "k":
            topics = await asyncio.to_thread(self.service.nearest, incoming.text)
        async with self._database.write() as session:
            await self._volunteers.handle(session, incoming, topics, self._clock())
            await inbox.done(session, waiting.seq)

    async def _with_newcomer(self, waiting: Waiting, incoming: Incoming) -> None:
        async with self._database.write() as session:
            conversation = await conversations.load(session, incoming.chat_id)
            case = await self._newcomers.case(session, incoming.chat_id)
        # Reading a question takes milliseconds of computing: not on the loop that sends.
        turn = await asyncio.to_thread(self.service.handle, incoming, conversation, case)
        async with self._database.write() as session:
            now_open = await self._newcomers.case(session, incoming.chat_id)
            if _standing(case) != _standing(now_open):
                raise _ChangedError
            await self._commit(session, waiting, incoming, turn, now_open)

    async def _commit(
        self,
        session: Session,
        waiting: Waiting,
        incoming: Incoming,
        turn: Turn,
        case: Case | None,
    ) -> None:
        now, chat = self._clock(), incoming.chat_id
        if turn.forget:
            await self._newcomers.erase(session, chat, now)
            await _forget(session, chat, waiting.seq)
            await outbox.add(session, turn.outgoing, now)
            return
        if incoming.private:
            await conversations.save(session, turn.conversation, now)
            await self._remember(session, incoming, now)
        if turn.clear:
            await self._clear(session, chat, now)
        await outbox.add(session, turn.outgoing, now)
        await self._tell_desk(session, incoming, turn, case, now)
        await inbox.done(session, waiting.seq)

    async def _remember(self, session: Session, incoming: Incoming, now: float) -> None:
        message, chat = incoming.message_id, incoming.chat_id
        if incoming.kind not in _HERS or message is None:
            return
        mark = self._newcomers.mark(incoming)
        if incoming.edited:
            await history.changed(session, chat, message, mark)
        else:
            await history.remember(session, chat, message, now, mark=mark)

    async def _tell_desk(
        self, session: Session, incoming: Incoming, turn: Turn, case: Case | None, now: float
    ) -> None:
        if turn.events:
            for event in turn.events:
                await self._newcomers.handle(session, incoming, event, now)
        elif case is not None and incoming.kind == Kind.BLOCKED:
            await self._newcomers.blocked(session, case, now)
        elif case is not None:
            await self._newcomers.returned(session, case, now)

    async def _clear(self, session: Session, chat: int, now: float) -> None:
        ids = await history.messages(session, chat, now - CLEARABLE_SECONDS)
        batches = [
            Remove(chat, tuple(ids[at : at + REMOVED_AT_ONCE]))
            for at in range(0, len(ids), REMOVED_AT_ONCE)
        ]
        await outbox.add(session, batches, now)
        await history.forget(session, chat)

    async def _failed(self, waiting: Waiting, error: Exception) -> None:
        async with self._database.write() as session:
            dead = await inbox.failed(session, waiting, type(error).__name__, self._clock())
        if dead:
            try:
                await self._say_so(waiting)
            except Exception as fault:
                log.error("Nobody could be told of it: %s", _where(fault))

    async def _say_so(self, waiting: Waiting) -> None:
        """Whoever wrote it hears of it; a fault in that cannot wake the dead update."""
        incoming, now = self._legible(waiting), self._clock()
        async with self._database.write() as session:
            if incoming is not None and self._volunteers.at_desk(incoming):
                await self._volunteers.failed(session, incoming, now)
            elif waiting.lane and waiting.lane > 0:
                conversation = await conversations.load(session, waiting.lane)
                await outbox.add(session, self.service.sorry(conversation).outgoing, now)

    def _legible(self, waiting: Waiting) -> Incoming | None:
        with contextlib.suppress(Exception):
            return self._translate(waiting.payload)
        return None


def _standing(case: Case | None) -> object:
    return None if case is None else case.standing


async def _forget(session: Session, chat: int, until: int) -> None:
    await inbox.forget(session, chat, until)
    await outbox.forget(session, chat)
    await conversations.forget(session, chat)


def _where(error: BaseException) -> str:
    """The kind and the place of a fault, without its words: they could be a person's."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    if trace is None:
        return type(error).__name__
    code = trace.tb_frame.f_code
    return f"{type(error).__name__} in {code.co_qualname}, line {trace.tb_lineno}"
