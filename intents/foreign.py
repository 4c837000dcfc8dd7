"""Sample sentences of languages a catalogue may lack, so that they are recognised as themselves.

Everyday sentences written for this purpose: where people live, work, learn, are ill, need papers.
One file a language, one sentence a line. They tell the language, and where its texts lie in the
space of meanings. A language that has phrasings enough in the catalogue does without them.

Urdu and Hindi in Latin letters are one language, spelt as anybody likes: it counts as Urdu.
"""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

_FOLDER = Path(__file__).parent / "samples"
_OTHER_CODES = {"amh": "am", "swa": "sw", "spa": "es", "ita": "it", "por": "pt", "urd": "ur"}

_ENOUGH = 100  # phrasings of a language that say more about it than these sentences


def samples(languages: Iterable[str]) -> list[tuple[str, str]]:
    """Pairs of language and sentence; `languages` are those of the phrasings, one for each."""
    counts = Counter(_OTHER_CODES.get(code, code) for code in languages)
    return [
        (path.stem, line)
        for path in sorted(_FOLDER.glob("*.txt"))
        if counts[path.stem] < _ENOUGH
        for line in path.read_text("utf-8").splitlines()
        if line
    ]


def some_of_each(pairs: Iterable[tuple[str, str]], most: int) -> list[tuple[str, str]]:
    """At most so many pairs of each language, the first ones."""
    seen: Counter[str] = Counter()
    kept = []
    for language, text in pairs:
        seen[language] += 1
        if seen[language] <= most:
            kept.append((language, text))
    return kept
