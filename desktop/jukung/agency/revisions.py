"""Which parcel speaks for a month now; a replacement must name what it replaces.

Worked out anew from all parcels of a library in the order of its chain,
so that the order in which they came makes no difference.
"""

from collections.abc import Iterable

from sqlalchemy import select
from sqlmodel import col

from jukung.agency import chain
from jukung.agency.office import OfficeDesk
from jukung.agency.tables import ChainState, Epoch, ParcelKept
from jukung.domain.kinds import ParcelAct

_FIRST = {ParcelAct.original, ParcelAct.nil}


def settle(desk: OfficeDesk, site: int) -> None:
    """Say for every parcel of a library whether it counts."""
    rows = _in_chain_order(desk, site)
    gaps = _first_gaps(desk, site)
    wanted: dict[int, tuple[ChainState, bool]] = {}
    for same in _by_month(rows).values():
        wanted |= _speaking(same, {row.hash: row for row in rows}, gaps)
    changed = [row for row in rows if wanted.get(row.row, _as_it_is(row)) != _as_it_is(row)]
    for row in changed:
        row.is_current = False
    # First nobody speaks, then the one who should: there is never a moment with two.
    desk.session.add_all(changed)
    desk.session.flush()
    for row in changed:
        row.state, row.is_current = wanted[row.row]
    desk.session.add_all(changed)
    desk.session.flush()


def _speaking(
    same: list[ParcelKept], known: dict[str, ParcelKept], gaps: dict[int, int]
) -> dict[int, tuple[ChainState, bool]]:
    current: ParcelKept | None = None
    wanted: dict[int, tuple[ChainState, bool]] = {}
    for row in same:
        if _follows(row, current, known, gaps):
            if current is not None:
                wanted[current.row] = (ChainState.accepted, False)
            current = row
            wanted[row.row] = (ChainState.accepted, True)
        else:
            wanted[row.row] = (ChainState.conflict, False)
    return wanted


def _follows(
    row: ParcelKept, current: ParcelKept | None, known: dict[str, ParcelKept], gaps: dict[int, int]
) -> bool:
    if row.kind in _FIRST:
        return current is None
    if current is not None and row.replaces == current.hash:
        return True
    replaced = known.get(row.replaces or "")
    if replaced is None:
        # What it replaces may be the one that has not come yet.
        return row.seq > gaps.get(row.epoch, row.seq)
    # After a fork the library starts an epoch anew and goes on from what was set aside.
    return replaced.state is ChainState.quarantined and replaced.month == row.month


def _in_chain_order(desk: OfficeDesk, site: int) -> list[ParcelKept]:
    found = desk.session.scalars(
        select(ParcelKept)
        .join(Epoch, col(Epoch.row) == col(ParcelKept.epoch))
        .where(col(ParcelKept.site) == site)
        .order_by(col(Epoch.place), col(ParcelKept.seq), col(ParcelKept.hash))
    )
    return list(found.all())


def _by_month(rows: Iterable[ParcelKept]) -> dict[tuple[str, str], list[ParcelKept]]:
    months: dict[tuple[str, str], list[ParcelKept]] = {}
    for row in rows:
        if row.state is not ChainState.quarantined:
            months.setdefault((row.month, row.dataset), []).append(row)
    return months


def _first_gaps(desk: OfficeDesk, site: int) -> dict[int, int]:
    """For each epoch the number after which something may still come; 0 once one before has."""
    gaps: dict[int, int] = {}
    before = False
    for epoch in desk.session.scalars(
        select(Epoch).where(col(Epoch.site) == site).order_by(col(Epoch.place))
    ):
        missing = chain.standing(desk, epoch).missing
        if before:
            gaps[epoch.row] = 0
        elif missing:
            gaps[epoch.row] = missing[0]
            before = True
    return gaps


def _as_it_is(row: ParcelKept) -> tuple[ChainState, bool]:
    return (row.state, row.is_current)
