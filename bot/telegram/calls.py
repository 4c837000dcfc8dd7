"""From the project's values to calls of the Bot API."""

from __future__ import annotations

from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    ReplyParameters,
)

from bot.messages import Acknowledge, Change, Leave, Outgoing, Remove, Rows, Say

TEXT_LIMIT = 4096
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


async def call(bot: Bot, outgoing: Outgoing) -> int | None:
    """Makes the call; the id of the message that it made or changed.

    Raises:
        telegram.error.TelegramError: as Telegram answered; `errors.judge` knows what it means.
    """
    match outgoing:
        case Say():
            return await _say(bot, outgoing)
        case Change():
            return await _change(bot, outgoing)
        case Acknowledge(callback_id=callback_id):
            await bot.answer_callback_query(callback_id)
        case Remove(chat_id=chat_id, message_ids=message_ids):
            await bot.delete_messages(chat_id, message_ids)
        case Leave(chat_id=chat_id):
            await bot.leave_chat(chat_id)
    return None


async def _say(bot: Bot, say: Say | Change) -> int:
    reply = (
        ReplyParameters(say.question, allow_sending_without_reply=True)
        if isinstance(say, Say) and say.chat_id < 0 and say.question
        else None
    )
    message = await bot.send_message(
        say.chat_id,
        fitting(say.text),
        reply_markup=keyboard(say.buttons),
        link_preview_options=_NO_PREVIEW,
        reply_parameters=reply,
    )
    return message.message_id


async def _change(bot: Bot, change: Change) -> int:
    if change.message_id is None:
        return await _say(bot, change)
    await bot.edit_message_text(
        fitting(change.text),
        chat_id=change.chat_id,
        message_id=change.message_id,
        reply_markup=keyboard(change.buttons),
        link_preview_options=_NO_PREVIEW,
    )
    return change.message_id


def keyboard(rows: Rows) -> InlineKeyboardMarkup | None:
    """Inline buttons as Telegram wants them."""
    if not rows:
        return None
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(b.label, callback_data=b.data) for b in row] for row in rows]
    )


def fitting(text: str) -> str:
    """The text, cut to what one message holds (Telegram counts UTF-16 units)."""
    units = text.encode("utf-16-le")
    if len(units) <= TEXT_LIMIT * 2:
        return text
    return units[: (TEXT_LIMIT - 1) * 2].decode("utf-16-le", "ignore") + "…"
