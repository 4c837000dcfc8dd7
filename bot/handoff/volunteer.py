"""What volunteers do with a case in its topic: plain functions of case, event and time."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.conversation.answer import answer
from bot.handoff import screens
from bot.handoff.card import REASON_NAMES, card
from bot.handoff.house import House
from bot.handoff.model import DAY, REASONS, Case, Fate, State, Step, Volunteer
from bot.handoff.newcomer import NOT_COPIED, closes
from bot.i18n import D_, GERMAN, N_
from bot.messages import (
    DESK,
    Acknowledge,
    Button,
    Copy,
    Correct,
    Incoming,
    Inside,
    Mention,
    Outgoing,
    Part,
    Priority,
    Remove,
    Rows,
    Say,
    TakeBack,
    Words,
    plainly,
)

UNDO_SECONDS = 48 * 3600.0
BAN_DAYS = 1.0
LONGEST_BAN_DAYS = 3650.0

_FATES = {
    Fate.NOT_SENT: D_("↩️ It was not sent."),
    Fate.REMOVED: D_("↩️ Taken back, from her phone too."),
    Fate.UNKNOWN: D_(
        "⚠️ Nobody knows whether it arrived, so it cannot be taken back. Please ask her."
    ),
}

# Signs that nobody sees may stand in front, such as marks of the direction.
_UNSEEN = r"[\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*"
_STAYS = re.compile(_UNSEEN + "/")
_NOTE = re.compile(_UNSEEN + r"(//|/note(?![a-z0-9_]))", re.IGNORECASE)


def note(
    case: Case, incoming: Incoming, text: str, rows: Rows = (), once: str | None = None
) -> Say:
    """A reply in the topic."""
    return Say(DESK, text, rows, question=incoming.message_id, case=case.id, once=once)


def answered(incoming: Incoming, text: str = "") -> tuple[Outgoing, ...]:
    """The end of a button's waiting sign, with a word for who pressed it."""
    if incoming.callback_id is None:
        return ()
    return (Acknowledge(incoming.chat_id, incoming.callback_id, text=text),)


def take(house: House, case: Case, incoming: Incoming, me: Volunteer, now: float) -> Step:
    """Takes a case that nobody has. Of twenty who press at once, one gets it."""
    if case.is_with(me.id):
        return _said(house, case, incoming, house.say(D_("You have this case already.")))
    if case.owner is not None:
        return _with_another(house, case, incoming, case.owner)
    taken, out = _given_to(house, case, me, now)
    return Step(taken, (*answered(incoming), *out), handed=True)


def _with_another(house: House, case: Case, incoming: Incoming, owner: Volunteer) -> Step:
    text = house.say(D_("{name} has this case already."), name=owner.name)
    if incoming.callback_id is not None:
        return Step(case, answered(incoming, text))
    return Step(case, (note(case, incoming, text, _over_rows(house, case)),))


def _over_rows(house: House, case: Case) -> Rows:
    label = "🤝 " + house.say(D_("Take over"))
    return ((Button(label, f"d:over:{case.id}:{case.version}"),),)


def _given_to(
    house: House, case: Case, me: Volunteer, now: float
) -> tuple[Case, tuple[Outgoing, ...]]:
    taken = replace(
        case,
        state=State.TAKEN,
        owner=me,
        previous=case.owner or case.previous,
        version=case.version + 1,
        files=0,
    )
    return taken, (card(house, taken), *_introduced(house, taken, me))


def _introduced(house: House, case: Case, me: Volunteer) -> tuple[Outgoing, ...]:
    """Whom she did not call is introduced by his own words only."""
    if not case.consent:
        return ()
    voice = house.voice(case)
    text = voice(N_("{name} from ALL IN reads what you write here."), name=me.name)
    # With its case it waits for her, if she has blocked the bot.
    return (Say(case.chat_id, text, (screens.report_row(house, case, me),), case=case.id),)


