"""Requests as they come over HTTP: query, form, JSON and multipart bodies."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from starlette.datastructures import UploadFile
from starlette.requests import ClientDisconnect, Request
from starlette.types import Receive, Scope

from bot.simulator.errors import bad

MAX_BODY = 60 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Upload:
    """A file sent along with a request."""

    name: str
    mime: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Incoming:
    """A request to the Bot API, before its values are read by type."""

    token: str
    method: str
    values: dict[str, Any]


def split_path(path: str) -> tuple[str, str]:
    """Token and method of `/bot<token>/<method>`; the method is "" if it is missing."""
    token, _, method = path.removeprefix("/bot").partition("/")
    return token, method.strip("/")


async def read_request(scope: Scope, receive: Receive) -> Incoming:
    """Read a whole request.

    Raises:
        ApiError: the refusal of a body that cannot be read.
        ClientDisconnect: the caller went away before the whole request was there.
    """
    token, method = split_path(scope["path"])
    values: dict[str, Any] = dict(_pairs(scope["query_string"].decode("latin-1")))
    kind = _content_type(scope)
    if kind == "multipart/form-data":
        values |= await _multipart(Request(scope, receive))
    elif scope["method"] == "POST":
        values |= _decoded(await _body(receive), kind)
    return Incoming(token, method, values)


def _content_type(scope: Scope) -> str:
    for name, value in scope["headers"]:
        if name == b"content-type":
            text: str = value.decode("latin-1")
            return text.partition(";")[0].strip().lower()
    return ""


def _pairs(text: str) -> list[tuple[str, str]]:
    return parse_qsl(text, keep_blank_values=True)


def _decoded(body: bytes, kind: str) -> dict[str, Any]:
    if not body:
        return {}
    try:
        if kind == "application/json":
            values = json.loads(body)
            if not isinstance(values, dict):
                raise ValueError("an object is expected")
            return values
        return dict(_pairs(body.decode()))
    except ValueError:
        raise bad("can't parse the request body") from None


async def _body(receive: Receive) -> bytes:
    parts: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientDisconnect
        part = message.get("body", b"")
        parts.append(part)
        size += len(part)
        if size > MAX_BODY:
            raise bad("request entity too large")
        if not message.get("more_body"):
            return b"".join(parts)


async def _multipart(request: Request) -> dict[str, Any]:
    values: dict[str, Any] = {}
    async with request.form(max_part_size=MAX_BODY) as form:
        for name, item in form.multi_items():
            if isinstance(item, UploadFile):
                mime = item.content_type or "application/octet-stream"
                values[name] = Upload(item.filename or "file", mime, await item.read())
            else:
                values[name] = item
    return values
