"""Conversations: rows and values."""

from __future__ import annotations

from dataclasses import asdict, replace

from sqlalchemy import delete

from bot.conversation.state import Conversation
from bot.handoff.model import Asked
from bot.storage.database import Session
from bot.storage.tables import ConversationRow


async def load(session: Session, chat_id: int) -> Conversation:
    """The state of a chat; a new one for a new chat."""
    row = await session.get(ConversationRow, chat_id)
    if row is None:
        return Conversation(chat_id)
    return Conversation(
        chat_id,
        chosen=row.chosen,
        spoken=row.spoken,
        hint=row.hint,
        misses=row.misses,
        topics=tuple(row.topics),
        album=row.album,
        blocked=bool(row.blocked),
        asked=tuple(Asked(**one) for one in row.asked),
        drafts=tuple(row.drafts),
    )


async def save(session: Session, conversation: Conversation, now: float) -> None:
    """Keeps the state of a chat."""
    await session.merge(
        ConversationRow(
            chat_id=conversation.chat_id,
            chosen=conversation.chosen,
            spoken=conversation.spoken,
            hint=conversation.hint,
            misses=conversation.misses,
            topics=list(conversation.topics),
            album=conversation.album,
            blocked=int(conversation.blocked),
            asked=[asdict(one) for one in conversation.asked],
            drafts=list(conversation.drafts),
            seen_at=now,
        )
    )


async def forget(session: Session, chat_id: int) -> None:
    """Erases the state of a chat."""
    await session.execute(delete(ConversationRow).where(ConversationRow.chat_id == chat_id))


async def block(session: Session, conversation: Conversation, now: float) -> None:
    """Notes that a person does not want messages."""
    await save(session, replace(conversation, blocked=True), now)
