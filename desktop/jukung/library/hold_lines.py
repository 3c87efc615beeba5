"""Holds as lists show them, read in one statement each."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import TextClause, select, text
from sqlmodel import col

from jukung.domain.kinds import HoldState
from jukung.library import fair_turn
from jukung.library.desk import Desk
from jukung.store.tables import Hold

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class HoldLine:
    """A hold that has not ended; residents of a prison have no name and no phone.

    `place` counts from 1 among those who wait; it is 0 for a copy set aside.
    """

    id: str
    title_id: str
    title: str
    people: str
    card: str
    name: str
    phone: str
    state: HoldState
    placed_on: date
    until_on: date | None
    barcode: str
    place: int
    queue_count: int


# The partial indexes of the table serve only conditions written as they are.
_LINES = """
SELECT h.id, t.id, t.title, t.people, b.card, coalesce(p.name, ''),
  coalesce(nullif(p.phone, ''), p.guardian_phone, ''), h.state, h.placed_on,
  CASE h.state WHEN 'ready' THEN h.until_on END, coalesce(c.number, ''),
  (SELECT count(*) FROM hold q WHERE q.title = h.title AND q.state IN ('waiting', 'ready')
     AND q.state = 'waiting' AND h.state = 'waiting' AND q.row <= h.row),
  (SELECT count(*) FROM hold q WHERE q.title = h.title AND q.state IN ('waiting', 'ready')
     AND q.state = 'waiting')
FROM hold h JOIN title t ON t.row = h.title JOIN borrower b ON b.row = h.borrower
  LEFT JOIN person p ON p.row = b.person LEFT JOIN copy c ON c.row = h.copy
WHERE h.state IN ('waiting', 'ready')
"""
OF_TITLE = text(_LINES + "AND t.id = :title ORDER BY h.row LIMIT :most")
OF_BORROWER = text(_LINES + "AND h.borrower = :borrower ORDER BY h.row")
WAITING = text(_LINES + "AND h.state = 'waiting' ORDER BY h.title, h.row LIMIT :most OFFSET :skip")
READY = text(
    _LINES.replace("h.state IN ('waiting', 'ready')", "h.state = 'ready'")
    + "ORDER BY h.until_on, h.row LIMIT :most OFFSET :skip"
)
LENGTH = text(
    "SELECT count(*) FROM title t JOIN hold h ON h.title = t.row "
    "WHERE t.id = :title AND h.state IN ('waiting', 'ready') AND h.state = 'waiting'"
)


def read(desk: Desk, statement: TextClause, **facts: object) -> tuple[HoldLine, ...]:
    """The lines that one of the statements above finds."""
    desk.session.flush()
    found = desk.session.connection().execute(statement, facts).all()
    lines = tuple(_line(list(row)) for row in found)
    return _in_fair_turn(desk, lines) if desk.profile.is_prison else lines


def _in_fair_turn(desk: Desk, lines: tuple[HoldLine, ...]) -> tuple[HoldLine, ...]:
    """The same lines, each with the place that it has in a prison."""
    ids = [line.id for line in lines if line.state is HoldState.waiting]
    places: dict[str, int] = {}
    for start in range(0, len(ids), _CHUNK):
        some = ids[start : start + _CHUNK]
        known = desk.session.execute(
            select(col(Hold.id), col(Hold.row), col(Hold.title)).where(col(Hold.id).in_(some))
        ).all()
        turns = fair_turn.turns(desk, (row.title for row in known))
        places |= {row.id: turns[row.row].place for row in known}
    return tuple(replace(line, place=places.get(line.id, 0)) for line in lines)


def _line(cells: list[object]) -> HoldLine:
    cells[7] = HoldState(str(cells[7]))
    cells[8] = date.fromisoformat(str(cells[8]))
    cells[9] = date.fromisoformat(str(cells[9])) if cells[9] else None
    return HoldLine(*cells)  # type: ignore[arg-type]  # in the order of the statement
