"""Receipts of the province on their way back: kept at the district, handed on with the stick.

Only what the province signed is kept, and of each library only its newest: that one
lists its latest parcels.
"""

import hashlib
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import defer
from sqlmodel import col

from jukung.agency import relay_files
from jukung.agency.office import Office, OfficeDesk
from jukung.agency.relay_files import RECEIPT, Mandate
from jukung.agency.tables import RelayFile, SiteRow
from jukung.domain import errors
from jukung.exchange.parcels import envelope, receipt
from jukung.exchange.parcels.flushed import read_bounded, write_true
from jukung.exchange.parcels.receipt import Receipt

_BYTES: Any = RelayFile.bytes


@dataclass(frozen=True, slots=True)
class ReceiptKept:
    """A receipt for a library; the code and name are known where the district knows it."""

    hash: str
    uid: str
    code: str
    name: str
    file_name: str
    came_at: datetime
    handed_on_at: datetime | None


@dataclass(frozen=True, slots=True)
class ReceiptsTaken:
    """How many told something new, how many were known or older, and which were refused."""

    new: int
    known: int
    refused: tuple[str, ...]


def take(office: Office, sources: Iterable[Path]) -> ReceiptsTaken:
    """Keep the receipts in files, and those that lie in folders; refuses NoPermit."""
    with office.reading() as desk:
        held = relay_files.mandate(desk, also_over=True)
    if held is None:
        raise errors.NoPermit
    new = known = 0
    refused = []
    for path in _files(sources):
        try:
            content = read_bounded(path, envelope.LARGEST_FILE)
            with office.changing() as desk:
                is_new = take_one(desk, held, content)
        except (OSError, errors.Refusal):
            refused.append(path.name)
            continue
        new, known = new + is_new, known + (not is_new)
    return ReceiptsTaken(new, known, tuple(refused))


def taken_out(office: Office, sources: Iterable[Path | bytes]) -> list[Path | bytes]:
    """Keep the receipts among what came in, where this is a district; gives the rest.

    A stick that comes back from the province brings both.
    """
    given = list(sources)
    paths = [each for each in given if isinstance(each, Path)]
    if not paths:
        return given
    with office.reading() as desk:
        if relay_files.mandate(desk, also_over=True) is None:
            return given
    take(office, paths)
    return [each for each in given if isinstance(each, bytes) or each.suffix.lower() != RECEIPT]


def take_one(desk: OfficeDesk, held: Mandate, content: bytes) -> bool:
    """Keep one receipt; whether it is newer than what is here.

    Refuses ReceiptUnreadable, ReceiptForged.
    """
    found = _verified(held, content)
    end = found.epoch[-8:]
    digest = hashlib.sha256(content).hexdigest()
    rows = [
        row
        for row in desk.session.scalars(
            select(RelayFile)
            .where(
                col(RelayFile.audience) == found.library, col(RelayFile.name).like(f"%{RECEIPT}")
            )
            .options(defer(_BYTES))
        )
        if relay_files.epoch_end(row.name) == end
    ]
    if any(_no(row.name) >= found.no for row in rows):
        return False
    for row in rows:
        desk.session.delete(row)
    desk.session.flush()
    desk.session.add(
        RelayFile(
            hash=digest,
            audience=found.library,
            name=f"JKG-{end}-{found.no}{RECEIPT}",
            bytes=content,
            seen_at=desk.now,
        )
    )
    desk.session.flush()
    return True


def kept(desk: OfficeDesk, *, also_handed_on: bool = False) -> tuple[ReceiptKept, ...]:
    """The receipts to hand on, oldest first."""
    asked = (
        select(RelayFile, SiteRow)
        .outerjoin(SiteRow, col(SiteRow.uid) == col(RelayFile.audience))
        .where(col(RelayFile.name).like(f"%{RECEIPT}"))
        .order_by(col(RelayFile.seen_at), col(RelayFile.name))
        .options(defer(_BYTES))
    )
    if not also_handed_on:
        asked = asked.where(col(RelayFile.carried_at).is_(None))
    return tuple(
        ReceiptKept(
            hash=row.hash,
            uid=row.audience,
            code=site.code if site else "",
            name=site.name if site else "",
            file_name=row.name,
            came_at=row.seen_at,
            handed_on_at=row.carried_at,
        )
        for row, site in desk.session.execute(asked)
    )


def write(office: Office, found: Sequence[ReceiptKept], folder: Path) -> tuple[Path, ...]:
    """Write receipts into a folder, to be handed on by whoever goes there.

    Refuses DiskFull, CannotWrite.
    """
    written = []
    for each in found:
        with office.reading() as desk:
            row = desk.session.get(RelayFile, each.hash)
            content = row.bytes if row else None
        if content is not None:
            written.append(write_true(folder / each.file_name, content))
            with office.changing() as desk:
                row = desk.session.get(RelayFile, each.hash)
                if row is not None:
                    row.carried_at = desk.now
                    desk.session.add(row)
    return tuple(written)


def _verified(held: Mandate, content: bytes) -> Receipt:
    keys = {held.province.fingerprint: held.province.verify_key, **held.former}
    for fingerprint, key in keys.items():
        with suppress(errors.ReceiptForged):
            found = receipt.verify(content, key)
            if found.agency == fingerprint:
                return found
    raise errors.ReceiptForged("")


def _files(sources: Iterable[Path]) -> list[Path]:
    found: list[Path] = []
    for source in sources:
        if source.is_dir() and not source.is_symlink():
            with suppress(OSError):
                found += sorted(path for path in source.iterdir() if path.suffix.lower() == RECEIPT)
        elif source.suffix.lower() == RECEIPT:
            found.append(source)
    return found


def _no(name: str) -> int:
    return int(name.removesuffix(RECEIPT).rpartition("-")[2])
