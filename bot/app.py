"""Puts the parts together; the only module that sees all of them."""

from __future__ import annotations

import asyncio
import logging
import signal
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from ssl import SSLContext

import httpx
from telegram.error import InvalidToken, TelegramError
from telegram.request import HTTPXRequest

from bot import training
from bot.conversation.service import ConversationService
from bot.conversation.understanding import Understanding
from bot.desk.deliveries import Deliveries
from bot.desk.desk import Desk
from bot.desk.newcomers import Newcomers
from bot.desk.ticking import Ticking
from bot.desk.volunteers import COMMANDS, Volunteers
from bot.i18n import Catalogues
from bot.pace import Pace
from bot.settings import Settings, SettingsError
from bot.storage import facts, inbox, outbox, volunteers
from bot.storage.database import Database, DatabaseError
from bot.storage.inbox import Arrival
from bot.telegram import inspect, menu
from bot.telegram.limits import Limits
from bot.telegram.receive import LONG_POLL_SECONDS, DurableBot, Poller
from bot.telegram.send import AT_ONCE, Sender
from bot.telegram.translate import incoming
from bot.turns import Turns
from bot.waking import woken
from intents.memory import nothing_to_sweep
from knowledge.checks import check as check_knowledge
from knowledge.model import KnowledgeBase

log = logging.getLogger(__name__)

CHECK_SECONDS = 3600.0
LOG_SECONDS = 20.0
PURGE_SECONDS = 3600.0
LONGEST_PAUSE = 60.0
# Ten seconds are the promise, and the sender needs four.
PATIENCE = 6.0


class StartError(Exception):
    """The bot cannot start; the message says why and what to do, `code` is the exit code."""

    def __init__(self, message: str, code: int) -> None:
        super().__init__(message)
        self.code = code


@nothing_to_sweep()
def knowledge_of(folder: Path, cache: Path | None = None, *, strict: bool = True) -> KnowledgeBase:
    """The knowledge base of a folder. What is only a warning does not keep it back.

    Not strict: problems are said in the log, and what can be read is used.
    cache: where it is kept that these very files have no fault.

    Raises:
        StartError: with `path:line:column: sentence` for every problem.
    """
    base, found = check_knowledge(folder, cache=cache)
    problems = [problem for problem in found if not problem.warning]
    lines = "\n".join(map(str, problems))
    if base is None or (problems and strict):
        raise StartError(f"{lines}\nThe knowledge base has problems; mend them first.", 5)
    if problems:
        log.warning("The knowledge base has problems:\n%s", lines)
    return base


