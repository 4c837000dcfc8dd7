"""What goes first, what is tried again, and what is said when it could not be delivered."""

import pytest

from bot.messages import DESK
from bot.storage import outbox
from tests.support.bot import Program
from tests.support.desk import desk_running, texts


def uses_up(desk):
    """The desk has had all that is ordinary in this minute."""
    limits, now = desk.bot.sender._limits, desk.simulator.clock.now()
    while limits.allowed_at(DESK, now) <= now:
        limits.note(DESK, now)


# --- a crisis waits for nothing


async def test_the_numbers_do_not_wait_behind_a_volunteers_words(desk, leyla):
    topic = await desk.taken(leyla)
    held = desk.simulator.faults.add(method="copyMessage", chat_id=leyla.id, hold=True)
    await desk.anna.says("Moment", to=topic)
    await held.struck()
    await leyla.says("GEFAHR")

    assert "110" in (await leyla.hears(timeout=2)).text
    held.release()


async def test_the_numbers_do_not_wait_for_a_flood_of_others(desk, leyla):
    topic = await desk.taken(leyla)
    flood = desk.simulator.fault("copyMessage", chat_id=leyla.id, code=429, retry_after=30)
    await desk.anna.says("Moment", to=topic)
    await flood.struck()
    await leyla.says("GEFAHR")

    assert "110" in (await leyla.hears(timeout=2)).text


async def test_an_alarm_has_room_when_the_desk_had_its_eighteen(simulator, tmp_path, leyla, oksana):
    async with desk_running(simulator, tmp_path, send_limits=True) as desk:
        await desk.opens(oksana)
        uses_up(desk)
        await leyla.says("GEFAHR")

        topic = await desk.group.topic("🚨", timeout=5)
        await topic.sees("🚨", timeout=5)


async def test_an_alarm_in_an_open_case_does_not_wait_behind_words(simulator, tmp_path, leyla):
    async with desk_running(simulator, tmp_path, send_limits=True) as desk:
        topic = await desk.opens(leyla)
        uses_up(desk)
        await leyla.says("Ich schreibe zuerst etwas anderes")
        await leyla.says("GEFAHR")

        await topic.sees(lambda one: one.text.startswith("🚨"), timeout=5)


# --- rather twice than never


@pytest.mark.parametrize("code", [401, 404])
async def test_a_token_refused_for_a_moment_loses_no_words(desk, leyla, code):
    topic = await desk.taken(leyla)
    desk.simulator.fault("sendMessage", chat_id=desk.group.id, code=code)
    desk.simulator.fault("copyMessage", chat_id=leyla.id, code=code)
    await leyla.says("Hallo")
    await desk.anna.says("Guten Tag", to=topic)
    desk.passes(2)

    await topic.sees("Hallo")
    await leyla.sees("Guten Tag")


async def test_the_bots_own_answer_is_not_given_up(desk, leyla):
    desk.simulator.fault("sendMessage", chat_id=leyla.id, code=502, times=3)
    await leyla.says("GEFAHR")

    assert "110" in (await leyla.hears()).text


async def test_a_database_that_fails_at_the_start_stops_nothing(
    simulator, tmp_path, leyla, monkeypatch
):
    read, failing = outbox.left_behind, iter([OSError("disk full")])

    async def fails_once(session):
        for error in failing:
            raise error
        return await read(session)

    monkeypatch.setattr(outbox, "left_behind", fails_once)
    async with desk_running(simulator, tmp_path):
        await leyla.says("/help")
        assert (await leyla.hears()).text


async def test_words_of_unknown_fate_reach_her_twice_at_most_and_their_writer_is_told(
    desk, leyla, taken
):
    desk.simulator.fault("sendMessage", chat_id=leyla.id, cut="after", times=3)
    named = {"id": desk.bela.id, "is_bot": False, "first_name": "Bela"}
    mention = {"type": "text_mention", "offset": 0, "length": 4, "user": named}
    said = await desk.anna.says("Bela kommt", to=taken, entities=[mention])

    told = await taken.sees("⚠️")
    assert told.reply_to == said.id
    assert texts(await leyla.screen()).count("Bela kommt") == 2


async def test_words_killed_on_their_way_reach_her_twice_at_most(simulator, tmp_path, leyla):
    group, anna = simulator.forum("Desk"), simulator.person("Anna", language_code="de")
    await group.admits(anna)
    bot = Quick(simulator, tmp_path, ALLIN_DESK_CHAT_ID=str(group.id), TEST_PACE="none")
    await bot.start()
    try:
        await leyla.says("/human")
        await leyla.presses(0, on=await leyla.hears(timeout=30))
        topic = await group.topic(timeout=10)
        await anna.says("/take", to=topic)
        await leyla.sees("Anna", timeout=10)
        # It arrives each time, but the bot does not hear of it.
        for kill in range(2):
            held = simulator.faults.add(method="copyMessage", delay=0.0, cut="after")
            simulator.faults.add(method="copyMessage", hold=True)
            if not kill:
                await anna.says("Pfauenauge", to=topic)
            await held.struck(timeout=30)
            await bot.kill()
            simulator.faults.clear()
            await bot.start()
        await topic.sees("⚠️", timeout=30)
        assert texts(await leyla.screen()).count("Pfauenauge") == 2
        assert await bot.stop() == 0
    finally:
        if bot.process.returncode is None:
            await bot.kill()


class Quick(Program):
    """The bot at a quick pace, without training."""

    module = "tests.support.quick"


# --- what was not delivered is said


async def test_words_held_back_when_the_case_ends_are_said_to_be_lost(desk, leyla):
    topic = await desk.taken(leyla)
    await leyla.blocks_bot()
    await topic.sees("🔇")
    for word in ("eins", "zwei"):
        await desk.anna.says(word, to=topic)
    await desk.anna.says("/close", to=topic)

    await topic.sees(lambda one: "⚠️" in one.text and one.text.endswith("2."))
    await leyla.unblocks_bot()
    await leyla.hears_nothing(within=0.3)


# --- one card


async def test_a_photo_while_the_card_is_on_its_way_makes_no_second_card(desk, simulator):
    person = simulator.person("P", language_code="de")
    await person.says("/human")
    await person.hears()
    held = simulator.fault("sendMessage", chat_id=desk.group.id, hold=True)
    await person.presses(0)
    await held.struck()
    await person.sends_photo("Brief")
    await person.says("Hallo")
    await person.says("/help")
    await person.sees("funktioniert")
    held.release()

    topic = await desk.group.topic()
    await topic.sees("Hallo")
    await topic.sees(lambda one: bool(one.buttons) and one.edited)
    assert len([one for one in await topic.screen() if one.buttons]) == 1


async def test_an_alarm_that_waits_for_its_topic_keeps_nobody_busy(desk, leyla):
    held = desk.simulator.faults.add(method="createForumTopic", hold=True)
    await leyla.says("GEFAHR")
    await held.struck()
    await leyla.hears()
    rounds = 0
    choose = desk.bot.sender._choose

    async def counted(*arguments):
        nonlocal rounds
        rounds += 1
        return await choose(*arguments)

    desk.bot.sender._choose = counted
    await leyla.hears_nothing(within=1.0)
    held.release()
    assert rounds < 20
