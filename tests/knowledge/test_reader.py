"""A folder becomes a knowledge base; what is missing is taken from the shipped one."""

import os
from datetime import date, time
from pathlib import Path

import pytest

from knowledge.model import Hours, OpeningTime, Source
from knowledge.problem import Place, Problem
from knowledge.reader import read

DE = "topics/arrival/register/de.yaml"
TOPIC = "topics/arrival/register/topic.yaml"


def sentences(folder) -> list[str]:
    return [str(problem) for problem in read(folder.path)[1]]


def test_a_topic_is_read_with_all_its_fields(folder):
    folder.replace(
        TOPIC,
        "verified_on: null",
        "verified_on: 2025-03-12\nverified_by: Mira\nreview_in: 1 year\nowner: 4711\nlong: true",
    )
    topic = folder.base().topics["register"]
    assert (topic.id, topic.area, topic.tier) == ("register", "arrival", "required")
    assert topic.contacts == ("city-hall",)
    assert topic.related == ("deregister",)
    assert topic.sources == (Source("Stadt Kassel", "undated"),)
    assert (topic.verified_on, topic.verified_by) == (date(2025, 3, 12), "Mira")
    assert (topic.review_in, topic.owner, topic.long) == (12, "4711", True)
    assert list(topic.texts) == ["de", "en"]
    assert topic.title("en") == "Register your address"
    assert topic.title("uk") == "Wohnsitz anmelden"


def test_optional_fields_have_defaults(folder):
    topic = folder.base().topics["deregister"]
    assert topic.tier == "useful"
    assert [topic.sensitive, topic.guarded, topic.long] == [False, False, False]
    assert (topic.contacts, topic.related, topic.owner) == ((), (), None)
    assert (topic.review_in, topic.verified_on) == (6, None)
    assert topic.source_year == 2022


def test_a_contact_is_read_with_structured_hours(folder):
    contact = folder.base().contacts["city-hall"]
    assert contact.name_in("en") == "City hall"
    assert contact.name_in("uk") == "Rathaus"
    assert contact.phone == "0561 115"
    assert contact.hours == Hours((OpeningTime((0, 1, 2, 3), time(9), time(12)),))
    assert contact.certain
    assert folder.base().contacts["old-office"].source_year == 2014


@pytest.mark.parametrize("text", ["no", "on", "0561", "1e3", "12:30", "2024-01-01", "~x"])
def test_a_text_stays_what_was_written(folder, text):
    folder.replace(DE, "- ich bin umgezogen", f"- {text}")
    assert folder.base().topics["register"].texts["de"].phrasings[3] == text


def test_phrasings_come_as_plain_tuples_with_those_of_the_services(folder):
    phrasings = folder.base().phrasings()
    assert ("register", "de", "Anmeldung?") in phrasings
    assert ("greeting", "de", "guten Tag") in phrasings
    assert len(phrasings) == 8 + 8 + 8 + 2


def test_topics_come_in_the_order_of_the_menu(folder):
    for name in ("topic.yaml", "de.yaml"):
        text = folder.text(f"topics/arrival/deregister/{name}").replace("deregister", "aid")
        folder.write(f"topics/emergency/aid/{name}", text)
    assert list(folder.base().topics) == ["aid", "deregister", "register"]


@pytest.mark.parametrize("name", ["areas.yaml", "operator.yaml", "desk.yaml"])
def test_what_the_folder_lacks_is_taken_from_the_shipped_base(folder, name):
    assert not (folder.path / name).exists()
    base, problems = read(folder.path)
    assert problems == []
    assert base is not None
    assert base.areas["arrival"].titles["de"]
    assert not base.operator.complete
    assert not base.desk.staffed


def test_the_folders_own_areas_win(folder):
    folder.write("areas.yaml", "arrival: {pictogram: X, titles: {de: Ankommen, en: Arrival}}\n")
    assert list(folder.base().areas) == ["arrival"]
    assert folder.base().areas["arrival"].title("uk") == "Ankommen"


def test_an_area_needs_a_title_in_every_live_language(folder):
    folder.write("areas.yaml", "arrival:\n  pictogram: X\n  titles: {de: Ankommen}\n")
    assert sentences(folder) == [
        "knowledge/areas.yaml:3:11: The area 'arrival' has no title in: en."
    ]


def test_safety_words_of_the_shipped_base_fill_the_gaps(folder):
    folder.write("safety/de.yaml", "danger:\n  - ganz eigene worte\n")
    safety = folder.base().safety
    assert set(safety) == {"de", "en", "ar"}
    assert "ar" not in folder.base().languages
    assert safety["de"].lists == {"danger": ("ganz eigene worte",)}


def test_languages_come_from_the_locales_beside_the_folder(folder):
    assert list(folder.base().languages) == ["de", "en", "uk", "fa"]
    (folder.path / "../locales/languages.yaml").unlink()
    assert "ckb" in folder.base().languages


def test_words_of_wishes_are_those_of_all_languages_or_the_shipped_ones(folder):
    assert folder.base().wishes.before == ("kein", "no")
    folder.write("wishes.yaml", "before: {so: [maya], xx: [neen]}\n")
    assert folder.base().wishes.before == ("maya", "neen")
    assert folder.base().wishes.after == ()


def test_a_misspelt_kind_of_wishes_is_told(folder):
    folder.write("wishes.yaml", "befor: {so: [maya]}\n")
    assert sentences(folder)[0].startswith("knowledge/wishes.yaml:1:1: 'befor' is not a known")


@pytest.mark.parametrize("word", ['"*"', "auf keinen", "'?'"])
def test_a_wish_is_told_by_single_words(folder, word):
    folder.write("wishes.yaml", f"before: {{so: [maya, {word}]}}\n")
    told = "knowledge/wishes.yaml:1:21: '" + word.strip("'\"") + "' is not one word"
    assert sentences(folder)[0].startswith(told)


