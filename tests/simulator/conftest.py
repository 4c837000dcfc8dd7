"""What all tests of the simulator share."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
from telegram import Bot
from telegram.request import HTTPXRequest

from bot.simulator import Person, Simulator
from tests.support.simulator import simulator

__all__ = ["simulator"]


class Raw:
    """The Bot API spoken by hand: `await raw("sendMessage", chat_id=1, text="a")`."""

    def __init__(self, running: Simulator, client: httpx.AsyncClient) -> None:
        self.base = f"{running.url}/bot{running.token}"
        self.client = client

    async def __call__(self, method: str, **values: Any) -> dict[str, Any]:
        """The whole answer to a request with a JSON body."""
        response = await self.client.post(f"{self.base}/{method}", json=values)
        answer: dict[str, Any] = response.json()
        assert answer["ok"] is (response.status_code == 200)
        return answer

    async def result(self, method: str, **values: Any) -> Any:
        """The result of a request that must work."""
        answer = await self(method, **values)
        assert answer["ok"], answer
        return answer["result"]

    async def refusal(self, method: str, **values: Any) -> str:
        """Code and description of a request that must be refused."""
        answer = await self(method, **values)
        assert not answer["ok"], answer
        return f"{answer['error_code']} {answer['description']}"


@pytest.fixture
async def raw(simulator: Simulator) -> AsyncIterator[Raw]:
    async with httpx.AsyncClient(timeout=30, verify=False) as client:
        yield Raw(simulator, client)


@pytest.fixture
async def bot(simulator: Simulator) -> AsyncIterator[Bot]:
    base = f"{simulator.url}/bot"
    files = f"{simulator.url}/file/bot"
    # Reading the machine's certificates takes longer than most tests.
    requests = [HTTPXRequest(httpx_kwargs={"verify": False}) for _ in range(2)]
    bot = Bot(
        simulator.token,
        base_url=base,
        base_file_url=files,
        request=requests[0],
        get_updates_request=requests[1],
    )
    async with bot:
        yield bot


@pytest.fixture
async def newcomer(simulator: Simulator) -> Person:
    """A person who has started the bot."""
    person = simulator.person("N", language_code="ar")
    await person.says("/start")
    return person
