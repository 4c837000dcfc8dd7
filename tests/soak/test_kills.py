"""A real process is killed again and again while people write: every word arrives, in order."""

import asyncio
import os
import random

import pytest

from tests.soak.promises import (
    neighbours_once,
    relayed_to,
    repeats,
    tokens,
    without_marked_repeats,
)
from tests.support.bot import Program

LONG = os.environ.get("ALLIN_SOAK") == "1"
SEED = int(os.environ.get("ALLIN_SEED", "2026"))


class Quick(Program):
    """The bot at a quick pace."""

    module = "tests.support.quick"


class Play:
    """Newcomers and volunteers who write to each other."""

    def __init__(self, simulator, folder, newcomers: int, volunteers: int, count: int) -> None:
        self.simulator = simulator
        self.group = simulator.forum("Desk")
        self.bot = Quick(
            simulator,
            folder,
            ALLIN_DESK_CHAT_ID=str(self.group.id),
            ALLIN_COORDINATOR_IDS="",
            ALLIN_SEND_LIMITS="false",
        )
        self.newcomers = [simulator.person(f"N{n}") for n in range(newcomers)]
        self.volunteers = [simulator.person(f"V{n}") for n in range(volunteers)]
        self.count = count
        self.topics = {}

    def owner_of(self, number: int):
        return self.volunteers[number % len(self.volunteers)]

    async def begins(self) -> None:
        """Every newcomer has a case that a volunteer has taken."""
        await self.bot.start()
        await self.group.admits(*self.volunteers)
        for number, person in enumerate(self.newcomers):
            await person.says("/human")
            await person.presses(0, on=await person.hears(timeout=60))
            topic = await self.group.topic(f"K-{number + 1:04}", timeout=30)
            card = await topic.sees(lambda one: bool(one.buttons), timeout=30)
            await self.owner_of(number).presses(0, on=card)
            await topic.sees(lambda one: "🟢" in one.text, timeout=30)
            self.topics[number] = topic

    def lines(self) -> list[tuple[str, int, int]]:
        """Who says what, mixed as the seed wants it, each in order."""
        turns = [
            (side, person)
            for person in range(len(self.newcomers))
            for side in "NA"
            for _ in range(self.count)
        ]
        random.Random(SEED).shuffle(turns)
        said: dict[tuple[str, int], int] = {}
        script = []
        for turn in turns:
            said[turn] = said.get(turn, 0) + 1
            script.append((*turn, said[turn]))
        return script

    async def says(self, side: str, number: int, count: int) -> None:
        if side == "N":
            await self.newcomers[number].says(f"N{number}-{count}")
        else:
            words = f"A{number}-{count}"
            await self.owner_of(number).says(words, to=self.topics[number])

    async def runs(self, kills: int) -> None:
        script = self.lines()
        chance = random.Random(SEED + 1)
        moments = set(chance.sample(range(len(script)), kills))
        for at, line in enumerate(script):
            await self.says(*line)
            if at in moments:
                await asyncio.sleep(chance.random())
                await self.bot.kill()
                await self.bot.start()
            elif LONG:
                await asyncio.sleep(chance.random() / 4)

    def all_of(self, side: str, number: int) -> list[str]:
        return [f"{side}{number}-{count + 1}" for count in range(self.count)]

    async def ends(self, kills: int) -> None:
        """Looks at every chat."""
        world = self.simulator.world
        for number, person in enumerate(self.newcomers):
            hers, answers = self.all_of("N", number), self.all_of("A", number)
            topic = self.topics[number]
            await topic.sees(lambda one, last=hers[-1]: last in tokens(one.text), timeout=120)
            await person.sees(lambda one, last=answers[-1]: one.text == last, timeout=120)
            at_desk = relayed_to(world, self.group.id, {topic.id})
            at_home = relayed_to(world, person.id)

            assert without_marked_repeats(at_desk) == hers
            assert neighbours_once(at_home) == answers
            assert repeats(at_home) <= kills


SIZES = [(3, 2, 40, 10)] if LONG else [(2, 1, 6, 2)]


@pytest.mark.parametrize(("newcomers", "volunteers", "count", "kills"), SIZES)
async def test_kills_lose_nothing_mix_nothing_and_repeat_only_where_marked(
    simulator, tmp_path, newcomers, volunteers, count, kills
):
    play = Play(simulator, tmp_path, newcomers, volunteers, count)
    await play.begins()
    try:
        await play.runs(kills)
        await play.ends(kills)
        assert await play.bot.stop() == 0
    finally:
        if play.bot.process.returncode is None:
            await play.bot.kill()
