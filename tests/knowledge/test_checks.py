"""Each mistake in a knowledge base is found on its line and column, in a sentence that helps."""

from collections.abc import Callable
from datetime import date

import pytest

from knowledge import checks
from knowledge.checks import check

TOPIC = "topics/arrival/register/topic.yaml"
DE = "topics/arrival/register/de.yaml"
EN = "topics/arrival/register/en.yaml"
OFF = "topics/arrival/deregister/topic.yaml"
OFF_DE = "topics/arrival/deregister/de.yaml"
CONTACTS = "contacts.yaml"

OnlyProblem = Callable[[], str]


def test_a_faultless_base_has_no_problems(folder):
    assert folder.problems() == []


# file, what stands there, what a person writes instead, line:column, words of the sentence
SPOILED = {
    "unclosed quote": (TOPIC, 'text: "Stadt Kassel"', 'text: "Stadt Kassel', "6:11",
                       "quotation mark is opened here and never closed"),
    "colon in a text": (DE, "- ich bin umgezogen", "- Frage: wo: hier", "11:14",
                        "put the whole text in double quotes"),
    "sign at the beginning": (DE, "- ich bin umgezogen", "- @amt", "11:5",
                              "may not begin with this sign"),
    "star at the beginning": (DE, "- ich bin umgezogen", "- *umzug", "11:5", "begin with *"),
    "exclamation mark at the beginning": (DE, "- ich bin umgezogen", "- !wichtig", "11:5",
                                          "may not begin with '!'"),
    "indentation": (TOPIC, "\ntier", "\n  tier", "2:7", "double quotes"),
    "a phrasing with a colon": (DE, "- ich bin umgezogen", "- frage: ich bin umgezogen", "11:5",
                                "put it in double quotes"),
    "tab": (DE, "  - ich bin", "\t- ich bin", "11:1", "tab; use spaces"),
    "unknown field": (TOPIC, "contacts:", "contact:", "3:1", "Did you mean 'contacts'?"),
    "unknown field of a text": (EN, "phrasings:", "phrasing:", "7:1",
                                "Did you mean 'phrasings'?"),
    "wrong type of a text": (EN, "title: Register your address", "title: [a, b]", "1:8",
                             "must be one text"),
    "wrong type of a list": (TOPIC, "contacts: [city-hall]", "contacts: city-hall", "3:11",
                             "must be a list"),
    "wrong type of a source": (TOPIC, '- text: "Stadt Kassel"\n    date: undated', "- Stadt",
                               "6:5", "must hold fields"),
    "wrong word": (TOPIC, "tier: required", "tier: requird", "2:7", "Did you mean 'required'?"),
    "wrong flag": (TOPIC, "contacts:", "sensitive: maybe\ncontacts:", "3:12", "true or false"),
    "German date": (TOPIC, "verified_on: null", "verified_on: 14.8.2026", "8:14",
                    "not a date like 2026-08-14"),
    "American date": (TOPIC, "verified_on: null", "verified_on: 08/14/2026", "8:14",
                      "not a date like"),
    "short date": (TOPIC, "verified_on: null", "verified_on: 2026-8-1", "8:14",
                   "not a date like"),
    "day that does not exist": (TOPIC, "verified_on: null",
                                "verified_by: M\nverified_on: 2026-02-30", "9:14",
                                "not a day of the calendar"),
    "day in the future": (TOPIC, "verified_on: null", "verified_by: M\nverified_on: 2999-01-01",
                          "9:14", "lies in the future"),
    "verified by nobody": (TOPIC, "verified_on: null", "verified_on: 2025-01-31", "8:14",
                           "add verified_by"),
    "period": (TOPIC, "verified_on: null", "review_in: soon", "8:12", "6 months"),
    "source date in words": (TOPIC, "date: undated", "date: last year", "7:11", "is not a date"),
    "source date German": (TOPIC, "date: undated", "date: 1.5.2025", "7:11", "read safely"),
    "source month 13": (TOPIC, "date: undated", "date: 2025-13", "7:11", "not a month"),
    "source day 31 April": (TOPIC, "date: undated", "date: 2025-04-31", "7:11", "calendar"),
    "source of the future": (TOPIC, "date: undated", "date: 2999", "7:11", "cannot be that"),
    "fact of confidence C": (TOPIC, "date: undated", "date: undated\n    confidence: C", "8:17",
                             "never published"),
    "missing source": (OFF, "sources:\n  - {text: Stadt Kassel, date: 2022}\n", "", "1:1",
                       "A source is missing"),
    "empty source": (OFF, "{text: Stadt Kassel, date: 2022}", "{date: 2022}", "3:5",
                     "'text' is missing"),
    "unknown contact": (TOPIC, "[city-hall]", "[city-hal]", "3:12", "Did you mean 'city-hall'?"),
    "contact twice": (TOPIC, "[city-hall]", "[city-hall, city-hall]", "3:23", "twice"),
    "unknown related topic": (TOPIC, "[deregister]", "[deregistr]", "4:11",
                              "Did you mean 'deregister'?"),
    "related to itself": (TOPIC, "[deregister]", "[register]", "4:11", "related to itself"),
    "id differs": (TOPIC, "id: register", "id: registr", "1:5", "differs from the folder's name"),
    "duplicate key": (TOPIC, "tier: required", "tier: required\ntier: useful", "3:1",
                      "written twice (first on line 2)"),
    "duplicate phrasing": (DE, "- ich bin umgezogen", "- WO MELDE ICH MICH AN!", "11:5",
                           "stands already on line 9"),
    "phrasing of another topic": (DE, "- ich bin umgezogen", "- abmeldung?", "11:5",
                                  "also a phrasing of 'deregister'"),
    "phrasing of another topic and language": (EN, "- i moved here", "- Abmeldung", "11:5",
                                               "also a phrasing of 'deregister' (de, line 6)"),
    "too few phrasings": (EN, "  - i moved here\n", "", "8:3", "write 8 or more"),
    "empty phrasing": (EN, "- i moved here", "- i moved here\n  -", "12:4", "is empty"),
    "phrasing of signs": (EN, "- i moved here", "- i moved here\n  - '?!'", "12:5",
                          "no letters"),
    "empty title": (EN, "title: Register your address", "title:", "1:1", "'title' is empty"),
    "missing title": (EN, "title: Register your address\n", "", "1:1", "'title' is missing"),
    "long title": (EN, "Register your address", "Register your address " * 2, "1:8",
                   "a button shows 40"),
    "long answer": (EN, "Register at", "Register soon " * 50 + "at", "3:9", "700 are allowed"),
    "unknown placeholder": (DE, "{city-hall}", "{city-hal}", "6:11", "Did you mean 'city-hall'?"),
    "unknown field of a contact": (EN, "{city-hall.phone}", "{city-hall.phon}", "6:16",
                                   "Did you mean 'phone'?"),
    "field the contact lacks": (EN, "{city-hall.phone}", "{city-hall.email}", "6:16",
                                "No email is known of 'city-hall'"),
    "brace without partner": (EN, "{city-hall.phone}", "{city-hall", "6:16", "has no partner"),
    "phone number": (EN, "Register at", "Call 0561 115 or go to", "4:8",
                     "write {city-hall} instead"),
    "emergency number": (DE, "Melden Sie", "Rufen Sie 110 oder melden Sie", "4:13",
                         "write {police} instead"),
    "e-mail": (EN, "Register at", "Write to amt@example.org or", "4:12",
               "write {old-office.email} instead"),
    "web address": (EN, "Register at", "See www.kassel.de or", "4:7",
                    "write {city-hall.url} instead"),
    "street": (EN, "city hall.", "city hall, Obere Königsstraße 8.", "4:30",
               "write {city-hall.address} instead"),
    "Markdown": (EN, "Register at", "**Register** at", "4:3", "Markdown"),
    "HTML": (EN, "Register at", "<b>Register</b> at", "4:3", "HTML"),
    "leftover TODO": (EN, "Register at", "Register TODO at", "4:12", "is left in the answer"),
    "bad stamp": (EN, "review: machine", "review: machine\nsource_hash: zz", "3:14",
                  "not a source hash"),
    "confidence C": (CONTACTS, "confidence: B", "confidence: C", "17:15", "never shown"),
    "phone with words": (CONTACTS, '"0561 115"', '"0561 115 (city)"', "5:12", "phone number"),
    "plain http": (CONTACTS, "https://www.kassel.de", "http://www.kassel.de", "6:8",
                   "not a web address"),
    "odd e-mail": (CONTACTS, "amt@example.org", "amt at example.org", "15:10", "not an e-mail"),
    "hours in words": (CONTACTS, "- Mon-Thu 09:00-12:00", "- in the morning", "8:7",
                       "Mon-Thu 10:00-16:00"),
    "unknown weekday": (CONTACTS, "- Mon-Thu 09", "- Mon-Thr 09", "8:7", "not a weekday"),
    "hours backwards": (CONTACTS, "09:00-12:00", "12:00-09:00", "8:7", "before it opens"),
    "emergency contact without phone": (CONTACTS, '  phones: ["110"]\n', "", "23:14",
                                        "needs a phone number"),
    "unknown language of a name": (CONTACTS, "{en: City hall}", "{eng: City hall}", "3:11",
                                   "Did you mean 'en'?"),
    "contact without source": (CONTACTS, "  source: kassel.de\n", "", "2:3",
                               "'source' is missing"),
    "service without phrasings": ("service/greeting/de.yaml",
                                  "phrasings:\n  - Hallo\n  - guten Tag\n", "phrasings: []\n",
                                  "1:1", "'phrasings' is empty"),
    "unknown kind of danger": ("safety/de.yaml", "danger:", "dangr:", "3:1",
                               "Did you mean 'danger'?"),
    "unknown word group": ("safety/de.yaml", "- ich werde bedroht", "- ich + HELPP", "4:5",
                           "Did you mean HELP?"),
}  # fmt: skip


