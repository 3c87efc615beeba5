"""One parcel over a line: in pieces that are kept there, tried again while they arrive."""

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from jukung.domain import errors
from jukung.domain.errors import Refusal
from jukung.exchange.carriers.line import Broken, Line, Reply
from jukung.exchange.carriers.outbox import Outgoing
from jukung.exchange.parcels.verdict import Verdict

PIECE = 4096
_MOMENT = 0.25
_BUSY = frozenset({429, 503})
_SLOW_OR_MOVED_ON = frozenset({408, 409})
_NO_PIECES = frozenset({404, 405, 501})
_TYPE = {"Content-Type": "application/octet-stream"}

Stopped = Callable[[], bool]


class StopWanted(Exception):
    """A person stopped it."""


@dataclass(frozen=True, slots=True)
class _Again:
    """It did not work this time: what is said at last, and the wait that was asked for."""

    trouble: Refusal
    wait: float = 0.0
    reached: bool = True


@dataclass(slots=True)
class _Delivery:
    """How far a parcel is."""

    line: Line
    each: Outgoing
    stopped: Stopped
    there: int | None
    """Bytes that the agency has; None where it has to be asked."""
    in_pieces: bool = True

    def attempt(self) -> Reply | _Again:
        """Send what is not there yet; the answer, or why to try again."""
        try:
            if self.there is None:
                self.there = self._ask()
            reply = self._send_rest(self.there) if self.in_pieces else self._send_whole()
        except Broken as broken:
            if broken.reached:
                self._look_how_far()
            return _Again(broken.cause, reached=broken.reached)
        if self.in_pieces and reply.status in _NO_PIECES:
            # A proxy that lets no PATCH through, or a receiver without it.
            self.in_pieces = False
            return self.attempt()
        return self._meaning(reply)

    def _meaning(self, reply: Reply) -> Reply | _Again:
        spoilt = self.there and reply.facts.get("verdict") == Verdict.REJECT_DAMAGED
        if reply.status not in _BUSY | _SLOW_OR_MOVED_ON and not spoilt:
            return reply
        said = reply.number("upload-offset")
        self.there = 0 if spoilt or not self.in_pieces else self._bounded(said)
        if reply.status not in _BUSY:
            return _Again(errors.LineBroke(self.line.host))
        busy = errors.AgencyBusy(self.line.host)
        wait = reply.number("retry-after") or 0
        if wait > self.line.patience.longest_pause:
            raise busy
        return _Again(busy, wait)

    def _look_how_far(self) -> None:
        try:
            self.there = self._ask() if self.in_pieces else 0
        except Broken:
            self.there = None

    def _ask(self) -> int:
        reply = self.line.ask("HEAD", f"/parcels/{self.each.name}")
        return self._bounded(reply.number("upload-offset")) or 0

    def _bounded(self, offset: int | None) -> int | None:
        return 0 if offset is not None and offset > len(self.each.content) else offset

    def _send_rest(self, offset: int) -> Reply:
        size = len(self.each.content)
        headers = _TYPE | {
            "Content-Length": str(size - offset),
            "Upload-Offset": str(offset),
            "Upload-Length": str(size),
        }
        body = partial(_pieces, self.each.content[offset:], self.stopped)
        return self.line.ask("PATCH", f"/parcels/{self.each.name}", headers=headers, body=body)

    def _send_whole(self) -> Reply:
        headers = _TYPE | {"Content-Length": str(len(self.each.content))}
        body = partial(_pieces, self.each.content, self.stopped)
        return self.line.ask("POST", "/parcels", headers=headers, body=body)


def deliver(line: Line, each: Outgoing, stopped: Stopped) -> Reply:
    """The answer to a parcel; only tries that bring no byte further are counted.

    Raises StopWanted; refuses what `Line.ask` refuses, AgencyBusy, and the cause of
    a line that broke too often.
    """
    patience = line.patience
    # Asking first costs a journey; where nothing was begun there is nothing to ask.
    delivery = _Delivery(line, each, stopped, None if each.begun else 0)
    furthest, tries, pause = 0, 0, patience.first_pause
    while True:
        outcome = delivery.attempt()
        if isinstance(outcome, Reply):
            return outcome
        if (delivery.there or 0) > furthest:
            furthest, tries, pause = delivery.there or 0, 0, patience.first_pause
        tries += 1
        if tries >= (patience.tries if outcome.reached else patience.tries_unreached):
            raise outcome.trouble
        _wait(line, outcome.wait or pause, stopped)
        pause = min(2 * pause, patience.longest_pause)


def _pieces(content: bytes, stopped: Stopped) -> Iterable[bytes]:
    for start in range(0, len(content), PIECE):
        if stopped():
            raise StopWanted
        yield content[start : start + PIECE]


# A little by chance, so that a whole province does not come back in the same second.
def _wait(line: Line, seconds: float, stopped: Stopped) -> None:
    left = seconds * (1 + random.random() / 2)  # noqa: S311 - no secret
    while left > 0 and not stopped():
        line.patience.pause(min(left, _MOMENT))
        left -= _MOMENT
    if stopped():
        raise StopWanted
