"""Cases: rows and values."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import delete, select, update

from bot.handoff.model import Case, State, Volunteer
from bot.messages import DESK
from bot.storage import outbox, relays, timers, volunteers
from bot.storage.database import Session
from bot.storage.tables import CaseRow

_SAME = (
    "opened_at",
    "version",
    "language",
    "urgent",
    "alarmed_at",
    "asked",
    "wishes",
    "question",
    "waiting_since",
    "answered_at",
    "blocked_at",
    "closed_at",
    "reason",
    "topic_group",
    "topic_id",
    "card_id",
)


async def create(session: Session, chat_id: int, language: str, now: float) -> Case:
    """A new case with the next number."""
    row = CaseRow(
        chat_id=chat_id,
        language=language,
        opened_at=now,
        state=State.WAITING,
        shown=[],
        drafts=[],
        version=0,
        consent=1,
        written=0,
        wishes="",
        aside=0,
    )
    session.add(row)
    await session.flush()
    return await _value(session, row)


async def load(session: Session, case_id: int) -> Case | None:
    """A case by its number."""
    row = await session.get(CaseRow, case_id, populate_existing=True)
    return None if row is None else await _value(session, row)


async def of_chat(session: Session, chat_id: int) -> Case | None:
    """The latest case of a newcomer."""
    query = select(CaseRow).where(CaseRow.chat_id == chat_id).order_by(CaseRow.id.desc()).limit(1)
    return await _first(session, query)


async def of_topic(session: Session, group: int, topic: int) -> Case | None:
    """The case of a topic."""
    query = select(CaseRow).where(CaseRow.topic_group == group, CaseRow.topic_id == topic)
    return await _first(session, query)


async def still_open(session: Session) -> list[Case]:
    """All cases that are not closed."""
    query = select(CaseRow).where(CaseRow.state != State.CLOSED).order_by(CaseRow.id)
    return [await _value(session, row) for row in await session.scalars(query)]


async def owned_by(session: Session, user_id: int) -> list[Case]:
    """The open cases that a volunteer has."""
    query = select(CaseRow).where(CaseRow.owner == user_id, CaseRow.state != State.CLOSED)
    return [await _value(session, row) for row in await session.scalars(query)]


async def forget_volunteer(session: Session, user_id: int) -> None:
    """Who has left the desk is not called any more when a case is opened again."""
    closed = CaseRow.state == State.CLOSED
    mine = update(CaseRow).where(CaseRow.owner == user_id, closed)
    await session.execute(mine.values(owner=None))
    had = update(CaseRow).where(CaseRow.previous == user_id)
    await session.execute(had.values(previous=None))


async def all_of(session: Session, chat_id: int) -> list[Case]:
    """Every case of a newcomer."""
    query = select(CaseRow).where(CaseRow.chat_id == chat_id)
    return [await _value(session, row) for row in await session.scalars(query)]


async def save(session: Session, case: Case) -> None:
    """Keeps a case; where its topic is, only `place` writes."""
    values: dict[str, object] = {
        name: getattr(case, name) for name in _SAME if not name.startswith(("topic", "card"))
    }
    values |= {
        "state": case.state,
        "consent": int(case.consent),
        "written": int(case.written),
        "aside": int(case.aside),
        "helped": None if case.helped is None else int(case.helped),
        "shown": list(case.shown),
        "drafts": list(case.drafts),
        "owner": case.owner.id if case.owner else None,
        "previous": case.previous.id if case.previous else None,
    }
    await session.execute(update(CaseRow).where(CaseRow.id == case.id).values(values))


async def place(session: Session, case_id: int, **where: int | None) -> None:
    """Notes topic_group, topic_id or card_id."""
    await session.execute(update(CaseRow).where(CaseRow.id == case_id).values(where))


async def forget(session: Session, cases: Iterable[Case]) -> None:
    """Erases cases with all that belongs to them."""
    for case in cases:
        await outbox.forget_case(session, case.id)
        await relays.forget(session, case.id)
        await timers.forget(session, case.id)
        await session.execute(delete(CaseRow).where(CaseRow.id == case.id))


async def _first(session: Session, query: object) -> Case | None:
    row = (await session.scalars(query)).first()  # type: ignore[call-overload]
    return None if row is None else await _value(session, row)


async def _value(session: Session, row: CaseRow) -> Case:
    await session.refresh(row)
    same = {name: getattr(row, name) for name in _SAME}
    return Case(
        id=row.id,
        chat_id=row.chat_id,
        state=State(row.state),
        consent=bool(row.consent),
        written=bool(row.written),
        aside=bool(row.aside),
        helped=None if row.helped is None else bool(row.helped),
        shown=tuple(row.shown),
        drafts=tuple(row.drafts),
        owner=await _volunteer(session, row.owner),
        previous=await _volunteer(session, row.previous),
        files=await outbox.waiting(session, row.id, DESK),
        **same,
    )


async def _volunteer(session: Session, user_id: int | None) -> Volunteer | None:
    if user_id is None:
        return None
    return await volunteers.load(session, user_id) or Volunteer(user_id, "ALL IN")
