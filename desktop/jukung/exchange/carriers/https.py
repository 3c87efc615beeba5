"""Parcels over the internet: each goes on where it broke off, and a receipt comes back.

Only while a person waits for it. The library believes nothing that the other side
says, but for a receipt that the agency signed.
"""

import base64
import binascii
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from jukung import places
from jukung.domain import addresses, errors
from jukung.domain.errors import Refusal
from jukung.domain.months import Month
from jukung.exchange.carriers.delivery import Stopped, StopWanted, deliver
from jukung.exchange.carriers.line import Broken, Line, Reply
from jukung.exchange.carriers.outbox import Outbox, Outgoing
from jukung.exchange.parcels import answering, export, receipt
from jukung.exchange.parcels.verdict import Verdict
from jukung.library.desk import Library

_ANSWERED = frozenset({200, 202, 422})

Progress = Callable[[int, int | None], None]


@dataclass(frozen=True, slots=True)
class Answered:
    """What the agency said of one parcel."""

    seq: int
    month: Month
    verdict: Verdict
    note: str = ""
    """The fingerprint of an unknown key, or the place that is wrong."""


@dataclass(frozen=True, slots=True)
class Delivered:
    """What came of sending, and what ended it early."""

    sent: tuple[Answered, ...]
    """Parcels that the agency counts; its receipts were read."""

    refused: tuple[Answered, ...]
    """Parcels that it holds or rejects."""

    receipts: int
    """How many receipts told something new."""

    left: int
    """Parcels that still have no receipt."""

    trouble: Refusal | None = None


@dataclass(slots=True)
class _Run:
    """One sending under way."""

    library: Library
    line: Line
    outbox: Outbox
    stopped: Stopped
    sent: list[Answered] = field(default_factory=list)
    refused: list[Answered] = field(default_factory=list)
    receipts: int = 0


def send(
    library: Library,
    address: str,
    *,
    progress: Progress,
    stopped: Stopped,
    proxy: str = addresses.SYSTEM,
    open_line: Callable[..., Line] = Line,
) -> Delivered:
    """Send every parcel without a receipt, oldest first; `open_line` is for tests.

    What was reached before trouble stands and is told with it. Refuses NotJoined,
    NothingToSend, AgencyAddressMissing, AgencyAddressWrong, ProxyWrong; and where
    nothing was answered at all SendingStopped, NoNetwork, AgencyUnreachable,
    AgencyCertificateWrong, AgencyBusy, AgencyMoved, NoReceiver, ProxyRefuses,
    LineBroke, ReceiptForged, ReceiptForOther, ReceiptContradicts.
    """
    with open_line(address, proxy=proxy) as line:
        parcels, recipients = export.to_send(library)
        run = _Run(library, line, Outbox(places.outbox()), stopped)
        outgoing = tuple(run.outbox.put(each, recipients) for each in parcels)
        run.outbox.keep_only(outgoing)
        _send_answer(run)
        trouble = _send_all(run, outgoing, progress)
    left = _waiting(library)
    if trouble is not None and not run.sent and not run.refused:
        raise trouble
    return Delivered(tuple(run.sent), tuple(run.refused), run.receipts, len(left), trouble)


def _send_answer(run: _Run) -> None:
    """Send the answer to an invitation first; where it does not arrive it goes again."""
    with run.library.reading() as desk:
        answer = answering.answer(desk)
    if answer is None:
        return
    headers = {"Content-Type": "application/octet-stream", "Content-Length": str(len(answer))}
    with suppress(Broken, Refusal):
        run.line.ask("POST", "/parcels", headers=headers, body=lambda: (answer,))


def _send_all(run: _Run, outgoing: tuple[Outgoing, ...], progress: Progress) -> Refusal | None:
    progress(0, len(outgoing))
    for done, each in enumerate(outgoing, start=1):
        try:
            # The receipt of an earlier one may have told of this one, too.
            if done == 1 or (each.parcel.epoch, each.parcel.seq) in _waiting(run.library):
                _take(run, each, deliver(run.line, each, run.stopped))
                run.outbox.take_out(each)
        except StopWanted:
            return errors.SendingStopped()
        except Refusal as refusal:
            return refusal
        progress(done, len(outgoing))
    return None


def _waiting(library: Library) -> frozenset[tuple[str, int]]:
    with library.reading() as desk:
        return frozenset((each.epoch, each.seq) for each in export.waiting(desk))


def _take(run: _Run, each: Outgoing, reply: Reply) -> None:
    """Believe the receipt, and nothing else, of what came back."""
    said = _verdict(reply)
    if reply.status not in _ANSWERED or said is None:
        raise errors.NoReceiver(run.line.address)
    content = _receipt(reply)
    if content is None:
        if said.is_counted:
            raise errors.NoReceiver(run.line.address)
        run.refused.append(_answered(each, said, reply))
        return
    signed = _read_receipt(run, each, content)
    verdict = signed or said
    counted = (each.parcel.epoch, each.parcel.seq) not in _waiting(run.library)
    (run.sent if counted else run.refused).append(_answered(each, verdict, reply))


def _read_receipt(run: _Run, each: Outgoing, content: bytes) -> Verdict | None:
    """Verify and keep a receipt; gives what it says of this parcel."""
    with run.library.changing() as desk:
        try:
            read = receipt.read_receipt(desk, content, run.line.host)
        except errors.ReceiptOld:
            # One from before: a newer one told already what there is to know.
            return None
        run.receipts += read.changed
        export.mark_written(desk, [(each.parcel.epoch, each.parcel.seq)])
    verdicts = [item.verdict for item in read.items if item.hash == each.hash]
    return verdicts[-1] if verdicts else None


def _verdict(reply: Reply) -> Verdict | None:
    try:
        return Verdict(str(reply.facts.get("verdict")))
    except ValueError:
        return None


def _receipt(reply: Reply) -> bytes | None:
    text = reply.facts.get("receipt")
    if not isinstance(text, str):
        return None
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None


def _answered(each: Outgoing, verdict: Verdict, reply: Reply) -> Answered:
    note = reply.facts.get("note")
    return Answered(
        each.parcel.seq,
        each.parcel.month,
        verdict,
        note[:100] if isinstance(note, str) and note.isprintable() else "",
    )