def test_the_folder_may_be_named_from_inside(folder, monkeypatch):
    monkeypatch.chdir(folder.path)
    base, problems = read(Path())
    assert problems == []
    assert base is not None
    assert list(base.languages) == ["de", "en", "uk", "fa"]


def test_shipped_service_phrasings_stand_in_for_the_languages_of_the_base(folder):
    for file in (folder.path / "service/greeting").iterdir():
        file.unlink()
    (folder.path / "service/greeting").rmdir()
    (folder.path / "service").rmdir()
    # Not among them: what the shipped topics do not answer may be what this base is about.
    assert folder.base().services == {"thanks": {"uk": ("дякую",)}}
    assert folder.problems() == []


def test_a_base_may_say_itself_what_it_does_not_answer(folder):
    folder.write("service/out-of-scope/uk.yaml", "phrasings: [погода на завтра]\n")
    assert folder.base().services["out-of-scope"] == {"uk": ("погода на завтра",)}
    assert folder.problems() == []


def test_the_desk_says_when_who_is_there(folder):
    hours = "hours:\n  - Mon, Wed 16:00-19:00\n"
    languages = "languages:\n  Mon: [uk, de]\n  Mi: [fa]\n"
    folder.write("desk.yaml", f"{hours}answer_within: 2\n{languages}")
    desk = folder.base().desk
    assert desk.staffed
    assert desk.hours == (OpeningTime((0, 2), time(16), time(19)),)
    assert desk.answer_within == 2
    assert desk.languages == {0: ("uk", "de"), 2: ("fa",)}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("languages: {Mon: [xx]}", "1:19: 'xx' is not a language of languages.yaml."),
        ("languages: {Noday: [de]}", "1:13: 'Noday' is not a weekday"),
        ("answer_within: soon", "1:16: 'soon' is not a number of hours"),
    ],
)
def test_mistakes_in_the_desk_are_told(folder, text, line):
    folder.write("desk.yaml", text)
    assert sentences(folder)[0].startswith(f"knowledge/desk.yaml:{line}")


def test_the_operator_is_complete_with_all_four_fields(folder):
    lines = ["name: A", "address: B", "contact: C", "supervisory_authority: D"]
    for known in (lines[:3], lines):
        folder.write("operator.yaml", "\n".join(known))
        assert folder.base().operator.complete == (known == lines)


def test_a_broken_file_costs_only_itself(folder):
    folder.replace(DE, "title: Wohnsitz anmelden", 'title: "Wohnsitz')
    base, problems = read(folder.path)
    assert len(problems) == 1
    assert base is not None
    assert list(base.topics["register"].texts) == ["en"]
    assert set(base.topics) == {"register", "deregister"}


def test_a_folder_without_topics_is_no_base(folder, tmp_path):
    (tmp_path / "empty").mkdir()
    assert read(Path("empty")) == (
        None,
        [Problem("empty", 1, 1, "There is no folder 'topics' in here; is it the right one?")],
    )
    assert str(read(Path("nowhere"))[1][0]) == "nowhere:1:1: There is no such folder."
    assert "This is a file" in str(read(folder.path / "contacts.yaml")[1][0])


def test_a_folder_whose_topics_cannot_be_read_is_no_base(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("base/topics").mkdir(parents=True)
    Path("base/contacts.yaml").write_text("x: {name: X, source: y, source_date: undated}")
    base, problems = read(Path("base"))
    assert base is None
    assert "base/topics:1:1: There is no readable topic." in map(str, problems)


def test_missing_files_are_named(folder):
    (folder.path / TOPIC).unlink()
    (folder.path / "contacts.yaml").unlink()
    assert "knowledge/contacts.yaml:1:1: This file is missing; add it." in sentences(folder)
    assert f"knowledge/{TOPIC}:1:1: This file is missing; add it." in sentences(folder)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("topics/readme.txt", "wrong place"),
        ("topics/arrival/register.yaml", "wrong place"),
        ("topics/arrival/register/uk.yml", "named after a language"),
        ("topics/arrival/register/notes.txt", "named after a language"),
        ("service/hello.yaml", "wrong place"),
    ],
)
def test_a_file_in_the_wrong_place_is_told(folder, name, words):
    folder.write(name, "x: y\n")
    assert [line for line in sentences(folder) if name in line and words in line]


def test_hidden_files_and_editors_copies_are_passed_over(folder):
    for name in ("topics/.DS_Store", "topics/arrival/register/de.yaml~"):
        folder.write(name, "x")
    assert sentences(folder) == []


def test_places_inside_an_answer_are_exact(folder):
    text = folder.base().topics["register"].texts["de"]
    assert text.place_in_answer(0) == Place(f"knowledge/{DE}", 4, 3)
    assert text.place_in_answer(text.answer.index("{")) == Place(f"knowledge/{DE}", 6, 11)


def test_an_answer_on_one_line_has_the_place_of_its_field(folder):
    text = folder.text(DE)
    start, end = text.index("answer:"), text.index("phrasings:")
    folder.write(DE, text[:start] + 'answer: "Kurz {nobody}"\n' + text[end:])
    answer = folder.base().topics["register"].texts["de"]
    assert answer.answer == "Kurz {nobody}"
    assert answer.place_in_answer(5) == Place(f"knowledge/{DE}", 3, 9)


def test_a_folder_whose_name_is_of_other_bytes_is_told(folder):
    name = os.fsdecode("topics/arrival/umzug-für".encode("latin-1"))
    (folder.path / name).mkdir()
    (folder.path / name / "topic.yaml").write_text("id: umzug\n", "utf-8")
    assert any("umzug" in sentence for sentence in sentences(folder))
