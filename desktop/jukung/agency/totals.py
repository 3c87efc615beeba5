"""Figures added up over all libraries; what nobody recorded stays empty."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import BigInteger, cast, func, select, tuple_
from sqlmodel import col

from jukung.agency.office import OfficeDesk
from jukung.agency.rollup import DISTRICT
from jukung.agency.tables import (
    FigureSource,
    MonthDue,
    MonthTotal,
    SiteFigure,
    SiteMonthRow,
    SiteRow,
)
from jukung.domain.kinds import LibraryKind, ParcelAct
from jukung.domain.months import Month
from jukung.figures.indicators import SENT


@dataclass(frozen=True, slots=True)
class Totals:
    """A month over all libraries whose parcel counts."""

    period: Month
    sites: int
    values: dict[str, int | None]


@dataclass(frozen=True, slots=True)
class SiteMonth:
    """One library's month as it counts now, and where it comes from."""

    site: int
    code: str
    name: str
    revision: int
    kind: ParcelAct
    source: FigureSource
    accepted_at: datetime
    values: dict[str, int | None]


@dataclass(frozen=True, slots=True)
class Sum:
    """A figure of one kabupaten and kind of library in one month; None: no library has it.

    `sites` is the number of libraries that have a value.
    """

    district: str
    kind: LibraryKind
    month: str
    code: str
    total: int | None
    sites: int


def sums(
    desk: OfficeDesk, first: Month, last: Month, *, codes: Collection[str] = ()
) -> tuple[Sum, ...]:
    """The figures of a span of months, by kabupaten, kind, month and code.

    Without `codes` every indicator. Read from the roll-up, and added up here for the
    months whose roll-up is due, so that it is always what counts now.
    """
    span = (first.text, last.text)
    due = {
        (each.district, each.kind, each.month)
        for each in desk.session.scalars(select(MonthDue).where(col(MonthDue.month).between(*span)))
    }
    rolled = select(
        col(MonthTotal.district),
        col(MonthTotal.kind),
        col(MonthTotal.month),
        col(MonthTotal.code),
        col(MonthTotal.total),
        col(MonthTotal.sites),
    ).where(col(MonthTotal.month).between(*span))
    if codes:
        rolled = rolled.where(col(MonthTotal.code).in_(codes))
    found = [
        Sum(*row) for row in desk.session.execute(rolled) if (row[0], row[1], row[2]) not in due
    ]
    if due:
        found += _added_up(desk, due, codes)
    return tuple(found)


def totals(desk: OfficeDesk, period: Month) -> Totals:
    """Sums over the revisions that count; None where no library has a value."""
    values: dict[str, int | None] = {each.code: None for each in SENT}
    for each in sums(desk, period, period):
        if each.total is not None and each.code in values:
            values[each.code] = (values[each.code] or 0) + each.total
    sites = desk.session.execute(
        select(func.count(col(SiteMonthRow.site))).where(
            col(SiteMonthRow.month) == period.text,
            col(SiteMonthRow.kind) != ParcelAct.withdrawal,
        )
    ).scalar_one()
    return Totals(period, sites, values)


def by_site(
    desk: OfficeDesk, period: Month, *, codes: Collection[str] = ()
) -> tuple[SiteMonth, ...]:
    """Every library's month, by code; without `codes` every indicator."""
    wanted = [each.code for each in SENT if not codes or each.code in codes]
    figures: dict[int, dict[str, int | None]] = {}
    rows = desk.session.execute(
        select(col(SiteFigure.site), col(SiteFigure.code), col(SiteFigure.value)).where(
            col(SiteFigure.month) == period.text, col(SiteFigure.code).in_(wanted)
        )
    )
    for site, code, value in rows:
        figures.setdefault(site, {})[code] = value
    found = desk.session.execute(
        select(SiteRow, SiteMonthRow)
        .join(SiteMonthRow, col(SiteMonthRow.site) == col(SiteRow.site))
        .where(col(SiteMonthRow.month) == period.text)
        .order_by(col(SiteRow.code))
    )
    return tuple(
        SiteMonth(
            site=site.site,
            code=site.code,
            name=site.name,
            revision=row.revision,
            kind=row.kind,
            source=row.source,
            accepted_at=row.accepted_at,
            values={code: figures.get(site.site, {}).get(code) for code in wanted},
        )
        for site, row in found
    )


def _added_up(
    desk: OfficeDesk, due: set[tuple[str, LibraryKind, str]], codes: Collection[str]
) -> list[Sum]:
    district = func.substr(col(SiteRow.code), 1, DISTRICT)
    wanted = (
        select(
            district,
            col(SiteRow.kind),
            col(SiteFigure.month),
            col(SiteFigure.code),
            cast(func.sum(col(SiteFigure.value)), BigInteger),
            func.count(col(SiteFigure.value)),
        )
        .join(SiteRow, col(SiteRow.site) == col(SiteFigure.site))
        .group_by(district, col(SiteRow.kind), col(SiteFigure.month), col(SiteFigure.code))
    )
    if codes:
        wanted = wanted.where(col(SiteFigure.code).in_(codes))
    found: list[Sum] = []
    listed = sorted(due)
    for start in range(0, len(listed), 200):
        part = listed[start : start + 200]
        found += [
            Sum(*row)
            for row in desk.session.execute(
                wanted.where(
                    col(SiteFigure.month).in_({month for _d, _k, month in part}),
                    tuple_(district, col(SiteRow.kind), col(SiteFigure.month)).in_(part),
                )
            )
        ]
    return found


__all__ = ["SiteMonth", "Sum", "Totals", "by_site", "sums", "totals"]
