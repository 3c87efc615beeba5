"""Reports counted on a lane, and written as a workbook, as CSV or on paper."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jukung.domain.errors import NotAllowed
from jukung.ui import verbs
from jukung.ui.pages.letter_work import drawn_head, drawn_signers

if TYPE_CHECKING:
    from jukung.figures.reports.charts import Chart
    from jukung.figures.reports.report import ReportTable
    from jukung.library.desk import Desk
    from jukung.paper.document import Letterhead, Signer
    from jukung.ui.pages.report_spans import Days

SUFFIXES = (".xlsx", ".csv", ".pdf")


@dataclass(frozen=True, slots=True)
class Counted:
    """A report ready to be shown: its table, the cells in words, its chart."""

    table: ReportTable
    lines: tuple[tuple[str, ...], ...]
    chart: Chart | None


def count(desk: Desk, code: str, days: Days) -> Counted:
    """Count a report for the library's own screen."""
    table = verbs.reports.run(desk, code, verbs.report_values.Span(days.first, days.last))
    return Counted(table, table.lines, table.drawing())


def written(desk: Desk, code: str, days: Days, *, suffix: str) -> bytes:
    """A report as a file for others: a workbook, or CSV."""
    table = _outward(desk, code, days)
    if suffix == ".csv":
        return verbs.report_tables.lines(table)
    return verbs.report_tables.workbook([table])


def report_pdf(desk: Desk, code: str, days: Days, *, paper: str) -> bytes:
    """A report on paper, with its chart; refuses NothingToPrint."""
    head, signers = _head(desk)
    return verbs.report_pages.report_page(
        _outward(desk, code, days), letterhead=head, signers=signers, paper=paper, chart=True
    )


def _outward(desk: Desk, code: str, days: Days) -> ReportTable:
    span = verbs.report_values.Span(days.first, days.last)
    return verbs.reports.run(desk, code, span, outward=True)


def _head(desk: Desk) -> tuple[Letterhead, tuple[Signer, ...]]:
    try:
        view = verbs.letterhead.show(desk)
    except NotAllowed:
        # Whoever only reads figures does not see the letters.
        return verbs.document.Letterhead(name=desk.profile.name), ()
    return drawn_head(view), drawn_signers(view)
