"""Training the engine: at once with what is kept, the rest in a process of its own."""

from __future__ import annotations

import asyncio
import logging
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from bot.conversation.understanding import Understanding
from intents.encoder import Encoder
from intents.engine import Engine
from intents.memory import nothing_to_sweep
from intents.model import Phrasing
from intents.safety import Example, Lexicon, Likeness, SafetyGate, examples_of
from intents.store import NotKeptError
from knowledge.model import KnowledgeBase

log = logging.getLogger(__name__)

Progress = Callable[[str, float], None]


def understanding_of(
    base: KnowledgeBase, cache: Path, *, encoder: bool = True, progress: Progress | None = None
) -> Understanding:
    """Engine and safety gate for a knowledge base, from the cache or trained now (minutes)."""
    return _understanding(base, cache, Encoder.installed() if encoder else None, progress)


def best_kept(base: KnowledgeBase, cache: Path) -> Understanding | None:
    """The understanding with the encoder, where it only has to be loaded."""
    encoder = Encoder.installed()
    if encoder is None or not encoder.available():
        return None
    try:
        return _understanding(base, cache, encoder, only_kept=True)
    except NotKeptError:
        return None


@nothing_to_sweep()
def _understanding(
    base: KnowledgeBase,
    cache: Path,
    encoder: Encoder | None,
    progress: Progress | None = None,
    *,
    only_kept: bool = False,
) -> Understanding:
    topics, services = _phrasings(base)
    engine = Engine.build(
        topics, services, cache=cache, encoder=encoder, progress=progress, only_kept=only_kept
    )
    gate, examples = SafetyGate.build(_lexicons(base)), _examples(base)
    likeness = Likeness.of(
        engine, gate.catalogue, examples, topics, services, cache, progress, only_kept=only_kept
    )
    return Understanding(engine, gate.beside(likeness, engine.looks_at))


async def improve(
    understanding: Understanding,
    base: KnowledgeBase,
    folder: Path,
    cache: Path,
    *,
    wanted: bool = True,
) -> None:
    """Trains the best understanding in a child process and swaps it in.

    The bot answers meanwhile with what it has; a child that fails costs accuracy, nothing else.
    """
    encoder = Encoder.installed()
    if not wanted or encoder is None:
        return
    if not await asyncio.to_thread(encoder.available):
        log.warning(
            "The sentence encoder's file is damaged or its library does not run here; "
            "the bot goes on without it."
        )
        return
    encoder.rest()  # the child needs the memory
    log.info("Learning the phrasings with the sentence encoder; this takes some minutes once.")
    if await _learn_apart(folder, cache) != 0:
        log.warning("The sentence encoder could not be used; the bot goes on without it.")
        return
    best = await asyncio.to_thread(best_kept, base, cache)
    if best is None:
        log.warning(
            "What was learned with the sentence encoder is not in %s: can it be written? "
            "The bot goes on without it.",
            cache,
        )
        return
    understanding.become(best)
    log.info("The sentence encoder is ready.")


async def _learn_apart(folder: Path, cache: Path) -> int:
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "bot", "learn", "--knowledge", str(folder), "--cache", str(cache)),
        stdin=asyncio.subprocess.PIPE,  # its end tells the child that this process is gone
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        return await child.wait()
    except asyncio.CancelledError:
        child.kill()
        raise


def end_with_parent() -> None:
    """Lets this process go first where work is waiting, and end when its parent does."""
    os.nice(10)
    threading.Thread(target=lambda: (sys.stdin.read(), os._exit(1)), daemon=True).start()


def _lexicons(base: KnowledgeBase) -> list[Lexicon]:
    return [Lexicon(one.language, one.words, one.lists) for one in base.safety.values()]


def _examples(base: KnowledgeBase) -> list[Example]:
    return examples_of(_lexicons(base))


def _phrasings(base: KnowledgeBase) -> tuple[list[Phrasing], list[Phrasing]]:
    topics = [Phrasing(*phrasing) for phrasing in base.topic_phrasings()]
    return topics, [Phrasing(*phrasing) for phrasing in base.service_phrasings()]
