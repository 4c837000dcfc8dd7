"""uvicorn inside a running event loop, able to cut connections."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import Iterator

import uvicorn
from starlette.types import ASGIApp, Scope


def listening_socket(port: int) -> socket.socket:
    """A socket on 127.0.0.1; `port` 0 takes a free one. OSError if the port is taken."""
    # The protocol must be named, or asyncio leaves Nagle's algorithm on: 40 ms a request.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(("127.0.0.1", port))
    except OSError:
        listener.close()
        raise
    listener.listen(256)
    return listener


class Server(uvicorn.Server):
    """uvicorn inside a running event loop: it starts and stops at once and owns no signals."""

    def __init__(self, app: ASGIApp) -> None:
        config = uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            lifespan="off",
            timeout_keep_alive=75,
            ws="none",
            http="h11",
            proxy_headers=False,
        )
        super().__init__(config)
        self._ready = asyncio.Event()
        self._stop = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    async def begin(self, listener: socket.socket) -> None:
        """Serve on an open socket; returns when requests are accepted."""
        self._task = asyncio.create_task(self.serve(sockets=[listener]))
        await self._ready.wait()

    async def end(self) -> None:
        """Close all connections and stop."""
        self._stop.set()
        if self._task:
            await self._task

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Announce that the server is there."""
        await super().startup(sockets)
        self._ready.set()

    async def main_loop(self) -> None:
        """Do nothing but wait for the end; the connections look after themselves."""
        await self._stop.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Let open answers finish, then drop every connection."""
        for server in self.servers:
            server.close()
        for listener in sockets or []:
            listener.close()
        if self.server_state.tasks:
            await asyncio.wait(list(self.server_state.tasks), timeout=2)
        for connection in list(self.server_state.connections):
            connection.transport.abort()
        for server in self.servers:
            await server.wait_closed()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Signals belong to the program the server runs in."""
        yield

    def cut(self, scope: Scope) -> None:
        """Drop the connection a request came on, without an answer."""
        for connection in list(self.server_state.connections):
            if getattr(connection, "client", None) == tuple(scope["client"]):
                connection.transport.abort()
