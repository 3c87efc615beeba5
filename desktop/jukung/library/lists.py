"""What is due, what is late and whom to tell, and what a member has borrowed before."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import TextClause, text

from jukung.domain import lending
from jukung.domain.kinds import BorrowerKind, CollectionKind, LoanEnding
from jukung.library import closures, days, numbers, rules
from jukung.library.desk import Desk
from jukung.library.permission import DESK, STAFF, allowed

PAGE = 256


@dataclass(frozen=True, slots=True)
class DueLine:
    """A copy that is out, and how to reach whoever has it.

    Residents of a prison have a card and nothing else. `fine` is what the rule
    would charge if the copy came back today, in rupiah.
    """

    loan_row: int
    due_on: date
    barcode: str
    title: str
    call_number: str
    renewals: int
    card: str
    name: str
    phone: str
    address: str
    guardian: str
    is_child: bool
    late_days: int
    fine: int

    @property
    def key(self) -> tuple[date, int]:
        """Where the line stands in its list."""
        return self.due_on, self.loan_row


@dataclass(frozen=True, slots=True)
class PastLoan:
    """A copy that came back, or that was lost."""

    loan_row: int
    barcode: str
    title: str
    people: str
    lent_on: date
    due_on: date
    returned_on: date
    ending: LoanEnding


@dataclass(frozen=True, slots=True)
class ListCounts:
    """How long each list is."""

    due_today: int
    overdue: int
    ready: int
    waiting: int


_LINES = """
SELECT l.row, l.due_on, c.number, t.title, c.call_number, l.renewals, coalesce(b.card, ''),
  coalesce(p.name, ''), coalesce(nullif(p.phone, ''), nullif(p.guardian_phone, ''), gp.phone, ''),
  coalesce(nullif(p.address, ''), gp.address, ''),
  coalesce(nullif(p.guardian_name, ''), gp.name, ''), l.borrower_kind, l.collection_kind
FROM loan l JOIN copy c ON c.row = l.copy JOIN title t ON t.row = l.title
  LEFT JOIN borrower b ON b.row = l.borrower LEFT JOIN person p ON p.row = b.person
  LEFT JOIN borrower g ON g.row = b.guardian LEFT JOIN person gp ON gp.row = g.person
WHERE l.returned_on IS NULL AND l.cancel_act IS NULL
"""
_DUE_ON = text(_LINES + "AND l.due_on = :day AND l.row > :row ORDER BY l.row LIMIT :most")
_OVERDUE = text(
    _LINES
    + "AND l.due_on < :today AND (l.due_on, l.row) > (:due, :row) "
    + "ORDER BY l.due_on, l.row LIMIT :most OFFSET :skip"
)
_OF_BORROWER = text(
    _LINES + "AND l.borrower = :borrower AND l.due_on <= :until ORDER BY l.due_on, l.row"
)
_PAST = text("""
SELECT l.row, c.number, t.title, t.people, l.lent_on, l.due_on, l.returned_on, l.ending
FROM loan l JOIN copy c ON c.row = l.copy JOIN title t ON t.row = l.title
WHERE l.borrower = :borrower AND l.row < :after AND l.returned_on IS NOT NULL
  AND l.cancel_act IS NULL
ORDER BY l.row DESC LIMIT :most
""")
_COUNTS = text("""
SELECT
  (SELECT count(*) FROM loan WHERE returned_on IS NULL AND cancel_act IS NULL AND due_on = :today),
  (SELECT count(*) FROM loan WHERE returned_on IS NULL AND cancel_act IS NULL AND due_on < :today),
  (SELECT count(*) FROM hold WHERE state = 'ready'),
  (SELECT count(*) FROM hold WHERE state IN ('waiting', 'ready') AND state = 'waiting')
