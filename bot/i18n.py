"""Interface texts: gettext catalogues, hours as CLDR says them, text direction."""

from __future__ import annotations

import io
import itertools
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, format_time, get_day_names
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from knowledge.model import Hours, OpeningTime

LOCALES = Path(__file__).parent.parent / "locales"
GERMAN = "de"
ENGLISH = "en"

# Isolates keep a number or a German name together inside right-to-left text.
_ISOLATE, _POP = "\u2066", "\u2069"
_NO_BREAK = "\u00a0"

# What phones send where it differs from the codes used here.
_HINTS = {"prs": "fa", "kmr": "ku", "mo": "ro", "iw": "he"}


def catalogue(code: str, folder: Path = LOCALES) -> NullTranslations:
    """The interface texts of a language; the English words where there is no catalogue."""
    found = [_read(folder / code / "LC_MESSAGES" / f"{name}.po") for name in ("messages", "desk")]
    texts = [one for one in found if one is not None]
    for earlier, later in itertools.pairwise(texts):
        later.add_fallback(earlier)
    return texts[-1] if texts else NullTranslations()


def _read(path: Path) -> GNUTranslations | None:
    if not path.exists():
        return None
    with path.open("rb") as file:
        texts = read_po(file, locale=None)
    compiled = io.BytesIO()
    write_mo(compiled, texts)
    compiled.seek(0)
    return GNUTranslations(compiled)


class Catalogues:
    """The interface texts of all languages, each read once."""

    def __init__(self, codes: Mapping[str, object], folder: Path = LOCALES) -> None:
        self._texts = {code: catalogue(code, folder) for code in codes}

    def __call__(self, code: str, message: str) -> str:
        """The message in that language."""
        texts = self._texts.get(code)
        return texts.gettext(message) if texts else message


def N_(message: str) -> str:  # noqa: N802 (the name is gettext's own)
    """Marks a message for the catalogues; it is translated where it is said."""
    return message


def D_(message: str) -> str:  # noqa: N802 (as above)
    """Marks a message that only volunteers see: a catalogue of its own, in German only."""
    return message


def language_of_hint(hint: str | None) -> str | None:
    """The language code that a phone's `language_code` means, such as `uk` for `uk-UA`."""
    if not hint:
        return None
    code = hint.replace("_", "-").split("-")[0].lower()
    return _HINTS.get(code, code)


def language_names(code: str, codes: Iterable[str]) -> Iterator[str]:
    """What a language is called in several languages, by CLDR."""
    for speaker in codes:
        name = _locale(speaker).languages.get(code)
        if name:
            yield name


def own_name(code: str) -> str:
    """What a language calls itself by CLDR; its English name where CLDR does not know."""
    return str(_locale(code).languages.get(code) or _locale(ENGLISH).languages.get(code, code))


def isolated(text: str, direction: str) -> str:
    """A number or a name that keeps its order inside right-to-left text."""
    if direction != "rtl":
        return text
    return f"{_ISOLATE}{text.replace(' ', _NO_BREAK)}{_POP}"


def spoken_date(day: date, code: str) -> str:
    """A date as people of that language write it."""
    return format_date(day, "long", locale=_locale(code))


def spoken_hours(hours: Hours, code: str) -> str:
    """Opening times, such as `Mo–Do 08:30–12:30, Fr 08:30–12:00`."""
    return ", ".join(_span(opening, code) for opening in hours.times)


def spoken_days(days: tuple[int, ...], code: str) -> str:
    """Weekdays, such as `Di, Do`; 0 is Monday."""
    return _days(days, code)


def spoken_moment(at: datetime, code: str) -> str:
    """Weekday, date and time, such as `Dienstag, 3. März, 10:00`."""
    locale = _locale(code)
    day = format_skeleton("MMMMEEEEd", at, locale=locale)
    return f"{day}, {_time(at.time(), code)}"


def _span(opening: OpeningTime, code: str) -> str:
    closes = "24:00" if opening.closes == time(0) else _time(opening.closes, code)
    return f"{_days(opening.days, code)} {_time(opening.opens, code)}–{closes}"


def _days(days: tuple[int, ...], code: str) -> str:
    names = get_day_names("abbreviated", locale=_locale(code))
    if len(days) > 2 and days == tuple(range(days[0], days[-1] + 1)):
        return f"{names[days[0]]}–{names[days[-1]]}"
    return ", ".join(names[day] for day in days)


def _time(at: time, code: str) -> str:
    # The 24-hour clock as it stands on German doors, in digits that everybody reads.
    return format_time(at, "HH:mm", locale=_locale(code))


def _locale(code: str) -> Locale:
    try:
        return Locale.parse(code)
    except UnknownLocaleError:
        return Locale.parse(ENGLISH)
