"""The inbox: updates wait here, in the order of their chat, until they are answered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.sqlite import insert

from bot.storage.database import Session
from bot.storage.tables import InboxRow

ATTEMPTS = 3
KEEP = 72 * 3600.0


@dataclass(frozen=True, slots=True)
class Arrival:
    """An update as it came: its number, the chat whose order it keeps, its JSON."""

    update_id: int
    lane: int | None
    payload: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """An update that is next in its lane."""

    seq: int
    lane: int | None
    payload: str
    attempts: int


async def store(session: Session, arrivals: Iterable[Arrival], now: float) -> None:
    """Keeps what is new; an update that came before is not kept twice."""
    rows = [
        {
            "update_id": a.update_id,
            "lane": a.lane,
            "payload": a.payload,
            "status": "new",
            "attempts": 0,
            "not_before": 0.0,
            "received_at": now,
        }
        for a in arrivals
    ]
    if rows:
        await session.execute(insert(InboxRow).values(rows).on_conflict_do_nothing())


async def heads(session: Session, now: float, limit: int = 64) -> list[Waiting]:
    """The first waiting update of each lane, oldest first, if its time has come."""
    first = select(func.min(InboxRow.seq)).where(InboxRow.status == "new").group_by(InboxRow.lane)
    query = (
        select(InboxRow)
        .where(InboxRow.seq.in_(first), InboxRow.not_before <= now)
        .order_by(InboxRow.seq)
        .limit(limit)
    )
    rows = (await session.scalars(query)).all()
    return [Waiting(r.seq, r.lane, r.payload or "{}", r.attempts) for r in rows]


async def next_time(session: Session) -> float | None:
    """When the earliest update that has to wait may be tried again."""
    query = select(func.min(InboxRow.not_before)).where(InboxRow.status == "new")
    return await session.scalar(query)


async def done(session: Session, seq: int) -> None:
    """The turn is over; the words go, the number stays so that a repeat is known."""
    values = {"status": "done", "payload": None, "error": None}
    await session.execute(update(InboxRow).where(InboxRow.seq == seq).values(values))


async def failed(session: Session, waiting: Waiting, error: str, now: float) -> bool:
    """Notes a failed turn; True when it was the last attempt and the update is dead."""
    attempts = waiting.attempts + 1
    dead = attempts >= ATTEMPTS
    values = {
        "attempts": attempts,
        "error": error[:200],
        "status": "dead" if dead else "new",
        "not_before": now + 2.0**attempts,
    }
    await session.execute(update(InboxRow).where(InboxRow.seq == waiting.seq).values(values))
    return dead


async def forget(session: Session, lane: int, until: int) -> None:
    """Takes the chat's id and words out of everything that arrived from it up to this row."""
    values = {"lane": None, "payload": None, "status": "done"}
    past = (InboxRow.lane == lane, InboxRow.seq <= until)
    await session.execute(update(InboxRow).where(*past).values(values))


async def purge(session: Session, now: float) -> None:
    """Erases what is older than 72 hours, words of dead updates included."""
    old = InboxRow.received_at < now - KEEP
    await session.execute(delete(InboxRow).where(old, InboxRow.status != "new"))
