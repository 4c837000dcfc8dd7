"""A desk to play with: the bot at a fast pace, newcomers, volunteers, and how they talk."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sqlalchemy import text

from bot import app
from bot.conversation.understanding import Understanding
from bot.pace import Pace
from bot.simulator import Simulator
from bot.simulator.forums import Group, Topic
from bot.simulator.people import Person
from bot.simulator.sight import Message
from intents.model import Candidate, LanguageGuess, Outcome, Reading
from tests.support.bot import KNOWLEDGE, settings

FAST = Pace(merge=0.05, hold=0.15, album=0.5, album_most=2.0, repeat=0.05)
BRISK = Pace(merge=0.3, hold=0.4, album=0.4, album_most=2.0, repeat=0.3)


_SMALL_TALK = {"DANKE": "thanks", "MENSCH": "talk_to_human", "SPRACHE": "change_language"}


class _Engine:
    """Knows nothing but small talk and one topic, so that only the handoff is tested."""

    def read(self, utterance: str) -> Reading:
        guess = LanguageGuess("de", 0.0, len(utterance.split()))
        said = next((talk for word, talk in _SMALL_TALK.items() if word in utterance), None)
        if said is not None:
            return Reading(Outcome.SMALLTALK, said, (), guess)
        near = (Candidate("register-address", 0.4), Candidate("german-courses", 0.2))
        if "ANMELDUNG" in utterance:
            return Reading(Outcome.ANSWER, "register-address", near, guess)
        return Reading(Outcome.HANDOFF, None, near, guess)


@dataclass(frozen=True)
class _Alarm:
    kind: str
    language: str = "de"


@dataclass(frozen=True)
class _Finding:
    alarm: _Alarm | None
    deadline: bool


class _Gate:
    """Danger and deadlines are words of their own here: the gate has tests of its own."""

    def read(self, utterance: str) -> _Finding:
        return _Finding(_alarm(utterance), "FRIST" in utterance)


def _alarm(utterance: str) -> _Alarm | None:
    if "UNFALL" in utterance:
        return _Alarm("medical")
    return _Alarm("danger") if "GEFAHR" in utterance else None


def knows_nothing() -> Understanding:
    """An understanding without training."""
    return Understanding(_Engine(), _Gate())


@cache
def knowledge(desk: str):
    """The real knowledge base with a desk.yaml of our own."""
    folder = Path(tempfile.mkdtemp()) / "knowledge"
    shutil.copytree(KNOWLEDGE, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    (folder / "desk.yaml").write_text(desk, "utf-8")
    try:
        return app.knowledge_of(folder, strict=False)
    finally:
        shutil.rmtree(folder)


ALWAYS = """
hours:
  - Mon, Tue, Wed, Thu, Fri, Sat, Sun 00:00-24:00
answer_within: 2
languages:
  Tue: [ar, de]
"""
WEEKDAYS = """
hours:
  - Mon, Tue, Wed, Thu, Fri 10:00-16:00
answer_within: 2
languages:
  Tue: [fa, de]
