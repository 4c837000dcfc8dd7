"""Two independent libraries parse every answer and update of the simulator."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiogram import Bot as AiogramBot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramForbiddenError, TelegramRetryAfter
from aiogram.types import (
    BotCommand,
    BufferedInputFile,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputMediaPhoto,
    ReactionTypeEmoji,
    ReplyParameters,
)
from telegram import (
    BotCommandScopeAllPrivateChats,
    InputFile,
    MenuButtonCommands,
)
from telegram import InlineKeyboardButton as Button
from telegram import InlineKeyboardMarkup as Markup
from telegram import InputMediaPhoto as MediaPhoto
from telegram.error import BadRequest, Forbidden
from telegram.ext import Application, CommandHandler, MessageHandler, filters

from bot.simulator.samples import sample

KINDS = ["photo", "voice", "audio", "video", "video_note", "animation", "document", "sticker"]


@pytest.fixture
async def aiobot(simulator) -> AsyncIterator[AiogramBot]:
    session = AiohttpSession(api=TelegramAPIServer.from_base(simulator.url))
    async with AiogramBot(simulator.token, session=session).context() as bot:
        yield bot


async def everything_a_person_can_send(newcomer):
    for kind in KINDS:
        await newcomer.sends(kind)
    await newcomer.sends_album()
    await newcomer.sends_location(live_period=60)
    await newcomer.sends_contact()
    await newcomer.forwards("weiter")
    message = await newcomer.says("Hallo https://kassel.de /help 😀 +49 561 7870000")
    await newcomer.edits(message, "Hallo!")
    await newcomer.says("a", reply_to=message)
    await newcomer.blocks_bot()
    await newcomer.unblocks_bot()
    await newcomer.adds_bot_to_group("Familie")


async def everything_that_happens_at_a_desk(simulator):
    desk, volunteer = simulator.forum(), simulator.person("V")
    await desk.admits(volunteer, rights={}, title="AR")
    await volunteer.act("creates_topic", chat_id=desk.id, name="Von Hand")
    topic = await desk.topic()
    message = await volunteer.says("a", to=topic)
    await volunteer.act("pins", chat_id=desk.id, message_id=message.id)
    await volunteer.reacts(message, "🙏")
    await topic.closed_by(volunteer)
    await topic.reopened_by(volunteer)
    await topic.renamed_by(volunteer, "b")
    await volunteer.says("anonym", to=desk, anonymous=True)
    await desk.loses(volunteer)
    await desk.loses_bot()
    group = simulator.group("G", rights={})
    await group.becomes_supergroup()


ALL = ["message", "edited_message", "callback_query", "my_chat_member", "chat_member",
       "message_reaction"]  # fmt: skip


async def test_both_read_all_updates_alike(simulator, bot, aiobot, newcomer):
    await bot.get_updates(allowed_updates=ALL)
    await everything_a_person_can_send(newcomer)
    await everything_that_happens_at_a_desk(simulator)
    theirs = await bot.get_updates(timeout=0)
    others = await aiobot.get_updates(timeout=0)
    assert len(theirs) > 30
    assert [update.update_id for update in theirs] == [update.update_id for update in others]
    for one, other in zip(theirs, others, strict=True):
        assert other.event_type in one.to_dict()
        assert not one.api_kwargs
        if one.message:
            assert not one.message.api_kwargs
            assert one.message.message_id == other.message.message_id


@pytest.mark.parametrize("kind", KINDS)
async def test_the_telegram_library_uploads_and_downloads_every_kind(bot, newcomer, kind):
    upload = sample(kind)
    send = getattr(bot, f"send_{kind}")
    sent = await send(newcomer.id, **{kind: InputFile(upload.data, upload.name)})
    body = getattr(sent, kind)
    body = body[-1] if kind == "photo" else body
    file = await bot.get_file(body.file_id)
    assert await file.download_as_bytearray() == upload.data
    again = await send(newcomer.id, **{kind: body.file_id})
    assert again.message_id == sent.message_id + 1


@pytest.mark.parametrize("kind", KINDS)
async def test_aiogram_uploads_and_downloads_every_kind(aiobot, newcomer, kind):
    upload = sample(kind)
    send = getattr(aiobot, f"send_{kind}")
    sent = await send(newcomer.id, **{kind: BufferedInputFile(upload.data, upload.name)})
    body = getattr(sent, kind)
    body = body[-1] if kind == "photo" else body
    got = await aiobot.download(body)
    assert got.read() == upload.data


async def test_the_telegram_library_uses_all_that_the_bot_needs(bot, newcomer, simulator):
    chat, desk = newcomer.id, simulator.forum()
    markup = Markup([[Button("a", callback_data="1"), Button("b", url="https://kassel.de")]])
    sent = await bot.send_message(chat, "<b>a</b>", parse_mode="HTML", reply_markup=markup)
    assert sent.text_html == "<b>a</b>"
    await sent.edit_text("b", reply_markup=markup)
    await sent.edit_reply_markup(None)
    await bot.send_chat_action(chat, "typing")
    await bot.send_location(chat, 51.3, 9.5)
    await bot.send_venue(chat, 51.3, 9.5, "Rathaus", "Obere Königsstraße 8")
    await bot.send_contact(chat, "+49561", "A")
    assert (await bot.send_dice(chat)).dice.value in range(1, 6)
    album = [MediaPhoto(sample("photo").data), MediaPhoto(sample("photo").data, caption="c")]
    parts = await bot.send_media_group(chat, album)
    assert [part.caption for part in parts] == [None, "c"]
    topic = await bot.create_forum_topic(desk.id, "Fall")
    where = {"message_thread_id": topic.message_thread_id}
    ids = [part.message_id for part in parts]
    assert len(await bot.copy_messages(desk.id, chat, ids, **where)) == 2
    copied = await bot.copy_message(desk.id, chat, sent.message_id, **where)
    await bot.set_message_reaction(desk.id, copied.message_id, "👀")
    await bot.pin_chat_message(desk.id, copied.message_id)
    await bot.edit_forum_topic(desk.id, topic.message_thread_id, name="Fall 2")
    await bot.close_forum_topic(desk.id, topic.message_thread_id)
    await bot.reopen_forum_topic(desk.id, topic.message_thread_id)
    await bot.delete_forum_topic(desk.id, topic.message_thread_id)
    assert (await bot.get_chat(desk.id)).is_forum
    assert len(await bot.get_chat_administrators(desk.id)) == 2
    member = await bot.get_chat_member(desk.id, bot.id)
    assert member.can_manage_topics
    await bot.delete_messages(chat, ids)


async def test_the_telegram_library_sets_the_profile(bot):
    scope = BotCommandScopeAllPrivateChats()
    await bot.set_my_commands([("start", "Beginnen")], scope=scope, language_code="de")
    found = await bot.get_my_commands(scope=scope, language_code="de")
    assert [(one.command, one.description) for one in found] == [("start", "Beginnen")]
    await bot.set_my_name("ALL IN Kassel", language_code="de")
    assert (await bot.get_my_name(language_code="de")).name == "ALL IN Kassel"
    await bot.set_my_description("d")
    assert (await bot.get_my_description()).description == "d"
    await bot.set_chat_menu_button(menu_button=MenuButtonCommands())
    assert (await bot.get_chat_menu_button()).type == "commands"
    info = await bot.get_webhook_info()
    assert info.url == ""


async def test_aiogram_uses_all_that_the_bot_needs(aiobot, newcomer, simulator):
    chat, desk = newcomer.id, simulator.forum()
    rows = [[InlineKeyboardButton(text="a", callback_data="1")]]
    sent = await aiobot.send_message(
        chat,
        "<i>a</i>",
        parse_mode="HTML",
        reply_markup=InlineKeyboardMarkup(inline_keyboard=rows),
        reply_parameters=ReplyParameters(message_id=1),
    )
    assert sent.reply_to_message.text == "/start"
    await sent.edit_text("b")
    photo = BufferedInputFile(sample("photo").data, "a.jpg")
    parts = await aiobot.send_media_group(chat, [InputMediaPhoto(media=photo)] * 2)
    topic = await aiobot.create_forum_topic(desk.id, "Fall")
    where = {"message_thread_id": topic.message_thread_id}
    made = await aiobot.copy_messages(desk.id, chat, [one.message_id for one in parts], **where)
    await aiobot.set_message_reaction(
        desk.id, made[0].message_id, reaction=[ReactionTypeEmoji(emoji="👀")]
    )
    await aiobot.set_my_commands([BotCommand(command="start", description="s")])
    assert (await aiobot.get_my_commands())[0].command == "start"
    assert (await aiobot.get_chat(desk.id)).permissions.can_send_messages
    assert {one.status for one in await aiobot.get_chat_administrators(desk.id)} == {
        "creator",
        "administrator",
    }


async def test_both_raise_the_right_error(simulator, bot, aiobot, newcomer):
    await newcomer.blocks_bot()
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(newcomer.id, "a")
    with pytest.raises(TelegramForbiddenError):
        await aiobot.send_message(newcomer.id, "a")
    with pytest.raises(BadRequest, match=r"[Cc]hat not found"):
        await bot.send_message(5, "a")
    simulator.fault("sendMessage", code=429, retry_after=2)
    with pytest.raises(TelegramRetryAfter):
        await aiobot.send_message(newcomer.id, "a")


async def test_many_people_at_once_get_their_own_answers(simulator, bot):
    people = [simulator.person(f"P{number}") for number in range(25)]
    await asyncio.gather(*(person.says("a") for person in people))
    await asyncio.gather(*(bot.send_message(person.id, f"an {person.id}") for person in people))
    heard = await asyncio.gather(*(person.hears() for person in people))
    assert [one.text for one in heard] == [f"an {person.id}" for person in people]


async def test_a_whole_application_polls_and_answers(simulator):
    async def start(update, context):
        await update.message.reply_text("Willkommen")

    async def echo(update, context):
        await update.message.reply_text(update.message.text.upper())

    base = f"{simulator.url}/bot"
    application = Application.builder().token(simulator.token).base_url(base).build()
    application.add_handler(CommandHandler("start", start))
    application.add_handler(MessageHandler(filters.TEXT, echo))
    person = simulator.person("P")
    async with application:
        await application.updater.start_polling(timeout=20)
        await application.start()
        await person.says("/start")
        assert (await person.hears()).text == "Willkommen"
        await person.says("leise")
        assert (await person.hears()).text == "LEISE"
        await simulator.all_fetched()
        await application.updater.stop()
        await application.stop()