""")

_FIRST = ("", 0)
_LAST_ROW = 2**62


@allowed(STAFF)
def due_on(
    desk: Desk, day: date, *, after: tuple[date, int] | None = None, most: int = PAGE
) -> tuple[DueLine, ...]:
    """What is due on a day, in the order in which it was lent."""
    row = after[1] if after else 0
    return _lines(desk, _DUE_ON, day=day.isoformat(), row=row, most=most)


@allowed(STAFF)
def overdue(
    desk: Desk, *, after: tuple[date, int] | None = None, skip: int = 0, most: int = PAGE
) -> tuple[DueLine, ...]:
    """What should have come back before today, the longest late first.

    A page follows the key of the line before it, or skips so many from the top.
    """
    due, row = (after[0].isoformat(), after[1]) if after else _FIRST
    today = days.trusted_today(desk).isoformat()
    return _lines(desk, _OVERDUE, today=today, due=due, row=row, skip=skip, most=most)


@allowed(STAFF)
def due_of(desk: Desk, card: str, *, until: date | None = None) -> tuple[DueLine, ...]:
    """What a borrower should bring until a day, today unless given; refuses MemberUnknown."""
    last = (until or days.trusted_today(desk)).isoformat()
    return _lines(desk, _OF_BORROWER, borrower=numbers.borrower_of(desk, card), until=last)


@allowed(DESK)
def counts(desk: Desk) -> ListCounts:
    """How many lines each list of the day has."""
    found = _run(desk, _COUNTS, today=days.trusted_today(desk).isoformat()).one()
    return ListCounts(*(int(count) for count in found))


@allowed(STAFF)
def loans_past(
    desk: Desk, card: str, *, after: int | None = None, most: int = PAGE
) -> tuple[PastLoan, ...]:
    """What a borrower brought back, the latest loan first; refuses MemberUnknown.

    `after` is the `loan_row` of the last line of the page before.
    """
    found = _run(
        desk,
        _PAST,
        borrower=numbers.borrower_of(desk, card),
        after=_LAST_ROW if after is None else after,
        most=most,
    )
    return tuple(_past(list(row)) for row in found)


def _past(cells: list[Any]) -> PastLoan:
    cells[4:7] = [date.fromisoformat(day) for day in cells[4:7]]
    cells[7] = LoanEnding(cells[7])
    return PastLoan(*cells)


def _lines(desk: Desk, statement: TextClause, **facts: object) -> tuple[DueLine, ...]:
    rows = _run(desk, statement, **facts).all()
    fines = _Fines(desk, (date.fromisoformat(row[1]) for row in rows))
    return tuple(_line(list(row), fines) for row in rows)


class _Fines:
    """What late copies cost today, each day and rule reckoned once."""

    def __init__(self, desk: Desk, due: Iterable[date]) -> None:
        self.today = days.trusted_today(desk)
        first = min(due, default=self.today)
        self._rules = rules.in_force(desk)
        charged = any(rule.fine_per_day for rule in self._rules)
        self._calendar = closures.calendar(desk, first, self.today) if charged else None
        self._known: dict[tuple[date, lending.Rule], int] = {}

    def of(self, due: date, borrower: BorrowerKind, collection: CollectionKind) -> int:
        """What a copy due that day costs if it comes back today."""
        if self._calendar is None or due >= self.today:
            return 0
        rule = lending.choose_rule(self._rules, borrower=borrower, collection=collection)
        if (due, rule) not in self._known:
            self._known[due, rule] = lending.fine(
                rule, due_on=due, returned_on=self.today, calendar=self._calendar
            )
        return self._known[due, rule]


def _line(cells: list[Any], fines: _Fines) -> DueLine:
    kind, collection = BorrowerKind(cells[11]), CollectionKind(cells[12])
    due = date.fromisoformat(cells[1])
    late = max(0, (fines.today - due).days)
    cells[1] = due
    cells[11:] = [kind is BorrowerKind.child, late, fines.of(due, kind, collection)]
    return DueLine(*cells)


def _run(desk: Desk, statement: TextClause, **facts: object) -> Any:  # noqa: ANN401 - rows of the statements above
    desk.session.flush()
    return desk.session.connection().execute(statement, facts)