@pytest.mark.parametrize("name", SPOILED)
def test_a_mistake_is_told_where_it_is_and_how_to_mend_it(folder, name):
    file, old, new, where, words = SPOILED[name]
    folder.replace(file, old, new)
    found = [str(problem) for problem in folder.problems()]
    expected = f"knowledge/{file}:{where}: "
    assert any(line.startswith(expected) and words in line for line in found), found


def test_an_unknown_list_of_examples_is_told_by_the_names_that_stand_there(folder):
    folder.write("safety/examples/de.yaml", "dangr:\n  - er kommt mit einem messer\n")
    (told,) = map(str, folder.problems())
    assert told.startswith("knowledge/safety/examples/de.yaml:1:1: 'dangr' is not a known list")
    assert told.endswith("Did you mean 'danger'?")
    assert "_examples" not in told


def test_every_mistake_is_told_at_once(folder):
    folder.replace(TOPIC, "[city-hall]", "[city-hal]")
    folder.replace(TOPIC, "tier: required", "tier: requird")
    folder.replace(DE, "- ich bin umgezogen", "- abmeldung?")
    folder.replace(EN, "Register at", "**Register** at")
    assert [problem.line for problem in folder.problems()] == [11, 4, 2, 3]


def test_a_missing_german_text_is_a_problem(folder, only_problem: OnlyProblem):
    (folder.path / OFF_DE).unlink()
    folder.write(OFF_DE.replace("de.yaml", "fa.yaml"), _persian())
    assert "knowledge/topics/arrival/deregister/topic.yaml:1:1: The German text is missing" in (
        only_problem()
    )