"""


class Desk:
    """A volunteers' group with a running bot."""

    def __init__(self, simulator: Simulator, folder: Path, group: Group, **options: object) -> None:
        self.simulator = simulator
        self.group = group
        self.folder = folder
        self.coordinator: Person = simulator.person("Coordinator", language_code="de")
        self.anna: Person = simulator.person("Anna", language_code="de")
        self.bela: Person = simulator.person("Bela", language_code="de")
        self._others: tuple[Person, ...] = options.pop("others", ())
        self._options = options
        self.bot: app.Bot

    @contextlib.asynccontextmanager
    async def running(self, desk: str = ALWAYS, pace: Pace = FAST) -> AsyncIterator[Desk]:
        """The bot, until the end of the block; may be entered again after that."""
        wished = settings(
            self.simulator,
            self.folder,
            desk_chat_id=self.group.id,
            coordinator_ids=frozenset({self.coordinator.id, *(one.id for one in self._others)}),
            **{"send_limits": False, **self._options},
        )
        clock = self.simulator.clock.now
        base = knowledge(desk)
        self.bot = app.Bot.build(wished, base, knows_nothing(), pace=pace, clock=clock)
        stopped = asyncio.Event()
        task = asyncio.create_task(self.bot.run(stopped))
        try:
            yield self
        finally:
            stopped.set()
            await task

    def passes(self, seconds: float) -> None:
        """Lets time pass; what is due happens."""
        self.simulator.clock.advance(seconds)
        self.bot.ticking.wake()
        self.bot.sender.wake()
        self.bot.turns.wake()

    async def settled(self) -> None:
        """Waits until the bot has written down how everything ended that it had to send."""
        unsettled = text("SELECT count(*) FROM outbox WHERE status IN ('queued', 'sending')")
        for _ in range(500):
            async with self.bot.database.write() as session:
                if not await session.scalar(unsettled):
                    return
            await asyncio.sleep(0.02)
        raise TimeoutError("The outbox does not become empty.")

    async def opens(self, person: Person, question: str = "Ich habe eine Frage") -> Topic:
        """Somebody asks, wants a person and agrees; her topic with the card in it."""
        await person.says(question)
        await person.hears()
        topic = await self.agrees(person)
        await topic.sees(lambda one: one.text == question)
        return topic

    async def agrees(self, person: Person) -> Topic:
        """Somebody wants a person and agrees; her topic with the card in it."""
        before = {topic.id for topic in await self.group.topics()}
        await person.says("/human")
        asked = await person.hears()
        await person.presses(0, on=asked)
        await person.hears()
        topic = await self.group.topic(lambda one: one.id not in before)
        await topic.sees(lambda one: one.kind == "pinned_message")
        return topic

    async def alarmed(self, person: Person) -> Topic:
        """Somebody is in danger, and Anna takes her case; the topic."""
        await person.says("GEFAHR")
        await person.hears()
        topic = await self.group.topic("🚨")
        await self.takes(self.anna, topic)
        return topic

    async def wrote(self, person: Person) -> Topic:
        """Somebody was in danger, and Anna has written to her; the topic."""
        topic = await self.alarmed(person)
        await self.anna.says("Sind Sie in Sicherheit?", to=topic)
        await person.hears()
        return topic

    def keys(self, person: Person) -> list[str]:
        """The buttons below somebody's input line."""
        keyboard = self.simulator.world.chats[person.id].keyboard or {"keyboard": []}
        return [key["text"] for row in keyboard["keyboard"] for key in row]

    async def taken(self, person: Person, volunteer: Person | None = None) -> Topic:
        """A topic whose case a volunteer has, and the newcomer knows it."""
        topic = await self.opens(person)
        await self.takes(volunteer or self.anna, topic)
        await person.hears()
        return topic

    async def takes(self, volunteer: Person, topic: Topic) -> None:
        """A volunteer presses the card's first button."""
        card = await topic.sees(lambda one: bool(one.buttons))
        await volunteer.presses(0, on=card)
        await topic.sees(lambda one: volunteer.first_name in one.text and one.edited)


def texts(screen: Iterable[Message]) -> list[str]:
    """The words of messages, in their order."""
    return [one.text for one in screen]


def edited_to_name(desk: Desk, message: Message, person: Person) -> None:
    """As a phone edits a caption or a text so that a name in it carries a person's number."""
    world = desk.simulator.world
    chat = world.chats[message.chat_id]
    named = {"id": person.id, "is_bot": False, "first_name": "Omar"}
    entities = [{"type": "text_mention", "offset": 0, "length": 4, "user": named}]
    words = {"text": "Omar"} if message.kind == "text" else {"caption": "Omar"}
    kind = "entities" if message.kind == "text" else "caption_entities"
    changed = message.json | words | {kind: entities, "edit_date": 1}
    world.replace(chat, changed)
    world.deliver(chat, changed, "edited_message")


@contextlib.asynccontextmanager
async def desk_running(
    simulator: Simulator, folder: Path, desk: str = ALWAYS, pace: Pace = FAST, **options: object
) -> AsyncIterator[Desk]:
    """A forum with two volunteers and a coordinator, and the bot at work."""
    made = Desk(simulator, folder, simulator.forum("Desk"), **options)
    await made.group.admits(made.anna, made.bela, made.coordinator)
    await made.coordinator.says("/start")
    async with made.running(desk, pace):
        await made.coordinator.hears()
        yield made