@dataclass
class Bot:
    """The running bot: its parts, started and stopped in order."""

    settings: Settings
    database: Database
    telegram: DurableBot
    poller: Poller
    turns: Turns
    sender: Sender
    catalogues: Catalogues
    desk: Desk
    ticking: Ticking
    clock: Callable[[], float]

    @classmethod
    def build(
        cls,
        settings: Settings,
        base: KnowledgeBase,
        understanding: Understanding,
        *,
        pace: Pace | None = None,
        clock: Callable[[], float] = time.time,
    ) -> Bot:
        """All parts, connected; nothing runs yet."""
        database = Database(settings.database_url)
        catalogues = Catalogues(base.languages)
        # The store is told which turns to wake once these exist.
        store = _Store(database)
        telegram = _telegram(settings, store)
        has_desk = settings.desk_chat_id is not None
        # Desk and turns exist a little later, and turns may get another service while they run.
        service = ConversationService(
            base,
            understanding,
            catalogues,
            settings.coordinator_ids,
            clock,
            desk=has_desk,
            reached=lambda: desk.is_seen,
        )
        desk = Desk(database, lambda: turns.service.house, settings.desk_chat_id, pace)
        limits = Limits(enabled=settings.send_limits)
        sender = Sender(database, telegram, limits, Deliveries(desk), clock, desk.pace)
        translate = partial(incoming, bot=telegram)
        sides = Newcomers(desk), Volunteers(desk)
        turns = Turns(database, service, translate, sender.wake, *sides, clock)
        ticking = Ticking(database, desk, clock)
        desk.owed, desk.timed = sender.wake, ticking.wake
        store.turns = turns
        poller = Poller(telegram)
        parts = (settings, database, telegram, poller, turns, sender, catalogues, desk, ticking)
        return cls(*parts, clock)

    async def run(self, stopped: asyncio.Event) -> None:
        """Runs until `stopped` is set.

        Raises:
            DatabaseError: the database cannot be used, or another program uses it.
            StartError: the token is refused.
        """
        self.database.claim()
        await self.database.open()
        await self.desk.open()
        working = [
            asyncio.create_task(self.sender.run()),
            asyncio.create_task(self.turns.run()),
            asyncio.create_task(self.ticking.run()),
            asyncio.create_task(self._housekeeping(stopped)),
        ]
        try:
            await self._connect(stopped)
            if not stopped.is_set():
                await self._serve(stopped, working)
        finally:
            stopped.set()
            await self._stop(working)

    async def _serve(self, stopped: asyncio.Event, working: list[asyncio.Task[None]]) -> None:
        languages = self.turns.service.languages.offered()
        codes = tuple(language.code for language in languages)
        working.append(asyncio.create_task(self._introduce(codes)))
        working.append(asyncio.create_task(self._watch_desk(stopped)))
        await self.poller.start()
        log.info("The bot is ready: it answers as @%s.", self.telegram.username)
        await stopped.wait()

    async def _connect(self, stopped: asyncio.Event) -> None:
        """Says hello to Telegram, as long as it takes."""
        pause = 1.0
        while not stopped.is_set():
            try:
                await self.telegram.initialize()
                return
            except InvalidToken:
                raise StartError(
                    "Telegram refuses the token. Check ALLIN_TELEGRAM_TOKEN and "
                    "ALLIN_TELEGRAM_API_URL, or ask @BotFather for a new token.",
                    3,
                ) from None
            except TelegramError as error:
                log.warning(
                    "Telegram is not reachable (%s). Trying again in %.0f seconds.",
                    type(error).__name__,
                    pause,
                )
            await woken(stopped, pause)
            pause = min(LONGEST_PAUSE, pause * 2)

    async def _introduce(self, codes: tuple[str, ...]) -> None:
        await menu.register(self.telegram, self.catalogues, codes)
        if self.desk.chat_id is not None:
            say = self.desk.house.say
            commands = {name: say(text) for name, text in COMMANDS.items()}
            await menu.register_desk(self.telegram, self.desk.chat_id, commands)

    async def _watch_desk(self, stopped: asyncio.Event) -> None:
        """Looks at the desk at start, hourly, and when the bot's place there has changed."""
        doubted = asyncio.Event()
        self.desk.doubted = doubted.set
        while self.desk.chat_id is not None and not stopped.is_set():
            doubted.clear()
            try:
                await self._look_at_desk(self.desk.chat_id)
            except Exception as error:
                log.error("The desk could not be looked at (%s).", type(error).__name__)
            if not stopped.is_set():
                await woken(doubted, CHECK_SECONDS)

    async def _look_at_desk(self, chat_id: int) -> None:
        faults = await inspect.desk(self.telegram, chat_id)
        if faults is None:
            return
        people = await inspect.coordinators(self.telegram, self.settings.coordinator_ids)
        for fault in [*faults, *people]:
            log.warning("%s", fault)
        stopping = [fault for fault in faults if fault.stops]
        async with self.database.write() as session:
            if stopping:
                why = self.desk.house.say(stopping[0].sentence)
                await self.desk.down(session, why, self.clock())
            else:
                await self.desk.up(session, self.clock())
        self.sender.wake()

    async def _housekeeping(self, stopped: asyncio.Event) -> None:
        """Erased words leave the write-ahead log soon; what is past leaves the tables."""
        purged = 0.0
        while not stopped.is_set():
            if time.monotonic() - purged > PURGE_SECONDS or not purged:
                async with self.database.write() as session:
                    await inbox.purge(session, self.clock())
                    await outbox.purge(session, self.clock())
                    await volunteers.purge(session, self.clock())
                purged = time.monotonic()
            await woken(stopped, LOG_SECONDS)
            await self.database.forget_log()

    async def _stop(self, working: list[asyncio.Task[None]]) -> None:
        """All finish what they have begun. Nobody is waited for without end: it is all stored."""
        for part in (self.turns, self.sender, self.ticking):
            part.stop()
        self.desk.doubted()
        ended = asyncio.wait(working, timeout=PATIENCE)
        (_, late), _ = await asyncio.gather(ended, self.poller.stop())
        for task in late:
            task.cancel()
        await asyncio.wait(working, timeout=1.0)
        with suppress(TelegramError, TimeoutError):
            async with asyncio.timeout(1.0):
                await self.telegram.shutdown()
        with suppress(TimeoutError):
            async with asyncio.timeout(1.0):
                await self.database.close()


