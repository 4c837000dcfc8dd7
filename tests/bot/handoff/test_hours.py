"""The desk's hours, as plain functions."""

from datetime import datetime, time

from bot.handoff import hours
from bot.handoff.hours import ZONE
from bot.i18n import spoken_hours, spoken_moment
from knowledge.model import Desk, Hours, OpeningTime

WEEK = Desk(
    hours=(OpeningTime((0, 1, 2, 3, 4), time(10), time(16)),),
    answer_within=2,
    languages={1: ("fa", "de"), 3: ("fa",)},
)
MONDAY = datetime(2026, 3, 2, 0, 0, tzinfo=ZONE)


def at(day: int, hour: float) -> float:
    """Seconds since 1970 of an hour in the week of MONDAY."""
    return MONDAY.timestamp() + (day * 24 + hour) * 3600


def test_open_and_closed():
    assert hours.is_open(WEEK, at(0, 10))
    assert not hours.is_open(WEEK, at(0, 9.9))
    assert not hours.is_open(WEEK, at(0, 16))
    assert not hours.is_open(WEEK, at(5, 12))
    assert not hours.is_open(Desk(), at(0, 12))


def test_the_next_opening_is_after_the_weekend():
    assert hours.next_opening(WEEK, at(4, 17)) == MONDAY.replace(day=9, hour=10)
    assert hours.next_opening(WEEK, at(0, 8)) == MONDAY.replace(hour=10)
    assert hours.next_opening(WEEK, at(0, 12)) is None
    assert hours.next_opening(Desk(), at(0, 12)) is None


def test_a_promise_counts_only_the_hours_in_which_somebody_is_there():
    assert hours.later(WEEK, at(0, 11), 2) == at(0, 13)
    assert hours.later(WEEK, at(0, 15), 2) == at(1, 11)
    assert hours.later(WEEK, at(4, 15), 2) == at(7, 11)
    assert hours.later(WEEK, at(5, 3), 2) == at(7, 12)
    assert hours.later(Desk(), at(5, 3), 2) == at(5, 5)
    assert hours.later(WEEK, at(0, 14), 2) == at(1, 10)


def test_a_promise_over_the_change_of_the_clock_counts_real_hours():
    night = Desk(hours=(OpeningTime((5, 6), time(0), time(0)),))
    saturday = datetime(2026, 3, 28, 23, 0, tzinfo=ZONE).timestamp()

    assert hours.later(night, saturday, 4) == saturday + 4 * 3600


def test_who_speaks_a_language_when():
    assert hours.days_with(WEEK, "fa") == (1, 3)
    assert hours.days_with(WEEK, "ti") == ()


def test_midnight_as_an_end_is_the_end_of_the_day():
    late = Desk(hours=(OpeningTime((0,), time(22), time(0)),))

    assert hours.is_open(late, at(0, 23.5))
    assert not hours.is_open(late, at(1, 0))


def test_midnight_is_said_as_the_beginning_or_the_end_of_the_day():
    always = Hours((OpeningTime((0, 1), time(0), time(0)),))

    assert spoken_hours(always, "de").endswith("00:00–24:00")
    assert spoken_moment(MONDAY, "de").endswith("00:00")
