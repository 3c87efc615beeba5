"""Figures of a whole year: sums of its months, and what must be counted at once."""

from dataclasses import dataclass
from datetime import date

from jukung.domain.months import Month, month_of
from jukung.figures import month as figures
from jukung.figures.reports.asking import Asking
from jukung.figures.reports.report import Span
from jukung.library.desk import Desk
from jukung.library.permission import READERS, allowed

ADDED = (
    "visits", "visits_computer", "loans", "in_house_uses", "activities",
    "activity_participants", "titles_added", "copies_added", "copies_withdrawn",
    "open_days", "open_minutes", "members_new",
)  # fmt: skip
STANDING = (
    "titles_held", "copies_held", "members", "cooperations", "services_offered",
)  # fmt: skip

_USED = (
    "FROM (SELECT title, copy FROM loan WHERE cancel_act IS NULL "
    "AND lent_on BETWEEN :first AND :last UNION ALL SELECT title, copy FROM in_house_use "
    "WHERE cancel_act IS NULL AND on_day BETWEEN :first AND :last)"
)
_BORROWERS = (
    "SELECT borrower FROM loan WHERE cancel_act IS NULL AND borrower IS NOT NULL "
    "AND lent_on BETWEEN :first AND :last UNION SELECT l.borrower FROM renewal r "
    "JOIN loan l ON l.row = r.loan WHERE r.cancel_act IS NULL AND l.borrower IS NOT NULL "
    "AND r.on_day BETWEEN :first AND :last UNION SELECT borrower FROM borrowed_month "
    "WHERE month BETWEEN substr(:first, 1, 7) AND substr(:last, 1, 7)"
)
_SCANNED = (
    "SELECT borrower FROM visit WHERE cancel_act IS NULL AND borrower IS NOT NULL "
    "AND on_day BETWEEN :first AND :last"
)
_PARTNERS = (
    "SELECT count(*) FILTER (WHERE until_on IS NULL OR until_on >= :first), count(*) "
    "FROM cooperation WHERE cancel_act IS NULL AND from_on <= :last"
)


@dataclass(frozen=True, slots=True)
class YearFigure:
    """A figure of a year; None is not recorded, and never zero."""

    value: int | None
    months: int | None = None
    """Of how many months something was recorded, where months add up."""


@dataclass(frozen=True, slots=True)
class YearFigures:
    """Everything that is counted of a year, as far as it has come."""

    year: int
    months: int
    """How many months of it have come."""
    figures: dict[str, YearFigure]

    def value(self, code: str) -> int | None:
        """A figure; None where nothing was recorded."""
        found = self.figures.get(code)
        return found.value if found else None


def last_full_year(today: date) -> int:
    """The year that the workbooks of this year ask about."""
    return today.year - 1


def span_of(year: int) -> Span:
    """The days of a year."""
    return Span(date(year, 1, 1), date(year, 12, 31))


@allowed(READERS)
def count_year(desk: Desk, year: int) -> YearFigures:
    """Count a year; months that have not come are left out."""
    this = month_of(desk.today)
    months = [each for each in (Month(year, n) for n in range(1, 13)) if each <= this]
    counted = [figures.gather(desk, each) for each in months]
    found: dict[str, YearFigure] = {}
    for code in ADDED:
        values = [each[code] for each in counted if each.get(code) is not None]
        known = [value for value in values if value is not None]
        found[code] = YearFigure(sum(known) if known else None, len(known))
    for code in STANDING:
        found[code] = YearFigure(counted[-1].get(code) if counted else None)
    found["uses"] = _uses(found)
    if months:
        found |= _at_once(desk, year, worked=found["loans"].value is not None)
    return YearFigures(year, len(months), found)


def _uses(found: dict[str, YearFigure]) -> YearFigure:
    """Loans and copies read here together; None where neither is known."""
    parts = [found["loans"].value, found["in_house_uses"].value]
    known = [each for each in parts if each is not None]
    return YearFigure(sum(known) if known else None)


def _at_once(desk: Desk, year: int, *, worked: bool) -> dict[str, YearFigure]:
    """What counts once a year, however often it was counted in months."""
    ask = Asking(desk, span_of(year))
    titles, copies = ask.rows(f"SELECT count(DISTINCT title), count(DISTINCT copy) {_USED}")[0]
    borrowers = int(ask.one(f"SELECT count(*) FROM ({_BORROWERS})"))  # noqa: S608 - our own words
    scanned = int(ask.one(f"SELECT count(*) FROM ({_SCANNED})"))  # noqa: S608 - as above
    readers = int(ask.one(f"SELECT count(*) FROM ({_BORROWERS} UNION {_SCANNED})"))  # noqa: S608 - as above
    # Cards that visits forgot would leave out readers whom closed months have counted.
    whole = scanned > 0 and not _lost_months(desk, year)
    partners, ever = ask.rows(_PARTNERS)[0]
    made = {
        "titles_used": YearFigure(int(str(titles)) if worked else None),
        "copies_used": YearFigure(int(str(copies)) if worked else None),
        "borrowers": YearFigure(borrowers if worked else None),
        "readers": YearFigure(readers if whole else None),
    }
    if ever:
        made["cooperations"] = YearFigure(int(str(partners)))
    return made


def _lost_months(desk: Desk, year: int) -> bool:
    """Whether a closed month has counted readers whose cards are not kept any more."""
    ask = Asking(desk, span_of(year))
    return bool(
        ask.one(
            "SELECT count(*) FROM figure f WHERE f.code = 'readers_unique' "
            "AND f.value IS NOT NULL AND f.scope BETWEEN substr(:first, 1, 7) "
            "AND substr(:last, 1, 7) AND NOT EXISTS (SELECT 1 FROM visit v "
            "WHERE v.cancel_act IS NULL AND v.borrower IS NOT NULL "
            "AND substr(v.on_day, 1, 7) = f.scope)"
        )
    )
