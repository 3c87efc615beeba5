"""What speaks for each library's month, and the sums by kabupaten over it.

Every figure is written by an upsert from the parcel or the typed entry that speaks now,
so that doing it again changes nothing. The sums by kabupaten and kind of library are
made anew for the months that are due; until then readers add those up themselves.
"""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    bindparam,
    cast,
    delete,
    desc,
    func,
    insert,
    literal,
    select,
    update,
)
from sqlalchemy.orm.util import identity_key
from sqlmodel import col

from jukung.agency.history import History
from jukung.agency.lines import table_of
from jukung.agency.office import OfficeDesk
from jukung.agency.tables import (
    ChainState,
    Entry,
    FigureSource,
    MonthDue,
    MonthTotal,
    ParcelKept,
    SiteFigure,
    SiteMonthRow,
    SiteRow,
)
from jukung.agency.upserting import CHUNK, insert_into
from jukung.domain.kinds import LibraryKind, ParcelAct
from jukung.exchange.parcels import envelope, plain_json
from jukung.figures.indicators import SENT

DISTRICT = 5
"""How many signs of a library's code name its kabupaten."""

_KNOWN = frozenset(indicator.code for indicator in SENT)
_EMPTY = {ParcelAct.withdrawal, ParcelAct.nil}


_MONTH, _FIGURE, _DUE = table_of(SiteMonthRow), table_of(SiteFigure), table_of(MonthDue)
# Every parcel asks these; a statement that is made once costs a third.
_MARKED = (
    select(_DUE.c.month)
    .where(
        _DUE.c.district == bindparam("district"),
        _DUE.c.kind == bindparam("kind"),
        _DUE.c.month == bindparam("month"),
    )
    .with_for_update(read=True)
)
_THIS_MONTH = (_MONTH.c.site == bindparam("of_site"), _MONTH.c.month == bindparam("of_month"))
_SPOKE = select(_MONTH.c.month).where(*_THIS_MONTH)
_SILENT = delete(_MONTH).where(*_THIS_MONTH)
_SAYS = (
    update(_MONTH)
    .where(*_THIS_MONTH)
    .values({name: bindparam(name) for name in ("source", "kind", "revision", "accepted_at")})
)
_NO_FIGURES = delete(_FIGURE).where(
    _FIGURE.c.site == bindparam("of_site"), _FIGURE.c.month == bindparam("of_month")
)
_ADD_MONTH, _ADD_FIGURE = insert(_MONTH), insert(_FIGURE)
_TYPED_AT = select(func.min(col(Entry.at))).where(
    col(Entry.site) == bindparam("of_site"),
    col(Entry.month) == bindparam("of_month"),
    col(Entry.cancelled_at).is_(None),
)


@dataclass(frozen=True, slots=True)
class Speaks:
    """What a library says about a month: from where, and its figures with their status."""

    source: FigureSource
    kind: ParcelAct
    revision: int
    figures: Mapping[str, tuple[int | None, str]]


def write_months(
    desk: OfficeDesk, site: SiteRow, months: Iterable[str], *, known: History | None = None
) -> None:
    """Write what speaks for these months of a library now."""
    known = known or History(desk, site.site)
    for month in sorted(set(months)):
        _write_month(known, month)
        mark_due(desk, site, month)


def speaking(known: History, month: str) -> Speaks | None:
    """The parcel that counts, or else the newest typed entry; None where there is neither.

    A parcel takes the word from what was typed before it came, also while it is in doubt:
    then nothing speaks until somebody decides, or types the month again.
    """
    lines = [line for line in known.lines.values() if line.month == month]
    for line in lines:
        if line.state is ChainState.current:
            figures = {} if line.kind in _EMPTY else _figures(known, line.hash)
            return Speaks(FigureSource.parcel, line.kind, line.revision, figures)
    entry = known.desk.session.scalars(
        select(Entry)
        .where(
            col(Entry.site) == known.site,
            col(Entry.month) == month,
            col(Entry.cancelled_at).is_(None),
        )
        .order_by(desc(col(Entry.revision)))
        .limit(1)
    ).first()
    if entry is None or (lines and entry.at <= _came(known, month, func.max)):
        return None
    typed: dict[str, int | None] = json.loads(entry.figures)
    return Speaks(
        entry.source,
        ParcelAct.original,
        entry.revision,
        {
            code: (value, "not_collected" if value is None else "estimated")
            for code, value in typed.items()
            if code in _KNOWN
        },
    )


def figures_in(content: bytes) -> dict[str, tuple[int | None, str]]:
    """The figures of an envelope that was verified when it came."""
    payload = plain_json.read(envelope.unpack(content, envelope.PARCEL).unverified)
    return {
        value["de"]: (value["v"], value["s"])
        for value in payload["values"]
        if value["de"] in _KNOWN
    }


