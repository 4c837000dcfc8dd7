"""The whole understanding, encoder included, with sixteen thousand phrasings.

Each part runs in a process of its own, so that its memory is its own:
`python -m tests.benchmark.engine build CACHE` learns everything anew, `use CACHE` loads and reads.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import cycle, islice
from pathlib import Path

from bot.conversation.understanding import Understanding
from bot.coordinator.utterances import read_utterances
from bot.training import understanding_of
from intents.encoder import Encoder
from intents.safety import EXAMPLES
from knowledge.model import KnowledgeBase, Topic, TopicText
from tests.benchmark.rows import milliseconds, row
from tests.support.bot import knowledge

PHRASINGS = 16_000
QUESTIONS = 600
UNSEEN = Path(__file__).parent.parent / "unseen"
# Where it is set, all modules are compiled anew at each start, a quarter of a second.
_NO_BYTE_CODE = "PYTHONDONTWRITEBYTECODE"


def sized(base: KnowledgeBase) -> KnowledgeBase:
    """The knowledge base with just as many phrasings, each text with some more or fewer."""
    texts = sum(len(topic.texts) for topic in base.topics.values())
    each, over = divmod(PHRASINGS - len(base.phrasings()), texts)
    changes = iter([each + 1] * over + [each] * (texts - over))
    return replace(base, topics={id: _changed(one, changes) for id, one in base.topics.items()})


def _changed(topic: Topic, changes: Iterator[int]) -> Topic:
    texts = {code: _with(text, next(changes)) for code, text in topic.texts.items()}
    return replace(topic, texts=texts)


def _with(text: TopicText, more: int) -> TopicText:
    """With more phrasings, of two that stand there, said in one message; or without the last."""
    one, other = text.phrasings, text.phrasings[1:] + text.phrasings[:1]
    both = [f"{a} {b}" for a, b in zip(one, other, strict=True)]
    return replace(text, phrasings=(*one, *both[:more]) if more >= 0 else one[:more])


def megabytes(name: str) -> float:
    """This process's memory: VmRSS now, VmHWM at most."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith(name))


def age() -> float:
    """Seconds since this process began, the start of Python and all imports included."""
    ticks = int(Path("/proc/self/stat").read_text().rpartition(")")[2].split()[19])
    return time.clock_gettime(time.CLOCK_BOOTTIME) - ticks / os.sysconf("SC_CLK_TCK")


def build(cache: Path) -> None:
    """Learns with nothing kept."""
    base = sized(knowledge())
    started = time.perf_counter()
    understanding_of(base, cache)
    whole = (lists for one in base.safety.values() for lists in one.lists.items())
    examples = sum(len(texts) for name, texts in whole if name in EXAMPLES)
    name = f"learning {len(base.phrasings())} phrasings and {examples} examples from nothing"
    row(name, f"{time.perf_counter() - started:.0f} s", "goal < 240 s")
    row("memory at the peak of it", f"{megabytes('VmHWM'):.0f} MB", "goal < 900 MB")


def use(cache: Path) -> None:
    """Loads what was learned, and reads what nobody has seen."""
    base = sized(knowledge())
    understanding = understanding_of(base, cache)
    row("from nothing to ready, all learned before", f"{age():.1f} s", "goal < 3 s")
    times = decisions(understanding, base)
    row("one decision, p50 / p99", milliseconds(times, 99), "goal < 30 / < 80 ms")
    row("memory at rest", f"{megabytes('VmRSS'):.0f} MB", "goal < 550 MB")


def decisions(understanding: Understanding, base: KnowledgeBase) -> list[float]:
    """Seconds of reading different questions, one after the other."""
    unseen, _ = read_utterances(UNSEEN, base)
    texts = list(dict.fromkeys(one.says for one in unseen.questions))
    chosen = islice(cycle(texts[:: max(1, len(texts) // QUESTIONS)]), QUESTIONS)
    times = []
    for text in chosen:
        started = time.perf_counter()
        understanding.read(text)
        times.append(time.perf_counter() - started)
    return times


def in_processes() -> None:
    """The rows, each part in its process."""
    if Encoder.installed() is None:
        row("the sentence encoder", "not installed")
        return
    env = {name: value for name, value in os.environ.items() if name != _NO_BYTE_CODE}
    with tempfile.TemporaryDirectory() as cache:
        for part in ("build", "use"):
            command = [sys.executable, "-m", "tests.benchmark.engine", part, cache]
            subprocess.run(command, check=True, env=env)


if __name__ == "__main__":
    {"build": build, "use": use}[sys.argv[1]](Path(sys.argv[2]))
