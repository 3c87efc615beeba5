"""Figures of a span of months: events added up, stocks as they stood at its end.

A stock is the last one that each library reported in the span. What was counted once in
each month, such as different readers, has no figure for more than one month.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BigInteger, Select, Subquery, case, cast, func, select
from sqlmodel import col

from jukung.agency import totals
from jukung.agency.office import OfficeDesk
from jukung.agency.rollup import DISTRICT
from jukung.agency.sites import by_code
from jukung.agency.spans import MonthSpan, year_of
from jukung.agency.tables import FigureSource, SiteFigure, SiteMonthRow, SiteRow
from jukung.domain import months
from jukung.domain.kinds import LibraryKind, ParcelAct
from jukung.domain.months import Month
from jukung.figures.indicators import SENT
from jukung.figures.indicators.indicator import OverTime


@dataclass(frozen=True, slots=True)
class SpanSum:
    """A figure of one kabupaten and kind of library over a span; None: nobody has it.

    `sites` is the number of different libraries that have a value in the span.
    """

    district: str
    kind: LibraryKind
    code: str
    total: int | None
    sites: int


@dataclass(frozen=True, slots=True)
class SiteSum:
    """A library's figures over a span, and how many of its months they come from."""

    site: int
    code: str
    name: str
    kind: LibraryKind
    months: int
    is_estimated: bool
    """Whether a month of it was typed and did not come as a parcel."""
    values: dict[str, int | None]


@dataclass(frozen=True, slots=True)
class YearRow:
    """An indicator over all libraries: its twelve months, and the year where there is one."""

    code: str
    months: tuple[int | None, ...]
    year: int | None


@dataclass(frozen=True, slots=True)
class SiteFigures:
    """One month of one library: its figures with their status, and where they come from."""

    month: Month
    source: FigureSource
    kind: ParcelAct
    revision: int
    values: dict[str, tuple[int | None, str]]


_OVER_TIME: dict[str, OverTime] = {each.code: each.over_time for each in SENT}


def sorted_out(codes: Collection[str], span: MonthSpan) -> dict[OverTime, list[str]]:
    """The codes by what months make together; in a single month all are simply read."""
    found: dict[OverTime, list[str]] = {"sum": [], "last": [], "none": []}
    for code in codes:
        if code in _OVER_TIME:
            found["sum" if span.is_one else _OVER_TIME[code]].append(code)
    return found


def by_district(desk: OfficeDesk, span: MonthSpan, codes: Collection[str]) -> tuple[SpanSum, ...]:
    """The figures of a span by kabupaten and kind of library; where nobody has one, no sum."""
    kinds = sorted_out(codes, span)
    if span.is_one:
        return (
            tuple(
                SpanSum(each.district, each.kind, each.code, each.total, each.sites)
                for each in totals.sums(desk, span.first, span.last, codes=kinds["sum"])
                if each.total is not None
            )
            if kinds["sum"]
            else ()
        )
    found: list[SpanSum] = []
    if kinds["sum"]:
        found += _read(desk, _grouped(span, kinds["sum"]))
    if kinds["last"]:
        found += _read(desk, _grouped_last(span, kinds["last"]))
    return tuple(found)


def by_site(
    desk: OfficeDesk, span: MonthSpan, codes: Collection[str], *, district: str = ""
) -> tuple[SiteSum, ...]:
    """Every library that reported in a span, by code; of one kabupaten where it is named."""
    kinds = sorted_out(codes, span)
    values: dict[int, dict[str, int | None]] = {}
    for code_list, last in ((kinds["sum"], False), (kinds["last"], True)):
        if code_list:
            for site, code, value in desk.session.execute(
                _each_site(span, code_list, district=district, last=last)
            ):
                values.setdefault(site, {})[code] = value
    reported = desk.session.execute(
        _of_district(
            select(
                col(SiteRow.site),
                col(SiteRow.code),
                col(SiteRow.name),
                col(SiteRow.kind),
                func.count(),
                func.sum(case((col(SiteMonthRow.source) == FigureSource.parcel, 0), else_=1)),
            )
            .join(SiteMonthRow, col(SiteMonthRow.site) == col(SiteRow.site))
            .where(
                col(SiteMonthRow.month).in_(span.texts),
                col(SiteMonthRow.kind) != ParcelAct.withdrawal,
            )
            .group_by(col(SiteRow.site), col(SiteRow.code), col(SiteRow.name), col(SiteRow.kind))
            .order_by(col(SiteRow.code)),
            district,
        )
    )
    return tuple(
        SiteSum(
            site,
            code,
            name,
            kind,
            count,
            bool(typed),
            {each: values.get(site, {}).get(each) for each in codes},
        )
        for site, code, name, kind, count, typed in reported
    )


