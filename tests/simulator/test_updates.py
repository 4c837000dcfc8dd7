"""getUpdates: waiting, confirming, forgetting, and who may ask."""

from __future__ import annotations

import asyncio

import pytest
from telegram.error import Conflict


async def test_a_poll_waits_until_something_happens(raw, simulator, newcomer):
    first = await raw.result("getUpdates")
    poll = asyncio.create_task(
        raw.result("getUpdates", offset=first[-1]["update_id"] + 1, timeout=30)
    )
    await simulator.bot_polls()
    await newcomer.says("Hallo")
    updates = await asyncio.wait_for(poll, 5)
    assert [update["message"]["text"] for update in updates] == ["Hallo"]


async def test_a_poll_without_news_ends_empty(raw):
    assert await raw.result("getUpdates", timeout=0) == []


async def test_updates_come_again_until_they_are_confirmed(raw, newcomer):
    once, again = await raw.result("getUpdates"), await raw.result("getUpdates")
    assert once == again != []
    assert await raw.result("getUpdates", offset=once[-1]["update_id"] + 1) == []
    assert await raw.result("getUpdates") == []


async def test_a_negative_offset_keeps_only_the_last(raw, newcomer):
    await newcomer.says("b")
    await newcomer.says("c")
    kept = await raw.result("getUpdates", offset=-1)
    assert [update["message"]["text"] for update in kept] == ["c"]
    assert await raw.result("getUpdates") == kept


async def test_a_limit_is_kept(raw, newcomer):
    await newcomer.says("b")
    got = await raw.result("getUpdates", limit=1)
    assert [update["message"]["text"] for update in got] == ["/start"]


async def test_only_allowed_updates_are_queued_and_the_choice_is_remembered(raw, newcomer):
    await raw.result("getUpdates", offset=-1, allowed_updates=["my_chat_member"])
    await newcomer.says("b")
    await newcomer.blocks_bot()
    kinds = [set(update) - {"update_id"} for update in await raw.result("getUpdates")]
    assert kinds == [{"message"}, {"my_chat_member"}]


async def test_reactions_come_only_when_asked_for(raw, newcomer, simulator):
    sent = await raw.result("sendMessage", chat_id=newcomer.id, text="a")
    heard = await newcomer.hears()
    assert heard.id == sent["message_id"]
    await newcomer.reacts(heard)
    assert all("message_reaction" not in update for update in await raw.result("getUpdates"))
    await raw.result("getUpdates", allowed_updates=["message", "message_reaction"])
    await newcomer.reacts(heard, "❤")
    last = (await raw.result("getUpdates"))[-1]["message_reaction"]
    assert last["new_reaction"] == [{"type": "emoji", "emoji": "❤"}]


async def test_a_second_poller_ends_the_first_with_a_conflict(raw, simulator, newcomer):
    await raw.result("getUpdates", offset=-1)
    offset = (await raw.result("getUpdates"))[0]["update_id"] + 1
    first = asyncio.create_task(raw.refusal("getUpdates", offset=offset, timeout=30))
    await simulator.world.bell.until(lambda: simulator.world.updates.polls == 3, 5)
    second = asyncio.create_task(raw.result("getUpdates", offset=offset, timeout=30))
    assert await asyncio.wait_for(first, 5) == (
        "409 Conflict: terminated by other getUpdates request; "
        "make sure that only one bot instance is running"
    )
    await newcomer.says("b")
    assert len(await asyncio.wait_for(second, 5)) == 1


async def test_a_webhook_excludes_polling(raw, simulator, newcomer):
    await raw.result("setWebhook", url="https://bot.test/hook", allowed_updates=["message"])
    info = await raw.result("getWebhookInfo")
    assert (info["url"], info["pending_update_count"]) == ("https://bot.test/hook", 1)
    assert info["allowed_updates"] == ["message"]
    assert await raw.refusal("getUpdates") == (
        "409 Conflict: can't use getUpdates method while webhook is active; "
        "use deleteWebhook to delete the webhook first"
    )
    await raw.result("deleteWebhook", drop_pending_updates=True)
    assert await raw.result("getUpdates") == []


async def test_a_webhook_needs_https(raw, simulator):
    refusal = await raw.refusal("setWebhook", url="http://bot.test/hook")
    assert refusal == "400 Bad Request: bad webhook: An HTTPS URL must be provided for webhook"
    simulator.journal.expect_violations()


async def test_a_bot_that_dies_while_it_polls_loses_nothing(raw, simulator, newcomer):
    poll = asyncio.create_task(raw.result("getUpdates", offset=999_999_999, timeout=30))
    await simulator.bot_polls()
    poll.cancel()
    await newcomer.says("b")
    again = await raw.result("getUpdates", timeout=30)
    assert [update["message"]["text"] for update in again] == ["b"]


async def test_the_telegram_library_sees_the_conflict_as_one(bot, raw, simulator):
    first = asyncio.create_task(bot.get_updates(timeout=20))
    await simulator.bot_polls()
    await raw.result("getUpdates")
    with pytest.raises(Conflict):
        await asyncio.wait_for(first, 5)


async def test_stopping_the_server_ends_a_waiting_poll(raw, simulator):
    poll = asyncio.create_task(raw.result("getUpdates", timeout=50))
    await simulator.bot_polls()
    await simulator.stop()
    assert await asyncio.wait_for(poll, 5) == []


async def test_update_numbers_rise_one_by_one(raw, newcomer):
    await newcomer.says("b")
    numbers = [update["update_id"] for update in await raw.result("getUpdates")]
    assert numbers == [numbers[0], numbers[0] + 1]
