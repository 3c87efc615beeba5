"""Which parcel speaks for a month now; a replacement must name what it replaces.

Worked out anew from all parcels of a library in the order of its chain,
so that the order in which they came makes no difference. Where a person
ruled about a parcel, the ruling stands.
"""

from collections.abc import Collection, Iterable, Mapping

from jukung.agency import branches, chain
from jukung.agency.history import History
from jukung.agency.lines import Line
from jukung.agency.tables import ChainState, Epoch, Ruling
from jukung.domain.kinds import ParcelAct

_FIRST = {ParcelAct.original, ParcelAct.nil}


def settle(known: History) -> frozenset[str]:
    """Say for every parcel of a library whether it counts; gives the months that changed."""
    epochs = list(known.epochs.values())
    aside = frozenset[str]().union(*(branches.mark(known, epoch) for epoch in epochs))
    gaps = _first_gaps(known, epochs)
    wanted = dict.fromkeys(aside, ChainState.quarantined)
    for same in _by_month(known.in_order, aside).values():
        wanted |= _speaking(same, known.lines, gaps, ruled=known.ruled, aside=aside)
    return known.restate(wanted)


def _speaking(
    same: list[Line],
    known: Mapping[str, Line],
    gaps: Mapping[str, int],
    *,
    ruled: Mapping[str, Ruling],
    aside: Collection[str],
) -> dict[str, ChainState]:
    current: Line | None = None
    wanted: dict[str, ChainState] = {}
    for row in same:
        ruling = ruled.get(row.hash)
        follows = ruling is not Ruling.refuse and (
            ruling is Ruling.speaks or _follows(row, current, known, gaps, aside=aside)
        )
        if not follows:
            wanted[row.hash] = ChainState.conflict
            continue
        if current is not None:
            wanted[current.hash] = ChainState.replaced
        current = row
        wanted[row.hash] = ChainState.current
    return wanted


def _follows(
    row: Line,
    current: Line | None,
    known: Mapping[str, Line],
    gaps: Mapping[str, int],
    *,
    aside: Collection[str],
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
    return replaced.hash in aside and replaced.month == row.month


def _by_month(rows: Iterable[Line], aside: Collection[str]) -> dict[tuple[str, str], list[Line]]:
    months: dict[tuple[str, str], list[Line]] = {}
    for row in rows:
        if row.hash not in aside:
            months.setdefault((row.month, row.dataset), []).append(row)
    return months


def _first_gaps(known: History, epochs: Iterable[Epoch]) -> dict[str, int]:
    """For each epoch the number after which something may still come; 0 once one before has."""
    gaps: dict[str, int] = {}
    before = False
    for epoch in epochs:
        missing = chain.standing(known, epoch).missing
        if before:
            gaps[epoch.epoch] = 0
        elif missing:
            gaps[epoch.epoch] = missing[0]
            before = True
    return gaps
