"""Sending, editing, deleting, replying, pressing: the states and their refusals."""

from __future__ import annotations

import pytest

NOT_MODIFIED = (
    "400 Bad Request: message is not modified: specified new message content and reply markup "
    "are exactly the same as a current content and reply markup of the message"
)
TOO_OLD = "400 Bad Request: query is too old and response timeout expired or query ID is invalid"
YES = {"inline_keyboard": [[{"text": "Ja", "callback_data": "yes"}]]}


async def test_the_bot_cannot_write_first(simulator, raw):
    stranger = simulator.person("S")
    assert await raw.refusal("sendMessage", chat_id=stranger.id, text="a") == (
        "403 Forbidden: bot can't initiate conversation with a user"
    )
    await stranger.says("Hallo")
    assert (await raw.result("sendMessage", chat_id=stranger.id, text="a"))["text"] == "a"


async def test_a_person_who_blocks_the_bot_gets_nothing(raw, newcomer):
    await newcomer.blocks_bot()
    words = "403 Forbidden: bot was blocked by the user"
    assert await raw.refusal("sendMessage", chat_id=newcomer.id, text="a") == words
    change = (await raw.result("getUpdates"))[-1]["my_chat_member"]
    assert change["new_chat_member"]["status"] == "kicked"
    with pytest.raises(ValueError, match="has blocked the bot; unblock it first"):
        await newcomer.says("a")
    await newcomer.unblocks_bot()
    change = (await raw.result("getUpdates"))[-1]["my_chat_member"]
    assert change["new_chat_member"]["status"] == "member"
    await raw.result("sendMessage", chat_id=newcomer.id, text="a")


async def test_a_deleted_account_gets_nothing(raw, newcomer):
    await newcomer.deletes_account()
    refusal = await raw.refusal("sendMessage", chat_id=newcomer.id, text="a")
    assert refusal == "403 Forbidden: user is deactivated"


async def test_messages_are_counted_in_each_chat(simulator, raw, newcomer):
    other = simulator.person("O")
    first = await other.says("a")
    sent = await raw.result("sendMessage", chat_id=newcomer.id, text="b")
    assert (first.id, sent["message_id"]) == (1, 2)


