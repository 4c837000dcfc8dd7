"""What volunteers say among themselves never reaches a newcomer."""

import pytest

from bot.pace import Pace
from bot.simulator.sight import Message
from tests.support.desk import desk_running, edited_to_name, texts

SLOW = Pace(merge=0.05, hold=1.0, album=0.3)


def link_to(person, offset: int, length: int):
    url = f"tg://user?id={person.id}"
    return {"type": "text_link", "offset": offset, "length": length, "url": url}


@pytest.mark.parametrize(
    "note",
    [
        "/note\ngeheim",
        "/note: geheim",
        "/note@other_bot geheim",
        "/Note geheim",
        "//geheim",
        "\u200f// geheim",
        "/notiz geheim",
        "/close-geheim",
    ],
)
async def test_nothing_that_begins_like_a_command_leaves(desk, leyla, taken, note):
    await desk.anna.says(note, to=taken)
    await desk.anna.says("Hallo", to=taken)

    assert (await leyla.hears()).text == "Hallo"


async def test_a_command_ends_at_a_new_line(desk, leyla, taken):
    await desk.anna.says("/close\ngeheim", to=taken)

    await taken.sees("⏹")
    await leyla.hears()
    assert not any("geheim" in text for text in texts(await leyla.screen()))


async def test_a_command_that_there_is_not_is_said_to_its_writer(desk, leyla, taken):
    said = await desk.anna.says("/Wohnung frei ab Montag", to=taken)

    told = await taken.sees("/note")
    assert told.reply_to == said.id
    await leyla.hears_nothing(within=0.4)


async def test_a_note_is_answered_by_nobody(desk, leyla, taken):
    await desk.anna.says("/note: Akte", to=taken)
    await desk.anna.says("// Akte", to=taken)
    last = await desk.anna.says("Hallo", to=taken)
    await leyla.hears()

    assert (await taken.screen())[-1].id == last.id


@pytest.mark.parametrize("caption", ["// nur hier", "/note nur hier"])
async def test_a_note_below_a_picture_keeps_it_here(desk, leyla, taken, caption):
    await desk.anna.sends_photo(caption, to=taken)
    await desk.anna.sends_album(["photo", "photo", "photo"], caption=caption, to=taken)
    await desk.anna.says("Hallo", to=taken)

    assert (await leyla.hears()).text == "Hallo"
    await leyla.hears_nothing(within=1.0)


async def test_what_becomes_a_note_before_it_left_does_not_leave(simulator, tmp_path, leyla):
    async with desk_running(simulator, tmp_path, pace=SLOW) as desk:
        topic = await desk.taken(leyla)
        slip = await desk.anna.says("Das stimmt nie", to=topic)
        await desk.anna.edits(slip, "// Das stimmt nie")
        album = await desk.anna.sends_album(["photo", "photo"], caption="Geht weg", to=topic)
        await desk.anna.edits(album[0], "/note bleibt")
        await topic.sees(lambda one: "↩️" in one.text and one.reply_to == slip.id)
        await topic.sees(lambda one: "↩️" in one.text and one.reply_to == album[0].id)

        await leyla.hears_nothing(within=1.6)


async def test_what_becomes_a_note_too_late_stays_and_that_is_said(desk, leyla, taken):
    sent = await desk.anna.says("Um neun", to=taken)
    await leyla.sees("Um neun")
    await desk.anna.edits(sent, "// Um neun?")

    told = await taken.sees("/undo")
    assert told.reply_to == sent.id
    assert (await leyla.sees("Um neun")).text == "Um neun"


@pytest.mark.parametrize("note", ["// Um neun", "/note Um neun"])
async def test_an_edit_does_not_send_a_note_and_that_is_said(desk, leyla, taken, note):
    said = await desk.anna.says(note, to=taken)
    await desk.anna.edits(said, note + " Uhr")
    await desk.anna.edits(said, "Um neun")

    told = await taken.sees("neu schreiben")
    assert told.reply_to == said.id
    await leyla.hears_nothing(within=0.4)