def take_over(house: House, case: Case, incoming: Incoming, me: Volunteer, now: float) -> Step:
    """Takes a case from somebody else, after it was confirmed."""
    if case.is_with(me.id):
        return take(house, case, incoming, me, now)
    taken, out = _given_to(house, case, me, now)
    noted = house.say(D_("{name} has taken over."), name=me.name)
    return Step(taken, (*answered(incoming), *out, Say(DESK, noted, case=case.id)), handed=True)


def release(house: House, case: Case, incoming: Incoming, me: Volunteer, now: float) -> Step:
    """Gives a case back."""
    if not _may(house, case, me):
        return _not_yours(house, case, incoming)
    if case.owner is None:
        return _said(house, case, incoming, house.say(D_("Nobody has this case.")))
    free = released(case, now)
    out = (*answered(incoming), card(house, free, priority=Priority.NOTICE))
    return Step(free, (*out, *_somebody_else(house, free)))


def released(case: Case, now: float) -> Case:
    """The case without its owner."""
    return replace(
        case,
        state=State.WAITING,
        owner=None,
        previous=case.owner,
        waiting_since=case.waiting_since or now,
        answered_at=None,
        version=case.version + 1,
    )


def _somebody_else(house: House, case: Case) -> tuple[Outgoing, ...]:
    if not case.consent or case.previous is None:
        return ()
    text = house.voice(case)(
        N_("{name} cannot go on now. Somebody else will write to you here."),
        name=case.previous.name,
    )
    return (Say(case.chat_id, text, case=case.id),)


def leaves(house: House, case: Case, now: float) -> Step:
    """Who had the case has left the desk."""
    free = released(case, now)
    name = case.owner.name if case.owner else "?"
    noted = house.say(D_("{name} has left the desk. Who takes this case?"), name=name)
    out = (Say(DESK, noted, case=case.id), card(house, free, priority=Priority.NOTICE))
    return Step(free, (*out, *_somebody_else(house, free)))


def _may(house: House, case: Case, me: Volunteer) -> bool:
    return case.owner is None or case.is_with(me.id) or me.id in house.coordinators


def _not_yours(house: House, case: Case, incoming: Incoming) -> Step:
    assert case.owner is not None
    text = house.say(
        D_("{name} has this case. /take takes it over, then you can."), name=case.owner.name
    )
    return _said(house, case, incoming, text)


def closed_already(house: House, case: Case, incoming: Incoming) -> Step:
    """What is only done with an open case was tried with one that is over."""
    return _said(house, case, incoming, house.say(D_("This case is closed.")))


def out_of_date(house: House, case: Case, incoming: Incoming) -> Step:
    """A button for something that is not there any more."""
    return _said(house, case, incoming, house.say(D_("This button is out of date.")))


def _said(house: House, case: Case, incoming: Incoming, text: str) -> Step:
    if incoming.callback_id is not None:
        return Step(case, answered(incoming, text))
    return Step(case, (note(case, incoming, text),))


def close(
    house: House, case: Case, incoming: Incoming, me: Volunteer, reason: str, now: float
) -> Step:
    """Ends a case. Words that are no known reason are not kept."""
    if not _may(house, case, me):
        return _not_yours(house, case, incoming)
    reason = reason if reason in REASONS else "solved"
    noted = house.say(
        D_("⏹ {name} has closed the case: {reason}."),
        name=me.name,
        reason=house.say(REASON_NAMES[reason]),
    )
    step = closes(house, case, reason, noted, now)
    return replace(step, out=(*answered(incoming), *step.out))


def reason_in(house: House, words: str) -> str:
    """The reason that somebody wrote, in German or English."""
    said = words.strip().casefold()
    for reason, name in REASON_NAMES.items():
        if said in (reason, name.casefold(), house.say(name).casefold()):
            return reason
    return ""


def ask_reason(house: House, case: Case, incoming: Incoming, me: Volunteer) -> Step:
    """The card asks why; or it does not ask any more."""
    if not _may(house, case, me):
        return _not_yours(house, case, incoming)
    asking = card(house, case, priority=Priority.NOTICE, reasons=True)
    return Step(case, (*answered(incoming), asking))


