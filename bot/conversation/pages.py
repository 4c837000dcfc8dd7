"""The pages that the bot shows: what commands, buttons and small talk lead to."""

from __future__ import annotations

from collections.abc import Callable

from bot.conversation import handover, texts
from bot.conversation.buttons import area_rows, human_button, language_rows, topic_rows, ways_out
from bot.conversation.crisis import small_print
from bot.conversation.locale import Languages
from bot.conversation.voice import Voice
from bot.handoff.house import House
from bot.handoff.model import Case
from bot.i18n import N_, own_name
from bot.messages import Button, Rows
from knowledge.model import KnowledgeBase

Page = tuple[str, Rows]
COMMANDS = frozenset({"start", "help", "language", "human", "end", "privacy", "delete", "clear"})


class Pages:
    """A text and its buttons for everything that is no question."""

    def __init__(
        self,
        base: KnowledgeBase,
        languages: Languages,
        house: House,
        clock: Callable[[], float],
        *,
        desk: bool,
    ) -> None:
        self.base = base
        self.languages = languages
        self.house = house
        self._has_desk = desk
        self._clock = clock

    def person(self, voice: Voice, case: Case | None = None) -> Page:
        """The way to a person; where there is no desk, to the offices."""
        if not self._has_desk:
            return texts.human_text(self.base, voice), ()
        return handover.screen(self.house, case, voice, self._clock())

    def small_talk(self, intent: str, voice: Voice, case: Case | None) -> Page:
        """What is said to the bot itself."""
        said: dict[str, Callable[[], Page]] = {
            "greeting": lambda: (texts.short_greeting(voice), area_rows(self.base, voice)),
            "thanks": lambda: (voice(N_("You are welcome! Write again at any time.")), ()),
            "goodbye": lambda: (voice(N_("Goodbye, and all the best!")), ()),
            "talk_to_human": lambda: self.person(voice, case),
            "about_bot": lambda: (texts.greeting(voice), ways_out(voice)),
            "insult": lambda: (
                voice(N_("I am sorry that I could not help. A person may do better.")),
                ways_out(voice),
            ),
        }
        return said[intent]()

    def ask_language(self, voice: Voice) -> Page:
        """All languages to choose from."""
        rows = language_rows(self.languages.offered())
        return "🌍 " + voice(N_("Which language do you want?")), rows

    def lack_language(self, code: str) -> Page:
        """What she wished is not there yet: a person may speak it, or she chooses another."""
        language = self.base.languages.get(code)
        voice = self.languages.voice(None)
        text = voice(
            N_(
                "I do not speak {language} yet. A person at ALL IN may speak it. Or choose one of "
                "these languages:"
            ),
            language=language.name if language else own_name(code),
        )
        return f"🌍 {text}", (*language_rows(self.languages.offered()), (human_button(voice),))

    def command(self, command: str, voice: Voice, case: Case | None) -> Page:
        """What a command leads to; an unknown one leads to the help."""
        said: dict[str, Callable[[], Page]] = {
            "start": lambda: (texts.greeting(voice), self.first_rows(voice)),
            "help": lambda: (texts.help_text(self.base, voice), ways_out(voice)),
            "language": lambda: self.ask_language(voice),
            "human": lambda: self.person(voice, case),
            "end": lambda: (
                voice(N_("You are talking with the bot. Just write your question.")),
                ways_out(voice),
            ),
            "privacy": lambda: (texts.privacy_text(self.base, voice, desk=self._has_desk), ()),
            "delete": lambda: self._ask_delete(voice),
            "clear": lambda: (
                voice(N_("Done. Older messages stay: delete this chat in Telegram.")),
                (),
            ),
        }
        unknown = lambda: (texts.help_text(self.base, voice), ways_out(voice))  # noqa: E731
        return said.get(command, unknown)()

    def first_rows(self, voice: Voice) -> Rows:
        """All areas, and the other languages."""
        others = [one for one in self.languages.offered() if one.code != voice.code]
        return (*area_rows(self.base, voice), *language_rows(others))

    def _ask_delete(self, voice: Voice) -> Page:
        text = voice(N_("Shall everything that this bot knows about you be erased?"))
        return text, (
            (Button("🗑 " + voice(N_("Yes, erase everything")), "delete:yes"),),
            (Button(voice(N_("No, keep it")), "delete:no"),),
        )

    def screen(self, verb: str, argument: str, voice: Voice) -> Page:
        """The screens that take each other's place, so that the chat stays short."""
        if verb == "area" and argument in self.base.areas:
            area = self.base.areas[argument]
            text = f"{area.pictogram} {area.title(voice.code)}"
            return text, topic_rows(self.base, argument, voice)
        if verb == "language":
            return texts.greeting(voice), self.first_rows(voice)
        if verb == "delete":
            return voice(N_("Nothing was erased.")), ()
        return voice(N_("Choose an area:")), self.first_rows(voice)

    def said(self, verb: str, voice: Voice) -> Page:
        """What a button says."""
        if verb == "human":
            return texts.human_text(self.base, voice), ()
        if verb == "else":
            text = voice(N_("Please say it in other words, or choose an area."))
            return f"{text}\n\n{small_print(self.base, voice)}", ways_out(voice)
        if verb == "helped":
            return voice(N_("I am glad. Write again at any time.")), ()
        if verb == "not-helped":
            text = voice(N_("I am sorry. Say it in other words, or talk to a person."))
            return f"{text}\n\n{small_print(self.base, voice)}", ways_out(voice)
        return voice(N_("This button is out of date. Choose an area:")), self.first_rows(voice)
