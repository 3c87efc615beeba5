"""What a district carries goes to the province's receiver, and receipts come back at once."""

import base64
import binascii
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from jukung.agency import deeds, relay_files, relay_receipts, relays
from jukung.agency.office import Office, OfficeDesk
from jukung.agency.relay_files import Mandate
from jukung.domain import addresses, errors
from jukung.domain.errors import Refusal
from jukung.exchange.carriers.line import Broken, Line, Reply

_ANSWERED = frozenset({200, 202, 422})
Progress = Callable[[int, int | None], None]
Stopped = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Uploaded:
    """How many files were answered, how many receipts came, how many are left, and why."""

    sent: int
    receipts: int
    left: int
    trouble: Refusal | None = None


def upload(
    office: Office,
    *,
    address: str = "",
    proxy: str = addresses.SYSTEM,
    by: str = "",
    progress: Progress = lambda _done, _of: None,
    stopped: Stopped = lambda: False,
    open_line: Callable[..., Line] = Line,
) -> Uploaded:
    """Send everything that waits, oldest first; what was answered stands.

    Without an address the one in the province's permit. Refuses NoPermit, NothingToCarry,
    RelayAddressMissing, AgencyAddressWrong; and where nothing was answered what broke the line.
    """
    held, found = _waiting(office, address)
    sent = receipts = 0
    trouble: Refusal | None = None
    with open_line(address or held.province.address, proxy=proxy) as line:
        for digest, _name in found:
            trouble = errors.SendingStopped() if stopped() else None
            answer = trouble or _sent(line, relays.content_of(office, digest))
            if isinstance(answer, Refusal):
                trouble = answer
                break
            with office.changing(by=by) as desk:
                relays.mark_carried(desk, [digest])
                receipts += _taken(desk, held, answer)
            sent += 1
            progress(sent, len(found))
    if trouble is not None and not sent:
        raise trouble
    with office.changing(by=by) as desk:
        deeds.note(desk, "carry_on", detail=str(sent))
    return Uploaded(sent, receipts, len(found) - sent, trouble)


def _waiting(office: Office, address: str) -> tuple[Mandate, tuple[tuple[str, str], ...]]:
    with office.reading() as desk:
        held, found = relay_files.mandate(desk), relays.waiting(desk)
    if held is None:
        raise errors.NoPermit
    if not (address or held.province.address):
        raise errors.RelayAddressMissing(held.province.name)
    if not found:
        raise errors.NothingToCarry
    return held, found


def _sent(line: Line, content: bytes) -> Reply | Refusal:
    """The answer to a file, or why there is none."""
    headers = {"Content-Type": "application/octet-stream", "Content-Length": str(len(content))}
    try:
        reply = line.ask("POST", "/parcels", headers=headers, body=lambda: (content,))
    except Broken as broken:
        return broken.cause
    except Refusal as refusal:
        return refusal
    if reply.status in {429, 503}:
        return errors.AgencyBusy(line.host)
    if reply.status not in _ANSWERED or not isinstance(reply.facts.get("verdict"), str):
        return errors.NoReceiver(line.address)
    return reply


def _taken(desk: OfficeDesk, held: Mandate, reply: Reply) -> bool:
    """Keep the receipt that came back, if the province signed it."""
    text = reply.facts.get("receipt")
    if not isinstance(text, str):
        return False
    with suppress(Refusal, binascii.Error, ValueError):
        return relay_receipts.take_one(desk, held, base64.b64decode(text, validate=True))
    return False
