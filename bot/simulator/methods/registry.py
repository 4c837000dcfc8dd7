"""Where handlers of methods are found, and what they are given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.simulator.chats import Chat, Member
from bot.simulator.errors import bad, forbidden, migrated
from bot.simulator.world import World


@dataclass(frozen=True, slots=True)
class Call:
    """One valid request: the method and its values, read by type."""

    world: World
    method: str
    values: dict[str, Any]

    def get(self, name: str, default: Any = None) -> Any:
        """The value of a parameter, or `default` if it was not given."""
        return self.values.get(name, default)

    def given(self, *names: str) -> dict[str, Any]:
        """Those of the named parameters that were given."""
        return {name: self.values[name] for name in names if name in self.values}

    def chat(self, name: str = "chat_id") -> Chat:
        """The chat a parameter names; the bot must have access to it."""
        chat = self.world.chat(self.values.get(name))
        if chat.migrated_to is not None:
            raise migrated(chat.migrated_to)
        if not chat.is_private:
            _refuse_outsider(chat, self.me(chat))
        return chat

    def me(self, chat: Chat) -> Member:
        """The bot's own place in a chat."""
        return chat.member(self.world.bot)

    def need(self, chat: Chat, right: str, refusal: str) -> None:
        """Refuse unless the bot is an administrator with a right."""
        if not chat.is_private and not self.me(chat).may(right):
            raise bad(refusal)


def _refuse_outsider(chat: Chat, me: Member) -> None:
    if me.status == "kicked":
        raise forbidden(f"bot was kicked from the {chat.kind}")
    if not me.present:
        raise forbidden(f"bot is not a member of the {chat.kind}")


Handler = Callable[[Call], Any]
HANDLERS: dict[str, Handler] = {}


def handles(*names: str) -> Callable[[Handler], Handler]:
    """Register a function, plain or async, for methods of the Bot API."""

    def register(handler: Handler) -> Handler:
        HANDLERS.update(dict.fromkeys(names, handler))
        return handler

    return register
