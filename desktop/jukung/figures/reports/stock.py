"""Reports of single copies and titles: added, withdrawn, used much, used never, late."""

from datetime import date

from jukung.figures.reports import names
from jukung.figures.reports.asking import LENT, OWN, READ_HERE, Asking, part
from jukung.figures.reports.report import Report, ReportColumn, Row, Span
from jukung.library.desk import Desk
from jukung.words import N_, _

GROUP = N_("Collection")
USE = N_("Use")
MOST_WANTED = 500
"""How many titles are listed; after them come those that hardly anybody wants."""

_TITLE = ReportColumn(N_("Title"), wide=True)
_NUMBER = ReportColumn(N_("Number"))
_CALL_NUMBER = ReportColumn(N_("Call number"))
_ON_LOAN = (
    "FROM loan WHERE cancel_act IS NULL AND lent_on <= :last AND due_on < :last "
    "AND (returned_on IS NULL OR returned_on > :last) AND :first <= :last"
)
# Up to how many days late.
_LATE = (
    (7, N_("1 to 7 days late")),
    (30, N_("8 to 30 days late")),
    (90, N_("31 to 90 days late")),
    (365, N_("91 to 365 days late")),
    (999_999, N_("Over a year late")),
)


def _accession(desk: Desk, span: Span) -> tuple[Row, ...]:
    ask = Asking(desk, span)
    return tuple(
        _dated(
            ask.rows(
                "SELECT c.added_on, c.number, c.inventory_code, t.title, t.publisher, t.year, "
                "coalesce(nullif(c.call_number, ''), t.call_number), c.source, c.price "
                "FROM copy c JOIN title t ON t.row = c.title "
                "WHERE c.added_on BETWEEN :first AND :last ORDER BY c.added_on, c.row"
            ),
            0,
        )
    )


def _withdrawn(desk: Desk, span: Span) -> tuple[Row, ...]:
    ask = Asking(desk, span)
    return tuple(
        _dated(
            ask.rows(
                "SELECT c.withdrawn_on, c.number, t.title, t.year, c.added_on, c.source, c.price "
                "FROM copy c JOIN title t ON t.row = c.title "
                "WHERE c.withdrawn_on BETWEEN :first AND :last ORDER BY c.withdrawn_on, c.row"
            ),
            0,
            4,
        )
    )


def _turnover(desk: Desk, span: Span) -> tuple[Row, ...]:
    ask = Asking(desk, span)
    held = ask.pairs(
        "SELECT t.class_main, count(*) "
        f"{OWN.replace('WHERE', 'JOIN title t ON t.row = c.title WHERE', 1)} "
        "AND :first <= :last GROUP BY 1"
    )
    lent = ask.pairs(f"SELECT class_main, count(*) {LENT} AND owner_kind = 'own' GROUP BY 1")
    named = names.classes()
    rows = [
        (words, held.get(name, 0), lent.get(name, 0), part(lent.get(name, 0), held.get(name, 0)))
        for name, words in named.items()
        if name or held.get(name) or lent.get(name)
    ]
    return tuple(rows) if held or lent else ()


def _dead(desk: Desk, span: Span) -> tuple[Row, ...]:
    ask = Asking(desk, span)
    return tuple(
        _dated(
            ask.rows(
                "SELECT c.number, coalesce(nullif(c.call_number, ''), t.call_number), t.title, "
                "t.year, c.added_on, u.used_on FROM copy c JOIN owner o ON o.row = c.owner "
                "JOIN title t ON t.row = c.title LEFT JOIN (SELECT copy, max(used) AS used_on "
                "FROM (SELECT copy, lent_on AS used FROM loan "
                "WHERE cancel_act IS NULL AND lent_on <= :last "
                "UNION ALL SELECT copy, on_day FROM in_house_use "
                "WHERE cancel_act IS NULL AND on_day <= :last) GROUP BY copy) u ON u.copy = c.row "
                "WHERE o.kind = 'own' AND c.status = 'available' AND c.added_on < :first "
                "AND c.kind NOT IN ('reference', 'serial') "
                "AND (c.withdrawn_on IS NULL OR c.withdrawn_on > :last) "
                "AND (u.used_on IS NULL OR u.used_on < :first) ORDER BY 2, 3, c.row"
            ),
            4,
            5,
        )
    )


