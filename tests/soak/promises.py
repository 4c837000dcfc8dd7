"""What must be true of every chat at the end, whatever happened on the way."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence

TOKEN = re.compile(r"\b[A-Z]\d-\d+\b")


def tokens(text: str) -> list[str]:
    """The words of the play, such as N1-7: who says it, and which it is."""
    return TOKEN.findall(text)


def without_marked_repeats(texts: Iterable[str]) -> list[str]:
    """What was relayed to a topic, in order; a message that begins with ↻ may repeat."""
    seen: list[str] = []
    for text in texts:
        said = tokens(text)
        seen += [one for one in said if not text.startswith("↻") or one not in seen]
    return seen


def neighbours_once(texts: Iterable[str]) -> list[str]:
    """What reached a newcomer, in order; a repeat cannot be marked there, so it follows at once."""
    said = (token for text in texts for token in tokens(text))
    return [token for token, _ in itertools.groupby(said)]


def repeats(texts: Sequence[str]) -> int:
    """How many words reached somebody more than once."""
    said = [token for text in texts for token in tokens(text)]
    return len(said) - len(set(said))


def told_of(world, chat_id: int) -> set[str]:
    """The words whose writer was told, in a reply, that nobody knows whether they arrived."""
    return {
        token
        for event in world.events.after(0)
        if event["kind"] == "message"
        and event["chat_id"] == chat_id
        and event["message"]["from"]["id"] == world.bot.id
        and "⚠️ Nicht zugestellt: ungewiss" in event["message"].get("text", "")
        for token in tokens(event["message"].get("reply_to_message", {}).get("text", ""))
    }


def relayed_to(world, chat_id: int, threads: set[int] | None = None) -> list[str]:
    """Every text that the bot ever sent to a chat or its topics, deleted ones included."""
    return [
        event["message"].get("text", "")
        for event in world.events.after(0)
        if event["kind"] == "message"
        and event["chat_id"] == chat_id
        and event["message"]["from"]["id"] == world.bot.id
        and (threads is None or event["message"].get("message_thread_id") in threads)
    ]


def threads_named(world, chat_id: int, name: str) -> set[int]:
    """All topics that ever had a name, deleted ones included."""
    return {
        event["topic"]["message_thread_id"]
        for event in world.events.after(0)
        if event["kind"] == "topic"
        and event["chat_id"] == chat_id
        and name in event["topic"]["name"]
    }
