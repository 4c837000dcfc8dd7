"""People: what they do reaches the bot, what the bot does reaches them."""

from __future__ import annotations

import asyncio

import pytest

from bot.simulator import NothingHeardError
from bot.simulator.actions import CannotDoError

KINDS = ["photo", "voice", "document", "sticker", "video", "video_note", "audio", "animation"]


async def last(raw) -> dict:
    return (await raw.result("getUpdates"))[-1]


@pytest.mark.parametrize("kind", KINDS)
async def test_every_kind_of_file_arrives_with_its_content(raw, simulator, newcomer, kind):
    sent = await newcomer.sends(kind)
    assert sent.kind == kind
    body = (await last(raw))["message"][kind]
    file_id = (body[-1] if kind == "photo" else body)["file_id"]
    path = (await raw.result("getFile", file_id=file_id))["file_path"]
    got = await raw.client.get(f"{simulator.url}/file/bot{simulator.token}/{path}")
    assert len(got.content) > 500


async def test_a_photo_comes_in_two_sizes_the_largest_last(newcomer):
    sizes = (await newcomer.sends_photo("hier")).json["photo"]
    assert [(one["width"], one["height"]) for one in sizes] == [(90, 68), (640, 480)]


async def test_a_file_of_ones_own_keeps_its_name(newcomer):
    sent = await newcomer.sends("document", data=b"abc", name="a.txt", mime="text/plain")
    document = sent.json["document"]
    assert (document["file_name"], document["mime_type"], document["file_size"]) == (
        "a.txt",
        "text/plain",
        3,
    )


async def test_every_part_of_an_album_is_an_update_of_its_own(raw, newcomer):
    await newcomer.sends_album(["photo", "video", "photo"], caption="drei")
    parts = [update["message"] for update in (await raw.result("getUpdates"))[1:]]
    assert len({part["media_group_id"] for part in parts}) == 1
    assert [part.get("caption") for part in parts] == ["drei", None, None]


async def test_a_place_a_contact_and_a_forwarded_text_arrive(raw, newcomer):
    await newcomer.sends_location()
    assert (await last(raw))["message"]["location"]["latitude"] == pytest.approx(51.31, abs=0.01)
    await newcomer.sends_contact()
    assert (await last(raw))["message"]["contact"]["user_id"] == newcomer.id
    await newcomer.forwards("weiter")
    message = (await last(raw))["message"]
    assert (message["text"], message["forward_origin"]["type"]) == ("weiter", "user")


async def test_who_hides_forwards_is_only_a_name(simulator, raw, newcomer):
    shy = simulator.person("Shy", hides_forwards=True)
    message = await shy.says("geheim")
    await newcomer.forwards(message)
    origin = (await last(raw))["message"]["forward_origin"]
    assert origin["type"] == "hidden_user"
    assert origin["sender_user_name"] == "Shy"


async def test_edits_and_moves_arrive_as_edited_messages(raw, newcomer):
    text = await newcomer.says("a")
    await newcomer.edits(text, "b")
    edited = (await last(raw))["edited_message"]
    assert (edited["message_id"], edited["text"]) == (text.id, "b")
    place = await newcomer.sends_location(live_period=900)
    await newcomer.moves(place, 51.0, 9.0)
    assert (await last(raw))["edited_message"]["location"]["latitude"] == 51.0


async def test_nobody_edits_what_others_wrote(raw, newcomer):
    await raw.result("sendMessage", chat_id=newcomer.id, text="a")
    with pytest.raises(CannotDoError, match="Only one's own messages"):
        await newcomer.edits(await newcomer.hears(), "b")


async def test_deleting_is_not_told_to_the_bot(raw, newcomer):
    message = await newcomer.says("a")
    before = len(await raw.result("getUpdates"))
    await newcomer.deletes(message)
    assert len(await raw.result("getUpdates")) == before
    assert [one.text for one in await newcomer.screen()] == ["/start"]


async def test_a_message_is_heard_once_and_in_order(raw, newcomer):
    for text in ("a", "b"):
        await raw.result("sendMessage", chat_id=newcomer.id, text=text)
    assert [(await newcomer.hears()).text for _ in "ab"] == ["a", "b"]
    await newcomer.hears_nothing(within=0)


