"""The buttons under messages. What a button sends back is `verb` or `verb:argument`."""

from __future__ import annotations

from collections.abc import Iterable

from bot.conversation.voice import Voice
from bot.i18n import GERMAN, N_
from bot.messages import Button, Rows
from intents.decision import OFFERED
from knowledge.model import KnowledgeBase, Language, Topic

RELATED = 3


def language_rows(languages: Iterable[Language]) -> Rows:
    """Languages by their own names, two in a row."""
    buttons = [Button(language.name, f"language:{language.code}") for language in languages]
    return _in_rows(buttons, 2)


def area_rows(base: KnowledgeBase, voice: Voice) -> Rows:
    """The areas that have topics, with their pictograms, two in a row."""
    return _in_rows(
        [
            Button(f"{area.pictogram} {area.title(voice.code)}", f"area:{area.id}")
            for area in base.areas.values()
            if base.topics_in(area.id)
        ],
        2,
    )


def topic_rows(base: KnowledgeBase, area: str, voice: Voice) -> Rows:
    """The topics of an area, one in a row, and the way back."""
    topics = sorted(base.topics_in(area), key=lambda topic: not topic.required)
    rows = [(topic_button(topic, voice),) for topic in topics]
    return (*rows, (Button("⬅️ " + voice(N_("All areas")), "menu"),))


def topic_button(topic: Topic, voice: Voice) -> Button:
    """A topic by its title."""
    return Button(topic.title(voice.code), f"topic:{topic.id}")


def choice_rows(topics: Iterable[Topic], voice: Voice) -> Rows:
    """At most three topics to choose from, and the way out."""
    rows = [(topic_button(topic, voice),) for topic in list(topics)[:OFFERED]]
    return (*rows, (Button("🔎 " + voice(N_("Something else")), "else"),))


def answer_rows(base: KnowledgeBase, topic: Topic, voice: Voice) -> Rows:
    """What may follow an answer: near topics, did it help, German, a person."""
    related = [base.topics[id] for id in topic.related if id in base.topics][:RELATED]
    rows: list[tuple[Button, ...]] = [(topic_button(one, voice),) for one in related]
    # After a topic of violence or crisis nothing asks or reminds: phones are shared.
    if not topic.guarded:
        rows.append(helped_row(topic, voice))
    last = [human_button(voice)]
    if voice.code != GERMAN and topic.german:
        last.insert(0, Button("🇩🇪 " + voice(N_("Show in German")), f"german:{topic.id}"))
    return (*rows, tuple(last))


def helped_row(topic: Topic, voice: Voice) -> tuple[Button, ...]:
    """Did this help?"""
    return (
        Button("👍 " + voice(N_("This helped")), f"helped:{topic.id}"),
        Button("👎 " + voice(N_("Did not help")), f"not-helped:{topic.id}"),
    )


def human_button(voice: Voice) -> Button:
    """The way to a person."""
    return Button("🧑 " + voice(N_("Talk to a person")), "human")


def menu_button(voice: Voice) -> Button:
    """The way to all areas."""
    return Button("☰ " + voice(N_("All areas")), "menu")


def ways_out(voice: Voice) -> Rows:
    """All areas, or a person."""
    return ((menu_button(voice), human_button(voice)),)


def _in_rows(buttons: list[Button], size: int) -> Rows:
    return tuple(tuple(buttons[at : at + size]) for at in range(0, len(buttons), size))
