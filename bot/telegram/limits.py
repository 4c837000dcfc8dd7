"""Telegram's limits as lanes: when may the next call to this chat go out?"""

from __future__ import annotations

from collections import deque

from bot.messages import DESK

# Telegram allows about 30 calls a second in all, one a second to a chat with short bursts,
# and twenty a minute to a group. A little less each, since their clock is not ours.
OVERALL_PER_SECOND = 29
CHAT_SECONDS = 1.0
CHAT_BURST = 3
GROUP_PER_MINUTE = 18
# These two are kept for what is urgent.
URGENT_PER_MINUTE = 20
# Of these, so that words never wait for ornaments, and no storm of topics looks like abuse.
COSMETIC_PER_MINUTE = 12
TOPICS_PER_MINUTE = 6


class Limits:
    """When each lane is free, and the pauses that Telegram asked for. Times in seconds."""

    def __init__(self, *, enabled: bool = True) -> None:
        self.enabled = enabled
        self._all: deque[float] = deque()
        self._chats: dict[int, float] = {}
        self._groups: dict[int, deque[float]] = {}
        self._cosmetic: deque[float] = deque()
        self._topics: deque[float] = deque()
        self._paused: dict[int, float] = {}

    def allowed_at(self, lane: int, now: float, *, urgent: bool = False) -> float:
        """The earliest time for the next call to this chat; `now` or before means at once.

        urgent: tried at once, whatever others were told; in a group up to Telegram's own limit.
        """
        pause = max(self._paused.get(lane, 0.0), self._pause_of_all(now))
        at = 0.0 if urgent else pause
        if not self.enabled:
            return at
        at = max(at, _window(self._all, OVERALL_PER_SECOND, 1.0))
        if lane <= DESK:
            most = URGENT_PER_MINUTE if urgent else GROUP_PER_MINUTE
            return max(at, _window(self._groups.get(lane, deque()), most, 60.0))
        if urgent:
            return at
        return max(at, self._chats.get(lane, 0.0) - (CHAT_BURST - 1) * CHAT_SECONDS)

    def extra_at(self, *, cosmetic: bool, topic: bool) -> float:
        """The earliest time for an ornament or a new topic, besides the group's own limit."""
        if not self.enabled:
            return 0.0
        if cosmetic:
            return _window(self._cosmetic, COSMETIC_PER_MINUTE, 60.0)
        return _window(self._topics, TOPICS_PER_MINUTE, 60.0) if topic else 0.0

    def note_extra(self, at: float, *, cosmetic: bool, topic: bool) -> None:
        """An ornament or a new topic went out."""
        if cosmetic:
            _push(self._cosmetic, at, 60.0)
        if topic:
            _push(self._topics, at, 60.0)

    def note(self, lane: int, at: float) -> None:
        """A call went out at this time."""
        _push(self._all, at, 1.0)
        if lane <= DESK:
            _push(self._groups.setdefault(lane, deque()), at, 60.0)
        else:
            # The time at which the whole burst is free again.
            self._chats[lane] = max(self._chats.get(lane, 0.0), at) + CHAT_SECONDS
            if len(self._chats) > 2000:
                self._chats = {chat: free for chat, free in self._chats.items() if free > at}

    def pause(self, lane: int, until: float) -> None:
        """Telegram wants this chat to wait; the others go on."""
        self._paused[lane] = until

    def _pause_of_all(self, now: float) -> float:
        """Two chats told to wait at once: the whole bot is meant."""
        self._paused = {lane: until for lane, until in self._paused.items() if until > now}
        return max(self._paused.values()) if len(self._paused) > 1 else 0.0


def _push(sent: deque[float], at: float, seconds: float) -> None:
    sent.append(at)
    while sent[0] <= at - seconds:
        sent.popleft()


def _window(sent: deque[float], count: int, seconds: float) -> float:
    return sent[-count] + seconds if len(sent) >= count else 0.0
