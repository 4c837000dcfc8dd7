"""The failures that other relay bots have met, each injected here: nothing is lost by any."""

import logging

import pytest

from bot.pace import Pace
from bot.simulator.messages import thread_of
from bot.simulator.sight import Message
from bot.storage.inbox import Arrival
from bot.telegram.limits import GROUP_PER_MINUTE, TOPICS_PER_MINUTE, Limits
from tests.support.bot import Program
from tests.support.desk import WEEKDAYS, desk_running, texts


@pytest.fixture
async def desk(simulator, tmp_path):
    async with desk_running(simulator, tmp_path) as running:
        yield running


@pytest.fixture
def leyla(simulator):
    return simulator.person("Leyla", language_code="ar")


@pytest.fixture
def oksana(simulator):
    return simulator.person("Oksana", language_code="uk")


@pytest.fixture
async def program(simulator, tmp_path):
    """Starts `allin-bot run` as a process; it does not outlive the test."""
    started = []

    async def start(**environment):
        bot = Program(simulator, tmp_path, **environment)
        started.append(bot)
        await bot.start()
        return bot

    yield start
    for bot in started:
        if bot.process.returncode is None:
            await bot.kill()


def letters(screen):
    """Whose words stand here, by the first letter of texts such as L3."""
    lines = "\n".join(texts(screen)).split("\n")
    return {line[0] for line in lines if len(line) == 2 and line[1].isdigit()}


async def test_f01_a_deleted_topic_is_made_again_and_the_same_words_arrive(desk, leyla):
    topic = await desk.taken(leyla)
    await topic.deleted_by(desk.anna)
    await leyla.says("Bist du noch da?")

    again = await desk.group.topic(lambda one: one.id != topic.id)
    await again.sees("Bist du noch da?")
    assert again.name == topic.name
    await again.sees(lambda one: one.kind == "pinned_message")
    await desk.anna.says("Ja", to=again)
    assert (await leyla.hears()).text == "Ja"


async def test_f02_a_topic_that_telegram_forgot_is_made_again(desk, leyla):
    topic = await desk.taken(leyla)
    gone = "Bad Request: message thread not found"
    desk.simulator.fault("sendMessage", chat_id=desk.group.id, code=400, description=gone)
    await leyla.says("Hallo?")

    again = await desk.group.topic(lambda one: one.id != topic.id)
    await again.sees("Hallo?")


async def test_f03_two_presses_at_once_make_one_topic(desk, leyla):
    await leyla.says("/human")
    screen = await leyla.hears()
    for _ in range(3):
        await leyla.presses(0, on=screen)
    await leyla.says("Quitte")
    await leyla.says("Holunder")

    topic = await desk.group.topic()
    await topic.sees("Holunder")
    assert len(await desk.group.topics()) == 1


async def test_f04_a_closed_topic_is_opened_again_for_the_words(desk, leyla):
    topic = await desk.taken(leyla)
    await topic.closed_by(desk.anna)
    await leyla.says("Noch eine Frage")

    await topic.sees("Noch eine Frage")
    assert not (await topic.now()).closed


async def test_f04_a_topic_that_is_open_already_is_no_fault(desk, leyla):
    topic = await desk.taken(leyla)
    await topic.closed_by(desk.anna)
    unchanged = "Bad Request: TOPIC_NOT_MODIFIED"
    desk.simulator.fault("reopenForumTopic", code=400, description=unchanged)
    await leyla.says("Hallo")
    await topic.reopened_by(desk.anna)

    await topic.sees("Hallo")


async def test_f05_what_is_sent_during_a_restart_arrives(simulator, tmp_path, leyla):
    async with desk_running(simulator, tmp_path) as desk:
        topic = await desk.taken(leyla)
    await leyla.says("Ist da jemand?")
    await desk.anna.says("Gleich", to=topic)

    async with desk.running():
        await topic.sees("Ist da jemand?")
        assert (await leyla.sees("Gleich")).text == "Gleich"


