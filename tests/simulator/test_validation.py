"""Requests are checked against the Bot API's description, in Telegram's words."""

from __future__ import annotations

from typing import Any

import pytest

from bot.simulator.spec import load_spec
from tests.support.simulator import fail_on_violations

SPEC = load_spec()


def markup_problems(markup: dict[str, Any]) -> list[str]:
    return problems("sendMessage", chat_id=1, text="a", reply_markup=markup)


def problems(method: str, **values: Any) -> list[str]:
    found = SPEC.method(method)
    assert found
    return [f"{one.path} {one.problem}" for one in found.read(values)[1]]


def button(**fields: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[{"text": "a", **fields}]]}


WRONG = [
    ("an unknown parameter", {"reply_to_message_id": 5}, "reply_to_message_id is not a parameter"),
    ("a missing text", {"text": None}, "text is missing"),
    ("a list as text", {"text": ["a"]}, "text must be a String"),
    ("a word as thread", {"message_thread_id": "x"}, "message_thread_id must be Integer"),
    ("a number as flag", {"protect_content": "2"}, "protect_content must be Boolean"),
    ("a broken markup", {"reply_markup": "{"}, "reply_markup must be InlineKeyboardMarkup or"),
    ("a markup of no kind", {"reply_markup": {"rows": []}}, "reply_markup.rows is not a field"),
    ("an empty button", {"reply_markup": button()}, "exactly one action must be given, not 0"),
    (
        "a button with two actions",
        {"reply_markup": button(url="https://a.de", callback_data="1")},
        "exactly one action must be given, not 2",
    ),
    (
        "a button that calls a phone",
        {"reply_markup": button(url="tel:112")},
        "a button can only open http, https or tg links",
    ),
    (
        "an unknown field of a button",
        {"reply_markup": button(callback_data="1", colour="red")},
        "reply_markup.inline_keyboard[0][0].colour is not a field of InlineKeyboardButton",
    ),
    (
        "an unknown style",
        {"reply_markup": button(callback_data="1", style="pink")},
        "reply_markup.inline_keyboard[0][0].style is not one of the allowed values",
    ),
    (
        "an entity without a length",
        {"entities": [{"type": "bold", "offset": 0}]},
        "entities[0].length is missing in MessageEntity",
    ),
    ("a number as reply", {"reply_parameters": 5}, "must be a ReplyParameters object"),
]


@pytest.mark.parametrize(
    ("values", "told"), [(v, t) for _, v, t in WRONG], ids=[w[0] for w in WRONG]
)
def test_what_breaks_the_interface_is_told(values, told):
    found = problems("sendMessage", **({"chat_id": 1, "text": "a"} | values))
    assert told in found[0]


@pytest.mark.parametrize(
    "values",
    [
        {"chat_id": "1", "text": "a"},
        {"chat_id": "@name", "text": "a", "message_thread_id": "7", "protect_content": "true"},
        {"chat_id": 1, "text": "a", "reply_markup": button(callback_data="é" * 32)},
        {"chat_id": 1, "text": "a", "reply_markup": button(switch_inline_query="")},
        {"chat_id": 1, "text": "a", "reply_markup": {"remove_keyboard": True}},
        {"chat_id": 1, "text": "a", "reply_markup": {"keyboard": [[{"text": "a"}]]}},
        {"chat_id": 1, "text": "a", "reply_parameters": {"message_id": 3}},
        {"chat_id": 1, "text": "a", "entities": [{"type": "bold", "offset": 0, "length": 1}]},
    ],
)
def test_what_is_allowed_passes(values):
    assert problems("sendMessage", **values) == []


def test_callback_data_is_measured_in_bytes():
    assert (
        problems("sendMessage", chat_id=1, text="a", reply_markup=button(callback_data="x" * 64))
        == []
    )
    long = problems("sendMessage", chat_id=1, text="a", reply_markup=button(callback_data="é" * 33))
    assert "must be 1-64 bytes, is 66" in long[0]


def test_a_keyboard_has_a_hundred_buttons_at_most():
    one = {"text": "a", "callback_data": "1"}
    rows = {"inline_keyboard": [[one]] * 100}
    assert markup_problems(rows) == []
    rows["inline_keyboard"] = [[one]] * 101
    assert (
        "at most 100 buttons" in problems("sendMessage", chat_id=1, text="a", reply_markup=rows)[0]
    )


