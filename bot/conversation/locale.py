"""Which language to answer in."""

from __future__ import annotations

from collections.abc import Collection

from bot.conversation.state import Conversation
from bot.conversation.voice import Voice
from bot.i18n import ENGLISH, Catalogues, language_of_hint
from intents.model import LanguageGuess
from knowledge.model import Language

CLEAR_WORDS = 4
CLEAR_CONFIDENCE = 0.7
# Of the guesses between the two one in ten is wrong: names, lists, mixtures.
CHANGE_CONFIDENCE = 0.95


def is_clear(guess: LanguageGuess, hers: Collection[str] = ()) -> bool:
    """Whether an utterance tells its language; one to three words never do.

    hers: the languages that she is known to use; another than these must be surer.
    """
    change = bool(hers) and guess.language not in hers
    enough = CHANGE_CONFIDENCE if change else CLEAR_CONFIDENCE
    return guess.words >= CLEAR_WORDS and guess.confidence >= enough


def languages_of(conversation: Conversation) -> tuple[str, ...]:
    """The languages she is known to use: chosen, spoken before, her phone's."""
    hint = language_of_hint(conversation.hint)
    return tuple(filter(None, (conversation.chosen, conversation.spoken, hint)))


class Languages:
    """The languages the bot answers in, and the choice among them."""

    def __init__(self, live: tuple[Language, ...], catalogues: Catalogues) -> None:
        self._live = {language.code: language for language in live}
        self._catalogues = catalogues

    def __contains__(self, code: object) -> bool:
        return code in self._live

    def offered(self) -> tuple[Language, ...]:
        """The languages a person may choose."""
        return tuple(self._live.values())

    def voices(self) -> tuple[Voice, ...]:
        """Every way the bot speaks, that to somebody whose language it lacks included."""
        return (*map(self.voice, self._live), self._both())

    def voice(self, code: str | None) -> Voice:
        """A voice in that language; English and German for none or one that the bot lacks."""
        if code in self._live:
            return Voice(self._catalogues, self._live[str(code)])
        return self._both()

    def choose(self, conversation: Conversation, now: str | None = None) -> Voice:
        """In the language of this message where that is clear; else in the one she chose, spoke
        before, or has on her phone."""
        hers = languages_of(conversation)
        return self.voice(now or (hers[0] if hers else None))

    def _both(self) -> Voice:
        code = ENGLISH if ENGLISH in self._live else next(iter(self._live))
        return Voice(self._catalogues, self._live[code], unsure=True)
