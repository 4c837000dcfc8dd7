"""The languages a phone can have on the page."""

from __future__ import annotations

from bot.simulator.users import JSON

# Besides the bot's own languages, so that a person can try what strangers to them get.
_OTHERS: tuple[tuple[str, str, str], ...] = (
    ("de", "Deutsch", "ltr"),
    ("en", "English", "ltr"),
    ("ar", "العربية", "rtl"),
    ("es", "Español", "ltr"),
    ("it", "Italiano", "ltr"),
    ("hi", "हिन्दी", "ltr"),
    ("ur", "اردو", "rtl"),
    ("vi", "Tiếng Việt", "ltr"),
    ("zh", "中文", "ltr"),
)


def phone_languages(given: list[JSON]) -> list[JSON]:
    """The given languages (objects with code, name, direction) and some others after them.

    A language with a `hint` is sent to the bot as that code, as Telegram does.
    """
    codes = {language["code"] for language in given}
    others = [
        {"code": code, "name": name, "direction": direction}
        for code, name, direction in _OTHERS
        if code not in codes
    ]
    return [*given, *others]
