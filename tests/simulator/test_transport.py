"""HTTP: every way of asking that Telegram's own server understands."""

from __future__ import annotations

import asyncio
import json

import httpx
import pytest

from bot.simulator import Simulator
from tests.simulator.conftest import Raw


async def test_a_request_may_come_by_query_form_or_json(simulator, raw, newcomer):
    values = {"chat_id": newcomer.id, "text": "ä"}
    url = f"{raw.base}/sendMessage"
    answers = [
        await raw.client.get(url, params=values),
        await raw.client.post(url, data=values),
        await raw.client.post(url, json=values),
        await raw.client.post(
            url, files={"chat_id": (None, str(newcomer.id)), "text": (None, "ä")}
        ),
    ]
    assert [answer.json()["result"]["text"] for answer in answers] == ["ä"] * 4


async def test_nested_values_in_forms_are_json_texts(raw, newcomer):
    markup = {"inline_keyboard": [[{"text": "Ja", "callback_data": "1"}]]}
    form = {"chat_id": newcomer.id, "text": "?", "reply_markup": json.dumps(markup)}
    answer = await raw.client.post(f"{raw.base}/sendMessage", data=form)
    assert answer.json()["result"]["reply_markup"] == markup


async def test_a_text_that_looks_like_a_number_stays_a_text(raw, newcomer):
    form = {"chat_id": newcomer.id, "text": "112"}
    answer = await raw.client.post(f"{raw.base}/sendMessage", data=form)
    assert answer.json()["result"]["text"] == "112"


async def test_the_colon_of_the_token_may_be_escaped(simulator, raw):
    token = simulator.token.replace(":", "%3A")
    answer = await raw.client.get(f"{simulator.url}/bot{token}/getMe")
    assert answer.json()["result"]["is_bot"] is True


async def test_names_of_methods_are_found_in_any_case(raw):
    assert (await raw.result("GETME"))["is_bot"] is True


async def test_a_wrong_token_is_unauthorized(simulator, raw):
    answer = await raw.client.get(f"{simulator.url}/bot1:wrong/getMe")
    assert answer.status_code == 401
    assert answer.json() == {"ok": False, "error_code": 401, "description": "Unauthorized"}


async def test_an_unknown_method_is_not_found_and_noted(simulator, raw):
    assert await raw.refusal("sendMesage", chat_id=1) == "404 Not Found: method not found"
    assert [entry.method for entry in simulator.journal.violations] == ["sendMesage"]
    simulator.journal.expect_violations()


async def test_a_method_without_support_is_refused_loudly(simulator, raw):
    refusal = await raw.refusal("getMyStarBalance")
    assert refusal.startswith("501 Not Implemented: the simulator does not support the method")
    simulator.journal.expect_violations()


async def test_a_broken_body_is_a_bad_request(raw):
    answer = await raw.client.post(
        f"{raw.base}/getMe", content=b"{", headers={"content-type": "application/json"}
    )
    assert answer.json()["description"] == "Bad Request: can't parse the request body"


async def test_an_uploaded_file_can_be_downloaded_again(simulator, raw, newcomer):
    files = {"document": ("brief.txt", b"Guten Tag", "text/plain")}
    sent = await raw.client.post(
        f"{raw.base}/sendDocument", data={"chat_id": newcomer.id}, files=files
    )
    document = sent.json()["result"]["document"]
    assert document["file_name"] == "brief.txt"
    where = await raw.result("getFile", file_id=document["file_id"])
    path = where["file_path"]
    got = await raw.client.get(f"{simulator.url}/file/bot{simulator.token}/{path}")
    assert got.content == b"Guten Tag"
    other = await raw.client.get(f"{simulator.url}/file/botwrong/{path}")
    assert other.status_code == 404


async def test_a_file_without_a_reference_is_refused(simulator, raw, newcomer):
    files = {"stray": ("a.txt", b"a", "text/plain")}
    values = {"chat_id": newcomer.id, "text": "a"}
    answer = await raw.client.post(f"{raw.base}/sendMessage", data=values, files=files)
    assert answer.status_code == 400
    simulator.journal.expect_violations()


async def test_two_simulators_serve_side_by_side():
    async with Simulator() as one, Simulator() as other, httpx.AsyncClient() as client:
        assert one.url != other.url
        answer = await client.get(f"{other.url}/bot{other.token}/getMe")
        assert answer.json()["ok"] is True


async def test_a_taken_port_is_an_error_at_once():
    async with Simulator() as one:
        port = int(one.url.rpartition(":")[2])
        with pytest.raises(OSError, match="in use"):
            await Simulator(port=port).start()


async def test_the_page_is_served_at_the_root(simulator, raw: Raw):
    answer = await raw.client.get(f"{simulator.url}/")
    assert answer.headers["content-type"].startswith("text/html")


async def test_half_a_request_is_none(simulator):
    address = httpx.URL(simulator.url)
    reader, writer = await asyncio.open_connection(address.host, address.port)
    head = f"POST /bot{simulator.token}/sendMessage HTTP/1.1\r\nHost: localhost\r\n"
    kind = "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\n"
    writer.write((head + kind + "chat_id=").encode())
    await writer.drain()
    writer.write_eof()

    assert await reader.read() == b""
    assert simulator.journal.calls() == []
    writer.close()
