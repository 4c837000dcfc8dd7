"""Everything that people send arrives as it is, on both sides."""

import pytest

from bot.pace import Pace
from tests.support.desk import FAST, desk_running


@pytest.mark.parametrize(
    "kind", ["photo", "voice", "document", "sticker", "video_note", "video", "audio", "animation"]
)
async def test_files_pass_both_ways(desk, leyla, taken, kind):
    await leyla.sends(kind)
    assert (await taken.sees(lambda one: one.kind == kind)).sender_id == desk.simulator.world.bot.id

    await desk.anna.sends(kind, to=taken)
    assert (await leyla.hears()).kind == kind


async def test_a_place_passes_and_its_moves_do_not(desk, leyla, taken):
    place = await leyla.sends_location(live_period=600)
    copied = await taken.sees(lambda one: one.kind == "location")
    await leyla.moves(place, 51.0, 9.0)
    await leyla.says("da bin ich")
    await taken.sees("da bin ich")

    places = [one for one in await taken.screen() if one.kind == "location"]
    assert [one.id for one in places] == [copied.id]


async def test_a_place_asked_with_is_shown_once(desk, leyla):
    place = await leyla.sends_location(live_period=600)
    await leyla.hears()
    topic = await desk.agrees(leyla)
    await desk.takes(desk.anna, topic)
    await topic.sees(lambda one: one.kind == "location")
    for step in range(3):
        await leyla.moves(place, 51.0 + step / 100, 9.0)
    await leyla.says("da bin ich")
    await topic.sees("da bin ich")

    assert [one.kind for one in await topic.screen()].count("location") == 1


async def test_a_file_that_was_replaced_is_shown_once_and_names_nobody(desk, leyla, taken):
    said = await leyla.sends_photo("Seite eins")
    await taken.sees("Seite eins")
    other = await leyla.sends_photo("Seite zwei")
    await taken.sees("Seite zwei")
    world = desk.simulator.world
    chat = world.chats[leyla.id]
    parts = [dict(one, file_unique_id="another") for one in other.json["photo"]]
    omar = {"id": leyla.id, "is_bot": False, "first_name": "Omar"}
    named = {"type": "text_mention", "offset": 0, "length": 4, "user": omar}
    words = {"caption": "Omar hat das", "caption_entities": [named]}
    replaced = said.json | words | {"photo": parts, "edit_date": 1}
    world.replace(chat, replaced)
    for _ in range(3):
        world.deliver(chat, replaced, "edited_message")
    await leyla.says("fertig")
    await taken.sees("fertig")

    seen = await taken.screen()
    assert [one.kind for one in seen].count("photo") == 3
    assert str(leyla.id) not in str([one.json for one in seen])


async def test_in_an_album_nobody_is_named_and_no_caption_is_lost(desk, leyla, taken):
    parts = await leyla.sends_album(["photo", "photo"])
    world = desk.simulator.world
    chat, sender = world.chats[leyla.id], {"from": world.users[leyla.id].json}
    omar = {"id": leyla.id, "is_bot": False, "first_name": "Omar"}
    named = {"type": "text_mention", "offset": 0, "length": 4, "user": omar}
    for caption, entities in (("Brief eins", []), ("Omar hat das", [named])):
        photo = {"photo": parts[0].json["photo"], "media_group_id": "another album"}
        words = {"caption": caption, "caption_entities": entities}
        world.deliver(chat, world.post(chat, sender, photo | words))

    await taken.sees("Brief eins")
    await taken.sees("Omar hat das")
    assert str(leyla.id) not in str([one.json for one in await taken.screen()])


async def test_a_contact_arrives_as_text_without_her_number_at_telegram(desk, leyla, taken):
    await leyla.sends_contact(first_name="Omar", phone_number="+49 561 123", user_id=leyla.id)

    seen = await taken.sees("+49 561 123")
    assert seen.kind == "text"
    assert str(leyla.id) not in str(seen.json)


async def test_an_album_stays_an_album_both_ways(desk, leyla, taken):
    await leyla.sends_album(["photo", "photo", "video"], caption="Briefe")
    parts = await taken.screen_is(
        lambda screen: len([one for one in screen if "media_group_id" in one.json]) == 3
    )
    albums = {one.json["media_group_id"] for one in parts if "media_group_id" in one.json}
    assert len(albums) == 1

    await desk.anna.sends_album(["photo", "photo"], caption="Formular", to=taken)
    heard = [await leyla.hears(), await leyla.hears()]
    assert len({one.json["media_group_id"] for one in heard}) == 1
    assert heard[0].text == "Formular"


async def test_files_of_an_untaken_case_wait_and_the_card_counts_them(desk, leyla):
    topic = await desk.opens(leyla)
    await leyla.sends_voice()
    await leyla.sends_photo("mein Brief")
    await leyla.says("bitte")

    await topic.sees("bitte")
    await topic.sees(lambda one: bool(one.buttons) and "2" in one.text.split("\n")[2])
    assert {one.kind for one in await topic.screen()} & {"voice", "photo"} == set()

    await desk.takes(desk.anna, topic)
    await topic.sees(lambda one: one.kind == "voice")
    await topic.sees("mein Brief")


