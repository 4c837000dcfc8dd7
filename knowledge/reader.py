"""A folder of YAML files becomes a knowledge base; every problem is told, none stops the reading.

A folder may hold only topics and contacts: areas, languages, service phrasings, safety words,
words of wishes, operator and desk are then taken from the ones shipped beside this module. Safety
words are always there: a language missing in the folder comes from the shipped ones.
"""

import hashlib
import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from knowledge import offices, reading
from knowledge.document import read_document
from knowledge.fields import Form, form_of
from knowledge.ids import meant_language
from knowledge.model import (
    OUT_OF_SCOPE,
    Area,
    Contact,
    KnowledgeBase,
    Language,
    SafetyFile,
    Topic,
    WishWords,
)
from knowledge.problem import Place, Problem

SHIPPED = Path(__file__).parent
EXAMPLES = "examples"
"""The folder of whole messages beside the safety words."""


def read(folder: Path) -> tuple[KnowledgeBase | None, list[Problem]]:
    """The knowledge base in `folder` as far as it can be read, and what is wrong with the files.

    None if there is nothing to answer with: no folder, no topic, or no safety words.
    """
    problems = _folder_problems(folder)
    if problems:
        return None, problems
    base = _Reader(folder, problems).base()
    if not base.topics:
        problems.append(Problem(str(folder / "topics"), 1, 1, "There is no readable topic."))
    if not base.safety:
        problems.append(Problem(str(folder / "safety"), 1, 1, "There are no safety words."))
    usable = base.topics and base.safety
    return (base if usable else None), sorted(set(problems))


def languages_file(folder: Path) -> Path:
    """The list of languages that belongs to a knowledge folder."""
    parent = folder.parent if folder.name not in ("", "..") else folder.resolve().parent
    own = parent / "locales" / "languages.yaml"
    return own if own.is_file() else SHIPPED.parent / "locales" / "languages.yaml"


def part(folder: Path, name: str) -> Path:
    """A file or folder of the base, or the shipped one where the base has none."""
    own = folder / name
    return own if own.exists() else _near(SHIPPED / name)


def _near(path: Path) -> Path:
    """`path` as seen from the current folder, if it lies below it."""
    relative = os.path.relpath(path)
    return path if relative.startswith("..") else Path(relative)


def _folder_problems(folder: Path) -> list[Problem]:
    if not folder.exists():
        return [Problem(str(folder), 1, 1, "There is no such folder.")]
    if not folder.is_dir():
        return [Problem(str(folder), 1, 1, "This is a file; name the folder it is in.")]
    topics = folder / "topics"
    if not topics.is_dir():
        sentence = "There is no folder 'topics' in here; is it the right one?"
        return [Problem(str(folder), 1, 1, sentence)]
    try:
        os.listdir(topics)
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        return [Problem(str(topics), 1, 1, f"The folder cannot be read ({reason}).")]
    return []


def _visible(folder: Path, problems: list[Problem]) -> list[Path]:
    """What lies in a folder, sorted, without hidden files and editors' copies."""
    try:
        found = sorted(folder.iterdir())
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        problems.append(Problem(str(folder), 1, 1, f"The folder cannot be read ({reason})."))
        return []
    return [path for path in found if not path.name.startswith(".") and path.name[-1] != "~"]


