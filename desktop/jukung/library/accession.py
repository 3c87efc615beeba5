"""The accession register (buku induk): every copy the library got, in the order it came.

Withdrawn copies stay in it. What others lent is theirs and stands in their own register.
"""

from dataclasses import dataclass
from datetime import date

from jukung.domain.kinds import (
    CollectionKind,
    CopyCondition,
    CopyStatus,
    SourceKind,
    WithdrawReason,
)
from jukung.library.desk import Desk
from jukung.library.permission import STAFF, allowed
from jukung.store import desk_statements

PAGE = 256
FIRST, LAST = date(1, 1, 1), date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class AccessionLine:
    """A copy as its line of the register says."""

    row: int
    on: date
    number: str
    inventory_code: str
    people: str
    title: str
    edition: str
    town: str
    publisher: str
    year: str
    isbn: str
    class_number: str
    call_number: str
    material: str
    kind: CollectionKind
    source_kind: SourceKind
    source: str
    invoice: str
    price: int | None
    place: str
    status: CopyStatus
    condition: CopyCondition
    note: str
    withdrawn_on: date | None
    withdraw_reason: WithdrawReason
    withdrawal: str
    """The number of the record of its withdrawal."""


@dataclass(frozen=True, slots=True)
class Totals:
    """How many lines a span has, and what they cost as far as it is known."""

    count: int
    price: int
    priced: int
    """How many of them have a price."""
    withdrawn: int


_CAME = "coalesce(c.received_on, c.added_on)"
_FROM = "FROM copy c WHERE c.owner IN (SELECT row FROM owner WHERE kind = 'own')"
_SPAN = f"AND {_CAME} BETWEEN ?1 AND ?2"
_LINES = f"""
SELECT c.row, {_CAME}, c.number, c.inventory_code, t.people, t.title, t.edition, t.place,
  t.publisher, t.year, t.isbn, t.class_number,
  coalesce(nullif(c.call_number, ''), t.call_number), t.material, c.kind, c.source_kind,
  c.source, c.invoice, c.price, p.name, c.status, c.condition, c.condition_note, c.withdrawn_on,
  c.withdraw_reason, coalesce(w.number, '')
FROM copy c JOIN title t ON t.row = c.title JOIN place p ON p.row = c.place
  LEFT JOIN withdrawal w ON w.row = c.withdrawal
WHERE c.owner IN (SELECT row FROM owner WHERE kind = 'own') {_SPAN}
  AND ({_CAME}, c.row) > (?3, ?4)
ORDER BY {_CAME}, c.row LIMIT ?5 OFFSET ?6
"""  # noqa: S608 - written out above
_TOTALS = f"""
SELECT count(*), coalesce(sum(price), 0), count(price), coalesce(sum(status = 'withdrawn'), 0)
{_FROM} {_SPAN}
"""
_YEARS = f"""
SELECT CAST(substr({_CAME}, 1, 4) AS INTEGER), count(*) {_FROM} GROUP BY 1 ORDER BY 1 DESC
"""


@allowed(STAFF)
def years(desk: Desk) -> tuple[tuple[int, int], ...]:
    """The years in which copies came, the latest first, each with how many."""
    return tuple((int(str(year)), int(str(count))) for year, count in _ask(desk, _YEARS))


@allowed(STAFF)
def totals(desk: Desk, first: date = FIRST, last: date = LAST) -> Totals:
    """How many copies came in a span of days, and their price."""
    count, price, priced, withdrawn = _ask(desk, _TOTALS, _iso(first), _iso(last))[0]
    return Totals(*(int(str(each)) for each in (count, price, priced, withdrawn)))


@allowed(STAFF)
def page(
    desk: Desk,
    first: date = FIRST,
    last: date = LAST,
    *,
    after: AccessionLine | None = None,
    skip: int = 0,
    most: int = PAGE,
) -> tuple[AccessionLine, ...]:
    """Lines of a span of days that follow one, or from a place where none is given."""
    key = ("", 0) if after is None else (_iso(after.on), after.row)
    return tuple(
        _line(row) for row in _ask(desk, _LINES, _iso(first), _iso(last), *key, most, skip)
    )


def _ask(desk: Desk, statement: str, *facts: object) -> list[tuple[object, ...]]:
    return desk_statements.rows(desk.session, statement, *facts)


def _iso(day: date) -> str:
    return day.isoformat()


def _line(row: tuple[object, ...]) -> AccessionLine:
    (
        row_, on, number, inventory, people, title, edition, town, publisher, year, isbn, class_,
        call, material, kind, source_kind, source, invoice, price, place, status, condition, note,
        withdrawn_on, reason, withdrawal,
    ) = row  # fmt: skip
    return AccessionLine(
        row=int(str(row_)),
        on=date.fromisoformat(str(on)),
        number=str(number),
        inventory_code=str(inventory),
        people=str(people),
        title=str(title),
        edition=str(edition),
        town=str(town),
        publisher=str(publisher),
        year=str(year),
        isbn=str(isbn),
        class_number=str(class_),
        call_number=str(call),
        material=str(material),
        kind=CollectionKind(str(kind)),
        source_kind=SourceKind(str(source_kind)),
        source=str(source),
        invoice=str(invoice),
        price=None if price is None else int(str(price)),
        place=str(place),
        status=CopyStatus(str(status)),
        condition=CopyCondition(str(condition)),
        note=str(note),
        withdrawn_on=date.fromisoformat(str(withdrawn_on)) if withdrawn_on else None,
        withdraw_reason=WithdrawReason(str(reason)),
        withdrawal=str(withdrawal),
    )
