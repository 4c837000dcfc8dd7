"""The way from the bot to a person and back, as far as one turn goes."""

from __future__ import annotations

from dataclasses import replace

from bot.conversation.crisis import crisis_text
from bot.conversation.state import Conversation, Turn
from bot.conversation.understanding import Crisis
from bot.conversation.voice import Voice
from bot.handoff import screens
from bot.handoff.house import House
from bot.handoff.model import (
    Alarms,
    Aside,
    Asided,
    Case,
    Consents,
    Ends,
    Event,
    Known,
    Opens,
    Rates,
    Replies,
    Reports,
    Speaks,
    Writes,
)
from bot.handoff.newcomer import is_flagged, is_quiet
from bot.i18n import N_, language_of_hint
from bot.messages import Change, Incoming, Kind, Outgoing, Priority, Rows, Say

HERS = frozenset({Kind.TEXT, Kind.MEDIA, Kind.OTHER})
VERBS = frozenset({"human", "consent", "rate", "report"})

Pressed = tuple[Conversation, tuple[Outgoing, ...], tuple[Event, ...]]


def language_of(known: Conversation, voice: Voice) -> str:
    """The language of a case: hers, also where the bot does not have it."""
    if not voice.unsure:
        return voice.code
    return known.spoken or language_of_hint(known.hint) or voice.code


def screen(
    house: House, case: Case | None, voice: Voice, now: float, wishes: str = ""
) -> tuple[str, Rows]:
    """What somebody sees who wants a person."""
    if case is not None and case.relayed:
        return screens.already_open(house, case, now), ()
    return screens.agreement(house, voice, wishes, now)


def pressed_below(house: House, incoming: Incoming, case: Case) -> Event | None:
    """The buttons below the input line arrive as their words, in any language; and /end."""
    if incoming.kind == Kind.COMMAND and incoming.command == "end":
        # Also where only the volunteer writes: she cannot end what she does not know of.
        return Ends() if case.relayed or case.written else None
    if incoming.kind != Kind.TEXT or not case.relayed:
        return None
    for voice in house.languages.voices():
        end, ask = screens.keyboard(voice)
        if incoming.text == end:
            return Ends()
        if incoming.text == ask:
            return Aside()
    return None


def goes_to_desk(incoming: Incoming, known: Conversation, case: Case, alarm: Crisis | None) -> bool:
    """Whether what she wrote is for the person and not for the bot.

    Corrections always are, and danger is, whom ever she asked.
    """
    if not case.relayed or incoming.kind not in HERS:
        return False
    if incoming.edited or alarm is not None:
        return True
    return not case.aside and not _of_album(incoming, known)


def _of_album(incoming: Incoming, known: Conversation) -> bool:
    """Whether it belongs to the album that the bot has answered."""
    return incoming.album is not None and incoming.album == known.album


def for_bot(case: Case, incoming: Incoming) -> tuple[Event, ...]:
    """What it means for her case that the bot answers this."""
    if incoming.kind not in HERS:
        return ()
    if case.aside:
        return () if incoming.edited else (Asided(),)
    return (Replies(),) if case.written and not case.consent else ()


def is_first_reply(case: Case, incoming: Incoming) -> bool:
    """Whether she writes to a volunteer whom she did not call, and was not asked yet."""
    first = case.asked is None and not incoming.edited
    return first and Replies() in for_bot(case, incoming)


def passed_on(
    house: House,
    incoming: Incoming,
    known: Conversation,
    case: Case,
    alarm: Crisis | None,
    now: float,
    *,
    reached: bool,
) -> Turn:
    """The bot is silent, but for the numbers, once; or when she asked the bot."""
    if alarm is None or (is_flagged(case, alarm, now) and not case.aside):
        return Turn((), known, (Writes(alarm),))
    read = reached and case.owner is not None and not is_quiet(house, now)
    text = crisis_text(house.base, alarm, house.voice(case), read=read)
    numbers = Say(incoming.chat_id, text, priority=Priority.URGENT)
    return Turn((numbers,), known, (Writes(alarm),))


def alarm_of(known: Conversation, voice: Voice, kind: Crisis) -> Alarms:
    """A crisis without an open case."""
    return Alarms(kind, language_of(known, voice))


def spoken(case: Case | None, language: str | None) -> tuple[Event, ...]:
    """What it means for her case that she chose a language, if she did."""
    return () if case is None or language is None else (Speaks(language),)


def pressed(
    house: House, incoming: Incoming, known: Conversation, case: Case | None, now: float
) -> Pressed:
    """The buttons of this way."""
    verb, _, argument = incoming.data.partition(":")
    voice = house.languages.choose(known)
    number, _, said = argument.partition(":")
    match verb:
        case "consent":
            return _consenting(known, case, argument == "yes")
        case "rate" if number.isdecimal():
            return known, (), (Rates(int(number), said == "yes"),)
        case "report" if number.isdecimal():
            return known, (), (Reports(int(number), said),)
        case "human" if argument:
            return _on_the_way(house, incoming, known, case, argument, now)
    text, rows = screen(house, case, voice, now)
    return known, (Say(incoming.chat_id, text, rows),), ()


def _consenting(known: Conversation, case: Case | None, yes: bool) -> Pressed:
    if yes and case is not None and not case.consent:
        known = _passed(known)
    return known, (), (Consents(yes),)


def _on_the_way(
    house: House,
    incoming: Incoming,
    known: Conversation,
    case: Case | None,
    argument: str,
    now: float,
) -> Pressed:
    verb, *more = argument.split(":")
    wishes = "".join(sorted(set(more[-1] if more else "") & set("wcu")))
    voice = house.languages.choose(known)
    if verb == "yes":
        before = Known(known.topics, known.drafts, known.asked)
        opens = Opens(wishes, language_of(known, voice), before)
        return _passed(known), (), (opens,)
    events: tuple[Event, ...] = ()
    if verb == "language" and more[0] in house.languages:
        known = replace(known, chosen=more[0])
        voice = house.languages.choose(known)
        events = spoken(case, more[0])
    rows: Rows = ()
    if verb == "no":
        text = voice(N_("Good. You are talking with the bot."))
    elif verb == "languages":
        text, rows = screens.language_choice(house, voice, wishes)
    else:
        text, rows = screens.agreement(house, voice, wishes, now)
    changed = Change(incoming.chat_id, text, rows, message_id=incoming.message_id)
    return known, (changed,), events


def _passed(known: Conversation) -> Conversation:
    """A question is passed on once: the next case has another."""
    return replace(known, asked=(), drafts=())
