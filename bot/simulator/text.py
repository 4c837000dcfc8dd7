"""Texts as Telegram counts and marks them: UTF-16 units and entities found by themselves."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

Entity = dict[str, Any]

# In the order of precedence: what an earlier pattern has marked, a later one leaves alone.
_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("url", re.compile(r"(?:https?|tg)://[^\s<>\"]*[^\s<>\".,;:!?)\]»”’،؛؟]", re.I)),
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?!\w)", re.I)),
    (
        "url",
        re.compile(
            r"(?<![\w@./-])(?:[a-z0-9-]+\.)+(?:de|com|org|net|eu|info|io|me|app|help|chat)"
            r"(?:/[^\s<>\"]*[^\s<>\".,;:!?)\]»”’،؛؟])?/?(?![\w-])",
            re.I | re.A,
        ),
    ),
    ("bot_command", re.compile(r"(?<![\w/@])/[a-z0-9_]{1,64}(?:@[a-z0-9_]{3,32})?(?![\w/])", re.I)),
    ("mention", re.compile(r"(?<!\w)@[a-z][a-z0-9_]{3,31}(?!\w)", re.I)),
    ("hashtag", re.compile(r"(?<!\w)#\w*[^\W\d]\w*")),
    ("phone_number", re.compile(r"(?<![\w+])\+\d(?:[ \-/()]{0,2}\d){6,14}(?!\d)")),
)
# No entity can be found in a text without one of these signs.
_MAYBE = re.compile(r"[/@#+]|\.[a-z]", re.I)


@dataclass(frozen=True, slots=True)
class Text:
    """A text and its entities; offsets and lengths are UTF-16 units."""

    text: str
    entities: list[Entity] = field(default_factory=list)


def units(text: str) -> int:
    """Length of a text in UTF-16 units, Telegram's measure."""
    if text.isascii():
        return len(text)
    return len(text) + sum(sign > "\uffff" for sign in text)


def cut(text: str, offset: int, length: int) -> str:
    """The part of `text` that begins at a UTF-16 `offset` and is `length` units long."""
    coded = text.encode("utf-16-le", "surrogatepass")
    return coded[2 * offset : 2 * (offset + length)].decode("utf-16-le", "replace")


def found_entities(text: str) -> list[Entity]:
    """Commands, links, mentions, hashtags and phone numbers in a plain text, in order."""
    if not _MAYBE.search(text):
        return []
    spans: list[tuple[int, int, str]] = []
    for kind, pattern in _PATTERNS:
        for hit in pattern.finditer(text):
            if not any(start < hit.end() and hit.start() < end for start, end, _ in spans):
                spans.append((hit.start(), hit.end(), kind))
    return [
        {"type": kind, "offset": units(text[:start]), "length": units(text[start:end])}
        for start, end, kind in sorted(spans)
    ]


def _overlaps(one: Entity, other: Entity) -> bool:
    return bool(
        one["offset"] < other["offset"] + other["length"]
        and other["offset"] < one["offset"] + one["length"]
    )


# Inside these nothing is looked for: their text is meant literally.
_LITERAL = {"code", "pre", "text_link", "text_mention"}


def with_found_entities(written: Text) -> Text:
    """Add the entities Telegram finds by itself to those that were given."""
    taken = [entity for entity in written.entities if entity["type"] in _LITERAL]
    given = {(entity["type"], entity["offset"]) for entity in written.entities}
    added = [
        entity
        for entity in found_entities(written.text)
        if not any(_overlaps(entity, other) for other in taken)
        and (entity["type"], entity["offset"]) not in given
    ]
    entities = sorted(written.entities + added, key=lambda e: (e["offset"], -e["length"]))
    return Text(written.text, entities)


def trimmed(written: Text) -> Text:
    """Without white space at both ends, as Telegram stores it; entities move along."""
    text = written.text.rstrip()
    start = units(text) - units(text.lstrip())
    text = text.lstrip()
    if text == written.text:
        return written
    entities = [_moved(entity, -start, units(text)) for entity in written.entities]
    return Text(text, [entity for entity in entities if entity["length"] > 0])


def _moved(entity: Entity, by: int, size: int) -> Entity:
    start = max(0, entity["offset"] + by)
    end = min(size, entity["offset"] + by + entity["length"])
    return entity | {"offset": start, "length": end - start}
