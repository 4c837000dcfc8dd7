"""What somebody asked the bot before goes to the desk once, as it is, and names nobody."""

import pytest


@pytest.fixture
def person(simulator):
    """A newcomer with a German phone."""
    return simulator.person("P", language_code="de")


def mark(person, length: int):
    """A mark of somebody's account on the first letters."""
    user = {"id": person.id, "is_bot": False, "first_name": person.first_name}
    return [{"type": "text_mention", "offset": 0, "length": length, "user": user}]


async def asks(desk, person, *messages: str):
    """Somebody asks the bot, each message after its answer, then wants a person."""
    for words in messages:
        await person.says(words)
        await person.hears()
    return await desk.agrees(person)


def everything(screen) -> str:
    return "\n".join(str(one.json) for one in screen)


@pytest.mark.parametrize("talk", ["DANKE", "einen MENSCH bitte", "SPRACHE"])
async def test_small_talk_is_not_the_question(desk, person, talk):
    await person.says("Mein Vermieter behält die Kaution")
    await person.hears()
    await person.says(talk)
    await person.hears()
    topic = await desk.agrees(person)

    await topic.sees("Mein Vermieter behält die Kaution")
    assert not any(talk in one.text for one in await topic.screen())


async def test_without_a_question_none_is_said_to_be_at_the_desk(desk, person):
    await desk.agrees(person)

    told = await person.sees("K-0001")
    assert "Ihre Frage geht" not in told.text
    assert "Schreiben Sie Ihre Frage hier" in told.text


async def test_a_question_that_names_somebody_has_to_be_written_again(desk, person):
    await person.says("Omar braucht Hilfe", entities=mark(person, 4))
    await person.hears()
    topic = await desk.agrees(person)

    assert "Schreiben Sie Ihre Frage hier" in (await person.sees("K-0001")).text
    await person.says("Omar braucht Hilfe", entities=mark(person, 4))
    await topic.sees("Omar braucht Hilfe")
    assert str(person.id) not in everything(await topic.screen())


async def test_a_contact_sent_before_is_not_copied(desk, person):
    await person.sends_contact()
    await person.hears()
    topic = await desk.agrees(person)
    await desk.takes(desk.anna, topic)
    await person.says("Guten Tag")

    await topic.sees("Guten Tag")
    assert "contact" not in everything(await topic.screen())


async def test_a_photo_with_words_waits_as_every_file_does(desk, person):
    await person.sends_photo("Was steht in diesem Brief? FRIST")
    await person.hears()
    topic = await desk.agrees(person)

    card = await topic.sees("Dateien, die auf /take warten: 1")
    assert card.text.startswith("⏰")
    assert not any(one.kind == "photo" for one in await topic.screen())
    await desk.takes(desk.anna, topic)
    await topic.sees(lambda one: one.kind == "photo")


@pytest.mark.parametrize("first", ["photo", "words"])
async def test_a_letter_and_the_words_about_it_arrive_together_in_their_order(desk, person, first):
    async def shows() -> None:
        await person.sends_photo()
        await person.hears()

    if first == "photo":
        await shows()
    await person.says("Was steht da drin? Ist das schlimm?")
    await person.hears()
    if first == "words":
        await shows()
    topic = await desk.agrees(person)
    await desk.takes(desk.anna, topic)

    photo = await topic.sees(lambda one: one.kind == "photo")
    words = await topic.sees("Ist das schlimm?")
    assert first == "photo" or words.id < photo.id  # files wait until somebody takes the case


async def test_all_pictures_of_an_album_arrive_as_one(desk, person):
    await person.sends_album(["photo", "photo", "photo"])
    await person.hears()
    topic = await desk.agrees(person)
    await desk.takes(desk.anna, topic)

    await topic.sees(lambda one: one.kind == "photo")
    parts = [one for one in await topic.screen() if one.kind == "photo"]
    assert len(parts) == 3
    assert len({one.json["media_group_id"] for one in parts}) == 1


async def test_all_that_had_no_answer_is_her_question(desk, person):
    topic = await asks(desk, person, "Blaue Zitronen singen", "Grüne Teppiche tanzen")

    await topic.sees("Blaue Zitronen singen")
    await topic.sees("Grüne Teppiche tanzen")


async def test_what_was_answered_before_is_no_part_of_the_next_question(desk, person):
    topic = await asks(desk, person, "Die ANMELDUNG", "Blaue Zitronen singen")

    await topic.sees("Blaue Zitronen singen")
    assert not any(one.text == "Die ANMELDUNG" for one in await topic.screen())


async def test_a_question_is_passed_on_once(desk, person):
    first = await desk.taken(person)
    await desk.anna.says("/close spam", to=first)
    await person.hears()
    await person.hears()
    second = await desk.agrees(person)
    await person.says("Etwas Neues")

    await second.sees("Etwas Neues")
    assert not any(one.text == "Ich habe eine Frage" for one in await second.screen())


async def test_while_the_desk_cannot_be_reached_nothing_is_said_to_be_there(desk, person):
    await desk.group.loses_bot()
    await desk.coordinator.sees("🚧")
    await person.says("Wo ist das Amt?")
    await person.hears()
    await person.says("/human")
    asked = await person.hears()
    await person.presses(0, on=asked)

    assert "geht jetzt an das Team" in (await person.hears()).text
    assert "technische" in (await person.hears()).text
