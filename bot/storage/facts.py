"""Single facts that outlast a restart: the key of the hashes, where the desk is, how it is."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass

from sqlalchemy import select

from bot.storage.database import Session
from bot.storage.tables import FactRow


@dataclass(frozen=True, slots=True)
class Seal:
    """Keyed hashes: to know something again without keeping it."""

    key: bytes

    def __call__(self, text: str) -> str:
        """The hash of a text, 32 signs."""
        return hmac.new(self.key, text.encode(), hashlib.sha256).hexdigest()[:32]


async def seal(session: Session) -> Seal:
    """The seal of this database; its key is made the first time."""
    kept = await read(session, "key")
    if kept is None:
        kept = secrets.token_hex(32)
        await write(session, "key", kept)
    return Seal(bytes.fromhex(kept))


async def moved(session: Session, group: int) -> int:
    """The number that a group has now: groups get a new one when they grow."""
    seen: set[int] = set()
    while group not in seen:
        seen.add(group)
        new = await read(session, f"moved {group}")
        group = int(new) if new else group
    return group


async def move(session: Session, old: int, new: int) -> None:
    """Notes a group's new number."""
    if old != new:
        await write(session, f"moved {old}", str(new))


async def read(session: Session, name: str) -> str | None:
    """A fact, if it is known."""
    return await session.scalar(select(FactRow.value).where(FactRow.name == name))


async def write(session: Session, name: str, value: str) -> None:
    """Keeps a fact."""
    await session.merge(FactRow(name=name, value=value))
