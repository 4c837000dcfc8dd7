"""A simulator made ready for trying out: a person, a desk and two volunteers."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.simulator.simulator import Simulator
from bot.simulator.users import JSON


@dataclass(frozen=True)
class Demo:
    """A running simulator and what the bot must be told to work against it."""

    simulator: Simulator
    desk_chat_id: int
    volunteer_ids: tuple[int, ...]

    @property
    def url(self) -> str:
        """The address of the page and of the Bot API."""
        return self.simulator.url

    @property
    def token(self) -> str:
        """The bot's token."""
        return self.simulator.token


@asynccontextmanager
async def run_demo(
    port: int = 0, languages: list[JSON] | None = None, volunteers: tuple[str, ...] = ("A", "B")
) -> AsyncIterator[Demo]:
    """Serve Bot API and page on 127.0.0.1 as long as the context is open.

    `languages` are the choices of the page: objects with code, name and direction.
    """
    async with Simulator(port=port, languages=languages) as simulator:
        names = [f"Volunteer {name}" for name in volunteers]
        people = [simulator.person(name, language_code="de") for name in names]
        desk = simulator.forum("Desk", owner=people[0])
        await desk.admits(*people[1:], rights={})
        yield Demo(simulator, desk.id, tuple(person.id for person in people))
