"""Forums: topics, rights, members, migration."""

from __future__ import annotations

import pytest

NOT_FOUND = "400 Bad Request: message thread not found"
CLOSED = "400 Bad Request: TOPIC_CLOSED"
NOT_MODIFIED = "400 Bad Request: TOPIC_NOT_MODIFIED"


@pytest.fixture
def desk(simulator):
    return simulator.forum("Desk")


@pytest.fixture
async def volunteer(simulator, desk):
    person = simulator.person("V")
    await desk.admits(person)
    return person


async def new_topic(raw, desk, name="Fall 1"):
    made = await raw.result("createForumTopic", chat_id=desk.id, name=name)
    return made["message_thread_id"], await desk.topic(name)


async def last(raw):
    return (await raw.result("getUpdates"))[-1]


async def test_a_new_topic_says_so_and_takes_messages(raw, desk):
    number, topic = await new_topic(raw, desk)
    sent = await raw.result("sendMessage", chat_id=desk.id, message_thread_id=number, text="a")
    assert (sent["message_thread_id"], sent["is_topic_message"]) == (number, True)
    assert sent["reply_to_message"]["forum_topic_created"]["name"] == "Fall 1"
    assert [message.kind for message in await topic.screen()] == ["forum_topic_created", "text"]
    assert (await topic.hears()).text == "a"


async def test_what_a_volunteer_writes_in_a_topic_names_the_topic(raw, desk, volunteer):
    number, topic = await new_topic(raw, desk)
    await volunteer.says("Hallo", to=topic)
    message = (await last(raw))["message"]
    assert message["message_thread_id"] == number
    assert message["reply_to_message"]["message_id"] == number
    await volunteer.says("allgemein", to=desk)
    message = (await last(raw))["message"]
    assert "message_thread_id" not in message
    assert "is_topic_message" not in message


async def test_general_has_no_thread_id(raw, desk):
    refusal = await raw.refusal("sendMessage", chat_id=desk.id, message_thread_id=1, text="a")
    assert refusal == NOT_FOUND


async def test_a_reply_in_general_has_a_thread_id_but_is_no_topic_message(raw, desk, volunteer):
    first = await volunteer.says("a", to=desk)
    await volunteer.says("b", to=desk, reply_to=first)
    message = (await last(raw))["message"]
    assert message["message_thread_id"] == first.id
    assert "is_topic_message" not in message


async def test_a_closed_topic_takes_nothing_until_it_is_opened_again(raw, desk, volunteer):
    number, topic = await new_topic(raw, desk)
    where = {"chat_id": desk.id, "message_thread_id": number}
    await topic.closed_by(volunteer)
    assert "forum_topic_closed" in (await last(raw))["message"]
    assert await raw.refusal("sendMessage", text="a", **where) == CLOSED
    assert await raw.refusal("closeForumTopic", **where) == NOT_MODIFIED
    await raw.result("reopenForumTopic", **where)
    await raw.result("sendMessage", text="a", **where)
    assert await raw.refusal("reopenForumTopic", **where) == NOT_MODIFIED


async def test_a_deleted_topic_is_gone_with_its_messages(raw, desk, volunteer):
    number, topic = await new_topic(raw, desk)
    await volunteer.says("a", to=topic)
    before = len(await raw.result("getUpdates"))
    await topic.deleted_by(volunteer)
    assert len(await raw.result("getUpdates")) == before
    assert await topic.now() is None
    assert [one.text for one in await topic.screen()] == []
    where = {"chat_id": desk.id, "message_thread_id": number}
    assert await raw.refusal("sendMessage", text="a", **where) == NOT_FOUND
    assert await raw.refusal("reopenForumTopic", **where) == NOT_FOUND


async def test_old_topics_can_be_deleted_though_old_messages_cannot(simulator, raw, desk):
    number, _ = await new_topic(raw, desk)
    simulator.clock.advance(30 * 86400)
    await raw.result("deleteForumTopic", chat_id=desk.id, message_thread_id=number)
    assert await desk.topics() == []


