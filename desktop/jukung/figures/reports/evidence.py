"""The lists that prove the figures of a workbook: no visitor is named in any of them."""

from datetime import date

from jukung.figures.reports import names
from jukung.figures.reports.asking import HELD, OWN, VISITED, Asking
from jukung.figures.reports.report import Report, ReportColumn, Row, Span
from jukung.library.desk import Desk
from jukung.words import N_

GROUP = N_("Evidence")


def _collection(desk: Desk, span: Span) -> tuple[Row, ...]:
    said = names.collections()
    return tuple(
        (number, inventory, call, title, people, publisher, year, said[str(kind)], source,
         date.fromisoformat(str(added)))
        for number, inventory, call, title, people, publisher, year, kind, source, added in Asking(
            desk, span
        ).rows(
            "SELECT c.number, c.inventory_code, coalesce(nullif(c.call_number, ''), "
            "t.call_number), t.title, t.people, t.publisher, t.year, c.kind, c.source, c.added_on "
            f"{OWN.replace('WHERE', 'JOIN title t ON t.row = c.title WHERE', 1)} "
            "AND :first <= :last ORDER BY c.row"
        )
    )  # fmt: skip


def _tallied(desk: Desk, span: Span, *, only: str = "") -> tuple[Row, ...]:
    return tuple(
        (date.fromisoformat(str(day)), *(int(str(each or 0)) for each in counts))
        for day, *counts in Asking(desk, span).rows(
            "SELECT on_day, sum(count) FILTER (WHERE sex = 'female'), "
            "sum(count) FILTER (WHERE sex = 'male'), sum(count) FILTER (WHERE sex = 'unknown'), "
            f"sum(count) {VISITED} {only} GROUP BY 1 ORDER BY 1"
        )
    )


def _visitors(desk: Desk, span: Span) -> tuple[Row, ...]:
    return _tallied(desk, span)


def _at_computers(desk: Desk, span: Span) -> tuple[Row, ...]:
    return _tallied(desk, span, only="AND computer = 1")


def _activities(desk: Desk, span: Span) -> tuple[Row, ...]:
    said = names.strategies()
    return tuple(
        (date.fromisoformat(str(day)), name, said[str(strategy)], theme, place, partner, *counts)
        for day, name, strategy, theme, place, partner, *counts in Asking(desk, span).rows(
            "SELECT on_day, name, strategy, theme, place, partner, female_count, male_count, "
            "CASE WHEN female_count IS NOT NULL OR male_count IS NOT NULL "
            f"THEN coalesce(female_count, 0) + coalesce(male_count, 0) END {HELD} "
            "ORDER BY on_day, row"
        )
    )


def _agreements(desk: Desk, span: Span) -> tuple[Row, ...]:
    return tuple(
        (partner, matter, document, date.fromisoformat(str(first)),
         date.fromisoformat(str(last)) if last else None)
        for partner, matter, document, first, last in Asking(desk, span).rows(
            "SELECT partner, matter, document, from_on, until_on FROM cooperation "
            "WHERE cancel_act IS NULL AND from_on <= :last "
            "AND (until_on IS NULL OR until_on >= :first) ORDER BY from_on, row"
        )
    )  # fmt: skip


def _by_sex() -> tuple[ReportColumn, ...]:
    return (
        ReportColumn(N_("Women"), "number", total=True, persons=True, inner=True),
        ReportColumn(N_("Men"), "number", total=True, persons=True, inner=True),
        ReportColumn(N_("Not noted"), "number", total=True, persons=True, inner=True),
        ReportColumn(N_("Visits"), "number", total=True, persons=True),
    )


EVIDENCE: tuple[Report, ...] = (
    Report(
        "evidence_collection",
        N_("Collection list"),
        GROUP,
        (
            ReportColumn(N_("Number")),
            ReportColumn(N_("Inventory")),
            ReportColumn(N_("Call number")),
            ReportColumn(N_("Title"), wide=True),
            ReportColumn(N_("Author")),
            ReportColumn(N_("Publisher")),
            ReportColumn(N_("Year")),
            ReportColumn(N_("Part of the collection")),
            ReportColumn(N_("Source#acquisition")),
            ReportColumn(N_("Added"), "day"),
        ),
        _collection,
        N_("Every own copy that was held on the last day."),
        at_end=True,
    ),
    Report(
        "evidence_visitors",
        N_("Visitor list"),
        GROUP,
        (ReportColumn(N_("Day"), "day"), *_by_sex()),
        _visitors,
        N_("Visitors of each day on which they were tallied; nobody is named."),
    ),
    Report(
        "evidence_computers",
        N_("Computer users"),
        GROUP,
        (ReportColumn(N_("Day"), "day"), *_by_sex()),
        _at_computers,
        N_("Visitors who used a computer or the internet, by day; nobody is named."),
    ),
    Report(
        "evidence_activities",
        N_("Activity list"),
        GROUP,
        (
            ReportColumn(N_("Day"), "day"),
            ReportColumn(N_("Activity"), wide=True),
            ReportColumn(N_("Strategy")),
            ReportColumn(N_("Theme")),
            ReportColumn(N_("Place")),
            ReportColumn(N_("Partner")),
            ReportColumn(N_("Women"), "number", total=True, persons=True, inner=True),
            ReportColumn(N_("Men"), "number", total=True, persons=True, inner=True),
            ReportColumn(N_("Participants"), "number", total=True, persons=True),
        ),
        _activities,
        N_("Every activity of the year. A dash: nobody was counted."),
    ),
    Report(
        "evidence_agreements",
        N_("List of agreements"),
        GROUP,
        (
            ReportColumn(N_("Partner"), wide=True),
            ReportColumn(N_("About")),
            ReportColumn(N_("Agreement")),
            ReportColumn(N_("From"), "day"),
            ReportColumn(N_("Until"), "day"),
        ),
        _agreements,
        N_("Cooperations that ran in the year, and the papers that say so."),
    ),
)
