"""What a newcomer reads about the way to a person."""

from __future__ import annotations

from bot.conversation.answer import contact_block
from bot.conversation.buttons import language_rows
from bot.conversation.crisis import small_print
from bot.conversation.texts import IN_PERSON
from bot.conversation.voice import Voice
from bot.handoff import hours
from bot.handoff.house import House
from bot.handoff.model import Case, Volunteer, Wish
from bot.i18n import N_, spoken_days, spoken_hours, spoken_moment
from bot.messages import Button, Rows
from knowledge.model import Hours

END_CHAT = N_("End the chat")
ASK_BOT = N_("Ask the bot")

_WISHES = {
    Wish.WOMAN: N_("A woman, please"),
    Wish.NOT_FROM_MY_COMMUNITY: N_("Nobody from my community"),
    Wish.UNDER_18: N_("I am under 18"),
}


def agreement(house: House, voice: Voice, wishes: str, now: float) -> tuple[str, Rows]:
    """Who reads it, what they see, what this is not; one press agrees."""
    text = voice(
        N_(
            "Do you want to write with a person?\n\n"
            "• Volunteers of ALL IN read what you write, and what you asked the bot. You see "
            "their first name. They do not see your name or your phone number.\n"
            "• Nothing goes to authorities.\n"
            "• They inform you and tell you where to get advice. This is not emergency help.\n"
            "• Nobody here ever asks you for money, passwords or codes.\n"
            "• 30 days after the end of the chat it is erased. /delete erases it at once."
        )
    )
    return f"{text}\n\n{waiting_truth(house, voice, now)}", agreement_rows(voice, wishes)


def agreement_rows(voice: Voice, wishes: str) -> Rows:
    """The first button agrees; the others are wishes on the way."""
    rows = [(Button("✅ " + voice(N_("Yes, connect me")), f"human:yes:{wishes}"),)]
    for wish, label in _WISHES.items():
        chosen = wish in wishes
        after = wishes.replace(wish, "") if chosen else wishes + wish
        rows.append((Button(("☑️ " if chosen else "▫️ ") + voice(label), f"human:wish:{after}"),))
    rows.append((Button("🌍 " + voice(N_("Another language")), f"human:languages:{wishes}"),))
    rows.append((Button(voice(N_("No, thank you")), "human:no"),))
    return tuple(rows)


def language_choice(house: House, voice: Voice, wishes: str) -> tuple[str, Rows]:
    """In which language she wants to write."""
    rows = language_rows(house.languages.offered())
    named = tuple(tuple(Button(b.label, f"human:{b.data}:{wishes}") for b in row) for row in rows)
    return "🌍 " + voice(N_("Which language do you want?")), named


def waiting_truth(house: House, voice: Voice, now: float) -> str:
    """When somebody is there, who speaks her language when, and what is promised."""
    desk = house.desk
    if not desk.staffed:
        return "🕑 " + voice(
            N_("The desk has no fixed hours. Nobody knows how long it takes until somebody reads.")
        )
    said = spoken_hours(Hours(desk.hours), voice.code)
    lines = ["🕑 " + voice(N_("Somebody is there: {hours}."), hours=said)]
    lines += _languages(house, voice)
    opening = hours.next_opening(desk, now)
    if opening is not None:
        when = spoken_moment(opening, voice.code)
        lines.append(voice(N_("Nobody reads now. Next time: {when}."), when=when))
    if desk.answer_within is not None:
        within = str(desk.answer_within)
        promise = N_("We want to answer within {count} hours of this time.")
        lines.append(voice(promise, count=within))
    return "\n".join(lines)


def _languages(house: House, voice: Voice) -> list[str]:
    if not house.desk.languages or voice.unsure:
        return []
    days = hours.days_with(house.desk, voice.code)
    if days:
        said = spoken_days(days, voice.code)
        return [voice(N_("In your language: {days}."), days=said)]
    return [
        voice(N_("Nobody there speaks your language yet. Write all the same, in your language."))
    ]


def opened(house: House, case: Case, now: float) -> str:
    """After she agreed."""
    voice = house.voice(case)
    if case.question is None:
        text = N_(
            "The chat with the desk is open ({number}). Write your question here: what you wrote "
            "to the bot is not passed on. Voice messages and photos arrive too."
        )
    else:
        text = N_(
            "Your question goes to the desk now ({number}). Write here what else you want to say. "
            "Voice messages and photos arrive too."
        )
    said = voice(text, number=case.number)
    return "\n\n".join([said, waiting_truth(house, voice, now), _meanwhile(house, voice)])


def already_open(house: House, case: Case, now: float) -> str:
    """She asks for a person while she has one."""
    voice = house.voice(case)
    if case.owner is not None:
        return voice(N_("{name} from ALL IN reads what you write here."), name=case.owner.name)
    text = voice(N_("What you write here goes to the desk. Nobody has taken the chat yet."))
    return f"{text}\n\n{waiting_truth(house, voice, now)}"


def _meanwhile(house: House, voice: Voice) -> str:
    return "\n\n".join([voice(N_("In the meantime:")), offices(house, voice)])


def offices(house: House, voice: Voice) -> str:
    """Where to go, with address, and the numbers."""
    contacts = house.base.contacts
    blocks = [contact_block(contacts[id], voice) for id in IN_PERSON if id in contacts]
    return "\n\n".join([*blocks, small_print(house.base, voice)])


def alarm_told(house: House, voice: Voice, now: float, *, reached: bool) -> str:
    """With the numbers: whether anybody at the desk hears of it now."""
    if not reached or not hours.is_open(house.desk, now):
        return voice(
            N_(
                "Nobody from ALL IN reads now. The desk sees later that you may need help, "
                "but not your words."
            )
        )
    return voice(
        N_(
            "The volunteers of ALL IN see now that you may need help, but not your words. "
            "Perhaps somebody writes to you here."
        )
    )


def keyboard(voice: Voice) -> tuple[str, ...]:
    """The two buttons below the input line while a chat is open."""
    return (voice(END_CHAT), voice(ASK_BOT))


def helped_rows(house: House, case: Case) -> Rows:
    """Did it help? And the way to complain about who had the case."""
    voice = house.voice(case)
    row = (
        Button("👍 " + voice(N_("This helped")), f"rate:{case.id}:yes"),
        Button("👎 " + voice(N_("Did not help")), f"rate:{case.id}:no"),
    )
    return (row,) if case.previous is None else (row, report_row(house, case, case.previous))


def report_row(house: House, case: Case, volunteer: Volunteer) -> tuple[Button, ...]:
    """The way to complain about this volunteer, whoever has the case when it is pressed."""
    label = "⚠️ " + house.voice(case)(N_("Report this volunteer"))
    return (Button(label, f"report:{case.id}:{house.sign_of(volunteer)}"),)
