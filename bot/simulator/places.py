"""Places where people look and listen: a chat or a topic."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from bot.simulator.line import Line
from bot.simulator.messages import is_service, thread_of
from bot.simulator.sight import Message
from bot.simulator.users import JSON

WAIT = 20.0


class NothingHeardError(AssertionError):
    """What was waited for did not come; the text tells what was seen instead."""


class Listener:
    """Somebody or something that hears the bot's messages in one chat or topic, one by one."""

    def __init__(self, line: Line, chat_id: int, topic_id: int | None, since: int) -> None:
        self._line = line
        self._chat_id = chat_id
        self._topic_id = topic_id
        self._heard = since

    async def next(self, kind: str, timeout: float) -> Message | None:
        """The bot's next message ("message") or change ("edit") that was not heard yet."""
        deadline = time.monotonic() + timeout
        bot_id = await self._line.bot_id()
        seen = self._heard
        while True:
            for event in await self._line.events(seen, max(0.0, deadline - time.monotonic())):
                seen = event["seq"]
                if event["kind"] == kind and self._mine(event, bot_id):
                    self._heard = seen
                    return Message(event["message"])
            if time.monotonic() >= deadline:
                return None

    def _mine(self, event: JSON, bot_id: int) -> bool:
        if event["chat_id"] != self._chat_id or event["message"]["from"]["id"] != bot_id:
            return False
        if is_service(event["message"]):
            return False
        return self._topic_id is None or thread_of(event["message"]) == self._topic_id


class Place:
    """A chat or topic that can be looked at; what a person, a group and a topic share."""

    def __init__(self, line: Line, chat_id: int, topic_id: int | None, since: int) -> None:
        self._line = line
        self._chat_id = chat_id
        self._topic_id = topic_id
        self._messages = Listener(line, chat_id, topic_id, since)
        self._edits = Listener(line, chat_id, topic_id, since)

    async def screen(self) -> list[Message]:
        """The messages that stand in this place now, oldest first."""
        found = await self._line.snapshot(self._chat_id)
        messages = [Message(one) for one in found["messages"]]
        if self._topic_id is None:
            return messages
        return [one for one in messages if one.topic_id == self._topic_id]

    async def hears(self, timeout: float = WAIT) -> Message:
        """The bot's next message here that was not heard yet; NothingHeardError if none comes."""
        message = await self._messages.next("message", timeout)
        if message is None:
            raise await self._silence("The bot said nothing", timeout)
        return message

    async def hears_edit(self, timeout: float = WAIT) -> Message:
        """The next message of the bot here that was changed; NothingHeardError if none is."""
        message = await self._edits.next("edit", timeout)
        if message is None:
            raise await self._silence("The bot changed nothing", timeout)
        return message

    async def hears_nothing(self, within: float = 0.2) -> None:
        """Raises NothingHeardError if the bot does say something in this time."""
        message = await self._messages.next("message", within)
        if message is not None:
            raise NothingHeardError(f"The bot should be silent, but said: {message}")

    async def sees(self, wished: Callable[[Message], bool] | str, timeout: float = WAIT) -> Message:
        """A message that stands here and fits: a predicate, or a part of its text."""
        fits = (lambda one: wished in one.text) if isinstance(wished, str) else wished

        async def look() -> Message | None:
            return next((one for one in reversed(await self.screen()) if fits(one)), None)

        found: Message | None = await self._until(look, timeout)
        if found is None:
            raise await self._silence("No such message is to be seen", timeout)
        return found

    async def screen_is(
        self, wished: Callable[[list[Message]], bool], timeout: float = WAIT
    ) -> list[Message]:
        """The whole screen, as soon as it fits; NothingHeardError if it never does."""

        async def look() -> list[Message] | None:
            screen = await self.screen()
            return screen if wished(screen) else None

        found: list[Message] | None = await self._until(look, timeout)
        if found is None:
            raise await self._silence("The screen does not become as wished", timeout)
        return found

    async def _until(self, look: Callable[[], Awaitable[Any]], timeout: float) -> Any:
        deadline = time.monotonic() + timeout
        while True:
            seq = await self._line.last_event()
            found = await look()
            left = deadline - time.monotonic()
            if found is not None or left <= 0:
                return found
            await self._line.events(seq, left)

    async def _silence(self, what: str, timeout: float) -> NothingHeardError:
        seen = "\n".join(f"  {message}" for message in (await self.screen())[-6:])
        return NothingHeardError(f"{what} within {timeout:g} s. To be seen:\n{seen or '  nothing'}")


@dataclass(frozen=True)
class Press:
    """A press on a button; the bot should answer it."""

    line: Line
    callback_query_id: str
    since: int

    async def answer(self, timeout: float = WAIT) -> JSON:
        """The bot's answer: an object that may have text, show_alert and url."""
        deadline = time.monotonic() + timeout
        seen = self.since
        while True:
            for event in await self.line.events(seen, max(0.0, deadline - time.monotonic())):
                seen = event["seq"]
                if event.get("callback_query_id") == self.callback_query_id:
                    answer: JSON = event["answer"]
                    return answer
            if time.monotonic() >= deadline:
                raise NothingHeardError(f"The bot did not answer the press in {timeout:g} s.")
