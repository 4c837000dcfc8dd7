"""What became of calls: topics and cards that were made, words that arrived or did not."""

from __future__ import annotations

from bot.desk.desk import Desk
from bot.handoff import failures, volunteer
from bot.handoff.card import card, topic_name
from bot.handoff.model import Case, Fate, Step
from bot.handoff.newcomer import is_quiet
from bot.messages import (
    DESK,
    Card,
    Copy,
    DropTopic,
    OpenTopic,
    Pin,
    Priority,
    Say,
    TakeBack,
    TurnTopic,
    Words,
    case_of,
)
from bot.storage import cases, conversations, outbox, relays
from bot.storage.database import Session
from bot.storage.outbox import Delivered, Refused, Result, Stuck, Uncertain
from bot.storage.places import Where


class Deliveries:
    """The sender's ear."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @property
    def chat_id(self) -> int | None:
        """The number of the desk's group now."""
        return self._desk.chat_id

    @property
    def reachable(self) -> bool:
        """Whether the bot may work there, as far as it knows."""
        return self._desk.reachable

    async def settled(self, session: Session, result: Result, where: Where, now: float) -> None:
        """Notes how a call ended."""
        match result:
            case Delivered():
                await self._delivered(session, result, where, now)
            case Stuck():
                await self._stuck(session, result, now)
            case Refused(blocked=True):
                await self._blocked(session, result, now)
            case Refused(error=error):
                await self._refused(session, result, error, now)
            case Uncertain(owed) if not outbox.may_repeat(owed):
                await self._refused(session, result, "uncertain", now)

    async def orphaned(self, session: Session, result: Result, where: Where, now: float) -> None:
        """A call ended whose case is erased: what it made goes, too."""
        if not isinstance(result, Delivered) or not result.message_ids:
            return
        if isinstance(result.owed.outgoing, OpenTopic):
            drop = DropTopic(where.chat_id, result.message_ids[0])
            await self._desk.send(session, [drop], now)

    async def needs_topic(self, session: Session, case_id: int, now: float) -> None:
        """A call waits for a topic that is not there yet."""
        case = await cases.load(session, case_id)
        if case is None or await outbox.opening_topic(session, case_id, _pressing(case)):
            return
        opening = OpenTopic(case_id, topic_name(self._desk.house, case), _pressing(case))
        await self._desk.send(session, [opening, self._card(case, now)], now)

    def _card(self, case: Case, now: float) -> Card:
        quiet = is_quiet(self._desk.house, now)
        return card(self._desk.house, case, priority=_pressing(case), quiet=quiet)

    # --- it arrived

    async def _delivered(
        self, session: Session, result: Delivered, where: Where, now: float
    ) -> None:
        owed, made = result.owed, result.message_ids
        if owed.lane == DESK and made:
            await self._desk.up(session, now)
        match owed.outgoing:
            case OpenTopic(case=case) if made:
                await cases.place(
                    session, case, topic_group=where.chat_id, topic_id=made[0], card_id=None
                )
            case Card(case=case, quiet=quiet, priority=priority) if made:
                await self._carded(session, case, made[0], where, Pin(case, quiet, priority), now)
            case Words() as words if made:
                await relays.delivered(session, words, where.chat_id, made, now)
                await self._reached(session, words, now)
            case Copy() as copy if made:
                await self._copied(session, result, copy, where, now)
            case Say() as said:
                await self._said(session, said, now)
            case TakeBack() as back:
                await self._taken_back(session, back, where, now)

    async def _carded(
        self, session: Session, case: int, card_id: int, where: Where, pin: Pin, now: float
    ) -> None:
        if where.message == card_id:
            return
        await cases.place(session, case, card_id=card_id)
        await self._desk.send(session, [pin], now)

    async def _copied(
        self, session: Session, result: Delivered, copy: Copy, where: Where, now: float
    ) -> None:
        made = result.message_ids
        case = await cases.load(session, copy.case)
        if case is None:
            return
        if len(made) < len(copy.messages):
            step = failures.incomplete(self._desk.house, case, copy, made)
            return await self._desk.apply(session, step, now)
        await relays.delivered(session, copy, where.chat_id, made, now)
        await self._reached(session, copy, now)
        if result.owed.repeated and copy.chat_id == DESK:
            step = failures.repeated(self._desk.house, case, made[0])
            await self._desk.apply(session, step, now)
        return None

    async def _reached(self, session: Session, relayed: Words | Copy, now: float) -> None:
        """What a volunteer wrote is an answer once it is there."""
        case = await cases.load(session, relayed.case) if relayed.chat_id != DESK else None
        if case is not None:
            since = await relays.owed_since(session, case)
            await self._desk.apply(session, Step(volunteer.reached(case, since, now)), now)

    async def _said(self, session: Session, said: Say, now: float) -> None:
        await self._desk.send(session, said.then, now)
        case = await cases.load(session, said.case) if said.answer and said.case else None
        if case is not None:
            await self._desk.apply(session, Step(volunteer.reached(case, None, now)), now)

    async def _taken_back(self, session: Session, back: TakeBack, where: Where, now: float) -> None:
        case = await cases.load(session, back.case)
        if case is None:
            return
        fate = await self._fate(session, back, where)
        await relays.drop(session, back.source, back.message)
        unsaid = volunteer.unsaid(case, await relays.owed_since(session, case))
        step = volunteer.taken_back(self._desk.house, unsaid, back.question, fate)
        await self._desk.apply(session, step, now)

    async def _fate(self, session: Session, back: TakeBack, where: Where) -> Fate:
        if where.message is not None:
            return Fate.REMOVED
        waited = await outbox.withdraw(session, back.case, back.source, back.message)
        if waited is not None:
            return waited
        # What surely did not arrive is not remembered any more.
        left = await relays.find(session, back.source, back.message)
        return Fate.NOT_SENT if left is None else Fate.UNKNOWN

    async def _not_reached(self, session: Session, relayed: Words | Copy) -> None:
        """What surely did not arrive at her is not remembered as a word that she was given."""
        if relayed.chat_id != DESK:
            for message in outbox.ids_of(relayed):
                await relays.drop(session, relayed.source, message)

    # --- it did not

    async def _stuck(self, session: Session, stuck: Stuck, now: float) -> None:
        match stuck.why:
            case "moved" if stuck.moved_to is not None:
                await self._desk.move(session, stuck.moved_to)
            case "desk":
                await self._desk.down(session, stuck.error, now)
            case "topic closed":
                await self._reopen(session, stuck, now)
            case "topic gone" | "card gone":
                await self._mend(session, stuck, now)

    async def _reopen(self, session: Session, stuck: Stuck, now: float) -> None:
        case_id = case_of(stuck.owed.outgoing)
        if case_id is not None:
            pressing = min(Priority.WORDS, Priority(stuck.owed.priority))
            turned = TurnTopic(case_id, open=True, priority=pressing)
            await self._desk.send(session, [turned], now)

    async def _mend(self, session: Session, stuck: Stuck, now: float) -> None:
        """The topic or the card is gone: made again, and the same call is repeated."""
        case_id = case_of(stuck.owed.outgoing)
        case = await cases.load(session, case_id) if case_id is not None else None
        if case is None or case.topic_id != stuck.topic:
            return
        if stuck.why == "topic gone":
            await cases.place(session, case.id, topic_id=None, topic_group=None, card_id=None)
            await self.needs_topic(session, case.id, now)
        else:
            await cases.place(session, case.id, card_id=None)
            await self._desk.send(session, [self._card(case, now)], now)

    async def _blocked(self, session: Session, result: Refused, now: float) -> None:
        owed = result.owed
        await outbox.drop_lane(session, owed.lane, "blocked")
        conversation = await conversations.load(session, owed.lane)
        await conversations.block(session, conversation, now)
        if isinstance(owed.outgoing, Say) and owed.outgoing.otherwise:
            await self._desk.send(session, owed.outgoing.otherwise, now)
        case = await cases.of_chat(session, owed.lane)
        if case is None:
            return
        its_own = case_of(owed.outgoing) == case.id
        if case.open and its_own:
            await outbox.hold_again(session, owed)
        step = failures.blocked(self._desk.house, case, now, result.error)
        if not case.open and its_own:
            step = failures.too_late(self._desk.house, case, owed.outgoing, result.error)
        await self._desk.apply(session, step, now)

    async def _refused(
        self, session: Session, result: Refused | Uncertain, error: str, now: float
    ) -> None:
        outgoing = result.owed.outgoing
        if isinstance(outgoing, DropTopic):
            await self._desk.not_dropped(session, outgoing, now)
            return
        if isinstance(outgoing, Say):
            await self._desk.send(session, outgoing.otherwise, now)
        if isinstance(outgoing, Words | Copy) and error != "uncertain":
            await self._not_reached(session, outgoing)
        case_id = case_of(outgoing)
        case = await cases.load(session, case_id) if case_id is not None else None
        if case is not None:
            step: Step = failures.refused(self._desk.house, case, outgoing, error)
            await self._desk.apply(session, step, now)


def _pressing(case: Case) -> Priority:
    return Priority.URGENT if case.crisis else Priority.NOTICE
