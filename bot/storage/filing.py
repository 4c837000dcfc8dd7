"""How a call is filed in the outbox: whose order it keeps, what it may be joined with, when."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.messages import (
    DESK,
    EDITED,
    Acknowledge,
    Card,
    Copy,
    Correct,
    DropTopic,
    OpenTopic,
    Outgoing,
    Part,
    Pin,
    Priority,
    Remove,
    Say,
    TakeBack,
    TurnTopic,
    Words,
    case_of,
    size,
)
from bot.pace import Pace

TOPIC, CARD, ORDINARY = 0, 1, 2
"""Ranks inside one order: a topic comes before its card, the card before the words."""

# Room for a sign in front of a text, below Telegram's 4096.
LONGEST = 4000
ALBUM = 10


@dataclass(frozen=True, slots=True)
class Filing:
    """key: rows with the same key keep their order. join: rows with the same may be one."""

    key: str
    rank: int = ORDINARY
    priority: int = Priority.NOTICE
    join: str | None = None
    not_before: float = 0.0
    status: str = "queued"


def filed(outgoing: Outgoing, now: float, pace: Pace) -> Filing:
    """Where a call belongs."""
    priority = int(getattr(outgoing, "priority", Priority.NOTICE))
    key = _key(outgoing, urgent=priority == Priority.URGENT)
    match outgoing:
        case Words(chat_id=chat_id) if chat_id != DESK:
            status = "inside" if outgoing.inside else "queued"
            return Filing(key, priority=priority, not_before=now + pace.hold, status=status)
        case Words():
            return Filing(key, priority=priority, join="words", not_before=now + pace.merge)
        case Copy():
            return _copy(outgoing, key, now, pace)
        case Card():
            first = priority != Priority.COSMETIC
            order = key if first else f"card {outgoing.case}"
            return Filing(order, CARD, priority, f"card {outgoing.case}")
        case OpenTopic():
            return Filing(key, TOPIC, priority, f"topic {outgoing.case}")
        case TurnTopic() if outgoing.open:
            return Filing(key, TOPIC, priority, f"reopen {outgoing.case}")
        case Pin():
            return Filing(key, CARD, priority)
        case Say(once=once):
            return Filing(key, priority=priority, join=f"once {once}" if once else None)
        case Acknowledge():
            return Filing(key, priority=Priority.URGENT)
        case TakeBack():
            # Before what waits: a message that is to be taken back may be tried again.
            return Filing(key, TOPIC, Priority.WORDS)
        case _:
            return Filing(key, priority=priority)


def _key(outgoing: Outgoing, *, urgent: bool) -> str:
    if isinstance(outgoing, Acknowledge):
        return f"press {outgoing.callback_id}"
    if isinstance(outgoing, DropTopic):
        return f"drop {outgoing.topic}"
    case = case_of(outgoing)
    if outgoing.chat_id != DESK:
        order = str(outgoing.chat_id)
    elif case is None or isinstance(outgoing, Remove):
        # A message that is taken away waits for nothing.
        order = "desk"
    else:
        order = f"case {case}"
    # What is urgent waits behind nothing, but for its topic.
    return f"urgent {order}" if urgent and not isinstance(outgoing, OpenTopic) else order


def _copy(copy: Copy, key: str, now: float, pace: Pace) -> Filing:
    # Telegram takes all captions of an album away, or none: a part without its own goes alone.
    together = copy.album and (copy.inside or not copy.bare)
    join = f"album {copy.source} {copy.album}" if together else None
    status = "inside" if copy.inside else "held" if copy.waits else "queued"
    if copy.again:
        return Filing(key, CARD, Priority.WORDS, None, now, status)
    if copy.chat_id != DESK:
        wait = max(pace.hold, pace.album if copy.album else 0.0)
    else:
        wait = pace.album if copy.album else 0.0
    return Filing(key, ORDINARY, Priority.WORDS, join, now + wait, status)


def joined(old: Outgoing, new: Outgoing) -> Outgoing | None:
    """Both as one call; None if they do not fit into one."""
    match old, new:
        case Words(), Words() if new.answers is None and old.priority == new.priority:
            both = replace(old, parts=old.parts + new.parts)
            return both if size(both.text) <= LONGEST else None
        case Copy(), Copy() if len(old.messages) < ALBUM:
            return _one_album(old, new)
        case Card(), Card():
            urgent = min(old.priority, new.priority)
            return replace(new, priority=urgent, mentions=new.mentions or old.mentions)
        case OpenTopic(), OpenTopic():
            return replace(new, priority=min(old.priority, new.priority))
        case TurnTopic(), TurnTopic():
            return new
        case Say(), Say():
            return old
    return None


def pieces(outgoing: Outgoing) -> tuple[Outgoing, ...]:
    """The same as several messages, if it is too long for one."""
    if size(getattr(outgoing, "text", "")) <= LONGEST:
        return (outgoing,)
    match outgoing:
        case Words(parts=parts):
            texts = [(part, text) for part in parts for text in split(part.text)]
            said = [replace(outgoing, parts=(replace(part, text=text),)) for part, text in texts]
            return (said[0], *(replace(one, answers=None) for one in said[1:]))
        case Correct(case=case, source=source, message=message, chat_id=chat) if chat == DESK:
            part = Part(message, f"{EDITED} {outgoing.text}", outgoing.mark)
            return pieces(Words(case, source, (part,), answers=message))
        case Say(text=text):
            *before, last = split(text)
            plain = replace(outgoing, buttons=(), keyboard=None, mentions=())
            bare = replace(plain, answer=False, then=(), otherwise=())
            return (*(replace(bare, text=one) for one in before), replace(outgoing, text=last))
    return (outgoing,)


def split(text: str) -> list[str]:
    """Texts that fit into one message each, parted where a line or a word ends."""
    parts = []
    while size(text) > LONGEST:
        head = text.encode("utf-16-le")[: LONGEST * 2].decode("utf-16-le", "ignore")
        gap = max(head.rfind("\n"), head.rfind(" "))
        at = gap if gap > len(head) // 2 else len(head)
        parts.append(text[:at].rstrip())
        text = text[at:].lstrip()
    return [*parts, text] if text else parts


def _one_album(old: Copy, new: Copy) -> Copy | None:
    # Captions cannot be replaced one by one in an album.
    if old.caption is not None or new.caption is not None:
        return None
    pairs = sorted(zip(old.messages + new.messages, old.marks + new.marks, strict=True))
    messages, marks = zip(*pairs, strict=True)
    # One part that is a note keeps the whole album inside: "" < "asked" < "note".
    inside = max(old.inside, new.inside)
    return replace(old, messages=messages, marks=marks, bare=old.bare or new.bare, inside=inside)
