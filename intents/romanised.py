"""Arabic, Persian, Cyrillic or Ge'ez words typed in Latin letters, and their consonants.

People write as they hear: each spells the vowels differently, hardly anybody the consonants. So
"shahada", "schahada" and "شهادة" share their consonants, and so do "джобцентр" and "jobcenter".
A romanised word is read as that word of the phrasings that has the same consonants and sounds most
alike; an unknown one stays as it is, or is spelt letter by letter where that can be done.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from intents.language import main_script
from intents.normalize import Table, fold

NATIVE = frozenset({"ARABIC", "CYRILLIC", "ETHIOPIC"})
"""Scripts that are also typed in Latin letters."""

# Each letter by how it sounds, in capitals; vowels and half vowels are left out.
_ARABIC = {
    "ب": "B", "پ": "B", "ت": "T", "ط": "T", "ټ": "T", "ث": "S", "ج": "J", "گ": "J", "چ": "C",
    "ح": "H", "خ": "X", "د": "D", "ډ": "D", "ض": "Z", "ذ": "Z", "ظ": "Z", "ز": "Z", "ځ": "Z",
    "ر": "R", "ړ": "R", "ژ": "J", "ږ": "J", "س": "S", "ص": "S", "څ": "S", "ش": "C", "ښ": "C",
    "غ": "Q", "ق": "Q", "ف": "F", "ڤ": "F", "ک": "K", "ل": "L", "م": "M", "ن": "N", "ڼ": "N",
    "ه": "H",
}  # fmt: skip
_CYRILLIC = {
    "б": "B", "п": "P", "в": "V", "ф": "F", "г": "X", "х": "X", "ґ": "X", "д": "D", "т": "T",
    "ж": "J", "з": "Z", "с": "S", "ц": "S", "к": "K", "л": "L", "м": "M", "н": "N", "р": "R",
    "ч": "C", "ш": "C", "щ": "C",
}  # fmt: skip
# The longest first. What Latin letters stand for depends on the script they stand in for.
_GROUPS = (
    "tsch", "shch", "sch", "tch", "sht", "sh", "ch", "zh", "kh", "gh", "th", "dh", "dj", "ph",
    "ts", "tz", "ck", "qu", "3'", "7'",
)  # fmt: skip
_BOTH = {
    "tsch": "C", "shch": "C", "sch": "C", "tch": "C", "sh": "C", "ch": "C", "zh": "J", "kh": "X",
    "th": "S", "dh": "Z", "dj": "J", "ph": "F", "ck": "K", "b": "B", "t": "T", "j": "J", "d": "D",
    "r": "R", "z": "Z", "s": "S", "f": "F", "k": "K", "c": "K", "l": "L", "m": "M", "n": "N",
    "x": "X",
}  # fmt: skip
_LATIN = {
    "ARABIC": _BOTH | {
        "p": "B", "g": "J", "gh": "Q", "q": "Q", "qu": "Q", "h": "H", "7": "H", "7'": "X",
        "5": "X", "6": "T", "9": "S", "8": "Q", "3'": "Q", "ts": "TS", "tz": "TS",
    },
    "CYRILLIC": _BOTH | {
        "p": "P", "v": "V", "w": "V", "g": "X", "gh": "X", "h": "X", "q": "K", "qu": "KV",
        "ts": "S", "tz": "S", "sht": "C", "4": "C", "6": "C", "x": "X",
    },
    "ETHIOPIC": _BOTH | {
        "p": "P", "f": "F", "g": "J", "gh": "J", "q": "Q", "qu": "Q", "h": "H", "v": "B",
        "ts": "S", "tz": "S", "th": "T", "w": "W", "y": "Y",
    },
}  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+")
_LATIN_WORD = re.compile(r"[a-z0-9']+")
_SHORTEST_OFFICE_WORD = 5
# Likeness (0 to 100) from which a known word is what was meant: Cyrillic can be spelt instead.
_SOUNDS_ALIKE = {"ARABIC": 55.0, "CYRILLIC": 88.0, "ETHIOPIC": 45.0}
_OF_ONE_CONSONANT = 75.0
_ARTICLES = frozenset({"el", "al", "il"})


def consonants(word: str, name: str) -> str:
    """The consonants of a folded word; `name` is the script it is written in, or stands in for.

    Empty where none are left.
    """
    if name not in NATIVE:
        return ""
    letters = _latin_consonants(word, name) if word.isascii() else _native_consonants(word)
    return _DOUBLED.sub(r"\1", letters)


def _native_consonants(word: str) -> str:
    # At the end it only marks a vowel.
    word = word.removesuffix("ه") if len(word) > 2 else word
    return word.translate(_SOUNDS)


def _sound(letter: str) -> str:
    known = _ARABIC.get(letter) or _CYRILLIC.get(letter)
    if known:
        return known
    name = unicodedata.name(letter, "")
    if not name.startswith("ETHIOPIC SYLLABLE"):
        return ""
    return _latin_consonants(name.split()[-1].lower(), "ETHIOPIC")


_SOUNDS = Table(_sound)


def _latin_consonants(word: str, name: str) -> str:
    if name == "ARABIC" and len(word) > 2:
        word = word.removesuffix("h")
    sounds, found, at = _LATIN[name], [], 0
    while at < len(word):
        group = next((g for g in _GROUPS if g in sounds and word.startswith(g, at)), word[at])
        found.append(sounds.get(group, ""))
        at += len(group)
    return "".join(found)


def skeleton(text: str) -> str:
    """The consonants of the words of a folded text that are in a native script."""
    parts = (consonants(word, main_script(word)) for word in text.split())
    return " ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class View:
    """A text as it is compared: in its native script, by its letters, and its language and script.

    letters: folded; where it is or stands for another script than Latin, its consonants too.
    """

    native: str
    letters: str
    kind: tuple[str, str]


@dataclass(frozen=True, eq=False)
class Look:
    """A text as it is compared: its letters, its language and script, its vector [384] or None.

    known: whether it stands among the phrasings, word for word.
    """

    letters: str
    kind: tuple[str, str]
    vector: NDArray[np.float32] | None
    known: bool = False


@dataclass(frozen=True, eq=False)
class Romaniser:
    """Reads romanised words as words of their language.

    scripts: the native script of each language that has one; words: for each language, the words
    of the phrasings by their consonants; latin: words that stay as they are, since they are
    German or stand in Latin letters in native texts too.
    """

    scripts: Mapping[str, str]
    words: Mapping[str, Mapping[str, Counter[str]]]
    latin: frozenset[str]

    @classmethod
    def fit(cls, texts: Iterable[tuple[str, str]]) -> "Romaniser":
        """Learn the words from pairs of language and folded text."""
        seen: dict[str, Counter[str]] = defaultdict(Counter)
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        latin: set[str] = set()
        for language, text in texts:
            name, words = main_script(text), text.split()
            counts[language].update(words)
            if name in NATIVE:
                seen[language][name] += 1
                latin.update(word for word in words if word.isascii())
            elif language == "de":
                latin.update(word for word in words if len(word) >= _SHORTEST_OFFICE_WORD)
        scripts = {language: names.most_common(1)[0][0] for language, names in seen.items()}
        return cls(scripts, _vocabulary(counts, scripts), frozenset(latin))

    def view(self, text: str, language: str) -> View:
        """How a clean text of a language is compared."""
        native, folded = self.native(text, language), fold(text)
        if native == text:
            return View(
                text, f"{folded} {skeleton(folded)}".rstrip(), (language, main_script(text))
            )
        name = self.scripts[language]
        read = fold(native)
        sounds = [consonants(word, name) for word in folded.split()]
        letters = " ".join([folded, read, *filter(None, sounds)])
        return View(native, letters, (language, name))

    def native(self, text: str, language: str) -> str:
        """A romanised text in the script of its language, as far as its words are known."""
        name = self.scripts.get(language)
        if name is None or main_script(text) != "LATIN":
            return text
        words = text.lower().split()
        found = (self._word(word, language, name) for word in words if word not in _ARTICLES)
        return " ".join(found)

    def _word(self, word: str, language: str, name: str) -> str:
        plain = "".join(_LATIN_WORD.findall(word))
        if not plain or plain.isdecimal() or fold(plain) in self.latin:
            return word
        key = consonants(plain, name)
        known = self.words[language].get(key, Counter())
        if name == "ARABIC" and "2" in plain:  # in many towns a ق is only a catch of breath
            known = known + self._with_qaf(plain, language)
        best = max(known, key=lambda one: (_alike(plain, one), known[one]), default="")
        enough = max(_SOUNDS_ALIKE[name], _OF_ONE_CONSONANT if len(key) < 2 else 0)
        if best and _alike(plain, best) >= enough:
            return best
        return spelt(plain, language) if name == "CYRILLIC" else word

    def _with_qaf(self, plain: str, language: str) -> Counter[str]:
        key = consonants(plain.replace("2", "q"), "ARABIC")
        return self.words[language].get(key, Counter())


def _vocabulary(
    counts: Mapping[str, Counter[str]], scripts: Mapping[str, str]
) -> dict[str, dict[str, Counter[str]]]:
    """The words of each native script by their consonants; counts: of all words by language."""
    found: dict[str, dict[str, Counter[str]]] = {language: {} for language in scripts}
    for language, name in scripts.items():
        for word, count in counts[language].items():
            if main_script(word) == name and (key := consonants(word, name)):
                found[language].setdefault(key, Counter())[word] += count
    return found


def _alike(typed: str, word: str) -> float:
    """How alike a typed and a native word sound, 0 to 100."""
    return fuzz.ratio(_plain(typed, word), read_out(word))


_PLAIN = str.maketrans(
    {"2": "", "3": "a", "7": "h", "5": "kh", "w": "o", "v": "o", "u": "o", "y": "i", "e": "i"}
)


def _plain(typed: str, native: str) -> str:
    # Arabic letters tell few vowels apart.
    return typed.translate(_PLAIN) if main_script(native) == "ARABIC" else typed


_READ = {
    "ا": "a", "و": "o", "ي": "i", "ع": "a", "ب": "b", "پ": "p", "ت": "t", "ط": "t", "ث": "s",
    "ج": "j", "چ": "ch", "ح": "h", "خ": "kh", "د": "d", "ذ": "z", "ر": "r", "ز": "z", "ژ": "zh",
    "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ظ": "z", "غ": "gh", "ف": "f", "ق": "q", "ک": "k",
    "گ": "g", "ل": "l", "م": "m", "ن": "n", "ه": "h",
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "є": "ye", "ж": "zh",
    "з": "z", "и": "i", "і": "i", "ї": "yi", "й": "y", "к": "k", "л": "l", "м": "m", "н": "n",
    "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts",
    "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
}  # fmt: skip


@lru_cache(maxsize=65536)
def read_out(word: str) -> str:
    """A native word in Latin letters, roughly as people type it."""
    return "".join(_READ.get(letter) or _syllable(letter) for letter in word)


def _syllable(letter: str) -> str:
    name = unicodedata.name(letter, "")
    return name.split()[-1].lower() if name.startswith("ETHIOPIC SYLLABLE") else ""


# How Cyrillic is spelt in Latin letters, the longest first.
_SPELT = (
    ("shch", "щ"), ("sch", "щ"), ("zh", "ж"), ("kh", "х"), ("ts", "ц"), ("ch", "ч"), ("sh", "ш"),
    ("ya", "я"), ("ja", "я"), ("ia", "я"), ("yu", "ю"), ("ju", "ю"), ("iu", "ю"), ("yo", "ё"),
    ("jo", "ё"), ("ye", "е"), ("je", "е"), ("a", "а"), ("b", "б"), ("v", "в"), ("w", "в"),
    ("g", "г"), ("d", "д"), ("e", "е"), ("z", "з"), ("i", "и"), ("j", "й"), ("k", "к"), ("l", "л"),
    ("m", "м"), ("n", "н"), ("o", "о"), ("p", "п"), ("r", "р"), ("s", "с"), ("t", "т"), ("u", "у"),
    ("f", "ф"), ("h", "х"), ("x", "х"), ("c", "ц"), ("y", "ы"), ("q", "к"), ("4", "ч"), ("6", "ш"),
    ("'", "ь"),
)  # fmt: skip
_OWN = {
    "uk": (("ye", "є"), ("je", "є"), ("yi", "ї"), ("ji", "ї"), ("i", "і"), ("y", "и"), ("h", "г"),
           ("g", "г")),
    "bg": (("sht", "щ"), ("q", "я"), ("y", "ъ"), ("j", "ж"), ("ch", "ч")),
}  # fmt: skip


def spelt(word: str, language: str) -> str:
    """A word of Latin letters, letter by letter in Cyrillic."""
    own = dict(_OWN.get(language, ()))
    rules = sorted({**dict(_SPELT), **own}.items(), key=lambda rule: -len(rule[0]))
    found, at = [], 0
    while at < len(word):
        latin, letter = next((r for r in rules if word.startswith(r[0], at)), (word[at], word[at]))
        found.append(letter)
        at += len(latin)
    return "".join(found)
