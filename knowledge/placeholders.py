"""The only mark-up of an answer: {contact} and {contact.field}."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from knowledge.model import Contact

FIELDS = ("name", "address", "phone", "url", "email")

_PLACEHOLDER = re.compile(r"\{([^{}\n]*)\}")


@dataclass(frozen=True, slots=True)
class Placeholder:
    """`{contact}` or `{contact.field}` as `written` in an answer, from `start` on."""

    contact: str
    field: str | None
    start: int
    written: str


def placeholders(answer: str) -> Iterator[Placeholder]:
    """Every placeholder of an answer, known or not."""
    return map(_placeholder, _PLACEHOLDER.finditer(answer))


def _placeholder(match: re.Match[str]) -> Placeholder:
    contact, dot, name = match[1].partition(".")
    return Placeholder(contact, name if dot else None, match.start(), match[0])


def with_values(answer: str, value: Callable[[Placeholder], str]) -> str:
    """The answer with its value in place of each placeholder."""
    return _PLACEHOLDER.sub(lambda match: value(_placeholder(match)), answer)


def without_placeholders(answer: str) -> str:
    """The answer with each placeholder blanked out; positions stay the same."""
    return _PLACEHOLDER.sub(lambda match: " " * len(match[0]), answer)


def value_of(contact: Contact, name: str | None, language: str) -> str | None:
    """What stands for a placeholder; without a field name: the phone, else the web, else name."""
    if name is None:
        return contact.phone or contact.url or contact.name_in(language)
    values = {
        "name": contact.name_in(language),
        "address": contact.address,
        "phone": contact.phone,
        "url": contact.url,
        "email": contact.email,
    }
    return values.get(name)
