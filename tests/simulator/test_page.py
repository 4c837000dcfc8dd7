"""The try-out page in a real browser: chatting, languages, the desk, keyboard and width."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.ext import Application, CallbackQueryHandler, CommandHandler, MessageHandler, filters

from bot.simulator.demo import Demo, run_demo
from tests.support.browser import chromium, needs_chromium, page_of, playwright
from tests.support.simulator import fail_on_violations

pytestmark = [needs_chromium, pytest.mark.asyncio(loop_scope="module")]
GERMAN = "Willkommen! Ruf 0561 787-0000 an oder sieh /help, https://kassel.de"
ARABIC = "أهلاً بك في كاسل\nKassel: 0561"
KEYS = InlineKeyboardMarkup(
    [
        [
            InlineKeyboardButton("Ändern", callback_data="edit"),
            InlineKeyboardButton("Laut", callback_data="loud"),
        ],
        [InlineKeyboardButton("kassel.de", url="https://www.kassel.de")],
    ]
)
LANGUAGES = [
    {"code": "de", "name": "Deutsch", "english": "German", "direction": "ltr"},
    {"code": "ar", "name": "العربية", "english": "Arabic", "direction": "rtl"},
]


async def welcome(update, context):
    await update.message.reply_chat_action("typing")
    arabic = update.effective_user.language_code == "ar"
    await update.message.reply_text(ARABIC if arabic else GERMAN, reply_markup=KEYS)


async def pressed(update, context):
    query = update.callback_query
    await query.answer("gut", show_alert=query.data == "loud")
    if query.data == "edit":
        await query.edit_message_text("anders", reply_markup=KEYS)


async def repeat(update, context):
    if update.message.chat.type == "private" and update.message.text:
        await update.message.reply_text(f"Echo: {update.message.text}")


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def browser() -> AsyncIterator[playwright.Browser]:
    async with chromium() as browser:
        yield browser


@pytest_asyncio.fixture(loop_scope="module")
async def demo() -> AsyncIterator[Demo]:
    """A simulator with a small bot that polls it."""
    async with run_demo(languages=LANGUAGES) as demo:
        builder = Application.builder().token(demo.token).base_url(f"{demo.url}/bot")
        application = builder.build()
        application.add_handler(CommandHandler("start", welcome))
        application.add_handler(CallbackQueryHandler(pressed))
        application.add_handler(MessageHandler(filters.UpdateType.MESSAGE, repeat))
        async with application:
            await application.bot.set_my_commands([("help", "Hilfe"), ("human", "Mensch")])
            await application.bot.set_my_commands([("help", "مساعدة")], language_code="ar")
            await application.bot.set_my_description("Fragen zu Kassel")
            await application.updater.start_polling(timeout=20)
            await application.start()
            yield demo
            await application.updater.stop()
            await application.stop()
    fail_on_violations(demo.simulator)


@pytest_asyncio.fixture(loop_scope="module")
async def page(browser, demo) -> AsyncIterator[playwright.Page]:
    """The page on a small phone; the test fails on any error of its scripts."""
    async with page_of(browser, demo.url, 360, 740) as page:
        yield page


async def begin(page, language="de"):
    await page.locator(f'.choice[lang="{language}"]').click()
    await page.get_by_role("button", name="STARTEN").click()
    await page.locator("#phone .theirs").first.wait_for()


def said(page, text):
    return page.locator("#phone .theirs .text", has_text=text)


async def write(page, text):
    await page.locator("#phone textarea").fill(text)
    await page.keyboard.press("Enter")


async def test_a_person_chooses_a_language_reads_and_starts(page, demo):
    await page.locator('.choice[lang="ar"]').click()
    await page.get_by_text("Fragen zu Kassel").wait_for()
    await page.get_by_role("button", name="STARTEN").click()
    await said(page, "أهلاً").wait_for()
    people = demo.simulator.control.overview()["people"]
    assert people[-1]["language_code"] == "ar"


async def test_what_is_written_is_answered(page):
    await begin(page)
    await write(page, "Wo melde ich mich an?")
    await said(page, "Echo: Wo melde ich mich an?").wait_for()
    assert await page.locator("#phone .mine").count() == 2
    assert await page.locator("#phone textarea").input_value() == ""


async def test_a_button_changes_its_message_and_tells_the_answer(page):
    await begin(page)
    await page.get_by_role("button", name="Ändern").click()
    await said(page, "anders").wait_for()
    await page.locator(".meta", has_text="bearbeitet").wait_for()
    await page.locator(".toast", has_text="gut").wait_for()
    await page.get_by_role("button", name="Laut").click()
    await page.locator("dialog", has_text="gut").get_by_role("button", name="OK").click()
    link = page.get_by_role("link", name="kassel.de").last
    assert await link.get_attribute("href") == "https://www.kassel.de"


async def test_commands_links_and_numbers_in_a_text_can_be_tapped(page):
    await begin(page)
    text = said(page, "Willkommen")
    assert await text.locator('a[href="tel:05617870000"]').count() == 1
    assert await text.locator('a[href="https://kassel.de"]').count() == 1
    await text.get_by_role("button", name="/help").click()
    await said(page, "Echo: /help").wait_for()


async def test_the_menu_lists_the_commands_in_the_phones_language(page):
    await begin(page, "ar")
    await page.get_by_role("button", name="Befehle des Bots").click()
    items = page.get_by_role("menuitem")
    assert await items.all_inner_texts() == ["/help\nمساعدة"]
    await items.first.click()
    await said(page, "Echo: /help").wait_for()


async def test_the_language_can_be_changed_later(page, demo):
    await begin(page, "ar")
    await page.get_by_role("button", name="Mehr").click()
    await page.get_by_role("menuitem", name="Sprache des Telefons").click()
    await page.locator('.choice[lang="de"]').click()
    await playwright.expect(page.locator("#phone")).to_have_attribute("dir", "ltr")
    assert demo.simulator.control.overview()["people"][-1]["language_code"] == "de"


async def test_arabic_stands_right_and_latin_lines_in_it_left(page):
    await begin(page, "ar")
    await playwright.expect(page.locator("#phone")).to_have_attribute("dir", "rtl")
    text = said(page, "أهلاً")
    sides = await text.evaluate(
        """element => {
            const box = element.getBoundingClientRect(), range = document.createRange();
            const node = element.firstChild, split = node.data.indexOf("\\n");
            const gap = (from, to) => {
                range.setStart(node, from); range.setEnd(node, to);
                const line = range.getBoundingClientRect();
                return [line.left - box.left, box.right - line.right];
            };
            return [gap(0, split), gap(split + 1, node.data.length)];
        }"""
    )
    (arabic_left, arabic_right), (latin_left, latin_right) = sides
    assert arabic_right < 2 < arabic_left
    assert latin_left < 2 < latin_right
    mine, theirs = page.locator("#phone .mine .bubble"), page.locator("#phone .theirs .bubble")
    assert (await mine.bounding_box())["x"] > (await theirs.bounding_box())["x"]


async def test_samples_are_sent_from_the_attach_menu(page, demo):
    await begin(page)
    wished = ["Foto", "Sprachnachricht", "Standort", "Sticker", "Datei", "Kontakt", "Rundes Video"]
    for name in wished:
        await page.get_by_role("button", name="Anhängen").click()
        await page.get_by_role("menuitem", name=name, exact=True).click()
    await page.locator("#phone .round").wait_for()
    shown = {"img.picture": 1, ".sound": 1, ".map": 1, "img.sticker": 1, "a.file": 1, ".card": 1}
    for selector, count in shown.items():
        await playwright.expect(page.locator(f"#phone {selector}")).to_have_count(count)
    loaded = "element => element.decode().then(() => element.naturalWidth)"
    assert await page.locator("img.picture").evaluate(loaded) == 640
    assert await page.locator("img.sticker").evaluate(loaded) == 512


async def test_blocking_stops_the_bot_until_it_is_started_again(page, demo):
    await begin(page)
    await page.get_by_role("button", name="Mehr").click()
    await page.get_by_role("menuitem", name="Bot blockieren").click()
    again = page.get_by_role("button", name="FREIGEBEN UND NEU STARTEN")
    await again.wait_for()
    person = demo.simulator.control.overview()["people"][-1]["id"]
    assert demo.simulator.world.chats[person].blocked
    await again.click()
    await playwright.expect(said(page, "Willkommen")).to_have_count(2)
    assert not demo.simulator.world.chats[person].blocked


async def test_typing_is_shown_in_the_header(page, demo):
    await begin(page)
    person = demo.simulator.control.overview()["people"][-1]["id"]
    demo.simulator.world.events.add("action", person, action="typing", thread_id=None)
    await playwright.expect(page.locator("#phone .status")).to_have_text("schreibt …")


async def test_own_messages_can_be_answered_edited_and_deleted(page):
    await begin(page)
    await write(page, "Frage")
    await said(page, "Echo: Frage").wait_for()
    mine = page.locator("#phone .mine", has_text="Frage")
    actions = mine.get_by_role("button", name="Was mit dieser Nachricht tun")
    await actions.click()
    await page.get_by_role("menuitem", name="Bearbeiten").click()
    await write(page, "Frage 2")
    await mine.locator(".meta", has_text="bearbeitet").wait_for()
    await actions.click()
    await page.get_by_role("menuitem", name="Antworten").click()
    await write(page, "dazu")
    await page.locator("#phone .mine .quote", has_text="Frage 2").wait_for()
    await (
        page.locator("#phone .mine", has_text="dazu").get_by_role("button", name="Was mit").click()
    )
    await page.get_by_role("menuitem", name="Löschen").click()
    await playwright.expect(page.locator("#phone .mine", has_text="dazu")).to_have_count(0)


async def test_everything_works_with_the_keyboard_alone(page):
    await page.locator("dialog").wait_for()
    for key in ("Tab", "Tab", "Enter"):
        await page.keyboard.press(key)
    start = page.get_by_role("button", name="STARTEN")
    await start.wait_for()
    await start.focus()
    await page.keyboard.press("Enter")
    await said(page, "Willkommen").wait_for()
    attach = page.get_by_role("button", name="Anhängen")
    await attach.focus()
    await page.keyboard.press("Enter")
    await page.keyboard.press("Escape")
    await playwright.expect(attach).to_be_focused()
    await page.keyboard.press("Enter")
    for key in ("ArrowDown", "ArrowDown", "ArrowUp", "Enter"):
        await page.keyboard.press(key)
    await page.locator("#phone .sound").wait_for()


async def test_nothing_is_nameless_and_nothing_sticks_out_on_a_small_phone(page):
    await begin(page, "ar")
    await write(page, "x" * 300)
    await said(page, "Echo: xxx").wait_for()
    nameless = "all => all.filter(one => !one.innerText.trim() && !one.ariaLabel).length"
    assert await page.locator("button, a, select").evaluate_all(nameless) == 0
    assert await page.locator("img:not([alt])").count() == 0
    width = "() => [document.documentElement.scrollWidth, innerWidth]"
    scroll, inner = await page.evaluate(width)
    assert scroll <= inner
    inside = await page.locator("#phone .messages").evaluate(
        "one => one.scrollWidth - one.clientWidth"
    )
    assert inside == 0


async def test_a_reload_keeps_the_person_and_the_chat(page):
    await begin(page)
    await write(page, "bleibt")
    await said(page, "Echo: bleibt").wait_for()
    await page.reload()
    await said(page, "Echo: bleibt").wait_for()


async def test_two_people_have_chats_of_their_own(page):
    await begin(page)
    await write(page, "geheim")
    await said(page, "Echo: geheim").wait_for()
    await page.get_by_role("button", name="Mehr").click()
    await page.get_by_role("menuitem", name="Neue Person").click()
    await page.locator('.choice[lang="ar"]').click()
    await page.get_by_role("button", name="STARTEN").wait_for()
    assert await page.locator("#phone", has_text="geheim").count() == 0


async def test_volunteers_write_at_the_desk_beside_the_phone(page, demo):
    await page.set_viewport_size({"width": 1400, "height": 800})
    await begin(page)
    world = demo.simulator.world
    desk = world.chats[demo.desk_chat_id]
    volunteers = [one.user for one in desk.members.values() if not one.user.is_bot]
    act = demo.simulator.control.person_act
    topic = act(volunteers[0].id, "creates_topic", {"chat_id": desk.id, "name": "Fall 7"})
    await page.locator(".topic", has_text="Fall 7").click()
    await page.locator("#desk textarea").fill("von A")
    await page.keyboard.press("Enter")
    await page.locator("#desk .mine", has_text="von A").wait_for()
    await page.get_by_label("Schreiben als").select_option("Volunteer B")
    await page.locator("#desk textarea").fill("von B")
    await page.keyboard.press("Enter")
    await page.locator("#desk .mine", has_text="von B").wait_for()
    written = [one for one in desk.messages.values() if "text" in one]
    assert [one["from"]["id"] for one in written] == [one.id for one in volunteers]
    assert {one["message_thread_id"] for one in written} == {topic["message_thread_id"]}
    act(
        volunteers[0].id,
        "closes_topic",
        {"chat_id": desk.id, "topic_id": topic["message_thread_id"]},
    )
    await page.locator(".topic .lock").wait_for()
    act(
        volunteers[0].id,
        "deletes_topic",
        {"chat_id": desk.id, "topic_id": topic["message_thread_id"]},
    )
    await playwright.expect(page.locator(".topic", has_text="Fall 7")).to_have_count(0)


async def test_a_line_that_begins_with_a_command_has_the_commands_direction(page, demo):
    await begin(page, "ar")
    person = demo.simulator.control.overview()["people"][-1]["id"]
    chat, world = demo.simulator.world.chats[person], demo.simulator.world
    found = {"entities": [{"type": "bot_command", "offset": 6, "length": 5}]}
    world.post(chat, {"from": world.bot.json}, {"text": "مرحبا\n/help للمزيد", **found})
    command = said(page, "للمزيد").get_by_role("button", name="/help")
    at, text = await command.bounding_box(), await said(page, "للمزيد").bounding_box()
    assert at["x"] - text["x"] < 2
