"""Where a message of the bot goes: the chat, the topic, the message it replies to."""

from __future__ import annotations

from dataclasses import dataclass

from bot.simulator.chats import Chat
from bot.simulator.errors import bad, broken, forbidden
from bot.simulator.messages import thread_of
from bot.simulator.methods.registry import Call
from bot.simulator.users import JSON


@dataclass(frozen=True, slots=True)
class Target:
    """A place for a new message."""

    chat: Chat
    thread_id: int | None = None
    reply_to: JSON | None = None


def writable(call: Call) -> Chat:
    """The chat of a request, if the bot may write there now."""
    chat = call.chat()
    if chat.person is not None:
        _refuse_unreachable(chat)
    elif not call.me(chat).is_admin and not chat.permissions["can_send_messages"]:
        raise bad("not enough rights to send text messages to the chat")
    return chat


def _refuse_unreachable(chat: Chat) -> None:
    if chat.person and chat.person.deactivated:
        raise forbidden("user is deactivated")
    if chat.blocked:
        raise forbidden("bot was blocked by the user")
    if not chat.started:
        raise forbidden("bot can't initiate conversation with a user")


def target(call: Call) -> Target:
    """The place a request names, or Telegram's refusal."""
    chat = writable(call)
    reply_to = _replied(call, chat)
    thread_id = _thread(chat, call.get("message_thread_id"))
    if thread_id is None and reply_to is not None:
        thread_id = thread_of(reply_to)
    if thread_id is None and chat.general_closed:
        raise bad("TOPIC_CLOSED")
    return Target(chat, thread_id, reply_to)


def _thread(chat: Chat, thread_id: int | None) -> int | None:
    """A topic that can be written to. General has no thread id."""
    if thread_id is None:
        return None
    topic = chat.topics.get(thread_id)
    if topic is None:
        raise bad("message thread not found")
    if topic.closed:
        raise bad("TOPIC_CLOSED")
    return topic.id


def _replied(call: Call, chat: Chat) -> JSON | None:
    wish = call.get("reply_parameters")
    if not wish:
        return None
    if wish.get("chat_id", chat.id) != chat.id:
        raise bad("message to be replied not found")
    message = chat.messages.get(wish["message_id"])
    if message is None and not wish.get("allow_sending_without_reply"):
        raise bad("message to be replied not found")
    quote = wish.get("quote")
    if message and quote and quote not in (message.get("text") or message.get("caption") or ""):
        raise broken("QUOTE_TEXT_INVALID")
    return message
