"""The queue of updates for the bot: getUpdates with all its rules."""

from __future__ import annotations

import itertools
from typing import Any

from bot.simulator.bell import Bell
from bot.simulator.errors import conflict
from bot.simulator.users import JSON

FIRST_UPDATE_ID = 731_000_001
MAX_TIMEOUT = 50.0
# Only sent when the bot asks for them by name.
_ON_REQUEST = {"chat_member", "message_reaction", "message_reaction_count"}


class Updates:
    """What has happened and was not yet confirmed by the bot."""

    def __init__(self, bell: Bell) -> None:
        self._bell = bell
        self._pending: dict[int, JSON] = {}
        self._next_id = itertools.count(FIRST_UPDATE_ID)
        self._poller = 0
        self.polls = 0
        self.allowed: list[str] | None = None
        self.webhook: JSON | None = None

    def add(self, kind: str, payload: JSON) -> None:
        """Queue an update, if the bot wants this kind."""
        if not self.wanted(kind):
            return
        update_id = next(self._next_id)
        self._pending[update_id] = {"update_id": update_id, kind: payload}
        self._bell.ring()

    def wanted(self, kind: str) -> bool:
        """Whether `allowed_updates` lets this kind through."""
        if not self.allowed:
            return kind not in _ON_REQUEST
        return kind in self.allowed

    @property
    def pending(self) -> list[JSON]:
        """Updates that are not confirmed, oldest first."""
        return list(self._pending.values())

    def confirm(self, offset: int) -> None:
        """Forget what lies before `offset`; a negative one counts from the end."""
        if offset < 0:
            keep = list(self._pending)[offset:]
            offset = keep[0] if keep else 0
        for update_id in [known for known in self._pending if known < offset]:
            del self._pending[update_id]
        self._bell.ring()

    def drop(self) -> None:
        """Forget everything."""
        self._pending.clear()

    async def poll(self, offset: int, limit: int, timeout: float) -> list[JSON]:
        """Wait for updates; a later poll ends this one with 409."""
        self._refuse_with_webhook()
        self._poller += 1
        self.polls += 1
        mine = self._poller
        self._bell.ring()
        if offset:
            self.confirm(offset)
        await self._bell.until(
            lambda: bool(self._pending) or self._poller != mine,
            min(timeout, MAX_TIMEOUT),
        )
        self._refuse_with_webhook()
        if self._poller != mine:
            raise conflict(
                "terminated by other getUpdates request; "
                "make sure that only one bot instance is running"
            )
        return list(itertools.islice(self._pending.values(), limit))

    def _refuse_with_webhook(self) -> None:
        if self.webhook:
            raise conflict(
                "can't use getUpdates method while webhook is active; "
                "use deleteWebhook to delete the webhook first"
            )

    def webhook_info(self) -> dict[str, Any]:
        """The WebhookInfo object of the Bot API."""
        found: dict[str, Any] = {
            "url": "",
            "has_custom_certificate": False,
            "pending_update_count": len(self._pending),
        }
        if self.allowed:
            found["allowed_updates"] = self.allowed
        return found | (self.webhook or {})
