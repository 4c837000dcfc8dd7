"""How the bot presents itself: names, descriptions, commands and menu, by language."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from bot.simulator.chats import Chat
from bot.simulator.errors import broken
from bot.simulator.users import JSON, User

_LANGUAGE = re.compile(r"[a-z]{2}")
DEFAULT_SCOPE: JSON = {"type": "default"}

ScopeKey = tuple[Any, ...]


def checked_language(code: str | None) -> str:
    """A two-letter language code, "" for all languages; raises the refusal of any other."""
    if code and not _LANGUAGE.fullmatch(code):
        raise broken("invalid language code specified")
    return code or ""


def scope_key(scope: JSON | None) -> ScopeKey:
    """A scope of commands as something that can be looked up."""
    scope = scope or DEFAULT_SCOPE
    return tuple(scope[key] for key in ("type", "chat_id", "user_id") if key in scope)


@dataclass(slots=True)
class Profile:
    """What setMyName, setMyDescription, setMyCommands and setChatMenuButton have set."""

    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    commands: dict[tuple[ScopeKey, str], list[JSON]] = field(default_factory=dict)
    menu_buttons: dict[int, JSON] = field(default_factory=dict)
    default_rights: dict[bool, JSON] = field(default_factory=dict)

    def commands_for(self, user: User, chat: Chat) -> list[JSON]:
        """The commands somebody sees in a chat: the narrowest scope, her language first."""
        language = (user.language_code or "")[:2]
        for key in _scopes(user, chat):
            for code in dict.fromkeys((language, "")):
                found = self.commands.get((key, code))
                if found:
                    return found
        return []

    def shown(self, texts: dict[str, str], user: User) -> str:
        """A name or description in somebody's language, else the one for all languages."""
        language = (user.language_code or "")[:2]
        return texts.get(language) or texts.get("", "")


def _scopes(user: User, chat: Chat) -> list[ScopeKey]:
    if chat.is_private:
        return [("chat", chat.id), ("all_private_chats",), ("default",)]
    admin: list[ScopeKey] = []
    if chat.member(user).is_admin:
        admin = [("chat_administrators", chat.id)]
    return [
        ("chat_member", chat.id, user.id),
        *admin,
        ("chat", chat.id),
        *([("all_chat_administrators",)] if admin else []),
        ("all_group_chats",),
        ("default",),
    ]
