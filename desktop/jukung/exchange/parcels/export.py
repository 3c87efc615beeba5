"""Parcels onto a stick: whole, flushed, read back, and only then called written.

File names carry neither the library's name nor its place.
"""

import re
import shutil
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import desc, select
from sqlmodel import col

from jukung.domain import errors, months
from jukung.domain.kinds import ParcelState
from jukung.domain.months import Month
from jukung.exchange.parcels import answering, envelope, receipt, seal
from jukung.exchange.parcels.flushed import write_true
from jukung.exchange.parcels.receipt_code import BY_CODE
from jukung.library import closing, settings
from jukung.library.desk import Desk, Library
from jukung.library.permission import KEEPERS, allowed
from jukung.store.replacing import clear_left
from jukung.store.tables import ParcelRow

MOST = 24


@dataclass(frozen=True, slots=True)
class Written:
    """A parcel that lies in the folder and was read back."""

    path: Path
    seq: int
    month: Month


@dataclass(frozen=True, slots=True)
class Waiting:
    """A parcel without a receipt."""

    epoch: str
    seq: int
    month: Month
    envelope: bytes

    @property
    def file_name(self) -> str:
        """Named by the end of its epoch, which no two libraries share.

        Not by the start of the library's id: that is the time it was made,
        and a whole training course may share it.
        """
        return f"JKG-{self.epoch[-8:]}-{self.seq:04d}.jkp"


def export(library: Library, folder: Path) -> tuple[Written, ...]:
    """Write every parcel without a receipt, at most the newest 24, each its own file.

    The answer to an invitation goes along until the agency's first receipt is there.
    Refuses NotJoined, NothingToSend, DiskFull, CannotWrite; then nothing is marked written.
    """
    parcels, recipients = to_send(library)
    sealed = {each.file_name: envelope.encrypt(each.envelope, recipients) for each in parcels}
    with library.reading() as desk:
        answer, answer_name = answering.answer(desk), answering.answer_name(desk.profile.epoch)
    _look_at(folder, sum(map(len, (*sealed.values(), answer or b""))))
    _clear_unfinished(folder, {each.epoch for each in parcels})
    if answer is not None:
        write_true(folder / answer_name, answer)
    written = tuple(
        Written(write_true(folder / each.file_name, sealed[each.file_name]), each.seq, each.month)
        for each in parcels
    )
    with library.changing() as desk:
        mark_written(desk, [(each.epoch, each.seq) for each in parcels])
    return written


def write_answer(library: Library, folder: Path) -> Path | None:
    """Write the answer to an invitation by itself, if one waits.

    Refuses SigningKeyMissing, DiskFull, CannotWrite.
    """
    with library.reading() as desk:
        answer, name = answering.answer(desk), answering.answer_name(desk.profile.epoch)
    return None if answer is None else write_true(folder / name, answer)


def to_send(library: Library) -> tuple[tuple[Waiting, ...], tuple[str, ...]]:
    """What waits, sealed first where it was not yet, and for whom to seal it.

    Refuses NotJoined, NothingToSend.
    """
    with library.changing() as desk:
        if closing.unsealed(desk):
            seal.seal_waiting(desk)
        agency = settings.agency(desk)
        if agency is None:
            raise errors.NotJoined
        parcels = waiting(desk)
        carriers = receipt.relays(desk)
    if not parcels:
        raise errors.NothingToSend
    return parcels, (agency.recipient, agency.escrow, *carriers)


@allowed(KEEPERS)
def mark_written(desk: Desk, numbers: Sequence[tuple[str, int]]) -> None:
    """Remember that parcels, by epoch and number, are on their way."""
    for number in numbers:
        row = desk.session.get_one(ParcelRow, number)
        if row.state is not ParcelState.received:
            row.state = ParcelState.written
            row.written_at = desk.now
            desk.session.add(row)
    desk.session.flush()


@allowed(KEEPERS)
def waiting(desk: Desk) -> tuple[Waiting, ...]:
    """The parcels that have no receipt yet, oldest first, at most the newest 24.

    Those of which only a typed code is known are among them.
    """
    rows = desk.session.scalars(
        select(ParcelRow)
        .where((col(ParcelRow.state) != ParcelState.received) | (col(ParcelRow.verdict) == BY_CODE))
        .order_by(desc(col(ParcelRow.act)))
        .limit(MOST)
    ).all()
    return tuple(
        Waiting(row.epoch, row.seq, months.parse_month(row.month), row.envelope)
        for row in reversed(rows)
    )


def _look_at(folder: Path, size: int) -> None:
    try:
        room = shutil.disk_usage(folder).free if folder.is_dir() else None
    except OSError as fault:
        raise errors.CannotWrite(str(folder)) from fault
    if room is None:
        raise errors.CannotWrite(str(folder))
    if room < size:
        raise errors.DiskFull(str(folder))


def _clear_unfinished(folder: Path, epochs: set[str]) -> None:
    """Remove what a pulled stick or a power cut left of our own."""
    clear_left(folder)
    ours = re.compile(rf"JKG-({'|'.join(epoch[-8:] for epoch in epochs)})-\d+\.jkp\.part")
    with suppress(OSError):
        for path in folder.iterdir():
            if ours.fullmatch(path.name):
                path.unlink(missing_ok=True)
