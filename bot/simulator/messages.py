"""Messages as the Bot API writes them: what they are made of, quoted, copied, forwarded."""

from __future__ import annotations

from typing import Any

from bot.simulator.chats import Chat
from bot.simulator.users import GROUP_ANONYMOUS_BOT, JSON, User

# What travels along when a message is copied or forwarded.
CONTENT = (
    "text",
    "entities",
    "link_preview_options",
    "photo",
    "voice",
    "video",
    "video_note",
    "audio",
    "document",
    "animation",
    "sticker",
    "caption",
    "caption_entities",
    "show_caption_above_media",
    "has_media_spoiler",
    "location",
    "venue",
    "contact",
    "dice",
    "poll",
)
MEDIA = ("photo", "voice", "video", "audio", "document", "animation")
# A message that carries one of these says that something happened; it has no content.
SERVICE = (
    "new_chat_members",
    "left_chat_member",
    "new_chat_title",
    "group_chat_created",
    "supergroup_chat_created",
    "migrate_to_chat_id",
    "migrate_from_chat_id",
    "pinned_message",
    "forum_topic_created",
    "forum_topic_edited",
    "forum_topic_closed",
    "forum_topic_reopened",
    "general_forum_topic_hidden",
    "general_forum_topic_unhidden",
    "write_access_allowed",
)


def is_service(message: JSON) -> bool:
    """Whether a message only says that something happened."""
    return any(key in message for key in SERVICE)


def content_of(message: JSON) -> JSON:
    """The part of a message that can be copied."""
    return {key: message[key] for key in CONTENT if key in message}


def has_caption(message: JSON) -> bool:
    """Whether this kind of message can carry a caption."""
    return any(key in message for key in MEDIA)


def quoted(message: JSON) -> JSON:
    """A message as it stands inside the reply to it: without what it replies to itself."""
    return {
        key: value for key, value in message.items() if key not in ("reply_to_message", "quote")
    }


def thread_of(message: JSON) -> int | None:
    """The topic a message is in; None in General and outside forums."""
    return message["message_thread_id"] if message.get("is_topic_message") else None


def by_person(user: User) -> JSON:
    """Sender fields of a message of a person or a bot."""
    return {"from": user.json}


def by_anonymous_admin(chat: Chat, title: str | None = None) -> JSON:
    """Sender fields of a message of an administrator who hides behind the group."""
    fields: JSON = {"from": GROUP_ANONYMOUS_BOT.json, "sender_chat": chat.json}
    return fields | ({"author_signature": title} if title else {})


def forward_origin(message: JSON, users: dict[int, User]) -> JSON:
    """Where a forwarded message comes from; hidden if its sender wishes so."""
    if "forward_origin" in message:
        origin: JSON = message["forward_origin"]
        return origin
    if "sender_chat" in message:
        return {"type": "chat", "date": message["date"], "sender_chat": message["sender_chat"]}
    sender = users.get(message["from"]["id"])
    if sender and sender.hides_forwards:
        return {
            "type": "hidden_user",
            "date": message["date"],
            "sender_user_name": sender.full_name,
        }
    return {"type": "user", "date": message["date"], "sender_user": message["from"]}


def place(chat: Chat, thread_id: int | None, reply_to: JSON | None, rooted: bool = True) -> JSON:
    """The fields that say where in a chat a message stands and what it replies to.

    In a topic every message that replies to nothing else replies to the message that created
    the topic, unless it is not `rooted`. Outside topics a reply carries a thread id too,
    without being a topic message.
    """
    fields: JSON = {}
    if thread_id is not None:
        fields = {"message_thread_id": thread_id, "is_topic_message": True}
        reply_to = reply_to or (chat.messages.get(thread_id) if rooted else None)
    elif reply_to is not None and chat.type == "supergroup":
        fields["message_thread_id"] = reply_to.get("message_thread_id", reply_to["message_id"])
    if reply_to is not None:
        fields["reply_to_message"] = quoted(reply_to)
    return fields


def same(one: Any, other: Any) -> bool:
    """Whether two parts of messages are equal; nothing and an empty list are."""
    return (one or None) == (other or None)
