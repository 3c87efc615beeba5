"""What the library has already, as an import has to know before it stores anything."""

import json
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import Protocol

from sqlalchemy import bindparam, select, text
from sqlmodel import col

from jukung.domain import codes
from jukung.domain.kinds import BorrowerKind
from jukung.library import members
from jukung.library.desk import Desk
from jukung.library.incoming import CopyHere, Here, same_words
from jukung.library.intake_rows import in_chunks
from jukung.library.permission import STAFF, allowed
from jukung.store.tables import CardNumber, CopyNumber, Title

# A copy that a list of titles brought with its number alone.
_NUMBERS = text("""
SELECT n.number, c.row, c.title,
  c.inventory_code = '' AND c.kind = 'general' AND c.status = 'available' AND c.place = 1
  AND c.source = '' AND c.source_kind = 'unknown' AND c.price IS NULL AND c.invoice = ''
  AND c.received_on IS NULL AND c.condition = 'unknown' AND c.condition_note = ''
  AND c.owner = 1,
  EXISTS (SELECT 1 FROM loan l WHERE l.copy = c.row AND l.returned_on IS NULL
    AND l.cancel_act IS NULL)
FROM copy_number n JOIN copy c ON c.row = n.copy WHERE n.number IN :numbers
""").bindparams(bindparam("numbers", expanding=True))
_CARDS = text("SELECT number FROM card_number WHERE number IN :numbers").bindparams(
    bindparam("numbers", expanding=True)
)
_BLANK = text(
    "SELECT number FROM blank_number WHERE drop_act IS NULL AND number IN :numbers"
).bindparams(bindparam("numbers", expanding=True))
_BROUGHT = text(
    "SELECT DISTINCT c.title FROM journal_act a JOIN copy c ON c.act = a.row "
    "WHERE a.kind = 'import_titles' AND json_extract(a.facts, '$.sha256') = :sha256"
)
# What was changed by hand of the titles that imports of a file brought, the latest first.
_EDITED = text("""
SELECT t.row, t.title, t.people, t.edition, t.publisher, t.year, t.isbn, d.detail
FROM journal_act a JOIN title t ON t.act = a.row JOIN journal_entry e ON e.noun_id = t.id
JOIN journal_act c ON c.row = e.act AND c.kind = 'edit_title'
JOIN journal_detail d ON d.seq = e.seq
WHERE a.kind = 'import_titles' AND json_extract(a.facts, '$.sha256') = :sha256
ORDER BY e.seq DESC
""")
_LOANS = text("SELECT copy, lent_on FROM loan WHERE source = 'imported' AND cancel_act IS NULL")
_LOOSE = text("SELECT copy_number, lent_on FROM loose_loan")
_IMPORTED = "act IN (SELECT a.row FROM journal_act a WHERE a.kind = 'import_titles')"
_VISITS = text(
    "SELECT coalesce(borrower, 0), on_day, sum(count) FROM visit "  # noqa: S608 - our own words
    f"WHERE {_IMPORTED} AND cancel_act IS NULL GROUP BY 1, 2"
)
_MONEY = text(
    "SELECT coalesce(borrower, 0), kind, on_day, amount FROM ledger "  # noqa: S608 - our own words
    f"WHERE {_IMPORTED} AND cancel_act IS NULL"
)
_BORROWERS = text("SELECT number, borrower FROM card_number")
_NAMES = text("SELECT n.number, p.name FROM card_number n JOIN borrower b ON b.row = n.borrower "
    "JOIN person p ON p.row = b.person WHERE n.number IN :numbers"
).bindparams(bindparam("numbers", expanding=True))  # fmt: skip
_HOLDS = text("SELECT h.title, n.number FROM hold h JOIN card_number n ON n.borrower = h.borrower "
    "WHERE h.state IN ('waiting', 'ready')")  # fmt: skip
_CLOSED = text("SELECT first_on FROM closure WHERE cancel_act IS NULL AND NOT is_open")


_LIKENED = ("title", "people", "edition", "publisher", "year", "isbn")

# The last day of the calendar has the number 3,652,059.
_DAY_BITS = 22


@dataclass(frozen=True, slots=True)
class Past:
    """What earlier imports brought of the past, each with how often."""

    loans: Mapping[int | str, int]
    """By `loan_key`."""
    visits: Mapping[int | str, int]
    """By the member's row, 0 for guests, and the day, as `loan_key` puts them together."""
    charges: Mapping[tuple[int, str, date, int], int]
    """By the member's row, kind, day and amount."""
    borrowers: Mapping[str, int] = field(default_factory=dict)
    """The rows of members by their cards."""
    closed: frozenset[date] = frozenset()


def loan_key(copy: int | str, lent_on: date) -> int | str:
    """A copy's row, or the number that no copy has, and the day of lending, in little memory."""
    day = lent_on.toordinal()
    return copy << _DAY_BITS | day if isinstance(copy, int) else f"{copy} {day}"


@allowed(STAFF)
def known_titles(desk: Desk, wanted: Collection[int] | None = None) -> Counter[tuple[str, ...]]:
    """How often each title is already here, by what `likeness` compares.

    Where some are wanted, only those whose likeness has one of these hashes (and by
    chance another one): a large library is not held whole then.
    """
    found = desk.session.execute(
        select(
            col(Title.title),
            col(Title.people),
            col(Title.edition),
            col(Title.publisher),
            col(Title.year),
            col(Title.isbn),
        ).execution_options(yield_per=1000)
    )
    alike = (tuple(str(part).casefold() for part in row) for row in found)
    return Counter(alike if wanted is None else (each for each in alike if hash(each) in wanted))


@allowed(STAFF)
def has_titles(desk: Desk) -> bool:
    """Whether there is any title yet; the first import compares nothing."""
    return desk.session.execute(select(col(Title.row)).limit(1)).first() is not None


