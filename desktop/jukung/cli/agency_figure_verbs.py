"""Verbs of the agency's figures: tables, comparisons, open data, DHIS2."""

from argparse import Namespace
from pathlib import Path
from typing import Any

from jukung.agency import comparisons, dhis2, figure_tables, open_package, span_totals
from jukung.agency.figure_tables import FigureTable
from jukung.agency.office import OfficeDesk
from jukung.agency.spans import MonthSpan, parse_span
from jukung.cli import agency_files
from jukung.cli.answer import Answer
from jukung.cli.offices import opened
from jukung.domain import errors, months
from jukung.figures.indicators import SENT
from jukung.figures.reports.report import ReportTable
from jukung.figures.reports.writing import decimal
from jukung.words import _, number


def show_figures(arguments: Namespace) -> Answer:
    """Show a figure of a span by kabupaten, by library, or by month; or write it."""
    span = _span(arguments)
    code = _known(arguments.indicator)
    with opened(arguments) as office, office.reading() as desk:
        table = _table(desk, span, code, by=arguments.by, of=arguments.of).table
        if arguments.to:
            return agency_files.write(desk, [table], Path(arguments.to))
    return Answer(_value(table, code), _lines(table))


def compare(arguments: Namespace) -> Answer:
    """Compare two spans of equal length, in libraries that reported both."""
    span, other = parse_span(arguments.span), parse_span(arguments.other)
    if len(span.months) != len(other.months):
        raise errors.MonthUnreadable(arguments.other)
    codes = [_known(arguments.indicator)] if arguments.indicator else _wholes()
    value: dict[str, Any] = {}
    lines: list[str] = []
    with opened(arguments) as office, office.reading() as desk:
        found = comparisons.changes(desk, span, other, codes=codes)
    for code in codes:
        whole = comparisons.together(found, code)
        if whole is None:
            continue
        value[code] = {
            "now": whole.now,
            "before": whole.before,
            "share": whole.share,
            "libraries": whole.sites,
        }
        share = "–" if whole.share is None else f"{decimal(100 * whole.share)} %"
        title = figure_tables.title_of(code)
        lines.append(
            f"{title:<40} {number(whole.now):>12} {number(whole.before):>12} {share:>10} "
            f"{number(whole.sites):>7}"
        )
    return Answer({"span": span.words, "against": other.words, "values": value}, tuple(lines))


def write_open_package(arguments: Namespace) -> Answer:
    """Write the open data package of a year, without small cells."""
    with opened(arguments) as office, office.changing(by=arguments.staff) as desk:
        written = open_package.write(
            desk, _year(arguments.year), Path(arguments.to), with_libraries=arguments.libraries
        )
    lines = tuple(_("Written: {path}").format(path=path) for path in written)
    return Answer({"files": [str(path) for path in written]}, lines)


def write_dhis2(arguments: Namespace) -> Answer:
    """Write a span for DHIS2."""
    span = parse_span(arguments.month)
    with opened(arguments) as office, office.reading() as desk:
        written = dhis2.write(desk, span, Path(arguments.to))
    lines = tuple(_("Written: {path}").format(path=path) for path in written)
    return Answer({"files": [str(path) for path in written]}, lines)


def show_year(arguments: Namespace) -> Answer:
    """Show or write a year of the whole office."""
    year = _year(arguments.year)
    with opened(arguments) as office, office.reading() as desk:
        table = figure_tables.of_year(desk, year)
        rows = span_totals.year_table(desk, year)
        if arguments.to:
            return agency_files.write(desk, [table], Path(arguments.to))
    value = {row.code: {"months": list(row.months), "year": row.year} for row in rows}
    return Answer(value, _lines(table))


def _span(arguments: Namespace) -> MonthSpan:
    first = parse_span(arguments.first)
    last = parse_span(arguments.last) if arguments.last else first
    if last.last < first.first:
        raise errors.MonthUnreadable(arguments.last)
    return MonthSpan(first.first, last.last)


def _table(desk: OfficeDesk, span: MonthSpan, code: str, *, by: str, of: str) -> FigureTable:
    if by == "site":
        return figure_tables.of_sites(desk, span, code, of or desk.profile.code)
    if by == "month":
        return figure_tables.of_site(desk, span, code, of)
    return figure_tables.of_districts(desk, span, code)


def _known(code: str) -> str:
    if code not in {each.code for each in SENT}:
        raise errors.FigureUnknown(code)
    return code


def _wholes() -> list[str]:
    return [each.code for each in SENT if not each.part_of]


def _year(text: str) -> int:
    return months.parse_month(f"{text}-01").year


def _value(table: ReportTable, code: str) -> dict[str, Any]:
    return {
        "indicator": code,
        "columns": list(table.headings),
        "rows": [list(row) for row in table.rows],
        "total": list(table.total) if table.total else None,
    }


def _lines(table: ReportTable) -> tuple[str, ...]:
    rows = (table.headings, *table.lines)
    wide = [max(len(row[place]) for row in rows) for place in range(len(table.headings))]
    return tuple(
        "  ".join(
            cell.rjust(wide[place]) if table.is_figure[place] else cell.ljust(wide[place])
            for place, cell in enumerate(row)
        ).rstrip()
        for row in rows
    )
