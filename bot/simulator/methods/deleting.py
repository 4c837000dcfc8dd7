"""Deleting messages, with Telegram's rules on age and rights."""

from __future__ import annotations

from bot.simulator.chats import Chat
from bot.simulator.errors import bad
from bot.simulator.methods.registry import Call, handles
from bot.simulator.users import JSON

TWO_DAYS = 48 * 3600


def _refusal(call: Call, chat: Chat, message: JSON) -> str | None:
    """Why the bot cannot delete a message; None if it can."""
    if call.world.clock.now() - message["date"] > TWO_DAYS:
        return "message can't be deleted for everyone"
    if "forum_topic_created" in message or "supergroup_chat_created" in message:
        return "message can't be deleted"
    own = message["from"]["id"] == call.world.bot.id
    if not own and not chat.is_private and not call.me(chat).may("can_delete_messages"):
        return "message can't be deleted"
    return None


@handles("deleteMessage")
def delete_message(call: Call) -> bool:
    """Delete one message, the bot's own or, where it may, somebody else's."""
    chat = call.chat()
    message = chat.messages.get(call.get("message_id"))
    if message is None:
        raise bad("message to delete not found")
    refusal = _refusal(call, chat, message)
    if refusal:
        raise bad(refusal)
    call.world.remove(chat, [message["message_id"]])
    return True


@handles("deleteMessages")
def delete_messages(call: Call) -> bool:
    """Delete up to a hundred messages; those that cannot be deleted are passed over."""
    chat = call.chat()
    messages = [chat.messages.get(number) for number in call.get("message_ids")]
    there = [one for one in messages if one and not _refusal(call, chat, one)]
    call.world.remove(chat, [one["message_id"] for one in there])
    return True
