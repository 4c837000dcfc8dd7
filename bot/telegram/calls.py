"""From the project's values to calls of the Bot API."""

from __future__ import annotations

from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    LinkPreviewOptions,
    MessageEntity,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
    User,
)

from bot.messages import (
    DESK,
    EDITED,
    Acknowledge,
    Card,
    Change,
    Copy,
    Correct,
    DropTopic,
    Leave,
    Mention,
    OpenTopic,
    Outgoing,
    Pin,
    Remove,
    Rows,
    Say,
    TakeBack,
    TurnTopic,
    Words,
    size,
)
from bot.storage.places import Where

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
ACKNOWLEDGE_LIMIT = 200
AGAIN = "↻"
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


async def call(
    bot: Bot, outgoing: Outgoing, where: Where, *, again: bool = False
) -> tuple[int, ...]:
    """Makes the call; the ids of the messages that it made or changed.

    again: it may have arrived before; a text at the desk is marked.

    Raises:
        telegram.error.TelegramError: as Telegram answered; `errors.judge` knows what it means.
    """
    match outgoing:
        case Say() | Change() | Words() | Card() | Copy() | Correct():
            return await _words(bot, outgoing, where, again=again)
        case OpenTopic() | TurnTopic() | DropTopic() | Pin():
            return await _topic(bot, outgoing, where, again=again)
        case Acknowledge(callback_id=callback_id, text=text):
            shown = text[:ACKNOWLEDGE_LIMIT] or None
            await bot.answer_callback_query(callback_id, shown, show_alert=bool(text))
        case Remove(message_ids=message_ids):
            await bot.delete_messages(where.chat_id, message_ids)
        case TakeBack() if where.message is not None:
            await bot.delete_messages(where.chat_id, [where.message])
        case Leave():
            await bot.leave_chat(where.chat_id)
    return ()


async def _words(
    bot: Bot, outgoing: Say | Change | Words | Card | Copy | Correct, where: Where, *, again: bool
) -> tuple[int, ...]:
    sign = f"{AGAIN} " if again and outgoing.chat_id == DESK else ""
    match outgoing:
        case Say(text=text):
            return await _say(bot, outgoing, where, sign + text)
        case Words(text=text):
            return (await _send(bot, where, sign + text),)
        case Change():
            return await _change(bot, outgoing, where)
        case Card():
            return await _card(bot, outgoing, where, sign)
        case Copy():
            return await _copy(bot, outgoing, where)
        case Correct():
            return await _correct(bot, outgoing, where, sign)


async def _topic(
    bot: Bot, outgoing: OpenTopic | TurnTopic | DropTopic | Pin, where: Where, *, again: bool
) -> tuple[int, ...]:
    match outgoing:
        case OpenTopic(name=name):
            name = f"{AGAIN} {name}"[:128] if again else name
            return ((await bot.create_forum_topic(where.chat_id, name)).message_thread_id,)
        case Pin(quiet=quiet) if where.message is not None:
            await bot.pin_chat_message(where.chat_id, where.message, disable_notification=quiet)
        case TurnTopic(open=True) if where.topic is not None:
            await bot.reopen_forum_topic(where.chat_id, where.topic)
        case TurnTopic() if where.topic is not None:
            await bot.close_forum_topic(where.chat_id, where.topic)
        case DropTopic(topic=topic):
            await bot.delete_forum_topic(where.chat_id, topic)
    return ()


async def _send(
    bot: Bot,
    where: Where,
    text: str,
    markup: InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove | None = None,
    mentions: tuple[Mention, ...] = (),
    *,
    quiet: bool = False,
) -> int:
    text, entities = called(fitting(text), mentions)
    message = await bot.send_message(
        where.chat_id,
        text,
        entities=entities or None,
        message_thread_id=where.topic,
        reply_markup=markup,
        link_preview_options=_NO_PREVIEW,
        reply_parameters=_reply(where.reply),
        disable_notification=quiet or None,
    )
    return message.message_id


