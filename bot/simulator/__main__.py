"""Start the simulator alone: python -m bot.simulator --port 8081"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import signal
from pathlib import Path

from bot.simulator.limits import Limits
from bot.simulator.simulator import TOKEN, Simulator


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bot.simulator", description=__doc__)
    parser.add_argument("--port", type=int, default=8081, help="on 127.0.0.1; 0 takes a free one")
    parser.add_argument("--token", default=TOKEN, help="the bot's token")
    parser.add_argument("--languages", type=Path, help="JSON: [{code, name, direction}, …]")
    parser.add_argument("--limits", action="store_true", help="Telegram's real limits on sending")
    return parser.parse_args()


async def serve(arguments: argparse.Namespace) -> None:
    """Serve until SIGINT or SIGTERM. The first line printed tells address and token."""
    languages = arguments.languages and json.loads(arguments.languages.read_text("utf-8"))
    simulator = Simulator(
        port=arguments.port,
        token=arguments.token,
        languages=languages,
        limits=Limits() if arguments.limits else None,
    )
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    async with simulator:
        print(json.dumps({"url": simulator.url, "token": simulator.token}), flush=True)
        await stopped.wait()


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(serve(_arguments()))