def show_card(house: House, case: Case, incoming: Incoming) -> Step:
    """The card as it was."""
    shown = card(house, case, priority=Priority.NOTICE)
    return Step(case, (*answered(incoming), shown))


def ban(
    house: House, case: Case, incoming: Incoming, me: Volunteer, words: str, now: float
) -> Step:
    """Closes a case and opens none for this person; more than a day is for coordinators."""
    days = _days(words)
    if days is None:
        text = house.say(D_("Write /ban or /ban 7: how many days."))
        return Step(case, (note(case, incoming, text),))
    if days > BAN_DAYS and me.id not in house.coordinators:
        text = house.say(D_("More than one day is for the coordinators."))
        return Step(case, (note(case, incoming, text),))
    if not _may(house, case, me):
        return _not_yours(house, case, incoming)
    said = house.say(D_("⛔ Banned by {name} for {days} days."), name=me.name, days=f"{days:g}")
    told = Step(case, (Say(DESK, said, case=case.id),))
    step = closes(house, case, "spam", said, now) if case.open else told
    return replace(step, ban=now + days * DAY, audit="ban")


def _days(words: str) -> float | None:
    if not words.strip():
        return BAN_DAYS
    number = words.split()[0]
    if not (number.isascii() and number.isdecimal()):
        return None
    return min(float(number), LONGEST_BAN_DAYS) or None


def reveal(house: House, case: Case, incoming: Incoming, me: Volunteer) -> Step:
    """Tells a coordinator, in private, who it is; it is recorded."""
    if me.id not in house.coordinators:
        text = house.say(D_("Only coordinators may look behind a number."))
        return Step(case, (note(case, incoming, text),))
    told = house.say(
        D_("{case} is the person with the Telegram number {id}. This was recorded."),
        case=case.number,
        id=str(case.chat_id),
    )
    arrived = house.say(D_("Sent to you in private, and recorded."))
    refused = house.say(D_("⚠️ It did not reach you. Write /start to the bot in private first."))
    shown = Say(
        me.id,
        told,
        mentions=(Mention(case.chat_id, case.number),),
        forget=True,
        then=(note(case, incoming, arrived),),
        otherwise=(note(case, incoming, refused),),
    )
    return Step(case, (shown,), audit="reveal")


# --- words


def writes(house: House, case: Case, incoming: Incoming, me: Volunteer, mark: str) -> Step:
    """A plain message in a topic: only the owner's words leave."""
    if incoming.anonymous:
        text = D_("Not sent: please turn off “Remain anonymous”, so that one sees who writes.")
        return Step(case, (note(case, incoming, house.say(text)),))
    if stays(incoming):
        return kept(house, case, incoming, me, mark)
    if not case.open:
        once = _once("closed", case, me)
        return Step(case, (note(case, incoming, _why_not(house, case), once=once),))
    if case.owner is not None and not case.is_with(me.id):
        text = _why_not(house, case)
        rows = _over_rows(house, case)
        return Step(case, (note(case, incoming, text, rows, _once("inside", case, me)),))
    if incoming.media in NOT_COPIED:
        text = house.say(D_("Not sent: Telegram does not let us pass on this kind of message."))
        return Step(case, (note(case, incoming, text),))
    if case.owner is None:
        waiting = _passed(case, incoming, mark, inside="asked")
        return Step(case, (*waiting, _take_and_send(house, case, incoming)))
    return Step(case, _passed(case, incoming, mark))


def stays(incoming: Incoming) -> bool:
    """Whether a message is for the desk only: nothing that begins like a command leaves."""
    return _STAYS.match(incoming.plain) is not None


def kept(house: House, case: Case, incoming: Incoming, me: Volunteer, mark: str) -> Step:
    """A note, or a command that there is not. A note under one picture is for the album."""
    out: list[Outgoing] = []
    if incoming.album is not None:
        out += _passed(case, incoming, mark, inside="note")
    if not _NOTE.match(incoming.plain) and (case.owner is None or case.is_with(me.id)):
        text = D_("Not sent: what begins with / stays here. Notes begin with // or /note.")
        out.append(note(case, incoming, house.say(text)))
    return Step(case, tuple(out))


