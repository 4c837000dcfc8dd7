"""People and bots: what Telegram knows of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

JSON = dict[str, Any]


@dataclass(slots=True)
class User:
    """A person or a bot. `language_code` is the language of the phone."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    is_bot: bool = False
    is_premium: bool = False
    hides_forwards: bool = False
    deactivated: bool = False

    @property
    def json(self) -> JSON:
        """The User object of the Bot API."""
        found: JSON = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        for key in ("last_name", "username", "language_code"):
            value = getattr(self, key)
            if value:
                found[key] = value
        if self.is_premium:
            found["is_premium"] = True
        return found

    @property
    def full_name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name or ''}".strip()


# Telegram's own account behind which administrators of a group can write anonymously.
GROUP_ANONYMOUS_BOT = User(1087968824, "Group", username="GroupAnonymousBot", is_bot=True)
