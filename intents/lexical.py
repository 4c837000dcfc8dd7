"""Exact and near-exact hits: an utterance that is a known phrasing, but for order and a typo."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from intents.normalize import sort_tokens

NEAR = 92.0
"""Percent of equal letters (after sorting the words) from which a phrasing counts as hit."""

_AHEAD = 4.0  # what the next intent must be behind: "Anmeldung" and "Abmeldung" differ by 11
_SHORTEST = 9  # letters below which one typo may make another word


@dataclass(frozen=True, slots=True)
class Hit:
    """The intents an utterance is a phrasing of; equal: to the letter, not only nearly."""

    intents: tuple[str, ...]
    equal: bool


class Lexicon:
    """Finds phrasings by their folded form."""

    def __init__(self, folded: Sequence[str], intents: Sequence[str]) -> None:
        known = sorted(zip(folded, intents, strict=True), key=lambda one: len(one[0]))
        self._folded = [text for text, _ in known]
        self._intents = [intent for _, intent in known]
        self._sorted = [sort_tokens(text) for text in self._folded]
        self._lengths = [len(text) for text in self._folded]
        self._exact: dict[str, list[str]] = {}
        for text, intent in zip(map(sort_tokens, folded), intents, strict=True):
            same = self._exact.setdefault(text, [])
            if text and intent not in same:
                same.append(intent)

    def exact(self, folded: str) -> tuple[str, ...]:
        """The intents that have this very phrasing, in any order of its words."""
        return tuple(self._exact.get(sort_tokens(folded), ())) if folded else ()

    def find(self, folded: str) -> Hit | None:
        """The exact hit, or a near one that no other intent comes close to."""
        if equal := self.exact(folded):
            return Hit(equal, True)
        if len(folded) < _SHORTEST:
            return None
        sorted_first = self._near(sort_tokens(folded), self._sorted)
        return sorted_first or self._near(folded, self._folded)  # a typo may change the order

    def _near(self, text: str, known: Sequence[str]) -> Hit | None:
        cutoff = NEAR - _AHEAD
        span = self._of_like_length(len(text), cutoff / 100)
        near = process.extract(text, known[span], scorer=fuzz.ratio, limit=20, score_cutoff=cutoff)
        return self._clear([(score, span.start + place) for _, score, place in near])

    def _of_like_length(self, length: int, share: float) -> slice:
        """The phrasings that can share so much: of two texts twice the shorter over the sum."""
        most, least = length * (2 - share) / share, length * share / (2 - share)
        return slice(bisect_left(self._lengths, least), bisect_right(self._lengths, most))

    def _clear(self, near: Sequence[tuple[float, int]]) -> Hit | None:
        best = near[0][0] if near else 0.0
        intents = {self._intents[place] for score, place in near if score > best - _AHEAD}
        return Hit(tuple(intents), False) if best >= NEAR and len(intents) == 1 else None
