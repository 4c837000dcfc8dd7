"""A topic as a message: the words, the contacts, and the honest line about where they are from."""

from __future__ import annotations

from datetime import date

from bot.conversation.voice import Voice
from bot.i18n import ENGLISH, GERMAN, N_, isolated, spoken_date, spoken_hours
from knowledge.freshness import is_outdated
from knowledge.model import Contact, KnowledgeBase, Topic, TopicText
from knowledge.placeholders import Placeholder, value_of, with_values

YEARS_WITHOUT_WORD = 2


def answer(base: KnowledgeBase, topic: Topic, voice: Voice) -> str:
    """The whole answer in the person's language.

    Required and safety topics carry the German original while nobody has checked the
    translation; an outdated translation stands below the German text.
    """
    text = topic.texts.get(voice.code)
    german = topic.german
    if text is None or german is None:
        return _without_translation(base, topic, voice)
    blocks = [_body(base, text, voice)]
    if voice.code != GERMAN:
        blocks = _with_original(base, topic, text, german, voice)
    elif text.review == "machine":
        blocks.append(_note(voice(N_("This text has not yet been checked by a person."))))
    return "\n\n".join([*blocks, *_below(base, topic, voice)])


def german_answer(base: KnowledgeBase, topic: Topic, voice: Voice) -> str:
    """The German text with its contacts, to show at a counter. `voice` is a German one."""
    text = topic.german
    assert text is not None, "the check refuses a topic without German"
    return "\n\n".join([_body(base, text, voice), *_below(base, topic, voice)])


def shows_original(topic: Topic, voice: Voice) -> bool:
    """Whether the answer carries the German text already."""
    text = topic.texts.get(voice.code)
    if text is None or voice.code == GERMAN:
        return True
    unchecked = text.review == "machine" and (topic.required or topic.guarded or voice.unsure)
    return unchecked or is_outdated(topic, text.language)


def _with_original(
    base: KnowledgeBase, topic: Topic, text: TopicText, german: TopicText, voice: Voice
) -> list[str]:
    translated, original = _body(base, text, voice), _german_body(base, german)
    if is_outdated(topic, text.language):
        note = voice(N_("The German text is newer than this translation. German first:"))
        return [_note(note), original, translated]
    if text.review != "machine":
        return [translated]
    if shows_original(topic, voice):
        note = voice(N_("Translated by a machine, not yet checked. The German text:"))
        return [translated, _note(note), original]
    return [translated, _note(voice(N_("Translated by a machine, not yet checked by a person.")))]


def _without_translation(base: KnowledgeBase, topic: Topic, voice: Voice) -> str:
    blocks = [_note(voice(N_("There is no text in your language yet. In other languages:")))]
    english = topic.texts.get(ENGLISH)
    if english:
        blocks.append(f"{english.title}\n\n{filled(base, english, 'ltr')}")
    if topic.german:
        blocks.append(_german_body(base, topic.german))
    return "\n\n".join([*blocks, *_below(base, topic, voice)])


def _body(base: KnowledgeBase, text: TopicText, voice: Voice) -> str:
    return f"{text.title}\n\n{filled(base, text, voice.direction)}"


def _german_body(base: KnowledgeBase, text: TopicText) -> str:
    return f"🇩🇪 {text.title}\n\n{filled(base, text, 'ltr')}"


def filled(base: KnowledgeBase, text: TopicText, direction: str) -> str:
    """The answer with numbers and names from the contacts in place of `{contact-id}`.

    What nothing is known of stays as it is written; the check tells it.
    """

    def value(one: Placeholder) -> str:
        contact = base.contacts.get(one.contact)
        known = value_of(contact, one.field, text.language) if contact else None
        if contact is None or known is None:
            return one.written
        # A web address keeps its order by itself, and a sign at its end would break the link.
        return known if known in (contact.url, contact.email) else isolated(known, direction)

    return with_values(text.answer, value).strip()


def _below(base: KnowledgeBase, topic: Topic, voice: Voice) -> list[str]:
    contacts = [c for c in base.contacts_of(topic) if c.certain or not topic.guarded]
    return [*(contact_block(contact, voice) for contact in contacts), _source(topic, voice)]


def contact_block(contact: Contact, voice: Voice) -> str:
    """A contact with all that is known: name, address, number, hours, page, doubts."""
    lines = [f"📍 {contact.name_in(voice.code)}"]
    if contact.address:
        note = f" ({contact.address_note})" if contact.address_note else ""
        lines.append(contact.address + note)
    if contact.phones:
        lines.append("☎ " + " · ".join(isolated(p, voice.direction) for p in contact.phones))
    lines += _hours(contact, voice)
    if contact.email:
        lines.append(f"✉ {contact.email}")
    if contact.url:
        lines.append(f"🌐 {contact.url}")
    if not contact.certain:
        lines.append("⚠ " + _doubt(contact, voice))
    elif _is_old(contact):
        lines.append("📅 " + voice(N_("As of {year}."), year=str(contact.source_year)))
    return "\n".join(lines)


def _hours(contact: Contact, voice: Voice) -> list[str]:
    lines = []
    if contact.round_the_clock:
        lines.append("🕑 " + voice(N_("day and night")))
    if contact.hours:
        said = spoken_hours(contact.hours, voice.code)
        lines.append("🕑 " + _kind_of_hours(contact.hours.kind, voice).format(hours=said))
        if contact.hours.as_of:
            lines[-1] += f" ({contact.hours.as_of})"
    if contact.by_appointment:
        lines.append("🗓 " + voice(N_("only with an appointment")))
    return lines


def _kind_of_hours(kind: str, voice: Voice) -> str:
    kept = {"hours": "{hours}"}
    if kind == "phone":
        return voice(N_("by phone: {hours}"), **kept)
    if kind == "open-hour":
        return voice(N_("without appointment: {hours}"), **kept)
    return "{hours}"


def _is_old(contact: Contact) -> bool:
    """Whether the year must be told; help lines of the whole country do not move."""
    local = not (contact.emergency or contact.round_the_clock)
    year = contact.source_year
    return local and year is not None and year < date.today().year - YEARS_WITHOUT_WORD


def _doubt(contact: Contact, voice: Voice) -> str:
    if contact.source_year is None:
        return voice(N_("From a source without a date. Please check before you go."))
    year = str(contact.source_year)
    return voice(N_("From a source of {year}. Please check before you go."), year=year)


def _source(topic: Topic, voice: Voice) -> str:
    if topic.verified_on is not None:
        day = spoken_date(topic.verified_on, voice.code)
        by = topic.verified_by or "ALL IN"
        return "✅ " + voice(N_("Checked on {day} by {who}."), day=day, who=by)
    if topic.source_year is None:
        return "📄 " + voice(N_("From a source without a date, not yet confirmed."))
    return "📄 " + voice(
        N_("From a source of {year}, not yet confirmed."), year=str(topic.source_year)
    )


def _note(text: str) -> str:
    return f"🤖 {text}"