async def test_f06_a_kill_after_the_acknowledgement_loses_nothing(
    simulator, tmp_path, leyla, program
):
    group = simulator.forum("Desk")
    bot = await program(ALLIN_DESK_CHAT_ID=str(group.id))
    await leyla.says("/human")
    await leyla.hears(timeout=60)
    await leyla.presses(0)
    topic = await group.topic(timeout=20)
    await leyla.says("Zitronenfalter")
    await simulator.all_fetched()
    await bot.kill()
    await bot.start()

    await topic.sees("Zitronenfalter", timeout=60)
    assert await bot.stop() == 0
    assert "Zitronenfalter" not in bot.log


async def test_f07_a_fault_of_ours_is_tried_again_and_said_in_the_end(desk, leyla, monkeypatch):
    topic = await desk.taken(leyla)
    handle = desk.bot.turns._newcomers.handle
    failing = iter([True])

    async def once(*arguments):
        if next(failing, False):
            raise RuntimeError
        return await handle(*arguments)

    monkeypatch.setattr(desk.bot.turns._newcomers, "handle", once)
    await leyla.says("Hallo")
    desk.passes(5)
    await topic.sees("Hallo", timeout=10)


async def test_f07_what_cannot_be_read_is_given_up_and_she_is_told(desk, leyla, oksana, caplog):
    topic = await desk.taken(leyla)
    translate = desk.bot.turns._translate

    def never(payload):
        if "Zitronenfalter" in payload:
            raise ValueError(payload)
        return translate(payload)

    desk.bot.turns._translate = never
    await leyla.says("Zitronenfalter")
    await leyla.says("danach")
    for _ in range(4):
        desk.passes(10)
        await oksana.hears_nothing(within=0.2)

    await topic.sees("danach")
    await leyla.hears()
    assert "Zitronenfalter" not in caplog.text


async def test_f07_what_fails_for_good_is_said_to_who_wrote_it(desk, leyla, monkeypatch):
    topic = await desk.taken(leyla)

    async def never(*arguments):
        raise RuntimeError

    monkeypatch.setattr(desk.bot.turns._volunteers, "_step", never)
    await desk.anna.says("Hallo", to=topic)
    for _ in range(8):
        desk.passes(10)
        await leyla.hears_nothing(within=0.2)
    await topic.sees("⚠️")


async def test_f08_an_update_that_comes_twice_is_relayed_once(desk, leyla):
    topic = await desk.taken(leyla)
    store, seen = desk.bot.telegram._store, []

    async def twice(arrivals):
        seen.extend(arrivals)
        await store(arrivals)
        await store(arrivals)

    desk.bot.telegram._store = twice
    await leyla.says("einmal")
    await leyla.says("Ende")
    await topic.sees("Ende")
    await store(seen)
    await leyla.hears_nothing(within=0.5)

    assert sum(text.count("einmal") for text in texts(await topic.screen())) == 1


async def test_f09_a_lower_update_number_is_no_old_update(desk, leyla):
    topic = await desk.taken(leyla)
    store = desk.bot.telegram._store

    async def renumbered(arrivals):
        await store([Arrival(a.update_id - 10**6, a.lane, a.payload) for a in arrivals])

    desk.bot.telegram._store = renumbered
    await leyla.says("nach einer Woche")

    await topic.sees("nach einer Woche")


async def test_f10_an_uncertain_call_is_repeated_and_marked_at_the_desk(desk, leyla):
    topic = await desk.taken(leyla)
    desk.simulator.fault("sendMessage", chat_id=desk.group.id, cut="after")
    await leyla.says("Einmal oder zweimal")

    await topic.sees("↻ Einmal oder zweimal")
    said = [text for text in texts(await topic.screen()) if "Einmal" in text]
    assert said == ["Einmal oder zweimal", "↻ Einmal oder zweimal"]


