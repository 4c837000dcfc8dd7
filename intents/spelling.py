"""Puts right words that nobody wrote and that are a slip away from a known one.

Only for the encoder, which cuts a misspelt word into pieces that mean nothing; letters are compared
as they were typed. A word that any language knows stays, so "Anmeldung" never becomes "Abmeldung".
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST = 5  # letters below which a slip makes another word
_TWO_SLIPS_FROM = 8  # letters
_OFTEN = 2  # times that a word must have been written to be what was meant

Shelf = Mapping[tuple[str, int], list[str]]
"""Words by their first letter, which is hardly ever wrong, and their length."""


@dataclass(frozen=True, eq=False)
class Speller:
    """Made by `fit`, safe to share.

    counts: how often each word was written in each language; shelves: of each language the words
    that may have been meant; known: all words of all languages.
    """

    counts: Mapping[str, Counter[str]]
    shelves: Mapping[str, Shelf]
    known: frozenset[str]

    @classmethod
    def fit(cls, texts: Iterable[tuple[str, str]]) -> "Speller":
        """Learn the words from pairs of language and text."""
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for language, text in texts:
            counts[language].update(_WORD.findall(text.casefold()))
        shelves = {language: _shelf(words) for language, words in counts.items()}
        return cls(counts, shelves, frozenset().union(*counts.values()))

    def corrected(self, text: str, language: str) -> str:
        """A clean text with unknown words of the language as they were meant."""
        if language not in self.shelves:
            return text
        return _WORD.sub(lambda found: self._meant(found[0], language), text)

    def _meant(self, written: str, language: str) -> str:
        word = written.casefold()
        if len(word) < _SHORTEST or word in self.known:
            return written
        slips = 2 if len(word) >= _TWO_SLIPS_FROM else 1
        shelf = self.shelves[language]
        lengths = range(len(word) - slips, len(word) + slips + 1)
        near = [one for length in lengths for one in shelf.get((word[0], length), ())]
        found = process.extract(word, near, scorer=OSA.distance, score_cutoff=slips, limit=None)
        counts = self.counts[language]
        best = min(found, key=lambda one: (one[1], -counts[one[0]], one[0]), default=None)
        return written if best is None else best[0]


def _shelf(words: Counter[str]) -> Shelf:
    shelf: dict[tuple[str, int], list[str]] = defaultdict(list)
    for word, count in words.items():
        if count >= _OFTEN:
            shelf[word[0], len(word)].append(word)
    return dict(shelf)
