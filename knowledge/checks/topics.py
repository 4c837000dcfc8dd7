"""Topics: what they point to exists, may be shown, has a source and a German text."""

from collections.abc import Iterable, Iterator
from datetime import date

from knowledge.checks.dates import flaw_of
from knowledge.model import SOURCE_LANGUAGE, KnowledgeBase, Topic
from knowledge.placeholders import placeholders
from knowledge.problem import Place, Problem, did_you_mean, problem_at

MOST_RELATED = 4


def problems_of(base: KnowledgeBase, today: date) -> Iterator[Problem]:
    """The problems of all topic.yaml files."""
    for topic in base.topics.values():
        yield from _area(base, topic)
        yield from _contacts(base, topic)
        yield from _related(base, topic)
        yield from _sources(topic, today)
        yield from _verified(topic, today)
        yield from _languages(base, topic)
        yield from _guarded(base, topic)


def _at(topic: Topic, name: str) -> Place:
    return topic.places.get(name, topic.places.get("", Place(topic.path)))


def _area(base: KnowledgeBase, topic: Topic) -> Iterator[Problem]:
    if not base.areas[topic.area].listed:
        listed = [area.id for area in base.areas.values() if area.listed]
        sentence = f"The area '{topic.area}' is not in areas.yaml; add it or move the folder."
        yield problem_at(Place(topic.path), sentence + did_you_mean(topic.area, listed))


def _contacts(base: KnowledgeBase, topic: Topic) -> Iterator[Problem]:
    for number, id in enumerate(topic.contacts):
        if id not in base.contacts:
            yield problem_at(
                _at(topic, f"contacts.{number}"),
                f"There is no contact '{id}' in contacts.yaml." + did_you_mean(id, base.contacts),
            )
    yield from _twice(topic, "contacts", topic.contacts)


def _related(base: KnowledgeBase, topic: Topic) -> Iterator[Problem]:
    for number, id in enumerate(topic.related):
        place = _at(topic, f"related.{number}")
        if id == topic.id:
            yield problem_at(place, "A topic cannot be related to itself; delete this.")
        elif id not in base.topics:
            yield problem_at(place, f"There is no topic '{id}'." + did_you_mean(id, base.topics))
    if len(topic.related) > MOST_RELATED:
        sentence = f"There is room for {MOST_RELATED} related topics; keep the nearest ones."
        yield problem_at(_at(topic, f"related.{MOST_RELATED}"), sentence)
    yield from _twice(topic, "related", topic.related)


def _twice(topic: Topic, name: str, ids: Iterable[str]) -> Iterator[Problem]:
    seen: set[str] = set()
    for number, id in enumerate(ids):
        if id in seen:
            yield problem_at(_at(topic, f"{name}.{number}"), f"'{id}' stands here twice.")
        seen.add(id)


def _sources(topic: Topic, today: date) -> Iterator[Problem]:
    if not topic.sources:
        sentence = "A source is missing: say under 'sources' where the facts are from."
        yield problem_at(_at(topic, "sources"), sentence)
    for number, source in enumerate(topic.sources):
        if flaw := flaw_of(source.date, today):
            yield problem_at(_at(topic, f"sources.{number}.date"), flaw)
        if source.confidence == "C":
            yield problem_at(
                _at(topic, f"sources.{number}.confidence"),
                "Facts of confidence C are never published; find a better source.",
            )
        if "TODO" in source.text:
            yield problem_at(_at(topic, f"sources.{number}.text"), "A TODO is left; fill it in.")


def _verified(topic: Topic, today: date) -> Iterator[Problem]:
    if topic.verified_on and topic.verified_on > today:
        yield problem_at(_at(topic, "verified_on"), "This day lies in the future.")
    if topic.verified_on and not topic.verified_by:
        yield problem_at(_at(topic, "verified_on"), "Say who compared it: add verified_by.")


def _languages(base: KnowledgeBase, topic: Topic) -> Iterator[Problem]:
    if topic.german is None:
        sentence = f"The German text is missing; write {SOURCE_LANGUAGE}.yaml beside it."
        yield problem_at(Place(topic.path), sentence)
    missing = [one.code for one in base.live_languages() if one.code not in topic.texts]
    missing = [code for code in missing if code != SOURCE_LANGUAGE]
    if topic.required and missing:
        sentence = f"A required topic is missing in: {', '.join(missing)}."
        yield problem_at(Place(topic.path), sentence, warning=True)


def _guarded(base: KnowledgeBase, topic: Topic) -> Iterator[Problem]:
    """Violence, crisis, emergency: a wrong number there does harm, so only sure ones."""
    if not topic.guarded:
        return
    used = [(_at(topic, f"contacts.{n}"), id) for n, id in enumerate(topic.contacts)]
    for text in topic.texts.values():
        used += [(text.place_in_answer(one.start), one.contact)
                 for one in placeholders(text.answer)]  # fmt: skip
    for place, id in used:
        contact = base.contacts.get(id)
        if contact and not contact.certain:
            yield problem_at(
                place, f"'{id}' is marked 'publish: check' and may not stand in a topic about "
                "violence or emergencies; use a contact with 'publish: yes'."
            )  # fmt: skip
