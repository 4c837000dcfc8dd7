"""What people see: messages with their buttons, as values that are easy to ask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.simulator.messages import thread_of
from bot.simulator.users import JSON

_KINDS = (
    "text",
    "animation",
    "photo",
    "voice",
    "video",
    "video_note",
    "audio",
    "document",
    "sticker",
    "venue",
    "location",
    "contact",
    "dice",
    "forum_topic_created",
    "forum_topic_edited",
    "forum_topic_closed",
    "forum_topic_reopened",
    "new_chat_members",
    "left_chat_member",
    "pinned_message",
    "migrate_to_chat_id",
    "migrate_from_chat_id",
    "new_chat_title",
)


@dataclass(frozen=True, slots=True)
class Button:
    """An inline button: its words and what it sends or opens."""

    text: str
    data: str | None = None
    url: str | None = None


@dataclass(frozen=True)
class Message:
    """A message as a person sees it; `json` is the Bot API's Message object."""

    json: JSON

    @property
    def id(self) -> int:
        """Its number in the chat."""
        return int(self.json["message_id"])

    @property
    def chat_id(self) -> int:
        """The chat it is in."""
        return int(self.json["chat"]["id"])

    @property
    def topic_id(self) -> int | None:
        """The topic it is in; None in General and outside forums."""
        return thread_of(self.json)

    @property
    def sender_id(self) -> int:
        """Who wrote it."""
        return int(self.json["from"]["id"])

    @property
    def text(self) -> str:
        """Its text or caption; "" if it has none."""
        return str(self.json.get("text") or self.json.get("caption") or "")

    @property
    def kind(self) -> str:
        """What it is: text, photo, voice, …, or the kind of service message."""
        return next((kind for kind in _KINDS if kind in self.json), "unknown")

    @property
    def edited(self) -> bool:
        """Whether it was changed after it was sent."""
        return "edit_date" in self.json

    @property
    def reply_to(self) -> int | None:
        """The number of the message it answers."""
        replied: JSON = self.json.get("reply_to_message", {})
        return replied.get("message_id")

    @property
    def rows(self) -> list[list[Button]]:
        """The inline buttons, row by row."""
        markup: JSON = self.json.get("reply_markup", {})
        return [[_button(one) for one in row] for row in markup.get("inline_keyboard", [])]

    @property
    def buttons(self) -> list[Button]:
        """The inline buttons, in reading order."""
        return [button for row in self.rows for button in row]

    def __str__(self) -> str:
        labels = " ".join(f"[{button.text}]" for button in self.buttons)
        return f"{self.kind} {self.id}: {self.text} {labels}".rstrip()


def _button(found: dict[str, Any]) -> Button:
    return Button(found["text"], found.get("callback_data"), found.get("url"))
