"""Faults on demand, and Telegram's real limits."""

from __future__ import annotations

import asyncio
import time

import httpx
import pytest
from telegram.error import ChatMigrated, NetworkError, RetryAfter

from bot.simulator import Limits, Rate, Simulator
from tests.simulator.conftest import Raw


async def test_a_refusal_strikes_once_and_applies_nothing(simulator, raw, newcomer):
    simulator.fault("sendMessage", code=429, retry_after=3)
    answer = await raw("sendMessage", chat_id=newcomer.id, text="a")
    assert answer == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 3",
        "parameters": {"retry_after": 3},
    }
    await newcomer.hears_nothing(within=0)
    await raw.result("sendMessage", chat_id=newcomer.id, text="a")


async def test_a_fault_may_be_for_one_chat_only(simulator, raw, newcomer):
    other = simulator.person("O")
    await other.says("a")
    simulator.fault("sendMessage", chat_id=other.id, code=500, times=None)
    await raw.result("sendMessage", chat_id=newcomer.id, text="a")
    for _ in range(3):
        refusal = await raw.refusal("sendMessage", chat_id=other.id, text="a")
        assert refusal == "500 Internal Server Error"


async def test_the_telegram_library_understands_faults(simulator, bot, newcomer):
    simulator.fault(code=429, retry_after=7)
    with pytest.raises(RetryAfter):
        await bot.send_message(newcomer.id, "a")
    words = "Bad Request: group chat was upgraded to a supergroup chat"
    simulator.fault(code=400, description=words, migrate_to=-1009)
    with pytest.raises(ChatMigrated) as moved:
        await bot.send_message(newcomer.id, "a")
    assert moved.value.new_chat_id == -1009


@pytest.mark.parametrize(("cut", "texts"), [("before", []), ("after", ["a"])])
async def test_a_connection_can_be_cut_before_or_after_applying(
    simulator, raw, bot, newcomer, cut, texts
):
    fault = simulator.fault("sendMessage", cut=cut)
    with pytest.raises(NetworkError):
        await bot.send_message(newcomer.id, "a")
    assert fault.hits == 1
    assert [message.text for message in await newcomer.screen()] == ["/start", *texts]
    await bot.send_message(newcomer.id, "b")
    assert (await newcomer.screen())[-1].text == "b"


async def test_a_request_can_be_held_back_until_it_is_released(simulator, raw, newcomer):
    fault = simulator.fault("sendMessage", hold=True)
    sending = asyncio.create_task(raw.result("sendMessage", chat_id=newcomer.id, text="a"))
    await fault.struck()
    assert not sending.done()
    assert len(await newcomer.screen()) == 1
    fault.release()
    assert (await asyncio.wait_for(sending, 5))["text"] == "a"


async def test_an_answer_can_be_late(simulator, raw, newcomer):
    simulator.fault("sendMessage", delay=0.05)
    before = time.monotonic()
    await raw.result("sendMessage", chat_id=newcomer.id, text="a")
    assert time.monotonic() - before >= 0.05


async def test_a_fault_for_any_method_spares_getupdates(simulator, raw):
    simulator.fault(code=502)
    assert await raw.result("getUpdates") == []
    assert await raw.refusal("getMe") == "502 Bad Gateway"


async def test_waiting_for_a_fault_that_never_strikes_ends(simulator):
    with pytest.raises(TimeoutError, match="No 1 calls of sendMessage"):
        await simulator.fault("sendMessage", code=400).struck(timeout=0.01)


async def test_a_group_takes_twenty_messages_a_minute():
    async with Simulator(limits=Limits()) as simulator, httpx.AsyncClient() as client:
        raw = Raw(simulator, client)
        desk = simulator.forum()
        for number in range(20):
            simulator.clock.advance(0.5)
            await raw.result("sendMessage", chat_id=desk.id, text=str(number))
        refused = await raw("sendMessage", chat_id=desk.id, text="x")
        assert refused["error_code"] == 429
        wait = refused["parameters"]["retry_after"]
        assert 45 <= wait <= 51
        simulator.clock.advance(wait)
        await raw.result("sendMessage", chat_id=desk.id, text="x")


async def test_edits_and_new_topics_count_like_messages_but_typing_does_not():
    limits = Limits(group=Rate(2, 60))
    async with Simulator(limits=limits) as simulator, httpx.AsyncClient() as client:
        raw = Raw(simulator, client)
        desk = simulator.forum()
        sent = await raw.result("sendMessage", chat_id=desk.id, text="a")
        await raw.result("sendChatAction", chat_id=desk.id, action="typing")
        where = {"chat_id": desk.id, "message_id": sent["message_id"]}
        await raw.result("editMessageText", text="b", **where)
        refusal = await raw.refusal("createForumTopic", chat_id=desk.id, name="t")
        assert refusal.startswith("429 Too Many Requests: retry after")


async def test_one_person_may_get_a_burst_but_not_a_flood():
    async with Simulator(limits=Limits()) as simulator, httpx.AsyncClient() as client:
        raw = Raw(simulator, client)
        person = simulator.person("P")
        await person.says("a")
        answers = [await raw("sendMessage", chat_id=person.id, text="b") for _ in range(4)]
        assert [answer["ok"] for answer in answers] == [True, True, True, False]
