"""Which language an utterance is written in, learned from the phrasings themselves.

Every language and script is a kind of its own, so romanised Arabic does not blur the Arabic model.
Each word votes, and a vote is bounded: one German office word does not outweigh a Turkish sentence.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain, pairwise

import numpy as np
from numpy.typing import NDArray

from intents.language_model import Floats, Order, score, train
from intents.model import LanguageGuess
from intents.normalize import Table, clean

UNKNOWN = "und"
"""The code of a text without letters (ISO 639)."""

# Languages told by their script alone, unless the phrasings hold texts in it.
_BY_SCRIPT = {
    "GREEK": "el", "DEVANAGARI": "hi", "GEORGIAN": "ka", "ARMENIAN": "hy", "CJK": "zh",
    "HIRAGANA": "ja", "KATAKANA": "ja", "HANGUL": "ko", "HEBREW": "he", "THAI": "th",
    "BENGALI": "bn", "TAMIL": "ta", "GURMUKHI": "pa", "TELUGU": "te", "MALAYALAM": "ml",
    "GUJARATI": "gu", "SINHALA": "si", "MYANMAR": "my", "KHMER": "km", "LAO": "lo",
    "TIBETAN": "bo", "THAANA": "dv", "KANNADA": "kn", "SYRIAC": "syr", "TIFINAGH": "zgh",
    "ETHIOPIC": "am", "NKO": "nqo",
}  # fmt: skip
# Scripts without spaces between words: two letters there say as much as a word.
_UNSPACED = frozenset({"CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR"})
# Web and mail addresses and names of accounts are in no language.
_ADDRESS = re.compile(
    r"(?<!\S)\S*(?:://|www\.|@)\S*|\b(?:[\w-]+\.)+(?:com|de|eu|info|net|org)\b(?:/\S*)?",
    re.IGNORECASE,
)
_LATIN_SHARE = 0.25  # a Latin letter's weight where scripts mix: office words stand in foreign ones
_BORROWED = 0.0005  # how likely a word is to come from another language than its sentence
_SHARPNESS = np.geomspace(0.1, 1.0, 10)
_STRANGE = 3.0  # what a letter that a language never uses counts against it
_ENOUGH = 600  # letters of a kind of text from which an absent one is strange


@lru_cache(maxsize=4096)
def script(character: str) -> str:
    """LATIN, CYRILLIC, ARABIC, ETHIOPIC …: the first word of the letter's name."""
    return unicodedata.name(character, "UNKNOWN").split()[0].split("-")[0]


def _first_of_script() -> Table:
    """Each letter becomes the first one that was met of its script; what is no letter goes."""
    first: dict[str, str] = {}
    return Table(lambda c: first.setdefault(script(c), c) if c.isalpha() else "")


_FIRST_OF_SCRIPT = _first_of_script()


def main_script(text: str) -> str:
    """The script of the text; empty without letters. Others win over a few Latin words."""
    letters = text.translate(_FIRST_OF_SCRIPT)
    if letters.count(letters[:1]) == len(letters):  # nearly every word is of one script
        return script(letters[0])
    counts = Counter(letters)
    weight = {
        script(c): n * (_LATIN_SHARE if script(c) == "LATIN" else 1) for c, n in counts.items()
    }
    return max(sorted(weight), key=weight.__getitem__, default="")


def _letters(text: str) -> list[str]:
    """The words as the model reads them: lower case, letters, marks and apostrophes."""
    kept = (c if unicodedata.category(c)[0] in "LM" or c in "'’" else " " for c in text.casefold())
    return "".join(kept).split()


