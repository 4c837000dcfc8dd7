"""The tables. Times are seconds since 1970 (UTC); texts of people leave as soon as they can."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Float,
    Index,
    Integer,
    String,
    Text,
    UniqueConstraint,
    text,
)
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
    __table_args__ = (
        Index("outbox_order", "status", "key", "rank", "id"),
        Index("outbox_case", "case_id"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=True)
    lane: Mapped[int | None] = mapped_column(BigInteger)
    key: Mapped[str] = mapped_column(String(80), default="")
    rank: Mapped[int] = mapped_column(Integer, default=2)
    priority: Mapped[int] = mapped_column(Integer, default=2)
    case_id: Mapped[int | None] = mapped_column(Integer)
    join: Mapped[str | None] = mapped_column(String(80))
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
    asked: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    drafts: Mapped[list[str]] = mapped_column(JSON, default=list)
    blocked: Mapped[int] = mapped_column(Integer, default=0)
    seen_at: Mapped[float] = mapped_column(Float)


class MessageRow(Base):
    """The ids of messages of the last 48 hours: to answer an edit in place, and for /clear; of
    hers a keyed hash, to tell a real correction if a person gets to read it."""

    __tablename__ = "message"
    __table_args__ = (Index("message_question", "chat_id", "question"),)

    chat_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    message_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    question: Mapped[int | None] = mapped_column(BigInteger)
    mark: Mapped[str] = mapped_column(String(80), default="")
    at: Mapped[float] = mapped_column(Float, index=True)


class CaseRow(Base):
    """One handoff: who waits, who has it, since when. Never words, never a name."""

    __tablename__ = "case"
    __table_args__ = (
        Index("case_open", "chat_id", unique=True, sqlite_where=text("state != 'closed'")),
        Index("case_topic", "topic_group", "topic_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=True)
    chat_id: Mapped[int] = mapped_column(BigInteger, index=True)
    state: Mapped[str] = mapped_column(String(10))
    version: Mapped[int] = mapped_column(Integer, default=0)
    consent: Mapped[int] = mapped_column(Integer, default=1)
    asked: Mapped[int | None] = mapped_column(BigInteger)
    written: Mapped[int] = mapped_column(Integer, default=0)
    language: Mapped[str] = mapped_column(String(8))
    urgent: Mapped[str | None] = mapped_column(String(10))
    alarmed_at: Mapped[float | None] = mapped_column(Float)
    shown: Mapped[list[str]] = mapped_column(JSON, default=list)
    drafts: Mapped[list[str]] = mapped_column(JSON, default=list)
    wishes: Mapped[str] = mapped_column(String(8), default="")
    question: Mapped[int | None] = mapped_column(BigInteger)
    owner: Mapped[int | None] = mapped_column(BigInteger)
    previous: Mapped[int | None] = mapped_column(BigInteger)
    aside: Mapped[int] = mapped_column(Integer, default=0)
    opened_at: Mapped[float] = mapped_column(Float)
    waiting_since: Mapped[float | None] = mapped_column(Float)
    answered_at: Mapped[float | None] = mapped_column(Float)
    blocked_at: Mapped[float | None] = mapped_column(Float)
    closed_at: Mapped[float | None] = mapped_column(Float)
    reason: Mapped[str | None] = mapped_column(String(12))
    helped: Mapped[int | None] = mapped_column(Integer)
    topic_group: Mapped[int | None] = mapped_column(BigInteger)
    topic_id: Mapped[int | None] = mapped_column(BigInteger)
    card_id: Mapped[int | None] = mapped_column(BigInteger)


class RelayRow(Base):
    """Which message became which on the other side; a keyed hash of its words, never words."""

    __tablename__ = "relay"
    __table_args__ = (
        UniqueConstraint("source_chat", "source_message"),
        Index("relay_target", "target_chat", "target_message"),
        Index("relay_case", "case_id"),
    )

    id: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=True)
    case_id: Mapped[int] = mapped_column(Integer)
    source_chat: Mapped[int] = mapped_column(BigInteger)
    source_message: Mapped[int] = mapped_column(BigInteger)
    target_chat: Mapped[int | None] = mapped_column(BigInteger)
    target_message: Mapped[int | None] = mapped_column(BigInteger)
    album: Mapped[str | None] = mapped_column(String(64))
    mark: Mapped[str] = mapped_column(String(80), default="")
    at: Mapped[float] = mapped_column(Float)


class TimerRow(Base):
    """What is to happen with a case, and when."""

    __tablename__ = "timer"
    __table_args__ = (Index("timer_due", "fired_at", "due_at"),)

    case_id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(String(12), primary_key=True)
    due_at: Mapped[float] = mapped_column(Float)
    fired_at: Mapped[float | None] = mapped_column(Float)


class VolunteerRow(Base):
    """A member of the desk who did something there: the name that newcomers are shown."""

    __tablename__ = "volunteer"

    user_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(String(64))
    alias: Mapped[str | None] = mapped_column(String(64))
    seen_at: Mapped[float] = mapped_column(Float)


class AuditRow(Base):
    """Who looked behind a pseudonym or banned somebody, when; no words, no newcomer."""

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(Key, primary_key=True, autoincrement=True)
    at: Mapped[float] = mapped_column(Float)
    actor: Mapped[int] = mapped_column(BigInteger)
    action: Mapped[str] = mapped_column(String(12))
    case_id: Mapped[int] = mapped_column(Integer)


class BanRow(Base):
    """Who may not open cases for a time, as a keyed hash."""

    __tablename__ = "ban"

    hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    until: Mapped[float] = mapped_column(Float)


class FactRow(Base):
    """Single facts: the key of the hashes, a moved group's new number, the desk's state."""

    __tablename__ = "fact"

    name: Mapped[str] = mapped_column(String(40), primary_key=True)
    value: Mapped[str] = mapped_column(String(200))