async def _say(bot: Bot, say: Say, where: Where, text: str) -> tuple[int, ...]:
    markup = keyboard(say.buttons) or reply_keyboard(say.keyboard)
    if where.chat_id < 0 and say.question and where.reply is None:
        where = Where(where.chat_id, where.topic, reply=say.question)
    return (await _send(bot, where, text, markup, say.mentions, quiet=say.quiet),)


async def _change(bot: Bot, change: Change, where: Where) -> tuple[int, ...]:
    if where.message is None:
        return (await _send(bot, where, change.text, keyboard(change.buttons)),)
    await _edit(bot, where, change.text, change.buttons)
    return (where.message,)


async def _edit(bot: Bot, where: Where, text: str, buttons: Rows = ()) -> None:
    await bot.edit_message_text(
        fitting(text),
        chat_id=where.chat_id,
        message_id=where.message,
        reply_markup=keyboard(buttons),
        link_preview_options=_NO_PREVIEW,
    )


async def _card(bot: Bot, card: Card, where: Where, sign: str) -> tuple[int, ...]:
    if where.message is not None:
        await _edit(bot, where, card.text, card.buttons)
        return (where.message,)
    # A card that may stand there twice is marked at its end: it begins with what it is about.
    text = f"{card.text}\n{sign}".rstrip()
    markup = keyboard(card.buttons)
    return (await _send(bot, where, text, markup, card.mentions, quiet=card.quiet),)


async def _copy(bot: Bot, copy: Copy, where: Where) -> tuple[int, ...]:
    # Whether an empty caption takes the file's own away is nowhere promised.
    if len(copy.messages) > 1 or copy.bare:
        made = await bot.copy_messages(
            where.chat_id,
            copy.source,
            copy.messages,
            message_thread_id=where.topic,
            remove_caption=copy.bare or None,
        )
        return tuple(one.message_id for one in made)
    one = await bot.copy_message(
        where.chat_id,
        copy.source,
        copy.messages[0],
        caption=copy.caption,
        message_thread_id=where.topic,
        reply_parameters=_reply(where.reply),
    )
    return (one.message_id,)


async def _correct(bot: Bot, correct: Correct, where: Where, sign: str) -> tuple[int, ...]:
    at_desk = correct.chat_id == DESK
    text = f"{EDITED} {correct.text}".rstrip() if at_desk else correct.text
    if where.shared or where.message is None or (correct.caption and size(text) > CAPTION_LIMIT):
        # Other words stand in that message, or it is gone, or too small: said anew, as a reply.
        await _send(bot, where, sign + text)
    elif correct.caption:
        await bot.edit_message_caption(where.chat_id, where.message, caption=text)
    else:
        await _edit(bot, where, text)
    return ()


def _reply(message: int | None) -> ReplyParameters | None:
    return ReplyParameters(message, allow_sending_without_reply=True) if message else None


def called(text: str, mentions: tuple[Mention, ...]) -> tuple[str, list[MessageEntity]]:
    """The text with names below it that ring the phones of those who are named."""
    entities = []
    for at, mention in enumerate(mentions):
        text += " " if at else "\n"
        user = User(mention.user_id, mention.name, is_bot=False)
        entities.append(MessageEntity("text_mention", size(text), size(mention.name), user=user))
        text += mention.name
    return text, entities


def keyboard(rows: Rows) -> InlineKeyboardMarkup | None:
    """Inline buttons as Telegram wants them."""
    if not rows:
        return None
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(b.label, callback_data=b.data) for b in row] for row in rows]
    )


def reply_keyboard(
    labels: tuple[str, ...] | None,
) -> ReplyKeyboardMarkup | ReplyKeyboardRemove | None:
    """Buttons below the input line; none takes them away."""
    if labels is None:
        return None
    if not labels:
        return ReplyKeyboardRemove()
    row = [KeyboardButton(label) for label in labels]
    return ReplyKeyboardMarkup([row], resize_keyboard=True, is_persistent=True)


def fitting(text: str) -> str:
    """The text, cut to what one message holds (Telegram counts UTF-16 units)."""
    units = text.encode("utf-16-le")
    if len(units) <= TEXT_LIMIT * 2:
        return text
    return units[: (TEXT_LIMIT - 1) * 2].decode("utf-16-le", "ignore") + "…"