def year_table(desk: OfficeDesk, year: int, *, codes: Collection[str] = ()) -> tuple[YearRow, ...]:
    """A year of the whole office, an indicator a row; without `codes` every indicator."""
    span = year_of(year)
    wanted = [each.code for each in SENT if not codes or each.code in codes]
    by_month: dict[tuple[str, str], int] = {}
    for each in totals.sums(desk, span.first, span.last, codes=codes):
        if each.total is not None:
            key = (each.code, each.month)
            by_month[key] = by_month.get(key, 0) + each.total
    stood: dict[str, int] = {}
    stocks = [code for code in wanted if _OVER_TIME[code] == "last"]
    for stock in latest(desk, span, stocks).values():
        for code, value in stock.items():
            stood[code] = stood.get(code, 0) + value
    made: list[YearRow] = []
    for code in wanted:
        row = tuple(by_month.get((code, text)) for text in span.texts)
        known = [value for value in row if value is not None]
        added = sum(known) if known and _OVER_TIME[code] == "sum" else None
        made.append(YearRow(code, row, stood.get(code, added)))
    return tuple(made)


def latest(desk: OfficeDesk, span: MonthSpan, codes: Collection[str]) -> dict[int, dict[str, int]]:
    """The last value in the span of each library's stocks.

    Read from the newest month backwards; most libraries lack nothing after the first.
    """
    found: dict[int, dict[str, int]] = {}
    newest = (
        dict(
            desk.session.execute(
                select(col(SiteMonthRow.site), func.max(col(SiteMonthRow.month)))
                .where(col(SiteMonthRow.month).in_(span.texts))
                .group_by(col(SiteMonthRow.site))
            ).all()
        )
        if codes
        else {}
    )
    for month in reversed(span.texts):
        asked = [site for site, last in newest.items() if month <= last]
        lacking = [site for site in asked if len(found.get(site, ())) < len(codes)]
        for site, code, value in _month_values(desk, month, codes, lacking, whole=len(newest)):
            found.setdefault(site, {}).setdefault(code, value)
    return found


def months_of_site(
    desk: OfficeDesk, code: str, span: MonthSpan, *, codes: Collection[str]
) -> tuple[SiteFigures, ...]:
    """A library's own months with figures and status, oldest first; none where unknown."""
    site = by_code(desk, code)
    if site is None:
        return ()
    values: dict[str, dict[str, tuple[int | None, str]]] = {}
    for row in desk.session.scalars(
        select(SiteFigure).where(
            col(SiteFigure.site) == site.site,
            col(SiteFigure.month).in_(span.texts),
            col(SiteFigure.code).in_(codes),
        )
    ):
        values.setdefault(row.month, {})[row.code] = (row.value, row.status)
    rows = desk.session.scalars(
        select(SiteMonthRow)
        .where(col(SiteMonthRow.site) == site.site, col(SiteMonthRow.month).in_(span.texts))
        .order_by(col(SiteMonthRow.month))
    )
    return tuple(
        SiteFigures(
            months.parse_month(row.month),
            row.source,
            row.kind,
            row.revision,
            values.get(row.month, {}),
        )
        for row in rows
    )


def district_column() -> Any:  # noqa: ANN401 - an expression of the store's library
    """The kabupaten of a library, as a column; a server groups only by the very same one."""
    return func.substr(col(SiteRow.code), 1, DISTRICT)


