"""Groups and topics as objects for tests: rights, members, what stands where."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from bot.simulator.line import Line
from bot.simulator.places import WAIT, NothingHeardError, Place
from bot.simulator.sight import Message
from bot.simulator.users import JSON

if TYPE_CHECKING:
    from bot.simulator.people import Person


class Group(Place):
    """A group; a forum has topics."""

    def __init__(self, line: Line, chat: JSON, since: int = 0) -> None:
        super().__init__(line, chat["id"], None, since)
        self.id: int = chat["id"]
        self.line = line

    async def _happens(self, name: str, /, **arguments: Any) -> Any:
        return await self._line.group_act(self.id, name, arguments)

    async def admits(
        self, *people: Person, rights: dict[str, bool] | None = None, title: str | None = None
    ) -> None:
        """People join, as administrators if `rights` are given ({}: all)."""
        for person in people:
            await self._happens("admits", user_id=person.id, rights=rights, title=title)

    async def loses(self, person: Person, kicked: bool = False) -> None:
        """Somebody leaves or is thrown out."""
        await self._happens("loses", user_id=person.id, kicked=kicked)

    async def gives_rights(self, person: Person, **details: Any) -> None:
        """Make somebody an administrator; `details`: rights, anonymous, title."""
        await self._happens("gives_rights", user_id=person.id, **details)

    async def takes_rights(self, person: Person) -> None:
        """Make an administrator an ordinary member again."""
        await self._happens("takes_rights", user_id=person.id)

    async def loses_bot(self, kicked: bool = True) -> None:
        """The bot is thrown out."""
        await self._happens("loses", user_id=await self._line.bot_id(), kicked=kicked)

    async def admits_bot(self, rights: dict[str, bool] | None = None) -> None:
        """The bot is added, as administrator if `rights` are given ({}: all)."""
        await self._happens("admits", user_id=await self._line.bot_id(), rights=rights)

    async def gives_bot_rights(self, **rights: bool) -> None:
        """Make the bot an administrator with all rights but those that are false."""
        await self._happens("gives_rights", user_id=await self._line.bot_id(), rights=rights)

    async def takes_bot_rights(self) -> None:
        """Make the bot an ordinary member."""
        await self._happens("takes_rights", user_id=await self._line.bot_id())

    async def changes_settings(self, **settings: Any) -> None:
        """Change title, protected, is_forum or permissions."""
        await self._happens("changes_settings", **settings)

    async def becomes_supergroup(self, forum: bool = False) -> Group:
        """Migrate; returns the group under its new id."""
        since = await self._line.last_event()
        return Group(self._line, await self._happens("becomes_supergroup", forum=forum), since)

    async def topics(self) -> list[Topic]:
        """All topics but General, oldest first."""
        found = await self._line.snapshot(self.id)
        return [Topic(self, topic) for topic in found["topics"]]

    async def topic(
        self, wished: Callable[[Topic], bool] | str | None = None, timeout: float = WAIT
    ) -> Topic:
        """The newest topic that fits, as soon as there is one; a text is a part of its name."""

        def fits(topic: Topic) -> bool:
            if wished is None or isinstance(wished, str):
                return (wished or "") in topic.name
            return wished(topic)

        async def look() -> Topic | None:
            return next((one for one in reversed(await self.topics()) if fits(one)), None)

        found: Topic | None = await self._until(look, timeout)
        if found is None:
            names = [topic.name for topic in await self.topics()]
            raise NothingHeardError(f"There is no such topic after {timeout:g} s, only {names}.")
        return found

    async def pinned(self) -> list[Message]:
        """The pinned messages, the latest last."""
        found = await self._line.snapshot(self.id)
        by_id = {one["message_id"]: Message(one) for one in found["messages"]}
        return [by_id[number] for number in found["pinned"]]


class Topic(Place):
    """A topic of a forum."""

    def __init__(self, group: Group, topic: JSON) -> None:
        super().__init__(group.line, group.id, topic["message_thread_id"], 0)
        self.group = group
        self.id: int = topic["message_thread_id"]
        self.name: str = topic["name"]
        self.closed: bool = topic["closed"]
        self.json = topic

    async def now(self) -> Topic | None:
        """The topic as it is now; None if it was deleted."""
        return next((one for one in await self.group.topics() if one.id == self.id), None)

    async def pinned(self) -> list[Message]:
        """What is pinned in this topic, the latest last."""
        return [one for one in await self.group.pinned() if one.topic_id == self.id]

    async def closed_by(self, person: Person) -> None:
        """Somebody closes the topic by hand."""
        await person.act("closes_topic", chat_id=self.group.id, topic_id=self.id)

    async def reopened_by(self, person: Person) -> None:
        """Somebody opens the topic again by hand."""
        await person.act("reopens_topic", chat_id=self.group.id, topic_id=self.id)

    async def renamed_by(self, person: Person, name: str) -> None:
        """Somebody renames the topic by hand."""
        await person.act("renames_topic", chat_id=self.group.id, topic_id=self.id, name=name)

    async def deleted_by(self, person: Person) -> None:
        """Somebody deletes the topic by hand; Telegram does not tell the bot."""
        await person.act("deletes_topic", chat_id=self.group.id, topic_id=self.id)
