"""The bot as a program with a quick pace and without training, to be killed often.

It takes the same settings as `allin-bot run`; only the engine knows nothing.
"""

import asyncio
import signal

from bot import app, logs
from bot.settings import load
from tests.support.desk import ALWAYS, BRISK, knowledge, knows_nothing


async def main() -> None:
    """Runs until SIGTERM."""
    stopped = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopped.set)
    bot = app.Bot.build(load(), knowledge(ALWAYS), knows_nothing(), pace=BRISK)
    await bot.run(stopped)


if __name__ == "__main__":
    logs.configure()
    asyncio.run(main())
