"""What is erased is gone: from tables, the file, its write-ahead log, and from Telegram."""

import asyncio

from bot.simulator.sight import Button

AGREE = [Button("✅ Ja, bitte verbinden", "human:yes:")]
WORDS = "Zitronenfalter"
ANSWER = "Pfauenauge"


def traces(folder, *words: str) -> list[str]:
    """Which of these stand in the raw files of the database."""
    data = b"".join(path.read_bytes() for path in folder.glob("bot.db*"))
    return [word for word in words if word.encode() in data or word.encode("utf-16-le") in data]


async def played(desk, person):
    topic = await desk.opens(person, f"{WORDS} gesucht")
    await desk.takes(desk.anna, topic)
    await person.hears()
    await person.says(f"Noch ein {WORDS}")
    await topic.sees(f"Noch ein {WORDS}")
    await desk.anna.says(ANSWER, to=topic)
    await person.sees(ANSWER)
    return topic


async def gone(desk, topic):
    """Waits until the topic and all that belongs to it is away."""
    bell = desk.simulator.world.bell
    chat = desk.simulator.world.chats[desk.group.id]
    assert await bell.until(lambda: topic.id not in chat.topics, 20.0)
    await asyncio.sleep(0.3)


async def erases(person):
    """Asks for it and presses the first button."""
    await person.says("/delete")
    asked = await person.sees(lambda one: any(b.data == "delete:yes" for b in one.buttons))
    await person.presses(0, on=asked)
    await person.sees("ist gelöscht")


async def test_words_leave_the_files_once_they_are_delivered(desk, tmp_path, simulator):
    person = simulator.person("Quittenblüte", language_code="de")
    await played(desk, person)
    await desk.bot.database.forget_log()

    assert traces(tmp_path, WORDS, ANSWER, "Quittenblüte") == []
    assert traces(tmp_path, "K-0001", "Anna") == ["Anna"]


async def test_delete_erases_everything_at_once_the_topic_included(desk, tmp_path, simulator):
    person = simulator.person("Quittenblüte", language_code="de")
    topic = await played(desk, person)
    await erases(person)
    await gone(desk, topic)
    await desk.bot.database.forget_log()

    assert traces(tmp_path, WORDS, ANSWER, "Quittenblüte", str(person.id)) == []
    async with desk.bot.database.write() as session:
        assert await counts(session, person.id) == {}
    assert simulator.world.chats[person.id].keyboard is None


async def counts(session, chat_id: int) -> dict[str, int]:
    """Tables in which a number still stands in any column."""
    from sqlalchemy import text

    found = {}
    tables = await session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'table'"))
    for table in tables.all():
        rows = (await session.execute(text(f'SELECT * FROM "{table}"'))).all()
        hits = sum(chat_id in tuple(row) for row in rows)
        if hits:
            found[table] = hits
    return found


async def test_a_closed_case_is_erased_after_30_days_with_its_topic(desk, leyla):
    topic = await desk.taken(leyla)
    await desk.anna.says("/close", to=topic)
    await desk.group.topic(lambda one: one.closed)
    desk.passes(29 * 86400)
    await asyncio.sleep(0.3)
    assert await topic.now() is not None

    desk.passes(86400 + 60)
    await gone(desk, topic)
    async with desk.bot.database.write() as session:
        assert set(await counts(session, leyla.id)) <= {
            "inbox",
            "outbox",
            "conversation",
            "message",
        }


async def test_a_topic_that_cannot_be_deleted_is_told_to_the_coordinators(desk, simulator):
    person = simulator.person("P", language_code="de")
    topic = await desk.opens(person)
    await desk.group.gives_bot_rights(can_delete_messages=False)
    await erases(person)

    await desk.coordinator.sees(f"/{topic.id}")


async def test_a_ban_outlasts_delete_and_names_nobody(desk, tmp_path, simulator):
    person = simulator.person("P", language_code="de")
    topic = await desk.opens(person)
    await desk.coordinator.says("/ban 30", to=topic)
    await topic.sees("⛔")
    await person.hears()
    await erases(person)
    await person.says("/human")
    await person.presses(0, on=await person.sees(lambda one: one.buttons[:1] == AGREE))
    await person.sees("keinen Chat")

    assert await desk.group.topics() == []


async def test_what_stands_at_the_desk_names_nobody(desk, simulator):
    person = simulator.person(
        "Quittenblüte", last_name="Holunder", username="quitte_1", language_code="de"
    )
    await played(desk, person)

    seen = str([one.json for one in await desk.group.screen()])
    for trace in ("Quittenblüte", "Holunder", "quitte_1", str(person.id)):
        assert trace not in seen


async def test_a_topic_that_is_gone_already_is_not_deleted_again(desk, simulator):
    person = simulator.person("P", language_code="de")
    topic = await desk.opens(person)
    await topic.deleted_by(desk.anna)
    await erases(person)
    other = await desk.opens(simulator.person("Q", language_code="de"))

    await desk.takes(desk.anna, other)
    assert len(simulator.journal.calls("deleteForumTopic")) == 1
    await desk.coordinator.hears_nothing(within=0.3)


async def test_what_is_written_after_the_press_is_answered(desk, simulator):
    person = simulator.person("P", language_code="de")
    await desk.opens(person)
    await person.says("/delete")
    asked = await person.sees(lambda one: any(b.data == "delete:yes" for b in one.buttons))
    store, kept = desk.bot.telegram._store, []

    async def later(arrivals):
        kept.extend(arrivals)

    # Both are in the inbox before the first of them is read.
    desk.bot.telegram._store = later
    await person.presses(0, on=asked)
    await person.says("Wo ist das Amt?")
    await simulator.all_fetched()
    await store(kept)

    await person.sees("ist gelöscht")
    await person.sees("nicht verstanden")
