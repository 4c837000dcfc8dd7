"""Languages by their names, in any language: “بالعربي”, “на украинском”, “Türkçeye”."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.i18n import language_names
from intents.normalize import fold
from knowledge.model import Language

# Languages that newcomers ask for and the bot does not know of otherwise.
_OTHERS = (
    "am", "az", "bn", "bs", "cs", "el", "es", "ha", "hi", "hr", "hu", "hy", "ig", "it", "ja", "ka",
    "ko", "la", "mk", "ne", "nl", "om", "pa", "pt", "sq", "sr", "sw", "ta", "th", "ur", "uz", "vi",
    "wo", "yo", "zh", "zza",
)  # fmt: skip
# What grows at the beginning of a name (Arabic "in the …"), and how it may end.
_PREFIXES = ("بال", "ال", "لل", "ب", "по", "na")
_ENDINGS = (
    *("ого", "ому", "ий", "ій", "ої", "ою", "ом", "ой", "ая", "ую", "им", "их", "а", "у", "и"),
    *("е", "ю", "oyu", "oju", "ij", "iy", "om", "i"),  # Slavic
    *("sinden", "sini", "sina", "yle", "yla", "yi", "ye", "ya", "si", "de", "da", "den", "dan"),
    *("nin", "m"),  # Turkish
    *("en", "em", "er", "es", "e", "s", "n", "ه", "م", "ش"),
)
_BASE_ENDINGS = ("ий", "а", "ه")  # of a name as CLDR writes it; others take their place
_SHORTEST, _STEM = 3, 5  # letters of a name behind a prefix, and of one before an ending


class LanguageNames:
    """Finds which language a word names."""

    def __init__(self, languages: Iterable[Language]) -> None:
        known = {language.code: language for language in languages}
        speakers = [language.code for language in known.values() if language.live]
        self._names: dict[str, str] = {}
        for code in (*_OTHERS, *known):
            own = _own_names(known[code]) if code in known else ()
            self._names |= {
                bare: code
                for name in (*language_names(code, (*speakers, code)), *own)
                for bare in _whole(name)
            }
        self._stems = {stem: code for name, code in self._names.items() for stem in _stems(name)}

    def code(self, word: str) -> str | None:
        """The code of the language that a folded word names; None if it names none."""
        bare = tuple(_bare(word))
        whole = (self._names.get(one) for one in bare)
        stems = (self._stems.get(s) for one in bare for s in (one, *_without(one, _ENDINGS)))
        return next(filter(None, (*whole, *stems)), None)


def _own_names(language: Language) -> tuple[str, ...]:
    return language.name, language.english, *language.also


def _whole(name: str) -> Iterator[str]:
    """A name of one word, also without its article."""
    words = fold(name).split()
    # Names of two words ("Central Kurdish") would stand for the wrong language by their first.
    if len(words) == 1:
        yield from _bare(words[0])


def _stems(name: str) -> Iterator[str]:
    if len(name) >= _STEM:
        yield name
    yield from _without(name, _BASE_ENDINGS)


def _without(word: str, endings: Iterable[str]) -> Iterator[str]:
    """The word without its ending, the longest first."""
    for ending in sorted(endings, key=len, reverse=True):
        if word.endswith(ending) and len(word) - len(ending) >= _STEM:
            yield word.removesuffix(ending)


def _bare(word: str) -> Iterator[str]:
    yield word
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= _SHORTEST:
            yield word.removeprefix(prefix)
