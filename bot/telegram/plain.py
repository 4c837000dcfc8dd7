"""A message's words as others may see them: no marks, no hidden links, nobody's number."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import Contact, MessageEntity


def plain(text: str, entities: Sequence[MessageEntity]) -> str:
    """The text with the addresses of its links written out; Telegram counts UTF-16 units.

    A link into Telegram itself is left out: it may carry a person's number.
    """
    units = text.encode("utf-16-le")
    shown = [e for e in entities if e.type == "text_link" and not _is_inner(e)]
    links = [(e.offset + e.length, e.url) for e in shown if e.url]
    for end, url in sorted(links, reverse=True):
        units = units[: end * 2] + f" ({url})".encode("utf-16-le") + units[end * 2 :]
    return units.decode("utf-16-le", "replace")


def names_somebody(entities: Sequence[MessageEntity]) -> bool:
    """Whether a mark carries the number of a person."""
    return any(entity.type == "text_mention" or _is_inner(entity) for entity in entities)


def _is_inner(entity: MessageEntity) -> bool:
    return (entity.url or "").strip().lower().startswith("tg:")


def contact_words(contact: Contact) -> str:
    """A shared contact as text: name and telephone, not the person's number at Telegram."""
    name = " ".join(filter(None, (contact.first_name, contact.last_name)))
    return f"👤 {name}\n☎ {contact.phone_number}"