async def test_renaming_is_noticed_and_the_same_name_refused(raw, desk, volunteer):
    number, topic = await new_topic(raw, desk)
    where = {"chat_id": desk.id, "message_thread_id": number}
    await raw.result("editForumTopic", name="Fall 2", **where)
    assert (await topic.now()).name == "Fall 2"
    assert await raw.refusal("editForumTopic", name="Fall 2", **where) == NOT_MODIFIED
    await topic.renamed_by(volunteer, "Fall 3")
    assert (await last(raw))["message"]["forum_topic_edited"] == {"name": "Fall 3"}


async def test_without_rights_topics_cannot_be_managed(raw, desk):
    number, _ = await new_topic(raw, desk)
    where = {"chat_id": desk.id, "message_thread_id": number}
    await desk.gives_bot_rights(can_manage_topics=False, can_delete_messages=False)
    words = "400 Bad Request: not enough rights"
    assert (await raw.refusal("createForumTopic", chat_id=desk.id, name="b")).startswith(words)
    assert (await raw.refusal("closeForumTopic", **where)).startswith(words)
    assert (await raw.refusal("deleteForumTopic", **where)).startswith(words)
    await desk.takes_bot_rights()
    assert (await last(raw))["my_chat_member"]["new_chat_member"]["status"] == "member"
    await raw.result("sendMessage", text="a", **where)
    await desk.changes_settings(permissions={"can_send_messages": False})
    refusal = await raw.refusal("sendMessage", text="a", **where)
    assert refusal == "400 Bad Request: not enough rights to send text messages to the chat"


async def test_topics_exist_only_in_forums(simulator, raw):
    group = simulator.group("Gruppe", rights={})
    refusal = await raw.refusal("createForumTopic", chat_id=group.id, name="a")
    assert refusal == "400 Bad Request: the chat is not a forum"


async def test_a_bot_that_was_thrown_out_is_told_so(raw, desk):
    await desk.loses_bot()
    assert (await last(raw))["my_chat_member"]["new_chat_member"]["status"] == "kicked"
    refusal = await raw.refusal("sendMessage", chat_id=desk.id, text="a")
    assert refusal == "403 Forbidden: bot was kicked from the supergroup chat"
    await desk.admits_bot(rights={})
    await raw.result("sendMessage", chat_id=desk.id, text="a")


async def test_leaving_is_a_service_message_and_on_request_an_update(raw, desk, volunteer):
    await raw.result("getUpdates", allowed_updates=["message", "chat_member"])
    await desk.loses(volunteer)
    message, change = (await raw.result("getUpdates"))[-2:]
    assert message["message"]["left_chat_member"]["id"] == volunteer.id
    assert change["chat_member"]["new_chat_member"]["status"] == "left"
    member = await raw.result("getChatMember", chat_id=desk.id, user_id=volunteer.id)
    assert member["status"] == "left"
    with pytest.raises(ValueError, match="is not in this group"):
        await volunteer.says("a", to=desk)


async def test_members_and_administrators_are_told(simulator, raw, desk, volunteer):
    owner, bot = await raw.result("getChatAdministrators", chat_id=desk.id)
    assert (owner["status"], bot["status"]) == ("creator", "administrator")
    assert bot["can_manage_topics"] is True
    assert await raw.result("getChatMemberCount", chat_id=desk.id) == 3
    await desk.gives_rights(volunteer, title="Arabisch")
    member = await raw.result("getChatMember", chat_id=desk.id, user_id=volunteer.id)
    assert (member["status"], member["custom_title"]) == ("administrator", "Arabisch")
    refusal = await raw.refusal("getChatMember", chat_id=desk.id, user_id=5)
    assert refusal == "400 Bad Request: PARTICIPANT_ID_INVALID"


async def test_an_anonymous_administrator_hides_behind_the_group(raw, desk, volunteer):
    await desk.gives_rights(volunteer, anonymous=True)
    await volunteer.says("a", to=desk, anonymous=True)
    message = (await last(raw))["message"]
    assert message["from"]["id"] == 1087968824
    assert message["sender_chat"]["id"] == desk.id


