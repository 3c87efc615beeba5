"""Reports of the care of the collection: stocktakes, newspapers and magazines."""

from datetime import date

from jukung.figures.reports.asking import Asking
from jukung.figures.reports.report import Report, ReportColumn, Row, Span
from jukung.figures.reports.stock import GROUP
from jukung.library.desk import Desk
from jukung.messages import FREQUENCIES
from jukung.words import N_, _


def _stocktakes(desk: Desk, span: Span) -> tuple[Row, ...]:
    found = Asking(desk, span).rows(
        "SELECT k.ended_on, k.name, count(*), count(s.seen_at), "
        "sum(s.fate IN ('unseen', 'boxed')), sum(s.fate IN ('out', 'waiting', 'trolley', 'back')), "
        "(SELECT count(*) FROM stocktake_other o WHERE o.stocktake = k.row AND o.copy IS NULL) "
        "FROM stocktake k JOIN stocktake_copy s ON s.stocktake = k.row "
        "WHERE k.state = 'finished' AND k.ended_on BETWEEN :first AND :last "
        "GROUP BY k.row ORDER BY k.ended_on, k.row"
    )
    return tuple((date.fromisoformat(str(day)), *rest) for day, *rest in found)


def _serials(desk: Desk, span: Span) -> tuple[Row, ...]:
    found = Asking(desk, span).rows(
        "SELECT t.title, t.frequency, "
        "count(*) FILTER (WHERE i.arrived_on BETWEEN :first AND :last), "
        "coalesce(sum(i.count) FILTER (WHERE i.arrived_on BETWEEN :first AND :last), 0), "
        "count(*) FILTER (WHERE i.state = 'missing' AND i.dated_on BETWEEN :first AND :last) "
        "FROM title t LEFT JOIN issue i ON i.title = t.row AND i.cancel_act IS NULL "
        "WHERE t.frequency <> 'none' AND t.merged_into IS NULL AND t.added_on <= :last "
        "GROUP BY t.row ORDER BY t.title COLLATE NOCASE, t.row"
    )
    return tuple((title, _(FREQUENCIES[str(often)]), *rest) for title, often, *rest in found)


CARE = (
    Report(
        "stocktakes",
        N_("Stocktakes"),
        GROUP,
        (
            ReportColumn(N_("Finished"), "day"),
            ReportColumn(N_("Stocktake"), wide=True),
            ReportColumn(N_("On the list"), "number"),
            ReportColumn(N_("Seen"), "number"),
            ReportColumn(N_("Not seen"), "number"),
            ReportColumn(N_("Lent or away"), "number"),
            ReportColumn(N_("Numbers nobody knows"), "number"),
        ),
        _stocktakes,
        N_("Every stocktake that was finished in these days, and how the copies were found."),
    ),
    Report(
        "serials",
        N_("Newspapers and magazines"),
        GROUP,
        (
            ReportColumn(N_("Title"), wide=True),
            ReportColumn(N_("How often")),
            ReportColumn(N_("Issues"), "number", total=True),
            ReportColumn(N_("Copies of issues"), "number", total=True),
            ReportColumn(N_("Missing issues"), "number", total=True),
        ),
        _serials,
        N_(
            "Each newspaper and magazine with the issues that arrived or are missing in these days."
        ),
    ),
)
