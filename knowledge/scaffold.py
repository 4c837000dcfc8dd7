"""New topics, languages and contacts: the files to begin with, full of TODO the check finds."""

import re
from pathlib import Path

from knowledge.model import KnowledgeBase
from knowledge.scripts import right_to_left

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_CODE = re.compile(r"[a-z]{2,3}")

_TOPIC = """\
id: {id}
tier: useful                     # required: a language goes live only with this topic
sensitive: false                 # true: violence or crisis
contacts: []                     # ids of contacts.yaml, shown under the answer
related: []                      # up to 4 ids of other topics
sources:
  - text: "TODO: the page or paper the facts come from"
    date: undated                # 2026-08-14, 2026-08, 2026 or undated
verified_on: null                # the day a person compared the facts with the source
verified_by: null
review_in: 6 months
owner: null
"""
_TEXT = """\
title: TODO
review: machine
answer: |
  TODO
phrasings:                       # 8 to 14 ways people really ask
  - TODO
"""
_CONTACT = """
{id}:
  name: TODO
  # address: Obere Königsstraße 8, 34117 Kassel
  # phones: ["0561 115"]
  # email: name@example.org
  # url: https://www.example.org
  # hours: [Mon-Thu 09:00-12:00]
  publish: check
  confidence: B
  source: TODO
  source_date: undated
"""


class ScaffoldError(ValueError):
    """A sentence that says why nothing was made, and what to do."""


def new_topic(folder: Path, base: KnowledgeBase, area_and_id: str) -> list[Path]:
    """Make topics/<area>/<id>/ with topic.yaml and de.yaml; the files made."""
    area, _, id = area_and_id.partition("/")
    if not _ID.fullmatch(area) or not _ID.fullmatch(id):
        raise ScaffoldError("Write the area and the id like: arrival/register-address.")
    if id in base.topics:
        raise ScaffoldError(f"The topic '{id}' exists already: {base.topics[id].path}")
    if area not in base.areas:
        raise ScaffoldError(f"The area '{area}' is not in areas.yaml: {', '.join(base.areas)}")
    target = folder / "topics" / area / id
    texts = {"topic.yaml": _TOPIC.format(id=id), "de.yaml": _TEXT}
    return [_create(target / name, text) for name, text in texts.items()]


def new_contact(folder: Path, base: KnowledgeBase, id: str) -> Path:
    """Append an empty contact to contacts.yaml; the file."""
    if not _ID.fullmatch(id):
        raise ScaffoldError(f"'{id}' is not an id: use small letters a-z, digits and hyphens.")
    if id in base.contacts:
        raise ScaffoldError(f"The contact '{id}' exists already in contacts.yaml.")
    file = folder / "contacts.yaml"
    _append(file, _CONTACT.format(id=id))
    return file


def new_language(file: Path, base: KnowledgeBase, code: str, name: str, english: str) -> Path:
    """Append a language (status: preparing) to languages.yaml; the file."""
    if not _CODE.fullmatch(code):
        raise ScaffoldError(f"'{code}' is not a language code of two or three small letters.")
    if code in base.languages:
        raise ScaffoldError(f"The language '{code}' exists already in {file}.")
    if any(sign in name + english for sign in ",:{}[]\"'#\n"):
        raise ScaffoldError("A name may not contain commas, colons, quotes or brackets.")
    direction = "rtl" if right_to_left(name) else "ltr"
    fields = f"name: {name}, english: {english}, direction: {direction}, status: preparing"
    _append(file, f"{code}: {{{fields}}}\n")
    return file


def translation_todo(base: KnowledgeBase, code: str) -> list[str]:
    """The files a new language needs before it can go live, the required topics first."""
    topics = [topic for topic in base.topics.values() if topic.required]
    todo = [str(Path(topic.path).parent / f"{code}.yaml") for topic in topics]
    folders = {place.path: None for place in base.places.values()}
    services = dict.fromkeys(str(Path(path).parent / f"{code}.yaml") for path in folders)
    safety = [str(Path(one.path).with_name(f"{code}.yaml")) for one in base.safety.values()]
    return [*todo, *services, *safety[:1]]


def _create(file: Path, text: str) -> Path:
    if file.exists():
        raise ScaffoldError(f"{file} exists already; nothing was changed.")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def _append(file: Path, text: str) -> None:
    before = file.read_text(encoding="utf-8") if file.exists() else ""
    gap = "" if not before or before.endswith("\n") else "\n"
    file.write_text(before + gap + text, encoding="utf-8")