async def test_a_file_that_is_replaced_too_late_is_told(desk, leyla, taken):
    sent = await desk.anna.sends_photo("Formular", to=taken)
    await leyla.sees("Formular")
    await desk.settled()
    world = desk.simulator.world
    other = [size | {"file_unique_id": f"other{n}"} for n, size in enumerate(sent.json["photo"])]
    changed = sent.json | {"photo": other, "edit_date": 1}
    world.replace(world.chats[sent.chat_id], changed)
    world.deliver(world.chats[sent.chat_id], changed, "edited_message")

    told = await taken.sees("/undo")
    assert told.reply_to == sent.id


async def test_a_volunteers_words_carry_nobodys_number(desk, leyla, taken):
    link = link_to(desk.bela, 0, 4)
    named = {"id": desk.bela.id, "is_bot": False, "first_name": "Bela"}
    mention = {"type": "text_mention", "offset": 5, "length": 4, "user": named}
    asked = await leyla.says("Wer denn?")
    await taken.sees("Wer denn?")
    question = await taken.sees("Wer denn?")
    said = await desk.anna.says("Bela Bela", to=taken, entities=[link, mention], reply_to=question)

    heard = await leyla.hears()
    assert heard.text == "Bela Bela"
    assert heard.reply_to == asked.id
    assert str(desk.bela.id) not in str(heard.json)
    await desk.anna.edits(said, "Bela kommt")
    assert (await leyla.sees("Bela kommt")).id == heard.id


async def test_her_link_to_a_person_arrives_as_a_word(desk, leyla, taken):
    await leyla.says("Siehe Omar", entities=[link_to(leyla, 6, 4)])

    seen = await taken.sees("Siehe Omar")
    assert str(leyla.id) not in str(seen.json)


async def test_a_volunteers_contact_arrives_as_text(desk, leyla, taken):
    await desk.anna.sends_contact(
        to=taken, first_name="Omar", phone_number="+49 561 123", user_id=desk.bela.id
    )

    heard = await leyla.hears()
    assert "+49 561 123" in heard.text
    assert str(desk.bela.id) not in str(heard.json)


async def test_a_held_file_that_is_edited_to_name_somebody_names_nobody(desk, leyla):
    topic = await desk.opens(leyla)
    photo = await leyla.sends_photo("Brief")
    await topic.sees(lambda one: bool(one.buttons) and "1" in one.text.split("\n")[2])
    edited_to_name(desk, photo, leyla)
    await desk.simulator.all_fetched()
    await leyla.says("fertig")
    await topic.sees("fertig")
    await desk.takes(desk.anna, topic)

    seen = await topic.sees(lambda one: one.kind == "photo")
    assert seen.text == "Omar"
    assert str(leyla.id) not in str(seen.json)


async def test_words_that_are_edited_to_name_somebody_name_nobody(simulator, tmp_path, leyla):
    async with desk_running(simulator, tmp_path, pace=SLOW) as desk:
        topic = await desk.taken(leyla)
        said: Message = await desk.anna.says("Er kommt", to=topic)
        edited_to_name(desk, said, desk.bela)

        heard = await leyla.hears()
        assert heard.text == "Omar"
        assert str(desk.bela.id) not in str(heard.json)


async def test_who_had_the_case_before_corrects_nothing(desk, leyla, taken):
    said = await desk.anna.says("Um neun", to=taken)
    await leyla.sees("Um neun")
    await desk.bela.says("/take", to=taken)
    await desk.bela.presses(0, on=await taken.sees("schon"))
    await leyla.sees("Bela")
    await desk.anna.edits(said, "Um zehn")

    assert "Bela" in (await taken.sees(lambda one: one.reply_to == said.id)).text
    assert "Um neun" in texts(await leyla.screen())
