"""The settings: environment and `.env`, read once into one frozen value."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError


class SettingsError(Exception):
    """A setting is missing or wrong; the message says which and what to do."""


def default_cache() -> Path:
    """The user's cache folder."""
    root = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(root) / "allin-bot"


class Settings(BaseSettings):
    """Every setting of the program; `.env.example` explains each in one line."""

    model_config = SettingsConfigDict(
        env_prefix="ALLIN_", env_file=".env", extra="ignore", frozen=True
    )

    telegram_token: SecretStr | None = None
    telegram_api_url: str = "https://api.telegram.org"
    database_url: str = "sqlite+aiosqlite:///allin.db"
    desk_chat_id: int | None = None
    coordinator_ids: Annotated[frozenset[int], NoDecode] = frozenset()
    knowledge_dir: Path = Path("knowledge")
    cache_dir: Path | None = None
    encoder: bool = True
    send_limits: bool = Field(default=True)

    @field_validator("telegram_token", "desk_chat_id", "cache_dir", mode="before")
    @classmethod
    def empty_is_unset(cls, value: object) -> object:
        """`NAME=` in a .env file means: not set."""
        return None if value == "" else value

    @field_validator("coordinator_ids", mode="before")
    @classmethod
    def comma_separated(cls, value: object) -> object:
        """`1, 2` as a set of ids."""
        if isinstance(value, str):
            return frozenset(part.strip() for part in value.split(",") if part.strip())
        return value

    @field_validator("telegram_api_url")
    @classmethod
    def web_address(cls, value: str) -> str:
        """Without a slash at the end, since paths are put behind it."""
        if not value.startswith(("http://", "https://")):
            raise ValueError("must begin with http:// or https://")
        return value.rstrip("/")

    @field_validator("database_url")
    @classmethod
    def known_database(cls, value: str) -> str:
        """Only what this version can keep its promises with."""
        try:
            url = make_url(value)
        except ArgumentError:
            raise ValueError("must look like sqlite+aiosqlite:///allin.db") from None
        if url.drivername != "sqlite+aiosqlite":
            raise ValueError("must begin with sqlite+aiosqlite:/// (other databases come later)")
        return value

    @property
    def cache(self) -> Path:
        """Where what was learned and checked is kept."""
        return self.cache_dir or default_cache()

    @property
    def on_real_telegram(self) -> bool:
        """Whether people outside this machine are at the other end."""
        return "://api.telegram.org" in self.telegram_api_url

    @property
    def token(self) -> str:
        """The bot's token.

        Raises:
            SettingsError: none is set.
        """
        if self.telegram_token is None:
            raise SettingsError(
                "ALLIN_TELEGRAM_TOKEN is not set. Ask @BotFather on Telegram for a token and put "
                "it into .env, or try the bot without one: allin-bot demo"
            )
        return self.telegram_token.get_secret_value()


def load() -> Settings:
    """The settings of this environment.

    Raises:
        SettingsError: one sentence for each setting that is wrong.
    """
    try:
        return Settings()
    except ValidationError as error:
        raise SettingsError("\n".join(map(_sentence, error.errors()))) from None


def _sentence(error: object) -> str:
    assert isinstance(error, dict)
    name = "ALLIN_" + str(error["loc"][0]).upper()
    return f"{name}: {str(error['msg']).removeprefix('Value error, ')}."
