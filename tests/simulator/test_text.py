"""Texts: UTF-16 units, entities that are found, HTML."""

from __future__ import annotations

import pytest

from bot.simulator.errors import ApiError
from bot.simulator.html import parse_html
from bot.simulator.text import Text, cut, found_entities, trimmed, units


def marked(text: str) -> list[tuple[str, str]]:
    return [(one["type"], cut(text, one["offset"], one["length"])) for one in found_entities(text)]


def test_length_is_counted_in_utf_16_units():
    assert [units(text) for text in ("abc", "äß", "😀", "مرحبا")] == [3, 2, 2, 5]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("/start now", [("bot_command", "/start")]),
        ("😀 see /help@allin_bot.", [("bot_command", "/help@allin_bot")]),
        ("1/2 and/or", []),
        (
            "https://kassel.de/a?b=1. And www.kassel.de!",
            [("url", "https://kassel.de/a?b=1"), ("url", "www.kassel.de")],
        ),
        ("Mail an info@kassel.de", [("email", "info@kassel.de")]),
        ("@kassel_bot hilft", [("mention", "@kassel_bot")]),
        ("Ruf +49 561 787-0000 an", [("phone_number", "+49 561 787-0000")]),
        ("مرحبا /help", [("bot_command", "/help")]),
        ("nothing here", []),
    ],
)
def test_entities_are_found_in_plain_texts(text, expected):
    assert marked(text) == expected


def test_html_becomes_text_and_entities():
    text = parse_html(
        '😀<b>fett <i>beides</i></b> <a href="https://a.de/?x=1&amp;y=2">hier</a> &lt;3'
    )
    assert text.text == "😀fett beides hier <3"
    assert text.entities == [
        {"type": "bold", "offset": 2, "length": 11},
        {"type": "italic", "offset": 7, "length": 6},
        {"type": "text_link", "offset": 14, "length": 4, "url": "https://a.de/?x=1&y=2"},
    ]


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("<u>a</u>", "underline"),
        ("<del>a</del>", "strikethrough"),
        ("<code>a</code>", "code"),
        ("<pre>a</pre>", "pre"),
        ("<tg-spoiler>a</tg-spoiler>", "spoiler"),
        ('<span class="tg-spoiler">a</span>', "spoiler"),
        ("<blockquote>a</blockquote>", "blockquote"),
        ("<blockquote expandable>a</blockquote>", "expandable_blockquote"),
    ],
)
def test_all_tags_of_telegram_are_known(source, kind):
    assert parse_html(source).entities == [{"type": kind, "offset": 0, "length": 1}]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("ä<h1>a</h1>", 'Unsupported start tag "h1" at byte offset 2'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("<b>a</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("a < b", "Unclosed start tag at byte offset 2"),
        ("<span>a</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
def test_broken_html_is_refused_with_the_place(source, words):
    with pytest.raises(ApiError) as refusal:
        parse_html(source)
    assert refusal.value.description == f"Bad Request: can't parse entities: {words}"


def test_white_space_at_the_ends_is_cut_and_entities_move_along():
    text = trimmed(Text(" \nab ", [{"type": "bold", "offset": 1, "length": 4}]))
    assert text == Text("ab", [{"type": "bold", "offset": 0, "length": 2}])


async def test_nothing_is_looked_for_inside_code(raw, newcomer):
    text = "<code>/start</code> /help"
    sent = await raw.result("sendMessage", chat_id=newcomer.id, text=text, parse_mode="HTML")
    assert [one["type"] for one in sent["entities"]] == ["code", "bot_command"]


async def test_a_link_to_a_known_person_is_a_mention_of_her(raw, newcomer):
    text = f'<a href="tg://user?id={newcomer.id}">N</a> <a href="tg://user?id=1">x</a>'
    sent = await raw.result("sendMessage", chat_id=newcomer.id, text=text, parse_mode="HTML")
    assert [(one["type"], one["user"]["id"]) for one in sent["entities"]] == [
        ("text_mention", newcomer.id)
    ]


async def test_an_entity_that_ends_after_the_text_is_refused(raw, newcomer, simulator):
    wrong = [{"type": "bold", "offset": 0, "length": 9}]
    assert "ends after the end" in await raw.refusal(
        "sendMessage", chat_id=newcomer.id, text="a", entities=wrong
    )
    simulator.journal.expect_violations()
