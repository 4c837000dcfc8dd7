"""Opening hours are understood as people write them, or refused with an example."""

from datetime import time

import pytest

from knowledge.hours import parse_opening


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Mon 09:00-12:00", (0,)),
        ("Mon-Thu 09:00-12:00", (0, 1, 2, 3)),
        ("Mon, Wed, Fri 9:00-12:00", (0, 2, 4)),
        ("Mon-Wed, Fri 09:00 - 12:00", (0, 1, 2, 4)),
        ("Sun-Thu 09:00–12:00", (0, 1, 2, 3, 6)),
        ("Mo Di 09:00-12:00", (0, 1)),
        ("daily 09:00-12:00", (0, 1, 2, 3, 4, 5, 6)),
    ],
)
def test_days_are_understood(text, days):
    opening = parse_opening(text)
    assert opening.days == days
    assert (opening.opens, opening.closes) == (time(9), time(12))


def test_midnight_is_the_end_of_the_day():
    assert parse_opening("Fri 05:00-24:00").closes == time(0)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Mon", "not an opening time"),
        ("09:00-12:00", "not an opening time"),
        ("Mon 9-12", "not a time of day"),
        ("Mon 25:00-26:00", "not a time of day"),
        ("Mon 09:60-10:00", "not a time of day"),
        ("Mon 12:00-09:00", "closes before it opens"),
        ("Mon 09:00-09:00", "closes before it opens"),
        ("Montag 09:00-12:00", "not a weekday"),
    ],
)
def test_what_is_no_opening_time_is_refused(text, words):
    with pytest.raises(ValueError, match=words):
        parse_opening(text)
