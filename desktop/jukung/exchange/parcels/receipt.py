"""Receipts: the agency's signed answer, and what a library makes of it.

Each receipt lists the latest parcels of the library, not only the one that
brought it about, so that the newest receipt is enough and a lost one is no loss.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pydantic import Field, ValidationError
from sqlalchemy import desc, select
from sqlmodel import col

from jukung.domain import errors
from jukung.domain.kinds import ActKind, ParcelState
from jukung.exchange.parcels import envelope, lineage, news, pinning, plain_json
from jukung.exchange.parcels.envelope import Sealed
from jukung.exchange.parcels.flushed import read_bounded
from jukung.exchange.parcels.identity import AgencyCard
from jukung.exchange.parcels.news import Former, Keys, Notice, Question, Relay
from jukung.exchange.parcels.parcel import Audit, Count, Fingerprint, Hash, Id, Moment, Part, Spec
from jukung.exchange.parcels.receipt_code import BY_CODE
from jukung.exchange.parcels.verdict import Verdict
from jukung.library import journal, settings
from jukung.library.desk import Desk
from jukung.library.permission import KEEPERS, allowed
from jukung.library.settings import Agency
from jukung.store.tables import AgencyRow, ParcelRow, ReceiptRow

LISTED = 36


class Item(Part):
    """What became of one parcel; seq 0 where it could not be read yet."""

    seq: Count
    hash: Hash
    verdict: Annotated[Verdict, Field(strict=False)]
    period: Annotated[str, Field(pattern=r"^([0-9]{4}-[0-9]{2})?$")] = ""
    revision: Count = 0
    imported: Count = 0
    ignored: Annotated[tuple[str, ...], Field(strict=False, max_length=50)] = ()


class Head(Part):
    """The highest number the agency has seen in this epoch."""

    seq: Annotated[int, Field(ge=1)]
    hash: Hash


class Receipt(Part):
    """A whole receipt; what follows the anchor is news, and left out where there is none."""

    spec: Spec
    agency: Fingerprint
    library: Id
    epoch: Id
    no: Annotated[int, Field(ge=1)]
    utc: Moment
    head: Head | None
    items: Annotated[tuple[Item, ...], Field(strict=False, max_length=1000)]
    missing: Annotated[tuple[int, ...], Field(strict=False, max_length=1000)]
    anchor: Audit | None
    next_expected: Annotated[str, Field(pattern=r"^([0-9]{4}-(0[1-9]|1[0-2]))?$")] = ""
    notices: Annotated[tuple[Notice, ...], Field(strict=False, max_length=news.MOST_NOTICES)] = ()
    questions: Annotated[
        tuple[Question, ...], Field(strict=False, max_length=news.MOST_QUESTIONS)
    ] = ()
    keys: Keys | None = None
    lineage: Annotated[tuple[Former, ...], Field(strict=False, max_length=news.MOST_FORMER)] = ()
    relays: Annotated[tuple[Relay, ...], Field(strict=False, max_length=news.MOST_RELAYS)] = ()


_NEWS = ("next_expected", "notices", "questions", "keys", "lineage", "relays")


@dataclass(frozen=True, slots=True)
class ReceiptRead:
    """A receipt that was found true, and whether it told anything new."""

    no: int
    items: tuple[Item, ...]
    missing: tuple[int, ...]
    utc: str
    changed: bool
    new_keys: str = ""
    """The agency's new fingerprint, where this receipt changed its keys."""
    notices: int = 0
    questions: int = 0


def load(path: Path) -> bytes:
    """The bytes of a `.jkr` file; refuses FileMissing, ReceiptUnreadable."""
    if not path.exists():
        raise errors.FileMissing(str(path))
    try:
        return read_bounded(path, envelope.LARGEST_FILE)
    except OSError as fault:
        raise errors.ReceiptUnreadable(path.name) from fault


def write(receipt: Receipt, key: Ed25519PrivateKey) -> bytes:
    """The bytes of a `.jkr` file."""
    content = receipt.model_dump(mode="json")
    for field in _NEWS:
        if not content[field]:
            del content[field]
    payload = plain_json.write(content)
    return envelope.seal_bytes(payload, kind=envelope.RECEIPT, key=key, key_id=receipt.agency)


