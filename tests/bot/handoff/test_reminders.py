"""Timers: reminders, alarms, and the end of what nobody answers."""


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
    desk.passes(5 * 3600)
    await leyla.hears_nothing(within=0.4)

    assert not any("⏰" in one.text for one in await topic.screen())


async def test_after_three_silent_days_she_is_asked_and_after_seven_it_ends(desk, leyla):
    topic = await desk.taken(leyla)
    await desk.anna.says("Noch etwas?", to=topic)
    await leyla.hears()
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
