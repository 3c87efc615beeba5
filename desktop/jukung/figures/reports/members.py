"""Reports of members: how many of which kind, who came new, who left; never who."""

from jukung.figures.reports import names
from jukung.figures.reports.asking import LENT, Asking
from jukung.figures.reports.report import Report, ReportColumn, Row, Span
from jukung.library.desk import Desk
from jukung.words import N_

GROUP = N_("Members")

_BY_SEX = (
    "count(*) FILTER (WHERE p.sex = 'female'), count(*) FILTER (WHERE p.sex = 'male'), "
    "count(*) FILTER (WHERE coalesce(p.sex, 'unknown') = 'unknown'), count(*)"
)
_FROM = "FROM borrower b LEFT JOIN person p ON p.row = b.person WHERE b.merged_into IS NULL"
_SEXES = (
    ReportColumn(N_("Women"), "number", total=True, persons=True, inner=True),
    ReportColumn(N_("Men"), "number", total=True, persons=True, inner=True),
    ReportColumn(N_("Not noted"), "number", total=True, persons=True, inner=True),
)


def _by_kind(desk: Desk, span: Span) -> tuple[Row, ...]:
    ask = Asking(desk, span)
    found = {
        str(row[0]): row[1:]
        for row in ask.rows(
            f"SELECT b.kind, {_BY_SEX} {_FROM} AND b.since_on <= :last "
            "AND (b.left_on IS NULL OR b.left_on > :last) AND :first <= :last GROUP BY 1"
        )
    }
    active = ask.pairs(
        "SELECT b.kind, count(*) FROM borrower b WHERE b.row IN "  # noqa: S608 - our own words
        f"(SELECT DISTINCT borrower {LENT} AND borrower IS NOT NULL) GROUP BY 1"
    )
    return tuple(
        (words, *found[kind], active.get(kind, 0))
        for kind, words in names.borrowers().items()
        if kind in found
    )


def _new(desk: Desk, span: Span) -> tuple[Row, ...]:
    return _monthly(desk, span, "since_on")


def _left(desk: Desk, span: Span) -> tuple[Row, ...]:
    return _monthly(desk, span, "left_on")


def _monthly(desk: Desk, span: Span, column: str) -> tuple[Row, ...]:
    ask = Asking(desk, span)
    found = {
        str(row[0]): [int(str(each)) for each in row[1:]]
        for row in ask.rows(
            f"SELECT substr(b.{column}, 1, 7), {_BY_SEX} {_FROM} "
            f"AND b.{column} BETWEEN :first AND :last GROUP BY 1"
        )
    }
    return ask.by_month(
        *({month: counts[place] for month, counts in found.items()} for place in range(4))
    )


MEMBERS = (
    Report(
        "members_by_kind",
        N_("Members by kind"),
        GROUP,
        (
            ReportColumn(N_("Kind of member"), wide=True),
            *_SEXES,
            ReportColumn(N_("Members"), "number", total=True, persons=True),
            ReportColumn(
                N_("Borrowed in these days"), "number", total=True, persons=True, apart=True
            ),
        ),
        _by_kind,
        N_(
            "Members registered and not left on the last day, and how many of each kind "
            "borrowed in these days."
        ),
        chart="bars",
        charted=4,
        at_end=True,
    ),
    Report(
        "members_new",
        N_("New members"),
        GROUP,
        (
            ReportColumn(N_("Month")),
            *_SEXES,
            ReportColumn(N_("New members"), "number", total=True, persons=True),
        ),
        _new,
        N_("Members registered in each month."),
        chart="bars",
        charted=4,
    ),
    Report(
        "members_left",
        N_("Members who left"),
        GROUP,
        (
            ReportColumn(N_("Month")),
            *_SEXES,
            ReportColumn(N_("Left#members"), "number", total=True, persons=True),
        ),
        _left,
        N_("Members whose membership ended in each month because they left."),
        chart="bars",
        charted=4,
    ),
)
