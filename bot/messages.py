"""What comes in and what goes out, as values without Telegram."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum, StrEnum
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

DESK = 0
"""Stands for the volunteers' group, whatever its number is when the call is made."""


EDITED = "✏️"
"""Stands in front of words at the desk that were corrected."""


class Kind(StrEnum):
    """What sort of thing arrived."""

    TEXT = "text"
    COMMAND = "command"
    BUTTON = "button"
    MEDIA = "media"
    BLOCKED = "blocked"
    UNBLOCKED = "unblocked"
    ADDED_TO_GROUP = "added to group"
    LEFT = "left"
    PLACE = "place"
    MOVED = "moved"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Incoming:
    """One update of a chat, in the words of this project.

    chat_id and message_id are Telegram's; text is the message, a caption or a command's
    arguments; data is what a button carries; hint is the language of the person's phone.

    plain: the text as it may be shown to others, without marks and without a person's number;
    `marked` says that something was taken out. file: Telegram's name for the contents of a
    file. topic: the forum topic. reply_to, reply_author: the message answered, its writer.
    sender, name: who did this; anonymous: an administrator who hides behind the group.
    LEFT: `sender` is who left. MOVED: `moved_to` is the group's new number.
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
    plain: str = ""
    marked: bool = False
    file: str = ""
    topic: int | None = None
    reply_to: int | None = None
    reply_author: int | None = None
    sender: int | None = None
    name: str = ""
    anonymous: bool = False
    moved_to: int | None = None


@dataclass(frozen=True, slots=True)
class Button:
    """An inline button: what it says and what it sends back (1 to 64 bytes)."""

    label: str
    data: str


Rows = tuple[tuple[Button, ...], ...]

CAPTION = 1000
"""Signs that a caption may have with our mark in front (Telegram: 1024)."""

Inside = Literal["", "asked", "note"]
"""Whether a volunteer's message stays at the desk."""


class Priority(IntEnum):
    """What goes first where a chat has more to be told than it may be told at once."""

    URGENT = 0
    WORDS = 1
    NOTICE = 2
    COSMETIC = 3


@dataclass(frozen=True, slots=True)
class Mention:
    """A member of the desk who is called by name."""

    user_id: int
    name: str


@dataclass(frozen=True, slots=True)
class Say:
    """A message to a chat. `question` is the id of the message that it answers.

    keyboard: labels of the buttons below the input line; empty takes them away. case: at the
    desk, whose topic. once: not said again while it is remembered that it was said. answer:
    what a volunteer owed her. then, otherwise: said when it has arrived, or never can.
    """

    chat_id: int
    text: str
    buttons: Rows = ()
    question: int | None = None
    forget: bool = False
    """Nothing about this message may stay behind once it is delivered."""
    case: int | None = None
    keyboard: tuple[str, ...] | None = None
    mentions: tuple[Mention, ...] = ()
    priority: Priority = Priority.NOTICE
    quiet: bool = False
    once: str | None = None
    answer: bool = False
    then: tuple[Say, ...] = ()
    otherwise: tuple[Say, ...] = ()
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
    case: int | None = None
    priority: Priority = Priority.NOTICE
    type: Literal["change"] = "change"


@dataclass(frozen=True, slots=True)
class Acknowledge:
    """Ends the waiting sign of a pressed button; a text is shown to who pressed it."""

    chat_id: int
    callback_id: str
    forget: bool = False
    text: str = ""
    type: Literal["acknowledge"] = "acknowledge"


@dataclass(frozen=True, slots=True)
class Remove:
    """Takes messages out of a chat, on both phones; at most 100, under 48 hours old."""

    chat_id: int
    message_ids: tuple[int, ...]
    forget: bool = False
    case: int | None = None
    type: Literal["remove"] = "remove"


@dataclass(frozen=True, slots=True)
class TakeBack:
    """Takes away what became of a relayed message, wherever that message is by then.

    source, message: its writer's side. question: the request, for the answer at the desk.
    """

    chat_id: int
    case: int
    source: int
    message: int
    question: int | None = None
    forget: bool = False
    type: Literal["take back"] = "take back"


@dataclass(frozen=True, slots=True)
class Leave:
    """The bot leaves a group."""

    chat_id: int
    forget: bool = False
    type: Literal["leave"] = "leave"


@dataclass(frozen=True, slots=True)
class Part:
    """A newcomer's text: the id of her message, and a keyed hash to know it again."""

    message_id: int
    text: str
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """Texts that pass to the other side in plain words: a newcomer's, as one message in the
    topic of her case, or a volunteer's that must not be copied as it is.

    source: the writer's chat; answers: the message in it that was replied to. author, inside:
    as in `Copy`.
    """

    case: int
    source: int
    parts: tuple[Part, ...]
    answers: int | None = None
    author: int | None = None
    inside: Inside = ""
    priority: Priority = Priority.WORDS
    chat_id: int = DESK
    forget: bool = False
    type: Literal["words"] = "words"

    @property
    def text(self) -> str:
        """All parts."""
        return "\n".join(part.text for part in self.parts)


