"""The log: ids only, never a person's words, never the token."""

from __future__ import annotations

import logging
import re

_TOKEN = re.compile(r"\d+(?::|%3A)[A-Za-z0-9_-]{20,}", re.IGNORECASE)


class _WithoutSecrets(logging.Formatter):
    """Takes out what looks like a token, and an exception's words: they may be a person's."""

    def format(self, record: logging.LogRecord) -> str:
        if record.exc_info and record.exc_info[0]:
            record.msg = f"{record.getMessage()} ({record.exc_info[0].__name__})"
            record.args, record.exc_info, record.exc_text = None, None, None
        return _TOKEN.sub("<token>", super().format(record))


def configure() -> None:
    """Logs to standard error. The libraries log addresses with the token in them: not here."""
    handler = logging.StreamHandler()
    handler.setFormatter(_WithoutSecrets("%(asctime)s %(levelname)s %(message)s"))
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    for name in ("httpx", "httpcore", "telegram", "alembic", "uvicorn", "aiosqlite", "asyncio"):
        logging.getLogger(name).setLevel(logging.WARNING)
    # Polling faults are said in our own words.
    logging.getLogger("telegram.ext.Updater").setLevel(logging.CRITICAL)
