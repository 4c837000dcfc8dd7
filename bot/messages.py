"""What comes in and what goes out, as values without Telegram."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from pydantic import TypeAdapter


class Kind(StrEnum):
    """What sort of thing arrived."""

    TEXT = "text"
    COMMAND = "command"
    BUTTON = "button"
    MEDIA = "media"
    BLOCKED = "blocked"
    UNBLOCKED = "unblocked"
    ADDED_TO_GROUP = "added to group"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Incoming:
    """One update of a chat, in the words of this project.

    chat_id and message_id are Telegram's; text is the message, a caption or a command's
    arguments; data is what a button carries; hint is the language of the person's phone.
    """

    kind: Kind
    chat_id: int
    message_id: int | None = None
    text: str = ""
    command: str = ""
    data: str = ""
    callback_id: str | None = None
    hint: str | None = None
    private: bool = True
    edited: bool = False
    media: str = ""
    album: str | None = None


@dataclass(frozen=True, slots=True)
class Button:
    """An inline button: what it says and what it sends back (1 to 64 bytes)."""

    label: str
    data: str


Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Say:
    """A message to a chat. `question` is the id of the message that it answers."""

    chat_id: int
    text: str
    buttons: Rows = ()
    question: int | None = None
    forget: bool = False
    """Nothing about this message may stay behind once it is delivered."""
    type: Literal["say"] = "say"


@dataclass(frozen=True, slots=True)
class Change:
    """New words for a message that stands already.

    The message is named by its id, or by the question that it answered; if it is not there
    any more, the words are sent as a new message.
    """

    chat_id: int
    text: str
    buttons: Rows = ()
    message_id: int | None = None
    question: int | None = None
    forget: bool = False
    type: Literal["change"] = "change"


@dataclass(frozen=True, slots=True)
class Acknowledge:
    """Ends the waiting sign of a pressed button."""

    chat_id: int
    callback_id: str
    forget: bool = False
    type: Literal["acknowledge"] = "acknowledge"


@dataclass(frozen=True, slots=True)
class Remove:
    """Takes messages out of a chat, on both phones; at most 100, under 48 hours old."""

    chat_id: int
    message_ids: tuple[int, ...]
    forget: bool = False
    type: Literal["remove"] = "remove"


@dataclass(frozen=True, slots=True)
class Leave:
    """The bot leaves a group."""

    chat_id: int
    forget: bool = False
    type: Literal["leave"] = "leave"


Outgoing = Say | Change | Acknowledge | Remove | Leave

_CODEC: TypeAdapter[Outgoing] = TypeAdapter(Outgoing)


def to_json(outgoing: Outgoing) -> str:
    """The value as text, for the outbox."""
    return _CODEC.dump_json(outgoing).decode()


def from_json(text: str) -> Outgoing:
    """The value that `to_json` wrote."""
    return _CODEC.validate_json(text)
