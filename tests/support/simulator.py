"""Fixtures of the simulator: import them into a conftest.py or a test module."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from bot.simulator import Simulator
from bot.simulator.remote import RemoteSimulator


def fail_on_violations(simulator: Simulator) -> None:
    """Fail the test if the bot broke the Bot API, unless the test announced it."""
    broken = simulator.journal.violations
    if broken:
        listed = "\n".join(f"  {entry}" for entry in broken)
        pytest.fail(f"The bot broke the Bot API:\n{listed}", pytrace=False)


@pytest.fixture
async def simulator() -> AsyncIterator[Simulator]:
    """A running simulator; at the end the test fails if the bot broke the Bot API.

    A test that does so on purpose calls `simulator.journal.expect_violations()`.
    """
    async with Simulator(check_answers=True) as running:
        yield running
    fail_on_violations(running)


@asynccontextmanager
async def simulator_process() -> AsyncIterator[tuple[RemoteSimulator, str]]:
    """A simulator in a process of its own: the client side and the bot's token."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot.simulator", "--port", "0", stdout=asyncio.subprocess.PIPE
    )
    try:
        assert process.stdout
        told = json.loads(await process.stdout.readline())
        async with RemoteSimulator(told["url"]) as remote:
            yield remote, told["token"]
    finally:
        process.terminate()
        await process.wait()
