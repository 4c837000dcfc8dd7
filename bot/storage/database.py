"""The database itself: opening it so that nothing acknowledged is ever lost, and migrating it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import IO, Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, event, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.ext.asyncio import AsyncSession as Session

from bot.storage.lock import TakenError, lock

__all__ = ["Database", "DatabaseError", "Session"]

# A power cut must not lose an acknowledged update (synchronous), erased words must be gone
# from the file too (secure_delete), and readers must not stop the writer (WAL).
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "secure_delete=ON",
    "foreign_keys=ON",
    "busy_timeout=10000",
)


class DatabaseError(Exception):
    """The database cannot be used; the message says why and what to do."""


class Database:
    """One SQLite file, opened by one process."""

    def __init__(self, url: str) -> None:
        self.engine: AsyncEngine = create_async_engine(url)
        event.listen(self.engine.sync_engine, "connect", _prepare)
        event.listen(self.engine.sync_engine, "begin", _begin)
        self._writer = asyncio.Lock()
        self._lock: IO[str] | None = None

    def claim(self) -> None:
        """Keeps every other program that wants to work with this file away, until `close`.

        Raises:
            DatabaseError: another program works with it, or it cannot be written.
        """
        name = self.engine.url.database
        if not name or name == ":memory:":
            return
        try:
            self._lock = lock(Path(name))
        except TakenError:
            raise DatabaseError(
                f"ALLIN_DATABASE_URL: another program works with the database {name!r}. Stop it, "
                "or give this one a database and a token of its own."
            ) from None
        except OSError as error:
            raise _unusable(name, error) from None

    async def open(self) -> None:
        """Brings the schema to this version.

        Raises:
            DatabaseError: the file cannot be opened, written or migrated.
        """
        try:
            async with self.engine.connect() as connection:
                await connection.run_sync(migrate)
                await connection.commit()
        except (SQLAlchemyError, OSError) as error:
            raise _unusable(self.engine.url.database, error) from None

    async def close(self) -> None:
        """Ends all connections; the write-ahead log goes into the file."""
        await self.forget_log()
        await self.engine.dispose()
        if self._lock is not None:
            self._lock.close()

    @asynccontextmanager
    async def write(self) -> AsyncIterator[Session]:
        """One transaction: all of it is on the disk afterwards, or nothing.

        SQLite has one writer; waiting here is fair, waiting inside SQLite is not.
        """
        async with (
            self._writer,
            Session(self.engine, expire_on_commit=False) as session,
            session.begin(),
        ):
            yield session

    async def forget_log(self) -> None:
        """Empties the write-ahead log: erased words stand in it until this is done."""
        async with self._writer, self.engine.connect() as connection:
            raw = await connection.get_raw_connection()
            await raw.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # type: ignore[union-attr]


def _unusable(name: str | None, error: Exception) -> DatabaseError:
    why = getattr(error, "orig", None) or error
    return DatabaseError(
        f"ALLIN_DATABASE_URL: the database {name!r} cannot be used: {why}. Check the path and the "
        "rights."
    )


def _prepare(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver must not begin transactions by itself
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Connection) -> None:
    # IMMEDIATE: a transaction that reads first and writes later could fail half-way otherwise.
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def migrate(connection: Connection, to: str = "head") -> None:
    """Bring the tables to a version, the newest unless said otherwise."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)
    connection.execute(text("SELECT 1"))
