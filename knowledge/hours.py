"""Opening hours as a person writes them: 'Mon-Thu 10:00-16:00'."""

import re
from datetime import time

from knowledge.model import OpeningTime

_ENGLISH = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_GERMAN = ("mo", "di", "mi", "do", "fr", "sa", "so")
WEEKDAYS = {name: day for names in (_ENGLISH, _GERMAN) for day, name in enumerate(names)}

_LINE = re.compile(r"(?P<days>[A-Za-z,\s–-]+?)\s+(?P<opens>[\d:]+)\s*[-–]\s*(?P<closes>[\d:]+)")
_CLOCK = re.compile(r"(\d{1,2}):(\d\d)")
_EXAMPLE = "write it like: Mon-Thu 10:00-16:00"


def parse_opening(text: str) -> OpeningTime:
    """'Mon, Wed 14:00-16:00' or 'daily 05:00-24:00'; ValueError with a sentence otherwise."""
    match = _LINE.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"'{text}' is not an opening time; {_EXAMPLE}.")
    opens, closes = _clock(match["opens"]), _clock(match["closes"])
    if closes != time(0) and closes <= opens:
        raise ValueError(f"'{text}' closes before it opens; {_EXAMPLE}.")
    return OpeningTime(_days(match["days"]), opens, closes)


def _clock(text: str) -> time:
    match = _CLOCK.fullmatch(text)
    if match is None:
        raise ValueError(f"'{text}' is not a time of day; {_EXAMPLE}.")
    hour, minute = int(match[1]), int(match[2])
    if (hour, minute) == (24, 0):
        return time(0)
    if hour > 23 or minute > 59:
        raise ValueError(f"'{text}' is not a time of day; the last minute is 24:00.")
    return time(hour, minute)


def _days(text: str) -> tuple[int, ...]:
    if text.strip().lower() == "daily":
        return tuple(range(7))
    days: set[int] = set()
    for part in re.split(r"[,\s]+", text.strip()):
        first, _, last = part.replace("–", "-").partition("-")
        start, end = weekday(first), weekday(last or first)
        days.update((start + step) % 7 for step in range((end - start) % 7 + 1))
    return tuple(sorted(days))


def weekday(name: str) -> int:
    """0 for Mon (or Mo) to 6 for Sun (or So); ValueError with a sentence otherwise."""
    try:
        return WEEKDAYS[name.strip().lower()]
    except KeyError:
        known = ", ".join(day.capitalize() for day in _ENGLISH)
        raise ValueError(f"'{name}' is not a weekday; use {known}.") from None