def known(span: MonthSpan, codes: Iterable[str]) -> tuple[Any, ...]:
    """What makes a row of figures one of these codes and months, with a value."""
    return (
        # Listed, not between: so the index by code is used with both.
        col(SiteFigure.month).in_(span.texts),
        col(SiteFigure.code).in_(list(codes)),
        col(SiteFigure.value).is_not(None),
    )


def last_months(span: MonthSpan, codes: Iterable[str]) -> Subquery:
    """The last month in which each library has a value of a code."""
    return (
        select(
            col(SiteFigure.site).label("site"),
            col(SiteFigure.code).label("code"),
            func.max(col(SiteFigure.month)).label("month"),
        )
        .where(*known(span, codes))
        .group_by(col(SiteFigure.site), col(SiteFigure.code))
        .subquery()
    )


def _grouped(span: MonthSpan, codes: list[str]) -> Select[Any]:
    district = district_column()
    return (
        select(
            district,
            col(SiteRow.kind),
            col(SiteFigure.code),
            cast(func.sum(col(SiteFigure.value)), BigInteger),
            func.count(col(SiteFigure.site).distinct()),
        )
        .join(SiteRow, col(SiteRow.site) == col(SiteFigure.site))
        .where(*known(span, codes))
        .group_by(district, col(SiteRow.kind), col(SiteFigure.code))
    )


def _grouped_last(span: MonthSpan, codes: list[str]) -> Select[Any]:
    last, district = last_months(span, codes), district_column()
    return (
        select(
            district,
            col(SiteRow.kind),
            col(SiteFigure.code),
            cast(func.sum(col(SiteFigure.value)), BigInteger),
            func.count(),
        )
        .join(last, _is_of(last))
        .join(SiteRow, col(SiteRow.site) == col(SiteFigure.site))
        .group_by(district, col(SiteRow.kind), col(SiteFigure.code))
    )


def _is_of(last: Subquery) -> Any:  # noqa: ANN401 - as above
    return (
        (col(SiteFigure.site) == last.c.site)
        & (col(SiteFigure.month) == last.c.month)
        & (col(SiteFigure.code) == last.c.code)
    )


def _read(desk: OfficeDesk, wanted: Select[Any]) -> list[SpanSum]:
    return [SpanSum(*row) for row in desk.session.execute(wanted)]


def _each_site(span: MonthSpan, codes: list[str], *, district: str, last: bool) -> Any:  # noqa: ANN401 - as above
    wanted: Any
    if last:
        newest = last_months(span, codes)
        wanted = select(col(SiteFigure.site), col(SiteFigure.code), col(SiteFigure.value)).join(
            newest, _is_of(newest)
        )
    else:
        wanted = (
            select(
                col(SiteFigure.site),
                col(SiteFigure.code),
                cast(func.sum(col(SiteFigure.value)), BigInteger),
            )
            .where(*known(span, codes))
            .group_by(col(SiteFigure.site), col(SiteFigure.code))
        )
    if not district:
        return wanted
    return _of_district(wanted.join(SiteRow, col(SiteRow.site) == col(SiteFigure.site)), district)


def _of_district(wanted: Any, district: str) -> Any:  # noqa: ANN401 - a statement of the store's
    return wanted.where(district_column() == district) if district else wanted


def _month_values(
    desk: OfficeDesk, month: str, codes: Collection[str], sites: list[int], *, whole: int
) -> Iterable[tuple[int, str, int]]:
    wanted = select(col(SiteFigure.site), col(SiteFigure.code), col(SiteFigure.value)).where(
        col(SiteFigure.month) == month,
        col(SiteFigure.code).in_(list(codes)),
        col(SiteFigure.value).is_not(None),
    )
    if len(sites) > whole // 2:
        yield from desk.session.execute(wanted)
        return
    for start in range(0, len(sites), 500):
        part = wanted.where(col(SiteFigure.site).in_(sites[start : start + 500]))
        yield from desk.session.execute(part)


__all__ = [
    "SiteFigures",
    "SiteSum",
    "SpanSum",
    "YearRow",
    "by_district",
    "by_site",
    "district_column",
    "known",
    "last_months",
    "latest",
    "months_of_site",
    "sorted_out",
    "year_table",
]