def _once(what: str, case: Case, me: Volunteer) -> str:
    return f"{what} {case.id} {case.version} {me.id}"


def _take_and_send(house: House, case: Case, incoming: Incoming) -> Say:
    message = incoming.message_id
    rows = (
        (
            Button("✋ " + house.say(D_("Take and send")), f"d:send:{case.id}:{message}"),
            Button(house.say(D_("Internal")), f"d:internal:{case.id}:{message}"),
        ),
    )
    once = f"album {incoming.album}" if incoming.album else None
    text = house.say(D_("Nobody has this case, so this was not sent."))
    return note(case, incoming, text, rows, once)


def _passed(
    case: Case, incoming: Incoming, mark: str, inside: Inside = ""
) -> tuple[Copy | Words, ...]:
    """A message for the newcomer: as it is, or in plain words where it names somebody."""
    assert incoming.message_id is not None
    copy = Copy(
        case.chat_id,
        case.id,
        incoming.chat_id,
        (incoming.message_id,),
        (mark,),
        answers=incoming.reply_to,
        album=incoming.album,
        waits=case.blocked_at is not None,
        author=incoming.sender,
        inside=inside,
    )
    is_contact = incoming.media == "contact"
    if not incoming.marked and not is_contact:
        return (copy,)
    part = Part(incoming.message_id, incoming.plain, mark)
    return plainly(copy, part, file=bool(incoming.media) and not is_contact)


def take_and_send(
    house: House, case: Case, incoming: Incoming, me: Volunteer, asked: Words | Copy, now: float
) -> Step:
    """The button under a message that stayed inside: nobody sends another's words."""
    if asked.author != me.id:
        return _of_another(house, case, incoming)
    if case.owner is not None and not case.is_with(me.id):
        return _with_another(house, case, incoming, case.owner)
    taken, out = (case, ()) if case.is_with(me.id) else _given_to(house, case, me, now)
    shown = (*answered(incoming), *out, _without_prompt(incoming))
    message = asked.messages[0] if isinstance(asked, Copy) else asked.parts[0].message_id
    return Step(taken, shown, handed=True, sent=message)


def internal(
    house: House, case: Case, incoming: Incoming, me: Volunteer, asked: Words | Copy
) -> Step:
    """It stays inside; the question goes."""
    if asked.author != me.id:
        return _of_another(house, case, incoming)
    return Step(case, (*answered(incoming), _without_prompt(incoming)))


def _of_another(house: House, case: Case, incoming: Incoming) -> Step:
    text = D_("Only who wrote this can send it. /take takes the case.")
    return _said(house, case, incoming, house.say(text))


def _without_prompt(incoming: Incoming) -> Remove:
    assert incoming.message_id is not None
    return Remove(DESK, (incoming.message_id,))


def corrects(house: House, case: Case, incoming: Incoming, mark: str, *, still_here: bool) -> Step:
    """A volunteer's message was edited. still_here: its author has not decided yet.

    Only the owner speaks to her: who had the case before is told that she keeps the old words.
    """
    assert incoming.message_id is not None
    if not still_here and not (case.open and case.is_with(incoming.sender)):
        once = f"late {case.id} {case.version} {incoming.message_id}"
        return Step(case, (note(case, incoming, _why_not(house, case), once=once),))
    correct = Correct(
        case.chat_id,
        case.id,
        incoming.chat_id,
        incoming.message_id,
        incoming.plain,
        bool(incoming.media),
        mark,
        incoming.marked,
    )
    return Step(case, (correct,))


def _why_not(house: House, case: Case) -> str:
    if not case.open:
        return house.say(D_("Not sent: the case is closed. She can open it again with /human."))
    if case.owner is None:
        return house.say(D_("Nobody has this case, so this was not sent."))
    return house.say(D_("Not sent: {name} has this case."), name=case.owner.name)