@allowed(STAFF)
def has_numbers(desk: Desk) -> bool:
    """Whether a copy or card has any number yet, or one is printed blank."""
    return any(
        desk.session.connection().exec_driver_sql(f"SELECT 1 FROM {table} LIMIT 1").first()  # noqa: S608 - our own words
        for table in ("copy_number", "card_number", "blank_number")
    )


class Likened(Protocol):
    """What of a title, or of its record, makes it the same as another."""

    @property
    def title(self) -> str: ...  # noqa: D102 - named as in a title
    @property
    def people(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def edition(self) -> str: ...  # noqa: D102
    @property
    def publisher(self) -> str: ...  # noqa: D102
    @property
    def year(self) -> str: ...  # noqa: D102
    @property
    def isbn(self) -> str: ...  # noqa: D102


def likeness(draft: Likened) -> tuple[str, ...]:
    """What makes two records the same edition of the same title."""
    parts = (
        draft.title.strip(),
        "; ".join(draft.people),
        draft.edition.strip(),
        draft.publisher.strip(),
        draft.year.strip(),
        draft.isbn.strip(),
    )
    return tuple(part.casefold() for part in parts)


@allowed(STAFF)
def taken_numbers(desk: Desk) -> set[str]:
    """Every number, folded, that a copy or card has or had."""
    return set(desk.session.scalars(select(col(CopyNumber.number)))) | set(
        desk.session.scalars(select(col(CardNumber.number)))
    )


@allowed(STAFF)
def here(desk: Desk, numbers: Collection[str]) -> Here:
    """Which of these folded numbers the library has, and what is known of its copies."""
    connection = desk.session.connection()
    copies: dict[str, CopyHere] = {}
    cards: set[str] = set()
    blank: set[str] = set()
    for chunk in in_chunks(sorted(numbers)):
        wanted = {"numbers": list(chunk)}
        for number, row, title, bare, out in connection.execute(_NUMBERS, wanted):
            copies[number] = CopyHere(row, title, bool(bare), bool(out))
        cards.update(connection.execute(_CARDS, wanted).scalars())
        blank.update(connection.execute(_BLANK, wanted).scalars())
    return Here(MappingProxyType(copies), frozenset(cards), frozenset(blank))


@allowed(STAFF)
def brought_by(desk: Desk, sha256: str) -> frozenset[int]:
    """The titles with copies that imports of a file brought, whatever became of them."""
    return frozenset(desk.session.execute(_BROUGHT, {"sha256": sha256}).scalars())


@allowed(STAFF)
def called_before(desk: Desk, sha256: str) -> dict[tuple[str, ...], list[int]]:
    """The titles that imports of a file brought and somebody edited, by their `likeness` then."""
    came: dict[int, dict[str, str]] = {}
    for row, *now, detail in desk.session.execute(_EDITED, {"sha256": sha256}):
        was = came.setdefault(int(row), dict(zip(_LIKENED, map(str, now), strict=True)))
        for name, (before, _after) in json.loads(detail).items():
            if name in was:
                was[name] = "; ".join(before) if isinstance(before, list) else str(before)
    found: dict[tuple[str, ...], list[int]] = {}
    for row, was in came.items():
        found.setdefault(tuple(part.strip().casefold() for part in was.values()), []).append(row)
    return found


@allowed(STAFF)
def titles_named(desk: Desk, wanted: frozenset[str]) -> dict[str, tuple[int, ...]]:
    """The titles whose words are among these, as `incoming.same_words` folds them."""
    named: dict[str, tuple[int, ...]] = {}
    if wanted:
        for row, title in desk.session.execute(
            select(col(Title.row), col(Title.title)).order_by(col(Title.row))
        ):
            folded = same_words(title)
            if folded in wanted:
                named[folded] = (*named.get(folded, ()), row)
    return named


@allowed(STAFF)
def past(desk: Desk) -> Past:
    """What earlier imports brought of the past."""
    connection = desk.session.connection()
    loans: Counter[int | str] = Counter()
    for statement in (_LOANS, _LOOSE):
        for which, day in connection.execute(statement):
            own = which if isinstance(which, int) else codes.fold(which)
            loans[loan_key(own, date.fromisoformat(day))] += 1
    visits = {
        loan_key(int(who), date.fromisoformat(day)): int(count)
        for who, day, count in connection.execute(_VISITS)
    }
    charges = Counter(
        (int(who), str(kind), date.fromisoformat(day), int(amount))
        for who, kind, day, amount in connection.execute(_MONEY)
    )
    known = connection.execute(_BORROWERS) if visits or charges else ()
    borrowers = {str(number): int(row) for number, row in known}
    closed = frozenset(date.fromisoformat(row[0]) for row in connection.execute(_CLOSED))
    return Past(loans, visits, charges, borrowers, closed)


@allowed(STAFF)
def names_of(desk: Desk, cards: Collection[str]) -> dict[str, str]:
    """What the members with these folded cards are called here."""
    found: dict[str, str] = {}
    for chunk in in_chunks(sorted(cards)):
        found.update(desk.session.connection().execute(_NAMES, {"numbers": list(chunk)}).all())
    return found


@allowed(STAFF)
def waiting(desk: Desk) -> frozenset[tuple[int, str]]:
    """Who waits for what: the row of a title, and a card."""
    found = desk.session.connection().execute(_HOLDS)
    return frozenset((int(title), str(card)) for title, card in found)


@allowed(STAFF)
def own_kinds(desk: Desk) -> dict[str, BorrowerKind]:
    """The kinds of members by this library's own names for them."""
    return {each.name.casefold(): each.kind for each in members.kinds(desk) if each.name}
