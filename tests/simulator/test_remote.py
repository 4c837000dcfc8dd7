"""The same powers from another process: control over HTTP."""

from __future__ import annotations

import httpx
import pytest

from bot.simulator.actions import CannotDoError
from bot.simulator.remote import RemoteSimulator
from tests.support.simulator import simulator_process


@pytest.fixture
async def remote(simulator):
    async with RemoteSimulator(simulator.url) as remote:
        yield remote


async def test_people_act_and_hear_over_http(remote, raw):
    person = await remote.person("P", language_code="fa")
    await person.says("/start")
    update = (await raw.result("getUpdates"))[0]
    assert update["message"]["from"]["language_code"] == "fa"
    markup = {"inline_keyboard": [[{"text": "Ja", "callback_data": "1"}]]}
    await raw.result("sendMessage", chat_id=person.id, text="?", reply_markup=markup)
    assert (await person.hears()).text == "?"
    press = await person.presses("Ja")
    query = (await raw.result("getUpdates"))[-1]["callback_query"]
    await raw.result("answerCallbackQuery", callback_query_id=query["id"], text="gut")
    assert await press.answer() == {"text": "gut"}
    assert [one.text for one in await person.screen()] == ["/start", "?"]


async def test_a_file_can_be_sent_over_http(remote, raw):
    person = await remote.person("P")
    sent = await person.sends("document", data=b"\x00abc", name="a.bin")
    assert sent.json["document"]["file_size"] == 4
    got = await raw.client.get(f"{remote.url}/sim/files/{sent.json['document']['file_id']}")
    assert got.content == b"\x00abc"


async def test_groups_faults_time_and_the_journal_are_reachable(remote, raw, simulator):
    desk = await remote.forum()
    volunteer = await remote.person("V")
    await desk.admits(volunteer)
    await raw.result("createForumTopic", chat_id=desk.id, name="Fall")
    topic = await desk.topic("Fall")
    await volunteer.says("a", to=topic)
    fault = await remote.fault("sendMessage", code=500)
    assert (
        await raw.refusal("sendMessage", chat_id=desk.id, text="a") == "500 Internal Server Error"
    )
    assert await fault.hits() == 1
    before = simulator.clock.now()
    await remote.advance(3600)
    assert simulator.clock.now() - before >= 3600
    await raw.refusal("sendMessage", chat_id=desk.id)
    assert await remote.violations() == ["sendMessage: ['text: is missing']"]
    assert len(await remote.calls("sendMessage")) == 2
    simulator.journal.expect_violations()


async def test_what_cannot_be_done_is_told_in_a_sentence(remote):
    person = await remote.person("P")
    with pytest.raises(CannotDoError, match="There is no act dances; there are "):
        await person.act("dances")
    with pytest.raises(CannotDoError, match="says was given wrong arguments"):
        await person.act("says", txt="a")
    with pytest.raises(CannotDoError, match="nothing was written"):
        await person.says("  ")


async def test_other_web_sites_cannot_post_here(remote, raw):
    answer = await raw.client.post(f"{remote.url}/sim/people", content='{"first_name": "X"}')
    assert answer.status_code == 400
    assert answer.json() == {"error": "Send the arguments as application/json."}


async def test_a_simulator_runs_in_a_process_of_its_own_and_outlives_its_bot():
    async with simulator_process() as (remote, token):
        person = await remote.person("P")
        await person.says("/start")
        url = f"{remote.url}/bot{token}/getUpdates"
        for _ in range(2):
            async with httpx.AsyncClient() as client:
                updates = (await client.post(url, json={})).json()["result"]
                assert updates[0]["message"]["text"] == "/start"
