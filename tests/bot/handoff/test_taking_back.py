"""What is taken back, what did not arrive, and what is owed after that: said as it is."""

import asyncio

from bot.pace import Pace
from tests.support.desk import desk_running, texts

SLOW = Pace(merge=0.05, hold=1.0, repeat=2.0)
REFUSED = "Bad Request: VOICE_MESSAGES_FORBIDDEN"


async def answer_to(topic, request):
    """What the bot says in the topic to a request."""
    return (await topic.sees(lambda one: one.reply_to == request.id)).text


async def heard(desk, topic) -> None:
    """Waits until the bot has taken in what was said in the topic."""
    await answer_to(topic, await desk.anna.says("/k", to=topic))


async def test_undo_of_what_is_on_its_way_removes_it_when_it_is_there(desk, leyla, taken):
    call = desk.simulator.fault("copyMessage", chat_id=leyla.id, hold=True)
    slip = await desk.anna.says("Unsinn", to=taken)
    await call.struck()
    request = await desk.anna.says("/undo", to=taken, reply_to=slip)
    await heard(desk, taken)
    call.release()

    assert "Zurückgenommen" in await answer_to(taken, request)
    assert "Unsinn" not in texts(await leyla.screen())


async def test_undo_of_what_is_on_its_way_and_refused_says_that_it_was_not_sent(desk, leyla, taken):
    call = desk.simulator.fault(
        "copyMessage", chat_id=leyla.id, hold=True, code=400, description=REFUSED
    )
    slip = await desk.anna.sends_voice(to=taken)
    await call.struck()
    request = await desk.anna.says("/undo", to=taken, reply_to=slip)
    await heard(desk, taken)
    call.release()

    assert "nicht gesendet" in await answer_to(taken, request)


async def test_undo_of_a_call_whose_fate_is_unknown_says_so_and_repeats_nothing(
    simulator, tmp_path, leyla
):
    async with desk_running(simulator, tmp_path, pace=Pace(merge=0.05, hold=0.1)) as desk:
        topic = await desk.taken(leyla)
        call = simulator.fault("copyMessage", chat_id=leyla.id, hold=True, cut="after")
        slip = await desk.anna.says("Unsinn", to=topic)
        await call.struck()
        request = await desk.anna.says("/undo", to=topic, reply_to=slip)
        await heard(desk, topic)
        call.release()

        assert "Niemand weiß" in await answer_to(topic, request)
        desk.passes(60)
        await desk.anna.says("Ende", to=topic)
        await leyla.sees("Ende")
        assert texts(await leyla.screen()).count("Unsinn") == 1


async def test_after_undo_the_answer_is_owed_again(desk, leyla, taken):
    await leyla.says("Bitte antworten")
    await taken.sees("Bitte antworten")
    slip = await desk.anna.says("Falsches Fenster", to=taken)
    await leyla.sees("Falsches Fenster")
    await answer_to(taken, await desk.anna.says("/undo", to=taken, reply_to=slip))

    desk.passes(2 * 3600 + 60)
    await taken.sees("⏰")


async def test_after_a_failed_delivery_the_answer_is_still_owed(desk, leyla, taken):
    desk.simulator.fault("copyMessage", chat_id=leyla.id, code=400, description=REFUSED)
    await desk.anna.sends_voice(to=taken)
    await taken.sees("⚠️")

    desk.passes(2 * 3600 + 60)
    await taken.sees("⏰")


async def test_what_she_writes_while_an_answer_is_held_is_owed_one(simulator, tmp_path, leyla):
    async with desk_running(simulator, tmp_path, pace=SLOW) as desk:
        topic = await desk.taken(leyla)
        await desk.anna.says("Am Montag", to=topic)
        await leyla.says("Und am Dienstag?")
        await topic.sees("Und am Dienstag?")
        await leyla.sees("Am Montag")
        await desk.settled()

        desk.passes(2 * 3600 + 60)
        await topic.sees("⏰")


async def test_an_undone_answer_before_another_is_no_debt(desk, leyla, taken):
    slip = await desk.anna.says("Falsches Fenster", to=taken)
    await desk.anna.says("Am Montag", to=taken)
    await leyla.sees("Am Montag")
    await answer_to(taken, await desk.anna.says("/undo", to=taken, reply_to=slip))

    await no_reminder(desk, taken)


async def no_reminder(desk, topic):
    """Nobody is reminded, though the promised time is over."""
    await desk.settled()
    desk.passes(2 * 3600 + 60)
    await asyncio.sleep(0.4)
    assert not any("⏰" in text for text in texts(await topic.screen()))


async def offered(desk, topic):
    await desk.anna.says("/k Anmeldung", to=topic)
    return await topic.sees("Ein Druck sendet")


async def test_an_answer_of_the_knowledge_base_that_fails_is_not_called_sent(desk, leyla, taken):
    desk.simulator.fault("sendMessage", chat_id=leyla.id, code=400, description="Bad Request: odd")
    await desk.anna.presses(0, on=await offered(desk, taken))

    await taken.sees("⚠️")
    assert not any("📤 Gesendet" in text for text in texts(await taken.screen()))
    desk.passes(2 * 3600 + 60)
    await taken.sees("⏰")


async def test_an_answer_of_the_knowledge_base_is_an_answer(desk, leyla, taken):
    await desk.anna.presses(0, on=await offered(desk, taken))
    await taken.sees("📤 Gesendet")

    await no_reminder(desk, taken)


async def test_who_cannot_be_written_to_is_told_that_nothing_was_revealed(desk, leyla, taken):
    await desk.coordinator.blocks_bot()
    request = await desk.coordinator.says("/reveal", to=taken)

    assert "/start" in await answer_to(taken, request)


async def test_an_account_that_is_gone_is_called_gone(desk, leyla, taken):
    await leyla.deletes_account()
    await desk.anna.says("Am Montag", to=taken)

    assert "Konto" in (await taken.sees("🔇")).text


async def test_what_is_held_when_a_case_is_closed_is_told(desk, leyla, taken):
    await leyla.blocks_bot()
    await taken.sees("🔇")
    await desk.anna.says("Am Montag", to=taken)
    await desk.anna.sends_album(["photo", "photo"], to=taken)
    await desk.anna.says("/close", to=taken)

    assert "3" in (await taken.sees("⚠️")).text
    await leyla.unblocks_bot()
    await leyla.hears_nothing(within=0.4)


async def test_what_is_on_its_way_when_a_case_is_closed_is_told(simulator, tmp_path, leyla):
    async with desk_running(simulator, tmp_path, pace=SLOW) as desk:
        topic = await desk.taken(leyla)
        said = await desk.anna.says("Am Montag", to=topic)
        await desk.anna.says("/close", to=topic)
        await topic.sees("⏹")
        simulator.fault(
            "copyMessage",
            chat_id=leyla.id,
            code=403,
            description="Forbidden: bot was blocked by the user",
        )

        told = await topic.sees("⚠️")
        assert told.reply_to == said.id
