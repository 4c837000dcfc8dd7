"""What volunteers can do in a topic, and what only some may."""

import pytest


@pytest.fixture
async def taken(desk, leyla):
    topic = await desk.taken(leyla)
    return topic


async def test_take_and_release_as_commands(desk, leyla):
    topic = await desk.opens(leyla)
    await desk.anna.says("/take", to=topic)
    assert "Anna" in (await leyla.hears()).text
    await desk.anna.says("/release", to=topic)

    await leyla.hears()
    await topic.sees(lambda one: "🟡" in one.text and one.edited)


async def test_a_case_is_taken_over_after_a_second_press(desk, leyla, taken):
    await desk.bela.says("/take", to=taken)
    asked = await taken.sees("Anna hat diesen Fall schon")
    await desk.bela.presses(0, on=asked)

    assert "Bela" in (await leyla.hears()).text
    await desk.anna.says("Ich noch", to=taken)
    await desk.bela.says("Jetzt ich", to=taken)
    assert (await leyla.hears()).text == "Jetzt ich"


async def test_a_stale_button_says_what_has_changed(desk, leyla):
    topic = await desk.opens(leyla)
    card = (await topic.pinned())[0]
    await desk.takes(desk.anna, topic)
    press = await desk.bela.presses(0, on=card)

    assert "Anna" in (await press.answer())["text"]


async def test_a_case_is_closed_with_a_reason_by_buttons(desk, leyla, taken):
    card = await taken.sees(lambda one: any("reasons" in (b.data or "") for b in one.buttons))
    await desk.anna.presses(lambda b: "reasons" in b.data, on=card)
    reasons = await taken.sees(lambda one: any("close-referred" in b.data for b in one.buttons))
    await desk.anna.presses(lambda b: "close-referred" in b.data, on=reasons)

    await leyla.hears()
    await taken.sees(lambda one: "⚫" in one.text)
    await taken.sees("weiterverwiesen")


@pytest.mark.parametrize("words", ["", "erledigt", "solved", "sie hat alles, was sie braucht"])
async def test_close_takes_any_words_or_none(desk, leyla, taken, words):
    await desk.anna.says(f"/close {words}".strip(), to=taken)

    await leyla.hears()
    await taken.sees("⏹")


async def test_only_the_owner_or_a_coordinator_closes(desk, leyla, taken):
    tried = await desk.bela.says("/close", to=taken)
    refused = await taken.sees("Anna hat diesen Fall")
    assert refused.reply_to == tried.id
    await desk.coordinator.says("/close", to=taken)
    await taken.sees("⏹")


async def test_who_leaves_the_desk_gives_her_cases_back(desk, leyla, taken):
    await desk.group.loses(desk.anna)

    await taken.sees(lambda one: "Anna" in one.text and "verlassen" in one.text)
    await leyla.hears()
    await taken.sees(lambda one: "🟡" in one.text)


async def test_a_banned_person_opens_no_case_for_a_day(desk, leyla, taken):
    await desk.anna.says("/ban", to=taken)
    await taken.sees("⛔")
    await leyla.hears()
    await leyla.says("/human")
    await leyla.presses(0, on=await leyla.sees(lambda one: bool(one.buttons)))
    await leyla.hears()
    await leyla.hears()
    assert len(await desk.group.topics()) == 1

    desk.passes(86400 + 60)
    await leyla.says("/human")
    await leyla.hears()
    await leyla.presses(0)
    await desk.group.topic(lambda one: one.id != taken.id)


async def test_a_long_ban_is_for_coordinators(desk, leyla, taken):
    await desk.anna.says("/ban 30", to=taken)
    await taken.sees("Koordinatoren")
    await desk.coordinator.says("/ban 30", to=taken)

    await taken.sees("⛔")


async def test_reveal_is_for_coordinators_in_private_and_recorded(desk, leyla, taken):
    await desk.anna.says("/reveal", to=taken)
    await taken.sees("Koordinatoren")
    await desk.coordinator.says("/reveal", to=taken)

    told = await desk.coordinator.sees(str(leyla.id))
    assert told.chat_id == desk.coordinator.id
    assert not any(str(leyla.id) in str(one.json) for one in await desk.group.screen())
    async with desk.bot.database.write() as session:
        rows = await session.execute(_audit())
        assert [tuple(row) for row in rows] == [(desk.coordinator.id, "reveal", 1)]


def _audit():
    from sqlalchemy import text

    return text("SELECT actor, action, case_id FROM audit")


async def test_an_answer_of_the_knowledge_base_goes_in_her_language(desk, leyla, taken):
    await desk.anna.says("/k Anmeldung", to=taken)
    offered = await taken.sees("Ein Druck sendet")
    await desk.anna.presses(0, on=offered)

    assert "Anmeldung" in (await leyla.hears()).text
    await taken.sees("📤")


async def test_newcomers_see_an_alias(desk, leyla):
    topic = await desk.opens(leyla)
    await desk.anna.says("/alias Maria", to=topic)
    await topic.sees("Maria")
    await desk.anna.says("/take", to=topic)

    heard = await leyla.hears()
    assert "Maria" in heard.text
    assert "Anna" not in heard.text


async def test_a_complaint_reaches_the_coordinators_only(desk, leyla, taken):
    await leyla.presses(lambda button: (button.data or "").startswith("report:"))

    await leyla.hears()
    await desk.coordinator.sees("Anna")
    assert not any("Beschwerde" in one.text for one in await desk.group.screen())


async def test_the_menu_of_the_desk_lists_the_commands(desk):
    for _ in range(50):
        scoped = [
            call for call in desk.simulator.journal.calls("setMyCommands") if "scope" in call.values
        ]
        if scoped:
            break
        await desk.group.hears_nothing(within=0.1)

    names = {one["command"] for one in scoped[0].values["commands"]}
    assert {"take", "release", "close", "note", "ban", "undo"} <= names