@dataclass(frozen=True, slots=True)
class Copy:
    """Messages as they are, from one side to the other; several are an album.

    caption: words in place of the file's own; bare: without its own. answers: the message of
    the source's chat that was replied to. waits: until somebody takes the case. again: a copy
    of an album that came incomplete goes before everything that waits. author: the volunteer
    who wrote it. inside: it stays at the desk, until its author says otherwise (`asked`) or
    for good (`note`).
    """

    chat_id: int
    case: int
    source: int
    messages: tuple[int, ...]
    marks: tuple[str, ...] = ()
    caption: str | None = None
    bare: bool = False
    answers: int | None = None
    album: str | None = None
    waits: bool = False
    again: bool = False
    author: int | None = None
    inside: Inside = ""
    forget: bool = False
    type: Literal["copy"] = "copy"


def plainly(copy: Copy, part: Part, *, file: bool) -> tuple[Copy | Words, ...]:
    """What is passed on of a message that carries somebody's number: its words, and its file.

    copy: the message as it would be passed on otherwise; part: its words; file: whether it is
    more than words. In an album captions are replaced for all parts or for none.
    """
    words = Words(
        copy.case,
        copy.source,
        (part,),
        copy.answers,
        author=copy.author,
        inside=copy.inside,
        chat_id=copy.chat_id,
    )
    if not file:
        return (words,)
    if copy.album is None and size(part.text) <= CAPTION:
        return (replace(copy, caption=part.text),)
    return (replace(copy, bare=True), words)


@dataclass(frozen=True, slots=True)
class Correct:
    """New words for what was relayed: the message is named by its id on the writer's side.

    marked: the message carries a person's number now, so that only its words may pass.
    """

    chat_id: int
    case: int
    source: int
    message: int
    text: str
    caption: bool = False
    mark: str = ""
    marked: bool = False
    forget: bool = False
    type: Literal["correct"] = "correct"


@dataclass(frozen=True, slots=True)
class Card:
    """The pinned message of a case; the newest takes the place of those that wait."""

    case: int
    text: str
    buttons: Rows = ()
    mentions: tuple[Mention, ...] = ()
    quiet: bool = True
    priority: Priority = Priority.COSMETIC
    chat_id: int = DESK
    forget: bool = False
    type: Literal["card"] = "card"


@dataclass(frozen=True, slots=True)
class OpenTopic:
    """Makes the topic of a case."""

    case: int
    name: str
    priority: Priority = Priority.NOTICE
    chat_id: int = DESK
    forget: bool = False
    type: Literal["open topic"] = "open topic"


@dataclass(frozen=True, slots=True)
class TurnTopic:
    """Closes the topic of a case, or opens it again."""

    case: int
    open: bool
    priority: Priority = Priority.NOTICE
    chat_id: int = DESK
    forget: bool = False
    type: Literal["turn topic"] = "turn topic"


@dataclass(frozen=True, slots=True)
class DropTopic:
    """Deletes a topic with all its messages; `group` is where it was made."""

    group: int
    topic: int
    chat_id: int = DESK
    forget: bool = True
    type: Literal["drop topic"] = "drop topic"


@dataclass(frozen=True, slots=True)
class Pin:
    """Pins the card of a case."""

    case: int
    quiet: bool = True
    priority: Priority = Priority.NOTICE
    chat_id: int = DESK
    forget: bool = False
    type: Literal["pin"] = "pin"


Outgoing = (
    Say
    | Change
    | Acknowledge
    | Remove
    | TakeBack
    | Leave
    | Words
    | Copy
    | Correct
    | Card
    | OpenTopic
    | TurnTopic
    | DropTopic
    | Pin
)

_CODEC: TypeAdapter[Outgoing] = TypeAdapter(Annotated[Outgoing, Field(discriminator="type")])


def to_json(outgoing: Outgoing) -> str:
    """The value as text, for the outbox."""
    return _CODEC.dump_json(outgoing, exclude_defaults=False).decode()


def from_json(text: str) -> Outgoing:
    """The value that `to_json` wrote."""
    return _CODEC.validate_json(text)


def size(text: str) -> int:
    """The length of a text as Telegram counts it: in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def case_of(outgoing: Outgoing) -> int | None:
    """The case that a value belongs to."""
    return getattr(outgoing, "case", None)
