"""Real processes killed for real: nothing is lost, and at most one answer is repeated a kill."""

import itertools

import pytest

from tests.support.bot import Program

COMMANDS = ["/help", "/privacy", "/language", "/end", "/delete"]
KILLS = 3


async def learned(person) -> dict[str, str]:
    """Which command an answer belongs to."""
    texts = {}
    for command in COMMANDS:
        await person.says(command)
        texts[(await person.hears(timeout=30)).text] = command
    assert len(texts) == len(COMMANDS)
    return texts


async def answers(person, texts, count) -> list[str]:
    """What was answered, as commands, until the last question has its answer."""
    heard: list[str] = []
    while len([command for command, _ in itertools.groupby(heard)]) < count:
        heard.append(texts[(await person.hears(timeout=30)).text])
    return heard


def repeats(heard: list[str]) -> int:
    return len(heard) - len(list(itertools.groupby(heard)))


async def test_a_killed_bot_answers_every_message_once(simulator, tmp_path):
    program = Program(simulator, tmp_path)
    await program.start()
    teacher, *people = [simulator.person(f"P{n}", language_code="de") for n in range(4)]
    texts = await learned(teacher)

    asked = [COMMANDS[n % len(COMMANDS)] for n in range(KILLS * 4)]
    for at in range(KILLS):
        held = simulator.faults.add(method="sendMessage", hold=True, times=None)
        for command in asked[at * 4 : at * 4 + 4]:
            for person in people:
                await person.says(command)
        await held.struck(timeout=20)
        await program.kill()
        simulator.faults.clear()
        await program.start()

    heard = [await answers(person, texts, len(asked)) for person in people]
    for one in heard:
        assert [command for command, _ in itertools.groupby(one)] == asked
    # What was on its way when the power went may have arrived: it is repeated once, no more.
    assert max(map(repeats, heard)) <= KILLS
    assert await program.stop() == 0


@pytest.mark.parametrize("cut", ["before", "after"])
async def test_a_cut_connection_loses_nothing_and_repeats_at_most_once(
    simulator, bot, newcomer, cut
):
    person = newcomer()
    simulator.faults.add(method="sendMessage", cut=cut, times=1)
    await person.says("/privacy")

    first = await person.hears(timeout=10)
    if cut == "after":
        assert (await person.hears(timeout=10)).text == first.text
    await person.hears_nothing(within=0.1)


async def test_sigterm_ends_the_bot_cleanly_and_soon(simulator, tmp_path):
    program = Program(simulator, tmp_path)
    await program.start()
    person = simulator.person("P", language_code="de")
    await person.says("/help")
    await person.hears(timeout=30)

    assert await program.stop() == 0
    assert "nothing is lost" in program.log
    assert not (tmp_path / "bot.db-wal").exists()


async def test_messages_sent_while_the_bot_is_away_are_answered(simulator, tmp_path):
    person = simulator.person("P", language_code="de")
    await person.says("/help")
    program = Program(simulator, tmp_path)
    await program.start()

    assert "funktioniert" in (await person.hears(timeout=30)).text
    await program.stop()


async def test_words_and_token_are_not_in_the_log(simulator, tmp_path):
    program = Program(simulator, tmp_path)
    await program.start()
    person = simulator.person("P", language_code="de")
    simulator.faults.add(method="sendMessage", code=400, description="Bad Request: strange")
    await person.says("Zitronenfalter gesucht")
    await person.says("/help")
    await person.hears(timeout=30)
    await program.stop()

    assert "Strange" in program.log
    assert "Zitronenfalter" not in program.log
    assert simulator.token not in program.log
