"""Brings an utterance into two forms: clean (for the encoder) and folded (for n-grams and hits)."""

import unicodedata
from collections.abc import Callable, Mapping

LIMIT = 300
"""Characters of an utterance that are read: of a longer one the beginning and the end."""

_DROPPED = {"Cc", "Cf", "Cs", "Co", "Cn"}
_MARKS = {"Mn", "Me"}
_REMEMBERED = 8192

# One letter for the forms that people, keyboards and languages write differently.
_ARABIC = {
    "آ": "ا", "أ": "ا", "إ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ۍ": "ي", "ێ": "ي",
    "ئ": "ي", "ك": "ک", "ڪ": "ک", "ګ": "گ", "ؤ": "و", "ۆ": "و", "ۇ": "و", "ة": "ه", "ۀ": "ه",
    "ە": "ه", "ہ": "ه", "ھ": "ه", "ۃ": "ه", "ڕ": "ر", "ڵ": "ل", "ء": "", "ـ": "",
}  # fmt: skip
# Ge'ez consonants that sound alike today, by the first of the seven or eight vowel forms of each.
_GEEZ = (("ሐ", "ሀ", 7), ("ኀ", "ሀ", 7), ("ሠ", "ሰ", 7), ("ፀ", "ጸ", 7), ("ዐ", "አ", 7))
_LATIN = {
    "ı": "i", "ß": "ss", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "þ": "th",
    "ʼ": "", "’": "", "‘": "", "'": "", "`": "", "ʻ": "", "´": "",
}  # fmt: skip
_CYRILLIC = {"ё": "е", "ґ": "г", "ѝ": "и"}
# Marks that make another letter of another word: kept (й, ї), unlike accents and vowel signs.
_KEPT = {"й", "ї"}


def _geez() -> dict[str, str]:
    """The sound-alike consonants with all their vowels; after a breath both kinds of "a"."""
    alike = {
        chr(ord(old) + vowel): chr(ord(new) + vowel)
        for old, new, vowels in _GEEZ
        for vowel in range(vowels)
    }
    return alike | {"ኣ": "አ", "ዓ": "አ", "ሃ": "ሀ", "ሓ": "ሀ", "ኃ": "ሀ"}


_FOLDED = _ARABIC | _LATIN | _CYRILLIC | _geez()


class Table(dict[int, str]):
    """For `str.translate`: what each character becomes, worked out when it is first met."""

    def __init__(
        self, becomes: Callable[[str], str], known: Mapping[int, str] | None = None
    ) -> None:
        super().__init__(known or {})
        self._becomes = becomes

    def __missing__(self, point: int) -> str:
        found = self._becomes(chr(point))
        if len(self) < _REMEMBERED:  # who writes every sign there is fills no memory
            self[point] = found
        return found


def _visible(character: str) -> str:
    return " " if unicodedata.category(character) in _DROPPED else character


def _folded(character: str) -> str:
    """What one lower-case character becomes: letters, a digit, a space, or nothing."""
    if character in _KEPT:
        return character
    if character in _FOLDED:
        return _FOLDED[character]
    base = unicodedata.normalize("NFD", character)
    return "".join(_keep(part) for part in base)


def _keep(part: str) -> str:
    category = unicodedata.category(part)
    if category in _MARKS:
        return ""
    if category == "Nd":
        return str(unicodedata.digit(part))
    if category[0] in "LN" or category == "Mc":
        return _FOLDED.get(part, part)
    return " "


_CLEANING, _FOLDING = Table(_visible), Table(_folded)


def clean(text: str) -> str:
    """The text in NFKC, at most LIMIT characters, without controls and doubled spaces.

    Cut twice: before composing, which bounds the time (a storm of combining marks), and after,
    which bounds the length (one sign of Arabic becomes eighteen).
    """
    some = _ends(text, 4 * LIMIT).encode("utf-8", "replace").decode("utf-8")
    composed = _ends(unicodedata.normalize("NFKC", some), 2 * LIMIT)
    # What is printable has nothing to take out, and most texts are.
    visible = composed if composed.isprintable() else composed.translate(_CLEANING)
    return _ends(" ".join(visible.split()), LIMIT).rstrip()


def _ends(text: str, limit: int) -> str:
    """The text; of one that is too long, the beginning and half as much of the end."""
    end = limit // 3
    return text if len(text) <= limit else f"{text[: limit - end - 1]} {text[-end:]}"


def fold(text: str) -> str:
    """The text as it is compared: case, marks, letter forms, digits and signs made equal."""
    lowered = unicodedata.normalize("NFC", clean(text).casefold())
    return " ".join(lowered.translate(_FOLDING).split())[:LIMIT].rstrip()


def sort_tokens(folded: str) -> str:
    """The words in alphabetical order, the form in which near hits are compared."""
    return " ".join(sorted(folded.split()))
