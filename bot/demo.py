"""The try-out: a local Bot API server, its page, and the bot against it over HTTP."""

from __future__ import annotations

import asyncio
import signal
import tempfile
from pathlib import Path

from pydantic import SecretStr

from bot import app
from bot.settings import Settings


async def demo(settings: Settings, port: int) -> None:
    """Serves the page until Ctrl-C; the database lives as long as the demo."""
    from bot.simulator import Simulator

    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stopped.set)
    base = app.knowledge_of(settings.knowledge_dir)
    understanding = await asyncio.to_thread(app.understanding_of, base, settings.cache_dir)
    with tempfile.TemporaryDirectory() as folder:
        async with Simulator(port=port) as simulator:
            tried = settings.model_copy(
                update={
                    "telegram_token": SecretStr(simulator.token),
                    "telegram_api_url": simulator.url,
                    "database_url": f"sqlite+aiosqlite:///{Path(folder) / 'demo.db'}",
                }
            )
            print(f"Open http://127.0.0.1:{port}/ in a browser. Ctrl-C ends it.", flush=True)
            await app.Bot.build(tried, base, understanding).run(stopped)
