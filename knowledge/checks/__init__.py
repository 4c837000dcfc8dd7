"""Everything that can be wrong with a knowledge base, told at once."""

from datetime import date
from pathlib import Path

from knowledge.checks import contacts, phrasings, safety, texts, topics
from knowledge.model import KnowledgeBase
from knowledge.problem import Problem
from knowledge.reader import read


def check(folder: Path, today: date | None = None) -> tuple[KnowledgeBase | None, list[Problem]]:
    """What `read` gives, and beside its problems those of the content, sorted by place."""
    base, problems = read(folder)
    if base is not None:
        problems += problems_of(base, today or date.today())
    return base, sorted(set(problems))


def problems_of(base: KnowledgeBase, today: date) -> list[Problem]:
    """The problems of a knowledge base that could be read."""
    return [
        *contacts.problems_of(base, today),
        *topics.problems_of(base, today),
        *texts.problems_of(base),
        *phrasings.problems_of(base),
        *safety.problems_of(base),
    ]
