"""What time has done: translations of an older German text, facts nobody compared lately."""

import hashlib
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from knowledge.model import SOURCE_LANGUAGE, KnowledgeBase, Topic, TopicText


def source_hash(german: TopicText) -> str:
    """Six hexadecimal digits that change with the German title or answer, not with line breaks."""
    words = " ".join(f"{german.title}\n{german.answer}".split())
    return hashlib.sha256(words.encode()).hexdigest()[:6]


def is_outdated(topic: Topic, language: str) -> bool:
    """Whether the text in that language translates an older German text."""
    text, german = topic.texts.get(language), topic.german
    if text is None or german is None or language == SOURCE_LANGUAGE:
        return False
    return text.source_hash is not None and text.source_hash != source_hash(german)


def is_unstamped(topic: Topic, language: str) -> bool:
    """Whether nobody noted which German text this one translates (`stamp` does)."""
    text = topic.texts.get(language)
    return text is not None and language != SOURCE_LANGUAGE and text.source_hash is None


def outdated_texts(base: KnowledgeBase) -> Iterator[tuple[Topic, TopicText]]:
    """Every translation of an older German text."""
    for topic in base.topics.values():
        for language, text in topic.texts.items():
            if is_outdated(topic, language):
                yield topic, text


@dataclass(frozen=True, slots=True)
class Due:
    """A topic whose facts should be compared with their source; `since` None: never compared."""

    topic: Topic
    since: date | None


def review_date(topic: Topic) -> date | None:
    """The day from which a topic's facts are due; None if they were never compared."""
    if topic.verified_on is None:
        return None
    months = topic.verified_on.month - 1 + topic.review_in
    year, month = topic.verified_on.year + months // 12, months % 12 + 1
    return date(year, month, min(topic.verified_on.day, monthrange(year, month)[1]))


def due(base: KnowledgeBase, today: date) -> tuple[Due, ...]:
    """Topics to compare with their sources: never compared first, then the longest overdue."""
    found = [Due(topic, review_date(topic)) for topic in base.topics.values()]
    late = [one for one in found if one.since is None or one.since <= today]
    return tuple(sorted(late, key=lambda one: (one.since or date.min, not one.topic.required)))
