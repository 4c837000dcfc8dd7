"""Receiving: an update is on the disk before Telegram is told that it arrived."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from telegram import Update
from telegram.error import Conflict, NetworkError, TelegramError
from telegram.ext import ExtBot, Updater

from bot.storage.inbox import Arrival

log = logging.getLogger(__name__)

ALLOWED_UPDATES = (
    "message",
    "edited_message",
    "callback_query",
    "my_chat_member",
    "chat_member",
)
LONG_POLL_SECONDS = 30

Store = Callable[[Sequence[Arrival]], Awaitable[None]]


class DurableBot(ExtBot[None]):
    """A bot whose `get_updates` stores what it fetched before it returns.

    The updater moves the offset, and thereby acknowledges, only with its next call; what
    could not be stored raises, so that the same updates are fetched again.
    """

    __slots__ = ("_store",)

    def __init__(self, *, store: Store, **arguments: Any) -> None:
        super().__init__(**arguments)
        self._store = store

    async def get_updates(self, *arguments: Any, **named: Any) -> tuple[Update, ...]:
        """The updates, every one of them committed to the inbox."""
        updates = await super().get_updates(*arguments, **named)
        if updates:
            await self._keep([arrival(update) for update in updates])
        return updates

    async def _keep(self, arrivals: Sequence[Arrival]) -> None:
        try:
            await self._store(arrivals)
        except Exception as error:
            # A foreign exception would end polling; this one is tried again with pauses.
            log.error("Updates could not be stored (%s); they are fetched again.", type(error))
            raise NetworkError("the inbox could not be written") from None


def arrival(update: Update) -> Arrival:
    """An update as a row of the inbox; its lane is the chat whose order it keeps."""
    return Arrival(update.update_id, lane_of(update), json.dumps(update.to_dict()))


def lane_of(update: Update) -> int | None:
    """The chat of an update; a person's own chat where there is no other."""
    if update.effective_chat is not None:
        return update.effective_chat.id
    return update.effective_user.id if update.effective_user else None


class _Nowhere(asyncio.Queue[object]):
    """The updater's queue: updates are in the inbox already."""

    async def put(self, item: object) -> None:
        """Nothing to do."""


class Poller:
    """Long polling until it is stopped; an unreachable Telegram is tried again and again."""

    def __init__(self, bot: DurableBot) -> None:
        self._bot = bot
        self._updater = Updater(bot, _Nowhere())
        self._failing = False

    async def start(self) -> None:
        """Begins to poll; never throws away what waits at Telegram."""
        await self._updater.initialize()
        await self._updater.start_polling(
            timeout=LONG_POLL_SECONDS,
            allowed_updates=list(ALLOWED_UPDATES),
            drop_pending_updates=False,
            bootstrap_retries=-1,
            error_callback=self._say,
        )

    async def stop(self, patience: float = 4.0) -> None:
        """Ends polling; a Telegram that does not answer is not waited for."""
        if self._updater.running:
            try:
                await asyncio.wait_for(self._updater.stop(), patience)
            except (TimeoutError, TelegramError):
                log.info("Telegram did not answer the last call; updates come again later.")

    def _say(self, error: TelegramError) -> None:
        if isinstance(error, Conflict):
            log.error(
                "Another program receives this bot's messages. Stop it: two cannot share a token."
            )
        else:
            log.warning(
                "Telegram is not reachable (%s). Trying again with growing pauses.",
                type(error).__name__,
            )
