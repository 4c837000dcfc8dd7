"""What people do: write, press, block, join. The page, tests and other processes use these."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.simulator import media
from bot.simulator.chats import GENERAL_TOPIC, Chat
from bot.simulator.html import parse_html
from bot.simulator.messages import (
    by_anonymous_admin,
    by_person,
    content_of,
    forward_origin,
    thread_of,
)
from bot.simulator.samples import SAMPLE_DETAILS, SAMPLE_FILES, sample
from bot.simulator.text import Text, trimmed, with_found_entities
from bot.simulator.users import JSON, User
from bot.simulator.wire import Upload
from bot.simulator.world import World

Act = Callable[..., Any]
PERSON_ACTS: dict[str, Act] = {}


class CannotDoError(ValueError):
    """A person cannot do this now; the text says why and what to do."""


def act(name: str) -> Callable[[Act], Act]:
    """Register something a person can do. The function gets the world and the person."""

    def register(function: Act) -> Act:
        PERSON_ACTS[name] = function
        return function

    return register


def written(text: str, entities: list[JSON] | None = None, html: bool = False) -> JSON:
    """The fields of a text as a person's app sends it."""
    typed = parse_html(text) if html else Text(text, entities or [])
    ready = with_found_entities(trimmed(typed))
    if not ready.text:
        raise CannotDoError("A message needs a text; nothing was written.")
    return {"text": ready.text} | ({"entities": ready.entities} if ready.entities else {})


def captioned(caption: str) -> JSON:
    """The fields of a caption; none if it is empty."""
    if not caption:
        return {}
    fields = written(caption)
    return {f"caption{'_entities' if key == 'entities' else ''}": fields[key] for key in fields}


def place_of(world: World, person: User, chat_id: int | None) -> Chat:
    """The chat somebody writes in: her own with the bot, or a group she is in."""
    chat = world.chats[chat_id or person.id]
    if not chat.is_private and not chat.member(person).present:
        raise CannotDoError(f"{person.first_name} is not in this group; let it admit her first.")
    return chat


def submit(
    world: World,
    person: User,
    content: JSON,
    chat_id: int | None = None,
    topic_id: int | None = None,
    reply_to: int | None = None,
    anonymous: bool = False,
) -> JSON:
    """Put a person's message into a chat and tell the bot."""
    chat = place_of(world, person, chat_id)
    if chat.is_private:
        if chat.blocked:
            raise CannotDoError(f"{person.first_name} has blocked the bot; unblock it first.")
        chat.started = True
    replied = chat.messages.get(reply_to) if reply_to else None
    thread_id = topic_id or (thread_of(replied) if replied else None)
    thread_id = None if thread_id == GENERAL_TOPIC else thread_id
    if thread_id and thread_id not in chat.topics:
        raise CannotDoError(f"There is no topic {thread_id} in this group.")
    if thread_id and chat.topics[thread_id].closed and not chat.member(person).is_admin:
        raise CannotDoError("This topic is closed; only administrators can write in it.")
    title = chat.member(person).custom_title
    sender = by_anonymous_admin(chat, title) if anonymous else by_person(person)
    message = world.post(chat, sender, content, thread_id, replied)
    world.deliver(chat, message)
    return message


@act("says")
def says(
    world: World,
    person: User,
    text: str,
    entities: list[JSON] | None = None,
    html: bool = False,
    **where: Any,
) -> JSON:
    """Write a text."""
    return submit(world, person, written(text, entities, html), **where)


def file_content(
    world: World, kind: str, upload: Upload | None, caption: str, details: JSON
) -> JSON:
    """The content of a message with a file, a sample if none is given."""
    known = {} if upload else SAMPLE_DETAILS.get(kind, {})
    body = media.store(world.files, kind, upload or sample(kind), known | details)
    return media.content(kind, body) | captioned(caption)


@act("sends")
def sends(
    world: World,
    person: User,
    kind: str,
    upload: Upload | None = None,
    caption: str = "",
    details: JSON | None = None,
    **where: Any,
) -> JSON:
    """Send a file: photo, voice, document, sticker, video, video_note, audio, animation."""
    if kind not in SAMPLE_FILES:
        raise CannotDoError(
            f"There is no kind of file called {kind}; use {', '.join(SAMPLE_FILES)}."
        )
    content = file_content(world, kind, upload, caption, details or {})
    return submit(world, person, content, **where)


@act("sends_album")
def sends_album(
    world: World, person: User, kinds: list[str], caption: str = "", **where: Any
) -> list[JSON]:
    """Send two to ten files as one album; each is an update of its own."""
    album = {"media_group_id": world.album_id()}
    captions = [caption] + [""] * (len(kinds) - 1)
    return [
        submit(world, person, file_content(world, kind, None, text, {}) | album, **where)
        for kind, text in zip(kinds, captions, strict=True)
    ]


