"""In which language a newcomer is answered, over the local Bot API server."""

import pytest


@pytest.mark.parametrize(
    ("says", "reads"),
    [
        ("kocam beni dövüyor", "Şu anda tehlikede misiniz?"),
        ("زوجي يضربني", "هل أنتم الآن في خطر؟"),
        ("муж бьет меня", "Вы сейчас в опасности?"),
    ],
)
async def test_a_short_crisis_is_answered_in_her_language_and_in_german(newcomer, says, reads):
    person = newcomer("de")
    await person.says(says)

    message = await person.hears()
    assert reads in message.text
    assert "Sind Sie jetzt in Gefahr?" in message.text


async def test_the_way_to_a_person_below_the_numbers_is_in_her_language_too(newcomer):
    person = newcomer("de")
    await person.says("kocam beni dövüyor")
    await person.hears()
    await person.presses("🧑")

    assert "gönüllü" in (await person.hears()).text


async def test_a_german_cry_for_help_does_not_take_her_language_away(newcomer):
    person = newcomer("tr")
    await person.says("er schlägt mich")

    message = await person.hears()
    assert "Şu anda tehlikede misiniz?" in message.text
    assert "Sind Sie jetzt in Gefahr?" in message.text


@pytest.mark.parametrize(
    "says",
    [
        "我刚到卡塞尔，需要登记我的地址，应该去哪里办理？",
        "カッセルに着いたばかりです。住所を登録したいのですが",
        "ผมเพิ่งมาถึงต้องลงทะเบียนที่อยู่ที่ไหน",
    ],
)
async def test_who_writes_without_spaces_is_answered_in_english_and_german(newcomer, says):
    person = newcomer("de")
    await person.says(says)

    message = await person.hears()
    assert any(word in message.text for word in ("I did not understand", "Hello!", "Do you mean"))
    assert any(word in message.text for word in ("nicht verstanden", "Guten Tag", "Meinen Sie"))


@pytest.mark.parametrize(
    "says", ["Ahmad Mohammad Ali Hassan", "www.kassel.de/buerger/anmeldung/termin", "ok ok ok ok"]
)
async def test_what_is_no_sentence_changes_no_language(newcomer, says):
    person = newcomer("ar")
    await person.says(says)
    await person.hears()
    await person.says("/end")

    assert "أنتم تتحدثون مع البوت" in (await person.hears()).text


async def test_a_language_that_the_bot_lacks_is_remembered(newcomer):
    person = newcomer("de")
    await person.says("¿Dónde puedo registrar mi nueva dirección en Kassel?")
    asked = await person.hears()
    await person.says("Jobcenter")
    answered = await person.hears()
    await person.presses("☰", on=asked)

    assert "Jobcenter and Bürgergeld" in answered.text
    assert await person.sees("Choose an area")


@pytest.mark.parametrize(
    ("says", "hears"),
    [
        ("almanca bilmiyorum", "Merhaba!"),
        ("я не розумію німецьку", "Вітаю"),
        ("no german please", "Hello!"),
        ("English please, not German", "Hello!"),
        ("arabisch statt deutsch", "أهلًا وسهلًا!"),
        ("بالعربي مو بالالماني", "أهلًا وسهلًا!"),
        ("kein englisch", "Guten Tag!"),
        ("türkçe cevap almak istiyorum", "Merhaba!"),
        ("darija please", "أهلًا وسهلًا!"),
    ],
)
async def test_who_wants_one_language_or_refuses_another_gets_what_she_wants(newcomer, says, hears):
    person = newcomer("en")
    await person.says(says)

    assert (await person.hears()).text.startswith(hears)


async def test_who_refuses_german_in_german_is_asked_in_english_too(newcomer):
    person = newcomer("de")
    await person.says("ich kann kein deutsch")

    message = await person.hears()
    assert "Which language do you want?" in message.text
    assert "Türkçe" in [button.text for button in message.buttons]


@pytest.mark.parametrize(
    "says",
    [
        "اريد ان اتعلم اللغة الالمانية",
        "میخواهم آلمانی یاد بگیرم",
        "Mein Kind kann kein Deutsch",
        "Sprachkurs Türkisch",
    ],
)
async def test_who_wants_a_course_is_offered_topics_and_no_language(newcomer, says):
    person = newcomer("en")
    await person.says(says)

    assert (await person.hears()).buttons[0].data.startswith("topic:")


@pytest.mark.parametrize(
    ("says", "name"),
    [("Kurmancî", "Kurmancî"), ("français svp", "Français"), ("in spanish please", "español")],
)
async def test_a_language_that_is_not_there_yet_is_said_so(newcomer, says, name):
    person = newcomer("de")
    await person.says(says)

    message = await person.hears()
    assert f"I do not speak {name} yet." in message.text
    assert f"Ich kann noch kein {name}." in message.text
    labels = [button.text for button in message.buttons]
    assert "Türkçe" in labels
    assert any(label.startswith("🧑") for label in labels)
