"""How far each language is: required topics, all topics, what is outdated or not yet reviewed."""

from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.freshness import is_outdated, is_unstamped
from knowledge.model import KnowledgeBase, Language

COLUMNS = (
    "language", "status", "required", "all", "outdated", "unstamped", "machine", "to review",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Coverage:
    """The figures of one language; `to_review` counts machine texts and outdated reviewed ones."""

    language: Language
    required: int
    required_of: int
    all: int
    all_of: int
    outdated: int
    unstamped: int
    machine: int
    to_review: int

    @property
    def ready(self) -> bool:
        """Whether every required topic is there."""
        return self.required == self.required_of


def coverage(base: KnowledgeBase) -> tuple[Coverage, ...]:
    """A row for each language of languages.yaml, in its order."""
    return tuple(_row(base, language) for language in base.languages.values())


def _row(base: KnowledgeBase, language: Language) -> Coverage:
    topics = tuple(base.topics.values())
    code = language.code
    there = [topic for topic in topics if code in topic.texts]
    machine = [topic for topic in there if topic.texts[code].review == "machine"]
    outdated = [topic for topic in there if is_outdated(topic, code)]
    return Coverage(
        language=language,
        required=sum(topic.required for topic in there),
        required_of=sum(topic.required for topic in topics),
        all=len(there),
        all_of=len(topics),
        outdated=len(outdated),
        unstamped=sum(is_unstamped(topic, code) for topic in there),
        machine=len(machine),
        to_review=len({topic.id for topic in (*machine, *outdated)}),
    )


def table(rows: Iterable[Coverage]) -> str:
    """The rows as aligned text, a heading above them."""
    cells = [COLUMNS, *map(_cells, rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in cells
    )


def _cells(row: Coverage) -> tuple[str, ...]:
    return (
        f"{row.language.code} {row.language.english}",
        row.language.status,
        f"{row.required}/{row.required_of}",
        f"{row.all}/{row.all_of}",
        *map(str, (row.outdated, row.unstamped, row.machine, row.to_review)),
    )
