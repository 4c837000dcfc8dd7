"""Whether the bot may do its work in the volunteers' group, in sentences."""

from __future__ import annotations

from dataclasses import dataclass

from telegram import Bot, ChatFullInfo, ChatMember, ChatMemberAdministrator
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.i18n import D_

_RIGHTS = {
    "can_manage_topics": D_("The bot may not manage topics at the desk: give it this right."),
    "can_pin_messages": D_("The bot may not pin messages at the desk: give it this right."),
    "can_delete_messages": D_("The bot may not delete messages at the desk: give it this right."),
}
NO_DESK = D_("The desk's group does not exist or the bot is not in it. Check ALLIN_DESK_CHAT_ID.")
NO_ADMIN = D_("The bot is no administrator at the desk: make it one, with all three rights.")
NO_FORUM = D_("The desk's group has no topics: switch “Topics” on in its settings.")
PROTECTED = D_(
    "The desk's group restricts saving content, so answers with files cannot be copied: switch "
    "that off."
)
UNREACHABLE = D_("Coordinator {id} has not started the bot, so it cannot write to this person.")
NO_COORDINATOR = D_("No coordinator is named: put Telegram numbers into ALLIN_COORDINATOR_IDS.")
_NEEDED = frozenset({NO_DESK, NO_ADMIN, NO_FORUM, _RIGHTS["can_manage_topics"]})


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong. values: what to put into the sentence."""

    sentence: str
    id: str = ""

    @property
    def stops(self) -> bool:
        """Whether nothing reaches the desk because of it."""
        return self.sentence in _NEEDED

    def __str__(self) -> str:
        return self.sentence.format(id=self.id)


async def desk(bot: Bot, chat_id: int) -> list[Fault] | None:
    """What is wrong at the desk; None if Telegram does not answer now.

    Raises nothing: a check warns and never stops anything.
    """
    try:
        chat = await bot.get_chat(chat_id)
        me = await bot.get_chat_member(chat_id, bot.id)
    except (BadRequest, Forbidden):
        return [Fault(NO_DESK)]
    except TelegramError:
        return None
    return [*_of_chat(chat), *_of_member(me)]


def _of_chat(chat: ChatFullInfo) -> list[Fault]:
    faults = [] if chat.is_forum else [Fault(NO_FORUM)]
    return [*faults, Fault(PROTECTED)] if chat.has_protected_content else faults


def _of_member(me: ChatMember) -> list[Fault]:
    if me.status == ChatMember.OWNER:
        return []
    if not isinstance(me, ChatMemberAdministrator):
        return [Fault(NO_ADMIN)]
    return [Fault(text) for right, text in _RIGHTS.items() if not getattr(me, right)]


async def coordinators(bot: Bot, ids: frozenset[int]) -> list[Fault]:
    """Which coordinators cannot be written to."""
    if not ids:
        return [Fault(NO_COORDINATOR)]
    return [Fault(UNREACHABLE, str(id)) for id in sorted(ids) if not await _answers(bot, id)]


async def _answers(bot: Bot, user_id: int) -> bool:
    """A sign of typing reaches only who has started the bot, and nobody is disturbed."""
    try:
        await bot.send_chat_action(user_id, "typing")
    except (RetryAfter, NetworkError) as error:
        return not isinstance(error, BadRequest)
    except TelegramError:
        return False
    return True
