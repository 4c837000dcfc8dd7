"""The desk's hours: open or not, when next, and times counted in them. Kassel's time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from knowledge.model import Desk

ZONE = ZoneInfo("Europe/Berlin")
AHEAD_DAYS = 14
HOUR = 3600.0

Span = tuple[datetime, datetime]


def local(now: float) -> datetime:
    """Seconds since 1970 as a time in Kassel."""
    return datetime.fromtimestamp(now, ZONE)


def spans(desk: Desk, day: date) -> list[Span]:
    """When somebody is there on that day, in order."""
    found = [
        (_at(day, one.opens), _at(day, one.closes, end=True))
        for one in desk.hours
        if day.weekday() in one.days
    ]
    return sorted(found)


def _at(day: date, clock: time, *, end: bool = False) -> datetime:
    # Midnight as an end is the end of the day.
    day = day + timedelta(days=1) if end and clock == time(0) else day
    return datetime.combine(day, clock, ZONE)


def coming(desk: Desk, now: float, days: int = AHEAD_DAYS) -> Iterator[Span]:
    """The spans that are not over yet."""
    moment = local(now)
    for ahead in range(days):
        for opens, closes in spans(desk, moment.date() + timedelta(days=ahead)):
            if closes > moment:
                yield opens, closes


def is_open(desk: Desk, now: float) -> bool:
    """Whether somebody should be there."""
    first = next(coming(desk, now, 1), None)
    return first is not None and first[0] <= local(now)


def next_opening(desk: Desk, now: float) -> datetime | None:
    """When somebody is there next; None if that is not known or it is open now."""
    first = next(coming(desk, now), None)
    return None if first is None or first[0] <= local(now) else first[0]


def later(desk: Desk, since: float, hours: float) -> float:
    """The moment after so many hours in which the desk was open; by the clock if it has none.

    Never closing time: then nobody is there, so it is the next opening.
    """
    left = timedelta(hours=hours)
    if not desk.staffed:
        return since + left.total_seconds()
    moment = local(since).astimezone(UTC)
    for opens, closes in coming(desk, since, 366):
        begin = max(moment, opens.astimezone(UTC))
        open_for = closes.astimezone(UTC) - begin
        if open_for > left:
            return (begin + left).timestamp()
        left -= open_for
    return since + hours * HOUR


def days_with(desk: Desk, language: str) -> tuple[int, ...]:
    """The weekdays on which somebody speaks a language."""
    return tuple(sorted(day for day, codes in desk.languages.items() if language in codes))
