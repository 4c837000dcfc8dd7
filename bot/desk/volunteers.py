"""What volunteers do in the topics reaches the case of the topic."""

from __future__ import annotations

from dataclasses import replace

from bot.desk.desk import Desk
from bot.handoff import volunteer
from bot.handoff.model import Case, Step, Volunteer, file_of
from bot.i18n import D_
from bot.messages import DESK, Acknowledge, Incoming, Kind, Say, TurnTopic
from bot.storage import cases, outbox, relays
from bot.storage import volunteers as staff
from bot.storage.database import Session

ANONYMOUS = Volunteer(0, "?")
COMMANDS = {
    "take": D_("take this case"),
    "release": D_("give this case back"),
    "close": D_("end this case"),
    "note": D_("a note that stays here, like //"),
    "k": D_("answers for some words"),
    "undo": D_("as a reply: take your message back"),
    "ban": D_("ban for a day, or for some days"),
    "alias": D_("the name that newcomers see"),
    "reveal": D_("coordinators: who is it?"),
}


class Volunteers:
    """Takes what happens in the desk's group to the cases."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def at_desk(self, incoming: Incoming) -> bool:
        """Whether this happened in the desk's group."""
        return self._desk.chat_id is not None and incoming.chat_id == self._desk.chat_id

    async def handle(
        self, session: Session, incoming: Incoming, topics: tuple[str, ...], now: float
    ) -> None:
        """Does what it means. topics: what the knowledge base has for the words of /k."""
        match incoming.kind:
            case Kind.LEFT:
                await self._left(session, incoming, now)
            case Kind.MOVED if incoming.moved_to is not None:
                await self._desk.move(session, incoming.moved_to)
            case Kind.PLACE | Kind.ADDED_TO_GROUP:
                self._desk.try_again()
            case Kind.BUTTON:
                await self._button(session, incoming, now)
            case Kind.TEXT | Kind.COMMAND | Kind.MEDIA | Kind.OTHER:
                await self._message(session, incoming, topics, now)

    async def _me(self, session: Session, incoming: Incoming, now: float) -> Volunteer:
        if incoming.anonymous or incoming.sender is None:
            return ANONYMOUS
        return await staff.seen(session, incoming.sender, incoming.name, now)

    async def _left(self, session: Session, incoming: Incoming, now: float) -> None:
        if incoming.sender is None:
            return
        for case in await cases.owned_by(session, incoming.sender):
            step = volunteer.leaves(self._desk.house, case, now)
            await self._desk.apply(session, step, now)
        await cases.forget_volunteer(session, incoming.sender)
        await staff.left(session, incoming.sender)

    # --- messages

    async def _message(
        self, session: Session, incoming: Incoming, topics: tuple[str, ...], now: float
    ) -> None:
        if incoming.topic is None:
            return await self._in_general(session, incoming, now)
        case = await cases.of_topic(session, incoming.chat_id, incoming.topic)
        if case is None:
            return None
        me = await self._me(session, incoming, now)
        step = await self._step(session, incoming, case, me, topics, now)
        if not case.open and step.out:
            # To say something there opens the topic.
            step = replace(step, out=(*step.out, TurnTopic(case.id, open=False)))
        await self._desk.apply(session, step, now, me.id)
        return None

    async def _in_general(self, session: Session, incoming: Incoming, now: float) -> None:
        """Outside of cases there are only names to choose."""
        if incoming.edited or incoming.anonymous or incoming.command not in COMMANDS:
            return
        me = await self._me(session, incoming, now)
        if incoming.command == "alias":
            text = await self._alias(session, incoming, me)
        else:
            text = self._desk.house.say(D_("This works in the topic of a case."))
        said = Say(DESK, text, question=incoming.message_id)
        await self._desk.send(session, [said], now)

    async def _step(
        self,
        session: Session,
        incoming: Incoming,
        case: Case,
        me: Volunteer,
        topics: tuple[str, ...],
        now: float,
    ) -> Step:
        house = self._desk.house
        if incoming.edited:
            return await self._corrects(session, incoming, case)
        if incoming.kind == Kind.COMMAND and not incoming.anonymous:
            return await self._command(session, incoming, case, me, topics, now)
        return volunteer.writes(house, case, incoming, me, self._desk.mark(incoming))

    async def _corrects(self, session: Session, incoming: Incoming, case: Case) -> Step:
        house, chat, message = self._desk.house, incoming.chat_id, incoming.message_id or 0
        relayed, mark = await relays.find(session, chat, message), self._desk.mark(incoming)
        here = await outbox.inside(session, case.id, chat, message)
        if relayed is None or (here is not None and here.inside == "note"):
            return volunteer.stayed(house, case, incoming)
        if relayed.mark == mark:
            return Step(case)
        if volunteer.stays(incoming):
            fate = await outbox.keep_inside(session, case.id, chat, message)
            return volunteer.became_note(house, case, incoming, fate)
        if relayed.target_message is not None and file_of(mark) != file_of(relayed.mark):
            return volunteer.replaced(house, case, incoming)
        return volunteer.corrects(house, case, incoming, mark, still_here=here is not None)

    async def _command(
        self,
        session: Session,
        incoming: Incoming,
        case: Case,
        me: Volunteer,
        topics: tuple[str, ...],
        now: float,
    ) -> Step:
        house, words = self._desk.house, incoming.text
        if not case.open and incoming.command in _WHILE_OPEN:
            return volunteer.closed_already(house, case, incoming)
        match incoming.command:
            case "take":
                return volunteer.take(house, case, incoming, me, now)
            case "release":
                return volunteer.release(house, case, incoming, me, now)
            case "close":
                reason = volunteer.reason_in(house, words)
                return volunteer.close(house, case, incoming, me, reason, now)
            case "ban":
                return volunteer.ban(house, case, incoming, me, words, now)
            case "k":
                return volunteer.knowledge(house, case, incoming, topics if words else ())
            case "reveal":
                return volunteer.reveal(house, case, incoming, me)
            case "undo":
                return await self._undo(session, incoming, case, now)
            case "alias":
                text = await self._alias(session, incoming, me)
                return Step(case, (volunteer.note(case, incoming, text),))
        return volunteer.kept(house, case, incoming, me, self._desk.mark(incoming))

    async def _alias(self, session: Session, incoming: Incoming, me: Volunteer) -> str:
        await staff.call(session, me.id, incoming.text.strip() or None)
        named = await staff.load(session, me.id)
        return self._desk.house.say(
            D_("Newcomers see you as {name}."), name=named.name if named else me.name
        )

    async def _undo(self, session: Session, incoming: Incoming, case: Case, now: float) -> Step:
        house, chat, message = self._desk.house, incoming.chat_id, incoming.reply_to
        relayed = await relays.find(session, chat, message) if message else None
        mine = incoming.reply_author == incoming.sender
        if message is None or relayed is None or relayed.case != case.id or not mine:
            return volunteer.cannot_undo(house, case, incoming, late=False)
        if relayed.target_message is not None and now - relayed.at > volunteer.UNDO_SECONDS:
            return volunteer.cannot_undo(house, case, incoming, late=True)
        fate = await outbox.withdraw(session, case.id, chat, message)
        return volunteer.undo(house, case, incoming, fate)

    # --- buttons

    async def _button(self, session: Session, incoming: Incoming, now: float) -> None:
        sign, verb, number, argument = [*incoming.data.split(":", 3), "", "", ""][:4]
        case = await cases.load(session, int(number)) if number.isdecimal() else None
        if sign != "d" or case is None:
            text = self._desk.house.say(D_("This button is out of date."))
            return await self._acknowledge(session, incoming, text, now)
        me = await self._me(session, incoming, now)
        if verb not in _WITHOUT_VERSION and argument != str(case.version):
            text = self._stale(case)
            return await self._acknowledge(session, incoming, text, now)
        step = await self._pressed(session, incoming, case, me, verb, argument, now)
        await self._desk.apply(session, step, now, me.id)
        return None

    def _stale(self, case: Case) -> str:
        house = self._desk.house
        if case.owner is not None:
            changed = D_("Already changed: {name} has this case.")
            return house.say(changed, name=case.owner.name)
        return house.say(D_("Already changed."))

    async def _pressed(
        self,
        session: Session,
        incoming: Incoming,
        case: Case,
        me: Volunteer,
        verb: str,
        argument: str,
        now: float,
    ) -> Step:
        house = self._desk.house
        if not case.open:
            return volunteer.closed_already(house, case, incoming)
        match verb:
            case "take":
                return volunteer.take(house, case, incoming, me, now)
            case "over":
                return volunteer.take_over(house, case, incoming, me, now)
            case "release":
                return volunteer.release(house, case, incoming, me, now)
            case "reasons":
                return volunteer.ask_reason(house, case, incoming, me)
            case "card":
                return volunteer.show_card(house, case, incoming)
            case "send" | "internal" if argument.isdecimal():
                return await self._decided(session, incoming, case, me, verb, int(argument), now)
            case "k":
                return volunteer.sends_topic(house, case, incoming, me, argument)
        reason = verb.removeprefix("close-")
        return volunteer.close(house, case, incoming, me, reason, now)

    async def _decided(
        self,
        session: Session,
        incoming: Incoming,
        case: Case,
        me: Volunteer,
        verb: str,
        message: int,
        now: float,
    ) -> Step:
        """What happens to a message that stayed at the desk until its author decides."""
        house = self._desk.house
        asked = await outbox.inside(session, case.id, incoming.chat_id, message)
        if asked is None or asked.inside == "note":
            return volunteer.out_of_date(house, case, incoming)
        if verb == "send":
            return volunteer.take_and_send(house, case, incoming, me, asked, now)
        if asked.author == me.id:
            await outbox.keep_inside(session, case.id, incoming.chat_id, message)
        return volunteer.internal(house, case, incoming, me, asked)

    async def _acknowledge(
        self, session: Session, incoming: Incoming, text: str, now: float
    ) -> None:
        if incoming.callback_id is not None:
            ended = Acknowledge(incoming.chat_id, incoming.callback_id, text=text)
            await self._desk.send(session, [ended], now)

    async def failed(self, session: Session, incoming: Incoming, now: float) -> None:
        """A message could not be understood, for good: its writer is told."""
        if incoming.topic is None:
            return
        case = await cases.of_topic(session, incoming.chat_id, incoming.topic)
        if case is not None:
            text = self._desk.house.say(D_("⚠️ A fault here: this was not sent. Please repeat it."))
            note = Say(DESK, text, question=incoming.message_id, case=case.id)
            await self._desk.send(session, [note], now)


_WITHOUT_VERSION = frozenset({"send", "internal", "k"})
_WHILE_OPEN = frozenset({"take", "release", "close", "k"})
