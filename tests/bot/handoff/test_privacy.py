"""What is erased is gone: from tables, the file, its write-ahead log, and from Telegram."""

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


async def test_words_leave_the_files_once_they_are_delivered(desk, tmp_path, simulator):
    person = simulator.person("Quittenblüte", language_code="de")
    await played(desk, person)
    await desk.bot.database.forget_log()

    assert traces(tmp_path, WORDS, ANSWER, "Quittenblüte") == []
    assert traces(tmp_path, "K-0001", "Anna") == ["Anna"]


async def test_delete_erases_everything_at_once_the_topic_included(desk, tmp_path, simulator):
    person = simulator.person("Quittenblüte", language_code="de")
    await played(desk, person)
    await person.says("/delete")
    await person.hears()
    await person.presses(0)
    assert "gelöscht" in (await person.hears()).text
    while await desk.group.topics():
        await person.hears_nothing(within=0.1)
    await person.hears_nothing(within=0.3)
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
    topic = await desk.opens(leyla)
    await desk.takes(desk.anna, topic)
    await desk.anna.says("/close", to=topic)
    await desk.group.topic(lambda one: one.closed)
    desk.passes(29 * 86400)
    await leyla.hears_nothing(within=0.3)
    assert await topic.now() is not None

    desk.passes(86400 + 60)
    while await topic.now() is not None:
        await leyla.hears_nothing(within=0.1)
    async with desk.bot.database.write() as session:
        assert set(await counts(session, leyla.id)) <= {"inbox", "outbox", "conversation"}


async def test_a_topic_that_cannot_be_deleted_is_told_to_the_coordinators(desk, leyla):
    topic = await desk.opens(leyla)
    await desk.group.gives_bot_rights(can_delete_messages=False)
    await leyla.says("/delete")
    await leyla.hears()
    await leyla.presses(0)

    await desk.coordinator.sees(f"/{topic.id}")


async def test_a_ban_outlasts_delete_and_names_nobody(desk, tmp_path, simulator):
    person = simulator.person("P", language_code="de")
    topic = await desk.opens(person)
    await desk.coordinator.says("/ban 30", to=topic)
    await topic.sees("⛔")
    await person.hears()
    await person.says("/delete")
    await person.hears()
    await person.presses(0)
    await person.sees("gelöscht")
    await person.says("/human")
    await person.hears()
    await person.presses(0)
    await person.hears()

    assert await desk.group.topics() == []


async def test_what_stands_at_the_desk_names_nobody(desk, simulator):
    person = simulator.person(
        "Quittenblüte", last_name="Holunder", username="quitte_1", language_code="de"
    )
    await played(desk, person)

    seen = str([one.json for one in await desk.group.screen()])
    for trace in ("Quittenblüte", "Holunder", "quitte_1", str(person.id)):
        assert trace not in seen
