"""The lists of a library as workbooks or CSV, for whoever wants to sort them elsewhere.

Rows are streamed, so that a hundred thousand titles take no memory. In a prison there
are only lists without people, and no free words in them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from sqlalchemy import text

from jukung import messages
from jukung.library.desk import Desk
from jukung.words import N_, _

Cell = str | int | None


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column: its title, the kind of its cells, and the words for what it holds."""

    title: str
    kind: str = "text"
    """`text`, `number`, `money` or `day`."""
    words: Mapping[str, str] | None = None
    is_free: bool = False
    """Whether anybody may be named in it; a prison hands no such column out."""

    def cell(self, value: Any) -> Cell:  # noqa: ANN401 - whatever the statement gives
        """A value as it is read."""
        if self.words is not None and value is not None:
            said = self.words.get(value)
            return _(said) if said else str(value)
        return value if value is None or isinstance(value, int) else str(value)


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list: its code, its title, its columns, and the statement that fills it."""

    code: str
    title: str
    columns: tuple[ListColumn, ...]
    sql: str
    for_prisons: bool = False
    left_out: frozenset[int] = frozenset()
    """Which cells of the statement's rows have no column."""

    def rows(self, desk: Desk) -> Iterator[tuple[Cell, ...]]:
        """Its rows, as they stand now; `:today` is the desk's."""
        facts = {"today": desk.today.isoformat()} if ":today" in self.sql else {}
        found = desk.session.execute(text(self.sql).execution_options(yield_per=500), facts)
        for row in found:
            kept = [value for at, value in enumerate(row) if at not in self.left_out]
            yield tuple(
                column.cell(value) for column, value in zip(self.columns, kept, strict=True)
            )

    def count(self, desk: Desk) -> int:
        """How many rows it has."""
        facts = {"today": desk.today.isoformat()} if ":today" in self.sql else {}
        asked = text(f"SELECT count(*) FROM ({self.sql})")  # noqa: S608 - our own statement
        return int(desk.session.execute(asked, facts).scalar_one())


_SEXES = MappingProxyType({"female": N_("Female"), "male": N_("Male"), "unknown": N_("Unknown")})
_MEMBER_STATES = MappingProxyType(
    {"active": N_("Active"), "suspended": N_("Suspended"), "left": N_("Left")}
)
_HOLD_STATES = MappingProxyType({"waiting": N_("Waiting"), "ready": N_("Ready")})
_TITLE = ListColumn(N_("Title"))
_NUMBER = ListColumn(N_("Copy number"))
_CARD, _NAME = ListColumn(N_("Card")), ListColumn(N_("Name"))

_OPEN_LOANS = """
SELECT c.number, t.title, coalesce(b.card, ''), coalesce(p.name, ''),
  coalesce(nullif(p.phone, ''), p.guardian_phone, ''), l.lent_on, l.due_on, l.renewals
FROM loan l JOIN copy c ON c.row = l.copy JOIN title t ON t.row = l.title
  LEFT JOIN borrower b ON b.row = l.borrower LEFT JOIN person p ON p.row = b.person
WHERE l.returned_on IS NULL AND l.cancel_act IS NULL"""
_LOAN_COLUMNS = (
    _NUMBER,
    _TITLE,
    _CARD,
    _NAME,
    ListColumn(N_("Phone")),
    ListColumn(N_("Lent on"), "day"),
    ListColumn(N_("Due"), "day"),
    ListColumn(N_("Renewals"), "number"),
)

