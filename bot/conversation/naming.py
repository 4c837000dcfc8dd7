"""Asking for a language by its name, in any language: “بالعربي لو سمحت”, “can we speak English”."""

from __future__ import annotations

from collections.abc import Iterable

from bot.i18n import language_names
from intents.normalize import fold
from knowledge.model import Language

# What grows at the beginning of a name (Arabic "in the …"), and what endings may change.
_PREFIXES = ("بال", "ال", "ب", "по", "na")
_ENDING = 3
_SHORTEST = 4


class LanguageNames:
    """Finds which language a wish names."""

    def __init__(self, languages: Iterable[Language]) -> None:
        known = tuple(languages)
        speakers = [language.code for language in known if language.live]
        self._stems = {
            stem: language.code
            for language in known
            for name in _names(language, speakers)
            for stem in _stems(name)
        }

    def named_in(self, utterance: str) -> str | None:
        """The code of the language that is named last; None if none is."""
        for word in reversed(fold(utterance).split()):
            for code in filter(None, map(self._code, _bare(word))):
                return code
        return None

    def _code(self, word: str) -> str | None:
        fitting = [stem for stem in self._stems if _fits(stem, word)]
        return self._stems[max(fitting, key=len)] if fitting else None


def _fits(stem: str, word: str) -> bool:
    return word.startswith(stem) if len(stem) >= _SHORTEST else word == stem


def _names(language: Language, speakers: list[str]) -> Iterable[str]:
    yield language.name
    yield language.english
    yield from language.also
    yield from language_names(language.code, speakers)


def _stems(name: str) -> Iterable[str]:
    """The first word of a name without its ending: it is inflected in most languages."""
    words = fold(name).split()
    # Names of two words ("Central Kurdish") would stand for the wrong language by their first.
    for word in words if len(words) == 1 else ():
        for bare in _bare(word):
            yield bare[: max(_SHORTEST, len(bare) - _ENDING)]


def _bare(word: str) -> Iterable[str]:
    yield word
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= _SHORTEST:
            yield word.removeprefix(prefix)
