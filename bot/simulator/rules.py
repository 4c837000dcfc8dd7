"""Rules of the Bot API that its description tells in prose only."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

# A rule yields pairs of what is wrong and Telegram's words for it ("" if unknown).
Problems = Iterator[tuple[str, str]]
Rule = Callable[[dict[str, Any]], Problems]

MAX_BUTTONS = 100
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_NOT_ACTIONS = {"text", "icon_custom_emoji_id", "style"}
_LINK = re.compile(r"(https?|tg|ton)://\S+|[\w-]+(\.[\w-]+)+(/\S*)?", re.I)

_WORDINGS = {
    ("text", "missing"): "Bad Request: message text is empty",
    ("chat_id", "missing"): "Bad Request: chat_id is empty",
    ("message_id", "missing"): "Bad Request: message identifier is not specified",
    ("message_ids", "missing"): "Bad Request: message identifiers are not specified",
    ("message_ids", "short"): "Bad Request: message identifiers are not specified",
    ("message_ids", "long"): "Bad Request: too many message identifiers specified",
    ("callback_data", "short"): "Bad Request: BUTTON_DATA_INVALID",
    ("callback_data", "long"): "Bad Request: BUTTON_DATA_INVALID",
    ("photo", "missing"): "Bad Request: there is no photo in the request",
    ("voice", "missing"): "Bad Request: there is no voice in the request",
    ("document", "missing"): "Bad Request: there is no document in the request",
    ("emoji", "unknown"): "Bad Request: REACTION_INVALID",
    ("icon_color", "unknown"): "Bad Request: invalid icon color specified",
    ("callback_query_id", "missing"): "Bad Request: query_id is empty",
}


def wording_of(path: str, what: str) -> str:
    """Telegram's words for a value that is missing, short, long or unknown; else ""."""
    return _WORDINGS.get((path.rsplit(".", 1)[-1], what), "")


def _inline_button(button: dict[str, Any]) -> Problems:
    actions = [key for key in button if key not in _NOT_ACTIONS]
    if not button.get("text"):
        yield "the text is empty", "Bad Request: inline keyboard button text is empty"
    if len(actions) != 1:
        yield (
            f"exactly one action must be given, not {len(actions)}",
            "Bad Request: text buttons are unallowed in the inline keyboard" if not actions else "",
        )
    url = button.get("url")
    if isinstance(url, str) and not _LINK.fullmatch(url):
        yield (
            "a button can only open http, https or tg links",
            f"Bad Request: inline keyboard button URL '{url}' is invalid: Unsupported URL protocol",
        )


def _inline_keyboard(markup: dict[str, Any]) -> Problems:
    rows = markup.get("inline_keyboard")
    if isinstance(rows, list):
        count = sum(len(row) for row in rows if isinstance(row, list))
        if count > MAX_BUTTONS:
            yield (
                f"at most {MAX_BUTTONS} buttons, not {count}",
                "Bad Request: REPLY_MARKUP_TOO_LONG",
            )


def _keyboard(markup: dict[str, Any]) -> Problems:
    rows = markup.get("keyboard")
    if not rows:
        yield "a keyboard needs a button", "Bad Request: reply keyboard markup is empty"


def _command(command: dict[str, Any]) -> Problems:
    name = command.get("command")
    if isinstance(name, str) and not _COMMAND.fullmatch(name.removeprefix("/")):
        yield "a command is 1-32 of a-z, 0-9 and _", "Bad Request: BOT_COMMAND_INVALID"


RULES: dict[str, Rule] = {
    "InlineKeyboardButton": _inline_button,
    "InlineKeyboardMarkup": _inline_keyboard,
    "ReplyKeyboardMarkup": _keyboard,
    "BotCommand": _command,
}
