"""The printed list of invitations: ticked off while they are handed over."""

from collections.abc import Sequence
from pathlib import Path

from jukung.agency.invitations import Made
from jukung.agency.office import OfficeDesk
from jukung.agency.paper_head import letterhead
from jukung.exchange import tables
from jukung.exchange.parcels.flushed import write_true
from jukung.figures.reports.report import ReportColumn, ReportTable, Span
from jukung.paper.report_pages import report_page
from jukung.words import _

NAME = "JKU"


def write(desk: OfficeDesk, made: Sequence[Made], folder: Path) -> tuple[Path, ...]:
    """Write the list beside the invitations, as PDF and XLSX; none where none was made.

    Refuses DiskFull, CannotWrite.
    """
    if not made:
        return ()
    table = table_of(desk, made)
    page = report_page(table, letterhead=letterhead(desk))
    return (
        write_true(folder / f"{NAME}.pdf", page),
        tables.write_xlsx((table,), folder / f"{NAME}.xlsx"),
    )


def table_of(desk: OfficeDesk, made: Sequence[Made]) -> ReportTable:
    """The invitations as a table, with room to sign for each; secrets are not in it."""
    until = max(each.until for each in made)
    return ReportTable(
        code="invitations",
        title=_("Invitations handed out"),
        columns=(
            ReportColumn(_("Region code")),
            ReportColumn(_("Library"), wide=True),
            ReportColumn(_("File")),
            ReportColumn(_("Good until"), kind="day"),
            ReportColumn(_("Received by")),
        ),
        rows=tuple((each.code, each.name, each.path.name, each.until, "") for each in made),
        total=None,
        span=Span(desk.today, until),
        definition=_("Each file works once, for the library named beside it."),
        library=desk.profile.name,
        made_on=desk.today,
    )
