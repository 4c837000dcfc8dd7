"""Timers: what is to happen with a case, as rows that outlast every restart."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import delete, func, select, update

from bot.storage.database import Session
from bot.storage.tables import TimerRow


async def plan(session: Session, case: int, wished: Mapping[str, float]) -> None:
    """Sets the timers of a case; one that fired stays so until its time changes."""
    rows = {
        row.kind: row
        for row in await session.scalars(select(TimerRow).where(TimerRow.case_id == case))
    }
    for kind, row in rows.items():
        if kind not in wished:
            await session.delete(row)
        elif row.due_at != wished[kind]:
            row.due_at, row.fired_at = wished[kind], None
    for kind in wished.keys() - rows.keys():
        session.add(TimerRow(case_id=case, kind=kind, due_at=wished[kind]))
    await session.flush()


async def due(session: Session, now: float) -> list[tuple[int, str]]:
    """Case and kind of what is to happen now, the earliest first."""
    query = (
        select(TimerRow.case_id, TimerRow.kind)
        .where(TimerRow.fired_at.is_(None), TimerRow.due_at <= now)
        .order_by(TimerRow.due_at)
        .limit(50)
    )
    return [(case, kind) for case, kind in (await session.execute(query)).all()]


async def next_time(session: Session) -> float | None:
    """When the next one is due."""
    return await session.scalar(
        select(func.min(TimerRow.due_at)).where(TimerRow.fired_at.is_(None))
    )


async def fired(session: Session, case: int, kind: str, now: float) -> None:
    """Notes that it happened."""
    await session.execute(
        update(TimerRow).where(TimerRow.case_id == case, TimerRow.kind == kind).values(fired_at=now)
    )


async def forget(session: Session, case: int) -> None:
    """Erases the timers of a case."""
    await session.execute(delete(TimerRow).where(TimerRow.case_id == case))
