"""The longer things the bot says about itself."""

from __future__ import annotations

from bot.conversation.answer import contact_block
from bot.conversation.crisis import small_print
from bot.conversation.voice import Voice
from bot.i18n import N_
from knowledge.model import KnowledgeBase

# Where somebody can go who wants a person while the desk is not connected.
IN_PERSON = ("all-in-kassel", "diakonisches-werk-region-kassel")


def greeting(voice: Voice) -> str:
    """The first words."""
    return voice(
        N_(
            "Hello! I am the information bot of ALL IN in Kassel. I know about offices, German "
            "courses, residence, health and advice.\n\n"
            "Write your question in your own words, in your language. Or press an area.\n\n"
            "I am a program, not a person. What you write is not passed on to any authority. "
            "More: /privacy"
        )
    )


def short_greeting(voice: Voice) -> str:
    """To a greeting in the middle."""
    return voice(N_("Hello! What would you like to know? Write it in your own words."))


def help_text(base: KnowledgeBase, voice: Voice) -> str:
    """What one can do here."""
    text = voice(
        N_(
            "This is how it works:\n"
            "• Write a question in your own words, one question at a time.\n"
            "• Or press an area and then a topic.\n"
            "• /language changes the language.\n"
            "• /human leads to a person.\n"
            "• /privacy says what is stored. /delete erases it. /clear empties this chat.\n\n"
            "Never send passwords or bank data. ALL IN never asks for money or codes."
        )
    )
    return f"{text}\n\n{small_print(base, voice)}"


def human_text(base: KnowledgeBase, voice: Voice) -> str:
    """Where a person is, as long as no desk is connected."""
    text = voice(
        N_(
            "At the moment no volunteers are connected to this bot, so nobody would read your "
            "message. In person you find help here:"
        )
    )
    blocks = [contact_block(base.contacts[id], voice) for id in IN_PERSON if id in base.contacts]
    return "\n\n".join([text, *blocks, small_print(base, voice)])


def privacy_text(base: KnowledgeBase, voice: Voice, *, desk: bool = False) -> str:
    """What is kept, how long, who sees it, who is responsible."""
    text = voice(
        N_(
            "Your data in this bot:\n"
            "• Your words are erased as soon as they are answered; nobody reads them. After a "
            "technical fault they are erased after 72 hours.\n"
            "• Kept: your Telegram ID, your language, which topics you saw last, and for 48 "
            "hours the numbers of the messages in this chat. /delete erases all of it.\n"
            "• Nothing goes to authorities.\n"
            "• Telegram itself can read chats with bots: they are not end-to-end encrypted. Do "
            "not write names, passwords or bank data here. For confidential things, go to an "
            "advice centre.\n"
            "• /clear removes the messages of the last 48 hours from this chat."
        )
    )
    blocks = [text, *([voice(_DESK)] if desk else []), _responsible(base, voice)]
    return "\n\n".join(blocks)


_DESK = N_(
    "If you talk to a person: volunteers of ALL IN read what you write from then on, in a "
    "closed group, under a number instead of your name. 30 days after the end of the chat all "
    "of it is erased. If you write of danger, they see that, but none of your words before "
    "you agree."
)


def _responsible(base: KnowledgeBase, voice: Voice) -> str:
    operator = base.operator
    if not operator.complete:
        return voice(N_("This is a trial. Nobody is named as responsible yet."))
    return voice(
        N_("Responsible: {who}, {address}, {contact}. You can complain to: {authority}."),
        who=str(operator.name),
        address=str(operator.address),
        contact=str(operator.contact),
        authority=str(operator.supervisory_authority),
    )