class _Store:
    """Commits what arrived and wakes the turns."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.turns: Turns | None = None

    async def __call__(self, arrivals: Sequence[Arrival]) -> None:
        async with self._database.write() as session:
            await inbox.store(session, arrivals, time.time())
        if self.turns is not None:
            self.turns.wake()


def _telegram(settings: Settings, store: _Store) -> DurableBot:
    url, trust = settings.telegram_api_url, {"verify": _authorities()}
    return DurableBot(
        store=store,
        token=settings.token,
        base_url=f"{url}/bot",
        base_file_url=f"{url}/file/bot",
        request=HTTPXRequest(AT_ONCE + 8, read_timeout=15.0, httpx_kwargs=trust),
        get_updates_request=HTTPXRequest(read_timeout=LONG_POLL_SECONDS + 10.0, httpx_kwargs=trust),
    )


@cache
def _authorities() -> SSLContext:
    """Whose certificates are believed: all connections share what takes long to read."""
    return httpx.create_ssl_context()


async def run(settings: Settings) -> None:
    """The whole program, until SIGTERM or Ctrl-C.

    Raises:
        StartError, SettingsError, DatabaseError: it cannot start; the message says why.
    """
    settings.token  # noqa: B018 (missing: said before anything else is done)
    base = knowledge_of(settings.knowledge_dir, settings.cache)
    if settings.on_real_telegram and not base.operator.complete:
        raise StartError(
            "knowledge/operator.yaml does not say who is responsible for this bot. Fill in all "
            "four fields: the law wants them, and /privacy shows them.",
            5,
        )
    understanding, improving = await understanding_for(settings, base)
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stopped.set)
    try:
        await Bot.build(settings, base, understanding).run(stopped)
    finally:
        improving.cancel()
    log.info("The bot has ended; nothing is lost.")


async def understanding_for(
    settings: Settings, base: KnowledgeBase
) -> tuple[Understanding, asyncio.Task[None]]:
    """What can be had soon, and the task that makes it better while the bot answers."""
    cache = settings.cache
    best = await asyncio.to_thread(training.best_kept, base, cache) if settings.encoder else None
    understanding = best
    if understanding is None:
        understanding = await asyncio.to_thread(
            training.understanding_of, base, cache, encoder=False
        )
    wanted = settings.encoder and best is None
    better = training.improve(understanding, base, settings.knowledge_dir, cache, wanted=wanted)
    return understanding, asyncio.create_task(better)


async def check(settings: Settings) -> list[str]:
    """What keeps the bot from starting, or from helping, one sentence each."""
    sentences: list[str] = []
    try:
        base = knowledge_of(settings.knowledge_dir)
        if not base.operator.complete:
            sentences.append("operator.yaml: nobody is named as responsible; fill it in.")
    except StartError as error:
        sentences.append(str(error))
    sentences += await _check_database(settings)
    sentences += await _check_telegram(settings)
    return sentences or ["All good: settings, database, knowledge base and Telegram."]


async def _check_database(settings: Settings) -> list[str]:
    database = Database(settings.database_url)
    try:
        await database.open()
    except DatabaseError as error:
        return [str(error)]
    await database.close()
    return []


async def _check_telegram(settings: Settings) -> list[str]:
    try:
        async with _telegram(settings, _Store(Database("sqlite+aiosqlite://"))) as bot:
            return await _check_desk(settings, bot)
    except SettingsError as error:
        return [str(error)]
    except InvalidToken:
        return ["Telegram refuses the token. Check ALLIN_TELEGRAM_TOKEN."]
    except TelegramError as error:
        return [f"Telegram is not reachable ({type(error).__name__}). Is the network there?"]


async def _check_desk(settings: Settings, bot: DurableBot) -> list[str]:
    """What keeps volunteers from helping; only warnings."""
    if settings.desk_chat_id is None:
        return ["No desk is set (ALLIN_DESK_CHAT_ID): nobody can talk to a person yet."]
    faults = await inspect.desk(bot, await _desk_now(settings, settings.desk_chat_id)) or []
    return [str(f) for f in [*faults, *await inspect.coordinators(bot, settings.coordinator_ids)]]


async def _desk_now(settings: Settings, chat_id: int) -> int:
    """The group's number; a group that has grown has a new one in the database."""
    database = Database(settings.database_url)
    try:
        await database.open()
        async with database.write() as session:
            return await facts.moved(session, chat_id)
    except DatabaseError:
        return chat_id
    finally:
        await database.engine.dispose()
