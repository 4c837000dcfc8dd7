"""What is to happen with a case by itself, and when."""

from __future__ import annotations

from bot.handoff import hours, screens
from bot.handoff.card import card
from bot.handoff.house import House
from bot.handoff.model import DAY, Case, State, Step
from bot.handoff.newcomer import called_now, closes, is_quiet
from bot.i18n import D_, N_
from bot.messages import DESK, DropTopic, Outgoing, Priority, Say

REMIND, ALERT, NUDGE, GIVE_UP, HELD, PURGE = (
    "remind",
    "alert",
    "nudge",
    "give up",
    "held",
    "purge",
)
NUDGE_DAYS = 3
GIVE_UP_DAYS = 7
HELD_DAYS = 14
PURGE_DAYS = 30


def plan(house: House, case: Case) -> dict[str, float]:
    """The timers that follow from where a case is: kind and time."""
    if case.state == State.CLOSED:
        return {PURGE: (case.closed_at or case.opened_at) + PURGE_DAYS * DAY}
    if case.blocked_at is not None:
        # Who cannot be reached is waited for longer.
        return {HELD: case.blocked_at + HELD_DAYS * DAY}
    wished: dict[str, float] = {}
    if case.waiting_since is not None and house.desk.answer_within is not None:
        promised = house.desk.answer_within
        wished[REMIND] = hours.later(house.desk, case.waiting_since, promised)
        wished[ALERT] = hours.later(house.desk, case.waiting_since, 2 * promised)
    if case.answered_at is not None:
        wished[NUDGE] = case.answered_at + NUDGE_DAYS * DAY
        wished[GIVE_UP] = case.answered_at + GIVE_UP_DAYS * DAY
    return wished


def fired(house: House, case: Case, kind: str, now: float) -> Step:
    """What happens when its time has come. `PURGE` is not here: it leaves no case."""
    match kind:
        case "remind":
            return Step(case, _reminder(house, case, now))
        case "alert":
            return Step(case, (*_alert(house, case, now), *_offices(house, case, now)))
        case "nudge":
            return Step(case, _nudge(house, case))
        case "give up":
            noted = house.say(D_("⏹ Closed: seven days without a word from her."))
            return closes(house, case, "no-reply", noted, now)
        case "held":
            text = house.say(D_("She has not come back for 14 days. What was held back is erased."))
            return closes(house, case, "no-reply", text, now)
    return Step(case)


def _reminder(house: House, case: Case, now: float) -> tuple[Outgoing, ...]:
    called = called_now(house, (case.owner,), now)
    text = house.say(D_("⏰ She still waits for an answer."))
    shown = card(house, case, priority=Priority.COSMETIC)
    quiet = is_quiet(house, now)
    return (Say(DESK, text, case=case.id, mentions=called, quiet=quiet), shown)


def _alert(house: House, case: Case, now: float) -> tuple[Outgoing, ...]:
    name = case.owner.name if case.owner else house.say(D_("nobody"))
    text = house.say(
        D_("⏰ {case} has waited for twice the promised time. It is with: {name}."),
        case=case.number,
        name=name,
    )
    return house.tell_coordinators(text, quiet=is_quiet(house, now))


def _offices(house: House, case: Case, now: float) -> tuple[Outgoing, ...]:
    """Phones are shared: after a crisis nothing is sent that she did not ask for."""
    if house.guarded(case) or not case.consent:
        return ()
    voice = house.voice(case)
    text = voice(
        N_("I am sorry, nobody has answered you yet. You still wait for your turn. Or go here:")
    )
    told = f"{text}\n\n{screens.offices(house, voice)}"
    return (Say(case.chat_id, told, quiet=is_quiet(house, now)),)


def _nudge(house: House, case: Case) -> tuple[Outgoing, ...]:
    if house.guarded(case) or not case.consent:
        return ()
    text = house.voice(case)(
        N_("Do you still need help? Write here. If not, the chat ends in a few days.")
    )
    return (Say(case.chat_id, text),)


def erased(case: Case) -> tuple[Outgoing, ...]:
    """The topic of a case that is erased goes with all its messages."""
    if case.topic_group is None or case.topic_id is None:
        return ()
    return (DropTopic(case.topic_group, case.topic_id),)