@act("sends_location")
def sends_location(
    world: World,
    person: User,
    latitude: float = 51.3127,
    longitude: float = 9.4797,
    live_period: int | None = None,
    **where: Any,
) -> JSON:
    """Send a place; with `live_period` (seconds) one that moves."""
    location: JSON = {"latitude": latitude, "longitude": longitude}
    if live_period:
        location["live_period"] = live_period
    return submit(world, person, {"location": location}, **where)


@act("sends_contact")
def sends_contact(
    world: World,
    person: User,
    phone_number: str = "+49 561 000000",
    first_name: str | None = None,
    user_id: int | None = None,
    **where: Any,
) -> JSON:
    """Send a phone number, one's own unless another name is given."""
    contact: JSON = {"phone_number": phone_number, "first_name": first_name or person.first_name}
    if user_id or first_name is None:
        contact["user_id"] = user_id or person.id
    return submit(world, person, {"contact": contact}, **where)


@act("moves")
def moves(
    world: World, person: User, message_id: int, latitude: float, longitude: float, **where: Any
) -> JSON:
    """Move one's live location; the bot gets an edited message."""
    chat = place_of(world, person, where.get("chat_id"))
    message = chat.messages[message_id]
    location = message["location"] | {"latitude": latitude, "longitude": longitude}
    changed = message | {"location": location, "edit_date": world.clock.date()}
    world.replace(chat, changed)
    world.deliver(chat, changed, "edited_message")
    return changed


@act("forwards")
def forwards(world: World, person: User, message: JSON, **where: Any) -> JSON:
    """Forward a message from elsewhere, given as the Bot API writes it."""
    origin = forward_origin(message, world.users)
    return submit(world, person, {**content_of(message), "forward_origin": origin}, **where)


@act("edits")
def edits(
    world: World, person: User, message_id: int, text: str, chat_id: int | None = None
) -> JSON:
    """Change one's own text or caption; the bot gets an edited message."""
    chat = place_of(world, person, chat_id)
    message = chat.messages[message_id]
    sender_chat = message.get("sender_chat", {}).get("id")
    if message["from"]["id"] != person.id and sender_chat != chat.id:
        raise CannotDoError("Only one's own messages can be edited.")
    fields = written(text) if "text" in message else captioned(text)
    names = ("text", "entities", "caption", "caption_entities")
    kept = {key: value for key, value in message.items() if key not in names}
    changed = kept | fields | {"edit_date": world.clock.date()}
    world.replace(chat, changed)
    world.deliver(chat, changed, "edited_message")
    return changed


@act("deletes")
def deletes(world: World, person: User, message_ids: list[int], chat_id: int | None = None) -> bool:
    """Delete messages for everybody; Telegram does not tell the bot."""
    world.remove(place_of(world, person, chat_id), message_ids)
    return True


@act("presses")
def presses(
    world: World, person: User, message_id: int, data: str, chat_id: int | None = None
) -> JSON:
    """Press an inline button that carries `data`; returns the id of the callback query."""
    chat = place_of(world, person, chat_id)
    message = chat.messages.get(message_id) or {"message_id": message_id}
    return {"callback_query_id": world.press(person, chat, message, data).id}


@act("reacts")
def reacts(
    world: World, person: User, message_id: int, emoji: str = "", chat_id: int | None = None
) -> bool:
    """React to a message with an emoji; an empty one takes the reaction away."""
    chat = place_of(world, person, chat_id)
    reactions = [{"type": "emoji", "emoji": emoji}] if emoji else []
    world.react(chat, message_id, person, reactions)
    return True


@act("blocks_bot")
def blocks_bot(world: World, person: User) -> bool:
    """Block the bot; what it sends is refused from now on."""
    world.set_blocked(world.chats[person.id], True)
    return True


@act("unblocks_bot")
def unblocks_bot(world: World, person: User) -> bool:
    """Let the bot write again."""
    world.set_blocked(world.chats[person.id], False)
    return True


@act("deletes_account")
def deletes_account(world: World, person: User) -> bool:
    """Leave Telegram for good."""
    person.deactivated = True
    return True


@act("changes")
def changes(world: World, person: User, **details: Any) -> JSON:
    """Change the phone's language, the name, the username or the privacy of forwards."""
    for key, value in details.items():
        if not hasattr(person, key) or key in ("id", "json"):
            raise CannotDoError(f"A person has no {key} that could change.")
        setattr(person, key, value)
    world.events.add("person", person.id, user=person.json)
    world.events.add("bot", None)
    return person.json