@pytest.mark.parametrize("name", ["Start", "end-now", "ä", "x" * 33, ""])
def test_commands_are_small_latin_letters_digits_and_lines(name):
    commands = [{"command": name, "description": "a"}]
    assert problems("setMyCommands", commands=commands)


def test_an_album_may_mix_kinds_that_the_description_lists_apart():
    media = [{"type": "photo", "media": "a"}, {"type": "video", "media": "b"}]
    assert problems("sendMediaGroup", chat_id=1, media=media) == []
    assert "must be 2-10" in problems("sendMediaGroup", chat_id=1, media=media[:1])[0]


def test_every_method_of_the_bot_api_can_be_checked():
    for name in SPEC.methods:
        method = SPEC.method(name)
        assert method
        missing = {one.path for one in method.read({})[1]}
        assert missing == set(method.required)


KNOWN_WORDS = [
    ("sendMessage", {"text": " \n "}, "400 Bad Request: message text is empty"),
    ("sendMessage", {}, "400 Bad Request: message text is empty"),
    ("sendMessage", {"text": "x" * 4097}, "400 Bad Request: message is too long"),
    ("sendMessage", {"text": "😀" * 2049}, "400 Bad Request: message is too long"),
    (
        "sendMessage",
        {"text": "a", "reply_markup": button(callback_data="x" * 65)},
        "400 Bad Request: BUTTON_DATA_INVALID",
    ),
    (
        "sendMessage",
        {"text": "<b>a", "parse_mode": "HTML"},
        "400 Bad Request: can't parse entities: "
        'Can\'t find end tag corresponding to start tag "b"',
    ),
    ("sendMessage", {"text": "a", "parse_mode": "XML"}, "400 Bad Request: unsupported parse_mode"),
    (
        "deleteMessages",
        {"message_ids": []},
        "400 Bad Request: message identifiers are not specified",
    ),
    ("sendChatAction", {"action": "dancing"}, "400 Bad Request: wrong parameter action in request"),
    (
        "setMessageReaction",
        {"message_id": 1, "reaction": [{"type": "emoji", "emoji": "✅"}]},
        "400 Bad Request: REACTION_INVALID",
    ),
]


@pytest.mark.parametrize(("method", "values", "words"), KNOWN_WORDS)
async def test_refusals_are_in_telegrams_words_and_noted(
    simulator, raw, newcomer, method, values, words
):
    assert await raw.refusal(method, chat_id=newcomer.id, **values) == words
    assert len(simulator.journal.violations) == 1
    simulator.journal.expect_violations()


async def test_the_longest_text_passes(raw, newcomer):
    sent = await raw.result("sendMessage", chat_id=newcomer.id, text="😀" * 2048)
    assert len(sent["text"]) == 2048


async def test_tags_do_not_count_as_length(raw, newcomer):
    text = f"<b>{'x' * 4096}</b>"
    sent = await raw.result("sendMessage", chat_id=newcomer.id, text=text, parse_mode="HTML")
    assert sent["entities"] == [{"type": "bold", "offset": 0, "length": 4096}]


async def test_things_the_simulator_lacks_are_refused_not_ignored(simulator, raw, newcomer):
    values = {"chat_id": newcomer.id, "text": "a", "business_connection_id": "x"}
    assert (await raw.refusal("sendMessage", **values)).startswith("501 ")
    simulator.journal.expect_violations()


async def test_a_violation_fails_the_test_that_caused_it(simulator, raw, newcomer):
    await raw.refusal("sendMessage", chat_id=newcomer.id, text="a", markup="x")
    with pytest.raises(pytest.fail.Exception, match="markup: is not a parameter of sendMessage"):
        fail_on_violations(simulator)
    simulator.journal.expect_violations()
    fail_on_violations(simulator)


async def test_a_refusal_by_circumstances_is_no_violation(simulator, raw):
    assert (
        await raw.refusal("sendMessage", chat_id=5, text="a") == "400 Bad Request: chat not found"
    )
    assert simulator.journal.violations == []
    assert [entry.ok for entry in simulator.journal.calls("sendMessage")] == [False]
