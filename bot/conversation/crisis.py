"""Somebody is in danger: the numbers at once, in her language and in German."""

from __future__ import annotations

from bot.conversation.buttons import human_button
from bot.conversation.understanding import Crisis
from bot.conversation.voice import Voice
from bot.i18n import GERMAN, N_, isolated
from bot.messages import Rows
from knowledge.model import Contact, KnowledgeBase

_FIRST = {
    "danger": N_("Are you in danger now? Call the police. The call is free."),
    "suicide": N_(
        "You are not alone. Please talk to somebody now. If your life is in danger, call "
        "the ambulance."
    ),
    "medical": N_("Is this an emergency? Call the ambulance now. The call is free."),
}
_NUMBERS: dict[str, tuple[str, ...]] = {
    "danger": ("polizei-110", "notruf-112", "hilfetelefon-gewalt-gegen-frauen"),
    "suicide": ("telefonseelsorge", "notruf-112"),
    "medical": ("notruf-112", "giftnotruf-mainz"),
}
# Whoever answers the phone in Germany understands this.
_SENTENCE = N_("Say on the phone: “Hilfe! Ich bin in …” (help, I am in …), street and town.")
_NO_READER = N_("I am a program. Nobody reads this chat as it is written.")


def crisis_text(
    base: KnowledgeBase, kind: Crisis, voice: Voice, *, told: str = "", read: bool = False
) -> str:
    """The numbers, in the person's language and in German.

    told: what the desk hears of it. read: a volunteer reads this chat now.
    """
    blocks = [_block(base, kind, voice, voice.code, read=read)]
    if told:
        blocks[0] += f"\n{told}"
    if voice.code != GERMAN and not voice.unsure:
        blocks.append("🇩🇪 " + _block(base, kind, voice, GERMAN, read=read))
    return "\n\n".join(blocks)


def _block(base: KnowledgeBase, kind: Crisis, voice: Voice, code: str, *, read: bool) -> str:
    say = voice if code == voice.code else voice.german
    direction = voice.direction if code == voice.code else "ltr"
    lines = [say(_FIRST[kind]), *number_lines(base, kind, code, direction)]
    if kind != "suicide":
        lines.append(say(_SENTENCE))
    if not read:
        lines.append(say(_NO_READER))
    return "\n".join(lines)


def number_lines(base: KnowledgeBase, kind: str, code: str, direction: str) -> list[str]:
    """Whom to call, one number a line."""
    contacts = [base.contacts[id] for id in _NUMBERS.get(kind, ()) if id in base.contacts]
    return [_line(contact, code, direction) for contact in contacts]


def _line(contact: Contact, code: str, direction: str) -> str:
    numbers = " · ".join(isolated(phone, direction) for phone in contact.phones)
    return f"☎ {numbers}: {contact.name_in(code)}"


def small_print(base: KnowledgeBase, voice: Voice) -> str:
    """112 and 110 in one line, under everything that was not understood."""
    return "🚨 " + voice(
        N_("In danger: {ambulance} (ambulance, fire), {police} (police)."),
        ambulance=_number(base, "notruf-112", "112"),
        police=_number(base, "polizei-110", "110"),
    )


def _number(base: KnowledgeBase, id: str, national: str) -> str:
    contact = base.contacts.get(id)
    return contact.phone if contact and contact.phone else national


def crisis_rows(voice: Voice) -> Rows:
    """A person; nothing else distracts."""
    return ((human_button(voice),),)
