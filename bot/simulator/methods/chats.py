"""Asking about chats and members; leaving, pinning, titles."""

from __future__ import annotations

from typing import Any

from bot.simulator.chats import Chat, Member
from bot.simulator.errors import bad
from bot.simulator.messages import by_person
from bot.simulator.methods.registry import Call, handles
from bot.simulator.users import JSON

_NO_GIFTS = dict.fromkeys(
    (
        "unlimited_gifts",
        "limited_gifts",
        "unique_gifts",
        "premium_subscription",
        "gifts_from_channels",
    ),
    False,
)
_PIN_REFUSAL = "not enough rights to manage pinned messages in the chat"


@handles("getChat")
def get_chat(call: Call) -> JSON:
    """Everything about a chat."""
    chat = call.chat()
    found: JSON = {
        **chat.json,
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": _NO_GIFTS,
    }
    if not chat.is_private:
        found["permissions"] = chat.permissions
    if chat.description:
        found["description"] = chat.description
    if chat.protected:
        found["has_protected_content"] = True
    if chat.pinned:
        found["pinned_message"] = chat.messages[chat.pinned[-1]]
    return found


@handles("getChatMember")
def get_chat_member(call: Call) -> JSON:
    """Somebody's place in a chat; "left" for people who are not there."""
    chat = call.chat()
    user = call.world.users.get(call.get("user_id"))
    if user is None:
        raise bad("PARTICIPANT_ID_INVALID")
    if chat.is_private:
        inside = user.id in (chat.id, call.world.bot.id)
        return Member(user, "member" if inside else "left").json
    return chat.member(user).json


@handles("getChatAdministrators")
def get_chat_administrators(call: Call) -> list[JSON]:
    """The creator and the administrators; of the bots only this one, unless asked for."""
    chat = call.chat()
    if chat.is_private:
        raise bad("there are no administrators in the private chat")
    every = bool(call.get("return_bots"))
    return [
        member.json
        for member in chat.members.values()
        if member.is_admin and (every or not member.user.is_bot or member.user == call.world.bot)
    ]


@handles("getChatMemberCount")
def get_chat_member_count(call: Call) -> int:
    """How many are in a chat."""
    chat = call.chat()
    return 2 if chat.is_private else sum(one.present for one in chat.members.values())


@handles("leaveChat")
def leave_chat(call: Call) -> bool:
    """The bot leaves a group."""
    chat = call.chat()
    if chat.is_private:
        raise bad("chat member status can't be changed in private chats")
    me = call.world.bot
    call.world.deliver(chat, call.world.post(chat, by_person(me), {"left_chat_member": me.json}))
    call.world.set_member(chat, Member(me, "left"), me)
    return True


@handles("setChatTitle")
def set_chat_title(call: Call) -> bool:
    """Rename a group."""
    chat = _group(call)
    call.need(chat, "can_change_info", "not enough rights to change chat title")
    chat.title = call.get("title")
    said = call.world.post(chat, by_person(call.world.bot), {"new_chat_title": chat.title})
    call.world.deliver(chat, said)
    return True


@handles("setChatDescription")
def set_chat_description(call: Call) -> bool:
    """Set the description of a group."""
    chat = _group(call)
    call.need(chat, "can_change_info", "not enough rights to set chat description")
    chat.description = call.get("description", "")
    return True


def _group(call: Call) -> Chat:
    chat = call.chat()
    if chat.is_private:
        raise bad("can't change private chats")
    return chat


@handles("pinChatMessage")
def pin_chat_message(call: Call) -> bool:
    """Pin a message; the chat says so in a service message."""
    chat = call.chat()
    message = chat.messages.get(call.get("message_id"))
    if message is None:
        raise bad("message to pin not found")
    call.need(chat, "can_pin_messages", _PIN_REFUSAL)
    call.world.deliver(chat, call.world.pin(chat, message, by_person(call.world.bot)))
    return True


@handles("unpinChatMessage")
def unpin_chat_message(call: Call) -> bool:
    """Unpin a message, the latest if none is named."""
    chat = call.chat()
    call.need(chat, "can_pin_messages", _PIN_REFUSAL)
    wished = call.get("message_id", chat.pinned[-1] if chat.pinned else None)
    if wished not in chat.pinned:
        raise bad("message to unpin not found")
    call.world.unpin(chat, [wished])
    return True


@handles("unpinAllChatMessages")
def unpin_all_chat_messages(call: Call) -> bool:
    """Unpin everything in a chat."""
    chat = call.chat()
    call.need(chat, "can_pin_messages", _PIN_REFUSAL)
    call.world.unpin(chat, list(chat.pinned))
    return True


@handles("getUserProfilePhotos")
def get_user_profile_photos(call: Call) -> dict[str, Any]:
    """Nobody here has profile photos."""
    call.world.user(call.get("user_id"))
    return {"total_count": 0, "photos": []}
