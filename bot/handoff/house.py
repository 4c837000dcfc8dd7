"""What the handoff knows besides a case: the knowledge base, the languages, the coordinators."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from bot.conversation.locale import Languages
from bot.conversation.voice import Voice
from bot.handoff.model import Case, Volunteer
from bot.i18n import GERMAN
from bot.messages import Outgoing, Say
from knowledge.model import Desk, KnowledgeBase


@dataclass(frozen=True)
class House:
    """The background of every step.

    seal: a keyed hash, which names somebody to the bot alone.
    """

    base: KnowledgeBase
    languages: Languages
    coordinators: frozenset[int] = frozenset()
    seal: Callable[[str], str] = str

    @property
    def desk(self) -> Desk:
        """The desk's hours, promise and languages."""
        return self.base.desk

    def voice(self, case: Case) -> Voice:
        """How to speak to the newcomer."""
        return self.languages.voice(case.language)

    def say(self, message: str, **values: str) -> str:
        """A text for volunteers, in German."""
        return self.languages.voice(GERMAN)(message, **values)

    def tell_coordinators(self, text: str, *, quiet: bool = False) -> tuple[Outgoing, ...]:
        """A private message to each coordinator."""
        return tuple(Say(chat, text, quiet=quiet) for chat in sorted(self.coordinators))

    def sign_of(self, volunteer: Volunteer) -> str:
        """What stands for a volunteer in a button on a newcomer's phone."""
        return self.seal(f"volunteer {volunteer.id}")[:16]

    def guarded(self, case: Case) -> bool:
        """Whether nothing may ask or remind her: it was about violence or a crisis."""
        topics = [self.base.topics[id] for id in case.shown if id in self.base.topics]
        return case.crisis or any(topic.guarded for topic in topics)
