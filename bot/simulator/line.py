"""How people act and look on: directly in this process, or over HTTP in another one."""

from __future__ import annotations

from typing import Any, Protocol

from bot.simulator.control import Control
from bot.simulator.users import JSON


class Line(Protocol):
    """The connection of a person or group to a simulator."""

    async def bot_id(self) -> int:
        """The bot's id."""

    async def person_act(self, person_id: int, name: str, arguments: JSON) -> Any:
        """Let a person do something."""

    async def group_act(self, chat_id: int, name: str, arguments: JSON) -> Any:
        """Let something happen to a group."""

    async def snapshot(self, chat_id: int) -> JSON:
        """A chat as its members see it now."""

    async def bot_as_seen_by(self, person_id: int) -> JSON:
        """The bot's name, texts and commands in a person's language."""

    async def events(self, after: int, timeout: float) -> list[JSON]:
        """What happened after an event, waiting for the first."""

    async def last_event(self) -> int:
        """The number of the latest event."""


class LocalLine:
    """A line to a simulator in the same event loop."""

    def __init__(self, control: Control) -> None:
        self._control = control

    async def bot_id(self) -> int:
        """The bot's id."""
        return self._control.world.bot.id

    async def person_act(self, person_id: int, name: str, arguments: JSON) -> Any:
        """Let a person do something."""
        return self._control.person_act(person_id, name, arguments)

    async def group_act(self, chat_id: int, name: str, arguments: JSON) -> Any:
        """Let something happen to a group."""
        return self._control.group_act(chat_id, name, arguments)

    async def snapshot(self, chat_id: int) -> JSON:
        """A chat as its members see it now."""
        return self._control.snapshot(chat_id)

    async def bot_as_seen_by(self, person_id: int) -> JSON:
        """The bot's name, texts and commands in a person's language."""
        return self._control.bot_as_seen_by(person_id)

    async def events(self, after: int, timeout: float) -> list[JSON]:
        """What happened after an event, waiting for the first."""
        return await self._control.world.events.wait(after, timeout)

    async def last_event(self) -> int:
        """The number of the latest event."""
        return self._control.world.events.last
