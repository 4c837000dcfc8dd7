"""The knowledge base of the project itself is faultless, and reading it stays quick."""

import time
from datetime import date
from pathlib import Path

import pytest

from knowledge.checks import check
from knowledge.index import index
from knowledge.model import KnowledgeBase
from knowledge.reader import SHIPPED, read


@pytest.fixture(scope="module")
def base() -> KnowledgeBase:
    result, _ = read(SHIPPED)
    assert result is not None
    return result


def test_it_has_no_problems():
    base, found = check(SHIPPED)
    assert base is not None
    assert [str(problem) for problem in found if not problem.warning] == []


def test_the_list_of_topics_is_up_to_date(base):
    assert (SHIPPED / "TOPICS.md").read_text(encoding="utf-8") == index(base)


def test_every_live_language_has_every_required_topic(base):
    missing = [
        (topic.id, language.code)
        for topic in base.topics.values()
        for language in base.live_languages()
        if topic.required and language.code not in topic.texts
    ]
    assert missing == []


def test_the_numbers_that_save_lives_are_there(base):
    assert base.contacts["polizei-110"].phone == "110"
    assert base.contacts["notruf-112"].phone == "112"
    emergency = [contact for contact in base.contacts.values() if contact.emergency]
    assert all(contact.certain and contact.round_the_clock for contact in emergency)
    live = {language.code for language in base.live_languages()}
    assert all(live <= set(contact.names) for contact in emergency)


def test_nobody_is_said_to_have_checked_what_nobody_checked(base):
    today = date.today()
    for entry in (*base.topics.values(), *base.contacts.values()):
        assert entry.verified_on is None or (entry.verified_by and entry.verified_on <= today)


def test_a_hundred_topics_in_sixteen_languages_are_read_in_three_seconds(tmp_path, base):
    languages = list(base.languages)
    assert len(languages) == 16
    text = "title: Titel\nreview: machine\nanswer: |\n  Eins.\n\n  Zwei: {x}\nphrasings:\n"
    for number in range(100):
        topic = Path(tmp_path, "knowledge/topics/arrival", f"topic-{number}")
        topic.mkdir(parents=True)
        (topic / "topic.yaml").write_text(f"id: topic-{number}\nsources:\n  - text: x\n")
        for code in languages:
            phrasings = "".join(f"  - Frage {n} zu {number} auf {code}\n" for n in range(12))
            (topic / f"{code}.yaml").write_text(text + phrasings)
    contact = "x: {name: X, source: y, source_date: undated}\n"
    Path(tmp_path, "knowledge/contacts.yaml").write_text(contact)
    started = time.process_time()
    read_base, problems = read(tmp_path / "knowledge")
    spent = time.process_time() - started
    assert read_base is not None
    assert problems == []
    assert len(list(read_base.topic_phrasings())) == 100 * 16 * 12
    assert spent < 3