def verify(data: bytes, verify_key: str, file: str = "") -> Receipt:
    """The receipt in the bytes; refuses ReceiptUnreadable, ReceiptForged."""
    return _verified(_unpacked(data, file), verify_key, file)


def in_order(files: Sequence[tuple[bytes, str]]) -> tuple[tuple[bytes, str], ...]:
    """Receipts by the number they claim, so that none is refused as old; others come first."""
    return tuple(sorted(files, key=lambda each: (_claimed_no(each[0]), each[1])))


@allowed(KEEPERS)
def read_receipt(desk: Desk, data: bytes, file: str = "") -> ReceiptRead:
    """Mark the parcels that the agency has; the same receipt twice changes nothing.

    Keys that the agency changed to are taken from here on, where those it had before
    vouch for them. Refuses NotJoined, ReceiptUnreadable, ReceiptForged, ReceiptFormerKey,
    ReceiptForOther, ReceiptOld, ReceiptContradicts.
    """
    agency = settings.agency(desk)
    if agency is None:
        raise errors.NotJoined
    sealed = _unpacked(data, file)
    stored = desk.session.get(ReceiptRow, sealed.hash)
    if stored is not None and stored.bytes == data:
        return _told(_parsed(sealed.unverified, file), changed=False)
    receipt, present = _believed(desk, agency, sealed, file)
    if receipt.library != desk.profile.uid:
        raise errors.ReceiptForOther(file)
    if stored is not None:
        return _told(receipt, changed=False)
    if receipt.no <= agency.receipt_no:
        raise errors.ReceiptOld(file)
    parcels = _parcels(desk)
    _refuse_contradiction(desk, receipt, parcels, file)
    _mark(desk, receipt, parcels)
    if present is not None:
        pinning.pin(desk, agency, present)
    _remember(desk, receipt, sealed, data)
    return _told(receipt, changed=True, new_keys=present.fingerprint if present else "")


def newest(desk: Desk, most: int = 1) -> tuple[Receipt, ...]:
    """The newest receipts that were read and found true, newest first."""
    kept = desk.session.scalars(
        select(col(ReceiptRow.bytes)).order_by(desc(col(ReceiptRow.no))).limit(most)
    )
    found = []
    for data in kept:
        # One that a later program wrote otherwise is not worth a window that stays empty.
        with suppress(errors.ReceiptUnreadable):
            found.append(_parsed(_unpacked(data, "").unverified, ""))
    return tuple(found)


def relays(desk: Desk) -> tuple[str, ...]:
    """For whom else parcels are sealed: those who carry them on."""
    return tuple(each.recipient for found in newest(desk) for each in found.relays)


def _believed(
    desk: Desk, agency: Agency, sealed: Sealed, file: str
) -> tuple[Receipt, AgencyCard | None]:
    """The receipt, and the identity it leads to where that is another one."""
    try:
        receipt = _verified(sealed, agency.verify_key, file)
    except errors.ReceiptForged:
        receipt = _proved(desk, agency, sealed, file)
    present = receipt.keys.card(agency.name) if receipt.keys else None
    changed = present is not None and present.fingerprint != agency.fingerprint
    return receipt, present if changed else None


def _proved(desk: Desk, agency: Agency, sealed: Sealed, file: str) -> Receipt:
    """A receipt by keys that we do not know, if those we know lead to them."""
    for key in pinning.former_keys(desk):
        with suppress(envelope.SignatureWrong):
            envelope.verify(sealed, key)
            raise errors.ReceiptFormerKey(file)
    try:
        # As with a card: its own key shows that it is whole; whose it is, the lineage shows.
        receipt = _parsed(sealed.unverified, file)
    except errors.ReceiptUnreadable as fault:
        raise errors.ReceiptForged(file) from fault
    keys = receipt.keys
    if keys is None or not lineage.leads(pinning.card_of(agency), receipt.lineage, keys):
        raise errors.ReceiptForged(file)
    if keys.card().fingerprint != receipt.agency:
        raise errors.ReceiptForged(file)
    return _verified(sealed, keys.verify_key, file)


