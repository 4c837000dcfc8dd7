"""The same powers over a simulator that runs in another process."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Self

import httpx

from bot.simulator.actions import CannotDoError
from bot.simulator.forums import Group
from bot.simulator.people import Person
from bot.simulator.users import JSON


class RemoteLine:
    """A line to a simulator over HTTP."""

    def __init__(self, client: httpx.AsyncClient) -> None:
        self._client = client
        self._bot_id: int | None = None

    async def get(self, path: str, **query: str | float) -> Any:
        """Ask; raises CannotDoError with the simulator's sentence."""
        wait = float(query.get("timeout", 0)) + 10
        return _result(await self._client.get(path, params=query, timeout=wait))

    async def post(self, path: str, arguments: JSON) -> Any:
        """Do; raises CannotDoError with the simulator's sentence."""
        return _result(await self._client.post(path, json=arguments))

    async def bot_id(self) -> int:
        """The bot's id."""
        if self._bot_id is None:
            self._bot_id = int((await self.get("/sim/state"))["bot"]["id"])
        return self._bot_id

    async def person_act(self, person_id: int, name: str, arguments: JSON) -> Any:
        """Let a person do something."""
        return await self.post(f"/sim/people/{person_id}/{name}", arguments)

    async def group_act(self, chat_id: int, name: str, arguments: JSON) -> Any:
        """Let something happen to a group."""
        return await self.post(f"/sim/groups/{chat_id}/{name}", arguments)

    async def snapshot(self, chat_id: int) -> JSON:
        """A chat as its members see it now."""
        found: JSON = await self.get(f"/sim/chats/{chat_id}")
        return found

    async def bot_as_seen_by(self, person_id: int) -> JSON:
        """The bot's name, texts and commands in a person's language."""
        found: JSON = await self.get(f"/sim/people/{person_id}/bot")
        return found

    async def events(self, after: int, timeout: float) -> list[JSON]:
        """What happened after an event, waiting for the first."""
        found: list[JSON] = await self.get("/sim/events", after=after, timeout=timeout)
        return found

    async def last_event(self) -> int:
        """The number of the latest event."""
        return int((await self.get("/sim/state"))["seq"])


def _result(response: httpx.Response) -> Any:
    found = response.json()
    if response.status_code != 200:
        raise CannotDoError(found["error"])
    return found


@dataclass(frozen=True)
class RemoteFault:
    """A fault that was set in another process."""

    line: RemoteLine
    id: int

    async def hits(self) -> int:
        """How often it has struck."""
        return int((await self.line.get(f"/sim/faults/{self.id}"))["hits"])

    async def release(self) -> None:
        """Let go what it holds."""
        await self.line.post(f"/sim/faults/{self.id}/release", {})


class RemoteSimulator:
    """A simulator at `url`, started for instance by `python -m bot.simulator`.

    async with RemoteSimulator("http://127.0.0.1:8081") as simulator:
        newcomer = await simulator.person("N", language_code="ar")
    """

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")
        self._client = httpx.AsyncClient(base_url=self.url)
        self._line = RemoteLine(self._client)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._client.aclose()

    async def person(self, first_name: str = "Person", **details: Any) -> Person:
        """A new person; `details` are fields of `User` such as language_code."""
        user = await self._line.post("/sim/people", {"first_name": first_name, **details})
        return Person(self._line, user)

    async def group(
        self,
        title: str = "Group",
        *,
        forum: bool = False,
        rights: dict[str, bool] | None = None,
    ) -> Group:
        """A new group with the bot in it, as administrator if `rights` are given ({}: all)."""
        owner = await self.person("Owner")
        founded = {"title": title, "owner_id": owner.id, "forum": forum, "supergroup": False}
        group = Group(self._line, await self._line.post("/sim/groups", founded))
        await group.admits_bot(rights)
        return group

    async def forum(self, title: str = "Desk") -> Group:
        """A new forum in which the bot is an administrator."""
        return await self.group(title, forum=True, rights={})

    async def fault(self, method: str = "*", **what: Any) -> RemoteFault:
        """Let something go wrong; the fields are those of `Fault`."""
        made = await self._line.post("/sim/faults", {"method": method, **what})
        return RemoteFault(self._line, made["id"])

    async def clear_faults(self) -> None:
        """Take all faults away."""
        await self._line.post("/sim/faults/clear", {})

    async def advance(self, seconds: float) -> None:
        """Let time pass."""
        await self._line.post("/sim/clock", {"seconds": seconds})

    async def violations(self) -> list[str]:
        """Requests that broke the Bot API."""
        found = await self._line.get("/sim/journal")
        return [f"{one['method']}: {one['violations']}" for one in found["violations"]]

    async def calls(self, method: str) -> list[JSON]:
        """The bot's requests of one method, oldest first."""
        found: list[JSON] = (await self._line.get("/sim/journal", method=method))["calls"]
        return found
