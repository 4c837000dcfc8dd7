"""Texts and captions in requests: parse mode, entities, length."""

from __future__ import annotations

from typing import Any

from bot.simulator.errors import broken, unsupported
from bot.simulator.html import parse_html
from bot.simulator.text import Entity, Text, trimmed, units, with_found_entities
from bot.simulator.users import JSON
from bot.simulator.world import World

MESSAGE_LENGTH = 4096
CAPTION_LENGTH = 1024
_EMPTY = Text("")


def message_text(world: World, values: dict[str, Any]) -> JSON:
    """The fields of a text message; raises the refusals for empty and long texts."""
    text = _read(world, values, "text", "entities")
    if not text.text:
        raise broken("message text is empty")
    if units(text.text) > MESSAGE_LENGTH:
        raise broken("message is too long")
    return _fields(text, "text", "entities")


def caption(world: World, values: dict[str, Any]) -> JSON:
    """The fields of a caption; none if it is empty."""
    text = _read(world, values, "caption", "caption_entities")
    if units(text.text) > CAPTION_LENGTH:
        raise broken("message caption is too long")
    fields = _fields(text, "caption", "caption_entities") if text.text else {}
    if fields and values.get("show_caption_above_media"):
        fields["show_caption_above_media"] = True
    return fields


def _fields(text: Text, name: str, entities: str) -> JSON:
    return {name: text.text} | ({entities: text.entities} if text.entities else {})


def _read(world: World, values: dict[str, Any], name: str, entities: str) -> Text:
    source = values.get(name, "")
    if not source:
        return _EMPTY
    mode = values.get("parse_mode", "")
    if mode:
        text = _parsed(source, mode)
    else:
        text = Text(source, _checked(source, values.get(entities, [])))
    with_people = Text(text.text, [one for e in text.entities for one in _person(world, e)])
    return with_found_entities(trimmed(with_people))


def _parsed(source: str, mode: str) -> Text:
    if mode.lower() == "html":
        return parse_html(source)
    if mode.lower() in ("markdown", "markdownv2"):
        raise unsupported(f"parse_mode {mode}; use HTML or entities")
    raise broken("unsupported parse_mode")


def _checked(source: str, entities: list[Entity]) -> list[Entity]:
    size = units(source)
    for entity in entities:
        if entity["offset"] < 0 or entity["length"] <= 0:
            raise broken("entity has a wrong offset or length")
        if entity["offset"] + entity["length"] > size:
            raise broken(f"entity beginning at UTF-16 offset {entity['offset']} ends after the end")
    return list(entities)


def _person(world: World, entity: Entity) -> list[Entity]:
    """A link to a person becomes a mention if the bot knows her, else it is dropped."""
    if entity["type"] != "text_mention":
        return [entity]
    number = entity.get("user_id") or entity.get("user", {}).get("id")
    user = world.users.get(number)
    kept = {key: entity[key] for key in ("type", "offset", "length")}
    return [kept | {"user": user.json}] if user else []
