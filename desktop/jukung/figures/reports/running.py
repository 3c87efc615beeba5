"""Making a report: who may see it, its total, and what of it may leave."""

from dataclasses import dataclass, replace
from datetime import date

from jukung.domain import errors
from jukung.figures.reports import REPORTS
from jukung.figures.reports.report import Cell, Report, ReportColumn, ReportTable, Row, Span
from jukung.figures.reports.small_cells import covered
from jukung.figures.reports.village_cells import spared
from jukung.library.desk import Desk
from jukung.library.permission import KEEPERS, READERS, allowed
from jukung.words import _


@dataclass(frozen=True, slots=True)
class ReportName:
    """A report as a list shows it, in the language spoken now."""

    code: str
    title: str
    group: str
    definition: str


@allowed(READERS)
def listed(desk: Desk) -> tuple[ReportName, ...]:
    """The reports that this person may see, by their groups."""
    seen = [each for each in REPORTS if _may_see(desk, each)]
    groups = list(dict.fromkeys(each.group for each in seen))
    seen.sort(key=lambda each: groups.index(each.group))
    return tuple(
        ReportName(each.code, _(each.title), _(each.group), _(each.definition)) for each in seen
    )


@allowed(READERS)
def run(desk: Desk, code: str, span: Span, *, outward: bool = False) -> ReportTable:
    """Count a report; `outward` covers few people where it leaves the library.

    Refuses ReportUnknown, NotAllowed, DaysBackwards.
    """
    report = next((each for each in REPORTS if each.code == code), None)
    if report is None:
        raise errors.ReportUnknown(code)
    if not _may_see(desk, report):
        raise errors.NotAllowed(desk.staff.role)
    return made(desk, report, span, outward=outward)


def made(desk: Desk, report: Report, span: Span, *, outward: bool = False) -> ReportTable:
    """Count a report that somebody may see; refuses DaysBackwards."""
    if span.last < span.first:
        raise errors.DaysBackwards(span.first, span.last)
    days = _days(desk, report, span)
    compute = report.outward if outward and report.outward else report.compute
    rows = compute(desk, days)
    columns = tuple(replace(each, title=_(each.title).partition("#")[0]) for each in report.columns)
    table = ReportTable(
        report.code,
        _(report.title),
        columns,
        rows,
        _total(columns, rows),
        days,
        _(report.definition),
        desk.profile.name,
        desk.today,
        report.chart,
        report.charted,
    )
    if not outward:
        return table
    return covered(table) if desk.profile.is_prison else spared(table)


def _may_see(desk: Desk, report: Report) -> bool:
    return not report.for_keepers or desk.staff.role in KEEPERS


def _days(desk: Desk, report: Report, span: Span) -> Span:
    """The days a report is of: what is known of, and for some a whole year."""
    if report.of_year:
        year = span.last.year
        return Span(date(year, 1, 1), date(year, 12, 31))
    if report.at_end and span.last > desk.today >= span.first:
        return Span(span.first, desk.today)
    return span


def _total(columns: tuple[ReportColumn, ...], rows: tuple[Row, ...]) -> Row | None:
    """The sums of the columns that add up; None for one that nothing is known of."""
    if len(rows) < 2 or not any(column.total for column in columns):
        return None
    sums: list[Cell] = []
    for place, column in enumerate(columns):
        known = [row[place] for row in rows if row[place] is not None]
        figures = [each for each in known if isinstance(each, int | float)]
        sums.append((sum(figures) if figures else None) if column.total else "")
    return (_("Total"), *sums[1:])
