"""The lists that prove the figures of a workbook, all at once."""

from jukung.figures.ready.year import span_of
from jukung.figures.reports.evidence import EVIDENCE
from jukung.figures.reports.report import ReportTable
from jukung.figures.reports.running import run
from jukung.library.desk import Desk
from jukung.library.permission import STAFF, allowed


@allowed(STAFF)
def lists(desk: Desk, year: int) -> tuple[ReportTable, ...]:
    """The lists of a year as they leave the library; those without rows too."""
    return tuple(run(desk, each.code, span_of(year), outward=True) for each in EVIDENCE)
