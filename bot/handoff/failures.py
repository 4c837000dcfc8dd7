"""What could not be delivered ends with a person who knows: in the topic, or with her."""

from __future__ import annotations

from dataclasses import replace

from bot.handoff.house import House
from bot.handoff.model import Case, Step
from bot.i18n import D_, N_
from bot.messages import DESK, Copy, Correct, DropTopic, Outgoing, Remove, Say, TakeBack, Words

_REASONS = {
    "voice_messages_forbidden": D_("she does not accept voice messages"),
    "video_messages_forbidden": D_("she does not accept video messages"),
    "message can't be copied": D_("Telegram does not let it be copied"),
    "too long": D_("it is too long"),
    "deactivated": D_("her Telegram account is gone"),
    "blocked": D_("she has blocked the bot"),
}
_DELETED = ("message to copy not found", "no messages to copy", "message_id_invalid")


def refused(house: House, case: Case, outgoing: Outgoing, error: str) -> Step:
    """A call that can never arrive."""
    match outgoing:
        case Copy(chat_id=chat_id) | Words(chat_id=chat_id) if chat_id != DESK:
            return Step(case, (_to_her(house, case, outgoing, error),))
        case Correct(chat_id=chat_id) if chat_id != DESK:
            text = house.say(D_("⚠️ The correction did not arrive at her."))
            return Step(case, (_reply(case, outgoing.message, text),))
        case Say(answer=True):
            text = house.say(D_("⚠️ Not delivered: {reason}."), reason=_reason(house, error))
            return Step(case, (Say(DESK, text, case=case.id),))
        case TakeBack(question=request):
            text = house.say(D_("⚠️ Telegram did not take it back: {reason}."), reason=error)
            return Step(case, (Say(DESK, text, question=request, case=case.id),))
        case Copy():
            return Step(case, _to_desk(house, case, error))
        case Words() | Correct():
            text = house.say(D_("⚠️ A message of hers could not be shown here."))
            return Step(case, (Say(DESK, text, case=case.id),))
    return Step(case)


def _to_her(house: House, case: Case, sent: Copy | Words, error: str) -> Say:
    if any(words in error.lower() for words in _DELETED):
        text = house.say(D_("It was deleted before it was sent: it did not go out."))
        return Say(DESK, text, case=case.id)
    text = house.say(D_("⚠️ Not delivered: {reason}."), reason=_reason(house, error))
    message = sent.messages[0] if isinstance(sent, Copy) else sent.parts[0].message_id
    return _reply(case, message, text)


def _reply(case: Case, message: int, text: str) -> Say:
    return Say(DESK, text, question=message, case=case.id)


def _reason(house: House, error: str) -> str:
    for words, reason in _REASONS.items():
        if words in error.lower():
            return house.say(reason)
    unsure = D_("it may have arrived or not; please ask her")
    return house.say(unsure) if error.endswith("uncertain") else error


def _to_desk(house: House, case: Case, error: str) -> tuple[Outgoing, ...]:
    if any(words in error.lower() for words in _DELETED):
        text = house.say(D_("She deleted a message before it arrived here."))
        return (Say(DESK, text, case=case.id),)
    noted = house.say(D_("⚠️ A message of hers could not be shown here."))
    told = house.voice(case)(
        N_("This kind of message cannot be passed on. Please write it as text.")
    )
    return (Say(DESK, noted, case=case.id), Say(case.chat_id, told))


def blocked(house: House, case: Case, now: float, error: str = "") -> Step:
    """She has blocked the bot: said once; what is written meanwhile waits for her."""
    if case.blocked_at is not None or not case.open:
        return Step(case)
    gone = D_("🔇 Her Telegram account is gone: what you write does not reach her. /close ends it.")
    away = D_(
        "🔇 She has blocked the bot. What you write is held back and delivered when she "
        "comes back, up to 14 days."
    )
    text = house.say(gone if "deactivated" in error.lower() else away)
    return Step(replace(case, blocked_at=now), (Say(DESK, text, case=case.id),))


def too_late(house: House, case: Case, outgoing: Outgoing, error: str) -> Step:
    """She has blocked the bot, and the case is over: nothing waits for her any more."""
    return replace(refused(house, case, outgoing, error), dropped=True)


def given_up(house: House, step: Step, count: int) -> Step:
    """The case ends before she came back: what was held back never reaches her."""
    if not count:
        return step
    text = house.say(
        D_("⚠️ Not delivered, since she had blocked the bot: {count}."), count=str(count)
    )
    return replace(step, out=(Say(DESK, text, case=step.case.id), *step.out))


def incomplete(house: House, case: Case, copy: Copy, made: tuple[int, ...]) -> Step:
    """An album came with parts missing: nobody can tell which, so each is copied by itself."""
    single = [
        replace(copy, messages=(id,), marks=(mark,), album=None, again=True)
        for id, mark in zip(copy.messages, copy.marks, strict=True)
    ]
    return Step(case, (Remove(copy.chat_id, made), *single))


def repeated(house: House, case: Case, copied: int) -> Step:
    """A file that may stand here twice: it cannot carry a sign, so a reply does."""
    text = "↻ " + house.say(D_("Perhaps this stands here twice."))
    return Step(case, (Say(DESK, text, question=copied, case=case.id),))


def topic_not_dropped(house: House, dropped: DropTopic) -> tuple[Outgoing, ...]:
    """An erased case whose topic stays is for the coordinators."""
    text = house.say(
        D_(
            "⚠️ A topic at the desk could not be deleted. Please delete it by hand and give the "
            "bot the right to delete messages: t.me/c/{group}/{topic}"
        ),
        group=str(dropped.group).removeprefix("-100"),
        topic=str(dropped.topic),
    )
    return house.tell_coordinators(text)


def desk_down(house: House, cases: list[Case], why: str) -> tuple[Outgoing, ...]:
    """The bot may not work at the desk: the coordinators can mend it, newcomers are told."""
    text = house.say(
        D_(
            "🚧 The desk cannot be reached ({why}). What newcomers write is kept and delivered "
            "when the bot may work there again. Please look: allin-bot check"
        ),
        why=why,
    )
    told = [fault_told(house, case) for case in cases if case.relayed]
    return (*house.tell_coordinators(text), *told)


def fault_told(house: House, case: Case) -> Say:
    """She knows why nobody answers."""
    text = house.voice(case)(
        N_(
            "There is a technical fault: at the moment nobody can read what you write. It is kept "
            "and delivered later."
        )
    )
    return Say(case.chat_id, text)


def desk_up(house: House) -> tuple[Outgoing, ...]:
    """The desk works again."""
    return house.tell_coordinators(house.say(D_("✅ The desk can be reached again.")))