async def test_f10_an_uncertain_file_is_repeated_and_a_reply_marks_it(desk, leyla):
    topic = await desk.taken(leyla)
    desk.simulator.fault("copyMessage", chat_id=desk.group.id, cut="after")
    await leyla.sends_voice()

    mark = await topic.sees("↻")
    voices = [one.id for one in await topic.screen() if one.kind == "voice"]
    assert len(voices) == 2
    assert mark.reply_to == voices[1]


async def test_f10_to_a_newcomer_a_repeat_happens_at_most_once(desk, leyla):
    topic = await desk.taken(leyla)
    desk.simulator.fault("copyMessage", chat_id=leyla.id, cut="after", times=5)
    await desk.anna.says("Hallo Leyla", to=topic)

    noted = await topic.sees("⚠️")
    assert noted.reply_to is not None
    assert texts(await leyla.screen()).count("Hallo Leyla") == 2


async def test_f11_a_repeat_of_one_part_does_not_repeat_the_other(desk, leyla):
    topic = await desk.taken(leyla)
    omar = {"id": leyla.id, "is_bot": False, "first_name": "Omar"}
    named = {"type": "text_mention", "offset": 0, "length": 4, "user": omar}
    photo = await leyla.sends_photo("eins")
    await topic.sees("eins")
    # A caption that names somebody cannot be copied, and this one is too long to be replaced.
    caption = {"caption": "Omar " * 203, "caption_entities": [named]}
    desk.simulator.fault("sendMessage", chat_id=desk.group.id, cut="before")
    await leyla.forwards(Message(photo.json | caption))

    await topic.sees("Omar Omar")
    assert [one.kind for one in await topic.screen()].count("photo") == 2


async def test_f12_a_flood_wait_at_the_desk_stops_nobody_else(desk, leyla, oksana):
    topic = await desk.taken(leyla)
    held = desk.simulator.fault("sendMessage", chat_id=desk.group.id, code=429, retry_after=3)
    await leyla.says("wartet")
    await held.struck()

    await oksana.says("/help")
    await oksana.hears(timeout=2)
    assert "wartet" not in texts(await topic.screen())
    await topic.sees("wartet", timeout=10)


async def test_f13_a_flood_wait_is_waited_for_to_its_end(desk, leyla):
    topic = await desk.taken(leyla)
    desk.simulator.fault("sendMessage", chat_id=desk.group.id, code=429, retry_after=2)
    await leyla.says("Geduld")
    await topic.sees("Geduld", timeout=10)

    refused, sent = [
        entry
        for entry in desk.simulator.journal.calls("sendMessage")
        if "Geduld" in str(entry.values.get("text"))
    ]
    assert sent.at - refused.at >= 2.0


def test_f14_of_a_hundred_calls_a_group_gets_eighteen_in_any_minute():
    limits, sent = Limits(), []
    for tenth in range(1200):
        now = 1000.0 + tenth / 10
        if limits.allowed_at(-100, now) <= now:
            limits.note(-100, now)
            sent.append(now)

    for at in sent:
        assert len([one for one in sent if at <= one < at + 60.0]) <= GROUP_PER_MINUTE


async def test_f15_one_who_writes_without_end_does_not_stop_another(
    simulator, tmp_path, leyla, oksana
):
    pace = Pace(merge=0.1)
    async with desk_running(simulator, tmp_path, pace=pace, send_limits=True) as desk:
        loud, calm = await desk.opens(leyla), await desk.opens(oksana)
        for number in range(40):
            await leyla.says(f"Nachricht {number}")
        await oksana.says("Eine Frage")

        await calm.sees("Eine Frage", timeout=10)
        await simulator.all_fetched()
        for _ in range(4):
            desk.passes(15)
        await loud.sees("Nachricht 39", timeout=20)
        said = "\n".join(texts(await loud.screen()))
        assert [f"Nachricht {n}" in said for n in range(40)] == [True] * 40


async def test_f16_a_second_quick_message_does_not_vanish(desk, leyla):
    topic = await desk.taken(leyla)
    await leyla.says("Quitte")
    await leyla.says("Holunder")

    await topic.sees("Holunder")
    await topic.sees("Quitte")


