"""Presses on inline buttons."""

from __future__ import annotations

from dataclasses import dataclass

from bot.simulator.users import JSON

# Seconds in which the bot can answer a press.
CALLBACK_LIFE = 60.0


@dataclass(slots=True)
class Callback:
    """A press on an inline button that waits for the bot's answer."""

    id: str
    user_id: int
    at: float
    answer: JSON | None = None
