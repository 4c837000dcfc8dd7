"""A small local Bot API server: for trying the bot in a browser and for all tests.

It speaks HTTP like Telegram's own server, checks every request against the Bot API's
description, and lets people be played: in Python, over HTTP, or on a page.
"""

from __future__ import annotations

from bot.simulator.forums import Group, Topic
from bot.simulator.limits import Limits, Rate
from bot.simulator.people import Person
from bot.simulator.places import NothingHeardError, Press
from bot.simulator.sight import Button, Message
from bot.simulator.simulator import TOKEN, Simulator

__all__ = [
    "TOKEN",
    "Button",
    "Group",
    "Limits",
    "Message",
    "NothingHeardError",
    "Person",
    "Press",
    "Rate",
    "Simulator",
    "Topic",
]
