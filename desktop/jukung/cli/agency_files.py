"""Tables of the agency as files: a workbook, CSV, or paper."""

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from jukung.agency import paper_head
from jukung.agency.office import OfficeDesk
from jukung.cli.answer import Answer
from jukung.domain import errors, months
from jukung.domain.months import Month
from jukung.exchange import tables
from jukung.exchange.parcels.flushed import write_true
from jukung.figures.reports.report import ReportTable
from jukung.paper.report_pages import report_page
from jukung.words import _


def write(desk: OfficeDesk, made: Sequence[ReportTable], path: Path) -> Answer:
    """Write tables as the ending of the name says; refuses ReportFormUnknown."""
    suffix = path.suffix.lower()
    if not made:
        raise errors.NothingToPrint
    if suffix == ".xlsx":
        return written(path, tables.workbook(made))
    if suffix == ".csv":
        return written(path, tables.lines(made[0]))
    if suffix == ".pdf":
        head = paper_head.letterhead(desk)
        return written(path, report_page(made[0], letterhead=head))
    raise errors.ReportFormUnknown(path.name)


def written(path: Path, content: bytes) -> Answer:
    """Write a file, and say so."""
    target = write_true(path, content)
    return Answer({"file": str(target)}, (_("Written: {path}").format(path=target),))


def by(arguments: Namespace) -> str:
    """Who stands there."""
    return str(arguments.staff or "")


def month_of(typed: str | None, desk: OfficeDesk) -> Month:
    """The month that was typed, or the last one that is over."""
    return months.parse_month(typed) if typed else months.month_of(desk.today).before
