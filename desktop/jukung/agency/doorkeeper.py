"""What stands around every request: the turnstile, safe headers, the log, the last net."""

import logging
import time
from datetime import UTC, datetime

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from jukung.agency.turnstile import Turnstile, caller

LOG = logging.getLogger("jukung.receiver")

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


class Doorkeeper:
    """Lets in, and writes one line for each request.

    The line has the time, what was asked, the answer, the verdict, sizes and duration:
    no address, no name, and nothing of what was sent.
    """

    def __init__(self, app: ASGIApp, *, turnstile: Turnstile, behind_proxy: bool) -> None:
        self._app, self._turnstile, self._behind_proxy = app, turnstile, behind_proxy

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; other kinds of traffic pass through."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        address = self._caller(scope)
        outgoing = _Outgoing(scope, send)
        seconds = self._turnstile.enter(address)
        if seconds:
            await outgoing.say(429, "too often", {"Retry-After": str(int(seconds) + 1)})
            return
        try:
            await self._app(scope, receive, outgoing)
        except ClientDisconnect:
            outgoing.log("gone")
        except Exception as fault:  # noqa: BLE001 - one request must not end the others
            # Its type and no more: a fault's words may tell of what was sent.
            LOG.error("%s", type(fault).__name__)  # noqa: TRY400 - as just said
            await outgoing.say(500, "something went wrong here")
        finally:
            self._turnstile.leave(address)

    def _caller(self, scope: Scope) -> str:
        client = scope.get("client")
        forwarded = ",".join(Headers(scope=scope).getlist("x-forwarded-for"))
        return caller(client[0] if client else "", forwarded, behind_proxy=self._behind_proxy)


class _Outgoing:
    """The way back: adds headers, and remembers for the log."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self._scope, self._send = scope, send
        self._began = time.perf_counter()
        self._status = 0

    async def __call__(self, message: Message) -> None:
        """Send a part of the answer."""
        if message["type"] == "http.response.start":
            self._status = message["status"]
            headers = MutableHeaders(scope=message)
            for name, value in _HEADERS.items():
                headers[name] = value
        await self._send(message)
        if message["type"] == "http.response.body" and not message.get("more_body"):
            self.log(self._scope.get("state", {}).get("verdict", "-"))

    async def say(self, status: int, words: str, headers: dict[str, str] | None = None) -> None:
        """Answer in place of the receiver; nothing where an answer has begun."""
        if not self._status:
            answer = JSONResponse({"error": words}, status, headers=headers)
            answer.headers["Connection"] = "close"
            await answer(self._scope, _nothing, self)

    def log(self, outcome: str) -> None:
        """Write the line of this request."""
        route = self._scope.get("route")
        LOG.info(
            "%s %s %s %s %s %sB %.0fms",
            datetime.now(UTC).isoformat(timespec="seconds"),
            self._scope["method"] if self._scope["method"].isalpha() else "?",
            getattr(route, "path", "-"),
            self._status or "-",
            outcome,
            Headers(scope=self._scope).get("content-length", "0")[:12],
            1000 * (time.perf_counter() - self._began),
        )


async def _nothing() -> Message:
    return {"type": "http.disconnect"}
