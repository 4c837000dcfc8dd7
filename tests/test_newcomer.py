"""What a newcomer lives through, over the local Bot API server, with the real knowledge base."""

import asyncio
import sqlite3

import pytest

from knowledge.reader import read
from tests.support.bot import KNOWLEDGE

LIVE = [language.code for language in read(KNOWLEDGE)[0].live_languages()]

ADDRESS = {
    "de": "Wo muss ich mich anmelden wenn ich umgezogen bin?",
    "en": "I moved to a new flat, where do I register my address?",
    "ar": "انتقلت إلى شقة جديدة، أين أسجل عنواني؟",
    "fa": "به خانه جدید آمده ام، آدرسم را کجا ثبت کنم؟",
    "tr": "yeni eve taşındım, adresimi nereye kaydettirmem lazım?",
    "uk": "я переїхала в нову квартиру, де зареєструвати адресу?",
    "ru": "я переехала в новую квартиру, где зарегистрировать адрес?",
}


async def answered(person):
    """The answer to her question; where the bot is in doubt, by pressing the first choice."""
    message = await person.hears()
    if message.buttons[0].data.startswith("topic:") and "🔎" in message.buttons[-1].text:
        await person.presses(0, on=message)
        message = await person.hears()
    return message


@pytest.mark.parametrize("code", LIVE)
async def test_a_question_is_answered_in_the_language_it_is_written_in(newcomer, code):
    """Whatever the phone says: four words or more tell the language."""
    person = newcomer("de" if code != "de" else "en")
    await person.says(ADDRESS[code])

    message = await answered(person)
    assert "0561" in message.text
    assert "115" in message.text
    title = read(KNOWLEDGE)[0].topics["register-address"].title(code)
    assert title in message.text


async def test_a_machine_translation_says_so_and_carries_the_german_text(newcomer):
    person = newcomer("tr")
    await person.says(ADDRESS["tr"])

    message = await answered(person)
    assert "🤖" in message.text
    assert "🇩🇪 Wohnsitz anmelden" in message.text
    assert "📄" in message.text


async def test_numbers_keep_their_order_inside_arabic(newcomer):
    person = newcomer("ar")
    await person.says(ADDRESS["ar"])

    text = (await answered(person)).text
    assert "\u20660561\u00a0115\u2069" in text


async def test_a_corrected_message_gets_a_corrected_answer_not_a_second_one(newcomer):
    person = newcomer("de")
    asked = await person.says("/help")
    await person.hears()
    asked = await person.says("Ich suche einen Deutschkurs an der vhs")
    first = await person.hears()
    await person.edits(asked, "Wo ist das Jobcenter in Kassel?")

    changed = await person.sees(lambda message: message.id == first.id and message.edited)
    assert "Lewinskistraße" in changed.text
    await person.hears_nothing(within=0.1)


async def test_an_edit_without_a_change_changes_nothing(newcomer, simulator):
    person = newcomer("de")
    asked = await person.says("Wo ist das Jobcenter in Kassel?")
    await person.hears()
    await person.edits(asked, "Wo ist das Jobcenter in Kassel? ")

    await person.says("/help")
    await person.hears()
    assert len(await person.screen()) == 4


async def test_help_asked_in_fear_gets_the_numbers_first(newcomer):
    person = newcomer("de")
    await person.says("hilfe mein mann schlägt mich")

    message = await person.hears()
    assert message.text.index("110") < 200
    assert "116 016" in message.text
    assert [button.text for button in message.buttons] == ["🧑 Mit einem Menschen sprechen"]


async def test_numbers_come_in_her_language_and_in_german(newcomer):
    person = newcomer("en")
    await person.says("my husband is hitting me please help")

    message = await person.hears()
    assert "Are you in danger now?" in message.text
    assert "Sind Sie jetzt in Gefahr?" in message.text


async def test_a_second_miss_offers_a_person_first(newcomer):
    person = newcomer("de")
    await person.says("qwertz uiop asdf")
    first = await person.hears()
    await person.says("yxcvb nmlk jhgf")
    second = await person.hears()

    assert "nicht verstanden" in first.text
    assert second.buttons[0].text.startswith("🧑")
    assert "112" in second.text


async def test_two_misses_with_thanks_between_are_not_in_a_row(newcomer):
    person = newcomer("de")
    for words in ("qwertz uiop asdf", "danke"):
        await person.says(words)
        await person.hears()
    await person.says("yxcvb nmlk jhgf")

    assert (await person.hears()).text.startswith("Das habe ich nicht verstanden.")


async def test_did_not_help_offers_a_person(newcomer):
    person = newcomer("de")
    await person.says("Wo ist das Jobcenter in Kassel?")
    await person.hears()
    await person.presses("👎")

    message = await person.hears()
    assert any(button.text.startswith("🧑") for button in message.buttons)


@pytest.mark.parametrize(
    "text",
    [
        "x" * 4096,
        "ä" * 4096,
        "😀" * 2048,
        "\u202e\u2066 مرحبا abc \u2069",
        "ﷺ" * 50,
        "a\u0301\u0302\u0303" * 300,
        "0",
        "....",
        "/",
        "/ help",
        "@allin_simulated_bot",
        "https://example.org/?q=1",
        "{0} {name} %s %(x)s",
        "<b>fett</b> & _unter_ *stern*",
    ],
    ids=range(14),
)
async def test_any_text_gets_one_sensible_answer(newcomer, text):
    person = newcomer("de")
    await person.says(text)

    message = await person.hears()
    assert message.text
    await person.hears_nothing(within=0.05)


