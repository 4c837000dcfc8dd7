"""What newcomers do reaches their case."""

from __future__ import annotations

from dataclasses import replace

from bot.desk.desk import Desk
from bot.handoff import failures, newcomer, screens
from bot.handoff.model import (
    DAY,
    REOPEN_DAYS,
    Alarms,
    Aside,
    Asided,
    Case,
    Consents,
    Ends,
    Event,
    Opens,
    Rates,
    Replies,
    Reports,
    Speaks,
    Step,
    Volunteer,
    Writes,
)
from bot.i18n import N_
from bot.messages import DESK, Copy, Incoming, Say
from bot.storage import cases, outbox, relays, volunteers
from bot.storage.database import Session


class Newcomers:
    """Takes events of newcomers' turns to their cases."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def mark(self, incoming: Incoming) -> str:
        """The hash by which a message is known again."""
        return self._desk.mark(incoming)

    async def case(self, session: Session, chat_id: int) -> Case | None:
        """The open case of a chat."""
        if self._desk.chat_id is None:
            return None
        case = await cases.of_chat(session, chat_id)
        return case if case is not None and case.open else None

    async def handle(self, session: Session, incoming: Incoming, event: Event, now: float) -> None:
        """Does what the event means for her case."""
        case = await cases.of_chat(session, incoming.chat_id)
        if isinstance(event, Rates | Reports):
            return await self._about(session, incoming, event, now)
        if isinstance(event, Opens):
            return await self._opens(session, incoming, event, case, now)
        if isinstance(event, Alarms):
            return await self._alarms(session, incoming, event, case, now)
        if case is not None and case.open:
            await self._goes_on(session, incoming, event, case, now)
        elif case is not None and event == Consents(yes=True):
            await self._desk.apply(session, newcomer.too_late(self._desk.house, case), now)
        return None

    async def _goes_on(
        self, session: Session, incoming: Incoming, event: Event, case: Case, now: float
    ) -> None:
        if case.blocked_at is not None:
            step = newcomer.returns(self._desk.house, case)
            await self._desk.apply(session, step, now)
            case = step.case
        step_or_none = await self._step(session, incoming, event, case, now)
        if step_or_none is not None:
            await self._desk.apply(session, step_or_none, now)

    async def _step(
        self, session: Session, incoming: Incoming, event: Event, case: Case, now: float
    ) -> Step | None:
        house = self._desk.house
        match event:
            case Writes(alarm):
                step = await self._writes(session, incoming, case, alarm, now)
                return step and await self._flagged(session, step, alarm, now)
            case Replies():
                return await self._replies(session, incoming, case, now)
            case Consents(yes) if not case.consent:
                return await self._consents(session, case, yes, now)
            case Speaks(language):
                return newcomer.speaks(house, case, language, now)
            case Ends():
                return newcomer.ends(house, case, now)
            case Aside():
                return newcomer.aside(house, case)
            case Asided():
                return Step(replace(case, aside=False))
        return None

    async def _writes(
        self, session: Session, incoming: Incoming, case: Case, alarm: str | None, now: float
    ) -> Step | None:
        house, mark = self._desk.house, self._desk.mark(incoming)
        relayed = await relays.find(session, incoming.chat_id, incoming.message_id or 0)
        if incoming.edited and relayed is not None and relayed.case == case.id:
            step = newcomer.corrects(case, incoming, mark, relayed.mark)
            await relays.mark(session, incoming.chat_id, relayed.source_message, mark)
            return step
        if incoming.edited and alarm is None:
            # A correction of what she once asked the bot.
            return None
        return newcomer.writes(house, case, incoming, mark, now)

    async def _flagged(self, session: Session, step: Step, alarm: str | None, now: float) -> Step:
        if alarm is None:
            return step
        staff = await volunteers.latest(session)
        return newcomer.flagged(self._desk.house, step, alarm, staff, now)

    async def _replies(
        self, session: Session, incoming: Incoming, case: Case, now: float
    ) -> Step | None:
        house, message = self._desk.house, incoming.message_id or 0
        kept = newcomer.can_be_copied(incoming)
        if incoming.edited:
            waits = any(message in copy.messages for copy in await self._waiting(session, case))
            if kept or not waits:
                return None
            await relays.drop(session, case.chat_id, message)
        elif kept:
            mark, album = self._desk.mark(incoming), incoming.album
            copy = Copy(DESK, case.id, case.chat_id, (message,), (mark,), album=album)
            await relays.expect(session, copy, now)
        return newcomer.replies(house, case, incoming)

    async def _consents(self, session: Session, case: Case, yes: bool, now: float) -> Step:
        waiting = await self._waiting(session, case)
        if not yes:
            for copy in waiting:
                await relays.drop(session, copy.source, copy.messages[0])
        return newcomer.consents(self._desk.house, case, yes, waiting, now)

    async def _waiting(self, session: Session, case: Case) -> tuple[Copy, ...]:
        """What she has written to a volunteer and not yet agreed to."""
        if case.consent or case.asked is None:
            return ()
        return await relays.unsent(session, case.id, case.chat_id, case.asked)

    async def _opens(
        self,
        session: Session,
        incoming: Incoming,
        event: Opens,
        case: Case | None,
        now: float,
    ) -> None:
        house, chat = self._desk.house, incoming.chat_id
        if await self._desk.banned(session, chat, now):
            text = house.languages.voice(event.language)(
                N_("At the moment you cannot open a chat with a person.")
            )
            return await self._desk.send(session, [Say(chat, text)], now)
        if case is not None and case.relayed:
            text = screens.already_open(house, case, now)
            return await self._desk.send(session, [Say(chat, text)], now)
        if case is not None and _recent(case, now):
            waiting = await self._waiting(session, case)
            step = newcomer.reopens(house, case, event, waiting, now)
        else:
            if case is None or not case.open:
                case = await cases.create(session, chat, event.language, now)
            waiting = await self._waiting(session, case)
            step = newcomer.opens(house, case, event, waiting, now)
        if not self._desk.is_seen:
            step = replace(step, out=(*step.out, failures.fault_told(house, step.case)))
        return await self._desk.apply(session, step, now)

    async def _alarms(
        self, session: Session, incoming: Incoming, event: Alarms, case: Case | None, now: float
    ) -> None:
        """Who is banned may be in danger, too."""
        house = self._desk.house
        staff = await volunteers.latest(session)
        if case is not None and case.open:
            step = newcomer.flagged(house, Step(case), event.kind, staff, now)
        elif case is not None and newcomer.alarmed_lately(case, now):
            step = newcomer.alarms_again(house, case, event, staff, now)
        else:
            case = await cases.create(session, incoming.chat_id, event.language, now)
            step = newcomer.alarms(house, case, event, staff, now)
        await self._desk.apply(session, step, now)

    async def _about(
        self, session: Session, incoming: Incoming, event: Rates | Reports, now: float
    ) -> None:
        case = await cases.load(session, event.case)
        if case is None or case.chat_id != incoming.chat_id:
            return
        house = self._desk.house
        if isinstance(event, Rates):
            step = newcomer.rates(house, case, event.helped)
        else:
            step = newcomer.reports(house, case, await self._about_whom(session, case, event))
        await self._desk.apply(session, step, now)

    async def _about_whom(self, session: Session, case: Case, event: Reports) -> Volunteer | None:
        """The volunteer whom a button's sign stands for; None if that one is not at the desk."""
        house = self._desk.house
        staff = (case.owner, case.previous, *await volunteers.everybody(session))
        return next((one for one in staff if one and house.sign_of(one) == event.about), None)

    async def returned(self, session: Session, case: Case, now: float) -> None:
        """She may be written to again."""
        if case.blocked_at is not None:
            await self._desk.apply(session, newcomer.returns(self._desk.house, case), now)

    async def blocked(self, session: Session, case: Case, now: float) -> None:
        """She has blocked the bot: what volunteers write waits for her."""
        await outbox.hold(session, case.id, case.chat_id)
        step = failures.blocked(self._desk.house, case, now)
        await self._desk.apply(session, step, now)

    async def erase(self, session: Session, chat_id: int, now: float) -> None:
        """Erases all her cases."""
        await self._desk.erase(session, await cases.all_of(session, chat_id), now)


def _recent(case: Case, now: float) -> bool:
    """Whether a closed case goes on instead of a new one."""
    if case.open or case.closed_at is None:
        return False
    return case.reason != "spam" and now - case.closed_at < REOPEN_DAYS * DAY