async def test_a_group_that_becomes_a_supergroup_has_a_new_id(simulator, raw):
    group = simulator.group("Gruppe", rights={})
    new = await group.becomes_supergroup()
    old_says, new_says = (await raw.result("getUpdates"))[-2:]
    assert old_says["message"]["migrate_to_chat_id"] == new.id
    assert new_says["message"]["migrate_from_chat_id"] == group.id
    answer = await raw("sendMessage", chat_id=group.id, text="a")
    assert answer["description"] == "Bad Request: group chat was upgraded to a supergroup chat"
    assert answer["parameters"] == {"migrate_to_chat_id": new.id}
    await raw.result("sendMessage", chat_id=new.id, text="a")


async def test_pins_are_announced_in_their_topic(raw, desk, volunteer):
    number, topic = await new_topic(raw, desk)
    where = {"chat_id": desk.id, "message_thread_id": number}
    sent = await raw.result("sendMessage", text="Karte", **where)
    await raw.result("pinChatMessage", chat_id=desk.id, message_id=sent["message_id"])
    assert [one.text for one in await topic.pinned()] == ["Karte"]
    assert (await topic.screen())[-1].kind == "pinned_message"
    await raw.result("unpinAllForumTopicMessages", **where)
    assert await desk.pinned() == []
    await desk.gives_bot_rights(can_pin_messages=False)
    refusal = await raw.refusal("pinChatMessage", chat_id=desk.id, message_id=sent["message_id"])
    assert refusal.startswith("400 Bad Request: not enough rights to manage pinned messages")


async def test_other_peoples_messages_need_a_right_to_be_deleted(raw, desk, volunteer):
    message = await volunteer.says("a", to=desk)
    where = {"chat_id": desk.id, "message_id": message.id}
    await desk.gives_bot_rights(can_delete_messages=False)
    assert await raw.refusal("deleteMessage", **where) == (
        "400 Bad Request: message can't be deleted"
    )
    await desk.gives_bot_rights()
    await raw.result("deleteMessage", **where)


async def test_the_message_that_made_a_topic_cannot_be_deleted(raw, desk):
    number, _ = await new_topic(raw, desk)
    refusal = await raw.refusal("deleteMessage", chat_id=desk.id, message_id=number)
    assert refusal == "400 Bad Request: message can't be deleted"


async def test_general_can_be_closed(raw, desk):
    await raw.result("closeGeneralForumTopic", chat_id=desk.id)
    assert await raw.refusal("sendMessage", chat_id=desk.id, text="a") == CLOSED
    number, _ = await new_topic(raw, desk)
    await raw.result("sendMessage", chat_id=desk.id, message_thread_id=number, text="a")


async def test_presses_in_a_topic_reach_the_bot(raw, desk, volunteer):
    number, topic = await new_topic(raw, desk)
    take = {"inline_keyboard": [[{"text": "Take", "callback_data": "t"}]]}
    await raw.result(
        "sendMessage", chat_id=desk.id, message_thread_id=number, text="?", reply_markup=take
    )
    card = await topic.sees("?")
    press = await volunteer.presses("Take", on=card)
    query = (await last(raw))["callback_query"]
    assert query["message"]["message_thread_id"] == number
    assert query["from"]["id"] == volunteer.id
    await raw.result("answerCallbackQuery", callback_query_id=query["id"])
    assert await press.answer() == {}


async def test_the_bot_hears_of_its_own_topics_and_pins_but_not_of_its_words(raw, desk):
    number, _ = await new_topic(raw, desk)
    where = {"chat_id": desk.id, "message_thread_id": number}
    sent = await raw.result("sendMessage", text="a", **where)
    await raw.result("pinChatMessage", chat_id=desk.id, message_id=sent["message_id"])
    await raw.result("closeForumTopic", **where)
    told = [update["message"] for update in (await raw.result("getUpdates"))[-3:]]
    kinds = ["forum_topic_created", "pinned_message", "forum_topic_closed"]
    assert [kind in message for kind, message in zip(kinds, told, strict=True)] == [True] * 3
    assert all(message["from"]["is_bot"] for message in told)