async def test_what_is_heard_is_as_it_was_said_before_any_edit(raw, newcomer):
    sent = await raw.result("sendMessage", chat_id=newcomer.id, text="suche")
    where = {"chat_id": newcomer.id, "message_id": sent["message_id"]}
    await raw.result("editMessageText", text="gefunden", **where)
    assert (await newcomer.hears()).text == "suche"
    assert (await newcomer.sees("gefunden")).edited


async def test_hearing_waits_for_the_bot(raw, newcomer):
    listening = asyncio.create_task(newcomer.hears())
    await raw.result("sendMessage", chat_id=newcomer.id, text="a")
    assert (await asyncio.wait_for(listening, 5)).text == "a"


async def test_seeing_waits_for_an_edit(raw, newcomer):
    sent = await raw.result("sendMessage", chat_id=newcomer.id, text="a")
    looking = asyncio.create_task(newcomer.sees(lambda one: one.edited))
    where = {"chat_id": newcomer.id, "message_id": sent["message_id"]}
    await raw.result("editMessageText", text="b", **where)
    assert (await asyncio.wait_for(looking, 5)).text == "b"


async def test_silence_is_reported_with_what_is_to_be_seen(newcomer):
    with pytest.raises(NothingHeardError, match=r"said nothing within 0 s.*\n.*text 1: /start"):
        await newcomer.hears(timeout=0)
    with pytest.raises(NothingHeardError, match="No such message"):
        await newcomer.sees("nie", timeout=0)


async def test_speaking_where_silence_is_wished_is_reported(raw, newcomer):
    await raw.result("sendMessage", chat_id=newcomer.id, text="a")
    with pytest.raises(NothingHeardError, match="should be silent"):
        await newcomer.hears_nothing(within=0)


async def test_buttons_are_found_by_words_place_or_predicate(raw, newcomer):
    rows = [[{"text": f"Knopf {n}", "callback_data": str(n)}] for n in range(3)]
    rows.append([{"text": "Karte", "url": "https://kassel.de"}])
    markup = {"inline_keyboard": rows}
    await raw.result("sendMessage", chat_id=newcomer.id, text="?", reply_markup=markup)
    for wish in ("Knopf 1", "f 1", 1, lambda button: button.data == "1"):
        await newcomer.presses(wish)
        assert (await last(raw))["callback_query"]["data"] == "1"
    with pytest.raises(NothingHeardError, match=r"no button 'Nein'; there are: \['Knopf 0'"):
        await newcomer.presses("Nein")
    with pytest.raises(NothingHeardError, match=r"opens https://kassel\.de"):
        await newcomer.presses("Karte")


async def test_a_press_without_an_answer_is_reported(raw, newcomer):
    markup = {"inline_keyboard": [[{"text": "a", "callback_data": "1"}]]}
    await raw.result("sendMessage", chat_id=newcomer.id, text="?", reply_markup=markup)
    press = await newcomer.presses()
    with pytest.raises(NothingHeardError, match="did not answer the press"):
        await press.answer(timeout=0)


async def test_a_person_adds_the_bot_to_a_group(raw, newcomer):
    group = await newcomer.adds_bot_to_group("Familie")
    change, message = (await raw.result("getUpdates"))[-2:]
    assert change["my_chat_member"]["new_chat_member"]["status"] == "member"
    assert change["my_chat_member"]["chat"]["id"] == group.id
    assert message["message"]["new_chat_members"][0]["is_bot"]
    await raw.result("leaveChat", chat_id=group.id)
    refusal = await raw.refusal("sendMessage", chat_id=group.id, text="a")
    assert refusal == "403 Forbidden: bot is not a member of the group chat"


async def test_an_ordinary_bot_reads_only_what_is_meant_for_it_in_a_group(raw, newcomer):
    group = await newcomer.adds_bot_to_group("Familie")
    await newcomer.says("unter uns", to=group)
    await newcomer.says("/help", to=group)
    assert (await last(raw))["message"]["text"] == "/help"
    assert "unter uns" not in str(await raw.result("getUpdates"))
    await group.gives_bot_rights()
    await newcomer.says("für alle", to=group)
    assert (await last(raw))["message"]["text"] == "für alle"


async def test_two_people_do_not_hear_each_other(simulator, raw, newcomer):
    other = simulator.person("O")
    await other.says("a")
    await raw.result("sendMessage", chat_id=other.id, text="nur für O")
    await newcomer.hears_nothing(within=0)
    assert (await other.hears()).text == "nur für O"