async def test_f17_an_album_across_a_restart_stays_together(simulator, tmp_path, leyla):
    async with desk_running(simulator, tmp_path, pace=Pace(merge=0.1, hold=0.1)) as desk:
        topic = await desk.taken(leyla)
        await leyla.sends_album(["photo", "photo"], caption="Brief")
        await simulator.all_fetched()
    assert not any(one.kind == "photo" for one in await topic.screen())

    async with desk.running():
        shown = await topic.screen_is(
            lambda screen: [one.kind for one in screen].count("photo") == 2
        )
        assert len({one.json.get("media_group_id") for one in shown if one.kind == "photo"}) == 1


async def test_f17_a_late_part_replies_to_its_album(desk, leyla):
    topic = await desk.taken(leyla)
    first = await leyla.sends_album(["photo", "photo"])
    copied = await topic.sees(lambda one: one.kind == "photo")
    album = {"media_group_id": first[0].json["media_group_id"]}
    world = desk.simulator.world
    content = {"photo": first[0].json["photo"]} | album
    sender = {"from": world.users[leyla.id].json}
    late = world.post(world.chats[leyla.id], sender, content)
    world.deliver(world.chats[leyla.id], late)

    shown = await topic.screen_is(lambda screen: [one.kind for one in screen].count("photo") == 3)
    last = [one for one in shown if one.kind == "photo"][-1]
    assert last.reply_to in (copied.id, copied.id - 1)


async def test_f18_an_album_that_comes_incomplete_is_copied_one_by_one(simulator, tmp_path, leyla):
    pace = Pace(merge=0.1, album=1.0)
    async with desk_running(simulator, tmp_path, pace=pace) as desk:
        topic = await desk.taken(leyla)
        parts = await leyla.sends_album(["photo", "photo", "photo"])
        await leyla.deletes(parts[1])

        await topic.sees(lambda one: one.kind == "text" and "gelöscht" in one.text, timeout=10)
        kinds = [one.kind for one in await topic.screen()]
        assert kinds.count("photo") == 2


async def test_f19_edits_arrive_as_edits(desk, leyla):
    topic = await desk.taken(leyla)
    hers = await leyla.says("Termin um 8")
    copied = await topic.sees("Termin um 8")
    await leyla.edits(hers, "Termin um 9")

    assert (await topic.sees("✏️ Termin um 9")).id == copied.id


async def test_f20_a_phantom_edit_changes_nothing(desk, leyla):
    topic = await desk.taken(leyla)
    hers = await leyla.says("Hallo")
    copied = await topic.sees("Hallo")
    world = desk.simulator.world
    world.deliver(world.chats[leyla.id], hers.json | {"edit_date": 1}, "edited_message")
    await leyla.reacts(copied if copied.chat_id == leyla.id else hers)
    await leyla.says("Ende")
    await topic.sees("Ende")

    assert not (await topic.sees("Hallo")).edited


async def test_f21_a_deletion_is_not_told_so_the_copy_stays_and_undo_exists(desk, leyla):
    topic = await desk.taken(leyla)
    hers = await leyla.says("Ups")
    await topic.sees("Ups")
    await leyla.deletes(hers)
    sent = await desk.anna.says("Auch ups", to=topic)
    await leyla.sees("Auch ups")
    await desk.anna.says("/undo", to=topic, reply_to=sent)

    await leyla.screen_is(lambda screen: "Auch ups" not in texts(screen))
    await topic.sees("Ups")


async def test_f22_interleaved_chats_never_mix(desk, leyla, oksana):
    hers, other = await desk.taken(leyla), await desk.taken(oksana, desk.bela)
    for number in range(5):
        await leyla.says(f"L{number}")
        await oksana.says(f"O{number}")
        await desk.anna.says(f"A{number}", to=hers)
        await desk.bela.says(f"B{number}", to=other)
    await leyla.sees("A4")
    await oksana.sees("B4")
    await hers.sees("L4")
    await other.sees("O4")

    assert letters(await hers.screen()) == {"L", "A"}
    assert letters(await other.screen()) == {"O", "B"}
    assert letters(await leyla.screen()) == {"L", "A"}
    assert letters(await oksana.screen()) == {"O", "B"}


