"""What differs: the parcels of a month side by side, and the copies of a library that parted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlmodel import col

from jukung.agency import branches, rollup
from jukung.agency.office import OfficeDesk
from jukung.agency.tables import ChainState, Epoch, ParcelKept
from jukung.agency.waiting import Waiting
from jukung.domain.kinds import ParcelAct
from jukung.figures.indicators import SENT


@dataclass(frozen=True, slots=True)
class Version:
    """One parcel of a month; `declared` is what the library's own clock said."""

    hash: str
    month: str
    seq: int
    kind: ParcelAct
    revision: int
    declared: str
    came_at: datetime
    speaks: bool
    values: dict[str, int | None]


@dataclass(frozen=True, slots=True)
class Difference:
    """An indicator with its value in each version, and whether they differ."""

    code: str
    title: str
    values: tuple[int | None, ...]

    @property
    def differs(self) -> bool:
        """Whether the versions do not say the same."""
        return len(set(self.values)) > 1


@dataclass(frozen=True, slots=True)
class Copy:
    """One of the copies that parted: its parcels here, in order of their numbers."""

    root: str
    versions: tuple[Version, ...]


def versions(desk: OfficeDesk, matter: Waiting) -> tuple[Version, ...]:
    """The parcels of a matter with their figures."""
    rows = desk.session.scalars(
        select(ParcelKept)
        .where(col(ParcelKept.site) == matter.site, col(ParcelKept.hash).in_(matter.hashes))
        .order_by(col(ParcelKept.accepted_at), col(ParcelKept.seq), col(ParcelKept.hash))
    )
    return tuple(_version(row) for row in rows)


def copies(desk: OfficeDesk, matter: Waiting) -> tuple[Copy, ...]:
    """The copies of a library that parted."""
    epoch = desk.session.get_one(Epoch, (matter.site, matter.epoch))
    by_hash = {each.hash: each for each in versions(desk, matter)}
    return tuple(
        Copy(root, tuple(by_hash[each] for each in hashes if each in by_hash))
        for root, hashes in branches.copies(desk, epoch).items()
    )


def differences(found: Sequence[Version]) -> tuple[Difference, ...]:
    """Every indicator that any version has, those that differ first."""
    lines = [
        Difference(each.code, each.title, tuple(v.values.get(each.code) for v in found))
        for each in SENT
        if any(each.code in v.values for v in found)
    ]
    return tuple(sorted(lines, key=lambda line: not line.differs))


def _version(row: ParcelKept) -> Version:
    empty = row.kind in {ParcelAct.withdrawal, ParcelAct.nil}
    figures = {} if empty else rollup.figures_in(row.envelope)
    return Version(
        hash=row.hash,
        month=row.month,
        seq=row.seq,
        kind=row.kind,
        revision=row.revision,
        declared=row.declared_at,
        came_at=row.accepted_at,
        speaks=row.state is ChainState.current,
        values={code: value for code, (value, _status) in figures.items()},
    )
