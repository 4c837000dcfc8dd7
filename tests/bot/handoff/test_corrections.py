"""Long words and late corrections: nothing is cut, nothing is lost, nothing is said twice."""

import pytest

from tests.support.desk import texts

LONG = "Wort " * 817 + "SCHLUSS"


@pytest.fixture
async def topic(desk, leyla):
    """A topic whose case Anna has."""
    return await desk.taken(leyla)


def phantom(desk, person, message):
    """An edit in which nothing was edited, as a reaction makes it."""
    world = desk.simulator.world
    world.deliver(world.chats[person.id], message.json | {"edit_date": 1}, "edited_message")


# --- long


async def test_a_long_text_is_shown_whole(desk, leyla, topic):
    await leyla.says(LONG)
    await topic.sees("SCHLUSS")

    assert "".join(texts(await topic.screen())).count("Wort") == 817


async def test_a_long_text_that_is_repeated_is_shown_whole(desk, leyla, topic):
    desk.simulator.fault("sendMessage", chat_id=desk.group.id, cut="before")
    await leyla.says(LONG)

    await topic.sees("SCHLUSS")
    await topic.sees("↻ Wort")


async def test_a_long_correction_is_said_whole_as_a_reply(desk, leyla, topic):
    hers = await leyla.says("kurz")
    copied = await topic.sees("kurz")
    await leyla.edits(hers, LONG)

    await topic.sees("SCHLUSS")
    assert (await topic.sees("✏️ Wort")).reply_to == copied.id


async def test_many_links_written_out_are_shown_whole(desk, leyla, topic):
    words = "wort " * 100 + "SCHLUSS"
    url = "https://example.org/" + "x" * 60
    links = [{"type": "text_link", "offset": 5 * n, "length": 4, "url": url} for n in range(100)]
    await leyla.says(words, entities=links)

    await topic.sees("SCHLUSS")
    assert "".join(texts(await topic.screen())).count(url) == 100


# --- corrections that find no place


async def test_a_caption_that_does_not_fit_with_its_sign_is_said_as_words(desk, leyla, topic):
    hers = await leyla.sends_photo("kurz")
    copied = await topic.sees("kurz")
    await leyla.edits(hers, "b" * 1016 + " SCHLUSS")

    assert (await topic.sees("SCHLUSS")).reply_to == copied.id


async def test_a_correction_of_a_copy_that_is_gone_is_said_anew(desk, leyla, topic):
    hers = await leyla.says("Termin um 8")
    copied = await topic.sees("Termin um 8")
    world = desk.simulator.world
    world.remove(world.chats[desk.group.id], [copied.id])
    await leyla.edits(hers, "Termin um 9")
    await topic.sees("✏️ Termin um 9")

    his = await desk.anna.says("Gut, um 9", to=topic)
    await leyla.deletes(await leyla.sees("Gut, um 9"))
    await desk.anna.edits(his, "Gut, um 10")
    await leyla.sees("Gut, um 10")


async def test_a_correction_after_its_topic_was_deleted_is_said_in_the_new_one(desk, leyla, topic):
    hers = await leyla.says("Termin um 8")
    await topic.sees("Termin um 8")
    await topic.deleted_by(desk.anna)
    await leyla.edits(hers, "Termin um 9")

    again = await desk.group.topic(lambda one: one.id != topic.id)
    await again.sees("✏️ Termin um 9")


async def test_a_correction_after_the_group_has_moved_is_said_there(desk, leyla, topic):
    hers = await leyla.says("Termin um 8")
    await topic.sees("Termin um 8")
    grown = await desk.group.becomes_supergroup(forum=True)
    await leyla.edits(hers, "Termin um 9")

    await (await grown.topic()).sees("✏️ Termin um 9")


async def test_what_was_taken_back_is_not_said_anew_by_a_correction(desk, leyla, topic):
    his = await desk.anna.says("Unsinn", to=topic)
    await leyla.sees("Unsinn")
    await desk.anna.says("/undo", to=topic, reply_to=his)
    await leyla.screen_is(lambda screen: "Unsinn" not in texts(screen))
    await desk.anna.edits(his, "Auch Unsinn")
    await desk.anna.says("Ende", to=topic)

    await leyla.sees("Ende")
    assert "Auch Unsinn" not in texts(await leyla.screen())


# --- edits in which nothing was edited


