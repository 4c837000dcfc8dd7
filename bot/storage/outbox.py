"""The outbox: what is owed to Telegram, in the order of its chat, until it is delivered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, func, or_, select, update

from bot.messages import Outgoing, from_json, to_json
from bot.storage.database import Session
from bot.storage.tables import MessageRow, OutboxRow

KEEP = 72 * 3600.0
REPEAT_AFTER = 2.0


@dataclass(frozen=True, slots=True)
class Owed:
    """A call that is next in its lane. attempts counts tries that surely did not arrive."""

    id: int
    lane: int
    outgoing: Outgoing
    attempts: int
    repeated: bool


@dataclass(frozen=True, slots=True)
class Delivered:
    """It arrived; message_id is the new message's, where there is one."""

    owed: Owed
    message_id: int | None = None


@dataclass(frozen=True, slots=True)
class Later:
    """It surely did not arrive; it is tried again after `wait` seconds."""

    owed: Owed
    wait: float
    error: str


@dataclass(frozen=True, slots=True)
class Uncertain:
    """Nobody knows whether it arrived."""

    owed: Owed
    error: str


@dataclass(frozen=True, slots=True)
class Refused:
    """It can never arrive. blocked: the person does not want messages of the bot."""

    owed: Owed
    error: str
    blocked: bool = False


Result = Delivered | Later | Uncertain | Refused


async def add(session: Session, outgoing: Iterable[Outgoing], now: float) -> None:
    """Puts calls behind what is owed already."""
    session.add_all(
        OutboxRow(
            lane=o.chat_id,
            payload=to_json(o),
            status="queued",
            attempts=0,
            repeated=0,
            not_before=0.0,
            created_at=now,
        )
        for o in outgoing
    )


async def recover(session: Session, now: float) -> None:
    """After a crash: what was being sent may have arrived or not.

    It is repeated once, soon; a second time nobody could tell it from a new message.
    """
    sending = OutboxRow.status == "sending"
    await session.execute(
        update(OutboxRow)
        .where(sending, OutboxRow.repeated == 0)
        .values(status="queued", repeated=1, not_before=now)
    )
    await session.execute(
        update(OutboxRow).where(sending).values(status="failed", payload=None, error="uncertain")
    )


async def heads(session: Session) -> list[tuple[Owed, float]]:
    """The first queued call of each lane that is not sending now, with its earliest time."""
    busy = select(OutboxRow.lane).where(OutboxRow.status == "sending", OutboxRow.lane.is_not(None))
    first = (
        select(func.min(OutboxRow.id))
        .where(OutboxRow.status == "queued", OutboxRow.lane.not_in(busy))
        .group_by(OutboxRow.lane)
    )
    query = select(OutboxRow).where(OutboxRow.id.in_(first)).order_by(OutboxRow.id).limit(256)
    rows = (await session.scalars(query)).all()
    return [
        (
            Owed(r.id, r.lane or 0, from_json(r.payload or ""), r.attempts, bool(r.repeated)),
            r.not_before,
        )
        for r in rows
    ]


async def sending(session: Session, owed: Sequence[Owed]) -> None:
    """Notes that these are on their way, before they are."""
    ids = [o.id for o in owed]
    await session.execute(update(OutboxRow).where(OutboxRow.id.in_(ids)).values(status="sending"))


async def settle(session: Session, results: Iterable[Result], now: float) -> None:
    """Writes down how the calls ended."""
    for result in results:
        match result:
            case Delivered():
                await _delivered(session, result, now)
            case Later(owed, wait, error):
                await _values(
                    session,
                    owed,
                    status="queued",
                    attempts=owed.attempts + 1,
                    not_before=now + wait,
                    error=error[:200],
                )
            case Uncertain(owed, error) if not owed.repeated:
                await _values(
                    session,
                    owed,
                    status="queued",
                    repeated=1,
                    not_before=now + REPEAT_AFTER,
                    error=error[:200],
                )
            case Uncertain(owed, error) | Refused(owed, error):
                await _failed(session, owed, error)


async def _delivered(session: Session, result: Delivered, now: float) -> None:
    owed, outgoing = result.owed, result.owed.outgoing
    if outgoing.forget:
        await session.execute(delete(OutboxRow).where(OutboxRow.id == owed.id))
        return
    await _values(session, owed, status="sent", payload=None, sent_at=now, error=None)
    if result.message_id is not None:
        question = getattr(outgoing, "question", None)
        await remember(session, outgoing.chat_id, result.message_id, now, question)


async def _failed(session: Session, owed: Owed, error: str) -> None:
    if owed.outgoing.forget:
        await session.execute(delete(OutboxRow).where(OutboxRow.id == owed.id))
    else:
        await _values(session, owed, status="failed", payload=None, error=error[:200])


async def _values(session: Session, owed: Owed, **values: object) -> None:
    await session.execute(update(OutboxRow).where(OutboxRow.id == owed.id).values(values))


async def drop_lane(session: Session, lane: int, error: str) -> None:
    """Gives up what still waits for a chat that does not want it."""
    await session.execute(
        update(OutboxRow)
        .where(OutboxRow.lane == lane, OutboxRow.status == "queued")
        .values(status="failed", payload=None, error=error[:200])
    )


async def remember(
    session: Session, chat_id: int, message_id: int, now: float, question: int | None = None
) -> None:
    """Keeps the id of a message for 48 hours."""
    await session.merge(
        MessageRow(chat_id=chat_id, message_id=message_id, question=question, at=now)
    )


async def answer_to(session: Session, chat_id: int, question: int) -> int | None:
    """The id of the last message that answered this one."""
    query = select(func.max(MessageRow.message_id)).where(
        MessageRow.chat_id == chat_id, MessageRow.question == question
    )
    return await session.scalar(query)


async def messages(session: Session, chat_id: int, since: float) -> list[int]:
    """The ids of the chat's messages since then."""
    query = select(MessageRow.message_id).where(
        MessageRow.chat_id == chat_id, MessageRow.at >= since
    )
    return sorted((await session.scalars(query)).all())


async def last_sends(session: Session, since: float) -> list[tuple[int, float]]:
    """Lane and time of what was sent since then: the limits outlast a restart."""
    query = select(OutboxRow.lane, OutboxRow.sent_at).where(OutboxRow.sent_at >= since)
    rows = (await session.execute(query)).all()
    return [(lane, at) for lane, at in rows if lane is not None and at is not None]


async def forget(session: Session, chat_id: int) -> None:
    """Erases everything owed and sent to a chat, and the ids of its messages."""
    await session.execute(delete(OutboxRow).where(OutboxRow.lane == chat_id))
    await forget_messages(session, chat_id)


async def forget_messages(session: Session, chat_id: int) -> None:
    """Erases the ids of a chat's messages."""
    await session.execute(delete(MessageRow).where(MessageRow.chat_id == chat_id))


async def purge(session: Session, now: float) -> None:
    """Erases what is delivered since 72 hours, and ids of messages after 48."""
    over = or_(OutboxRow.status == "sent", OutboxRow.status == "failed")
    await session.execute(delete(OutboxRow).where(over, OutboxRow.created_at < now - KEEP))
    await session.execute(delete(MessageRow).where(MessageRow.at < now - 48 * 3600.0))
