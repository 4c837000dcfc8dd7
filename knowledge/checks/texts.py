"""Titles and answers: length, plain text, right script, and every contact as {contact}."""

import re
from collections.abc import Iterator

from knowledge.literals import literals, streets_of, suggestion
from knowledge.model import KnowledgeBase, Topic, TopicText
from knowledge.placeholders import FIELDS, placeholders, value_of, without_placeholders
from knowledge.problem import Place, Problem, did_you_mean, problem_at
from knowledge.scripts import first_letter_of, letters, mixed_words, script_of_text

LONGEST_TITLE, LONGEST_ANSWER, LONGEST_LONG_ANSWER = 40, 700, 900
SCRIPTS = ("Latin", "Cyrillic", "Arabic", "Ethiopic")

_MARKDOWN = re.compile(
    r"\*\*|__|`|^#{1,6} |^[*>] |\[[^\]\n]+\]\([^)\n]*\)|(?<!\w)\*\S[^*\n]*\*(?!\w)"
    r"|(?<!\w)_\S[^_\n]*_(?!\w)",
    re.MULTILINE,
)
_HTML = re.compile(r"</?[A-Za-z][^<>\n]*>|&(?:[a-z]{2,6}|#\d+);")
_TODO = re.compile(r"\b(?:TODO|FIXME|TBD|XXX)\b|\?\?\?")
_PERSIAN = {"ي": "ی", "ك": "ک"}


def problems_of(base: KnowledgeBase) -> Iterator[Problem]:
    """The problems of all titles and answers."""
    streets = streets_of(base.contacts.values())
    for topic in base.topics.values():
        for text in topic.texts.values():
            yield from _lengths(topic, text)
            yield from _plain(text)
            yield from _placeholders(base, text)
            yield from _literals(base, text, streets)
            yield from _scripts(base, text)
            yield from _persian(text)


def _title_at(text: TopicText) -> Place:
    return text.places.get("title", Place(text.path))


def _lengths(topic: Topic, text: TopicText) -> Iterator[Problem]:
    if len(text.title) > LONGEST_TITLE:
        yield problem_at(
            _title_at(text), f"The title has {len(text.title)} characters; a button shows "
            f"{LONGEST_TITLE}. Shorten it."
        )  # fmt: skip
    allowed = LONGEST_LONG_ANSWER if topic.long else LONGEST_ANSWER
    if len(text.answer) > allowed:
        yield problem_at(
            text.places.get("answer", Place(text.path)),
            f"The answer has {len(text.answer)} characters; {allowed} are allowed. Shorten it.",
        )


def _plain(text: TopicText) -> Iterator[Problem]:
    for pattern, sentence in (
        (_MARKDOWN, "is Markdown; people would see the signs. Write plain text."),
        (_HTML, "is HTML; people would see the signs. Write plain text."),
        (_TODO, "is left in the answer; finish the text."),
    ):
        if found := pattern.search(text.answer):
            yield problem_at(text.place_in_answer(found.start()), f"'{found[0]}' {sentence}")
    if found := _TODO.search(text.title):
        yield problem_at(_title_at(text), f"'{found[0]}' is left in the title; finish it.")


def _placeholders(base: KnowledgeBase, text: TopicText) -> Iterator[Problem]:
    for one in placeholders(text.answer):
        place = text.place_in_answer(one.start)
        contact = base.contacts.get(one.contact)
        if contact is None:
            hint = did_you_mean(one.contact, base.contacts)
            yield problem_at(place, f"There is no contact '{one.contact}' in contacts.yaml.{hint}")
        elif one.field is not None and one.field not in FIELDS:
            hint = did_you_mean(one.field, FIELDS)
            known = ", ".join(FIELDS)
            yield problem_at(place, f"A contact has no '{one.field}'; there are: {known}.{hint}")
        elif not value_of(contact, one.field, text.language):
            yield problem_at(
                place, f"No {one.field} is known of '{one.contact}'; use another field, or say "
                "that it is not known."
            )  # fmt: skip
    if stray := re.search(r"[{}]", without_placeholders(text.answer)):
        place = text.place_in_answer(stray.start())
        sentence = f"This '{stray[0]}' has no partner on its line; write {{contact-id}}."
        yield problem_at(place, sentence)


def _literals(base: KnowledgeBase, text: TopicText, streets: frozenset[str]) -> Iterator[Problem]:
    for one in literals(text.answer, streets):
        yield problem_at(
            text.place_in_answer(one.offset),
            f"The {one.kind} '{one.text.strip()}' is written out; write "
            f"{suggestion(one, base.contacts)} instead.",
        )


def _scripts(base: KnowledgeBase, text: TopicText) -> Iterator[Problem]:
    own = script_of_text(base.languages[text.language].name) or "Latin"
    for written, is_title in ((text.title, True), (text.answer, False)):
        plain = without_placeholders(written)
        mixed = tuple(mixed_words(plain))
        foreign = first_letter_of(plain, {*SCRIPTS} - {own, "Latin"})
        if foreign is not None and not mixed:
            place = _title_at(text) if is_title else text.place_in_answer(foreign)
            sentence = f"'{plain[foreign]}' is not a letter of the {own} script; retype the word."
            yield problem_at(place, sentence)
        for offset, word in mixed:
            place = _title_at(text) if is_title else text.place_in_answer(offset)
            yield problem_at(
                place, f"'{word}' mixes Latin and Cyrillic letters that look alike; retype it."
            )
    if own != "Latin" and letters(text.answer, own) * 3 < len(text.answer.replace(" ", "")):
        english = base.languages[text.language].english
        place = text.places.get("answer", Place(text.path))
        yield problem_at(place, f"Most of this answer is not written in {english}; translate it.")


def _persian(text: TopicText) -> Iterator[Problem]:
    """Arabic yeh and kaf look the same in Persian and are found by no search."""
    if text.language != "fa":
        return
    for wrong, right in _PERSIAN.items():
        if wrong in text.answer:
            place = text.place_in_answer(text.answer.index(wrong))
            yield problem_at(
                place, f"'{wrong}' is the Arabic letter; Persian uses '{right}'.", warning=True
            )
