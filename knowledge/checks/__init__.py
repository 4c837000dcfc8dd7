"""Everything that can be wrong with a knowledge base, told at once."""

import hashlib
import sys
from datetime import date
from pathlib import Path

from intents import store
from knowledge.checks import contacts, phrasings, safety, texts, topics
from knowledge.model import KnowledgeBase
from knowledge.problem import Problem
from knowledge.reader import read

_CODE = (Path(__file__).parent.parent, Path(store.__file__).parent)


def check(
    folder: Path, today: date | None = None, *, cache: Path | None = None
) -> tuple[KnowledgeBase | None, list[Problem]]:
    """What `read` gives, and beside its problems those of the content, sorted by place.

    cache: a folder where it is kept that the texts of a base have no fault; looking through the
    same files again would take a second of every start.
    """
    base, problems = read(folder)
    if base is not None:
        problems += _of_offers(base, today or date.today()) + _of_words_once(base, cache)
    return base, sorted(set(problems))


def _of_offers(base: KnowledgeBase, today: date) -> list[Problem]:
    """Those that time brings, too."""
    return [*contacts.problems_of(base, today), *topics.problems_of(base, today)]


def _of_words_once(base: KnowledgeBase, cache: Path | None) -> list[Problem]:
    """The problems of the words; of a base that once had none they are not looked for again."""
    mark = _mark(base, cache) if cache else None
    if mark and store.restore(mark, tuple) is not None:
        return []
    found = [*texts.problems_of(base), *phrasings.problems_of(base), *safety.problems_of(base)]
    if not found:
        store.keep(mark, ())
    return found


def _mark(base: KnowledgeBase, cache: Path) -> Path:
    """Whether there is a fault depends on the files, on this code and on the signs it knows."""
    digest = hashlib.blake2b(f"{sys.version}\0{base.version}".encode(), digest_size=16)
    for path in sorted(path for package in _CODE for path in package.rglob("*.py")):
        digest.update(path.read_bytes())
    return cache / f"faultless-{digest.hexdigest()}.npz"
