"""Saying an interface text in a person's language, or in two when hers is not known."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.i18n import ENGLISH, GERMAN, Catalogues, isolated
from knowledge.model import Language

SHORT = 40
_COMMAND = re.compile(r"(?<![\w\u2066])/[a-z]+")


@dataclass(frozen=True, slots=True)
class Voice:
    """The language of an answer.

    unsure: nobody knows her language, or the bot does not have it; then every text is said in
    English and in German.
    """

    catalogues: Catalogues
    language: Language
    unsure: bool = False

    @property
    def code(self) -> str:
        """The language's code."""
        return self.language.code

    @property
    def direction(self) -> str:
        """`ltr` or `rtl`."""
        return self.language.direction

    def __call__(self, message: str, **values: str) -> str:
        """The message with its values put in."""
        first = self.catalogues(self.code, message).format(**values)
        if self.direction == "rtl":
            first = _COMMAND.sub(lambda command: isolated(command[0], "rtl"), first)
        if not self.unsure or self.code != ENGLISH:
            return first
        second = self.catalogues(GERMAN, message).format(**values)
        if first == second:
            return first
        return f"{first} / {second}" if len(first) <= SHORT else f"{first}\n\n{second}"

    def german(self, message: str, **values: str) -> str:
        """The same in German, to show to somebody."""
        return self.catalogues(GERMAN, message).format(**values)
