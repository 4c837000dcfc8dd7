"""Timers: reminders, alarms, and the end of what nobody answers."""

import asyncio
from datetime import datetime

from bot.handoff.hours import HOUR, ZONE
from bot.handoff.model import DAY
from tests.support.desk import WEEKDAYS, desk_running


async def test_the_promised_time_reminds_in_the_topic_and_twice_it_tells_coordinators(desk, leyla):
    topic = await desk.opens(leyla)
    desk.passes(2 * 3600 + 5)
    await topic.sees("⏰")
    await leyla.hears_nothing(within=0.3)

    desk.passes(2 * 3600)
    await desk.coordinator.sees("⏰ K-0001")
    assert "📍" in (await leyla.hears()).text
    desk.passes(6 * 3600)
    await leyla.hears_nothing(within=0.3)


async def test_an_answer_stops_the_reminder(desk, leyla):
    topic = await desk.taken(leyla)
    await desk.anna.says("Gern", to=topic)
    await leyla.hears()
    await desk.settled()
    desk.passes(5 * 3600)
    await leyla.hears_nothing(within=0.4)

    assert not any("⏰" in one.text for one in await topic.screen())


async def test_after_three_silent_days_she_is_asked_and_after_seven_it_ends(desk, leyla):
    topic = await desk.taken(leyla)
    await desk.anna.says("Noch etwas?", to=topic)
    await leyla.hears()
    await desk.settled()
    heard = len(await leyla.screen())

    desk.passes(3 * 86400 + 60)
    await leyla.screen_is(lambda screen: len(screen) == heard + 1)
    desk.passes(4 * 86400)
    await topic.sees("⏹")
    await desk.group.topic(lambda one: one.closed)


async def test_what_waits_for_who_blocked_the_bot_is_given_up_after_14_days(desk, leyla):
    topic = await desk.taken(leyla)
    await leyla.blocks_bot()
    await topic.sees("🔇")
    await desk.anna.says("Kommst du?", to=topic)
    await leyla.hears_nothing(within=0.4)

    desk.passes(86400 * 14 + 60)
    await topic.sees("14 Tage")
    await leyla.unblocks_bot()
    await desk.simulator.all_fetched()
    await leyla.hears_nothing(within=0.4)
    assert not any(one.text == "Kommst du?" for one in await leyla.screen())


FRIDAY = datetime(2027, 3, 5, 14, 30, tzinfo=ZONE)


def mentions(message) -> list[str]:
    return [one["type"] for one in message.json.get("entities", [])]


async def test_in_its_hours_a_reminder_calls_who_has_the_case(simulator, tmp_path, leyla):
    simulator.clock.advance(FRIDAY.timestamp() - simulator.clock.now())
    async with desk_running(simulator, tmp_path, WEEKDAYS) as desk:
        topic = await desk.taken(leyla)
        desk.passes(2 * DAY + 20 * HOUR)

        assert mentions(await topic.sees("⏰")) == ["text_mention"]


async def test_a_reminder_that_comes_late_wakes_nobody(simulator, tmp_path, leyla):
    simulator.clock.advance(FRIDAY.timestamp() - HOUR - simulator.clock.now())
    async with desk_running(simulator, tmp_path, WEEKDAYS) as desk:
        topic = await desk.taken(leyla)
        desk.passes(12 * HOUR)

        assert mentions(await topic.sees("⏰")) == []
        quiet = [
            call.values.get("disable_notification")
            for call in simulator.journal.calls("sendMessage")
            if "⏰" in call.values["text"]
        ]
        assert quiet == [True]


async def test_a_promise_that_ends_with_the_day_reminds_in_the_morning(simulator, tmp_path, leyla):
    simulator.clock.advance(FRIDAY.timestamp() - HOUR / 2 - simulator.clock.now())
    async with desk_running(simulator, tmp_path, WEEKDAYS) as desk:
        topic = await desk.taken(leyla)
        desk.passes(3 * HOUR)
        await asyncio.sleep(0.4)
        assert not any("⏰" in one.text for one in await topic.screen())
        desk.passes(2 * DAY + 17.5 * HOUR)

        assert mentions(await topic.sees("⏰")) == ["text_mention"]
