"""The pinned card of a case, and the name of its topic. German: volunteers read it."""

from __future__ import annotations

from bot.conversation.answer import filled
from bot.conversation.crisis import number_lines, small_print
from bot.handoff.hours import local
from bot.handoff.house import House
from bot.handoff.model import REASONS, Case, State, Wish
from bot.i18n import D_, GERMAN
from bot.messages import Button, Card, Mention, Priority, Rows
from knowledge.model import TopicText

DRAFTS = 2
DRAFT_SIGNS = 600

KINDS = {
    "danger": D_("danger"),
    "suicide": D_("suicide"),
    "medical": D_("medical emergency"),
    "deadline": D_("deadline"),
}
_WISHES = {
    Wish.WOMAN: D_("a woman"),
    Wish.NOT_FROM_MY_COMMUNITY: D_("nobody from her own community"),
    Wish.UNDER_18: D_("under 18"),
}
REASON_NAMES = {
    "solved": D_("solved"),
    "referred": D_("referred"),
    "no-reply": D_("no reply"),
    "spam": D_("spam"),
    "duplicate": D_("duplicate"),
}
_SCRIPTS = {
    "danger": D_("Is she safe now? Say whom she can call. Do not assess the case."),
    "suicide": D_("Stay friendly and calm. Say whom she can call, and stay with her."),
    "medical": D_("Say whom she can call. Give no medical advice."),
    "deadline": D_("To an advice centre today. Inform and refer; do not assess the case."),
}


def topic_name(house: House, case: Case) -> str:
    """Such as `K-0412 · AR · Wohnen`; 1 to 128 signs."""
    alarm = f"{sign(case)} " if case.urgent else ""
    subject = house.say(KINDS[case.urgent]) if case.urgent else _area(house, case)
    parts = [case.number, case.language.upper(), *([subject] if subject else [])]
    return (alarm + " · ".join(parts))[:128]


def sign(case: Case) -> str:
    """🚨 is for danger only; a deadline has a clock of its own."""
    return "🚨" if case.crisis else "⏰"


def _area(house: House, case: Case) -> str:
    topics = [house.base.topics[id] for id in case.shown if id in house.base.topics]
    areas = [house.base.areas[t.area] for t in topics if t.area in house.base.areas]
    return areas[0].title(GERMAN) if areas else ""


def card(
    house: House,
    case: Case,
    *,
    priority: Priority = Priority.COSMETIC,
    quiet: bool = True,
    mentions: tuple[Mention, ...] = (),
    reasons: bool = False,
) -> Card:
    """The card as it is now. reasons: it asks why the case is closed."""
    rows = _reason_rows(house, case) if reasons else rows_of(house, case)
    return Card(case.id, card_text(house, case), rows, mentions, quiet, priority)


def card_text(house: House, case: Case) -> str:
    """Everything a volunteer needs before the first word, and nothing that names her."""
    blocks = ["\n".join(_head(house, case)), *_script(house, case), *_drafts(house, case)]
    return "\n\n".join(blocks)


def _head(house: House, case: Case) -> list[str]:
    language = house.base.languages.get(case.language)
    spoken = f"{language.name} ({language.english})" if language else case.language
    title = " · ".join([case.number, spoken, *filter(None, [_area(house, case)])])
    if case.urgent:
        title = f"{sign(case)} {house.say(KINDS[case.urgent])} · {title}"
    lines = [title, _standing(house, case)]
    if case.wishes:
        wishes = ", ".join(house.say(text) for wish, text in _WISHES.items() if wish in case.wishes)
        lines.append(house.say(D_("Wishes: {wishes}"), wishes=wishes))
    shown = [house.base.topics[id].title(GERMAN) for id in case.shown if id in house.base.topics]
    if shown:
        lines.append(house.say(D_("The bot showed: {topics}"), topics="; ".join(shown)))
    if case.files and case.state == State.WAITING:
        lines.append(house.say(D_("Files that wait for /take: {count}"), count=str(case.files)))
    if not case.consent:
        lines.append(house.say(D_("She has not agreed yet: her words are not shown here.")))
    return lines


def _standing(house: House, case: Case) -> str:
    if case.state == State.CLOSED:
        reason = REASON_NAMES.get(case.reason or "")
        said = f" ({house.say(reason)})" if reason else ""
        return "⚫ " + house.say(D_("closed")) + said
    if case.owner is not None:
        return "🟢 " + house.say(D_("with {name}"), name=case.owner.name)
    since = local(case.waiting_since or case.opened_at).strftime("%d.%m. %H:%M")
    return "🟡 " + house.say(D_("waiting since {time}"), time=since)


def _script(house: House, case: Case) -> list[str]:
    if case.urgent is None:
        return []
    numbers = number_lines(house.base, case.urgent, GERMAN, "ltr")
    lines = ["📌 " + house.say(_SCRIPTS[case.urgent]), *numbers]
    return ["\n".join([*lines, small_print(house.base, house.languages.voice(GERMAN))])]


def _drafts(house: House, case: Case) -> list[str]:
    if not case.consent:
        return []
    blocks = []
    for topic_id in case.drafts[:DRAFTS]:
        topic = house.base.topics.get(topic_id)
        if topic is None:
            continue
        codes = dict.fromkeys((GERMAN, case.language))
        texts = [topic.texts[code] for code in codes if code in topic.texts]
        said = [_shortened(_filled(house, text)) for text in texts]
        blocks.append("\n".join([f"💡 {topic.title(GERMAN)}", *said]))
    return blocks


def _filled(house: House, text: TopicText) -> str:
    return filled(house.base, text, house.base.languages[text.language].direction)


def _shortened(text: str) -> str:
    return text if len(text) <= DRAFT_SIGNS else text[: DRAFT_SIGNS - 1].rstrip() + "…"


def rows_of(house: House, case: Case) -> Rows:
    """What can be done now; each button knows the version it belongs to."""
    if case.state == State.CLOSED:
        return ()
    if case.state == State.WAITING:
        take = Button("✋ " + house.say(D_("Take")), f"d:take:{case.id}:{case.version}")
        return ((take,), *_draft_rows(house, case))
    ways = (
        Button("↩️ " + house.say(D_("Release")), f"d:release:{case.id}:{case.version}"),
        Button("✔️ " + house.say(D_("Close")), f"d:reasons:{case.id}:{case.version}"),
    )
    return (ways, *_draft_rows(house, case))


def _draft_rows(house: House, case: Case) -> Rows:
    if not case.consent or case.state != State.TAKEN:
        return ()
    topics = [house.base.topics[id] for id in case.drafts[:DRAFTS] if id in house.base.topics]
    return tuple(
        (Button("📤 " + topic.title(GERMAN), f"d:k:{case.id}:{topic.id}"),) for topic in topics
    )


def _reason_rows(house: House, case: Case) -> Rows:
    version = case.version
    rows = [
        (Button(house.say(REASON_NAMES[reason]), f"d:close-{reason}:{case.id}:{version}"),)
        for reason in REASONS
    ]
    return (*rows, (Button("⬅️ " + house.say(D_("Back")), f"d:card:{case.id}:{version}"),))
