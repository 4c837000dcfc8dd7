"""While a chat is open: what goes to the person, what to the bot, in which language."""

import pytest


@pytest.fixture
def person(simulator):
    """A newcomer with a German phone."""
    return simulator.person("P", language_code="de")


async def asks_bot(desk, person):
    await person.says(desk.keys(person)[1])
    await person.sees("nächste Nachricht")


async def test_the_buttons_of_a_language_that_the_bot_lacks_work(desk, simulator):
    person = simulator.person("P", language_code="am")
    topic = await desk.opens(person)
    end, ask = desk.keys(person)

    await person.says(ask)
    await person.hears()
    await person.says(end)
    await person.hears()
    assert desk.keys(person) == []
    assert not {end, ask} & {one.text for one in await topic.screen()}


@pytest.mark.parametrize("words", ["/hallo", "/Wohnung gesucht"])
async def test_what_is_no_command_goes_to_the_person(desk, person, words):
    topic = await desk.opens(person)
    await person.says(words)

    await topic.sees(words)


async def test_a_correction_goes_to_the_desk_and_leaves_the_bots_turn(desk, person):
    topic = await desk.opens(person)
    said = await person.says("Termin um acht")
    await topic.sees("Termin um acht")
    await asks_bot(desk, person)
    await person.edits(said, "Termin um neun")
    await topic.sees("✏️ Termin um neun")

    await person.says("Eine Frage an den Bot")
    await person.sees("nicht verstanden")
    await person.says("Und eine an euch")
    await topic.sees("Und eine an euch")
    assert not any("an den Bot" in one.text for one in await topic.screen())


@pytest.mark.parametrize("caption", ["", "Was ist das?"])
async def test_an_album_for_the_bot_stays_whole_with_the_bot(desk, person, caption):
    topic = await desk.taken(person)
    await asks_bot(desk, person)
    await person.sends_album(["photo", "photo", "photo"], caption=caption)
    await person.hears()
    await person.says("Und das an euch")

    await topic.sees("Und das an euch")
    assert not any(one.kind == "photo" for one in await topic.screen())


async def test_a_language_chosen_meanwhile_is_that_of_the_chat(desk, person):
    topic = await desk.opens(person)
    assert desk.keys(person)[0] == "Chat beenden"
    await person.says("/language")
    asked = await person.hears()
    await person.presses(lambda button: button.data == "language:en", on=asked)

    await person.sees("What you write here goes to the desk")
    assert desk.keys(person)[0] == "End the chat"
    await topic.sees(lambda one: one.edited and "K-0001 · English" in one.text)
    await desk.takes(desk.anna, topic)
    await person.sees("Anna from ALL IN")


async def test_a_language_asked_for_by_name_is_that_of_the_chat(desk, person):
    topic = await desk.opens(person)
    await asks_bot(desk, person)
    await person.says("SPRACHE English")

    await person.sees("What you write here goes to the desk")
    await topic.sees(lambda one: one.edited and "K-0001 · English" in one.text)