async def test_a_forwarded_question_is_answered(newcomer):
    person = newcomer("de")
    await person.forwards("Wo ist das Jobcenter in Kassel?")

    assert "Lewinskistraße" in (await person.hears()).text


async def test_an_album_is_answered_once(newcomer):
    person = newcomer("de")
    await person.sends_album()
    await person.hears()

    await person.hears_nothing(within=0.2)


async def test_a_moving_location_is_answered_once(newcomer):
    person = newcomer("de")
    place = await person.sends_location(live_period=600)
    await person.hears()
    await person.moves(place, 51.3, 9.5)

    await person.hears_nothing(within=0.2)


async def test_a_caption_is_read_as_a_question(newcomer):
    person = newcomer("de")
    await person.sends_photo("Wo ist das Jobcenter in Kassel?")

    assert "Lewinskistraße" in (await person.hears()).text


async def test_in_a_group_the_bot_says_why_and_leaves(newcomer, simulator):
    person = newcomer("de")
    group = await person.adds_bot_to_group("Nachbarn")

    async def left() -> None:
        while not simulator.journal.calls("leaveChat"):
            await asyncio.sleep(0.01)

    await asyncio.wait_for(left(), 5)
    said = simulator.journal.calls("sendMessage")[-1].values
    assert said["chat_id"] == group.id
    assert "privaten Chats" in said["text"]


async def test_a_person_who_blocked_the_bot_can_come_back(newcomer, simulator):
    person = newcomer("de")
    await person.says("/help")
    await person.hears()
    await person.blocks_bot()
    await person.unblocks_bot()
    await person.says("/help")

    assert "funktioniert" in (await person.hears()).text


async def test_a_slow_chat_does_not_hold_up_another(newcomer, simulator):
    first, second = newcomer("de"), newcomer("de")
    simulator.faults.add(method="sendMessage", chat_id=first.id, code=429, retry_after=3)
    await first.says("/help")
    await second.says("/help")

    assert (await second.hears()).text
    assert [one.text for one in await first.screen()] == ["/help"]
    assert (await first.hears()).text


async def test_clear_takes_the_messages_off_the_phone(newcomer):
    person = newcomer("de")
    await person.says("Wo ist das Jobcenter in Kassel?")
    await person.hears()
    await person.says("/clear")

    message = await person.hears()
    assert [one.id for one in await person.screen()] == [message.id]


async def test_delete_leaves_nothing_of_the_person_in_the_files(newcomer, bot, simulator, tmp_path):
    person = newcomer("de")
    await person.says("Wo ist das Jobcenter, mein Name ist Zitronella")
    await person.hears()
    await person.says("/delete")
    await person.hears()
    await person.presses("Ja")
    await person.sees("Alles über Sie ist gelöscht")
    stranger = newcomer("de")
    await stranger.says("/help")
    await stranger.hears()
    await bot.database.forget_log()

    rows = list(sqlite3.connect(tmp_path / "bot.db").iterdump())
    assert not [row for row in rows if str(person.id) in row]
    raw = b"".join(path.read_bytes() for path in tmp_path.glob("bot.db*"))
    assert b"Zitronella" not in raw
    assert str(person.id).encode() not in raw


async def test_words_are_gone_from_the_files_when_they_are_answered(newcomer, bot, tmp_path):
    person = newcomer("de")
    await person.says("Zitronella sucht das Jobcenter in Kassel")
    await person.hears()
    await person.says("/help")
    await person.hears()
    await bot.database.forget_log()

    raw = b"".join(path.read_bytes() for path in tmp_path.glob("bot.db*"))
    assert b"Zitronella" not in raw
    assert b"Lewinski" not in raw


async def test_commands_are_registered_in_every_language(newcomer, simulator):
    person = newcomer("uk")
    await person.says("/help")
    await person.hears()

    async def registered() -> None:
        while len(simulator.journal.calls("setMyCommands")) < 1 + len(LIVE):
            await asyncio.sleep(0.01)

    await asyncio.wait_for(registered(), 10)
    wanted = {"start", "help", "language", "human", "end", "privacy", "delete", "clear"}
    for code in [*LIVE, "vi"]:
        menu = await newcomer(code).commands()
        assert set(menu) == wanted
    assert (await newcomer("de").commands())["human"] == "Mit einem Menschen sprechen"


async def test_a_greeting_is_answered_as_one(newcomer):
    person = newcomer("de")
    await person.says("Hallo")
    greeted = await person.hears()
    await person.says("danke dir")
    thanked = await person.hears()

    assert "Was möchten Sie wissen?" in greeted.text
    assert "Gern geschehen" in thanked.text


async def test_short_words_never_change_the_language(newcomer):
    person = newcomer("de")
    await person.says(ADDRESS["tr"])
    await person.hears()
    await person.says("Jobcenter")

    assert "Lewinskistraße" in (await person.hears()).text
    await person.says("thanks")
    assert "Gern geschehen" not in (await person.hears()).text


@pytest.mark.parametrize(
    ("code", "words"),
    [("en", "deported tomorrow"), ("ru", "депортация завтра"), ("tr", "yarın deport")],
)
async def test_a_deadline_is_never_taken_for_a_goodbye(newcomer, code, words):
    person = newcomer(code)
    await person.says(words)

    assert (await person.hears()).text.startswith("⏰")


async def test_past_violence_leads_to_the_helpline_and_raises_no_alarm(newcomer):
    person = newcomer("de")
    await person.says("Letztes Jahr hat mich mein Mann geschlagen. Wo finde ich eine Beratung?")

    message = await answered(person)
    assert "116 016" in message.text
    assert "110" not in message.text.splitlines()[0]
