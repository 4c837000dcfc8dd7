"""From Telegram's updates to the project's values."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

from telegram import (
    Bot,
    CallbackQuery,
    ChatMember,
    ChatMemberUpdated,
    Message,
    Update,
    User,
)

from bot.messages import Incoming, Kind
from bot.telegram.plain import contact_words, names_somebody, plain

MEDIA = (
    "voice",
    "photo",
    "document",
    "sticker",
    "location",
    "venue",
    "contact",
    "video",
    "video_note",
    "audio",
    "animation",
    "poll",
    "dice",
    "story",
    "paid_media",
    "checklist",
    "game",
    "invoice",
    "giveaway",
)
# What only says that something happened.
SERVICE = (
    "new_chat_members",
    "new_chat_title",
    "new_chat_photo",
    "delete_chat_photo",
    "group_chat_created",
    "supergroup_chat_created",
    "message_auto_delete_timer_changed",
    "migrate_from_chat_id",
    "pinned_message",
    "forum_topic_created",
    "forum_topic_edited",
    "forum_topic_closed",
    "forum_topic_reopened",
    "general_forum_topic_hidden",
    "general_forum_topic_unhidden",
    "write_access_allowed",
    "boost_added",
    "video_chat_started",
    "video_chat_ended",
)
_GONE = (ChatMember.LEFT, ChatMember.BANNED)


def _inside(member: ChatMember) -> bool:
    """Whether somebody is in the group; who is restricted may be outside, too."""
    return member.status not in _GONE and getattr(member, "is_member", True)


_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@([A-Za-z0-9_]+))?(?:\s+(.*))?", re.DOTALL)


def incoming(payload: str, bot: Bot) -> Incoming | None:
    """An update as stored; None when it asks nothing of the bot."""
    update = Update.de_json(json.loads(payload), bot)
    if update.callback_query is not None:
        return _button(update.callback_query)
    if update.my_chat_member is not None:
        return _own_place(update.my_chat_member)
    if update.chat_member is not None:
        return _member(update.chat_member)
    if update.message is not None:
        return _message(update.message, edited=False, username=bot.username)
    if update.edited_message is not None:
        return _message(update.edited_message, edited=True, username=bot.username)
    return None


def _button(query: CallbackQuery) -> Incoming | None:
    if query.message is None:
        return None
    return Incoming(
        Kind.BUTTON,
        query.message.chat.id,
        query.message.message_id,
        data=query.data or "",
        callback_id=query.id,
        hint=query.from_user.language_code,
        private=query.message.chat.type == "private",
        **_person(query.from_user),
    )


def _person(user: User | None) -> dict[str, Any]:
    return {"sender": user.id, "name": user.first_name} if user else {}


def _own_place(change: ChatMemberUpdated) -> Incoming | None:
    """The bot itself was let in, thrown out, or given other rights."""
    private = change.chat.type == "private"
    inside, before = _inside(change.new_chat_member), _inside(change.old_chat_member)
    if private:
        kind = Kind.UNBLOCKED if inside else Kind.BLOCKED
    elif change.chat.type == "channel":
        return None
    else:
        kind = Kind.ADDED_TO_GROUP if inside and not before else Kind.PLACE
    hint = change.from_user.language_code
    person = _person(change.from_user)
    return Incoming(kind, change.chat.id, hint=hint, private=private, **person)


def _member(change: ChatMemberUpdated) -> Incoming | None:
    member = change.new_chat_member
    if change.chat.type == "private" or _inside(member):
        return None
    return Incoming(Kind.LEFT, change.chat.id, private=False, **_person(member.user))


def _message(message: Message, *, edited: bool, username: str) -> Incoming | None:
    if message.migrate_to_chat_id:
        new = message.migrate_to_chat_id
        return Incoming(Kind.MOVED, message.chat.id, private=False, moved_to=new)
    if message.left_chat_member:
        person = _person(message.left_chat_member)
        return Incoming(Kind.LEFT, message.chat.id, private=False, **person)
    if any(getattr(message, name, None) for name in SERVICE):
        return None
    return _content(message, edited=edited, username=username)


def _content(message: Message, *, edited: bool, username: str) -> Incoming:
    text = message.text or message.caption or ""
    entities = message.entities or message.caption_entities
    command, words = _command(text, username) if message.text else ("", text)
    media = next((name for name in MEDIA if getattr(message, name, None)), "")
    kind = Kind.COMMAND if command else Kind.TEXT if text else Kind.MEDIA if media else Kind.OTHER
    return replace(
        Incoming(kind, message.chat.id, message.message_id, text=words, command=command),
        private=message.chat.type == "private",
        edited=edited,
        media=media,
        album=message.media_group_id,
        plain=contact_words(message.contact) if message.contact else plain(text, entities),
        marked=names_somebody(entities),
        file=_file(message, media),
        **_writer(message),
        **_place(message),
    )


def _writer(message: Message) -> dict[str, Any]:
    user = message.from_user
    # The group itself, or a channel: nobody knows who writes there.
    hidden = message.sender_chat is not None
    hint = user.language_code if user else None
    return {"hint": hint, "anonymous": hidden, **_person(user)}


def _place(message: Message) -> dict[str, Any]:
    """The topic, and the message that was answered: never the one that opened the topic."""
    topic = message.message_thread_id if message.is_topic_message else None
    answered = message.reply_to_message
    if answered is None or answered.message_id == topic:
        return {"topic": topic}
    author = answered.from_user.id if answered.from_user else None
    return {"topic": topic, "reply_to": answered.message_id, "reply_author": author}


def _file(message: Message, media: str) -> str:
    """Telegram's name for a file's contents; it stays the same when only words change."""
    found = getattr(message, media, None) if media else None
    if isinstance(found, tuple):
        found = found[-1] if found else None
    return str(getattr(found, "file_unique_id", ""))


def _command(text: str, username: str) -> tuple[str, str]:
    found = _COMMAND.fullmatch(text)
    if found is None:
        return "", text
    name, addressed, rest = found.groups("")
    if addressed and addressed.casefold() != username.casefold():
        return "", text
    return name.casefold(), rest.strip()