async def test_f23_replies_still_find_their_message_after_a_restart(simulator, tmp_path, leyla):
    async with desk_running(simulator, tmp_path) as desk:
        topic = await desk.taken(leyla)
        hers = await leyla.says("Welches Amt?")
        copied = await topic.sees("Welches Amt?")
    async with desk.running():
        await desk.anna.says("Dieses", to=topic, reply_to=copied)

        assert (await leyla.sees("Dieses")).reply_to == hers.id


async def test_f24_a_case_does_not_close_itself_after_one_answer(desk, leyla):
    topic = await desk.taken(leyla)
    await desk.anna.says("Bitte", to=topic)
    await leyla.sees("Bitte")
    desk.passes(2 * 86400)
    await leyla.says("Danke")

    await topic.sees("Danke")
    assert not (await topic.now()).closed


async def test_f25_a_batch_of_forwarded_messages_goes_to_one_case(desk, leyla):
    topic = await desk.opens(leyla)
    for number in range(6):
        await leyla.forwards(f"Weitergeleitet {number}")

    await topic.screen_is(lambda screen: "Weitergeleitet 5" in "\n".join(texts(screen)))
    assert len(await desk.group.topics()) == 1


async def test_f26_a_bot_that_was_thrown_out_says_so_and_holds_everything(desk, leyla):
    topic = await desk.taken(leyla)
    await desk.group.loses_bot()
    await desk.coordinator.sees("🚧")
    told = await leyla.hears()
    await leyla.says("Quitte")
    await leyla.says("Holunder")
    await leyla.hears_nothing(within=0.5)

    await desk.group.admits_bot({})
    await topic.sees("Holunder")
    await topic.sees("Quitte")
    await desk.coordinator.sees("✅")
    assert [one.text for one in await leyla.screen()].count(told.text) == 1


async def test_f26_a_bot_that_may_not_open_topics_says_so(desk, leyla):
    await desk.group.gives_bot_rights(can_manage_topics=False)
    await desk.coordinator.sees("🚧")
    await leyla.says("/human")
    await leyla.hears()
    await leyla.presses(0)
    await leyla.hears()

    await desk.group.gives_bot_rights()
    await desk.group.topic()


async def test_f27_a_refusal_is_judged_by_whom_it_comes_from(desk, leyla, oksana):
    hers = await desk.taken(leyla)
    other = await desk.taken(oksana)
    await leyla.blocks_bot()
    await hers.sees("🔇")
    await oksana.says("Und ich?")

    await other.sees("Und ich?")
    assert desk.bot.desk.reachable


async def test_f28_a_group_with_a_new_number_is_followed(simulator, tmp_path, leyla):
    async with desk_running(simulator, tmp_path) as desk:
        await desk.taken(leyla)
        grown = await desk.group.becomes_supergroup(forum=True)
        await leyla.says("Seid ihr umgezogen?")
        topic = await grown.topic()
        await topic.sees("Seid ihr umgezogen?")
    async with desk.running():
        await leyla.says("Noch da?")
        await topic.sees("Noch da?")
        await desk.anna.says("Ja", to=topic)
        assert (await leyla.sees("Ja")).text == "Ja"


async def test_f28_a_new_number_in_a_refusal_is_followed(desk, leyla):
    await desk.taken(leyla)
    new = desk.simulator.forum("New", owner=desk.coordinator)
    await new.admits(desk.anna)
    desk.simulator.fault(
        "sendMessage", chat_id=desk.group.id, code=400, migrate_to=new.id, description="upgraded"
    )
    await leyla.says("Hallo")

    await (await new.topic()).sees("Hallo")


