"""Measures the whole bot as a process of its own against the local Bot API server."""

import asyncio
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path
from statistics import median

from rapidfuzz import fuzz, process

from bot.simulator import Person, Simulator
from bot.training import understanding_of
from intents.engine import Engine
from intents.model import Phrasing
from tests.benchmark import engine, relay
from tests.benchmark.rows import milliseconds, row
from tests.support.bot import CACHE, Program, knowledge

CHATS = 40
BURST = 600
RATE = 25
ALONE = 200
QUICK = "--quick" in sys.argv
SECONDS = 15 if QUICK else 120
WITH_ENCODER = {"ALLIN_ENCODER": "true"}
CROWDED_MINUTES = 0 if QUICK else 5
SIZES = (1, 2)  # the second is as large as the goals have it

QUESTIONS = [
    "Wo kann ich mich anmelden?",
    "I need a doctor at night",
    "هل يمكنني تمديد الإقامة؟",
    "Almanca kursu nerede var?",
    "де знайти консультацію для мігрантів",
    "джобцентр адрес",
    "شماره اورژانس چند است",
]


class Echo(Program):
    """The yardstick as a process."""

    module = "tests.benchmark.echo"


@asynccontextmanager
async def against(
    kind: type[Program], **environment: str
) -> AsyncIterator[tuple[Simulator, Program]]:
    """A simulator and a program that answers already."""
    with tempfile.TemporaryDirectory() as folder:
        async with Simulator() as simulator:
            program = kind(simulator, Path(folder), **environment)
            await program.start()
            person = simulator.person("First", language_code="de")
            await person.says("Hallo")
            await person.hears(timeout=120)
            yield simulator, program
            await program.stop()


async def sent(simulator: Simulator, count: int) -> None:
    """Waits until so many messages were sent."""
    while len(simulator.journal.calls("sendMessage")) < count:
        await asyncio.sleep(0.01)


async def throughput(kind: type[Program], **environment: str) -> float:
    """Updates a second, when all wait already."""
    async with against(kind, ALLIN_SEND_LIMITS="false", **environment) as (simulator, _):
        people = [simulator.person(f"P{n}", language_code="de") for n in range(CHATS)]
        before = len(simulator.journal.calls("sendMessage"))
        started = time.perf_counter()
        for n in range(BURST):
            await people[n % CHATS].says(QUESTIONS[n % len(QUESTIONS)])
        await sent(simulator, before + BURST)
        return BURST / (time.perf_counter() - started)


async def timed(person: Person, text: str, times: list[float]) -> None:
    """Asks and notes how long the answer took."""
    started = time.perf_counter()
    await person.says(text)
    await person.hears(timeout=60)
    times.append(time.perf_counter() - started)


async def one_answer() -> None:
    """One person after the other; the limit over all chats would count otherwise."""
    async with against(Program, ALLIN_SEND_LIMITS="false", **WITH_ENCODER) as (simulator, _):
        times: list[float] = []
        for n in range(ALONE):
            person = simulator.person(f"P{n}", language_code="de")
            await timed(person, QUESTIONS[n % len(QUESTIONS)], times)
        row("one answer, p50 / p99", milliseconds(times, 99))


async def steady_stream() -> None:
    """A steady stream with Telegram's limits on; and memory."""
    async with against(Program, **WITH_ENCODER) as (simulator, program):
        people = [simulator.person(f"P{n}", language_code="de") for n in range(RATE * 6)]
        times: list[float] = []
        started, tasks = time.perf_counter(), []
        for n in range(RATE * SECONDS):
            await asyncio.sleep(max(0.0, started + n / RATE - time.perf_counter()))
            text = QUESTIONS[n % len(QUESTIONS)]
            tasks.append(asyncio.create_task(timed(people[n % len(people)], text, times)))
        await asyncio.gather(*tasks)
        name = f"{RATE} answers a second for {SECONDS} s, limits on, p50 / p95"
        row(name, milliseconds(times, 95), "aim p95 < 1000 ms")
        rest, peak = memory(program)
        row("memory of the whole bot, now / peak", f"{rest:.0f} / {peak:.0f} MB", "goal < 550 MB")


async def without_encoder() -> None:
    """What the bot needs where the sentence encoder is switched off."""
    async with against(Program) as (_, program):
        rest, peak = memory(program)
        row("without the encoder: memory now / peak", f"{rest:.0f} / {peak:.0f} MB", "aim < 350 MB")


def memory(program: Program) -> tuple[float, float]:
    """Resident now and at most, in MB."""
    assert program.process
    status = Path(f"/proc/{program.process.pid}/status").read_text()
    lines = dict(line.split(":", 1) for line in status.splitlines() if ":" in line)
    return tuple(int(lines[name].split()[0]) / 1024 for name in ("VmRSS", "VmHWM"))  # type: ignore[return-value]


async def start_up() -> None:
    """From nothing to the first answer, with an empty and with a filled cache."""
    with tempfile.TemporaryDirectory() as cache:
        empty = {"ALLIN_CACHE_DIR": cache}
        for name, environment, aim in (
            ("first start", empty, ""),
            ("start with a warm cache", empty, "aim < 3 s"),
            ("the same with the encoder", WITH_ENCODER, "aim < 3 s"),
        ):
            started = time.perf_counter()
            async with against(Program, **environment):
                row(f"{name}, to the first answer", f"{time.perf_counter() - started:.1f} s", aim)


def ranking() -> None:
    """Ranking as a multiple of one RapidFuzz pass over the same phrasings."""
    phrasings = [Phrasing(*one) for one in knowledge().topic_phrasings()]
    for size in SIZES:
        many = [
            Phrasing(one.intent, one.language, one.text if not n else f"{one.text} {n} {n * 7}")
            for n in range(size)
            for one in phrasings
        ]
        ours = _median_seconds(Engine.build(many).rank)
        texts = [one.text for one in many]
        fuzzy = _median_seconds(
            partial(process.cdist, choices=texts, scorer=fuzz.token_sort_ratio), as_list=True
        )
        row(
            f"ranking among {len(many)} phrasings, against one RapidFuzz pass",
            f"{ours * 1000:.1f} ms = {ours / fuzzy:.2f} x",
            "aim < 2 x",
        )


def _median_seconds(function: Callable[..., object], *, as_list: bool = False) -> float:
    times = []
    for question in QUESTIONS * 5:
        started = time.perf_counter()
        function([question] if as_list else question)
        times.append(time.perf_counter() - started)
    return median(times)


async def main() -> None:
    """The table."""
    understanding_of(knowledge(), CACHE)  # the sentence encoder has learned what it needs
    echo = await throughput(Echo)
    row("bare echo bot, updates a second", f"{echo:.0f}")
    for name, environment in (("without the encoder", {}), ("with it", WITH_ENCODER)):
        ours = await throughput(Program, **environment)
        against_echo = f"{ours:.0f} = {ours / echo:.2f} x"
        row(f"whole bot {name}, limits lifted, updates a second", against_echo, "aim >= 0.3 x")
    await one_answer()
    await steady_stream()
    await without_encoder()
    await start_up()
    ranking()
    engine.in_processes()
    for cases in (1, 30):
        await relay.there_and_back(cases)
    if CROWDED_MINUTES:
        await relay.crowded(CROWDED_MINUTES)


asyncio.run(main())
