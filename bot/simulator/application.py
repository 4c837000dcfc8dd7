"""What is served where: Bot API, files, control interface and page."""

from __future__ import annotations

from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Receive, Scope, Send

from bot.simulator.control import Control, ControlRoutes
from bot.simulator.endpoint import CutOffError, Endpoint
from bot.simulator.server import Server

_PAGE = Path(__file__).with_name("page")
_NOT_FOUND = {"ok": False, "error_code": 404, "description": "Not Found"}


class Application:
    """Routes requests: `/bot…` to the Bot API, the rest by a table."""

    def __init__(self, endpoint: Endpoint, control: Control) -> None:
        self._endpoint = endpoint
        self._world = control.world
        self.server: Server | None = None
        self._rest = Starlette(
            routes=[
                Route("/file/bot{path:path}", self._file),
                *ControlRoutes(control).routes(),
                Mount("/", StaticFiles(directory=_PAGE, html=True)),
            ]
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or not scope["path"].startswith("/bot"):
            await self._rest(scope, receive, send)
            return
        try:
            await self._endpoint(scope, receive, send)
        except CutOffError:
            if self.server:
                self.server.cut(scope)

    async def _file(self, request: Request) -> Response:
        token, _, path = request.path_params["path"].partition("/")
        stored = self._world.files.at(path) if token == self._world.token else None
        if stored is None:
            return JSONResponse(_NOT_FOUND, status_code=404)
        return Response(stored.data, media_type=stored.mime)