async def test_f29_who_blocked_the_bot_is_said_once_and_gets_everything_later(desk, leyla):
    topic = await desk.taken(leyla)
    await leyla.blocks_bot()
    await topic.sees("🔇")
    for word in ("eins", "zwei", "drei"):
        await desk.anna.says(word, to=topic)
    await leyla.hears_nothing(within=0.5)
    assert sum("🔇" in text for text in texts(await topic.screen())) == 1

    await leyla.unblocks_bot()
    await leyla.sees("drei")
    assert [text for text in texts(await leyla.screen()) if text in ("eins", "zwei", "drei")] == [
        "eins",
        "zwei",
        "drei",
    ]


async def test_f29_what_was_on_its_way_to_who_blocked_is_held_too(desk, leyla):
    topic = await desk.taken(leyla)
    blocked = "Forbidden: bot was blocked by the user"
    desk.simulator.fault("copyMessage", chat_id=leyla.id, code=403, description=blocked)
    await desk.anna.says("Kommst du?", to=topic)
    await topic.sees("🔇")

    await leyla.says("Bin da")
    await leyla.sees("Kommst du?")
    await topic.sees("Bin da")


async def test_f30_an_anonymous_administrator_is_never_relayed_and_told_so(desk, leyla):
    topic = await desk.taken(leyla)
    await desk.group.gives_rights(desk.anna, anonymous=True)
    await desk.anna.says("Ich bin es", to=topic, anonymous=True)

    noted = await topic.sees(lambda one: "anonym" in one.text.lower())
    assert noted.reply_to is not None
    await leyla.hears_nothing(within=0.4)


async def test_f31_what_cannot_be_passed_on_is_told_to_both(desk, leyla):
    topic = await desk.taken(leyla)
    poll = {
        "id": "1",
        "question": "?",
        "options": [],
        "total_voter_count": 0,
        "is_closed": False,
        "is_anonymous": True,
        "type": "regular",
        "allows_multiple_answers": False,
        "allows_revoting": False,
        "members_only": False,
    }
    desk.simulator.world.updates.add(
        "message", (await leyla.says("x")).json | {"text": "", "poll": poll, "message_id": 999}
    )

    await topic.sees("poll")
    await leyla.hears()


async def test_f32_a_caption_over_the_limit_passes_also_as_a_reply(desk, leyla):
    topic = await desk.taken(leyla)
    hers = await leyla.says("Frage")
    await topic.sees("Frage")
    await leyla.sends_photo("lang " * 400, reply_to=hers)

    seen = await topic.sees(lambda one: one.kind == "photo")
    assert len(seen.text) > 1900


async def test_f32_who_takes_no_voice_messages_is_said_in_the_topic(desk, leyla):
    topic = await desk.taken(leyla)
    refusal = "Bad Request: VOICE_MESSAGES_FORBIDDEN"
    desk.simulator.fault("copyMessage", chat_id=leyla.id, code=400, description=refusal)
    voice = await desk.anna.sends_voice(to=topic)

    noted = await topic.sees("Sprachnachrichten")
    assert noted.reply_to == voice.id


async def test_f32_protected_content_at_the_desk_is_said(desk, leyla):
    topic = await desk.taken(leyla)
    await desk.group.changes_settings(protected=True)
    await desk.anna.says("Hallo", to=topic)

    await topic.sees("⚠️")


async def test_f33_talk_in_general_is_nobodys_case(desk, leyla):
    topic = await desk.taken(leyla)
    said = await desk.anna.says("Kaffee?", to=desk.group)
    await desk.bela.says("Ja!", to=desk.group, reply_to=said)
    await desk.anna.says("Hallo", to=topic)

    assert (await leyla.hears()).text == "Hallo"
    spoken = {thread_of(one.json) for one in await desk.group.screen() if one.kind == "text"}
    assert spoken == {None, topic.id}


