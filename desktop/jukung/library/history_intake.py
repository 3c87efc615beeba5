"""What happened in the older program: loans, fines, visits, holds and holidays.

A loan keeps the snapshot that figures need. One whose copy nobody knows is kept without
a person; one whose member nobody knows has none.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from operator import itemgetter
from typing import Any

from sqlalchemy import bindparam, text

from jukung.domain import codes, errors, lending
from jukung.domain.ids import new_id
from jukung.domain.kinds import BorrowerKind, CollectionKind, HoldState, LoanSource, Sex
from jukung.library import closures, days, rules
from jukung.library.desk import Desk
from jukung.library.incoming import (
    ComingFine,
    ComingHold,
    ComingHoliday,
    ComingLoan,
    ComingVisit,
)
from jukung.library.intake_rows import adding, in_chunks
from jukung.words import _

_LOAN = adding(
    "loan",
    ("id", "copy", "title", "borrower", "lent_on", "due_on", "returned_on", "renewals", "source",
     "act", "return_act", "sex", "age_band", "borrower_kind", "class_main", "collection_kind",
     "owner_kind"),
)  # fmt: skip
_LOOSE = adding("loose_loan", ("lent_on", "due_on", "returned_on", "copy_number", "act"))
_CHARGE = adding("ledger", ("row", "id", "borrower", "kind", "amount", "on_day", "reason", "act"))
_PAYMENT = adding(
    "ledger", ("id", "borrower", "kind", "amount", "on_day", "settles", "reason", "act")
)
_VISIT = adding("visit", ("id", "on_day", "sex", "age_band", "count", "borrower", "act"))
_HOLD = adding("hold", ("id", "title", "borrower", "state", "placed_on", "act"))
_CLOSURE = adding("closure", ("id", "first_on", "last_on", "name", "is_open", "act"))
MOST_VISITORS = 9999


def _of_numbers(sql: str) -> Any:  # noqa: ANN401 - a statement
    return text(sql).bindparams(bindparam("numbers", expanding=True))


_COPIES = _of_numbers("""
SELECT n.number, c.row, c.title, t.class_main, c.kind, o.kind, EXISTS (SELECT 1 FROM loan l
  WHERE l.copy = c.row AND l.returned_on IS NULL AND l.cancel_act IS NULL)
