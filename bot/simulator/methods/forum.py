"""Topics of a forum: create, rename, close, open again, delete."""

from __future__ import annotations

from bot.simulator.chats import Chat, Topic
from bot.simulator.errors import bad, broken
from bot.simulator.messages import by_person, thread_of
from bot.simulator.methods.registry import Call, handles
from bot.simulator.users import JSON


def _forum(call: Call, right: str, refusal: str) -> Chat:
    chat = call.chat()
    if not chat.is_forum:
        raise bad("the chat is not a forum")
    call.need(chat, right, refusal)
    return chat


def _topic(call: Call, right: str = "can_manage_topics") -> tuple[Chat, Topic]:
    chat = _forum(call, right, "not enough rights to edit the topic")
    topic = chat.topics.get(call.get("message_thread_id"))
    if topic is None:
        raise bad("message thread not found")
    return chat, topic


@handles("createForumTopic")
def create_forum_topic(call: Call) -> JSON:
    """Open a new topic; the chat says so in a service message."""
    chat = _forum(call, "can_manage_topics", "not enough rights to create a topic")
    name = call.get("name").strip()
    if not name:
        raise broken("topic name must be non-empty")
    fields = {"name": name, "icon_color": 0x6FB9F0}
    fields |= call.given("icon_color", "icon_custom_emoji_id")
    topic = call.world.add_topic(chat, by_person(call.world.bot), fields)
    call.world.deliver(chat, chat.messages[topic.id])
    return topic.json


@handles("editForumTopic")
def edit_forum_topic(call: Call) -> bool:
    """Rename a topic or give it another icon."""
    chat, topic = _topic(call)
    change = {
        key: value
        for key, value in call.given("name", "icon_custom_emoji_id").items()
        if getattr(topic, key) != value
    }
    if not change:
        raise bad("TOPIC_NOT_MODIFIED")
    for key, value in change.items():
        setattr(topic, key, value)
    what = {"forum_topic_edited": change}
    said = call.world.topic_changed(chat, topic, by_person(call.world.bot), what)
    call.world.deliver(chat, said)
    return True


@handles("closeForumTopic", "reopenForumTopic")
def close_or_reopen(call: Call) -> bool:
    """Close a topic, or open it again; the chat says so in a service message."""
    chat, topic = _topic(call)
    closing = call.method == "closeForumTopic"
    if topic.closed == closing:
        raise bad("TOPIC_NOT_MODIFIED")
    said = call.world.set_topic_closed(chat, topic, closing, by_person(call.world.bot))
    call.world.deliver(chat, said)
    return True


@handles("deleteForumTopic")
def delete_forum_topic(call: Call) -> bool:
    """Delete a topic with all its messages, however old they are."""
    chat, topic = _topic(call, "can_delete_messages")
    call.world.remove_topic(chat, topic)
    return True


@handles("unpinAllForumTopicMessages")
def unpin_all_forum_topic_messages(call: Call) -> bool:
    """Unpin everything in a topic."""
    chat, topic = _topic(call, "can_pin_messages")
    inside = [one for one in chat.pinned if thread_of(chat.messages[one]) == topic.id]
    call.world.unpin(chat, inside)
    return True


@handles("unpinAllGeneralForumTopicMessages")
def unpin_all_general(call: Call) -> bool:
    """Unpin everything in General."""
    refusal = "not enough rights to manage pinned messages in the chat"
    chat = _forum(call, "can_pin_messages", refusal)
    inside = [one for one in chat.pinned if thread_of(chat.messages[one]) is None]
    call.world.unpin(chat, inside)
    return True


@handles("closeGeneralForumTopic", "reopenGeneralForumTopic")
def close_or_reopen_general(call: Call) -> bool:
    """Close General, or open it again."""
    chat = _forum(call, "can_manage_topics", "not enough rights to edit the topic")
    closing = call.method == "closeGeneralForumTopic"
    if chat.general_closed == closing:
        raise bad("TOPIC_NOT_MODIFIED")
    chat.general_closed = closing
    what = "forum_topic_closed" if closing else "forum_topic_reopened"
    call.world.deliver(chat, call.world.post(chat, by_person(call.world.bot), {what: {}}))
    return True


@handles("getForumTopicIconStickers")
def get_forum_topic_icon_stickers(call: Call) -> list[JSON]:
    """The simulator offers no icons; topics have a colour."""
    return []
