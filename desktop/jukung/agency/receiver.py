"""The agency's door on the network: sealed parcels in, receipts out.

    GET   /health            whether parcels can be taken; never a figure
    GET   /card              the agency's identity card
    POST  /parcels           a whole parcel
    HEAD  /parcels/{sha256}  how much of a parcel is here
    PATCH /parcels/{sha256}  the next piece of it

`RECEIVER.md` beside this file says how to run it and what it answers.
"""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib import metadata

from anyio import CapacityLimiter, to_thread
from sqlalchemy import select
from sqlmodel import col
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from jukung.agency import bodies, judging, public_card
from jukung.agency.accept import Judged
from jukung.agency.bodies import Refused, Shelf
from jukung.agency.doorkeeper import Doorkeeper
from jukung.agency.judging import Bench
from jukung.agency.office import Office, fetch_keys
from jukung.agency.tables import OfficeRow
from jukung.agency.turnstile import Turnstile
from jukung.agency.uploads import LengthWrong, OffsetWrong, PenLost, Uploads
from jukung.exchange.parcels import envelope
from jukung.exchange.parcels.verdict import Verdict

CARD_TYPE = "application/vnd.jukung.card"
_NAME = re.compile(r"[0-9a-f]{64}")
_MEBIBYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is taken at once, and how long is waited for it."""

    largest: int = envelope.LARGEST_FILE
    body_seconds: float = 20.0
    per_minute: int = 60
    burst: int = 60
    at_once: int = 8
    """Requests of one address."""
    judged_at_once: int = 4
    waiting: int = 32
    shelf_bytes: int = 32 * _MEBIBYTE
    uploads: int = 256
    upload_bytes: int = 16 * _MEBIBYTE
    upload_seconds: float = 3600.0


def receiver(
    office: Office,
    *,
    limits: Limits | None = None,
    behind_proxy: bool = False,
    clock: Callable[[], float] = time.monotonic,
) -> Starlette:
    """The receiver of an open agency; refuses AgencyKeysMissing."""
    bounds = limits or Limits()
    with office.reading() as desk:
        fetch_keys(desk.profile)
    turnstile = Turnstile(
        per_minute=bounds.per_minute, burst=bounds.burst, at_once=bounds.at_once, clock=clock
    )
    door = _Door(office, limits=bounds, clock=clock)
    app = Starlette(
        routes=[
            Route("/health", door.health, methods=["GET"]),
            Route("/card", door.card, methods=["GET"]),
            Route("/parcels", door.post, methods=["POST"]),
            Route("/parcels/{name}", door.piece, methods=["HEAD", "PATCH"]),
        ],
        exception_handlers={Refused: _refuse, HTTPException: _refuse_plainly},
        middleware=[Middleware(Doorkeeper, turnstile=turnstile, behind_proxy=behind_proxy)],
    )
    app.router.redirect_slashes = False
    return app


class _Door:
    """The answers to each kind of request."""

    def __init__(self, office: Office, *, limits: Limits, clock: Callable[[], float]) -> None:
        self._office = office
        self._limits = limits
        self._bench = Bench(office, limits.judged_at_once, limits.waiting)
        self._shelf = Shelf(limits.shelf_bytes)
        self._looking = CapacityLimiter(1)
        self._uploads = Uploads(
            most=limits.uploads,
            most_bytes=limits.upload_bytes,
            seconds=limits.upload_seconds,
            clock=clock,
        )

    async def health(self, _request: Request) -> Response:
        """Whether the file can be read; who this is, and what time it is here."""
        facts: dict[str, object] = {"ok": True, "version": _version()}
        try:
            facts |= await to_thread.run_sync(
                partial(_facts_of, self._office), limiter=self._looking
            )
        except Exception:  # noqa: BLE001 - whatever it is, parcels cannot be taken now
            return JSONResponse(facts | {"ok": False}, 503, headers={"Retry-After": "60"})
        return JSONResponse(facts)

    async def card(self, _request: Request) -> Response:
        """The card that libraries join with, as it is now: keys and address may change."""
        content = await to_thread.run_sync(partial(_card_of, self._office), limiter=self._looking)
        return Response(content, media_type=CARD_TYPE)

    async def post(self, request: Request) -> Response:
        """A parcel in one piece."""
        length = bodies.length_of(request, largest=self._limits.largest)
        if not length:
            raise Refused(400, "the body is empty")
        content = await bodies.whole(
            request, length=length, seconds=self._limits.body_seconds, shelf=self._shelf
        )
        return _told(request, await self._bench.judge(content))

    async def piece(self, request: Request) -> Response:
        """How much of a parcel is here, or the next piece of it."""
        name = request.path_params["name"]
        if _NAME.fullmatch(name) is None:
            raise HTTPException(404)
        if request.method == "HEAD":
            return Response(headers={"Upload-Offset": str(self._uploads.offset(name))})
        return await self._patch(request, name)

    async def _patch(self, request: Request, name: str) -> Response:
        size = bodies.length_of(request, largest=self._limits.largest)
        length = bodies.number(request, "upload-length")
        offset = bodies.number(request, "upload-offset")
        if length > self._limits.largest:
            raise Refused(413, f"at most {self._limits.largest} bytes")
        if not length or offset + size > length or (not size and offset < length):
            raise Refused(400, "the piece does not fit into the whole")
        try:
            content = await self._take(request, name, offset=offset, length=length)
        except OffsetWrong as fault:
            raise Refused(409, "go on at Upload-Offset", _at(fault.offset)) from fault
        except (PenLost, LengthWrong) as fault:
            raise Refused(409, "begin again", _at(self._uploads.offset(name))) from fault
        except Refused as refused:
            refused.headers |= _at(self._uploads.offset(name))
            raise
        if content is None:
            return Response(status_code=204, headers=_at(self._uploads.offset(name)))
        if not content:
            return _told(request, Judged("", Verdict.REJECT_DAMAGED))
        judged = await self._bench.judge(content)
        self._uploads.forget(name)
        return _told(request, judged)

    async def _take(self, request: Request, name: str, *, offset: int, length: int) -> bytes | None:
        pen = self._uploads.begin(name, offset=offset, length=length)
        async for piece in bodies.pieces(request, seconds=self._limits.body_seconds):
            self._uploads.write(pen, piece)
        return self._uploads.whole(pen)


def _facts_of(office: Office) -> dict[str, object]:
    with office.reading() as desk:
        desk.session.execute(select(col(OfficeRow.uid))).one()
        return {
            "agency": desk.profile.code,
            "fingerprint": desk.profile.fingerprint,
            "time": desk.now.isoformat(timespec="seconds"),
        }


def _card_of(office: Office) -> bytes:
    with office.reading() as desk:
        return public_card.content(desk)


def _told(request: Request, judged: Judged) -> Response:
    request.state.verdict = str(judged.verdict)
    return judging.answer(judged)


def _at(offset: int) -> dict[str, str]:
    return {"Upload-Offset": str(offset)}


def _refuse(_request: Request, fault: Exception) -> Response:
    refused = fault if isinstance(fault, Refused) else Refused(500, "")
    answer = JSONResponse({"error": refused.words}, refused.status, headers=refused.headers)
    # What was not read would be taken for the next request.
    answer.headers["Connection"] = "close"
    return answer


def _refuse_plainly(_request: Request, fault: Exception) -> Response:
    status = fault.status_code if isinstance(fault, HTTPException) else 500
    words = {404: "nothing here", 405: "not this way"}.get(status, "no")
    headers = dict(fault.headers or {}) if isinstance(fault, HTTPException) else {}
    return JSONResponse({"error": words}, status, headers=headers | {"Connection": "close"})


def _version() -> str:
    try:
        return metadata.version("jukung")
    except metadata.PackageNotFoundError:
        return "0"
