"""Reports of visits: tallied by hand, so a dash where nobody tallied."""

from jukung.figures.reports import names
from jukung.figures.reports.asking import VISITED, Asking, month_words, shares
from jukung.figures.reports.report import Report, ReportColumn, Row, Span
from jukung.library.desk import Desk
from jukung.words import N_

GROUP = N_("Visits")

_BY_SEX = (
    ReportColumn(N_("Women"), "number", total=True, persons=True, inner=True),
    ReportColumn(N_("Men"), "number", total=True, persons=True, inner=True),
    ReportColumn(N_("Not noted"), "number", total=True, persons=True, inner=True),
    ReportColumn(N_("Visits"), "number", total=True, persons=True),
)
_SUMS = (
    "sum(count) FILTER (WHERE sex = 'female'), sum(count) FILTER (WHERE sex = 'male'), "
    "sum(count) FILTER (WHERE sex = 'unknown'), sum(count)"
)


def _by_day(desk: Desk, span: Span) -> tuple[Row, ...]:
    ask = Asking(desk, span)
    found = {row[0]: row[1:] for row in ask.rows(f"SELECT on_day, {_SUMS} {VISITED} GROUP BY 1")}
    return tuple(
        (row[0], *_counts(found.get(day)))
        for day, row in zip(ask.days(), ask.by_day(), strict=True)
    )


def _by_month(desk: Desk, span: Span) -> tuple[Row, ...]:
    ask = Asking(desk, span)
    found = {
        row[0]: row[1:]
        for row in ask.rows(
            "SELECT substr(on_day, 1, 7), sum(count), count(DISTINCT on_day), "
            f"count(DISTINCT borrower) {VISITED} GROUP BY 1"
        )
    }
    rows: list[Row] = []
    for month in ask.months():
        if counted := found.get(month.text):
            visits, days, members = (int(str(each)) for each in counted)
            rows.append((month_words(month), visits, days, visits / days, members or None))
        else:
            rows.append((month_words(month), None, None, None, None))
    return tuple(rows)


def _by_sex_and_age(desk: Desk, span: Span) -> tuple[Row, ...]:
    ask = Asking(desk, span)
    found = {row[0]: row[1:] for row in ask.rows(f"SELECT age_band, {_SUMS} {VISITED} GROUP BY 1")}
    if not found:
        return ()
    none = (0, 0, 0, 0)
    return tuple((words, *_counts(found.get(band, none))) for band, words in names.ages().items())


def _by_purpose(desk: Desk, span: Span) -> tuple[Row, ...]:
    ask = Asking(desk, span)
    found = ask.pairs(f"SELECT purpose, sum(count) {VISITED} GROUP BY 1")
    return shares(found, names.purposes()) if found else ()


def _counts(found: Row | None) -> Row:
    """A day's counts; None all through where nobody tallied, zero for who did not come."""
    return (None,) * 4 if found is None else tuple(int(str(each or 0)) for each in found)


VISITS = (
    Report(
        "visits_by_day",
        N_("Visits by day"),
        GROUP,
        (ReportColumn(N_("Day"), "day"), *_BY_SEX),
        _by_day,
        N_("Visitors tallied on each day. A dash is a day on which nobody tallied."),
        chart="line",
        charted=4,
    ),
    Report(
        "visits_by_month",
        N_("Visits by month"),
        GROUP,
        (
            ReportColumn(N_("Month")),
            ReportColumn(N_("Visits"), "number", total=True),
            ReportColumn(N_("Days tallied"), "number", total=True),
            ReportColumn(N_("Visits a day"), "rate"),
            ReportColumn(N_("Different members by card"), "number", persons=True, apart=True),
        ),
        _by_month,
        N_(
            "Visitors tallied in each month, on how many days, and how many different members "
            "among them showed their card."
        ),
        chart="bars",
    ),
    Report(
        "visits_by_sex_age",
        N_("Visits by sex and age"),
        GROUP,
        (ReportColumn(N_("Age"), wide=True), *_BY_SEX),
        _by_sex_and_age,
        N_("Visitors by sex and age, as far as they were noted."),
        chart="bars",
        charted=4,
    ),
    Report(
        "visits_by_purpose",
        N_("Visits by purpose"),
        GROUP,
        (
            ReportColumn(N_("Purpose"), wide=True),
            ReportColumn(N_("Visits"), "number", total=True),
            ReportColumn(N_("Share"), "share"),
        ),
        _by_purpose,
        N_("What visitors came for, where they were asked."),
        chart="bars",
    ),
)
