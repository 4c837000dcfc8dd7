"""What the bot remembers of a chat, and what a turn leaves behind."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.handoff.model import Asked, Event
from bot.messages import Outgoing

REMEMBERED_TOPICS = 5
_REMEMBERED_MESSAGES = 10
_TOGETHER = 3600.0  # seconds


@dataclass(frozen=True, slots=True)
class Conversation:
    """A chat's state. Languages are codes; topics are the ids last shown, newest first.

    chosen: the language she asked for. spoken: of her last clear message, also one that the bot
    lacks. hint: her phone's. misses: messages in a row that the bot did not understand.
    album: the last one answered. asked: the messages of her last question; drafts: the topics
    nearest to it.
    """

    chat_id: int
    chosen: str | None = None
    spoken: str | None = None
    hint: str | None = None
    misses: int = 0
    topics: tuple[str, ...] = ()
    album: str | None = None
    blocked: bool = False
    asked: tuple[Asked, ...] = ()
    drafts: tuple[str, ...] = ()

    def asking(self, one: Asked) -> Conversation:
        """With one message more: of the question before, or the first of another.

        Within the hour a file and what stands beside it belong together, and so does all that
        the bot had no answer to.
        """
        before = tuple(known for known in self.asked if known.message != one.message)
        last = before[-1] if before else None
        beside = last and (one.file or last.file or not last.answered)
        if not last or not beside or one.at - last.at > _TOGETHER:
            return replace(self, asked=(one,))
        return replace(self, asked=(*before, one)[-_REMEMBERED_MESSAGES:])


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
