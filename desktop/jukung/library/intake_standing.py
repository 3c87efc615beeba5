"""What the library has already, as an import has to know before it stores anything."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
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
_LOANS = text("SELECT copy, lent_on FROM loan WHERE source = 'imported' AND cancel_act IS NULL")
_LOOSE = text("SELECT copy_number, lent_on FROM loose_loan")
_IMPORTED = "act IN (SELECT a.row FROM journal_act a WHERE a.kind = 'import_titles')"
_VISITS = text(f"SELECT on_day, sum(count) FROM visit WHERE {_IMPORTED} GROUP BY on_day")  # noqa: S608 - our own words
_MONEY = text(
    f"SELECT kind, on_day, amount FROM ledger WHERE {_IMPORTED} AND cancel_act IS NULL"  # noqa: S608 - our own words
)
_HOLDS = text("SELECT h.title, n.number FROM hold h JOIN card_number n ON n.borrower = h.borrower "
    "WHERE h.state IN ('waiting', 'ready')")  # fmt: skip
_CLOSED = text("SELECT first_on FROM closure WHERE cancel_act IS NULL AND NOT is_open")


@dataclass(frozen=True, slots=True)
class Past:
    """What earlier imports brought of the past, each with how often."""

    loans: Mapping[tuple[int | str, date], int]
    """By the copy's row, or the number that no copy has, and the day of lending."""
    visits: Mapping[date, int]
    charges: Mapping[tuple[str, date, int], int]
    """By kind, day and amount."""
    closed: frozenset[date] = frozenset()


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
    loans: Counter[tuple[int | str, date]] = Counter()
    for statement in (_LOANS, _LOOSE):
        for which, day in connection.execute(statement):
            key = which if isinstance(which, int) else codes.fold(which)
            loans[key, date.fromisoformat(day)] += 1
    visits = {date.fromisoformat(day): int(count) for day, count in connection.execute(_VISITS)}
    charges = Counter(
        (str(kind), date.fromisoformat(day), int(amount))
        for kind, day, amount in connection.execute(_MONEY)
    )
    closed = frozenset(date.fromisoformat(row[0]) for row in connection.execute(_CLOSED))
    return Past(loans, visits, charges, closed)


@allowed(STAFF)
def waiting(desk: Desk) -> frozenset[tuple[int, str]]:
    """Who waits for what: the row of a title, and a card."""
    found = desk.session.connection().execute(_HOLDS)
    return frozenset((int(title), str(card)) for title, card in found)


@allowed(STAFF)
def own_kinds(desk: Desk) -> dict[str, BorrowerKind]:
    """The kinds of members by this library's own names for them."""
    return {each.name.casefold(): each.kind for each in members.kinds(desk) if each.name}
