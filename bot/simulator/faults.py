"""Faults on demand: refusals, delays, cut connections and requests that are held back."""

from __future__ import annotations

import asyncio
import itertools
from dataclasses import dataclass, field
from typing import Any, Literal

from bot.simulator.bell import Bell
from bot.simulator.errors import ApiError

Cut = Literal["before", "after"]
_TEXTS = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    429: "Too Many Requests",
    500: "Internal Server Error",
    502: "Bad Gateway",
    504: "Gateway Timeout",
}


@dataclass(slots=True)
class Fault:
    """What goes wrong with the next `times` calls of a method ("*": of any but getUpdates).

    `code` answers with an error and applies nothing; `cut` drops the connection before or
    after the request is applied; `delay` waits that many seconds; `hold` waits for `release`.
    """

    id: int
    method: str = "*"
    chat_id: int | None = None
    code: int | None = None
    description: str | None = None
    retry_after: int | None = None
    migrate_to: int | None = None
    delay: float = 0.0
    cut: Cut | None = None
    hold: bool = False
    times: int | None = 1
    hits: int = 0
    _released: asyncio.Event = field(default_factory=asyncio.Event)
    _bell: Bell = field(default_factory=Bell)

    def fits(self, method: str, chat_id: Any) -> bool:
        """Whether this fault strikes a request."""
        if self.times is not None and self.hits >= self.times:
            return False
        named = self.method == method or (self.method == "*" and method != "getUpdates")
        return named and self.chat_id in (None, chat_id)

    def error(self) -> ApiError | None:
        """The refusal this fault answers with, if it does."""
        if self.code is None:
            return None
        parameters: dict[str, Any] = {}
        if self.retry_after is not None:
            parameters["retry_after"] = self.retry_after
        if self.migrate_to is not None:
            parameters["migrate_to_chat_id"] = self.migrate_to
        text = self.description or _TEXTS.get(self.code, "Error")
        if self.retry_after is not None and self.description is None:
            text = f"{text}: retry after {self.retry_after}"
        return ApiError(self.code, text, parameters or None)

    async def strike(self) -> None:
        """Count, wait as long as wished, and refuse if this fault refuses."""
        self.hits += 1
        self._bell.ring()
        if self.delay:
            await asyncio.sleep(self.delay)
        if self.hold:
            await self._released.wait()
        error = self.error()
        if error:
            raise error

    async def struck(self, times: int = 1, timeout: float = 5.0) -> None:
        """Wait until the fault has struck `times` times; TimeoutError if it does not."""
        if not await self._bell.until(lambda: self.hits >= times, timeout):
            raise TimeoutError(f"No {times} calls of {self.method} came within {timeout:g} s.")

    def release(self) -> None:
        """Let go what is held, now and later."""
        self._released.set()


class Faults:
    """The faults that are set; the oldest that fits strikes."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []
        self._ids = itertools.count(1)

    def add(self, **what: Any) -> Fault:
        """Set a fault; the fields are those of `Fault`."""
        fault = Fault(next(self._ids), **what)
        self._faults.append(fault)
        return fault

    def get(self, number: int) -> Fault:
        """A fault by its number; KeyError with a sentence if there is none."""
        for fault in self._faults:
            if fault.id == number:
                return fault
        raise KeyError(f"There is no fault {number}.")

    def clear(self) -> None:
        """Take all faults away and let go what they hold."""
        for fault in self._faults:
            fault.release()
        self._faults.clear()

    def fitting(self, method: str, chat_id: Any) -> Fault | None:
        """The fault that strikes a request, if any."""
        for fault in self._faults:
            if fault.fits(method, chat_id):
                return fault
        return None