def test_an_unknown_language_is_a_problem(folder, only_problem: OnlyProblem):
    folder.write(DE.replace("de.yaml", "ua.yaml"), folder.text(DE))
    line = only_problem()
    assert line.startswith("knowledge/topics/arrival/register/ua.yaml:1:1: 'ua' is not a language")
    assert "Did you mean 'uk'?" in line


def test_an_unknown_area_is_read_but_is_a_problem(folder, only_problem: OnlyProblem):
    (folder.path / "topics/arrival").rename(folder.path / "topics/arival")
    assert {"register", "deregister"} == set(folder.base().topics)
    lines = {str(problem) for problem in folder.problems()}
    assert len(lines) == 2
    assert all("Did you mean 'arrival'?" in line for line in lines)


def test_the_same_id_in_two_areas_is_a_problem(folder):
    for name in ("topic.yaml", "de.yaml"):
        folder.write(
            f"topics/living/register/{name}", folder.text(f"topics/arrival/register/{name}")
        )
    lines = [str(problem) for problem in folder.problems()]
    assert any("living/register/topic.yaml:1:1: The topic 'register' exists already" in line
               for line in lines)  # fmt: skip


def test_more_than_four_related_topics_are_too_many(folder):
    folder.replace(TOPIC, "[deregister]", "[deregister, a, b, c, d]")
    assert any("room for 4 related" in problem.sentence for problem in folder.problems())


