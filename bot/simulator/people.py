"""People as objects for tests: they write, press and block, and they wait for the bot."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Any

from bot.simulator.forums import Group, Topic
from bot.simulator.line import Line
from bot.simulator.places import NothingHeardError, Place, Press
from bot.simulator.sight import Button, Message
from bot.simulator.users import JSON

Wish = str | int | Callable[[Button], bool] | None


class Person(Place):
    """A person with a phone: acts in her own chat with the bot, or in groups she is in."""

    def __init__(self, line: Line, user: JSON, since: int = 0) -> None:
        super().__init__(line, user["id"], None, since)
        self.id: int = user["id"]
        self.first_name: str = user["first_name"]

    async def act(self, name: str, /, **arguments: Any) -> Any:
        given = {key: value for key, value in arguments.items() if value is not None}
        return await self._line.person_act(self.id, name, given)

    async def _writes(self, name: str, to: Group | Topic | None, **arguments: Any) -> Message:
        reply_to = arguments.pop("reply_to", None)
        number = reply_to.id if isinstance(reply_to, Message) else reply_to
        return Message(await self.act(name, **_where(to), reply_to=number, **arguments))

    async def says(self, text: str, to: Group | Topic | None = None, **more: Any) -> Message:
        """Write a text; `more`: reply_to, entities, html, anonymous."""
        return await self._writes("says", to, text=text, **more)

    async def sends(
        self,
        kind: str,
        to: Group | Topic | None = None,
        *,
        data: bytes | None = None,
        name: str = "file",
        mime: str = "application/octet-stream",
        **more: Any,
    ) -> Message:
        """Send a file of a kind, a sample without `data`; `more`: caption, details, reply_to."""
        if data is not None:
            coded = base64.b64encode(data).decode()
            more["upload"] = {"name": name, "mime": mime, "base64": coded}
        return await self._writes("sends", to, kind=kind, **more)

    async def sends_photo(self, caption: str = "", **more: Any) -> Message:
        """Send a picture."""
        return await self.sends("photo", caption=caption, **more)

    async def sends_voice(self, **more: Any) -> Message:
        """Send a voice message."""
        return await self.sends("voice", **more)

    async def sends_document(self, caption: str = "", **more: Any) -> Message:
        """Send a file."""
        return await self.sends("document", caption=caption, **more)

    async def sends_sticker(self, **more: Any) -> Message:
        """Send a sticker."""
        return await self.sends("sticker", **more)

    async def sends_video_note(self, **more: Any) -> Message:
        """Send a round video."""
        return await self.sends("video_note", **more)

    async def sends_album(
        self,
        kinds: list[str] | None = None,
        caption: str = "",
        to: Group | Topic | None = None,
    ) -> list[Message]:
        """Send several files as one album, two photos unless said otherwise."""
        wished = kinds or ["photo", "photo"]
        parts = await self.act("sends_album", kinds=wished, caption=caption, **_where(to))
        return [Message(part) for part in parts]

    async def sends_location(self, to: Group | Topic | None = None, **more: Any) -> Message:
        """Send a place; `more`: latitude, longitude, live_period."""
        return await self._writes("sends_location", to, **more)

    async def sends_contact(self, to: Group | Topic | None = None, **more: Any) -> Message:
        """Send a phone number, one's own unless `first_name` is given."""
        return await self._writes("sends_contact", to, **more)

    async def moves(self, message: Message, latitude: float, longitude: float) -> Message:
        """Move one's live location."""
        where = {"message_id": message.id, "chat_id": message.chat_id}
        return Message(await self.act("moves", latitude=latitude, longitude=longitude, **where))

    async def forwards(self, what: str | Message, to: Group | Topic | None = None) -> Message:
        """Forward a message, or a text that somebody else wrote elsewhere."""
        message = what.json if isinstance(what, Message) else _from_elsewhere(what)
        return await self._writes("forwards", to, message=message)

    async def edits(self, message: Message, text: str) -> Message:
        """Change one's own text or caption."""
        where = {"message_id": message.id, "chat_id": message.chat_id}
        return Message(await self.act("edits", text=text, **where))

    async def deletes(self, *messages: Message) -> None:
        """Delete messages for everybody; Telegram does not tell the bot."""
        numbers = [message.id for message in messages]
        await self.act("deletes", message_ids=numbers, chat_id=messages[0].chat_id)

    async def presses(self, wish: Wish = None, on: Message | None = None) -> Press:
        """Press a button of a message: by its words, its place in reading order or a predicate.

        Without `on` it is the latest message on the screen that has such a button; without a
        wish the first button.
        """
        message, button = await self._button(wish, on)
        if button.data is None:
            raise NothingHeardError(f"The button “{button.text}” opens {button.url}.")
        since = await self._line.last_event()
        where = {"message_id": message.id, "chat_id": message.chat_id}
        pressed = await self.act("presses", data=button.data, **where)
        return Press(self._line, pressed["callback_query_id"], since)

    async def _button(self, wish: Wish, on: Message | None) -> tuple[Message, Button]:
        screen = [on] if on else (await self.screen())[::-1]
        for message in screen:
            button = _chosen(message.buttons, wish)
            if button is not None:
                return message, button
        labels = [button.text for message in screen for button in message.buttons]
        raise NothingHeardError(f"There is no button {wish!r}; there are: {labels}")

    async def reacts(self, message: Message, emoji: str = "👍") -> None:
        """React to a message; an empty emoji takes the reaction away."""
        where = {"message_id": message.id, "chat_id": message.chat_id}
        await self.act("reacts", emoji=emoji, **where)

    async def blocks_bot(self) -> None:
        """Block the bot."""
        await self.act("blocks_bot")

    async def unblocks_bot(self) -> None:
        """Let the bot write again."""
        await self.act("unblocks_bot")

    async def deletes_account(self) -> None:
        """Leave Telegram for good."""
        await self.act("deletes_account")

    async def changes(self, **details: Any) -> None:
        """Change language_code, first_name, username or hides_forwards."""
        await self.act("changes", **details)

    async def adds_bot_to_group(self, title: str = "Group", **details: Any) -> Group:
        """Found a group and add the bot; `details`: forum, supergroup, rights."""
        return Group(self._line, await self.act("adds_bot_to_group", title=title, **details))

    async def commands(self) -> dict[str, str]:
        """The bot's commands as this person's menu shows them: name → description."""
        seen = await self._line.bot_as_seen_by(self.id)
        return {one["command"]: one["description"] for one in seen["commands"]}


def _where(to: Group | Topic | None) -> JSON:
    if to is None:
        return {}
    if isinstance(to, Topic):
        return {"chat_id": to.group.id, "topic_id": to.id}
    return {"chat_id": to.id}


def _chosen(buttons: list[Button], wish: Wish) -> Button | None:
    if isinstance(wish, int):
        return buttons[wish] if wish < len(buttons) else None
    if callable(wish):
        return next((button for button in buttons if wish(button)), None)
    exact = [button for button in buttons if wish is None or button.text == wish]
    partly = [button for button in buttons if isinstance(wish, str) and wish in button.text]
    return next(iter(exact + partly), None)


def _from_elsewhere(text: str) -> JSON:
    """A message of a stranger, as it looks when it is forwarded."""
    stranger = {"id": 7_000_000_001, "is_bot": False, "first_name": "Stranger"}
    return {"from": stranger, "date": 1_700_000_000, "text": text}