FROM copy_number n JOIN copy c ON c.row = n.copy JOIN title t ON t.row = c.title
JOIN owner o ON o.row = c.owner WHERE n.number IN :numbers
""")
_BORROWERS = _of_numbers("""
SELECT n.number, b.row, coalesce(p.sex, 'unknown'), p.birth_year, b.kind
FROM card_number n JOIN borrower b ON b.row = n.borrower LEFT JOIN person p ON p.row = b.person
WHERE n.number IN :numbers
""")
_TITLE = text("SELECT row FROM title WHERE title = :title COLLATE NOCASE ORDER BY row LIMIT 1")
_NEXT_CHARGE = text("SELECT coalesce(max(row), 0) + 1 FROM ledger")


@dataclass(frozen=True, slots=True)
class _Copy:
    row: int
    title: int
    class_main: str
    kind: CollectionKind
    owner_kind: str
    is_out: bool


@dataclass(frozen=True, slots=True)
class _Borrower:
    row: int
    sex: Sex
    birth_year: int | None
    kind: BorrowerKind


_NOBODY = _Borrower(0, Sex.unknown, None, BorrowerKind.general)


class History:
    """Writes what happened in the older program into an act."""

    def __init__(
        self,
        desk: Desk,
        act: int,
        *,
        renamed: Mapping[str, str],
        step: Callable[[int], None],
    ) -> None:
        self._desk, self._act, self._renamed, self._step = desk, act, renamed, step
        self._connection = desk.session.connection()
        self._rules = rules.in_force(desk)
        self._today = days.trusted_today(desk)

    def add_loans(self, loans: Iterable[ComingLoan]) -> tuple[int, int]:
        """Write loans; gives how many are of copies that nobody knows, and how many are open.

        Refuses PlanOutdated where a copy went out since it was planned.
        """
        loose_count = open_count = 0
        for chunk in in_chunks(loans):
            copies = self._copies({each.copy_number for each in chunk})
            people = self._borrowers({each.card for each in chunk})
            rows, loose = [], []
            for each in chunk:
                copy = copies.get(codes.fold(each.copy_number))
                if copy is None:
                    loose.append(self._loose(each))
                    continue
                if copy.is_out and each.returned_on is None:
                    raise errors.PlanOutdated(each.copy_number)
                rows.append(self._loan(each, copy, people.get(self._card(each.card), _NOBODY)))
            self._put(_LOAN, rows)
            self._put(_LOOSE, loose)
            loose_count += len(loose)
            open_count += sum(each.returned_on is None for each in chunk)
            self._step(len(chunk))
        return loose_count, open_count

    def add_fines(self, fines: Iterable[ComingFine]) -> int:
        """Write charges, and payments at the oldest charges; gives the rupiah left over."""
        row = int(self._connection.execute(_NEXT_CHARGE).scalar_one())
        still: dict[int, list[list[int]]] = {}
        payments: list[tuple[int, int, int, str]] = []
        for chunk in in_chunks(fines):
            people = self._borrowers({each.card for each in chunk})
            charges: list[tuple[Any, ...]] = []
            for each in chunk:
                borrower, day = people[self._card(each.card)].row, each.on_day
                if each.charged:
                    charges.append(
                        (row, new_id(), borrower, "fine", each.charged, day.isoformat(),
                         each.words, self._act)
                    )  # fmt: skip
                    still.setdefault(borrower, []).append([day.toordinal(), row, each.charged])
                    row += 1
                if each.paid:
                    words = each.words if not each.charged else ""
                    payments.append((day.toordinal(), borrower, each.paid, words))
            self._put(_CHARGE, charges)
            self._step(len(chunk))
        for own in still.values():
            own.sort()
        payments.sort(key=itemgetter(0))
        over = 0
        for part in in_chunks(payments):
            rows: list[tuple[Any, ...]] = []
            for day, borrower, paid, words in part:
                over += self._pay(paid, still.get(borrower, []), rows, (day, borrower, words))
            self._put(_PAYMENT, rows)
        return over

    def add_visits(self, visits: Iterable[ComingVisit]) -> None:
        """Write visits of members one by one, those of guests by the day."""
        guests: Counter[date] = Counter()
        for chunk in in_chunks(visits):
            people = self._borrowers({each.card for each in chunk if each.card})
            rows = []
            for each in chunk:
                who = people.get(self._card(each.card)) if each.card else None
                if who is None:
                    guests[each.on_day] += 1
                    continue
                band = lending.age_band(who.birth_year, each.on_day)
                rows.append(
                    (new_id(), each.on_day.isoformat(), who.sex.value, band.value, 1, who.row,
                     self._act)
                )  # fmt: skip
            self._put(_VISIT, rows)
            self._step(len(chunk))
        made = []
        for day, count in sorted(guests.items()):
            for start in range(0, count, MOST_VISITORS):
                part = min(MOST_VISITORS, count - start)
                made.append(
                    (new_id(), day.isoformat(), "unknown", "unknown", part, None, self._act)
                )
        self._put(_VISIT, made)

    def add_holds(self, holds: Sequence[ComingHold]) -> int:
        """Write who waits for what, the longest first; gives how many led nowhere after all."""
        people = self._borrowers({each.card for each in holds})
        copies = self._copies({each.copy_number for each in holds})
        rows, seen = [], set()
        for each in sorted(holds, key=lambda hold: hold.on_day):
            copy = copies.get(codes.fold(each.copy_number))
            title = copy.title if copy else self._title_row(each.title)
            who = people.get(self._card(each.card))
            if title is None or who is None or (title, who.row) in seen:
                continue
            seen.add((title, who.row))
            rows.append(
                (new_id(), title, who.row, HoldState.waiting.value, each.on_day.isoformat(),
                 self._act)
            )  # fmt: skip
        self._put(_HOLD, rows)
        self._step(len(holds))
        return len(holds) - len(rows)

    def add_holidays(self, holidays: Sequence[ComingHoliday]) -> None:
        """Write days on which the library is closed."""
        self._put(
            _CLOSURE,
            [
                (new_id(), each.on_day.isoformat(), each.on_day.isoformat(),
                 each.words.strip()[:120] or _("Closed"), 0, self._act)
                for each in holidays
            ],
        )  # fmt: skip
        self._step(len(holidays))

    def _loan(self, loan: ComingLoan, copy: _Copy, who: _Borrower) -> tuple[Any, ...]:
        due_on = loan.due_on if loan.due_is_known else self._due(loan, copy, who)
        back = self._back(loan)
        return (
            new_id(), copy.row, copy.title, who.row or None, loan.lent_on.isoformat(),
            due_on.isoformat(), back.isoformat() if back else None,
            loan.renewals, LoanSource.imported.value, self._act, self._act if back else None,
            who.sex.value, lending.age_band(who.birth_year, loan.lent_on).value, who.kind.value,
            copy.class_main, copy.kind.value, copy.owner_kind,
        )  # fmt: skip

    def _back(self, loan: ComingLoan) -> date | None:
        """The day of return, never before the loan nor still to come."""
        back = loan.returned_on
        return max(min(back, self._today), loan.lent_on) if back else None

    def _due(self, loan: ComingLoan, copy: _Copy, who: _Borrower) -> date:
        rule = lending.choose_rule(self._rules, borrower=who.kind, collection=copy.kind)
        last = loan.lent_on + timedelta(days=rule.days)
        calendar = closures.calendar(self._desk, loan.lent_on, last)
        return lending.due(rule, loan.lent_on, calendar=calendar).on

    def _loose(self, loan: ComingLoan) -> tuple[Any, ...]:
        back = self._back(loan)
        return (
            loan.lent_on.isoformat(),
            loan.due_on.isoformat() if loan.due_is_known else None,
            back.isoformat() if back else None,
            loan.copy_number[:120],
            self._act,
        )

    def _pay(
        self,
        paid: int,
        still: list[list[int]],
        rows: list[tuple[Any, ...]],
        how: tuple[int, int, str],
    ) -> int:
        """Settle charges by what was paid, the oldest first; gives what is left of it."""
        day, borrower, words = how
        while paid and still:
            charge = still[0]
            part = min(paid, charge[2])
            rows.append(
                (new_id(), borrower, "payment", part, date.fromordinal(day).isoformat(),
                 charge[1], words, self._act)
            )  # fmt: skip
            paid -= part
            charge[2] -= part
            if not charge[2]:
                still.pop(0)
        return paid

    def _card(self, card: str) -> str:
        folded = codes.fold(card)
        return self._renamed.get(folded, folded)

    def _title_row(self, title: str) -> int | None:
        found = self._connection.execute(_TITLE, {"title": title.strip()}).scalar_one_or_none()
        return int(found) if found is not None else None

    def _copies(self, numbers: set[str]) -> dict[str, _Copy]:
        found: dict[str, _Copy] = {}
        for chunk in in_chunks(sorted({codes.fold(each) for each in numbers} - {""})):
            for number, row, title, main, kind, owner, is_out in self._connection.execute(
                _COPIES, {"numbers": list(chunk)}
            ):
                found[number] = _Copy(row, title, main, CollectionKind(kind), owner, bool(is_out))
        return found

    def _borrowers(self, cards: set[str]) -> dict[str, _Borrower]:
        found: dict[str, _Borrower] = {}
        for chunk in in_chunks(sorted({self._card(each) for each in cards} - {""})):
            for number, row, sex, year, kind in self._connection.execute(
                _BORROWERS, {"numbers": list(chunk)}
            ):
                found[number] = _Borrower(row, Sex(sex), year, BorrowerKind(kind))
        return found

    def _put(self, statement: str, rows: list[tuple[Any, ...]]) -> None:
        if rows:
            self._connection.exec_driver_sql(statement, rows)
