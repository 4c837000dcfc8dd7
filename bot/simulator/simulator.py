"""The simulator as a whole: a world, a server, and people to act."""

from __future__ import annotations

from typing import Any, Self

from bot.simulator.answers import AnswerChecker
from bot.simulator.application import Application
from bot.simulator.clock import Clock
from bot.simulator.control import Control
from bot.simulator.endpoint import Endpoint
from bot.simulator.faults import Fault, Faults
from bot.simulator.forums import Group
from bot.simulator.journal import Journal
from bot.simulator.languages import phone_languages
from bot.simulator.limits import Limits, Meter
from bot.simulator.line import LocalLine
from bot.simulator.people import Person
from bot.simulator.server import Server, listening_socket
from bot.simulator.spec import load_spec
from bot.simulator.users import JSON, User
from bot.simulator.world import World

TOKEN = "4000000001:AAsimulated-token-for-this-machine0"
BOT = User(4_000_000_001, "ALL IN", username="allin_simulated_bot", is_bot=True)


class Simulator:
    """A Bot API server on 127.0.0.1 in the running event loop.

        async with Simulator() as simulator:
            newcomer = simulator.person("N", language_code="ar")
            await newcomer.says("/start")
            message = await newcomer.hears()

    `port` 0 takes a free one. `limits` switches Telegram's real limits on. `languages` are the
    choices of the page: objects with code, name and direction. With `check_answers` every
    answer and update is compared with the Bot API's description, and a wrong one raises.
    """

    def __init__(
        self,
        *,
        port: int = 0,
        token: str = TOKEN,
        limits: Limits | None = None,
        languages: list[JSON] | None = None,
        check_answers: bool = False,
        bot: User = BOT,
    ) -> None:
        self.token = token
        self._port = port
        self.world = World(token, bot)
        self.journal = Journal()
        self.faults = Faults()
        spec = load_spec()
        endpoint = Endpoint(self.world, spec, self.journal, self.faults)
        if limits:
            endpoint.meter = Meter(limits, self.world.clock)
        if check_answers:
            endpoint.check_answer = AnswerChecker(spec)
        self.control = Control(
            self.world, self.faults, self.journal, phone_languages(languages or [])
        )
        self._application = Application(endpoint, self.control)
        self._server: Server | None = None
        self._line = LocalLine(self.control)

    # -- running -----------------------------------------------------------------------------

    async def start(self) -> None:
        """Begin to serve; OSError if the port is taken."""
        listener = listening_socket(self._port)
        self._port = listener.getsockname()[1]
        self._server = Server(self._application)
        self._application.server = self._server
        await self._server.begin(listener)

    async def stop(self) -> None:
        """End all polls, let go what is held, and close the server."""
        self.faults.clear()
        self.world.bell.close()
        if self._server:
            await self._server.end()
            self._server = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    @property
    def url(self) -> str:
        """Where it serves, without a slash at the end."""
        return f"http://127.0.0.1:{self._port}"

    @property
    def clock(self) -> Clock:
        """The simulator's time; `advance` lets hours pass at once."""
        return self.world.clock

    # -- people ------------------------------------------------------------------------------

    def person(self, first_name: str = "Person", **details: Any) -> Person:
        """A new person; `details` are fields of `User` such as language_code."""
        user = self.world.add_person(first_name, **details)
        return Person(self._line, user.json, since=self.world.events.last)

    def group(
        self,
        title: str = "Group",
        *,
        owner: Person | None = None,
        forum: bool = False,
        supergroup: bool = False,
        rights: dict[str, bool] | None = None,
        with_bot: bool = True,
    ) -> Group:
        """A new group with the bot in it, as administrator if `rights` are given ({}: all)."""
        founder = owner or self.person("Owner")
        chat = self.control.found_group(title, founder.id, forum, supergroup)
        if with_bot:
            member = {"user_id": self.world.bot.id, "rights": rights}
            self.control.group_act(chat["id"], "admits", member)
        return Group(self._line, chat)

    def forum(self, title: str = "Desk", **details: Any) -> Group:
        """A new forum in which the bot is an administrator."""
        return self.group(title, forum=True, **{"rights": {}, **details})

    # -- faults and waiting ------------------------------------------------------------------

    def fault(self, method: str = "*", **what: Any) -> Fault:
        """Let something go wrong; the fields are those of `Fault`."""
        return self.faults.add(method=method, **what)

    async def bot_polls(self, timeout: float = 10.0) -> None:
        """Wait until the bot asks for updates; TimeoutError if it does not."""
        updates = self.world.updates
        if not await self.world.bell.until(lambda: updates.polls > 0, timeout):
            raise TimeoutError(f"The bot did not call getUpdates within {timeout:g} s.")

    async def all_fetched(self, timeout: float = 10.0) -> None:
        """Wait until the bot has confirmed every update; TimeoutError if it does not."""
        updates = self.world.updates
        if not await self.world.bell.until(lambda: not updates.pending, timeout):
            raise TimeoutError(f"{len(updates.pending)} updates wait after {timeout:g} s.")