def _wanted(desk: Desk, span: Span) -> tuple[Row, ...]:
    ask = Asking(desk, span)
    return tuple(
        ask.rows(
            "WITH lent AS (SELECT title, count(*) AS n "  # noqa: S608 - our own words
            f"{LENT} GROUP BY 1), "
            "held AS (SELECT title, count(*) AS n FROM hold "
            "WHERE placed_on BETWEEN :first AND :last GROUP BY 1), "
            f"used AS (SELECT title, count(*) AS n {READ_HERE} GROUP BY 1), "
            "wanted AS (SELECT title FROM lent UNION SELECT title FROM held "
            "UNION SELECT title FROM used), best AS (SELECT w.title, "
            "coalesce(l.n, 0) AS l, coalesce(h.n, 0) AS h, coalesce(u.n, 0) AS u FROM wanted w "
            "LEFT JOIN lent l ON l.title = w.title LEFT JOIN held h ON h.title = w.title "
            "LEFT JOIN used u ON u.title = w.title "
            "ORDER BY coalesce(l.n, 0) + coalesce(h.n, 0) DESC, l.n DESC, u.n DESC, w.title "
            "LIMIT :most) "
            "SELECT t.title, t.call_number, b.l, b.h, b.u, (SELECT count(*) FROM copy c "
            "WHERE c.title = t.row AND (c.withdrawn_on IS NULL OR c.withdrawn_on > :last)) "
            "FROM best b JOIN title t ON t.row = b.title "
            "ORDER BY b.l + b.h DESC, b.l DESC, b.u DESC, t.title COLLATE NOCASE, t.row",
            most=MOST_WANTED,
        )
    )


def _overdue(desk: Desk, span: Span) -> tuple[Row, ...]:
    ask = Asking(desk, span)
    if not ask.has_begun():
        return ()
    found = ask.rows(
        f"SELECT CAST(julianday(:last) - julianday(due_on) AS INTEGER), borrower {_ON_LOAN}"
    )
    rows: list[Row] = []
    least = 0
    for most, key in _LATE:
        late = [who for days, who in found if least < int(str(days)) <= most]
        rows.append((_(key), len(late), len({who for who in late if who is not None})))
        least = most
    return tuple(rows)


def _dated(rows: list[Row], *places: int) -> list[Row]:
    """The same rows with true days in some places."""
    return [
        tuple(
            date.fromisoformat(str(cell)) if place in places and cell is not None else cell
            for place, cell in enumerate(row)
        )
        for row in rows
    ]


STOCK = (
    Report(
        "accession",
        N_("Accession list"),
        GROUP,
        (
            ReportColumn(N_("Added"), "day"),
            _NUMBER,
            ReportColumn(N_("Inventory")),
            _TITLE,
            ReportColumn(N_("Publisher")),
            ReportColumn(N_("Year")),
            _CALL_NUMBER,
            ReportColumn(N_("Source#acquisition")),
            ReportColumn(N_("Price"), "money", total=True),
        ),
        _accession,
        N_("Every copy that was added in these days, with its numbers."),
    ),
    Report(
        "withdrawn",
        N_("Withdrawn copies"),
        GROUP,
        (
            ReportColumn(N_("Withdrawn"), "day"),
            _NUMBER,
            _TITLE,
            ReportColumn(N_("Year")),
            ReportColumn(N_("Added"), "day"),
            ReportColumn(N_("Source#acquisition")),
            ReportColumn(N_("Price"), "money", total=True),
        ),
        _withdrawn,
        N_("Every copy that was withdrawn in these days."),
    ),
    Report(
        "turnover",
        N_("Turnover"),
        USE,
        (
            ReportColumn(N_("Class"), wide=True),
            ReportColumn(N_("Copies"), "number", total=True),
            ReportColumn(N_("Loans"), "number", total=True),
            ReportColumn(N_("Loans a copy"), "rate"),
        ),
        _turnover,
        N_(
            "Loans of own copies in these days, divided by the own copies of the class "
            "on the last day."
        ),
        chart="bars",
        charted=3,
    ),
    Report(
        "dead_stock",
        N_("Copies nobody used"),
        USE,
        (
            _NUMBER,
            _CALL_NUMBER,
            _TITLE,
            ReportColumn(N_("Year")),
            ReportColumn(N_("Added"), "day"),
            ReportColumn(N_("Last used"), "day"),
        ),
        _dead,
        N_(
            "Own copies to lend that were here before the first day and were neither lent nor "
            "read here in these days. A dash: never used since anybody counts."
        ),
    ),
    Report(
        "wanted",
        N_("Most wanted titles"),
        USE,
        (
            _TITLE,
            _CALL_NUMBER,
            ReportColumn(N_("Loans"), "number"),
            ReportColumn(N_("Holds"), "number"),
            ReportColumn(N_("Read here"), "number"),
            ReportColumn(N_("Copies"), "number"),
        ),
        _wanted,
        N_("The titles that were lent and waited for most in these days, up to 500."),
    ),
    Report(
        "overdue",
        N_("Overdue"),
        USE,
        (
            ReportColumn(N_("How late"), wide=True),
            ReportColumn(N_("Copies"), "number", total=True),
            ReportColumn(N_("Different borrowers"), "number", persons=True, apart=True),
        ),
        _overdue,
        N_("Copies that were late on the last day, by how long; who has them stands in Lists."),
        chart="bars",
        at_end=True,
    ),
)
