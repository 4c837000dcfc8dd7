"""The bot for tests: in this process, or as a program of its own that can be killed."""

import asyncio
import contextlib
import fcntl
import os
import signal
import sys
import tempfile
from collections.abc import AsyncIterator
from functools import cache
from pathlib import Path

from pydantic import SecretStr
from sqlalchemy import create_engine

from bot import app
from bot.conversation.understanding import Understanding
from bot.settings import Settings, default_cache
from bot.simulator import Simulator
from bot.storage.database import migrate
from bot.training import understanding_of
from knowledge.model import KnowledgeBase

ROOT = Path(__file__).parent.parent.parent
KNOWLEDGE = ROOT / "knowledge"
CACHE = ROOT / ".pytest_cache" / "allin-bot"


@cache
def knowledge() -> KnowledgeBase:
    """The real knowledge base, read once."""
    return app.knowledge_of(KNOWLEDGE, CACHE, strict=False)


@cache
def understanding(*, encoder: bool = False) -> Understanding:
    """The engine and the gate, trained once on the real knowledge base.

    Of the processes that share the tests, one learns and the others wait for what it keeps: by
    letters in the tests' own folder, with the encoder, which takes minutes, in the user's.
    """
    CACHE.mkdir(parents=True, exist_ok=True)
    with (CACHE / "learning").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        cache = default_cache() if encoder else CACHE
        return understanding_of(knowledge(), cache, encoder=encoder)


@cache
def _tables() -> bytes:
    """An empty database of this version: making it takes longer than many a test."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "bot.db"
        engine = create_engine(f"sqlite:///{file}")
        with engine.begin() as connection:
            migrate(connection)
        engine.dispose()
        return file.read_bytes()


def settings(simulator: Simulator, folder: Path, **changes: object) -> Settings:
    """Settings for a bot against the simulator, with its database in `folder`."""
    file = folder / "bot.db"
    if not file.exists():
        file.write_bytes(_tables())
    return Settings(
        _env_file=None,
        telegram_token=SecretStr(simulator.token),
        telegram_api_url=simulator.url,
        database_url=f"sqlite+aiosqlite:///{file}",
        knowledge_dir=KNOWLEDGE,
        cache_dir=CACHE,
        **changes,
    )


@contextlib.asynccontextmanager
async def running(simulator: Simulator, folder: Path, **changes: object) -> AsyncIterator[app.Bot]:
    """The whole bot in this event loop, over HTTP, as it runs against Telegram."""
    bot = app.Bot.build(settings(simulator, folder, **changes), knowledge(), understanding())
    stopped = asyncio.Event()
    task = asyncio.create_task(bot.run(stopped))
    try:
        yield bot
    finally:
        stopped.set()
        await task


class Program:
    """`allin-bot run` as a process of its own."""

    module = "bot"

    def __init__(self, simulator: Simulator, folder: Path, **environment: str) -> None:
        self._environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "ALLIN_TELEGRAM_TOKEN": simulator.token,
            "ALLIN_TELEGRAM_API_URL": simulator.url,
            "ALLIN_DATABASE_URL": f"sqlite+aiosqlite:///{folder / 'bot.db'}",
            "ALLIN_KNOWLEDGE_DIR": str(KNOWLEDGE),
            "ALLIN_CACHE_DIR": str(CACHE),
            "ALLIN_ENCODER": "false",
            **environment,
        }
        self._folder = folder
        self.process: asyncio.subprocess.Process | None = None
        self.log = ""

    async def start(self) -> None:
        """Starts it; it is ready when it polls."""
        self.process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            self.module,
            "run",
            cwd=self._folder,  # not where somebody's .env may lie
            env=self._environment,
            stderr=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.DEVNULL,
        )

    async def kill(self) -> None:
        """As a power cut would."""
        assert self.process is not None
        with contextlib.suppress(ProcessLookupError):
            self.process.send_signal(signal.SIGKILL)
        await self._ended()

    async def stop(self) -> int:
        """SIGTERM; the exit code."""
        assert self.process is not None
        with contextlib.suppress(ProcessLookupError):
            self.process.send_signal(signal.SIGTERM)
        return await self._ended()

    async def ends(self) -> int:
        """Waits for its own end; the exit code."""
        return await self._ended()

    async def _ended(self) -> int:
        assert self.process is not None
        _, said = await asyncio.wait_for(self.process.communicate(), 30)
        self.log += said.decode()
        assert self.process.returncode is not None
        return self.process.returncode
