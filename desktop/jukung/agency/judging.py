"""Parcels from the network before the same judge as those from a stick."""

import base64
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial

import anyio
from anyio import CapacityLimiter, to_thread
from sqlalchemy.exc import DBAPIError
from starlette.responses import JSONResponse

from jukung.agency import accept
from jukung.agency.accept import Judged
from jukung.agency.bodies import Refused
from jukung.agency.office import Office
from jukung.domain.errors import Refusal
from jukung.exchange.parcels.verdict import WORDS
from jukung.words import _

_TRIES = 4
_BUSY = {"Retry-After": "10"}
_TROUBLE = {"Retry-After": "60"}


@dataclass(slots=True)
class Bench:
    """Judges a few parcels at once; some may wait, more are sent away for now."""

    office: Office
    at_once: int
    waiting: int
    _limiter: CapacityLimiter | None = None
    _inside: int = field(default=0)

    async def judge(self, content: bytes) -> Judged:
        """The verdict on a file; refuses with 503 where there is too much to do."""
        if self._inside >= self.at_once + self.waiting:
            raise Refused(503, "busy", _BUSY)
        self._limiter = self._limiter or CapacityLimiter(self.at_once)
        self._inside += 1
        try:
            # Who goes away while it is judged asks again, and gets the same receipt.
            with anyio.CancelScope(shield=True):
                (judged,) = await to_thread.run_sync(
                    partial(_accept, self.office, content), limiter=self._limiter
                )
        except Refusal as refusal:
            raise Refused(503, refusal.code, _TROUBLE) from refusal
        except DBAPIError as fault:
            raise Refused(503, "busy", _BUSY) from fault
        finally:
            self._inside -= 1
        return judged


# Two who write at one moment may stand in each other's way on a server: nothing of the
# one that lost is stored, and the same bytes are judged again.
def _accept(office: Office, content: bytes) -> tuple[Judged, ...]:
    for _try in range(_TRIES - 1):
        with suppress(DBAPIError):
            return accept.accept(office, [content])
    return accept.accept(office, [content])


def answer(judged: Judged) -> JSONResponse:
    """What the sender is told: the verdict, and the receipt where there is one."""
    receipt = judged.receipt
    return JSONResponse(
        {
            "verdict": judged.verdict,
            "period": judged.period,
            "code": judged.code,
            "note": judged.note,
            "words": _(WORDS[judged.verdict]),
            "receipt": base64.b64encode(receipt).decode() if receipt is not None else None,
        },
        _status(judged),
    )


def _status(judged: Judged) -> int:
    if judged.verdict.is_counted:
        return 200
    return 422 if judged.verdict.is_rejected else 202
