"""The bot as a program with a pace of the test's choice and without training.

It takes the same settings as `allin-bot run`; only the engine knows nothing.
"""

import asyncio
import os
import signal

from bot import app, logs
from bot.pace import Pace
from bot.settings import load
from tests.support.desk import ALWAYS, BRISK, knowledge, knows_nothing

PACES = {"brisk": BRISK, "none": Pace(0.0, 0.0, 0.0, 0.0), "real": Pace()}


async def main() -> None:
    """Runs until SIGTERM."""
    pace = PACES[os.environ.get("TEST_PACE", "brisk")]
    stopped = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopped.set)
    bot = app.Bot.build(load(), knowledge(ALWAYS), knows_nothing(), pace=pace)
    await bot.run(stopped)


if __name__ == "__main__":
    logs.configure()
    asyncio.run(main())