def _unpacked(data: bytes, file: str) -> Sealed:
    try:
        return envelope.unpack(data, envelope.RECEIPT)
    except envelope.EnvelopeWrong as fault:
        raise errors.ReceiptUnreadable(file) from fault


def _verified(sealed: Sealed, verify_key: str, file: str) -> Receipt:
    try:
        payload = envelope.verify(sealed, verify_key)
    except envelope.SignatureWrong as fault:
        raise errors.ReceiptForged(file) from fault
    receipt = _parsed(payload, file)
    if receipt.agency != sealed.key_id:
        raise errors.ReceiptForged(file)
    return receipt


def _parsed(payload: bytes, file: str) -> Receipt:
    try:
        return Receipt.model_validate(plain_json.read(payload))
    except (ValidationError, plain_json.JsonWrong) as fault:
        raise errors.ReceiptUnreadable(file) from fault


def _claimed_no(data: bytes) -> int:
    try:
        sealed = envelope.unpack(data, envelope.RECEIPT)
        return Receipt.model_validate(plain_json.read(sealed.unverified)).no
    except ValueError:
        return 0


def _parcels(desk: Desk) -> dict[str, ParcelRow]:
    return {row.hash: row for row in desk.session.scalars(select(ParcelRow)).all()}


# The agency knows more of us than we do: this file is an older one, or one of two.
def _refuse_contradiction(
    desk: Desk, receipt: Receipt, parcels: dict[str, ParcelRow], file: str
) -> None:
    epochs = {row.epoch for row in parcels.values()} | {desk.profile.epoch}
    named = [(item.seq, item.hash) for item in receipt.items]
    if receipt.head is not None:
        named.append((receipt.head.seq, receipt.head.hash))
    known = all(
        digest in parcels and (not seq or parcels[digest].seq == seq) for seq, digest in named
    )
    if receipt.epoch not in epochs or not known:
        raise errors.ReceiptContradicts(file)


def _mark(desk: Desk, receipt: Receipt, parcels: dict[str, ParcelRow]) -> None:
    for item in receipt.items:
        row = parcels[item.hash]
        by_code = row.verdict == BY_CODE
        row.verdict = item.verdict
        if item.verdict.is_counted and row.state is not ParcelState.received:
            row.state = ParcelState.received
            row.received_at = desk.now
        elif not item.verdict.is_counted and by_code:
            # What was only typed does not stand against what is signed.
            row.state, row.received_at = ParcelState.written, None
    # An agency that went back to a backup of its own asks again by what it no longer has.
    head = receipt.head.seq if receipt.head else 0
    for row in parcels.values():
        lost = row.seq > head or row.seq in receipt.missing
        if row.epoch == receipt.epoch and lost and row.state is ParcelState.received:
            row.state, row.received_at, row.verdict = ParcelState.sealed, None, ""
    desk.session.add_all(parcels.values())


def _remember(desk: Desk, receipt: Receipt, sealed: Sealed, data: bytes) -> None:
    act = journal.begin(desk, ActKind.read_receipt, facts={"no": receipt.no})
    row = desk.session.get_one(AgencyRow, 1)
    row.receipt_no = receipt.no
    desk.session.add(row)
    desk.session.add(ReceiptRow(hash=sealed.hash, no=receipt.no, bytes=data, read_at=desk.now))
    desk.session.flush()
    journal.note(
        desk,
        act,
        "read_receipt",
        noun="receipt",
        noun_id=sealed.hash,
        detail={"no": receipt.no, "verdicts": {str(i.seq): i.verdict for i in receipt.items}},
    )


def _told(receipt: Receipt, *, changed: bool, new_keys: str = "") -> ReceiptRead:
    return ReceiptRead(
        no=receipt.no,
        items=receipt.items,
        missing=receipt.missing,
        utc=receipt.utc,
        changed=changed,
        new_keys=new_keys,
        notices=len(receipt.notices),
        questions=len(receipt.questions),
    )
