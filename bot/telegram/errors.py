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

from bot.storage.outbox import Delivered, Later, Owed, Refused, Result, Uncertain

LONGEST_PAUSE = 60.0

# Telegram's words, in small letters, and what they mean.
AS_WISHED = ("message is not modified", "message to delete not found", "message can't be deleted")
TOO_LATE = ("query is too old", "query id is invalid")
NOT_THERE = ("message to edit not found", "message can't be edited", "message_id_invalid")

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
        case InvalidToken() | ChatMigrated():
            return Refused(owed, name)
        case BadRequest():
            return _bad_request(error, owed)
        case TimedOut() | NetworkError():
            return _network(error, owed)
        case _:
            return Refused(owed, f"{name}: {error.message}")


def pause_of(error: RetryAfter) -> float:
    """The seconds that Telegram wants this chat to wait."""
    pause = error.retry_after
    return pause.total_seconds() if isinstance(pause, timedelta) else float(pause)


def is_not_there(error: TelegramError) -> bool:
    """Whether the message to change is gone, so that a new one must be sent."""
    return isinstance(error, BadRequest) and _says(error, NOT_THERE)


def _bad_request(error: BadRequest, owed: Owed) -> Result:
    if _says(error, AS_WISHED) or _says(error, TOO_LATE):
        return Delivered(owed)
    return Refused(owed, f"BadRequest: {error.message}")


def _network(error: TelegramError, owed: Owed) -> Result:
    cause = error.__cause__
    if isinstance(cause, _NOT_SENT):
        return Later(owed, min(LONGEST_PAUSE, 2.0**owed.attempts), type(cause).__name__)
    return Uncertain(owed, type(cause or error).__name__)


def _says(error: TelegramError, words: tuple[str, ...]) -> bool:
    message = error.message.lower()
    return any(word in message for word in words)
