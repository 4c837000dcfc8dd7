"""Which translations are older than the German text, and which facts are due."""

from dataclasses import replace
from datetime import date

import pytest

from knowledge.coverage import coverage, table
from knowledge.freshness import due, is_outdated, is_unstamped, review_date, source_hash
from knowledge.model import Topic, TopicText

GERMAN = TopicText("de", "Anmelden", "Eins zwei\n\ndrei.", ())


def topic(stamp: str | None, german: TopicText = GERMAN) -> Topic:
    english = TopicText("en", "Register", "One.", (), source_hash=stamp)
    return Topic("register", "arrival", texts={"de": german, "en": english})


def test_line_breaks_do_not_make_a_translation_outdated():
    stamp = source_hash(GERMAN)
    assert len(stamp) == 6
    assert not is_outdated(topic(stamp, replace(GERMAN, answer="Eins\nzwei drei.")), "en")


@pytest.mark.parametrize("change", [{"title": "Ummelden"}, {"answer": "Eins zwei vier."}])
def test_another_german_title_or_answer_makes_it_outdated(change):
    stamp = source_hash(GERMAN)
    assert not is_outdated(topic(stamp), "en")
    assert is_outdated(topic(stamp, replace(GERMAN, **change)), "en")


def test_new_german_phrasings_do_not():
    assert not is_outdated(topic(source_hash(GERMAN), replace(GERMAN, phrasings=("x",))), "en")


def test_without_a_stamp_it_is_unstamped_and_not_outdated():
    assert is_unstamped(topic(None), "en")
    assert not is_outdated(topic(None), "en")
    assert not is_unstamped(topic(None), "de")
    assert not is_outdated(topic(None), "uk")


@pytest.mark.parametrize(
    ("verified", "months", "expected"),
    [
        (date(2025, 1, 15), 6, date(2025, 7, 15)),
        (date(2025, 8, 31), 6, date(2026, 2, 28)),
        (date(2025, 12, 1), 12, date(2026, 12, 1)),
        (None, 6, None),
    ],
)
def test_the_review_date_counts_months(verified, months, expected):
    assert review_date(Topic("x", "y", verified_on=verified, review_in=months)) == expected


def test_due_lists_never_compared_topics_first_then_the_longest_overdue(folder):
    base = folder.base()
    topics = {
        "fresh": Topic("fresh", "a", verified_on=date(2026, 5, 1)),
        "late": Topic("late", "a", verified_on=date(2025, 11, 1)),
        "later": Topic("later", "a", verified_on=date(2025, 2, 1)),
        "never": Topic("never", "a"),
    }
    found = due(replace(base, topics=topics), date(2026, 6, 1))
    assert [one.topic.id for one in found] == ["never", "later", "late"]
    assert found[1].since == date(2025, 8, 1)


def test_a_topic_is_due_on_the_day_itself(folder):
    base = replace(folder.base(), topics={"x": Topic("x", "a", verified_on=date(2026, 1, 1))})
    assert due(base, date(2026, 6, 30)) == ()
    assert len(due(base, date(2026, 7, 1))) == 1


def test_coverage_counts_each_language(folder):
    english = "topics/arrival/register/en.yaml"
    folder.replace(english, "review: machine", "review: reviewed\nsource_hash: 000000")
    rows = {row.language.code: row for row in coverage(folder.base())}
    german, english_row, persian = rows["de"], rows["en"], rows["fa"]
    assert (german.required, german.required_of, german.all, german.all_of) == (1, 1, 2, 2)
    assert (german.machine, german.to_review, german.ready) == (2, 2, True)
    assert (english_row.all, english_row.outdated, english_row.machine) == (1, 1, 0)
    assert (english_row.unstamped, english_row.to_review) == (0, 1)
    assert (persian.all, persian.ready) == (0, False)


def test_the_table_is_aligned(folder):
    heading, *rows = table(coverage(folder.base())).splitlines()
    column = heading.index("required")
    assert len(rows) == 4
    assert [row[column : column + 3] for row in rows] == ["1/1", "1/1", "0/1", "0/1"]
