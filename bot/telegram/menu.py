"""The bot's own words in Telegram: the command menu and the description, per language."""

from __future__ import annotations

import logging

from telegram import Bot, BotCommand, BotCommandScopeChat
from telegram.error import TelegramError

from bot.i18n import ENGLISH, N_, Catalogues

log = logging.getLogger(__name__)

COMMANDS = {
    "start": N_("Start, all areas"),
    "help": N_("How this works"),
    "language": N_("Change the language"),
    "human": N_("Talk to a person"),
    "end": N_("Back to the bot"),
    "privacy": N_("What is stored about me"),
    "delete": N_("Erase my data"),
    "clear": N_("Empty this chat"),
}
DESCRIPTION = N_(
    "Information for newcomers in Kassel, in many languages. Free of charge. In an emergency "
    "call 112 or 110."
)


async def register(bot: Bot, catalogues: Catalogues, codes: tuple[str, ...]) -> None:
    """Registers menu and description for each two-letter code and as the default.

    Telegram takes no longer codes. Without the menu the bot works all the same, so a failure
    is only said.
    """
    try:
        await _register(bot, catalogues, ENGLISH, None)
        for code in codes:
            if len(code) == 2:
                await _register(bot, catalogues, code, code)
    except TelegramError as error:
        log.warning("The command menu could not be registered (%s).", type(error).__name__)


async def register_desk(bot: Bot, chat_id: int, commands: dict[str, str]) -> None:
    """Registers the volunteers' commands in their group; a failure is only said."""
    menu = [BotCommand(name, text) for name, text in commands.items()]
    try:
        await bot.set_my_commands(menu, scope=BotCommandScopeChat(chat_id))
    except TelegramError as error:
        log.warning("The desk's menu could not be registered (%s).", type(error).__name__)


async def _register(bot: Bot, catalogues: Catalogues, words: str, code: str | None) -> None:
    commands = [BotCommand(name, catalogues(words, text)) for name, text in COMMANDS.items()]
    await bot.set_my_commands(commands, language_code=code)
    description = catalogues(words, DESCRIPTION)
    await bot.set_my_description(description, language_code=code)
    await bot.set_my_short_description(description[:120], language_code=code)
