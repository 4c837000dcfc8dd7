"""Which language to answer in."""

from __future__ import annotations

from bot.conversation.state import Conversation
from bot.conversation.voice import Voice
from bot.i18n import ENGLISH, Catalogues, language_of_hint
from intents.model import LanguageGuess
from knowledge.model import Language

CLEAR_WORDS = 4
CLEAR_CONFIDENCE = 0.7


def is_clear(guess: LanguageGuess | None) -> bool:
    """Whether an utterance tells its language; one to three words never do."""
    return guess is not None and guess.words >= CLEAR_WORDS and guess.confidence >= CLEAR_CONFIDENCE


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

    def voice(self, code: str) -> Voice:
        """A voice in that language; English and German for one that the bot does not have."""
        if code in self._live:
            return Voice(self._catalogues, self._live[code])
        return self._both()

    def choose(self, conversation: Conversation, guess: LanguageGuess | None = None) -> Voice:
        """A clear utterance is answered in its own language; else what was chosen, what was
        spoken before, what the phone says; else English with German."""
        if is_clear(guess):
            assert guess is not None
            return self.voice(guess.language)
        hint = language_of_hint(conversation.hint)
        for code in (conversation.chosen, conversation.spoken, hint):
            if code in self._live:
                return self.voice(str(code))
        return self._both()

    def _both(self) -> Voice:
        code = ENGLISH if ENGLISH in self._live else next(iter(self._live))
        return Voice(self._catalogues, self._live[code], unsure=True)
