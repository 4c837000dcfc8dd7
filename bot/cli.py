"""The program's commands: allin-bot run · demo · ask · check · knowledge."""

from __future__ import annotations

import asyncio
import json
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import click

from bot import app, logs, training
from bot.conversation.asking import spoken_answer
from bot.conversation.locale import CLEAR_WORDS
from bot.conversation.understanding import Understanding, Understood
from bot.coordinator import comparison, trouble
from bot.coordinator.evaluation import Evaluation
from bot.coordinator.evaluation import evaluate as measure
from bot.coordinator.export import exported
from bot.coordinator.plots import draw
from bot.coordinator.table import report
from bot.coordinator.utterances import Utterances, read_utterances
from bot.demo import demo as run_demo
from bot.settings import Settings, SettingsError, load
from bot.storage.database import DatabaseError
from intents.model import LanguageGuess
from knowledge.commands import knowledge
from knowledge.model import KnowledgeBase

SETTINGS_CODE = 2
DATABASE_CODE = 4
USAGE_CODE = 2
_PATH = click.Path(path_type=Path)


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
        base = app.knowledge_of(
            folder or settings.knowledge_dir, settings.cache, strict=folder is None
        )
    except app.StartError as error:
        _end(error, error.code)
    click.echo("Getting ready …", err=True)
    understanding = training.understanding_of(base, settings.cache, encoder=settings.encoder)
    if text is not None:
        if language and language not in base.languages:
            raise click.UsageError(f"No language {language!r}; known: {', '.join(base.languages)}")
        heard = _Heard(understanding, language) if language else understanding
        click.echo(spoken_answer(base, heard, text, language))
    if jsonl:
        for line in sys.stdin:
            started = time.perf_counter()
            said = line.rstrip("\n")
            understood = understanding.read(said)
            ms = (time.perf_counter() - started) * 1000
            click.echo(json.dumps(_as_json(said, understood, ms), ensure_ascii=False))


class _Heard(Understanding):
    """Understands as another does, but hears every text as clearly of one language."""

    def __init__(self, other: Understanding, language: str) -> None:
        self.become(other)
        self._language = LanguageGuess(language, 1.0, CLEAR_WORDS)

    def read(self, utterance: str) -> Understood:
        """Understands one utterance; never raises for any text."""
        return replace(super().read(utterance), language=self._language)


@main.command()
@click.option("--utterances", "asked", default=Path("tests/utterances"), show_default=True,
              type=_PATH, help="The folder of questions with what is right.")  # fmt: skip
@click.option("--knowledge", "folder", type=_PATH, help="Another base.")
@click.option("--save", "save_to", type=_PATH, help="Keep the outcomes in this file.")
@click.option("--compare", "earlier", type=_PATH, help="Say what changed since that file.")
@click.option("--plots", type=_PATH, help="Draw pictures (SVG) into this folder.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@click.option("--without-encoder", is_flag=True, help="As if the encoder's file were missing.")
def evaluate(
    asked: Path, folder: Path | None, save_to: Path | None, earlier: Path | None,
    plots: Path | None, as_json: bool, without_encoder: bool,
) -> None:  # fmt: skip
    """Measure how well the test utterances are understood, and what an edit changed."""
    settings = _settings()
    try:
        before = comparison.load(earlier) if earlier else None
        base = app.knowledge_of(
            folder or settings.knowledge_dir, settings.cache, strict=folder is None
        )
    except comparison.SavedError as error:
        _end(error, USAGE_CODE)
    except app.StartError as error:
        _end(error, error.code)
    utterances = _utterances(asked, base)
    click.echo("Getting ready …", err=True)
    encoder = settings.encoder and not without_encoder
    understanding = training.understanding_of(base, settings.cache, encoder=encoder)
    click.echo(f"Asking {utterances.number} utterances …", err=True)
    evaluation = measure(base, understanding, utterances)
    _print(evaluation, before, as_json)
    try:
        _keep(evaluation, save_to, plots)
    except OSError as error:
        raise click.FileError(str(error.filename), error.strerror) from None


def _utterances(folder: Path, base: KnowledgeBase) -> Utterances:
    utterances, problems = read_utterances(folder, base)
    if problems:
        lines = "\n".join(map(str, problems))
        raise click.ClickException(f"The utterances have problems; mend them first.\n{lines}")
    return utterances


def _print(evaluation: Evaluation, before: comparison.Saved | None, as_json: bool) -> None:
    now = comparison.kept(evaluation)
    if as_json:
        changes = comparison.changes(before, now) if before else None
        click.echo(json.dumps(exported(evaluation, changes), ensure_ascii=False, indent=1))
        return
    mixups, weakest = trouble.mixups(evaluation.asked), trouble.weakest(evaluation.asked)
    click.echo(report(evaluation.figures, mixups, weakest))
    if before:
        click.echo("\n" + comparison.told(before, now))


def _keep(evaluation: Evaluation, save_to: Path | None, plots: Path | None) -> None:
    if save_to:
        comparison.save(comparison.kept(evaluation), save_to)
    for path in draw(evaluation, plots) if plots else ():
        click.echo(f"Drawn: {path}", err=True)


@main.command(hidden=True)
@click.option("--knowledge", "folder", type=_PATH, required=True)
@click.option("--cache", type=_PATH, required=True)
def learn(folder: Path, cache: Path) -> None:
    """Train what understands and keep it: what `run` does in a process of its own."""
    training.end_with_parent()
    try:
        training.understanding_of(app.knowledge_of(folder, cache, strict=False), cache)
    except app.StartError as error:
        _end(error, error.code)


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
