"""Dates of sources as people write them: a year, a month, a day, 'undated', 'about 2021'."""

import re
from datetime import date

_DAY = re.compile(r"(?<!\d)(\d{4})-(\d\d)-(\d\d)(?!\d)")
_MONTH = re.compile(r"(?<![\d-])(\d{4})-(\d\d)(?![\d-])")
_OTHER_ORDER = re.compile(
    r"(?<!\d)\d{1,2}[./-]\d{1,2}[./-]\d{2,4}(?!\d)|\d{4}[./]\d{1,2}[./]\d{1,2}"
)
_NUMBER = re.compile(r"(?<![\d./-])\d{4}(?!\d)")
_LIKE = "write it like 2026-08-14, 2026-08 or 2026, or: undated"


def flaw_of(text: str, today: date) -> str | None:
    """What is wrong with the date of a source, as a sentence; None if it is fine."""
    other = _OTHER_ORDER.search(text)
    if other:
        return f"'{other[0]}' is not a date that can be read safely; {_LIKE}."
    if "undated" not in text and not _NUMBER.search(text):
        return f"'{text}' is not a date; {_LIKE}."
    for year, month, day in _DAY.findall(text):
        if not _exists(int(year), int(month), int(day)):
            return f"'{year}-{month}-{day}' is not a day of the calendar; look it up."
    for year, month in _MONTH.findall(text):
        if not 1 <= int(month) <= 12:
            return f"'{year}-{month}' is not a month; {_LIKE}."
    return _outside(text, today)


def _outside(text: str, today: date) -> str | None:
    for year in map(int, _NUMBER.findall(text)):
        if not 1990 <= year <= today.year:
            return f"The year {year} cannot be that of a source; it is {today.year} now."
    for found in _DAY.findall(text):
        if "-".join(found) > today.isoformat():
            return f"{'-'.join(found)} lies in the future; a source cannot."
    return None


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
