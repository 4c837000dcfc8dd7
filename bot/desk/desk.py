"""The volunteers' group: where it is, whether the bot may work there, and steps written down."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import replace

from bot.handoff import failures, timers
from bot.handoff.house import House
from bot.handoff.model import Case, Step
from bot.messages import DESK, DropTopic, Incoming, Outgoing
from bot.pace import Pace
from bot.storage import cases, facts, outbox, volunteers
from bot.storage import timers as timer_rows
from bot.storage.database import Database, Session
from bot.storage.facts import Seal

log = logging.getLogger(__name__)

_DOWN = "desk down"


class Desk:
    """What all parts of the desk share.

    `chat_id` is None while no desk is set: then nothing of a handoff is offered.
    """

    def __init__(
        self,
        database: Database,
        house: Callable[[], House],
        chat_id: int | None,
        pace: Pace | None = None,
    ) -> None:
        self._database = database
        self._house = house
        self._configured = chat_id
        self.pace = pace or Pace()
        self.chat_id = chat_id
        self.reachable = True
        self._seal: Seal | None = None
        self._said_down = False
        self.owed: Callable[[], None] = lambda: None
        self.timed: Callable[[], None] = lambda: None
        self.doubted: Callable[[], None] = lambda: None

    @property
    def house(self) -> House:
        """The background of every step, as it is now."""
        return replace(self._house(), seal=self.seal)

    @property
    def is_seen(self) -> bool:
        """Whether people see there what the bot sends now, as far as it knows."""
        return self.reachable and not self._said_down

    async def open(self) -> None:
        """Reads where the desk is now; call it when the database is open."""
        async with self._database.write() as session:
            self._seal = await facts.seal(session)
            self._said_down = await facts.read(session, _DOWN) == "yes"
            if self._configured is not None:
                self.chat_id = await facts.moved(session, self._configured)

    def seal(self, text: str) -> str:
        """A keyed hash: to know something again without keeping it."""
        assert self._seal is not None, "the desk is not open yet"
        return self._seal(text)

    def mark(self, incoming: Incoming) -> str:
        """The hash of a message's file and words, to tell a real correction."""
        return f"{self.seal(incoming.file or incoming.media)}:{self.seal(incoming.plain)}"

    # --- steps

    async def apply(self, session: Session, step: Step, now: float, actor: int = 0) -> None:
        """Writes a step down: the case, its timers, and what is to be sent."""
        case = step.case
        await cases.save(session, case)
        if step.handed:
            await outbox.hand_over(session, case.id, DESK)
        if step.back:
            await outbox.hand_over(session, case.id, case.chat_id)
        if step.dropped:
            count = await outbox.give_up(session, case.id, case.chat_id)
            step = failures.given_up(self.house, step, count)
        if step.ban is not None:
            await volunteers.ban(session, self.seal(str(case.chat_id)), step.ban)
        if step.audit is not None:
            await volunteers.audit(session, actor, step.audit, case.id, now)
        await timer_rows.plan(session, case.id, timers.plan(self.house, case))
        await self.send(session, step.out, now)
        if step.sent is not None and self.chat_id is not None:
            await outbox.let_out(session, case.id, self.chat_id, step.sent, now, self.pace)
        self.timed()

    async def send(self, session: Session, outgoing: Iterable[Outgoing], now: float) -> None:
        """Puts calls into the outbox."""
        await outbox.add(session, outgoing, now, self.pace)
        self.owed()

    async def banned(self, session: Session, chat_id: int, now: float) -> bool:
        """Whether this person may open no case now."""
        return await volunteers.banned(session, self.seal(str(chat_id)), now)

    async def erase(self, session: Session, gone: list[Case], now: float) -> None:
        """Erases cases with everything, their topics included."""
        topics = [drop for case in gone for drop in timers.erased(case)]
        await cases.forget(session, gone)
        await self.send(session, topics, now)

    # --- the group itself

    async def move(self, session: Session, new: int) -> None:
        """The group has a new number; topics are made again there when they are needed."""
        if self.chat_id is not None and new != self.chat_id:
            await facts.move(session, self.chat_id, new)
            self.chat_id = new
            log.warning("The desk's group has the new number %s. It is kept.", new)

    async def down(self, session: Session, why: str, now: float) -> None:
        """The bot may not work there: what is for the desk waits, and people are told once."""
        self.reachable = False
        if self._said_down:
            return
        self._said_down = True
        log.error("The desk cannot be reached: %s", why)
        await facts.write(session, _DOWN, "yes")
        still_open = await cases.still_open(session)
        await self.send(session, failures.desk_down(self.house, still_open, why), now)

    async def up(self, session: Session, now: float) -> None:
        """The bot works there again."""
        self.reachable = True
        if not self._said_down:
            return
        self._said_down = False
        log.info("The desk can be reached again.")
        await facts.write(session, _DOWN, "no")
        await self.send(session, failures.desk_up(self.house), now)

    def try_again(self) -> None:
        """Something has changed there: the next call shows whether it works."""
        self.reachable = True
        self.owed()
        self.doubted()

    async def not_dropped(self, session: Session, dropped: DropTopic, now: float) -> None:
        """A topic stays although its case is erased: a coordinator has to delete it."""
        await self.send(session, failures.topic_not_dropped(self.house, dropped), now)
