"""The receiver on a socket: opened, told, and closed again without losing a request."""

import asyncio
import errno
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import h11
import uvicorn
from starlette.applications import Starlette
from typing_extensions import override
from uvicorn.protocols.http.h11_impl import H11Protocol

from jukung.domain import errors

HEAD_SECONDS = 20.0
_HIGHEST_PORT = 65_535
_LONGEST_HEAD = 16 * 1024
_MOST_AT_ONCE = 256
_STOP_SECONDS = 30


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens; port 0 takes a free one.

    Refuses AddressTaken, ListeningRefused.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    if not 0 <= port <= _HIGHEST_PORT:
        raise errors.ListeningRefused(f"{host}:{port}")
    try:
        return socket.create_server((host, port), family=family, backlog=_MOST_AT_ONCE)
    except OSError as fault:
        taken = fault.errno == errno.EADDRINUSE
        refusal = errors.AddressTaken if taken else errors.ListeningRefused
        raise refusal(f"{host}:{port}") from fault


def address_of(listening: socket.socket) -> str:
    """Where it is reached on this computer."""
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


class Serving(uvicorn.Server):
    """A server that ends at Ctrl+C or SIGTERM once every request is answered."""

    def __init__(self, app: Starlette) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                http=_PunctualProtocol,
                ws="none",
                lifespan="off",
                loop="asyncio",
                log_config=None,
                access_log=False,
                # The doorkeeper decides whom to believe.
                proxy_headers=False,
                server_header=False,
                limit_concurrency=_MOST_AT_ONCE,
                timeout_graceful_shutdown=_STOP_SECONDS,
                h11_max_incomplete_event_size=_LONGEST_HEAD,
            )
        )

    @contextmanager
    @override
    def capture_signals(self) -> Iterator[None]:
        """Take signals as a wish to end, and not once more afterwards.

        Uvicorn would raise them again, and the agency's file would not be closed.
        """
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {each: signal.signal(each, self.handle_exit) for each in _signals()}
        try:
            yield
        finally:
            for each, handler in before.items():
                signal.signal(each, handler)


def serve(app: Starlette, listening: socket.socket, *, ready: Callable[[], None]) -> None:
    """Answer requests until a signal comes; `ready` is called before the first one."""
    with listening:
        ready()
        Serving(app).run(sockets=[listening])


class _PunctualProtocol(H11Protocol):
    """A connection that must say within some seconds what it wants."""

    _late: asyncio.TimerHandle | None = None

    @override
    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self._expect()

    @override
    def connection_lost(self, exc: Exception | None) -> None:
        self._relax()
        super().connection_lost(exc)

    @override
    def handle_events(self) -> None:
        super().handle_events()
        if self.conn.their_state is not h11.IDLE:
            self._relax()

    @override
    def on_response_complete(self) -> None:
        super().on_response_complete()
        if not self.transport.is_closing() and self.conn.their_state is h11.IDLE:
            self._expect()

    def _expect(self) -> None:
        self._relax()
        self._late = self.loop.call_later(HEAD_SECONDS, self.transport.close)

    def _relax(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None


def _signals() -> tuple[signal.Signals, ...]:
    return (signal.SIGINT, signal.SIGTERM)
