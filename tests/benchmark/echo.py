"""A bare python-telegram-bot echo bot, as its own documentation would write it: the yardstick."""

import os

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters


async def echo(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
    """Says the same."""
    assert update.message
    await update.message.reply_text(update.message.text or "")


def main() -> None:
    """Runs until it is stopped."""
    url = os.environ["ALLIN_TELEGRAM_API_URL"]
    application = (
        Application.builder()
        .token(os.environ["ALLIN_TELEGRAM_TOKEN"])
        .base_url(f"{url}/bot")
        .base_file_url(f"{url}/file/bot")
        .build()
    )
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.run_polling(drop_pending_updates=False)


main()