async def test_a_phantom_edit_of_the_question_changes_nothing(desk, leyla):
    question = await leyla.says("Wo ist das Amt?")
    await leyla.hears()
    topic = await agreed(desk, leyla)
    await topic.sees("Wo ist das Amt?")
    phantom(desk, leyla, question)
    await leyla.says("Ende")

    await topic.sees("Ende")
    assert not any("✏️" in text for text in texts(await topic.screen()))


async def test_a_correction_of_the_question_is_shown(desk, leyla):
    question = await leyla.says("Wo ist das Amt?")
    await leyla.hears()
    topic = await agreed(desk, leyla)
    await topic.sees("Wo ist das Amt?")
    await leyla.edits(question, "Wo ist das Bürgerbüro?")

    await topic.sees("✏️ Wo ist das Bürgerbüro?")


async def test_a_place_that_moves_is_shown_once_as_a_question_too(desk, leyla):
    place = await leyla.sends_location(live_period=600)
    await leyla.hears()
    topic = await agreed(desk, leyla)
    await desk.anna.says("/take", to=topic)
    await topic.sees(lambda one: one.kind == "location")
    await leyla.moves(place, 51.0, 9.0)
    await leyla.says("Ende")

    await topic.sees("Ende")
    assert [one.kind for one in await topic.screen()].count("location") == 1


async def test_a_photo_that_was_replaced_is_shown_once_more_and_not_again(desk, leyla, topic):
    hers = await leyla.sends_photo("Seite eins")
    await topic.sees("Seite eins")
    world = desk.simulator.world
    chat = world.chats[leyla.id]
    sizes = [size | {"file_unique_id": "other"} for size in hers.json["photo"]]
    changed = hers.json | {"photo": sizes, "edit_date": 1}
    world.replace(chat, changed)
    for _ in range(3):
        world.deliver(chat, changed, "edited_message")
    await leyla.says("Ende")

    await topic.sees("Ende")
    assert [one.kind for one in await topic.screen()].count("photo") == 2


async def agreed(desk, person):
    """She wants a person, and agrees; her topic."""
    await person.says("/human")
    await person.hears()
    await person.presses(0)
    return await desk.group.topic()


# --- albums


async def every_caption_is_shown_and_nobodys_number(topic, person):
    for caption in ("Omar hat das", "Brief", "Umschlag"):
        await topic.sees(caption)
    shown = await topic.screen()
    assert [one.kind for one in shown].count("photo") == 4
    assert str(person.id) not in str([one.json for one in shown])


async def test_in_an_album_only_the_caption_that_names_somebody_is_taken_out(desk, leyla, topic):
    world = desk.simulator.world
    chat, writer = world.chats[leyla.id], {"from": world.users[leyla.id].json}
    photo = (await leyla.sends_photo("Muster")).json["photo"]
    await topic.sees("Muster")
    omar = {"id": leyla.id, "is_bot": False, "first_name": "Omar"}
    named = {"type": "text_mention", "offset": 0, "length": 4, "user": omar}
    for caption, marks in (("Brief", []), ("Omar hat das", [named]), ("Umschlag", [])):
        part = {"photo": photo, "caption": caption, "media_group_id": "7"}
        content = part | ({"caption_entities": marks} if marks else {})
        world.deliver(chat, world.post(chat, writer, content))

    await every_caption_is_shown_and_nobodys_number(topic, leyla)


async def test_a_caption_of_a_waiting_album_that_names_somebody_takes_no_other(desk, leyla):
    world = desk.simulator.world
    chat, writer = world.chats[leyla.id], {"from": world.users[leyla.id].json}
    topic = await desk.opens(leyla)
    photo = (await leyla.sends_photo("Muster")).json["photo"]
    posted = []
    for caption in ("Brief", "er hat das", "Umschlag"):
        part = {"photo": photo, "caption": caption, "media_group_id": "7"}
        posted.append(world.post(chat, writer, part))
        world.deliver(chat, posted[-1])
    omar = {"id": leyla.id, "is_bot": False, "first_name": "Omar"}
    named = {"type": "text_mention", "offset": 0, "length": 4, "user": omar}
    words = {"caption": "Omar hat das", "caption_entities": [named], "edit_date": 1}
    edited = posted[1] | words
    world.replace(chat, edited)
    world.deliver(chat, edited, "edited_message")
    await desk.simulator.all_fetched()
    await desk.takes(desk.anna, topic)

    await every_caption_is_shown_and_nobodys_number(topic, leyla)