async def test_the_phones_language_and_the_deep_link_arrive(raw, newcomer):
    await newcomer.says("/start desk-7")
    message = (await raw.result("getUpdates"))[-1]["message"]
    assert message["from"]["language_code"] == "ar"
    assert message["text"] == "/start desk-7"
    assert message["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]


async def test_an_edit_changes_words_and_takes_buttons_away(raw, newcomer):
    sent = await raw.result("sendMessage", chat_id=newcomer.id, text="a", reply_markup=YES)
    where = {"chat_id": newcomer.id, "message_id": sent["message_id"]}
    edited = await raw.result("editMessageText", text="b", **where)
    assert edited["text"] == "b"
    assert "reply_markup" not in edited
    seen = await newcomer.hears_edit()
    assert (seen.text, seen.edited, seen.buttons) == ("b", True, [])


async def test_an_edit_that_changes_nothing_is_refused(raw, newcomer):
    sent = await raw.result("sendMessage", chat_id=newcomer.id, text="a", reply_markup=YES)
    where = {"chat_id": newcomer.id, "message_id": sent["message_id"]}
    assert await raw.refusal("editMessageText", text="a", reply_markup=YES, **where) == NOT_MODIFIED
    assert await raw.refusal("editMessageReplyMarkup", reply_markup=YES, **where) == NOT_MODIFIED
    await raw.result("editMessageReplyMarkup", **where)
    assert await raw.refusal("editMessageReplyMarkup", **where) == NOT_MODIFIED


async def test_only_own_texts_can_be_edited(raw, newcomer):
    hers = await newcomer.says("a")
    where = {"chat_id": newcomer.id, "message_id": hers.id}
    words = "400 Bad Request: message can't be edited"
    assert await raw.refusal("editMessageText", text="b", **where) == words
    where["message_id"] = 99
    words = "400 Bad Request: message to edit not found"
    assert await raw.refusal("editMessageText", text="b", **where) == words


async def test_captions_are_edited_as_captions(raw, newcomer, simulator):
    photo = (await newcomer.sends_photo()).json["photo"][-1]["file_id"]
    sent = await raw.result("sendPhoto", chat_id=newcomer.id, photo=photo, caption="a")
    where = {"chat_id": newcomer.id, "message_id": sent["message_id"]}
    words = "400 Bad Request: there is no text in the message to edit"
    assert await raw.refusal("editMessageText", text="b", **where) == words
    assert (await raw.result("editMessageCaption", caption="b", **where))["caption"] == "b"
    text = await raw.result("sendMessage", chat_id=newcomer.id, text="a")
    where["message_id"] = text["message_id"]
    words = "400 Bad Request: there is no caption in the message to edit"
    assert await raw.refusal("editMessageCaption", caption="b", **where) == words


async def test_messages_can_be_deleted_for_two_days(simulator, raw, newcomer):
    own = await raw.result("sendMessage", chat_id=newcomer.id, text="a")
    hers = await newcomer.says("b")
    await raw.result("deleteMessage", chat_id=newcomer.id, message_id=hers.id)
    assert [message.text for message in await newcomer.screen()] == ["/start", "a"]
    simulator.clock.advance(48 * 3600 + 1)
    where = {"chat_id": newcomer.id, "message_id": own["message_id"]}
    words = "400 Bad Request: message can't be deleted for everyone"
    assert await raw.refusal("deleteMessage", **where) == words
    where["message_id"] = hers.id
    words = "400 Bad Request: message to delete not found"
    assert await raw.refusal("deleteMessage", **where) == words


async def test_deleting_several_passes_over_what_cannot_be_deleted(simulator, raw, newcomer):
    simulator.clock.advance(50 * 3600)
    young = await newcomer.says("b")
    ids = [1, young.id, 99]
    assert await raw.result("deleteMessages", chat_id=newcomer.id, message_ids=ids) is True
    assert [message.text for message in await newcomer.screen()] == ["/start"]


async def test_a_reply_shows_what_it_answers(raw, newcomer):
    hers = await newcomer.says("Frage")
    reply = {"message_id": hers.id}
    sent = await raw.result(
        "sendMessage", chat_id=newcomer.id, text="Antwort", reply_parameters=reply
    )
    assert sent["reply_to_message"]["text"] == "Frage"
    assert (await newcomer.hears()).reply_to == hers.id


async def test_a_reply_to_nothing_is_refused_unless_allowed(raw, newcomer):
    values = {"chat_id": newcomer.id, "text": "a"}
    refusal = await raw.refusal("sendMessage", **values, reply_parameters={"message_id": 99})
    assert refusal == "400 Bad Request: message to be replied not found"
    easy = {"message_id": 99, "allow_sending_without_reply": True}
    assert "reply_to_message" not in await raw.result(
        "sendMessage", **values, reply_parameters=easy
    )


async def test_a_press_is_answered_once(raw, newcomer):
    await raw.result("sendMessage", chat_id=newcomer.id, text="?", reply_markup=YES)
    press = await newcomer.presses("Ja")
    query = (await raw.result("getUpdates"))[-1]["callback_query"]
    assert (query["data"], query["message"]["text"]) == ("yes", "?")
    await raw.result("answerCallbackQuery", callback_query_id=query["id"], text="Gut")
    assert await press.answer() == {"text": "Gut"}
    assert await raw.refusal("answerCallbackQuery", callback_query_id=query["id"]) == TOO_OLD


async def test_a_press_can_be_too_old_to_answer(simulator, raw, newcomer):
    await raw.result("sendMessage", chat_id=newcomer.id, text="?", reply_markup=YES)
    await newcomer.presses("Ja")
    simulator.clock.advance(120)
    query = (await raw.result("getUpdates"))[-1]["callback_query"]
    assert await raw.refusal("answerCallbackQuery", callback_query_id=query["id"]) == TOO_OLD
    assert await raw.refusal("answerCallbackQuery", callback_query_id="5") == TOO_OLD


async def test_a_press_on_a_deleted_message_arrives_without_it(raw, newcomer):
    sent = await raw.result("sendMessage", chat_id=newcomer.id, text="?", reply_markup=YES)
    message = await newcomer.hears()
    await raw.result("deleteMessage", chat_id=newcomer.id, message_id=sent["message_id"])
    await newcomer.presses("Ja", on=message)
    query = (await raw.result("getUpdates"))[-1]["callback_query"]
    assert query["message"]["date"] == 0


async def test_typing_needs_a_reachable_person(raw, newcomer):
    await raw.result("sendChatAction", chat_id=newcomer.id, action="typing")
    await newcomer.blocks_bot()
    refusal = await raw.refusal("sendChatAction", chat_id=newcomer.id, action="typing")
    assert refusal == "403 Forbidden: bot was blocked by the user"


async def test_files_are_sent_again_by_their_identifier_as_the_same_kind(raw, newcomer):
    voice = (await newcomer.sends_voice()).json["voice"]
    again = await raw.result("sendVoice", chat_id=newcomer.id, voice=voice["file_id"])
    assert again["voice"] == voice
    assert await raw.refusal("sendPhoto", chat_id=newcomer.id, photo=voice["file_id"]) == (
        "400 Bad Request: can't use file of type Voice as Photo"
    )
    assert await raw.refusal("getFile", file_id="AgAC") == (
        "400 Bad Request: wrong file identifier/HTTP URL specified"
    )


async def test_something_that_is_no_picture_is_no_photo(raw, newcomer):
    answer = await raw.client.post(
        f"{raw.base}/sendPhoto",
        data={"chat_id": newcomer.id},
        files={"photo": ("a.jpg", b"no picture", "image/jpeg")},
    )
    assert answer.json()["description"] == "Bad Request: IMAGE_PROCESS_FAILED"


async def test_after_logging_out_nothing_works(raw):
    await raw.result("logOut")
    assert await raw.refusal("getMe") == "400 Logged out"


async def test_a_keyboard_below_the_input_line_is_shown_and_taken_away(simulator, raw, newcomer):
    markup = {"keyboard": [[{"text": "Ende"}]], "resize_keyboard": True}
    await raw.result("sendMessage", chat_id=newcomer.id, text="a", reply_markup=markup)
    assert simulator.control.snapshot(newcomer.id)["keyboard"] == markup
    gone = {"remove_keyboard": True}
    await raw.result("sendMessage", chat_id=newcomer.id, text="a", reply_markup=gone)
    assert simulator.control.snapshot(newcomer.id)["keyboard"] is None
