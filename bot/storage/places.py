"""Where a call goes, looked up at the moment when it is made."""

from __future__ import annotations

from dataclasses import dataclass

from bot.messages import (
    DESK,
    Card,
    Change,
    Copy,
    Correct,
    DropTopic,
    OpenTopic,
    Outgoing,
    Pin,
    Say,
    TakeBack,
    TurnTopic,
    Words,
    case_of,
)
from bot.storage import history, relays
from bot.storage.database import Session
from bot.storage.tables import CaseRow


@dataclass(frozen=True, slots=True)
class Where:
    """The chat and what else a call needs to know.

    topic: the forum topic. message: the one to change or to pin. reply: the one to answer.
    missing: the topic of the case is not made yet. gone: what it is about is not there any
    more, so nothing is to be done. shared: the message to change holds other words too.
    """

    chat_id: int
    topic: int | None = None
    message: int | None = None
    reply: int | None = None
    missing: bool = False
    gone: bool = False
    shared: bool = False


async def where(session: Session, outgoing: Outgoing, desk: int | None) -> Where:
    """The place of a call; `desk` is the number of the volunteers' group now."""
    if outgoing.chat_id != DESK:
        return await _in_chat(session, outgoing)
    if desk is None:
        return Where(DESK, gone=True)
    case_id = case_of(outgoing)
    if case_id is None:
        group = outgoing.group if isinstance(outgoing, DropTopic) else desk
        topic = outgoing.topic if isinstance(outgoing, DropTopic) else None
        return Where(desk, topic, gone=group != desk)
    row = await session.get(CaseRow, case_id, populate_existing=True)
    if row is None:
        return Where(desk, gone=True)
    topic = row.topic_id if row.topic_group == desk else None
    return await _in_topic(session, outgoing, desk, topic, row.card_id if topic else None)


async def _in_chat(session: Session, outgoing: Outgoing) -> Where:
    chat = outgoing.chat_id
    match outgoing:
        case Change(message_id=None, question=question) if question is not None:
            return Where(chat, message=await history.answer_to(session, chat, question))
        case Change(message_id=message):
            return Where(chat, message=message)
        case Words(source=source, answers=answers) | Copy(source=source, answers=answers):
            if answers is None:
                return Where(chat)
            reply = await relays.other_side(session, source, answers, chat)
            return Where(chat, reply=reply)
        case Correct():
            return await _corrected(session, outgoing, chat, None)
        case TakeBack(source=source, message=message):
            relayed = await relays.find(session, source, message)
            return Where(chat, message=relayed.target_message if relayed else None)
        case _:
            return Where(chat)


async def _in_topic(
    session: Session, outgoing: Outgoing, desk: int, topic: int | None, card: int | None
) -> Where:
    match outgoing:
        case OpenTopic():
            return Where(desk, gone=topic is not None)
        case TurnTopic():
            return Where(desk, topic, gone=topic is None)
        case _ if topic is None:
            return Where(desk, missing=True)
        case Card():
            return Where(desk, topic, message=card)
        case Pin():
            return Where(desk, topic, message=card, gone=card is None)
        case Say(question=question):
            return Where(desk, topic, reply=question)
        case Words(source=source, answers=answers) | Copy(source=source, answers=answers):
            if answers is None:
                return Where(desk, topic)
            reply = await relays.other_side(session, source, answers, desk)
            return Where(desk, topic, reply=reply)
        case Correct():
            return await _corrected(session, outgoing, desk, topic)
        case _:
            return Where(desk, topic)


async def _corrected(session: Session, correct: Correct, chat: int, topic: int | None) -> Where:
    relayed = await relays.find(session, correct.source, correct.message)
    if relayed is None:
        return Where(chat, topic, gone=True)
    # What never arrived, or stands in a group that has another number now, is said anew.
    target = relayed.target_message if relayed.target_chat == chat else None
    return Where(chat, topic, message=target, reply=target, shared=relayed.shared)
