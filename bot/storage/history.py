"""The ids of the messages of the last 48 hours: to change an answer in place, and for /clear."""

from __future__ import annotations

from sqlalchemy import delete, func, select

from bot.storage.database import Session
from bot.storage.tables import MessageRow

KEEP = 48 * 3600.0


async def remember(
    session: Session,
    chat_id: int,
    message_id: int,
    now: float,
    question: int | None = None,
    mark: str = "",
) -> None:
    """Keeps the id of a message for 48 hours; mark: the hash of its words."""
    await session.merge(
        MessageRow(chat_id=chat_id, message_id=message_id, question=question, mark=mark, at=now)
    )


async def changed(session: Session, chat_id: int, message_id: int, mark: str) -> None:
    """Notes the hash of changed words."""
    row = await session.get(MessageRow, (chat_id, message_id))
    if row is not None:
        row.mark = mark


async def mark_of(session: Session, chat_id: int, message_id: int) -> str:
    """The hash of a message's words, if it is known."""
    row = await session.get(MessageRow, (chat_id, message_id))
    return "" if row is None else row.mark


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


async def forget(session: Session, chat_id: int) -> None:
    """Erases the ids of a chat's messages."""
    await session.execute(delete(MessageRow).where(MessageRow.chat_id == chat_id))


async def purge(session: Session, now: float) -> None:
    """Erases what is older than 48 hours."""
    await session.execute(delete(MessageRow).where(MessageRow.at < now - KEEP))