@dataclass(frozen=True, eq=False)
class LanguageModel:
    """The kinds of text and what each is like.

    kinds: language and script; alphabets: the letters each uses, empty when too few were seen to
    tell; orders: the n-gram table; sharpness: by how much the evidence is to be trusted.
    """

    kinds: tuple[tuple[str, str], ...]
    alphabets: tuple[str, ...]
    orders: tuple[Order, ...]
    sharpness: float

    @classmethod
    def fit(cls, texts: Sequence[tuple[str, str]]) -> "LanguageModel":
        """Learn from pairs of language and text."""
        rows = [row for row in map(_row, texts) if row]
        half = cls._fit([row for place, row in enumerate(rows) if place % 5])
        held = [row for place, row in enumerate(rows) if not place % 5]
        whole = cls._fit(rows)
        return replace(whole, sharpness=half._best_sharpness(held))

    @classmethod
    def _fit(cls, rows: Sequence[tuple[str, str, str]]) -> "LanguageModel":
        kinds = tuple(sorted({(language, name) for language, name, _ in rows}))
        number = {kind: place for place, kind in enumerate(kinds)}
        texts = [text for _, _, text in rows]
        which = [number[language, name] for language, name, _ in rows]
        alphabets = tuple(_alphabet(rows, kind) for kind in kinds)
        return cls(kinds, alphabets, train(texts, which, len(kinds)) if rows else (), 1.0)

    def _best_sharpness(self, rows: Sequence[tuple[str, str, str]]) -> float:
        """The one under which the true languages of held-out texts are the most probable."""
        losses = np.zeros(len(_SHARPNESS))
        words = [_scored(text) for *_, text in rows]
        each = score(self.orders, list(chain.from_iterable(words)))
        bounds = pairwise(np.cumsum([0, *map(len, words)]).tolist())
        for (language, name, text), (start, end) in zip(rows, bounds, strict=True):
            evidence = self._evidence(each[start:end], name)
            own = [self.kinds[place][0] == language for place in evidence]
            chances = self._chances(evidence, self._strange(text, evidence), _SHARPNESS)
            losses -= np.log(chances[:, own].sum(axis=1) + 1e-4)
        return float(_SHARPNESS[int(np.argmin(losses))])

    def _evidence(self, words: Floats, name: str) -> dict[int, float]:
        """The log-likelihood by each kind of the script, from that of the words [words, kinds]."""
        able = [place for place, kind in enumerate(self.kinds) if kind[1] == name]
        if not able or not len(words):
            return {}
        return dict(zip(able, _votes(words[:, able].astype(np.float64)), strict=True))

    def _strange(self, text: str, kinds: Iterable[int]) -> list[int]:
        """How many different letters of the text each kind never uses."""
        used = {letter for letter in text if letter.isalpha()}
        return [len(used.difference(self.alphabets[k])) if self.alphabets[k] else 0 for k in kinds]

    def _chances(
        self, evidence: Mapping[int, float], strange: Sequence[int], sharpness: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """The probability of each kind under each sharpness: [sharpness, kinds]."""
        values = np.outer(sharpness, list(evidence.values())) - _STRANGE * np.array(strange)
        chances = np.exp(values - values.max(axis=1, keepdims=True, initial=-np.inf))
        return np.asarray(chances / chances.sum(axis=1, keepdims=True))

    def shares(self, text: str) -> dict[str, float]:
        """The probability of each language that has the script of the text."""
        name, own = _read(text)
        evidence = self._evidence(score(self.orders, _scored(own)), name)
        if not evidence:
            return {_BY_SCRIPT[name]: 1.0} if name in _BY_SCRIPT else {}
        strange = self._strange(own, evidence)
        chances = self._chances(evidence, strange, np.array([self.sharpness]))[0]
        found: dict[str, float] = {}
        for place, chance in zip(evidence, chances.tolist(), strict=True):
            language = self.kinds[place][0]
            found[language] = found.get(language, 0.0) + chance
        return found

    def guess(self, text: str) -> LanguageGuess:
        """The most probable language of the text and how many different words speak for it."""
        count, shares = _count(_letters(_prose(text))), self.shares(text)
        if not shares:
            return LanguageGuess(UNKNOWN, 0.0, count)
        best = max(sorted(shares), key=shares.__getitem__)
        return LanguageGuess(best, min(shares[best], 1.0), count)


def _prose(text: str) -> str:
    """The clean text without addresses."""
    return _ADDRESS.sub(" ", clean(text))


def _count(words: Iterable[str]) -> int:
    """How many different words there are; in a script without spaces two letters are one."""
    unspaced = {c for word in words for c in word if script(c) in _UNSPACED}
    spaced = {word for word in words if not any(script(c) in _UNSPACED for c in word)}
    return len(spaced) + (len(unspaced) + 1) // 2


def _read(text: str) -> tuple[str, str]:
    """The script of a text and its words in that script, a space after each."""
    known = _prose(text)
    name = main_script(known)
    return name, "".join(f"{word} " for word in _letters(known) if main_script(word) == name)


def _scored(text: str) -> list[str]:
    """The words as they are scored: the end of a word is part of it."""
    return [f"{word} " for word in text.split()]


def _row(pair: tuple[str, str]) -> tuple[str, str, str] | None:
    """Language, script and the words of a text; None without letters."""
    name, own = _read(pair[1])
    return (pair[0], name, own) if own else None


def _alphabet(rows: Iterable[tuple[str, str, str]], kind: tuple[str, str]) -> str:
    """The letters of a kind of text; empty when it is too short to miss one."""
    counts = Counter("".join(text for language, name, text in rows if (language, name) == kind))
    return "".join(sorted(counts)) if counts.total() >= _ENOUGH else ""


def _votes(each: NDArray[np.float64]) -> Floats:
    """Sum over words [w, kinds]; a word may be borrowed, so none can speak too loudly."""
    best = each.max(axis=1, keepdims=True)
    bounded = np.logaddexp(each + np.log1p(-_BORROWED), best + np.log(_BORROWED))
    return np.asarray(bounded.sum(axis=0), np.float32)
