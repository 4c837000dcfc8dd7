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
from intents.engine import Engine
from intents.model import Phrasing
from tests.benchmark import relay
from tests.benchmark.rows import milliseconds, row
from tests.support.bot import Program, knowledge

CHATS = 40
BURST = 600
RATE = 25
ALONE = 200
QUICK = "--quick" in sys.argv
SECONDS = 15 if QUICK else 120
CROWDED_MINUTES = 0 if QUICK else 5
SIZES = (1, 4, 16)

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


async def throughput(kind: type[Program]) -> float:
    """Updates a second, when all wait already."""
    async with against(kind, ALLIN_SEND_LIMITS="false") as (simulator, _):
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
    async with against(Program, ALLIN_SEND_LIMITS="false") as (simulator, _):
        times: list[float] = []
        for n in range(ALONE):
            person = simulator.person(f"P{n}", language_code="de")
            await timed(person, QUESTIONS[n % len(QUESTIONS)], times)
        row("one answer, p50 / p99", milliseconds(times, 99))


async def steady_stream() -> None:
    """A steady stream with Telegram's limits on; and memory."""
    async with against(Program) as (simulator, program):
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
        row("memory at rest / peak", f"{rest:.0f} / {peak:.0f} MB", "aim < 350 MB without encoder")


def memory(program: Program) -> tuple[float, float]:
    """Resident now and at most, in MB."""
    assert program.process
    status = Path(f"/proc/{program.process.pid}/status").read_text()
    lines = dict(line.split(":", 1) for line in status.splitlines() if ":" in line)
    return tuple(int(lines[name].split()[0]) / 1024 for name in ("VmRSS", "VmHWM"))  # type: ignore[return-value]


async def start_up() -> None:
    """From nothing to the first answer, with an empty and with a filled cache."""
    with tempfile.TemporaryDirectory() as cache:
        for name, aim in (("first start", ""), ("start with a warm cache", "aim < 3 s")):
            started = time.perf_counter()
            async with against(Program, ALLIN_CACHE_DIR=cache):
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
    echo = await throughput(Echo)
    ours = await throughput(Program)
    row("bare echo bot, updates a second", f"{echo:.0f}")
    row("whole bot, limits lifted, updates a second", f"{ours:.0f}")
    row("whole bot against echo bot", f"{ours / echo:.2f}", "aim >= 0.3")
    await one_answer()
    await steady_stream()
    await start_up()
    ranking()
    for cases in (1, 30):
        await relay.there_and_back(cases)
    if CROWDED_MINUTES:
        await relay.crowded(CROWDED_MINUTES)


asyncio.run(main())