LISTS = (
    ListOf(
        "titles",
        N_("Titles"),
        (
            _TITLE,
            ListColumn(N_("People")),
            ListColumn(N_("Statement of responsibility")),
            ListColumn(N_("Publisher")),
            ListColumn(N_("Place")),
            ListColumn(N_("Year")),
            ListColumn(N_("Edition")),
            ListColumn(N_("ISBN")),
            ListColumn(N_("ISSN")),
            ListColumn(N_("Pages and size")),
            ListColumn(N_("Series")),
            ListColumn(N_("Class")),
            ListColumn(N_("Call number")),
            ListColumn(N_("Language")),
            ListColumn(N_("Subjects")),
            ListColumn(N_("Copies"), "number"),
            ListColumn(N_("Added"), "day"),
        ),
        """
SELECT title, people, statement, publisher, place, year, edition, isbn, issn, collation,
  series, class_number, call_number, language, subjects,
  (SELECT count(*) FROM copy WHERE copy.title = t.row AND status <> 'withdrawn'), added_on
FROM title t ORDER BY title COLLATE NOCASE, row""",
        for_prisons=True,
    ),
    ListOf(
        "copies",
        N_("Copies"),
        (
            _NUMBER,
            ListColumn(N_("Inventory number")),
            _TITLE,
            ListColumn(N_("Call number")),
            ListColumn(N_("Collection"), words=messages.COLLECTION_KINDS),
            ListColumn(N_("State"), words=messages.COPY_STATUSES),
            ListColumn(N_("Place")),
            ListColumn(N_("Owner")),
            ListColumn(N_("How it came"), words=messages.SOURCE_KINDS),
            ListColumn(N_("From"), is_free=True),
            ListColumn(N_("Price"), "money"),
            ListColumn(N_("Received"), "day"),
            ListColumn(N_("Added"), "day"),
            ListColumn(N_("Note"), is_free=True),
        ),
        """
SELECT c.number, c.inventory_code, t.title, coalesce(nullif(c.call_number, ''), t.call_number),
  c.kind, c.status, s.name, o.name, c.source_kind, c.source, c.price, c.received_on,
  c.added_on, c.condition_note
FROM copy c JOIN title t ON t.row = c.title JOIN place s ON s.row = c.place
  JOIN owner o ON o.row = c.owner ORDER BY c.row""",
        for_prisons=True,
    ),
    ListOf(
        "members",
        N_("Members"),
        (
            _CARD,
            _NAME,
            ListColumn(N_("Kind"), words=messages.BORROWER_KINDS),
            ListColumn(N_("State"), words=_MEMBER_STATES),
            ListColumn(N_("Sex"), words=_SEXES),
            ListColumn(N_("Birth year"), "number"),
            ListColumn(N_("Phone")),
            ListColumn(N_("Address")),
            ListColumn(N_("Since"), "day"),
            ListColumn(N_("Until"), "day"),
            ListColumn(N_("Note")),
        ),
        """
SELECT b.card, coalesce(p.name, ''), b.kind, b.status, p.sex, p.birth_year,
  coalesce(p.phone, ''), coalesce(p.address, ''), b.since_on, b.until_on, b.note
FROM borrower b LEFT JOIN person p ON p.row = b.person
WHERE b.merged_into IS NULL AND b.card <> '' ORDER BY b.row""",
    ),
    ListOf("loans", N_("Open loans"), _LOAN_COLUMNS, f"{_OPEN_LOANS} ORDER BY l.due_on, l.row"),
    ListOf(
        "overdue",
        N_("Overdue"),
        _LOAN_COLUMNS,
        f"{_OPEN_LOANS} AND l.due_on < :today ORDER BY l.due_on, l.row",
    ),
    ListOf(
        "holds",
        N_("Holds"),
        (
            _TITLE,
            _CARD,
            _NAME,
            ListColumn(N_("State"), words=_HOLD_STATES),
            ListColumn(N_("Placed on"), "day"),
            ListColumn(N_("Kept until"), "day"),
        ),
        """
SELECT t.title, b.card, coalesce(p.name, ''), h.state, h.placed_on, h.until_on
FROM hold h JOIN title t ON t.row = h.title JOIN borrower b ON b.row = h.borrower
  LEFT JOIN person p ON p.row = b.person
WHERE h.state IN ('waiting', 'ready') ORDER BY h.title, h.row""",
    ),
    ListOf(
        "money",
        N_("Fines and payments"),
        (
            ListColumn(N_("Day"), "day"),
            _CARD,
            _NAME,
            ListColumn(N_("What"), words=messages.LEDGER_KINDS),
            ListColumn(N_("Amount"), "money"),
            ListColumn(N_("Reason")),
        ),
        """
SELECT l.on_day, coalesce(b.card, ''), coalesce(p.name, ''), l.kind, l.amount, l.reason
FROM ledger l LEFT JOIN borrower b ON b.row = l.borrower
  LEFT JOIN person p ON p.row = b.person
WHERE l.cancel_act IS NULL ORDER BY l.on_day, l.row""",
    ),
    ListOf(
        "visits",
        N_("Visits by day"),
        (
            ListColumn(N_("Day"), "day"),
            ListColumn(N_("Female"), "number"),
            ListColumn(N_("Male"), "number"),
            ListColumn(N_("Unknown"), "number"),
            ListColumn(N_("All"), "number"),
        ),
        """
SELECT on_day, sum(count) FILTER (WHERE sex = 'female'), sum(count) FILTER (WHERE sex = 'male'),
  sum(count) FILTER (WHERE sex = 'unknown'), sum(count)
FROM visit WHERE cancel_act IS NULL GROUP BY on_day ORDER BY on_day""",
        for_prisons=True,
    ),
    ListOf(
        "activities",
        N_("Activities"),
        (
            ListColumn(N_("Day"), "day"),
            ListColumn(N_("Activity")),
            ListColumn(N_("Strategy"), words=messages.STRATEGIES),
            ListColumn(N_("Theme")),
            ListColumn(N_("Place")),
            ListColumn(N_("Partner")),
            ListColumn(N_("Female"), "number"),
            ListColumn(N_("Male"), "number"),
            ListColumn(N_("Result"), is_free=True),
        ),
        """
SELECT on_day, name, strategy, theme, place, partner, female_count, male_count, result
FROM activity WHERE cancel_act IS NULL ORDER BY on_day, row""",
        for_prisons=True,
    ),
)


def lists_of(*, is_prison: bool) -> tuple[ListOf, ...]:
    """The lists that a library hands out; a prison's have no people and no free words."""
    return tuple(map(_without_words, filter(_of_prisons, LISTS))) if is_prison else LISTS


def _of_prisons(each: ListOf) -> bool:
    return each.for_prisons


def _without_words(each: ListOf) -> ListOf:
    return replace(
        each,
        columns=tuple(column for column in each.columns if not column.is_free),
        left_out=frozenset(at for at, column in enumerate(each.columns) if column.is_free),
    )
