"""Which message became which on the other side. Ids and keyed hashes only."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.sqlite import insert

from bot.handoff.model import Case
from bot.messages import DESK, Copy, Outgoing, Words
from bot.storage import history
from bot.storage.database import Session
from bot.storage.tables import RelayRow


@dataclass(frozen=True, slots=True)
class Relayed:
    """A message of a case: where it came from, and what it became (None: not sent yet).

    shared: the other side's message holds more than this one.
    """

    case: int
    source_chat: int
    source_message: int
    target_chat: int | None
    target_message: int | None
    mark: str
    at: float
    shared: bool = False


async def expect(session: Session, outgoing: Outgoing, now: float) -> None:
    """Notes what is about to be relayed."""
    match outgoing:
        case Words(case=case, source=source, parts=parts):
            pairs = [(part.message_id, part.mark) for part in parts]
            album = None
        case Copy(case=case, source=source, messages=messages, marks=marks, album=album):
            pairs = list(zip(messages, marks or ("",) * len(messages), strict=True))
        case _:
            return
    for message, mark in pairs:
        # A question was asked before anybody was to read it: its hash was kept since then.
        known = mark or await history.mark_of(session, source, message)
        row = {"case_id": case, "source_chat": source, "source_message": message}
        values = {**row, "mark": known, "album": album, "at": now}
        changed = {"case_id": case} | ({"mark": known} if known else {})
        statement = insert(RelayRow).values(values)
        await session.execute(
            statement.on_conflict_do_update(
                index_elements=["source_chat", "source_message"], set_=changed
            )
        )


async def unsent(session: Session, case: int, source: int, since: int) -> tuple[Copy, ...]:
    """What was noted of a writer from this message on and has not become anything yet."""
    query = select(RelayRow).where(
        RelayRow.case_id == case,
        RelayRow.source_chat == source,
        RelayRow.source_message >= since,
        RelayRow.target_message.is_(None),
    )
    rows = await session.scalars(query.order_by(RelayRow.source_message))
    return tuple(
        Copy(DESK, case, source, (row.source_message,), (row.mark,), album=row.album)
        for row in rows
    )


async def delivered(
    session: Session, relayed: Words | Copy, chat: int, message_ids: tuple[int, ...], now: float
) -> None:
    """Notes what it became: several texts may have become one message.

    `at` stays when she wrote it; for what volunteers write it is when she got it.
    """
    if isinstance(relayed, Words):
        sources = tuple(part.message_id for part in relayed.parts)
        targets = (message_ids[0],) * len(sources)
    else:
        sources, targets = relayed.messages, message_ids
    got = {} if relayed.chat_id == DESK else {"at": now}
    for source, target in zip(sources, targets, strict=True):
        await session.execute(
            update(RelayRow)
            .where(RelayRow.source_chat == relayed.source, RelayRow.source_message == source)
            .values(target_chat=chat, target_message=target, **got)
        )


async def owed_since(session: Session, case: Case) -> float | None:
    """Since when she is owed an answer: her first words after the last that reached her."""
    of_case = RelayRow.case_id == case.id
    reached = (
        select(RelayRow.id, RelayRow.at)
        .where(of_case, RelayRow.source_chat != case.chat_id)
        .where(RelayRow.target_message.is_not(None))
        .order_by(RelayRow.id.desc())
        .limit(1)
    )
    found = (await session.execute(reached)).first()
    answer, at = (0, 0.0) if found is None else found
    hers = select(func.min(RelayRow.at)).where(
        of_case,
        RelayRow.source_chat == case.chat_id,
        RelayRow.at >= case.opened_at,
        RelayRow.id > answer,
    )
    nothing_said = None if at >= case.opened_at else case.opened_at
    return await session.scalar(hers) or nothing_said


async def find(session: Session, chat: int, message: int) -> Relayed | None:
    """The relayed message with this id on its writer's side."""
    query = select(RelayRow).where(RelayRow.source_chat == chat, RelayRow.source_message == message)
    row = (await session.scalars(query)).first()
    if row is None:
        return None
    shared = False
    if row.target_message is not None:
        same = select(func.count()).where(
            RelayRow.target_chat == row.target_chat,
            RelayRow.target_message == row.target_message,
        )
        shared = (await session.scalar(same) or 0) > 1
    return Relayed(
        row.case_id,
        row.source_chat,
        row.source_message,
        row.target_chat,
        row.target_message,
        row.mark,
        row.at,
        shared,
    )


async def other_side(session: Session, chat: int, message: int, other: int) -> int | None:
    """The id, in the other chat, of a message that stands in this one."""
    sent = select(RelayRow.target_message).where(
        RelayRow.source_chat == chat,
        RelayRow.source_message == message,
        RelayRow.target_chat == other,
    )
    found = await session.scalar(sent)
    if found is not None:
        return found
    received = select(RelayRow.source_message).where(
        RelayRow.target_chat == chat,
        RelayRow.target_message == message,
        RelayRow.source_chat == other,
    )
    return await session.scalar(received.order_by(RelayRow.id).limit(1))


async def first_of_album(session: Session, chat: int, album: str) -> int | None:
    """The first part of an album that was relayed before."""
    query = select(func.min(RelayRow.source_message)).where(
        RelayRow.source_chat == chat,
        RelayRow.album == album,
        RelayRow.target_message.is_not(None),
    )
    return await session.scalar(query)


async def mark(session: Session, chat: int, message: int, value: str) -> None:
    """Notes the hash of changed words."""
    await session.execute(
        update(RelayRow)
        .where(RelayRow.source_chat == chat, RelayRow.source_message == message)
        .values(mark=value)
    )


async def drop(session: Session, chat: int, message: int) -> None:
    """Forgets one message."""
    await session.execute(
        delete(RelayRow).where(RelayRow.source_chat == chat, RelayRow.source_message == message)
    )


async def forget(session: Session, case: int) -> None:
    """Forgets all messages of a case."""
    await session.execute(delete(RelayRow).where(RelayRow.case_id == case))
