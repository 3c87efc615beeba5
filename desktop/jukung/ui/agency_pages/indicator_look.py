"""What the page of indicators shows, read at one desk of the agency.

Everything here runs on a lane; the page is given frozen values.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jukung.domain.kinds import LibraryKind
from jukung.domain.months import month_of
from jukung.ui import verbs
from jukung.ui.agency_pages.two_years import TwoYears
from jukung.words import _, number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jukung.agency.figure_tables import FigureTable
    from jukung.agency.office import OfficeDesk
    from jukung.agency.spans import MonthSpan
    from jukung.domain.months import Month
    from jukung.figures.reports.charts import Chart
    from jukung.figures.reports.report import ReportTable

PRISONS = "prisons"
SUFFIXES = (".xlsx", ".csv", ".pdf")


@dataclass(frozen=True, slots=True)
class IndicatorName:
    """An indicator in the list."""

    code: str
    title: str
    is_part: bool
    has_parts: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """Which figure, of which months, how deep: all, one kabupaten, one library."""

    code: str
    unit: str = "month"
    until: Month | None = None
    """A month in the span; the last full one where nothing was chosen."""
    district: str = ""
    site: str = ""
    with_parts: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A table with its keys, its cells in words, and what is drawn of it."""

    asked: Asked
    span: MonthSpan
    table: ReportTable
    lines: tuple[tuple[str, ...], ...]
    keys: tuple[str, ...]
    bars: Chart | None
    years: TwoYears
    site_count: int


def names() -> tuple[IndicatorName, ...]:
    """What libraries send, parts behind their wholes."""
    sent = verbs.indicators.SENT
    wholes = {each.part_of for each in sent}
    return tuple(
        IndicatorName(each.code, _(each.title), bool(each.part_of), each.code in wholes)
        for each in sent
    )


def look(desk: OfficeDesk, asked: Asked) -> Shown:
    """One figure over a span, with twelve months beside the year before."""
    span = span_of(desk, asked)
    found = _table(desk, span, asked)
    return Shown(
        asked=asked,
        span=span,
        table=found.table,
        lines=found.table.lines,
        keys=found.keys,
        bars=None if asked.site else found.table.drawing(),
        years=years(desk, span.last, asked.code, district=asked.district, site=asked.site),
        site_count=len(verbs.sites.all_sites(desk)),
    )


def span_of(desk: OfficeDesk, asked: Asked) -> MonthSpan:
    """The months that are asked for; the month before this one where none was chosen."""
    month = asked.until or month_of(desk.today).before
    if asked.unit == "quarter":
        return verbs.spans.quarter_of(month)
    if asked.unit == "year":
        return verbs.spans.year_of(month.year)
    return verbs.spans.month_only(month)


def years(
    desk: OfficeDesk, until: Month, code: str, *, district: str = "", site: str = ""
) -> TwoYears:
    """Twelve months and the same a year before, in libraries that reported both.

    Where no library has both, all that reported are drawn, and the words say so.
    """
    prisons = district == PRISONS
    place = "" if prisons or site else district
    # The kabupaten's own row has no prisons in it.
    kind = LibraryKind.prison if prisons else LibraryKind.village if place else None
    pairs = verbs.comparisons.pairs(desk, until, code, district=place, kind=kind, site=site)
    months = tuple(pair.month for pair in pairs)
    if any(pair.sites for pair in pairs):
        most = max(pair.sites for pair in pairs)
        words = _("only libraries that reported in both years (up to {count})")
        return TwoYears(
            months,
            tuple(pair.now for pair in pairs),
            tuple(pair.before for pair in pairs),
            words.format(count=number(most)),
            tuple(pair.sites for pair in pairs),
        )
    alone = _alone(desk, months, code, district=place, kind=kind, site=site)
    words = _("all libraries that reported; none of them has the year before")
    return TwoYears(months, alone, (None,) * len(months), words)


def written(desk: OfficeDesk, asked: Asked, *, suffix: str) -> bytes:
    """The table as a file for others: a workbook, or CSV."""
    table = _table(desk, span_of(desk, asked), asked).table
    if suffix == ".csv":
        return verbs.report_tables.lines(table)
    return verbs.report_tables.workbook([table])


def pdf(desk: OfficeDesk, asked: Asked, *, paper: str) -> bytes:
    """The table on paper, with its bars; refuses NothingToPrint."""
    return verbs.report_pages.report_page(
        _table(desk, span_of(desk, asked), asked).table,
        letterhead=verbs.paper_head.letterhead(desk),
        paper=paper,
        chart=not asked.site,
    )


def _table(desk: OfficeDesk, span: MonthSpan, asked: Asked) -> FigureTable:
    tables, parts = verbs.figure_tables, asked.with_parts
    if asked.site:
        return tables.of_site(desk, span, asked.code, asked.site, with_parts=parts)
    if asked.district:
        return tables.of_sites(desk, span, asked.code, asked.district, with_parts=parts)
    return tables.of_districts(desk, span, asked.code, with_parts=parts)


def _alone(
    desk: OfficeDesk,
    months: Sequence[Month],
    code: str,
    *,
    district: str,
    kind: LibraryKind | None,
    site: str,
) -> tuple[int | None, ...]:
    found: dict[str, int] = {}
    if site:
        span = verbs.spans.MonthSpan(months[0], months[-1])
        for each in verbs.span_totals.months_of_site(desk, site, span, codes=[code]):
            value = each.values.get(code, (None, ""))[0]
            if value is not None:
                found[each.month.text] = value
        return tuple(found.get(month.text) for month in months)
    for one in verbs.totals.sums(desk, months[0], months[-1], codes=[code]):
        wanted = (not district or one.district == district) and kind in (None, one.kind)
        if wanted and one.total is not None:
            found[one.month] = found.get(one.month, 0) + one.total
    return tuple(found.get(month.text) for month in months)