def mark_due(desk: OfficeDesk, site: SiteRow, month: str) -> None:
    """The sums of this library's kabupaten for a month have to be made anew."""
    place = {"district": site.code[:DISTRICT], "kind": site.kind, "month": month}
    # On a server somebody may be adding up just now: the mark is held until this
    # transaction ends, so that nobody takes it away without having seen these figures.
    while desk.session.execute(_MARKED, place).first() is None:
        desk.session.execute(insert_into(desk, MonthDue).values(place).on_conflict_do_nothing())


def is_stale(desk: OfficeDesk) -> bool:
    """Whether some sums are due."""
    return desk.session.scalars(select(MonthDue).limit(1)).first() is not None


def refresh(desk: OfficeDesk, *, months: Collection[str] = ()) -> int:
    """Make the sums anew that are due; gives how many months of a kabupaten they were.

    With `months` only those.
    """
    # What somebody holds is left to the next time; whoever waited here could wait for each other.
    wanted = select(MonthDue).with_for_update(skip_locked=True)
    if months:
        wanted = wanted.where(col(MonthDue.month).in_(months))
    due = list(desk.session.scalars(wanted))
    by_month: dict[tuple[str, LibraryKind], list[str]] = {}
    for each in due:
        by_month.setdefault((each.month, each.kind), []).append(each.district)
    for (month, kind), districts in by_month.items():
        for start in range(0, len(districts), CHUNK):
            _sum_anew(desk, month, kind, districts[start : start + CHUNK])
    return len(due)


def _sum_anew(desk: OfficeDesk, month: str, kind: LibraryKind, districts: list[str]) -> None:
    for table in (MonthDue, MonthTotal):
        desk.session.execute(
            delete(table).where(
                col(table.district).in_(districts),
                col(table.kind) == kind,
                col(table.month) == month,
            )
        )
    district = func.substr(col(SiteRow.code), 1, DISTRICT)
    sums = (
        select(
            district,
            literal(str(kind)),
            literal(month),
            col(SiteFigure.code),
            cast(func.sum(col(SiteFigure.value)), BigInteger),
            func.count(col(SiteFigure.value)),
        )
        .join(SiteRow, col(SiteRow.site) == col(SiteFigure.site))
        .where(col(SiteFigure.month) == month, col(SiteRow.kind) == kind, district.in_(districts))
        .group_by(district, col(SiteFigure.code))
    )
    columns = ["district", "kind", "month", "code", "total", "sites"]
    desk.session.execute(insert(MonthTotal).from_select(columns, sums))
    desk.session.flush()


def _write_month(known: History, month: str) -> None:
    session, now = known.desk.session, known.desk.now
    place = {"of_site": known.site, "of_month": month}
    speaks = speaking(known, month)
    session.flush()
    # A row that somebody holds in this transaction shows what it will be.
    row = session.identity_map.get(identity_key(SiteMonthRow, (known.site, month)))
    if row is not None:
        session.expire(row)
    spoke = session.execute(_SPOKE, place).first() is not None
    if spoke:
        session.execute(_NO_FIGURES, place)
    if speaks is None:
        session.execute(_SILENT, place)
        return
    said = {
        "source": speaks.source,
        "kind": speaks.kind,
        "revision": speaks.revision,
        "accepted_at": now,
    }
    if spoke:
        session.execute(_SAYS, place | said)
    else:
        place = {"site": known.site, "month": month}
        session.execute(_ADD_MONTH, {**place, **said, "first_at": _first_at(known, month)})
    if speaks.figures:
        session.execute(
            _ADD_FIGURE,
            [
                {"site": known.site, "month": month, "code": code, "value": value, "status": status}
                for code, (value, status) in speaks.figures.items()
            ],
        )


def _figures(known: History, digest: str) -> Mapping[str, tuple[int | None, str]]:
    if digest not in known.figures:
        known.figures[digest] = figures_in(known.envelope(digest))
    return known.figures[digest]


def _first_at(known: History, month: str) -> datetime:
    """When anything came for a month that says something now; it may have been silent since."""
    if all(line.month != month or line.hash in known.new for line in known.lines.values()):
        return known.desk.now
    typed = known.desk.session.execute(_TYPED_AT, {"of_site": known.site, "of_month": month})
    found: list[datetime | None] = [
        typed.scalar_one(),
        _came(known, month, func.min),
        known.desk.now,
    ]
    return min(at for at in found if at is not None)


def _came(known: History, month: str, which: Any) -> Any:  # noqa: ANN401 - the first or the last
    if not any(line.month == month for line in known.lines.values()):
        return None
    return known.desk.session.execute(
        select(which(col(ParcelKept.accepted_at))).where(
            col(ParcelKept.site) == known.site, col(ParcelKept.month) == month
        )
    ).scalar_one()


__all__ = [
    "DISTRICT",
    "LibraryKind",
    "Speaks",
    "figures_in",
    "is_stale",
    "mark_due",
    "refresh",
    "speaking",
    "write_months",
]
