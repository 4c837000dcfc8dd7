"""Telegram's real limits on sending, for those who want them: 429 with retry_after."""

from __future__ import annotations

import math
from collections import defaultdict, deque
from dataclasses import dataclass

from bot.simulator.chats import Chat
from bot.simulator.clock import Clock
from bot.simulator.errors import flood

_COUNTED = ("send", "copy", "forward", "edit", "createForumTopic")
_FREE = ("sendChatAction",)


@dataclass(frozen=True, slots=True)
class Rate:
    """So many requests in so many seconds."""

    most: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Limits:
    """What the bot may send: to everybody, to one person, to one group.

    The figures of Telegram's own FAQ; a person may get a short burst.
    """

    overall: Rate = Rate(30, 1.0)
    person: Rate = Rate(3, 3.0)
    group: Rate = Rate(20, 60.0)


class Meter:
    """Counts what was sent and refuses what is too much; edits and new topics count too."""

    def __init__(self, limits: Limits, clock: Clock) -> None:
        self._limits = limits
        self._clock = clock
        self._sent: defaultdict[int, deque[float]] = defaultdict(deque)

    def take(self, method: str, chat: Chat | None) -> None:
        """Count a request; raises 429 with the seconds to wait if it is too much."""
        if chat is None or method in _FREE or not method.startswith(_COUNTED):
            return
        rate = self._limits.person if chat.is_private else self._limits.group
        now = self._clock.now()
        lanes = ((0, self._limits.overall), (chat.id, rate))
        wait = max(self._wait(lane, one, now) for lane, one in lanes)
        if wait > 0:
            raise flood(math.ceil(wait))
        for lane, _ in lanes:
            self._sent[lane].append(now)

    def _wait(self, lane: int, rate: Rate, now: float) -> float:
        sent = self._sent[lane]
        while sent and sent[0] <= now - rate.seconds:
            sent.popleft()
        return sent[0] + rate.seconds - now if len(sent) >= rate.most else 0.0
