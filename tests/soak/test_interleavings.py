"""Random orders of people, volunteers, faults and restarts: the promises hold in every one."""

import asyncio
import contextlib
import os
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test
from hypothesis.strategies import sampled_from

from bot.simulator import Simulator
from tests.soak.promises import (
    neighbours_once,
    relayed_to,
    threads_named,
    told_of,
    without_marked_repeats,
)
from tests.support.desk import desk_running

LONG = os.environ.get("ALLIN_SOAK") == "1"
EXAMPLES = int(os.environ.get("ALLIN_SOAK_ORDERS", 1000 if LONG else 3))
STEPS = 15
PATIENCE_ROUNDS = 200

WHO = sampled_from([0, 1])
FAULTS = sampled_from(
    [
        {"method": "sendMessage", "cut": "after"},
        {"method": "sendMessage", "cut": "before"},
        {"method": "sendMessage", "code": 502},
        {"method": "sendMessage", "code": 429, "retry_after": 1},
        {"method": "copyMessage", "cut": "before"},
        {"method": "copyMessage", "cut": "after"},
        {"method": "createForumTopic", "cut": "before"},
        {"method": "getUpdates", "cut": "after"},
    ]
)


class TwoCases(RuleBasedStateMachine):
    """Two newcomers, two volunteers, a bot that is started anew, topics that vanish."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.folder = tempfile.TemporaryDirectory()
        self.stack = contextlib.AsyncExitStack()
        self.said = {(side, who): 0 for side in "NA" for who in (0, 1)}
        self.deleted_early: set[str] = set()
        self.run(self.begins())

    def run(self, task):
        return self.loop.run_until_complete(task)

    async def begins(self) -> None:
        self.simulator = await self.stack.enter_async_context(Simulator())
        self.bot = contextlib.AsyncExitStack()
        folder = Path(self.folder.name)
        self.desk = await self.bot.enter_async_context(desk_running(self.simulator, folder))
        self.newcomers = [self.simulator.person(f"N{number}") for number in (0, 1)]
        self.owners = [self.desk.anna, self.desk.bela]
        for person, owner in zip(self.newcomers, self.owners, strict=True):
            await self.desk.taken(person, owner)

    # --- what may happen

    @rule(who=WHO)
    def she_writes(self, who: int) -> None:
        self.run(self.newcomers[who].says(self.next_words("N", who)))

    @rule(who=WHO)
    def her_volunteer_writes(self, who: int) -> None:
        self.run(self.volunteer_writes(self.owners[who], who))

    @rule(who=WHO)
    def somebody_else_writes_in_her_topic(self, who: int) -> None:
        self.run(self.volunteer_writes(self.owners[1 - who], who, "X0-1"))

    @rule(fault=FAULTS)
    def something_goes_wrong(self, fault: dict[str, object]) -> None:
        self.simulator.fault(**fault)

    @rule(who=WHO)
    def her_topic_is_closed_by_hand(self, who: int) -> None:
        self.run(self.topic_is("closed_by", who))

    @rule(who=WHO)
    def her_topic_is_deleted_by_hand(self, who: int) -> None:
        self.run(self.topic_is("deleted_by", who))

    @rule()
    def the_bot_is_started_anew(self) -> None:
        self.run(self.restarts())

    @rule()
    def a_moment_passes(self) -> None:
        self.run(asyncio.sleep(0.1))

    # --- how

    def next_words(self, side: str, who: int) -> str:
        self.said[side, who] += 1
        return f"{side}{who}-{self.said[side, who]}"

    async def topic(self, who: int):
        named = [one for one in await self.desk.group.topics() if f"K-{who + 1:04}" in one.name]
        return named[-1] if named else None

    async def volunteer_writes(self, volunteer, who: int, words: str | None = None) -> None:
        topic = await self.topic(who)
        if topic is not None and not topic.closed:
            await volunteer.says(words or self.next_words("A", who), to=topic)

    async def topic_is(self, what: str, who: int) -> None:
        topic = await self.topic(who)
        if topic is not None:
            # What was written in the topic is read before it goes.
            await self.simulator.all_fetched()
            if what == "deleted_by":
                # A volunteer's words are copied: deleted before they left, they never leave.
                written, arrived = self.written(who)[1], self.arrived(who)[1]
                self.deleted_early.update(set(written) - set(arrived))
            await getattr(topic, what)(self.desk.coordinator)

    async def restarts(self) -> None:
        await self.bot.aclose()
        self.bot = contextlib.AsyncExitStack()
        await self.bot.enter_async_context(self.desk.running())

    # --- what holds in the end

    def teardown(self) -> None:
        try:
            self.run(self.keeps_the_promises())
        finally:
            self.run(self.bot.aclose())
            self.run(self.stack.aclose())
            self.loop.close()
            self.folder.cleanup()

    async def keeps_the_promises(self) -> None:
        self.simulator.faults.clear()
        for _ in range(PATIENCE_ROUNDS):
            if all(self.arrived(who) == self.owed(who) for who in (0, 1)):
                break
            self.desk.passes(1)
            await asyncio.sleep(0.05)
        for who in (0, 1):
            assert self.arrived(who) == self.owed(who)

    def owed(self, who: int) -> tuple[list[str], list[str]]:
        """All that was written, without what did not arrive and need not have: it was deleted
        before it left, or failed twice, and its writer knows."""
        hers, answers = self.written(who)
        excused = self.deleted_early | told_of(self.simulator.world, self.desk.group.id)
        lost = excused - set(self.arrived(who)[1])
        return hers, [words for words in answers if words not in lost]

    def written(self, who: int) -> tuple[list[str], list[str]]:
        hers, answers = (
            [f"{side}{who}-{count + 1}" for count in range(self.said[side, who])] for side in "NA"
        )
        return hers, answers

    def arrived(self, who: int) -> tuple[list[str], list[str]]:
        """All that the bot relayed for her, both ways: no word missing, strange or disordered."""
        world, group = self.simulator.world, self.desk.group.id
        threads = threads_named(world, group, f"K-{who + 1:04}")
        hers = without_marked_repeats(relayed_to(world, group, threads))
        return hers, neighbours_once(relayed_to(world, self.newcomers[who].id))


def test_random_orders_keep_the_promises():
    run_state_machine_as_test(
        TwoCases,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            derandomize=not LONG,
            database=None,
            # Real time passes in every step: a smaller example would take too long to find.
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
