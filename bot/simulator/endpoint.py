"""One request to the Bot API from its arrival to its answer."""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable
from typing import Any

from starlette.requests import ClientDisconnect
from starlette.types import Receive, Scope, Send

from bot.simulator.errors import ApiError, unsupported
from bot.simulator.faults import Faults
from bot.simulator.journal import Entry, Journal
from bot.simulator.limits import Meter
from bot.simulator.methods import HANDLERS, Call
from bot.simulator.shapes import Violation
from bot.simulator.spec import MethodSpec, Spec
from bot.simulator.wire import Incoming, Upload, read_request, split_path
from bot.simulator.world import World

# Parameters of supported methods that stand for things the simulator does not have.
_MISSING = (
    "business_connection_id",
    "direct_messages_topic_id",
    "suggested_post_parameters",
    "inline_message_id",
    "allow_paid_broadcast",
)
_JSON_HEADERS = [(b"content-type", b"application/json")]
AnswerCheck = Callable[[str, Any], None]


class CutOffError(Exception):
    """The connection is to be dropped instead of answered."""


class Endpoint:
    """The Bot API as an ASGI application below `/bot<token>/`."""

    def __init__(self, world: World, spec: Spec, journal: Journal, faults: Faults) -> None:
        self._world = world
        self._spec = spec
        self._journal = journal
        self._faults = faults
        self.meter: Meter | None = None
        self.check_answer: AnswerCheck | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one HTTP request; raises CutOffError where the connection is to be dropped."""
        try:
            incoming = await read_request(scope, receive)
            code, body = await self._answered(incoming)
        except ApiError as refusal:
            code, body = refusal.code, refusal.answer()
        except CutOffError:
            raise
        except ClientDisconnect:
            # Half a request is none: its sender was killed, and nobody waits for an answer.
            raise CutOffError from None
        except Exception as error:
            # A mistake of the simulator itself must fail the test it happens in.
            mistake = ApiError(500, f"Internal Server Error: {error!r}", violation=True)
            self._note_unknown(split_path(scope["path"])[1], mistake)
            code, body = mistake.code, mistake.answer()
        payload = json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
        headers = [*_JSON_HEADERS, (b"content-length", str(len(payload)).encode())]
        await send({"type": "http.response.start", "status": code, "headers": headers})
        await send({"type": "http.response.body", "body": payload})

    async def _answered(self, incoming: Incoming) -> tuple[int, dict[str, Any]]:
        method = self._known(incoming)
        values, found = method.read(incoming.values)
        try:
            result = await self._carried_out(method, values, found)
        except ApiError as refusal:
            self._note(method, values, refusal, found)
            return refusal.code, refusal.answer()
        self._note(method, values, None, found)
        if self.check_answer:
            self.check_answer(method.name, result)
        return 200, {"ok": True, "result": result}

    def _known(self, incoming: Incoming) -> MethodSpec:
        if incoming.token != self._world.token:
            raise ApiError(401, "Unauthorized")
        method = self._spec.method(incoming.method)
        if method is None:
            refusal = ApiError(404, "Not Found: method not found", violation=True)
            self._note_unknown(incoming.method, refusal)
            raise refusal
        return method

    async def _carried_out(
        self, method: MethodSpec, values: dict[str, Any], found: list[Violation]
    ) -> Any:
        handler = HANDLERS.get(method.name)
        if handler is None:
            raise unsupported(f"the method {method.name}")
        if found:
            raise ApiError(400, found[0].wording, violation=True)
        for name in _MISSING:
            if values.get(name):
                raise unsupported(f"the parameter {name}")
        if self._world.logged_out and method.name != "logOut":
            raise ApiError(400, "Logged out")
        fault = self._faults.fitting(method.name, values.get("chat_id"))
        if fault:
            await fault.strike()
            if fault.cut == "before":
                raise CutOffError
        result = await self._applied(Call(self._world, method.name, values))
        if fault and fault.cut == "after":
            self._note(method, values, None, found)
            raise CutOffError
        return result

    async def _applied(self, call: Call) -> Any:
        if self.meter:
            self.meter.take(call.method, self._world.chats.get(call.get("chat_id")))
        result = HANDLERS[call.method](call)
        return await result if inspect.isawaitable(result) else result

    def _note(
        self,
        method: MethodSpec,
        values: dict[str, Any],
        refusal: ApiError | None,
        found: list[Violation],
    ) -> None:
        code, text = (refusal.code, refusal.description) if refusal else (200, "")
        small = {
            name: value.name if isinstance(value, Upload) else value
            for name, value in values.items()
        }
        entry = Entry(method.name, small, code, text, tuple(found), self._world.clock.now())
        self._journal.add(entry, broken=bool(refusal and refusal.violation))

    def _note_unknown(self, name: str, refusal: ApiError) -> None:
        now = self._world.clock.now()
        entry = Entry(name, {}, refusal.code, refusal.description, (), now)
        self._journal.add(entry, broken=True)