async def test_f34_the_order_inside_a_chat_is_kept(desk, leyla):
    topic = await desk.taken(leyla)
    for number in range(4):
        await leyla.says(f"Text {number}")
        await leyla.sends_photo(f"Bild {number}")
    await topic.sees("Bild 3")
    said = "\n".join(texts(await topic.screen())).split("\n")

    order = [line for line in said if line.startswith(("Text", "Bild"))]
    assert order == [f"{kind} {n}" for n in range(4) for kind in ("Text", "Bild")]


async def test_f35_one_slow_chat_does_not_hold_the_others(desk, leyla, oksana):
    topic = await desk.taken(leyla)
    held = desk.simulator.faults.add(method="copyMessage", chat_id=leyla.id, hold=True, times=None)
    for number in range(6):
        await desk.anna.says(f"Nummer {number}", to=topic)
    await held.struck()

    await oksana.says("/help")
    await oksana.hears(timeout=2)
    held.release()
    await leyla.sees("Nummer 5")


async def test_f36_a_second_program_with_the_same_database_does_not_start(
    simulator, tmp_path, program
):
    first = await program()
    person = simulator.person("P", language_code="de")
    await person.says("/help")
    await person.hears(timeout=60)
    second = await program()

    assert await second.ends() == 4
    assert "another program works with the database" in second.log
    assert "Traceback" not in second.log
    await first.kill()
    third = await program()
    await person.says("/help")
    await person.hears(timeout=60)
    assert await third.stop() == 0


async def test_f37_a_reminder_outlasts_a_restart(simulator, tmp_path, leyla):
    async with desk_running(simulator, tmp_path) as desk:
        topic = await desk.opens(leyla)
    simulator.clock.advance(2 * 3600 + 60)
    async with desk.running():
        await topic.sees("⏰")


async def test_f38_every_turn_of_hers_is_owed_an_answer(desk, leyla):
    topic = await desk.taken(leyla)
    await desk.anna.says("Moment", to=topic)
    await leyla.hears()
    await desk.settled()
    desk.passes(3 * 3600)
    await leyla.hears_nothing(within=0.3)
    assert not any("⏰" in text for text in texts(await topic.screen()))

    await leyla.says("Und jetzt?")
    await topic.sees("Und jetzt?")
    desk.passes(2 * 3600 + 60)
    await topic.sees("⏰")


async def test_f39_while_a_case_is_open_the_bot_adds_nothing_at_night(simulator, tmp_path, leyla):
    async with desk_running(simulator, tmp_path, WEEKDAYS) as desk:
        topic = await desk.opens(leyla)
        await leyla.says("Wann ist jemand da?")
        await topic.sees("Wann ist jemand da?")
        await leyla.hears_nothing(within=0.3)


def test_f40_topics_are_never_made_in_a_storm():
    limits, made = Limits(), 0
    for second in range(60):
        now = 1000.0 + second
        if limits.extra_at(cosmetic=False, topic=True) <= now:
            limits.note_extra(now, cosmetic=False, topic=True)
            made += 1

    assert made == TOPICS_PER_MINUTE


async def test_f41_of_two_who_answer_only_the_owner_is_heard(desk, leyla):
    topic = await desk.taken(leyla)
    await desk.bela.says("Von mir", to=topic)
    await desk.anna.says("Nein, von mir", to=topic)

    assert (await leyla.hears()).text == "Nein, von mir"
    await leyla.hears_nothing(within=0.4)


async def test_f42_no_words_and_no_names_stand_in_the_log(desk, leyla, caplog):
    caplog.set_level(logging.DEBUG, logger="bot")
    topic = await desk.taken(leyla)
    desk.simulator.fault("sendMessage", chat_id=desk.group.id, code=400, description="Bad: no")
    await leyla.says("Zitronenfalter")
    await topic.sees("⚠️")
    await desk.anna.says("Pfauenauge", to=topic)
    await leyla.sees("Pfauenauge")

    assert "Zitronenfalter" not in caplog.text
    assert "Pfauenauge" not in caplog.text
    assert "Leyla" not in caplog.text
