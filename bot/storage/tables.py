"""The tables. Times are seconds since 1970 (UTC); texts of people leave as soon as they can."""

from __future__ import annotations

from sqlalchemy import JSON, BigInteger, Float, Index, Integer, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

# SQLite counts up by itself only for a plain INTEGER key.
Key = BigInteger().with_variant(Integer, "sqlite")


class Base(DeclarativeBase):
    """The root of all tables."""


class InboxRow(Base):
    """One update of Telegram: stored before it is acknowledged, its text erased when done."""

    __tablename__ = "inbox"
    __table_args__ = (Index("inbox_waiting", "status", "seq"),)

    seq: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=True)
    update_id: Mapped[int] = mapped_column(BigInteger, unique=True)
    lane: Mapped[int | None] = mapped_column(BigInteger)
    payload: Mapped[str | None] = mapped_column(Text)
    status: Mapped[str] = mapped_column(String(10), default="new")
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    not_before: Mapped[float] = mapped_column(Float, default=0.0)
    error: Mapped[str | None] = mapped_column(String(200))
    received_at: Mapped[float] = mapped_column(Float)


class OutboxRow(Base):
    """One call to Telegram that is owed; its text erased when it is delivered."""

    __tablename__ = "outbox"
    __table_args__ = (Index("outbox_waiting", "status", "lane", "id"),)

    id: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=True)
    lane: Mapped[int | None] = mapped_column(BigInteger)
    payload: Mapped[str | None] = mapped_column(Text)
    status: Mapped[str] = mapped_column(String(10), default="queued")
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    repeated: Mapped[int] = mapped_column(Integer, default=0)
    not_before: Mapped[float] = mapped_column(Float, default=0.0)
    error: Mapped[str | None] = mapped_column(String(200))
    created_at: Mapped[float] = mapped_column(Float)
    sent_at: Mapped[float | None] = mapped_column(Float)


class ConversationRow(Base):
    """What the bot remembers of a chat: never words, only choices and topics."""

    __tablename__ = "conversation"

    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    chosen: Mapped[str | None] = mapped_column(String(8))
    spoken: Mapped[str | None] = mapped_column(String(8))
    hint: Mapped[str | None] = mapped_column(String(16))
    misses: Mapped[int] = mapped_column(Integer, default=0)
    topics: Mapped[list[str]] = mapped_column(JSON, default=list)
    album: Mapped[str | None] = mapped_column(String(64))
    blocked: Mapped[int] = mapped_column(Integer, default=0)
    seen_at: Mapped[float] = mapped_column(Float)


class MessageRow(Base):
    """The ids of messages of the last 48 hours: to answer an edit in place, and for /clear."""

    __tablename__ = "message"
    __table_args__ = (Index("message_question", "chat_id", "question"),)

    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    message_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    question: Mapped[int | None] = mapped_column(BigInteger)
    at: Mapped[float] = mapped_column(Float, index=True)
