"""What volunteers can do in a topic, and what only some may."""

import pytest


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


@pytest.mark.parametrize("command", ["/take", "/release", "/close", "/k Anmeldung"])
async def test_a_closed_case_is_only_looked_at(desk, leyla, taken, command):
    await desk.group.gives_rights(desk.anna)
    await desk.anna.says("/close", to=taken)
    await desk.group.topic(lambda one: one.closed)
    await leyla.hears()
    await leyla.hears()
    tried = await desk.anna.says(command, to=taken)

    refused = await taken.sees(lambda one: one.reply_to == tried.id)
    assert "geschlossen" in refused.text
    await desk.group.topic(lambda one: one.closed)
    await leyla.hears_nothing(within=0.3)


async def prompted(topic, said):
    """The question whether a message is to be sent."""
    return await topic.sees(lambda one: len(one.buttons) == 2 and one.reply_to == said.id)


async def test_take_and_send_pressed_twice_sends_once(desk, leyla):
    topic = await desk.opens(leyla)
    asked = await prompted(topic, await desk.anna.says("Ich kann helfen", to=topic))
    await desk.anna.presses(0, on=asked)
    again = await desk.anna.presses(0, on=asked)

    assert "veraltet" in (await again.answer())["text"]
    await leyla.sees("Ich kann helfen")
    await leyla.hears()
    assert (await leyla.hears()).text == "Ich kann helfen"
    await leyla.hears_nothing(within=0.5)


async def test_take_and_send_sends_the_whole_album(desk, leyla):
    topic = await desk.opens(leyla)
    album = await desk.anna.sends_album(["photo"] * 3, caption="Formular", to=topic)
    await desk.anna.presses(0, on=await prompted(topic, album[0]))

    screen = await leyla.screen_is(lambda s: [one.kind for one in s].count("photo") == 3)
    assert len({one.json["media_group_id"] for one in screen if one.kind == "photo"}) == 1
    assert sum(len(one.buttons) == 2 for one in await topic.screen()) == 0


async def test_nobody_sends_anothers_words(desk, leyla):
    topic = await desk.opens(leyla)
    asked = await prompted(topic, await desk.anna.says("Unter uns gesagt", to=topic))
    press = await desk.bela.presses(0, on=asked)

    assert "/take" in (await press.answer())["text"]
    await leyla.hears_nothing(within=0.5)
    await desk.anna.presses(0, on=asked)
    await leyla.sees("Unter uns gesagt")


async def test_what_was_decided_to_stay_stays(desk, leyla):
    topic = await desk.opens(leyla)
    asked = await prompted(topic, await desk.anna.says("Nur für euch", to=topic))
    await desk.anna.presses(1, on=asked)
    await topic.screen_is(lambda screen: not any(len(one.buttons) == 2 for one in screen))
    await desk.takes(desk.anna, topic)
    await leyla.hears()
    late = await desk.anna.presses(0, on=asked)

    assert "veraltet" in (await late.answer())["text"]
    await leyla.hears_nothing(within=0.4)


async def test_what_waits_for_its_author_goes_out_as_it_was_put_right(desk, leyla):
    topic = await desk.opens(leyla)
    said = await desk.anna.says("Am Montak", to=topic)
    asked = await prompted(topic, said)
    await desk.anna.edits(said, "Am Montag")
    await desk.anna.presses(0, on=asked)

    await leyla.sees("Am Montag")


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


async def test_outside_of_cases_an_alias_is_taken_and_the_rest_explained(desk, leyla):
    await desk.anna.says("/alias Maria", to=desk.group)
    assert "Maria" in (await desk.group.hears()).text
    await desk.anna.says("/k Anmeldung", to=desk.group)
    assert "Fall" in (await desk.group.hears()).text


async def test_a_ban_after_the_end_is_confirmed(desk, leyla, taken):
    await desk.group.gives_rights(desk.anna)
    await desk.anna.says("/close", to=taken)
    await desk.group.topic(lambda one: one.closed)
    await desk.anna.says("/ban", to=taken)

    await taken.sees("⛔")


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


async def test_who_was_restricted_and_has_left_loses_her_cases(desk, leyla):
    topic = await desk.taken(leyla)
    world = desk.simulator.world
    chat, anna = world.chats[desk.group.id], world.users[desk.anna.id].json
    before = {"user": anna, "status": "member"}
    after = {"user": anna, "status": "restricted", "is_member": False, "until_date": 0}
    permissions = {f"can_{name}": False for name in PERMISSIONS}
    change = {"old_chat_member": before, "new_chat_member": after | permissions}
    world.updates.add("chat_member", {"chat": chat.json, "from": anna, "date": 1} | change)

    await topic.sees("Anna hat die Gruppe verlassen")
    await desk.bela.says("/take", to=topic)
    await leyla.sees("Bela")


async def test_a_channel_is_nobody_at_the_desk(desk, leyla):
    topic = await desk.opens(leyla)
    world = desk.simulator.world
    chat, channel = world.chats[desk.group.id], {"id": -100777, "type": "channel", "title": "C"}
    writer = {"from": world.users[desk.anna.id].json, "sender_chat": channel}
    world.deliver(chat, world.post(chat, writer, {"text": "/take"}, topic.id))
    await desk.bela.says("/take", to=topic)

    await leyla.sees("Bela")
    assert not any("Anna" in one.text for one in await leyla.screen())


PERMISSIONS = [
    "send_messages",
    "send_audios",
    "send_documents",
    "send_photos",
    "send_videos",
    "send_video_notes",
    "send_voice_notes",
    "send_polls",
    "send_other_messages",
    "add_web_page_previews",
    "change_info",
    "invite_users",
    "pin_messages",
    "manage_topics",
    "edit_tag",
    "react_to_messages",
]
