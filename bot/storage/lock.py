"""One program a database: two would answer and send the same things at the same time."""

from __future__ import annotations

import fcntl
from pathlib import Path
from typing import IO


class TakenError(Exception):
    """Another program holds the lock."""


def lock(database: Path) -> IO[str]:
    """Locks the file beside the database until the returned file is closed, or the program ends.

    The lock is the system's: it is free again however the program ends.

    Raises:
        TakenError: another program has it.
        OSError: the file cannot be made.
    """
    held = database.with_name(f"{database.name}.lock").open("w")
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        held.close()
        raise TakenError from None
    return held