def replaced(house: House, case: Case, incoming: Incoming) -> Step:
    """Another file stands in a message that she has already."""
    text = house.say(
        D_("⚠️ She keeps the file as it was. Please send the new one, and /undo the old one.")
    )
    once = f"replaced {case.id} {incoming.message_id} {incoming.file}"
    return Step(case, (note(case, incoming, text, once=once),))


def stayed(house: House, case: Case, incoming: Incoming) -> Step:
    """The owner edits what was never sent, perhaps in order to send it."""
    if not (case.open and case.is_with(incoming.sender)) or stays(incoming):
        return Step(case)
    text = house.say(D_("Not sent: an edit does not send what stayed here. Please write it anew."))
    once = f"stayed {case.id} {incoming.message_id}"
    return Step(case, (note(case, incoming, text, once=once),))


def became_note(house: House, case: Case, incoming: Incoming, fate: Fate | None) -> Step:
    """A message was edited into something that stays here."""
    if fate is not None:
        return taken_back(house, case, incoming.message_id, fate)
    late = D_("⚠️ It was sent before, and she keeps it as it was. /undo as a reply takes it back.")
    return Step(case, (note(case, incoming, house.say(late)),))


def undo(house: House, case: Case, incoming: Incoming, fate: Fate | None) -> Step:
    """Takes a message back. fate: what became of one that still waited."""
    if fate is not None:
        return taken_back(house, case, incoming.message_id, fate)
    assert incoming.reply_to is not None
    back = TakeBack(case.chat_id, case.id, incoming.chat_id, incoming.reply_to, incoming.message_id)
    return Step(case, (back,))


def taken_back(house: House, case: Case, request: int | None, fate: Fate) -> Step:
    """What became of it, said only when it is so."""
    text = house.say(_FATES[fate])
    return Step(case, (Say(DESK, text, question=request, case=case.id),))


def cannot_undo(house: House, case: Case, incoming: Incoming, *, late: bool) -> Step:
    """It is not one's own, was never sent, or Telegram keeps it."""
    if late:
        text = D_("Telegram only takes messages back in the first 48 hours.")
    else:
        text = D_("Write /undo as a reply to a message of your own that was sent to her.")
    return Step(case, (note(case, incoming, house.say(text)),))


def reached(case: Case, owed_since: float | None, now: float) -> Case:
    """Something of a volunteer has arrived: whether an answer is still owed."""
    if not case.open:
        return case
    answered_at = now if owed_since is None else None
    return replace(case, written=True, waiting_since=owed_since, answered_at=answered_at)


def unsaid(case: Case, owed_since: float | None) -> Case:
    """Something of a volunteer is gone from her phone: an answer may be owed again."""
    if not case.open or owed_since is None:
        return case
    return replace(case, waiting_since=owed_since, answered_at=None)


# --- answers of the knowledge base


def knowledge(house: House, case: Case, incoming: Incoming, topics: tuple[str, ...]) -> Step:
    """Answers that fit some words; one press sends one, in the newcomer's language."""
    found = [house.base.topics[id] for id in topics if id in house.base.topics]
    if not found:
        text = house.say(D_("Write /k and some words, for example: /k Anmeldung"))
        return Step(case, (note(case, incoming, text),))
    rows = tuple((Button("📤 " + t.title(GERMAN), f"d:k:{case.id}:{t.id}"),) for t in found)
    text = house.say(D_("One press sends the answer in her language:"))
    return Step(case, (note(case, incoming, text, rows),))


def sends_topic(house: House, case: Case, incoming: Incoming, me: Volunteer, topic_id: str) -> Step:
    """Sends an answer of the knowledge base to the newcomer."""
    if not case.is_with(me.id) or topic_id not in house.base.topics:
        return _said(house, case, incoming, house.say(D_("Take the case first: /take")))
    topic = house.base.topics[topic_id]
    text = answer(house.base, topic, house.voice(case))
    noted = house.say(D_("📤 Sent: {title}"), title=topic.title(GERMAN))
    sent = Say(
        case.chat_id, text, case=case.id, answer=True, then=(Say(DESK, noted, case=case.id),)
    )
    return Step(case, (*answered(incoming), sent))
