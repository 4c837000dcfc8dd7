"""What a newcomer does with her case: plain functions of case, event and time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bot.conversation.voice import Voice
from bot.handoff import hours, screens
from bot.handoff.card import KINDS, card
from bot.handoff.house import House
from bot.handoff.model import Alarms, Case, Known, Opens, State, Step, Volunteer, Wish, file_of
from bot.i18n import D_, N_
from bot.messages import (
    DESK,
    Button,
    Copy,
    Correct,
    Incoming,
    Mention,
    Outgoing,
    Part,
    Priority,
    Say,
    TurnTopic,
    Words,
    plainly,
)

# Kinds that Telegram lets nobody copy.
NOT_COPIED = frozenset({"poll", "story", "paid_media", "checklist"})


def can_be_copied(incoming: Incoming) -> bool:
    """Whether a copy may be made of it later: of all that waits, only its id is kept.

    A copy of a shared contact, or of a mark with a person's number, would carry that number.
    """
    return not incoming.marked and incoming.media not in NOT_COPIED | {"contact"}


def opens(house: House, case: Case, event: Opens, waiting: tuple[Copy, ...], now: float) -> Step:
    """She agreed: her question goes to the desk, and she is told what happens next.

    waiting: what she wrote to a volunteer before.
    """
    known = event.known
    copies = _brought(case, known, waiting, untaken=case.owner is None)
    began = replace(
        case,
        consent=True,
        language=event.language,
        wishes=event.wishes,
        shown=known.shown,
        drafts=known.drafts,
        question=copies[-1].messages[0] if copies else None,
        waiting_since=case.waiting_since or now,
        urgent=case.urgent or known.urgent,
        aside=False,
        version=case.version + 1,
        files=case.files + sum(copy.waits for copy in copies),
    )
    shown = card(house, began, priority=_opening(began), quiet=is_quiet(house, now))
    out: tuple[Outgoing, ...] = (shown, *copies, _confirmation(house, began, now))
    return Step(began, (*out, *_under_age(house, began)))


def _brought(
    case: Case, known: Known, waiting: tuple[Copy, ...], *, untaken: bool
) -> tuple[Copy, ...]:
    """What she wrote before she agreed: her question, and what waited; in its order."""
    there = {message for copy in waiting for message in copy.messages}
    question = (
        Copy(
            *(DESK, case.id, case.chat_id, (one.message,), ("",)),
            album=one.album,
            waits=one.file and untaken,
        )
        for one in known.asked
        if one.message not in there
    )
    return tuple(sorted((*question, *waiting), key=lambda copy: copy.messages))


def reopens(house: House, case: Case, event: Opens, waiting: tuple[Copy, ...], now: float) -> Step:
    """Within seven days the same case goes on, and who had it is called first."""
    known = event.known
    copies = _brought(case, known, waiting, untaken=True)
    back = replace(
        case,
        state=State.WAITING,
        consent=True,
        owner=None,
        previous=case.owner or case.previous,
        language=event.language,
        wishes=case.wishes + "".join(w for w in event.wishes if w not in case.wishes),
        urgent=case.urgent or known.urgent,
        opened_at=now,
        closed_at=None,
        reason=None,
        waiting_since=now,
        answered_at=None,
        aside=False,
        version=case.version + 1,
        shown=known.shown or case.shown,
        drafts=known.drafts or case.drafts,
        question=copies[-1].messages[0] if copies else None,
        files=case.files + sum(copy.waits for copy in copies),
    )
    called = called_now(house, (back.previous,), now)
    notice = house.say(D_("🔄 She is back, and the case is open again."))
    out: tuple[Outgoing, ...] = (
        TurnTopic(case.id, open=True),
        card(house, back, priority=Priority.NOTICE, quiet=is_quiet(house, now)),
        Say(DESK, notice, case=case.id, mentions=called, quiet=is_quiet(house, now)),
        *copies,
        _confirmation(house, back, now),
    )
    return Step(back, (*out, *_under_age(house, back)))


def called_now(
    house: House, volunteers: Iterable[Volunteer | None], now: float
) -> tuple[Mention, ...]:
    """Who of them is mentioned, so that the message rings: nobody at night."""
    if is_quiet(house, now):
        return ()
    return tuple(Mention(one.id, one.name) for one in volunteers if one)


def is_quiet(house: House, now: float) -> bool:
    """At night nobody is woken."""
    return not hours.is_open(house.desk, now)


def _opening(case: Case) -> Priority:
    return Priority.URGENT if case.crisis else Priority.NOTICE


def _confirmation(house: House, case: Case, now: float) -> Say:
    voice = house.voice(case)
    text = screens.opened(house, case, now)
    return Say(case.chat_id, text, keyboard=screens.keyboard(voice))


def _under_age(house: House, case: Case) -> tuple[Outgoing, ...]:
    if Wish.UNDER_18 not in case.wishes:
        return ()
    return house.tell_coordinators(
        house.say(D_("{case}: somebody under 18 has written."), case=case.number)
    )


def writes(house: House, case: Case, incoming: Incoming, mark: str, now: float) -> Step:
    """Something of hers for the desk."""
    since = case.waiting_since or now
    owed = replace(case, waiting_since=since, answered_at=None, aside=False)
    out = _relayed(house, owed, incoming, mark)
    if any(isinstance(one, Copy) and one.waits for one in out):
        owed = replace(owed, files=owed.files + 1)
        out = (*out, card(house, owed))
    return Step(owed, out)


def _relayed(house: House, case: Case, incoming: Incoming, mark: str) -> tuple[Outgoing, ...]:
    assert incoming.message_id is not None
    source, message, answers = case.chat_id, incoming.message_id, incoming.reply_to
    if not incoming.media or incoming.media == "contact":
        if not incoming.plain:
            return _cannot_pass(house, case, incoming.media or "?")
        part = Part(message, incoming.plain, mark)
        return (Words(case.id, source, (part,), answers),)
    if incoming.media in NOT_COPIED:
        return _cannot_pass(house, case, incoming.media)
    return _copied(case, incoming, mark, answers)


def _copied(case: Case, incoming: Incoming, mark: str, answers: int | None) -> tuple[Outgoing, ...]:
    """A file as it is, but for the words of one that names somebody.

    Such a part leaves its album: in an album captions are replaced for all parts or for none.
    """
    source, message, album = case.chat_id, incoming.message_id or 0, incoming.album
    copy = Copy(DESK, case.id, source, (message,), (mark,), answers=answers, album=album)
    copy = replace(copy, waits=case.owner is None)
    if not incoming.marked:
        return (copy,)
    return plainly(replace(copy, album=None), Part(message, incoming.plain), file=True)


def _cannot_pass(house: House, case: Case, kind: str) -> tuple[Outgoing, ...]:
    voice = house.voice(case)
    told = voice(N_("This kind of message cannot be passed on. Please write it as text."))
    noted = house.say(
        D_("She sent something that Telegram does not let us show here ({kind})."), kind=kind
    )
    return (Say(case.chat_id, told), Say(DESK, noted, case=case.id))


def corrects(case: Case, incoming: Incoming, mark: str, known: str) -> Step:
    """Her message was edited. known: the mark of what was relayed before."""
    assert incoming.message_id is not None
    if mark == known or incoming.media == "location":
        # A reaction, or a location that moves: nothing of hers has changed.
        return Step(case)
    is_text = not incoming.media or incoming.media == "contact"
    if not is_text and file_of(mark) != file_of(known):
        alone = replace(incoming, album=None)
        return Step(case, _copied(case, alone, mark, answers=incoming.message_id))
    text, source = incoming.plain, case.chat_id
    correct = Correct(
        DESK, case.id, source, incoming.message_id, text, not is_text, mark, incoming.marked
    )
    return Step(case, (correct,))


def alarmed_lately(case: Case, now: float) -> bool:
    """At most one card of alarm a person and hour."""
    return case.alarmed_at is not None and now - case.alarmed_at < hours.HOUR


def is_flagged(case: Case, kind: str, now: float) -> bool:
    """Whether the desk has heard of this kind of crisis in the last hour."""
    return alarmed_lately(case, now) and case.urgent == kind


def flagged(house: House, step: Step, kind: str, staff: tuple[Volunteer, ...], now: float) -> Step:
    """A crisis in an open case: the card and a notice ahead of everything, once an hour.

    staff: who is called where nobody has the case.
    """
    case = step.case
    if is_flagged(case, kind, now):
        return step
    alarmed = replace(case, urgent=kind, alarmed_at=now)
    return replace(step, case=alarmed, out=(*step.out, *_alarm(house, alarmed, staff, now)))


def _alarm(
    house: House, case: Case, staff: tuple[Volunteer, ...], now: float
) -> tuple[Outgoing, ...]:
    quiet, kind = is_quiet(house, now), house.say(KINDS[case.urgent or "danger"])
    notice = "🚨 " + house.say(D_("Crisis: {kind}. Please look now."), kind=kind)
    hers = case.owner or case.previous
    called = called_now(house, (hers,) if hers else staff, now)
    return (
        Say(DESK, notice, case=case.id, mentions=called, priority=Priority.URGENT, quiet=quiet),
        card(house, case, priority=Priority.URGENT, quiet=quiet),
    )


def alarms(
    house: House, case: Case, event: Alarms, staff: tuple[Volunteer, ...], now: float
) -> Step:
    """A crisis without an open case: a new card with kind and language, not a word of hers."""
    quiet = is_quiet(house, now)
    alarmed = replace(
        case,
        consent=False,
        urgent=event.kind,
        language=event.language,
        alarmed_at=now,
        waiting_since=now,
    )
    called = called_now(house, staff, now)
    posted = card(house, alarmed, priority=Priority.URGENT, quiet=quiet, mentions=called)
    return Step(alarmed, (posted,))


def alarms_again(
    house: House, case: Case, event: Alarms, staff: tuple[Volunteer, ...], now: float
) -> Step:
    """Within the hour, after the case was closed: it opens again, still without her words."""
    back = replace(
        case,
        state=State.WAITING,
        consent=False,
        asked=None,
        written=False,
        owner=None,
        previous=case.owner or case.previous,
        urgent=event.kind,
        language=event.language,
        alarmed_at=now,
        waiting_since=now,
        opened_at=now,
        closed_at=None,
        reason=None,
        version=case.version + 1,
    )
    turned = TurnTopic(case.id, open=True, priority=Priority.URGENT)
    return Step(back, (turned, *_alarm(house, back, staff, now)))


def replies(house: House, case: Case, incoming: Incoming) -> Step:
    """Words for a volunteer whom she did not call: may they be read? That is asked once."""
    voice = house.voice(case)
    kept = can_be_copied(incoming)
    again = voice(N_("This message is not passed on. If you agree, please write it again."))
    if case.asked is None:
        asked = replace(case, asked=incoming.message_id)
        return Step(asked, (_may_be_read(voice, case, incoming, "" if kept else again),))
    return Step(case, () if kept else (Say(case.chat_id, again, question=incoming.message_id),))


def _may_be_read(voice: Voice, case: Case, incoming: Incoming, more: str) -> Say:
    text = voice(
        N_(
            "A volunteer of ALL IN wrote to you because you may need help. Shall this person "
            "read this message, and what you write here from now on?"
        )
    )
    rows = (
        (Button("✅ " + voice(N_("Yes, pass it on")), "consent:yes"),),
        (Button(voice(N_("No, thank you")), "consent:no"),),
    )
    said = f"{text}\n\n{more}".strip()
    return Say(case.chat_id, said, rows, question=incoming.message_id)


def consents(house: House, case: Case, yes: bool, waiting: tuple[Copy, ...], now: float) -> Step:
    """What she said to that. waiting: what she has written since she was asked."""
    voice = house.voice(case)
    if not yes:
        told = voice(N_("Good. What you write stays with the bot."))
        noted = house.say(D_("She does not want her words to be read here."))
        refused = replace(case, written=False, asked=None)
        return Step(refused, (Say(case.chat_id, told), Say(DESK, noted, case=case.id)))
    agreed = replace(case, consent=True, waiting_since=now, version=case.version + 1)
    told = voice(N_("Your messages go to the volunteer now."))
    told_her = Say(case.chat_id, told, keyboard=screens.keyboard(voice))
    return Step(agreed, (card(house, agreed), told_her, *waiting))


def too_late(house: House, case: Case) -> Step:
    """She agrees to something that is over."""
    return Step(case, (Say(case.chat_id, _over(house, case)),))


def speaks(house: House, case: Case, language: str, now: float) -> Step:
    """She chose another language: the chat and the card follow."""
    turned = replace(case, language=language)
    shown = card(house, turned)
    if not case.relayed:
        return Step(turned, (shown,))
    keyboard = screens.keyboard(house.voice(turned))
    text = screens.already_open(house, turned, now)
    return Step(turned, (Say(case.chat_id, text, keyboard=keyboard), shown))


def ends(house: House, case: Case, now: float) -> Step:
    """She ends the chat."""
    noted = house.say(D_("⏹ She has ended the chat."))
    return closes(house, case, "solved", noted, now)


def closes(house: House, case: Case, reason: str, noted: str, now: float) -> Step:
    """The case is over: both sides are told, the topic is closed."""
    over = replace(
        case,
        state=State.CLOSED,
        reason=reason,
        closed_at=now,
        waiting_since=None,
        answered_at=None,
        previous=case.owner or case.previous,
        blocked_at=None,
        aside=False,
        version=case.version + 1,
    )
    farewell = _farewell(house, over) if case.blocked_at is None else ()
    out: list[Outgoing] = [
        *farewell,
        Say(DESK, noted, case=case.id),
        card(house, over),
        TurnTopic(case.id, open=False),
    ]
    return Step(over, tuple(out), dropped=True)


def _farewell(house: House, case: Case) -> tuple[Outgoing, ...]:
    """Two messages, since one cannot both take the keyboard away and carry buttons."""
    if not case.consent and not case.written:
        return ()
    voice = house.voice(case)
    over = Say(case.chat_id, _over(house, case), keyboard=())
    if house.guarded(case) or case.previous is None:
        return (over,)
    asked = Say(case.chat_id, voice(N_("Did it help?")), screens.helped_rows(house, case))
    return (over, asked)


def _over(house: House, case: Case) -> str:
    over = N_("The chat is over. You are talking with the bot again. /human opens it again.")
    return house.voice(case)(over)


def aside(house: House, case: Case) -> Step:
    """Her next message is for the bot."""
    voice = house.voice(case)
    text = voice(
        N_("Your next message goes to the bot. After that, you write to the person again.")
    )
    return Step(replace(case, aside=True), (Say(case.chat_id, text),))


def rates(house: House, case: Case, helped: bool) -> Step:
    """Did it help?"""
    voice = house.voice(case)
    glad = N_("I am glad. Write again at any time.")
    sorry = N_("I am sorry. /human opens the chat with a person again.")
    said = voice(glad if helped else sorry)
    return Step(replace(case, helped=helped), (Say(case.chat_id, said),))


def reports(house: House, case: Case, about: Volunteer | None) -> Step:
    """A complaint about a volunteer: the other coordinators hear of it, the desk does not."""
    name = about.name if about else house.say(D_("somebody who has left the desk"))
    text = house.say(
        D_("⚠️ {case}: the newcomer complains about {name}. Only the coordinators are told."),
        case=case.number,
        name=name,
    )
    others = sorted(house.coordinators - {about.id if about else 0})
    return Step(case, _complaint(house, case, text, others))


def _complaint(house: House, case: Case, text: str, coordinators: list[int]) -> tuple[Say, ...]:
    """To all of them; she hears of it when the first was told, or that nobody could be."""
    voice = house.voice(case)
    if not coordinators:
        sorry = voice(
            N_("I am sorry: no coordinator can be told now. Please tell ALL IN in person.")
        )
        contact = house.base.operator.contact
        return (Say(case.chat_id, f"{sorry}\n{contact}" if contact else sorry),)
    told = voice(N_("The coordinators of ALL IN are told. The volunteer does not hear of it."))
    first, *rest = coordinators
    then = (Say(case.chat_id, told), *(Say(chat, text) for chat in rest))
    otherwise = _complaint(house, case, text, rest)
    return (Say(first, text, then=then, otherwise=otherwise),)


def returns(house: House, case: Case) -> Step:
    """She can be reached again."""
    noted = house.say(D_("She can be reached again. What was held back is delivered now."))
    back = replace(case, blocked_at=None)
    return Step(back, (Say(DESK, noted, case=case.id),), back=True)