def test_a_required_topic_that_a_live_language_lacks_is_a_warning(
    folder, only_problem: OnlyProblem
):
    (folder.path / EN).unlink()
    problem = folder.problems()[0]
    assert problem.warning
    assert only_problem() == (
        "knowledge/topics/arrival/register/topic.yaml:1:1: warning: "
        "A required topic is missing in: en."
    )


@pytest.mark.parametrize("area", ["emergency", "safety"])
def test_in_emergencies_only_sure_contacts_may_stand(folder, area):
    folder.replace(TOPIC, "[city-hall]", "[old-office]")
    folder.replace(DE, "{city-hall}", "{old-office.email}")
    assert folder.problems() == []
    (folder.path / "topics/arrival").rename(folder.path / f"topics/{area}")
    lines = [str(problem) for problem in folder.problems()]
    assert [line.split(": ")[0] for line in lines] == [
        f"knowledge/topics/{area}/register/de.yaml:6:11",
        f"knowledge/topics/{area}/register/topic.yaml:3:12",
    ]
    assert all("'publish: check'" in line for line in lines)


def test_in_sensitive_topics_only_sure_contacts_may_stand(folder, only_problem: OnlyProblem):
    folder.replace(TOPIC, "contacts: [city-hall]", "sensitive: true\ncontacts: [old-office]")
    assert "register/topic.yaml:4:12: 'old-office' is marked 'publish: check'" in only_problem()


def test_a_long_topic_may_have_nine_hundred_characters(folder, only_problem: OnlyProblem):
    folder.replace(EN, "Register at", "Go there. " * 75 + "Register at")
    assert "700 are allowed" in only_problem()
    folder.replace(TOPIC, "tier: required", "tier: required\nlong: true")
    assert folder.problems() == []
    folder.replace(EN, "Register at", "Go there. " * 20 + "Register at")
    assert "900 are allowed" in only_problem()


def test_one_word_may_serve_two_languages_of_a_topic(folder):
    assert "Anmeldung?" in folder.text(DE)
    assert "- Anmeldung\n" in folder.text(EN)
    assert folder.problems() == []


def test_a_service_phrasing_that_is_also_a_topics_is_a_problem(folder, only_problem: OnlyProblem):
    folder.replace("service/greeting/de.yaml", "- guten Tag", "- Ich bin umgezogen.")
    assert "service/greeting/de.yaml:3:5: 'Ich bin umgezogen.' is also a phrasing of" in (
        only_problem()
    )


def test_a_preparing_language_may_have_few_phrasings(folder):
    folder.write(DE.replace("de.yaml", "fa.yaml"), _persian())
    assert folder.problems() == []


def test_arabic_letters_in_persian_are_a_warning(folder, only_problem: OnlyProblem):
    folder.write(DE.replace("de.yaml", "fa.yaml"), _persian().replace("کنید", "كنيد"))
    warnings = folder.problems()
    assert all(problem.warning for problem in warnings)
    assert {problem.sentence[1] for problem in warnings} == {"ي", "ك"}


