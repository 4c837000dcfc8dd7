"""What happens in groups: founding, joining, leaving, rights, topics, migration."""

from __future__ import annotations

import dataclasses
from typing import Any

from bot.simulator.actions import Act, CannotDoError, act, place_of
from bot.simulator.chats import ALL_RIGHTS, Chat, Member
from bot.simulator.messages import by_person
from bot.simulator.users import JSON, User
from bot.simulator.world import World

GROUP_ACTS: dict[str, Act] = {}


def group_act(function: Act) -> Act:
    """Register something that happens to a group. The function gets the world and the chat."""
    GROUP_ACTS[function.__name__] = function
    return function


@act("adds_bot_to_group")
def adds_bot_to_group(
    world: World,
    person: User,
    title: str = "Group",
    forum: bool = False,
    supergroup: bool = False,
    rights: dict[str, bool] | None = None,
) -> JSON:
    """Found a group and add the bot, as administrator if `rights` are given ({}: all)."""
    chat = world.add_group(title, person, forum, supergroup)
    world.admit_bot(chat, person, rights)
    message = world.post(chat, by_person(person), {"new_chat_members": [world.bot.json]})
    world.deliver(chat, message)
    return chat.json


def _owner(chat: Chat) -> User:
    return next(one.user for one in chat.members.values() if one.status == "creator")


@group_act
def admits(
    world: World,
    chat: Chat,
    user_id: int,
    rights: dict[str, bool] | None = None,
    title: str | None = None,
) -> bool:
    """Somebody joins, as administrator if `rights` are given ({}: all)."""
    user = world.users[user_id]
    if user.id == world.bot.id:
        world.admit_bot(chat, _owner(chat), rights)
    else:
        status = "member" if rights is None else "administrator"
        given = {**ALL_RIGHTS, **(rights or {})} if rights is not None else {}
        world.set_member(chat, Member(user, status, given, custom_title=title), user)
    message = world.post(chat, by_person(user), {"new_chat_members": [user.json]})
    world.deliver(chat, message)
    return True


@group_act
def loses(world: World, chat: Chat, user_id: int, kicked: bool = False) -> bool:
    """Somebody leaves or is thrown out; the bot too can be."""
    user = world.users[user_id]
    actor = _owner(chat) if kicked else user
    message = world.post(chat, by_person(actor), {"left_chat_member": user.json})
    world.deliver(chat, message)
    world.set_member(chat, Member(user, "kicked" if kicked else "left"), actor)
    return True


@group_act
def gives_rights(
    world: World,
    chat: Chat,
    user_id: int,
    rights: dict[str, bool] | None = None,
    anonymous: bool = False,
    title: str | None = None,
) -> bool:
    """Make somebody an administrator with all rights but those that are false."""
    member = chat.member(world.users[user_id])
    given = {**ALL_RIGHTS, **(rights or {})}
    status = "creator" if member.status == "creator" else "administrator"
    changed = Member(member.user, status, given, anonymous, title)
    world.set_member(chat, changed, _owner(chat))
    return True


@group_act
def takes_rights(world: World, chat: Chat, user_id: int) -> bool:
    """Make an administrator an ordinary member again."""
    member = chat.member(world.users[user_id])
    changed = dataclasses.replace(member, status="member", rights={}, anonymous=False)
    world.set_member(chat, changed, _owner(chat))
    return True


@group_act
def changes_settings(world: World, chat: Chat, **settings: Any) -> JSON:
    """Change `title`, `protected` (saving is restricted), `is_forum` or `permissions`."""
    for key, value in settings.items():
        if key not in ("title", "protected", "is_forum", "permissions"):
            raise CannotDoError(f"A group has no setting {key} that could change.")
        setattr(chat, key, {**chat.permissions, **value} if key == "permissions" else value)
    world.events.add("chat", chat.id, chat=chat.json)
    return chat.json


@group_act
def becomes_supergroup(world: World, chat: Chat, forum: bool = False) -> JSON:
    """Migrate: the group lives on under a new id, and the bot gets a message in both."""
    owner = _owner(chat)
    new = world.add_group(chat.title or "", owner, forum, supergroup=True)
    new.members.update(chat.members)
    old_says = world.post(chat, by_person(owner), {"migrate_to_chat_id": new.id})
    chat.migrated_to = new.id
    new_says = world.post(new, by_person(owner), {"migrate_from_chat_id": chat.id})
    world.deliver(chat, old_says)
    world.deliver(new, new_says)
    return new.json


def _topic_act(world: World, person: User, chat_id: int, topic_id: int) -> tuple[Chat, Any]:
    chat = place_of(world, person, chat_id)
    if topic_id not in chat.topics:
        raise CannotDoError(f"There is no topic {topic_id} in this group.")
    return chat, chat.topics[topic_id]


@act("creates_topic")
def creates_topic(world: World, person: User, chat_id: int, name: str) -> JSON:
    """Open a topic by hand."""
    chat = place_of(world, person, chat_id)
    topic = world.add_topic(chat, by_person(person), {"name": name, "icon_color": 0xFFD67E})
    world.deliver(chat, chat.messages[topic.id])
    return topic.json


@act("closes_topic")
def closes_topic(world: World, person: User, chat_id: int, topic_id: int) -> bool:
    """Close a topic by hand."""
    chat, topic = _topic_act(world, person, chat_id, topic_id)
    world.deliver(chat, world.set_topic_closed(chat, topic, True, by_person(person)))
    return True


@act("reopens_topic")
def reopens_topic(world: World, person: User, chat_id: int, topic_id: int) -> bool:
    """Open a closed topic again by hand."""
    chat, topic = _topic_act(world, person, chat_id, topic_id)
    world.deliver(chat, world.set_topic_closed(chat, topic, False, by_person(person)))
    return True


@act("renames_topic")
def renames_topic(world: World, person: User, chat_id: int, topic_id: int, name: str) -> bool:
    """Give a topic another name by hand."""
    chat, topic = _topic_act(world, person, chat_id, topic_id)
    topic.name = name
    change = {"forum_topic_edited": {"name": name}}
    world.deliver(chat, world.topic_changed(chat, topic, by_person(person), change))
    return True


@act("deletes_topic")
def deletes_topic(world: World, person: User, chat_id: int, topic_id: int) -> bool:
    """Delete a topic by hand; Telegram does not tell the bot."""
    chat, topic = _topic_act(world, person, chat_id, topic_id)
    world.remove_topic(chat, topic)
    return True


@act("pins")
def pins(world: World, person: User, chat_id: int, message_id: int) -> bool:
    """Pin a message by hand."""
    chat = place_of(world, person, chat_id)
    world.deliver(chat, world.pin(chat, chat.messages[message_id], by_person(person)))
    return True


@act("unpins")
def unpins(world: World, person: User, chat_id: int, message_id: int) -> bool:
    """Unpin a message by hand; Telegram does not tell the bot."""
    world.unpin(place_of(world, person, chat_id), [message_id])
    return True
