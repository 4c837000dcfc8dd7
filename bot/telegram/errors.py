"""What an error of Telegram means for the call that it ended."""

from __future__ import annotations

from datetime import timedelta

import httpx
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.messages import DESK, Card, Copy, DropTopic, OpenTopic, Say, Words
from bot.storage.outbox import Delivered, Later, Owed, Refused, Result, Stuck, Uncertain, growing

# Telegram's words, in small letters, and what they mean.
AS_WISHED = (
    "message is not modified",
    "message to delete not found",
    "message can't be deleted",
    "topic_not_modified",
)
TOO_LATE = ("query is too old", "query id is invalid")
NOT_THERE = ("message to edit not found", "message can't be edited", "message_id_invalid")

TOPIC_GONE = ("message thread not found", "topic_deleted", "topic_id_invalid")
TOPIC_CLOSED = ("topic_closed",)
NOT_AT_DESK = (
    "not enough rights",
    "chat not found",
    "not a forum",
    "need administrator rights",
    "have no rights to send",
    "chat_write_forbidden",
    "chat_admin_required",
    "group chat was deactivated",
)

# These never left this machine.
_NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)


def judge(error: TelegramError, owed: Owed) -> Result:
    """How the call ended. `RetryAfter` and `NOT_THERE` need more than that: see the sender."""
    name = type(error).__name__
    match error:
        case RetryAfter():
            return Later(owed, pause_of(error), name)
        case Forbidden():
            return Refused(owed, f"{name}: {error.message}", blocked=owed.lane > 0)
        case InvalidToken():
            # A token does not end in the middle: a proxy's 404, or a moment at Telegram.
            return Later(owed, growing(1.0, owed.attempts), name)
        case ChatMigrated():
            return Refused(owed, name)
        case BadRequest():
            return _bad_request(error, owed)
        case TimedOut() | NetworkError():
            return _network(error, owed)
        case _:
            return Refused(owed, f"{name}: {error.message}")


def trouble(error: TelegramError, owed: Owed, topic: int | None) -> Stuck | None:
    """What is to be mended at the desk before the call can arrive; None if it is not that."""
    if owed.lane != DESK:
        return None
    name = f"{type(error).__name__}: {error.message}"
    match error:
        case ChatMigrated():
            return Stuck(owed, "moved", name, moved_to=error.new_chat_id)
        case Forbidden():
            return Stuck(owed, "desk", error.message)
        case BadRequest():
            return _topic_trouble(error, owed, topic)
    return None


def _topic_trouble(error: BadRequest, owed: Owed, topic: int | None) -> Stuck | None:
    if isinstance(owed.outgoing, DropTopic):
        return None
    if _says(error, TOPIC_GONE) and topic is not None:
        return Stuck(owed, "topic gone", error.message, topic)
    if _says(error, TOPIC_CLOSED):
        return Stuck(owed, "topic closed", error.message, topic)
    # Without the right to pin or to delete the words still arrive.
    talks = isinstance(owed.outgoing, OpenTopic | Say | Words | Copy | Card)
    if talks and _says(error, NOT_AT_DESK):
        return Stuck(owed, "desk", error.message)
    if isinstance(owed.outgoing, Card) and _says(error, NOT_THERE):
        return Stuck(owed, "card gone", error.message, topic)
    return None


def pause_of(error: RetryAfter) -> float:
    """The seconds that Telegram wants this chat to wait."""
    pause = error.retry_after
    return pause.total_seconds() if isinstance(pause, timedelta) else float(pause)


def is_not_there(error: TelegramError) -> bool:
    """Whether the message to change is gone, so that a new one must be sent."""
    return isinstance(error, BadRequest) and _says(error, NOT_THERE)


def is_too_long(error: TelegramError) -> bool:
    """Whether a caption passes only in a copy that changes nothing."""
    return isinstance(error, BadRequest) and _says(error, ("caption is too long",))


def _bad_request(error: BadRequest, owed: Owed) -> Result:
    if _says(error, AS_WISHED) or _says(error, TOO_LATE):
        return Delivered(owed)
    if isinstance(owed.outgoing, DropTopic) and _says(error, TOPIC_GONE):
        return Delivered(owed)
    return Refused(owed, f"BadRequest: {error.message}")


def _network(error: TelegramError, owed: Owed) -> Result:
    cause = error.__cause__
    if isinstance(cause, _NOT_SENT):
        return Later(owed, growing(1.0, owed.attempts), type(cause).__name__)
    return Uncertain(owed, type(cause or error).__name__)


def _says(error: TelegramError, words: tuple[str, ...]) -> bool:
    message = error.message.lower()
    return any(word in message for word in words)
