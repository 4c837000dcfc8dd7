"""Which of the known word forms a word of a message is: whole, by a part of it, or misspelt."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain

from rapidfuzz.distance import OSA

from intents.safety_text import readings

SHORTEST_MISSPELT = 5
"""Letters from which one slip is forgiven; shorter words have too many neighbours."""
_SHORTEST_STEM = 7
_LETTER_MORE_FROM = 6
_TWO_SLIPS_FROM = 9
_ANY_LETTER_FROM = 8
_LONGEST_READ = 24
_REMEMBERED = 8192
"""Words whose numbers stay in memory: most of a message are the same few."""
_ALIKE = tuple(
    map(
        frozenset, ("aeiouy", "dt", "bp", "gkqc", "szc", "vfwb", "ij", "mn", "аоеэ", "иіыйе", "уюо")
    )
) + tuple(map(frozenset, ("дт", "бп", "гкхґ", "зс", "вф", "шщж", "اعه", "تطث", "سصثز", "دذ", "حه")))
"""Letters that are taken for each other."""

_Index = dict[str, list[int]]


class WordIndex:
    """Forms of words, each with a number; `*` at an end of a form stands for any letters."""

    def __init__(self, forms: Iterable[tuple[int, str]], correct: Iterable[str] = ()) -> None:
        """`correct` are forms that are never taken for a misspelling of another one."""
        self._whole: _Index = {}
        self._begin: _Index = {}
        self._end: _Index = {}
        self._inside: _Index = {}
        self._near_whole: dict[str, list[str]] = {}
        self._near_begin: dict[str, list[str]] = {}
        for number, form in chain(forms, ((-1, form) for form in correct)):
            self._add(number, form)
        self._remembered = lru_cache(maxsize=_REMEMBERED)(self._numbers)
        self._begin_sizes = sorted({len(stem) for stem in self._begin})
        self._end_sizes = sorted({len(stem) for stem in self._end})
        self._inside_sizes = sorted({len(stem) for stem in self._inside})

    def _add(self, number: int, form: str) -> None:
        stem = form.strip("*")
        self._place(form).setdefault(stem, []).append(number)
        if number < 0 or form.startswith("*"):
            return
        if form.endswith("*"):
            if len(stem) >= _SHORTEST_STEM:
                _add_near(self._near_begin, stem)
        elif len(stem) >= SHORTEST_MISSPELT:
            _add_near(self._near_whole, stem)

    def _place(self, form: str) -> _Index:
        if form.startswith("*"):
            return self._inside if form.endswith("*") else self._end
        return self._begin if form.endswith("*") else self._whole

    def numbers(self, word: str) -> frozenset[int]:
        """The numbers of the forms that `word` is; of a misspelt word those of its neighbours."""
        return self._remembered(word[:_LONGEST_READ])

    def _numbers(self, word: str) -> frozenset[int]:
        known = frozenset(chain.from_iterable(map(self._spelled, readings(word))))
        if known or len(word) < SHORTEST_MISSPELT:
            return known - {-1}
        return frozenset(self._misspelt(word)) - {-1}

    def _spelled(self, word: str) -> Iterator[int]:
        yield from self._whole.get(word, ())
        for size in self._begin_sizes:
            yield from self._begin.get(word[:size], ()) if size <= len(word) else ()
        for size in self._end_sizes:
            yield from self._end.get(word[-size:], ()) if size <= len(word) else ()
        for size in self._inside_sizes:
            for start in range(len(word) - size + 1):
                yield from self._inside.get(word[start : start + size], ())

    def _misspelt(self, word: str) -> Iterator[int]:
        for form in _neighbours(self._near_whole, word):
            if _is_slip(word, form, 2 if len(form) >= _TWO_SLIPS_FROM else 1):
                yield from self._whole[form]
        for size in range(_SHORTEST_STEM - 1, len(word) + 1):
            begin = word[:size]
            for stem in _neighbours(self._near_begin, begin):
                if _is_slip(begin, stem, 1):
                    yield from self._begin[stem]


def _shortened(word: str) -> set[str]:
    """`word` and every form of it that lacks one letter: neighbours share one of these."""
    return {word, *(word[:at] + word[at + 1 :] for at in range(1, len(word)))}


def _add_near(near: dict[str, list[str]], form: str) -> None:
    for variant in _shortened(form):
        entries = near.setdefault(variant, [])
        if form not in entries:
            entries.append(form)


def _neighbours(near: dict[str, list[str]], word: str) -> set[str]:
    return set(chain.from_iterable(near.get(variant, ()) for variant in _shortened(word)))


def _is_slip(word: str, form: str, slips: int) -> bool:
    """Whether `word` is `form` with at most so many slips.

    The first letter is hardly ever wrong. In a short word one letter for another mostly makes
    another word (wehen, wegen), unless the two sound alike.
    """
    if word[0] != form[0] or OSA.distance(word, form, score_cutoff=slips) > slips:
        return False
    if len(word) != len(form):
        return len(form) >= _LETTER_MORE_FROM
    return len(form) >= _ANY_LETTER_FROM or _sound_alike(word, form)


def _sound_alike(word: str, form: str) -> bool:
    pairs = [(one, other) for one, other in zip(word, form, strict=True) if one != other]
    return len(pairs) != 1 or any(set(pairs[0]) <= group for group in _ALIKE)
