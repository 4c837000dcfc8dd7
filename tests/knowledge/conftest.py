"""A small, faultless knowledge folder that each test spoils in one place."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from knowledge import reader
from knowledge.checks import check
from knowledge.model import KnowledgeBase
from knowledge.problem import Problem

FILES = {
    "../locales/languages.yaml": """\
de: {name: Deutsch, english: German, direction: ltr, status: live}
en: {name: English, english: English, direction: ltr, status: live}
uk: {name: Українська, english: Ukrainian, direction: ltr, status: preparing}
fa: {name: فارسی, english: Persian, direction: rtl, status: preparing}
""",
    "contacts.yaml": """\
city-hall:
  name: Rathaus
  names: {en: City hall}
  address: Obere Königsstraße 8, 34117 Kassel
  phones: ["0561 115"]
  url: https://www.kassel.de
  hours:
    - Mon-Thu 09:00-12:00
  publish: yes
  confidence: A
  source: kassel.de
  source_date: 2025-01
old-office:
  name: Altes Amt
  email: amt@example.org
  publish: check
  confidence: B
  source: a newspaper
  source_date: undated, about 2014/15
police:
  name: Polizei
  phones: ["110"]
  round_the_clock: true
  emergency: true
  publish: yes
  confidence: A
  source: national number
  source_date: undated
""",
    "topics/arrival/register/topic.yaml": """\
id: register
tier: required
contacts: [city-hall]
related: [deregister]
sources:
  - text: "Stadt Kassel"
    date: undated
verified_on: null
""",
    "topics/arrival/register/de.yaml": """\
title: Wohnsitz anmelden
review: machine
answer: |
  Melden Sie sich im Rathaus an.

  Termin: {city-hall}
phrasings:
  - Anmeldung?
  - wo melde ich mich an
  - neue adresse beim amt
  - ich bin umgezogen
  - Wohnung melden, wo?
  - brauche eine Meldebescheinigung
  - was ist ein Bürgerbüro
  - seit gestern in Kassel, was tun
""",
    "topics/arrival/register/en.yaml": """\
title: Register your address
review: machine
answer: |
  Register at the city hall.

  Appointment: {city-hall.phone}
phrasings:
  - Anmeldung
  - where do I register
  - new address at the office
  - i moved here
  - tell the city my flat
  - proof of residence
  - what is a Bürgerbüro
  - in Kassel since yesterday
""",
    "topics/arrival/deregister/topic.yaml": """\
id: deregister
sources:
  - {text: Stadt Kassel, date: 2022}
""",
    "topics/arrival/deregister/de.yaml": """\
title: Wohnsitz abmelden
review: machine
answer: |
  Melden Sie sich ab, wenn Sie Deutschland verlassen.
phrasings:
  - Abmeldung
  - ich ziehe ins Ausland
  - wie melde ich mich ab
  - wir verlassen Kassel
  - muss ich mich abmelden
  - Abmeldebescheinigung
  - zurück in mein Land, was muss ich machen
  - wohnung aufgeben und weg
""",
    "service/greeting/de.yaml": "phrasings:\n  - Hallo\n  - guten Tag\n",
    "safety/de.yaml": "words:\n  HELP: [hilfe]\ndanger:\n  - ich werde bedroht\n",
    "safety/en.yaml": "words:\n  HELP: [help]\ndanger:\n  - i am being threatened\n",
}

SHIPPED = {
    "../locales/languages.yaml": """\
de: {name: Deutsch, english: German, status: live}
ckb: {name: کوردی, english: Sorani, direction: rtl}
""",
    "areas.yaml": """\
emergency: {pictogram: "1", titles: {de: Notfall, en: Emergency, ar: طوارئ}}
safety: {pictogram: "2", titles: {de: Schutz}}
arrival: {pictogram: "3", titles: {de: Ankommen}}
living: {pictogram: "4", titles: {de: Wohnen}}
""",
    "operator.yaml": "name: null\n",
    "desk.yaml": "hours: null\n",
    "service/thanks/uk.yaml": "phrasings: [дякую]\n",
    "service/thanks/ar.yaml": "phrasings: [شكرا]\n",
    "service/out-of-scope/uk.yaml": "phrasings: [погода на завтра]\n",
    "wishes.yaml": "before: {de: [kein], en: [no]}\n",
    "safety/de.yaml": "danger: [hilfe jemand verfolgt mich]\n",
    "safety/ar.yaml": "danger: [انا في خطر كبير]\n",
}


@dataclass(frozen=True)
class Folder:
    """A knowledge folder that can be changed and read; paths are as under knowledge/."""

    path: Path

    def write(self, name: str, text: str) -> None:
        file = self.path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def text(self, name: str) -> str:
        return (self.path / name).read_text(encoding="utf-8")

    def replace(self, name: str, old: str, new: str) -> None:
        text = self.text(name)
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
        self.write(name, text.replace(old, new))

    def problems(self) -> list[Problem]:
        return check(self.path)[1]

    def base(self) -> KnowledgeBase:
        base, _ = check(self.path)
        assert base is not None
        return base


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    """The folder 'knowledge' in a current folder of its own; a small base counts as shipped."""
    shipped = Folder(tmp_path / "shipped" / "knowledge")
    shipped.path.mkdir(parents=True)
    for name, text in SHIPPED.items():
        shipped.write(name, text)
    monkeypatch.setattr(reader, "SHIPPED", shipped.path)
    monkeypatch.chdir(tmp_path)
    result = Folder(Path("knowledge"))
    result.path.mkdir()
    for name, text in FILES.items():
        result.write(name, text)
    return result


@pytest.fixture
def only_problem(folder: Folder) -> Callable[[], str]:
    """The one line the check prints; fails if there are none or several."""

    def only() -> str:
        lines = [str(problem) for problem in folder.problems()]
        assert len(lines) == 1, lines
        return lines[0]

    return only