async def test_replies_stay_replies_both_ways(desk, leyla, taken):
    hers = await leyla.says("Welches Formular?")
    copied = await taken.sees("Welches Formular?")
    his = await desk.anna.says("Dieses", to=taken, reply_to=copied)
    heard = await leyla.hears()
    assert heard.reply_to == hers.id

    await leyla.says("Danke dafür", reply_to=heard)
    assert (await taken.sees("Danke dafür")).reply_to == his.id


async def test_an_edit_after_delivery_changes_the_copy(desk, leyla, taken):
    hers = await leyla.says("Am Montak")
    copied = await taken.sees("Am Montak")
    await leyla.edits(hers, "Am Montag")
    seen = await taken.sees("✏️ Am Montag")
    assert seen.id == copied.id

    his = await desk.anna.says("Um neun", to=taken)
    heard = await leyla.hears()
    await desk.anna.edits(his, "Um zehn")
    assert (await leyla.sees("Um zehn")).id == heard.id


async def test_a_caption_is_corrected_in_place(desk, leyla, taken):
    hers = await leyla.sends_photo("Seite eins")
    copied = await taken.sees("Seite eins")
    await leyla.edits(hers, "Seite zwei")

    assert (await taken.sees("✏️ Seite zwei")).id == copied.id


async def test_an_edit_before_delivery_changes_what_is_sent(simulator, tmp_path, leyla):
    async with desk_running(simulator, tmp_path, pace=Pace(merge=1.0, hold=1.0)) as desk:
        topic = await desk.opens(leyla)
        await desk.takes(desk.anna, topic)
        await leyla.hears()

        hers = await leyla.says("falsch")
        await leyla.edits(hers, "richtig")
        await topic.sees("richtig")
        assert not any("falsch" in one.text for one in await topic.screen())

        his = await desk.anna.says("nein", to=topic)
        await desk.anna.edits(his, "ja")
        assert (await leyla.hears()).text == "ja"


async def test_a_corrected_part_of_a_joined_message_is_said_as_a_reply(simulator, tmp_path, leyla):
    async with desk_running(simulator, tmp_path, pace=Pace(merge=1.0)) as desk:
        topic = await desk.opens(leyla)
        hers = await leyla.says("eins")
        await leyla.says("zwei")
        joined = await topic.sees("eins\nzwei")

        await leyla.edits(hers, "drei")
        assert (await topic.sees("✏️ drei")).reply_to == joined.id
        assert (await topic.sees("eins\nzwei")).id == joined.id


async def test_undo_takes_a_message_back_before_and_after_it_left(simulator, tmp_path, leyla):
    pace = Pace(merge=0.05, hold=1.0)
    async with desk_running(simulator, tmp_path, pace=pace) as desk:
        topic = await desk.opens(leyla)
        await desk.takes(desk.anna, topic)
        await leyla.hears()

        slip = await desk.anna.says("Unsinn", to=topic)
        await desk.anna.says("/undo", to=topic, reply_to=slip)
        await topic.sees("↩️")
        await leyla.hears_nothing(within=1.3)

        sent = await desk.anna.says("Auch Unsinn", to=topic)
        await leyla.sees("Auch Unsinn")
        await desk.anna.says("/undo", to=topic, reply_to=sent)
        await leyla.screen_is(lambda screen: not any("Unsinn" in one.text for one in screen))


async def test_nobody_takes_back_anothers_words(desk, leyla, taken):
    sent = await desk.anna.says("Stimmt", to=taken)
    await leyla.hears()
    await desk.bela.says("/undo", to=taken, reply_to=sent)

    await taken.sees("/undo")
    await taken.sees(lambda one: one.reply_to is not None and "/undo" in one.text)
    await leyla.sees("Stimmt")


async def test_notes_and_unknown_commands_stay_inside(desk, leyla, taken):
    for note in ("// sie braucht Geduld", "/note Akte liegt bereit", "/quatsch", "/take"):
        await desk.anna.says(note, to=taken)
    await desk.anna.says("Hallo", to=taken)

    assert (await leyla.hears()).text == "Hallo"


async def test_hidden_links_are_shown_and_nobodys_number_is(desk, leyla, taken):
    link = {"type": "text_link", "offset": 6, "length": 4, "url": "https://example.org/a"}
    omar = {"id": leyla.id, "is_bot": False, "first_name": "Omar"}
    name = {"type": "text_mention", "offset": 17, "length": 4, "user": omar}
    await leyla.says("Siehe hier, sagt Omar", entities=[link, name])

    seen = await taken.sees("Siehe hier (https://example.org/a), sagt Omar")
    assert str(leyla.id) not in str(seen.json)


async def test_what_cannot_be_copied_is_told_to_both(desk, leyla, taken):
    refusal = "Bad Request: message can't be copied"
    desk.simulator.fault("copyMessage", chat_id=desk.group.id, code=400, description=refusal)
    await leyla.sends_sticker()

    await leyla.hears()
    await taken.sees("⚠️")


async def test_the_pace_of_tests_is_only_faster():
    real = Pace()
    assert (real.merge, real.hold, real.album) == (3.0, 4.0, 1.5)
    assert FAST.hold < real.hold
