"""The try-out: a local Bot API server, its page, and the bot against it over HTTP."""

from __future__ import annotations

import asyncio
import signal
import sys
import tempfile
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from bot import app
from bot.settings import Settings
from bot.simulator.demo import Demo, run_demo
from knowledge.model import KnowledgeBase

# Phones that newcomers bring and the bot does not speak: the page offers them too.
OTHER_PHONES = (("es", "Español"), ("vi", "Tiếng Việt"), ("hi", "हिन्दी"), ("zh", "中文"))


async def demo(settings: Settings, port: int) -> None:
    """Serves the page until Ctrl-C; the database lives as long as the demo.

    Raises:
        StartError: the knowledge base is broken, or the port is taken.
    """
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stopped.set)
    base = app.knowledge_of(settings.knowledge_dir, settings.cache)
    print("Getting ready. The first time this takes about a minute …", file=sys.stderr, flush=True)
    understanding, improving = await app.understanding_for(settings, base)
    try:
        async with run_demo(port, _phones(base)) as place:
            with tempfile.TemporaryDirectory() as folder:
                bot = app.Bot.build(_settings(settings, place, folder), base, understanding)
                print(f"Open {place.url}/ in a browser. Ctrl-C ends it.", flush=True)
                await bot.run(stopped)
    except OSError as error:
        raise app.StartError(
            f"The page cannot be served on port {port}: {error.strerror}. "
            "Take another one: allin-bot demo --port 8025",
            2,
        ) from None
    finally:
        improving.cancel()


def _settings(settings: Settings, place: Demo, folder: str) -> Settings:
    """The same program, told of the local server instead of Telegram."""
    changes = {
        "telegram_token": SecretStr(place.token),
        "telegram_api_url": place.url,
        "database_url": f"sqlite+aiosqlite:///{Path(folder) / 'demo.db'}",
        "desk_chat_id": place.desk_chat_id,
        "coordinator_ids": frozenset(place.volunteer_ids[:1]),
    }
    return settings.model_copy(update=changes)


def _phones(base: KnowledgeBase) -> list[dict[str, Any]]:
    """The languages of the page's phones: ours, and some that the bot does not speak."""
    ours = [
        {"code": one.code, "name": one.name, "direction": one.direction}
        for one in base.languages.values()
    ]
    others = [{"code": code, "name": name, "direction": "ltr"} for code, name in OTHER_PHONES]
    return [*ours, *others]
