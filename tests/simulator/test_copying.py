"""Copies and forwards: what travels, what stays, what is refused."""

from __future__ import annotations

import pytest


@pytest.fixture
def desk(simulator):
    return simulator.forum("Desk")


async def copy(raw, desk, message, **more):
    values = {"chat_id": desk.id, "from_chat_id": message.chat_id, "message_id": message.id}
    return await raw.result("copyMessage", **values, **more)


async def test_a_copy_carries_the_content_but_not_the_sender(raw, desk, newcomer):
    voice = await newcomer.sends_voice(caption="hör")
    made = await copy(raw, desk, voice)
    seen = next(one for one in await desk.screen() if one.id == made["message_id"])
    assert seen.json["voice"] == voice.json["voice"]
    assert seen.text == "hör"
    assert "forward_origin" not in seen.json
    assert seen.json["from"]["is_bot"]


async def test_a_copy_keeps_formatting_and_may_get_buttons_and_a_place(raw, desk, newcomer):
    message = await newcomer.says("<b>fett</b>", html=True)
    number = (await raw.result("createForumTopic", chat_id=desk.id, name="t"))["message_thread_id"]
    markup = {"inline_keyboard": [[{"text": "a", "callback_data": "1"}]]}
    await copy(raw, desk, message, message_thread_id=number, reply_markup=markup)
    seen = await (await desk.topic("t")).sees("fett")
    assert seen.json["entities"][0]["type"] == "bold"
    assert [button.text for button in seen.buttons] == ["a"]


async def test_a_forward_names_its_origin(raw, desk, newcomer):
    message = await newcomer.says("a")
    values = {"chat_id": desk.id, "from_chat_id": newcomer.id, "message_id": message.id}
    made = await raw.result("forwardMessage", **values)
    assert made["forward_origin"]["sender_user"]["id"] == newcomer.id


async def test_several_copies_keep_albums_and_leave_out_what_is_missing(raw, desk, newcomer):
    text = await newcomer.says("a")
    album = await newcomer.sends_album()
    ids = [text.id, album[0].id, album[1].id, 99]
    values = {"chat_id": desk.id, "from_chat_id": newcomer.id}
    made = await raw.result("copyMessages", message_ids=ids, **values)
    assert len(made) == 3
    groups = [one.json.get("media_group_id") for one in (await desk.screen())[-3:]]
    assert groups[0] is None
    assert groups[1] == groups[2] != album[0].json["media_group_id"]


async def test_ids_must_rise(simulator, raw, desk, newcomer):
    values = {"chat_id": desk.id, "from_chat_id": newcomer.id, "message_ids": [2, 1]}
    assert await raw.refusal("copyMessages", **values) == (
        "400 Bad Request: message identifiers must be in a strictly increasing order"
    )
    simulator.journal.expect_violations()


async def test_copying_only_missing_messages_is_refused(raw, desk, newcomer):
    values = {"chat_id": desk.id, "from_chat_id": newcomer.id}
    refusal = await raw.refusal("copyMessages", message_ids=[98, 99], **values)
    assert refusal == "400 Bad Request: there are no messages to copy"
    refusal = await raw.refusal("copyMessage", message_id=99, **values)
    assert refusal == "400 Bad Request: message to copy not found"


async def test_service_messages_and_protected_ones_cannot_be_copied(raw, desk, newcomer):
    await raw.result("createForumTopic", chat_id=desk.id, name="t")
    service = (await desk.screen())[-1]
    values = {"chat_id": newcomer.id, "from_chat_id": desk.id}
    words = "400 Bad Request: message can't be copied"
    assert await raw.refusal("copyMessage", message_id=service.id, **values) == words
    await desk.changes_settings(protected=True)
    sent = await raw.result("sendMessage", chat_id=desk.id, text="a")
    assert await raw.refusal("copyMessage", message_id=sent["message_id"], **values) == words
    refusal = await raw.refusal("forwardMessage", message_id=sent["message_id"], **values)
    assert refusal == "400 Bad Request: message can't be forwarded"


async def test_a_very_long_caption_passes_only_in_an_untouched_copy(raw, desk, newcomer):
    photo = await newcomer.sends_photo("x" * 1500)
    await copy(raw, desk, photo)
    values = {"chat_id": desk.id, "from_chat_id": newcomer.id, "message_id": photo.id}
    markup = {"inline_keyboard": [[{"text": "a", "callback_data": "1"}]]}
    refusal = await raw.refusal("copyMessage", reply_markup=markup, **values)
    assert refusal == "400 Bad Request: message caption is too long"
    made = await copy(raw, desk, photo, caption="kurz")
    assert (await desk.sees("kurz")).id == made["message_id"]


async def test_an_album_of_the_bot_is_one_group(raw, newcomer):
    photo = (await newcomer.sends_photo()).json["photo"][-1]["file_id"]
    voice = (await newcomer.sends_voice()).json["voice"]["file_id"]
    media = [{"type": "photo", "media": photo, "caption": "a"}, {"type": "photo", "media": photo}]
    sent = await raw.result("sendMediaGroup", chat_id=newcomer.id, media=media)
    assert len({one["media_group_id"] for one in sent}) == 1
    mixed = [*media, {"type": "document", "media": voice}]
    refusal = await raw.refusal("sendMediaGroup", chat_id=newcomer.id, media=mixed)
    assert refusal == "400 Bad Request: can't mix different media types in an album"


async def test_the_bot_copies_only_from_chats_it_is_in(raw, desk, newcomer):
    await newcomer.says("a", reply_to=None)
    await desk.loses_bot()
    values = {"chat_id": newcomer.id, "from_chat_id": desk.id, "message_id": 1}
    refusal = await raw.refusal("copyMessage", **values)
    assert refusal == "403 Forbidden: bot was kicked from the supergroup chat"
