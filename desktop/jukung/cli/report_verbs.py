"""Reports from the command line: on the screen, as a workbook, as CSV, on paper."""

from argparse import Namespace
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from jukung.cli.answer import Answer
from jukung.cli.library_verbs import opened
from jukung.cli.placed import target_of, written
from jukung.domain import errors, months
from jukung.exchange import tables
from jukung.exchange.parcels.flushed import write_true
from jukung.figures.reports import running
from jukung.figures.reports.report import ReportTable, Span
from jukung.library import letterhead
from jukung.library.desk import Desk
from jukung.paper.document import Letterhead, Signer
from jukung.paper.report_pages import report_page
from jukung.words import _

LIST = "list"
_SUFFIXES = (".xlsx", ".csv", ".pdf")


def report(arguments: Namespace) -> Answer:
    """Count a report, this month's days unless given; or list them all."""
    if arguments.code == LIST:
        return _list(arguments)
    target = _target(arguments)
    with opened(arguments) as library, library.reading() as desk:
        span = _span(desk, arguments)
        table = running.run(desk, arguments.code, span, outward=target is not None)
        content = None if target is None else _content(desk, table, target, arguments.paper)
    if target is None or content is None:
        return Answer(_value(table), tuple(_lines(table)))
    write_true(target, content)
    words = _("Written: {path}").format(path=target)
    return Answer(written(target, report=table.code, rows=len(table.rows)), (words,))


def _list(arguments: Namespace) -> Answer:
    with opened(arguments) as library, library.reading() as desk:
        found = running.listed(desk)
    value = [
        {"code": r.code, "title": r.title, "group": r.group, "definition": r.definition}
        for r in found
    ]
    return Answer(value, tuple(f"{r.code:<26} {r.group}: {r.title}" for r in found))


def _target(arguments: Namespace) -> Path | None:
    if not arguments.out:
        return None
    target = target_of(arguments)
    if target.suffix.lower() not in _SUFFIXES:
        raise errors.ReportFormUnknown(target.name)
    return target


def _span(desk: Desk, arguments: Namespace) -> Span:
    month = months.month_of(desk.today)
    last = months.parse_day(arguments.last) if arguments.last else None
    first = months.parse_day(arguments.first) if arguments.first else None
    if first is None:
        first = months.month_of(last).first if last else month.first
    return Span(first, last or max(month.last, first))


def _content(desk: Desk, table: ReportTable, target: Path, paper: str) -> bytes:
    suffix = target.suffix.lower()
    if suffix == ".xlsx":
        return tables.workbook([table])
    if suffix == ".csv":
        return tables.lines(table)
    head, signers = head_of(desk)
    return report_page(table, letterhead=head, signers=signers, paper=paper)


def head_of(desk: Desk) -> tuple[Letterhead, tuple[Signer, ...]]:
    """The head of the library's papers, and who signs them."""
    try:
        view = letterhead.show(desk)
    except errors.NotAllowed:
        # Whoever only reads figures does not see the letters.
        return Letterhead(name=desk.profile.name), ()
    signers = tuple(Signer(s.position, s.name, s.number, s.before) for s in view.signers)
    return Letterhead(view.above, view.name, view.lines, view.crest, view.second_crest), signers


def _value(table: ReportTable) -> dict[str, object]:
    return {
        "report": table.code,
        "title": table.title,
        "first": table.span.first,
        "last": table.span.last,
        "columns": table.headings,
        "rows": [_plain(row) for row in table.rows],
        "total": _plain(table.total) if table.total is not None else None,
    }


def _plain(row: Sequence[object]) -> list[object]:
    return [cell.isoformat() if isinstance(cell, date) else cell for cell in row]


def _lines(table: ReportTable) -> list[str]:
    """The table in columns as wide as what stands in them."""
    rows = [table.headings, *table.lines]
    wide = [max(len(row[place]) for row in rows) for place in range(len(table.headings))]
    shown = [
        "  ".join(
            cell.rjust(wide[place]) if table.is_figure[place] else cell.ljust(wide[place])
            for place, cell in enumerate(row)
        ).rstrip()
        for row in rows
    ]
    if not table.rows:
        shown.append(_("Nothing is recorded of these days."))
    return [table.title, table.source, "", *shown]
