"""Which script a letter belongs to, and words that mix two of them."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

_RANGES = {
    "Latin": (("A", "Z"), ("a", "z"), ("\u00c0", "\u024f"), ("\u1e00", "\u1eff")),
    "Cyrillic": (("\u0400", "\u052f"),),
    "Arabic": (("\u0600", "\u06ff"), ("\u0750", "\u077f"), ("\ufb50", "\ufdff"),
               ("\ufe70", "\ufefc")),
    "Ethiopic": (("\u1200", "\u139f"), ("\u2d80", "\u2ddf")),
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
_CLASS = {
    script: re.compile("[" + "".join(f"{first}-{last}" for first, last in ranges) + "]")
    for script, ranges in _RANGES.items()
}


@lru_cache(maxsize=4096)
def script_of(char: str) -> str | None:
    """The script of a letter; None for digits, signs and scripts the bot does not know."""
    if not char.isalpha():
        return None
    return next((script for script, found in _CLASS.items() if found.match(char)), None)


def script_of_text(text: str) -> str | None:
    """The script most letters belong to."""
    counts = Counter(filter(None, map(script_of, text)))
    return counts.most_common(1)[0][0] if counts else None


def right_to_left(text: str) -> bool:
    """Whether the first letter of a text is written from right to left."""
    kinds = (unicodedata.bidirectional(char) for char in text)
    return next((kind for kind in kinds if kind in ("L", "R", "AL")), "L") != "L"


def first_letter_of(text: str, scripts: set[str]) -> int | None:
    """Where the first letter of one of these scripts stands."""
    found = (_CLASS[script].search(text) for script in scripts)
    places = [match.start() for match in found if match and match.group().isalpha()]
    return min(places, default=None)


def letters(text: str, script: str) -> int:
    """How many letters of a text belong to a script."""
    return sum(1 for char in text if script_of(char) == script)


def mixed_words(text: str) -> Iterator[tuple[int, str]]:
    """Words with Latin letters among Cyrillic ones or the other way round, and where they begin.

    A Cyrillic ending on a German word ("Jobcenterу") is how people write, and is let through.
    """
    if not (_CLASS["Latin"].search(text) and _CLASS["Cyrillic"].search(text)):
        return
    for match in _WORD.finditer(text):
        if _mixed(match.group()):
            yield match.start(), match.group()


def _mixed(word: str) -> bool:
    runs: list[tuple[str, int]] = []
    for char in word:
        script = script_of(char) or ""
        if runs and runs[-1][0] == script:
            runs[-1] = (script, runs[-1][1] + 1)
        else:
            runs.append((script, 1))
    found = {script for script, _ in runs}
    if not {"Latin", "Cyrillic"} <= found:
        return False
    ending = len(runs) == 2 and runs[0][0] == "Latin" and runs[0][1] > 2
    return not ending
