"""The held-out utterances the bot is measured on: read from YAML with positions, and checked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from intents.normalize import fold
from knowledge.document import Fields, Items, read_document
from knowledge.fields import Form
from knowledge.model import OUT_OF_SCOPE, KnowledgeBase
from knowledge.problem import Place, Problem, did_you_mean

KINDS = ("short", "whole", "story", "typos", "romanised", "mixed")
"""How an utterance is written: a word or two, a sentence, a tale, with mistakes, in Latin
letters, or with German (or other foreign) words in it."""

HARMLESS = "none"
CRISES = ("danger", "suicide", "medical")
SAFETY_FOLDER = "safety"

_CODE = re.compile(r"[a-z]{2,3}")


@dataclass(frozen=True, slots=True)
class Utterance:
    """What somebody says, and what is right: a topic, a service intent or `out-of-scope`.

    For a safety utterance `expect` is a crisis or `none`, and `kind` is empty.
    """

    says: str
    expect: str
    language: str
    kind: str = ""
    place: Place = field(default=Place(""), compare=False)


@dataclass(frozen=True, slots=True)
class Utterances:
    """All that is asked; `known` are those that stand among the phrasings word for word.

    What is known by heart says nothing about understanding, so it is kept apart.
    """

    questions: tuple[Utterance, ...]
    known: tuple[Utterance, ...]
    safety: tuple[Utterance, ...]

    @property
    def number(self) -> int:
        """How many there are to ask."""
        return len(self.questions) + len(self.safety)


def read_utterances(folder: Path, base: KnowledgeBase) -> tuple[Utterances, list[Problem]]:
    """The utterances in `folder`, one file a language, those on safety in `safety/`.

    A file may be in a language that the base lacks: newcomers write in such languages too. What
    is wrong becomes a problem with its place, and that entry is left out.
    """
    problems: list[Problem] = []
    if not folder.is_dir():
        problems.append(Problem(str(folder), 1, 1, "There is no such folder of utterances."))
        return Utterances((), (), ()), problems
    expected = tuple(dict.fromkeys((*base.topics, *base.services, OUT_OF_SCOPE)))
    asked = list(_folder(folder, base, problems, expected, KINDS))
    safety = _folder(folder / SAFETY_FOLDER, base, problems, (*CRISES, HARMLESS), ())
    phrasings = {fold(phrasing.text) for phrasing in base.phrasings()} - {""}
    known = [one for one in asked if fold(one.says) in phrasings]
    fresh = [one for one in asked if fold(one.says) not in phrasings]
    return Utterances(tuple(fresh), tuple(known), tuple(safety)), sorted(problems)


def _folder(
    folder: Path, base: KnowledgeBase, problems: list[Problem],
    expected: tuple[str, ...], kinds: tuple[str, ...],
) -> Iterator[Utterance]:  # fmt: skip
    for path in sorted(folder.glob("*.yaml")):
        if _CODE.fullmatch(path.stem):
            yield from _file(path, problems, expected, kinds)
        else:
            sentence = f"'{path.stem}' is not a language code; name the file like de.yaml."
            problems.append(Problem(str(path), 1, 1, sentence))


def _file(
    path: Path, problems: list[Problem], expected: tuple[str, ...], kinds: tuple[str, ...]
) -> Iterator[Utterance]:
    document = read_document(path, problems)
    if document is None:
        return
    if not isinstance(document, Items):
        sentence = "The file must be a list, one line `- {says: …, expect: …}` for each utterance."
        problems.append(Problem(str(path), 1, 1, sentence))
        return
    said: dict[str, Place] = {}
    for item in document.items:
        if isinstance(item, Fields):
            utterance = _utterance(Form(item, problems), path.stem, expected, kinds)
            if utterance and _is_new(utterance, said, problems):
                yield utterance
        else:
            sentence = "An utterance is written `{says: …, expect: …}`."
            problems.append(Problem(str(path), item.place.line, item.place.column, sentence))


def _utterance(
    form: Form, language: str, expected: tuple[str, ...], kinds: tuple[str, ...]
) -> Utterance | None:
    before = len(form.problems)
    says, expect = form.required("says"), form.required("expect")
    kind = form.required("kind") if kinds else ""
    form.finish()
    if expect and expect not in expected:
        sentence = f"'{expect}' is nothing to expect here." + did_you_mean(expect, expected)
        form.complain(form.places["expect"], sentence)
    if kind and kind not in kinds:
        form.complain(form.places["kind"], f"'{kind}' is no kind; use one of: {', '.join(kinds)}.")
    if len(form.problems) > before:
        return None
    return Utterance(says, expect, language, kind, form.fields.place)


def _is_new(utterance: Utterance, said: dict[str, Place], problems: list[Problem]) -> bool:
    words = fold(utterance.says) or utterance.says
    first = said.setdefault(words, utterance.place)
    if first is utterance.place:
        return True
    place = utterance.place
    sentence = f"This utterance stands on line {first.line} already; keep one of them."
    problems.append(Problem(place.path, place.line, place.column, sentence))
    return False
