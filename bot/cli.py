"""The program's commands: allin-bot run · demo · ask · check · knowledge."""

from __future__ import annotations

import asyncio
import json
import sys
import time
from pathlib import Path
from typing import NoReturn

import click

from bot import app, logs
from bot.conversation.asking import spoken_answer
from bot.conversation.understanding import Understood
from bot.demo import demo as run_demo
from bot.settings import Settings, SettingsError, load
from bot.storage.database import DatabaseError
from knowledge.commands import knowledge

SETTINGS_CODE = 2
DATABASE_CODE = 4


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """A help desk for newcomers in Kassel, on Telegram."""


main.add_command(knowledge)


@main.command()
def run() -> None:
    """Run the bot until it is stopped (Ctrl-C or SIGTERM)."""
    logs.configure()
    try:
        asyncio.run(app.run(load()))
    except SettingsError as error:
        _end(error, SETTINGS_CODE)
    except DatabaseError as error:
        _end(error, DATABASE_CODE)
    except app.StartError as error:
        _end(error, error.code)


@main.command()
@click.option("--port", default=8024, show_default=True, help="Where the page is, on 127.0.0.1.")
def demo(port: int) -> None:
    """Try the bot in a browser: no token, no Telegram, nothing leaves this machine."""
    logs.configure()
    try:
        asyncio.run(run_demo(_settings(), port))
    except app.StartError as error:
        _end(error, error.code)


@main.command()
@click.argument("text", required=False)
@click.option("--language", help="Answer in this language; else in the text's own.")
@click.option("--jsonl", is_flag=True, help="One utterance a line in, one JSON object a line out.")
@click.option("--knowledge", "folder", type=click.Path(path_type=Path), help="Another base.")
def ask(text: str | None, language: str | None, jsonl: bool, folder: Path | None) -> None:
    """Print the answer a newcomer would get."""
    if not jsonl and text is None:
        raise click.UsageError('Write the question behind it: allin-bot ask "Anmeldung?"')
    settings = _settings()
    try:
        base = app.knowledge_of(folder or settings.knowledge_dir, strict=folder is None)
    except app.StartError as error:
        _end(error, error.code)
    click.echo("Getting ready …", err=True)
    understanding = app.understanding_of(base, settings.cache_dir)
    if text is not None:
        if language and language not in base.languages:
            raise click.UsageError(f"No language {language!r}; known: {', '.join(base.languages)}")
        click.echo(spoken_answer(base, understanding, text, language))
    if jsonl:
        for line in sys.stdin:
            started = time.perf_counter()
            said = line.rstrip("\n")
            understood = understanding.read(said)
            ms = (time.perf_counter() - started) * 1000
            click.echo(json.dumps(_as_json(said, understood, ms), ensure_ascii=False))


@main.command()
def check() -> None:
    """Look whether the bot could start, and say what is missing."""
    try:
        sentences = asyncio.run(app.check(load()))
    except SettingsError as error:
        _end(error, SETTINGS_CODE)
    for sentence in sentences:
        click.echo(sentence)


def _settings() -> Settings:
    try:
        return load()
    except SettingsError as error:
        _end(error, SETTINGS_CODE)


def _as_json(text: str, understood: Understood, ms: float) -> dict[str, object]:
    return {
        "text": text,
        "language": understood.language.language,
        "outcome": understood.outcome,
        "topic": understood.topic,
        "candidates": [
            {"topic": candidate.intent, "confidence": round(candidate.confidence, 4)}
            for candidate in understood.candidates
        ],
        "crisis": understood.crisis,
        "ms": round(ms, 3),
    }


def _end(error: Exception, code: int) -> NoReturn:
    click.echo(str(error), err=True)
    sys.exit(code)
