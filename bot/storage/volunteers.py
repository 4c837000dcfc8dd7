"""Who is at the desk, who is banned, and what stands in the audit."""

from __future__ import annotations

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert

from bot.handoff.model import Volunteer
from bot.storage.database import Session
from bot.storage.tables import AuditRow, BanRow, VolunteerRow


async def seen(session: Session, user_id: int, name: str, now: float) -> Volunteer:
    """Notes who did something at the desk."""
    values = {"user_id": user_id, "name": name[:64] or "ALL IN", "seen_at": now}
    statement = insert(VolunteerRow).values(values)
    changed = {"name": values["name"], "seen_at": now}
    await session.execute(statement.on_conflict_do_update(index_elements=["user_id"], set_=changed))
    found = await load(session, user_id)
    assert found is not None
    return found


async def load(session: Session, user_id: int) -> Volunteer | None:
    """A volunteer by the name that newcomers see."""
    row = await session.get(VolunteerRow, user_id, populate_existing=True)
    return None if row is None else Volunteer(user_id, row.alias or row.name)


async def everybody(session: Session) -> tuple[Volunteer, ...]:
    """All who did something at the desk and are there."""
    return await latest(session, limit=-1)


async def latest(session: Session, limit: int = 5) -> tuple[Volunteer, ...]:
    """Who did something at the desk last."""
    query = select(VolunteerRow).order_by(VolunteerRow.seen_at.desc()).limit(limit)
    return tuple(Volunteer(r.user_id, r.alias or r.name) for r in await session.scalars(query))


async def call(session: Session, user_id: int, alias: str | None) -> None:
    """Gives a volunteer another name for newcomers, or her own again."""
    row = await session.get(VolunteerRow, user_id)
    if row is not None:
        row.alias = alias[:64] if alias else None


async def left(session: Session, user_id: int) -> None:
    """Forgets who is not at the desk any more."""
    await session.execute(delete(VolunteerRow).where(VolunteerRow.user_id == user_id))


async def audit(session: Session, actor: int, action: str, case: int, now: float) -> None:
    """Writes down who did it, when, with which case."""
    session.add(AuditRow(at=now, actor=actor, action=action, case_id=case))


async def ban(session: Session, hashed: str, until: float) -> None:
    """Bans somebody, by a keyed hash of her number."""
    await session.merge(BanRow(hash=hashed, until=until))


async def banned(session: Session, hashed: str, now: float) -> bool:
    """Whether somebody is banned now."""
    row = await session.get(BanRow, hashed)
    return row is not None and row.until > now


async def purge(session: Session, now: float) -> None:
    """Bans that are over are forgotten."""
    await session.execute(delete(BanRow).where(BanRow.until <= now))
