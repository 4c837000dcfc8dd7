"""The small parts that are not seen from outside: events, files, the reduced description."""

from __future__ import annotations

import asyncio
import json

import pytest

from bot.simulator import Simulator, events
from bot.simulator.answers import AnswerChecker, WrongAnswerError
from bot.simulator.bell import Bell
from bot.simulator.events import Events
from bot.simulator.files import image_size
from bot.simulator.languages import phone_languages
from bot.simulator.reduce_spec import reduced, reduced_field
from bot.simulator.samples import sample
from bot.simulator.spec import load_spec


def field(types, description, required=False):
    return {"name": "x", "types": types, "description": description, "required": required}


@pytest.mark.parametrize(
    ("types", "description", "kept"),
    [
        ("String", "Text, 1-4096 characters after entities parsing", (1, 4096, "characters")),
        ("String", "Optional. Data to be sent, 1-64 bytes", (1, 64, "bytes")),
        ("Integer", "Values between 1-100 are accepted. Defaults to 100.", (1, 100, None)),
        ("Float", "Measured in meters; 0-1500", (0, 1500, None)),
        ("Array of InputMediaPhoto", "must include 2-10 items", (2, 10, "characters")),
        ("String", "Text of the button", (None, None, None)),
    ],
)
def test_limits_are_read_from_descriptions(types, description, kept):
    found = reduced_field(field([types], description))
    assert (found.get("min"), found.get("max"), found.get("unit")) == kept


def test_fixed_and_listed_values_are_read_from_descriptions():
    assert reduced_field(field(["String"], "Type of the result, must be photo"))["is"] == "photo"
    listed = reduced_field(field(["String"], 'Must be one of "danger" (red) or "primary" (blue).'))
    assert listed["one_of"] == ["danger", "primary"]
    colours = field(["Integer"], "must be one of 7322096 (0x6FB9F0) or 16766590 (0xFFD67E)")
    assert reduced_field(colours)["one_of"] == [7322096, 16766590]


def test_prose_is_left_out():
    owner = {"name": "A", "description": ["prose"], "fields": [field(["String"], "a", True)]}
    full = {"version": "1", "methods": {"a": {**owner, "returns": ["A"]}}, "types": {"A": owner}}
    assert "prose" not in json.dumps(reduced(full))
    assert reduced(full)["methods"]["a"]["parameters"]["x"]["required"] is True


def test_events_are_kept_in_order_and_the_oldest_forgotten(monkeypatch):
    monkeypatch.setattr(events, "KEPT", 3)
    kept = Events(Bell())
    for number in range(5):
        kept.add("message", number)
    assert [event["seq"] for event in kept.after(0)] == [3, 4, 5]
    assert [event["seq"] for event in kept.after(4)] == [5]
    assert kept.after(5) == []


async def test_a_closed_bell_lets_everybody_go():
    bell = Bell()
    waiting = asyncio.create_task(bell.until(lambda: False, 60))
    await asyncio.sleep(0)
    bell.close()
    assert await waiting is False


@pytest.mark.parametrize(
    ("data", "size"),
    [
        (sample("photo").data, (640, 480)),
        (sample("sticker").data, (512, 512)),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x03\x00\x00\x00\x02", (3, 2)),
        (b"GIF89a\x03\x00\x02\x00", (3, 2)),
        (b"RIFF\x00\x00\x00\x00WEBPVP8X" + b"\x00" * 8 + b"\x02\x00\x00\x01\x00\x00", (3, 2)),
        (b"RIFF\x00\x00\x00\x00WEBPVP8L" + b"\x00" * 4 + b"\x2f\x02\x40\x00\x00", (3, 2)),
        (b"%PDF-1.4", None),
        (b"\xff\xd8", None),
    ],
)
def test_the_size_of_pictures_is_read_from_their_heads(data, size):
    assert image_size(data) == size


def test_other_languages_stand_after_the_given_ones():
    codes = [one["code"] for one in phone_languages([{"code": "ar", "name": "x"}])]
    assert codes[0] == "ar"
    assert codes.count("ar") == 1
    assert {"es", "vi"} < set(codes)


def test_an_answer_telegram_would_never_give_is_noticed():
    check = AnswerChecker(load_spec())
    check("getMe", {"id": 1, "is_bot": True, "first_name": "A"})
    with pytest.raises(WrongAnswerError, match=r"getMe\.is_bot: is missing in User"):
        check("getMe", {"id": 1, "first_name": "A"})


async def test_a_mistake_of_the_simulator_itself_is_a_violation(simulator, raw, newcomer):
    simulator.world.chats[newcomer.id].messages = None
    assert (await raw.refusal("sendMessage", chat_id=newcomer.id, text="a")).startswith("500 ")
    assert simulator.journal.violations[0].code == 500
    simulator.journal.expect_violations()


async def test_a_simulator_can_be_used_without_a_server():
    simulator = Simulator()
    person = simulator.person("P")
    await person.says("a")
    assert [update["message"]["text"] for update in simulator.world.updates.pending] == ["a"]
