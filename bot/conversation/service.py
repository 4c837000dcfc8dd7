"""One turn: a message and the state of its chat in, what to send and the new state out."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from bot.conversation import handover, texts
from bot.conversation.answer import answer, german_answer
from bot.conversation.buttons import (
    answer_rows,
    area_rows,
    choice_rows,
    human_button,
    ways_out,
)
from bot.conversation.crisis import crisis_rows, crisis_text, small_print
from bot.conversation.locale import Languages, is_clear, languages_of
from bot.conversation.pages import COMMANDS, Pages
from bot.conversation.state import REMEMBERED_TOPICS, Conversation, Turn
from bot.conversation.understanding import Crisis, Understanding, Understood
from bot.conversation.voice import Voice
from bot.conversation.wish import CHANGE_LANGUAGE, Wish, Wishes
from bot.handoff.card import DRAFTS
from bot.handoff.house import House
from bot.handoff.model import Asked, Case, Event, Replies
from bot.handoff.newcomer import can_be_copied
from bot.handoff.screens import alarm_told
from bot.i18n import D_, ENGLISH, GERMAN, N_, Catalogues
from bot.messages import (
    Acknowledge,
    Change,
    Incoming,
    Kind,
    Leave,
    Outgoing,
    Priority,
    Remove,
    Rows,
    Say,
)
from intents.decision import OFFERED
from intents.model import Outcome
from knowledge.model import KnowledgeBase

# Who cries for help in these may still read another better; German follows in any case.
_BORROWED = frozenset({GERMAN, ENGLISH})
# The desk's hours may be asked for; a second miss in a row offers a person first.
MISSES_UNTIL_PERSON = 2


class ConversationService:
    """Everything a newcomer can do. It returns what to send and never sends."""

    def __init__(
        self,
        base: KnowledgeBase,
        understanding: Understanding,
        catalogues: Catalogues,
        coordinators: frozenset[int] = frozenset(),
        clock: Callable[[], float] = time.time,
        *,
        desk: bool = False,
        reached: Callable[[], bool] = lambda: True,
    ) -> None:
        """desk: whether volunteers are connected to this bot. reached: whether what goes there
        is seen now."""
        self.base = base
        self.languages = Languages(base.live_languages(), catalogues)
        self.house = House(base, self.languages, coordinators)
        self._pages = Pages(base, self.languages, self.house, clock, desk=desk)
        self._has_desk = desk
        self._reached = reached
        self._clock = clock
        self._understanding = understanding
        self._wishes = Wishes(base)

    def handle(
        self, incoming: Incoming, conversation: Conversation, case: Case | None = None
    ) -> Turn:
        """One turn, as a plain function of the message, the state and the open case."""
        known = replace(conversation, hint=incoming.hint or conversation.hint, blocked=False)
        if not incoming.private:
            return self._group(incoming, known)
        incoming = self._as_words(incoming, case)
        if case is None:
            return self._answered(incoming, known, case)
        return self._with_case(incoming, known, case)

    def _as_words(self, incoming: Incoming, case: Case | None) -> Incoming:
        """A command as words, where there is danger behind it; and one that nobody knows, while
        a case is open: she writes to a person."""
        if incoming.kind != Kind.COMMAND:
            return incoming
        known = incoming.command in COMMANDS
        words = incoming.text if known else incoming.plain.removeprefix("/")
        meant = not known and case is not None
        read = words and not _is_payload(incoming)
        if meant or (read and self._understanding.alarm(words)):
            return replace(incoming, kind=Kind.TEXT, text=words)
        return incoming

    def _answered(self, incoming: Incoming, known: Conversation, case: Case | None) -> Turn:
        """The bot's own answer."""
        match incoming.kind:
            case Kind.TEXT:
                return self._text(incoming, known, case)
            case Kind.COMMAND:
                return self._command(incoming, known, case)
            case Kind.BUTTON:
                return self._button(incoming, known, case)
            case Kind.MEDIA:
                return self._media(incoming, known)
            case Kind.BLOCKED:
                return Turn((), replace(known, blocked=True))
            case _:
                return Turn((), known)

    def sorry(self, conversation: Conversation) -> Turn:
        """When a turn failed for good: she is told, and gets the numbers."""
        voice = self.languages.choose(conversation)
        text = voice(N_("Something went wrong here, and I could not answer. Please write again."))
        body = f"{text}\n\n{small_print(self.base, voice)}"
        return Turn((Say(conversation.chat_id, body, ways_out(voice)),), conversation)

    def nearest(self, words: str) -> tuple[str, ...]:
        """The topics nearest to some words, best first."""
        found = self._understanding.read(words).candidates if words.strip() else ()
        return tuple(one.intent for one in found[:OFFERED])

    # --- a person

    def _with_case(self, incoming: Incoming, known: Conversation, case: Case) -> Turn:
        """What an open case changes."""
        event = handover.pressed_below(self.house, incoming, case)
        if event is not None:
            return Turn((), known, (event,))
        alarm = self._understanding.alarm(incoming.text) if incoming.text else None
        if handover.goes_to_desk(incoming, known, case, alarm):
            now, reached = self._clock(), self._reached()
            return handover.passed_on(
                self.house, incoming, known, case, alarm, now, reached=reached
            )
        if alarm is None and handover.is_first_reply(case, incoming):
            return Turn((), replace(known, album=incoming.album), (Replies(),))
        turn = self._answered(incoming, known, case)
        return replace(turn, events=(*turn.events, *handover.for_bot(case, incoming)))

    # --- words

    def _text(self, incoming: Incoming, known: Conversation, case: Case | None) -> Turn:
        events: tuple[Event, ...] = ()
        understood, wish = self._read(incoming.text)
        now = self._language_now(understood, known)
        voice = self.languages.choose(known, now)
        known = replace(known, spoken=now or known.spoken)
        known = self._asked(incoming, known, understood)
        if understood.outcome != Outcome.HANDOFF:
            known = replace(known, misses=0)
        if understood.crisis is not None:
            text, rows, events = self._crisis(understood.crisis, known, voice)
        elif understood.outcome == "answer":
            known, text, rows = self._topic(understood.topic or "", known, voice)
        elif wish is not None:
            known, text, rows = self._wished_language(wish, known, voice)
            events = handover.spoken(case, wish.code if wish.code in self.languages else None)
        elif understood.outcome == "smalltalk":
            text, rows = self._pages.small_talk(understood.topic or "", voice, case)
        else:
            known, text, rows = self._fallback(understood, known, voice)
        urgent = understood.crisis is not None
        if understood.deadline and not urgent:
            text = _hurry(voice) + text
        reply = _reply(incoming, text, rows, Priority.URGENT if urgent else Priority.NOTICE)
        return Turn((reply,), known, events)

    def _read(self, text: str) -> tuple[Understood, Wish | None]:
        """What a message means; and the wish for a language, where it is nothing else."""
        understood = self._understanding.read(text)
        if understood.topic != CHANGE_LANGUAGE:
            return understood, None
        wish = self._wishes.wish(text, understood)
        if wish is None:
            understood = replace(understood, outcome=Outcome.CLARIFY, topic=None)
        return understood, wish

    def _crisis(
        self, kind: Crisis, known: Conversation, voice: Voice
    ) -> tuple[str, Rows, tuple[Event, ...]]:
        if not self._has_desk:
            return crisis_text(self.base, kind, voice), crisis_rows(voice), ()
        told = alarm_told(self.house, voice, self._clock(), reached=self._reached())
        text = crisis_text(self.base, kind, voice, told=told)
        return text, crisis_rows(voice), (handover.alarm_of(known, voice, kind),)

    def _language_now(self, understood: Understood, known: Conversation) -> str | None:
        """The language that a message tells; a cry for help tells it in fewer words."""
        if is_clear(understood.language, languages_of(known)):
            return understood.language.language
        danger, before = understood.alarm_language, self.languages.choose(known).code
        if danger not in self.languages or (danger in _BORROWED and before != GERMAN):
            return None
        return danger

    def _topic(
        self, topic_id: str, known: Conversation, voice: Voice
    ) -> tuple[Conversation, str, Rows]:
        topic = self.base.topics[topic_id]
        topics = (topic_id, *(t for t in known.topics if t != topic_id))[:REMEMBERED_TOPICS]
        return (
            replace(known, misses=0, topics=topics),
            answer(self.base, topic, voice),
            answer_rows(self.base, topic, voice),
        )

    def _fallback(
        self, understood: Understood, known: Conversation, voice: Voice
    ) -> tuple[Conversation, str, Rows]:
        numbers = small_print(self.base, voice)
        if understood.outcome == "clarify":
            found = [self.base.topics[c.intent] for c in understood.candidates[:OFFERED]]
            text = voice(N_("Do you mean one of these?"))
            return known, f"{text}\n\n{numbers}", choice_rows(found, voice)
        misses = known.misses + 1
        if misses < MISSES_UNTIL_PERSON:
            text = voice(N_("I did not understand that. Please say it in other words."))
            rows = ways_out(voice)
        else:
            text = voice(N_("I still do not understand. A person can help, or choose an area."))
            rows = ((human_button(voice),), *area_rows(self.base, voice))
        return replace(known, misses=misses), f"{text}\n\n{numbers}", rows

    def _wished_language(
        self, wish: Wish, known: Conversation, voice: Voice
    ) -> tuple[Conversation, str, Rows]:
        if wish.code is None:
            readable = self.languages.voice(None) if voice.code in wish.refused else voice
            return known, *self._pages.ask_language(readable)
        if wish.code not in self.languages:
            return replace(known, spoken=wish.code), *self._pages.lack_language(wish.code)
        chosen = self.languages.voice(wish.code)
        rows = self._pages.first_rows(chosen)
        return replace(known, chosen=wish.code), texts.greeting(chosen), rows

    # --- commands and buttons

    def _command(self, incoming: Incoming, known: Conversation, case: Case | None) -> Turn:
        voice = self.languages.choose(known)
        text, rows = self._pages.command(incoming.command, voice, case)
        if incoming.command == "clear":
            return Turn((Say(incoming.chat_id, text, rows),), known, clear=True)
        return Turn((_reply(incoming, text, rows),), known)

    def _button(self, incoming: Incoming, known: Conversation, case: Case | None) -> Turn:
        verb, _, argument = incoming.data.partition(":")
        if verb == "delete" and argument == "yes":
            return self._forget(incoming, known, case)
        if verb in handover.VERBS and self._has_desk:
            now = self._clock()
            known, outgoing, events = handover.pressed(self.house, incoming, known, case, now)
            return Turn((*_acknowledged(incoming), *outgoing), known, events)
        if verb == "language" and argument in self.languages:
            return self._language(incoming, known, case, argument)
        voice = self.languages.choose(known)
        known, outgoing = self._pressed(verb, argument, incoming, known, voice)
        return Turn((*_acknowledged(incoming), *outgoing), known)

    def _language(
        self, incoming: Incoming, known: Conversation, case: Case | None, code: str
    ) -> Turn:
        known, events = replace(known, chosen=code), handover.spoken(case, code)
        if case is not None and case.relayed:
            # The bot's greeting is for who talks with the bot.
            return Turn(_acknowledged(incoming), known, events)
        text, rows = self._pages.screen("language", code, self.languages.voice(code))
        shown = Change(incoming.chat_id, text, rows, message_id=incoming.message_id)
        return Turn((*_acknowledged(incoming), shown), known, events)

    def _pressed(
        self, verb: str, argument: str, incoming: Incoming, known: Conversation, voice: Voice
    ) -> tuple[Conversation, tuple[Outgoing, ...]]:
        chat = incoming.chat_id
        if verb == "topic" and argument in self.base.topics:
            known, text, rows = self._topic(argument, known, voice)
            return known, (Say(chat, text, rows),)
        if verb == "german" and argument in self.base.topics:
            german = self.languages.voice(GERMAN)
            return known, (Say(chat, german_answer(self.base, self.base.topics[argument], german)),)
        if verb in _CHANGING:
            text, rows = self._pages.screen(verb, argument, voice)
            return known, (Change(chat, text, rows, message_id=incoming.message_id),)
        text, rows = self._pages.said(verb, voice)
        return known, (Say(chat, text, rows),)

    def _forget(self, incoming: Incoming, known: Conversation, case: Case | None) -> Turn:
        voice, chat = self.languages.choose(known), incoming.chat_id
        text = voice(N_("Everything about you is erased."))
        gone: tuple[Outgoing, ...] = (
            Change(chat, text, message_id=incoming.message_id, forget=True),
        )
        if case is not None and incoming.message_id is not None:
            # Only a new message can take the keyboard of the chat away.
            removed = Remove(chat, (incoming.message_id,), forget=True)
            gone = (removed, Say(chat, text, keyboard=(), forget=True))
        acknowledged = tuple(replace(a, forget=True) for a in _acknowledged(incoming))
        return Turn((*acknowledged, *gone), Conversation(chat), forget=True)

    # --- everything else

    def _media(self, incoming: Incoming, known: Conversation) -> Turn:
        if incoming.edited:
            return Turn((), known)  # a moving location was answered before
        known, before = self._remembering(incoming, known), known.album
        if incoming.album and incoming.album == before:
            return Turn((), known)  # as was every further picture of an album
        voice = self.languages.choose(known)
        text = voice(
            N_(
                "Thank you. I can only read text, so I cannot open this. Please write your "
                "question in a few words, or talk to a person."
            )
        )
        body = f"{text}\n\n{small_print(self.base, voice)}"
        return Turn((_reply(incoming, body, ways_out(voice)),), known)

    def _asked(
        self, incoming: Incoming, known: Conversation, understood: Understood
    ) -> Conversation:
        """Remembers the question by its id: with her consent it is copied to a person."""
        if understood.outcome == Outcome.SMALLTALK:
            # What is said to the bot itself is no question.
            return replace(known, album=incoming.album)
        drafts = tuple(one.intent for one in understood.candidates[:DRAFTS])
        answered = understood.outcome == Outcome.ANSWER
        return replace(
            self._remembering(incoming, known, deadline=understood.deadline, answered=answered),
            drafts=drafts,
        )

    def _remembering(self, incoming: Incoming, known: Conversation, **more: bool) -> Conversation:
        known = replace(known, album=incoming.album)
        if incoming.message_id is None or not can_be_copied(incoming):
            return replace(known, asked=())  # she is asked to write it again
        file, album = bool(incoming.media), incoming.album
        one = Asked(incoming.message_id, self._clock(), file=file, album=album, **more)
        return known.asking(one)

    def _group(self, incoming: Incoming, known: Conversation) -> Turn:
        if incoming.kind != Kind.ADDED_TO_GROUP:
            return Turn((), known)
        voice, chat = self.languages.choose(known), incoming.chat_id
        if incoming.sender in self.house.coordinators:
            # Who sets the desk up needs its number, and only the bot can tell it.
            text = self.house.say(
                D_("This group has the number {id}. Put it into ALLIN_DESK_CHAT_ID."), id=str(chat)
            )
            return Turn((Say(chat, text),), known)
        text = voice(N_("I only work in private chats, so that nobody else reads them. Goodbye!"))
        return Turn((Say(chat, text), Leave(chat)), known)


_CHANGING = frozenset({"menu", "area", "language", "delete"})


def _is_payload(incoming: Incoming) -> bool:
    """Whether what stands behind /start comes out of a link, not from her."""
    return incoming.command == "start" and len(incoming.text.split()) == 1


def _hurry(voice: Voice) -> str:
    text = N_("A letter with a deadline? Get advice today. Keep the letter and its envelope.")
    return f"⏰ {voice(text)}\n\n"


def _reply(
    incoming: Incoming, text: str, rows: Rows, priority: Priority = Priority.NOTICE
) -> Outgoing:
    """An answer to a message; to an edited message: new words for the old answer."""
    chat, question = incoming.chat_id, incoming.message_id
    if incoming.edited:
        return Change(chat, text, rows, question=question, priority=priority)
    return Say(chat, text, rows, question=question, priority=priority)


def _acknowledged(incoming: Incoming) -> tuple[Acknowledge, ...]:
    if incoming.callback_id is None:
        return ()
    return (Acknowledge(incoming.chat_id, incoming.callback_id),)
