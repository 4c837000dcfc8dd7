"""Copying and forwarding messages from one chat to another."""

from __future__ import annotations

import itertools
from collections import Counter

from bot.simulator.chats import Chat
from bot.simulator.errors import bad, broken
from bot.simulator.messages import (
    content_of,
    forward_origin,
    has_caption,
    is_service,
)
from bot.simulator.methods.registry import Call, handles
from bot.simulator.methods.sending import send
from bot.simulator.methods.targets import Target, target
from bot.simulator.methods.texts import CAPTION_LENGTH, caption
from bot.simulator.text import units
from bot.simulator.users import JSON

_CAPTION = ("caption", "caption_entities", "show_caption_above_media")


def _may_leave(chat: Chat, message: JSON) -> bool:
    protected = chat.protected or message.get("has_protected_content")
    return not protected and not is_service(message)


def _source(call: Call, verb: str, past: str) -> tuple[Chat, JSON]:
    chat = call.chat("from_chat_id")
    message = chat.messages.get(call.get("message_id"))
    if message is None:
        raise bad(f"message to {verb} not found")
    if not _may_leave(chat, message):
        raise bad(f"message can't be {past}")
    return chat, message


@handles("copyMessage")
def copy_message(call: Call) -> JSON:
    """Send a message again as the bot's own, with a new caption if one is given."""
    _, message = _source(call, "copy", "copied")
    content = content_of(message)
    if has_caption(message):
        content = _with_caption(call, content)
    sent = send(call, target(call), content)
    return {"message_id": sent["message_id"]}


def _with_caption(call: Call, content: JSON) -> JSON:
    """A caption that is longer than a bot's may be passes only in an untouched copy."""
    if "caption" in call.values:
        kept = {key: value for key, value in content.items() if key not in _CAPTION}
        return kept | caption(call.world, call.values)
    touched = call.get("reply_markup") or call.get("reply_parameters")
    if touched and units(content.get("caption", "")) > CAPTION_LENGTH:
        raise bad("message caption is too long")
    return content


def _several(call: Call) -> list[JSON]:
    """The messages of a request that are there and may leave; the others are passed over."""
    numbers: list[int] = call.get("message_ids")
    if any(one >= other for one, other in itertools.pairwise(numbers)):
        raise broken("message identifiers must be in a strictly increasing order")
    chat = call.chat("from_chat_id")
    found = [chat.messages[number] for number in numbers if number in chat.messages]
    return [message for message in found if _may_leave(chat, message)]


def _albums(call: Call, messages: list[JSON]) -> dict[str, str]:
    """A new album id for each album of which more than one part is copied."""
    parts = Counter(one["media_group_id"] for one in messages if "media_group_id" in one)
    return {album: call.world.album_id() for album, count in parts.items() if count > 1}


def _send_all(call: Call, messages: list[JSON], contents: list[JSON]) -> list[JSON]:
    place: Target = target(call)
    albums = _albums(call, messages)
    sent: list[JSON] = []
    for message, content in zip(messages, contents, strict=True):
        album = albums.get(message.get("media_group_id", ""))
        extra = {"media_group_id": album} if album else {}
        sent.append({"message_id": send(call, place, content | extra)["message_id"]})
    return sent


@handles("copyMessages")
def copy_messages(call: Call) -> list[JSON]:
    """Copy up to a hundred messages; albums stay together, what is missing is left out."""
    messages = _several(call)
    if not messages:
        raise bad("there are no messages to copy")
    contents = [content_of(message) for message in messages]
    if call.get("remove_caption"):
        contents = [
            {key: value for key, value in content.items() if key not in _CAPTION}
            for content in contents
        ]
    return _send_all(call, messages, contents)


@handles("forwardMessage")
def forward_message(call: Call) -> JSON:
    """Forward a message; it names where it comes from."""
    _, message = _source(call, "forward", "forwarded")
    return send(call, target(call), _forwarded(call, message))


@handles("forwardMessages")
def forward_messages(call: Call) -> list[JSON]:
    """Forward up to a hundred messages; what is missing is left out."""
    messages = _several(call)
    if not messages:
        raise bad("there are no messages to forward")
    return _send_all(call, messages, [_forwarded(call, message) for message in messages])


def _forwarded(call: Call, message: JSON) -> JSON:
    origin = forward_origin(message, call.world.users)
    return {**content_of(message), "forward_origin": origin}
