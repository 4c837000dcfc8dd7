"""Commands for those who look after the knowledge base: `allin-bot knowledge …`."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

import click

from knowledge import scaffold
from knowledge.checks import check
from knowledge.coverage import coverage, table
from knowledge.freshness import due as due_topics
from knowledge.freshness import outdated_texts
from knowledge.index import index
from knowledge.model import KnowledgeBase
from knowledge.reader import languages_file, read
from knowledge.stamp import stamp as write_stamps

T = TypeVar("T")

_FOLDER = click.Path(path_type=Path)


@click.group()
@click.option(
    "--knowledge", "folder", type=_FOLDER, default=Path("knowledge"), show_default=True,
    envvar="ALLIN_KNOWLEDGE_DIR", help="The folder with topics/ and contacts.yaml.",
)  # fmt: skip
@click.pass_context
def knowledge(context: click.Context, folder: Path) -> None:
    """Check and look after what the bot knows."""
    context.obj = folder


@knowledge.command("check")
@click.pass_obj
def check_command(folder: Path) -> None:
    """List every problem as file:line:column; end with 1 if there is one."""
    base, found = check(folder)
    for problem in found:
        click.echo(str(problem))
    problems = [one for one in found if not one.warning]
    if problems or base is None:
        click.echo(f"{_count(len(problems), 'problem')}.")
        raise click.exceptions.Exit(1)
    warnings = f" {_count(len(found), 'warning')}." if found else ""
    topics, languages = len(base.topics), len(base.live_languages())
    click.echo(f"All good: {_count(topics, 'topic')}, {_count(languages, 'language')}.{warnings}")


@knowledge.command("coverage")
@click.pass_obj
def coverage_command(folder: Path) -> None:
    """How far each language is."""
    click.echo(table(coverage(_base(folder))))


@knowledge.command("due")
@click.pass_obj
def due_command(folder: Path) -> None:
    """Facts to compare with their sources, and translations of an older German text."""
    base = _base(folder)
    late = due_topics(base, date.today())
    for one in late:
        since = f"due since {one.since}" if one.since else "never compared"
        click.echo(f"{one.topic.area}/{one.topic.id}: {since}")
    outdated = tuple(outdated_texts(base))
    for topic, text in outdated:
        click.echo(f"{topic.area}/{topic.id}: {text.language}.yaml translates an older German text")
    texts = _count(len(outdated), "outdated translation")
    click.echo(f"{_count(len(late), 'topic')} to compare, {texts}.")


@knowledge.command("new-topic")
@click.argument("area_and_id", metavar="AREA/ID")
@click.pass_obj
def new_topic_command(folder: Path, area_and_id: str) -> None:
    """Begin a topic: topic.yaml and de.yaml, to be filled in."""
    files = _made(lambda: scaffold.new_topic(folder, _base(folder), area_and_id))
    click.echo("Fill in every TODO, then run: allin-bot knowledge check")
    for file in files:
        click.echo(f"  {file}")


@knowledge.command("new-contact")
@click.argument("id")
@click.pass_obj
def new_contact_command(folder: Path, id: str) -> None:
    """Begin a contact at the end of contacts.yaml."""
    file = _made(lambda: scaffold.new_contact(folder, _base(folder), id))
    click.echo(f"Fill in the TODO at the end of {file}, then run: allin-bot knowledge check")


@knowledge.command("new-language")
@click.argument("code")
@click.argument("name")
@click.option("--english", help="The English name; without it the own name stands for it.")
@click.pass_obj
def new_language_command(folder: Path, code: str, name: str, english: str | None) -> None:
    """Begin a language: its line in languages.yaml, and a list of what to translate."""
    base, file = _base(folder), languages_file(folder)
    _made(lambda: scaffold.new_language(file, base, code, name, english or name))
    click.echo(f"Added to {file} with status 'preparing'. Still needed before it goes live:")
    for path in scaffold.translation_todo(base, code):
        click.echo(f"  {path}")
    click.echo(f"  {file.parent / code / 'LC_MESSAGES' / 'messages.po'}")
    click.echo("Begin each as a copy of de.yaml or en.yaml beside it; then run: coverage")


@knowledge.command("stamp")
@click.argument("only", nargs=-1, metavar="[TOPIC | TOPIC/LANGUAGE]…")
@click.option("--renew", is_flag=True, help="Also outdated ones: only after comparing the texts.")
@click.pass_obj
def stamp_command(folder: Path, only: tuple[str, ...], renew: bool) -> None:
    """Note in translations which German text they translate (source_hash)."""
    base = _base(folder)
    unknown = {one.partition("/")[0] for one in only} - set(base.topics)
    if unknown:
        raise click.ClickException(f"There is no topic: {', '.join(sorted(unknown))}")
    changed = write_stamps(base, renew=renew, only=frozenset(only))
    click.echo(f"{_count(len(changed), 'file')} stamped.")


@knowledge.command("topics")
@click.option("--check", "only_check", is_flag=True, help="Change nothing; end with 1 if stale.")
@click.pass_obj
def topics_command(folder: Path, only_check: bool) -> None:
    """Write TOPICS.md, the list of all topics."""
    file, text = folder / "TOPICS.md", index(_base(folder))
    current = file.read_text(encoding="utf-8") if file.exists() else ""
    if text == current:
        click.echo(f"{file} is up to date.")
    elif only_check:
        raise click.ClickException(f"{file} is stale; run: allin-bot knowledge topics")
    else:
        file.write_text(text, encoding="utf-8")
        click.echo(f"{file} is written.")


def _base(folder: Path) -> KnowledgeBase:
    """The knowledge base, or an end with the reasons why it cannot be read."""
    base, problems = read(folder)
    if base is None:
        raise click.ClickException("\n".join(map(str, problems)))
    return base


def _made(make: Callable[[], T]) -> T:
    """What was made; an end with the sentence of the error if it could not be."""
    try:
        return make()
    except scaffold.ScaffoldError as error:
        raise click.ClickException(str(error)) from None


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
