"""HTML of Telegram's kind (parse_mode HTML) turned into a text with entities."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from bot.simulator.errors import broken
from bot.simulator.text import Entity, Text, units

_KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
    "tg-emoji": "custom_emoji",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
_PIECE = re.compile(r"<(/?)([^\s<>/]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>|<|[^<]+")
_ATTRIBUTE = re.compile(r"([\w-]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|(\S+)))?")
_USER_LINK = re.compile(r"tg://user\?id=(\d+)")


@dataclass(slots=True)
class _Open:
    tag: str
    offset: int
    attributes: dict[str, str]


@dataclass(slots=True)
class _Reading:
    parts: list[str] = field(default_factory=list)
    size: int = 0
    stack: list[_Open] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)


def parse_html(source: str) -> Text:
    """Read HTML; raises the refusal "can't parse entities: …" with the byte offset."""
    reading = _Reading()
    for piece in _PIECE.finditer(source):
        if not piece[0].startswith("<"):
            _add_text(reading, html.unescape(piece[0]))
        elif piece[2] is None:
            raise _refused(f"Unclosed start tag at byte offset {_byte(source, piece)}")
        elif piece[1]:
            _close(reading, source, piece)
        else:
            _open(reading, source, piece)
    if reading.stack:
        tag = reading.stack[-1].tag
        raise _refused(f'Can\'t find end tag corresponding to start tag "{tag}"')
    entities = sorted(reading.entities, key=lambda e: (e["offset"], -e["length"]))
    return Text("".join(reading.parts), entities)


def _refused(reason: str) -> Exception:
    return broken(f"can't parse entities: {reason}")


def _byte(source: str, piece: re.Match[str]) -> int:
    return len(source[: piece.start()].encode())


def _add_text(reading: _Reading, text: str) -> None:
    reading.parts.append(text)
    reading.size += units(text)


def _open(reading: _Reading, source: str, piece: re.Match[str]) -> None:
    tag = piece[2].lower()
    if tag not in _KINDS:
        where = _byte(source, piece)
        raise _refused(f'Unsupported start tag "{tag}" at byte offset {where}')
    attributes = {
        found[1].lower(): html.unescape(found[2] or found[3] or found[4] or "")
        for found in _ATTRIBUTE.finditer(piece[3])
    }
    if tag == "span" and attributes.get("class") != "tg-spoiler":
        where = _byte(source, piece)
        raise _refused(f'Tag "span" must have class "tg-spoiler" at byte offset {where}')
    reading.stack.append(_Open(tag, reading.size, attributes))


def _close(reading: _Reading, source: str, piece: re.Match[str]) -> None:
    where = _byte(source, piece)
    if not reading.stack:
        raise _refused(f"Unexpected end tag at byte offset {where}")
    opened = reading.stack.pop()
    if piece[2].lower() not in ("", opened.tag):
        raise _refused(
            f'Unmatched end tag at byte offset {where}, expected "</{opened.tag}>", '
            f'found "</{piece[2].lower()}>"'
        )
    entity = _entity(opened, reading)
    if entity:
        reading.entities.append(entity)


def _entity(opened: _Open, reading: _Reading) -> Entity | None:
    length = reading.size - opened.offset
    kind = _KINDS[opened.tag]
    if not length:
        return None
    entity: Entity = {"type": kind, "offset": opened.offset, "length": length}
    if kind == "text_link":
        return _link(entity, opened)
    if kind == "custom_emoji":
        return entity | {"custom_emoji_id": opened.attributes.get("emoji-id", "")}
    if kind == "blockquote" and "expandable" in opened.attributes:
        return entity | {"type": "expandable_blockquote"}
    language = opened.attributes.get("class", "").removeprefix("language-")
    return entity | ({"language": language} if language and kind in ("pre", "code") else {})


def _link(entity: Entity, opened: _Open) -> Entity | None:
    address = opened.attributes.get("href", "")
    person = _USER_LINK.fullmatch(address)
    if person:
        return entity | {"type": "text_mention", "user_id": int(person[1])}
    return entity | {"url": address} if address else None
