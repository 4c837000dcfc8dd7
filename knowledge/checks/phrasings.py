"""Phrasings: enough of them, none twice, none that two topics share."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from intents.normalize import fold
from knowledge.model import KnowledgeBase, Topic, TopicText
from knowledge.problem import Place, Problem, problem_at
from knowledge.scripts import mixed_words

FEWEST, LONGEST = 8, 300


class _Placed(NamedTuple):
    intent: str
    language: str
    text: str
    folded: str
    place: Place


def problems_of(base: KnowledgeBase) -> Iterator[Problem]:
    """The problems of the phrasings of all topics and service intents."""
    for topic in base.topics.values():
        for text in topic.texts.values():
            yield from _too_few(base, topic, text)
    placed = list(_placed(base))
    yield from _one_by_one(placed)
    yield from _twice(placed)


def _placed(base: KnowledgeBase) -> Iterator[_Placed]:
    for topic in base.topics.values():
        for text in topic.texts.values():
            for number, phrasing in enumerate(text.phrasings):
                place = text.places.get(f"phrasings.{number}", Place(text.path))
                yield _Placed(topic.id, text.language, phrasing, fold(phrasing), place)
    for intent, by_language in base.services.items():
        for language, phrasings in by_language.items():
            for number, phrasing in enumerate(phrasings):
                key = f"{intent}.{language}.phrasings.{number}"
                place = base.places.get(key, Place(f"service/{intent}/{language}.yaml"))
                yield _Placed(intent, language, phrasing, fold(phrasing), place)


def _too_few(base: KnowledgeBase, topic: Topic, text: TopicText) -> Iterator[Problem]:
    language = base.languages[text.language]
    if language.live and len(text.phrasings) < FEWEST:
        place = text.places.get("phrasings", text.places.get("", Place(text.path)))
        yield problem_at(
            place, f"'{topic.id}' has {len(text.phrasings)} phrasings in {language.english}; "
            f"write {FEWEST} or more ways people ask for it."
        )  # fmt: skip


def _one_by_one(placed: Iterable[_Placed]) -> Iterator[Problem]:
    for one in placed:
        if len(one.text) > LONGEST:
            yield problem_at(one.place, f"This phrasing is longer than {LONGEST} characters.")
        if not one.folded:
            yield problem_at(one.place, f"'{one.text}' has no letters or digits; delete it.")
        if "TODO" in one.text:
            yield problem_at(one.place, "A TODO is left; write how people ask for it.")
        for _, word in mixed_words(one.text):
            yield problem_at(
                one.place, f"'{word}' mixes Latin and Cyrillic letters that look alike; retype it."
            )


def _twice(placed: Iterable[_Placed]) -> Iterator[Problem]:
    """The same words in one file, or for two intents in whatever languages.

    In two languages of one topic ("Kindergeld") they do no harm: the intent is the same.
    """
    first: dict[str, _Placed] = {}
    in_file: dict[tuple[str, str, str], _Placed] = {}
    for one in placed:
        if not one.folded:
            continue
        earlier = first.setdefault(one.folded, one)
        same = in_file.setdefault((one.folded, one.intent, one.language), one)
        if earlier.intent != one.intent:
            yield problem_at(
                one.place, f"'{one.text}' is also a phrasing of '{earlier.intent}' "
                f"({earlier.language}, line {earlier.place.line}); it can mean only one of them."
            )  # fmt: skip
        elif same is not one:
            yield problem_at(
                one.place, f"'{one.text}' stands already on line {same.place.line}; delete one."
            )