class _Reader:
    """One reading of one folder."""

    def __init__(self, folder: Path, problems: list[Problem]) -> None:
        self.folder = folder
        self.problems = problems
        self.places: dict[str, Place] = {}
        self._seen = hashlib.blake2b(digest_size=16)
        self.languages = self._languages()

    def base(self) -> KnowledgeBase:
        areas, topics = self._areas(), self._topics()
        for topic in topics:
            areas.setdefault(topic.area, Area(topic.area, "", {}))
        order = {area: number for number, area in enumerate(areas)}
        topics.sort(key=lambda topic: (order[topic.area], topic.id))
        return KnowledgeBase(
            languages=self.languages,
            areas=areas,
            contacts=self._contacts(),
            topics=self._by_id(topics),
            services=self._services(),
            safety=self._safety(),
            operator=offices.operator(self._optional("operator.yaml")),
            desk=offices.desk(self._optional("desk.yaml"), self.languages),
            wishes=self._wishes(),
            places=self.places,
            version=self._seen.hexdigest(),
        )

    def _form(self, file: Path) -> Form | None:
        self._seen.update(b"\0%b\0" % os.fsencode(file))  # a name may be of any bytes
        document = read_document(file, self.problems, self._seen.update)
        return form_of(document, str(file), self.problems)

    def _optional(self, name: str) -> Form | None:
        file = part(self.folder, name)
        return self._form(file) if file.exists() else None

    def _languages(self) -> dict[str, Language]:
        form = self._form(_near(languages_file(self.folder)))
        return reading.languages(form) if form else {}

    def _areas(self) -> dict[str, Area]:
        form = self._optional("areas.yaml")
        if form is None:
            return {}
        if not (self.folder / "areas.yaml").exists():
            form.problems = []  # the shipped areas may name other languages than this base
        return reading.areas(form, self.languages)

    def _wishes(self) -> WishWords:
        form = self._optional("wishes.yaml")
        return reading.wishes(form) if form else WishWords()

    def _contacts(self) -> dict[str, Contact]:
        form = self._form(self.folder / "contacts.yaml")
        return offices.contacts(form, self.languages) if form else {}

    def _topics(self) -> list[Topic]:
        areas = self._folders(self.folder / "topics", "topics/<area>/<id>/topic.yaml")
        places = "a topic is a folder with topic.yaml and a file for each language"
        return [self._topic(topic) for area in areas for topic in self._folders(area, places)]

    def _folders(self, folder: Path, expected: str) -> Iterable[Path]:
        for path in _visible(folder, self.problems):
            if path.is_dir():
                yield path
            else:
                sentence = f"This file is in the wrong place; expected: {expected}."
                self.problems.append(Problem(str(path), 1, 1, sentence))

    def _topic(self, folder: Path) -> Topic:
        files = {path.name: path for path in _visible(folder, self.problems)}
        file = files.pop("topic.yaml", folder / "topic.yaml")
        texts = {}
        for path in files.values():
            language = self._language_of(path)
            form = self._form(path) if language else None
            if language and form:
                texts[language] = reading.topic_text(form, language, str(path))
        form = self._form(file)
        ordered = {code: texts[code] for code in self.languages if code in texts}
        return reading.topic(form, folder, str(file), ordered)

    def _language_of(self, path: Path) -> str | None:
        """The language a file is for; None, with a problem, if its name says none."""
        if path.suffix == ".yaml" and path.stem in self.languages and path.is_file():
            return path.stem
        sentence = f"'{path.stem}' is not a language of {languages_file(self.folder)}."
        if path.suffix != ".yaml" or path.is_dir():
            sentence = "A file here must be named after a language, like de.yaml."
        sentence += meant_language(path.stem, self.languages)
        self.problems.append(Problem(str(path), 1, 1, sentence))
        return None

    def _by_id(self, topics: Iterable[Topic]) -> dict[str, Topic]:
        result: dict[str, Topic] = {}
        for topic in topics:
            first = result.setdefault(topic.id, topic)
            if first is not topic:
                sentence = f"The topic '{topic.id}' exists already in {first.path}; rename one."
                self.problems.append(Problem(topic.path, 1, 1, sentence))
        return result

    def _services(self) -> dict[str, Mapping[str, tuple[str, ...]]]:
        folder = part(self.folder, "service")
        if not folder.exists():
            return {}
        intents = self._folders(folder, "service/<intent>/<language>.yaml")
        own = folder.is_relative_to(self.folder)
        # What nothing answers here may be what another base is about.
        fitting = (intent for intent in intents if own or intent.name != OUT_OF_SCOPE)
        return {intent.name: self._service(intent, own) for intent in fitting}

    def _service(self, folder: Path, own: bool) -> dict[str, tuple[str, ...]]:
        phrasings = {}
        for path in _visible(folder, self.problems):
            if not own and path.stem not in self.languages:
                continue  # the shipped phrasings may be in more languages than this base has
            language = self._language_of(path)
            form = self._form(path) if language else None
            if language and form:
                phrasings[language] = reading.service(form)
                self.places.update(
                    {f"{folder.name}.{language}.{name}": at for name, at in form.places.items()}
                )
        return {code: phrasings[code] for code in self.languages if code in phrasings}

    def _safety(self) -> dict[str, SafetyFile]:
        found: dict[str, SafetyFile] = {}
        for folder in self._safety_folders():
            for path in _visible(folder, self.problems):
                if path.name != EXAMPLES and path.stem not in found:
                    self._add_safety(path, found)
        return {code: self._with_examples(file) for code, file in found.items()}

    def _safety_folders(self) -> list[Path]:
        """The folder's own safety words, then the shipped ones for languages it lacks.

        Shipped words stay even for a language the base does not have: danger has no language.
        """
        own, shipped = self.folder / "safety", _near(SHIPPED / "safety")
        if own.is_dir() and shipped.is_dir() and own.samefile(shipped):
            return [own]
        return [folder for folder in (own, shipped) if folder.is_dir()]

    def _add_safety(self, path: Path, found: dict[str, SafetyFile]) -> None:
        own = path.is_relative_to(self.folder)
        language = self._language_of(path) if own else path.stem
        form = self._form(path) if language else None
        if language and form:
            found[language] = reading.safety(form, language, str(path))

    def _with_examples(self, file: SafetyFile) -> SafetyFile:
        """The examples of this base, or the shipped ones."""
        for folder in self._safety_folders():
            path = folder / EXAMPLES / f"{file.language}.yaml"
            form = self._form(path) if path.exists() else None
            if form:
                return reading.with_examples(file, form)
        return file
