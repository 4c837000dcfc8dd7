"""A wish for another language: “can we speak English”, “no German please”, “بالعربي لو سمحت”."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fnmatch import translate
from functools import cached_property

from bot.conversation.locale import CLEAR_CONFIDENCE
from bot.conversation.naming import LanguageNames
from bot.conversation.understanding import Understood
from intents.model import LanguageGuess
from intents.normalize import fold
from knowledge.model import KnowledgeBase

CHANGE_LANGUAGE = "change_language"

_SENTENCE = re.compile(r"[,.;:!?¿¡،؛؟–—\n]+|\s-\s")
_NEAR = 4  # words between a name and what refuses it
_SOME_WORDS = 2  # from which a wish shows the language it is written in
_PROBABLE = 0.5  # from which a topic is asked for, and not a language that is named


@dataclass(frozen=True, slots=True)
class Wish:
    """The code of the language she wants, None if that cannot be told; and those she refuses."""

    code: str | None
    refused: frozenset[str] = frozenset()


class Wishes:
    """Reads what was taken for the wish to change the language."""

    def __init__(self, base: KnowledgeBase) -> None:
        self._languages = tuple(base.languages.values())
        by_language = base.services.get(CHANGE_LANGUAGE, {})
        self._phrasings = {fold(text) for texts in by_language.values() for text in texts}
        words = base.wishes
        self._before, self._after = _reader(words.before), _reader(words.after)
        self._turning, self._asking = _reader(words.turning), _reader(words.asking)
        self._pausing = _reader(words.pauses)

    @cached_property
    def _names(self) -> LanguageNames:
        # Half a second of reading, which the start of the bot need not wait for.
        return LanguageNames(self._languages)

    def wish(self, utterance: str, understood: Understood) -> Wish | None:
        """What she wishes; None where she rather asks for something else, such as a course."""
        wish = self._wish(utterance, understood.language)
        words = fold(utterance)
        if words in self._phrasings:
            return wish
        first = max((one.confidence for one in understood.candidates), default=0.0)
        asks = first >= _PROBABLE and not wish.refused
        return None if asks or any(map(self._asking, words.split())) else wish

    def named(self, utterance: str) -> Wish:
        """The language that is named last and not refused."""
        last: dict[str, bool] = {}
        for clause in self._clauses(utterance):
            for code, refused in self._judged(clause):
                last.pop(code, None)  # what is said of it later holds
                last[code] = refused
        wanted = [code for code, refused in last.items() if not refused]
        return Wish(wanted[-1] if wanted else None, frozenset(last).difference(wanted))

    def _wish(self, utterance: str, guess: LanguageGuess) -> Wish:
        """The language named; where she only refuses some, the one she writes in."""
        named = self.named(utterance)
        shown = guess.words >= _SOME_WORDS and guess.confidence >= CLEAR_CONFIDENCE
        if named.code or not named.refused or guess.language in named.refused or not shown:
            return named
        return Wish(guess.language, named.refused)

    def _judged(self, clause: list[str]) -> list[tuple[str, bool]]:
        """The languages that a clause names, and whether it refuses each."""
        codes = enumerate(map(self._names.code, clause))
        named = [(place, code) for place, code in codes if code]
        places = [place for place, _ in named]
        against = _hit(clause, places, self._before, 1)
        against |= _hit(clause, places, self._after, -1)
        turned = _hit(clause, places, self._turning, 1)
        return [(code, (place in against) != (place in turned)) for place, code in named]

    def _clauses(self, utterance: str) -> Iterator[list[str]]:
        """The folded words between stops and words such as "please" and "but"."""
        for sentence in _SENTENCE.split(utterance):
            clause: list[str] = []
            for word in fold(sentence).split():
                if self._pausing(word):
                    yield clause
                    clause = []
                else:
                    clause.append(word)
            yield clause


def _hit(
    clause: list[str], places: list[int], is_one: Callable[[str], bool], step: int
) -> set[int]:
    """The names that such words mean: the nearest in the direction of `step`, else behind it."""
    found = set()
    for place, word in enumerate(clause):
        near = [one for one in places if abs(one - place) <= _NEAR]
        if near and is_one(word):
            found.add(min(near, key=lambda one: ((one - place) * step < 0, abs(one - place))))
    return found


def _reader(words: Iterable[str]) -> Callable[[str], bool]:
    """Whether a folded word is one of these; a star stands for any letters."""
    folded = [_folded(word) for word in words]
    whole = frozenset(word for word in folded if "*" not in word)
    pattern = re.compile("|".join(translate(word) for word in folded if "*" in word) or r"(?!)")
    return lambda word: word in whole or pattern.match(word) is not None


def _folded(word: str) -> str:
    return "*".join(fold(part) for part in word.split("*"))
