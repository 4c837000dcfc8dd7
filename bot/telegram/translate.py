"""From Telegram's updates to the project's values."""

from __future__ import annotations

import json
from typing import Any

from telegram import Bot, CallbackQuery, ChatMember, ChatMemberUpdated, Message, Update

from bot.messages import Incoming, Kind

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
)


def incoming(payload: str, bot: Bot) -> Incoming | None:
    """An update as stored; None when it asks nothing of the bot."""
    update = Update.de_json(json.loads(payload), bot)
    if update.callback_query is not None:
        return _button(update.callback_query)
    if update.my_chat_member is not None:
        return _membership(update.my_chat_member)
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
    )


def _membership(change: ChatMemberUpdated) -> Incoming | None:
    private = change.chat.type == "private"
    inside = change.new_chat_member.status not in (ChatMember.LEFT, ChatMember.BANNED)
    if private:
        kind = Kind.UNBLOCKED if inside else Kind.BLOCKED
    elif inside and change.chat.type != "channel":
        kind = Kind.ADDED_TO_GROUP
    else:
        return None
    return Incoming(kind, change.chat.id, hint=change.from_user.language_code, private=private)


def _message(message: Message, *, edited: bool, username: str) -> Incoming | None:
    text = message.text or message.caption or ""
    command, text = _command(text, username) if message.text else ("", text)
    media = next((name for name in MEDIA if getattr(message, name, None)), "")
    kind = Kind.COMMAND if command else Kind.TEXT if text else Kind.MEDIA if media else Kind.OTHER
    shared: dict[str, Any] = {
        "hint": message.from_user.language_code if message.from_user else None,
        "private": message.chat.type == "private",
        "edited": edited,
        "media": media,
        "album": message.media_group_id,
    }
    return Incoming(kind, message.chat.id, message.message_id, text=text, command=command, **shared)


def _command(text: str, username: str) -> tuple[str, str]:
    if not text.startswith("/"):
        return "", text
    name, _, rest = text[1:].partition(" ")
    name, _, addressed = name.partition("@")
    known = name.isascii() and name.replace("_", "").isalnum() and len(name) <= 32
    if not known or (addressed and addressed.casefold() != username.casefold()):
        return "", text
    return name.casefold(), rest.strip()
