"""A day on which many leave: each card, what it still has, and what became of it.

On 17 August hundreds are released in one act. All who left on a day for one reason stand
on one paper; a card stands for a resident, and no name is here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import text

from jukung.domain import errors
from jukung.domain.kinds import ClearanceReason, WriteOffReason
from jukung.library import house
from jukung.library.desk import Desk
from jukung.library.permission import KEEPERS, allowed

_DAYS = text("""
SELECT c.opened_on, c.reason, count(*), sum(c.closed_on IS NULL),
  sum((SELECT count(*) FROM loan o WHERE o.borrower = c.borrower
    AND o.returned_on IS NULL AND o.cancel_act IS NULL))
FROM clearance c WHERE c.cancel_act IS NULL
GROUP BY 1, 2 ORDER BY 1 DESC, 2 LIMIT :most
""")
_LEAVERS = text("""
SELECT c.row, b.card, c.closed_on, (SELECT m.place_before FROM resident_move m
  WHERE m.borrower = c.borrower AND m.act = c.act)
FROM clearance c JOIN borrower b ON b.row = c.borrower
WHERE c.cancel_act IS NULL AND c.opened_on = :on AND c.reason = :reason ORDER BY b.card
""")
# What was out when they left; what each had is forgotten with the loans.
_HELD = text("""
SELECT c.row, k.number, t.title, l.returned_on, w.reason, coalesce(w.note, ''), l.row
FROM clearance c JOIN loan l ON l.borrower = c.borrower LEFT JOIN write_off w ON w.loan = l.row
  JOIN copy k ON k.row = l.copy JOIN title t ON t.row = l.title
WHERE c.cancel_act IS NULL AND c.opened_on = :on AND c.reason = :reason
  AND l.cancel_act IS NULL
  AND (l.returned_on IS NULL OR w.clearance = c.row OR l.return_act > c.act)
ORDER BY 1, 7
""")


@dataclass(frozen=True, slots=True)
class DayLine:
    """How many left on a day for a reason, and how far their clearances are."""

    on: date
    reason: ClearanceReason
    residents: int
    still_open: int
    still_out: int


@dataclass(frozen=True, slots=True)
class LeftCopy:
    """A copy somebody had in leaving: still out, back since, or written off."""

    number: str
    title: str
    returned_on: date | None
    written_off: WriteOffReason | None
    note: str


@dataclass(frozen=True, slots=True)
class Leaver:
    """A card that left, where it was last, and what it had."""

    card: str
    last_place: str
    closed_on: date | None
    copies: tuple[LeftCopy, ...] = ()


@dataclass(frozen=True, slots=True)
class ReleaseDay:
    """All who left on a day for one reason, by card."""

    on: date
    reason: ClearanceReason
    leavers: tuple[Leaver, ...]

    @property
    def copies(self) -> int:
        """How many copies were out when they left."""
        return sum(len(each.copies) for each in self.leavers)

    @property
    def still_out(self) -> int:
        """How many are still out."""
        return sum(copy.returned_on is None for each in self.leavers for copy in each.copies)

    @property
    def written_off(self) -> int:
        """How many were written off."""
        return sum(copy.written_off is not None for each in self.leavers for copy in each.copies)


@allowed(KEEPERS)
def listed(desk: Desk, *, most: int = 60) -> tuple[DayLine, ...]:
    """The days on which somebody left, the latest first."""
    return tuple(
        DayLine(date.fromisoformat(on), ClearanceReason(reason), int(count), int(is_open), int(out))
        for on, reason, count, is_open, out in _run(desk, _DAYS, most=most)
    )


@allowed(KEEPERS)
def show(desk: Desk, on: date, reason: ClearanceReason = ClearanceReason.released) -> ReleaseDay:
    """Who left on a day, and what each had; refuses NobodyLeft."""
    facts = {"on": on.isoformat(), "reason": reason}
    copies: dict[int, list[LeftCopy]] = {}
    for row, number, title, back, why, note, _loan in _run(desk, _HELD, **facts):
        copies.setdefault(int(row), []).append(
            LeftCopy(
                str(number),
                str(title),
                date.fromisoformat(back) if back else None,
                WriteOffReason(why) if why else None,
                str(note),
            )
        )
    leavers = tuple(
        Leaver(
            str(card),
            house.code_of(desk, place),
            date.fromisoformat(closed_on) if closed_on else None,
            tuple(copies.get(int(row), ())),
        )
        for row, card, closed_on, place in _run(desk, _LEAVERS, **facts)
    )
    if not leavers:
        raise errors.NobodyLeft(on)
    return ReleaseDay(on, reason, leavers)


def _run(desk: Desk, statement: Any, **facts: Any) -> Iterable[Any]:  # noqa: ANN401 - as SQLAlchemy has them
    desk.session.flush()
    return desk.session.connection().execute(statement, facts).all()
