"""Files are judged by a fixed order of questions, one transaction each.

What cannot be opened or is not signed by an enrolled library stores nothing.
Nothing is parsed before its signature is found true.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from jukung.agency import arrivals, keeping, receipts
from jukung.agency.arrivals import Arrival
from jukung.agency.keeping import Incoming
from jukung.agency.office import Office, OfficeDesk, OfficeKeys, fetch_keys
from jukung.agency.tables import SiteKey, SiteRow
from jukung.exchange.parcels import envelope, identity, parcel
from jukung.exchange.parcels.flushed import write_true
from jukung.exchange.parcels.parcel import Parcel
from jukung.exchange.parcels.qr import Pieces
from jukung.exchange.parcels.verdict import Verdict
from jukung.figures.indicators import DATASET


@dataclass(frozen=True, slots=True)
class Judged:
    """The answer to one file.

    `site` is the library's code; `note` holds the fingerprint of an unknown key,
    the missing numbers of a gap, or the place that is wrong in the content.
    `code` says in twelve letters that it came, where no file goes back;
    `pieces` tells how much of a parcel was found in photographs.
    """

    file: str
    verdict: Verdict
    site: str = ""
    period: str = ""
    receipt: bytes | None = None
    note: str = ""
    code: str = ""
    pieces: Pieces | None = None


class _Rejected(Exception):
    """Ends the questions; nothing is stored."""

    def __init__(self, verdict: Verdict, note: str = "") -> None:
        super().__init__(verdict)
        self.verdict = verdict
        self.note = note


def accept(office: Office, sources: Iterable[Path | bytes]) -> tuple[Judged, ...]:
    """Judge files, folders of files, or bytes; every one gets an answer.

    Refuses AgencyKeysMissing.
    """
    with office.reading() as desk:
        keys = fetch_keys(desk.profile)
    return tuple(_answer(office, keys, arrival) for arrival in arrivals.gather(sources))


def write_receipts(judged: Iterable[Judged], folder: Path | None = None) -> tuple[Path, ...]:
    """Write receipts beside their parcels or pictures, or into a folder.

    Refuses DiskFull, CannotWrite.
    """
    return tuple(
        write_true(_receipt_path(each, folder), each.receipt)
        for each in judged
        if each.receipt is not None and each.file
    )


def _receipt_path(judged: Judged, folder: Path | None) -> Path:
    file = Path(judged.file)
    # A picture may show the parcels of several libraries.
    name = f"{file.stem}-{judged.pieces.name[:8]}" if judged.pieces else file.stem
    return (folder or file.parent) / f"{name}.jkr"


def _answer(office: Office, keys: OfficeKeys, arrival: Arrival) -> Judged:
    file = str(arrival.file or "")
    try:
        incoming = _open(arrival, keys)
        with office.changing() as desk:
            judged = _judge(desk, keys, incoming, file)
    except _Rejected as rejected:
        judged = Judged(file, rejected.verdict, note=rejected.note)
    return replace(judged, pieces=arrival.pieces)


def _open(arrival: Arrival, keys: OfficeKeys) -> Incoming:
    if arrival.content is None:
        raise _Rejected(
            Verdict.REJECT_INCOMPLETE if arrival.from_picture else Verdict.REJECT_DAMAGED
        )
    try:
        content = envelope.inflated(envelope.decrypt(arrival.content, keys.identity))
        sealed = envelope.unpack(content, envelope.PARCEL)
    except envelope.NotSealedFile as fault:
        raise _Rejected(Verdict.REJECT_DAMAGED) from fault
    except envelope.CannotDecrypt as fault:
        raise _Rejected(Verdict.REJECT_UNREADABLE) from fault
    except envelope.EnvelopeWrong as fault:
        raise _Rejected(Verdict.REJECT_TYPE) from fault
    if not identity.is_fingerprint(sealed.key_id):
        raise _Rejected(Verdict.REJECT_TYPE)
    return Incoming(sealed, content)


def _judge(desk: OfficeDesk, keys: OfficeKeys, incoming: Incoming, file: str) -> Judged:
    key = desk.session.get(SiteKey, incoming.sealed.key_id)
    if key is None:
        keeping.hold_unverified(desk, incoming, Verdict.HOLD_UNKNOWN_KEY, site=None)
        return Judged(file, Verdict.HOLD_UNKNOWN_KEY, note=incoming.sealed.key_id)
    site = desk.session.get_one(SiteRow, key.site)
    if key.revoked_at is not None:
        keeping.hold_unverified(desk, incoming, Verdict.HOLD_REVOKED, site=site.row)
        return Judged(file, Verdict.HOLD_REVOKED, site=site.code, note=incoming.sealed.key_id)
    content = _read(desk, incoming, key, site)
    kept = (
        keeping.hold_newer(desk, keys, site, incoming)
        if content is None
        else keeping.keep(desk, keys, site, incoming, content)
    )
    return Judged(
        file=file,
        verdict=kept.verdict,
        site=site.code,
        period=kept.month,
        receipt=receipts.kept(desk, kept.receipt),
        note=kept.note,
        code=receipts.code(desk, site, incoming.sealed.hash) if kept.verdict.is_counted else "",
    )


def _read(desk: OfficeDesk, incoming: Incoming, key: SiteKey, site: SiteRow) -> Parcel | None:
    """The parcel, verified, for us, and whole; None where only a newer program can read it."""
    try:
        payload = envelope.verify(incoming.sealed, key.public_key)
        audience, spec = parcel.read_audience(payload)
        if (audience.code, audience.fingerprint) != (desk.profile.code, desk.profile.fingerprint):
            raise _Rejected(Verdict.REJECT_NOT_FOR_US)
        if spec.min_reader > parcel.MAJOR:
            return None
        content = parcel.read(payload)
    except envelope.SignatureWrong as fault:
        raise _Rejected(Verdict.REJECT_SIGNATURE) from fault
    except parcel.ContentWrong as fault:
        raise _Rejected(Verdict.REJECT_CONTENT, str(fault)) from fault
    if content.dataset.id != DATASET:
        return None
    if content.key.fingerprint != key.fingerprint or content.library.uid != site.uid:
        raise _Rejected(Verdict.REJECT_CONTENT, "library")
    if content.library.kind is not site.kind:
        raise _Rejected(Verdict.REJECT_CONTENT, "library.kind")
    return content
