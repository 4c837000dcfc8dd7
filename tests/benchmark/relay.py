"""Words between newcomers and the desk: how long they take, and under Telegram's real limits."""

import asyncio
import random
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.simulator import Limits, Person, Simulator
from bot.simulator.forums import Topic
from tests.benchmark.rows import milliseconds, row, share
from tests.support.bot import Program

ROUNDS = 100
NEWCOMERS = 12
PATIENCE = 1800.0


class Quick(Program):
    """The bot at the pace that TEST_PACE names."""

    module = "tests.support.quick"


@dataclass(frozen=True)
class Pair:
    """A newcomer, the topic of her case, and the volunteer who has it."""

    newcomer: Person
    topic: Topic
    volunteer: Person


@asynccontextmanager
async def pairs(count: int, pace: str, limits: Limits | None = None) -> AsyncIterator[list[Pair]]:
    """A bot with so many cases, all taken."""
    with tempfile.TemporaryDirectory() as folder:
        async with Simulator(limits=limits) as simulator:
            group = simulator.forum("Desk")
            volunteer = simulator.person("V")
            await group.admits(volunteer)
            program = Quick(
                simulator,
                Path(folder),
                TEST_PACE=pace,
                ALLIN_DESK_CHAT_ID=str(group.id),
                ALLIN_COORDINATOR_IDS="",
                ALLIN_SEND_LIMITS="true" if limits else "false",
            )
            await program.start()
            people = [simulator.person(f"N{number}") for number in range(count)]
            yield [await _case(group, one, volunteer) for one in people]
            await program.stop()


async def _case(group, person: Person, volunteer: Person) -> Pair:
    known = {topic.id for topic in await group.topics()}
    await person.says("/human")
    await person.presses(0, on=await person.hears(timeout=60))
    topic = await group.topic(lambda one: one.id not in known, timeout=300)
    card = await topic.sees(lambda one: bool(one.buttons), timeout=300)
    await volunteer.presses(0, on=card)
    await person.sees(lambda one: "V " in one.text, timeout=300)
    return Pair(person, topic, volunteer)


async def there_and_back(cases: int) -> None:
    """One message after the other, each way."""
    async with pairs(cases, "none") as open_cases:
        there: list[float] = []
        back: list[float] = []
        for number in range(ROUNDS):
            pair = open_cases[number % cases]
            there.append(await _to_desk(pair, f"hin {number} ."))
            started = time.perf_counter()
            await pair.volunteer.says(f"her {number} .", to=pair.topic)
            await pair.newcomer.sees(lambda one, n=number: one.text == f"her {n} .", timeout=60)
            back.append(time.perf_counter() - started)
    name = f"relay without the pauses for joining and undoing, {cases} open cases"
    row(f"{name}, to the desk, p50 / p99", milliseconds(there, 99))
    row(f"{name}, back, p50 / p99", milliseconds(back, 99))


async def _to_desk(pair: Pair, words: str) -> float:
    started = time.perf_counter()
    await pair.newcomer.says(words)
    await pair.topic.sees(lambda one: words in one.text, timeout=PATIENCE)
    return time.perf_counter() - started


async def crowded(minutes: float) -> None:
    """Twelve people write while Telegram allows twenty calls a minute."""
    async with pairs(NEWCOMERS, "real", Limits()) as open_cases:
        await asyncio.sleep(60)  # what the opening spent of the minute is over
        calm = await _writing(open_cases, 12, minutes)
        storm = await _writing(open_cases, 40, minutes / 2)
    row(
        f"12 newcomers, 12 messages a minute for {minutes:g} min, real limits: delay p50 / p95",
        f"{share(calm, 50):.1f} / {share(calm, 95):.1f} s",
        "aim p95 < 15 s",
    )
    row(
        f"the same, 40 messages a minute for {minutes / 2:g} min: arrived, delay p95",
        f"{len(storm)} of {round(40 * minutes / 2)}, {share(storm, 95):.0f} s",
        "aim: all",
    )


async def _writing(open_cases: list[Pair], a_minute: int, minutes: float) -> list[float]:
    """Their delays; raises when one does not arrive."""
    chance = random.Random(a_minute)
    moments = sorted(chance.uniform(0, minutes * 60) for _ in range(round(a_minute * minutes)))
    started, tasks = time.perf_counter(), []
    for number, moment in enumerate(moments):
        await asyncio.sleep(max(0.0, started + moment - time.perf_counter()))
        words = f"{a_minute}-{number} ."
        tasks.append(asyncio.create_task(_to_desk(chance.choice(open_cases), words)))
    return list(await asyncio.gather(*tasks))
