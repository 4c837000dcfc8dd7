"""What the bot remembers of a chat, and what a turn leaves behind."""

from __future__ import annotations

from dataclasses import dataclass

from bot.handoff.model import Event
from bot.messages import Outgoing

REMEMBERED_TOPICS = 5


@dataclass(frozen=True, slots=True)
class Conversation:
    """A chat's state. Languages are codes; topics are the ids last shown, newest first.

    chosen: the language she asked for. spoken: of her last clear message. hint: her phone's.
    misses: messages in a row that the bot did not understand. album: the last one answered.
    question: the id of her last question, `text` or `file`, `deadline` or `letter` (a file with
    a deadline in its caption); drafts: the topics nearest to it.
    """

    chat_id: int
    chosen: str | None = None
    spoken: str | None = None
    hint: str | None = None
    misses: int = 0
    topics: tuple[str, ...] = ()
    album: str | None = None
    blocked: bool = False
    question: int | None = None
    question_kind: str | None = None
    drafts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """What one message caused: what to send, and the state afterwards.

    events: what it means for her case, in order. forget: erase everything about this chat
    first. clear: take its messages off the phones.
    """

    outgoing: tuple[Outgoing, ...]
    conversation: Conversation
    events: tuple[Event, ...] = ()
    forget: bool = False
    clear: bool = False