def test_latin_letters_in_a_cyrillic_word_are_a_problem(folder, only_problem: OnlyProblem):
    folder.write(DE.replace("de.yaml", "uk.yaml"), _ukrainian().replace("ратуші", "рaтуші"))
    assert only_problem() == (
        "knowledge/topics/arrival/register/uk.yaml:3:20: "
        "'рaтуші' mixes Latin and Cyrillic letters that look alike; retype it."
    )


def test_a_cyrillic_letter_in_a_latin_text_is_a_problem(folder, only_problem: OnlyProblem):
    folder.replace(EN, "Register at the city", "Register at the city (ратуша)")
    assert "en.yaml:4:25: 'р' is not a letter of the Latin script" in only_problem()


def test_a_cyrillic_letter_in_a_latin_word_is_a_problem(folder, only_problem: OnlyProblem):
    folder.replace(EN, "city hall.\n", "city hаll.\n")
    assert "en.yaml:4:24: 'hаll' mixes Latin and Cyrillic letters" in only_problem()


def test_an_answer_in_the_wrong_language_is_a_problem(folder, only_problem: OnlyProblem):
    folder.write(DE.replace("de.yaml", "uk.yaml"), folder.text(EN))
    assert "uk.yaml:3:9: Most of this answer is not written in Ukrainian" in only_problem()


def test_an_outdated_translation_is_a_status_and_no_problem(folder):
    folder.replace(EN, "review: machine", "review: machine\nsource_hash: 000000")
    assert folder.problems() == []


# --- what was once found faultless


def check_at(folder, cache) -> list[str]:
    return [str(problem) for problem in check(folder.path, cache=cache)[1]]


def test_a_faultless_base_is_not_looked_through_again(folder, tmp_path, monkeypatch):
    assert check_at(folder, tmp_path / "cache") == []
    monkeypatch.setattr(checks.texts, "problems_of", lambda base: pytest.fail("looked again"))
    assert check_at(folder, tmp_path / "cache") == []


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (EN, "Register at", "**Register** at"),
        (DE, "- ich bin umgezogen", "- abmeldung?"),
        ("safety/de.yaml", "- ich werde bedroht", "- ich + HELPP"),
        (CONTACTS, "https://www.kassel.de", "https://www.kassel.de\n  emial: a@kassel.de"),
    ],
)
def test_a_fault_that_comes_later_is_told_each_time(folder, tmp_path, file, old, new):
    assert check_at(folder, tmp_path / "cache") == []
    folder.replace(file, old, new)
    told = check_at(folder, tmp_path / "cache")
    assert len(told) == 1
    assert check_at(folder, tmp_path / "cache") == told
    folder.replace(file, new, old)
    assert check_at(folder, tmp_path / "cache") == []


def test_what_time_brings_is_told_of_a_faultless_base_too(folder, tmp_path):
    folder.replace(TOPIC, "verified_on: null", "verified_by: M\nverified_on: 2026-03-02")
    assert check(folder.path, date(2026, 3, 3), cache=tmp_path)[1] == []
    (told,) = map(str, check(folder.path, date(2026, 3, 1), cache=tmp_path)[1])
    assert "lies in the future" in told


def test_warnings_are_told_each_time(folder, tmp_path):
    folder.write(DE.replace("de.yaml", "fa.yaml"), _persian().replace("کنید", "كنيد"))
    told = check_at(folder, tmp_path / "cache")
    assert len(told) == 2
    assert check_at(folder, tmp_path / "cache") == told


def test_without_a_place_to_keep_it_the_check_is_the_same(folder, tmp_path):
    (tmp_path / "cache").touch()
    assert check_at(folder, tmp_path / "cache") == []


def _persian() -> str:
    return (
        "title: ثبت نشانی\nanswer: |\n  در شهرداری ثبت نام کنید.\nphrasings:\n  - ثبت نشانی کجا\n"
    )


def _ukrainian() -> str:
    return "title: Реєстрація\nanswer: |\n  Зареєструйтесь у ратуші.\nphrasings:\n  - реєстрація\n"
