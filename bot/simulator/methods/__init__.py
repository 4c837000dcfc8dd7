"""The methods of the Bot API that the simulator supports, by subject."""

from __future__ import annotations

from bot.simulator.methods import (
    callbacks,
    chats,
    commands,
    copying,
    deleting,
    editing,
    forum,
    identity,
    media,
    receiving,
    sending,
)
from bot.simulator.methods.registry import HANDLERS, Call

__all__ = [
    "HANDLERS",
    "Call",
    "callbacks",
    "chats",
    "commands",
    "copying",
    "deleting",
    "editing",
    "forum",
    "identity",
    "media",
    "receiving",
    "sending",
]
