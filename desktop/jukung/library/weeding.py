"""The weeding list (penyiangan): copies with signs that they are no longer needed.

The signs are counted and shown; whether a copy goes is decided by somebody who looks at it.
"""

import json
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from jukung.domain import errors, published
from jukung.domain.kinds import CollectionKind, CopyCondition, CopyStatus
from jukung.library import days
from jukung.library.desk import Desk
from jukung.library.permission import STAFF, allowed
from jukung.store import desk_statements

MOST = 2000


class Sign(StrEnum):
    """Why a copy is on the list."""

    old = "old"
    unused = "unused"
    condition = "condition"
    spare = "spare"
    """The title has more copies in use than are needed."""


@dataclass(frozen=True, slots=True)
class Criteria:
    """Which signs count; None leaves one out. A copy needs `least` of them."""

    published_years: int | None = 10
    unused_years: int | None = 3
    conditions: frozenset[CopyCondition] = frozenset({CopyCondition.worn, CopyCondition.damaged})
    copies_enough: int | None = None
    least: int = 2
    class_main: str | None = None


@dataclass(frozen=True, slots=True)
class WeedLine:
    """A copy with the signs it has."""

    id: str
    number: str
    title: str
    people: str
    year: str
    call_number: str
    kind: CollectionKind
    status: CopyStatus
    condition: CopyCondition
    added_on: date
    last_used: date | None
    """When it was last lent or read here; None never, since somebody counts."""
    uses: int
    copies: int
    """How many copies of its title are in use."""
    price: int | None
    signs: tuple[Sign, ...]


@dataclass(frozen=True, slots=True)
class WeedList:
    """The copies with the most signs first, and how many there are in all."""

    lines: tuple[WeedLine, ...]
    length: int


_LIST = """
WITH used AS (
  SELECT copy, max(day) AS last, count(*) AS n FROM (
    SELECT copy, lent_on AS day FROM loan WHERE cancel_act IS NULL
    UNION ALL SELECT copy, on_day FROM in_house_use WHERE cancel_act IS NULL) GROUP BY copy),
held AS (SELECT title, count(*) AS n FROM copy WHERE status <> 'withdrawn' GROUP BY title),
signed AS (
  SELECT c.row, c.id, c.number, t.title, t.people, t.year,
    coalesce(nullif(c.call_number, ''), t.call_number) AS call, c.kind, c.status, c.condition,
    coalesce(c.received_on, c.added_on) AS came, u.last, coalesce(u.n, 0) AS uses, h.n AS copies,
    c.price,
    t.year IN (SELECT value FROM json_each(?1)) AS old,
    ?2 IS NOT NULL AND coalesce(u.last, c.received_on, c.added_on) < ?2
      AND coalesce(c.received_on, c.added_on) < ?2 AS unused,
    instr(?3, ' ' || c.condition || ' ') > 0 AS bad,
    ?4 IS NOT NULL AND h.n > ?4 AS spare
  FROM copy c JOIN title t ON t.row = c.title JOIN owner o ON o.row = c.owner
    JOIN held h ON h.title = c.title LEFT JOIN used u ON u.copy = c.row
  WHERE o.kind = 'own' AND c.status <> 'withdrawn' AND (?6 IS NULL OR t.class_main = ?6)
    AND NOT EXISTS (SELECT 1 FROM loan l WHERE l.copy = c.row AND l.returned_on IS NULL
      AND l.cancel_act IS NULL)
    AND NOT EXISTS (SELECT 1 FROM hold w WHERE w.copy = c.row AND w.state = 'ready'))
SELECT *, count(*) OVER () FROM signed WHERE old + unused + bad + spare >= ?5
ORDER BY old + unused + bad + spare DESC, last IS NOT NULL, last, call COLLATE NOCASE, row
LIMIT ?7
"""


@allowed(STAFF)
def candidates(desk: Desk, criteria: Criteria, *, most: int = MOST) -> WeedList:
    """The own copies on the shelf with enough signs; refuses NoCriteria."""
    chosen = (
        criteria.published_years,
        criteria.unused_years,
        criteria.conditions or None,
        criteria.copies_enough,
    )
    if all(each is None for each in chosen):
        raise errors.NoCriteria
    today = days.trusted_today(desk)
    years = criteria.unused_years
    unused = None if years is None else _years_before(today, years).isoformat()
    age = criteria.published_years
    found = desk_statements.rows(
        desk.session,
        _LIST,
        json.dumps([] if age is None else _old_years(desk, today.year, age)),
        unused,
        f" {' '.join(sorted(criteria.conditions))} ",
        criteria.copies_enough,
        max(criteria.least, 1),
        criteria.class_main,
        most,
    )
    return WeedList(tuple(_line(row) for row in found), int(found[0][-1]) if found else 0)


def _old_years(desk: Desk, this_year: int, age: int) -> list[str]:
    """The years that are so long ago, as the titles have them written."""
    found = desk_statements.rows(desk.session, "SELECT DISTINCT year FROM title WHERE year <> ''")
    told = ((str(said), published.year_of(str(said), latest=this_year + 1)) for (said,) in found)
    return [said for said, year in told if year is not None and year <= this_year - age]


def _line(row: tuple[object, ...]) -> WeedLine:
    (
        _row, id_, number, title, people, year, call, kind, status, condition, came, last, uses,
        copies, price, *signs, _length,
    ) = row  # fmt: skip
    return WeedLine(
        id=str(id_),
        number=str(number),
        title=str(title),
        people=str(people),
        year=str(year),
        call_number=str(call),
        kind=CollectionKind(str(kind)),
        status=CopyStatus(str(status)),
        condition=CopyCondition(str(condition)),
        added_on=date.fromisoformat(str(came)),
        last_used=date.fromisoformat(str(last)) if last else None,
        uses=int(str(uses)),
        copies=int(str(copies)),
        price=None if price is None else int(str(price)),
        signs=tuple(sign for sign, has in zip(Sign, signs, strict=True) if has),
    )


def _years_before(day: date, years: int) -> date:
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - years, day=28 if is_leap_day else day.day)
