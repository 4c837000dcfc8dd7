"""Exact and near-exact hits: an utterance that is a known phrasing, but for order and a typo."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence

from rapidfuzz import fuzz, process

from intents.normalize import sort_tokens

NEAR = 92.0
"""Percent of equal letters (after sorting the words) from which a phrasing counts as hit."""

_AHEAD = 4.0  # what the next intent must be behind: "Anmeldung" and "Abmeldung" differ by 11
_SHORTEST = 9  # letters below which one typo may make another word


class Lexicon:
    """Finds phrasings by their folded form."""

    def __init__(self, folded: Sequence[str], intents: Sequence[str]) -> None:
        known = sorted(zip(folded, intents, strict=True), key=lambda one: len(one[0]))
        self._folded = [text for text, _ in known]
        self._intents = [intent for _, intent in known]
        self._sorted = [sort_tokens(text) for text in self._folded]
        self._lengths = [len(text) for text in self._folded]
        self._places: dict[str, list[int]] = defaultdict(list)
        for place, intent in enumerate(self._intents):
            self._places[intent].append(place)
        self._exact: dict[str, list[str]] = {}
        for text, intent in zip(map(sort_tokens, folded), intents, strict=True):
            same = self._exact.setdefault(text, [])
            if text and intent not in same:
                same.append(intent)

    def exact(self, folded: str) -> tuple[str, ...]:
        """The intents that have this very phrasing, in any order of its words."""
        return tuple(self._exact.get(sort_tokens(folded), ())) if folded else ()

    def is_near(self, folded: str, intent: str) -> bool:
        """Whether it is nearly a phrasing of this intent, and no other intent comes close."""
        if len(folded) < _SHORTEST:
            return False
        ways = ((sort_tokens(folded), self._sorted), (folded, self._folded))
        return any(self._is_hit(text, known, intent) for text, known in ways)  # a typo may reorder

    def _is_hit(self, text: str, known: Sequence[str], intent: str) -> bool:
        own = [known[place] for place in self._places.get(intent, ())]
        # Seldom one is near, and only then the others are asked.
        best = process.extractOne(text, own, scorer=fuzz.ratio, score_cutoff=NEAR)
        return best is not None and self._intents_near(text, known, best[1] - _AHEAD) == {intent}

    def _intents_near(self, text: str, known: Sequence[str], least: float) -> set[str]:
        """The intents that have so near a phrasing."""
        span = self._of_like_length(len(text), least / 100)
        near = process.extract(text, known[span], scorer=fuzz.ratio, limit=20, score_cutoff=least)
        return {self._intents[span.start + place] for _, _, place in near}

    def _of_like_length(self, length: int, share: float) -> slice:
        """The phrasings that can share so much: of two texts twice the shorter over the sum."""
        most, least = length * (2 - share) / share, length * share / (2 - share)
        return slice(bisect_left(self._lengths, least), bisect_right(self._lengths, most))
