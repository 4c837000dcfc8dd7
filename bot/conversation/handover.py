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
    Asks,
    Case,
    Consents,
    Ends,
    Event,
    Opens,
    Rates,
    Reports,
    Writes,
)
from bot.handoff.newcomer import alarmed_lately
from bot.i18n import N_, language_of_hint
from bot.messages import Change, Incoming, Kind, Outgoing, Rows, Say

HERS = frozenset({Kind.TEXT, Kind.MEDIA, Kind.OTHER})
VERBS = frozenset({"human", "consent", "rate", "report"})

Pressed = tuple[Conversation, tuple[Outgoing, ...], Event | None]


def language_of(known: Conversation, voice: Voice) -> str:
    """The language of a case: hers, also where the bot does not have it."""
    return (language_of_hint(known.hint) or voice.code) if voice.unsure else voice.code


def screen(
    house: House, case: Case | None, voice: Voice, now: float, wishes: str = ""
) -> tuple[str, Rows]:
    """What somebody sees who wants a person."""
    if case is not None and case.relayed:
        return screens.already_open(house, case, now), ()
    return screens.agreement(house, voice, wishes, now)


def labelled(house: House, text: str) -> Event | None:
    """The buttons below the input line arrive as their words, in any language."""
    for language in house.languages.offered():
        end, ask = screens.keyboard(house.languages.voice(language.code))
        if text == end:
            return Ends()
        if text == ask:
            return Aside()
    return None


def goes_to_desk(incoming: Incoming, case: Case) -> bool:
    """Whether what she wrote is for the person and not for the bot."""
    return case.relayed and incoming.kind in HERS and not case.aside


def must_ask(incoming: Incoming, case: Case) -> bool:
    """Whether this is her first reply to a volunteer whom she did not call."""
    first = case.open and not case.consent and case.written and case.asked is None
    return first and incoming.kind in HERS and not incoming.edited


def passed_on(
    house: House,
    incoming: Incoming,
    known: Conversation,
    case: Case,
    alarm: Crisis | None,
    now: float,
) -> Turn:
    """The bot is silent, but for the numbers, once."""
    if alarm is None or alarmed_lately(case, now):
        return Turn((), known, event=Writes(alarm))
    text = crisis_text(house.base, alarm, house.voice(case), read=True)
    return Turn((Say(incoming.chat_id, text),), known, event=Writes(alarm))


def alarm_of(known: Conversation, voice: Voice, kind: Crisis) -> Alarms:
    """A crisis without an open case."""
    return Alarms(kind, language_of(known, voice))


def asked(known: Conversation) -> Turn:
    """The volunteer's words were not called for: may hers be read?"""
    return Turn((), known, event=Asks())


def pressed(
    house: House, incoming: Incoming, known: Conversation, case: Case | None, now: float
) -> Pressed:
    """The buttons of this way."""
    verb, _, argument = incoming.data.partition(":")
    voice = house.languages.choose(known)
    number, _, said = argument.partition(":")
    match verb:
        case "consent":
            return known, (), Consents(argument == "yes")
        case "rate" if number.isdecimal():
            return known, (), Rates(int(number), said == "yes")
        case "report" if number.isdecimal():
            return known, (), Reports(int(number))
        case "human" if argument:
            return _on_the_way(house, incoming, known, voice, argument, now)
    text, rows = screen(house, case, voice, now)
    return known, (Say(incoming.chat_id, text, rows),), None


def _on_the_way(
    house: House, incoming: Incoming, known: Conversation, voice: Voice, argument: str, now: float
) -> Pressed:
    verb, *more = argument.split(":")
    wishes = "".join(sorted(set(more[-1] if more else "") & set("wcu")))
    if verb == "yes":
        return known, (), Opens(wishes, language_of(known, voice))
    if verb == "language" and more[0] in house.languages:
        known = replace(known, chosen=more[0])
        voice = house.languages.choose(known)
    rows: Rows = ()
    if verb == "no":
        text = voice(N_("Good. You are talking with the bot."))
    elif verb == "languages":
        text, rows = screens.language_choice(house, voice, wishes)
    else:
        text, rows = screens.agreement(house, voice, wishes, now)
    changed = Change(incoming.chat_id, text, rows, message_id=incoming.message_id)
    return known, (changed,), None
