"""Names, descriptions, commands and menu by language and scope."""

from __future__ import annotations

import pytest


def commands(*names: str) -> list[dict[str, str]]:
    return [{"command": name, "description": name.upper()} for name in names]


async def test_commands_are_shown_in_the_phones_language(simulator, raw):
    await raw.result("setMyCommands", commands=commands("start", "help"))
    await raw.result("setMyCommands", commands=commands("hilfe"), language_code="de")
    german = simulator.person("G", language_code="de-AT")
    arab = simulator.person("A", language_code="ar")
    assert await german.commands() == {"hilfe": "HILFE"}
    assert await arab.commands() == {"start": "START", "help": "HELP"}
    await german.changes(language_code="fr")
    assert list(await german.commands()) == ["start", "help"]


async def test_a_narrow_scope_wins_over_a_language(simulator, raw, newcomer):
    await raw.result("setMyCommands", commands=commands("help"), language_code="ar")
    mine = {"type": "chat", "chat_id": newcomer.id}
    await raw.result("setMyCommands", commands=commands("end"), scope=mine)
    assert list(await newcomer.commands()) == ["end"]
    await raw.result("deleteMyCommands", scope=mine)
    assert list(await newcomer.commands()) == ["help"]


async def test_only_exactly_what_was_set_is_told_back(raw):
    await raw.result("setMyCommands", commands=commands("help"))
    assert await raw.result("getMyCommands") == commands("help")
    assert await raw.result("getMyCommands", language_code="de") == []
    scope = {"type": "all_private_chats"}
    assert await raw.result("getMyCommands", scope=scope) == []


async def test_languages_have_two_letters(simulator, raw):
    refusal = await raw.refusal("setMyCommands", commands=commands("a"), language_code="ckb")
    assert refusal == "400 Bad Request: invalid language code specified"
    simulator.journal.expect_violations()


@pytest.mark.parametrize(
    ("method", "field"),
    [
        ("Name", "name"),
        ("Description", "description"),
        ("ShortDescription", "short_description"),
    ],
)
async def test_texts_fall_back_to_the_one_for_all_languages(raw, method, field):
    await raw.result(f"setMy{method}", **{field: "all"})
    await raw.result(f"setMy{method}", **{field: "deutsch"}, language_code="de")
    found = [
        (await raw.result(f"getMy{method}", language_code=code))[field] for code in ("de", "ar", "")
    ]
    assert found == ["deutsch", "all", "all"]
    await raw.result(f"setMy{method}", **{field: ""}, language_code="de")
    assert (await raw.result(f"getMy{method}", language_code="de"))[field] == "all"


async def test_people_see_the_name_in_their_language(simulator, raw, newcomer):
    await raw.result("setMyName", name="مرحبا", language_code="ar")
    assert simulator.control.bot_as_seen_by(newcomer.id)["name"] == "مرحبا"
    await newcomer.changes(language_code="de")
    assert simulator.control.bot_as_seen_by(newcomer.id)["name"] == "ALL IN"


async def test_the_menu_button_of_a_chat_falls_back_to_the_common_one(raw, newcomer):
    assert await raw.result("getChatMenuButton", chat_id=newcomer.id) == {"type": "commands"}
    await raw.result("setChatMenuButton", menu_button={"type": "default"})
    assert await raw.result("getChatMenuButton", chat_id=newcomer.id) == {"type": "default"}
